"""Digital signatures of a PDF: who signed, when, and whether the file is still what was signed.

ISO 32000-2 §12.8 and ETSI EN 319 142-1 (PAdES), by pyHanko, without any network: neither revocation nor time is asked
of anybody. What is not known is never "invalid": that is only a signature whose bytes do not fit, or whose file was
changed afterwards in a way that signing does not allow. "Valid" is only a signature whose certificate leads to a root
that the office trusts and was in force at the time that the signature gives. No clock is read: the same file and the
same roots give the same answer on any day.
"""

from __future__ import annotations

import datetime as dt
import io
import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from extractors.readers.timed import TimeIsUpError, at_most
from extractors.readers.trust import Trust
from extractors.text.fold import clean
from pipeline.models.files import Signature
from pipeline.models.limits import Limits
from pipeline.models.vocabulary import SignatureOutcome, SignatureReason

if TYPE_CHECKING:
    from pyhanko.sign.validation import EmbeddedPdfSignature

VALID, INVALID, CANNOT_TELL = SignatureOutcome.VALID, SignatureOutcome.INVALID, SignatureOutcome.CANNOT_TELL
_MARK = b"/ByteRange"
_SHARE = 0.15
"""Of the seconds that a file may take; reading its pages ends at 0.8 of them."""
_MOST = 64
"""Signatures of one file that are looked at; each costs a pass over its bytes."""
_LONGEST = 200
_READ = ("/adbe.pkcs7.detached", "/ETSI.CAdES.detached")
_RSA = b"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x01\x01"


@dataclass(frozen=True)
class _Judged:
    """One signature with what its file and its certificate say of it."""

    signature: Signature
    covers_all: bool = False


def signatures(data: bytes, trust: Trust, limits: Limits) -> tuple[Signature, ...]:
    """The signatures of a PDF in the order in which they were made; stamps of time alone are none.

    Never raises for a bad file: what could not be looked at is ``cannot_tell`` with its reason. All of
    them together have a share of the wall clock of a file, beside that of reading it.
    """
    if _MARK not in data:
        return ()
    for name in ("pyhanko", "pyhanko_certvalidator"):
        # Its warnings quote the file; the reason is in the answer.
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    judged: list[_Judged] = []
    try:
        with at_most(limits.seconds_per_file * _SHARE):
            for one in _each(data, trust):
                judged.append(one)  # noqa: PERF402 - what was judged before time is up is kept
    except (TimeIsUpError, MemoryError):
        judged.append(_unjudged(SignatureReason.NOT_CHECKED))
    except Exception:  # a reader of PDF over hostile bytes fails in ways that nobody listed
        judged.append(_unjudged(SignatureReason.BROKEN))
    return _weighed(judged, trusting=bool(trust.roots))


def _unjudged(reason: SignatureReason, signature: Signature | None = None) -> _Judged:
    known = signature or Signature(signer=None, organisation=None, signed_at=None, outcome=CANNOT_TELL)
    return _Judged(known.model_copy(update={"outcome": CANNOT_TELL, "reason": reason.value}))


def _weighed(judged: Sequence[_Judged], *, trusting: bool) -> tuple[Signature, ...]:
    """What was changed after a signature and then signed as a whole by somebody else is for a person to judge."""
    closes = [
        at
        for at, one in enumerate(judged)
        if one.covers_all
        and (one.signature.outcome is VALID or (not trusting and one.signature.outcome is CANNOT_TELL))
    ]
    answer = []
    for at, one in enumerate(judged):
        changed = one.signature.reason == SignatureReason.CHANGED_AFTER
        if changed and any(later > at for later in closes):
            one = _unjudged(SignatureReason.CHANGED_THEN_SIGNED, one.signature)
        answer.append(one.signature)
    return tuple(answer)


def _each(data: bytes, trust: Trust) -> Iterator[_Judged]:
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.fields import enumerate_sig_fields
    from pyhanko.sign.validation import EmbeddedPdfSignature

    reader = PdfFileReader(io.BytesIO(data), strict=False)
    if reader.encrypted:
        reader.decrypt(b"")
    found: list[EmbeddedPdfSignature] = []
    broken = 0
    for name, value, field in enumerate_sig_fields(reader, filled_status=True):
        if value.get_object().get("/Type", "/Sig") != "/Sig":
            continue
        if len(found) + broken >= _MOST:
            yield _unjudged(SignatureReason.NOT_CHECKED)
            break
        try:
            found.append(EmbeddedPdfSignature(reader, field, name))
        except MemoryError:
            raise
        except Exception:  # garbage in one field leaves the others
            broken += 1
    for embedded in sorted(found, key=lambda one: one.signed_revision):
        yield _judged(embedded, data, trust)
    for _ in range(broken):
        yield _unjudged(SignatureReason.BROKEN)


