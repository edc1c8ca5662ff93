"""Letters that replace, amend or rival another letter of the dossier."""

from __future__ import annotations

import datetime as dt

import pytest

from extractors.facts.extract import extract
from pipeline.models.facts import DossierFacts, Nominee
from pipeline.models.files import ReadFile
from pipeline.models.vocabulary import Complete, Confidence
from tests.extractors.facts.build import TITLE, Rows, letterhead, read, request

GIVES = "UBND xã Mẫu đề nghị tặng Bằng khen của Chủ tịch UBND tỉnh cho 0{} tập thể sau:"
ISSUER = "UBND XÃ MẪU"


def rows(*names: str) -> Rows:
    return [["STT", "Tên tập thể", "Đơn vị"], *([str(n), name, ""] for n, name in enumerate(names, start=1))]


def letter(
    number: str,
    day: int,
    *names: str,
    says: str = "",
    issuer: str = ISSUER,
    to: str = "Kính gửi: Sở Nội vụ tỉnh Mẫu.",
    subject: str = "Về việc đề nghị tặng Bằng khen",
) -> ReadFile:
    head = letterhead(issuer=issuer, number=f"Số: {number}", date=f"Mẫu, ngày {day} tháng 8 năm 2025")
    body = [says] if says else []
    parts = request(*body, GIVES.format(len(names)), rows(*names), head=head, subject=subject, to=to)
    return read(*parts, path=f"{number.replace('/', '-')}.docx")


def listing(*names: str, of: str, path: str) -> ReadFile:
    return read(f"{TITLE}DANH SÁCH", f"{TITLE}Tập thể đề nghị tặng Bằng khen", of, rows(*names), path=path)


def named(facts: DossierFacts) -> list[str]:
    return [nominee.name for nominee in facts.nominees]


def band(nominee: Nominee) -> Confidence:
    return nominee.field_confidence("name") or nominee.confidence


OLD = letter("12/TTr-UBND", 10, "Phòng Kinh tế", "Phòng Văn hóa")


@pytest.mark.parametrize(
    "says",
    [
        "(Thay thế Tờ trình số 12/TTr-UBND ngày 10/8/2025 của UBND xã Mẫu)",
        "Tờ trình này thay thế cho Tờ trình số 12/TTr-UBND ngày 10 tháng 8 năm 2025.",
        "Tờ trình này thay thế Tờ trình số 12 ngày 10/8/2025.",
        "Tờ trình này thay thế Tờ trình đã gửi trước đây.",
        "Tờ trình số 12/TTr-UBND ngày 10/8/2025 không còn giá trị.",
        "Ngày 10/8/2025 UBND xã có Tờ trình số 12/TTr-UBND; nay UBND xã trình lại như sau.",
        "Hủy bỏ Tờ trình số 12/TTr-UBND ngày 10/8/2025.",
    ],
)
def test_the_letter_that_replaces_another_is_the_request(says: str) -> None:
    facts = extract([OLD, letter("15/TTr-UBND", 25, "Phòng Kinh tế", says=says)])
    assert facts.request_letter is not None
    assert facts.request_letter.date == dt.date(2025, 8, 25)
    assert named(facts) == ["Phòng Kinh tế"]
    assert [count.number for count in facts.counts] == [1]
    assert facts.nominees_complete is Complete.YES
    assert [paper.replaced for paper in facts.documents] == [True, False]


@pytest.mark.parametrize(
    "says",
    [
        "Dự án đã thu hồi hồ sơ đất và thay thế hồ sơ giấy bằng hồ sơ điện tử.",
        "Tờ trình này không thay thế Tờ trình số 12/TTr-UBND ngày 10/8/2025.",
        "Tờ trình này thay thế Tờ trình số 99/TTr-UBND ngày 10/8/2025.",
        "Quyết định số 12/QĐ-UBND ngày 10/8/2025 thay thế Quyết định số 7/QĐ-UBND ngày 01/3/2020.",
    ],
)
def test_words_of_replacing_that_do_not_mean_the_letter_replace_nothing(says: str) -> None:
    facts = extract([OLD, letter("15/TTr-UBND", 25, "Phòng Kinh tế", says=says)])
    assert facts.request_letter is not None
    assert facts.request_letter.date == dt.date(2025, 8, 10)
    assert not any(paper.replaced for paper in facts.documents)


