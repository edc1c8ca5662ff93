"""Nominees in sentences of other shapes, headings without a colon, and committees that no name was read for."""

from __future__ import annotations

import time

import pytest

from pipeline.models.vocabulary import Complete, Confidence
from tests.extractors.facts.nominees.build import facts, kinds, listing, names, one, request, table

ASKS = "Sở Mẫu đề nghị Chủ tịch UBND tỉnh tặng Bằng khen cho 02 tập thể và 01 cá nhân, gồm:"


@pytest.mark.parametrize(
    ("collectives", "first", "second", "persons", "person"),
    [
        ("1. Tập thể", "- Ban Chỉ đạo Đề án Nước sạch tỉnh", "- Trạm Y tế xã Mẫu", "2. Cá nhân", "- Ông Lê Văn Một."),
        ("I. TẬP THỂ", "1. Ban Chỉ đạo Đề án Nước sạch tỉnh", "2. Trạm Y tế xã Mẫu", "II. CÁ NHÂN", "1. Lê Văn Một"),
        (
            "1. Tập thể",
            "1.1. Ban Chỉ đạo Đề án Nước sạch tỉnh",
            "1.2. Trạm Y tế xã Mẫu",
            "2. Cá nhân",
            "2.1. Lê Văn Một",
        ),
        (
            "a) Tập thể (02):",
            "+ Ban Chỉ đạo Đề án Nước sạch tỉnh;",
            "+ Trạm Y tế xã Mẫu;",
            "b) Cá nhân (01):",
            "+ Bà Lê Một",
        ),
        ("- Về tập thể", "+ BCĐ Đề án Nước sạch tỉnh;", "+ Trạm Y tế xã Mẫu;", "- Về cá nhân", "+ Ông Lê Văn Một"),
    ],
)
def test_a_heading_of_kind_is_no_nominee_with_or_without_a_colon(
    collectives: str, first: str, second: str, persons: str, person: str
) -> None:
    found = facts(request(ASKS, collectives, first, second, persons, person))
    assert kinds(found) == ["steering_committee", "collective", "individual"]
    assert names(found)[1] == "Trạm Y tế xã Mẫu"
    assert found.complete is Complete.YES


@pytest.mark.parametrize(
    "sentence",
    [
        "Tập thể thứ hai là Ban Chỉ đạo Đề án Nước sạch tỉnh, Sở kính đề nghị tặng Bằng khen vì đã điều hành tốt.",
        "Tập thể còn lại là Ban Chỉ đạo Đề án Nước sạch tỉnh, huyện kính đề nghị Chủ tịch UBND tỉnh tặng Bằng khen.",
        "Ban Chỉ đạo Đề án Nước sạch tỉnh cũng được đề nghị tặng Bằng khen.",
        "Ngoài ra, Ban Chỉ đạo Đề án Nước sạch tỉnh được Hội đồng thống nhất đề nghị tặng Bằng khen.",
        "Đối với Ban Chỉ đạo Đề án Nước sạch tỉnh, Sở đề nghị Chủ tịch UBND tỉnh tặng Bằng khen.",
        "Sở cũng kính đề nghị Chủ tịch UBND tỉnh tặng Bằng khen cho Ban Chỉ đạo Đề án Nước sạch tỉnh.",
    ],
)
@pytest.mark.parametrize("before", [("1. Trạm Y tế xã Mẫu", "2. Ông Lê Văn Một"), ("- Trạm Y tế xã Mẫu",), ()])
def test_a_committee_in_a_sentence_before_or_behind_the_verb_is_a_nominee(
    before: tuple[str, ...], sentence: str
) -> None:
    found = facts(request("Sở Mẫu đề nghị tặng Bằng khen cho các tập thể, cá nhân sau:", *before, sentence))
    committee = one(found, "Ban Chỉ đạo Đề án Nước sạch tỉnh")
    assert committee.type == "steering_committee"
    assert committee.award == "bang_khen_tinh"
    assert committee.unit is None


