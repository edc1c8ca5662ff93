"""Workbooks as paragraphs and tables: what a person sees on the sheets, and what of it is lost."""

from __future__ import annotations

import datetime as dt
import io
import shutil
import subprocess
import tracemalloc
import zipfile

import pytest
import python_calamine
import xlsxwriter

from pipeline.models.limits import Limits

SOFFICE = shutil.which("soffice")


def workbook(fill, **options) -> bytes:
    """A workbook that ``fill(book, sheet)`` writes; the sheet is called Sheet1."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True, **options})
    fill(book, book.add_worksheet())
    book.close()
    return stream.getvalue()


def rows(*lines):
    """Fills a sheet with rows of texts and numbers."""

    def fill(_, sheet):
        for number, line in enumerate(lines):
            sheet.write_row(number, 0, line)

    return fill


def changed(data: bytes, part: str, *pairs: tuple[str, str]) -> bytes:
    """The workbook with words of one part replaced."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            content = old.read(info)
            if info.filename == part:
                for before, after in pairs:
                    assert before.encode() in content, before
                    content = content.replace(before.encode(), after.encode())
            new.writestr(info.filename, content)
    return stream.getvalue()


def shape(answer):
    """Each block as its text, a table as its rows of texts."""
    found = []
    for block in answer.blocks:
        if block.kind.value != "table":
            found.append((block.kind.value, block.text))
            continue
        grid = {}
        for cell in block.cells:
            grid.setdefault(cell.row, []).append(cell.text)
        found.append(("table", [grid[row] for row in sorted(grid)]))
    return found


def losses(answer):
    return {loss.code.value: loss.count for loss in answer.losses}


