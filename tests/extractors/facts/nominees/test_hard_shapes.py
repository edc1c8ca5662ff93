"""Shapes that break a careless reader: line breaks for items, titles inside tables, annexes behind the signature."""

from __future__ import annotations

import pytest

from pipeline.models.vocabulary import Complete, DocumentKind
from tests.extractors.facts.nominees.build import (
    Merged,
    across,
    facts,
    kinds,
    listing,
    names,
    one,
    paper,
    request,
    table,
)

ASKS = "UBND xã Mẫu đề nghị Chủ tịch UBND tỉnh tặng Bằng khen cho các tập thể, cá nhân (có danh sách kèm theo)."
SIGNATURE = table(["Nơi nhận:\n- Sở Nội vụ;\n- Ban Chỉ đạo Chương trình A;\n- Lưu: VT.", "CHỦ TỊCH\n\nPhạm Văn Ký"])


def test_a_list_behind_the_signature_belongs_to_the_request() -> None:
    found = facts(
        request(
            ASKS,
            SIGNATURE,
            "DANH SÁCH",
            "đề nghị tặng Bằng khen của Chủ tịch UBND tỉnh",
            table(["STT", "Họ và tên", "Chức vụ"], ["1", "Lê Văn Mẫu", "Chuyên viên"]),
        )
    )
    assert names(found) == ["Lê Văn Mẫu"]
    assert found.complete is Complete.YES


def test_recipients_in_paragraphs_are_no_items() -> None:
    found = facts(
        request(
            "UBND xã Mẫu đề nghị Chủ tịch UBND tỉnh tặng Bằng khen cho các tập thể sau:",
            "- Trạm Y tế xã Mẫu;",
            "- Hội Nông dân xã Mẫu.",
            "Nơi nhận:",
            "- Phòng Thi đua - Khen thưởng;",
            "- Ban Chỉ đạo Chương trình A;",
            "- Lưu: VT.",
        )
    )
    assert names(found) == ["Trạm Y tế xã Mẫu", "Hội Nông dân xã Mẫu"]


def test_items_on_lines_of_one_paragraph() -> None:
    text = (
        "UBND xã Mẫu đề nghị Chủ tịch UBND tỉnh tặng Bằng khen cho các cá nhân sau:\n"
        "1. Ông Lê Văn Một, Trưởng thôn 1;\n2. Bà Lê Thị Hai, nông dân."
    )
    found = facts(request(text))
    assert [(nominee.name, nominee.post) for nominee in found.nominees] == [
        ("Lê Văn Một", "Trưởng thôn 1"),
        ("Lê Thị Hai", "nông dân"),
    ]
    for nominee in found.nominees:
        entry = next(entry for entry in nominee.evidence if entry.field == "name")
        assert entry.place.span is not None
        assert text[slice(*entry.place.span)] == nominee.name


def test_names_without_a_form_of_address_under_their_heading() -> None:
    found = facts(
        request(
            "UBND xã Mẫu đề nghị Chủ tịch UBND tỉnh tặng Bằng khen cho 03 cá nhân:",
            "1. Lê Văn Một, Trưởng thôn 1;",
            "2. Hoàng Thị Hai - Công chức xã;",
            "3. Ksor H’Ba, nông dân.",
        )
    )
    assert names(found) == ["Lê Văn Một", "Hoàng Thị Hai", "Ksor H’Ba"]


def test_headings_that_name_at_once() -> None:
    found = facts(
        request(
            "UBND xã Mẫu đề nghị Chủ tịch UBND tỉnh tặng Bằng khen cho:",
            "- Tập thể: Trạm Y tế xã Mẫu;",
            "- Cá nhân: Ông Lê Văn Một, Trưởng trạm; bà Lê Thị Hai, Y sĩ.",
            "- Hộ gia đình: Hộ ông Lò Văn Ba, thôn 2.",
        )
    )
    assert [(nominee.name, nominee.type) for nominee in found.nominees] == [
        ("Trạm Y tế xã Mẫu", "collective"),
        ("Lê Văn Một", "individual"),
        ("Lê Thị Hai", "individual"),
        ("Hộ ông Lò Văn Ba", "household"),
    ]
    assert one(found, "Lê Thị Hai").post == "Y sĩ"


