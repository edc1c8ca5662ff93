"""PDFs with one defect or danger each, written by hand (ISO 32000-1): what is read, what is left out and said."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

import pytest

from pipeline.models.files import BlockKind, ReadFile
from pipeline.models.vocabulary import FileCode, FileStatus, LossCode
from tests.extractors.readers.pdf_file import pdf_of, read

BODY = "BT /F1 12 Tf 60 340 Td (Day la noi dung doc duoc cua trang nay.) Tj ET "
IMAGE = "q 300 0 0 400 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID A EI Q "


def pdf(*contents: str, page: str = "", catalog: str = "", to_unicode: Mapping[int, str] | None = None) -> bytes:
    """A PDF of 300 × 400 points a page; ``to_unicode`` says what letters some character codes of the font are."""
    font = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica" + ("/ToUnicode 4 0 R>>" if to_unicode else ">>")
    chars = "\n".join(f"<{code:02X}> <{text.encode('utf-16-be').hex()}>" for code, text in (to_unicode or {}).items())
    mapping = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def\n"
        "1 begincodespacerange <00> <FF> endcodespacerange\n"
        f"{len(to_unicode or {})} beginbfchar\n{chars}\nendbfchar endcmap end end"
    )
    kids = " ".join(f"{5 + 2 * index} 0 R" for index in range(len(contents)))
    objects = [
        f"<</Type/Catalog/Pages 2 0 R{catalog}>>",
        f"<</Type/Pages/Kids[{kids}]/Count {len(contents)}/MediaBox[0 0 300 400]>>",
        font,
        f"<</Length {len(mapping)}>>stream\n{mapping}\nendstream",
    ]
    for index, content in enumerate(contents):
        objects.append(
            f"<</Type/Page/Parent 2 0 R{page}/Contents {6 + 2 * index} 0 R/Resources<</Font<</F1 3 0 R>>>>>>"
        )
        objects.append(f"<</Length {len(content)}>>stream\n{content}\nendstream")
    return pdf_of(objects)


@pytest.fixture(autouse=True)
def _without_recognition(monkeypatch: pytest.MonkeyPatch) -> None:
    """No program is found: what a page's text layer gives is all that there is."""
    monkeypatch.setenv("PATH", "")


def texts(file: ReadFile) -> list[str]:
    return [block.text for block in file.blocks]


def without_text(file: ReadFile) -> list[int | None]:
    """The pages that are said to have no text."""
    found = [problem for problem in file.problems if problem.code is FileCode.PAGE_WITHOUT_TEXT]
    return [problem.place.page if problem.place else None for problem in found]


def losses(file: ReadFile) -> dict[LossCode, int]:
    return {loss.code: loss.count for loss in file.losses}


def line(x: float, y: float, text: str, more: str = "") -> str:
    return f"BT /F1 12 Tf {more} {x} {y} Td ({text}) Tj ET "


def rules(xs: list[float], ys: list[float], *, thin: bool) -> str:
    """A grid of stroked lines (LibreOffice) or of thin filled rectangles, a piece for each cell (Word)."""
    if not thin:
        strokes = [f"{x} {ys[0]} m {x} {ys[-1]} l S" for x in xs] + [f"{xs[0]} {y} m {xs[-1]} {y} l S" for y in ys]
        return " ".join(strokes) + " "
    pieces = [f"{x} {low} 0.48 {high - low} re f" for x in xs for low, high in pairwise(ys)]
    pieces += [f"{left} {y} {right - left} 0.48 re f" for y in ys for left, right in pairwise(xs)]
    return " ".join(pieces) + " "


def test_text_outside_the_visible_box_is_left_out_and_counted() -> None:
    file = read(pdf(BODY + line(60, 380, "An di"), page="/CropBox[20 20 280 370]"))
    assert texts(file) == ["Day la noi dung doc duoc cua trang nay."]
    assert losses(file) == {LossCode.TEXT_OUTSIDE_PAGE: 2}


