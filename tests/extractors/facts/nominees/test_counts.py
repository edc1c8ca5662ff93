"""Stated numbers, announced lists, and whether every nominee was read."""

from __future__ import annotations

import pytest

from extractors.facts.nominees.lexicon import canon
from extractors.facts.nominees.numbers import from_words
from pipeline.models.vocabulary import Complete, Confidence, DocumentKind
from tests.extractors.facts.nominees.build import across, facts, listing, paper, request, table


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("một", 1),
        ("năm", 5),
        ("mười", 10),
        ("mười hai", 12),
        ("mười lăm", 15),
        ("hai mươi", 20),
        ("hai mươi mốt", 21),
        ("ba mươi tư", 34),
        ("chín mươi chín", 99),
        ("một trăm linh năm", 105),
        ("hai ba", None),
        ("tập thể", None),
    ],
)
def test_numbers_in_words(words: str, number: int | None) -> None:
    assert from_words(canon(words)) == number


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("cho 05 (năm) tập thể và 12 (mười hai) cá nhân", [("collective", 5, 5), ("individual", 12, 12)]),
        ("cho 05 (sáu) tập thể", [("collective", 5, 6)]),
        ("cho năm tập thể và mười lăm cá nhân", [("collective", 5, None), ("individual", 15, None)]),
        (
            "cho 03 tập thể, 07 cá nhân, 02 hộ gia đình và 01 doanh nghiệp",
            [("collective", 3, None), ("individual", 7, None), ("household", 2, None), ("enterprise", 1, None)],
        ),
        ("cho 17 tập thể, cá nhân", [("total", 17, None)]),
        ("cho 17 tập thể và cá nhân", [("total", 17, None)]),
        ("cho 12 ông, bà", [("individual", 12, None)]),
        ("năm 2025 cho các tập thể", []),
        (
            ", số lượng: Tập thể 02, doanh nghiệp 01, cá nhân 03;",
            [("collective", 2, None), ("individual", 3, None), ("enterprise", 1, None)],
        ),
        ("cho tập thể 25 năm phục vụ", []),
    ],
)
def test_numbers_of_the_request_sentence(sentence: str, expected: list[tuple[str, int, int | None]]) -> None:
    found = facts(request(f"Sở A đề nghị Chủ tịch UBND tỉnh tặng Bằng khen {sentence} có thành tích xuất sắc."))
    assert [(count.what, count.number, count.words) for count in found.counts] == expected
    assert {count.source for count in found.counts} <= {"request"}


def test_numbers_of_results_are_no_numbers_of_nominees() -> None:
    found = facts(
        request(
            "Trong giai đoạn đã khen thưởng 120 tập thể, 300 cá nhân.",
            "Sở A đề nghị Chủ tịch UBND tỉnh tặng Bằng khen cho 02 tập thể.",
        )
    )
    assert [(count.number, count.quote) for count in found.counts] == [(2, "02 tập thể")]


def test_two_awards_add_up_and_a_repeat_does_not() -> None:
    adding = facts(request("Sở A đề nghị tặng Cờ thi đua cho 02 tập thể, Bằng khen cho 05 tập thể."))
    assert [(count.number, count.confidence) for count in adding.counts] == [(7, Confidence.INFERRED)]
    again = facts(
        request(
            "Sở A đề nghị tặng Bằng khen cho 05 tập thể (có danh sách kèm theo).",
            "Kính trình Chủ tịch UBND tỉnh tặng Bằng khen cho 05 tập thể nêu trên.",
        )
    )
    assert [count.number for count in again.counts] == [5]


def test_a_contradiction_keeps_both_numbers() -> None:
    found = facts(
        request(
            "Sở A đề nghị tặng Bằng khen cho 05 tập thể.",
            "Kính trình Chủ tịch UBND tỉnh tặng Bằng khen cho 06 tập thể nêu trên.",
        )
    )
    assert [count.number for count in found.counts] == [5, 6]


def test_headings_of_a_list_state_numbers_and_inner_headings_only_break_them_down() -> None:
    found = facts(
        request("Sở A đề nghị Chủ tịch UBND tỉnh tặng Bằng khen (có danh sách kèm theo)."),
        listing(
            "DANH SÁCH",
            table(
                ["STT", "Tên tập thể, cá nhân", "Hình thức"],
                across("I. TẬP THỂ (03 tập thể)", 3),
                across("1. Cấp xã (02 tập thể)", 3),
                ["1", "UBND xã Mẫu", "Bằng khen"],
                ["2", "UBND xã Thử", "Bằng khen"],
                across("2. Cấp tỉnh (01 tập thể)", 3),
                ["3", "Phòng Một, Sở A", "Bằng khen"],
                across("II. CÁ NHÂN: 01", 3),
                ["1", "Lê Văn Mẫu", "Bằng khen"],
            ),
        ),
    )
    assert [(count.what, count.number, count.source) for count in found.counts] == [
        ("collective", 3, "list"),
        ("individual", 1, "list"),
    ]


