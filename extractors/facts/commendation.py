"""Kind of commendation (Law 06/2022/QH15, article 8) and the occasion it is given at.

What the request says in its subject and in its request sentence counts; what other papers say is inferred. Without
words for it both stay null: an award at an anniversary may be of several kinds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from extractors.facts.paper import Unit
from extractors.facts.programme_name import name_end, short_name
from extractors.text.fold import bare
from pipeline.models.base import Span
from pipeline.models.facts import Commendation, FieldEvidence
from pipeline.models.vocabulary import CommendationKind, Confidence, DocumentKind, Occasion, weakest

_UNDERTAKING = r"(?:chuong trinh|de an|du an)\b(?!\s+(?:cong tac|hanh dong cua cum|hop|lam viec|nghi su))"
_PROGRAMME = rf"(?P<programme>(?:cac\s+)?{_UNDERTAKING}(?:[^;.,()\n]|(?<=\bphong),){{0,160}})"
# "Chương trình A sẽ được tổng kết …": what is under review stands before the verb.
_REVIEWED = (
    rf"(?P<programme>(?:cac\s+)?{_UNDERTAKING}[^;.,()\n]{{0,140}}?)"
    r"(?:\s+(?:du kien|se|chuan bi))+(?:\s+(?:duoc|to chuc|tien hanh)\b[^;.,()\n]{0,30}?)?\s+tong ket\b"
)
_YEARS_OF = r"(?:\s+\w*\s*\(?\d*\w*\)?\s*nam)?(?:\s+\(?(?:giai doan\s*)?\d{4}\s?-\s?\d{4}\)?)?"
_CARRIED_OUT = (
    r"(?:\s+(?:viec|cong tac|ket qua|qua trinh))?(?:\s+(?:trien khai|to chuc))?(?:\s+thuc hien)?(?:\s+va ket thuc)?"
)
_FINAL = r"(?:tong ket|ket thuc)"
_CLUSTER = r"(?<!thanh vien )(?<!thanh vien cua )\b(?:cum|khoi) thi dua\b"
# A year's emulation as a whole, not a movement with a name and aims of its own.
_YEAR_AS_A_WHOLE = (
    r"(?:(?:cong tac|phong trao|hoat dong|ket qua|viec)\s+)*"
    r"(?:thi dua(?: yeu nuoc)?(?:\s*(?:,|-|va)\s*khen thuong)?\s+)?nam \d{4}"
)
_JUDGED = r"(?:tong ket|binh xet|suy ton|cham diem)"
_OCCASIONS: tuple[tuple[Occasion, re.Pattern[str]], ...] = (
    (Occasion.FINAL_REVIEW_PROGRAMME, re.compile(rf"\b{_FINAL}{_YEARS_OF}{_CARRIED_OUT}\s+{_PROGRAMME}")),
    (Occasion.FINAL_REVIEW_PROGRAMME, re.compile(rf"\b{_REVIEWED}")),
    (Occasion.PRELIMINARY_REVIEW_PROGRAMME, re.compile(rf"\bso ket{_YEARS_OF}{_CARRIED_OUT}\s+{_PROGRAMME}")),
    # Law 06/2022/QH15, articles 16 and 26(1): clusters compare a year's work; a movement's review is another occasion.
    (Occasion.CLUSTER, re.compile(rf"{_CLUSTER}[^;.\n]{{0,80}}?\b{_JUDGED}\s+{_YEAR_AS_A_WHOLE}")),
    (Occasion.CLUSTER, re.compile(rf"\b{_JUDGED}\s+{_YEAR_AS_A_WHOLE}[^;.\n]{{0,60}}?{_CLUSTER}[^;.,\n]{{0,30}}")),
    (
        Occasion.FINAL_REVIEW_MOVEMENT,
        re.compile(
            rf"\b{_FINAL}{_YEARS_OF}{_CARRIED_OUT}\s+(?:cac\s+)?"
            r"(?:phong trao|dot thi dua|dot phat dong|thi dua|cuoc van dong|cao diem)[^;.,\n]{0,120}"
        ),
    ),
    (Occasion.CLUSTER, re.compile(rf"{_CLUSTER}[^;.,\n]{{0,60}}\b")),
    (
        Occasion.ANNIVERSARY,
        re.compile(
            r"(?:ky niem\s+(?:lan thu\s+)?\(?\d+\)?\s*nam|ky niem ngay|ngay truyen thong|ngay thanh lap)[^;.,\n]{0,100}"
        ),
    ),
    (
        Occasion.OTHER,
        re.compile(
            r"\b(?:so ket\s+(?:cac\s+)?(?:phong trao|dot thi dua)|tong ket nam hoc|"
            r"tong ket (?:cong tac )?nam (?:hoc )?\d{4}|hoi thi|hoi thao|hoi dien|giai dau)[^;.,\n]{0,80}"
        ),
    ),
)
# One of these stands in every occasion; most paragraphs have none.
_OCCASION_WORDS = (
    "tong ket",
    "ket thuc",
    "so ket",
    "thi dua",
    "ky niem",
    "truyen thong",
    "thanh lap",
    "hoi ",
    "giai dau",
)
_KINDS: tuple[tuple[CommendationKind, re.Pattern[str]], ...] = (
    (CommendationKind.SUDDEN, re.compile(r"\bdot xuat\b")),
    (
        CommendationKind.THEMATIC,
        re.compile(r"\b(?:theo )?chuyen de\b|\btheo dot\b|\btheo (?:dot|phong trao) thi dua\b"),
    ),
    (
        CommendationKind.ACHIEVEMENT,
        re.compile(r"(?:theo )?cong trang\b|khen thuong thuong xuyen|khen thuong hang nam|tong ket nam hoc"),
    ),
    (
        CommendationKind.DEDICATION,
        re.compile(r"khen thuong (?:qua trinh )?cong hien|(?:co )?(?:qua trinh|thanh tich) cong hien(?: lau dai)?"),
    ),
    (CommendationKind.SENIORITY, re.compile(r"\bnien han\b")),
    (CommendationKind.DIPLOMATIC, re.compile(r"khen thuong doi ngoai|thanh tich doi ngoai")),
)
# Said of a year's work, not in so many words a kind.
_YEARLY = re.compile(
    r"\b(?:cong tac|nhiem vu|thanh tich|khen thuong|tong ket)\b[^;.\n]{0,60}\b(?:nam hoc \d{4}|nam \d{4})|"
    r"danh hieu (?:chien si|lao dong|tap the)"
)
# What units of a cluster are honoured for: their year, by flag or by the cluster's vote.
_CLUSTERS_YEAR = re.compile(r"\bnam \d{4}\b")
_CLUSTERS_JUDGEMENT = re.compile(rf"\b(?:{_JUDGED}|co thi dua|dan dau|xep (?:thu|hang|loai))\b")
# A wave with a name of its own; "phong trào thi đua năm 2025" is the year.
_NAMED_MOVEMENT = re.compile(
    r"\b(?:phong trao|dot) thi dua\b(?! (?:yeu nuoc )?(?:nam \d{4}|cua (?:cum|khoi)|cum\b|khoi\b))|\bcuoc van dong\b"
)
_MOVEMENT = re.compile(
    r"phong trao thi dua|dot (?:phat dong )?thi dua|\bthi dua (?:dac biet|cao diem|nuoc rut|ngan ngay)\b"
)
_ASKS = re.compile(r"de nghi|kinh trinh|\btrinh (?:ubnd|uy ban|chu tich|hoi dong|so|cap)\b|xem xet")
_NAMED = re.compile(rf"\b{_PROGRAMME}")
_NAMELESS = re.compile(r"(?:cac )?(?:chuong trinh|de an|du an)(?: (?:nay|tren|do|noi tren))?")
_UNDERTAKEN = re.compile(rf"\b{_UNDERTAKING}")
_REVIEW = re.compile(r"\btong ket\b")
_SENTENCE = re.compile(r"[^.;]+")
# What a letter rests on is not what it is about.
_GROUNDS = ("can cu", "thuc hien ke hoach")
# Marks kept. What is asked "về việc" or in a numbered paper is what that paper asks.
_ASKS_BEHIND_GROUNDS = re.compile(
    r"[,;]\s+(?P<body>(?!ngày|số|luật|nghị|thông tư|quyết định|tờ trình|công văn|biên bản|kết luận|căn cứ)"
    r"(?:(?!về việc|tờ trình|công văn|biên bản)[^,;]){3,90}?\b(?:kính )?(?:đề nghị|trình)\b"
    r"(?:(?!về việc)[^;]){0,160}?\b(?:tặng|khen)\b)"
)
_AWARD = re.compile(r"khen thuong|bang khen|giay khen|co thi dua|danh hieu|huan chuong|\bkhen\b")
_THEMATIC_OCCASIONS = frozenset(
    {Occasion.FINAL_REVIEW_PROGRAMME, Occasion.PRELIMINARY_REVIEW_PROGRAMME, Occasion.FINAL_REVIEW_MOVEMENT}
)
_SUPPORT = (DocumentKind.NOMINEE_LIST, DocumentKind.PLAN, DocumentKind.GUIDANCE, DocumentKind.REVIEW_REPORT)


@dataclass(frozen=True)
class Words:
    """Part of a paper where kind and occasion may stand, the best first."""

    unit: Unit
    span: Span
    document: str
    confidence: Confidence

    @property
    def bare(self) -> str:
        """The bare text of this part."""
        return self.unit.bare[self.span[0] : self.span[1]]


@dataclass
class _Said:
    value: str
    words: Words
    start: int
    end: int
    programme: str | None = None
    short: str | None = None
    """The programme by its abbreviation: "Chương trình OCOP"."""

    def evidence(self, name: str) -> FieldEvidence:
        span = (self.words.span[0] + self.start, self.words.span[0] + self.end)
        return self.words.unit.evidence(name, self.words.confidence, span, self.words.document)


@dataclass
class RequestWords:
    """The parts of one paper that speak of the award."""

    document: str
    kind: DocumentKind
    is_request: bool
    subject: list[tuple[Unit, Span]] = field(default_factory=list)
    body: Sequence[Unit] = ()

    def parts(self) -> Iterable[Words]:
        """Subject, request sentences, then the rest of the request; of other papers only the subject."""
        stated = Confidence.STATED if self.is_request else Confidence.INFERRED
        for unit, span in self.subject:
            yield Words(unit, span, self.document, stated)
        if not self.is_request:
            return
        asking = [unit for unit in self.body if _ASKS.search(unit.bare) and _AWARD.search(unit.bare)]
        known = {id(unit) for unit in asking}
        for unit in asking:
            start = _asking_clause(unit)
            if start is not None:
                yield Words(unit, (start, len(unit.text)), self.document, stated)
        for unit in self.body:
            if id(unit) not in known and unit.cell is None:
                yield Words(unit, (0, len(unit.text)), self.document, Confidence.INFERRED)


def _asking_clause(unit: Unit) -> int | None:
    """Where a paragraph begins to ask: behind ``Căn cứ …, `` its grounds; None where it holds nothing else."""
    if not unit.bare.startswith("can cu"):
        return 0
    match = None if unit.text.rstrip().endswith((";", ",")) else _ASKS_BEHIND_GROUNDS.search(unit.folded)
    return match.start("body") if match is not None else None


def find_commendation(papers: Sequence[RequestWords]) -> Commendation:
    """Kind and occasion of a dossier, from the request first, else from lists and plans."""
    request = [paper for paper in papers if paper.is_request]
    support = [paper for paper in papers if not paper.is_request and paper.kind in _SUPPORT]
    occasions = _occasions(request, support)
    occasion = occasions[0] if occasions else None
    unsure = occasion is not None and _beside_a_review(occasion, occasions)
    kinds = _kinds_said(request, support)
    if kinds:
        # Two different kinds cancel each other out.
        kind = kinds[0] if len(kinds) == 1 else None
    else:
        kind = (None if unsure else _of_clusters_year(request, occasion)) or _by_context(request)
    evidence = []
    if occasion is not None:
        said = occasion.evidence("occasion")
        evidence.append(said.model_copy(update={"confidence": Confidence.UNCERTAIN}) if unsure else said)
    if kind is not None:
        evidence.append(kind.evidence("kind"))
    elif occasion is not None and occasion.value in _THEMATIC_OCCASIONS:
        # Awards at such a review are theo chuyên đề (article 8) unless the request says otherwise.
        kind = _Said(CommendationKind.THEMATIC, _inferred(occasion.words), occasion.start, occasion.end)
        evidence.append(kind.evidence("kind"))
    return Commendation(
        kind=CommendationKind(kind.value) if kind is not None else None,
        occasion=Occasion(occasion.value) if occasion is not None else None,
        confidence=weakest(*(e.confidence for e in evidence)) if evidence else Confidence.UNCERTAIN,
        evidence=tuple(evidence),
        programmes=_programmes(occasions, occasion) or _subject_of(request, occasion),
    )


def _occasions(request: Sequence[RequestWords], support: Sequence[RequestWords]) -> list[_Said]:
    """What the request says, else what lists and plans say; the best first.

    A request whose words only may mean a programme's final review leaves every other answer unsure.
    """
    said = _said(request, _OCCASIONS)
    elsewhere = [] if said else _said(support, _OCCASIONS)
    if any(one.value == Occasion.FINAL_REVIEW_PROGRAMME for one in said or elsewhere):
        return said or elsewhere
    perhaps = _perhaps_review(request)
    return [*said, *perhaps] if said else [*perhaps, *elsewhere]


def _perhaps_review(request: Sequence[RequestWords]) -> list[_Said]:
    """Sentences that speak of a programme and of a final review, in whatever order."""
    found: list[_Said] = []
    for paper in request:
        for unit in paper.body:
            if unit.cell is not None or "tong ket" not in unit.bare or unit.bare.lstrip().startswith(_GROUNDS):
                continue
            for sentence in _SENTENCE.finditer(unit.bare):
                review = _REVIEW.search(sentence[0])
                programme = _UNDERTAKEN.search(sentence[0])
                if review is not None and programme is not None:
                    words = Words(unit, sentence.span(), paper.document, Confidence.UNCERTAIN)
                    start, end = min(review.start(), programme.start()), max(review.end(), programme.end())
                    found.append(_Said(Occasion.FINAL_REVIEW_PROGRAMME, words, start, end))
    return found


def _beside_a_review(occasion: _Said, said: Iterable[_Said]) -> bool:
    """An anniversary, a cluster's year or a contest in a request that speaks of a programme's final review as well."""
    if occasion.value not in (Occasion.ANNIVERSARY, Occasion.CLUSTER, Occasion.OTHER):
        return False
    return any(
        one.value == Occasion.FINAL_REVIEW_PROGRAMME and not one.words.unit.bare.lstrip().startswith(_GROUNDS)
        for one in said
    )


def _inferred(words: Words) -> Words:
    return Words(words.unit, words.span, words.document, weakest(words.confidence, Confidence.INFERRED))


def _said(papers: Iterable[RequestWords], table: Sequence[tuple[Occasion, re.Pattern[str]]]) -> list[_Said]:
    """What the best part that says anything says, and the same said elsewhere."""
    found: list[_Said] = []
    for paper in papers:
        for words in paper.parts():
            text = words.bare
            if not any(word in text for word in _OCCASION_WORDS):
                continue
            for value, pattern in table:
                match = pattern.search(text)
                if match is None:
                    continue
                if value is Occasion.CLUSTER and not re.search(
                    r"tong ket|suy ton|binh xet|\bco thi dua|nam \d{4}", text
                ):
                    continue
                if value is Occasion.ANNIVERSARY and words.confidence is not Confidence.STATED:
                    continue
                if "programme" in pattern.groupindex:
                    end = name_end(words.unit, words.span, *match.span("programme"))
                    start = words.span[0] + match.start("programme")
                    programme = " ".join(words.unit.text[start : words.span[0] + end].split()).strip(" “”\"'")
                    # The words that tell the occasion may stand behind the name too.
                    last = match.end() if match.end() > match.end("programme") else end
                    short = _short(words.unit, start, words.span[0] + end)
                    found.append(_Said(value, words, match.start(), len(text[:last].rstrip()), programme, short))
                else:
                    found.append(_Said(value, words, match.start(), match.end()))
                break
    found.sort(key=lambda said: said.words.confidence is not Confidence.STATED)
    return found


def _programmes(said: Iterable[_Said], occasion: _Said | None) -> tuple[str, ...]:
    names: list[str] = []
    for one in said:
        if occasion is not None and one.value == occasion.value:
            names += [name for name in (one.programme, one.short) if name and name not in names]
    return tuple(name for name in names if not _NAMELESS.fullmatch(bare(name)))


def _short(unit: Unit, start: int, end: int) -> str | None:
    """The name at ``start`` … ``end`` as it is shortened behind it, with the kind of undertaking before it."""
    kind = re.match(_UNDERTAKING, unit.bare[start:end])
    short = short_name(unit, end) if kind is not None else None
    return f"{unit.text[start : start + kind.end()]} {short}" if kind is not None and short else None


def _subject_of(request: Sequence[RequestWords], occasion: _Said | None) -> tuple[str, ...]:
    """``Chương trình sẽ được tổng kết …``: which one, the subject of the request says."""
    if occasion is None or occasion.value != Occasion.FINAL_REVIEW_PROGRAMME:
        return ()
    for paper in request:
        for unit, span in paper.subject:
            match = _NAMED.search(unit.bare, *span)
            if match is not None:
                end = name_end(unit, (0, span[1]), *match.span())
                name = " ".join(unit.text[match.start() : end].split()).strip(" “”\"'")
                names = (name, _short(unit, match.start(), end))
                return () if _NAMELESS.fullmatch(bare(name)) else tuple(one for one in names if one)
    return ()


def _kinds_said(request: Sequence[RequestWords], support: Sequence[RequestWords]) -> list[_Said]:
    """The kinds that the request names in so many words, else those that lists and plans name."""
    for papers in (request, support):
        said: dict[CommendationKind, _Said] = {}
        for paper in papers:
            for words in paper.parts():
                if paper.is_request and words.confidence is not Confidence.STATED:
                    continue
                for value, pattern in _KINDS:
                    match = pattern.search(words.bare)
                    if match is not None and value not in said:
                        said[value] = _Said(value, words, match.start(), match.end())
        if said:
            return list(said.values())
    return []


def _of_clusters_year(request: Sequence[RequestWords], occasion: _Said | None) -> _Said | None:
    """A cluster's or bloc's year is merit of a year (công trạng): flags and certificates by the vote of its members.

    Only where the subject or the request sentence ties the award to it and speaks of no programme or named movement.
    """
    if occasion is None or occasion.value != Occasion.CLUSTER or occasion.words.confidence is not Confidence.STATED:
        return None
    asked = [words.bare for paper in request for words in paper.parts() if words.confidence is Confidence.STATED]
    if any(_UNDERTAKEN.search(text) or _NAMED_MOVEMENT.search(text) for text in asked):
        return None
    sentence = _sentence_around(occasion.words.bare, occasion.start)
    if not _CLUSTERS_YEAR.search(sentence) or not _CLUSTERS_JUDGEMENT.search(sentence):
        return None
    return _Said(CommendationKind.ACHIEVEMENT, _inferred(occasion.words), occasion.start, occasion.end)


def _sentence_around(text: str, position: int) -> str:
    return next((one[0] for one in _SENTENCE.finditer(text) if one.start() <= position < one.end()), text)


def _by_context(request: Sequence[RequestWords]) -> _Said | None:
    """``thành tích trong công tác năm 2024``: a year's work; ``trong phong trào thi đua …``: a movement."""
    for paper in request:
        for words in paper.parts():
            if words.confidence is not Confidence.STATED or not _AWARD.search(words.bare):
                continue
            for value, pattern in ((CommendationKind.THEMATIC, _MOVEMENT), (CommendationKind.ACHIEVEMENT, _YEARLY)):
                match = pattern.search(words.bare)
                if match is not None:
                    return _Said(value, _inferred(words), match.start(), match.end())
    return None
