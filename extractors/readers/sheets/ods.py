"""Sheets of an OpenDocument spreadsheet (ISO/IEC 26300): each cell holds the text that it shows.

Repeated rows and columns are a number in the file; empty ones cost nothing here, filled ones count as cells.
"""

from __future__ import annotations

import re

from extractors.readers.base import bad_file
from extractors.readers.docx.package import Package
from extractors.readers.sheets.model import Book, Sheet, SheetCell
from extractors.readers.sheets.spans import Area, place_merged
from extractors.readers.sheets.styles import Element, whole
from pipeline.models.vocabulary import FileCode, LossCode

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_XLINK = "{http://www.w3.org/1999/xlink}"
_ROWS = frozenset({f"{_TABLE}{name}" for name in ("table-row-group", "table-header-rows", "table-rows")})
_HIDDEN = frozenset({"collapse", "filter"})
_ERRORS = ("#", "Err:")
_ISO_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T(\d\d:\d\d))?")
_LAST_ROW, _LAST_COLUMN = 1048576, 16384


def read_ods(package: Package, book: Book) -> None:
    """Put the visible sheets into ``book``; what is hidden or missing is counted."""
    if "META-INF/manifest.xml" in package and any(
        str(entry.tag).endswith("}encryption-data") for entry in package.xml("META-INF/manifest.xml").iter()
    ):
        raise bad_file(FileCode.FILE_ENCRYPTED, package.file, "encryption-data")
    if "content.xml" not in package:
        raise bad_file(FileCode.FILE_DAMAGED, package.file, "no content part")
    root = package.xml("content.xml")
    hidden = {
        style.get(f"{_STYLE}name")
        for style in root.iter(f"{_STYLE}style")
        for properties in style.iter(f"{_STYLE}table-properties")
        if properties.get(f"{_TABLE}display") == "false"
    }
    if root.find(f".//{_OFFICE}scripts/{_OFFICE}script") is not None or "Basic/script-lc.xml" in package:
        book.losses[LossCode.MACRO] += 1
    for table in root.iterfind(f"{_OFFICE}body/{_OFFICE}spreadsheet/{_TABLE}table"):
        source = table.find(f"{_TABLE}table-source")
        if source is not None and source.get(f"{_XLINK}href"):
            book.losses[LossCode.EXTERNAL_LINK] += 1
            continue  # a cache of another file, shown on no tab
        _Table(table, book, hidden=table.get(f"{_TABLE}style-name") in hidden).read()


