"""Right or silent: a table of nominees that is not understood leaves the list open and names nobody."""

from __future__ import annotations

import pytest

from pipeline.models.vocabulary import Complete, DocumentKind
from tests.extractors.facts.nominees.build import Merged, Row, across, facts, listing, names, paper, request, table

ASKS = "Sở Mẫu đề nghị Chủ tịch UBND tỉnh tặng Bằng khen cho 01 tập thể và 02 cá nhân (có danh sách kèm theo)."
ASKS_FOR_ONE = "Sở Mẫu đề nghị Chủ tịch UBND tỉnh tặng Bằng khen cho 01 tập thể (có danh sách kèm theo)."
TITLE = "DANH SÁCH đề nghị tặng Bằng khen của Chủ tịch UBND tỉnh"
BODIES = table(["STT", "Tên tập thể", "Đơn vị"], ["1", "Phòng Thử", "Sở Mẫu"])

UNKNOWN: dict[str, tuple[Row, ...]] = {
    "a heading that no list knows beside posts": (
        ["STT", "Gương điển hình", "Chức vụ, đơn vị công tác"],
        ["1", "Lê Văn Mẫu", "Chuyên viên Phòng Thử"],
        ["2", "Lê Thị Thử", "Chuyên viên Phòng Thử"],
    ),
    "units beside a heading that no list knows": (
        ["STT", "Gương điển hình", "Đơn vị", "Thành tích"],
        ["1", "Lê Văn Mẫu", "Phòng Một", "làm tốt"],
        ["2", "Lê Thị Thử", "Phòng Hai", "làm tốt"],
    ),
    "no heading known at all": (
        ["Thứ bậc", "Gương điển hình", "Việc đã làm"],
        ["1", "Lê Văn Mẫu", "hiến đất"],
        ["2", "Lê Thị Thử", "hiến đất"],
    ),
    "headings on two rows, the names in none": (
        [Merged("Số", rows=2), Merged("Người tốt", rows=2), Merged("Công tác", columns=2), None],
        [None, None, "Chức vụ", "Đơn vị"],
        ["1", "Lê Văn Mẫu", "Chuyên viên", "Phòng Một"],
        ["2", "Lê Thị Thử", "Chuyên viên", "Phòng Hai"],
    ),
    "no numbers and no headings": (["Lê Văn Mẫu", "Phòng Một"], ["Lê Thị Thử", "Phòng Hai"]),
    "an address before the names, no headings": (
        ["1", "Thôn Một, xã Thử", "Lê Văn Mẫu", "Lê Thị Nháp"],
        ["2", "Thôn Hai, xã Thử", "Lê Thị Thử", "Lê Văn Nháp"],
    ),
    "marks without a name's heading": (
        ["STT", "Gương điển hình", "Chức danh", "Tổng điểm"],
        ["1", "Lê Văn Mẫu", "Kỹ sư", "95"],
        ["2", "Lê Thị Thử", "Kỹ sư", "94"],
    ),
    "names in a column that only ratings stand beside": (
        ["STT", "Họ và tên", "Xếp loại"],
        ["1", "Lê Văn Mẫu", "A"],
        ["2", "Lê Thị Thử", "A"],
    ),
    "marks in place of names": (
        ["STT", "Cá nhân", "Người tốt", "Đơn vị"],
        ["1", "x", "Lê Văn Mẫu", "Phòng Một"],
        ["2", "x", "Lê Thị Thử", "Phòng Hai"],
    ),
    "names merged away": (
        ["STT", "Họ và tên", "Chức vụ"],
        ["1", "", "Chuyên viên Lê Văn Mẫu"],
        ["2", "", "Chuyên viên Lê Thị Thử"],
    ),
    "names to be signed for": (
        ["STT", "Họ và tên", "Chức vụ", "Ký nhận"],
        ["1", "Lê Văn Mẫu", "Chuyên viên", ""],
        ["2", "Lê Thị Thử", "Chuyên viên", ""],
    ),
    "a letterhead and the list on one grid": (
        ["SỞ MẪU", Merged("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", columns=2), None],
        across("DANH SÁCH CÁ NHÂN", 3),
        ["STT", "Họ và tên", "Chức vụ"],
        ["1", "Lê Văn Mẫu", "Chuyên viên"],
        ["2", "Lê Thị Thử", "Chuyên viên"],
    ),
}


