"""Binary workbooks: looked over record by record before calamine lays them out in memory."""

from __future__ import annotations

import io
import shutil
import struct
import subprocess
import zipfile

import pytest
import xlsxwriter

from extractors.readers.sheets.records import survey_biff, survey_biff12
from pipeline.models.limits import Limits

SOFFICE = shutil.which("soffice")
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def codes(answer):
    return answer.status.value, [problem.code.value for problem in answer.problems]


def losses(answer):
    return {loss.code.value: loss.count for loss in answer.losses}


@pytest.fixture
def as_xls(tmp_path):
    """A workbook that ``fill(book, sheet)`` writes, saved in the format of Excel 97-2003 by LibreOffice."""
    assert SOFFICE, "LibreOffice is listed in requirements/system.txt"

    def saved(fill) -> bytes:
        book = xlsxwriter.Workbook(str(tmp_path / "a.xlsx"))
        fill(book, book.add_worksheet())
        book.close()
        profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
        arguments = [SOFFICE, profile, "--headless", "--convert-to", "xls", "a.xlsx"]
        subprocess.run(arguments, cwd=tmp_path, check=True, capture_output=True, timeout=120)
        return (tmp_path / "a.xls").read_bytes()

    return saved


def test_an_old_workbook_tells_hidden_rows_and_errors(as_xls, read_bytes):
    def fill(book, sheet):
        sheet.write_row(0, 0, ["STT", "Tên", "Mức"])
        sheet.write_row(1, 0, [1, "Trần Văn Thử", 1.5])
        sheet.write_row(2, 0, [2, "Dòng ẩn", 2])
        sheet.set_row(2, None, None, {"hidden": True})
        sheet.write_row(3, 0, [3, "Lê Thị Giả"])
        sheet.write_formula(3, 2, "=1/0", None, "#DIV/0!")
        hidden = book.add_worksheet("Nguồn")
        hidden.write(0, 0, "Không ai thấy")
        hidden.hide()

    answer = read_bytes(as_xls(fill), "a.xls")

    (table,) = answer.blocks
    assert [(cell.row, cell.text) for cell in table.cells] == [
        *((0, "STT"), (0, "Tên"), (0, "Mức")),
        *((1, "1"), (1, "Trần Văn Thử"), (1, "1,5")),
        *((2, "3"), (2, "Lê Thị Giả")),
    ]
    assert losses(answer) == {"hidden-text": 4, "part-missing": 1}


def test_far_apart_cells_of_an_old_workbook_are_refused_before_they_are_laid_out(as_xls, read_bytes):
    def fill(_, sheet):
        sheet.write(0, 0, "Đầu")
        sheet.write(65535, 255, "Cuối")

    assert codes(read_bytes(as_xls(fill), "a.xls")) == ("refused", ["file-too-large"])