@pytest.mark.parametrize(
    "says",
    [
        "Tờ trình này thay thế Tờ trình số 12/TTr-UBND ngày 11/8/2025.",
        "Thay thế Danh sách kèm theo Tờ trình số 12/TTr-UBND ngày 10/8/2025.",
        "UBND xã điều chỉnh, bổ sung Tờ trình số 12/TTr-UBND ngày 10/8/2025 như sau.",
    ],
)
def test_a_letter_that_may_replace_or_amends_the_request_leaves_its_nominees_in_doubt(says: str) -> None:
    facts = extract([OLD, letter("15/TTr-UBND", 25, "Phòng Kinh tế", says=says)])
    assert facts.request_letter is not None
    assert facts.request_letter.date == dt.date(2025, 8, 10)
    assert facts.nominees_complete is Complete.UNKNOWN
    assert {band(nominee) for nominee in facts.nominees} == {Confidence.UNCERTAIN}


def test_a_letter_of_another_body_replaces_nothing() -> None:
    says = "Tờ trình này thay thế Tờ trình số 12/TTr-UBND ngày 10/8/2025."
    facts = extract([OLD, letter("15/TTr-PYT", 25, "Phòng Y tế", says=says, issuer="TRƯỜNG TIỂU HỌC THỬ")])
    assert facts.request_letter is not None
    assert facts.request_letter.number == "12/TTr-UBND"
    assert {band(nominee) for nominee in facts.nominees} == {Confidence.UNCERTAIN}


REPLACES = "(Thay thế Tờ trình số 12/TTr-UBND ngày 10/8/2025)"


@pytest.mark.parametrize(
    ("of", "names", "complete"),
    [
        ("(Kèm theo Tờ trình số 12/TTr-UBND ngày 10/8/2025)", ["Phòng Kinh tế"], Complete.YES),
        ("(Gửi kèm Tờ trình số 12/TTr-UBND ngày 10/8/2025)", ["Phòng Kinh tế"], Complete.YES),
        ("(Kèm theo Tờ trình ngày 25/8/2025)", ["Phòng Kinh tế", "Phòng Văn hóa"], Complete.YES),
        ("Năm 2025", ["Phòng Kinh tế", "Phòng Văn hóa"], Complete.UNKNOWN),
    ],
)
def test_the_annex_of_a_replaced_letter_goes_with_it(of: str, names: list[str], complete: Complete) -> None:
    new = letter("15/TTr-UBND", 25, "Phòng Kinh tế", says=REPLACES)
    facts = extract([OLD, new, listing("Phòng Văn hóa", of=of, path="ds.docx")])
    assert named(facts) == names
    assert facts.nominees_complete is complete


def test_a_report_of_somebody_whom_only_the_replaced_letter_names_nominates_nobody() -> None:
    report = read(
        f"{TITLE}BÁO CÁO THÀNH TÍCH",
        f"{TITLE}Đề nghị tặng Bằng khen của Chủ tịch UBND tỉnh",
        "Tên tập thể: Phòng Văn hóa",
        path="bc.docx",
    )
    facts = extract([OLD, letter("15/TTr-UBND", 25, "Phòng Kinh tế", says=REPLACES), report])
    assert named(facts) == ["Phòng Kinh tế"]


def test_of_two_letters_without_a_word_on_it_what_only_one_says_is_unsure() -> None:
    facts = extract([OLD, letter("15/TTr-UBND", 25, "Phòng Kinh tế", to="Kính gửi: Chủ tịch UBND tỉnh Mẫu.")])
    assert facts.request_letter is not None
    assert facts.request_letter.date == dt.date(2025, 8, 10)
    assert {nominee.name: band(nominee) for nominee in facts.nominees} == {
        "Phòng Kinh tế": Confidence.STATED,
        "Phòng Văn hóa": Confidence.UNCERTAIN,
    }
    assert facts.nominees_complete is Complete.UNKNOWN
    assert {count.confidence for count in facts.counts} == {Confidence.UNCERTAIN}
    assert facts.request_letter.field_confidence("addressees") is Confidence.UNCERTAIN


def test_two_letters_that_ask_for_different_nominees_both_count() -> None:
    facts = extract([OLD, letter("15/TTr-UBND", 25, "Phòng Y tế")])
    assert {band(nominee) for nominee in facts.nominees} == {Confidence.STATED}
    assert facts.nominees_complete is Complete.UNKNOWN


def test_the_day_of_a_conference_that_only_the_replaced_letter_names_is_no_day_of_it() -> None:
    day = "Bằng khen được trao tại Hội nghị tổng kết Chương trình A tổ chức vào ngày {}/9/2025."
    old = letter("12/TTr-UBND", 10, "Phòng Kinh tế", says=day.format(15))
    new = letter("15/TTr-UBND", 25, "Phòng Kinh tế", says=f"{REPLACES}. {day.format(22)}")
    conference = extract([old, new]).conference
    assert (conference.date, conference.contradictory) == (dt.date(2025, 9, 22), False)
