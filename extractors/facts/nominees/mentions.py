"""Committees that a request speaks of and that no nominee was read from: the net under the committee rule (II.2-3a).

A nominee can hide in any sentence ("Ban Chỉ đạo … xứng đáng được tặng Bằng khen"). Where a committee and words of award
share a sentence and nothing came out of it, the nominees are not said to be complete: a person has to look. Committees
that ask, decide, are served or sit in the grounds are none of these.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.facts.nominees.clauses import grounds, is_title, main_clause, sentences
from extractors.facts.nominees.committees import bodies_in, role_before
from extractors.facts.paper import Unit
from pipeline.models.base import Span

_AWARD_WORDS = re.compile(r"\b(?:de nghi|kinh trinh|tang|khen thuong|bang khen|giay khen|co thi dua|bieu duong)\b")
_ABOUT = re.compile(r"\W*(?:ve viec|v/v)\b")
_LONGEST = 6000
# The committee asks or decides itself. A new clause ("…, Sở A đề nghị") or a passive makes it the one spoken of.
_ACTS = re.compile(
    r"(?:(?!\bduoc\b)[^,;:.]){0,200}?\b(?:de nghi|kinh trinh|trinh|hop|thong nhat|nhat tri|xet|xem xet|binh xet"
    r"|khen thuong|tang|trao)\b"
)
_CLAUSE_START = re.compile(r"(?:^|[,;:.(\n]|\bnay|\bdo do|\bvi vay|\bdo vay)\W*(?:cac\s+|thuong truc\s+)?$")
_BESIDE = re.compile(
    r"(?:\b(?:do|boi|tu|qua|ve|gui|bao cao|giup|giup viec|tham muu|tham muu cho|phoi hop|phoi hop voi|truoc|trong"
    r"|tham gia|thanh lap|kien toan|tai|la co quan thuong truc)\s+(?:cac\s+)?|[/-])$"
)
_OF = re.compile(r"(?P<noun>[^,;:.]{0,80})\b(?:cua|thuoc)\s+(?:(?:pho\s+)?truong\s+|thuong truc\s+|cac\s+)*$")
_MERIT_OF = re.compile(
    r"\b(?:thanh tich|dong gop|ket qua|no luc|co gang|cong lao|cong hien|tap the|can bo|thanh vien)\b"
)
_GIVEN_BEFORE = re.compile(r"[^;]{0,80}?\b(?:da|tung) duoc\b(?!.{0,80}\bde nghi\b)")


def passed_over(unit: Unit, held: Sequence[Span], given: Span | None) -> bool:
    """Whether a sentence of awards speaks of a committee outside the spans that nominees were read from.

    ``given`` is where a request of this paragraph names what it gives: a seat on a committee counts there only.
    """
    bare = unit.bare[:_LONGEST]
    if not _AWARD_WORDS.search(bare) or is_title(unit) or next(bodies_in(bare, 0, len(bare)), None) is None:
        return False
    for start, end in sentences(unit.text[:_LONGEST]):
        if not _AWARD_WORDS.search(bare, start, end):
            continue
        begin = main_clause(unit, start, end) if grounds(unit, start) else start
        if begin is None:
            continue
        for body in bodies_in(bare, begin, end):
            inside = given is not None and given[0] <= body[0] < given[1]
            if not any(one[0] <= body[0] < one[1] for one in held) and _could_be_nominee(
                bare, begin, end, body, inside
            ):
                return True
    return False


def title_names_committee(unit: Unit) -> bool:
    """Whether the title of a request speaks of awarding a committee: "V/v đề nghị khen thưởng Ban Chỉ đạo …"."""
    title = _ABOUT.match(unit.bare)
    if title is None or not _AWARD_WORDS.search(unit.bare):
        return False
    start, end = title.end(), min(len(unit.bare), _LONGEST)
    return any(_could_be_nominee(unit.bare, start, end, body, False) for body in bodies_in(unit.bare, start, end))


def _could_be_nominee(bare: str, start: int, end: int, body: Span, inside: bool) -> bool:
    before = bare[start : body[0]]
    if _BESIDE.search(before) or (not inside and role_before(before)):
        return False
    of = _OF.search(before)
    if of and not _MERIT_OF.search(of["noun"]):
        return False
    if _GIVEN_BEFORE.match(bare, body[0], end):
        return False
    return not (_CLAUSE_START.search(before) and _ACTS.match(bare, body[0], end))


def lone_committee(unit: Unit, at: int) -> bool:
    """Whether the words from ``at`` are a committee's name and no sentence about it: an item that was not taken."""
    first = next(iter(bodies_in(unit.bare, at, len(unit.bare))), None)
    if first is None or unit.bare[at : first[0]].strip(" \"“'") not in ("", "tap the", "tap the:", "thuong truc"):
        return False
    return len(unit.text[at:].split()) <= 25 and not re.search(
        r"\b(?:da|duoc|phoi hop|hop|chi dao thuc hien|tham muu|ban hanh|to chuc thuc hien|thuong xuyen)\b",
        unit.bare[first[0] :],
    )
