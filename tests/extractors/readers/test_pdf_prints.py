"""Papers that print badly (``fixtures/make_pdf_prints.py``, and PDFs written by hand). Expected text by hand."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from pipeline.models.files import Block, BlockKind, ReadFile
from pipeline.models.vocabulary import FileStatus, LossCode
from tests.extractors.readers.pdf_file import pdf_of, read

FIXTURES = Path(__file__).parent / "fixtures"


def fixture(name: str) -> ReadFile:
    return read((FIXTURES / f"{name}.pdf").read_bytes())


def pdf(*contents: str) -> bytes:
    """Pages of A4 with Helvetica as F1 and Helvetica-Bold as F2."""
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{' '.join(f'{5 + 2 * at} 0 R' for at in range(len(contents)))}]/Count {len(contents)}"
        "/MediaBox[0 0 595 842]>>",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica-Bold>>",
    ]
    for index, content in enumerate(contents):
        fonts = "/Resources<</Font<</F1 3 0 R/F2 4 0 R>>>>"
        objects.append(f"<</Type/Page/Parent 2 0 R/Contents {6 + 2 * index} 0 R{fonts}>>")
        objects.append(f"<</Length {len(content)}>>stream\n{content}\nendstream")
    return pdf_of(objects)


def line(x: float, y: float, text: str, font: str = "F1") -> str:
    return f"BT /{font} 12 Tf {x} {y} Td ({text}) Tj ET "


def drawn(x: float, y: float, *pieces: tuple[float, str], font: str = "F1") -> str:
    """Pieces of one line, each at its own place, in the order given."""
    return "".join(line(x + away, y, text, font) for away, text in pieces)


def texts(file: ReadFile) -> list[str]:
    return [block.text for block in file.blocks if block.kind is BlockKind.PARAGRAPH]


def cells(block: Block) -> list[str]:
    return [cell.text for cell in block.cells]


def losses(file: ReadFile) -> dict[LossCode, int]:
    return {loss.code: loss.count for loss in file.losses}


def test_letters_drawn_from_another_font_belong_to_their_words() -> None:
    file = fixture("mixed-fonts")
    assert [cells(block) for block in file.blocks if block.cells] == [
        [
            "ỦY BAN NHÂN DÂN\nXÃ BẾN MƠ\nSố: 15/TTr-UBND",
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nBến Mơ, ngày 04 tháng 8 năm 2025",
        ],
        ["Tập thể, cá nhân", "Đơn vị", "Tổ hợp tác Trồng rừng", "Thôn Sẻo", "Bà Lường Thị Mỷ", "Thôn Hẩu"],
    ]
    assert texts(file) == [
        "TỜ TRÌNH",
        "Về việc đề nghị tặng Bằng khen",
        "Kính gửi: Sở Nội vụ tỉnh Lâm Đà",
        "Ủy ban nhân dân xã Bến Mơ kính đề nghị Chủ tịch Ủy ban nhân dân tỉnh xem xét, tặng Bằng khen cho 01 tập thể "
        "và 01 cá nhân đã có thành tích xuất sắc trong thực hiện Chương trình, cụ thể như sau:",
    ]
    assert (file.status, file.losses) == (FileStatus.READ, ())


def test_words_put_together_from_pieces_have_spans_and_boxes_of_the_whole_word() -> None:
    block = next(block for block in fixture("mixed-fonts").blocks if block.text.startswith("Kính gửi"))
    words = [block.text[word.span[0] : word.span[1]] for word in block.words]
    assert words == ["Kính", "gửi:", "Sở", "Nội", "vụ", "tỉnh", "Lâm", "Đà"]
    ends = [(word.box[0], word.box[2]) for word in block.words]
    # 14 point Times: a blank is 3.5 wide, "tỉnh" 3.9 + 3.9 + 7 + 7.
    assert [after[0] - before[1] for before, after in pairwise(ends)] == pytest.approx([3.5] * 7, abs=0.6)
    assert ends[5][1] - ends[5][0] == pytest.approx(21.8, abs=0.5)


def test_a_narrow_letter_drawn_later_fills_the_gap_that_was_left_for_it() -> None:
    """12 point Helvetica: n and h are 6.67 wide, t 3.33, i 2.67: too narrow for PDFium to guess a blank."""
    pieces = drawn(60, 700, (0, "t"), (6, "nh Lam Da"), (3.33, "i"))
    assert texts(read(pdf(pieces))) == ["tinh Lam Da"]


def test_words_that_touch_stay_two_where_the_file_has_a_blank_between_them() -> None:
    assert texts(read(pdf("BT /F1 12 Tf -3.3 Tw 60 700 Td (Truong ban) Tj ET"))) == ["Truong ban"]


def test_a_page_of_words_in_pieces_is_never_passed_off_as_read() -> None:
    """Letters set so far from their words that nothing says where they belong."""
    row = drawn(60, 0, *((at * 40, "ng"[at % 2]) for at in range(10)))
    page = "".join(row.replace(" 0 Td", f" {700 - 20 * at} Td") for at in range(3)) + line(60, 500, "Kinh gui")
    file = read(pdf(page))
    assert file.status is FileStatus.READ_WITH_LOSSES
    assert losses(file) == {LossCode.UNREADABLE_GLYPHS: 30}


def test_letters_of_a_list_and_of_names_are_no_loss() -> None:
    rows = "".join(line(60, 700 - 20 * at, f"{at}. Y Hai A Lu, thon {at}, xa Muong Mo, x") for at in range(9))
    assert read(pdf(rows)).status is FileStatus.READ


def test_a_letterhead_set_with_tabs_is_one_table_though_no_strip_is_free_between_its_columns() -> None:
    head = fixture("tabs-and-margins").blocks[0]
    assert head.kind is BlockKind.TABLE
    assert cells(head) == [
        "UBND TỈNH LÂM ĐÀ\nSỞ LÂM NGHIỆP VÀ MÔI TRƯỜNG\nSố: 62/SLN-VP\n"
        "V/v đề nghị khen thưởng tổng kết Đề án Trồng rừng gỗ lớn",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nLâm Đà, ngày 02 tháng 6 năm 2025",
    ]


def test_a_national_name_that_touches_the_left_column_and_runs_on_below_is_the_right_column() -> None:
    head = next(block for block in fixture("tabs-and-margins").blocks if block.page == 3)
    assert cells(head) == [
        "SỞ LÂM NGHIỆP VÀ MÔI TRƯỜNG\nHỘI ĐỒNG TĐ-KT",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc",
    ]


def test_what_stands_before_and_behind_a_tab_without_room_is_two_words() -> None:
    """The name is 110.7 points wide in 12 point Helvetica; a word drawn in one go stays as it is."""
    parts = drawn(60, 700, (0, "Ho ten: LO VAN MAI"), (110.7, "Gioi tinh: Nu")) + line(60, 680, "Truong THCSBan Mo")
    assert texts(read(pdf(parts))) == ["Ho ten: LO VAN MAI Gioi tinh: Nu", "Truong THCSBan Mo"]


def test_a_national_name_in_a_box_of_its_own_above_the_issuing_body_is_the_right_column() -> None:
    right = line(330, 790, "CONG HOA XA HOI CHU NGHIA VIET") + line(420, 775, "NAM") + line(370, 760, "Doc lap - Tu do")
    left = line(60, 740, "UBND HUYEN SUOI MO") + line(60, 725, "So: 12/TTr-UBND")
    day = line(370, 705, "Suoi Mo, ngay 05 thang 8 nam 2025")
    file = read(pdf(right + left + day + line(260, 670, "TO TRINH", "F2") + line(60, 640, "Noi dung")))
    assert cells(file.blocks[0]) == [
        "UBND HUYEN SUOI MO\nSo: 12/TTr-UBND",
        "CONG HOA XA HOI CHU NGHIA VIET NAM\nDoc lap - Tu do\nSuoi Mo, ngay 05 thang 8 nam 2025",
    ]
    assert texts(file) == ["TO TRINH", "Noi dung"]


@pytest.mark.parametrize(
    ("names", "read_as"),
    [
        pytest.param(
            [("UY BAN NHAN DAN TINH LAM", "F1"), ("DA", "F1"), ("SO LAM NGHIEP VA MOI", "F2"), ("TRUONG", "F2")],
            "UY BAN NHAN DAN TINH LAM DA\nSO LAM NGHIEP VA MOI TRUONG",
            id="both names wrapped",
        ),
        pytest.param(
            [("UBND TINH LAM DA", "F1"), ("BO CHI HUY BO DOI BIEN", "F2"), ("PHONG TINH LAM DA", "F2")],
            "UBND TINH LAM DA\nBO CHI HUY BO DOI BIEN PHONG TINH LAM DA",
            id="bold lines under a regular one",
        ),
        pytest.param(
            [("LIEN DOAN LAO DONG TINH", "F1"), ("CONG DOAN NGANH MAY", "F2")],
            "LIEN DOAN LAO DONG TINH\nCONG DOAN NGANH MAY",
            id="another weight",
        ),
        pytest.param(
            [("LIEN DOAN LAO DONG TINH", "F1"), ("CONG DOAN NGANH MAY", "F1")],
            "LIEN DOAN LAO DONG TINH\nCONG DOAN NGANH MAY",
            id="two names of one weight",
        ),
        pytest.param(
            [("UBND XA MO", "F2"), ("RONG VA LAU DAI CU", "F2")],
            "UBND XA MO\nRONG VA LAU DAI CU",
            id="the next word had room",
        ),
    ],
)
def test_a_body_s_name_that_its_column_was_too_narrow_for_is_one_line(
    names: list[tuple[str, str]], read_as: str
) -> None:
    left = "".join(line(40, 790 - 15 * at, text, font) for at, (text, font) in enumerate(names))
    right = line(330, 790, "CONG HOA XA HOI CHU NGHIA VIET NAM", "F2") + line(380, 775, "Doc lap - Tu do", "F2")
    number = line(60, 790 - 15 * len(names), "So: 12/TTr-LN")
    file = read(pdf(left + right + number + line(260, 670, "TO TRINH", "F2") + line(60, 640, "Noi dung")))
    assert cells(file.blocks[0])[0] == f"{read_as}\nSo: 12/TTr-LN"


def test_a_merged_cell_cut_by_the_end_of_the_page_is_one_cell_over_all_its_rows() -> None:
    table = next(block for block in fixture("tabs-and-margins").blocks if len(block.cells) > 2)
    merged = next(cell for cell in table.cells if (cell.row, cell.column) == (1, 2))
    assert (merged.row_span, merged.text) == (7, "Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh Lâm Đà")
    assert {word.page for word in merged.words} == {1, 2}
    assert [(cell.row, cell.text) for cell in table.cells if cell.column == 1][-1] == (7, "Sùng A Lềnh")
    assert [cell.text for cell in table.cells if cell.column == 2] == ["Hình thức khen thưởng", merged.text]


def ruled(y: list[float], last: list[float]) -> str:
    """Columns at 60, 100 and 300, 400 wide in all; the last column has rules only at ``last``."""
    strokes = [f"{x} {y[0]} m {x} {y[-1]} l S" for x in (60, 100, 300, 400)]
    return " ".join([*strokes, *(f"60 {v} m 300 {v} l S" for v in y), *(f"300 {v} m 400 {v} l S" for v in last)]) + " "


@pytest.mark.parametrize(
    ("above", "below", "expected"),
    [
        (("Hang", "Bang khen cua"), "Uy ban tinh", ["Hang\nBang khen cua Uy ban tinh"]),
        (("Hang", "Bang khen"), "Co", ["Hang\nBang khen", "Co"]),
        (("Giay khen cua", "Chu tich tinh"), "Giay khen cua", ["Giay khen cua Chu tich tinh", "Giay khen cua"]),
    ],
    ids=["the line is full", "the word would have fitted", "it begins like another of the column"],
)
def test_two_merged_cells_that_meet_at_the_end_of_the_page_are_one_only_where_the_words_run_on(
    above: tuple[str, str], below: str, expected: list[str]
) -> None:
    first = ruled([40, 56, 72], [40, 72]) + line(65, 60, "1") + line(105, 60, "Ong A") + line(65, 44, "2")
    first += line(105, 44, "Ba B") + line(305, 60, above[0]) + line(305, 44, above[1])
    second = ruled([768, 784, 800], [768, 800]) + line(65, 788, "3") + line(105, 788, "Ong C") + line(65, 772, "4")
    second += line(105, 772, "Ba D") + line(305, 788, below)
    (table,) = read(pdf(first, second)).blocks
    merged = [(cell.row, cell.row_span, cell.text) for cell in table.cells if cell.column == 2]
    rows = [(0, 4)] if len(expected) == 1 else [(0, 2), (2, 2)]
    assert merged == [(*where, text) for where, text in zip(rows, expected, strict=True)]


def test_deletions_shown_in_print_are_left_out_and_counted_and_insertions_are_read() -> None:
    file = fixture("changes-shown")
    assert texts(file) == [
        "DANH SÁCH",
        "Đề nghị tặng Bằng khen",
        "Tổng số 04 cá nhân có thành tích xuất sắc.",
        "1. Ông Lầu A Vảng, Trưởng bản Huổi Ngà;",
        "2. Bà Quàng Thị Ỏm, nông dân bản Huổi Ngà.",
    ]
    assert file.status is FileStatus.READ_WITH_LOSSES
    assert losses(file) == {LossCode.TRACKED_DELETION: 2}


@pytest.mark.parametrize(
    ("stroke", "left"),
    [
        ("60 703.5 m 83.4 703.5 l S", "Ong B"),
        ("60 703.2 23.4 0.6 re f", "Ong B"),
        ("60 698.5 m 83.4 698.5 l S", "Ong A Ong B"),
        ("40 703.5 m 400 703.5 l S", "Ong A Ong B"),
        ("71 690 m 71 712 l S", "Ong A Ong B"),
    ],
    ids=["stroked", "thin rectangle", "underline", "a rule across the page", "upright"],
)
def test_only_a_line_through_the_letters_and_no_farther_strikes_them_out(stroke: str, left: str) -> None:
    """12 point Helvetica on the baseline 700: "Ong A " is 60 to about 98; the stroke ends behind the g."""
    words = line(60, 700, "Ong") + line(110, 700, "Ong B")
    expected = left if left == "Ong B" else "Ong Ong B"
    assert texts(read(pdf(words + stroke))) == [expected]


def test_a_word_struck_in_part_keeps_the_rest() -> None:
    """Digits of 12 point Helvetica are 6.67 wide: the line goes through the first two."""
    assert texts(read(pdf(line(60, 700, "0304 ca nhan") + "60 703.5 m 73.3 703.5 l S"))) == ["04 ca nhan"]


def test_words_struck_at_the_end_of_a_line_do_not_end_the_paragraph() -> None:
    words = "Uy ban nhan dan xa kinh de nghi tang Bang khen cho cac tap the va ca nhan da co"
    page = line(60, 700, words) + line(60, 685, "nhieu dong gop trong phong trao thi dua cua xa.")
    long = words + " thanh tich cao"
    struck = line(60, 700, long) + line(60, 685, "nhieu dong gop trong phong trao thi dua cua xa.")
    file = read(pdf(struck + "504 703.5 m 582 703.5 l S"))
    assert losses(file)[LossCode.TRACKED_DELETION] == 1
    assert len(texts(file)) == 1
    assert texts(read(pdf(page))) == texts(file)


def page_with_margins(number: int, *lines: str, head: str = "So Lam nghiep", y: float = 812) -> str:
    return (
        line(60, y, head)
        + line(290, 30, str(number))
        + line(60, 45, f"Ho so khen thuong - Trang {number}")
        + "".join(line(60, 740 - 15 * at, text) for at, text in enumerate(lines))
    )


def test_running_heads_and_feet_are_said_once_and_cut_no_sentence() -> None:
    first = "Uy ban nhan dan xa kinh de nghi tang Bang khen cho cac tap the va ca nhan da co nhieu dong gop"
    file = read(pdf(page_with_margins(1, first), page_with_margins(2, "trong phong trao.")))
    assert [(block.kind, block.text, block.starts_page) for block in file.blocks] == [
        (BlockKind.HEADER, "So Lam nghiep", False),
        (BlockKind.PARAGRAPH, f"{first} trong phong trao.", True),
        (BlockKind.FOOTER, "Ho so khen thuong - Trang 1", False),
    ]


def test_the_running_foot_of_a_print_stands_once_outside_the_table_that_it_would_cut() -> None:
    kinds = [(block.kind, block.text) for block in fixture("tabs-and-margins").blocks]
    assert kinds.count((BlockKind.FOOTER, "Công văn số 62/SLN-VP của Sở Lâm nghiệp")) == 1
    assert sum("62/SLN-VP của Sở" in text for _, text in kinds) == 1


@pytest.mark.parametrize(
    ("heads", "y"),
    [
        (("BAO CAO THANH TICH", "BAO CAO THANH TICH"), 770),
        (("So Lam nghiep", "So Nong nghiep"), 812),
        (("Phu luc danh sach", "Phu luc danh sach"), 740),
    ],
    ids=["titles of two papers", "two heads", "below the margin"],
)
def test_what_only_looks_like_a_running_head_stays_text(heads: tuple[str, str], y: float) -> None:
    pages = (page_with_margins(number, head=head, y=y) for number, head in enumerate(heads, 1))
    assert [text for text in texts(read(pdf(*pages))) if text in heads] == list(heads)