@pytest.mark.parametrize("rows", UNKNOWN.values(), ids=UNKNOWN)
def test_a_list_of_persons_that_is_not_understood_is_told(rows: tuple[Row, ...]) -> None:
    found = facts(request(ASKS), listing(TITLE, "A. TẬP THỂ", BODIES, "B. CÁ NHÂN", table(*rows)))
    assert names(found) == ["Phòng Thử"]
    assert found.complete is Complete.NO


@pytest.mark.parametrize("rows", UNKNOWN.values(), ids=UNKNOWN)
def test_so_is_one_under_the_request_itself(rows: tuple[Row, ...]) -> None:
    asks = "Sở Mẫu đề nghị Chủ tịch UBND tỉnh tặng Bằng khen cho 01 tập thể và 02 cá nhân sau:"
    found = facts(request(asks, "1. Tập thể", BODIES, "2. Cá nhân", table(*rows)))
    assert names(found) == ["Phòng Thử"]
    assert found.complete is Complete.NO


def test_one_of_two_lines_that_nobody_knows_is_told() -> None:
    cell = "Ông Lê Văn Mẫu\nBà Lê Thị Thử\n(vợ chồng cùng làm)"
    found = facts(request(ASKS), listing(TITLE, table(["STT", "Họ và tên", "Đơn vị"], ["1", cell, "Phòng Một"])))
    assert found.complete is Complete.NO


def test_awards_to_be_given_under_words_on_results_are_told() -> None:
    rows = (["STT", "Họ và tên", "Hình thức khen thưởng"], ["1", "Lê Văn Mẫu", "Bằng khen"])
    found = facts(request(ASKS, "Trên cơ sở kết quả thực hiện, danh sách như sau:", table(*rows)))
    assert names(found) == []
    assert found.complete is Complete.NO


def test_an_annex_of_the_request_with_a_plain_title_leaves_the_list_open() -> None:
    letter = paper("d1", DocumentKind.REQUEST_LETTER, ASKS_FOR_ONE, "1. Tập thể", BODIES, number="12/TTr-SM")
    rows = (["STT", "Họ và tên", "Chức vụ"], ["1", "Lê Văn Mẫu", "Kỹ sư"])
    annex = paper("d2", DocumentKind.OTHER, "BIỂU SỐ 2", "(Kèm theo Tờ trình số 12/TTr-SM của Sở Mẫu)", table(*rows))
    found = facts(letter, annex)
    assert names(found) == ["Phòng Thử"]
    assert found.complete is Complete.UNKNOWN
    same = paper("d2", DocumentKind.OTHER, "BIỂU SỐ 2", "(Kèm theo Tờ trình số 12/TTr-SM của Sở Mẫu)", BODIES)
    assert facts(letter, same).complete is Complete.YES


def test_the_unit_beside_a_rank_and_name_is_no_nominee() -> None:
    rows = (["Cấp bậc, họ và tên", "Tên đơn vị"], ["Đại úy Lê Văn Mẫu", "Đội Một"], ["Lê Thị Thử", "Đội Hai"])
    found = facts(request(ASKS), listing(TITLE, table(*rows)))
    assert [(nominee.name, nominee.unit) for nominee in found.nominees] == [
        ("Lê Văn Mẫu", "Đội Một"),
        ("Lê Thị Thử", "Đội Hai"),
    ]


