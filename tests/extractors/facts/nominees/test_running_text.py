"""Nominees in the sentences and lists of requests, and words that look like nominees and are none."""

from __future__ import annotations

import pytest

from pipeline.models.vocabulary import Complete, DocumentKind
from tests.extractors.facts.nominees.build import facts, kinds, listing, names, one, paper, request


def test_a_request_with_its_list_below() -> None:
    found = facts(
        request(
            "UBND TỈNH MẪU",
            "TỜ TRÌNH",
            "Về việc đề nghị tặng Bằng khen của Chủ tịch UBND tỉnh",
            "Kính gửi:",
            "- Chủ tịch UBND tỉnh;",
            "- Sở Nội vụ.",
            "Căn cứ Quyết định số 05/QĐ-UBND về việc thành lập Ban Chỉ đạo Chương trình A;",
            "Căn cứ Biên bản họp đề nghị tặng Bằng khen cho ông Lê Văn Căn;",
            "Sở Mẫu đề nghị Chủ tịch UBND tỉnh tặng Bằng khen cho 02 tập thể và 03 cá nhân có tên sau:",
            "I. Tập thể:",
            "1. Tập thể Phòng Văn hóa - Xã hội, UBND xã Mẫu;",
            "2. Ban Chỉ huy Quân sự xã Mẫu.",
            "II. Cá nhân:",
            "1. Ông Nguyễn Văn Mẫu, Phó Trưởng phòng, Phòng Kinh tế, UBND xã Mẫu;",
            "2. Bà Trần Thị Thử - Chuyên viên Phòng Văn hóa - Xã hội, UBND xã Mẫu;",
            "3. Ông Giàng A Mẫu (sinh năm 1980), Trưởng thôn 3.",
            "III. Hộ gia đình:",
            "- Hộ gia đình ông Lò Văn Thử, thôn 2, xã Mẫu.",
            "Sở Mẫu kính đề nghị Hội đồng Thi đua - Khen thưởng tỉnh xem xét, quyết định./.",
            "Nơi nhận:",
            "- Như trên;",
            "- Sở Nội vụ;",
        )
    )
    assert names(found) == [
        "Phòng Văn hóa - Xã hội",
        "Ban Chỉ huy Quân sự xã Mẫu",
        "Nguyễn Văn Mẫu",
        "Trần Thị Thử",
        "Giàng A Mẫu",
        "Hộ gia đình ông Lò Văn Thử",
    ]
    assert kinds(found) == ["collective", "collective", "individual", "individual", "individual", "household"]
    assert one(found, "Nguyễn Văn Mẫu").unit == "Phòng Kinh tế, UBND xã Mẫu"
    assert one(found, "Giàng A Mẫu").post == "Trưởng thôn 3"
    assert not any("1980" in entry.quote for entry in one(found, "Giàng A Mẫu").evidence)
    assert {nominee.award for nominee in found.nominees} == {"bang_khen_tinh"}
    assert found.complete is Complete.YES
    assert not found.membership_known


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Sở A kính đề nghị tặng Bằng khen của Chủ tịch UBND tỉnh cho Ban Chỉ đạo Chương trình Mỗi xã một sản phẩm "
            "và bà Trần Thị Mẫu, Chuyên viên Phòng Một vì đã có thành tích xuất sắc.",
            ["Ban Chỉ đạo Chương trình Mỗi xã một sản phẩm", "Trần Thị Mẫu"],
        ),
        (
            "Sở A đề nghị tặng Bằng khen cho 02 tập thể: Phòng Một, Phòng Hai và 01 cá nhân: ông Lê Văn Mẫu.",
            ["Phòng Một", "Phòng Hai", "Lê Văn Mẫu"],
        ),
        (
            "Sở A đề nghị tặng Bằng khen cho tập thể Phòng Một, Sở A và ông Lê Văn Mẫu, Giám đốc Sở A.",
            ["Phòng Một", "Lê Văn Mẫu"],
        ),
        ("Sở A đề nghị tặng Bằng khen cho Nhân dân và cán bộ xã Mẫu.", ["Nhân dân và cán bộ xã Mẫu"]),
        ("Sở A đề nghị tặng Bằng khen cho Phòng Văn hóa và Thông tin.", ["Phòng Văn hóa và Thông tin"]),
        ("Sở A đề nghị tặng Bằng khen cho UBND xã Mẫu và Công ty TNHH Mẫu.", ["UBND xã Mẫu", "Công ty TNHH Mẫu"]),
        ("Sở A đề nghị tặng Bằng khen cho các tập thể, cá nhân có thành tích xuất sắc.", []),
        ("Sở A đề nghị tặng Bằng khen cho 05 tập thể và 12 cá nhân (có danh sách kèm theo).", []),
        ("Sở A đề nghị tặng Bằng khen cho Trường THPT Bà Triệu.", ["Trường THPT Bà Triệu"]),
        ("Sở A đề nghị tặng Bằng khen cho hộ ông Lò Văn Mẫu, bản Thử, xã Mẫu.", ["hộ ông Lò Văn Mẫu"]),
        (
            "Đề nghị tặng Bằng khen cho anh Y Mẫu Niê, nông dân, buôn Thử và chị H’Thử, giáo viên.",
            ["Y Mẫu Niê", "H’Thử"],
        ),
        ("Trình Chủ tịch UBND tỉnh xét tặng Bằng khen cho đồng chí Đại úy Lê Văn Quân, Đội trưởng.", ["Lê Văn Quân"]),
        ("Sở A đề nghị tặng Bằng khen cho ông (bà) có tên trong danh sách kèm theo.", []),
    ],
)
def test_names_inside_a_sentence(sentence: str, expected: list[str]) -> None:
    assert names(facts(request("Kính gửi: Sở Nội vụ.", sentence))) == expected


