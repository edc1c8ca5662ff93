"""How right a reading is: character error rate, words found, cells right. Pure functions of known and read values.

Text is compared in NFC with every stretch of white space as one blank, so that line ends count for nothing; a hyphen
that does not break a line is a hyphen.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from benchmarks.reading_peers.papers import Known

Row = Sequence[str | None]
_FIRM_HYPHEN = "\u2011"


@dataclass(frozen=True)
class Score:
    """Sums over files, so that a share is that of all characters, words or cells and not a mean of files."""

    files: int = 0
    not_read: int = 0
    characters: int = 0
    wrong: int = 0
    """Characters to insert, delete or replace to come from what was read to what is known."""
    words: int = 0
    words_found: int = 0
    marked: int = 0
    """Words with a letter that ASCII lacks: those that an encoding can spoil."""
    marked_found: int = 0
    cells: int = 0
    cells_right: int = 0

    def __add__(self, other: Score) -> Score:
        return Score(*(getattr(self, name) + getattr(other, name) for name in self.__dataclass_fields__))

    @property
    def error_rate(self) -> float:
        """Share of characters wrong; above 1 where more was added than there is."""
        return self.wrong / self.characters if self.characters else 0.0


def fold(text: str) -> str:
    """NFC, plain hyphens, each stretch of white space one blank, none at the ends."""
    return " ".join(unicodedata.normalize("NFC", text).replace(_FIRM_HYPHEN, "-").split())


def score(known: Known, text: str | None, tables: Sequence[Sequence[Row]]) -> Score:
    """What one file scores; ``text`` is null where it was not read."""
    words, marked = _words(known.texts[0])
    read, read_marked = _words(text or "")
    return Score(
        files=1,
        not_read=int(text is None),
        characters=len(nearest(known.texts, text or "")),
        wrong=errors(known.texts, text or ""),
        words=words.total(),
        words_found=(words & read).total(),
        marked=marked.total(),
        marked_found=(marked & read_marked).total(),
        cells=sum(bool(cell) for table in known.tables for row in table for cell in row),
        cells_right=cells_right(known.tables, tables),
    )


def nearest(known: Sequence[str], read: str) -> str:
    """Of the orders in which a text may be read, the one that a reading comes nearest to; folded."""
    folded = fold(read)
    return min((fold(text) for text in known), key=lambda text: Levenshtein.distance(text, folded))


def errors(known: Sequence[str], read: str) -> int:
    """Levenshtein distance to the nearest of the right orders."""
    return Levenshtein.distance(nearest(known, read), fold(read))


def _words(text: str) -> tuple[Counter[str], Counter[str]]:
    """All words, and those with a letter that ASCII lacks."""
    words = Counter(fold(text).split())
    return words, Counter({word: count for word, count in words.items() if not word.isascii()})


def cells_right(known: Sequence[Sequence[Row]], read: Sequence[Sequence[Row]]) -> int:
    """Known cells that stand in the right row and column with the same text.

    Rows are paired in order, each at most once, so that most cells are right; a table that comes in pieces, or with a
    row more, loses nothing but what is wrong in it. Empty cells and places that a merged cell covers are not looked at.
    """
    return sum(right for _, _, right in paired(known, read))


def paired(known: Sequence[Sequence[Row]], read: Sequence[Sequence[Row]]) -> list[tuple[Row, Row | None, int]]:
    """Each known row, the row read for it (null: none), and how many of its cells are right."""
    wanted = [row for table in known for row in table]
    given = [row for table in read for row in table]
    folded = [[None if cell is None else fold(cell) for cell in row] for row in given]
    right = [[_same([None if c is None else fold(c) for c in row], other) for other in folded] for row in wanted]
    best = [[0] * (len(given) + 1) for _ in range(len(wanted) + 1)]
    for i in range(len(wanted) - 1, -1, -1):
        for j in range(len(given) - 1, -1, -1):
            best[i][j] = max(best[i + 1][j], best[i][j + 1], best[i + 1][j + 1] + right[i][j])
    pairs: list[tuple[Row, Row | None, int]] = []
    i = j = 0
    while i < len(wanted):
        # Even with nothing right in it: a row that was read wrong stands between its neighbours.
        if j < len(given) and best[i][j] == best[i + 1][j + 1] + right[i][j]:
            pairs.append((wanted[i], given[j], right[i][j]))
            i, j = i + 1, j + 1
        elif j < len(given) and best[i][j] == best[i][j + 1]:
            j += 1
        else:
            pairs.append((wanted[i], None, 0))
            i += 1
    return pairs


def _same(known: Row, read: Row) -> int:
    """Cells with the same text at the same column."""
    return sum(bool(cell) and cell == other for cell, other in zip(known, read, strict=False))