def test_a_row_without_number_that_reads_like_headings_is_a_nominee() -> None:
    rows = (["Tên tập thể", "Địa chỉ"], ["Tập thể Đội Một", "Xã Thử"], ["Tập thể Đội Hai thuộc Trạm Thử", "Thôn Ba"])
    found = facts(request(ASKS), listing(TITLE, table(*rows)))
    assert names(found) == ["Đội Một", "Đội Hai thuộc Trạm Thử"]


def test_a_number_of_merits_beside_a_person_is_told() -> None:
    rows = (["STT", "Họ và tên", "Chức vụ", "Số lượng sáng kiến"], ["1", "Lê Văn Mẫu", "Kỹ sư", "2"])
    found = facts(request(ASKS), listing(TITLE, BODIES, "B. CÁ NHÂN", table(*rows)))
    assert found.complete is Complete.NO


ALONE: dict[str, tuple[Row, ...]] = {
    "a row without headings": (["1", "Lê Văn Mẫu", "Kỹ sư"],),
    "a row under headings that no list knows": (["Số", "Gương sáng", "Việc làm"], ["1", "Lê Văn Mẫu", "hiến đất"]),
    "persons under the heading of bodies": (["STT", "Đơn vị", "Thành tích"], ["1", "Lê Văn Mẫu", "hiến đất"]),
    "bodies under the heading of persons": (["STT", "Đơn vị", "Thành tích"], ["1", "Phòng Nháp", "Lê Văn Mẫu"]),
}


@pytest.mark.parametrize("rows", ALONE.values(), ids=ALONE)
def test_a_heading_of_persons_over_a_table_promises_somebody(rows: tuple[Row, ...]) -> None:
    found = facts(request(ASKS), listing(TITLE, "A. TẬP THỂ", BODIES, "B. CÁ NHÂN", table(*rows)))
    assert names(found) == ["Phòng Thử"]
    assert found.complete is Complete.NO


def test_rows_left_blank_under_a_heading_of_persons_promise_nobody() -> None:
    blank = table(["STT", "Họ và tên", "Chức vụ"], ["1", "", ""], ["2", "…", ""])
    found = facts(request(ASKS_FOR_ONE), listing(TITLE, "A. TẬP THỂ", BODIES, "B. CÁ NHÂN", blank))
    assert names(found) == ["Phòng Thử"]
    assert found.complete is Complete.YES


SCORES = table(
    ["TT", "Đơn vị", "Điểm tự chấm", "Điểm thẩm định", "Xếp thứ"],
    ["1", "Sở Mẫu", "95", "94", "1"],
    ["2", "Sở Thử", "93", "92", "2"],
)
ADMITTED = table(["TT", "Đơn vị", "Hình thức khen thưởng"], ["1", "Sở Mẫu", "Cờ thi đua của UBND tỉnh"])


def test_a_score_sheet_behind_the_true_list_names_nobody_and_leaves_the_list_whole() -> None:
    asks = "Cụm thi đua đề nghị UBND tỉnh tặng Cờ thi đua cho 01 đơn vị sau:"
    found = facts(request(asks, ADMITTED, "Bảng tổng hợp điểm của các đơn vị trong Cụm:", SCORES))
    assert names(found) == ["Sở Mẫu"]
    assert found.complete is Complete.YES


def test_a_score_sheet_in_a_paper_of_its_own_names_nobody() -> None:
    asks = "Cụm thi đua đề nghị UBND tỉnh tặng Cờ thi đua cho 01 đơn vị sau:"
    sheet = paper("d2", DocumentKind.SCORE_SHEET, "BẢNG TỔNG HỢP ĐIỂM", SCORES)
    found = facts(request(asks, ADMITTED), sheet)
    assert names(found) == ["Sở Mẫu"]
    assert found.complete is Complete.YES


def test_a_sheet_of_marks_in_place_of_the_list_is_told_and_names_nobody() -> None:
    asks = "Cụm thi đua đề nghị UBND tỉnh tặng Cờ thi đua cho các đơn vị sau:"
    found = facts(request(asks, SCORES))
    assert names(found) == []
    assert found.complete is not Complete.YES


