"""A receipt stamp that is shown and not used says why."""

from __future__ import annotations

import datetime as dt

import pytest

from pipeline.intake.receipt import resolve
from pipeline.models.base import Place
from pipeline.models.facts import DossierFacts, ReceiptStamp
from pipeline.models.report import FindingEvidence
from pipeline.models.vocabulary import Confidence
from pipeline.reports.arrival import receipt_label, unused_stamps
from tests.pipeline.reports.making import example

OURS = ("Sở Nội vụ",)


def stamp(**changes) -> ReceiptStamp:
    known = {
        "office": "SỞ NỘI VỤ TỈNH MẪU",
        "day": dt.date(2025, 8, 19),
        "document": "d1",
        "confidence": Confidence.STATED,
        "quote": "ĐẾN Ngày: 19/8/2025",
        "place": Place(file="to-trinh.docx", block=1, row=0, column=0),
    }
    return ReceiptStamp.model_validate({**known, **changes})


def facts_with(*stamps: ReceiptStamp) -> DossierFacts:
    receipt = resolve(
        register=None,
        manifest=None,
        manifest_quote=None,
        stamps=[one for one in stamps if one.document == "d1"],
        receiving_offices=OURS,
        first_seen=None,
        letter_date=dt.date(2025, 8, 15),
    )
    return example().facts.model_copy(update={"stamps": stamps, "receipt": receipt})


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        (
            {"office": "VĂN PHÒNG UBND TỈNH MẪU"},
            "là dấu của VĂN PHÒNG UBND TỈNH MẪU, không phải cơ quan tiếp nhận hồ sơ.",
        ),
        ({"office": None}, "không đọc được tên cơ quan trên dấu."),
        ({"document": "d2"}, "dấu không nằm trên tờ trình."),
        ({"confidence": Confidence.UNCERTAIN}, "ngày trên dấu đọc chưa chắc chắn."),
    ],
)
def test_a_stamp_that_bounds_nothing_is_shown_with_its_reason(changes, why) -> None:
    (line,) = unused_stamps(facts_with(stamp(**changes)), "vi")
    assert line.startswith("Dấu đến ngày 19/08/2025 (to-trinh.docx) không dùng")
    assert why in line


def test_a_stamp_that_is_used_needs_no_excuse() -> None:
    assert unused_stamps(facts_with(stamp()), "vi") == []


def test_a_published_report_still_says_that_the_stamp_is_not_used() -> None:
    facts = facts_with(stamp(office=None))
    published = DossierFacts.model_validate_json(facts.model_dump_json(by_alias=True))
    assert published.stamps == ()
    assert unused_stamps(published, "vi") == [
        "Có dấu đến ngày 19/08/2025 nhưng không dùng để tính: không rõ là dấu của cơ quan tiếp nhận hồ sơ."
    ]


@pytest.mark.parametrize(
    ("source", "label"),
    [
        ("letter_date", "Ngày tờ trình (đến không sớm hơn)"),
        ("receipt_stamp", "Dấu đến không dùng để tính"),
        ("register", "Ngày đến theo sổ công văn"),
        ("sender_envelope", "Phong bì điện tử bên gửi (đến không sớm hơn)"),
        ("receiver_envelope", "Phong bì điện tử của cơ quan tiếp nhận"),
        ("sender_signature", "Chữ ký số trên tờ trình (đến không sớm hơn)"),
    ],
)
def test_the_quotes_of_the_receipt_say_what_they_are(source, label) -> None:
    facts = facts_with(stamp(office=None))
    quoted = stamp() if source == "receipt_stamp" else None
    item = FindingEvidence(
        field="receipt", source=source, quote=quoted.quote if quoted else "x", place=quoted.place if quoted else None
    )
    assert receipt_label(item, facts.receipt, "vi") == label
