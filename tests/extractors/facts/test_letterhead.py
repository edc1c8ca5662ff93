"""Head and foot of a paper: issuer, number, date, subject, addressees, recipients, kind and form."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from extractors.facts.drafts import Draft
from extractors.facts.papers import split
from pipeline.models.vocabulary import DocumentForm, DocumentKind
from tests.extractors.facts.build import TITLE, Rows, letterhead, read, request


def only(*parts: str | Rows) -> Draft:
    (sheet,) = split(read(*parts))
    return Draft(sheet)


@pytest.mark.parametrize(
    ("left", "issuer"),
    [
        ("ỦY BAN QUẢN LÝ VỐN\nNHÀ NƯỚC TỈNH MẪU", "ỦY BAN QUẢN LÝ VỐN NHÀ NƯỚC TỈNH MẪU"),
        ("UBND XÃ MẪU", "UBND XÃ MẪU"),
        ("ỦY BAN NHÂN DÂN\nXÃ MẪU", "ỦY BAN NHÂN DÂN XÃ MẪU"),
        ("UBND TỈNH MẪU\nSỞ KHOA HỌC VÀ CÔNG NGHỆ", "SỞ KHOA HỌC VÀ CÔNG NGHỆ"),
        ("UBND TỈNH MẪU\nSỞ NÔNG NGHIỆP\nVÀ MÔI TRƯỜNG\n-------", "SỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG"),
        ("TỔNG CÔNG TY\nDỊCH VỤ MẪU\nBAN KHÁCH HÀNG\nTỔ CHỨC - DOANH NGHIỆP", "BAN KHÁCH HÀNG TỔ CHỨC - DOANH NGHIỆP"),
        ("UBND HUYỆN MẪU\nPHÒNG GIÁO DỤC VÀ ĐÀO TẠO", "PHÒNG GIÁO DỤC VÀ ĐÀO TẠO"),
        (
            "UBND TỈNH MẪU\nBAN CHỈ ĐẠO CHƯƠNG TRÌNH\nXÂY DỰNG NÔNG THÔN MỚI",
            "BAN CHỈ ĐẠO CHƯƠNG TRÌNH XÂY DỰNG NÔNG THÔN MỚI",
        ),
        ("UBND TỈNH\nMẪU\nSỞ TÀI NGUYÊN VÀ MÔI\nTRƯỜNG", "SỞ TÀI NGUYÊN VÀ MÔI TRƯỜNG"),
        ("UBND TỈNH MẪU\nBAN QUẢN LÝ RỪNG VÀ MÔI\nTRƯỜNG RỪNG", "BAN QUẢN LÝ RỪNG VÀ MÔI TRƯỜNG RỪNG"),
        ("UBND TỈNH MẪU\nNGÂN HÀNG CHÍNH SÁCH XÃ\nHỘI CHI NHÁNH MẪU", "NGÂN HÀNG CHÍNH SÁCH XÃ HỘI CHI NHÁNH MẪU"),
        ("SỞ Y TẾ MẪU\nTRƯỜNG CAO ĐẲNG Y TẾ", "TRƯỜNG CAO ĐẲNG Y TẾ"),
        ("UBND ĐẶC KHU PHÚ QUỐC\nPHÒNG KINH TẾ", "PHÒNG KINH TẾ"),
        ("HUYỆN ỦY\nBAN TỔ CHỨC MẪU", "BAN TỔ CHỨC MẪU"),
        ("TỈNH MẪU\nUBND\nXÃ THỬ", "UBND XÃ THỬ"),
        ("THỦ TƯỚNG\nCHÍNH PHỦ\n-------", "THỦ TƯỚNG CHÍNH PHỦ"),
        ("TẬP ĐOÀN\nBƯU CHÍNH VIỄN THÔNG\nPHƯƠNG NAM\nVIỄN THÔNG TỈNH MẪU", "VIỄN THÔNG TỈNH MẪU"),
    ],
)
def test_the_issuer_is_the_last_body_of_the_left_column(left: str, issuer: str) -> None:
    assert only(*request(head=letterhead(issuer=left))).head.issuer == issuer


@pytest.mark.parametrize(
    ("line", "number", "blank"),
    [
        ("Số: 12/TTr-UBND", "12/TTr-UBND", False),
        ("Số: 2818 /KHDN-QLSP", "2818/KHDN-QLSP", False),
        ("Số 05/TTr - HĐTĐKT", "05/TTr-HĐTĐKT", False),
        ("Số: 11/2021/QĐ-UBND", "11/2021/QĐ-UBND", False),
        ("Số: 367/QĐ-VT-QB-TĐKT", "367/QĐ-VT-QB-TĐKT", False),
        ("Số: 15-TTr/ĐU", "15-TTr/ĐU", False),
        ("Số:      /TTr-UBND", None, True),
        ("Số: …../TTr-UBND", None, True),
        ("Số: ......", None, True),
        ("Số: 3(Ý/TTr-UBND", None, False),
        ("Số: 3ﬁ/TTr-UBND", None, False),
        ("Số: 12 (bản sao)", "12", False),
    ],
)
def test_the_number_is_read_or_known_to_be_blank(line: str, number: str | None, blank: bool) -> None:
    draft = only(*request(head=letterhead(number=line)))
    assert (draft.head.number, draft.head.number_blank) == (number, blank)
    assert draft.form is (DocumentForm.DRAFT if blank else DocumentForm.FINAL)


@pytest.mark.parametrize(
    ("line", "date", "form"),
    [
        ("Mẫu, ngày 22 tháng 8 năm 2025", dt.date(2025, 8, 22), DocumentForm.FINAL),
        ("Thành phố Mẫu, ngày 05 tháng 3 năm 2025", dt.date(2025, 3, 5), DocumentForm.FINAL),
        ("Mẫu, ngày      tháng 8 năm 2025", None, DocumentForm.DRAFT),
        ("…………, ngày … tháng … năm 2025", None, DocumentForm.DRAFT),
        ("Mẫu, ngày 31 tháng 6 năm 2025", None, DocumentForm.DRAFT),
        ("Mẫu, ngày 04-8-2025", dt.date(2025, 8, 4), DocumentForm.FINAL),
        ("Mẫu, ngày 4 - 8 - 2025", dt.date(2025, 8, 4), DocumentForm.FINAL),
        ("Mẫu, ngày 04.8.2025", dt.date(2025, 8, 4), DocumentForm.FINAL),
        ("Mẫu, ngày 4 . 8 . 2025", dt.date(2025, 8, 4), DocumentForm.FINAL),
        ("Mẫu, ngày 04/8/2025", dt.date(2025, 8, 4), DocumentForm.FINAL),
        ("Mẫu, ngày 4 / 8 / 2025", dt.date(2025, 8, 4), DocumentForm.FINAL),
        ("Mẫu, ngày 04/8-2025", dt.date(2025, 8, 4), DocumentForm.FINAL),
        ("Mẫu, 04/8/2025", dt.date(2025, 8, 4), DocumentForm.FINAL),
        ("Xã Mẫu, 4-8-2025", dt.date(2025, 8, 4), DocumentForm.FINAL),
        ("Mẫu,ngày 22 tháng 8 năm 2025", dt.date(2025, 8, 22), DocumentForm.FINAL),
        ("Mẫu, ngày22tháng8năm2025", dt.date(2025, 8, 22), DocumentForm.FINAL),
        ("Mẫu, ngày ..22.. tháng ..8.. năm 2025", dt.date(2025, 8, 22), DocumentForm.FINAL),
        ("Mẫu, ngày 22. tháng 8. năm 2025.", dt.date(2025, 8, 22), DocumentForm.FINAL),
        ("Mẫu, ngày 2 2 tháng 0 8 năm 2 0 2 5", dt.date(2025, 8, 22), DocumentForm.FINAL),
        ("Mẫu, ngày 22\ntháng 8 năm 2025", dt.date(2025, 8, 22), DocumentForm.FINAL),
        ("Mẫu, ngày 22 tháng 8 năm\n2025", dt.date(2025, 8, 22), DocumentForm.FINAL),
        ("Mẫu, ngày …-8-2025", None, DocumentForm.DRAFT),
        ("Mẫu, ngày    .8.2025", None, DocumentForm.DRAFT),
        ("Mẫu, ngày 2… tháng 8 năm 2025", None, DocumentForm.DRAFT),
        ("Mẫu, ngày 31-6-2025", None, DocumentForm.DRAFT),
        ("Mẫu, ngày … tháng … năm …", None, DocumentForm.DRAFT),
    ],
)
def test_the_date_is_read_or_the_paper_is_a_draft(line: str, date: dt.date | None, form: DocumentForm) -> None:
    draft = only(*request(head=letterhead(date=line)))
    assert (draft.head.date, draft.form) == (date, form)


@pytest.mark.parametrize("line", ["Ngày: 04/8/2025", "Nguyễn Văn Mẫu (04/8/1980)", "Số 7, 04-8-2025"])
def test_a_date_without_a_place_before_it_is_not_that_of_the_paper(line: str) -> None:
    assert only(*request(head=letterhead(date=line))).head.date is None


def test_the_words_of_a_broken_date_are_shown_with_both_halves() -> None:
    (note,) = [note for note in only(*request(head=letterhead(date="Mẫu, ngày 22\ntháng 8 năm 2025"))).head.evidence
               if note.field == "date"]  # fmt: skip
    assert note.unit.text[slice(*note.span)] == "ngày 22\ntháng 8 năm 2025"


@pytest.mark.parametrize(
    ("left", "issuer"),
    [
        ("HỘI NÔNG DÂN VIỆT NAM\nTỈNH MẪU\nBAN CHẤP HÀNH", "HỘI NÔNG DÂN VIỆT NAM TỈNH MẪU BAN CHẤP HÀNH"),
        ("TỈNH ĐOÀN MẪU\nBAN THƯỜNG VỤ", "TỈNH ĐOÀN MẪU BAN THƯỜNG VỤ"),
        ("ĐẢNG BỘ TỈNH MẪU\nHUYỆN ỦY MẪU", "HUYỆN ỦY MẪU"),
        ("ỦY BAN NHÂN DÂN\nXÃ ĐOÀN KẾT", "ỦY BAN NHÂN DÂN XÃ ĐOÀN KẾT"),
        ("ĐOÀN TNCS HỒ CHÍ MINH\nTỈNH MẪU\nBAN THƯỜNG VỤ\n***", "ĐOÀN TNCS HỒ CHÍ MINH TỈNH MẪU BAN THƯỜNG VỤ"),
        ("ĐẢNG BỘ TỈNH MẪU\nBAN THƯỜNG VỤ ĐẢNG ỦY XÃ MẪU", "BAN THƯỜNG VỤ ĐẢNG ỦY XÃ MẪU"),
    ],
)
def test_an_organ_without_a_name_issues_for_the_body_over_it(left: str, issuer: str) -> None:
    assert only(*request(head=letterhead(issuer=left))).head.issuer == issuer


def test_a_head_whose_first_line_alone_became_a_table_goes_on_below_it() -> None:
    draft = only(
        [["UBND TỈNH MẪU", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"]],
        "SỞ XÂY DỰNG   Độc lập - Tự do - Hạnh phúc",
        "Số: 88/TTr-SXD   Mẫu, ngày 22 tháng 8 năm 2025",
        f"{TITLE}TỜ TRÌNH",
        f"{TITLE}Về việc đề nghị khen thưởng",
        "Kính gửi: Sở Nội vụ.",
    )
    assert (draft.head.issuer, draft.head.number) == ("SỞ XÂY DỰNG", "88/TTr-SXD")


def test_a_number_that_recognition_broke_is_no_part_of_the_issuer() -> None:
    draft = only(*request(head=letterhead(issuer="UBND TỈNH MẪU\nVIỄN THÔNG MẪU\nSố: ÿ6Z/QĐ-VTM", number="")))
    assert (draft.head.issuer, draft.head.number) == ("VIỄN THÔNG MẪU", None)


def test_capitals_below_a_whole_head_are_no_issuer() -> None:
    draft = only(letterhead(issuer="UBND XÃ MẪU"), "HỘI ĐỒNG THI ĐUA", f"{TITLE}TỜ TRÌNH", "Kính gửi: Sở Nội vụ.")
    assert draft.head.issuer == "UBND XÃ MẪU"


def test_capitals_below_a_head_that_names_no_body_are_no_issuer_either() -> None:
    draft = only(letterhead(issuer="QUỐC HỘI", number="Luật số: 99/2025/QH15"), f"{TITLE}LUẬT", f"{TITLE}THANH TRA")
    assert draft.head.issuer is None


def test_two_columns_written_into_one_line_come_apart() -> None:
    draft = only(
        "UBND TỈNH MẪU   CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "SỞ VĂN HÓA      Độc lập - Tự do - Hạnh phúc",
        "Số: 12/TTr-SVH      Mẫu, ngày 05 tháng 3 năm 2025",
        f"{TITLE}TỜ TRÌNH",
        f"{TITLE}Về việc đề nghị khen thưởng",
        "Kính gửi: Sở Nội vụ.",
    )
    head = draft.head
    assert (head.issuer, head.number, head.date) == ("SỞ VĂN HÓA", "12/TTr-SVH", dt.date(2025, 3, 5))
    assert head.subject == "Về việc đề nghị khen thưởng"


def test_the_subject_of_an_official_letter_stands_under_its_number() -> None:
    head = letterhead(number="Số: 245/UBND-VX\nV/v đề nghị khen thưởng\nchuyên đề năm 2025")
    draft = only(head, "Kính gửi: Sở Nội vụ.", "UBND xã Mẫu đề nghị tặng Bằng khen cho 02 tập thể.")
    assert draft.head.subject == "V/v đề nghị khen thưởng chuyên đề năm 2025"
    assert draft.kind is DocumentKind.OFFICIAL_LETTER
    assert draft.head.number == "245/UBND-VX"


@pytest.mark.parametrize(
    ("title", "below", "subject"),
    [
        ("THÔNG TƯ", "HƯỚNG DẪN XÉT TẶNG KỶ NIỆM CHƯƠNG", "HƯỚNG DẪN XÉT TẶNG KỶ NIỆM CHƯƠNG"),
        ("KẾ HOẠCH, NHIỆM VỤ KHẢO SÁT", "năm 2025", "NHIỆM VỤ KHẢO SÁT năm 2025"),
    ],
)
def test_the_subject_may_begin_with_another_title_or_behind_a_comma(title: str, below: str, subject: str) -> None:
    draft = only(letterhead(), f"{TITLE}{title}", f"{TITLE}{below}", "Căn cứ Luật Thi đua, khen thưởng;")
    assert draft.head.subject == subject


def test_the_entries_of_a_register_are_neither_number_nor_subject_of_it() -> None:
    draft = only(
        [["SỞ NỘI VỤ MẪU", "SỔ VĂN BẢN ĐẾN"]],
        [
            ["Ngày đến", "Số đến", "Nơi gửi", "Số/ký hiệu", "Trích yếu"],
            ["22/8/2025", "6", "UBND xã Mẫu", "12/UBND-VX", "V/v rà soát thủ tục"],
        ],
    )
    assert (draft.head.number, draft.head.number_blank, draft.head.subject) == (None, False, None)
    assert draft.form is DocumentForm.FINAL


def test_a_subject_may_go_on_in_the_next_line_and_ends_before_the_text() -> None:
    draft = only(
        letterhead(),
        f"{TITLE}TỜ TRÌNH",
        f"{TITLE}Về việc đề nghị tặng Bằng khen của Chủ tịch UBND tỉnh",
        f"{TITLE}cho tập thể, cá nhân có thành tích xuất sắc",
        "Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022;",
    )
    assert draft.head.subject == (
        "Về việc đề nghị tặng Bằng khen của Chủ tịch UBND tỉnh cho tập thể, cá nhân có thành tích xuất sắc"
    )


def test_a_centred_subject_may_begin_like_a_sentence() -> None:
    draft = only(
        letterhead(number="Số: 5/KH-UBND"),
        f"{TITLE}KẾ HOẠCH",
        f"{TITLE}Thực hiện phong trào thi đua năm 2025",
        "Thực hiện Kế hoạch của UBND tỉnh, UBND xã ban hành Kế hoạch như sau:",
    )
    assert draft.head.subject == "Thực hiện phong trào thi đua năm 2025"


def test_names_of_units_in_a_list_are_no_issuer() -> None:
    assert only([["BAN CHỈ HUY QUÂN SỰ XÃ MẪU", "Bằng khen"]], "PHÒNG VĂN HÓA", "1 tập thể").head.issuer is None


def test_a_title_in_a_table_row_of_its_own_is_found() -> None:
    head = letterhead()
    draft = only([*head, ["TỜ TRÌNH\nVề việc đề nghị khen thưởng"]], "Kính gửi: Sở Nội vụ.")
    assert (draft.head.title, draft.head.subject) == ("to trinh", "Về việc đề nghị khen thưởng")
    assert draft.head.number == "12/TTr-UBND"


ADDRESSEES: list[tuple[list[str | Rows], tuple[str, ...]]] = [
    (["Kính gửi: Sở Nội vụ tỉnh Mẫu."], ("Sở Nội vụ tỉnh Mẫu",)),
    (["Kính gửi: Chủ tịch UBND tỉnh; Sở Nội vụ."], ("Chủ tịch UBND tỉnh", "Sở Nội vụ")),
    (
        ["Kính gửi:", "- Ủy ban nhân dân tỉnh;", "- Hội đồng Thi đua - Khen thưởng tỉnh (qua Sở Nội vụ)."],
        ("Ủy ban nhân dân tỉnh", "Hội đồng Thi đua - Khen thưởng tỉnh (qua Sở Nội vụ)"),
    ),
    (["Kính gửi:  - Ủy ban nhân dân tỉnh;", "- Sở Nội vụ."], ("Ủy ban nhân dân tỉnh", "Sở Nội vụ")),
    (["Kính gửi:\n- Ủy ban nhân dân tỉnh;\n- Sở Nội vụ."], ("Ủy ban nhân dân tỉnh", "Sở Nội vụ")),
    ([[["Kính gửi:", "- Chủ tịch UBND tỉnh;\n- Sở Nội vụ."]]], ("Chủ tịch UBND tỉnh", "Sở Nội vụ")),
    (
        ["Kính gửi: Hội đồng Thi đua - Khen thưởng", "tỉnh Mẫu (qua Sở Nội vụ)"],
        ("Hội đồng Thi đua - Khen thưởng tỉnh Mẫu (qua Sở Nội vụ)",),
    ),
    (["Kính gửi: …………………………"], ()),
    # Each on a paragraph of its own, without dashes.
    (
        ["Kính gửi:", "Ban Thi đua - Khen thưởng tỉnh Mẫu;", "Sở Nội vụ tỉnh Mẫu;", "Sở Y tế tỉnh Mẫu."],
        ("Ban Thi đua - Khen thưởng tỉnh Mẫu", "Sở Nội vụ tỉnh Mẫu", "Sở Y tế tỉnh Mẫu"),
    ),
    (["Kính gửi:", "Ủy ban nhân dân tỉnh;", "Sở Nội vụ tỉnh."], ("Ủy ban nhân dân tỉnh", "Sở Nội vụ tỉnh")),
    (
        ["Kính gửi: Đồng chí Chủ tịch UBND tỉnh,", "Giám đốc Sở Nội vụ."],
        ("Đồng chí Chủ tịch UBND tỉnh", "Giám đốc Sở Nội vụ"),
    ),
    (
        [f"{TITLE}Kính gửi:", f"{TITLE}Ủy ban nhân dân tỉnh", f"{TITLE}Sở Nội vụ tỉnh"],
        ("Ủy ban nhân dân tỉnh", "Sở Nội vụ tỉnh"),
    ),
    # What follows is the text, whatever mark stands above it.
    (["Kính gửi: Sở Nội vụ;", "Thực hiện Kế hoạch số 5/KH-UBND, UBND xã Mẫu trình như sau:"], ("Sở Nội vụ",)),
    (["Kính gửi: Sở Nội vụ;", "UBND xã Mẫu đề nghị tặng Bằng khen cho 02 tập thể."], ("Sở Nội vụ",)),
    (["Kính gửi: Sở Nội vụ,", "Trường Tiểu học Mẫu kính trình hồ sơ."], ("Sở Nội vụ",)),
    (["Kính gửi: Sở Nội vụ;"], ("Sở Nội vụ",)),
    # The way of the letter on a line of its own.
    (
        ["Kính gửi: Ủy ban nhân dân tỉnh Mẫu", "(qua Sở Nội vụ tỉnh Mẫu)"],
        ("Ủy ban nhân dân tỉnh Mẫu", "Sở Nội vụ tỉnh Mẫu"),
    ),
    (["Kính gửi: Ủy ban nhân dân tỉnh;", "(thông qua Sở Nội vụ)."], ("Ủy ban nhân dân tỉnh", "Sở Nội vụ")),
    (
        ["Kính gửi: Hội đồng Thi đua - Khen thưởng tỉnh", "(Qua Phòng Thi đua - Khen thưởng -", "Sở Nội vụ)"],
        ("Hội đồng Thi đua - Khen thưởng tỉnh", "Phòng Thi đua - Khen thưởng - Sở Nội vụ"),
    ),
    ([f"{TITLE}Kính gửi: Ủy ban nhân dân tỉnh", f"{TITLE}qua Sở Nội vụ"], ("Ủy ban nhân dân tỉnh", "Sở Nội vụ")),
    (["Kính gửi: Ủy ban nhân dân tỉnh", "Đồng kính gửi: Sở Nội vụ."], ("Ủy ban nhân dân tỉnh", "Sở Nội vụ")),
    (["Kính gửi: Ủy ban nhân dân tỉnh", "Qua Sở Nội vụ, xã đã nộp hồ sơ năm 2024."], ("Ủy ban nhân dân tỉnh",)),
    (["Kính gửi: Ủy ban nhân dân tỉnh", "Qua rà soát của xã (qua Hội Thử)"], ("Ủy ban nhân dân tỉnh",)),
]


@pytest.mark.parametrize(("parts", "names"), ADDRESSEES)
def test_the_addressees_are_read_in_every_layout(parts: list[str | Rows], names: tuple[str, ...]) -> None:
    draft = only(
        letterhead(), f"{TITLE}TỜ TRÌNH", f"{TITLE}Về việc khen thưởng", *parts, "Căn cứ Luật Thi đua, khen thưởng;"
    )
    assert draft.head.addressees == names


def test_recipients_are_the_lines_under_noi_nhan() -> None:
    draft = only(*request())
    assert [line.text for line in draft.head.recipients] == ["- Như trên;", "- Lưu: VT."]


def test_a_report_is_dated_over_its_signature() -> None:
    draft = only(
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        f"{TITLE}BÁO CÁO THÀNH TÍCH",
        f"{TITLE}Đề nghị tặng Bằng khen của Chủ tịch UBND tỉnh",
        "I. SƠ LƯỢC LÝ LỊCH",
        "Họ và tên: NGUYỄN VĂN MẪU",
        "Sinh ngày 02/9/1980",
        "Mẫu, ngày 10 tháng 8 năm 2025",
        "NGƯỜI BÁO CÁO",
    )
    assert draft.head.date == dt.date(2025, 8, 10)
    assert draft.kind is DocumentKind.ACHIEVEMENT_REPORT
    assert draft.head.issuer is None


KINDS: list[tuple[str, str, str, DocumentKind]] = [
    ("Số: 1/TTr-UBND", "TỜ TRÌNH", "Về việc đề nghị tặng Bằng khen", DocumentKind.REQUEST_LETTER),
    ("Số: 1/BC-UBND", "BÁO CÁO", "Tổng kết 5 năm thực hiện Chương trình A", DocumentKind.REVIEW_REPORT),
    ("Số: 1/BC-UBND", "BÁO CÁO", "Thành tích đề nghị tặng Bằng khen", DocumentKind.ACHIEVEMENT_REPORT),
    ("Số: 1/BC-UBND", "BÁO CÁO", "Tình hình thu ngân sách", DocumentKind.OTHER),
    ("Số: 1/BB-HĐ", "BIÊN BẢN", "Họp Hội đồng Thi đua - Khen thưởng", DocumentKind.MINUTES),
    ("Số: 1/BB-HĐ", "BIÊN BẢN", "Kiểm phiếu bầu tập thể, cá nhân", DocumentKind.BALLOT_MINUTES),
    ("Số: 1/QĐ-UBND", "QUYẾT ĐỊNH", "Về việc kiện toàn Ban Chỉ đạo Chương trình A", DocumentKind.COMMITTEE_DECISION),
    ("Số: 1/QĐ-UBND", "QUYẾT ĐỊNH", "Về việc tặng Giấy khen", DocumentKind.AWARD_DECISION),
    ("Số: 1/QĐ-UBND", "QUYẾT ĐỊNH", "Về việc giao nhiệm vụ", DocumentKind.DECISION),
    ("Số: 1/QĐ-UBND", "QUYẾT ĐỊNH", "Ban hành Quy chế thi đua, khen thưởng", DocumentKind.DECISION),
    ("Số: 1/QĐ-UBND", "QUYẾT ĐỊNH", "Về việc ban hành Bộ tiêu chí xét khen thưởng", DocumentKind.DECISION),
    ("Số: 1/QĐ-UBND", "QUYẾT ĐỊNH", "Khen thưởng phong trào theo Kế hoạch số 2", DocumentKind.AWARD_DECISION),
    ("Số: 1/QĐ-UBND", "QUYẾT ĐỊNH", "Về việc tăng lương thường xuyên", DocumentKind.DECISION),
    ("Số: 1/KH-UBND", "KẾ HOẠCH", "Tổ chức Hội nghị tổng kết", DocumentKind.PLAN),
    ("Số: 1/HD-SNV", "HƯỚNG DẪN", "Khen thưởng chuyên đề", DocumentKind.GUIDANCE),
    ("Số: 1/GM-UBND", "GIẤY MỜI", "Dự Hội nghị tổng kết", DocumentKind.INVITATION),
    ("Số: 1/QC-CTĐ", "QUY CHẾ", "Hoạt động của Cụm thi đua", DocumentKind.REGULATION),
    ("", "BẢNG CHẤM ĐIỂM", "Thi đua năm 2025", DocumentKind.SCORE_SHEET),
    ("", "GIAO ƯỚC THI ĐUA", "Năm 2025", DocumentKind.PLEDGE),
    ("", "BẢN ĐĂNG KÝ", "Danh hiệu thi đua năm 2025", DocumentKind.REGISTRATION),
    ("", "GIẤY XÁC NHẬN", "Thành tích của cá nhân", DocumentKind.CONFIRMATION),
]


@pytest.mark.parametrize(("number", "title", "subject", "kind"), KINDS)
def test_the_kind_follows_title_and_subject(number: str, title: str, subject: str, kind: DocumentKind) -> None:
    draft = only(letterhead(number=number), f"{TITLE}{title}", f"{TITLE}{subject}", "Căn cứ nhiệm vụ năm 2025.")
    assert draft.kind is kind


def test_a_lost_title_is_told_by_the_symbol_and_guidance_is_no_council() -> None:
    text = "Căn cứ Luật Thi đua, khen thưởng;"
    assert only(letterhead(number="Số: 3/TTr-UBND"), text).kind is DocumentKind.REQUEST_LETTER
    assert only(letterhead(number="Số: 3/HD-SNV"), text).kind is DocumentKind.GUIDANCE
    assert only(letterhead(number="Số: 3/HĐ-TĐKT"), text).kind is not DocumentKind.GUIDANCE


def test_a_form_of_dotted_lines_is_blank() -> None:
    draft = only(
        "Mẫu số 02",
        f"{TITLE}BÁO CÁO THÀNH TÍCH",
        "Họ và tên: ................................",
        "Sinh ngày: ................................",
        "Quê quán: .................................",
        "Đơn vị: ...................................",
        "II. THÀNH TÍCH",
    )
    assert (draft.kind, draft.form) == (DocumentKind.BLANK_FORM, DocumentForm.BLANK)


def test_evidence_quotes_the_words_as_they_stand(request_notes: dict[str, Any]) -> None:
    assert request_notes == {
        "kind": "TỜ TRÌNH",
        "issuer": "ỦY BAN NHÂN DÂN\nXÃ MẪU",
        "number": "Số: 12/TTr-UBND",
        "date": "ngày 22 tháng 8 năm 2025",
        "subject": "Về việc đề nghị tặng Bằng khen của Chủ tịch UBND tỉnh",
        "addressees": "Sở Nội vụ tỉnh Mẫu",
    }


@pytest.fixture
def request_notes() -> dict[str, Any]:
    draft = only(*request(head=letterhead(issuer="ỦY BAN NHÂN DÂN\nXÃ MẪU")))
    return {note.field: note.unit.text[slice(*note.span)] for note in draft.head.evidence}


@pytest.mark.parametrize(
    ("line", "issuer"),
    [
        ("SỔ THEO DÕI THI ĐUA", None),
        ("BẢN CAM KẾT CỦA ĐƠN VỊ", None),
        ("BỔ SUNG LẦN HAI", None),
        ("SỞ Y TẾ MẪU", "SỞ Y TẾ MẪU"),
        ("SO Y TE MAU", "SO Y TE MAU"),
        ("BAN DÂN TỘC", "BAN DÂN TỘC"),
    ],
)
def test_a_word_that_only_looks_like_a_body_without_its_marks_names_none(line: str, issuer: str | None) -> None:
    assert only(*request(head=letterhead(issuer=line, number="Số: ......"))).head.issuer == issuer