def test_boxes_count_from_the_corner_of_the_visible_box() -> None:
    plain, cropped = read(pdf(BODY)), read(pdf(BODY, page="/CropBox[20 20 280 370]"))
    x0, y0, x1, y1 = plain.blocks[0].words[0].box
    assert (x0, x1) == pytest.approx((60, 60 + 21.3), abs=0.5)
    assert y0 == pytest.approx(400 - 340 - 0.89 * 12, abs=1)
    assert cropped.blocks[0].words[0].box == pytest.approx((x0 - 20, y0 - 30, x1 - 20, y1 - 30), abs=0.05)


@pytest.mark.parametrize("hidden", ["3 Tr", "1 g", "1 1 1 rg"])
def test_text_that_nobody_sees_is_left_out_and_counted(hidden: str) -> None:
    file = read(pdf(BODY + line(60, 300, "Ban Chi dao", hidden)))
    assert texts(file) == ["Day la noi dung doc duoc cua trang nay."]
    assert losses(file) == {LossCode.INVISIBLE_TEXT: 3}


def test_white_text_on_a_dark_ground_is_read() -> None:
    file = read(pdf(BODY + "0 0 0.5 rg 50 290 200 30 re f " + line(60, 300, "Tieu de trang", "1 g")))
    assert "Tieu de trang" in texts(file)
    assert losses(file) == {}


def test_the_hidden_text_of_a_scan_is_its_text_and_said_to_be_hidden() -> None:
    scanned = "".join(line(30, 360 - 15 * row, "Noi dung do may nhan dang tu anh quet", "3 Tr") for row in range(12))
    file = read(pdf(IMAGE + scanned))
    assert texts(file)[0].startswith("Noi dung do may nhan dang")
    assert losses(file)[LossCode.INVISIBLE_TEXT] == 12 * 9
    assert file.status is FileStatus.READ_WITH_LOSSES


def test_a_scan_with_only_the_stamp_of_a_signature_has_no_text() -> None:
    stamp = line(150, 380, "Co quan: UBND tinh Lam Da") + line(150, 365, "Gio ky: 24/10/2025 15:17:35")
    file = read(pdf(IMAGE + stamp))
    assert file.status is FileStatus.NOT_READ_YET
    assert without_text(file) == [1]
    assert losses(file) == {LossCode.PAGE_WITHOUT_TEXT: 1}


def test_a_scan_among_text_pages_is_named_by_its_page() -> None:
    file = read(pdf(BODY, IMAGE, BODY))
    assert file.status is FileStatus.READ_WITH_LOSSES
    assert without_text(file) == [2]
    assert [(b.page, b.starts_page) for b in file.blocks] == [(1, True), (3, True)]


def test_a_page_whose_content_gave_nothing_is_not_taken_for_blank() -> None:
    file = read(pdf(BODY, "rubbish ("))
    assert losses(file) == {LossCode.PAGE_WITHOUT_TEXT: 1}


def test_a_page_of_blanks_is_blank() -> None:
    assert read(pdf(BODY, line(60, 340, " "))).status is FileStatus.READ


def test_letters_drawn_as_outlines_are_no_text() -> None:
    outlines = " ".join(f"{x} 100 m {x + 3} 110 l {x + 5} 104 l f" for x in range(10, 290, 5))
    assert read(pdf(outlines)).status is FileStatus.NOT_READ_YET


def test_letters_drawn_twice_for_boldness_are_read_once() -> None:
    letters = "".join(line(60 + 9 * at + shift, 300, "NGAY"[at]) for at in range(4) for shift in (0, 0.4))
    words = line(60, 280, "Ban Chi dao") + line(60.5, 280, "Ban Chi dao")
    assert texts(read(pdf(BODY + letters + words)))[1:] == ["NGAY", "Ban Chi dao"]


def test_small_print_upon_a_title_is_a_line_of_its_own() -> None:
    title = line(60, 300, "PHO GIAM DOC")
    mark = "BT /F1 5 Tf 120 301 Td (Ky boi: UBND xa Mau) Tj ET "
    assert texts(read(pdf(BODY + title + mark)))[1:] == ["PHO GIAM DOC", "Ky boi: UBND xa Mau"]


def test_small_print_beside_words_belongs_to_their_line() -> None:
    note = "BT /F1 5 Tf 132 304 Td (1) Tj ET "
    assert texts(read(pdf(BODY + line(60, 300, "Ban Chi dao") + note)))[1:] == ["Ban Chi dao 1"]


