"""Names without a number of their own, several in one cell, and columns whose headings are seldom."""

from __future__ import annotations

import pytest

from pipeline.models.vocabulary import Complete, Confidence
from tests.extractors.facts.nominees.build import facts, names, one, request, table

ASKS = "Sở Mẫu trình Chủ tịch UBND tỉnh khen thưởng 02 tập thể và 01 cá nhân, gồm:"


def test_bare_paragraphs_as_many_as_their_heading_says_are_nominees() -> None:
    found = facts(
        request(
            ASKS,
            "1. Tặng Cờ thi đua của UBND tỉnh: 01 tập thể",
            "Trạm Y tế xã Thử.",
            "2. Tặng Bằng khen của Chủ tịch UBND tỉnh: 01 tập thể, 01 cá nhân",
            "Phòng Một, Sở Mẫu",
            "Lê Văn Mẫu, Chuyên viên Phòng Hai.",
            "Sở Mẫu kính trình./.",
        )
    )
    assert [(nominee.name, nominee.award) for nominee in found.nominees] == [
        ("Trạm Y tế xã Thử", "co_thi_dua_tinh"),
        ("Phòng Một", "bang_khen_tinh"),
        ("Lê Văn Mẫu", "bang_khen_tinh"),
    ]
    assert one(found, "Phòng Một").unit == "Sở Mẫu"
    assert found.complete is Complete.YES


@pytest.mark.parametrize(
    "below",
    [
        ("1. Tặng Cờ thi đua của UBND tỉnh: 01 tập thể", "Trạm Y tế xã Thử.", "Phòng Một, Sở Mẫu."),
        ("1. Tặng Cờ thi đua của UBND tỉnh: 01 cá nhân", "Trạm Y tế xã Thử."),
        ("1. Tập thể:", "Trạm Y tế xã Thử."),
    ],
    ids=["more than stated", "of another kind", "no number"],
)
def test_bare_paragraphs_that_do_not_fit_the_heading_leave_the_list_open(below: tuple[str, ...]) -> None:
    found = facts(request(ASKS, *below, "2. Cá nhân", "- Ông Lê Văn Mẫu"))
    assert names(found) == ["Lê Văn Mẫu"]
    assert found.complete is Complete.NO


def test_a_sentence_below_a_heading_is_no_bare_name() -> None:
    below = ("1. Tặng Cờ thi đua của UBND tỉnh: 01 tập thể", "Trạm Y tế đã dẫn đầu phong trào của tỉnh.")
    assert names(facts(request(ASKS, *below))) == []


def _in_cell(text: str) -> tuple[list[str], set[Confidence], Complete]:
    rows = (["Hình thức", "Tập thể"], ["Bằng khen của Chủ tịch UBND tỉnh", text])
    found = facts(request("Sở Mẫu đề nghị Chủ tịch UBND tỉnh tặng Bằng khen cho các tập thể:", table(*rows)))
    return names(found), {nominee.confidence for nominee in found.nominees}, found.complete


def test_numbers_in_a_cell_part_its_names() -> None:
    assert _in_cell("1. Phòng Một\n2. Phòng Hai") == (
        ["Phòng Một", "Phòng Hai"],
        {Confidence.STATED},
        Complete.YES,
    )
    assert _in_cell("1. Phòng Một\n2. Xí nghiệp Duy tu cầu đường 3. Đội Bảo vệ số 4") == (
        ["Phòng Một", "Xí nghiệp Duy tu cầu đường", "Đội Bảo vệ số 4"],
        {Confidence.INFERRED},
        Complete.YES,
    )


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("1. Phòng Một\n2. Chi nhánh 3. Đội Hai", ["Phòng Một", "Chi nhánh 3"]),
        ("1. Phòng Một\n2. Xí nghiệp Cầu đường 5. Đội Hai", ["Phòng Một", "Xí nghiệp Cầu đường 5"]),
        ("Xí nghiệp Cầu đường 2. Đội Hai", ["Xí nghiệp Cầu đường 2"]),
        ("1. Đội Bảo vệ số 2. Phòng Ba", ["Đội Bảo vệ số 2"]),
    ],
    ids=["number of a branch", "out of sequence", "no first number", "behind số"],
)
def test_a_number_inside_a_line_that_may_be_of_the_name_leaves_the_list_open(cell: str, expected: list[str]) -> None:
    assert _in_cell(cell) == (expected, {Confidence.UNCERTAIN}, Complete.NO)