def test_a_title_inside_the_table_tells_award_and_kind() -> None:
    found = facts(
        request("UBND xã Mẫu đề nghị Chủ tịch UBND tỉnh khen thưởng (có danh sách kèm theo)."),
        listing(
            "PHỤ LỤC",
            table(
                across("DANH SÁCH TẬP THỂ ĐỀ NGHỊ TẶNG CỜ THI ĐUA CỦA UBND TỈNH", 3),
                ["TT", "Đơn vị", "Ghi chú"],
                ["1", "Bưu điện Mẫu", ""],
            ),
        ),
    )
    assert [(nominee.type, nominee.award) for nominee in found.nominees] == [("collective", "co_thi_dua_tinh")]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("Nguyễn Văn\nMẫu", ["Nguyễn Văn Mẫu"]),
        ("Nguyễn Văn Mẫu\nChuyên viên", ["Nguyễn Văn Mẫu"]),
        ("Nguyễn Văn Mẫu\nTrần Thị Thử", ["Nguyễn Văn Mẫu", "Trần Thị Thử"]),
        ("Ông: Nguyễn Văn Mẫu", ["Nguyễn Văn Mẫu"]),
        ("Ông/Bà: Nguyễn Văn Mẫu", ["Nguyễn Văn Mẫu"]),
        ("ThS. Nguyễn Văn Mẫu", ["Nguyễn Văn Mẫu"]),
        ("BSCKII. Trần Thị Thử", ["Trần Thị Thử"]),
        ("Nguyễn Văn Mẫu (Ba Mẫu)", ["Nguyễn Văn Mẫu"]),
        ("NGUYỄN VĂN MẪU", ["NGUYỄN VĂN MẪU"]),
        ("Nguyễn Hoàng Phương Trưởng", ["Nguyễn Hoàng Phương Trưởng"]),
        ("Nguyễn Văn Mẫu Phó Trưởng phòng", ["Nguyễn Văn Mẫu"]),
        ("H'Thử", ["H'Thử"]),
        ("K’Brôi", ["K’Brôi"]),
        ("Y Moan", ["Y Moan"]),
        ("Rơ Chăm H’Mẫu", ["Rơ Chăm H’Mẫu"]),
        ("Giàng A Thử", ["Giàng A Thử"]),
        ("Hoàng Phủ Ngọc Mẫu Thử", ["Hoàng Phủ Ngọc Mẫu Thử"]),
    ],
)
def test_names_of_persons_in_cells(cell: str, expected: list[str]) -> None:
    found = facts(request(ASKS), listing("DANH SÁCH", table(["STT", "Họ và tên", "Ghi chú"], ["1", cell, ""])))
    assert names(found) == expected
    assert set(kinds(found)) == {"individual"}


@pytest.mark.parametrize(
    ("cell", "name", "unit"),
    [
        ("Phòng Kinh tế\nUBND xã Mẫu", "Phòng Kinh tế", "UBND xã Mẫu"),
        ("Ủy ban nhân dân\nxã Mẫu", "Ủy ban nhân dân xã Mẫu", None),
        ("Trung tâm Y tế\nhuyện Mẫu", "Trung tâm Y tế huyện Mẫu", None),
        ("Văn phòng HĐND - UBND xã Mẫu", "Văn phòng HĐND - UBND xã Mẫu", None),
        ("Phòng Văn hóa, Thể thao và Du lịch", "Phòng Văn hóa, Thể thao và Du lịch", None),
        ("Phòng Lao động - Thương binh và Xã hội", "Phòng Lao động - Thương binh và Xã hội", None),
        ("Ban Chỉ đạo phòng, chống tội phạm xã Mẫu", "Ban Chỉ đạo phòng, chống tội phạm xã Mẫu", None),
        ("Đảng ủy, HĐND, UBND xã Mẫu", "Đảng ủy, HĐND, UBND xã Mẫu", None),
        ("Hội Cựu chiến binh xã Mẫu, huyện Thử", "Hội Cựu chiến binh xã Mẫu", "huyện Thử"),
        ("Khoa Nội, Bệnh viện Đa khoa tỉnh", "Khoa Nội", "Bệnh viện Đa khoa tỉnh"),
        ("Phân xưởng 2, Công ty Cổ phần Mẫu", "Phân xưởng 2", "Công ty Cổ phần Mẫu"),
        ("Ban Chỉ đạo mỗi xã, phường một sản phẩm tỉnh", "Ban Chỉ đạo mỗi xã, phường một sản phẩm tỉnh", None),
    ],
)
def test_names_of_bodies_in_cells(cell: str, name: str, unit: str | None) -> None:
    found = facts(request(ASKS), listing("DANH SÁCH", table(["STT", "Tên tập thể", "Ghi chú"], ["1", cell, ""])))
    assert [(nominee.name, nominee.unit) for nominee in found.nominees] == [(name, unit)]


def test_the_head_of_a_body_is_not_nominated_with_it() -> None:
    found = facts(
        request(ASKS),
        listing(
            "DANH SÁCH",
            table(
                ["STT", "Tên tập thể", "Họ tên người đứng đầu", "Hình thức"],
                ["1", "Phòng Một", "Lê Văn Đầu", "Bằng khen"],
            ),
        ),
    )
    assert names(found) == ["Phòng Một"]


