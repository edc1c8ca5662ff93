"""When the conference opens: candidates from all papers, ranked, with contradictions kept.

Papers are weighed in the order of the reference on layout (§2.1): plan of the conference, invitation, request,
programme, report. What the request itself ties to the award stands above all. Another meeting than the one where awards
are handed out is no candidate, nor is a conference that is over, save the issuer's own where no other is announced.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from extractors.facts.conference_choice import Candidate, Kind, Withdrawal, add, choose, withdraw
from extractors.facts.conference_doubt import (
    doubtful_day,
    never_its_day,
    not_its_day,
    on_another_subject,
    year_is_guess,
)
from extractors.facts.conference_held import held
from extractors.facts.council import another_meeting
from extractors.facts.date_roles import LIMIT, DatedUnit
from extractors.facts.moves import after_moves
from extractors.text.fold import bare as bare_of
from pipeline.models.facts import Conference
from pipeline.models.vocabulary import Confidence, DateRole, DocumentKind, Precision, weakest

_NOUN = re.compile(
    r"hoi nghi|dai hoi|\bbuoi le\b|mit tinh|\ble "
    r"(?:tong ket|so ket|ky niem|trao|cong bo|be mac|tuyen duong|bieu duong|ton vinh|don nhan|khen thuong)"
)
_REVIEW_HELD = re.compile(
    r"(?:to chuc|tien hanh|thoi gian|du kien)[^,;.]{0,30}\b(?:tong ket|so ket)\b|"
    r"\b(?:tong ket|so ket)\b[^;.]{0,140}\b(?:vao|du kien|to chuc|dien ra)\b"
)
# Meetings where no award of the province is handed out.
_OTHER_MEETING = re.compile(
    r"(?:hoi nghi|\ble|buoi le)\s+(?:truc tuyen\s+|lan thu \w+,?\s+(?:cua\s+)?)?"
    r"(?:phat dong|trien khai|quan triet|tap huan|giao ban|hiep thuong|"
    r"can bo|cong chuc|vien chuc|nguoi lao dong|ban chap hanh|bch\b|ky ket|binh xet|lay phieu|"
    r"ban thuong vu|dan chu|xet\b|hop\b(?! (?:tron|trong|vao|luc|tu|tai|mot|ca)\b)|"
    r"lay y kien|tiep xuc|doi thoai|tham van|phan bien|kiem diem|ban giao)|"
    r"\bhop (?:giao ban|hoi dong|xet|binh xet|ban chap hanh)|"
    r"phat dong\s*(?:vao\s*|tu\s*|tai [^,;]{0,30})?(?:ngay\s*)?$"
)
_PAST = re.compile(r"\bda (?:to chuc|dien ra|tien hanh|khai mac|tong ket|so ket|hoan thanh)|\bvua qua\b")
_DEADLINE = re.compile(r"\b(?:thoi )?han\s+(?:gui|nop|chot|dang ky|hoan thanh)\b")
_MEMORIAL = re.compile(
    # "Nhân dịp Hội nghị … ngày" is the conference itself; "Lễ kỷ niệm vào ngày" too, "Lễ kỷ niệm ngày" not.
    r"(?:(?<!\ble )ky niem|chao mung|nhan dip(?! hoi nghi\b| buoi le\b| le (?:tong|so) ket)|nhan ngay|huong toi|mung)"
    r"(?:(?!to chuc|dien ra|khai mac|du kien)[^;.]){0,40}$|"
    r"\ble ky niem(?:(?!to chuc|dien ra|khai mac|du kien|\bvao\b|\btrong\b|\bluc\b)[^;.]){0,40}$"
)
_TIME = re.compile(
    r"[\s\-+•*\d.)ivx]*(?:thoi gian|(?:gio |ngay )?(?:khai mac|bat dau)|vao (?:luc|hoi)|vao ngay|luc\s+\d)"
)
# "Thời gian báo cáo", "Thời gian chốt số liệu", "Thời gian thực hiện": the time of something else.
_TIME_OTHER = re.compile(
    r"thoi gian\s+(?!(?:,|va|dia diem|to chuc|dien ra|khai mac|bat dau|du kien|hoi nghi|tong ket|so ket|le\b|hop mat|"
    r"vao|luc|tu|sang|chieu|thu|ngay|la)\b)[a-z]"
)
_ASKS = re.compile(r"\bde nghi\b|(?<!chuong )\btrinh\b|\bkip\b|xem xet")
_AWARD = re.compile(r"khen thuong|bang khen|giay khen|co thi dua|trao tang|bieu duong|trao thuong|ton vinh|tuyen duong")
_FOLLOWS_UP = re.compile(r"\b(?:tai|nhan dip|trong|dip|de kip)\b")

_MEETING = re.compile(r"(?<!hội nghị )(?<!đại hội )\bhọp\b(?! mặt\b)")
# "… đề nghị tặng Bằng khen tại Hội nghị tổng kết …" as the subject of the request.
_TIED_SUBJECT = re.compile(
    r"(?:khen|co thi dua|danh hieu).*\b(?:tai|dip|trong)\b.*\b(?:hoi nghi|le|tong ket|so ket|ky niem|dai hoi)\b"
)
_ROLES = frozenset({DateRole.OTHER, DateRole.FINAL_REVIEW, DateRole.PRELIMINARY_REVIEW, DateRole.LAUNCH})
_TO_COME = re.compile(r"du kien|se (?:duoc )?to chuc|to chuc vao")
# In these a conference is part of a biography, or of somebody else's business.
_SILENT = frozenset(
    {
        DocumentKind.ACHIEVEMENT_REPORT,
        DocumentKind.AWARD_DECISION,
        DocumentKind.CONFIRMATION,
        DocumentKind.SCORE_SHEET,
        DocumentKind.PLEDGE,
        DocumentKind.REGULATION,
        DocumentKind.BLANK_FORM,
    }
)
_KINDS: tuple[tuple[re.Pattern[str], Kind], ...] = (
    (re.compile(r"\btong ket\b"), "final_review"),
    (re.compile(r"\bso ket\b"), "preliminary_review"),
    (re.compile(r"ky niem|ngay truyen thong|mit tinh"), "anniversary"),
    (re.compile(r"dai hoi"), "congress"),
    (re.compile(r"bieu duong|tuyen duong|trao|cong bo|khen thuong|ton vinh|dien hinh|don nhan"), "commendation"),
)


@dataclass(frozen=True)
class Source:
    """A paper as a place where the conference may be announced."""

    document: str
    kind: DocumentKind
    is_request: bool
    subject: str
    """Bare subject with the title before it."""
    dated: Sequence[DatedUnit]
    date: dt.date | None = None
    issuer: str = ""
    """Bare name of the body that issued it."""

    @property
    def announces(self) -> bool:
        """The whole paper is about a conference: its "Thời gian" is the conference's."""
        if self.kind is DocumentKind.INVITATION:
            return True
        named = _NOUN.search(self.subject) is not None or re.search(r"to chuc.*(?:tong ket|so ket)", self.subject)
        return bool(named) and (self.kind is DocumentKind.PLAN or "chuong trinh" in self.subject[:40])

    @property
    def order(self) -> int:
        """Weight of the paper, the smaller the better."""
        if self.kind is DocumentKind.PLAN and self.announces:
            return 0
        if self.kind is DocumentKind.INVITATION:
            return 1
        if self.is_request:
            return 2
        if self.announces or self.kind is DocumentKind.PLAN:
            return 3
        return 4 if self.kind in (DocumentKind.REVIEW_REPORT, DocumentKind.REQUEST_LETTER) else 5