def test_a_sentence_goes_on_in_a_line_that_hangs_farther_right() -> None:
    step = line(40, 300, "BUOC 2: Can bo nhap ma so, mat khau de truy") + line(75, 286, "cap vao don vi")
    item = line(40, 250, "Don vi nop ho so khen thuong truoc ngay;") + line(75, 236, "ban giay va ban mem")
    assert texts(read(pdf(BODY + step + item)))[1:] == [
        "BUOC 2: Can bo nhap ma so, mat khau de truy cap vao don vi",
        "Don vi nop ho so khen thuong truoc ngay;",
        "ban giay va ban mem",
    ]


def test_letters_set_apart_are_one_word() -> None:
    file = read(pdf(BODY + line(60, 300, "TO TRINH", "6 Tc")))
    assert texts(file)[1] == "TO TRINH"


def test_tone_marks_drawn_after_their_word_are_set_on_their_letters() -> None:
    """``vi`` and then, after a blank, the dot that stands below the ``i``."""
    mark = "BT /F1 12 Tf 64 300 Td (vi ) Tj ET BT /F1 12 Tf 67.8 300 Td (~) Tj ET "
    file = read(pdf(BODY + mark + line(80, 300, "khac"), to_unicode={ord("~"): "\u0323"}))
    assert texts(file)[1] == "vị khac"


def test_decomposed_letters_come_out_composed_with_spans_that_fit() -> None:
    file = read(pdf(line(60, 300, "Ta~ng b?ng khen nay"), to_unicode={ord("~"): "\u0306", ord("?"): "ằ"}))
    block = file.blocks[0]
    assert block.text == "Tăng bằng khen nay"
    assert [block.text[w.span[0] : w.span[1]] for w in block.words] == ["Tăng", "bằng", "khen", "nay"]


def test_letters_without_unicode_are_counted_and_shown_as_unknown() -> None:
    file = read(pdf(BODY + line(60, 300, "Ho ten: ~~ An"), to_unicode={ord("~"): "\ue123"}))
    assert texts(file)[1] == "Ho ten: \ufffd\ufffd An"
    assert losses(file) == {LossCode.UNREADABLE_GLYPHS: 2}


def test_a_page_of_letters_that_nobody_knows_gives_no_text() -> None:
    codes = {ord(letter): "\ue100" for letter in "abcdeghiklmnoprstuvxy"}
    file = read(pdf(BODY, to_unicode=codes))
    assert (file.status, file.blocks) == (FileStatus.NOT_READ_YET, ())


def test_bullets_of_the_symbol_font_are_bullets() -> None:
    file = read(pdf(BODY + line(60, 300, "~ Nguoi lao dong"), to_unicode={ord("~"): "\uf0b7"}))
    assert texts(file)[1] == "• Nguoi lao dong"
    assert losses(file) == {}


def test_a_page_shown_turned_has_boxes_as_shown() -> None:
    """A landscape list as drivers write it: portrait paper, text drawn upwards, /Rotate 90."""
    upwards = "BT /F1 12 Tf 0 1 -1 0 50 30 Tm (Danh sach de nghi khen thuong) Tj ET "
    file = read(pdf(upwards, page="/Rotate 90"))
    assert texts(file) == ["Danh sach de nghi khen thuong"]
    x0, y0, x1, y1 = file.blocks[0].words[0].box
    assert (x0, x1) == pytest.approx((30, 30 + 28.7), abs=0.5)
    assert y0 < 50 < y1


def test_a_page_drawn_sideways_is_read_upright_with_boxes_as_shown() -> None:
    rows = "".join(f"BT /F1 12 Tf 0 1 -1 0 {50 + 14 * row} 30 Tm (Dong thu {row} cua bang) Tj ET " for row in range(3))
    file = read(pdf(rows))
    assert texts(file) == [f"Dong thu {row} cua bang" for row in range(3)]
    x0, y0, x1, y1 = file.blocks[0].words[0].box
    assert x0 < 50 < x1
    assert (y0, y1) == pytest.approx((400 - 30 - 28.7, 400 - 30), abs=0.6)


