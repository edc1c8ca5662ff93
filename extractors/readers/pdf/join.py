"""What runs over the end of a page: a paragraph, a ruled table.

A table goes on where the next page opens with one whose columns end at the same places. Rows that repeat the head of
the table are dropped; a merged cell that goes on (empty, with rules above and below) is one cell; a row that was cut by
the end of the page is one row.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from extractors.readers.pdf.lines import ENDED, MARKER, Measure
from extractors.readers.pdf.page import Item, Page, Paragraph
from extractors.readers.pdf.tables import PADDING, Grid, GridCell

_SAME = 3.0
"""Points by which the ends of the same column may differ from page to page."""
_MOST_HEAD_ROWS = 3
_FULL = 1.4
"""Ems between the last baseline of a cell and its bottom, or its top and the first, that hold no other line."""
_GOES_ON = re.compile(r"^[a-zà-ỹđ]")


def joined(pages: Iterable[Page]) -> list[tuple[Item, bool]]:
    """The items of all pages in order, each with whether it opens its page; heads, feet and stamps open none.

    Stamps come behind what opens their page: before it they would end the paper of the page before.
    """
    result: list[tuple[Item, bool]] = []
    last: Item | None = None
    for page in pages:
        items = list(page.items)
        opens = True
        if items and last is not None and _joins(last, items[0]):
            items.pop(0)
            opens = False
        result += [(head, False) for head in page.heads]
        boxes = page.boxes
        if not (opens and items):
            result += [(box, False) for box in boxes]
        for item in items:
            result.append((item, opens))
            if opens:
                result += [(box, False) for box in boxes]
                boxes = []
            opens = False
            last = item
        result += [(foot, False) for foot in page.feet]
    return result


def _joins(last: Item, first: Item) -> bool:
    if isinstance(last, Paragraph) and isinstance(first, Paragraph):
        if not _paragraph_goes_on(last, first):
            return False
        last.lines.extend(first.lines)
        return True
    if isinstance(last, Grid) and isinstance(first, Grid):
        return _table_goes_on(last, first)
    return False


def _paragraph_goes_on(last: Paragraph, first: Paragraph) -> bool:
    before, after = last.lines[-1], first.lines[0]
    return (
        last.flows
        and first.flows
        and not last.centred
        and not first.centred
        and abs(before.size - after.size) <= 1.5
        and (after.x0 <= first.measure.left + 9 or (len(last.lines) > 1 and abs(after.x0 - before.x0) < 9))
        and not ENDED.search(before.text)
        and not MARKER.match(after.text)
        and not last.measure.fits(before, after.words[0])
    )


def _table_goes_on(last: Grid, first: Grid) -> bool:
    """Joins ``first`` onto ``last`` where they are one table; else leaves both as they are."""
    if not (last.ruled and first.ruled) or first.page != last.last_page + 1:
        return False
    if _columns(last.xs, first.xs) is None:
        if (wider := _columns(first.xs, last.xs)) is None:
            return False
        _spread(last, wider)
        last.xs = first.xs
    places = _columns(last.xs, first.xs)
    if places is None:
        return False
    _spread(first, places)
    head = _repeated_head(last, first)
    _append(last, [cell for cell in first.cells if cell.row >= head], head)
    last.last_page = first.page
    return True


def _columns(all_ends: list[float], some: list[float]) -> list[int] | None:
    """For each end of ``some`` its index in ``all_ends``; None where one is missing or the outer ends differ."""
    if abs(all_ends[0] - some[0]) > _SAME or abs(all_ends[-1] - some[-1]) > _SAME:
        return None
    places = []
    for end in some:
        index = min(range(len(all_ends)), key=lambda at: abs(all_ends[at] - end))
        if abs(all_ends[index] - end) > _SAME:
            return None
        places.append(index)
    return places


def _spread(grid: Grid, places: list[int]) -> None:
    """Counts the columns of a grid by the ends of a finer one."""
    for cell in grid.cells:
        right = places[cell.column + cell.column_span]
        cell.column = places[cell.column]
        cell.column_span = right - cell.column


def _repeated_head(table: Grid, more: Grid) -> int:
    """How many rows of ``more`` repeat the first rows of ``table``."""
    for count in range(min(_MOST_HEAD_ROWS, more.rows, table.rows), 0, -1):
        head, again = _rows(table, count), _rows(more, count)
        if head is not None and head == again and any(shape[4] for shape in head):
            return count
    return 0


def _rows(grid: Grid, count: int) -> set[tuple[int, int, int, int, str]] | None:
    cells = [cell for cell in grid.cells if cell.row < count]
    if any(cell.row + cell.row_span > count for cell in cells):
        return None
    return {(cell.row, cell.column, cell.row_span, cell.column_span, cell.text) for cell in cells}


def _append(table: Grid, cells: list[GridCell], head: int) -> None:
    height = table.rows
    bottom = {(cell.column, cell.column_span): cell for cell in table.cells if cell.row + cell.row_span == height}
    for cell in cells:
        cell.row -= head
    begins = {(one.column, _first(one)) for one in (*table.cells, *(one for one in cells if one.row)) if one.text}
    dropped = _cut_row(bottom, [cell for cell in cells if cell.row == 0])
    for cell in cells:
        above = bottom.get((cell.column, cell.column_span))
        if dropped and cell.row == 0:
            continue
        row = cell.row - dropped
        if row == 0 and not dropped and above is not None and _merged_cell_goes_on(above, cell, begins):
            above.row_span += cell.row_span
            above.box = cell.box
            _take_text(above, cell)
            continue
        cell.row = height + row
        table.cells.append(cell)


def _first(cell: GridCell) -> str:
    """The first word of a cell that has words."""
    return cell.paragraphs[0][0].words[0].text


def _merged_cell_goes_on(above: GridCell, cell: GridCell, begins: set[tuple[int, str]]) -> bool:
    """Whether ``cell`` is the rest of the merged cell above it.

    Its words go on with those above where these fill their part of the cell to its last line, and that line to its end,
    and where it begins at its top with a word with which no cell of the column does (``begins``).
    """
    if max(above.row_span, cell.row_span) == 1:
        return False
    if not cell.text:
        return True
    if not above.text or (cell.column, _first(cell)) in begins:
        return False
    last, first = above.paragraphs[-1][-1], cell.paragraphs[0][0]
    x0, _, x1, bottom = above.box
    return (
        bottom - last.baseline < _FULL * last.size
        and first.baseline - cell.box[1] < _FULL * first.size
        and not Measure(x0 + PADDING, x1 - PADDING).fits_centred(last, first.words[0])
    )


def _take_text(above: GridCell, cell: GridCell) -> None:
    if not above.paragraphs or not cell.paragraphs:
        above.paragraphs.extend(cell.paragraphs)
        return
    above.paragraphs[-1].extend(cell.paragraphs[0])
    above.paragraphs.extend(cell.paragraphs[1:])


def _cut_row(bottom: dict[tuple[int, int], GridCell], top: list[GridCell]) -> int:
    """1 where the first row goes on with the last one before it, whose cells then have its words; else 0.

    Such a row has no number of its own, only cells that have words above them, and goes on in the middle of a sentence.
    """
    if not top or any(cell.row_span > 1 for cell in top):
        return 0
    pairs = [(bottom.get((cell.column, cell.column_span)), cell) for cell in top]
    number, empty = next(((above, cell) for above, cell in pairs if cell.column == 0), (None, None))
    if number is None or empty is None or not number.text or empty.text:
        return 0
    written = [(above, cell) for above, cell in pairs if cell.text]
    if not written or any(above is None or not above.text or above.row_span > 1 for above, _ in written):
        return 0
    if not any(_GOES_ON.match(cell.text) for _, cell in written):
        return 0
    for above, cell in written:
        if above is not None:
            _take_text(above, cell)
    return 1