def _judged(embedded: EmbeddedPdfSignature, data: bytes, trust: Trust) -> _Judged:
    said = Signature(signer=None, organisation=None, signed_at=None, outcome=CANNOT_TELL)
    try:
        subject = embedded.signer_cert.subject.native
        said = said.model_copy(
            update={
                "signer": _name(subject.get("common_name")),
                "organisation": _name(subject.get("organization_name")),
                "signed_at": _claimed(embedded),
            }
        )
        wrong = _out_of_reach(embedded, data)
        if wrong is not None:
            outcome = INVALID if wrong is SignatureReason.DIGEST_MISMATCH else CANNOT_TELL
            return _Judged(said.model_copy(update={"outcome": outcome, "reason": wrong.value}))
        return _checked(embedded, trust, said)
    except MemoryError:
        raise
    except Exception:  # whatever its certificate or its structure is, it is not what this reader can judge
        return _unjudged(SignatureReason.UNSUPPORTED, said)


def _name(value: object) -> str | None:
    """A name of the certificate; of several the most particular, which stands last."""
    last = value[-1] if isinstance(value, list) and value else value
    return clean(last)[:_LONGEST].strip() or None if isinstance(last, str) else None


def _claimed(embedded: EmbeddedPdfSignature) -> dt.datetime | None:
    """The signer's own time, with its offset.

    ``/M`` before the attribute of the signature: signing programs write local time into that and call it UTC.
    """
    from pyhanko.pdf_utils.generic import parse_pdf_date

    given = embedded.sig_object.get("/M")
    if isinstance(given, str):
        try:
            moment = parse_pdf_date(given, strict=False)
        except (ValueError, OverflowError):
            moment = None
        if moment is not None and moment.tzinfo is not None:
            return moment
    attributes = embedded.signer_info["signed_attrs"]
    times = [one["values"][0].native for one in attributes if one["type"].native == "signing_time"]
    return times[0] if times and isinstance(times[0], dt.datetime) and times[0].tzinfo is not None else None


def _out_of_reach(embedded: EmbeddedPdfSignature, data: bytes) -> SignatureReason | None:
    """Why its bytes need not even be hashed; each pass over a range of nobody's choice would cost time."""
    if embedded.sig_object.get("/SubFilter") not in _READ:
        return SignatureReason.UNSUPPORTED
    numbers = list(embedded.byte_range)
    if len(numbers) != 4 or not all(isinstance(number, int) and number >= 0 for number in numbers):
        return SignatureReason.BROKEN
    start, length, second, rest = numbers
    if start + length > len(data) or second + rest > len(data):
        return SignatureReason.DIGEST_MISMATCH
    if data[start + length : start + length + 1] != b"<":
        return SignatureReason.UNSUPPORTED
    return None


def _checked(embedded: EmbeddedPdfSignature, trust: Trust, said: Signature) -> _Judged:
    from pyhanko.sign.validation.status import SignatureCoverageLevel

    mended = _mend_algorithm(embedded)
    try:
        status, unclear = _status(embedded, trust, said.signed_at), False
    except MemoryError:
        raise
    except Exception:  # the comparison of revisions fails first on odd files; the bytes can still be checked
        status, unclear = _status(embedded, trust, said.signed_at, compare=False), True
    covers_all = status.coverage is SignatureCoverageLevel.ENTIRE_FILE
    wrong: SignatureReason | None = None
    if not status.intact:
        wrong = SignatureReason.DIGEST_MISMATCH
    elif not status.valid and mended:
        return _unjudged(SignatureReason.UNSUPPORTED, said)
    elif not status.valid:
        wrong = SignatureReason.SIGNATURE_WRONG
    elif status.coverage < SignatureCoverageLevel.ENTIRE_REVISION:
        wrong = SignatureReason.PARTLY_SIGNED
    elif not unclear and not status.docmdp_ok:
        wrong = SignatureReason.CHANGED_AFTER
    if wrong is not None:
        return _Judged(said.model_copy(update={"outcome": INVALID, "reason": wrong.value}))
    if unclear and not covers_all:
        return _unjudged(SignatureReason.CHANGES_UNCLEAR, said)
    return replace(_trusted(embedded, trust, said, status), covers_all=covers_all)