class _Table:
    def __init__(self, table: Element, book: Book, *, hidden: bool) -> None:
        self._table = table
        self._book = book
        self._is_hidden = hidden
        self._sheet = Sheet(table.get(f"{_TABLE}name") or "")
        self._cells: dict[tuple[int, int], SheetCell] = {}
        self._merged: list[Area] = []
        self._hidden_columns: list[tuple[int, int]] = []
        self._row = 0

    def read(self) -> None:
        """Read the table into the book."""
        at = 0
        for column in self._table.iter(f"{_TABLE}table-column"):
            repeated = whole(column.get(f"{_TABLE}number-columns-repeated"), 1)
            if column.get(f"{_TABLE}visibility") in _HIDDEN:
                self._hidden_columns.append((at, at + repeated - 1))
            at += repeated
        self._rows(self._table)
        for shapes in self._table.iterfind(f"{_TABLE}shapes"):
            self._shapes(shapes)
        if self._is_hidden:
            self._book.losses[LossCode.HIDDEN_TEXT] += len(self._cells)
            return
        self._sheet.cells = place_merged(self._cells, self._merged, self._book)
        self._book.sheets.append(self._sheet)

    def _rows(self, parent: Element) -> None:
        for child in parent:
            if child.tag in _ROWS:
                self._rows(child)
            elif child.tag == f"{_TABLE}table-row":
                repeated = max(1, whole(child.get(f"{_TABLE}number-rows-repeated"), 1))
                shown = self._shown(child)
                for _ in range(min(repeated, _LAST_ROW - self._row) if shown else 0):
                    self._one_row(shown, hidden=child.get(f"{_TABLE}visibility") in _HIDDEN)
                    self._row += 1
                if not shown:
                    self._row += repeated

    def _shown(self, row: Element) -> list[tuple[Element, int, int, str]]:
        """The cells with text: first column, how often repeated, text."""
        shown: list[tuple[Element, int, int, str]] = []
        column = 0
        for cell in row:
            if cell.tag in (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
                repeated = max(1, whole(cell.get(f"{_TABLE}number-columns-repeated"), 1))
                if _shows(cell) and (text := self._text(cell)):
                    shown.append((cell, column, repeated, text))
                column += repeated
        return shown

    def _one_row(self, shown: list[tuple[Element, int, int, str]], *, hidden: bool) -> None:
        for cell, column, repeated, text in shown:
            self._book.count(min(repeated, _LAST_COLUMN))
            for at in range(column, min(column + repeated, _LAST_COLUMN)):
                self._one_cell(cell, at, text, hidden=hidden)

    def _one_cell(self, cell: Element, column: int, text: str, *, hidden: bool) -> None:
        if hidden or any(first <= column <= last for first, last in self._hidden_columns):
            self._book.losses[LossCode.HIDDEN_TEXT] += 1
            return
        self._cells[self._row, column] = SheetCell(self._row, column, text)
        down = whole(cell.get(f"{_TABLE}number-rows-spanned"), 1)
        across = whole(cell.get(f"{_TABLE}number-columns-spanned"), 1)
        if down > 1 or across > 1:
            self._merged.append(Area(self._row, column, self._row + down - 1, column + across - 1))

    def _text(self, cell: Element) -> str:
        lines = [_line(paragraph) for paragraph in cell.iterfind(f"{_TEXT}p")]
        text = self._book.text("\n".join(lines))
        formula = cell.get(f"{_TABLE}formula") is not None
        # An error, or a formula that nobody has calculated: what it would show is not in the file.
        if formula and (text.startswith(_ERRORS) or (not text and cell.get(f"{_OFFICE}value-type") is None)):
            self._book.losses[LossCode.PART_MISSING] += 1
            return ""
        if cell.find(f"{_OFFICE}annotation") is not None:
            self._book.losses[LossCode.COMMENT] += 1
        return _day_first(text, cell.get(f"{_OFFICE}date-value") or "")

    def _shapes(self, shapes: Element) -> None:
        for frame in shapes:
            lines = [_line(paragraph) for paragraph in frame.iter(f"{_TEXT}p")]
            if text := self._book.text("\n".join(line for line in lines if line.strip())):
                self._sheet.boxes.append(text)
            elif any(str(part.tag).endswith("}image") for part in frame.iter()):
                self._book.losses[LossCode.IMAGE] += 1


def _day_first(text: str, value: str) -> str:
    """A day with its year as dd/mm/yyyy, whatever order it is shown in; the file holds it as ISO 8601 as well."""
    day = _ISO_DAY.match(value)
    if day is None or len(re.findall(r"\d+", text)) < 3:
        return text
    time = day[4] if day[4] and day[4] != "00:00" else ""
    return f"{day[3]}/{day[2]}/{day[1]} {time}".strip()


def _shows(cell: Element) -> bool:
    return len(cell) > 0 or cell.get(f"{_TABLE}formula") is not None


def _line(paragraph: Element) -> str:
    """Text of a paragraph; blanks in a row, tabs and breaks are elements. A remark inside a cell is no text of it."""
    parts: list[str] = [paragraph.text or ""]
    for child in paragraph:
        if child.tag == f"{_TEXT}s":
            parts.append(" " * min(whole(child.get(f"{_TEXT}c"), 1), 100))
        elif child.tag == f"{_TEXT}tab":
            parts.append("\t")
        elif child.tag == f"{_TEXT}line-break":
            parts.append("\n")
        elif child.tag != f"{_OFFICE}annotation":
            parts.append(_line(child))
        parts.append(child.tail or "")
    return "".join(parts)
