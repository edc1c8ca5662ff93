"""Whether a name is that of a Ban Chỉ đạo or of a body near to one, and who holds a seat on it.

The letter (II.2-3) bars the Steering Committee "or equivalent collectives" from provincial awards at a final review.
The groups come from ``lexicon/committees.toml``; what follows from a group is policy and no business of this module.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from extractors.facts.nominees.lexicon import LETTER, alternatives, table
from pipeline.models.base import Span
from pipeline.models.vocabulary import CommitteeGroup


@dataclass(frozen=True)
class Body:
    """What a name is: its group, null for a standing body, and whether the name alone settles it."""

    group: CommitteeGroup | None
    sure: bool
    named: bool
    """The name as a whole is the body's; false where another body carries the committee's work."""


_NONE = Body(None, True, True)
# A phòng or sở that serves the committee besides its own work: a standing office, as the reference says doubtful.
_SERVES = re.compile(
    r"(?:co quan|van phong|bo phan|to|don vi)\s+(?:thuong truc|giup viec)\s*(?:cua\s+|cho\s+|giup viec\s+)*"
    r"(?:ban chi dao|bcd)\b"
    r"|giup viec\s+(?:cho\s+)?(?:ban chi dao|bcd)\b|van phong\s+(?:ban chi dao|bcd)\b"
)
# "Trưởng Ban Chỉ đạo" and "Phó Trưởng ban Chỉ đạo": the role's "ban" is the body's.
_TRUONG = re.compile(r"(?:pho\s+)?truong\s+$")
_PHRASE_ENDS = re.compile(r"[,;\n)]|\s-\s")
_BESIDE = re.compile(r"(?:[-(,/]\s*|\bva\s+)(?:ban chi dao|bcd)\b")
# A committee's words anywhere in a name that no entry knows, and boards of a programme under names of their own.
_MENTIONS = re.compile(r"\bban\s*chi[\s-]*dao\b|\bb\.?\s?c\.?\s?d\b|\bban cd\b")
_OF_PROGRAMME = re.compile(
    r"\b(?:ban|uy ban|hoi dong|nhom|to)\b[^,;(]{0,25}?\b(?:chuong trinh|de an|du an|cuoc van dong|ctmtqg)\b"
)
_HELPERS = re.compile(r"\b(?:giup viec|to cong tac|to chuyen vien|to thu ky|van phong)\b")


@dataclass(frozen=True)
class _Entry:
    group: CommitteeGroup | None
    start: re.Pattern[str]
    then: re.Pattern[str] | None
    sure: bool


@cache
def _entries() -> tuple[_Entry, ...]:
    return tuple(_entry(found) for found in table("committees")["body"])


def _entry(found: dict[str, Any]) -> _Entry:
    start = alternatives(found["start"], marks=False)
    if "next" in found:
        start += r"\s+(?:cua\s+|cac\s+|thuc hien\s+)?" + alternatives(found["next"], marks=False)
    then = alternatives(found["then"], marks=False) if "then" in found else None
    return _Entry(
        group=CommitteeGroup(found["group"]) if "group" in found else None,
        start=re.compile(start),
        then=re.compile(rf"(?<!{LETTER})" + then) if then else None,
        sure=found.get("sure", True),
    )


@cache
def _skip() -> re.Pattern[str]:
    return re.compile(rf"\W*(?:{alternatives(table('committees')['skip'], marks=False)}[\s,]*)*")


@cache
def _first_words() -> re.Pattern[str]:
    """First words of every body of group same thing, for finding one inside a sentence on a post."""
    starts = [
        word for body in table("committees")["body"] if body.get("group") == "same_thing" for word in body["start"]
    ]
    return re.compile(rf"(?<!{LETTER})" + alternatives(starts, marks=False))


@lru_cache(maxsize=64)
def classify(bare: str) -> Body:
    """The group of a collective by its bare name; each name is asked for several times in a row."""
    skipped = _skip().match(bare)
    begin = skipped.end() if skipped else 0
    for entry in _entries():
        found = entry.start.match(bare, begin)
        if found and (entry.then is None or entry.then.search(bare, found.end())):
            return Body(entry.group, entry.sure, True) if entry.group else _serving(bare, begin)
    return _serving(bare, begin)


def _serving(bare: str, begin: int) -> Body:
    if _SERVES.search(bare):
        return Body(CommitteeGroup.HELPING, False, False)
    if _BESIDE.search(bare) or _MENTIONS.search(bare) or _OF_PROGRAMME.match(bare, begin):
        return Body(CommitteeGroup.SAME_THING, False, False)
    return _NONE


def mentions_committee(bare: str) -> bool:
    """Whether the words of a Ban Chỉ đạo stand anywhere in a text."""
    return _MENTIONS.search(bare) is not None


def near_committee(bare: str) -> bool:
    """Whether a post or a unit speaks of a Ban Chỉ đạo itself, in words that name no seat on it."""
    return _MENTIONS.search(bare) is not None and _HELPERS.search(bare) is None


@cache
def _role_before() -> re.Pattern[str]:
    roles = alternatives(table("posts")["committee_roles"], marks=False)
    return re.compile(rf"(?<!{LETTER})({roles})[\s,-]*(?:cua|trong|thuoc|tham gia|-)?\s*$")


@cache
def role_words() -> re.Pattern[str]:
    """The seats on a committee: Trưởng ban, Phó Trưởng ban, Ủy viên, Thành viên, Thư ký … over bare text."""
    return re.compile(rf"(?<!{LETTER})" + alternatives(table("posts")["committee_roles"], marks=False))


def seat_in(bare: str) -> Span | None:
    """The words that name a seat on a body of group same thing: "Phó Trưởng Ban Chỉ đạo …", to the end of the phrase.

    "Trưởng Ban Tổ chức Tỉnh ủy" and "Ủy viên Ban Chỉ huy quân sự" are seats on standing bodies and give None, and so
    does a seat on a helping body ("Thành viên Tổ giúp việc Ban Chỉ đạo").
    """
    for body in _first_words().finditer(bare):
        end = _end_of_phrase(bare, body.end())
        found = classify(bare[body.start() : end])
        if found.group is not CommitteeGroup.SAME_THING or not found.sure or not found.named:
            continue
        role = _role_before().search(bare, 0, body.start())
        if role is None:
            shared = _TRUONG.search(bare, 0, body.start())
            if shared is None:
                continue
            role = shared
        return role.start(), end
    return None


@cache
def _committee_words() -> re.Pattern[str]:
    """First words of the bodies same thing and helping whose names settle it, and short forms of Ban Chỉ đạo."""
    starts = [
        word
        for body in table("committees")["body"]
        if body.get("group") in ("same_thing", "helping") and body.get("sure", True)
        for word in body["start"]
    ]
    return re.compile(rf"(?<!{LETTER})" + alternatives(starts, marks=False) + "|" + _MENTIONS.pattern)


def bodies_in(bare: str, start: int, end: int) -> Iterator[Span]:
    """Where a text names a committee or a body that helps one, each to the end of its phrase."""
    for body in _committee_words().finditer(bare, start, end):
        stop = min(_end_of_phrase(bare, body.end()), end)
        found = classify(bare[body.start() : stop])
        near = found.group in (CommitteeGroup.SAME_THING, CommitteeGroup.HELPING) and found.named and found.sure
        if near or _MENTIONS.match(bare, body.start()):
            yield body.start(), stop


def role_before(bare: str) -> bool:
    """Whether the words end in a seat on the body that follows: "Phó Trưởng", "Thành viên", "Thư ký của"."""
    return _role_before().search(bare) is not None or _TRUONG.search(bare) is not None


def _end_of_phrase(bare: str, start: int) -> int:
    found = _PHRASE_ENDS.search(bare, start)
    return found.start() if found else len(bare.rstrip(" ."))
