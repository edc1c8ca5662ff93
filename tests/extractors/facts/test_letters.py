"""Several letters of one dossier: which is the request, and what the others leave open."""

from __future__ import annotations

import datetime as dt

import pytest

from extractors.facts.extract import extract
from pipeline.models.files import ReadFile
from pipeline.models.vocabulary import Complete, Confidence, Occasion
from tests.extractors.facts.build import TITLE, Rows, letterhead, read, request

GIVES = "UBND xã Mẫu đề nghị tặng Bằng khen của Chủ tịch UBND tỉnh cho các tập thể, cá nhân sau:"
COMMITTEE = "Ban Chỉ đạo Chương trình A xã Mẫu"


def rows(*names: str) -> Rows:
    return [["STT", "Tên tập thể, cá nhân", "Đơn vị"], *([str(n), name, ""] for n, name in enumerate(names, start=1))]


def letter(number: str, day: int, *names: str, path: str, subject: str = "Về việc đề nghị tặng Bằng khen") -> ReadFile:
    head = letterhead(number=f"Số: {number}/TTr-UBND", date=f"Mẫu, ngày {day} tháng 8 năm 2025")
    return read(*request(GIVES, rows(*names), head=head, subject=subject), path=path)


def test_of_two_letters_of_one_body_the_first_is_the_request_whatever_the_order_of_the_files() -> None:
    """A later letter may only replace the first: its date must not make the dossier late."""
    facts = extract(
        [letter("15", 25, "Phòng Kinh tế", path="a.docx"), letter("12", 10, "Phòng Kinh tế", path="b.docx")]
    )
    assert facts.request_letter is not None
    assert facts.request_letter.date == dt.date(2025, 8, 10)


def test_a_supplement_is_not_the_request() -> None:
    subject = "Về việc đề nghị bổ sung tặng Bằng khen"
    facts = extract(
        [
            letter("11", 10, "Phòng Y tế", path="a.docx", subject=subject),
            letter("12", 12, "Phòng Kinh tế", path="b.docx"),
        ]
    )
    assert facts.request_letter is not None
    assert facts.request_letter.number == "12/TTr-UBND"


def test_a_supplement_that_names_others_leaves_the_nominees_open() -> None:
    subject = "Về việc đề nghị bổ sung tặng Bằng khen"
    first = letter("12", 10, "Phòng Kinh tế", path="a.docx")
    assert extract([first]).nominees_complete is Complete.YES
    more = letter("15", 12, COMMITTEE, path="b.docx", subject=subject)
    assert extract([first, more]).nominees_complete is Complete.UNKNOWN
    same = letter("15", 12, "Phòng Kinh tế", path="b.docx", subject=subject)
    assert extract([first, same]).nominees_complete is Complete.YES


@pytest.mark.parametrize(
    ("signed", "complete"),
    [(("Phòng Kinh tế", COMMITTEE), Complete.UNKNOWN), (("Phòng Kinh tế",), Complete.YES)],
)
def test_a_name_that_only_the_signed_copy_holds_leaves_the_nominees_open(
    signed: tuple[str, ...], complete: Complete
) -> None:
    facts = extract([letter("12", 10, "Phòng Kinh tế", path="a.docx"), letter("12", 10, *signed, path="a.pdf")])
    assert len(facts.documents) == 1
    assert facts.nominees_complete is complete


def test_the_rest_of_a_lists_title_is_no_nominee() -> None:
    listing = read(
        f"{TITLE}DANH SÁCH",
        f"{TITLE}Tập thể đề nghị tặng Bằng khen",
        "(Kèm theo Tờ trình số 12/TTr-UBND)",
        [["STT", "Tên tập thể", "Hình thức khen thưởng"], ["1", "Phòng Kinh tế xã Mẫu", "Bằng khen"]],
        path="ds.docx",
    )
    facts = extract([read(*request("UBND xã đề nghị tặng Bằng khen cho 01 tập thể (có danh sách kèm theo).")), listing])
    assert [nominee.name for nominee in facts.nominees] == ["Phòng Kinh tế xã Mẫu"]


@pytest.mark.parametrize(
    ("subject", "band"),
    [
        ("Về việc đề nghị tặng Bằng khen nhân dịp kỷ niệm 70 năm ngày thành lập xã", Confidence.UNCERTAIN),
        ("Về việc đề nghị tặng Bằng khen tổng kết Chương trình A", Confidence.STATED),
    ],
)
def test_another_occasion_beside_a_programmes_final_review_is_not_sure(subject: str, band: Confidence) -> None:
    facts = extract([read(*request("UBND xã tổ chức tổng kết Chương trình A.", subject=subject))])
    assert facts.commendation.field_confidence("occasion") is band


def test_an_anniversary_alone_is_sure() -> None:
    subject = "Về việc đề nghị tặng Bằng khen nhân dịp kỷ niệm 70 năm ngày thành lập xã"
    facts = extract([read(*request(subject=subject))])
    assert facts.commendation.occasion is Occasion.ANNIVERSARY
    assert facts.commendation.field_confidence("occasion") is Confidence.STATED


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("Hồ sơ gửi qua Sở Nội vụ để thẩm định.", ["gửi qua Sở Nội vụ để thẩm định"]),
        (
            "- Trường đề nghị Sở Nội vụ xem xét, trình cấp có thẩm quyền.",
            ["đề nghị Sở Nội vụ xem xét, trình cấp có thẩm quyền"],
        ),
        ("Kính chuyển Phòng Thi đua - Khen thưởng.", ["chuyển Phòng Thi đua - Khen thưởng"]),
        ("Căn cứ Hướng dẫn số 9/HD-SNV về việc gửi hồ sơ qua Sở Nội vụ;", []),
        ("UBND xã đã gửi báo cáo theo hướng dẫn của Sở Nội vụ.", []),
        ("Bà Trần Thị Thử, chuyên viên Sở Nội vụ.", []),
    ],
)
def test_what_the_text_says_of_the_way_of_the_dossier_is_kept(sentence: str, words: list[str]) -> None:
    (letter,) = extract([read(*request(sentence, to="Kính gửi: Chủ tịch UBND tỉnh Mẫu."))]).documents
    assert [quote.quote for quote in letter.sent_on] == words


def test_the_province_over_the_issuer_is_kept() -> None:
    (letter,) = extract([read(*request(head=letterhead(issuer="UBND TỈNH MẪU\nSỞ Y TẾ")))]).documents
    assert (letter.issuer, letter.head_bodies) == ("SỞ Y TẾ", ("UBND TỈNH MẪU",))
