"""Tables of nominees in the shapes that offices send, and tables that are none."""

from __future__ import annotations

import pytest

from pipeline.models.vocabulary import Complete, Confidence, NomineeType
from tests.extractors.facts.nominees.build import Merged, across, facts, kinds, listing, names, request, table

ASKS = "UBND xã Mẫu đề nghị Chủ tịch UBND tỉnh tặng Bằng khen cho các tập thể, cá nhân (có danh sách kèm theo)."
TITLE = "DANH SÁCH đề nghị tặng Bằng khen của Chủ tịch UBND tỉnh"


def test_a_plain_list_gives_names_posts_units_and_awards() -> None:
    found = facts(
        request(ASKS),
        listing(
            TITLE,
            table(
                ["STT", "Họ và tên", "Chức vụ", "Đơn vị công tác", "Hình thức khen thưởng"],
                ["1", "Nguyễn Văn Mẫu", "công chức", "UBND xã Mẫu", "Bằng khen"],
                ["2", "Trần Thị Thử", "Trưởng thôn 3", "Thôn 3, xã Mẫu", "Bằng khen"],
            ),
        ),
    )
    first, second = found.nominees
    assert (first.name, first.post, first.unit) == ("Nguyễn Văn Mẫu", "công chức", "UBND xã Mẫu")
    assert (first.award, first.award_text, first.provincial) == ("bang_khen_tinh", "Bằng khen", True)
    assert (second.id, second.name, second.post) == ("n2", "Trần Thị Thử", "Trưởng thôn 3")
    assert first.documents == ("d2",)
    assert found.complete is Complete.YES
    assert found.membership_known


def test_each_field_is_found_again_in_its_cell() -> None:
    found = facts(
        request(ASKS),
        listing(TITLE, table(["STT", "Họ và tên", "Chức vụ"], ["1", "Bà Trần Thị Thử", "Chuyên viên, Phòng Kinh tế"])),
    )
    by_field = {entry.field: entry for entry in found.nominees[0].evidence}
    name = by_field["name"]
    assert (name.quote, name.place.row, name.place.column, name.place.span) == ("Trần Thị Thử", 1, 1, (3, 15))
    assert (name.place.file, name.place.document, name.place.block) == ("d2.docx", "d2", 1)
    assert (by_field["post"].quote, by_field["post"].place.span) == ("Chuyên viên", (0, 11))
    assert (by_field["unit"].quote, by_field["unit"].place.span) == ("Phòng Kinh tế", (13, 26))


@pytest.mark.parametrize(
    "headings",
    [
        ["TT", "Họ tên", "Chức danh", "Cơ quan công tác", "Danh hiệu/HTKT"],
        ["Số TT", "HỌ VÀ TÊN", "CHỨC VỤ, CHỨC DANH", "ĐƠN VỊ", "HÌNH THỨC ĐỀ NGHỊ"],
        ["STT", "Tên cá nhân", "Nghề nghiệp", "Nơi ở", "DHTĐ/HTKT"],
        ["Stt", "Họ và\ntên", "Chức\nvụ", "Đơn vị\ncông tác", "Đề nghị\nkhen thưởng"],
        ["TT", "Họ, tên", "Chức vụ", "Địa chỉ", "Khen thưởng"],
    ],
)
def test_headings_are_known_by_their_synonyms(headings: list[str]) -> None:
    found = facts(
        request(ASKS), listing("DANH SÁCH", table(headings, ["1", "Lê Văn Mẫu", "Chuyên viên", "Sở Mẫu", "Bằng khen"]))
    )
    nominee = found.nominees[0]
    assert (nominee.name, nominee.post, nominee.unit, nominee.award_text) == (
        "Lê Văn Mẫu",
        "Chuyên viên",
        "Sở Mẫu",
        "Bằng khen",
    )
    assert nominee.type == "individual"