@dataclass(frozen=True)
class ConferenceFound:
    """The conference, and which dates were read as its day: ``(id(unit), start)``."""

    conference: Conference
    dates: frozenset[tuple[int, int]]


def find_conference(
    sources: Sequence[Source],
    requested: dt.date | None,
    preferred: str | None,
    topic: frozenset[str] = frozenset(),
) -> ConferenceFound:
    """The conference of a dossier.

    ``requested`` is the date of the request letter; ``preferred`` the kind of conference that its occasion calls for;
    ``topic`` the words that tell what the dossier is about (:func:`~extractors.facts.conference_doubt.topic_of`).
    """
    candidates: list[Candidate] = []
    taken: set[tuple[int, int]] = set()
    withdrawals: list[Withdrawal] = []
    for original in sources:
        moved = after_moves(original.dated)
        source = replace(original, dated=moved.dated)
        for at, dated in enumerate(source.dated):
            old = moved.became.get(at, frozenset())
            never = never_its_day(dated.found, requested)
            named = None if never else _named(source, dated, topic, moved=bool(old))
            if named is None and not never:
                named = _held(source, dated, topic, (requested, preferred))
            if named is not None:
                taken.add((id(dated.unit), dated.found.start))
                add(candidates, _new(source, dated, named, len(candidates), requested))
                withdrawals += _withdrawals(source, named, old)
        for dated in moved.called_off:
            named = _named(source, dated, topic, moved=True)
            withdrawals += _withdrawals(source, named, (dated.found.first,)) if named is not None else ()
    withdraw(candidates, withdrawals)
    return ConferenceFound(choose(candidates, preferred), frozenset(taken))


