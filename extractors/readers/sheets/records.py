"""What calamine does not tell of a binary workbook, and how large its sheets are, read before calamine allocates them.

Calamine lays a sheet out whole, from its first to its last cell, and a process that cannot get that memory dies. So
the cell records of BIFF8 ([MS-XLS] §2.4) and BIFF12 ([MS-XLSB] §2.4) are walked first: places, errors, hidden rows.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

_BOF, _EOF, _FILE_PASS = 0x0809, 0x000A, 0x002F
_ROW, _COLUMN_INFO, _BOOL_ERR, _FORMULA, _EXTERNAL_BOOK, _VBA = 0x0208, 0x007D, 0x0205, 0x0006, 0x01AE, 0x00D3
_CELLS = frozenset({_FORMULA, 0x0203, 0x027E, 0x00FD, 0x0204, _BOOL_ERR, 0x00D6})
"""Formula, Number, RK, LabelSst, Label, BoolErr, RString: one cell each. MulRk follows."""
_MANY_NUMBERS = 0x00BD
_B12_ROW, _B12_COLUMN, _B12_ERRORS = 0, 60, frozenset({3, 11})
_B12_CELLS = frozenset(range(2, 12)) | {62}
"""Number, error, yes or no, text, and formulas of these; 1 is a blank cell."""


@dataclass
class Extent:
    """The cells of one sheet: how many, how far, and what of them is hidden or an error."""

    cells: int = 0
    errors: int = 0
    first: tuple[int, int] | None = None
    last: tuple[int, int] = (0, 0)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)

    def add(self, row: int, column: int) -> None:
        """Count a cell at a place."""
        self.cells += 1
        top, left = self.first or (row, column)
        self.first = min(top, row), min(left, column)
        self.last = max(self.last[0], row), max(self.last[1], column)

    @property
    def area(self) -> tuple[int, int]:
        """Rows and columns from the first to the last cell."""
        if self.first is None:
            return 0, 0
        return self.last[0] - self.first[0] + 1, self.last[1] - self.first[1] + 1


@dataclass
class Survey:
    """What the records of a whole workbook say."""

    sheets: list[Extent] = field(default_factory=list)
    encrypted: bool = False
    macros: bool = False
    links: int = 0


def survey_biff(stream: bytes) -> Survey:
    """The sheets of a Workbook stream in the order they stand in it."""
    survey = Survey()
    at, depth = 0, 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        body = stream[at + 4 : at + 4 + length]
        at += 4 + length
        if kind == _BOF:
            depth += 1
            # Type 5 is the workbook's own part; a chart inside a sheet has a part of its own.
            if depth == 1 and struct.unpack_from("<H", body.ljust(4, b"\0"), 2)[0] != 5:
                survey.sheets.append(Extent())
        elif kind == _EOF:
            depth = max(0, depth - 1)
        elif kind == _FILE_PASS:
            survey.encrypted = True
            return survey
        elif kind == _VBA:
            survey.macros = True
        elif kind == _EXTERNAL_BOOK and body[2:4] not in (b"\x01\x04", b"\x01\x3a"):
            survey.links += 1  # another workbook; the two marks stand for this one and for add-ins
        elif depth == 1 and survey.sheets:
            _in_sheet(kind, body, survey.sheets[-1])
    return survey


def _in_sheet(kind: int, body: bytes, extent: Extent) -> None:
    if kind in _CELLS and len(body) >= 6:
        row, column = struct.unpack_from("<HH", body)
        extent.add(row, column)
        if kind == _BOOL_ERR:
            extent.errors += len(body) >= 8 and body[7] == 1
        elif kind == _FORMULA:
            extent.errors += len(body) >= 14 and body[12:14] == b"\xff\xff" and body[6] == 2
    elif kind == _MANY_NUMBERS and len(body) >= 6:
        row, first = struct.unpack_from("<HH", body)
        for column in range(first, first + (len(body) - 6) // 6):
            extent.add(row, column)
    elif kind == _ROW and len(body) >= 14:
        if body[12] & 0x20:
            extent.hidden_rows.add(struct.unpack_from("<H", body)[0])
    elif kind == _COLUMN_INFO and len(body) >= 10 and body[8] & 0x01:
        first, last = struct.unpack_from("<HH", body)
        extent.hidden_columns.append((first, last))


def survey_biff12(part: bytes) -> Extent:
    """The cells of one sheet part of an .xlsb."""
    extent = Extent()
    row = 0
    for kind, body in _records(part):
        if kind == _B12_ROW and len(body) >= 13:
            row = struct.unpack_from("<I", body)[0]
            if struct.unpack_from("<H", body, 10)[0] & 0x1000:
                extent.hidden_rows.add(row)
        elif kind in _B12_CELLS and len(body) >= 4:
            extent.add(row, struct.unpack_from("<I", body)[0])
            extent.errors += kind in _B12_ERRORS
        elif kind == _B12_COLUMN and len(body) >= 18 and struct.unpack_from("<H", body, 16)[0] & 0x01:
            first, last = struct.unpack_from("<II", body)
            extent.hidden_columns.append((first, last))
    return extent


def _records(part: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at < len(part):
        kind, at = part[at], at + 1
        if kind & 0x80 and at < len(part):
            kind, at = (kind & 0x7F) | (part[at] & 0x7F) << 7, at + 1
        length = 0
        for shift in (0, 7, 14, 21):
            if at >= len(part):
                return
            byte, at = part[at], at + 1
            length |= (byte & 0x7F) << shift
            if not byte & 0x80:
                break
        yield kind, part[at : at + length]
        at += length
