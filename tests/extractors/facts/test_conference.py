"""The day of the conference; the situations stand in conference.yaml."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from extractors.facts.extract import extract
from pipeline.models.facts import Conference
from pipeline.models.files import ReadFile
from tests.extractors.facts.build import TITLE, letterhead, read, request

CASES = yaml.safe_load(Path(__file__).with_name("conference.yaml").read_text(encoding="utf-8"))
_TITLES = {
    "plan": ("Số: 45/KH-UBND", "KẾ HOẠCH", "Tổ chức Hội nghị tổng kết Chương trình A"),
    "invitation": ("Số: 30/GM-UBND", "GIẤY MỜI", "Dự Hội nghị tổng kết Chương trình A"),
    "report": ("Số: 70/BC-UBND", "BÁO CÁO", "Tổng kết Chương trình A"),
    "achievement": ("", "BÁO CÁO THÀNH TÍCH", "Đề nghị tặng Bằng khen"),
}


def dossier(case: dict[str, Any]) -> list[ReadFile]:
    subject = "Về việc đề nghị tặng Bằng khen tại Hội nghị tổng kết Chương trình A"
    files = [read(*request(*case["request"], subject=subject))]
    for kind, (number, title, about) in _TITLES.items():
        if kind in case:
            head = letterhead(number=number, date="Mẫu, ngày 20 tháng 8 năm 2025")
            files.append(read(head, f"{TITLE}{title}", f"{TITLE}{about}", *case[kind], path=f"{kind}.docx"))
    return files


def seen(conference: Conference, name: str) -> Any:
    if name == "candidates":
        return len(conference.candidates)
    if name == "openings":
        return list(conference.openings) if conference.openings else None
    if name == "tied":
        return conference.candidates[0].tied_to_award
    return getattr(conference, {"from": "from_"}.get(name, name))


@pytest.mark.parametrize("case", CASES, ids=[case["say"] for case in CASES])
def test_the_conference_is_found_where_the_papers_state_it(case: dict[str, Any]) -> None:
    conference = extract(dossier(case)).conference
    assert {name: seen(conference, name) for name in case["expect"]} == case["expect"]


def test_candidates_are_ranked_and_show_their_words() -> None:
    case = next(case for case in CASES if case["say"].startswith("a month that holds"))
    first, second = extract(dossier(case)).conference.candidates
    assert (first.rank, first.chosen, first.contradicts) == (1, True, False)
    assert [(quote.quote, quote.place.file if quote.place else None) for quote in first.evidence] == [
        ("ngày 15/9/2025", "invitation.docx")
    ]
    assert (second.rank, second.chosen, second.contradicts, second.precision) == (2, False, False, "month")


def test_renditions_that_name_two_days_contradict_each_other() -> None:
    text = "UBND xã Mẫu dự kiến tổ chức Hội nghị tổng kết Chương trình A vào ngày {}/9/2025 tại hội trường của xã."
    word, signed = (read(*request(text.format(day)), path=path) for day, path in ((15, "a.docx"), (16, "a.pdf")))
    facts = extract([word, signed])
    assert len(facts.documents) == 1
    assert facts.conference.contradictory
    assert [str(c.date) for c in facts.conference.candidates] == ["2025-09-15", "2025-09-16"]
