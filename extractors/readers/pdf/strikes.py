"""Text that a line is drawn through: a deletion that was still shown when the paper was printed.

Word and LibreOffice print tracked changes as they show them: deleted words struck out, inserted ones underlined. What
is struck out is not what the paper says.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from extractors.readers.pdf.frame import Rect
from extractors.readers.pdf.tables import Grid
from extractors.readers.pdf.words import PageText, Word

_THICKEST = 2.0
"""Points: a thicker bar hides the letters or is a ground."""
_HIGHEST, _LOWEST = 0.46, 0.12
"""Ems above the baseline between which a line goes through the letters; an underline lies below it."""
_BESIDE = 0.7
"""Ems that the line may go on beside the letters: a blank struck with them."""
_LARGEST = 40.0
"""Points: no larger letters are looked at."""


def mark_struck(text: PageText, rules: Iterable[Rect], tables: Sequence[Grid]) -> int:
    """Marks the words of a page that are struck out, cutting those that are so in part.

    ``rules`` are the lines drawn on the page in user space; those of ``tables`` do not count. Answers how many runs of
    words are struck out.
    """
    lines = [rule for rule in map(text.frame.reading, rules) if _is_level(rule) and not _is_of_table(rule, tables)]
    if not lines:
        return 0
    words = sorted((word for word in text.words if word.upright), key=lambda word: word.baseline)
    baselines = [word.baseline for word in words]
    pieces: dict[int, list[Word]] = {}
    runs = 0
    for rule in lines:
        y = (rule[1] + rule[3]) / 2
        found = words[bisect_left(baselines, y) : bisect_left(baselines, y + _HIGHEST * _LARGEST)]
        through = [word for word in found if _LOWEST * word.size <= word.baseline - y <= _HIGHEST * word.size]
        hit = [word for word in through if _letters(text, word, rule)]
        if not hit or not _only_letters(text, hit, rule):
            continue
        runs += any(id(word) not in pieces for word in hit)
        for word in hit:
            pieces[id(word)] = [
                part for piece in pieces.get(id(word), [word]) for part in _struck_part(text, piece, rule)
            ]
    if pieces:
        text.words = [part for word in text.words for part in pieces.get(id(word), [word])]
    return runs


def _is_level(rule: Rect) -> bool:
    height = rule[3] - rule[1]
    return height <= _THICKEST and rule[2] - rule[0] > 2 * height


def _is_of_table(rule: Rect, tables: Sequence[Grid]) -> bool:
    y = (rule[1] + rule[3]) / 2
    return any(
        grid.xs[0] - 2 <= rule[0] and rule[2] <= grid.xs[-1] + 2 and any(abs(y - end) < 2 for end in grid.ys)
        for grid in tables
    )


def _letters(text: PageText, word: Word, rule: Rect) -> list[int]:
    """The characters of a word whose middle the line goes through."""
    left, right = text.sides
    return [at for at in range(word.start, word.end) if rule[0] <= (left[at] + right[at]) / 2 <= rule[2]]


def _only_letters(text: PageText, words: Sequence[Word], rule: Rect) -> bool:
    """Whether the line begins and ends with the letters that it goes through."""
    left, right = text.sides
    letters = [at for word in words for at in _letters(text, word, rule)]
    room = _BESIDE * max(word.size for word in words)
    return min(left[at] for at in letters) - rule[0] <= room and rule[2] - max(right[at] for at in letters) <= room


def _struck_part(text: PageText, word: Word, rule: Rect) -> list[Word]:
    """A word as what stands before the line, what the line goes through, and what stands behind it."""
    if word.struck or not _letters(text, word, rule):
        return [word]
    before: list[Word] = []
    behind: list[Word] = []
    struck = word
    if parts := text.cut(struck, rule[0]):
        before, struck = [parts[0]], parts[1]
    if parts := text.cut(struck, rule[2]):
        struck, behind = parts[0], [parts[1]]
    struck.struck = True
    return [*before, struck, *behind]
