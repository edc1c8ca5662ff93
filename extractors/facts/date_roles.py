"""What a date is the date of, from the words around it in its sentence.

The commonest false hit is the date of a cited law or decision; it is looked for first. A role is given only where the
words name it; everything else is ``other``.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass

from extractors.facts.council import is_council
from extractors.facts.date_forms import TIME_OF_DAY
from extractors.facts.dates import Found, find_dates
from extractors.facts.paper import Unit
from extractors.facts.stamps import SIGNED
from pipeline.models.base import Span
from pipeline.models.facts import DateFact
from pipeline.models.vocabulary import DateRole, DocumentKind, Precision

_SENTENCE_END = re.compile(r"[.;!?](?=\s+[^\W\d_])|\n\s*[-+•]|;")
_CITED = (
    r"(?:bo luat|luat|phap lenh|nghi dinh|nghi quyet|thong tu|thong tri|quyet dinh|ke hoach|huong dan|cong van|chi thi|"
    r"thong bao|to trinh|bao cao|van ban|bien ban|ket luan|quy dinh|quy che|chuong trinh|cong dien|de an|giay moi)"
)
_CITED_WORD = re.compile(rf"\b{_CITED}\b")
_NUMBER = r"\bso\s*:?\s*(?:\d|[.…/])[\w./…\-]{0,30}(?:\s?[/-]\s?[\w./\-]{1,20}|\s\w{1,8}-[\w\-]{1,12})?\s*,?\s*"
_NUMBERED = re.compile(rf"\b{_CITED}\b[^;]{{0,60}}?{_NUMBER}(?:ky\s+|ban hanh\s+)?(?:ngay\s*)?$")
_NUMBER_NEXT = re.compile(rf"\b{_CITED}\s+\d{{1,6}}\s?[/-]\s?[\w./\-]{{1,30}}\s*,?\s*(?:ngay\s*)?$")
_NUMBER_ONLY = re.compile(rf"{_NUMBER}(?:ngay\s*)?$")
_UNNUMBERED = re.compile(
    r"\b(?:luat|nghi dinh|nghi quyet|thong tu|quyet dinh|cong van|chi thi|to trinh|van ban|thong bao)\s*(?:ngay\s*)?$"
)
_LAW = re.compile(
    r"\b(?:bo luat|luat|phap lenh)\b"
    r"(?:(?!hoi nghi|de nghi|(?<!luat )to chuc|tong ket|so ket|\ble\b|\btai\b)[^;.]){0,90}$"
)
_PLAN = re.compile(r"\bke hoach\b")
_LAUNCHES = re.compile(r"phat dong")
_REVIEWS = re.compile(r"tong ket|so ket|hoi nghi")
_EVENTS = re.compile(r"tong ket|so ket|hoi nghi|dai hoi|\ble (?:ky niem|trao|cong bo|tuyen duong|bieu duong)")
_BIRTH = re.compile(
    r"(?:ngay,? thang,? nam sinh|ngay sinh|nam sinh|thang,? nam sinh|\bsn\b|\bs\.\s?n\b\.?|"
    r"(?<!hoc )(?<!ve )(?<!phat )(?<!giao )\bsinh(?:\s+(?:ngay|nam))?)\W{0,5}(?:ngay\s*)?$"
)
_BIRTH_COLUMN = re.compile(r"ngay,? thang,? nam sinh|ngay sinh|nam sinh|^sinh\b")
_TO_COME = re.compile(r"\b(?:du kien|se|sap|sap toi|tiep tuc)\b")
_VOTE = re.compile(r"(?:bo phieu|kiem phieu|lay phieu)\b[^;]{0,80}$")
_FOUNDED = re.compile(
    r"(?:thanh lap|truyen thong|khai sinh|ra doi)\b[^;.()]{0,90}\(\s*(?:ngay\s*)?$|"
    r"(?:thanh lap|khai sinh)(?:\s+(?:vao|tu))?\W{0,3}(?:ngay\s*)?$|ngay thanh lap\W{0,4}$"
)
_LAUNCH_BEFORE = re.compile(r"phat dong\b[^;]{0,120}$")
_LAUNCH_AFTER = re.compile(r"[^;.]{0,60}?\b(?:phat dong|le phat dong)\b")
_PRELIMINARY = re.compile(r"\bso ket\b")
_FINAL = re.compile(r"\btong ket\b")
_MERIT = re.compile(
    r"thanh tich|thoi gian (?:thi dua|thuc hien|cong tac)|trong thoi gian|dot thi dua|giai doan|phong trao"
)
_HELD = re.compile(r"\b(?:vao|to chuc|dien ra|tien hanh|khai mac|du kien)\b")
_FROM = re.compile(r"\b(?:tu|trong (?:thoi gian|dot))\s*(?:ngay\s*)?$")
_MEETING_OPENS = re.compile(r"(?:hom nay|thoi gian|vao (?:luc|hoi)|hoi\s+\d|luc\s+\d|bat dau)\b")
_UNTIL = re.compile(r"\bden\s*(?:ngay\s*)?$")
_TIME_HEADING = re.compile(r"[\s\-+•*\d.)ivx]*thoi gian(?:,? (?:va )?dia diem)?(?: to chuc)?\s*[:.]?\s*$")
# A run of days longer than this is no conference.
LONGEST_CONFERENCE = dt.timedelta(days=5)
# "trước ngày", "đến hết ngày": the limit of something else, never the day of an event.
LIMIT = re.compile(
    r"(?:truoc|cham nhat|muon nhat|han cuoi|het han|khong muon hon|den het)\s*(?:la\s+|vao\s+)?"
    rf"{TIME_OF_DAY}(?:ngay\s*)?$"
)


@dataclass(frozen=True)
class DatedUnit:
    """A date with its unit, its role and the sentence it stands in."""

    unit: Unit
    found: Found
    role: DateRole
    sentence: Span
    quote: Span
    under_time: bool = False
    """Stands under a heading "Thời gian"."""

    @property
    def before(self) -> str:
        """The sentence up to the date, bare."""
        return self.unit.bare[self.sentence[0] : self.found.start]

    @property
    def after(self) -> str:
        """The sentence behind the date, bare."""
        return self.unit.bare[self.found.end : self.sentence[1]]

    @property
    def folded_before(self) -> str:
        """As ``before``, marks kept."""
        return self.unit.folded[self.sentence[0] : self.found.start]

    @property
    def folded_after(self) -> str:
        """As ``after``, marks kept."""
        return self.unit.folded[self.found.end : self.sentence[1]]

    def fact(self, document: str | None, role: DateRole) -> DateFact:
        """The published form with the role that the whole dossier gives it; of a birth only the place."""
        birth = role is DateRole.BIRTH
        start, end = self.quote
        return DateFact(
            value=None if birth else self.found.value,
            to=None if birth else self.found.to,
            precision=self.found.precision,
            role=role,
            quote=None if birth else self.unit.text[start:end],
            confidence=self.found.confidence,
            place=self.unit.place(self.quote, document),
            first=None if birth else self.found.first,
            last=None if birth else self.found.last,
        )


def dates_of(
    units: Iterable[Unit],
    kind: DocumentKind,
    anchor: dt.date | None,
    known: dict[tuple[int, int], DateRole],
) -> list[DatedUnit]:
    """Every date of a paper with its role.

    ``known`` gives roles that other finders settled, by ``(id(unit), start)``: the date of the letterhead, of a stamp.
    """
    dated: list[DatedUnit] = []
    birth_columns: dict[int, set[int]] = {}
    under_time = False
    for unit in units:
        if unit.cell is not None and "sinh" in unit.bare and len(unit.bare) < 60 and _BIRTH_COLUMN.search(unit.bare):
            birth_columns.setdefault(unit.block.index, set()).add(unit.cell.column)
        for found in find_dates(unit.folded, unit.bare, anchor):
            sentence = sentence_at(unit.bare, found.start, found.end)
            settled = known.get((id(unit), found.start))
            role, quote = (settled, (found.start, found.end)) if settled else _role(unit, found, sentence, kind)
            in_birth_column = unit.cell is not None and unit.cell.column in birth_columns.get(unit.block.index, ())
            if in_birth_column and settled is None and len(unit.text) < 40:
                role, quote = DateRole.BIRTH, (found.start, found.end)
            dated.append(DatedUnit(unit, found, role, sentence, quote, under_time))
        under_time = "thoi gian" in unit.bare and len(unit.bare) < 60 and _TIME_HEADING.match(unit.bare) is not None
    return dated


def sentence_at(bare: str, start: int, end: int) -> Span:
    """The sentence around the characters ``start`` to ``end``; abbreviations and numbers do not end one."""
    first = 0
    for match in _SENTENCE_END.finditer(bare, 0, start):
        first = match.end()
    match_after = _SENTENCE_END.search(bare, end)
    return first, match_after.start() if match_after else len(bare)


def _role(unit: Unit, found: Found, sentence: Span, kind: DocumentKind) -> tuple[DateRole, Span]:
    bare = unit.bare
    before = bare[sentence[0] : found.start]
    after = bare[found.end : sentence[1]]
    quote = (found.start, found.end)
    if SIGNED.search(bare, max(0, found.start - 80), found.start):
        return DateRole.SIGNATURE, quote
    if _BIRTH.search(before):
        return DateRole.BIRTH, quote
    near = before[-200:]
    cited = _citation(near)
    folded = unit.folded[found.start - len(near) : found.start], unit.folded[found.end : sentence[1]]
    if is_council((near, folded[0]), (after, folded[1]), cited):
        return DateRole.COUNCIL_MEETING, quote
    if cited is not None:
        opening = found.start - len(near) + cited
        launches = _PLAN.match(bare, opening) and _LAUNCHES.search(after[:160]) and not _REVIEWS.search(after[:160])
        return DateRole.PLAN if launches else DateRole.CITATION, (opening, found.end)
    return _event(before, after, found, kind, sentence[0] == 0), quote


def _citation(near: str) -> int | None:
    """Where the words of a citation begin in the text before the date; None where the date cites nothing."""
    for pattern in (_NUMBERED, _NUMBER_NEXT, _NUMBER_ONLY, _UNNUMBERED, _LAW):
        match = pattern.search(near)
        if match is not None:
            # "Căn cứ Luật …, Nghị định số …": the paper that the date belongs to is the one named last.
            kinds = [] if pattern is _LAW else [found.start() for found in _CITED_WORD.finditer(near, match.start())]
            return kinds[-1] if kinds else match.start()
    return None


def _merit_before(near: str, found: Found) -> bool:
    """Whether a span is that of a merit; of a few days behind "giai đoạn 2021 - 2025" it may be a conference's."""
    merits = list(_MERIT.finditer(near))
    if not merits or found.precision is not Precision.DAY or found.last - found.first > LONGEST_CONFERENCE:
        return bool(merits)
    gap = near[merits[-1].end() :]
    return not _EVENTS.search(near) or (_HELD.search(gap) is None and _FROM.search(gap) is not None)