def test_two_gifts_in_one_sentence_keep_their_awards() -> None:
    found = facts(
        request(
            "Sở A đề nghị Chủ tịch UBND tỉnh tặng Cờ thi đua cho 02 tập thể: Phòng Một, Phòng Hai; tặng Bằng khen cho "
            "01 tập thể là Trường THPT Bà Triệu và ông Lê Văn Mẫu, giáo viên Trường THPT Bà Triệu."
        )
    )
    assert [(nominee.name, nominee.award) for nominee in found.nominees] == [
        ("Phòng Một", "co_thi_dua_tinh"),
        ("Phòng Hai", "co_thi_dua_tinh"),
        ("Trường THPT Bà Triệu", "bang_khen_tinh"),
        ("Lê Văn Mẫu", "bang_khen_tinh"),
    ]
    assert one(found, "Lê Văn Mẫu").unit == "Trường THPT Bà Triệu"


def test_headings_with_awards_open_their_lists() -> None:
    found = facts(
        request(
            "Sở Mẫu kính trình Chủ tịch UBND tỉnh khen thưởng các tập thể, cá nhân sau:",
            "1. Cờ thi đua của UBND tỉnh cho 01 tập thể:",
            "a) Tập thể Phòng Một, Sở Mẫu;",
            "2. Bằng khen của Chủ tịch UBND tỉnh cho 02 cá nhân:",
            "a) Ông Y Moan Êban, Bí thư Chi bộ Buôn Mẫu.",
            "Thành tích: tham mưu xây dựng nông thôn mới:",
            "- Phòng Kinh tế phối hợp với Sở Nội vụ.",
            "- Hội Nông dân xã Mẫu",
            "b) Bà Rơ Chăm H’Mẫu, nông dân.",
            "Trân trọng kính trình./.",
        )
    )
    assert [(nominee.name, nominee.award_text) for nominee in found.nominees] == [
        ("Phòng Một", "Cờ thi đua của UBND tỉnh"),
        ("Y Moan Êban", "Bằng khen của Chủ tịch UBND tỉnh"),
        ("Rơ Chăm H’Mẫu", "Bằng khen của Chủ tịch UBND tỉnh"),
    ]


