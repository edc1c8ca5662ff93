"""Which of the days that papers name is the conference's: candidates, withdrawn ones among them, and the choice."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from pipeline.models.facts import CandidateRef, Conference, ConferenceCandidate, Quote
from pipeline.models.vocabulary import Confidence, Precision

Kind = Literal["final_review", "preliminary_review", "commendation", "anniversary", "congress", "other"]

_PRECISIONS = list(Precision)


@dataclass
class Candidate:
    """One reading of when the conference opens; ``first`` … ``opens_last`` are possible opening days."""

    first: dt.date
    opens_last: dt.date
    last: dt.date
    precision: Precision
    spans: bool
    kind: Kind
    order: int
    position: int
    tied: bool
    confidence: Confidence
    quotes: list[Quote] = field(default_factory=list)
    over: bool = False
    held: bool = False
    """The request says that its issuer has held it: it counts only where no other is announced."""
    said_on: list[dt.date | None] = field(default_factory=list)
    """Dates of the papers that name it."""
    withdrawn: bool = False
    """A later paper says that the conference is not held then."""

    @property
    def rank(self) -> tuple[bool, bool, int, int, int]:
        """The smaller the better."""
        return (
            self.over or self.withdrawn,
            not self.tied,
            self.order,
            _PRECISIONS.index(self.precision),
            self.position,
        )

    def meets(self, other: Candidate) -> bool:
        """Both can be the same opening day."""
        return self.first <= other.opens_last and other.first <= self.opens_last


@dataclass(frozen=True)
class Withdrawal:
    """A day on which, by a later paper, the conference is not held after all."""

    day: dt.date
    kind: Kind
    said_on: dt.date


def withdraw(candidates: Iterable[Candidate], withdrawals: Sequence[Withdrawal]) -> None:
    """A day counts no more where every paper that names it is older than the one that withdraws it."""
    for c in candidates:
        c.withdrawn = c.precision is Precision.DAY and any(
            one.day == c.first
            and (one.kind == c.kind or "other" in (one.kind, c.kind))
            and all(said is not None and said <= one.said_on for said in c.said_on)
            for one in withdrawals
        )


def add(candidates: list[Candidate], new: Candidate) -> None:
    """One candidate for each opening; the same day in several papers is several quotes of one candidate."""
    for known in candidates:
        same = (known.first, known.last, known.precision, known.kind) == (new.first, new.last, new.precision, new.kind)
        if same:
            known.quotes += new.quotes
            known.said_on += new.said_on
            known.tied |= new.tied
            known.over &= new.over
            known.held &= new.held
            known.order = min(known.order, new.order)
            if Confidence.STATED in (known.confidence, new.confidence):
                known.confidence = Confidence.STATED
            return
    candidates.append(new)


def choose(candidates: list[Candidate], preferred: str | None) -> Conference:
    """The conference by its best candidate, with all that contradict it; ``preferred`` is the kind it should be."""
    if not candidates:
        return Conference(
            date=None, from_=None, to=None, precision=None, kind=None, confidence=Confidence.UNCERTAIN,
            contradictory=False, candidates=(), evidence=(),
        )  # fmt: skip
    announced = [c for c in candidates if not c.held]
    pool = _same_event(announced or candidates, preferred)
    anchor = min(pool, key=lambda c: c.rank)
    agreeing = [c for c in pool if c.meets(anchor) and c.withdrawn is anchor.withdrawn]
    chosen = min(agreeing, key=lambda c: (_PRECISIONS.index(c.precision), c.rank))
    chosen.tied = any(c.tied for c in agreeing)
    against = [c for c in pool if not c.meets(chosen) and not c.over and not c.withdrawn]
    rest = sorted((c for c in candidates if c is not chosen), key=lambda c: (c not in against, c.rank))
    published = tuple(
        _published(c, rank, chosen=c is chosen, contradicts=c in against)
        for rank, c in enumerate([chosen, *rest], start=1)
    )
    contradictory = bool(against)
    one_day = chosen.precision is Precision.DAY and not contradictory
    if chosen.withdrawn:
        chosen.confidence = Confidence.UNCERTAIN
    return Conference(
        date=chosen.first if one_day else None,
        from_=min(c.first for c in (chosen, *against)),
        to=max(c.last for c in (chosen, *against)),
        precision=chosen.precision,
        kind=chosen.kind,
        confidence=Confidence.UNCERTAIN if contradictory else chosen.confidence,
        contradictory=contradictory,
        candidates=published,
        evidence=tuple(CandidateRef(candidate=rank) for rank in range(1, 2 + len(against))),
    )


def _same_event(candidates: list[Candidate], preferred: str | None) -> list[Candidate]:
    """The candidates for the one conference that counts.

    Of several conferences it is the one that the request ties the award to, else one of the kind that the occasion
    calls for. Where neither tells, all of them count, and contradict each other.
    """
    tied = {c.kind for c in candidates if c.tied}
    for kinds in (tied, {preferred}):
        pool = [c for c in candidates if c.kind in kinds]
        if pool:
            # "Hội nghị" without more may be the same conference.
            return [*pool, *(c for c in candidates if c.kind == "other" and c not in pool)]
    return candidates


def _published(c: Candidate, rank: int, *, chosen: bool, contradicts: bool) -> ConferenceCandidate:
    return ConferenceCandidate(
        rank=rank,
        chosen=chosen,
        date=c.first if c.precision is Precision.DAY else None,
        from_=c.first,
        to=c.last,
        precision=c.precision,
        confidence=c.confidence,
        evidence=_each_once(c.quotes),
        opens_last=c.opens_last,
        tied_to_award=c.tied,
        contradicts=contradicts,
    )


def _each_once(quotes: Iterable[Quote]) -> tuple[Quote, ...]:
    kept: list[Quote] = []
    for quote in quotes:
        if quote not in kept:
            kept.append(quote)
    return tuple(kept)
