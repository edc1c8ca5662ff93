"""Fewer rows than stated: the paper's mistake only where the rows show that none was passed over."""

from __future__ import annotations

import pytest

from pipeline.models.vocabulary import Complete, DocumentKind
from tests.extractors.facts.nominees.build import facts, kinds, listing, names, one, paper, request, table

ASKS = "Sở Mẫu đề nghị Chủ tịch UBND tỉnh tặng Bằng khen cho 03 cá nhân (có danh sách kèm theo)."
HEAD = ["TT", "Họ và tên", "Chức vụ, đơn vị"]
FIRST = ["1", "Lê Văn Mẫu", "Trưởng thôn Đông"]
SECOND = ["2", "Trần Thị Thử", "Trưởng thôn Tây"]


def test_rows_numbered_to_the_last_are_all_that_the_list_has() -> None:
    found = facts(request(ASKS), listing("DANH SÁCH", table(HEAD, FIRST, SECOND)))
    assert names(found) == ["Lê Văn Mẫu", "Trần Thị Thử"]
    assert found.complete is Complete.YES


@pytest.mark.parametrize(
    "rows",
    [
        (FIRST, ["3", "Trần Thị Thử", "Trưởng thôn Tây"]),
        (["2", "Lê Văn Mẫu", "Trưởng thôn Đông"], ["3", "Trần Thị Thử", "Trưởng thôn Tây"]),
        (FIRST, ["", "Trần Thị Thử", "Trưởng thôn Tây"]),
    ],
    ids=["a number is missing", "the first is missing", "a row without number"],
)
def test_a_gap_in_the_numbers_leaves_open_who_is_missing(rows: tuple[list[str], ...]) -> None:
    found = facts(request(ASKS), listing("DANH SÁCH", table(HEAD, *rows)))
    assert found.complete is not Complete.YES


def test_the_only_table_without_numbers_is_all_there_is() -> None:
    rows = [row[1:] for row in (HEAD, FIRST, SECOND)]
    assert facts(request(ASKS), listing("DANH SÁCH", table(*rows))).complete is Complete.YES
    other = table(["Nội dung", "Kinh phí", "Nguồn"], ["Khung", "900", "Quỹ"], ["Tiền thưởng", "400", "Quỹ"])
    assert facts(request(ASKS), listing("DANH SÁCH", table(*rows), other)).complete is not Complete.YES


@pytest.mark.parametrize("heading", ["- Tập thể: 02 (Phụ lục I).", "- 02 tập thể (Phụ lục I).", "a) Tập thể: 02;"])
def test_a_heading_of_the_letter_without_rows_states_what_is_asked_for(heading: str) -> None:
    letter = request("Sở Mẫu đề nghị Chủ tịch UBND tỉnh tặng Bằng khen như sau:", heading)
    rows = table(["TT", "Tên tập thể"], ["1", "Trường Tiểu học Thử"], ["2", "Trạm Y tế xã Thử"])
    found = facts(letter, listing("PHỤ LỤC I", "DANH SÁCH TẬP THỂ ĐỀ NGHỊ TẶNG BẰNG KHEN", rows))
    assert [(count.what, count.number, count.source) for count in found.counts] == [("collective", 2, "request")]
    assert names(found) == ["Trường Tiểu học Thử", "Trạm Y tế xã Thử"]
    assert found.complete is Complete.YES


def test_a_heading_with_its_rows_states_the_number_of_a_list() -> None:
    asks = "Sở Mẫu đề nghị Chủ tịch UBND tỉnh tặng Bằng khen như sau:"
    found = facts(request(asks, "I. TẬP THỂ: 01", "1. Trường Tiểu học Thử."))
    assert [(count.number, count.source) for count in found.counts] == [(1, "list")]