def test_a_list_paper_in_paragraphs() -> None:
    found = facts(
        request("Sở Mẫu đề nghị Chủ tịch UBND tỉnh tặng Bằng khen cho 01 tập thể, 01 cá nhân (danh sách kèm theo)."),
        listing(
            "UBND TỈNH MẪU",
            "SỞ MẪU",
            "DANH SÁCH đề nghị tặng Bằng khen",
            "I. TẬP THỂ",
            "1. Trạm Y tế xã Mẫu",
            "II. CÁ NHÂN",
            "1. Lê Văn Mẫu, Y sĩ Trạm Y tế xã Mẫu",
        ),
    )
    assert names(found) == ["Trạm Y tế xã Mẫu", "Lê Văn Mẫu"]
    assert found.complete is Complete.YES


@pytest.mark.parametrize(
    "words",
    [
        "Nhà trường đóng tại đường Bà Triệu, phường Mẫu.",
        "Ban Chỉ đạo Chương trình A đã họp ngày 05/8/2025.",
        "Kính gửi: Ban Thi đua - Khen thưởng, Sở Nội vụ.",
        "Ông Ích Khiêm là tên đường của xã.",
        "Thực hiện chỉ đạo của ông Lê Văn Chủ, Chủ tịch UBND tỉnh;",
    ],
)
def test_mentions_are_no_nominees(words: str) -> None:
    found = facts(request(words, "Sở A đề nghị tặng Bằng khen cho bà Lê Thị Mẫu, Chuyên viên.", words))
    assert names(found) == ["Lê Thị Mẫu"]


@pytest.mark.parametrize(
    "kind",
    [DocumentKind.PLAN, DocumentKind.AWARD_DECISION, DocumentKind.REVIEW_REPORT, DocumentKind.REGISTRATION],
)
def test_papers_of_other_kinds_nominate_nobody(kind: DocumentKind) -> None:
    found = facts(paper("d1", kind, "Đề nghị Chủ tịch UBND tỉnh tặng Bằng khen cho ông Lê Văn Mẫu, Chuyên viên."))
    assert names(found) == []
    assert found.complete is Complete.UNKNOWN


@pytest.mark.parametrize(
    ("words", "code", "provincial"),
    [
        ("Bằng khen của Chủ tịch UBND tỉnh", "bang_khen_tinh", True),
        ("Bằng khen của Ủy ban nhân dân tỉnh Mẫu", "bang_khen_tinh", True),
        ("Bằng khen", "bang_khen_tinh", True),
        ("Bằng khen của Thủ tướng Chính phủ", "bang_khen_thu_tuong", False),
        ("Bằng khen của Bộ trưởng Bộ Nội vụ", "bang_khen_bo", False),
        ("Cờ thi đua của UBND tỉnh", "co_thi_dua_tinh", True),
        ("Cờ thi đua của Chính phủ", "co_thi_dua_chinh_phu", False),
        ("Giấy khen của Giám đốc Sở Mẫu", "giay_khen", False),
        ("danh hiệu Tập thể Lao động xuất sắc", "tap_the_ldxs", True),
        ("danh hiệu Chiến sĩ thi đua cấp tỉnh", "cstd_tinh", True),
        ("Bằng khen của Hội Mẫu", None, None),
    ],
)
def test_awards_by_their_words(words: str, code: str | None, provincial: bool | None) -> None:
    found = facts(request(f"Sở A đề nghị tặng {words} cho ông Lê Văn Mẫu, Chuyên viên."))
    assert (found.nominees[0].award, found.nominees[0].provincial) == (code, provincial)


def test_a_plain_certificate_without_a_request_has_no_code() -> None:
    found = facts(listing("DANH SÁCH đề nghị tặng Bằng khen", "1. Ông Lê Văn Mẫu, Chuyên viên"))
    nominee = found.nominees[0]
    assert (nominee.award, nominee.provincial, nominee.award_text) == (None, None, "Bằng khen")