def test_a_header_of_two_rows_with_men_and_women_apart() -> None:
    found = facts(
        request(ASKS),
        listing(
            TITLE,
            table(
                [
                    Merged("TT", rows=2),
                    Merged("Họ và tên", rows=2),
                    Merged("Năm sinh", columns=2),
                    None,
                    Merged("Chức vụ", rows=2),
                    Merged("Dân tộc", rows=2),
                ],
                [None, None, "Nam", "Nữ", None, None],
                ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)"],
                ["1", "Nguyễn Văn Mẫu", "1980", "", "Chuyên viên", "Kinh"],
                ["2", "H’Hen Niê", "", "1985", "Phó Trưởng phòng", "Ê-đê"],
            ),
        ),
    )
    assert names(found) == ["Nguyễn Văn Mẫu", "H’Hen Niê"]
    assert [nominee.post for nominee in found.nominees] == ["Chuyên viên", "Phó Trưởng phòng"]
    assert [nominee.ethnic for nominee in found.nominees] == ["Kinh", "Ê-đê"]
    assert not any("1980" in entry.quote for nominee in found.nominees for entry in nominee.evidence)


def test_a_name_in_two_columns_is_one_name() -> None:
    under_one_heading = table(
        ["TT", Merged("Họ và tên", columns=2), None, "Chức vụ"], ["1", "Nguyễn Văn", "Mẫu", "Chuyên viên"]
    )
    under_two = table(["TT", "Họ và", "tên", "Chức vụ"], ["1", "Trần Thị", "Thử", "Chuyên viên"])
    found = facts(request(ASKS), listing(TITLE, under_one_heading, under_two))
    assert names(found) == ["Nguyễn Văn Mẫu", "Trần Thị Thử"]


def test_group_rows_tell_kind_and_award() -> None:
    found = facts(
        request("UBND xã Mẫu đề nghị Chủ tịch UBND tỉnh khen thưởng (có danh sách kèm theo)."),
        listing(
            "DANH SÁCH",
            table(
                ["STT", "Tên tập thể, cá nhân", "Chức vụ, đơn vị"],
                across("A. Bằng khen của Chủ tịch UBND tỉnh", 3),
                across("I. TẬP THỂ", 3),
                ["1", "Bưu điện Mẫu", ""],
                across("II. CÁ NHÂN", 3),
                ["1", "Đoàn Văn Mẫu", "Chuyên viên, Sở Mẫu"],
                across("B. Giấy khen của Giám đốc Sở Mẫu", 3),
                across("I. TẬP THỂ", 3),
                ["1", "Đoàn Thanh niên Sở Mẫu", ""],
            ),
        ),
    )
    assert kinds(found) == ["collective", "individual", "collective"]
    assert [nominee.award for nominee in found.nominees] == ["bang_khen_tinh", "bang_khen_tinh", "giay_khen"]
    assert [nominee.provincial for nominee in found.nominees] == [True, True, False]


def test_group_rows_in_the_column_of_numbers_and_names() -> None:
    found = facts(
        request(ASKS),
        listing(
            TITLE,
            table(
                ["STT", "Tập thể, cá nhân", "Chức vụ", "Ghi chú"],
                ["I", "TẬP THỂ", "", ""],
                ["", "Cấp xã", "", ""],
                ["1", "Hội Nông dân xã Mẫu", "", ""],
                ["2", "Công ty TNHH Mẫu Xanh", "", ""],
                ["II", "CÁ NHÂN", "", ""],
                ["1", "UBND xã Mẫu", "", ""],
                ["1.1", "Siu Thử", "Công chức", ""],
                ["III", "HỘ GIA ĐÌNH", "", ""],
                ["1", "Lò Văn Ba", "", ""],
            ),
        ),
    )
    assert [(nominee.name, nominee.type) for nominee in found.nominees] == [
        ("Hội Nông dân xã Mẫu", "collective"),
        ("Công ty TNHH Mẫu Xanh", "enterprise"),
        ("Siu Thử", "individual"),
        ("Lò Văn Ba", "household"),
    ]


def test_a_unit_over_its_people_is_no_nominee_and_their_unit() -> None:
    found = facts(
        request(ASKS),
        listing(
            TITLE,
            table(
                ["STT", "Họ và tên", "Chức vụ", "Hình thức"],
                across("UBND xã Mẫu", 4),
                ["1", "Nguyễn Văn Một", "Chuyên viên", "Bằng khen"],
                across("Sở Thử", 4),
                ["2", "Nguyễn Văn Hai", "Chuyên viên", "Bằng khen"],
            ),
        ),
    )
    assert [(nominee.name, nominee.unit) for nominee in found.nominees] == [
        ("Nguyễn Văn Một", "UBND xã Mẫu"),
        ("Nguyễn Văn Hai", "Sở Thử"),
    ]


