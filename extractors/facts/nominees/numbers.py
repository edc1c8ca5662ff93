"""Numbers of nominees in figures and in words: ``05 (năm)``, ``mười hai``, ``hai mươi mốt``."""

from __future__ import annotations

import re

_UNITS = {
    **{"một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5, "nhăm": 5},
    **{"sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9},
}
_TEN = ("mười", "mươi")
_WORD = "|".join(sorted((*_UNITS, *_TEN, "trăm", "linh", "lẻ"), key=len, reverse=True))
IN_WORDS = rf"(?:{_WORD})(?:\s+(?:{_WORD}))*(?![^\W\d_])"
"""A number in words, over canonical text."""


def from_words(words: str) -> int | None:
    """The number that canonical words mean, up to 999; None where they are no number."""
    parts = words.split()
    total = rest = 0
    seen = False
    for word in parts:
        if word in _UNITS:
            if rest % 10:
                return None
            rest = rest // 10 * 10 + _UNITS[word]
        elif word == "mười":
            rest = 10
        elif word == "mươi":
            if not 2 <= rest <= 9:
                return None
            rest *= 10
        elif word == "trăm":
            total, rest = total + rest * 100, 0
        elif word not in ("linh", "lẻ"):
            return None
        seen = True
    return total + rest if seen and total + rest > 0 else None


def parse_words(words: str) -> int | None:
    """:func:`from_words` of loose text: blanks and signs at the ends do not matter."""
    return from_words(re.sub(r"[^\w\s]", " ", words))
