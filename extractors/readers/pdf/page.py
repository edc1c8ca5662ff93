"""One page: its words as paragraphs, ruled tables and columns, in reading order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from extractors.readers.pdf.columns import Region, as_grid, letterhead, side_by_side, signatures
from extractors.readers.pdf.frame import Frame, Rect
from extractors.readers.pdf.gutters import columns_of_text
from extractors.readers.pdf.lines import ENDED, MARKER, Line, Measure, lines_of, measure_of, paragraphs_of
from extractors.readers.pdf.margins import running, running_key, without_numbers
from extractors.readers.pdf.overlays import Overlays, take_overlays
from extractors.readers.pdf.pieces import lone_letters
from extractors.readers.pdf.rules import Drawn, edges
from extractors.readers.pdf.stamps import take_stamps
from extractors.readers.pdf.strikes import mark_struck
from extractors.readers.pdf.tables import PADDING, Grid, cell_boxes, fill, grids
from extractors.readers.pdf.words import PageText
from pipeline.models.files import BlockKind

_SIGNED_BY = re.compile(
    r"^(?:ky boi|nguoi ky|duoc ky boi|co quan|email|thu dien tu|gio ky|thoi gian ky|ngay ky|digitally signed|signature"
    r"|signed by|date)\s*:|^signature (?:valid|not verified)"
)
_FEW_LETTERS = 250
"""Fewer letters over an image of the page are stamps upon a scan, not its text."""
_HALF = 0.5
_MOST_UNREADABLE = 0.2
_LONE_LETTERS = 12
_MOST_LONE = 0.08
"""Share of a page's words that may be a letter alone ("a)", "ở", "ý"); no page of whole words that was met has more."""
_WORDS_OF_A_LINE = 3
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
    kind: BlockKind = BlockKind.PARAGRAPH

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
class Sheet:
    """What stands on one page, before it is known what its margins share with other pages."""

    lines: list[Line]
    """Those outside of ruled tables, from top to bottom."""
    tables: list[Grid]
    frame: Frame
    number: int
    usable: bool
    """False where the page has no text layer worth the name: a scan, outlines, letters nobody knows."""
    struck: int = 0
    """Runs of words that are struck out."""
    lone: int = 0
    """Letters that stand alone on a page where too many do: its words came in pieces."""
    stamps: list[list[Line]] = field(default_factory=list)
    """The lines of each receipt stamp that lies upon the page."""
    notes: list[list[Line]] = field(default_factory=list)
    """Those of each other annotation that says something by itself, like a signature."""


@dataclass
class Page:
    """One page laid out."""

    items: list[Item]
    heads: list[Paragraph] = field(default_factory=list)
    """Running heads and feet that no page before this one had; among the feet, what annotations say by themselves."""
    feet: list[Paragraph] = field(default_factory=list)
    boxes: list[Paragraph] = field(default_factory=list)
    """Receipt stamps: they belong to the page, not to the text that they lie upon."""


def sheet_of(text: PageText, drawn: Drawn, box: Rect, number: int, overlays: Overlays) -> Sheet:
    """Puts the words of one page into its stamps, tables and lines."""
    boxes = _boxes(text, drawn)
    stamps = take_stamps(text, boxes)
    notes = take_overlays(text, overlays)
    tables = [table for table in grids(boxes, number) if not (stamps and _holds_nothing(table[0], text))]
    grids_only = [grid for grid, _ in tables]
    struck = mark_struck(text, drawn.rules, grids_only)
    lines = lines_of(fill(tables, text) if tables else text.words)
    letters = sum(len(line.text) for line in lines if not _SIGNED_BY.match(line.bare))
    letters += sum(len(cell.text) for grid in grids_only for cell in grid.cells)
    if text.unreadable > _MOST_UNREADABLE * max(letters, 1):
        return Sheet([], [], text.frame, number, usable=False)
    usable = _has_text(letters, drawn, box)
    return Sheet(lines, grids_only, text.frame, number, usable, struck, _lone(lines, grids_only), stamps, notes)


def pages_of(sheets: Sequence[Sheet]) -> Iterator[Page]:
    """Lays the sheets of a file out, one after the other; running heads and feet are said once."""
    said: set[str] = set()
    margins = running([(sheet.lines, sheet.frame.size[1]) for sheet in sheets])
    for sheet, (heads, feet) in zip(sheets, margins, strict=True):
        taken = {id(line) for line in (*heads, *feet)}
        lines = [line for line in sheet.lines if id(line) not in taken] if taken else sheet.lines
        lines = without_numbers(lines, sheet.frame.size[1])
        page = Page(list(_items(lines, sheet.tables, sheet.frame, sheet.number)))
        for kind, margin, put in ((BlockKind.HEADER, heads, page.heads), (BlockKind.FOOTER, feet, page.feet)):
            for line in margin:
                if (key := running_key(line)) not in said:
                    said.add(key)
                    put.append(Paragraph([line], sheet.number, Measure(0.0, sheet.frame.size[0]), kind=kind))
        page.boxes = [_boxed(stamp, sheet.number) for stamp in sheet.stamps]
        page.feet += [_boxed(note, sheet.number) for note in sheet.notes]
        yield page


