"""One picture of a page → its words and rules, upright and level, in points.

The order matters: the light first, since everything else asks what is ink; the turn before the skew, which is looked
for in rows; the rules on the level page; then the words, those of table cells apart from the rest.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace

import numpy as np
from PIL import Image

from extractors.readers.ocr import light, tesseract
from extractors.readers.ocr.affine import Affine, Rect, scaled, turned
from extractors.readers.ocr.bands import mended
from extractors.readers.ocr.cells import stacks
from extractors.readers.ocr.leftover import left_over
from extractors.readers.ocr.light import Grey, Ink
from extractors.readers.ocr.ruling import Ruling, ruling_of
from extractors.readers.ocr.stamped import Stamps
from extractors.readers.ocr.tesseract import Seen
from extractors.readers.pdf.rules import Edge
from extractors.readers.pdf.tables import cell_boxes

DPI = 200
"""Dots an inch at which pages are read; 300 took half as long again for no better text."""
_BLANK = 0.0004
"""Share of a page's inside that ink covers at most on the empty back of a sheet: specks, a fold, a punched hole."""
_EDGE = 0.03
"""Share of each side that is the edge of the sheet, where scanners leave shadows."""
_POOR = 0.6
"""Mean confidence under which a page may stand upside down."""
_SIDEWAYS = 1.3
"""How much sharper ink falls into columns than into rows where the lines of a page run up or down."""
_SPECK = 0.5
"""Confidence under which a word of marks alone is dust, or the end of a rule."""
_LEAST_INK = 40
"""Pixels; fewer are specks."""
FULL_TURN = {1: Image.Transpose.ROTATE_270, 2: Image.Transpose.ROTATE_180, 3: Image.Transpose.ROTATE_90}
"""What turns a picture by quarters clockwise."""


@dataclass(frozen=True)
class Recognised:
    """What was made out on a picture; all lengths in points of the upright and level page."""

    words: tuple[Seen, ...]
    rules: tuple[Rect, ...]
    size: tuple[float, float]
    """Width and height."""
    given: Affine
    """From a place on the level page to the pixel of the picture as it was given."""
    blank: bool = False
    missed: float = 0.0
    """Share of the page's ink that lies neither in words nor in rules."""
    unread: int = 0
    """Lines that look like text and could not be read."""
    stamps: Stamps = field(default_factory=Stamps)

    @property
    def confidence(self) -> float:
        """Mean over the letters, 0 to 1; 0 without words."""
        letters = sum(len(word.text) for word in self.words)
        return sum(word.confidence * len(word.text) for word in self.words) / letters if letters else 0.0


@dataclass(frozen=True)
class _Level:
    """A page set upright and level."""

    grey: Grey
    ink: Ink
    given: Affine
    """From its pixels to those of the picture as it was given."""


@dataclass(frozen=True)
class _Clock:
    """The time that one page may take, for all that is run for it."""

    file: str
    ends: float

    @property
    def left(self) -> float:
        return max(0.1, self.ends - time.monotonic())


def recognise(image: Image.Image, dpi: float, *, seconds: float, file: str) -> Recognised:
    """Reads a grey picture of a page; it should have about :data:`DPI` dots an inch.

    Raises:
        ReadError: ``tool-missing``, ``reading-timed-out`` (after ``seconds``), ``reading-crashed``.
    """
    clock = _Clock(file, time.monotonic() + seconds)
    image = light.evened(image)
    ink = light.ink_of(image)
    if _is_blank(ink):
        size = image.width * 72 / dpi, image.height * 72 / dpi
        return Recognised((), (), size, scaled(dpi / 72), blank=True)
    turns = _sideways(image, ink, dpi, clock)
    found = _read(image, turns, dpi, clock)
    if found.confidence < _POOR:
        upright = tesseract.turn(np.asarray(image), dpi, seconds=clock.left, file=file)
        if upright != turns:
            other = _read(image, upright, dpi, clock)
            found = max(found, other, key=lambda one: one.confidence)
    return found


def _is_blank(ink: Ink) -> bool:
    height, width = ink.shape
    top, left = round(height * _EDGE), round(width * _EDGE)
    return float(ink[top : height - top, left : width - left].mean()) < _BLANK


def _sideways(image: Image.Image, ink: Ink, dpi: float, clock: _Clock) -> int:
    """Quarter turns that set a page upright whose lines run up or down; 0 where they run across."""
    rows, columns = np.nonzero(ink[::4, ::4])
    across, along = light.sharpness(rows.astype(np.float32)), light.sharpness(columns.astype(np.float32))
    if along < _SIDEWAYS * across:
        return 0
    return tesseract.turn(np.asarray(image), dpi, seconds=clock.left, file=clock.file)


