"""Names in brackets behind a number: "… cho 02 tập thể (Phòng A, Phòng B) và ba cá nhân (ông C, bà D, bà E)"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.facts.nominees.clauses import sentences
from extractors.facts.nominees.lexicon import alternatives, canon
from extractors.facts.nominees.names import Name, body_word, brackets, lead_end, read_name
from extractors.facts.nominees.numbers import IN_WORDS, parse_words
from extractors.facts.paper import Unit
from pipeline.models.base import Span
from pipeline.models.vocabulary import Confidence, NomineeType

_PERSONS = (NomineeType.INDIVIDUAL,)
_HOMES = (NomineeType.HOUSEHOLD, NomineeType.INDIVIDUAL)
_BODIES = (NomineeType.COLLECTIVE, NomineeType.STEERING_COMMITTEE, NomineeType.ENTERPRISE)
_KINDS: dict[str, tuple[NomineeType, ...]] = {
    "tập thể": _BODIES,
    "đơn vị": _BODIES,
    "doanh nghiệp": _BODIES,
    "cá nhân": _PERSONS,
    "đồng chí": _PERSONS,
    "hộ gia đình": _HOMES,
    "hộ": _HOMES,
    "trường hợp": (*_BODIES, *_HOMES),
}
# "03 (ba) tập thể (", "ba tập thể tiêu biểu (": the words between are none of the names.
_COUNTED = re.compile(
    r"(?<![\w/.,-])(?:(?:các|những)\s+|(?:(?<=cho )|(?<=và )|(?<=, )|(?<=; ))"
    r"|(?P<figures>\d{1,3})\s*(?:\([^()\d]{2,30}\)\s*)?"
    rf"|(?P<words>{IN_WORDS})\s*(?:\(\s*\d{{1,3}}\s*\)\s*)?)"
    rf"(?P<kind>{alternatives(_KINDS, marks=True)})(?P<between>[^();:]{{0,120}}?)\s*\("
)
_INTRODUCES = re.compile(r"\b(?:là|gồm|ông|bà|anh|chị|đồng chí)\b")
# "đã tặng 02 tập thể (…)", "trong số 05 tập thể (…)": awards of other days, or more than are nominated.
_OTHER_DAYS = re.compile(
    r"\b(?:da (?:duoc |de nghi |quyet dinh )?(?:tang|khen)|tung|nam \d{4}|nam qua|hang nam|trong so|tren tong so)\b"
)
_NEAR = 3
# So many characters tell whether a name begins; a hostile paragraph is not read to its end at each bracket.
_LONGEST_NAME = 200
_SIGNS = (re.compile(r"\s*;\s*"), re.compile(r"\s*[;,]\s*(?:và\s+)?"), re.compile(r"\s*[;,]\s*(?:và\s+)?|\s+và\s+"))


@dataclass(frozen=True)
class Bracketed:
    """A number of nominees and the brackets that name them."""

    start: int
    """Where the number begins."""
    inside: Span
    number: int | None
    kinds: tuple[NomineeType, ...]
    far: bool
    """So many words stand between that the brackets may be of them and not of the number."""
    closed: bool

    def fits(self, names: Sequence[Name]) -> bool:
        """Whether these are as many and of the kind that the number says, each cut cleanly."""
        if not self.closed or self.number not in (None, len(names)):
            return False
        return all(name.type in self.kinds and not name.torn for name in names)


def bracketed(unit: Unit, span: Span) -> list[Bracketed]:
    """The brackets behind numbers in the sentence that begins at the start of ``span``, that begin with a name."""
    end = next((stop for start, stop in sentences(unit.text[: span[1]]) if start <= span[0] < stop), span[1])
    end = min(end, span[1])
    canonical = canon(unit.text)
    pairs, unmatched = brackets(unit.text, span[0], end)
    closing = dict(pairs)
    found: list[Bracketed] = []
    at = span[0]
    for counted in _COUNTED.finditer(canonical, span[0], end):
        if _OTHER_DAYS.search(unit.bare, at, counted.start()):
            break
        opens = counted.end() - 1
        if _names_before(unit.text[slice(*counted.span("between"))]) or not _begins_name(unit, canonical, opens + 1):
            continue
        if opens not in closing and opens != unmatched:
            continue
        figures, words = counted["figures"], counted["words"]
        number = int(figures) if figures else parse_words(words) if words else None
        far = len(counted["between"].split()) > _NEAR
        at = closing.get(opens, end)
        kinds = _KINDS[" ".join(counted["kind"].split())]
        found.append(Bracketed(counted.start(), (opens + 1, at), number, kinds, far, opens in closing))
    return found


def _names_before(between: str) -> bool:
    """Whether a name stands between the number and the brackets: what they hold is about that one then."""
    return any(sign.isupper() for sign in between) or _INTRODUCES.search(canon(between)) is not None


def _begins_name(unit: Unit, canonical: str, at: int) -> bool:
    start, end = lead_end(unit.text, at), at + _LONGEST_NAME
    name = read_name(unit.text[:end], canonical[:end], unit.bare[:end], start, loose=False)
    return name is not None and unit.text[start : start + 1].isalpha()


def parted(unit: Unit, group: Bracketed) -> list[tuple[Name, int]]:
    """The names where one way of parting the words gives as many as stated, each with where its words end.

    First by semicolons, then by commas, then by "và" as well; empty where none gives that number.
    """
    for signs in _SIGNS:
        parts = _parts(unit.text, group.inside, signs)
        if len(parts) != group.number:
            continue
        names = [_name(unit, start, end, group) for start, end in parts]
        if group.kinds is _BODIES and sum(name is not None for name in names) * 2 >= len(names):
            names = [name or _unknown_body(unit, *part) for name, part in zip(names, parts, strict=True)]
        read = [name for name in names if name is not None]
        if group.fits(read):
            return [(name, end) for name, (_, end) in zip(read, parts, strict=True)]
    return []


def _parts(text: str, inside: Span, signs: re.Pattern[str]) -> list[Span]:
    """The words between signs that stand in no inner brackets."""
    inner = brackets(text, *inside)[0]
    parts: list[Span] = []
    at = inside[0]
    for sign in signs.finditer(text, *inside):
        if not any(start < sign.start() < end for start, end in inner):
            parts.append((at, sign.start()))
            at = sign.end()
    parts.append((at, inside[1]))
    return [(lead_end(text, start), end) for start, end in parts if text[start:end].strip()]


def _name(unit: Unit, start: int, end: int, group: Bracketed) -> Name | None:
    """The name of one part; a person without a form of address is one where nothing else stands beside the name."""
    canonical, bare = canon(unit.text)[:end], unit.bare[:end]
    name = read_name(unit.text[:end], canonical, bare, start, loose=False)
    if name is not None:
        own = name.type is NomineeType.INDIVIDUAL or body_word(canonical, name.span[0]) or start == name.span[0]
        return name if own and _printed_as_name(unit, name) else None
    if group.kinds is not _PERSONS:
        return None
    loose = read_name(unit.text[:end], canonical, bare, start, loose=True)
    if loose is None or loose.type is not None or unit.text[loose.span[1] : end].strip():
        return None
    return Name(NomineeType.INDIVIDUAL, loose.span, loose.rest, loose.confidence, False)


def _unknown_body(unit: Unit, start: int, end: int) -> Name | None:
    """A body whose first word no list knows, among others that are known."""
    if not unit.text[start].isupper():
        return None
    end = start + len(unit.text[start:end].rstrip(" .,"))
    return Name(NomineeType.COLLECTIVE, (start, end), end, Confidence.INFERRED, False)


def _printed_as_name(unit: Unit, name: Name) -> bool:
    return name.type is NomineeType.HOUSEHOLD or unit.text[name.span[0]].isupper()