def test_which_of_them_is_no_part_of_the_name() -> None:
    found = facts(
        request(
            "Sở Mẫu đề nghị tặng Bằng khen cho 02 tập thể. Cụ thể:",
            "Tập thể thứ nhất là Trạm Y tế xã Mẫu.",
            "Tập thể thứ hai là Đội Quản lý thị trường số 3, đề nghị tặng Bằng khen.",
        )
    )
    assert names(found) == ["Trạm Y tế xã Mẫu", "Đội Quản lý thị trường số 3"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Thành tích của Ban Chỉ đạo Đề án Nước sạch tỉnh rất lớn, xứng đáng được tặng Bằng khen.",
        "Ban Chỉ đạo Đề án Nước sạch tỉnh đã chỉ đạo quyết liệt, Sở đề nghị ghi nhận và khen thưởng.",
        "Bằng khen còn được đề nghị cho Tổ giúp việc Ban Chỉ đạo Đề án Nước sạch.",
        "- Ban Chỉ đạo Đề án Nước sạch tỉnh",
    ],
)
def test_a_committee_that_awards_are_spoken_of_and_nobody_read_leaves_the_nominees_incomplete(sentence: str) -> None:
    found = facts(
        request("Sở Mẫu đề nghị tặng Bằng khen cho các tập thể sau:", "1. Trạm Y tế xã Mẫu;", "Trân trọng.", sentence)
    )
    assert names(found) == ["Trạm Y tế xã Mẫu"]
    assert found.complete is Complete.NO


def test_a_title_that_awards_a_committee_leaves_the_nominees_incomplete_until_one_is_read() -> None:
    title = "Về việc đề nghị tặng Bằng khen cho Ban Chỉ đạo Đề án Nước sạch tỉnh"
    asks = "Sở Mẫu đề nghị Chủ tịch UBND tỉnh tặng Bằng khen cho"
    assert facts(request(title, f"{asks} Trạm Y tế xã Mẫu.")).complete is Complete.NO
    assert facts(request(title, f"{asks} Ban Chỉ đạo Đề án Nước sạch tỉnh.")).complete is Complete.YES


@pytest.mark.parametrize(
    "sentence",
    [
        "Căn cứ Quyết định số 5/QĐ-UBND về việc khen thưởng và thành lập Ban Chỉ đạo Đề án Nước sạch tỉnh;",
        "Kính gửi: Ban Chỉ đạo Đề án Nước sạch tỉnh (để khen thưởng).",
        "Ban Chỉ đạo Đề án Nước sạch tỉnh kính đề nghị Chủ tịch UBND tỉnh xem xét, khen thưởng.",
        "Ban Chỉ đạo Đề án Nước sạch tỉnh đã họp, thống nhất đề nghị khen thưởng.",
        "Theo đề nghị của Ban Chỉ đạo Đề án Nước sạch tỉnh, Sở đã rà soát hồ sơ khen thưởng.",
        "Các đơn vị đã được tặng Giấy khen của Ban Chỉ đạo Đề án Nước sạch tỉnh.",
        "Sở báo cáo Ban Chỉ đạo Đề án Nước sạch tỉnh kết quả khen thưởng.",
        "Đồng chí Phó Trưởng Ban Chỉ đạo Đề án Nước sạch tỉnh đã trao thưởng, biểu dương tại hội nghị.",
        "Ban Chỉ đạo Đề án Nước sạch tỉnh đã được tặng Bằng khen năm 2019.",
        "Ban Chỉ đạo Đề án Nước sạch tỉnh họp định kỳ hằng quý.",
    ],
)
def test_a_committee_that_asks_decides_or_grounds_is_no_nominee_and_nothing_is_missing(sentence: str) -> None:
    found = facts(request(sentence, "Sở Mẫu đề nghị tặng Bằng khen cho Trạm Y tế xã Mẫu.", sentence))
    assert names(found) == ["Trạm Y tế xã Mẫu"]
    assert found.complete is Complete.YES


@pytest.mark.parametrize(
    "opening",
    [
        "Thực hiện Kế hoạch số 33/KH-UBND ngày 10-3-2025 của UBND tỉnh, Sở A đề nghị Chủ tịch UBND tỉnh tặng Bằng khen",
        "Căn cứ thành tích đạt được, Sở Mẫu kính đề nghị Chủ tịch UBND tỉnh tặng Bằng khen",
        "Căn cứ thành tích đạt được, kính đề nghị Chủ tịch UBND tỉnh tặng Bằng khen",
        "Xét thành tích của các đơn vị; theo đề nghị của Hội đồng Thi đua - Khen thưởng, huyện đề nghị tặng Bằng khen",
        "Theo Hướng dẫn số 9/HD-SNV. Hội đồng Thi đua huyện đã họp ngày 01-8-2025, thống nhất đề nghị tặng Bằng khen",
        "Trên cơ sở đề nghị của các phòng, Giám đốc Sở trình Chủ tịch UBND tỉnh tặng Bằng khen",
        "Triển khai Công văn số 7/SNV-TĐKT, Ban Thường vụ Đảng ủy trân trọng đề nghị tặng Bằng khen",
    ],
)
def test_a_request_behind_its_grounds_opens_the_list_below(opening: str) -> None:
    found = facts(
        request(
            f"{opening} cho 01 tập thể và 01 cá nhân sau đây:",
            "I. Tập thể: 01",
            "1. Trạm Y tế xã Mẫu;",
            "II. Cá nhân: 01",
            "1. Ông Lò Văn Mẫu, Trưởng bản Mẫu.",
        )
    )
    assert names(found) == ["Trạm Y tế xã Mẫu", "Lò Văn Mẫu"]
    assert [(count.what, count.number) for count in found.counts if count.source == "request"] == [
        ("collective", 1),
        ("individual", 1),
    ]