def test_merged_cells_carry_unit_and_award_over_their_rows() -> None:
    found = facts(
        request(ASKS),
        listing(
            "DANH SÁCH",
            table(
                ["STT", "Họ và tên", "Đơn vị", "Hình thức khen thưởng"],
                ["1", "Nguyễn Văn Một", Merged("UBND xã Mẫu", rows=2), Merged("Bằng khen", rows=3)],
                ["2", "Nguyễn Văn Hai", None, None],
                ["3", "Nguyễn Văn Ba", "Sở Thử", None],
            ),
        ),
    )
    assert [nominee.unit for nominee in found.nominees] == ["UBND xã Mẫu", "UBND xã Mẫu", "Sở Thử"]
    assert {nominee.award for nominee in found.nominees} == {"bang_khen_tinh"}


def test_a_nominee_whose_name_is_merged_over_rows_of_merits_counts_once() -> None:
    found = facts(
        request(ASKS),
        listing(
            TITLE,
            table(
                ["STT", "Họ và tên", "Tóm tắt thành tích"],
                [Merged("1", rows=2), Merged("Nguyễn Văn Một", rows=2), "Năm 2023 hoàn thành tốt"],
                [None, None, "Năm 2024 hoàn thành xuất sắc"],
                ["2", "Nguyễn Văn Hai", "Vận động hiến đất"],
            ),
        ),
    )
    assert names(found) == ["Nguyễn Văn Một", "Nguyễn Văn Hai"]


def test_a_row_and_a_table_go_on_over_the_page() -> None:
    found = facts(
        request(ASKS),
        listing(
            TITLE,
            table(
                ["STT", "Họ và tên", "Chức vụ", "Đơn vị"],
                ["1", "Nguyễn Văn Một", "Chuyên viên", "Phòng Kinh tế"],
                ["2", "Trần Thị", "Phó Trưởng phòng", "Phòng Văn hóa -"],
            ),
            table(["", "Hai", "", "Xã hội xã Mẫu"], ["3", "Lê Văn Ba", "Nhân viên", "Trạm Y tế xã Mẫu"]),
            table(["STT", "Họ và tên", "Chức vụ", "Đơn vị"], ["4", "Lê Văn Bốn", "Nhân viên", "Trạm Y tế xã Mẫu"]),
        ),
    )
    assert names(found) == ["Nguyễn Văn Một", "Trần Thị Hai", "Lê Văn Ba", "Lê Văn Bốn"]
    assert found.nominees[1].unit == "Phòng Văn hóa - Xã hội xã Mẫu"
    assert found.nominees[1].confidence is not Confidence.STATED


def test_marks_under_the_heading_of_an_award() -> None:
    found = facts(
        request("UBND xã Mẫu đề nghị Chủ tịch UBND tỉnh khen thưởng (có danh sách kèm theo)."),
        listing(
            "DANH SÁCH",
            table(
                ["STT", "Tên tập thể", "Cờ thi đua", "Bằng khen", "Ghi chú"],
                ["1", "Phòng Một", "x", "", ""],
                ["2", "Phòng Hai", "", "X", ""],
            ),
        ),
    )
    assert [nominee.award for nominee in found.nominees] == ["co_thi_dua_tinh", "bang_khen_tinh"]


