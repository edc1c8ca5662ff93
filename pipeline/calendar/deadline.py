"""Counting back from a conference: the last day of receipt, day by day with reasons.

The letter (II.2-4b) asks for dossiers "trước ngày tổ chức hội nghị ít nhất 15 ngày làm việc". No text defines counting
backwards (the Civil Code 2015, articles 145-148, counts forwards), so there are two readings:

* **A**: the conference day is not counted (as the day of the event in article 147(3)); received on the 15th working day
  before it is in time. At least 15 working days lie in [receipt, conference).
* **B**: 15 full working days lie strictly between receipt and conference; one working day earlier than A.

Article 148(5) (a limit that ends on a day off rolls on) is never applied: it would shorten the time the office needs.
A receipt on a day off counts as from the next working day without any special rule.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from pipeline.calendar.working_days import WorkingCalendar

Unit = Literal["working_day", "calendar_day"]
Reading = Literal["A", "B"]

BEFORE_COUNT = "before_count"
"""Why a working day of the list is not counted: it is the last day of reading B, before the first counted day."""
WORKING_DAY: Literal["working_day"] = "working_day"
CALENDAR_DAY: Literal["calendar_day"] = "calendar_day"
"""Why a day is counted where the unit is calendar days."""

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class DayCount:
    """One day of the count."""

    date: date
    counted: bool
    why: str
    """A kind of :class:`~pipeline.calendar.working_days.DayStatus`, ``before_count`` or ``calendar_day``."""
    notice: str | None


@dataclass(frozen=True)
class Deadline:
    """The last day of receipt for one conference, by both readings."""

    conference: date
    required: int
    unit: Unit
    latest_receipt: dict[Reading, date]
    provisional: bool
    """Whether the counted window touches a holiday that no notice covers yet."""
    days: tuple[DayCount, ...]
    """Every day from the last day by reading B to the eve of the conference; exactly ``required`` are counted."""


def shift(day: date, working_days: int, calendar: WorkingCalendar) -> date:
    """The working day that lies ``working_days`` after (before, where negative) a day, which is itself not counted.

    Raises:
        UsageError: ``calendar-out-of-range``.
    """
    calendar.require(day.year)
    step = _DAY if working_days > 0 else -_DAY
    for _ in range(abs(working_days)):
        day += step
        while not calendar.is_working_day(day):
            day += step
    return day


def last_day(conference: date, required: int, unit: Unit, reading: Reading, calendar: WorkingCalendar) -> date:
    """The last day on which a dossier is received in time.

    Raises:
        UsageError: ``calendar-out-of-range`` where days before the first known year would be needed.
    """
    back = required + (reading == "B")
    if unit == CALENDAR_DAY:
        # A day in the first weeks of the year 1 has no day so far before it.
        if conference.toordinal() <= back:
            calendar.require(conference.year)
        return conference - _DAY * back
    return shift(conference, -back, calendar)


def counted(receipt: date, conference: date, calendar: WorkingCalendar, unit: Unit = WORKING_DAY) -> int:
    """Days of the unit in [receipt, conference): what reading A compares with the days required."""
    return sum(unit == CALENDAR_DAY or calendar.is_working_day(day) for day in _range(receipt, conference))


def late_by(receipt: date, limit: date, calendar: WorkingCalendar, unit: Unit = WORKING_DAY) -> int:
    """How many days of the unit a receipt lies after the limit; 0 in time.

    A receipt on a day off counts as from the next working day, so one on the Saturday after a limit on Friday is one
    working day late, not none.
    """
    if receipt <= limit:
        return 0
    if unit == CALENDAR_DAY:
        return (receipt - limit).days
    while not calendar.is_working_day(receipt):
        receipt += _DAY
    return counted(limit + _DAY, receipt + _DAY, calendar)


def deadline(conference: date, required: int, unit: Unit, calendar: WorkingCalendar) -> Deadline:
    """Both last days of receipt and every day between them and the conference.

    Raises:
        UsageError: ``calendar-out-of-range``.
    """
    a = last_day(conference, required, unit, "A", calendar)
    b = last_day(conference, required, unit, "B", calendar)
    by_calendar = unit == CALENDAR_DAY
    return Deadline(
        conference=conference,
        required=required,
        unit=unit,
        latest_receipt={"A": a, "B": b},
        provisional=not by_calendar and bool(calendar.provisional(b, conference - _DAY)),
        days=tuple(_day_count(day, a, by_calendar, calendar) for day in _range(b, conference)),
    )


def _day_count(day: date, first: date, by_calendar: bool, calendar: WorkingCalendar) -> DayCount:
    if by_calendar:
        return DayCount(day, day >= first, CALENDAR_DAY if day >= first else BEFORE_COUNT, None)
    status = calendar.status(day)
    if status.working and day < first:
        return DayCount(day, False, BEFORE_COUNT, status.notice)
    return DayCount(day, status.working, status.kind, status.notice)


def _range(first: date, end: date) -> Iterator[date]:
    return (first + _DAY * step for step in range((end - first).days))