@pytest.mark.parametrize(
    "grounds",
    [
        "Căn cứ Biên bản họp ngày 05/8/2025, Hội đồng thống nhất đề nghị tặng Bằng khen cho ông Lê Văn Căn;",
        "Theo đề nghị của Phòng Mẫu về việc xét, đề nghị tặng Bằng khen cho ông Lê Văn Căn,",
        "Thực hiện Quyết định số 5/QĐ-UBND, UBND tỉnh đã tặng Bằng khen cho ông Lê Văn Căn.",
        "Trong quá trình thực hiện, Chủ tịch UBND huyện đã khen thưởng cho ông Lê Văn Căn.",
        "Chủ tịch UBND tỉnh có Quyết định số 12/QĐ-UBND tặng Bằng khen cho ông Lê Văn Căn.",
    ],
)
def test_grounds_and_earlier_awards_nominate_nobody(grounds: str) -> None:
    found = facts(request(grounds, "Sở A đề nghị tặng Bằng khen cho bà Lê Thị Mẫu, Chuyên viên."))
    assert names(found) == ["Lê Thị Mẫu"]


@pytest.mark.parametrize("lead", ["a) ", "1. ", "- ", "I. ", "1.1. ", ""])
def test_a_kind_a_colon_and_all_its_names(lead: str) -> None:
    found = facts(
        request(
            "Sở Mẫu đề nghị tặng Bằng khen cho 03 trường hợp, trong đó:",
            f"{lead}Tập thể: Trạm Y tế xã Mẫu; Đội Y tế lưu động Trung tâm Y tế khu vực Mẫu.",
            f"{lead}Cá nhân: ông Lò Văn Mẫu, Trưởng bản Mẫu.",
        )
    )
    assert names(found) == ["Trạm Y tế xã Mẫu", "Đội Y tế lưu động Trung tâm Y tế khu vực Mẫu", "Lò Văn Mẫu"]


def test_a_name_of_the_list_that_nobody_read_leaves_it_incomplete() -> None:
    items = ("1. Ông Lò Văn Mẫu, nông dân;", "2. Bưu Cục Thử, xã Mẫu;")
    found = facts(request("Sở Mẫu đề nghị tặng Bằng khen cho các trường hợp sau:", *items))
    assert names(found) == ["Lò Văn Mẫu"]
    assert found.complete is not Complete.YES


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "đề nghị tặng Bằng khen cho hai (02) tập thể và bốn (04) cá nhân:",
            [("collective", 2, 2), ("individual", 4, 4)],
        ),
        ("đề nghị tặng Bằng khen cho hai (03) tập thể:", [("collective", 3, 2)]),
        (
            "đề nghị Chủ tịch UBND tỉnh xem xét, khen thưởng 03 (ba) tập thể và 05 cá nhân có thành tích xuất sắc "
            "đóng góp cho Đề án (có danh sách kèm theo).",
            [("collective", 3, 3), ("individual", 5, None)],
        ),
        ("kính trình danh sách gồm 04 tập thể và 03 cá nhân:", [("collective", 4, None), ("individual", 3, None)]),
        (
            "kính trình danh sách 02 tập thể, hình thức khen thưởng ghi tại từng dòng:",
            [("collective", 2, None)],
        ),
        ("có 02 tập thể, 03 cá nhân được đề nghị tặng Bằng khen.", [("collective", 2, None), ("individual", 3, None)]),
        ("có 14 trường hợp đủ điều kiện đề nghị tặng Bằng khen.", [("total", 14, None)]),
        ("năm 2024 có 12 tập thể được đề nghị tặng Bằng khen.", []),
        ("có 12 tập thể đã được đề nghị tặng Bằng khen.", []),
    ],
)
def test_numbers_wherever_the_request_has_them(sentence: str, expected: list[tuple[str, int, int | None]]) -> None:
    found = facts(request(f"Sở Mẫu {sentence}"))
    assert [(count.what, count.number, count.words) for count in found.counts] == expected