def test_a_mixed_column_is_told_apart_by_words() -> None:
    rows = [
        ("Nguyễn Văn Mẫu", "individual"),
        ("Tập thể Phòng Kinh tế", "collective"),
        ("Hộ ông Lò Văn Thử", "household"),
        ("Gia đình ông Vàng A Bốn và bà Sùng Thị Năm", "household"),
        ("Công ty Cổ phần Mẫu", "enterprise"),
        ("Chi nhánh Công ty TNHH Mẫu", "enterprise"),
        ("Hợp tác xã Nông nghiệp Mẫu", "collective"),
        ("Ban Chỉ đạo Chương trình A xã Mẫu", "steering_committee"),
        ("Tổ giúp việc Ban Chỉ đạo Chương trình A", "collective"),
        ("Nhân dân và cán bộ xã Mẫu", "collective"),
        ("Thượng tá Lê Văn Quân", "individual"),
        ("H'Mẫu Niê", "individual"),
        ("Trường Tiểu học Bà Triệu", "collective"),
        ("Ban Chỉ huy quân sự xã Mẫu", "collective"),
        ("Vũ Thị Tổ", "individual"),
        ("Đoàn Thị Mẫu", "individual"),
        ("Đoàn Thanh niên xã Mẫu", "collective"),
        ("Tô Văn Thử", "individual"),
        ("Tổ dân phố 5", "collective"),
    ]
    body = [[str(number), name, "Bằng khen"] for number, (name, _) in enumerate(rows, start=1)]
    found = facts(
        request(ASKS),
        listing(TITLE, table(["STT", "Tên tập thể/cá nhân/hộ gia đình", "Hình thức khen thưởng"], *body)),
    )
    assert kinds(found) == [kind for _, kind in rows]
    assert names(found)[1] == "Phòng Kinh tế"
    assert [nominee.committee_group for nominee in found.nominees[7:9]] == ["same_thing", "helping"]
    assert found.nominees[7].committee_name == "Ban Chỉ đạo Chương trình A xã Mẫu"
    assert found.nominees[13].committee_group is None


def test_a_cooperative_listed_under_enterprises_is_one() -> None:
    found = facts(
        request(ASKS),
        listing(
            TITLE,
            table(["STT", "Tên", "Hình thức"], across("III. DOANH NGHIỆP", 3), ["1", "Hợp tác xã Mẫu", "Bằng khen"]),
        ),
    )
    assert kinds(found) == ["enterprise"]


@pytest.mark.parametrize(
    ("cell", "post", "unit"),
    [
        ("Phó Trưởng phòng, Phòng Kinh tế, UBND xã Mẫu", "Phó Trưởng phòng", "Phòng Kinh tế, UBND xã Mẫu"),
        ("Chuyên viên Phòng Văn hóa - Xã hội, UBND xã Mẫu", "Chuyên viên", "Phòng Văn hóa - Xã hội, UBND xã Mẫu"),
        ("Chủ tịch UBND xã Mẫu", "Chủ tịch UBND xã Mẫu", None),
        ("Phó Bí thư Đảng ủy, Chủ tịch UBND xã Mẫu", "Phó Bí thư Đảng ủy, Chủ tịch UBND xã Mẫu", None),
        ("Trưởng phòng Văn hóa - Xã hội", "Trưởng phòng Văn hóa - Xã hội", None),
        ("Nông dân, thôn 3, xã Mẫu", "Nông dân", "thôn 3, xã Mẫu"),
        ("Phòng Kinh tế, Phó Trưởng phòng", "Phó Trưởng phòng", "Phòng Kinh tế"),
        ("Giáo viên - Trường THCS Mẫu", "Giáo viên", "Trường THCS Mẫu"),
        ("Thôn 3, xã Mẫu", None, "Thôn 3, xã Mẫu"),
    ],
)
def test_a_joined_column_is_taken_apart(cell: str, post: str | None, unit: str | None) -> None:
    found = facts(
        request(ASKS), listing(TITLE, table(["STT", "Họ và tên", "Chức vụ, đơn vị"], ["1", "Lê Văn Mẫu", cell]))
    )
    assert (found.nominees[0].post, found.nominees[0].unit) == (post, unit)


def test_whose_list_it_is_makes_no_bodies_of_its_persons() -> None:
    found = facts(
        request(ASKS),
        listing(
            TITLE, "Đơn vị: Viễn thông Mẫu", table(["STT", "Họ tên", "Phòng ban"], ["1", "Lê Văn Thử", "Trung tâm Một"])
        ),
    )
    assert [one.type for one in found.nominees if one.name == "Lê Văn Thử"] == [NomineeType.INDIVIDUAL]


def test_several_bodies_behind_the_word_unit_are_named() -> None:
    found = facts(request(ASKS), listing(TITLE, "1. Đơn vị: Trường Tiểu học Mẫu; Trạm Y tế xã Mẫu"))
    assert [one.name for one in found.nominees] == ["Trường Tiểu học Mẫu", "Trạm Y tế xã Mẫu"]
