"""Headings, kinds and ranks as other offices write them: the same nominees, each read right."""

from __future__ import annotations

import pytest

from pipeline.models.vocabulary import Complete
from tests.extractors.facts.nominees.build import Merged, facts, kinds, listing, names, one, request, table

ASKS = "UBND xã Mẫu đề nghị Chủ tịch UBND tỉnh tặng Bằng khen cho các tập thể, cá nhân (có danh sách kèm theo)."
TITLE = "DANH SÁCH đề nghị tặng Bằng khen của Chủ tịch UBND tỉnh"


@pytest.mark.parametrize(
    "heading",
    [
        "Họ, chữ đệm và tên",
        "Họ tên khai sinh",
        "Họ, tên đệm, tên",
        "Họ và tên cá nhân",
        "Cấp bậc, họ và tên",
        "Học vị, họ tên",
        "Đối tượng",
        "Tên đối tượng",
        "Tên đơn vị/cá nhân",
        "Tập thể, cá nhân, hộ gia đình",
        "Người được biểu dương",
    ],
)
def test_a_column_of_names_is_known_by_its_words(heading: str) -> None:
    found = facts(
        request(ASKS),
        listing(TITLE, table(["Số TT", heading, "Mã số", "Nơi ở"], ["1", "Lê Văn Mẫu", "12-07", "Thôn Thử, xã Mẫu"])),
    )
    assert (names(found), kinds(found)) == (["Lê Văn Mẫu"], ["individual"])
    assert found.nominees[0].unit == "Thôn Thử, xã Mẫu"
    assert found.complete is Complete.YES


@pytest.mark.parametrize("address", ["Địa chỉ", "Nơi ở", "Nơi cư trú", "Thường trú", "Thôn, xã"])
def test_an_address_is_never_a_name(address: str) -> None:
    found = facts(
        request(ASKS),
        listing(
            TITLE,
            table(
                [address, "Gương điển hình", "Lý do khen", "STT"],
                ["Thôn Thử", "Lê Văn Mẫu", "hiến 100 m2 đất", "1"],
                ["Thôn Nháp", "Lê Thị Thử", "hiến 200 m2 đất", "2"],
            ),
        ),
    )
    assert names(found) == []
    assert found.complete is Complete.NO


@pytest.mark.parametrize(
    ("heading", "body", "person", "home"),
    [
        ("Diện", "Tập thể", "Cá nhân", "Hộ gia đình"),
        ("Đối tượng", "TT", "CN", "HGĐ"),
        ("Phân loại", "T.T", "C.N", "Hộ"),
        ("Ký hiệu", "TT", "CN", "HGĐ"),
    ],
)
def test_a_column_of_its_own_tells_the_kind_and_another_the_number(
    heading: str, body: str, person: str, home: str
) -> None:
    found = facts(
        request(ASKS),
        listing(
            TITLE,
            table(
                ["Tập thể/Cá nhân", "Khoa, phòng", heading, "TT"],
                ["Kíp trực đêm", "Khoa Mẫu", body, "1"],
                ["Ama Mẫu", "Khoa Thử", person, "2"],
                ["Lê Thị Nháp", "Thôn Ba", home, "3"],
            ),
        ),
    )
    assert names(found) == ["Kíp trực đêm", "Ama Mẫu", "Lê Thị Nháp"]
    assert kinds(found) == ["collective", "individual", "household"]
    assert found.complete is Complete.YES


def test_crosses_in_two_columns_tell_the_kind() -> None:
    rows = (
        ["STT", "Họ và tên/Đơn vị", "Tập thể", "Cá nhân", "Địa chỉ"],
        ["1", "Ama Mẫu", "", "x", "Thôn Ba"],
        ["2", "Kíp Đêm", "x", "", "Thôn Tư"],
    )
    found = facts(request(ASKS), listing(TITLE, table(*rows)))
    assert (names(found), kinds(found)) == (["Ama Mẫu", "Kíp Đêm"], ["individual", "collective"])
    assert [nominee.unit for nominee in found.nominees] == ["Thôn Ba", "Thôn Tư"]


def test_a_row_that_begins_with_its_kind_is_no_heading() -> None:
    found = facts(
        request(ASKS),
        listing(
            TITLE,
            table(
                ["Diện", "Họ và tên", "Nơi công tác"],
                ["Cá nhân", "Lê Văn Mẫu", "Thôn 3, xã Mẫu"],
                ["Cá nhân", "Lê Thị Thử", "Xã Mẫu"],
            ),
        ),
    )
    assert names(found) == ["Lê Văn Mẫu", "Lê Thị Thử"]


