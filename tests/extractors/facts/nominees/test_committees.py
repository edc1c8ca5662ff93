"""Names of bodies and the group of the award-law reference, part 4, that each belongs to."""

from __future__ import annotations

import pytest

from extractors.facts.nominees.committees import classify, seat_in
from extractors.text.fold import bare
from pipeline.models.vocabulary import Complete
from tests.extractors.facts.nominees.build import facts, listing, request, table

SAME_THING = [
    "Ban Chỉ đạo Chương trình A xã Mẫu",
    "Tập thể Ban Chỉ đạo xây dựng nông thôn mới xã Mẫu",
    "BCĐ 389 tỉnh",
    "Ban Chỉ đạo 35 Đảng ủy xã Mẫu",
    "Thường trực Ban Chỉ đạo Chương trình A",
    "BAN CHỈ ĐẠO LIÊN NGÀNH VỀ AN TOÀN THỰC PHẨM",
    "Ban chỉ đạo phong trào TDĐKXDĐSVH phường Mẫu",
    "Ban Điều hành Đề án 06 xã Mẫu",
    "Ban Điều phối Dự án B",
    "Ủy ban điều phối Chương trình C",
    "Uỷ ban vì sự tiến bộ phụ nữ tỉnh",
    "Ban Vì sự tiến bộ của phụ nữ xã Mẫu",
    "Ban An toàn giao thông tỉnh",
    "Ban Chủ nhiệm Chương trình khoa học cấp tỉnh",
    "Ban Tổ chức Hội thi Tin học trẻ",
    "Ban Tổ chức Lễ kỷ niệm 50 năm",
    "Ban Vận động Quỹ Vì người nghèo",
    "Ban Chỉ huy phòng, chống thiên tai và tìm kiếm cứu nạn xã Mẫu",
    "Ban Chỉ huy PCTT và TKCN huyện Mẫu",
    "Ban Chỉ huy Phòng thủ dân sự xã Mẫu",
    "Hội đồng thẩm định Đề án D",
    "Hội đồng sáng kiến tỉnh",
    "Tiểu ban Tuyên truyền Đại hội",
]
HELPING = [
    "Tổ công tác Đề án 06 thôn Mẫu",
    "Tổ giúp việc Ban Chỉ đạo Chương trình A",
    "Bộ phận giúp việc Ban Chỉ đạo",
    "Bộ phận thường trực Ban Chỉ đạo",
    "Tổ thư ký Ban Chỉ đạo",
    "Nhóm chuyên viên giúp việc",
    "Cơ quan thường trực Ban Chỉ đạo 389",
    "Văn phòng thường trực Ban Chỉ đạo 389 tỉnh",
    "Văn phòng Điều phối nông thôn mới tỉnh",
    "Văn phòng Ban Chỉ đạo",
    "Phòng Kinh tế, cơ quan thường trực Ban Chỉ đạo Chương trình A",
    "Phòng Văn hóa - Xã hội (Cơ quan thường trực BCĐ Chương trình A)",
]
ELECTION = [
    "Ủy ban bầu cử xã Mẫu",
    "Ban bầu cử số 3",
    "Tổ bầu cử số 5, thôn Mẫu",
    "Hội đồng bầu cử quốc gia",
]
IMPLEMENTING = [
    "Ban Quản lý dự án đầu tư xây dựng huyện Mẫu",
    "Ban Quản lý Chương trình mục tiêu quốc gia xã Mẫu",
    "BQL các dự án giao thông",
    "Ban Phát triển thôn Mẫu",
    "Tổ hợp tác trồng rau thôn 2",
]
FALSE_FRIENDS = [
    "Ban Tổ chức Tỉnh ủy",
    "Ban Tổ chức Tỉnh uỷ",
    "Ban Tổ chức Huyện ủy Mẫu",
    "Ban Tổ chức - Kiểm tra Liên đoàn Lao động tỉnh",
    "Ban Tuyên giáo và Dân vận Tỉnh ủy",
    "Ban Dân vận Huyện ủy",
    "Ban Nội chính Tỉnh ủy",
    "Ban Dân tộc tỉnh",
    "Ban Quản lý Khu kinh tế tỉnh",
    "Ban Quản lý các khu công nghiệp",
    "Ban Quản lý rừng phòng hộ Mẫu",
    "Ban Quản lý chợ Mẫu",
    "Ban Chỉ huy quân sự xã Mẫu",
    "Ban CHQS xã Mẫu",
    "Ban Chỉ huy Đồn Biên phòng Mẫu",
    "Ban Chấp hành Đoàn xã Mẫu",
    "Ban Giám hiệu Trường Tiểu học Mẫu",
    "Ban Giám đốc Công an tỉnh",
    "Ban Thường vụ Đảng ủy xã Mẫu",
    "Hội đồng nhân dân xã Mẫu",
    "Hội đồng quản trị Hợp tác xã Mẫu",
    "Hội đồng Thi đua - Khen thưởng tỉnh",
    "Ủy ban nhân dân xã Mẫu",
    "UBND phường Mẫu",
    "Ủy ban MTTQ Việt Nam xã Mẫu",
    "Ủy ban Kiểm tra Tỉnh ủy",
    "Tổ dân phố 5",
    "Ban nhân dân thôn Mẫu",
    "Ban Công tác Mặt trận thôn Mẫu",
    "Ban Thi đua - Khen thưởng",
    "Ban An ninh nhân dân xã",
    "Ban Chủ nhiệm Câu lạc bộ Thơ",
    "Phòng Kinh tế xã Mẫu",
    "Trường Mầm non Ban Mai",
    "Công ty TNHH Mẫu Xanh",
    "Tổ chức cơ sở đảng Trường Mẫu",
]
UNSETTLED = [
    "Ban Tổ chức",
    "Hội đồng tự quản Mẫu",
    "Ban Chủ nhiệm",
    "Phòng Kinh tế (Thường trực Ban Chỉ đạo)",
    "Đảng ủy - UBND - Ban Chỉ đạo Chương trình A",
    "Liên quân Ban Chỉ đạo Chương trình A",
    "Ban chỉ-đạo Chương trình A",
    "B.C.Đ Chương trình A",
    "Ban CĐ Chương trình A",
    "Ủy ban Chỉ đạo Chương trình A",
    "Hội đồng quản lý Chương trình A",
    "Nhóm điều phối Chương trình A",
    "Ban Thực hiện Đề án B",
    "Ban Giảm nghèo xã Mẫu",
]
TABLE = [
    *((name, "same_thing") for name in SAME_THING),
    *((name, "helping") for name in HELPING),
    *((name, "election") for name in ELECTION),
    *((name, "implementing") for name in IMPLEMENTING),
    *((name, None) for name in FALSE_FRIENDS),
]


