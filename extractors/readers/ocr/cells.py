"""The cells of a ruled table set one under the other, so that each is read as lines of its own.

Read where they stand, the cells of a row run into one line, and those whose text is centred between the lines of their
neighbours are torn; read one by one, each would cost the start of a program. A figure or a word alone is read badly
without anything beside it, so the short cells of a row stand before a longer one, on its first line.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from extractors.readers.ocr.light import Grey, Ink
from extractors.readers.ocr.tesseract import Seen

Rect = tuple[float, float, float, float]

_GAP = 0.13
"""Inches between two strips: about a line, so that no two are one paragraph."""
_BESIDE = 0.01
"""Inches between two cells of a strip: with their margins a blank, for at a wide gap Tesseract sees no other blank."""
_INSET = 2
"""Pixels inside of the cell's rules where what is left of them ends."""
_MARGIN = 0.04
"""Inches of paper around the ink of a cell."""
_SHORT = 0.7
"""Inches of ink in a cell that is not read alone."""
_ONE_LINE = 0.26
"""Inches of ink in height that one line has at most."""
_HIGHEST = 16_000
"""Pixels of one picture; Tesseract takes 32,767."""
_PAPER = 255


@dataclass(frozen=True)
class _Piece:
    """The ink of one cell with a little paper around it."""

    grey: Grey
    left: int
    top: int
    row: int
    """Where its cell begins: the same for all of a row."""
    baseline: int
    """Of its first line, from its own top."""
    short: bool

    @property
    def width(self) -> int:
        return int(self.grey.shape[1])


@dataclass(frozen=True)
class _Set:
    """Where a piece stands in a strip."""

    start: int
    move: tuple[int, int]
    """What takes a place in the stack to its place on the page."""


@dataclass(frozen=True)
class Stack:
    """One picture of many cells."""

    picture: Grey
    tops: list[int]
    """Where each strip begins, in order."""
    strips: list[list[_Set]]

    def back(self, words: Sequence[Seen]) -> list[Seen]:
        """The words where they stand on the page; those of each cell are lines of their own."""
        placed = []
        for word in words:
            strip = max(bisect_right(self.tops, (word.y0 + word.y1) / 2) - 1, 0)
            sets = self.strips[strip]
            own = max(bisect_right([one.start for one in sets], (word.x0 + word.x1) / 2) - 1, 0)
            x, y = sets[own].move
            line = word.line * _MOST_ABREAST + min(own, _MOST_ABREAST - 1)
            # Between two cells of a strip Tesseract sees a low dash where there is no ink.
            text = word.text.strip("_") if len(sets) > 1 else word.text
            if text:
                placed.append(replace(word.moved(x, y, line), text=text))
        return placed


_MOST_ABREAST = 64


def stacks(grey: Grey, ink: Ink, boxes: Sequence[Rect], dpi: float) -> list[Stack]:
    """The cells of a page, their rules erased, in as few pictures as hold them; cells without ink are left out."""
    pieces = [piece for box in boxes if (piece := _piece(grey, ink, box, dpi)) is not None]
    return [_stack(part, dpi) for part in _parted(_strips(pieces), dpi)]


def _piece(grey: Grey, ink: Ink, box: Rect, dpi: float) -> _Piece | None:
    margin = round(_MARGIN * dpi)
    x0, y0, x1, y1 = (round(value) for value in box)
    x0, y0, x1, y1 = x0 + _INSET, y0 + _INSET, x1 - _INSET, y1 - _INSET
    if x1 - x0 < 3 or y1 - y0 < 3:
        return None
    own = ink[y0:y1, x0:x1]
    # A row or column with one dot is noise.
    rows, columns = np.flatnonzero(own.sum(axis=1) > 1), np.flatnonzero(own.sum(axis=0) > 1)
    if not len(rows) or not len(columns):
        return None
    left, right = max(x0 + int(columns[0]) - margin, x0), min(x0 + int(columns[-1]) + 1 + margin, x1)
    top, bottom = max(y0 + int(rows[0]) - margin, y0), min(y0 + int(rows[-1]) + 1 + margin, y1)
    short = columns[-1] - columns[0] <= _SHORT * dpi and rows[-1] - rows[0] <= _ONE_LINE * dpi
    baseline = _baseline(ink[top:bottom, left:right], dpi)
    return _Piece(grey[top:bottom, left:right], left, top, round(box[1]), baseline, bool(short))


def _baseline(ink: Ink, dpi: float) -> int:
    """The row of the first line under which ink falls off most."""
    counts = ink.sum(axis=1, dtype=np.int64)[: round(_ONE_LINE * dpi) + 2]
    falls = counts[:-2] - counts[2:]
    return int(np.argmax(falls)) + 1 if len(falls) else len(counts)


def _strips(pieces: Sequence[_Piece]) -> list[list[_Piece]]:
    """The short pieces of each row before its first long one; every other piece alone."""
    rows: dict[int, list[_Piece]] = {}
    for piece in pieces:
        rows.setdefault(piece.row, []).append(piece)
    strips: list[list[_Piece]] = []
    for row in rows.values():
        short, long = [one for one in row if one.short], [one for one in row if not one.short]
        strips.append([*short, *long[:1]])
        strips += [[one] for one in long[1:]]
    return strips


def _height(strip: Sequence[_Piece]) -> int:
    line = max(piece.baseline for piece in strip)
    return max(line - piece.baseline + len(piece.grey) for piece in strip)


def _parted(strips: Sequence[list[_Piece]], dpi: float) -> list[list[list[_Piece]]]:
    gap = round(_GAP * dpi)
    parts: list[list[list[_Piece]]] = []
    height = _HIGHEST
    for strip in strips:
        own = _height(strip) + gap
        if height + own > _HIGHEST:
            parts.append([])
            height = gap
        parts[-1].append(strip)
        height += own
    return parts


def _stack(strips: Sequence[list[_Piece]], dpi: float) -> Stack:
    gap, beside = round(_GAP * dpi), round(_BESIDE * dpi)
    width = max(sum(piece.width + beside for piece in strip) for strip in strips) + 2 * gap
    height = sum(_height(strip) + gap for strip in strips) + gap
    picture = np.full((height, width), _PAPER, dtype=np.uint8)
    tops, placed = [], []
    y = gap
    for strip in strips:
        line = max(piece.baseline for piece in strip)
        x = gap
        sets = []
        for piece in strip:
            top = y + line - piece.baseline
            picture[top : top + len(piece.grey), x : x + piece.width] = piece.grey
            sets.append(_Set(x - beside // 2, (piece.left - x, piece.top - top)))
            x += piece.width + beside
        tops.append(y - gap // 2)
        placed.append(sets)
        y += _height(strip) + gap
    return Stack(picture, tops, placed)
