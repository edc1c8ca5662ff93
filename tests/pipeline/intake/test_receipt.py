"""The receipt as an interval: which evidence bounds which end, and what contradictions do."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from pipeline.errors import UsageError
from pipeline.intake.receipt import LOCAL, EnvelopeTrace, LetterSignature, judged_on, resolve
from pipeline.models.base import Place
from pipeline.models.facts import Receipt, ReceiptStamp
from pipeline.models.files import Signature, Trace
from pipeline.models.vocabulary import Confidence, SignatureOutcome, TraceRole

SEEN = dt.datetime(2025, 8, 27, 8, 12, tzinfo=LOCAL)


def d(day: int, month: int = 8) -> dt.date:
    return dt.date(2025, month, day)


def stamp(day: dt.date, office: str | None = "SỞ NỘI VỤ TỈNH MẪU", confidence: str = "stated") -> ReceiptStamp:
    return ReceiptStamp(
        office=office, day=day, document="d1", confidence=confidence, quote="ĐẾN", place=Place(file="a.docx", block=0)
    )


def trace(
    day: dt.date, role: str, office: str | None = "Sở Nội vụ tỉnh Mẫu", *, hour: int = 8, brought: bool = True
) -> EnvelopeTrace:
    at = dt.datetime.combine(day, dt.time(hour), LOCAL)
    told = Trace(organ_id="000.00.20.H99", organ_name=office, at=at, role=TraceRole(role), quote="TraceHeader: …")
    return EnvelopeTrace(told, Place(file="vb.edxml", block=4), brought)


def signed(at: dt.datetime | None, outcome: str = "valid", organisation: str = "Sở Y tế tỉnh Mẫu") -> LetterSignature:
    told = Signature(
        signer="Nguyễn Thị Mẫu", organisation=organisation, signed_at=at, outcome=SignatureOutcome(outcome)
    )
    return LetterSignature(told, Place(file="to-trinh.pdf"))


def resolved(**given: Any) -> Receipt:
    nothing: dict[str, Any] = {
        "register": None,
        "manifest": None,
        "manifest_quote": None,
        "stamps": (),
        "receiving_offices": ("Sở Nội vụ", "Ban Thi đua - Khen thưởng"),
        "first_seen": None,
        "letter_date": None,
    }
    return resolve(**{**nothing, **given})


def interval(receipt: Receipt) -> tuple[dt.date | None, dt.date | None, str, str]:
    return receipt.earliest, receipt.latest, receipt.earliest_basis.value, receipt.latest_basis.value


CASES: list[tuple[str, dict[str, Any], tuple[Any, ...], str]] = [
    ("nothing known", {}, (None, None, "none", "none"), "uncertain"),
    ("register", {"register": d(20)}, (d(20), d(20), "register", "register"), "stated"),
    ("manifest", {"manifest": d(20)}, (d(20), d(20), "manifest", "manifest"), "inferred"),
    (
        "an officer confirms the manifest",
        {"manifest": d(20), "register": d(20)},
        (d(20), d(20), "register", "register"),
        "stated",
    ),
    (
        "manifest between letter and first sight, as in the contract's example",
        {"manifest": d(25), "letter_date": d(22), "first_seen": SEEN},
        (d(25), d(25), "manifest", "manifest"),
        "inferred",
    ),
    ("letter only", {"letter_date": d(22)}, (d(22), None, "letter_date", "none"), "uncertain"),
    (
        "first sight only",
        {"first_seen": SEEN},
        (None, d(27), "none", "folder_first_seen"),
        "uncertain",
    ),
    (
        "letter and first sight",
        {"letter_date": d(22), "first_seen": SEEN},
        (d(22), d(27), "letter_date", "folder_first_seen"),
        "inferred",
    ),
    ("stamp of the office", {"stamps": [stamp(d(21))]}, (d(21), d(21), "receipt_stamp", "receipt_stamp"), "stated"),
    (
        "stamp of the desk with a long dash",
        {"stamps": [stamp(d(21), "BAN THI ĐUA – KHEN THƯỞNG")]},
        (d(21), d(21), "receipt_stamp", "receipt_stamp"),
        "stated",
    ),
    (
        "stamp not read surely",
        {"stamps": [stamp(d(21), confidence="uncertain")]},
        (d(21), d(21), "receipt_stamp", "receipt_stamp"),
        "uncertain",
    ),
    (
        "stamp of another office",
        {"stamps": [stamp(d(21), "UBND HUYỆN MẪU")]},
        (None, None, "none", "none"),
        "uncertain",
    ),
    ("stamp that names no office", {"stamps": [stamp(d(21), None)]}, (None, None, "none", "none"), "uncertain"),
    (
        "manifest and stamp agree",
        {"manifest": d(21), "stamps": [stamp(d(21))]},
        (d(21), d(21), "receipt_stamp", "receipt_stamp"),
        "stated",
    ),
    (
        "manifest and register differ: both are held",
        {"manifest": d(20), "register": d(25), "letter_date": d(10)},
        (d(20), d(25), "manifest", "register"),
        "uncertain",
    ),
    (
        "manifest before the letter: that day, or any day from the letter's on",
        {"manifest": d(20), "letter_date": d(22)},
        (d(20), None, "manifest", "none"),
        "uncertain",
    ),
    (
        "manifest before the letter, files seen later",
        {"manifest": d(20), "letter_date": d(22), "first_seen": SEEN},
        (d(20), d(27), "manifest", "folder_first_seen"),
        "uncertain",
    ),
    (
        "manifest after the files were seen",
        {"manifest": d(29), "letter_date": d(22), "first_seen": SEEN},
        (d(22), d(29), "letter_date", "manifest"),
        "uncertain",
    ),
    (
        "the receiving office's trace in the envelope that brought the request",
        {"traces": [trace(d(21), "receiver")], "letter_date": d(15)},
        (d(21), d(21), "receiver_envelope", "receiver_envelope"),
        "stated",
    ),
    (
        "a trace before midnight in Viet Nam, after it in UTC+9",
        {"traces": [trace(d(21), "receiver", hour=23)]},
        (d(21), d(21), "receiver_envelope", "receiver_envelope"),
        "stated",
    ),
    (
        "the trace of another receiver, of an unknown one, of an envelope that brought another paper",
        {
            "traces": [
                trace(d(20), "receiver", "UBND xã Mẫu"),
                trace(d(20), "unknown"),
                trace(d(20), "receiver", brought=False),
                trace(d(20), "sender", "Sở Y tế", brought=False),
            ]
        },
        (None, None, "none", "none"),
        "uncertain",
    ),
    (
        "the sender's trace bounds from below",
        {"traces": [trace(d(20), "sender", "Sở Y tế")], "letter_date": d(15), "first_seen": SEEN},
        (d(20), d(27), "sender_envelope", "folder_first_seen"),
        "inferred",
    ),
    (
        "the sender's trace after the receiver's: both are held",
        {"traces": [trace(d(22), "sender", "Sở Y tế"), trace(d(21), "receiver")], "first_seen": SEEN},
        (d(21), d(27), "receiver_envelope", "folder_first_seen"),
        "uncertain",
    ),
    (
        "trace and manifest agree",
        {"traces": [trace(d(21), "receiver")], "manifest": d(21)},
        (d(21), d(21), "receiver_envelope", "receiver_envelope"),
        "stated",
    ),
    (
        "a valid signature bounds from below, on the day of it in Viet Nam",
        {
            "signatures": [signed(dt.datetime(2025, 8, 19, 18, 0, tzinfo=dt.UTC))],
            "letter_date": d(15),
            "first_seen": SEEN,
        },
        (d(20), d(27), "sender_signature", "folder_first_seen"),
        "inferred",
    ),
    (
        "signatures that are not valid, have no time, or are the receiving office's own",
        {
            "signatures": [
                signed(SEEN, outcome="invalid"),
                signed(SEEN, outcome="cannot_tell"),
                signed(None),
                signed(SEEN, organisation="Sở Nội vụ tỉnh Mẫu"),
            ],
            "letter_date": d(15),
        },
        (d(15), None, "letter_date", "none"),
        "uncertain",
    ),
    (
        "letter dated after the files were seen: nothing is known",
        {"letter_date": d(29), "first_seen": SEEN},
        (None, None, "none", "none"),
        "uncertain",
    ),
]


@pytest.mark.parametrize(("given", "expected", "confidence"), [case[1:] for case in CASES], ids=[c[0] for c in CASES])
def test_evidence_bounds_the_receipt(given: dict[str, Any], expected: tuple[Any, ...], confidence: str) -> None:
    receipt = resolved(**given)
    assert interval(receipt) == expected
    assert receipt.confidence is Confidence(confidence)


def test_all_evidence_is_shown_in_the_order_of_weight() -> None:
    receipt = resolved(
        manifest=d(25),
        manifest_quote="received = 2025-08-25",
        stamps=[stamp(d(24), "UBND HUYỆN MẪU")],
        first_seen=SEEN,
        letter_date=d(22),
    )
    assert [entry.model_dump() for entry in receipt.evidence] == [
        {"source": "manifest", "bound": "exact", "value": "2025-08-25"},
        {"source": "receipt_stamp", "bound": "shown", "value": "2025-08-24"},
        {"source": "folder_first_seen", "bound": "latest", "value": "2025-08-27T08:12:00+07:00"},
        {"source": "letter_date", "bound": "earliest", "value": "2025-08-22"},
    ]
    assert receipt.evidence[0].quote == "received = 2025-08-25"


def test_a_moment_in_another_zone_is_a_day_in_viet_nam() -> None:
    receipt = resolved(first_seen=dt.datetime(2025, 8, 27, 18, 30, tzinfo=dt.UTC))
    assert receipt.latest == d(28)
    assert receipt.evidence[0].value == "2025-08-28T01:30:00+07:00"


def test_a_moment_without_zone_is_local() -> None:
    assert resolved(first_seen=SEEN.replace(tzinfo=None)).evidence == resolved(first_seen=SEEN).evidence


def test_the_day_of_judgement_is_the_letters_then_the_earliest_receipt_then_the_one_given() -> None:
    receipt = resolved(manifest=d(25))
    assert judged_on(d(22), receipt, d(1)) == d(22)
    assert judged_on(None, receipt, d(1)) == d(25)
    assert judged_on(None, resolved(), d(1)) == d(1)


def test_without_any_day_nothing_is_judged() -> None:
    with pytest.raises(UsageError) as caught:
        judged_on(None, resolved(), None)
    assert caught.value.code == "judged-on-needed"
    # For a report that judges nothing there is a last resort, behind the latest possible receipt.
    assert judged_on(None, resolved(), None, otherwise=d(9)) == d(9)
    assert judged_on(None, resolved(first_seen=SEEN), None, otherwise=d(9)) == d(27)


def test_traces_are_shown_with_their_line_and_signatures_with_their_file() -> None:
    receipt = resolved(
        traces=[trace(d(20), "receiver", "UBND xã Mẫu"), trace(d(21), "receiver")],
        signatures=[signed(dt.datetime(2025, 8, 19, 1, 0, tzinfo=dt.UTC))],
    )
    assert [(entry.source, entry.bound, entry.value) for entry in receipt.evidence] == [
        ("receiver_envelope", "shown", "2025-08-20T08:00:00+07:00"),
        ("receiver_envelope", "exact", "2025-08-21T08:00:00+07:00"),
        ("sender_signature", "earliest", "2025-08-19T08:00:00+07:00"),
    ]
    assert [(entry.quote, entry.place) for entry in receipt.evidence] == [
        ("TraceHeader: …", Place(file="vb.edxml", block=4)),
        ("TraceHeader: …", Place(file="vb.edxml", block=4)),
        (None, Place(file="to-trinh.pdf")),
    ]
