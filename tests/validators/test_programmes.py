"""Whether a committee's name surely names the programme under review."""

from __future__ import annotations

import pytest

from validators.programmes import same_programme

NTM = "Chương trình mục tiêu quốc gia xây dựng nông thôn mới giai đoạn 2021-2025"

SAME = [
    ("Ban Chỉ đạo Chương trình A xã Mẫu", "Chương trình A"),
    ("BAN CHỈ ĐẠO CHƯƠNG TRÌNH A XÃ MẪU", "Chương trình A"),
    ("Thường trực Ban Chỉ đạo Chương trình A", "Chương trình A"),
    ("Ban Chỉ đạo thực hiện Chương trình A", "Kế hoạch thực hiện Chương trình A giai đoạn 2021-2025"),
    ("Ban Chỉ đạo xây dựng nông thôn mới xã Mẫu", NTM),
    ("Ban Chỉ đạo Chương trình mục tiêu quốc gia xây dựng nông thôn mới và giảm nghèo", NTM),
    ("BCĐ NTM xã Mẫu", NTM),
    ("Ban Chỉ đạo Đề án 06 tỉnh", "Đề án 06 của Chính phủ"),
    ("Ban Chỉ đạo 06", "Đề án 06"),
    ("Ban Chỉ đạo Chương trình mỗi xã một sản phẩm xã Mẫu", "Chương trình mỗi xã một sản phẩm giai đoạn 2021 - 2025"),
    ("Ban Chỉ đạo phòng, chống tệ nạn xã hội xã Mẫu", "Chương trình phòng chống tệ nạn xã hội"),
    ("Ban Chỉ đạo chuyển đổi số tỉnh", "Chương trình chuyển đổi số và cải cách hành chính"),
    ("Ban Chỉ đạo Đề án giữ rừng ngập mặn, nuôi tôm", "Đề án giữ rừng ngập mặn, nuôi tôm giai đoạn 2021 - 2025"),
    ("Ban Chỉ đạo Đề án giữ rừng ngập mặn, nuôi tôm", "Đề án giữ rừng ngập mặn"),
    ("Ban Chỉ đạo Đề án giữ rừng ngập mặn", "Đề án giữ rừng ngập mặn, phát triển nuôi tôm"),
    ("Ban Chỉ đạo Đề án giữ rừng ngập mặn Công ty", "Đề án giữ rừng ngập mặn"),
    ("Ban Chỉ đạo Đề án giữ rừng Công ty Cổ phần Thử", "Đề án giữ rừng"),
    ("Ban Chỉ đạo Đề án tái cơ cấu công ty", "Đề án tái cơ cấu công ty"),
    ("Ban Chỉ đạo các Chương trình mục tiêu quốc gia tỉnh", "các Chương trình mục tiêu quốc gia giai đoạn 2021 - 2025"),
]

NOT_SURELY = [
    ("Ban Chỉ đạo Chương trình B xã Mẫu", "Chương trình A"),
    ("Ban Chỉ đạo Chương trình B xã A", "Chương trình A"),
    ("Ban Chỉ đạo xã Mẫu", "Chương trình A"),
    ("Ban Chỉ đạo", "Chương trình A"),
    ("Ban Chỉ đạo 389 tỉnh", "Đề án 06"),
    ("Ban Chỉ đạo Chương trình mỗi xã một nghề", "Chương trình mỗi xã một sản phẩm"),
    ("Ban Điều hành Dự án A", "Chương trình A"),
    ("Ban Chỉ đạo các Chương trình mục tiêu quốc gia", "Chương trình mục tiêu quốc gia giảm nghèo bền vững"),
    ("Ban Chỉ đạo Chương trình mục tiêu quốc gia giảm nghèo bền vững", NTM),
    ("Ban Chỉ đạo nông thôn mới", "Đề án phát triển du lịch nông thôn mới"),
    ("Ban Chỉ đạo Chương trình A B", "Chương trình A"),
    ("Ban Chỉ đạo phòng, chống lụt bão", "Chương trình phòng, chống ma túy"),
    ("Ban Chỉ đạo Đề án giữ rừng, trồng tre", "Đề án giữ rừng, trồng cau"),
    ("Ban Chỉ đạo Đề án giữ rừng ngập mặn, trồng tre", "Đề án giữ rừng ngập mặn, trồng cau"),
]


@pytest.mark.parametrize(("committee", "programme"), SAME)
def test_the_committee_is_of_the_programme(committee: str, programme: str) -> None:
    assert same_programme(committee, ["Chương trình khác", programme])


@pytest.mark.parametrize(("committee", "programme"), NOT_SURELY)
def test_the_committee_is_not_surely_of_the_programme(committee: str, programme: str) -> None:
    assert not same_programme(committee, [programme])


def test_without_a_programme_no_committee_is_of_it() -> None:
    assert not same_programme("Ban Chỉ đạo Chương trình A", [])