@pytest.mark.parametrize(("name", "group"), TABLE)
def test_a_name_falls_into_its_group(name: str, group: str | None) -> None:
    found = classify(bare(name))
    assert (found.group.value if found.group else None) == group


@pytest.mark.parametrize("name", SAME_THING)
def test_a_committee_by_its_full_name_is_sure(name: str) -> None:
    assert classify(bare(name)).sure


@pytest.mark.parametrize("name", UNSETTLED)
def test_a_name_that_does_not_settle_it_is_left_to_a_person(name: str) -> None:
    found = classify(bare(name))
    assert found.group is not None
    assert not found.sure


@pytest.mark.parametrize(
    ("name", "type_", "group"),
    [
        ("Cơ quan thường trực Ban Chỉ đạo Chương trình A", None, "helping"),
        ("Trưởng Ban Chỉ đạo", None, "same_thing"),
        ("Đảng ủy - UBND - Ban Chỉ đạo Chương trình A", "collective", "same_thing"),
    ],
)
def test_a_row_that_speaks_of_a_committee_is_never_just_a_row(name: str, type_: str | None, group: str) -> None:
    found = facts(listing("DANH SÁCH", table(["STT", "Tên tập thể, cá nhân", "Đơn vị"], ["1", name, "UBND xã Mẫu"])))
    (row,) = found.nominees
    assert (row.name, row.type, row.committee_group) == (name, type_, group)


@pytest.mark.parametrize(
    "words",
    ["Phòng Kinh tế xã Mẫu và BCĐ", "các tập thể, trong đó có Ban Chỉ đạo Chương trình A"],
)
def test_a_committee_in_a_request_that_no_name_holds_leaves_the_nominees_open(words: str) -> None:
    letter = request(f"UBND xã Mẫu đề nghị Chủ tịch UBND tỉnh tặng Bằng khen cho {words}.")
    assert facts(letter).complete is not Complete.YES


@pytest.mark.parametrize(
    ("words", "seat"),
    [
        ("Phó Chủ tịch UBND xã, Trưởng Ban Chỉ đạo Chương trình A", "Trưởng Ban Chỉ đạo Chương trình A"),
        ("Phó Trưởng Ban Chỉ đạo, Chủ tịch UBND xã", "Phó Trưởng Ban Chỉ đạo"),
        ("Phó Trưởng ban Thường trực BCĐ 389 tỉnh", "Phó Trưởng ban Thường trực BCĐ 389 tỉnh"),
        ("Công chức xã - Thành viên Ban Chỉ đạo", "Thành viên Ban Chỉ đạo"),
        ("Ủy viên Ban Chỉ đạo Chương trình A", "Ủy viên Ban Chỉ đạo Chương trình A"),
        ("Thư ký BCĐ", "Thư ký BCĐ"),
        ("Ủy viên Ban Tổ chức Hội thi", "Ủy viên Ban Tổ chức Hội thi"),
        ("Trưởng Ban Tổ chức Tỉnh ủy", None),
        ("Ủy viên Ban Chỉ huy quân sự xã", None),
        ("Thành viên Tổ giúp việc Ban Chỉ đạo", None),
        ("Trưởng ban Công tác Mặt trận thôn", None),
        ("Chuyên viên Văn phòng Ban Chỉ đạo", None),
        ("Phó Chủ tịch Hội đồng nhân dân xã", None),
    ],
)
def test_a_seat_on_a_committee_is_read_from_the_post(words: str, seat: str | None) -> None:
    found = seat_in(bare(words))
    assert (words[found[0] : found[1]] if found else None) == seat
