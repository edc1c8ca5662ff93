"""Rows and tables that hold no nominees of their own, or not all that they should."""

from __future__ import annotations

import pytest

from pipeline.models.vocabulary import Complete, Confidence, DocumentKind
from tests.extractors.facts.nominees.build import facts, listing, names, paper, request, table

ASKS = "UBND xã Mẫu đề nghị Chủ tịch UBND tỉnh tặng Bằng khen cho các tập thể, cá nhân (có danh sách kèm theo)."
TITLE = "DANH SÁCH đề nghị tặng Bằng khen của Chủ tịch UBND tỉnh"


def test_totals_and_empty_rows_are_no_nominees() -> None:
    found = facts(
        request(ASKS),
        listing(
            TITLE,
            table(
                ["STT", "Họ và tên", "Chức vụ"],
                ["1", "Lê Văn Mẫu", "Chuyên viên"],
                ["2", "", ""],
                ["3", "…………", ""],
                ["", "Tổng cộng: 01 cá nhân", ""],
            ),
        ),
    )
    assert names(found) == ["Lê Văn Mẫu"]
    assert [(count.what, count.number, count.source) for count in found.counts] == [("individual", 1, "list")]


def test_letterhead_signature_and_statistics_are_no_nominees() -> None:
    found = facts(
        request(
            table(["UBND TỈNH MẪU\nSỞ THỬ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"]),
            "Kết quả thực hiện chương trình:",
            table(["STT", "Chỉ tiêu", "Kết quả"], ["1", "Tập thể", "5"], ["2", "Cá nhân", "6"]),
            "Số lượng theo địa bàn:",
            table(["STT", "Đơn vị", "Số lượng tập thể", "Số lượng cá nhân"], ["1", "Xã Mẫu", "2", "3"]),
            "Sở Thử đề nghị Chủ tịch UBND tỉnh tặng Bằng khen cho ông Lê Văn Mẫu, Chuyên viên Phòng Một.",
            table(["Nơi nhận:\n- Sở Nội vụ;\n- Lưu: VT.", "GIÁM ĐỐC\n\nNguyễn Văn Ký"]),
        )
    )
    assert names(found) == ["Lê Văn Mẫu"]


def test_earlier_awards_in_a_report_are_no_nominees() -> None:
    found = facts(
        request("Sở Thử đề nghị Chủ tịch UBND tỉnh tặng Bằng khen cho ông Lê Văn Mẫu, Chuyên viên."),
        paper(
            "d2",
            DocumentKind.ACHIEVEMENT_REPORT,
            "BÁO CÁO THÀNH TÍCH",
            "Họ và tên: LÊ VĂN MẪU",
            table(["Năm", "Danh hiệu", "Số quyết định"], ["2020", "Chiến sĩ thi đua cơ sở", "12/QĐ-UBND của Sở Thử"]),
        ),
    )
    assert names(found) == ["Lê Văn Mẫu"]
    assert found.nominees[0].documents == ("d1", "d2")


def test_minutes_add_their_paper_and_no_nominees_of_their_own() -> None:
    minutes = paper(
        "d3",
        DocumentKind.MINUTES,
        "BIÊN BẢN họp Hội đồng Thi đua - Khen thưởng",
        "Thành phần:",
        table(["STT", "Họ và tên", "Chức vụ"], ["1", "Phạm Văn Chủ", "Chủ tịch Hội đồng"]),
        "Kết quả bỏ phiếu:",
        table(
            ["STT", "Họ và tên", "Hình thức khen thưởng", "Phiếu đồng ý", "Tỷ lệ %"],
            ["1", "Lê Văn Mẫu", "Bằng khen", "9/9", "100"],
            ["2", "Hồ Thị Trượt", "Bằng khen", "3/9", "33"],
        ),
    )
    letter = request("Sở Thử đề nghị Chủ tịch UBND tỉnh tặng Bằng khen cho ông Lê Văn Mẫu, Chuyên viên.")
    with_letter = facts(letter, minutes)
    assert names(with_letter) == ["Lê Văn Mẫu"]
    assert with_letter.nominees[0].documents == ("d1", "d3")
    alone = facts(minutes)
    assert names(alone) == ["Lê Văn Mẫu", "Hồ Thị Trượt"]
    assert not alone.nominees[0].listed
    assert alone.complete is Complete.UNKNOWN


def test_score_sheets_in_minutes_are_no_nominees() -> None:
    found = facts(
        paper(
            "d3",
            DocumentKind.MINUTES,
            "Kết quả chấm điểm:",
            table(["STT", "Đơn vị", "Điểm tự chấm", "Tổng điểm"], ["1", "Sở Một", "95", "96"]),
        )
    )
    assert names(found) == []


def test_rows_without_headings_are_read_by_their_shapes_as_inferred() -> None:
    found = facts(
        request(
            "Sở Thử đề nghị Chủ tịch UBND tỉnh tặng Bằng khen cho các ông, bà sau:",
            table(["1", "Ông Lê Văn Mẫu", "Chuyên viên Phòng Một"], ["2", "Bà Lê Thị Thử", "Nhân viên"]),
        )
    )
    assert names(found) == ["Lê Văn Mẫu", "Lê Thị Thử"]
    assert {nominee.field_confidence("name") for nominee in found.nominees} == {Confidence.INFERRED}


def test_rows_that_cannot_be_resolved_make_the_list_incomplete() -> None:
    found = facts(
        request(
            "Sở Thử đề nghị Chủ tịch UBND tỉnh tặng Bằng khen cho các tập thể sau:",
            table(["1", "abc def", "x"], ["2", "không rõ", "y"]),
        ),
        unread=True,
    )
    assert found.complete is Complete.NO


def test_a_cell_that_numbers_its_own_lines_holds_several() -> None:
    found = facts(
        request(ASKS),
        listing(TITLE, table(["Đơn vị", "Cá nhân đề nghị"], ["Sở Thử", "1. Ông Lê Văn Một\n2. Bà Lê Thị Hai"])),
    )
    assert names(found) == ["Lê Văn Một", "Lê Thị Hai"]


@pytest.mark.parametrize(
    "cell", ["sinh 15/03/1985, Giáo viên", "Sinh ngày 15 tháng 3 năm 1985, Giáo viên", "s.n: 15/03/1985, Giáo viên"]
)
def test_a_birth_among_posts_is_no_post(cell: str) -> None:
    found = facts(listing("DANH SÁCH", table(["STT", "Họ và tên", "Chức vụ, đơn vị"], ["1", "Lê Văn Mẫu", cell])))
    assert found.nominees[0].post == "Giáo viên"