def _boxed(lines: list[Line], number: int) -> Paragraph:
    own = Measure(min(line.x0 for line in lines), max(line.x1 for line in lines))
    return Paragraph(lines, number, own, flows=False, kind=BlockKind.TEXT_BOX)


def _lone(lines: Iterable[Line], tables: Iterable[Grid]) -> int:
    """How many letters stand alone, where these are too many for whole words; else 0."""
    everything = [
        *lines,
        *(line for grid in tables for cell in grid.cells for part in cell.paragraphs for line in part),
    ]
    alone = sum(lone_letters(line.words) for line in everything if len(line.words) >= _WORDS_OF_A_LINE)
    words = sum(len(line.words) for line in everything)
    return alone if alone >= _LONE_LETTERS and alone > _MOST_LONE * words else 0


def _boxes(text: PageText, drawn: Drawn) -> list[list[Rect]]:
    """The cells of each ruled table and frame of the page."""
    return cell_boxes(edges(drawn.rules, text.frame)) if len(drawn.rules) >= 4 else []


def _holds_nothing(grid: Grid, text: PageText) -> bool:
    """Whether no word is left in a table: it was the frame of a stamp."""
    x0, y0, x1, y1 = grid.box
    return not any(x0 <= (word.x0 + word.x1) / 2 <= x1 and y0 <= (word.y0 + word.y1) / 2 <= y1 for word in text.words)


def _has_text(letters: int, drawn: Drawn, box: Rect) -> bool:
    """Whether a page's text layer can be what one sees on it.

    A page with nothing at all on it counts as without text: PDFium says the same of one whose content is damaged.
    """
    if letters == 0:
        return drawn.objects > 0 and not drawn.images and drawn.paths < _OUTLINES
    if letters < _FEW_LETTERS and drawn.image_share(box) >= _HALF:
        return False
    return letters >= 10 or not drawn.images


def _items(lines: list[Line], tables: list[Grid], frame: Frame, number: int) -> Iterator[Item]:
    """Paragraphs and tables from top to bottom; text between two tables is laid out by itself."""
    width = frame.size[0]
    waiting = sorted(tables, key=lambda grid: (grid.ys[0], grid.xs[0]))
    regions = list(_regions(lines))
    ends = [(grid.xs[0] + PADDING, grid.xs[-1] - PADDING) for grid in tables]
    measure = measure_of(_running(lines, regions), width, ends)
    if not tables:
        yield from _flow(lines, regions, measure, number)
        return
    chunk: list[Line] = []
    for line in lines:
        while waiting and waiting[0].ys[0] < line.baseline - 0.5 * line.size:
            yield from _flow(chunk, _regions(chunk), measure, number)
            chunk = []
            yield waiting.pop(0)
        chunk.append(line)
    yield from _flow(chunk, _regions(chunk), measure, number)
    yield from waiting


def _running(lines: list[Line], regions: Iterable[Region]) -> list[Line]:
    """The lines that are in no column region: they show how wide the page's text is set."""
    taken: set[int] = set()
    for region in regions:
        taken.update(range(region.first, region.end))
    return [line for index, line in enumerate(lines) if index not in taken]


def _regions(lines: Sequence[Line]) -> Iterator[Region]:
    at = 0
    index = 0
    while index < len(lines):
        region = (
            letterhead(lines, index)
            or signatures(lines, index)
            or side_by_side(lines, index)
            or columns_of_text(lines, index)
        )
        if region is None or region.first < at:
            index += 1
            continue
        yield region
        at = index = region.end


def _flow(
    lines: Sequence[Line], regions: Iterable[Region], measure: Measure, number: int, flows: bool = True
) -> Iterator[Item]:
    """Running text with its column regions."""
    at = 0
    for region in regions:
        for group in paragraphs_of(lines[at : region.first], measure):
            yield Paragraph(group, number, measure, flows)
        if region.table:
            yield as_grid(region, number)
        else:
            yield from _columns(region, measure.leading, number)
        at = region.end
    for group in paragraphs_of(lines[at:], measure):
        yield Paragraph(group, number, measure, flows)


def _columns(region: Region, leading: float, number: int) -> Iterator[Item]:
    """One column after the other; a sentence that the end of the first one cuts is one paragraph."""
    begins = [min(line.x0 for line in column) for column in (region.left, region.right)]
    ends = [max(line.x1 for line in column) for column in (region.left, region.right)]
    measures = [
        Measure(begin, max(end, begin + region.width), leading) for begin, end in zip(begins, ends, strict=True)
    ]
    left, right = (
        list(_flow(column, _regions(column), measure, number, flows=False))
        for column, measure in zip((region.left, region.right), measures, strict=True)
    )
    last, first = left[-1], right[0]
    if isinstance(last, Paragraph) and isinstance(first, Paragraph) and _goes_on(last, first):
        last.lines.extend(first.lines)
        right = right[1:]
    yield from (*left, *right)


def _goes_on(last: Paragraph, first: Paragraph) -> bool:
    before, after = last.lines[-1], first.lines[0]
    return (
        after.text[0].islower()
        and not ENDED.search(before.text)
        and not MARKER.match(after.text)
        and not last.measure.fits(before, after.words[0])
    )
