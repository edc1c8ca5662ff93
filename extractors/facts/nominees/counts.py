"""Numbers of nominees that papers state, and the attached lists that a request announces."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from extractors.facts.nominees.awards import find_award
from extractors.facts.nominees.lexicon import alternatives, canon
from extractors.facts.nominees.numbers import IN_WORDS, parse_words
from extractors.facts.paper import Unit
from extractors.text.fold import key
from pipeline.models.base import Span
from pipeline.models.facts import StatedCount
from pipeline.models.vocabulary import Confidence

What = Literal["collective", "individual", "household", "enterprise", "total"]
Source = Literal["request", "list", "minutes"]

_KINDS: dict[str, What] = {
    "tập thể": "collective",
    "đơn vị": "collective",
    "cá nhân": "individual",
    "đồng chí": "individual",
    "ông": "individual",
    "bà": "individual",
    "người": "individual",
    "nông dân": "individual",
    "doanh nhân": "individual",
    "hộ gia đình": "household",
    "hộ": "household",
    "doanh nghiệp": "enterprise",
    "trường hợp": "total",
}
_KIND = alternatives(_KINDS, marks=True)
_MORE_KINDS = alternatives(("tập thể", "cá nhân", "hộ gia đình", "hộ", "doanh nghiệp"), marks=True)
_AND = r"(?:\s*[,/&-]\s*|\s+và\s+)"
_IN_BRACKETS = r"(?:\((?P<words>[^()\d]{2,30})\)\s*)?"
_FIGURES = r"(?P<figures>\d{1,3})\s*"
# "05 (năm) tập thể", "mười hai cá nhân", "17 tập thể, cá nhân".
_BEFORE = re.compile(
    rf"(?<![\d/.,-]){_FIGURES}{_IN_BRACKETS}(?P<kind>{_KIND})(?P<more>{_AND}{_MORE_KINDS})*"
    rf"|(?:(?<=cho )|(?<=gồm )|(?<=và )|(?<=, )|(?<=là )|(?<=: ))(?P<only>{IN_WORDS})\s+(?P<kind2>{_KIND})"
    rf"(?P<more2>{_AND}{_MORE_KINDS})*"
)
# "hai (02) tập thể": the words first, the figures in brackets.
_WORDS_FIRST = re.compile(
    rf"(?<![^\W\d_])(?P<words>{IN_WORDS})\s*\(\s*(?P<figures>\d{{1,3}})\s*\)\s*(?P<kind>{_KIND})"
    rf"(?P<more>{_AND}{_MORE_KINDS})*"
)
# "Tập thể: 05", "CÁ NHÂN (12 người)"; without a colon only as offices write numbers: "tập thể 02, cá nhân 03".
_BEHIND = re.compile(
    rf"(?P<kind>{_MORE_KINDS})\s*(?:[:(]|gồm|có|là|(?=0\d\s*[,;.]))\s*(?:gồm\s*|có\s*)?{_FIGURES}{_IN_BRACKETS}"
    r"(?=[).,;]|$|đơn vị|người|tập thể|hộ|cá nhân)"
)
# "đã giúp đỡ 30 hộ nghèo": what was done for others, no number of nominees.
_MERITS = re.compile(
    r"\b(?:ho tro|giup do|giup|xoa nha|xay dung|xay moi|sua chua|van dong|cho vay|tao viec lam|tham gia|phuc vu|"
    r"dao tao|tap huan|tuyen truyen|thoat ngheo|huy dong|quan ly|kham|chua benh|thu hut|tiep can|cap phat|dieu tra|"
    r"ra soat)\b"
    r"(?:(?!\b(?:gom|cu the|trong do|sau day|de nghi|khen|tang)\b)[^:;.]){0,60}$"
)
_LONGEST = 6000
_LIST = r"(?:danh sach|phu luc|bieu (?:tong hop|danh sach)|bang tong hop)"
_ATTACHED = re.compile(
    rf"(?:(?P<many>\d{{1,2}})\s+)?{_LIST}(?:(?!{_LIST})[^.;\n]){{0,60}}?"
    r"(?:kem theo|dinh kem|gui kem|kem to trinh|kem cong van)"
    rf"|(?:kem theo|dinh kem|gui kem)[^.;\n]{{0,25}}?(?:(?P<many2>\d{{1,2}})\s+)?{_LIST}"
)


@dataclass(frozen=True)
class Stated:
    """One number as it stands, with the award it is for and the depth of its heading for telling sums from repeats."""

    count: StatedCount
    award: str
    depth: int
    """0 outside of headings, else how deep the heading is."""
    total: bool = False
    """Stands in the row of totals."""


def counts_in(
    unit: Unit, span: Span, source: Source, document: str, *, award: str = "", depth: int = 0, total: bool = False
) -> list[Stated]:
    """The numbers of nominees in the characters of ``span``."""
    canonical = canon(unit.text)[: min(span[1], span[0] + _LONGEST)]
    found: dict[int, tuple[re.Match[str], str, str | None, str | None, bool]] = {}
    for match in _BEHIND.finditer(canonical, span[0]):
        found[match.start("figures")] = (match, match["kind"], match["figures"], match["words"], False)
    for match in _BEFORE.finditer(canonical, span[0]):
        at = match.start("figures") if match["figures"] else match.start("only")
        more = bool(match["more"] or match["more2"])
        found[at] = (match, match["kind"] or match["kind2"], match["figures"], match["words"] or match["only"], more)
    for match in _WORDS_FIRST.finditer(canonical, span[0]):
        found[match.start("figures")] = (match, match["kind"], match["figures"], match["words"], bool(match["more"]))
    stated: list[Stated] = []
    for _, (match, kind, figures, words, more) in sorted(found.items()):
        number = int(figures) if figures else parse_words(words or "")
        what: What = "total" if more else _KINDS[kind]
        if number is None or (more and "hộ" in match.group() and "cá nhân" not in match.group()):
            continue
        if _MERITS.search(unit.bare, max(0, match.start() - 90), match.start()):
            continue
        count = StatedCount(
            what=what,
            number=number,
            words=parse_words(words) if figures and words else None,
            source=source,
            confidence=Confidence.STATED,
            quote=unit.text[match.start() : match.end()].strip(),
            place=unit.place(match.span(), document),
        )
        stated.append(Stated(count, _last_award(unit.bare[: match.start()]) or award, depth, total))
    return stated


def _last_award(bare: str) -> str:
    at = max(bare.rfind(word) for word in ("bang khen", "co thi dua", "giay khen", "chien s", "tap the lao dong"))
    if at < 0:
        return ""
    award = find_award(bare[at:], to_province=True)
    return (award.code or "") if award else ""


def combine(stated: Sequence[Stated]) -> tuple[StatedCount, ...]:
    """The numbers of one paper and source put together.

    Numbers under different awards add up; the same number for the same award said twice counts once; under a heading
    with a number the headings inside it only break it down. A contradiction stays: both numbers are kept.
    """
    result: list[StatedCount] = []
    for what in ("collective", "individual", "household", "enterprise", "total"):
        of_kind = [one for one in stated if one.count.what == what]
        found = _without_repeats([one for one in of_kind if not one.total])
        known = {count.number for count in found}
        result += found + [one.count for one in of_kind if one.total and one.count.number not in known]
    return tuple(result)


def _without_repeats(stated: Sequence[Stated]) -> list[StatedCount]:
    outer = min((one.depth for one in stated), default=0)
    by_award: dict[str, list[StatedCount]] = {}
    for one in stated:
        if one.depth == outer:
            same = by_award.setdefault(one.award, [])
            if all((one.count.number, one.count.words) != (kept.number, kept.words) for kept in same):
                same.append(one.count)
    everything = [count for same in by_award.values() for count in same]
    if len(by_award) < 2:
        return everything
    if any(len(same) > 1 for same in by_award.values()):
        return [count.model_copy(update={"confidence": Confidence.UNCERTAIN}) for count in everything]
    total = sum(count.number for count in everything)
    return [everything[0].model_copy(update={"number": total, "words": None, "confidence": Confidence.INFERRED})]


def announced(units: Sequence[Unit]) -> int:
    """How many attached lists the words of a request speak of; the same phrase again is the same list."""
    phrases: dict[str, int] = {}
    for unit in units:
        if unit.bare.lstrip().startswith("can cu"):
            continue
        for match in _ATTACHED.finditer(unit.bare):
            many = match["many"] or match["many2"]
            phrases.setdefault(_what_list(match.group()), int(many) if many and 0 < int(many) <= 20 else 1)
    return sum(phrases.values())


def _what_list(phrase: str) -> str:
    """Lists of collectives and of individuals are two; any other two phrases speak of the same list."""
    folded = key(phrase)
    kinds = [kind for kind in ("tap the", "ca nhan", "ho gia dinh", "doanh nghiep") if kind in folded]
    return kinds[0] if len(kinds) == 1 else ""
