"""What the stamps of one page say, and whether all of them can have been seen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from extractors.readers.ocr.tesseract import Seen


@dataclass(frozen=True)
class Stamps:
    """The stamps of one page."""

    imprints: tuple[tuple[Seen, ...], ...] = ()
    """The words of each stamp that was made out, in points of the level page."""
    seen: bool = False
    """The picture shows colours, and no red ink on it is left that was not told."""
    red: bool = False
    """It shows the red ink of a seal or stamp: the paper is no copy in black."""

    def packed(self) -> list[Any]:
        """As plain values, to be kept."""
        words = [[[*_values(word)] for word in imprint] for imprint in self.imprints]
        return [words, self.seen, self.red]


def unpacked(values: list[Any]) -> Stamps:
    """What :meth:`Stamps.packed` gave.

    Raises:
        TypeError, ValueError: it is nothing of the kind.
    """
    words, seen, red = values
    return Stamps(tuple(tuple(Seen(*word) for word in imprint) for imprint in words), bool(seen), bool(red))


def _values(word: Seen) -> tuple[Any, ...]:
    return (
        word.text, word.x0, word.y0, word.x1, word.y1, word.baseline, word.size, word.confidence, word.line, word.turned
    )  # fmt: skip
