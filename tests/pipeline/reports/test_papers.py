"""The list of papers: the request first, achievement reports told apart by whom they are about."""

from __future__ import annotations

import datetime as dt

from pipeline.models.facts import DossierFacts
from pipeline.models.vocabulary import Precision
from pipeline.reports.papers import paper_rows
from pipeline.reports.view import conference_text, counts_text
from tests.pipeline.reports.making import example, paper

REPORT = {"kind": "achievement_report", "number": None, "subject": "Đề nghị tặng Bằng khen", "file": "bao-cao.docx"}


def facts_with(*papers, named: dict[str, tuple[str, ...]] | None = None) -> DossierFacts:
    facts = example().facts
    nominees = tuple(
        nominee.model_copy(update={"documents": (named or {}).get(nominee.id, ())}) for nominee in facts.nominees
    )
    return facts.model_copy(update={"documents": papers, "request": "d9", "nominees": nominees})


def span(first: int) -> dict[str, int]:
    return {"first_block": first, "last_block": first + 9}


def test_reports_of_one_file_are_one_line_with_their_number_and_names() -> None:
    papers = [paper(1, span=span(0), **REPORT), paper(2, span=span(10), **REPORT), paper(9)]
    letter, reports = paper_rows(facts_with(*papers, named={"n1": ("d1",), "n2": ("d2", "d9")}), "vi")
    assert letter.kind == "tờ trình"
    assert (reports.kind, reports.file) == ("báo cáo thành tích (02 bản)", "bao-cao.docx")
    assert reports.subject == "Nguyễn Văn Mẫu; Ban Chỉ đạo Chương trình A xã Mẫu"


def test_reports_in_files_of_their_own_stay_apart() -> None:
    papers = [paper(1, span=span(0), **REPORT), paper(2, span=span(0), **{**REPORT, "file": "bao-cao-2.docx"})]
    rows = paper_rows(facts_with(*papers, named={"n1": ("d1",), "n2": ("d2",)}), "vi")
    assert [(row.file, row.subject) for row in rows] == [
        ("bao-cao.docx", "Nguyễn Văn Mẫu"),
        ("bao-cao-2.docx", "Ban Chỉ đạo Chương trình A xã Mẫu"),
    ]


def test_a_report_of_another_day_is_a_line_of_its_own_and_says_where_it_begins() -> None:
    other = {**REPORT, "date": dt.date(2025, 1, 2)}
    first, second = paper_rows(facts_with(paper(1, span=span(0), **REPORT), paper(2, span=span(12), **other)), "vi")
    assert (first.file, second.file) == ("bao-cao.docx, từ đoạn 1", "bao-cao.docx, từ đoạn 13")
    assert second.date == "02/01/2025"
    assert second.subject == "Đề nghị tặng Bằng khen"


def test_numbers_of_nominees_have_two_digits_in_vietnamese_and_bodies_stand_first() -> None:
    assert counts_text(example().facts, "vi") == "01 Ban Chỉ đạo, 01 cá nhân"
    assert counts_text(example().facts, "en").startswith("1 ")


def test_a_month_has_two_digits() -> None:
    conference = example().facts.conference
    month = {"from_": dt.date(2026, 2, 1), "to": dt.date(2026, 2, 28), "date": None, "precision": Precision.MONTH}
    known = conference.model_copy(update={**month, "contradictory": False, "candidates": ()})
    assert conference_text(type(conference).model_construct(**dict(known)), "vi") == "tháng 02/2026"
