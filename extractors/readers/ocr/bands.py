"""Lists that Tesseract reads without their numbers: as one upright line beside the names, or not at all.

Its layout analysis takes a narrow column for text that runs upwards, or for no text. Such a band of the page is read
once more as plain lines, from margin to margin.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from statistics import median

from extractors.readers.ocr.light import Grey, Ink
from extractors.readers.ocr.tesseract import Seen

_NEAR = 2.0
"""Heights of a usual word between two such lines in one band."""
_BEFORE = (0.6, 0.06)
"""Inches before a line between which ink that was not read may be its number."""
_NUMBER = 0.0006
"""Square inches of ink in a figure with its full stop."""
_LINES = 3
"""Lines that must lack their number: one alone has a speck or a stamp before it."""
_WORSE = 0.12
"""How much less sure the words of a band may be for having their numbers back."""
_DOUBTFUL = 0.75
"""Confidence under which a word that runs up or down the page is dropped: letters that were never meant that way."""

Read = Callable[[Grey], list[Seen]]


def mended(picture: Grey, ink: Ink, words: Sequence[Seen], dpi: float, read: Read) -> list[Seen]:
    """The words of a page, those of lists without numbers read anew by ``read`` (as one block of lines)."""
    kept = [word for word in words if not word.turned]
    turned = [word for word in words if word.turned]
    places = [(word.y0, word.y1) for word in turned] + _numberless(ink, kept, dpi)
    if not places:
        return kept
    for top, bottom in _bands(places, kept):
        inside = [word for word in kept if top <= (word.y0 + word.y1) / 2 <= bottom]
        again = [word.moved(0, top) for word in read(picture[top:bottom]) if not word.turned]
        if inside and len(again) >= len(inside) and _sure(again) >= _sure(inside) - _WORSE:
            first = max(word.line for word in words) + 1
            taken = {id(word) for word in inside}
            kept = [word for word in kept if id(word) not in taken]
            kept += [word.moved(0, 0, first + word.line) for word in again]
            turned = [word for word in turned if not top <= (word.y0 + word.y1) / 2 <= bottom]
            words = [*kept, *turned]
    return kept + [word for word in turned if word.confidence >= _DOUBTFUL]


def _numberless(ink: Ink, words: Sequence[Seen], dpi: float) -> list[tuple[float, float]]:
    """The heights of lines before which stands ink that was not read."""
    lines: dict[int, list[Seen]] = {}
    for word in words:
        lines.setdefault(word.line, []).append(word)
    rest = ink.copy()
    for word in words:
        rest[max(int(word.y0) - 2, 0) : int(word.y1) + 3, max(int(word.x0) - 2, 0) : int(word.x1) + 3] = False
    found = []
    for line in lines.values():
        left = min(word.x0 for word in line)
        top, bottom = min(word.y0 for word in line), max(word.y1 for word in line)
        start, end = (max(round(left - inches * dpi), 0) for inches in _BEFORE)
        if int(rest[round(top) : round(bottom), start:end].sum()) >= _NUMBER * dpi * dpi:
            found.append((top, bottom))
    return found if len(found) >= _LINES else []


def _bands(places: Sequence[tuple[float, float]], level: Sequence[Seen]) -> list[tuple[int, int]]:
    """The rows of pixels that these places reach over, moved to where they cut no word."""
    usual = median([word.y1 - word.y0 for word in level] or [bottom - top for top, bottom in places])
    bands: list[tuple[float, float]] = []
    for top, bottom in sorted(places):
        if bands and top - bands[-1][1] <= _NEAR * usual:
            bands[-1] = bands[-1][0], max(bands[-1][1], bottom)
        else:
            bands.append((top, bottom))
    found = []
    for top, bottom in bands:
        touched = [word for word in level if word.y0 < bottom and top < word.y1]
        top = min([top, *(word.y0 for word in touched)]) - usual / 4
        bottom = max([bottom, *(word.y1 for word in touched)]) + usual / 4
        found.append((max(round(top), 0), round(bottom)))
    return found


def _sure(words: Sequence[Seen]) -> float:
    return sum(word.confidence for word in words) / len(words) if words else 0.0
