"""Fields on one line behind tab stops, signatures below reports, and cells that the end of a page cut in two."""

from __future__ import annotations

import pytest

from pipeline.models.vocabulary import Confidence, DocumentKind
from tests.extractors.facts.nominees.build import Merged, facts, kinds, listing, names, one, paper, request, table

ASKS = "Sở Mẫu đề nghị Chủ tịch UBND tỉnh khen thưởng các cá nhân (có danh sách kèm theo)."
REPORT = "BÁO CÁO THÀNH TÍCH"


@pytest.mark.parametrize(
    "line",
    [
        "Họ và tên: LÊ THẾ MẪU\tGiới tính: Nam",
        "Họ và tên: LÊ THẾ MẪU\tNam",
        "Họ và tên: LÊ THẾ MẪU   Giới tính: Nam",
        "Họ và tên: LÊ THẾ MẪU  Nam",
        "Họ và tên: LÊ THẾ MẪU  Bí danh: Không",
        "Họ và tên: LÊ THẾ MẪU Giới tính: Nam",
        "Họ và tên:\tLÊ THẾ MẪU; Giới tính: Nam",
        "Họ và tên: LÊ THẾ MẪU (Nam)",
    ],
)
def test_a_name_ends_where_the_next_field_begins(line: str) -> None:
    found = facts(paper("d1", DocumentKind.ACHIEVEMENT_REPORT, REPORT, "I. SƠ LƯỢC LÝ LỊCH", line))
    assert names(found) == ["LÊ THẾ MẪU"]


@pytest.mark.parametrize("words", ["Lê  Thế Mẫu", "Lê Thế  Mẫu", "Lê Văn  Nam"])
def test_a_blank_too_many_does_not_cut_a_name(words: str) -> None:
    found = facts(request(ASKS), listing("DANH SÁCH", table(["TT", "Họ và tên", "Chức vụ"], ["1", words, "Y sĩ"])))
    assert names(found) == [" ".join(words.split())]


def test_confirmation_and_signature_below_a_report_are_not_whom_it_is_about() -> None:
    found = facts(
        paper(
            "d1",
            DocumentKind.ACHIEVEMENT_REPORT,
            REPORT,
            "Đề nghị tặng Bằng khen của Chủ tịch UBND tỉnh",
            "Đã tham gia bắt giữ 04 đối tượng.",
            "XÁC NHẬN CỦA CÔNG AN TỈNH\t\tNGƯỜI BÁO CÁO",
        ),
        paper("d2", DocumentKind.ACHIEVEMENT_REPORT, REPORT, "I. TÌNH HÌNH", "Báo cáo của Phòng Một gửi đúng hạn."),
    )
    assert names(found) == []


def test_the_lines_of_a_title_say_whom_a_report_is_about() -> None:
    found = facts(
        paper(
            "d1",
            DocumentKind.ACHIEVEMENT_REPORT,
            REPORT,
            "ĐỀ NGHỊ TẶNG BẰNG KHEN CỦA CHỦ TỊCH UBND TỈNH",
            "cho ông Lê Văn Mẫu, Trưởng thôn Thử",
            "I. SƠ LƯỢC",
        )
    )
    assert names(found) == ["Lê Văn Mẫu"]


HEADER = ["TT", "Họ và tên", "Chức vụ", "Hình thức khen thưởng"]


def test_a_merged_cell_of_awards_that_a_page_end_cut_is_read_as_one() -> None:
    rows = [
        ["1", "Lê Văn Một", "Y sĩ", Merged("Bằng khen của Chủ tịch", rows=2)],
        ["2", "Lê Văn Hai", "Y sĩ", None],
        ["3", "Lê Văn Ba", "Y sĩ", Merged("UBND tỉnh", rows=2)],
        ["4", "Lê Văn Bốn", "Y sĩ", None],
    ]
    found = facts(request(ASKS), listing("DANH SÁCH", table(HEADER, *rows)))
    assert {(nominee.award, nominee.award_text) for nominee in found.nominees} == {
        ("bang_khen_tinh", "Bằng khen của Chủ tịch UBND tỉnh")
    }
    quotes = [entry.quote for entry in found.nominees[0].evidence if entry.field == "award"]
    assert quotes == ["Bằng khen của Chủ tịch", "UBND tỉnh"]


def test_the_second_half_may_stand_in_the_table_of_the_next_page() -> None:
    first = table(HEADER, ["1", "Lê Văn Một", "Y sĩ", "Bằng khen của Chủ tịch"])
    second = table(["2", "Lê Văn Hai", "Y sĩ", Merged("UBND tỉnh", rows=2)], ["3", "Lê Văn Ba", "Y sĩ", None])
    found = facts(request(ASKS), listing("DANH SÁCH", first, second))
    assert [(nominee.name, nominee.award) for nominee in found.nominees] == [
        ("Lê Văn Một", "bang_khen_tinh"),
        ("Lê Văn Hai", "bang_khen_tinh"),
        ("Lê Văn Ba", "bang_khen_tinh"),
    ]


def test_awards_of_their_own_are_not_joined() -> None:
    rows = [["1", "Lê Văn Một", "Y sĩ", "Bằng khen của Hội Mẫu"], ["2", "Lê Văn Hai", "Y sĩ", "Giấy khen của Giám đốc"]]
    found = facts(request(ASKS), listing("DANH SÁCH", table(HEADER, *rows)))
    assert [(nominee.award, nominee.award_text) for nominee in found.nominees] == [
        (None, "Bằng khen của Hội Mẫu"),
        ("giay_khen", "Giấy khen của Giám đốc"),
    ]


def test_half_an_award_without_the_other_half_is_uncertain() -> None:
    found = facts(
        request(ASKS), listing("DANH SÁCH", table(HEADER, ["1", "Lê Văn Một", "Y sĩ", "Bằng khen của Chủ tịch"]))
    )
    assert found.nominees[0].award is None
    assert found.nominees[0].confidence is Confidence.UNCERTAIN


def test_unnumbered_headings_of_a_table_are_no_rows() -> None:
    found = facts(
        request(ASKS),
        listing(
            "DANH SÁCH",
            table(
                HEADER,
                ["1", "Tập thể", "", ""],
                ["1.1", "Trạm Y tế xã Mẫu", "", "Bằng khen"],
                ["2", "Cá nhân", "", ""],
                ["2.1", "Lê Văn Một", "Y sĩ", "Bằng khen"],
            ),
        ),
    )
    assert kinds(found) == ["collective", "individual"]
    assert one(found, "Lê Văn Một").post == "Y sĩ"
