"""When a dossier reached the office, as an interval with the evidence that bounds it (DESIGN §4, Receipt).

Exact are the officer's entry in the register, the manifest beside the files, the receiving office's own stamp on the
request letter and its trace in the envelope that brought it. The drop folder's first sight bounds from above; from
below the date of the request letter, a signature under it and the sender's trace in its envelope. Stamps and traces of
other offices, and envelopes that brought other papers, are shown and bound nothing. A file's own time is never looked
at.

Evidence that contradicts itself widens the interval: it then holds every reading in which as much of the evidence as
possible is true. A manifest of 20/08 beside a letter of 22/08 gives "20/08 or any day from 22/08 on".
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from pipeline.comparing import names_one_of
from pipeline.errors import UsageError
from pipeline.intake.manifest import FILE_NAME as MANIFEST
from pipeline.models.base import Place
from pipeline.models.facts import Receipt, ReceiptEvidence, ReceiptStamp
from pipeline.models.files import Signature, Trace
from pipeline.models.vocabulary import (
    CONFIDENCE_ORDER,
    Confidence,
    ReceiptBasis,
    SignatureOutcome,
    TraceRole,
    weakest,
)

LOCAL = dt.timezone(dt.timedelta(hours=7))
"""Asia/Ho_Chi_Minh has had no daylight saving since 1975; a fixed offset needs no zone data."""

_BASIS_ORDER = (
    ReceiptBasis.REGISTER,
    ReceiptBasis.RECEIPT_STAMP,
    ReceiptBasis.RECEIVER_ENVELOPE,
    ReceiptBasis.MANIFEST,
    ReceiptBasis.FOLDER_FIRST_SEEN,
    ReceiptBasis.LETTER_DATE,
    ReceiptBasis.SENDER_SIGNATURE,
    ReceiptBasis.SENDER_ENVELOPE,
)
"""Which evidence is named where several give the same bound."""

_NONE = ReceiptBasis.NONE

_BANDS = {
    ReceiptBasis.REGISTER: Confidence.STATED,
    ReceiptBasis.MANIFEST: Confidence.INFERRED,
    ReceiptBasis.FOLDER_FIRST_SEEN: Confidence.INFERRED,
    ReceiptBasis.LETTER_DATE: Confidence.INFERRED,
    # The receiving side's own machine wrote it, as surely as a stamp that was read well.
    ReceiptBasis.RECEIVER_ENVELOPE: Confidence.STATED,
    ReceiptBasis.SENDER_SIGNATURE: Confidence.INFERRED,
    ReceiptBasis.SENDER_ENVELOPE: Confidence.INFERRED,
    ReceiptBasis.NONE: Confidence.UNCERTAIN,
}


@dataclass(frozen=True)
class EnvelopeTrace:
    """One trace of an exchange envelope of the dossier, where it stands, and whether that envelope brought the request
    letter."""

    trace: Trace
    place: Place
    brought_request: bool


@dataclass(frozen=True)
class LetterSignature:
    """One digital signature of the file of the request letter."""

    signature: Signature
    place: Place


@dataclass(frozen=True)
class Bounds:
    """The interval that a set of evidence leaves open; a null end is open."""

    earliest: dt.date | None
    latest: dt.date | None
    earliest_basis: ReceiptBasis
    latest_basis: ReceiptBasis
    contradictory: bool


@dataclass(frozen=True)
class _Piece:
    """One thing said of the receipt: it lies in ``[low, high]``."""

    low: dt.date
    high: dt.date
    basis: ReceiptBasis


def local_day(moment: dt.datetime) -> dt.date:
    """The day in Viet Nam; a moment without zone is local already."""
    return (moment.astimezone(LOCAL) if moment.tzinfo else moment).date()


def _piece(evidence: ReceiptEvidence) -> _Piece | None:
    day = local_day(dt.datetime.fromisoformat(evidence.value))
    basis = ReceiptBasis(evidence.source)
    if evidence.bound == "exact":
        return _Piece(day, day, basis)
    if evidence.bound == "earliest":
        return _Piece(day, dt.date.max, basis)
    return _Piece(dt.date.min, day, basis)


def _agreeing(pieces: Sequence[_Piece]) -> list[tuple[_Piece, ...]]:
    """The largest sets of pieces that can all be true; intervals that meet pairwise have a day in common."""
    sets: list[tuple[_Piece, ...]] = []
    for day in sorted({piece.low for piece in pieces} | {piece.high for piece in pieces}):
        holding = tuple(piece for piece in pieces if piece.low <= day <= piece.high)
        if any(set(holding) <= set(other) for other in sets):
            continue
        sets = [other for other in sets if not set(other) <= set(holding)]
        sets.append(holding)
    return sets


def bounds(evidence: Iterable[ReceiptEvidence]) -> Bounds:
    """The interval that holds all of the evidence; what is only ``shown`` bounds nothing."""
    pieces = [piece for entry in evidence if entry.bound != "shown" and (piece := _piece(entry))]
    if not pieces:
        return Bounds(None, None, ReceiptBasis.NONE, ReceiptBasis.NONE, False)
    sets = _agreeing(pieces)
    earliest = min(max(piece.low for piece in agreeing) for agreeing in sets)
    latest = max(min(piece.high for piece in agreeing) for agreeing in sets)
    open_below, open_above = earliest == dt.date.min, latest == dt.date.max
    return Bounds(
        earliest=None if open_below else earliest,
        latest=None if open_above else latest,
        earliest_basis=_NONE if open_below else _basis(piece for piece in pieces if piece.low == earliest),
        latest_basis=_NONE if open_above else _basis(piece for piece in pieces if piece.high == latest),
        contradictory=len(sets) > 1,
    )


def _basis(giving: Iterable[_Piece]) -> ReceiptBasis:
    """What is named of the evidence that gives a bound."""
    return min((piece.basis for piece in giving), key=_BASIS_ORDER.index)


def resolve(
    *,
    register: dt.date | None,
    manifest: dt.date | None,
    manifest_quote: str | None,
    stamps: Sequence[ReceiptStamp],
    receiving_offices: Sequence[str],
    first_seen: dt.datetime | None,
    letter_date: dt.date | None,
    traces: Sequence[EnvelopeTrace] = (),
    signatures: Sequence[LetterSignature] = (),
) -> Receipt:
    """The receipt with all its evidence.

    Args:
        register: day that an officer entered (ngày đến).
        manifest: day that ``submission.toml`` at the top of the dossier gives.
        manifest_quote: its line.
        stamps: receipt stamps on the request letter; those of other papers do not belong here.
        receiving_offices: names of the receiving office, from the policy.
        first_seen: when the drop folder first saw the files.
        letter_date: date of the request letter.
        traces: traces of all envelopes of the dossier.
        signatures: digital signatures of the file of the request letter; only valid ones with a time bound anything.
    """
    evidence: list[ReceiptEvidence] = []
    if register is not None:
        evidence.append(ReceiptEvidence(source=ReceiptBasis.REGISTER, bound="exact", value=register.isoformat()))
    if manifest is not None:
        evidence.append(
            ReceiptEvidence(
                source=ReceiptBasis.MANIFEST,
                bound="exact",
                value=manifest.isoformat(),
                quote=manifest_quote,
                place=Place(file=MANIFEST),
            )
        )
    evidence += [_stamp(stamp, receiving_offices) for stamp in stamps]
    evidence += [_trace(one, receiving_offices) for one in traces]
    if first_seen is not None:
        moment = first_seen.astimezone(LOCAL) if first_seen.tzinfo else first_seen.replace(tzinfo=LOCAL)
        evidence.append(
            ReceiptEvidence(source=ReceiptBasis.FOLDER_FIRST_SEEN, bound="latest", value=moment.isoformat())
        )
    if letter_date is not None:
        evidence.append(
            ReceiptEvidence(source=ReceiptBasis.LETTER_DATE, bound="earliest", value=letter_date.isoformat())
        )
    evidence += [signed for one in signatures if (signed := _signature(one, receiving_offices)) is not None]
    found = bounds(evidence)
    return Receipt(
        earliest=found.earliest,
        latest=found.latest,
        earliest_basis=found.earliest_basis,
        latest_basis=found.latest_basis,
        confidence=_confidence(found, stamps),
        evidence=tuple(evidence),
    )


def _stamp(stamp: ReceiptStamp, receiving_offices: Sequence[str]) -> ReceiptEvidence:
    """A stamp that does not say whose it is bounds nothing either: many offices stamp a letter on its way."""
    ours = stamp.office is not None and names_one_of(stamp.office, receiving_offices)
    return ReceiptEvidence(
        source=ReceiptBasis.RECEIPT_STAMP,
        bound="exact" if ours else "shown",
        value=stamp.day.isoformat(),
        quote=stamp.quote,
        place=stamp.place,
    )


def _trace(one: EnvelopeTrace, receiving_offices: Sequence[str]) -> ReceiptEvidence:
    """The receiving office's own trace tells the arrival; another receiver's tells of a station on the way."""
    trace = one.trace
    ours = names_one_of(trace.organ_name or "", receiving_offices)
    bound: Literal["exact", "earliest", "shown"] = "shown"
    if one.brought_request and trace.role is TraceRole.RECEIVER and ours:
        bound = "exact"
    elif one.brought_request and trace.role is TraceRole.SENDER:
        bound = "earliest"
    sender = trace.role is TraceRole.SENDER
    return ReceiptEvidence(
        source=ReceiptBasis.SENDER_ENVELOPE if sender else ReceiptBasis.RECEIVER_ENVELOPE,
        bound=bound,
        value=trace.at.astimezone(LOCAL).isoformat(),
        quote=trace.quote,
        place=one.place,
    )


def _signature(one: LetterSignature, receiving_offices: Sequence[str]) -> ReceiptEvidence | None:
    """A letter that was signed on a day was not received before it.

    The receiving office signs what it receives as well, and does so after the receipt: its signatures bound nothing.
    """
    signature = one.signature
    names = " ".join(name for name in (signature.organisation, signature.signer) if name)
    if signature.outcome is not SignatureOutcome.VALID or signature.signed_at is None:
        return None
    if names_one_of(names, receiving_offices):
        return None
    value = signature.signed_at.astimezone(LOCAL).isoformat()
    return ReceiptEvidence(source=ReceiptBasis.SENDER_SIGNATURE, bound="earliest", value=value, place=one.place)


def _confidence(found: Bounds, stamps: Sequence[ReceiptStamp]) -> Confidence:
    """The weaker of the two ends."""
    if found.contradictory:
        return Confidence.UNCERTAIN
    ends = ((found.earliest_basis, found.earliest), (found.latest_basis, found.latest))
    return weakest(*(_band(basis, day, stamps) for basis, day in ends))


def _band(basis: ReceiptBasis, day: dt.date | None, stamps: Sequence[ReceiptStamp]) -> Confidence:
    if basis is not ReceiptBasis.RECEIPT_STAMP:
        return _BANDS[basis]
    readings = [stamp.confidence for stamp in stamps if stamp.day == day]
    return min(readings, key=CONFIDENCE_ORDER.index)


def judged_on(
    letter_date: dt.date | None, receipt: Receipt, given: dt.date | None, otherwise: dt.date | None = None
) -> dt.date:
    """The day that picks the law in force: of the request letter, else the earliest receipt, else the day given.

    Where there is none of them nothing can be judged by its day; the latest possible receipt is the nearest to it, and
    after it ``otherwise``.

    Raises:
        UsageError: ``judged-on-needed`` where nothing tells a day and none is given.
    """
    day = letter_date or receipt.earliest or given or receipt.latest or otherwise
    if day is None:
        raise UsageError("judged-on-needed")
    return day