@dataclass(frozen=True)
class _Named:
    """What the words around a date say of the conference it may be the day of."""

    kind: Kind
    doubtful: bool
    held: bool = False
    """The request says that its issuer has held it."""


def _withdrawals(source: Source, named: _Named, days: Iterable[dt.date]) -> list[Withdrawal]:
    """Of a paper with a date that surely speaks of the dossier's conference."""
    if source.date is None or named.doubtful:
        return []
    return [Withdrawal(day, named.kind, source.date) for day in days]


def _named(source: Source, dated: DatedUnit, topic: frozenset[str], *, moved: bool) -> _Named | None:
    """The conference that a date may be the day of; None where it is none's.

    ``moved``: the paper says that something was put off to or from this day.
    """
    if dated.role not in _ROLES or source.kind in _SILENT:
        return None
    before, after = dated.before, dated.after
    if source.order == 5 and not moved and not _TO_COME.search(before + after):
        return None
    if LIMIT.search(before) or _DEADLINE.search(before) or _MEMORIAL.search(before):
        return None
    if _PAST.search(before) or (_PAST.search(after[:80]) and not before.strip()):
        return None
    if another_meeting((before[-200:], dated.folded_before[-200:]), _NOUN):
        return None
    near = before[-400:]
    nouns = list(_NOUN.finditer(near))
    if nouns:
        off = not_its_day(near, *nouns[-1].span(), moved=moved)
        return _of_phrase(near[nouns[-1].start() :], dated, topic, off)
    behind = _NOUN.search(after[:160])
    if behind is not None and _happens_after(after[: behind.start()], dated.folded_after):
        phrase = re.split(r"[,;.]", after[behind.start() : behind.start() + 140])[0]
        return _of_phrase(phrase, dated, topic, False)
    if source.announces and _time_line(dated):
        aimed = _NOUN.search(source.subject) or re.search(r"tong ket|so ket", source.subject)
        return _of_phrase(source.subject[aimed.start() if aimed else 0 :], dated, topic, aimed is None)
    review = _REVIEW_HELD.search(before)
    if review is not None:
        lead = before[: review.end()]
        off = not_its_day(before, review.start(), review.start(), moved=moved) or "bao cao tong ket" in lead[-60:]
        return _of_phrase(before[review.start() :], dated, topic, off)
    return None


def _held(
    source: Source, dated: DatedUnit, topic: frozenset[str], asked: tuple[dt.date | None, str | None]
) -> _Named | None:
    """The conference that the issuer of the request says it held on this day, before it wrote; ``asked``: day, kind.

    Of another kind than the occasion calls for it is part of the story: the review half way of what is now over.
    """
    requested, preferred = asked
    over = requested is not None and dated.found.opens_last < requested
    if not (source.is_request and over and dated.role in _ROLES) or LIMIT.search(dated.before):
        return None
    phrase = held(dated.before, dated.after, source.issuer)
    if phrase is None or on_another_subject(phrase, topic):
        return None
    named = _of_phrase(phrase, dated, topic, False)
    if named is None or preferred not in (None, named.kind):
        return None
    return replace(named, held=True)


