"""A sheet as paragraphs and tables: the lines typed above a list are no part of its grid.

Offices type the whole paper into cells: letterhead in two columns, title, list, signatures. Rows of text become
paragraphs; letterhead and signatures, whose lines stand side by side, a table of one row as in Word; the list a table
of its own. What is a list is told by its form alone: a row of three or more texts, or of two with numbered rows below,
begins one.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.readers.sheets.model import Book, Sheet, SheetCell
from pipeline.models.files import Block, BlockKind, Cell

_DEFAULT_NAME = re.compile(r"(?:sheet|trang[\s_]?tính|bảng[\s_]?tính|worksheet)[\s_]*\d*(?:\s*\(\d+\))?", re.IGNORECASE)
"""Names that a program gives by itself say nothing; all others were typed by somebody and stand on the tab."""
_INDEX = re.compile(r"\(?(?:\d{1,5}|[IVXLC]{1,6}|[A-ZĐa-zđ])[.)]?")
_FIGURE = re.compile(r"[\d.,/%\s-]*\d[\d.,/%\s-]*")
_LOOK_AHEAD = 3
_WIDE = 3
"""Texts in a row that make it one of a list; a letterhead has two."""


@dataclass(frozen=True)
class _Row:
    """One row that shows anything."""

    number: int
    cells: tuple[SheetCell, ...]
    weight: int
    """Texts that it shows, those of cells merged from above among them."""

    @property
    def is_one_text(self) -> bool:
        return self.weight == 1 and len(self.cells) == 1


def blocks_of(sheets: Sequence[Sheet], book: Book) -> list[Block]:
    """The blocks of all sheets; each sheet begins a page."""
    blocks: list[Block] = []
    for sheet in sheets:
        first = len(blocks)
        _Laid(sheet, book, blocks).lay()
        if len(blocks) > first:
            blocks[first] = blocks[first].model_copy(update={"starts_page": True})
    return blocks


class _Laid:
    def __init__(self, sheet: Sheet, book: Book, blocks: list[Block]) -> None:
        self._sheet = sheet
        self._book = book
        self._blocks = blocks

    def lay(self) -> None:
        """Add the blocks of the sheet."""
        sheet = self._sheet
        rows = _rows(sheet.cells)
        if sheet.header:
            self._paragraph(sheet.header, BlockKind.HEADER)
        begin, end = _table(rows, 0)
        if sheet.name and (rows or sheet.boxes) and not _DEFAULT_NAME.fullmatch(sheet.name.strip()):
            # On the tab, in no cell: the title of the list where nothing is typed above it, else beside the paper.
            titled = bool(sheet.boxes) or begin > 0
            self._paragraph(sheet.name.strip(), BlockKind.HEADER if titled else BlockKind.PARAGRAPH)
        for box in sheet.boxes:
            self._paragraph(box, BlockKind.TEXT_BOX)
        done = 0
        while begin < len(rows):
            self._lines(rows[done:begin])
            self._grid(rows[begin:end])
            done = end
            begin, end = _table(rows, done)
        self._lines(rows[done:])
        if sheet.footer:
            self._paragraph(sheet.footer, BlockKind.FOOTER)

    def _paragraph(self, text: str, kind: BlockKind, cell: SheetCell | None = None) -> None:
        self._blocks.append(
            Block(
                index=len(self._blocks),
                kind=kind,
                text=text,
                bold=cell is not None and cell.bold,
                centred=cell is not None and cell.centred,
            )
        )

    def _lines(self, rows: Sequence[_Row]) -> None:
        """Rows of text: one after the other, and where several stand side by side, column by column."""
        at = 0
        while at < len(rows):
            if len(rows[at].cells) == 1:
                self._paragraph(rows[at].cells[0].text, BlockKind.PARAGRAPH, rows[at].cells[0])
                at += 1
                continue
            end = _beside(rows, at)
            self._columns([cell for row in rows[at:end] for cell in row.cells], rows[at].cells)
            at = end

    def _columns(self, cells: Sequence[SheetCell], heads: Sequence[SheetCell]) -> None:
        """Lines side by side as a table of one row, a cell for each column: the form that Word papers have."""
        starts = [0, *(cell.column for cell in heads[1:])]
        lines: list[list[str]] = [[] for _ in starts]
        for cell in cells:
            lines[bisect_right(starts, cell.column) - 1].append(cell.text)
        found = [Cell(row=0, column=at, text="\n".join(texts)) for at, texts in enumerate(lines)]
        self._blocks.append(Block(index=len(self._blocks), kind=BlockKind.TABLE, text="", cells=tuple(found)))

    def _grid(self, rows: Sequence[_Row]) -> None:
        """A table of the rows and columns that show anything, numbered from 0."""
        cells = [cell for row in rows for cell in row.cells]
        columns = {column: at for at, column in enumerate(sorted({cell.column for cell in cells}))}
        numbers = {row.number: at for at, row in enumerate(rows)}
        self._book.check_area(len(numbers), len(columns))
        self._blocks.append(
            Block(
                index=len(self._blocks),
                kind=BlockKind.TABLE,
                text="",
                cells=tuple(
                    Cell(
                        row=numbers[cell.row],
                        column=columns[cell.column],
                        row_span=_reach(cell.row, cell.row_span, numbers),
                        column_span=_reach(cell.column, cell.column_span, columns),
                        text=cell.text,
                    )
                    for cell in cells
                ),
            )
        )


def _reach(start: int, span: int, positions: dict[int, int]) -> int:
    if span == 1:
        return 1
    if span > len(positions):
        return sum(start <= position < start + span for position in positions)
    return sum(position in positions for position in range(start, start + span))


def _rows(cells: Sequence[SheetCell]) -> list[_Row]:
    """The rows in their order; ``cells`` are sorted."""
    by_row: dict[int, list[SheetCell]] = {}
    for cell in cells:
        by_row.setdefault(cell.row, []).append(cell)
    rows: list[_Row] = []
    reaching: list[SheetCell] = []
    for number, here in by_row.items():
        reaching = [cell for cell in reaching if cell.row + cell.row_span > number]
        rows.append(_Row(number, tuple(here), len(here) + len(reaching)))
        reaching += [cell for cell in here if cell.row_span > 1]
    return rows


def _beside(rows: Sequence[_Row], at: int) -> int:
    """The row after a run of rows with texts side by side; a line alone between two of them belongs to its column."""
    starts = [cell.column for cell in rows[at].cells]
    end = at + 1
    for number in range(at + 1, len(rows)):
        cells = rows[number].cells
        if (
            len(cells) == 1
            and cells[0].column_span > 1
            and any(cells[0].column < start < cells[0].column + cells[0].column_span for start in starts)
        ):
            break  # a title over the whole width
        if len(cells) > len(starts) or rows[number].number - rows[end - 1].number > _LOOK_AHEAD:
            break
        if len(cells) > 1:
            end = number + 1
    return end


def _table(rows: Sequence[_Row], at: int) -> tuple[int, int]:
    """First row of the next list from ``at`` on and the row after its last; past the end where there is none."""
    for begin in range(at, len(rows)):
        following = rows[begin + 1 : begin + 1 + _LOOK_AHEAD]
        wide = rows[begin].weight >= _WIDE and any(row.weight >= _WIDE for row in following)
        if wide or (rows[begin].weight == 2 and _is_numbered(following)):
            return begin, _end(rows, begin)
    return len(rows), len(rows)


def _is_numbered(following: Sequence[_Row]) -> bool:
    return bool(following) and following[0].weight == 2 and following[0].cells[0].text.rstrip(".)") in ("1", "01", "I")


def _end(rows: Sequence[_Row], begin: int) -> int:
    """The row after the last of a list: it ends at a gap after which no row of figures or numbers comes."""
    first_column = min(cell.column for cell in rows[begin].cells)
    end = begin + 1
    while end < len(rows):
        gap = rows[end].number - max(_last_row(rows[end - 1]), rows[end - 1].number) > 1
        if gap and not _goes_on(rows[end], first_column):
            break
        end += 1
    indexed = sum(_has_index(row, first_column) for row in rows[begin + 1 : end]) * 2 > end - begin - 1
    while end - begin > 2 and _is_text(rows[end - 1], first_column, indexed):
        end -= 1
    return end


def _last_row(row: _Row) -> int:
    return max(cell.row + cell.row_span - 1 for cell in row.cells)


def _has_index(row: _Row, first_column: int) -> bool:
    return row.cells[0].column == first_column and bool(_INDEX.fullmatch(row.cells[0].text.strip()))


def _goes_on(row: _Row, first_column: int) -> bool:
    if row.is_one_text:
        return False
    return _has_index(row, first_column) or any(_FIGURE.fullmatch(cell.text) for cell in row.cells)


def _is_text(row: _Row, first_column: int, indexed: bool) -> bool:
    """Whether a row at the end of a list is a line below it: a closing sentence, the signatures."""
    if _has_index(row, first_column) or any(_FIGURE.fullmatch(cell.text) for cell in row.cells):
        return False
    if row.is_one_text:
        return row.cells[0].column == first_column or row.cells[0].column_span > 1
    return indexed and row.weight < _WIDE
