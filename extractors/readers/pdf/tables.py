"""Ruled tables: pdfplumber's geometry on PDFium's rules, and the words of each cell.

``edges_to_intersections`` → ``intersections_to_cells`` (done again here, for speed) → ``cells_to_tables``
(pdfplumber.table) give the boxes of the cells; what is ours is the grid (a merged cell stands once, with its spans) and
which words a cell holds: a character belongs to the cell that holds its centre.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

from extractors.readers.pdf.frame import Rect
from extractors.readers.pdf.lines import Line, cell_paragraphs, lines_of
from extractors.readers.pdf.rules import Edge
from extractors.readers.pdf.words import PageText, Word

Point = tuple[float, float]
Crossings = dict[Point, dict[str, list[Edge]]]
"""Where level and plumb rules meet, and which: pdfplumber's form."""

_NEAR = 3.0
"""Points within which rules are one, and ends meet: pdfplumber's defaults for snapping, joining, intersecting."""
PADDING = 5.4
"""Points between a cell's rule and its text on each side: 0.19 cm, the default of Word and LibreOffice."""


@dataclass
class GridCell:
    """One cell in the grid of its table; ``lines`` are those of its words, paragraph by paragraph."""

    row: int
    column: int
    row_span: int
    column_span: int
    page: int
    box: Rect
    """Where it stands on its last page."""
    paragraphs: list[list[Line]] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Its words, for comparing cells."""
        return " ".join(line.text for paragraph in self.paragraphs for line in paragraph)


@dataclass
class Grid:
    """A table: its cells, the ends of its columns and rows, and the pages it stands on."""

    cells: list[GridCell]
    xs: list[float]
    ys: list[float]
    page: int
    last_page: int
    ruled: bool = True
    """False for the letterhead and the signatures, which stand in columns without rules."""

    @property
    def rows(self) -> int:
        """How many rows it has."""
        return max((cell.row + cell.row_span for cell in self.cells), default=0)

    @property
    def box(self) -> Rect:
        """Its outer box on its first page."""
        return self.xs[0], self.ys[0], self.xs[-1], self.ys[-1]


def cell_boxes(edges: list[Edge]) -> list[list[Rect]]:
    """The boxes of the cells of each ruled table and, alone, of each frame; empty without rules both ways.

    pdfplumber is imported here, since most pages have no rules and its import costs as much as reading them.
    """
    if not {"h", "v"} <= {edge["orientation"] for edge in edges}:
        return []
    from pdfplumber import table

    merged = table.merge_edges(edges, _NEAR, _NEAR, _NEAR, _NEAR)
    merged = [edge for edge in merged if max(edge["width"], edge["height"]) >= _NEAR]
    crossings = table.edges_to_intersections(merged, _NEAR, _NEAR)
    boxes = _cells(crossings)
    tables = [list(cells) for cells in table.cells_to_tables(boxes)]
    held = set(chain.from_iterable(tables))
    return [*tables, *([box] for box in boxes if box not in held)]


def _cells(crossings: Crossings) -> list[Rect]:
    """What pdfplumber's ``intersections_to_cells`` answers: the smallest box below and right of each crossing.

    It compares every crossing with every other; here only those of one row or column meet.
    """
    through = {
        point: tuple(
            {(edge["x0"], edge["top"], edge["x1"], edge["bottom"]) for edge in crossing[way]} for way in ("v", "h")
        )
        for point, crossing in crossings.items()
    }
    columns: dict[float, list[Point]] = {}
    rows: dict[float, list[Point]] = {}
    found = []
    for point in sorted(crossings, reverse=True):
        below, right = columns.setdefault(point[0], []), rows.setdefault(point[1], [])
        if box := _smallest(point, below[::-1], right[::-1], through):
            found.append(box)
        below.append(point)
        right.append(point)
    return found[::-1]


def _smallest(
    point: Point, below: Sequence[Point], right: Sequence[Point], through: Mapping[Point, tuple[set[Rect], ...]]
) -> Rect | None:
    """The nearest box with a corner at ``point`` whose sides are rules all along."""
    down, across = through[point]
    beside = [one for one in right if not across.isdisjoint(through[one][1])]
    for under in below:
        if down.isdisjoint(through[under][0]):
            continue
        for one in beside:
            corner = through.get((one[0], under[1]))
            if corner and not corner[0].isdisjoint(through[one][0]) and not corner[1].isdisjoint(through[under][1]):
                return point[0], point[1], one[0], under[1]
    return None


def grids(boxes: Iterable[list[Rect]], page: int) -> list[tuple[Grid, list[Rect]]]:
    """Each table as a grid with the boxes of its cells; a single column of boxes is a frame, not a table."""
    found = []
    for cells in boxes:
        xs = _distinct(chain.from_iterable((cell[0], cell[2]) for cell in cells))
        ys = _distinct(chain.from_iterable((cell[1], cell[3]) for cell in cells))
        if len(xs) < 3:
            continue
        placed = []
        ordered = sorted(cells, key=lambda cell: (cell[1], cell[0]))
        for x0, y0, x1, y1 in ordered:
            column, row = _position(xs, x0), _position(ys, y0)
            placed.append(
                GridCell(row, column, _position(ys, y1) - row, _position(xs, x1) - column, page, (x0, y0, x1, y1))
            )
        found.append((Grid(placed, xs, ys, page, page), ordered))
    return found


def fill(tables: list[tuple[Grid, list[Rect]]], text: PageText) -> list[Word]:
    """Puts the words into the cells that hold them and answers the words that no cell holds."""
    rest = text.words
    for grid, boxes in tables:
        places = _places(grid)
        outside: list[Word] = []
        held: list[list[Word]] = [[] for _ in boxes]
        for word in rest:
            left: Word | None = word
            while left is not None:
                index = _holder(left, grid, places)
                if index is None:
                    outside.append(left)
                    break
                part, left = _cut(left, text, boxes[index])
                held[index].append(part)
        for cell, box, words in zip(grid.cells, boxes, held, strict=True):
            if words:
                cell.paragraphs = cell_paragraphs(lines_of(words), box[0] + PADDING, box[2] - PADDING)
        rest = outside
    return rest


def _cut(word: Word, text: PageText, box: Rect) -> tuple[Word, Word | None]:
    """The part of a word inside a cell and the rest: cells with no blank between them come as one word."""
    if word.upright and word.x1 > box[2] + 1 and (halves := text.cut(word, box[2])):
        return halves
    return word, None


def _places(grid: Grid) -> dict[tuple[int, int], int]:
    """Which cell covers each row and column of the grid."""
    return {
        (row, column): index
        for index, cell in enumerate(grid.cells)
        for row in range(cell.row, cell.row + cell.row_span)
        for column in range(cell.column, cell.column + cell.column_span)
    }


def _holder(word: Word, grid: Grid, places: dict[tuple[int, int], int]) -> int | None:
    """The cell where a word begins: by the centre of its first letter, taken as half as wide as the font is high."""
    x = min(word.x0 + 0.25 * word.size, (word.x0 + word.x1) / 2)
    y = (word.y0 + word.y1) / 2
    xs, ys = grid.xs, grid.ys
    if not (xs[0] <= x <= xs[-1] and ys[0] <= y <= ys[-1]):
        return None
    return places.get((bisect_right(ys, y) - 1, bisect_right(xs, x) - 1))


def _distinct(values: Iterable[float]) -> list[float]:
    result: list[float] = []
    for value in sorted(values):
        if not result or value - result[-1] > 0.5:
            result.append(value)
    return result


def _position(ends: list[float], value: float) -> int:
    return max(bisect_right(ends, value + 0.5) - 1, 0)
