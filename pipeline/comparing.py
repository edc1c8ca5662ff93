"""Comparing names of offices and bodies whatever their case, tone marks, dashes and blanks.

``Ban Thi đua – Khen thưởng`` and ``BAN THI ĐUA - KHEN THƯỞNG`` have one key; so have hoà and hòa. The finders of
facts fold whole texts with spans kept (:mod:`extractors.text.fold`); here only short names are compared.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

_WORD = re.compile(r"[a-z0-9]+")


def words(name: str) -> tuple[str, ...]:
    """The syllables and numbers of a name, lower case and without marks."""
    lower = unicodedata.normalize("NFD", name.lower().replace("đ", "d").replace("ð", "d").replace("ƣ", "ư"))
    return tuple(_WORD.findall("".join(letter for letter in lower if not unicodedata.combining(letter))))


def names_one_of(text: str, names: Iterable[str]) -> bool:
    """Whether a text contains one of the names as whole words."""
    within = f" {' '.join(words(text))} "
    return any(f" {' '.join(words(name))} " in within for name in names if words(name))


def begins_with_one_of(text: str, names: Iterable[str]) -> bool:
    """Whether a text begins with one of the names as whole words."""
    within = f"{' '.join(words(text))} "
    return any(within.startswith(f"{' '.join(words(name))} ") for name in names if words(name))