def _event(before: str, after: str, found: Found, kind: DocumentKind, opens: bool) -> DateRole:
    """The role of a date that is neither cited nor of a person."""
    near = before[-140:]
    if _FOUNDED.search(near):
        return DateRole.ESTABLISHMENT
    if _VOTE.search(near):
        return DateRole.VOTE
    if found.spans and (kind is DocumentKind.ACHIEVEMENT_REPORT or _merit_before(near, found)):
        return DateRole.MERIT_PERIOD
    if opens and _MEETING_OPENS.match(before.lstrip(" -+1234567890.")):
        if kind is DocumentKind.BALLOT_MINUTES:
            return DateRole.VOTE
        if kind is DocumentKind.MINUTES:
            return DateRole.COUNCIL_MEETING
    if LIMIT.search(near) or _UNTIL.search(near):
        return DateRole.OTHER
    if _LAUNCH_BEFORE.search(near) or _LAUNCH_AFTER.match(after):
        to_come = _TO_COME.search(near) or _TO_COME.search(after[:60])
        return DateRole.LAUNCH if not _REVIEWS.search(near[-60:]) and not to_come else DateRole.OTHER
    if _PRELIMINARY.search(near):
        return DateRole.PRELIMINARY_REVIEW
    if _FINAL.search(near):
        return DateRole.FINAL_REVIEW
    return DateRole.OTHER