@pytest.mark.parametrize("thin", [False, True], ids=["stroked lines", "thin rectangles"])
def test_a_word_that_runs_over_a_rule_is_cut_by_the_middle_of_its_letters(thin: bool) -> None:
    grid = rules([50, 100, 250], [280, 300, 320], thin=thin)
    # 12 pt Helvetica digits are 6.67 wide: the third stands on the right of the rule at 100.
    file = read(pdf(BODY + grid + line(85, 305, "12345") + line(60, 285, "ab")))
    table = file.blocks[1]
    assert table.kind is BlockKind.TABLE
    assert [(c.row, c.column, c.text) for c in table.cells] == [(0, 0, "12"), (0, 1, "345"), (1, 0, "ab"), (1, 1, "")]


def test_an_underline_a_frame_or_a_box_is_no_table() -> None:
    frame = "20 20 260 360 re S 24 24 252 352 re S 60 335 m 200 335 l S 55 280 150 40 re S "
    file = read(pdf(BODY + frame + line(60, 300, "Trong khung")))
    assert [b.kind for b in file.blocks] == [BlockKind.PARAGRAPH] * 2


def test_a_row_cut_by_the_end_of_the_page_is_one_row() -> None:
    head = line(55, 365, "TT") + line(105, 365, "Ho ten")
    first = (
        rules([50, 100, 250], [20, 360, 380], thin=False) + head + line(55, 40, "1") + line(105, 40, "Ong A, Truong")
    )
    second = rules([50, 100, 250], [340, 360, 380], thin=False) + line(105, 365, "phong Kinh te")
    second += line(55, 345, "2") + line(105, 345, "Ba B")
    file = read(pdf(first, second))
    assert [(c.row, c.column, c.text) for c in file.blocks[0].cells] == [
        (0, 0, "TT"),
        (0, 1, "Ho ten"),
        (1, 0, "1"),
        (1, 1, "Ong A, Truong phong Kinh te"),
        (2, 0, "2"),
        (2, 1, "Ba B"),
    ]
    assert [w.page for w in file.blocks[0].cells[3].words] == [1, 1, 1, 2, 2, 2]


def test_a_table_with_other_columns_is_another_table() -> None:
    first = rules([50, 100, 250], [20, 360, 380], thin=False) + line(55, 365, "TT")
    second = rules([50, 150, 250], [340, 360, 380], thin=False) + line(55, 365, "TT")
    assert len(read(pdf(first, second)).blocks) == 2


def test_a_sentence_that_runs_over_the_page_is_one_paragraph() -> None:
    rows = ["Uy ban nhan dan xa kinh de nghi tang Bang", "khen cho cac tap the, ca nhan da co nhieu dong"]
    first = "".join(line(30, 60 - 15 * at, row) for at, row in enumerate(rows))
    file = read(pdf(first, line(30, 370, "gop trong phong trao thi dua.")))
    assert texts(file) == [" ".join([*rows, "gop trong phong trao thi dua."])]
    assert {w.page for w in file.blocks[0].words} == {1, 2}


def test_numbers_broken_after_hyphen_or_slash_join_without_a_blank() -> None:
    file = read(
        pdf(line(30, 360, "Can cu Quyet dinh so rat dai va dai hon 112/QD-") + line(30, 345, "UBND ngay 05/3/2025."))
    )
    assert texts(file) == ["Can cu Quyet dinh so rat dai va dai hon 112/QD-UBND ngay 05/3/2025."]


@pytest.mark.parametrize(
    ("catalog", "code"),
    [
        ("/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>", LossCode.ACTIVE_CONTENT),
        ("/OpenAction<</S/Launch/F(calc.exe)>>", LossCode.ACTIVE_CONTENT),
        (
            "/Names<</EmbeddedFiles<</Names[(a.txt)<</Type/Filespec/F(a.txt)/EF<</F 4 0 R>>>>]>>>>",
            LossCode.EMBEDDED_OBJECT,
        ),
    ],
    ids=["script", "launch", "attachment"],
)
def test_what_a_file_would_do_or_carries_is_counted_never_run(catalog: str, code: LossCode) -> None:
    file = read(pdf(BODY, catalog=catalog))
    assert losses(file) == {code: 1}
    assert texts(file) == ["Day la noi dung doc duoc cua trang nay."]