def a_list(book, sheet):
    """The whole paper typed into cells."""
    day = book.add_format({"num_format": "m/d/yyyy"})
    bold = book.add_format({"bold": True, "align": "center"})
    sheet.merge_range("A1:B1", "UBND TỈNH MẪU")
    sheet.merge_range("D1:E1", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
    sheet.merge_range("A2:B2", "SỞ Y TẾ")
    sheet.merge_range("D2:E2", "Độc lập - Tự do - Hạnh phúc")
    sheet.write("A3", "Số: 12/DS-SYT")
    sheet.merge_range("A5:E5", "DANH SÁCH ĐỀ NGHỊ KHEN THƯỞNG", bold)
    sheet.write_row("A7", ["STT", "Họ và tên", "Ngày sinh", "Đơn vị", "Ghi chú"])
    sheet.write_row("A8", ["I", "Cá nhân"])
    sheet.write("A9", 1)
    sheet.write("B9", "Trần Văn Thử")
    sheet.write_datetime("C9", dt.date(1980, 5, 8), day)
    sheet.merge_range("D9:D10", "Trạm Y tế xã Mẫu")
    sheet.write("A10", 2)
    sheet.write("B10", "Lê Thị Giả")
    sheet.write("C10", 1985)
    sheet.write("A11", "Danh sách có 02 cá nhân./.")
    sheet.write("B13", "NGƯỜI LẬP")
    sheet.write("D13", "GIÁM ĐỐC")
    sheet.write("D16", "Phạm Văn Định")


LIST = [
    (
        "table",
        [["UBND TỈNH MẪU\nSỞ Y TẾ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"]],
    ),
    ("paragraph", "Số: 12/DS-SYT"),
    ("paragraph", "DANH SÁCH ĐỀ NGHỊ KHEN THƯỞNG"),
    (
        "table",
        [
            ["STT", "Họ và tên", "Ngày sinh", "Đơn vị", "Ghi chú"],
            ["I", "Cá nhân"],
            ["1", "Trần Văn Thử", "08/05/1980", "Trạm Y tế xã Mẫu"],
            ["2", "Lê Thị Giả", "1985"],
        ],
    ),
    ("paragraph", "Danh sách có 02 cá nhân./."),
    ("table", [["NGƯỜI LẬP", "GIÁM ĐỐC"]]),
    ("paragraph", "Phạm Văn Định"),
]


def test_a_paper_typed_into_cells_is_letterhead_title_list_and_signatures(read_bytes):
    answer = read_bytes(workbook(a_list), "danh-sach.xlsx")

    assert (answer.status.value, answer.format, answer.losses, answer.problems) == ("read", "xlsx", (), ())
    assert shape(answer) == LIST
    assert [(block.bold, block.centred) for block in answer.blocks if "DANH SÁCH" in block.text] == [(True, True)]
    assert [block.starts_page for block in answer.blocks] == [True, *[False] * 6]
    merged = next(cell for cell in answer.blocks[3].cells if cell.text == "Trạm Y tế xã Mẫu")
    assert (merged.row, merged.column, merged.row_span, merged.column_span) == (2, 3, 2, 1)


@pytest.mark.parametrize("kind", ["xls", "ods"])
def test_the_same_paper_in_the_older_and_the_open_format(read_bytes, tmp_path, kind):
    assert SOFFICE, "LibreOffice is listed in requirements/system.txt"
    (tmp_path / "a.xlsx").write_bytes(workbook(a_list))
    arguments = [
        SOFFICE,
        f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
        "--headless",
        "--convert-to",
        kind,
    ]
    subprocess.run([*arguments, "a.xlsx"], cwd=tmp_path, check=True, capture_output=True, timeout=120)

    answer = read_bytes((tmp_path / f"a.{kind}").read_bytes(), f"a.{kind}")

    assert (answer.status.value, answer.format, answer.losses) == ("read", kind, ())
    assert shape(answer) == LIST


def test_a_list_of_two_columns_is_a_table_by_its_numbers(read_bytes):
    answer = read_bytes(
        workbook(rows(["Danh sách"], ["STT", "Họ và tên"], [1, "Trần Văn Thử"], [2, "Lê Thị Giả"])), "a.xlsx"
    )

    assert shape(answer) == [
        ("paragraph", "Danh sách"),
        ("table", [["STT", "Họ và tên"], ["1", "Trần Văn Thử"], ["2", "Lê Thị Giả"]]),
    ]


def test_a_list_goes_on_over_an_empty_row_and_a_second_one_is_a_table_of_its_own(read_bytes):
    first = [["STT", "Tên", "Đơn vị"], [1, "A", "x"], [], [2, "B", "y"]]
    second = [[], ["Biểu 2"], [], ["STT", "Tên", "Mức"], [1, "C", "z"]]

    assert shape(read_bytes(workbook(rows(*first, *second)), "a.xlsx")) == [
        ("table", [["STT", "Tên", "Đơn vị"], ["1", "A", "x"], ["2", "B", "y"]]),
        ("paragraph", "Biểu 2"),
        ("table", [["STT", "Tên", "Mức"], ["1", "C", "z"]]),
    ]


def test_the_name_on_the_tab_is_a_title_only_where_none_is_typed(read_bytes):
    def fill(book, sheet):
        sheet.write_row(0, 0, ["STT", "Tên", "Đơn vị"])
        sheet.write_row(1, 0, [1, "A", "x"])
        other = book.add_worksheet("Tập thể")
        other.write(0, 0, "DANH SÁCH TẬP THỂ")
        other.write_row(1, 0, ["STT", "Tên", "Đơn vị"])
        other.write_row(2, 0, [1, "B", "y"])
        bare = book.add_worksheet("Danh sách cá nhân")
        bare.write_row(0, 0, ["STT", "Tên", "Đơn vị"])
        bare.write_row(1, 0, [1, "C", "z"])

    answer = read_bytes(workbook(fill), "a.xlsx")
    texts = [(block.kind.value, block.text, block.starts_page) for block in answer.blocks]

    assert texts == [
        ("table", "", True),
        ("header", "Tập thể", True),
        ("paragraph", "DANH SÁCH TẬP THỂ", False),
        ("table", "", False),
        ("paragraph", "Danh sách cá nhân", True),
        ("table", "", False),
    ]


def test_hidden_sheets_rows_and_columns_are_counted_and_left_out(read_bytes):
    def fill(book, sheet):
        rows(["STT", "Tên", "Đơn vị", "Mã"], [1, "A", "x", "ẩn"], [2, "Dòng ẩn", "y"], [3, "C", "z"])(book, sheet)
        sheet.set_row(2, None, None, {"hidden": True})
        sheet.set_column(3, 3, None, None, {"hidden": True})
        hidden = book.add_worksheet("Nguồn")
        hidden.write(0, 0, "Không ai thấy")
        hidden.hide()

    answer = read_bytes(workbook(fill), "a.xlsx")

    assert shape(answer) == [("table", [["STT", "Tên", "Đơn vị"], ["1", "A", "x"], ["3", "C", "z"]])]
    # "Mã", "ẩn", the three cells of the row, the one of the sheet.
    assert (answer.status.value, losses(answer)) == ("read_with_losses", {"hidden-text": 6})


def test_a_formula_shows_its_last_value_and_one_without_a_value_is_a_loss(read_bytes):
    def fill(_, sheet):
        sheet.write_row(0, 0, ["Tập thể", "Cá nhân", "Cộng"])
        sheet.write_row(1, 0, [2, 3])
        sheet.write_formula(1, 2, "=A2+B2", None, 5)
        sheet.write_formula(2, 0, "=A2/0", None, "#DIV/0!")
        sheet.write_formula(2, 1, '=A2&"x"', None, "2x")
        sheet.write_formula(2, 2, "=B2*2", None, "")
        sheet.write_boolean(3, 0, True)

    data = changed(workbook(fill), "xl/worksheets/sheet1.xml", ("<f>B2*2</f><v></v>", "<f>B2*2</f>"))
    answer = read_bytes(data, "a.xlsx")

    assert shape(answer) == [
        ("table", [["Tập thể", "Cá nhân", "Cộng"], ["2", "3", "5"], ["2x"]]),
        ("paragraph", "TRUE"),
    ]
    assert losses(answer) == {"part-missing": 2}


def test_days_are_counted_from_1904_where_the_workbook_says_so(read_bytes):
    def fill(book, sheet):
        sheet.write_datetime(0, 0, dt.date(2025, 8, 20), book.add_format({"num_format": "dd/mm/yyyy"}))

    assert shape(read_bytes(workbook(fill, date_1904=True), "a.xlsx")) == [("paragraph", "20/08/2025")]


def test_legacy_text_is_converted_by_font_and_by_line(read_bytes):
    def fill(book, sheet):
        tcvn3 = book.add_format({"font_name": ".VnTime"})
        sheet.write(0, 0, "§Ò nghÞ khen th\u00adëng", tcvn3)
        sheet.write(1, 0, "Danh s¸ch c¸ nh©n ®Ò nghÞ khen th\u00adëng")
        sheet.write_rich_string(2, 0, "Đơn vị: ", tcvn3, "Së Y tÕ")

    answer = read_bytes(workbook(fill), "a.xlsx")

    assert [block.text for block in answer.blocks] == [
        "Đề nghị khen thưởng",
        "Danh sách cá nhân đề nghị khen thưởng",
        "Đơn vị: Sở Y tế",
    ]
    assert losses(answer).keys() == {"legacy-converted"}


def test_texts_of_boxes_headers_and_footers_are_read_beside_the_cells(read_bytes):
    def fill(_, sheet):
        sheet.write(0, 0, "Nội dung")
        sheet.insert_textbox(3, 1, "DANH SÁCH KÈM THEO")
        sheet.set_header('&C&"Arial,Bold"Phụ lục I')
        sheet.set_footer("&CTrang &P/&N của biểu")

    assert shape(read_bytes(workbook(fill), "a.xlsx")) == [
        ("header", "Phụ lục I"),
        ("text_box", "DANH SÁCH KÈM THEO"),
        ("paragraph", "Nội dung"),
        ("footer", "Trang  /  của biểu"),
    ]


def test_macros_links_and_comments_are_told_and_nothing_is_followed(read_bytes):
    def fill(_, sheet):
        sheet.write(0, 0, "Nội dung")
        sheet.write_comment(0, 0, "Hỏi lại")

    data = workbook(fill)
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        for info in old.infolist():
            content = old.read(info)
            if info.filename == "[Content_Types].xml":
                content = content.replace(
                    b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
                    b"application/vnd.ms-excel.sheet.macroEnabled.main+xml",
                )
            if info.filename == "xl/_rels/workbook.xml.rels":
                link = (
                    '<Relationship Id="rId99" Target="externalLinks/externalLink1.xml" Type="http://schemas.'
                    'openxmlformats.org/officeDocument/2006/relationships/externalLink"/></Relationships>'
                )
                content = content.replace(b"</Relationships>", link.encode())
            new.writestr(info.filename, content)
        new.writestr("xl/vbaProject.bin", b"x")

    answer = read_bytes(stream.getvalue(), "a.xlsm")

    assert (answer.format, losses(answer)) == ("xlsm", {"comment": 1, "external-link": 1, "macro": 1})
    assert answer.problems == ()


def test_a_cell_in_the_last_corner_of_the_grid_costs_no_memory(read_bytes):
    def fill(_, sheet):
        sheet.write(0, 0, "Đầu")
        sheet.write(1048575, 16383, "Cuối")

    data = workbook(fill)
    tracemalloc.start()
    answer = read_bytes(data, "a.xlsx")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert shape(answer) == [("paragraph", "Đầu"), ("paragraph", "Cuối")]
    assert peak < 5_000_000


def test_too_many_cells_and_a_table_that_is_nearly_all_empty_are_refused(read_bytes):
    many = workbook(rows(*([[1, 2, 3, 4]] * 30)))
    diagonal = workbook(lambda _, sheet: [sheet.write_row(n, 3 * n, ["a", "b", 1]) for n in range(40)] and None)

    for data in (many, diagonal):
        answer = read_bytes(data, "a.xlsx", Limits(blocks=119 if data is many else 200))
        assert (answer.status.value, [p.code.value for p in answer.problems]) == ("refused", ["file-too-large"])


def test_a_merged_area_beyond_all_cells_and_text_below_a_merged_cell(read_bytes):
    def fill(_, sheet):
        rows(["STT", "Tên", "Đơn vị", "Mức"], [1, "A", "x", "y"])(_, sheet)
        sheet.merge_range("A4:B4", "Cả vùng")

    data = changed(
        workbook(fill),
        "xl/worksheets/sheet1.xml",
        ('<mergeCell ref="A4:B4"/>', '<mergeCell ref="A4:XFD1048576"/><mergeCell ref="B2:C2"/>'),
    )
    answer = read_bytes(data, "a.xlsx")

    assert shape(answer) == [
        ("table", [["STT", "Tên", "Đơn vị", "Mức"], ["1", "A", "y"]]),
        ("paragraph", "Cả vùng"),
    ]
    assert losses(answer) == {"hidden-text": 1}


@pytest.mark.parametrize(
    ("part", "before", "after"),
    [
        ("xl/worksheets/sheet1.xml", "</worksheet>", ""),
        ("xl/worksheets/sheet1.xml", "<worksheet", '<!DOCTYPE x [<!ENTITY a "b">]><worksheet'),
        ("xl/workbook.xml", "<workbook", "<workbook <"),
    ],
)
def test_broken_xml_is_damage(read_bytes, part, before, after):
    answer = read_bytes(changed(workbook(rows(["a"])), part, (before, after)), "a.xlsx")

    assert (answer.status.value, [p.code.value for p in answer.problems]) == ("refused", ["file-damaged"])


def test_a_sheet_that_is_not_there_is_a_loss_and_the_others_are_read(read_bytes):
    def fill(book, sheet):
        sheet.write(0, 0, "Còn")
        book.add_worksheet().write(0, 0, "Mất")

    data = changed(
        workbook(fill),
        "xl/_rels/workbook.xml.rels",
        ("worksheets/sheet2.xml", "worksheets/sheet9.xml"),
    )
    answer = read_bytes(data, "a.xlsx")

    assert (shape(answer), losses(answer)) == ([("paragraph", "Còn")], {"part-missing": 1})


def test_an_empty_workbook_is_empty(read_bytes):
    assert read_bytes(workbook(rows()), "a.xlsx").status.value == "empty"


def test_values_are_those_that_calamine_reads(read_bytes):
    """python-calamine as the judge of what stands in which cell."""
    data = workbook(rows(["STT", "Tên", "Năm"], [1, "A &amp; <b> _x0041_", 1980], [2, " hai\ndòng ", 0.25]))

    table = read_bytes(data, "a.xlsx").blocks[0]
    judged = python_calamine.load_workbook(io.BytesIO(data)).get_sheet_by_index(0).to_python()

    assert [[str(value).strip() for value in line] for line in judged] == [
        ["STT", "Tên", "Năm"],
        ["1.0", "A &amp; <b> _x0041_", "1980.0"],
        ["2.0", "hai\ndòng", "0.25"],
    ]
    assert [cell.text for cell in table.cells] == [
        *("STT", "Tên", "Năm"),
        *("1", "A &amp; <b> _x0041_", "1980"),
        *("2", "hai\ndòng", "0,25"),
    ]
