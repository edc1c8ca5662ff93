"""The words of one line from the pieces that a file draws them in.

A letter that the font lacks is drawn from another font after the rest of the line, so ``tỉnh`` comes as ``t nh`` and,
later, ``ỉ``: what touches is one word, wherever it stands in the file. False bold draws words twice (pdfplumber #71);
titles are set with a blank between their letters.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise
from operator import attrgetter

from extractors.readers.pdf.words import Word

_TOUCHES = 0.1
"""Ems between two pieces of one word; the narrowest blank of a justified line is wider."""
_OVERLAPS = 0.3
"""Ems that a piece may reach over the next one: kerning, and the horns of ``ư`` and ``ơ``."""
_SPACING = 0.3
"""Ems between letters of one word that are set wide apart."""
_TWICE = 0.2
"""Ems by which false bold moves the second of two words."""
_OTHER_SIZE = 0.15
"""Ems by which sizes and baselines of pieces of one word differ at most."""
_SMALL_PRINT = 0.6
"""Share of the largest size of a line below which letters are small print."""
_BLANKS = 2
"""Characters of the file between two words; between words that are not neighbours in it stand more."""
_SPACED_LETTERS = 4
"""Single letters in a row from which on they are one word written with spaces."""
_MAY_STAND_ALONE = frozenset("xXvVIAHKYaởýÝỞôÔ")
"""A cross in a column, Roman numbers, parts of names (Khoàng A Lử, Y Blen, H’ Loan), words of one letter."""
_LEFT = attrgetter("x0")


def words_of_line(pieces: Iterable[Word]) -> list[Word]:
    """The words of a line from left to right: pieces that touch are one, what false bold drew twice stands once."""
    words: list[Word] = []
    letters = 0
    last: Word | None = None
    for word in sorted(pieces, key=_LEFT):
        if last is not None:
            if word.text == last.text and word.x0 - last.x0 <= _TWICE * word.size:
                continue
            gap = word.x0 - last.x1
            touches = gap < _TOUCHES * word.size or (word.start == last.end and gap <= _SPACING * word.size)
            if touches and _one_word(last, word, gap):
                last = words[-1] = _with(last, word)
                continue
        letters += len(word.text) == 1
        words.append(word)
        last = word
    return _unspaced(words) if letters >= _SPACED_LETTERS else words


def levels(row: list[Word]) -> list[list[Word]]:
    """A row apart by size where small print lies upon large letters: "Ký bởi: …" printed over a signer's title.

    Small letters beside large ones, like the number of a footnote, belong to their line.
    """
    largest = max([word.size for word in row])
    small = [word for word in row if word.size < _SMALL_PRINT * largest]
    if not small:
        return [row]
    large = [word for word in row if word.size >= _SMALL_PRINT * largest]
    upon = any(
        min(word.x1, under.x1) - max(word.x0, under.x0) > 0.5 * (word.x1 - word.x0) for word in small for under in large
    )
    return [large, small] if upon else [row]


def lone_letters(words: Iterable[Word]) -> int:
    """How many words are one letter that seldom stands alone."""
    return sum(len(word.text) == 1 and word.text.isalpha() and word.text not in _MAY_STAND_ALONE for word in words)


def _one_word(last: Word, word: Word, gap: float) -> bool:
    size = max(last.size, word.size)
    return (
        last.struck == word.struck
        and abs(last.size - word.size) <= _OTHER_SIZE * size
        and abs(last.baseline - word.baseline) <= _OTHER_SIZE * size
        and gap >= -_OVERLAPS * size
        and not (word.spaced and 0 <= word.start - last.end <= _BLANKS)
        and not (last.laid != word.laid and _letter_by_figure(last.text[-1], word.text[0]))
    )


def _letter_by_figure(before: str, after: str) -> bool:
    """``ngày`` and the ``24`` that was filled in behind it, or ``24`` and ``tháng``."""
    return (before.isalpha() and after.isdigit()) or (before.isdigit() and after.isalpha())


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
