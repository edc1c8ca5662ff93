"""The grid of a table: where each cell stands and how far it reaches (ECMA-376 §17.4).

A merged cell stands once, at its top left position; positions are those of the grid, so a cell beside a merged one
keeps the column that its heading has (python-openxml/python-docx#344, #1311).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from extractors.readers.docx.names import TC, TCPR, TR, TRPR, VAL, Element, W, integer, is_on

_WIDEST = 16384
"""More columns than any program writes; a larger number in the file is nonsense."""


@dataclass(slots=True)
class GridCell:
    """One cell; ``covered`` are the elements merged into it, whose text Word does not show."""

    row: int
    column: int
    element: Element
    row_span: int = 1
    column_span: int = 1
    covered: list[Element] = field(default_factory=list)


def rows_of(table: Element) -> Iterator[tuple[Element, bool]]:
    """Each row, and whether it is hidden."""
    for row in table.iterchildren(TR):
        hidden = row.find(f"{TRPR}/{W}hidden")
        yield row, hidden is not None and is_on(hidden)


def grid(table: Element) -> list[GridCell]:
    """The cells of the rows that are shown, row by row."""
    cells: list[GridCell] = []
    above: dict[int, GridCell] = {}
    shown = (row for row, hidden in rows_of(table) if not hidden)
    for number, row in enumerate(shown):
        column = 0
        here: dict[int, GridCell] = {}
        left: GridCell | None = None
        for element in row:
            if element.tag == TRPR:
                column = _span(element.find(W + "gridBefore"), 0)
            if element.tag != TC:
                continue
            width, down, across = _merge(element)
            anchor = above.get(column) if down == "continue" else None
            if across == "continue" and left is not None:
                left.column_span += width
                left.covered.append(element)
            elif anchor is not None:
                anchor.row_span = number - anchor.row + 1
                anchor.covered.append(element)
                here[column] = left = anchor
            else:
                left = GridCell(number, column, element, column_span=width)
                cells.append(left)
                if down is not None:
                    here[column] = left
            column += width
        above = here
    return cells


def _merge(cell: Element) -> tuple[int, str | None, str | None]:
    """Columns that a cell takes, and its part in a vertical and in an (old style) horizontal merge."""
    properties = next(cell.iterchildren(TCPR), None)
    if properties is None:
        return 1, None, None
    width, down, across = 1, None, None
    for item in properties:
        if item.tag == W + "gridSpan":
            width = max(1, _span(item, 1))
        elif item.tag == W + "vMerge":
            down = item.get(VAL) or "continue"
        elif item.tag == W + "hMerge":
            across = item.get(VAL) or "continue"
    return width, down, across


def _span(element: Element | None, default: int) -> int:
    return min(max(integer(element, default), 0), _WIDEST)
