"""Names in brackets behind a number, names that brackets would tear, and second names in brackets."""

from __future__ import annotations

import pytest

from pipeline.models.vocabulary import Complete, Confidence
from tests.extractors.facts.nominees.build import facts, kinds, listing, names, one, request, table

ASKS = "Sở Mẫu đề nghị Chủ tịch UBND tỉnh tặng Bằng khen"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (
            "cho 02 tập thể (Phòng Một; Tòa án nhân dân khu vực 7) và ba cá nhân (ông Lê Văn Mẫu, bà Trần Thị Thử, "
            "ông Y Thử Niê).",
            ["Phòng Một", "Tòa án nhân dân khu vực 7", "Lê Văn Mẫu", "Trần Thị Thử", "Y Thử Niê"],
        ),
        (
            "cho ba tập thể (Tòa Dân sự, Văn phòng, Kho bạc Nhà nước khu vực 7) và hai cá nhân (ông Lê Văn Mẫu, Phó "
            "Chánh án; bà Trần Thị Thử, Thẩm phán, Tòa Dân sự) có thành tích xuất sắc.",
            ["Tòa Dân sự", "Văn phòng", "Kho bạc Nhà nước khu vực 7", "Lê Văn Mẫu", "Trần Thị Thử"],
        ),
        (
            "cho 03 (ba) tập thể tiêu biểu (Phòng Văn hóa và Thông tin, Phòng Hai và Đội Ba).",
            ["Phòng Văn hóa và Thông tin", "Phòng Hai", "Đội Ba"],
        ),
        (
            "cho 02 cá nhân (Lê Văn Mẫu, Thoòng Sạch Mẫu) và 01 tập thể (Phòng Một (thuộc Chi cục Thử)).",
            ["Lê Văn Mẫu", "Thoòng Sạch Mẫu", "Phòng Một (thuộc Chi cục Thử)"],
        ),
        (
            "cho 01 tập thể (Phòng Một, Chi cục Thử) và 01 hộ (hộ ông Lò Văn Thử).",
            ["Phòng Một", "hộ ông Lò Văn Thử"],
        ),
        (
            "cho 02 tập thể đã có nhiều thành tích (Phòng Một, Phòng Hai).",
            ["Phòng Một", "Phòng Hai"],
        ),
        (
            "cho các tập thể (Phòng Một, Phòng Hai) và cá nhân (ông Lê Văn Mẫu).",
            ["Phòng Một", "Phòng Hai", "Lê Văn Mẫu"],
        ),
    ],
)
def test_every_name_in_brackets_behind_its_number(words: str, expected: list[str]) -> None:
    found = facts(request(f"{ASKS} {words}"))
    assert names(found) == expected
    assert found.complete is Complete.YES
    assert all(nominee.award == "bang_khen_tinh" for nominee in found.nominees)


@pytest.mark.parametrize(
    "words",
    [
        "cho 02 tập thể (Phòng Một, Sở Thử, Đội Hai của Công ty Ba) và 01 cá nhân (ông Lê Văn Mẫu).",
        "cho 02 tập thể (Phòng Một, Phòng Hai và 01 cá nhân là ông Lê Văn Mẫu.",
        "cho Văn phòng, Kho bạc khu vực 7) và ông Lê Văn Mẫu.",
        "cho 02 cá nhân (ông Lê Văn Mẫu, Phòng Hai).",
    ],
)
def test_what_brackets_tear_is_not_sure_and_never_crosses_them(words: str) -> None:
    found = facts(request(f"{ASKS} {words}"))
    assert found.complete is Complete.NO
    bodies = [nominee for nominee in found.nominees if nominee.type != "individual"]
    assert all(nominee.confidence is Confidence.UNCERTAIN for nominee in bodies)
    assert all(nominee.name.count("(") == nominee.name.count(")") for nominee in found.nominees)


def test_brackets_of_other_days_or_of_a_name_before_them_name_nobody() -> None:
    found = facts(
        request(f"{ASKS} cho 01 cá nhân là ông Lê Văn Mẫu (Phòng Hai); đã tặng cho 02 tập thể (Phòng Ba, Phòng Tư).")
    )
    assert names(found) == ["Lê Văn Mẫu"]


def test_a_comma_inside_brackets_does_not_end_the_name_of_a_body() -> None:
    found = facts(
        request(f"{ASKS} cho các tập thể sau:"),
        listing("DANH SÁCH", table(["STT", "Tên tập thể"], ["1", "Trạm Y tế Một (gộp Trạm Hai, xã Thử), Sở Y tế Mẫu"])),
    )
    assert names(found) == ["Trạm Y tế Một (gộp Trạm Hai, xã Thử)"]
    assert found.nominees[0].unit == "Sở Y tế Mẫu"


def test_a_body_with_its_place_in_the_list_is_the_one_in_the_letter() -> None:
    letter = request(f"{ASKS} cho 02 tập thể (Phòng Nội vụ, Kho bạc khu vực 7).")
    rows = (["STT", "Tên tập thể"], ["1", "Phòng Nội vụ - Lao động"], ["2", "Kho bạc khu vực 7 - Thử Mẫu"])
    found = facts(letter, listing("DANH SÁCH đề nghị tặng Bằng khen", table(*rows)))
    assert names(found) == ["Phòng Nội vụ", "Kho bạc khu vực 7", "Phòng Nội vụ - Lao động"]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("Đại đức Thích Tâm Mẫu (Lê Văn Thử)", "Thích Tâm Mẫu (Lê Văn Thử)"),
        ("Nữ tu Lê Thị Mẫu", "Lê Thị Mẫu"),
        ("Tu sĩ Phê-rô Lê Văn Mẫu", "Phê-rô Lê Văn Mẫu"),
        ("Ông Y Thử Niê (Ama Mẫu)", "Y Thử Niê (Ama Mẫu)"),
        ("Thích Tâm Mẫu (Hà Nội)", "Thích Tâm Mẫu"),
        ("Lê Văn Mẫu (Phòng Hai)", "Lê Văn Mẫu"),
        ("Lê Văn Mẫu (Trần Thị Thử)", "Lê Văn Mẫu"),
    ],
)
def test_a_civil_name_in_brackets_is_part_of_the_name_as_printed(cell: str, expected: str) -> None:
    rows = (["STT", "Họ và tên", "Chức vụ"], ["1", cell, "Trụ trì"])
    found = facts(request(f"{ASKS} cho các cá nhân sau:", table(*rows)))
    assert names(found) == [expected]
    assert kinds(found) == ["individual"]


def test_one_person_under_the_religious_the_civil_and_both_names() -> None:
    letter = request(f"{ASKS} cho ông Thích Tâm Mẫu, trụ trì.", f"{ASKS} cho 01 cá nhân: ông Lê Văn Khác.")
    rows = (
        ["STT", "Họ và tên", "Chức vụ"],
        ["1", "Thích Tâm Mẫu (Lê Văn Thử)", "Trụ trì"],
        ["2", "Lê Văn Khác", "Kỹ sư"],
    )
    found = facts(letter, listing("DANH SÁCH đề nghị tặng Bằng khen", table(*rows)))
    assert len(found.nominees) == 2
    assert one(found, "Lê Văn Khác").post == "Kỹ sư"