def test_lines_announced_by_number_and_kind_are_nominees_whatever_they_are_called() -> None:
    found = facts(
        request(
            "Sở Mẫu đề nghị Chủ tịch UBND tỉnh khen thưởng cho các đơn vị sau:",
            "1. Tặng Cờ thi đua của UBND tỉnh cho 01 đơn vị: Trường Tiểu học Thử (đạt 95,5 điểm, 9/9 phiếu).",
            "2. Tặng Bằng khen của Chủ tịch UBND tỉnh cho 02 đơn vị:",
            "a) Lưu trữ tỉnh Mẫu (đạt 90 điểm, 8/9 phiếu);",
            "b) Vườn quốc gia Thử Mẫu (tỷ lệ 88%).",
            "Đề nghị Hội đồng xem xét./.",
        )
    )
    assert names(found) == ["Trường Tiểu học Thử", "Lưu trữ tỉnh Mẫu", "Vườn quốc gia Thử Mẫu"]
    assert kinds(found) == ["collective", "collective", "collective"]
    assert one(found, "Lưu trữ tỉnh Mẫu").award == "bang_khen_tinh"
    assert found.complete is Complete.YES


@pytest.mark.parametrize(
    "second",
    ["b) lưu trữ huyện;", "b) Đã hoàn thành tốt nhiệm vụ.", "b) Kèm theo: 02 báo cáo.", "Trân trọng./."],
)
def test_fewer_lines_than_announced_leave_the_list_open(second: str) -> None:
    asks = "Sở Mẫu đề nghị Chủ tịch UBND tỉnh tặng Bằng khen cho 02 đơn vị:"
    found = facts(request(asks, "a) Lưu trữ tỉnh Mẫu;", second))
    assert names(found) == ["Lưu trữ tỉnh Mẫu"]
    assert found.complete is not Complete.YES


def test_lines_beyond_the_announced_number_are_not_taken_on_trust() -> None:
    asks = "Sở Mẫu đề nghị Chủ tịch UBND tỉnh tặng Bằng khen cho 01 đơn vị:"
    found = facts(request(asks, "1. Lưu trữ tỉnh Mẫu;", "2. Lưu trữ tỉnh Thử."))
    assert names(found) == ["Lưu trữ tỉnh Mẫu"]
    assert found.complete is Complete.NO


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("Trường Tiểu học Thử (15/15)", "Trường Tiểu học Thử"),
        ("Trường Tiểu học Thử (100% tán thành)", "Trường Tiểu học Thử"),
        ("Trường Tiểu học Thử (xếp thứ 2, 90 điểm)", "Trường Tiểu học Thử"),
        ("Trường Tiểu học Thử (cơ sở Mẫu)", "Trường Tiểu học Thử (cơ sở Mẫu)"),
        ("Chi cục Thử (khu vực 9)", "Chi cục Thử (khu vực 9)"),
    ],
)
def test_points_and_votes_in_brackets_are_no_part_of_a_name(cell: str, name: str) -> None:
    found = facts(
        request("Sở Mẫu đề nghị tặng Bằng khen cho 01 tập thể:", f"1. {cell};"),
        paper("d3", DocumentKind.MINUTES, "BIÊN BẢN"),
    )
    assert names(found) == [name]


def test_the_form_of_award_on_a_line_of_its_own_is_everyones() -> None:
    asks = "Sở Mẫu kính đề nghị UBND tỉnh xem xét, khen thưởng đối với các tập thể, cá nhân như sau:"
    form = "- Hình thức: Bằng khen của Chủ tịch UBND tỉnh."
    letter = request(asks, "- Tập thể: 01 (Phụ lục I).", form)
    rows = table(["TT", "Tên tập thể"], ["1", "Trường Tiểu học Thử"])
    found = facts(letter, listing("PHỤ LỤC I", "TẬP THỂ ĐỀ NGHỊ KHEN THƯỞNG", rows))
    assert [nominee.award for nominee in found.nominees] == ["bang_khen_tinh"]
    flag = "- Hình thức: Cờ thi đua của UBND tỉnh."
    both = facts(request(asks, "- Tập thể: 01 (Phụ lục I).", form, flag), listing("DANH SÁCH", rows))
    assert [nominee.award for nominee in both.nominees] == [None]