def _read(image: Image.Image, turns: int, dpi: float, clock: _Clock) -> Recognised:
    page = _level(image, turns)
    ruling = ruling_of(page.ink, dpi)
    tables = _tables(ruling, dpi)
    ruling.erase(page.grey)
    ink = light.ink_of(Image.fromarray(page.grey))
    words, unread = _words(light.whitened(page.grey), ink, tables, dpi, clock)
    points = 72 / dpi
    height, width = ink.shape
    return Recognised(
        tuple(_in_points(word, points) for word in words if _is_word(word)),
        tuple((x0 * points, y0 * points, x1 * points, y1 * points) for x0, y0, x1, y1 in ruling.rules),
        (width * points, height * points),
        scaled(1 / points).then(page.given),
        missed=_missed(ink, words),
        unread=unread,
    )


def _level(image: Image.Image, turns: int) -> _Level:
    given = turned(turns, *image.size)
    if turns:
        image = image.transpose(FULL_TURN[turns])
    ink = light.ink_of(image)
    angle = light.skew_of(ink)
    if angle:
        image, back = light.level(image, angle)
        given = back.then(given)
        ink = light.ink_of(image)
    return _Level(np.array(image), ink, given)


def _tables(ruling: Ruling, dpi: float) -> list[list[Rect]]:
    """The boxes of the cells of each ruled table, in pixels; frames of one box are none."""
    points = 72 / dpi
    edges = [_edge("h", box, points) for box in ruling.across] + [_edge("v", box, points) for box in ruling.down]
    return [
        [(x0 / points, y0 / points, x1 / points, y1 / points) for x0, y0, x1, y1 in cells]
        for cells in cell_boxes(edges)
        if len(cells) > 1
    ]


def _edge(orientation: str, box: Rect, points: float) -> Edge:
    x0, y0, x1, y1 = (value * points for value in box)
    if orientation == "h":
        y0 = y1 = (y0 + y1) / 2
    else:
        x0 = x1 = (x0 + x1) / 2
    return {
        "object_type": "line",
        "orientation": orientation,
        "x0": x0,
        "x1": x1,
        "top": y0,
        "bottom": y1,
        "width": x1 - x0,
        "height": y1 - y0,
    }


def _words(grey: Grey, ink: Ink, tables: Sequence[Sequence[Rect]], dpi: float, clock: _Clock) -> tuple[list[Seen], int]:
    """The words of the cells, and those of the page without its tables; how many lines could not be read."""
    cells = sorted((cell for table in tables for cell in table), key=lambda box: (box[1], box[0]))

    def as_lines(picture: Grey) -> list[Seen]:
        return tesseract.words(picture, dpi, tesseract.ONE_BLOCK, seconds=clock.left, file=clock.file)

    def of_cells() -> list[Seen]:
        found: list[Seen] = []
        for stack in stacks(grey, ink, cells, dpi):
            found += _numbered_on(stack.back(as_lines(stack.picture)), found)
        return found

    if not cells:
        return _outside(grey, ink, dpi, clock, as_lines)
    rest, left = grey.copy(), ink.copy()
    for box in cells:
        x0, y0, x1, y1 = (round(value) for value in box)
        rest[y0:y1, x0:x1] = 255
        left[y0:y1, x0:x1] = False
    # Beside one another, for a file of one page has a second processor to itself.
    with ThreadPoolExecutor(1, thread_name_prefix="cells") as beside:
        under_way = beside.submit(of_cells)
        seen, unread = _outside(rest, left, dpi, clock, as_lines)
        found = under_way.result()
    return found + _numbered_on(seen, found), unread


def _outside(
    grey: Grey, ink: Ink, dpi: float, clock: _Clock, as_lines: Callable[[Grey], list[Seen]]
) -> tuple[list[Seen], int]:
    """The words of a page without tables, and how many of its lines could not be read."""
    if int(ink.sum()) < _LEAST_INK:
        return [], 0
    seen = tesseract.words(grey, dpi, tesseract.WHOLE_PAGE, seconds=clock.left, file=clock.file)
    seen = mended(grey, ink, seen, dpi, as_lines)
    again = left_over(grey, ink, seen, dpi, as_lines)
    return seen + _numbered_on(again.words, seen), again.unread


def _numbered_on(words: Sequence[Seen], before: Sequence[Seen]) -> list[Seen]:
    """The words with the numbers of their lines behind those of ``before``."""
    first = max((word.line for word in before), default=-1) + 1
    return [word.moved(0, 0, word.line + first) for word in words]


def _is_word(word: Seen) -> bool:
    """Whether it is not a speck taken for a mark."""
    return word.confidence >= _SPECK or any(letter.isalnum() for letter in word.text)


def _in_points(word: Seen, points: float) -> Seen:
    return replace(
        word,
        x0=word.x0 * points,
        y0=word.y0 * points,
        x1=word.x1 * points,
        y1=word.y1 * points,
        baseline=word.baseline * points,
        size=word.size * points,
    )


def _missed(ink: Ink, words: Sequence[Seen]) -> float:
    height, width = ink.shape
    top, left = round(height * _EDGE), round(width * _EDGE)
    rest = ink.copy()
    for word in words:
        rest[max(int(word.y0) - 2, 0) : int(word.y1) + 3, max(int(word.x0) - 2, 0) : int(word.x1) + 3] = False
    inside = np.s_[top : height - top, left : width - left]
    return float(rest[inside].sum()) / max(int(ink[inside].sum()), 1)