def test_minutes_state_numbers_of_their_own() -> None:
    found = facts(
        request("Sở A đề nghị Chủ tịch UBND tỉnh tặng Bằng khen cho 02 tập thể."),
        paper(
            "d3", DocumentKind.MINUTES, "Hội đồng thống nhất đề nghị Chủ tịch UBND tỉnh tặng Bằng khen cho 03 tập thể."
        ),
    )
    assert [(count.number, count.source) for count in found.counts] == [(2, "request"), (3, "minutes")]


@pytest.mark.parametrize(
    ("words", "lists"),
    [
        ("Sở A đề nghị tặng Bằng khen cho 02 tập thể (có danh sách kèm theo).", 1),
        ("Sở A đề nghị tặng Bằng khen cho 02 tập thể (danh sách kèm theo Tờ trình này).", 1),
        ("Sở A đề nghị tặng Bằng khen (có danh sách tập thể và danh sách cá nhân kèm theo).", 1),
        ("Có danh sách tập thể kèm theo; có danh sách cá nhân kèm theo.", 2),
        ("Gửi kèm 02 danh sách.", 2),
        ("Căn cứ danh sách kèm theo Công văn số 1;", 0),
        ("Sở A đề nghị tặng Bằng khen cho ông Lê Văn Mẫu.", 0),
    ],
)
def test_lists_that_a_request_announces(words: str, lists: int) -> None:
    assert facts(request(words)).lists_announced == lists


def test_an_announced_list_that_is_missing_makes_the_nominees_incomplete() -> None:
    letter = request("Sở A đề nghị Chủ tịch UBND tỉnh tặng Bằng khen cho 02 tập thể (có danh sách kèm theo).")
    assert facts(letter).complete is Complete.NO
    assert facts(letter, unread=True).complete is Complete.UNKNOWN


def test_nobody_knows_with_an_unread_file_or_without_nominees() -> None:
    letter = request("Sở A đề nghị Chủ tịch UBND tỉnh tặng Bằng khen cho ông Lê Văn Mẫu, Chuyên viên.")
    assert facts(letter).complete is Complete.YES
    assert facts(letter, unread=True).complete is Complete.UNKNOWN
    assert facts(request("Sở A đề nghị khen thưởng.")).complete is Complete.UNKNOWN
    assert facts().complete is Complete.UNKNOWN


GIVES = "UBND xã Mẫu đề nghị Chủ tịch UBND tỉnh tặng Bằng khen cho 01 tập thể và 02 cá nhân"


@pytest.mark.parametrize(
    "more",
    [
        " đã giúp đỡ 30 hộ nghèo, 12 hộ gia đình chính sách.",
        " có thành tích xuất sắc trong hỗ trợ 350 hộ gia đình xóa nhà tạm.",
    ],
)
def test_whom_the_nominees_helped_is_no_number_of_nominees(more: str) -> None:
    assert [(count.what, count.number) for count in facts(request(GIVES + more)).counts] == [
        ("collective", 1),
        ("individual", 2),
    ]


@pytest.mark.parametrize(
    "earlier",
    [
        "Trong giai đoạn, UBND xã đã đề nghị UBND huyện tặng Giấy khen cho 12 cá nhân và 05 tập thể.",
        "Chủ tịch UBND xã đã quyết định khen thưởng cho 12 cá nhân, 05 tập thể.",
    ],
)
def test_awards_given_before_are_not_asked_for(earlier: str) -> None:
    assert [count.number for count in facts(request(GIVES + ".", earlier)).counts] == [1, 2]


def test_a_number_of_collectives_beside_individuals_without_one_is_no_total() -> None:
    letter = request("UBND xã Mẫu đề nghị tặng Bằng khen cho 01 tập thể và các cá nhân có tên sau.")
    assert [(count.what, count.number) for count in facts(letter).counts] == [("collective", 1)]


def test_fewer_names_in_running_text_than_stated_may_have_been_missed() -> None:
    asks = "UBND xã Mẫu đề nghị Chủ tịch UBND tỉnh tặng Bằng khen cho 02 cá nhân:"
    first, second = "1. Ông Lê Văn Mẫu, Trưởng thôn Đông;", "2. Bà Trần Thị Hai, Trưởng thôn Tây."
    assert facts(request(asks, first, second)).complete is Complete.YES
    assert facts(request(asks, first, "2. Người dân thôn Tây.")).complete is Complete.NO