def _of_phrase(phrase: str, dated: DatedUnit, topic: frozenset[str], off: bool) -> _Named | None:
    """The conference that a phrase names; None where awards of the province are not handed out at it."""
    if _OTHER_MEETING.search(phrase):
        return None
    doubtful = off or on_another_subject(phrase, topic) or doubtful_day(dated.before, dated.folded_after)
    return _Named(_kind_in(phrase), doubtful)


def _kind_in(phrase: str) -> Kind:
    return next((kind for pattern, kind in _KINDS if pattern.search(phrase)), "other")


def _happens_after(gap: str, folded: str) -> bool:
    """``Ngày 15/9/2025, UBND xã tổ chức Hội nghị``: only a subject and a verb stand between, and no meeting (họp)."""
    if len(gap) >= 110 or _MEETING.search(folded[: len(gap)]):
        return False
    return re.search(r"to chuc|dien ra|khai mac|tien hanh|du kien|se\b|\bmo\s*$", gap) is not None


def _time_line(dated: DatedUnit) -> bool:
    """A line "Thời gian: …" of a paper that announces a conference, under such a heading, or the cell beside it."""
    if dated.under_time:
        return True
    unit = dated.unit
    line = unit.bare[unit.bare.rfind("\n", 0, dated.found.start) + 1 :]
    opening = _heading_before(dated) if not _TIME.match(line) else line
    return _TIME.match(opening) is not None and _TIME_OTHER.search(opening[:60]) is None


def _heading_before(dated: DatedUnit) -> str:
    """The label that a date without one stands under: the cell on its left."""
    cell = dated.unit.cell
    if cell is None or cell.column == 0:
        return dated.before
    left = [c for c in dated.unit.block.cells if c.row == cell.row and c.column < cell.column]
    return bare_of(left[-1].text) if left else ""


def _new(source: Source, dated: DatedUnit, named: _Named, position: int, requested: dt.date | None) -> Candidate:
    found, kind = dated.found, named.kind
    past = requested is not None and found.opens_last < requested
    tied = source.is_request and not named.held and _tied(source, dated, kind, past=past)
    confidence = found.confidence
    if found.precision is not Precision.DAY:
        confidence = weakest(confidence, Confidence.INFERRED)
    if named.doubtful or year_is_guess(found, dated.unit.bare[found.start : found.end], requested):
        confidence = Confidence.UNCERTAIN
    over = past and not tied
    return Candidate(
        first=found.first,
        opens_last=found.opens_last,
        last=found.last,
        precision=found.precision,
        spans=found.spans,
        kind=kind,
        order=source.order,
        position=position,
        tied=tied,
        confidence=confidence,
        quotes=[dated.unit.quote((found.start, found.end), source.document)],
        over=over,
        held=named.held,
        said_on=[source.date],
    )


def _tied(source: Source, dated: DatedUnit, kind: Kind, *, past: bool) -> bool:
    """The request speaks of the award in the same sentence, in its subject, or in a paragraph with no other date.

    Of a conference that is over, a sentence may tell who was honoured there; it ties only what is asked for.
    """
    if kind != "other" and kind == _kind_in(source.subject) and _TIED_SUBJECT.search(source.subject):
        return True
    bare = dated.unit.bare
    sentence = bare[dated.sentence[0] : dated.sentence[1]]
    if past and not _ASKS.search(sentence):
        return False
    if _AWARD.search(sentence):
        return True
    others = [d for d in source.dated if d.unit is dated.unit and d.role in _ROLES]
    return len(others) == 1 and _AWARD.search(bare) is not None and _FOLLOWS_UP.search(bare) is not None
