"""Which award the words name: titles and forms of the Law on Emulation and Commendation (06/2022/QH15)."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from extractors.facts.nominees.lexicon import alternatives, table
from pipeline.models.base import Span
from pipeline.models.vocabulary import Confidence

# "Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh" names the owner at once; further off it is another body's name.
_OWNER_WITHIN = 40
_GIVEN = re.compile(r"\b(?:cho|doi voi|ve)\b|[:;(]")
_SOMEBODY = re.compile(r"\s*cua\b")


@dataclass(frozen=True)
class Award:
    """An award as the lexicon knows it; ``provincial`` is None where the words do not say whose award it is."""

    code: str | None
    provincial: bool | None
    confidence: Confidence
    span: Span

    def shifted(self, by: int) -> Award:
        """The same award, counted from the start of a longer text."""
        return replace(self, span=(self.span[0] + by, self.span[1] + by))


@dataclass(frozen=True)
class _Entry:
    code: str
    words: re.Pattern[str]
    owner: re.Pattern[str] | None
    provincial: bool | None
    in_request: str | None


@cache
def _entries() -> tuple[_Entry, ...]:
    content = table("awards")
    owners = {name: re.compile(alternatives(found, marks=False)) for name, found in content["owners"].items()}
    return tuple(
        _Entry(
            code=entry["code"],
            words=re.compile(r"(?<![^\W\d_])" + alternatives(entry["words"], marks=False)),
            owner=owners[entry["of"]] if "of" in entry else None,
            provincial=entry.get("provincial"),
            in_request=entry.get("in_request"),
        )
        for entry in content["award"]
    )


@cache
def _any_award() -> re.Pattern[str]:
    found = {word for entry in table("awards")["award"] for word in entry["words"]}
    return re.compile(r"(?<![^\W\d_])" + alternatives(found, marks=False))


@lru_cache(maxsize=64)
def find_awards(bare: str, *, to_province: bool) -> tuple[Award, ...]:
    """Every award that the text names, in order.

    ``to_province``: the words stand in a request to the province or a list that goes with one, so that "Bằng khen"
    without an owner is the Chairman's, as an inference. The rows of a list repeat the same words, hence the cache.
    """
    starts = [match.start() for match in _any_award().finditer(bare)]
    bounds = [*starts[1:], len(bare)] if starts else []
    return tuple(
        _read(bare, start, min(end, start + 160), to_province) for start, end in zip(starts, bounds, strict=True)
    )


def find_award(bare: str, *, to_province: bool) -> Award | None:
    """The first award that the text names."""
    found = find_awards(bare, to_province=to_province)
    return found[0] if found else None


def _read(bare: str, start: int, end: int, to_province: bool) -> Award:
    for entry in _entries():
        words = entry.words.match(bare, start, end)
        if words is None:
            continue
        if entry.owner is None:
            if entry.in_request is None:
                return Award(entry.code, entry.provincial, Confidence.STATED, (start, words.end()))
            if to_province and not _SOMEBODY.match(bare, words.end()):
                return Award(entry.in_request, True, Confidence.INFERRED, (start, words.end()))
            return Award(None, None, Confidence.STATED, (start, words.end()))
        owner = _owner(entry.owner, bare, words.end(), end)
        if owner is not None:
            return Award(entry.code, entry.provincial, Confidence.STATED, (start, owner))
    return Award(None, None, Confidence.STATED, (start, end))


def _owner(owner: re.Pattern[str], bare: str, start: int, end: int) -> int | None:
    """Where the owner's words end, if they stand near enough and before the award is given ("cho", "đối với")."""
    limit = min(end, start + _OWNER_WITHIN)
    given = _GIVEN.search(bare, start, limit)
    if given:
        limit = given.start()
    found = owner.search(bare, start, limit)
    return found.end() if found else None
