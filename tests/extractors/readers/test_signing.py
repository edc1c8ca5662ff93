"""Digital signatures of PDF files, signed here with keys made on the spot."""

from __future__ import annotations

import datetime as dt
import random
import re
import socket
import time
from contextlib import suppress
from pathlib import Path

import pytest

from extractors.readers.environment import Environment, configure, current
from extractors.readers.pdf.signing import signatures
from extractors.readers.read import read
from extractors.readers.timed import TimeIsUpError, at_most
from extractors.readers.trust import Trust, load_trust
from pipeline.errors import SetupError
from pipeline.models.files import Signature, SourceFile
from pipeline.models.limits import Limits
from tests.extractors.readers.pdf_file import pdf_of
from tests.extractors.readers.signer import SIGNED_AT, ZONE, Holder, holder, office, root, signed, updated

TEXT = "To trinh ve viec de nghi tang Bang khen cua Chu tich UBND tinh Mau"
PLAIN = pdf_of(
    [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        f"<</Length {len(TEXT) + 31}>>\nstream\nBT /F1 12 Tf 72 700 Td ({TEXT}) Tj ET\nendstream",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
)
NOBODY = Trust()
OFFICE = "Ủy ban nhân dân xã Mẫu"


def trusting(*holders: Holder) -> Trust:
    return Trust(roots=tuple(one.der for one in holders))


def judged(data: bytes, trust: Trust, limits: Limits | None = None) -> list[tuple[str, str]]:
    return [(one.outcome.value, one.reason) for one in signatures(data, trust, limits or Limits())]


def test_a_file_without_signatures_has_none():
    assert signatures(PLAIN, trusting(root()), Limits()) == ()


def test_a_signature_that_leads_to_a_root_of_the_office_is_valid():
    (found,) = signatures(signed(PLAIN, office()), trusting(root()), Limits())
    assert found.outcome.value == "valid"
    assert found.reason == ""
    assert (found.signer, found.organisation) == ("Ủy ban nhân dân xã Mẫu", "Tỉnh Mẫu")
    assert found.signed_at == SIGNED_AT
    assert found.signed_at.utcoffset() == dt.timedelta(hours=7)


def test_without_roots_it_cannot_be_told_whose_signature_it_is():
    assert judged(signed(PLAIN, office()), NOBODY) == [("cannot_tell", "no-trust-roots")]


def test_another_root_is_no_root_of_the_office():
    other = holder("Root CA khác", "Nơi khác", authority=True)
    assert judged(signed(PLAIN, office()), trusting(other)) == [("cannot_tell", "untrusted-root")]


def test_a_link_of_the_chain_may_lie_in_the_folder_of_roots():
    sub = holder("Sub CA mẫu", "Cơ quan chứng thực mẫu", root(), authority=True)
    data = signed(PLAIN, holder("Sở Nội vụ tỉnh Mẫu", "Tỉnh Mẫu", sub))
    assert judged(data, trusting(root())) == [("cannot_tell", "untrusted-root")]
    assert judged(data, Trust(roots=(root().der,), links=(sub.der,))) == [("valid", "")]
    assert judged(data, Trust(links=(sub.der,))) == [("cannot_tell", "no-trust-roots")]


def test_one_other_letter_in_what_was_signed_makes_it_invalid():
    data = signed(PLAIN, office())
    assert b"tang Bang khen" in data
    changed = data.replace(b"tang Bang khen", b"tang Giay khen")
    for trust in (NOBODY, trusting(root())):
        assert judged(changed, trust) == [("invalid", "digest-mismatch")]


def test_other_words_added_after_signing_make_it_invalid():
    data = updated(signed(PLAIN, office()), "tang Co thi dua")
    for trust in (NOBODY, trusting(root())):
        assert judged(data, trust) == [("invalid", "changed-after")]


def test_a_second_signature_leaves_the_first_valid_and_stands_behind_it():
    second = holder("Sở Nội vụ tỉnh Mẫu", "Tỉnh Mẫu", root())
    later = dt.datetime(2025, 8, 25, 9, 5, tzinfo=ZONE)
    found = signatures(signed(signed(PLAIN, office()), second, "Signature2", later), trusting(root()), Limits())
    assert [(one.signer, one.outcome.value, one.signed_at) for one in found] == [
        ("Ủy ban nhân dân xã Mẫu", "valid", SIGNED_AT),
        ("Sở Nội vụ tỉnh Mẫu", "valid", later),
    ]


def test_a_change_that_another_signer_covers_is_for_a_person_to_judge():
    second = holder("Sở Nội vụ tỉnh Mẫu", "Tỉnh Mẫu", root())
    data = signed(updated(signed(PLAIN, office()), "So: 12/TTr-UBND"), second, "Signature2")
    assert judged(data, trusting(root())) == [("cannot_tell", "changed-then-signed"), ("valid", "")]
    assert judged(data, NOBODY) == [("cannot_tell", "changed-then-signed"), ("cannot_tell", "no-trust-roots")]


def test_a_change_that_only_a_stranger_covers_stays_a_change():
    stranger = holder("Người lạ", "Không rõ")
    data = signed(updated(signed(PLAIN, office()), "So: 12/TTr-UBND"), stranger, "Signature2")
    assert judged(data, trusting(root())) == [("invalid", "changed-after"), ("cannot_tell", "untrusted-root")]


def test_a_certificate_out_of_force_on_the_day_of_signing_is_told():
    expired = holder("Cán bộ Thử", "Tỉnh Mẫu", root(), until=dt.datetime(2025, 8, 1, tzinfo=dt.UTC))
    data = signed(PLAIN, expired)
    assert judged(data, trusting(root())) == [("cannot_tell", "expired-at-signing")]
    assert judged(data, NOBODY) == [("cannot_tell", "expired-at-signing")]


def test_a_certificate_that_is_made_out_for_other_things_is_told():
    sub = holder("Sub CA mẫu", "Cơ quan chứng thực mẫu", root(), authority=True)
    assert judged(signed(PLAIN, sub), trusting(root())) == [("cannot_tell", "not-for-signing")]


def test_a_signature_without_a_time_cannot_be_told():
    assert judged(signed(PLAIN, office(), at=None), trusting(root())) == [("cannot_tell", "no-time")]


def test_a_first_signature_that_certifies_allows_what_it_says():
    second = holder("Sở Nội vụ tỉnh Mẫu", "Tỉnh Mẫu", root())
    alone = signed(PLAIN, office(), certify=True)
    assert judged(alone, trusting(root())) == [("valid", "")]
    assert judged(updated(alone, "tang Co thi dua"), trusting(root())) == [("invalid", "changed-after")]
    # Whether the field of a second signer may be added is read differently; the second covers it.
    assert judged(signed(alone, second, "Signature2"), trusting(root()))[1] == ("valid", "")


def test_a_certificate_that_has_run_out_since_signing_counts():
    since = holder("Cán bộ Ví", "Tỉnh Mẫu", root(), until=dt.datetime(2025, 9, 1, tzinfo=dt.UTC))
    assert judged(signed(PLAIN, since), trusting(root())) == [("valid", "")]


def _with_contents(data: bytes, change: bytes) -> bytes:
    """The bytes of the signature itself overwritten at their beginning."""
    found = re.search(rb"/Contents <", data)
    assert found is not None
    return data[: found.end()] + change + data[found.end() + len(change) :]


@pytest.mark.parametrize("garbage", [b"00" * 4000, b"30820fff" + b"ab" * 3000, b"(" * 64, b"zz" * 100])
def test_garbage_for_a_signature_is_an_answer_and_no_exception(garbage: bytes):
    ((outcome, _),) = judged(_with_contents(signed(PLAIN, office()), garbage), trusting(root()))
    assert outcome in ("cannot_tell", "invalid")


@pytest.mark.parametrize(
    ("numbers", "answer"),
    [
        ("0 9999999 9 9", ("invalid", "digest-mismatch")),
        ("-5 10 20 30", ("cannot_tell", "signature-broken")),
        ("0 10", ("cannot_tell", "signature-broken")),
        ("0 1 0 1 0 1 0 1", ("cannot_tell", "signature-broken")),
        ("0 10 20 30", ("cannot_tell", "signature-unsupported")),
    ],
)
def test_a_range_of_nobody_s_choice_is_not_followed(numbers: str, answer: tuple[str, str]):
    data = signed(PLAIN, office())
    found = re.search(rb"/ByteRange \[[^\]]*\]", data)
    assert found is not None
    text = f"/ByteRange [{numbers}]".encode().ljust(len(found[0]))
    assert len(text) == len(found[0])
    assert judged(data.replace(found[0], text), trusting(root())) == [answer]


def test_a_cut_off_file_and_one_without_structure_are_answers():
    data = signed(PLAIN, office())
    for broken in (data[: len(data) // 2], b"%PDF-1.7\n/ByteRange [0 1 2 3]\n%%EOF"):
        assert all(outcome == "cannot_tell" for outcome, _ in judged(broken, trusting(root())))


def test_fields_that_hold_themselves_end():
    field = "<</FT/Sig/T(a)/Kids[6 0 R]/Parent 6 0 R/V 6 0 R/ByteRange[0 1 2 3]>>"
    data = pdf_of(
        [
            "<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[6 0 R]>>>>",
            "<</Type/Pages/Kids[3 0 R]/Count 1>>",
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>",
            "null",
            "null",
            field,
        ]
    )
    begun = time.monotonic()
    assert all(outcome == "cannot_tell" for outcome, _ in judged(data, trusting(root())))
    assert time.monotonic() - begun < 5


def test_what_was_judged_before_time_is_up_is_kept(monkeypatch: pytest.MonkeyPatch):
    second = holder("Sở Nội vụ tỉnh Mẫu", "Tỉnh Mẫu", root())
    data = signed(signed(PLAIN, office()), second, "Signature2")
    from extractors.readers.pdf import signing

    original, asked = signing._judged, []

    def slow(*arguments: object) -> object:
        asked.append(arguments)
        if len(asked) == 2:
            time.sleep(30)
        return original(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(signing, "_judged", slow)
    begun = time.monotonic()
    answer = judged(data, trusting(root()), Limits(seconds_per_file=10))
    assert time.monotonic() - begun < 6
    assert answer == [("valid", ""), ("cannot_tell", "signature-not-checked")]


def test_code_that_handles_everything_does_not_handle_the_alarm():
    begun = time.monotonic()
    with pytest.raises(TimeIsUpError), at_most(0.2):
        while True:
            with suppress(Exception):
                time.sleep(5)
    assert time.monotonic() - begun < 2


def test_nothing_is_asked_of_the_network(monkeypatch: pytest.MonkeyPatch):
    def refuse(*arguments: object, **named: object) -> None:
        raise AssertionError("network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    assert judged(signed(PLAIN, office()), trusting(root())) == [("valid", "")]


def test_a_read_file_tells_its_signatures_by_the_roots_of_the_office(tmp_path: Path):
    (tmp_path / "trust").mkdir()
    (tmp_path / "trust" / "root.crt").write_bytes(root().der)
    file = tmp_path / "to-trinh.pdf"
    data = signed(PLAIN, office())
    file.write_bytes(data)
    source = SourceFile(id="f1", path=file.name, raw_name_b64=None, sha256="0" * 64, size=len(data), location=str(file))
    before = current()
    try:
        configure(Environment(trust=tmp_path / "trust"))
        answer = read(source, Limits())
    finally:
        configure(before)
    assert answer.signatures == (
        Signature(
            signer="Ủy ban nhân dân xã Mẫu", organisation="Tỉnh Mẫu", signed_at=SIGNED_AT, outcome="valid", reason=""
        ),
    )
    assert [block.text for block in answer.blocks] == [TEXT]


def test_the_folder_of_roots_is_read_in_both_forms(tmp_path: Path):
    sub = holder("Sub CA mẫu", "Cơ quan chứng thực mẫu", root(), authority=True)
    (tmp_path / "chain.pem").write_bytes(b"Some words before\n" + sub.pem + root().pem)
    (tmp_path / "other.CER").write_bytes(holder("Root CA khác", "Nơi khác", authority=True).der)
    (tmp_path / "readme.txt").write_text("not a certificate", encoding="utf-8")
    trust = load_trust(tmp_path)
    assert len(trust.roots) == 2
    assert trust.links == (sub.der,)
    assert judged(signed(PLAIN, office()), trust) == [("valid", "")]
    assert load_trust(tmp_path / "missing") == Trust()


@pytest.mark.parametrize("content", [b"", b"hello", b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"])
def test_a_broken_certificate_in_the_folder_is_a_broken_set_up(tmp_path: Path, content: bytes):
    (tmp_path / "root.pem").write_bytes(content)
    with pytest.raises(SetupError) as raised:
        load_trust(tmp_path)
    assert raised.value.code == "trust-file-invalid"
    assert str(tmp_path / "root.pem") in raised.value.message.vi


def test_no_change_of_a_signed_byte_is_ever_called_valid():
    data = signed(PLAIN, office())
    gap = re.search(rb"/Contents <[0-9a-fA-F]*>", data)
    assert gap is not None
    choose = random.Random(20250822)
    trust = trusting(root())
    for _ in range(60):
        broken = bytearray(data)
        for _ in range(choose.choice((1, 1, 5, 200))):
            at = choose.randrange(len(data))
            if not gap.start() <= at < gap.end():
                broken[at] ^= 1 << choose.randrange(8)
        if bytes(broken) != data:
            assert all(outcome != "valid" for outcome, _ in judged(bytes(broken), trust))


def test_any_change_of_the_signature_itself_is_an_answer():
    data = signed(PLAIN, office())
    gap = re.search(rb"/Contents <[0-9a-fA-F]*>", data)
    assert gap is not None
    choose = random.Random(15)
    for _ in range(60):
        broken = bytearray(data)
        for _ in range(choose.choice((1, 3, 50))):
            broken[choose.randrange(gap.start() + 11, gap.start() + 4000)] = choose.choice(b"0123456789abcdef")
        (found,) = signatures(bytes(broken), trusting(root()), Limits())
        # Filling behind the signature, and a list of algorithms that nobody uses, may be anything.
        assert found.outcome.value != "valid" or (found.signer, found.signed_at) == (OFFICE, SIGNED_AT)
