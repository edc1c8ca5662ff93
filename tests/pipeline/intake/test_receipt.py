"""The receipt as an interval: which evidence bounds which end, and what contradictions do."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from pipeline.errors import UsageError
from pipeline.intake.receipt import LOCAL, judged_on, resolve
from pipeline.models.base import Place
from pipeline.models.facts import Receipt, ReceiptStamp
from pipeline.models.vocabulary import Confidence

SEEN = dt.datetime(2025, 8, 27, 8, 12, tzinfo=LOCAL)


def d(day: int, month: int = 8) -> dt.date:
    return dt.date(2025, month, day)


def stamp(day: dt.date, office: str | None = "SỞ NỘI VỤ TỈNH MẪU", confidence: str = "stated") -> ReceiptStamp:
    return ReceiptStamp(
        office=office, day=day, document="d1", confidence=confidence, quote="ĐẾN", place=Place(file="a.docx", block=0)
    )


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
