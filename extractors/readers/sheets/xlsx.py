"""Sheets of a workbook in SpreadsheetML (ECMA-376 part 1, §18), transitional and strict alike.

Rows are read one by one and forgotten; the declared dimension is not looked at, so a cell in the last row and column
of the grid costs no memory. Values are those that the last program to calculate them kept: nothing is calculated here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import cast

from lxml import etree

from extractors.readers.base import bad_file
from extractors.readers.docx.package import Package
from extractors.readers.docx.xml import feed, xml_pull_parser
from extractors.readers.sheets.model import Book, Sheet, SheetCell
from extractors.readers.sheets.numbers import shown
from extractors.readers.sheets.spans import Area, place_merged
from extractors.readers.sheets.styles import Element, Look, Looks, looks_of, whole
from pipeline.errors import ReadError
from pipeline.models.vocabulary import FileCode, LossCode

_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")
_USUAL = "xl/workbook.xml"
_LAST_ROW, _LAST_COLUMN = 1048576, 16384
_ON = frozenset({"1", "true", "on"})
_TAGS = ("{*}row", "{*}col", "{*}mergeCell", "{*}oddHeader", "{*}oddFooter")
_HEADER_CODE = re.compile(r'&"[^"]*"|&K[0-9A-Fa-f]{6}|&[0-9]+|&&|&[A-Za-z]')
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")


@dataclass
class _Raw:
    """One sheet while its part is read."""

    cells: dict[tuple[int, int], SheetCell] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    merged: list[Area] = field(default_factory=list)
    header: str = ""
    footer: str = ""


def read_xlsx(package: Package, book: Book) -> None:
    """Put the visible sheets of a workbook into ``book``; what is hidden, missing or active is counted."""
    main = _main_part(package)
    root = package.xml(main)
    related = package.relationships(main)
    reader = _Reader(package, book, _from_1904(root))
    for relationship in related.values():
        if relationship.external or relationship.kind == "externalLink":
            book.losses[LossCode.EXTERNAL_LINK] += 1
        elif relationship.kind == "styles":
            reader.looks = looks_of(reader.optional(relationship.target))
        elif relationship.kind == "sharedStrings":
            reader.strings = reader.shared(relationship.target)
    for entry in root.iterfind("{*}sheets/{*}sheet"):
        relationship_id = next((value for name, value in entry.attrib.items() if str(name).endswith("}id")), "")
        found = related.get(str(relationship_id))
        if found is None or found.target not in package:
            book.losses[LossCode.PART_MISSING] += 1
        elif found.kind == "chartsheet":
            book.losses[LossCode.EMBEDDED_OBJECT] += 1
        elif found.kind != "worksheet":
            book.losses[LossCode.MACRO] += 1
        else:
            reader.sheet(entry.get("name") or "", found.target, hidden=(entry.get("state") or "visible") != "visible")
    if package.has_macros:
        book.losses[LossCode.MACRO] += 1


def _main_part(package: Package) -> str:
    for relationship in package.relationships("").values():
        if relationship.kind == "officeDocument" and relationship.target in package:
            return relationship.target
    if _USUAL in package:
        return _USUAL
    raise bad_file(FileCode.FILE_DAMAGED, package.file, "no workbook part")


def _from_1904(root: Element) -> bool:
    properties = root.find("{*}workbookPr")
    return properties is not None and (properties.get("date1904") or "").lower() in _ON


class _Reader:
    def __init__(self, package: Package, book: Book, from_1904: bool) -> None:
        self._package = package
        self._book = book
        self._from_1904 = from_1904
        self.looks = Looks()
        self.strings: list[list[tuple[str, str | None]]] = []

    def optional(self, name: str) -> Element | None:
        """Root of a part; null, and counted, where it is no good."""
        try:
            return self._package.xml(name)
        except ReadError as error:
            if error.code == FileCode.FILE_TOO_LARGE:
                raise
            self._book.losses[LossCode.PART_MISSING] += 1
            return None

    def shared(self, name: str) -> list[list[tuple[str, str | None]]]:
        """The shared strings: each as its runs with their fonts."""
        found: list[list[tuple[str, str | None]]] = []
        for item in self._elements(name, ("{*}si",)):
            found.append(_runs(item))
            if len(found) > self._book.most:
                # Strings that no cell shows fill memory as well.
                self._book.count(len(found))
        return found

    def sheet(self, name: str, part: str, *, hidden: bool) -> None:
        """Read one sheet; of a hidden one its cells are counted only."""
        raw = _Raw()
        at = 0
        for element in self._elements(part, _TAGS):
            tag = str(element.tag).rpartition("}")[2]
            if tag == "row":
                at = self._row(element, at, raw)
            elif tag == "col" and (element.get("hidden") or "").lower() in _ON:
                raw.hidden_columns.append((whole(element.get("min"), 1) - 1, whole(element.get("max"), 1) - 1))
            elif tag == "mergeCell":
                self._merge(element, raw)
            elif tag == "oddHeader":
                raw.header = self._margin(element)
            elif tag == "oddFooter":
                raw.footer = self._margin(element)
        if hidden:
            self._book.losses[LossCode.HIDDEN_TEXT] += len(raw.cells)
            return
        sheet = Sheet(name, self._seen(raw), header=raw.header, footer=raw.footer)
        self._related(part, sheet)
        self._book.sheets.append(sheet)

    def _elements(self, part: str, tags: tuple[str, ...]) -> Iterator[Element]:
        """The finished elements of these names, each forgotten when the next is asked for."""
        parser = xml_pull_parser(tags)
        for piece in self._package.pieces(part):
            feed(parser, piece, self._book.file)
            for _, found in parser.read_events():
                element = cast(Element, found)  # events of other kinds are not asked for
                yield element
                element.clear()
                while (before := element.getprevious()) is not None:
                    parent = before.getparent()
                    if parent is None:
                        break
                    parent.remove(before)
        try:
            parser.close()
        except etree.XMLSyntaxError as error:
            raise bad_file(FileCode.FILE_DAMAGED, self._book.file, "XML ends early") from error

    def _row(self, row: Element, at: int, raw: _Raw) -> int:
        number = whole(row.get("r"), at + 1) - 1
        if not 0 <= number < _LAST_ROW:
            self._book.losses[LossCode.PART_MISSING] += 1
            return at
        if (row.get("hidden") or "").lower() in _ON:
            raw.hidden_rows.add(number)
        column = -1
        for cell in row.iterchildren("{*}c"):
            column = _column(cell.get("r"), column + 1)
            look = self.looks.of(cell.get("s"))
            text = self._text(cell, look)
            if text and column < _LAST_COLUMN:
                self._book.count()
                raw.cells[number, column] = SheetCell(number, column, text, bold=look.bold, centred=look.centred)
        return number + 1

    def _text(self, cell: Element, look: Look) -> str:
        kind = cell.get("t") or "n"
        if kind == "inlineStr":
            inline = cell.find("{*}is")
            return self._joined(_runs(inline), look) if inline is not None else ""
        value = cell.findtext("{*}v")
        if value is None or (value == "" and kind != "str"):
            # A formula that nobody has calculated: what it would show is not in the file.
            if cell.find("{*}f") is not None:
                self._book.losses[LossCode.PART_MISSING] += 1
            return ""
        if kind == "s":
            at = whole(value.strip(), -1)
            if not 0 <= at < len(self.strings):
                self._book.losses[LossCode.PART_MISSING] += 1
                return ""
            return self._joined(self.strings[at], look)
        if kind == "e":
            self._book.losses[LossCode.PART_MISSING] += 1
            return ""
        if kind == "b":
            return "TRUE" if value.strip() in _ON else "FALSE"
        if kind == "str":
            return self._joined([(_unescaped(value), None)], look)
        return self._number(value.strip(), kind, look)

    def _number(self, value: str, kind: str, look: Look) -> str:
        if kind == "d":  # ISO 8601, as strict workbooks write days
            day = re.match(r"(\d{4})-(\d\d)-(\d\d)", value)
            return f"{day[3]}/{day[2]}/{day[1]}" if day else value
        try:
            return shown(float(value), look.code, from_1904=self._from_1904)
        except (ValueError, OverflowError, ArithmeticError):
            self._book.losses[LossCode.PART_MISSING] += 1
            return ""

    def _joined(self, runs: list[tuple[str, str | None]], look: Look) -> str:
        fonts = {font or look.font for _, font in runs}
        if len(fonts) == 1:
            return self._book.text("".join(text for text, _ in runs), fonts.pop())
        return "".join(_keeping_ends(text, self._book.text(text, font or look.font)) for text, font in runs).strip()

    def _merge(self, element: Element, raw: _Raw) -> None:
        first, _, last = (element.get("ref") or "").partition(":")
        ends = [_REFERENCE.fullmatch(end) for end in (first, last)]
        if ends[0] is None or ends[1] is None:
            return
        (top, left), (bottom, right) = ((int(end[2]) - 1, _number_of(end[1])) for end in ends if end is not None)
        raw.merged.append(Area(top, left, bottom, right))
        if len(raw.merged) > self._book.most:
            self._book.count(len(raw.merged))

    def _margin(self, element: Element) -> str:
        text = _HEADER_CODE.sub(lambda code: "&" if code[0] == "&&" else " ", element.text or "")
        text = self._book.text(text)
        return text if any(letter.isalpha() for letter in text) else ""

    def _seen(self, raw: _Raw) -> list[SheetCell]:
        """The cells that a person sees, merged ones with their reach."""
        seen: list[SheetCell] = []
        for cell in place_merged(raw.cells, raw.merged, self._book):
            columns = any(first <= cell.column <= last for first, last in raw.hidden_columns)
            if cell.row in raw.hidden_rows or columns:
                self._book.losses[LossCode.HIDDEN_TEXT] += 1
            else:
                seen.append(cell)
        return seen

    def _related(self, part: str, sheet: Sheet) -> None:
        """Boxes drawn on the sheet, and what else hangs on it."""
        for relationship in self._package.relationships(part).values():
            if relationship.kind == "hyperlink":
                continue
            if relationship.external:
                self._book.losses[LossCode.EXTERNAL_LINK] += 1
            elif relationship.kind == "drawing":
                self._drawing(relationship.target, sheet)
            elif relationship.kind in ("oleObject", "package"):
                self._book.losses[LossCode.EMBEDDED_OBJECT] += 1
            elif relationship.kind == "comments":
                root = self.optional(relationship.target)
                self._book.losses[LossCode.COMMENT] += 0 if root is None else sum(1 for _ in root.iter("{*}comment"))

    def _drawing(self, part: str, sheet: Sheet) -> None:
        root = self.optional(part)
        if root is None:
            return
        self._book.losses[LossCode.IMAGE] += sum(1 for _ in root.iter("{*}pic"))
        for body in root.iter("{*}txBody"):
            lines = ["".join(text.text or "" for text in line.iter("{*}t")) for line in body.iterfind("{*}p")]
            if text := self._book.text("\n".join(line for line in lines if line.strip())):
                self._book.count()
                sheet.boxes.append(text)


def _runs(item: Element) -> list[tuple[str, str | None]]:
    """The runs of a string with the fonts they name; the reading aids of East Asian text (``rPh``) are none."""
    runs: list[tuple[str, str | None]] = []
    for child in item:
        tag = str(child.tag).rpartition("}")[2]
        if tag == "t":
            runs.append((_unescaped(child.text or ""), None))
        elif tag == "r":
            font = child.find("{*}rPr/{*}rFont")
            text = "".join(_unescaped(text.text or "") for text in child.iterfind("{*}t"))
            runs.append((text, font.get("val") if font is not None else None))
    return runs


def _unescaped(text: str) -> str:
    """Characters that XML cannot hold are written ``_x000D_`` (§22.9.2.19)."""
    return _ESCAPE.sub(lambda code: chr(int(code[1], 16)), text) if "_x" in text else text


def _keeping_ends(raw: str, text: str) -> str:
    """A run with the blanks at its ends, which separate it from its neighbours."""
    if not raw.strip():
        return raw
    return raw[: len(raw) - len(raw.lstrip())] + text + raw[len(raw.rstrip()) :]


def _column(reference: str | None, following: int) -> int:
    found = _REFERENCE.fullmatch(reference or "")
    return _number_of(found[1]) if found else following


def _number_of(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
