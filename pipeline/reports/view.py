"""How values of a report are said to a person: places, intervals, counts, the strip of days."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pipeline.messages import Language, day, label, say
from pipeline.models.base import Place
from pipeline.models.facts import Conference, ConferenceCandidate, DossierFacts, Receipt
from pipeline.models.report import Finding, Report
from pipeline.models.vocabulary import NomineeType, Precision, ReceiptBasis, RuleCode


def place_text(place: Place | None, language: Language) -> str:
    """``to-trinh.docx, trang 1, bảng ở đoạn 4, hàng 2, cột 1``; numbers count from 1 as people do."""
    if place is None:
        return ""
    parts = [place.file]
    if place.page is not None:
        parts.append(say("report.place-page", language, {"page": place.page}))
    if place.block is not None:
        if place.row is not None and place.column is not None:
            where = {"block": place.block + 1, "row": place.row + 1, "column": place.column + 1}
            parts.append(say("report.place-table", language, where))
        else:
            parts.append(say("report.place-block", language, {"block": place.block + 1}))
    return ", ".join(parts)


def receipt_text(receipt: Receipt, language: Language) -> str:
    """The receipt as a day, an interval with open ends, or unknown; with what it rests on."""
    earliest, latest = receipt.earliest, receipt.latest
    if earliest is not None and earliest == latest:
        return f"{day(earliest)} ({_basis(receipt.latest_basis, language)})"
    parts = []
    if earliest is not None:
        known = say("report.not-before", language, {"first": earliest})
        parts.append(f"{known} ({_basis(receipt.earliest_basis, language)})")
    if latest is not None:
        known = say("report.not-after", language, {"last": latest})
        parts.append(f"{known} ({_basis(receipt.latest_basis, language)})")
    return ", ".join(parts) or say("report.unknown", language)


def _basis(basis: ReceiptBasis, language: Language) -> str:
    return say("report.basis", language, {"basis": label(basis.value, language)})


def _span_text(
    single: dt.date | None, first: dt.date | None, last: dt.date | None, precision: Precision | None, language: Language
) -> str:
    if first is None:
        return say("report.unknown", language)
    if precision is Precision.MONTH:
        return say("report.month", language, {"month": f"{first.month:02d}", "year": first.year})
    if single is not None and (last is None or last == single):
        return day(single)
    if last is None or last == first:
        return day(first)
    return say("report.interval", language, {"first": first, "last": last})


def conference_text(conference: Conference, language: Language) -> str:
    """The conference as a day, a span, a month, or unknown."""
    if conference.contradictory:
        chosen = [c for c in conference.candidates if c.chosen or c.contradicts]
        return " / ".join(candidate_text(candidate, language) for candidate in chosen)
    return _span_text(conference.date, conference.from_, conference.to, conference.precision, language)


def candidate_text(candidate: ConferenceCandidate, language: Language) -> str:
    """One reading of the conference."""
    return _span_text(candidate.date, candidate.from_, candidate.to, candidate.precision, language)


# Bodies before persons, as tờ trình and decisions count them.
_COUNTED = (*(kind for kind in NomineeType if kind is not NomineeType.INDIVIDUAL), NomineeType.INDIVIDUAL)


def number_text(count: int, language: Language) -> str:
    """A number of things as papers of offices write it: ``05`` in Vietnamese."""
    return f"{count:02d}" if language == "vi" else str(count)


def counts_text(facts: DossierFacts, language: Language) -> str:
    """``03 tập thể, 05 cá nhân``; those of unknown type last."""
    counts = Counter(nominee.type for nominee in facts.nominees)
    words = [(counts[kind], label(kind.value, language)) for kind in _COUNTED if counts[kind]]
    if counts[None]:
        words.append((counts[None], say("report.unknown", language)))
    return ", ".join(f"{number_text(count, language)} {word}" for count, word in words) or say("report.none", language)


def finding_of(report: Report, code: RuleCode) -> Finding | None:
    """The finding of one rule."""
    return next((finding for finding in report.findings if finding.code == code), None)


@dataclass(frozen=True)
class StripDay:
    """One box of the strip."""

    date: dt.date
    number: int | None
    """Place among the counted days, counted back from the conference; null where the day is not counted."""
    why: str
    notice: str
    marks: tuple[str, ...]


@dataclass(frozen=True)
class Strip:
    """The days between the limit and the conference, a week a row."""

    title: str
    weekdays: tuple[str, ...]
    weeks: tuple[tuple[StripDay | None, ...], ...]


def strip(finding: Finding, facts: DossierFacts, language: Language) -> Strip | None:
    """The drawing of a deadline finding; None where no limit was counted."""
    values = finding.values
    days: list[Mapping[str, Any]] = values.get("days") or []
    openings = facts.conference.openings
    if not days or openings is None:
        return None
    conference = openings[0]
    limits = {word: dt.date.fromisoformat(text) for word, text in (values.get("latest_receipt") or {}).items() if text}
    shown: dict[dt.date, Mapping[str, Any]] = {dt.date.fromisoformat(entry["date"]): entry for entry in days}
    first = min([*shown, *limits.values()])
    total = sum(bool(entry["counted"]) for entry in shown.values())
    boxes: list[StripDay | None] = [None] * first.weekday()
    cursor = first
    passed = 0
    while cursor <= conference:
        entry = shown.get(cursor)
        counted = bool(entry and entry["counted"])
        number = total - passed if counted else None
        passed += counted
        boxes.append(
            StripDay(
                date=cursor,
                number=number,
                why=_why(entry, language) if not counted and cursor != conference else "",
                notice=str(entry.get("notice") or "") if entry else "",
                marks=_marks(cursor, conference, limits, facts.receipt, language),
            )
        )
        cursor += dt.timedelta(days=1)
    boxes += [None] * (-len(boxes) % 7)
    title = "report.strip" if values.get("unit") == "working_day" else "report.strip-calendar"
    return Strip(
        title=say(title, language, {"required": values.get("required"), "conference": conference}),
        weekdays=tuple(say("report.weekdays", language).split(",")),
        weeks=tuple(tuple(boxes[start : start + 7]) for start in range(0, len(boxes), 7)),
    )


def _why(entry: Mapping[str, Any] | None, language: Language) -> str:
    return label(str(entry["why"]), language) if entry and entry.get("why") else ""


def _marks(
    cursor: dt.date, conference: dt.date, limits: Mapping[str, dt.date], receipt: Receipt, language: Language
) -> tuple[str, ...]:
    marks = [f"{say('report.strip-limit', language)} {word}" for word, limit in limits.items() if limit == cursor]
    if receipt.earliest == cursor == receipt.latest:
        marks.append(say("report.strip-received", language))
    if cursor == conference:
        marks.append(say("report.strip-conference", language))
    return tuple(marks)