def test_a_number_at_the_end_of_a_name_is_of_the_name() -> None:
    assert _in_cell("Xí nghiệp Cầu đường 3") == (["Xí nghiệp Cầu đường 3"], {Confidence.STATED}, Complete.YES)


PERSONS = "Sở Mẫu đề nghị Chủ tịch UBND tỉnh tặng Bằng khen cho 02 cá nhân:"


def test_a_name_in_one_of_the_columns_ong_and_ba() -> None:
    rows = (
        ["STT", "Ông", "Bà", "Chức vụ", "Công tác tại"],
        ["1", "Ngưu Văn Mẫu", "", "Kế toán", "Phòng Một"],
        ["2", "", "Trần Thị Thử", "Văn thư", "Phòng Hai"],
    )
    found = facts(request(PERSONS, "Cá nhân", table(*rows)))
    assert [(nominee.name, nominee.post, nominee.unit) for nominee in found.nominees] == [
        ("Ngưu Văn Mẫu", "Kế toán", "Phòng Một"),
        ("Trần Thị Thử", "Văn thư", "Phòng Hai"),
    ]
    assert found.complete is Complete.YES


def test_columns_ong_and_ba_with_crosses_or_with_two_in_a_row_hold_no_names() -> None:
    crosses = (["STT", "Họ và tên", "Ông", "Bà"], ["1", "Lê Văn Mẫu", "x", ""], ["2", "Trần Thị Thử", "", "x"])
    assert names(facts(request(PERSONS, table(*crosses)))) == ["Lê Văn Mẫu", "Trần Thị Thử"]
    both = (["STT", "Ông", "Bà", "Chức vụ"], ["1", "Lê Văn Mẫu", "Trần Thị Thử", "Nông dân"])
    found = facts(request(PERSONS, "Cá nhân", table(*both)))
    assert names(found) == []
    assert found.complete is Complete.NO


@pytest.mark.parametrize("heading", ["Lãnh đạo phụ trách", "Đầu mối"])
def test_the_column_of_units_below_the_heading_of_collectives_holds_their_names(heading: str) -> None:
    asks = "Sở Mẫu đề nghị Chủ tịch UBND tỉnh tặng Bằng khen cho 02 tập thể:"
    rows = (
        ["STT", "Đơn vị", heading, "Số biên chế"],
        ["1", "Phòng Một", "Ông Lê Văn Mẫu", "14"],
        ["2", "Văn phòng", "Bà Trần Thị Thử", "17"],
    )
    found = facts(request(asks, "Tập thể", table(*rows)))
    assert names(found) == ["Phòng Một", "Văn phòng"]
    assert found.complete is Complete.YES


@pytest.mark.parametrize(
    "heading",
    [
        "Tên điển hình, tập thể / họ và tên cá nhân",
        "Họ và tên cá nhân/tên tập thể",
        "Tên đơn vị; họ tên",
        "Tên gương tập thể hoặc cá nhân",
    ],
)
def test_headings_that_mix_names_of_bodies_and_of_persons(heading: str) -> None:
    asks = "Sở Mẫu đề nghị Chủ tịch UBND tỉnh tặng Bằng khen cho 01 tập thể và 01 cá nhân:"
    rows = (
        ["Số TT", heading, "Chức vụ", "Địa bàn"],
        ["1", "Phòng Một", "", "Xã Một"],
        ["2", "Lê Văn Mẫu", "Kế toán", "Xã Hai"],
    )
    found = facts(request(asks, table(*rows)))
    assert names(found) == ["Phòng Một", "Lê Văn Mẫu"]
    assert found.complete is Complete.YES
