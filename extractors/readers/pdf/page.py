"""One page: its words as paragraphs, ruled tables and columns, in reading order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractors.readers.pdf.columns import Region, as_grid, letterhead, side_by_side, signatures
from extractors.readers.pdf.frame import Frame, Rect
from extractors.readers.pdf.lines import Line, Measure, lines_of, measure_of, paragraphs_of
from extractors.readers.pdf.rules import Drawn, edges
from extractors.readers.pdf.tables import PADDING, Grid, cell_boxes, fill, grids
from extractors.readers.pdf.words import PageText

_PAGE_NUMBER = re.compile(r"^[-–]?\s*(?:trang\s+)?\d{1,4}(?:\s*/\s*\d{1,4})?\s*[-–]?$")
_SIGNED_BY = re.compile(
    r"^(?:ky boi|nguoi ky|duoc ky boi|co quan|email|thu dien tu|gio ky|thoi gian ky|ngay ky|digitally signed|signature"
    r"|signed by|date)\s*:|^signature (?:valid|not verified)"
)
_MARGIN = 0.1
"""Share of the page's height at top and bottom where a lone number is the number of the page."""
_FEW_LETTERS = 250
"""Fewer letters over an image of the page are stamps upon a scan, not its text."""
_HALF = 0.5
_MOST_UNREADABLE = 0.2
_OUTLINES = 40
"""Drawn paths on a page without letters from which on its letters may be drawn as outlines."""


@dataclass
class Paragraph:
    """Lines of one paragraph, with the column they were set in."""

    lines: list[Line]
    page: int
    measure: Measure
    flows: bool = True
    """Part of the page's running text; False in columns."""

    @property
    def centred(self) -> bool:
        """Every line stands in the middle of the column."""
        return self.measure.centres(*self.lines)

    @property
    def bold(self) -> bool:
        """Every word is bold."""
        return all(line.bold for line in self.lines)


Item = Paragraph | Grid


@dataclass
class Page:
    """What one page gave."""

    items: list[Item]
    frame: Frame
    usable: bool
    """False where the page has no text layer worth the name: a scan, outlines, letters nobody knows."""


def page_of(text: PageText, drawn: Drawn, box: Rect, number: int) -> Page:
    """Lays out the words of one page."""
    frame = text.frame
    tables = _tables(text, drawn, number)
    rest = fill(tables, text) if tables else text.words
    lines = _without_number(lines_of(rest), frame.size)
    letters = sum(len(line.text) for line in lines if not _SIGNED_BY.match(line.bare))
    letters += sum(len(cell.text) for grid, _ in tables for cell in grid.cells)
    readable = text.unreadable <= _MOST_UNREADABLE * max(letters, 1)
    items = list(_items(lines, [grid for grid, _ in tables], frame, number)) if readable else []
    return Page(items, frame, readable and _has_text(letters, drawn, box))


def _tables(text: PageText, drawn: Drawn, number: int) -> list[tuple[Grid, list[Rect]]]:
    if len(drawn.rules) < 4:
        return []
    found = edges(drawn.rules, text.frame)
    return grids(cell_boxes(found), number)


def _has_text(letters: int, drawn: Drawn, box: Rect) -> bool:
    """Whether a page's text layer can be what one sees on it.

    A page with nothing at all on it counts as without text: PDFium says the same of one whose content is damaged.
    """
    if letters == 0:
        return drawn.objects > 0 and not drawn.images and drawn.paths < _OUTLINES
    if letters < _FEW_LETTERS and drawn.image_share(box) >= _HALF:
        return False
    return letters >= 10 or not drawn.images


def _without_number(lines: list[Line], size: tuple[float, float]) -> list[Line]:
    """The lines without the number of the page: alone in the top or bottom margin, near the middle or an end."""
    height = size[1]
    return [
        line
        for index, line in enumerate(lines)
        if not (
            index in (0, len(lines) - 1)
            and not _MARGIN * height < line.baseline < (1 - _MARGIN) * height
            and _PAGE_NUMBER.match(line.bare)
        )
    ]


def _items(lines: list[Line], tables: list[Grid], frame: Frame, number: int) -> Iterator[Item]:
    """Paragraphs and tables from top to bottom; text between two tables is laid out by itself."""
    width = frame.size[0]
    waiting = sorted(tables, key=lambda grid: (grid.ys[0], grid.xs[0]))
    measure = measure_of(_running(lines), width, [(grid.xs[0] + PADDING, grid.xs[-1] - PADDING) for grid in tables])
    chunk: list[Line] = []
    for line in lines:
        while waiting and waiting[0].ys[0] < line.baseline - 0.5 * line.size:
            yield from _flow(chunk, measure, number)
            chunk = []
            yield waiting.pop(0)
        chunk.append(line)
    yield from _flow(chunk, measure, number)
    yield from waiting


def _running(lines: list[Line]) -> list[Line]:
    """The lines that are in no column region: they show how wide the page's text is set."""
    taken: set[int] = set()
    for region in _regions(lines):
        taken.update(range(region.first, region.end))
    return [line for index, line in enumerate(lines) if index not in taken]


def _regions(lines: Sequence[Line]) -> Iterator[Region]:
    at = 0
    index = 0
    while index < len(lines):
        region = letterhead(lines, index) or signatures(lines, index) or side_by_side(lines, index)
        if region is None or region.first < at:
            index += 1
            continue
        yield region
        at = index = region.end


def _flow(lines: Sequence[Line], measure: Measure, number: int, flows: bool = True) -> Iterator[Item]:
    """Running text with its column regions."""
    at = 0
    for region in _regions(lines):
        for group in paragraphs_of(lines[at : region.first], measure):
            yield Paragraph(group, number, measure, flows)
        if region.table:
            yield as_grid(region, number)
        else:
            for column in (region.left, region.right):
                own = Measure(min(line.x0 for line in column), max(line.x1 for line in column), measure.leading)
                yield from _flow(column, own, number, flows=False)
        at = region.end
    for group in paragraphs_of(lines[at:], measure):
        yield Paragraph(group, number, measure, flows)