def test_group_rows_stand_in_any_column_and_style() -> None:
    found = facts(
        request(ASKS),
        listing(
            TITLE,
            table(
                ["Đối tượng", "Địa chỉ", "Lý do khen", "STT"],
                ["I- Tập thể", "", "", ""],
                ["Đội thuyền số 7", "Khu dân cư Nháp", "Giúp 9 hộ có việc làm", "1"],
                ["II- Hộ gia đình", "", "", ""],
                ["Lê Văn Mẫu", "Khu dân cư Nháp", "Thoát nghèo", "2"],
                ["III- Cá nhân", "", "", ""],
                ["Gia đình bà Lê Thị Thử", "Khu dân cư Nháp", "Hiến đất", "3"],
                ["Phan Văn Nháp", "Khu dân cư Nháp", "Dạy nghề", "4"],
            ),
        ),
    )
    assert names(found) == ["Đội thuyền số 7", "Lê Văn Mẫu", "Gia đình bà Lê Thị Thử", "Phan Văn Nháp"]
    assert kinds(found) == ["collective", "household", "household", "individual"]
    assert found.complete is Complete.YES


def test_a_group_row_with_its_number_of_nominees_beside_it_is_nobody() -> None:
    found = facts(
        request(ASKS),
        listing(
            TITLE,
            table(
                ["STT", "Đối tượng được đề nghị", "Đơn vị", "Ghi chú"],
                ["I", "Tập thể", "", "01"],
                ["1", "Đội Thử", "Công ty Mẫu", ""],
                ["II", "Cá nhân", "", "01"],
                ["2", "Lê Văn Mẫu", "Công ty Mẫu", ""],
            ),
        ),
    )
    assert (names(found), kinds(found)) == (["Đội Thử", "Lê Văn Mẫu"], ["collective", "individual"])


def test_ratings_of_past_years_under_a_merged_heading_leave_a_list_a_list() -> None:
    found = facts(
        request(ASKS),
        listing(
            TITLE,
            table(
                [
                    Merged("STT", rows=2),
                    Merged("Họ tên", rows=2),
                    Merged("Tổ, đội", rows=2),
                    Merged("Đơn vị", rows=2),
                    Merged("Xếp loại", columns=2),
                    None,
                ],
                [None, None, None, None, "2023", "2024"],
                ["1", "Lê Văn Mẫu", "Đội Một", "Công ty Mẫu", "A", "A"],
                ["2", "Lê Thị Thử", "Đội Hai", "Công ty Mẫu", "A", "B"],
            ),
        ),
    )
    assert names(found) == ["Lê Văn Mẫu", "Lê Thị Thử"]
    assert found.complete is Complete.YES


@pytest.mark.parametrize(
    "title",
    [
        "BS.",
        "ĐD.",
        "DS.",
        "KTV.",
        "ThS.",
        "TS. ",
        "PGS.TS.",
        "BSCKI.",
        "BSCKII ",
        "CN. ",
        "KS.",
        "Thượng úy ",
        "Anh ",
        "Chị ",
    ],
)
def test_titles_before_a_name_are_not_of_it(title: str) -> None:
    found = facts(
        request(ASKS),
        listing(TITLE, table(["STT", "Họ và tên", "Nơi công tác"], ["1", f"{title}Lê Văn Mẫu", "Khoa Thử"])),
    )
    assert (names(found), kinds(found)) == (["Lê Văn Mẫu"], ["individual"])


def test_a_title_without_its_point_may_open_a_branch() -> None:
    found = facts(
        request(ASKS),
        listing(TITLE, table(["STT", "Đơn vị", "Hình thức"], ["1", "CN Ngân hàng Mẫu", "Bằng khen"])),
    )
    assert (names(found), kinds(found)) == (["CN Ngân hàng Mẫu"], ["collective"])


def test_rank_and_number_of_service_have_columns_of_their_own() -> None:
    found = facts(
        request(ASKS),
        listing(
            TITLE,
            "B. CÁ NHÂN",
            table(
                ["Số TT", "Cấp bậc, chức danh", "Họ, chữ đệm và tên", "Số hiệu", "Thâm niên", "Nhóm máu", "Khu vực"],
                ["1", "Thiếu tá", "Lê Văn Mẫu", "12-07", "9", "O", "I"],
            ),
        ),
    )
    assert names(found) == ["Lê Văn Mẫu"]


def test_a_body_between_a_collective_and_its_column_of_units_is_kept() -> None:
    found = facts(
        request(ASKS),
        listing(
            TITLE,
            table(
                ["STT", "Tên tập thể", "Cơ quan quản lý"],
                ["1", "Đội Ba, Phòng Kỹ thuật Thử", "Công an tỉnh"],
                ["2", "Đội Bốn, Phòng Kỹ thuật Thử", "Phòng Kỹ thuật Thử"],
            ),
        ),
    )
    assert one(found, "Đội Ba").unit == "Phòng Kỹ thuật Thử, Công an tỉnh"
    assert one(found, "Đội Bốn").unit == "Phòng Kỹ thuật Thử"


def test_a_corporation_is_no_row_of_totals() -> None:
    found = facts(
        request(ASKS),
        listing(
            TITLE,
            table(
                ["STT", "Đơn vị", "Hình thức"],
                ["1", "Tổng công ty Mẫu", "Bằng khen"],
                ["", "Tổng cộng", "01"],
            ),
        ),
    )
    assert names(found) == ["Tổng công ty Mẫu"]