def test_notes_and_filled_fields_are_counted_because_their_words_are_not_read() -> None:
    note = "<</Type/Annot/Subtype/FreeText/Rect[10 10 90 30]/Contents(Da nhan 05/8/2025)>>"
    filled = "<</Type/Annot/Subtype/Widget/FT/Tx/T(ten)/V(Lo Thi May)/Rect[10 40 90 60]>>"
    empty = "<</Type/Annot/Subtype/Widget/FT/Tx/T(so)/Rect[10 70 90 90]>>"
    file = read(pdf(BODY, page=f"/Annots[{note}{filled}{empty}]"))
    assert losses(file) == {LossCode.ACTIVE_CONTENT: 1, LossCode.COMMENT: 1}


def test_a_file_without_pages_is_damaged() -> None:
    file = read(pdf())
    assert (file.status, file.problems[0].code) == (FileStatus.REFUSED, FileCode.FILE_DAMAGED)


def test_letterhead_columns_on_uneven_lines_do_not_mix() -> None:
    left = line(30, 370, "UBND HUYEN") + line(40, 352, "SUOI MO") + line(35, 334, "So: 12/TTr")
    right = line(130, 366, "CONG HOA XA HOI CHU NGHIA")
    right += line(170, 348, "VIET NAM") + line(150, 330, "Doc lap - Tu do") + line(140, 312, "ngay 05 thang 8 nam 2025")
    file = read(pdf(left + right + line(30, 280, "Kinh gui: So Noi vu")))
    assert [c.text for c in file.blocks[0].cells] == [
        "UBND HUYEN SUOI MO\nSo: 12/TTr",
        "CONG HOA XA HOI CHU NGHIA VIET NAM\nDoc lap - Tu do\nngay 05 thang 8 nam 2025",
    ]
    assert texts(file)[1:] == ["Kinh gui: So Noi vu"]


def test_a_body_named_viet_nam_is_no_rest_of_the_national_name() -> None:
    left = (
        line(30, 370, "TAP DOAN")
        + line(28, 355, "BUU CHINH")
        + line(30, 340, "VIET NAM")
        + line(22, 325, "VIEN THONG X")
    )
    right = line(110, 370, "CONG HOA XA HOI CHU NGHIA VIET NAM") + line(150, 355, "Doc lap - Tu do")
    right += line(140, 325, "ngay 05 thang 8 nam 2025")
    page = "/CropBox[0 0 360 400]/MediaBox[0 0 360 400]"
    file = read(pdf(left + right + line(30, 280, "Kinh gui: So Noi vu"), page=page))
    assert [c.text for c in file.blocks[0].cells] == [
        "TAP DOAN BUU CHINH VIET NAM\nVIEN THONG X",
        "CONG HOA XA HOI CHU NGHIA VIET NAM\nDoc lap - Tu do\nngay 05 thang 8 nam 2025",
    ]


@pytest.mark.parametrize("action", ["SubmitForm/F(http://vi-du.example/gui)", "ImportData/F(a.fdf)", "Launch/F(a.exe)"])
def test_actions_that_run_send_or_import_are_counted(action: str) -> None:
    file = read(pdf(BODY, catalog=f"/OpenAction<</S/{action}>>"))
    assert (file.status, losses(file)) == (FileStatus.READ, {LossCode.ACTIVE_CONTENT: 1})


def test_a_link_is_no_active_content() -> None:
    file = read(pdf(BODY, page="/AA<</O<</S/URI/URI(http://vi-du.example)>>>>"))
    assert (file.status, losses(file)) == (FileStatus.READ, {})


def test_a_file_without_pages_is_damaged_also_after_an_encrypted_one() -> None:
    """PDFium keeps its last error: where it sets none it gives that of the file before."""
    guard = f"<</Filter/Standard/V 1/R 2/O<{'41' * 32}>/U<{'42' * 32}>/P -4>>"
    whole = pdf(BODY)
    at = whole.index(b"trailer<<") + len(b"trailer<<")
    locked = whole[:at] + f"/ID[<41><41>]/Encrypt{guard}".encode() + whole[at:]
    pageless = pdf_of(["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[]/Count 0>>"])

    told = [[problem.code for problem in read(data).problems] for data in (locked, pageless, locked, pageless)]

    assert told == [[FileCode.FILE_ENCRYPTED], [FileCode.FILE_DAMAGED]] * 2
