"""The words of one line from the pieces that a file draws them in.

A letter that the font lacks is drawn from another font after the rest of the line, so ``tỉnh`` comes as ``t nh`` and,
later, ``ỉ``: what touches is one word, wherever it stands in the file. False bold draws words twice (pdfplumber #71);
titles are set with a blank between their letters.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

from extractors.readers.pdf.words import Word

_TOUCHES = 0.1
"""Ems between two pieces of one word; the narrowest blank of a justified line is wider."""
_OVERLAPS = 0.3
"""Ems that a piece may reach over the next one: kerning, and the horns of ``ư`` and ``ơ``."""
_SPACING = 0.3
"""Ems between letters of one word that are set wide apart."""
_SPACED_LETTERS = 4
"""Single letters in a row from which on they are one word written with spaces."""
_MARKS_IN_LISTS = frozenset("xXvVIÔB")
"""Single letters that lists and names are full of: a cross in a column, Roman numbers."""


def words_of_line(pieces: Iterable[Word]) -> list[Word]:
    """The words of a line from left to right."""
    return _unspaced(_joined(_once(sorted(pieces, key=lambda word: word.x0))))


def lone_letters(words: Iterable[Word]) -> int:
    """How many words are one letter that seldom stands alone."""
    return sum(len(word.text) == 1 and word.text.isalpha() and word.text not in _MARKS_IN_LISTS for word in words)


def _once(words: list[Word]) -> list[Word]:
    """Words that false bold drew twice, a little beside each other, once."""
    return [
        word
        for before, word in zip([None, *words], words, strict=False)
        if before is None or word.text != before.text or word.x0 - before.x0 > 0.2 * word.size
    ]


def _joined(words: list[Word]) -> list[Word]:
    """Pieces that touch as one word."""
    result = words[:1]
    for word in words[1:]:
        last = result[-1]
        gap = word.x0 - last.x1
        if gap <= _SPACING * word.size and _one_word(last, word, gap):
            result[-1] = _with(last, word)
        else:
            result.append(word)
    return result


def _one_word(last: Word, word: Word, gap: float) -> bool:
    size = max(last.size, word.size)
    if last.struck != word.struck or abs(last.size - word.size) > 0.15 * size:
        return False
    if abs(last.baseline - word.baseline) > 0.15 * size or gap < -_OVERLAPS * size:
        return False
    if word.start == last.end:
        return True
    blank_between = word.spaced and 0 < word.start - last.end <= 2
    return gap < _TOUCHES * size and not blank_between


def _with(last: Word, word: Word) -> Word:
    return replace(
        last,
        text=last.text + word.text,
        x1=max(last.x1, word.x1),
        y0=min(last.y0, word.y0),
        y1=max(last.y1, word.y1),
        end=word.end,
    )


def _unspaced(words: list[Word]) -> list[Word]:
    """``N g à y`` as ``Ngày``: single letters in a row whose distances fall into two kinds, or are all alike."""
    if sum(len(word.text) == 1 for word in words) < _SPACED_LETTERS:
        return words
    result: list[Word] = []
    run: list[Word] = []
    for word in [*words, None]:
        if word is not None and len(word.text) == 1 and word.text.isalpha():
            run.append(word)
            continue
        result.extend(_joined_letters(run) if len(run) >= _SPACED_LETTERS else run)
        run = []
        if word is not None:
            result.append(word)
    return result


def _joined_letters(run: list[Word]) -> list[Word]:
    gaps = [after.x0 - before.x1 for before, after in pairwise(run)]
    smallest = min(gaps)
    if smallest > 1.2 * run[0].size:
        return run
    limit = max(1.6 * smallest, smallest + 0.2 * run[0].size)
    joined = [run[0]]
    for gap, word in zip(gaps, run[1:], strict=True):
        if gap <= limit:
            joined[-1] = _with(joined[-1], word)
        else:
            joined.append(word)
    return joined
