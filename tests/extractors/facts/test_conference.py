"""The day of the conference; the situations stand in conference.yaml."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from extractors.facts.extract import extract
from pipeline.models.facts import Conference
from pipeline.models.files import ReadFile
from pipeline.models.vocabulary import Occasion
from tests.extractors.facts.build import TITLE, letterhead, read, request

CASES = yaml.safe_load(Path(__file__).with_name("conference.yaml").read_text(encoding="utf-8"))
_TITLES = {
    "plan": ("Số: 45/KH-UBND", "KẾ HOẠCH", "Tổ chức Hội nghị tổng kết Chương trình A"),
    "invitation": ("Số: 30/GM-UBND", "GIẤY MỜI", "Dự Hội nghị tổng kết Chương trình A"),
    "report": ("Số: 70/BC-UBND", "BÁO CÁO", "Tổng kết Chương trình A"),
    "achievement": ("", "BÁO CÁO THÀNH TÍCH", "Đề nghị tặng Bằng khen"),
    "notice": ("Số: 88/TB-UBND", "THÔNG BÁO", "Về việc thay đổi thời gian"),
    "early_notice": ("Số: 80/TB-UBND", "THÔNG BÁO", "Về việc thay đổi thời gian"),
}


PROGRAMMES = [
    "Chương trình mục tiêu quốc gia xây dựng nông thôn mới",
    "Chương trình cải cách hành chính",
    "Đề án phòng, chống thiên tai",
    "Đề án tái cơ cấu ngành nông nghiệp",
    "Dự án hỗ trợ trẻ em vùng cao",
    "Đề án 06 của Chính phủ",
    "Đề án đào tạo nghề cho lao động nông thôn",
    "Chương trình phát triển kinh tế tập thể",
    "Chương trình phối hợp bảo vệ môi trường",
    "Chương trình mỗi xã một sản phẩm (OCOP)",
]
SENTENCES = [
    "Hội nghị tổng kết {} được tổ chức vào ngày 15/9/2025.",
    "UBND xã dự kiến tổ chức Hội nghị tổng kết 05 năm thực hiện {} vào ngày 15/9/2025 tại Hội trường UBND xã.",
    "Để kịp thời khen thưởng tại Hội nghị tổng kết {} (dự kiến ngày 15 tháng 9 năm 2025), UBND xã trình hồ sơ.",
    "Theo Kế hoạch số 50/KH-UBND ngày 01/8/2025, Hội nghị tổng kết {} sẽ diễn ra ngày 15/9/2025.",
    "Dự kiến ngày 15/9/2025, UBND xã sẽ tổ chức Hội nghị tổng kết {} giai đoạn 2021-2025.",
    "Thời gian tổ chức Hội nghị tổng kết {}: 8 giờ 00 phút, ngày 15/9/2025 (thứ Hai).",
    "UBND xã tổ chức tổng kết {} vào sáng ngày 15/9/2025.",
    "Ngày 15/9/2025, tại Hội trường UBND xã, UBND xã Mẫu tổ chức Lễ tổng kết {}.",
    "Theo Quyết định số 7/QĐ-UBND ngày 03/02/2021, xã tổ chức Hội nghị tổng kết {} ngày 15/9/2025 để khen thưởng.",
    "Hội nghị tổng kết {} kết hợp triển khai nhiệm vụ giai đoạn 2026-2030 được tổ chức ngày 15/9/2025.",
]


def dossier(case: dict[str, Any]) -> list[ReadFile]:
    subject = "Về việc đề nghị tặng Bằng khen tại Hội nghị tổng kết Chương trình A"
    files = [read(*request(*case["request"], subject=subject))]
    for kind, (number, title, about) in _TITLES.items():
        if kind in case:
            head = letterhead(number=number, date=f"Mẫu, ngày {27 if kind == 'notice' else 20} tháng 8 năm 2025")
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


@pytest.mark.parametrize("sentence", SENTENCES)
@pytest.mark.parametrize("programme", PROGRAMMES)
def test_no_name_of_a_programme_hides_its_conference_or_its_occasion(programme: str, sentence: str) -> None:
    subject = f"Về việc đề nghị tặng Bằng khen cho tập thể, cá nhân có thành tích trong thực hiện {programme}"
    facts = extract([read(*request(sentence.format(programme), subject=subject))])
    assert [str(candidate.date) for candidate in facts.conference.candidates] == ["2025-09-15"]
    assert facts.commendation.occasion is Occasion.FINAL_REVIEW_PROGRAMME
    assert facts.commendation.programmes[0].startswith(programme.removesuffix(" (OCOP)"))
    assert facts.documents[0].subject == subject


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