def _trusted(embedded: EmbeddedPdfSignature, trust: Trust, said: Signature, status: Any) -> _Judged:
    """Of a signature whose bytes are right: whether its certificate leads to a root, at the time of signing."""
    stamp = status.timestamp_validity
    if stamp is not None and stamp.trusted and stamp.timestamp != said.signed_at:
        said = said.model_copy(update={"signed_at": stamp.timestamp})
        status = _status(embedded, trust, said.signed_at, compare=False)
    if said.signed_at is None:
        return _unjudged(SignatureReason.NO_TIME, said)
    validity = embedded.signer_cert["tbs_certificate"]["validity"]
    if not validity["not_before"].native <= said.signed_at <= validity["not_after"].native:
        return _unjudged(SignatureReason.EXPIRED_AT_SIGNING, said)
    if not trust.roots:
        return _unjudged(SignatureReason.NO_TRUST_ROOTS, said)
    if status.trusted:
        return _Judged(said.model_copy(update={"outcome": VALID, "reason": ""}))
    certificate = embedded.signer_cert
    own_issuer = certificate.subject == certificate.issuer
    return _unjudged(_distrust(status.trust_problem_indic, own_issuer=own_issuer), said)


def _distrust(problem: Any, *, own_issuer: bool) -> SignatureReason:
    """Why no chain of certificates was accepted (the indications of ETSI EN 319 102-1 §5.1.3)."""
    name = str(getattr(problem, "name", ""))
    if name.startswith("CRYPTO_CONSTRAINTS"):
        return SignatureReason.WEAK_ALGORITHM
    if name.startswith(("EXPIRED", "NOT_YET_VALID", "OUT_OF_BOUNDS")):
        return SignatureReason.EXPIRED_AT_SIGNING
    if name == "CHAIN_CONSTRAINTS_FAILURE" and not own_issuer:
        return SignatureReason.NOT_FOR_SIGNING
    return SignatureReason.UNTRUSTED_ROOT


def _status(embedded: EmbeddedPdfSignature, trust: Trust, moment: dt.datetime | None, *, compare: bool = True) -> Any:
    """What pyHanko says, with the certificates judged at ``moment`` and nothing fetched."""
    from asn1crypto.x509 import Certificate
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko.sign.validation.settings import KeyUsageConstraints
    from pyhanko_certvalidator import ValidationContext

    def context(at: dt.datetime | None) -> ValidationContext:
        return ValidationContext(
            trust_roots=[Certificate.load(der) for der in trust.roots],
            other_certs=[Certificate.load(der) for der in trust.links],
            # Some moment must be given, or it would be the present one, and the answer would change by itself.
            moment=at or dt.datetime(2000, 1, 1, tzinfo=dt.UTC),
            allow_fetching=False,
            revocation_mode="soft-fail",
        )

    return validate_pdf_signature(
        embedded,
        context(moment),
        ts_validation_context=context(_stamped(embedded)),
        # Certificates of offices are made out for signing documents with either of the two.
        key_usage_settings=KeyUsageConstraints(
            key_usage={"non_repudiation", "digital_signature"}, match_all_key_usages=False
        ),
        skip_diff=not compare,
    )


def _stamped(embedded: EmbeddedPdfSignature) -> dt.datetime | None:
    """The moment in the stamp of a time-stamping authority, whose own certificate is judged at it."""
    from pyhanko.sign.validation.generic_cms import extract_tst_data_iter

    for token in extract_tst_data_iter(embedded.signer_info, signed=False):
        moment = token["encap_content_info"]["content"].parsed["gen_time"].native
        if isinstance(moment, dt.datetime):
            return moment
    return None


def _mend_algorithm(embedded: EmbeddedPdfSignature) -> bool:
    """Some signing programs add to plain RSA the parameters of another padding (RFC 8017 A.1 has none).

    The signature itself then is one of plain RSA, and whether it is right is checked as ever. True where mended.
    """
    from asn1crypto import parser
    from asn1crypto.cms import SignedDigestAlgorithm

    info = embedded.signer_info
    try:
        _ = info["signature_algorithm"].native
    except ValueError:
        rest, before = info.contents, b""
        while rest:
            kind, _, tag, header, content, trailer = parser.parse(rest)
            if (kind, tag) == (0, 4):  # the signature; its algorithm stands before it
                break
            before, rest = content, rest[len(header) + len(content) + len(trailer) :]
        if not before.startswith(_RSA):
            raise
        info["signature_algorithm"] = SignedDigestAlgorithm({"algorithm": "rsassa_pkcs1v15"})
        return True
    return False
