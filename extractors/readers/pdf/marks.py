"""Tone marks that a PDF draws apart from their letters, put back on them by where they stand.

Some printer drivers write ``vị`` as the letters ``vi``, a blank, and a dot set below the ``i`` (pdfplumber #252 and
others): read in the order of the file the dot lands on the next word. Blanks that PDFium guesses around such marks are
checked against the distance of the letters.
"""

from __future__ import annotations

import re
import unicodedata

from extractors.readers.pdf import native

NOTHING = "\u200b"
"""Keeps the place of a character that is gone; cleaning takes it away."""
_MARK = re.compile("[\u0300-\u036f]")
_REACH = 40
"""Characters before and after a mark among which its letter is looked for."""


def set_marks(text_page: int, raw: str, rects: list[float]) -> str:
    """The characters with each loose mark on the letter above or below which it stands; as many characters as before.

    ``rects`` are left, top, right, bottom of each character in user space; a mark that moved takes the box of its
    letter. A mark without such a letter stays where it was.
    """
    if not _MARK.search(raw):
        return raw
    letters = list(raw)
    for match in _MARK.finditer(raw):
        at = match.start()
        left, bottom, right, top = native.tight_box(text_page, at)
        base = _letter_at(raw, rects, at, (left + right) / 2, (bottom + top) / 2)
        if base is None:
            continue
        composed = unicodedata.normalize("NFC", letters[base] + letters[at])
        if len(composed) != 1:
            continue
        letters[base] = composed
        apart = any(letters[index].isspace() for index in range(min(base, at), max(base, at)))
        letters[at] = " " if apart else NOTHING
        rects[4 * at : 4 * at + 4] = rects[4 * base : 4 * base + 4]
    _check_blanks(letters, rects)
    return "".join(letters)


def _letter_at(raw: str, rects: list[float], mark: int, x: float, y: float) -> int | None:
    near = [
        index
        for index in range(max(mark - _REACH, 0), min(mark + _REACH + 1, len(raw)))
        if raw[index].isalpha()
        and rects[4 * index] <= x <= rects[4 * index + 2]
        and abs(y - (rects[4 * index + 1] + rects[4 * index + 3]) / 2) <= rects[4 * index + 1] - rects[4 * index + 3]
    ]
    return min(near, key=lambda index: abs(index - mark)) if near else None


def _check_blanks(letters: list[str], rects: list[float]) -> None:
    """Takes away blanks of no width between letters that touch."""
    for at in range(1, len(letters) - 1):
        if letters[at] != " ":
            continue
        before = next((index for index in range(at - 1, -1, -1) if letters[index] not in (NOTHING, " ")), None)
        after = next((index for index in range(at + 1, len(letters)) if letters[index] not in (NOTHING, " ")), None)
        if before is None or after is None or not (letters[before].isalpha() and letters[after].isalpha()):
            continue
        size = rects[4 * before + 1] - rects[4 * before + 3]
        gap = rects[4 * after] - rects[4 * before + 2]
        if abs(rects[4 * before + 3] - rects[4 * after + 3]) < 0.3 * size and -0.1 * size < gap < 0.1 * size:
            letters[at] = NOTHING
            rects[4 * at : 4 * at + 4] = rects[4 * before : 4 * before + 4]