def test_marks_beside_posts_under_a_title_that_asks_for_awards_are_nominees() -> None:
    found = facts(
        request(ASKS),
        listing(TITLE, table(["STT", "Họ và tên", "Chức vụ", "Tổng điểm"], ["1", "Lê Văn Mẫu", "Kỹ sư", "95"])),
    )
    assert names(found) == ["Lê Văn Mẫu"]


PLANS = {
    "results": (["STT", "Nội dung", "Đơn vị tính", "Kết quả"], ["1", "Đường thôn", "km", "12"]),
    "tasks": (["TT", "Nội dung", "Đơn vị thực hiện", "Thời gian"], ["1", "Rà soát", "Phòng Thử", "Quý I"]),
    "by place": (["STT", "Đơn vị", "Nội dung", "Ghi chú"], ["1", "Xã Thử", "đạt 19 tiêu chí", ""]),
    "numbers": (["STT", "Đơn vị", "Số lượng tập thể", "Số lượng cá nhân"], ["1", "Xã Thử", "2", "3"]),
    "earlier awards": (["Năm", "Hình thức khen thưởng", "Số quyết định"], ["2020", "Giấy khen", "12/QĐ-SM"]),
}


@pytest.mark.parametrize("rows", PLANS.values(), ids=PLANS)
def test_plans_results_and_earlier_awards_name_nobody_and_leave_the_list_whole(rows: tuple[Row, ...]) -> None:
    asks = "Sở Mẫu đề nghị Chủ tịch UBND tỉnh tặng Bằng khen cho ông Lê Văn Mẫu, Chuyên viên Phòng Thử."
    found = facts(request("Chương trình có các số liệu sau.", table(*rows), asks))
    assert names(found) == ["Lê Văn Mẫu"]
    assert found.complete is Complete.YES


def test_signatures_behind_a_list_leave_it_whole() -> None:
    found = facts(
        request(ASKS_FOR_ONE),
        listing(
            TITLE,
            BODIES,
            table(["NGƯỜI LẬP BIỂU", "GIÁM ĐỐC"], ["", ""], ["Lê Văn Lập", "Lê Thị Ký"]),
        ),
    )
    assert names(found) == ["Phòng Thử"]
    assert found.complete is Complete.YES


def test_a_list_of_bodies_where_persons_are_stated_too_is_not_whole() -> None:
    """One of the two lists was never read; a table read well does not make up for it."""
    found = facts(request(ASKS), listing(TITLE, BODIES))
    assert names(found) == ["Phòng Thử"]
    assert found.complete is Complete.UNKNOWN


@pytest.mark.parametrize("heading", ["Điển hình", "Gương", "A"])
def test_a_kind_with_its_number_is_nobody_and_hides_no_unread_table(heading: str) -> None:
    asks = (
        "Hợp tác xã Thử trình UBND tỉnh khen thưởng, số lượng: Tập thể 02, cá nhân 01; hình thức: Bằng khen. Danh sách:"
    )
    rows = table(
        [heading, "Ở", "Diện tích"],
        ["Tổ Thử số 1", "Xã Mẫu", "5"],
        ["Tổ Mẫu", "Xã Mẫu", "6"],
        ["Lê Văn Thử", "Xã Mẫu", "7"],
    )
    found = facts(request(asks, rows))
    assert found.nominees == ()
    assert found.complete is Complete.NO


def test_a_column_of_those_who_are_proposed_holds_names() -> None:
    asks = "Hợp tác xã Thử trình UBND tỉnh tặng Bằng khen. Danh sách:"
    rows = table(["Người/đơn vị được đề nghị", "Loại"], ["Tổ Thử số 1", "Tập thể"], ["Lê Văn Thử", "Cá nhân"])
    assert names(facts(request(asks, rows))) == ["Tổ Thử số 1", "Lê Văn Thử"]
