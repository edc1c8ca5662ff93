"""Reasons, next steps and unread parts: told once, never with a hole in the sentence, never against each other."""

from __future__ import annotations

import re

import pytest

from pipeline.models.vocabulary import Complete, Reason, RuleCode
from pipeline.reports.html import render_html
from pipeline.reports.verdict import also_open, by_urgency, reasons, unread_parts
from tests.pipeline.reports.making import example, late, open_rule, report, unread_page

NOMINATED, MEMBERS, COUNTS = RuleCode.COMMITTEE_NOMINATED, RuleCode.COMMITTEE_MEMBERS, RuleCode.COUNTS
INCOMPLETE = [
    open_rule(NOMINATED, "nominees-incomplete", Reason.NOT_ASSESSED),
    open_rule(MEMBERS, "nominees-incomplete", Reason.NOT_ASSESSED),
]
UNREAD = [
    open_rule(NOMINATED, "not-assessed", Reason.NOT_ASSESSED, files=("a.jpg",)),
    open_rule(COUNTS, "not-assessed", Reason.NOT_ASSESSED, files=("a.jpg", "b.pdf")),
]


def test_a_list_that_may_lack_some_is_not_called_an_unread_file() -> None:
    (line,) = reasons(report(*INCOMPLETE), "vi")
    assert line.text == (
        "Danh sách đề nghị có thể còn thiếu, nên chưa kết luận được: Ban Chỉ đạo, thành viên Ban Chỉ đạo."
    )
    assert line.remedy == "Xem danh sách đề nghị trong bản gốc."


def test_rules_that_an_unread_file_leaves_open_share_a_line_with_all_their_files() -> None:
    (line,) = reasons(report(*UNREAD), "vi")
    assert line.text == "Chưa đọc được a.jpg, b.pdf, nên chưa kết luận được: Ban Chỉ đạo, số lượng khớp nhau."
    assert line.remedy == "Mở a.jpg, b.pdf xem và đối chiếu bằng tay."


def test_an_unread_file_and_a_list_that_may_lack_some_are_two_reasons() -> None:
    texts = [line.text for line in reasons(report(*UNREAD, INCOMPLETE[1]), "vi")]
    assert len(texts) == 2
    assert texts[0].startswith("Chưa đọc được a.jpg, b.pdf")
    assert texts[1].endswith("danh sách đề nghị có thể còn thiếu.")


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("findings", [INCOMPLETE, INCOMPLETE[:1], UNREAD, UNREAD[:1], [*UNREAD, *INCOMPLETE]])
def test_no_sentence_has_a_hole_where_a_file_should_stand(findings, language) -> None:
    page = render_html(report(*findings), language)
    verdict = page[page.index('class="verdict') : page.index("</section>")]
    assert not re.search(r"\s,|:\s*\.|tệp\s+chưa đọc", re.sub(r"<[^>]+>", "", verdict))


def test_kind_that_is_not_known_is_told_once_for_all_rules_it_leaves_open() -> None:
    open_rules = [
        open_rule(code, "kind-unknown", Reason.KIND_UNKNOWN) for code in (RuleCode.DEADLINE, RuleCode.SENT_THROUGH)
    ]
    (line,) = reasons(report(*open_rules), "vi")
    assert line.text.endswith("chưa biết có áp dụng hay không: thời hạn gửi, gửi qua Sở Nội vụ.")


def test_what_is_open_besides_is_told_before_a_dossier_is_returned() -> None:
    returned = report(late(), *UNREAD, tray="return", recommendation_reasons=(RuleCode.DEADLINE,))
    assert also_open(returned, "vi").startswith(
        "Ngoài ra còn 02 quy định chưa đạt hoặc chưa kết luận được (Ban Chỉ đạo, số lượng khớp nhau)"
    )
    assert also_open(report(late(), tray="return"), "vi") == ""


def test_what_is_broken_stands_before_what_is_open() -> None:
    assert [finding.code for finding in by_urgency(report(*UNREAD, late()))] == [RuleCode.DEADLINE, NOMINATED, COUNTS]


def test_pages_of_one_file_are_one_unread_part() -> None:
    notes = [unread_page("quét.pdf", page) for page in (1, 2, 3, 7)]
    notes.append(unread_page("khác.pdf", None))
    parts = unread_parts(report(not_assessed=notes), "vi")
    assert [(part.text, part.pages) for part in parts] == [
        ("Tệp quét.pdf có trang không có chữ.", "trang 1-3, 7"),
        ("Tệp khác.pdf có trang không có chữ.", ""),
    ]


def test_the_list_is_not_called_read_to_its_end_where_a_rule_says_it_may_lack_some() -> None:
    facts = example().facts.model_copy(update={"nominees_complete": Complete.YES})
    assert "Đã đọc hết danh sách đề nghị." in render_html(report(late(), facts=facts))
    doubted = render_html(report(*INCOMPLETE, facts=facts))
    assert "Đã đọc hết danh sách đề nghị." not in doubted
    assert "danh sách có thể còn thiếu; xem bản gốc" in doubted


def test_the_same_next_step_is_told_once_among_open_rules() -> None:
    page = render_html(report(*UNREAD))
    assert page.count("Người được phân công xem các tệp nêu trên") == 1


def test_a_page_of_which_nothing_was_read_lists_no_rule() -> None:
    facts = example().facts.model_copy(update={"documents": (), "request": None, "nominees": ()})
    page = render_html(report(*UNREAD, tray="quarantine", facts=facts))
    assert "Chưa kiểm tra quy định nào, vì không đọc được nội dung hồ sơ." in page
    assert "Chưa đọc được nội dung nào của hồ sơ." in page
    assert "Không có tệp hay trang nào chưa đọc được." not in page
    assert 'class="rule' not in page


def test_a_secrecy_mark_is_told_before_anybody_is_asked_to_open_a_file() -> None:
    mark = open_rule(RuleCode.SECRET_MARK, "found", Reason.SECRET_MARK, files=("a.jpg",))
    first, second = reasons(report(*UNREAD, mark), "vi")
    assert first.text == mark.message
    assert second.text.startswith("Chưa đọc được a.jpg")
