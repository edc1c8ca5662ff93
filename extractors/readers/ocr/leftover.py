"""Lines of text that the reading of the whole page left out: found by their ink, and read once more.

Tesseract drops a line that stands alone under a table, or below a wide blank, and tells nobody. Signatures, seals and
drawings are left over as well: what they give when read is no Vietnamese, or not sure.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from extractors.readers.ocr.cells import Rect, stacks
from extractors.readers.ocr.light import Grey, Ink
from extractors.readers.ocr.ruling import touching
from extractors.readers.ocr.tesseract import Seen
from extractors.text.syllables import is_syllable

_ACROSS, _DOWN = 8, 2
"""Pixels that are one step: the blank between two words is less than three steps."""
_WIDE = 0.5
"""Inches of a line of text at least; less is the end of a stroke."""
_LOW, _HIGH = 0.06, 0.3
"""Inches of its height."""
_READ = 0.75
"""Mean confidence from which on the line is text."""
_TEXT = 0.6
"""Mean confidence from which on it may be: a line that was not read."""
_WORDS = 3
"""Words of a line that may be text, half of them Vietnamese syllables; fewer come out of any seal."""


@dataclass(frozen=True)
class Left:
    """What a second look gave."""

    words: list[Seen]
    unread: int
    """Lines that look like text and could not be read."""


def left_over(picture: Grey, ink: Ink, words: Sequence[Seen], dpi: float, read: Callable[[Grey], list[Seen]]) -> Left:
    """The lines of a page that are in none of its words, read once more by ``read`` (as one block of lines)."""
    boxes = lines_without(ink, words, dpi)
    if not boxes:
        return Left([], 0)
    seen: list[Seen] = []
    for stack in stacks(picture, ink, boxes, dpi):
        first = max((word.line for word in seen), default=-1) + 1
        seen += [word.moved(0, 0, word.line + first) for word in stack.back(read(stack.picture))]
    found: list[Seen] = []
    unread = 0
    for x0, y0, x1, y1 in boxes:
        own = [one for one in seen if x0 <= (one.x0 + one.x1) / 2 <= x1 and y0 <= (one.y0 + one.y1) / 2 <= y1]
        sure = _sure(own)
        if sure >= _READ:
            found += own
        elif sure >= _TEXT:
            unread += 1
    return Left(found, unread)


def lines_without(ink: Ink, words: Sequence[Seen], dpi: float) -> list[Rect]:
    """Boxes of ink as long and as high as a line of text, outside of all words."""
    rest = ink.copy()
    for word in words:
        margin = round((word.y1 - word.y0) / 4) + 2
        top, left = max(int(word.y0) - margin, 0), max(int(word.x0) - margin, 0)
        rest[top : int(word.y1) + margin + 1, left : int(word.x1) + margin + 1] = False
    height, width = rest.shape[0] // _DOWN, rest.shape[1] // _ACROSS
    parts = rest[: height * _DOWN, : width * _ACROSS].reshape(height, _DOWN, width, _ACROSS)
    steps: Ink = np.logical_or.reduce(parts, axis=(1, 3))
    found: list[Rect] = []
    for left, top, right, bottom in touching(steps):
        x0, y0, x1, y1 = left * _ACROSS, top * _DOWN, right * _ACROSS, bottom * _DOWN
        if x1 - x0 >= _WIDE * dpi and _LOW * dpi <= y1 - y0 <= _HIGH * dpi:
            found.append((max(x0 - _ACROSS, 0), max(y0 - 4, 0), x1 + _ACROSS, y1 + 4))
    return sorted(found, key=lambda box: (box[1], box[0]))


def _sure(words: Sequence[Seen]) -> float:
    """Mean confidence of what may be a line of Vietnamese; 0 for what is none."""
    spelt = sum(is_syllable(word.text.strip(".,;:/()-“”")) for word in words)
    if len(words) < _WORDS or spelt * 2 < len(words):
        return 0.0
    return float(np.mean([word.confidence for word in words]))