def test_an_old_workbook_that_breaks_off_is_damage(as_xls, read_bytes):
    data = as_xls(lambda _, sheet: sheet.write_column(0, 0, [f"Dòng {number}" for number in range(500)]))

    assert codes(read_bytes(data[:4096], "a.xls"))[0] == "refused"
    assert codes(read_bytes(data[: len(data) // 2], "a.xls"))[1] == ["file-damaged"]


def biff(*records: tuple[int, bytes]) -> bytes:
    return b"".join(struct.pack("<HH", kind, len(body)) + body for kind, body in records)


def test_the_records_of_biff8_are_counted():
    globals_, sheet, end = (0x0809, b"\x00\x06\x05\x00"), (0x0809, b"\x00\x06\x10\x00"), (0x000A, b"")
    survey = survey_biff(
        biff(
            globals_,
            (0x00D3, b""),  # a VBA project
            (0x01AE, b"\x02\x00\x01\x04"),  # this workbook itself
            (0x01AE, b"\x01\x00\x08\x00\x00another.xls"),
            end,
            sheet,
            (0x0208, struct.pack("<HHHHHHI", 7, 0, 3, 0, 0, 0, 0x20)),  # row 7, hidden
            (0x007D, struct.pack("<HHHHHH", 2, 4, 0, 0, 1, 0)),  # columns 2 to 4, hidden
            (0x0203, struct.pack("<HHHd", 3, 1, 0, 1.0)),
            (0x00BD, struct.pack("<HH", 9, 2) + bytes(12) + struct.pack("<H", 3)),  # two numbers in a row
            (0x0205, struct.pack("<HHHBB", 4, 1, 0, 7, 1)),  # #DIV/0!
            (0x0006, struct.pack("<HHH", 5, 1, 0) + b"\x02\x00\x07\x00\x00\x00\xff\xff" + bytes(8)),
            end,
        )
    )
    (extent,) = survey.sheets

    assert (survey.macros, survey.links, survey.encrypted) == (True, 1, False)
    assert (extent.cells, extent.errors, extent.area) == (5, 2, (7, 3))
    assert (extent.hidden_rows, extent.hidden_columns) == ({7}, [(2, 4)])
    assert survey_biff(biff(globals_, (0x002F, bytes(6)))).encrypted


def record(kind: int, body: bytes) -> bytes:
    number = bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])
    return number + bytes([len(body)]) + body


def text(value: str) -> bytes:
    return struct.pack("<I", len(value)) + value.encode("utf-16-le")


def row(number: int, *, hidden: bool = False) -> bytes:
    flags = 0x1000 if hidden else 0
    return record(0, struct.pack("<IIHHBI", number, 0, 300, flags, 0, 0))


def cell(column: int, value: str | float) -> bytes:
    head = struct.pack("<II", column, 0)
    return record(6, head + text(value)) if isinstance(value, str) else record(5, head + struct.pack("<d", value))


def xlsb(*cells: bytes) -> bytes:
    """An .xlsb with one sheet, typed by hand after [MS-XLSB]."""

    def links(kind: str, target: str) -> str:
        entry = f'<Relationship Id="rId1" Type="{OFFICE}/{kind}" Target="{target}"/>'
        return f'<Relationships xmlns="{PACKAGE}/relationships">{entry}</Relationships>'

    types = (
        f'<Types xmlns="{PACKAGE}/content-types"><Override PartName="/xl/workbook.bin" '
        'ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/></Types>'
    )
    bundle = struct.pack("<II", 0, 1) + text("rId1") + text("Sheet1")
    book = record(131, b"") + record(143, b"") + record(156, bundle) + record(144, b"") + record(132, b"")
    dimension = record(148, struct.pack("<IIII", 0, 9, 0, 9))
    sheet = record(129, b"") + dimension + record(145, b"") + b"".join(cells) + record(146, b"") + record(130, b"")
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("[Content_Types].xml", types)
        archive.writestr("_rels/.rels", links("officeDocument", "xl/workbook.bin"))
        archive.writestr("xl/workbook.bin", book)
        archive.writestr("xl/_rels/workbook.bin.rels", links("worksheet", "worksheets/sheet1.bin"))
        archive.writestr("xl/worksheets/sheet1.bin", sheet)
    return stream.getvalue()


def test_a_binary_workbook_of_excel_2007_is_read(read_bytes):
    head = [row(0), cell(0, "STT"), cell(1, "Tên"), cell(2, "Năm sinh")]
    first = [row(1), cell(0, 1.0), cell(1, "Trần Văn Thử"), cell(2, 1980.0)]
    second = [row(2, hidden=True), cell(0, 2.0), cell(1, "Dòng ẩn"), cell(2, 1981.0)]

    answer = read_bytes(xlsb(*head, *first, *second), "a.xlsb")

    assert answer.format == "xlsb"
    assert [one.text for one in answer.blocks[0].cells] == ["STT", "Tên", "Năm sinh", "1", "Trần Văn Thử", "1980"]
    assert losses(answer) == {"hidden-text": 3}


def test_far_apart_cells_of_a_binary_workbook_are_refused(read_bytes):
    far = xlsb(row(0), cell(0, "Đầu"), row(1048575), cell(16383, "Cuối"))

    assert codes(read_bytes(far, "a.xlsb")) == ("refused", ["file-too-large"])
    assert codes(read_bytes(far, "a.xlsb", Limits(blocks=1))) == ("refused", ["file-too-large"])


def test_records_that_break_off_end_the_survey():
    assert survey_biff12(row(3) + cell(1, "a") + b"\x06\xff\xff").cells == 1
    assert survey_biff(b"\x09\x08\xff").sheets == []
