"""The characters of a page as columns of numbers: which runs of them are words as they stand, and which must be cut."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import compress, pairwise
from operator import eq

from extractors.readers.pdf.frame import Rect
from extractors.readers.pdf.marks import NOTHING
from extractors.text.fold import clean

_HOLE = 0.12
"""Ems between two letters from which on a letter of another font may stand there; the narrowest are 0.28 wide."""
_BACK = 0.3
"""Ems that a letter may step back over the one before it."""
LEVEL = 0.8
"""Ems by which the tops of letters on one line differ at most."""
_TWICE = re.compile(r"(.)\1")


@dataclass(frozen=True)
class Chars:
    """The characters of a page in the frame for reading, as columns."""

    raw: str
    x0s: list[float]
    y0s: list[float]
    x1s: list[float]
    y1s: list[float]
    gaps: list[float]
    """Free space before each character after the first."""
    tidy: bool
    """No character of the page needs cleaning."""

    def box(self, start: int, end: int) -> Rect:
        """The box of a run of characters."""
        if self.tidy:
            return (self.x0s[start], min(self.y0s[start:end]), self.x1s[end - 1], max(self.y1s[start:end]))
        return (min(self.x0s[start:end]), min(self.y0s[start:end]), max(self.x1s[start:end]), max(self.y1s[start:end]))

    def text(self, start: int, end: int) -> str:
        """The letters of a run, clean and once where false bold drew them twice."""
        letters = self.raw[start:end]
        if _TWICE.search(letters):
            letters = _once(letters, self.x0s[start:end], self.x1s[start:end])
        return letters if self.tidy else clean(letters)

    def blank_before(self, index: int) -> bool:
        """Whether the file itself holds the blank before a character: one that PDFium guessed has an empty box."""
        return index > 0 and self.y1s[index - 1] > self.y0s[index - 1]

    def doubtful(self, spans: Sequence[tuple[int, int]], size: float) -> set[int]:
        """Which tokens must be looked at letter by letter: the others have no gap, step back or doubled letter.

        ``size`` is the smallest font size among them. Most pages have no such token, and most others a handful.
        """
        if not self.tidy or size <= 0:
            return set(range(len(spans)))
        wide, back = _HOLE * size, -_BACK * size
        found = [at for at, gap in enumerate(self.gaps, 1) if gap > wide or gap < back]
        found += compress(range(1, len(self.raw)), map(eq, self.raw, self.raw[1:]))
        starts = [start for start, _ in spans]
        doubtful = set()
        for at in found:
            token = bisect_right(starts, at) - 1
            if token >= 0 and spans[token][0] < at < spans[token][1]:
                doubtful.add(token)
        return doubtful

    def parts(self, start: int, end: int, size: float) -> list[tuple[int, int]]:
        """A token cut where its characters do not follow one another: a gap, a step back, another line.

        A gap that may only be wide spacing is closed again with the line, where nothing stands in it.
        """
        size = size or self.y1s[start] - self.y0s[start]
        gap = _BACK * size
        hole = _HOLE * size
        between = self.gaps[start : end - 1]
        level = max(self.y0s[start:end]) - min(self.y0s[start:end]) <= LEVEL * size
        if level and max(between) <= hole and min(between) >= -gap:
            return [(start, end)]
        middle = self.y0s[start] + self.y1s[start]
        cuts = [
            index
            for index in range(start + 1, end)
            if (
                not -gap <= self.gaps[index - 1] <= hole or abs(self.y0s[index] + self.y1s[index] - middle) > 1.6 * size
            )
            and self.raw[index] != NOTHING
            and not unicodedata.combining(self.raw[index])
            and not (self.raw[index] == self.raw[index - 1] and abs(self.x0s[index] - self.x0s[index - 1]) <= gap)
        ]
        return list(pairwise([start, *cuts, end]))


def _once(letters: str, x0s: list[float], x1s: list[float]) -> str:
    """Letters that false bold drew twice at nearly the same place, once."""
    kept = [letters[0]]
    for index in range(1, len(letters)):
        near = abs(x0s[index] - x0s[index - 1]) < 0.3 * (x1s[index - 1] - x0s[index - 1])
        if not (near and letters[index] == letters[index - 1]):
            kept.append(letters[index])
    return "".join(kept)
