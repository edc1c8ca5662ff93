"""Facts from recognised text are never surer than the recognition; Word papers are left as they are."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

import pytest

from extractors.facts.extract import extract
from extractors.facts.recognised import is_recognised
from pipeline.models.facts import DossierFacts
from pipeline.models.files import Block, Cell, ReadFile, WordBox
from pipeline.models.vocabulary import Complete, Confidence
from tests.extractors.facts.build import letterhead, read, request

STATED, INFERRED, UNCERTAIN = Confidence.STATED, Confidence.INFERRED, Confidence.UNCERTAIN
SURE = 0.96
LIST = [
    ["TT", "Họ và tên", "Đơn vị", "Hình thức khen thưởng"],
    ["1", "Nguyễn Văn Mẫu", "Trường Tiểu học Thử", "Bằng khen của Chủ tịch UBND tỉnh"],
    ["2", "Trần Thị Ví", "Trạm Y tế Thử", "Bằng khen của Chủ tịch UBND tỉnh"],
]
SENTENCE = (
    "để trao tại Hội nghị tổng kết Chương trình phòng chống dịch vào ngày 15 tháng 9 năm 2025, đề nghị tặng Bằng khen "
    "cho 02 (hai) cá nhân có tên trong danh sách."
)


def boxes(text: str, sure: Callable[[str], float]) -> tuple[WordBox, ...]:
    """A word box for every word of a text."""
    return tuple(
        WordBox(span=word.span(), page=1, box=(0, 0, 1, 1), confidence=sure(word[0]))
        for word in re.finditer(r"\S+", text)
    )


def scanned(file: ReadFile, doubtful: dict[str, float] | None = None) -> ReadFile:
    """The same file as recognition gives it; ``doubtful`` holds the confidence of some of its words."""

    def sure(word: str) -> float:
        return (doubtful or {}).get(word, SURE)

    def part(one: Block | Cell) -> dict[str, object]:
        return {"words": boxes(one.text, sure)}

    blocks = tuple(
        block.model_copy(
            update=part(block) | {"cells": tuple(cell.model_copy(update=part(cell)) for cell in block.cells)}
        )
        for block in file.blocks
    )
    return file.model_copy(update={"blocks": blocks, "format": "pdf"})


def letter() -> ReadFile:
    return read(*request(SENTENCE, LIST, "Danh sách này có 02 người./."), path="to-trinh.pdf")


def facts_of(doubtful: dict[str, float] | None = None) -> DossierFacts:
    return extract([scanned(letter(), doubtful)])


def test_a_paper_without_recognised_words_stays_as_it_is():
    facts = extract([letter()])
    assert not is_recognised(letter())
    assert facts.conference.confidence is STATED
    assert facts.nominees_complete is Complete.YES
    assert facts.request_letter is not None
    assert facts.request_letter.field_confidence("date") is STATED


def test_words_recognised_well_make_facts_that_are_inferred():
    facts = facts_of()
    document = facts.request_letter
    assert document is not None
    assert document.date == dt.date(2025, 8, 22)
    assert {one.confidence for one in document.evidence} == {INFERRED}
    assert document.confidence is INFERRED
    assert facts.conference.date == dt.date(2025, 9, 15)
    assert facts.conference.confidence is INFERRED
    assert [(one.name, one.confidence) for one in facts.nominees] == [
        ("Nguyễn Văn Mẫu", INFERRED),
        ("Trần Thị Ví", INFERRED),
    ]
    assert facts.nominees_complete is Complete.YES
    assert {count.confidence for count in facts.counts} == {INFERRED}


@pytest.mark.parametrize(("confidence", "band"), [(0.81, INFERRED), (0.79, UNCERTAIN)])
def test_a_doubtful_word_makes_the_name_that_it_is_of_uncertain_and_no_other(confidence: float, band: Confidence):
    first, second = facts_of({"Mẫu": confidence}).nominees
    assert first.field_confidence("name") is band
    assert first.confidence is band
    assert second.field_confidence("name") is INFERRED


@pytest.mark.parametrize(("confidence", "band"), [(0.91, INFERRED), (0.89, UNCERTAIN)])
def test_figures_have_to_be_surer_than_words(confidence: float, band: Confidence):
    facts = facts_of({"15": confidence})
    assert facts.conference.confidence is band
    assert facts.conference.candidates[0].confidence is band
    day = next(date for document in facts.documents for date in document.dates if date.value == "2025-09-15")
    assert day.confidence is band


def test_a_doubtful_dash_or_dotted_line_doubts_nothing():
    assert facts_of({"-": 0.1, "./.": 0.1}).nominees_complete is Complete.YES


def test_a_row_that_gave_no_nominee_and_holds_a_doubtful_word_leaves_the_list_open():
    rows = [LIST[0], ["I", "Cá nhân", "", ""], *LIST[1:]]
    whole = read(*request(SENTENCE, rows, "Hết."), path="to-trinh.pdf")
    assert extract([scanned(whole)]).nominees_complete is Complete.YES
    facts = extract([scanned(whole, {"nhân": 0.27})])
    assert [one.name for one in facts.nominees] == ["Nguyễn Văn Mẫu", "Trần Thị Ví"]
    assert facts.nominees_complete is Complete.UNKNOWN


def test_a_doubtful_word_in_the_head_of_a_table_that_was_understood_hides_nobody():
    assert facts_of({"tên": 0.3}).nominees_complete is Complete.YES


def test_a_doubtful_word_beside_a_name_that_was_read_leaves_the_list_closed():
    assert facts_of({"Trạm": 0.3}).nominees_complete is Complete.YES


def test_an_attachment_whose_title_was_not_made_out_leaves_the_list_open():
    garbled = scanned(read("DXNH SXCH", "Kèm theo tờ trình"), {"DXNH": 0.3})
    other = garbled.model_copy(update={"file": letter().file.model_copy(update={"path": "phu-luc.pdf", "id": "f2"})})
    assert extract([letter(), other]).nominees_complete is Complete.UNKNOWN


def test_figures_and_words_that_differ_in_a_scan_are_uncertain():
    wrong = read(*request(SENTENCE.replace("(hai)", "(ba)"), LIST), path="to-trinh.pdf")
    (count,) = [one for one in extract([scanned(wrong)]).counts if one.words == 3]
    assert count.number == 2
    assert count.confidence is UNCERTAIN


def test_a_day_that_a_word_paper_names_too_does_not_hang_on_the_scan():
    plan = read(
        letterhead(number="Số: 40/KH-UBND", date="Mẫu, ngày 1 tháng 8 năm 2025"),
        "#KẾ HOẠCH",
        "#Tổ chức Hội nghị tổng kết Chương trình phòng chống dịch",
        "1. Thời gian: 08 giờ 00, ngày 15 tháng 9 năm 2025.",
        path="ke-hoach.docx",
    )
    assert extract([plan, scanned(letter(), {"15": 0.3})]).conference.confidence is INFERRED


def test_a_receipt_stamp_is_as_sure_as_its_words():
    stamp = "¤SỞ NỘI VỤ\nĐẾN\nSố: 123\nNgày: 25/8/2025"
    for doubtful, band in (({}, INFERRED), ({"25/8/2025": 0.6}, UNCERTAIN)):
        file = read(*request(SENTENCE, LIST), stamp, path="to-trinh.pdf")
        (found,) = extract([scanned(file, doubtful)]).stamps
        assert found.day == dt.date(2025, 8, 25)
        assert found.confidence is band


def test_of_several_addressees_the_least_sure_counts_for_all():
    file = read(
        *request(SENTENCE, LIST, to="Kính gửi:\n- Chủ tịch UBND tỉnh Mẫu;\n- Sở Nội vụ tỉnh Mẫu."), path="to-trinh.pdf"
    )
    document = extract([scanned(file, {"Nội": 0.5})]).request_letter
    assert document is not None
    assert document.field_confidence("addressees") is UNCERTAIN


def test_the_word_file_of_a_paper_is_read_before_its_scan():
    word = letter().model_copy(update={"file": letter().file.model_copy(update={"path": "z.docx", "id": "f2"})})
    facts = extract([scanned(letter()), word])
    assert [document.file for document in facts.documents] == ["z.docx"]
    assert facts.nominees[0].confidence is STATED