def test_a_column_of_earlier_awards_does_not_take_the_award() -> None:
    found = facts(
        request(ASKS),
        listing(
            "DANH SÁCH",
            table(
                ["STT", "Họ và tên", "Chức vụ", "Hình thức đã được khen thưởng", "Hình thức đề nghị"],
                ["1", "Lê Văn Mẫu", "Chuyên viên", "Giấy khen của Giám đốc Sở", "Bằng khen"],
            ),
        ),
    )
    assert [(nominee.name, nominee.award) for nominee in found.nominees] == [("Lê Văn Mẫu", "bang_khen_tinh")]


def test_a_second_header_in_the_same_table_changes_the_columns() -> None:
    found = facts(
        request(ASKS),
        listing(
            "DANH SÁCH",
            table(
                [Merged("I. TẬP THỂ", columns=4), None, None, None],
                ["TT", "Tên tập thể", "Thành tích", "Ghi chú"],
                ["1", "Bưu điện Mẫu", "Hoàn thành tốt", ""],
                [Merged("II. CÁ NHÂN", columns=4), None, None, None],
                ["TT", "Họ và tên", "Chức vụ", "Đơn vị"],
                ["1", "Lê Văn Mẫu", "Chuyên viên", "Phòng Một"],
            ),
        ),
    )
    assert [(nominee.name, nominee.type, nominee.post) for nominee in found.nominees] == [
        ("Bưu điện Mẫu", "collective", None),
        ("Lê Văn Mẫu", "individual", "Chuyên viên"),
    ]


def test_members_listed_in_an_annex_of_the_decision() -> None:
    found = facts(
        request("UBND xã Mẫu đề nghị tặng Bằng khen cho ông Lê Văn Mẫu, Trưởng Công an xã."),
        paper(
            "d9",
            DocumentKind.COMMITTEE_DECISION,
            "DANH SÁCH THÀNH VIÊN BAN CHỈ ĐẠO CHƯƠNG TRÌNH A",
            "(Kèm theo Quyết định số 05/QĐ-UBND ngày 01/02/2023)",
            table(
                ["TT", "Họ và tên", "Chức vụ", "Nhiệm vụ"],
                ["1", "Phạm Văn Chủ", "Chủ tịch UBND xã", "Trưởng ban"],
                ["2", "Lê Văn Mẫu", "Trưởng Công an xã", "Ủy viên"],
            ),
        ),
    )
    assert one(found, "Lê Văn Mẫu").committee_role == "Ủy viên"


def test_a_post_alone_is_no_seat() -> None:
    found = facts(
        request("UBND xã Mẫu đề nghị tặng Bằng khen cho ông Lê Văn Mẫu, Trưởng phòng."),
        paper(
            "d9",
            DocumentKind.COMMITTEE_DECISION,
            "QUYẾT ĐỊNH về việc kiện toàn Ban Chỉ đạo Chương trình A",
            "Theo đề nghị của ông Lê Văn Mẫu, Trưởng phòng, Chủ tịch;",
            "1. Ông Phạm Văn Chủ, Chủ tịch UBND xã, Trưởng ban.",
        ),
    )
    assert one(found, "Lê Văn Mẫu").committee_role is None


def test_a_phrase_with_the_words_of_people_is_no_person() -> None:
    found = facts(
        request(ASKS),
        listing(
            "DANH SÁCH",
            table(["STT", "Tên tập thể/cá nhân", "Hình thức"], ["1", "Bà con nhân dân thôn Mẫu", "Bằng khen"]),
        ),
    )
    assert kinds(found) == [None]


def test_a_blank_list_form_nominates_nobody() -> None:
    found = facts(
        listing("DANH SÁCH", table(["STT", "Họ và tên", "Chức vụ"], ["1", "..............", ""], ["2", "……", ""]))
    )
    assert names(found) == []


def test_two_columns_of_signatures_are_no_list() -> None:
    found = facts(
        paper(
            "d1",
            DocumentKind.NOMINEE_LIST,
            "DANH SÁCH",
            table(["THƯ KÝ", "", "CHỦ TỌA"], ["Họ và tên", "", "Họ và tên"], ["Lê Văn Thư", "", "Phạm Văn Chủ"]),
        )
    )
    assert names(found) == []


def test_a_false_span_costs_nothing() -> None:
    found = facts(
        request(ASKS),
        listing(
            "DANH SÁCH",
            table(["STT", "Họ và tên"], ["1", Merged("Lê Văn Mẫu", rows=10**9, columns=10**9)]),
        ),
    )
    assert names(found) == ["Lê Văn Mẫu"]


@pytest.mark.parametrize(
    "text",
    ["UBND xã đề nghị tặng Bằng khen cho " + "ông Lê Văn Mẫu, " * 40000, "1. " * 100000, "05 tập thể, " * 50000],
)
def test_a_huge_paragraph_is_read_in_time(text: str) -> None:
    assert len(facts(request(text)).nominees) <= 1
