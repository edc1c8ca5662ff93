"""When two namings are one nominee: folded names, units that agree, years of birth that do not differ."""

from __future__ import annotations

import re
from functools import cache

from extractors.facts.nominees.lexicon import LETTER, table
from extractors.text.fold import bare, key
from pipeline.models.vocabulary import NomineeType

_TABLE = table("abbreviations")
_ABBREVIATIONS: dict[str, str] = {bare(short): bare(full) for short, full in _TABLE["expand"].items()}
_COMMON_KEYS = frozenset(word.replace("y", "i") for phrase in _TABLE["common"] for word in bare(phrase).split())


@cache
def name_key(name: str, kind: NomineeType | None) -> str:
    """The name for comparing: without marks, forms of address, "tập thể" and punctuation; i and y are one letter."""
    folded = re.sub(r"[^\w\s]", " ", key(name))
    words = folded.split()
    if kind is not NomineeType.INDIVIDUAL:
        if words[:2] == ["tap", "the"]:
            words = words[2:]
        words = [part for word in words for part in _ABBREVIATIONS.get(word, word).split()]
        if kind is NomineeType.HOUSEHOLD:
            words = [word for word in words if word not in ("ho", "gia", "dinh", "ong", "ba")] or words
    return " ".join(words).replace("y", "i")


_TWO_NAMES = re.compile(r"(?P<first>[^()]*\w[^()]*)\((?P<other>[^()]*\w[^()]*)\)\s*")


@cache
def person_keys(name: str) -> tuple[str, ...]:
    """The keys under which a person may be named: "Thích Tâm Mẫu (Lê Văn Thử)" as a whole, and by either name."""
    whole = name_key(name, NomineeType.INDIVIDUAL)
    two = _TWO_NAMES.fullmatch(name)
    return (whole, *(name_key(two[part], NomineeType.INDIVIDUAL) for part in ("first", "other"))) if two else (whole,)


def agree(mine: tuple[str | None, ...], theirs: str) -> bool | None:
    """Whether one of my descriptions (post, unit) and theirs fit: all telling words of one stand in the other.

    None where they share something or there is nothing to compare, False where they have nothing in common.
    """
    other = _telling(theirs)
    own = [_telling(part) for part in mine if part]
    together = frozenset().union(*own)
    if not other or not together:
        return None
    if any(part and part <= other for part in own) or other <= together:
        return True
    return None if together & other else False


@cache
def _telling(text: str) -> frozenset[str]:
    found = re.findall(rf"{LETTER}+|\d+", bare(text))
    expanded = [part for word in found for part in _ABBREVIATIONS.get(word, word).split()]
    return frozenset(word.replace("y", "i") for word in expanded) - _COMMON_KEYS


def same_place(first: str | None, second: str | None) -> bool:
    """Whether two units can be the same one: one unknown, or all telling words of one stand in the other."""
    if not first or not second or name_key(first, None) == name_key(second, None):
        return True
    mine, theirs = _telling(first), _telling(second)
    return mine <= theirs or theirs <= mine
