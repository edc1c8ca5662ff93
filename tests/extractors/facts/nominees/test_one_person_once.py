"""One nominee once over request, list, minutes and reports; namesakes stay two."""

from __future__ import annotations

import pytest

from pipeline.models.vocabulary import DocumentKind
from tests.extractors.facts.nominees.build import facts, listing, names, one, paper, request, table

LIST = ["STT", "Họ và tên", "Năm sinh", "Chức vụ", "Đơn vị"]


@pytest.mark.parametrize(
    ("in_request", "in_list"),
    [
        ("bà Trần Thị Hòa", "Trần Thị Hoà"),
        ("ông Nguyễn Văn Thuý", "NGUYỄN VĂN THÚY"),
        ("bà Lê Thị Mỹ", "Lê Thị Mĩ"),
        ("ông Đặng Văn Quý", "Ðặng  Văn Quí"),
        ("chị H'Hen Niê", "H’Hen Niê"),
        ("tập thể Phòng Kinh tế, UBND xã Mẫu", "Phòng Kinh tế UBND xã Mẫu"),
        ("UBND xã Mẫu", "Ủy ban nhân dân xã Mẫu"),
        ("BCĐ Chương trình Mẫu xã Thử", "Ban Chỉ đạo Chương trình Mẫu xã Thử"),
        ("Ban Chỉ đạo Chương trình Mẫu", "Ban Chỉ đạo Chương trình Mẫu xã Thử"),
    ],
)
def test_spellings_of_one_name_are_one_nominee(in_request: str, in_list: str) -> None:
    found = facts(
        request(f"UBND xã Mẫu đề nghị Chủ tịch UBND tỉnh tặng Bằng khen cho {in_request}."),
        listing("DANH SÁCH", table(["STT", "Tên tập thể, cá nhân", "Ghi chú"], ["1", in_list, ""])),
    )
    assert len(found.nominees) == 1
    assert found.nominees[0].documents == ("d1", "d2")


def test_namesakes_of_other_units_or_years_are_two() -> None:
    found = facts(
        listing(
            "DANH SÁCH đề nghị khen thưởng",
            table(
                LIST,
                ["1", "Lê Văn Mẫu", "1980", "Chuyên viên", "Phòng Kinh tế xã Một"],
                ["2", "Lê Văn Mẫu", "1980", "Chuyên viên", "Phòng Kinh tế xã Hai"],
                ["3", "Lê Văn Mẫu", "1991", "Chuyên viên", "Phòng Kinh tế xã Một"],
            ),
        )
    )
    assert names(found) == ["Lê Văn Mẫu"] * 3


def test_two_schools_of_one_name_in_two_communes_are_two() -> None:
    found = facts(
        listing(
            "DANH SÁCH đề nghị khen thưởng",
            table(
                ["STT", "Tên tập thể", "Địa chỉ"],
                ["1", "Trường Mầm non Hoa Mai", "Xã Một"],
                ["2", "Trường Mầm non Hoa Mai", "Xã Hai"],
            ),
        )
    )
    assert len(found.nominees) == 2


def test_a_report_confirms_a_nominee_and_shows_one_that_no_list_has() -> None:
    found = facts(
        request("UBND xã Mẫu đề nghị Chủ tịch UBND tỉnh tặng Bằng khen cho ông Lê Văn Mẫu."),
        paper(
            "d2",
            DocumentKind.ACHIEVEMENT_REPORT,
            "BÁO CÁO THÀNH TÍCH",
            "Đề nghị tặng Bằng khen của Chủ tịch UBND tỉnh",
            "1. Họ và tên: LÊ VĂN MẪU",
            "2. Sinh ngày 01/02/1980",
            "3. Chức vụ: Trưởng phòng",
            "4. Đơn vị công tác: Phòng Kinh tế, UBND xã Mẫu",
            "Ông Phạm Văn Khác, Chủ tịch UBND xã, đã chỉ đạo.",
        ),
        paper(
            "d3",
            DocumentKind.ACHIEVEMENT_REPORT,
            "BÁO CÁO THÀNH TÍCH",
            "Đề nghị tặng Bằng khen của Chủ tịch UBND tỉnh",
            "Tên đơn vị: Ban Chỉ đạo Chương trình A xã Mẫu",
        ),
        paper(
            "d4",
            DocumentKind.ACHIEVEMENT_REPORT,
            "BÁO CÁO THÀNH TÍCH",
            "của bà Trần Thị Thử, Chuyên viên Phòng Kinh tế",
        ),
    )
    listed = one(found, "Lê Văn Mẫu")
    assert (listed.post, listed.unit, listed.documents, listed.listed) == (
        "Trưởng phòng",
        "Phòng Kinh tế, UBND xã Mẫu",
        ("d1", "d2"),
        True,
    )
    committee = one(found, "Ban Chỉ đạo Chương trình A xã Mẫu")
    assert (committee.listed, committee.type, committee.committee_group, committee.award) == (
        False,
        "steering_committee",
        "same_thing",
        "bang_khen_tinh",
    )
    assert (one(found, "Trần Thị Thử").listed, one(found, "Trần Thị Thử").post) == (False, "Chuyên viên")


def test_a_lower_bodys_letter_and_its_list_add_no_nominees() -> None:
    found = facts(
        request("Sở Mẫu đề nghị Chủ tịch UBND tỉnh tặng Bằng khen cho ông Lê Văn Mẫu."),
        paper(
            "d2",
            DocumentKind.REQUEST_LETTER,
            "UBND xã Thử đề nghị Sở Mẫu trình tặng Bằng khen cho ông Lê Văn Mẫu và bà Lê Thị Bỏ.",
            number="07/TTr-UBND",
        ),
        listing(
            "DANH SÁCH đề nghị tặng Bằng khen",
            "(Kèm theo Tờ trình số 07/TTr-UBND ngày 01/8/2025 của UBND xã Thử)",
            "1. Bà Lê Thị Bỏ, nông dân",
            identifier="d3",
        ),
    )
    assert [(nominee.name, nominee.documents) for nominee in found.nominees] == [("Lê Văn Mẫu", ("d1", "d2"))]


def test_numbers_follow_the_order_of_request_and_list() -> None:
    found = facts(
        listing("DANH SÁCH", "1. Ông Lê Văn Hai", "2. Ông Lê Văn Một", "3. Ông Lê Văn Ba"),
        request("Sở Mẫu đề nghị tặng Bằng khen cho ông Lê Văn Một (có danh sách kèm theo)."),
    )
    assert [(nominee.id, nominee.name) for nominee in found.nominees] == [
        ("n1", "Lê Văn Một"),
        ("n2", "Lê Văn Hai"),
        ("n3", "Lê Văn Ba"),
    ]


@pytest.mark.parametrize(("posts", "bands"), [(("", ""), "uncertain"), (("Giáo viên", "Nông dân"), "stated")])
def test_one_name_in_two_rows_of_a_table_may_be_two_persons(posts: tuple[str, str], bands: str) -> None:
    rows = [[str(n), "Lê Văn Mẫu", post] for n, post in enumerate(posts, start=1)]
    found = facts(listing("DANH SÁCH", table(["STT", "Họ và tên", "Chức vụ"], *rows)))
    assert [nominee.field_confidence("name") for nominee in found.nominees] == ["stated", bands]