def test_a_list_below_a_request_that_only_counts() -> None:
    asks = "Sở Mẫu đề nghị Chủ tịch UBND tỉnh xem xét, khen thưởng 02 tập thể có thành tích."
    items = ("1. Phòng Quản lý thương mại", "2. Trạm Y tế xã Mẫu")
    assert names(facts(request(asks, "Danh sách đề nghị", *items))) == ["Phòng Quản lý thương mại", "Trạm Y tế xã Mẫu"]
    assert names(facts(request(asks, *items))) == ["Phòng Quản lý thương mại", "Trạm Y tế xã Mẫu"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("ông Ông Thế Mẫu, chuyên viên", "Ông Thế Mẫu"),
        ("bà Ông Thúy Mẫu, chuyên viên", "Ông Thúy Mẫu"),
        ("đồng chí Ông Ích Mẫu, chuyên viên", "Ông Ích Mẫu"),
        ("ông Lê Văn Mẫu, chuyên viên", "Lê Văn Mẫu"),
        ("đồng chí Ông Lê Văn Mẫu, chuyên viên", "Lê Văn Mẫu"),
        ("ông Ama Thử (Y Mẫu Niê), thợ rèn", "Ama Thử (Y Mẫu Niê)"),
    ],
)
def test_a_form_of_address_that_is_a_family_name_too(words: str, expected: str) -> None:
    assert names(facts(request(f"Sở Mẫu đề nghị tặng Bằng khen cho 01 cá nhân là {words}."))) == [expected]


def test_an_address_or_a_family_name_is_not_sure_without_one_before() -> None:
    found = facts(
        request(ASKS),
        listing("DANH SÁCH", table(["STT", "Họ và tên", "Chức vụ"], ["1", "Ông Thế Mẫu", "Chuyên viên"])),
    )
    assert names(found) == ["Ông Thế Mẫu"]
    assert found.nominees[0].confidence is Confidence.UNCERTAIN


@pytest.mark.parametrize("post", ["Ủy viên Ban Chấp hành Hội LHPN phường Mẫu", "Chuyên viên", "Trưởng thôn"])
def test_a_person_of_a_rare_family_name_is_one_beside_a_post(post: str) -> None:
    header = ["TT", "HỌ VÀ TÊN/TÊN TẬP THỂ", "CHỨC VỤ, ĐƠN VỊ"]
    found = facts(
        request(ASKS),
        listing("DANH SÁCH", table(header, ["1", "XẠ THỊ THU MẪU", post], ["2", "XANH SÀI THÀNH", "Phường Mẫu"])),
    )
    person = one(found, "XẠ THỊ THU MẪU")
    assert (person.type, person.post) == ("individual", post)
    assert one(found, "XANH SÀI THÀNH").type is None


def test_a_post_in_the_column_of_addresses_is_the_post_alone() -> None:
    header = ["TT", "Tên tập thể, cá nhân", "Địa chỉ"]
    found = facts(
        request(ASKS),
        listing(
            "DANH SÁCH", table(header, ["1", "Ông Lê Văn Mẫu", "Trưởng thôn Thử"], ["2", "Bà Lê Thị Thử", "Thôn Một"])
        ),
    )
    assert [(nominee.post, nominee.unit) for nominee in found.nominees] == [
        ("Trưởng thôn Thử", None),
        (None, "Thôn Một"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "1.1." * 5000 + " Tập thể",
        "Tập thể " + "1" * 200 + "x",
        "Căn cứ " + "A, Sở B " * 20000,
        "V/v khen thưởng " + "Ban Chỉ đạo " * 20000,
        "khen thưởng " + "Ban Chỉ đạo, " * 20000,
        "ông Ông " * 30000 + "Lê",
        "kính trình danh sách 1 " * 5000,
    ],
)
def test_a_hostile_paragraph_is_read_in_time(text: str) -> None:
    started = time.process_time()
    facts(request("Sở A đề nghị tặng Bằng khen cho:", text))
    assert time.process_time() - started < 3
