"""Public holidays as the law has them, for groups and years of which no notice speaks.

Labour Codes 2012 (article 115) and 2019 (articles 111(3), 112(1)) and Resolution 28/2026/QH16; numbers, dates in force
and citations stand in ``statute.toml``. Which days go with Tết and with 2 September the Prime Minister decides each
year (article 112(3)): what is given here for a year without notice is what was usual, and provisional.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from pipeline.calendar.lunar import solar_day
from pipeline.calendar.notice import HOLIDAYS, SURENESS, Table, parse_toml

FILE = Path(__file__).with_name("statute.toml")
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class LawfulHoliday:
    """One holiday of the law while it is in force."""

    group: str
    lunar: bool
    month: int
    day: int
    length: int
    choice: bool
    compensated: bool
    valid_from: date
    valid_to: date
    law: str

    def first_day(self, year: int) -> date | None:
        """Its day in a solar year; None where it was not in force on that day."""
        day = solar_day(year, self.month, self.day) if self.lunar else date(year, self.month, self.day)
        return day if self.valid_from <= day <= self.valid_to else None


@dataclass(frozen=True)
class LawfulCompensation:
    """The clause that gives back holidays on a weekend, while it is in force."""

    valid_from: date
    valid_to: date
    law: str


@dataclass(frozen=True)
class Statute:
    """All the law's holidays, and the version of the calendar's data."""

    version: str
    holidays: tuple[LawfulHoliday, ...]
    compensations: tuple[LawfulCompensation, ...]

    def of_year(self, year: int) -> tuple[tuple[LawfulHoliday, tuple[date, ...]], ...]:
        """The holidays of a solar year with their days."""
        found = ((holiday, holiday.first_day(year)) for holiday in self.holidays)
        return tuple((holiday, _days(holiday, first)) for holiday, first in found if first is not None)

    def compensation_law(self, day: date) -> str:
        """The clause in force on a day."""
        return next(entry.law for entry in self.compensations if entry.valid_from <= day <= entry.valid_to)


def _days(holiday: LawfulHoliday, first: date) -> tuple[date, ...]:
    before = usual_days_before(holiday, first) if holiday.choice else 0
    return tuple(first + _DAY * step for step in range(-before, holiday.length - before))


def usual_days_before(holiday: LawfulHoliday, first: date) -> int:
    """How many days of the holiday lie before its own day where no notice has chosen yet.

    Tết: one before where it falls on Monday or Tuesday, else two (every year 2015-2027). 2 September: the day before,
    but the day after where that makes one run with the weekend or the 2nd is a Sunday (2021-2027).
    """
    if holiday.group == "tet":
        return 1 if first.weekday() in (0, 1) or holiday.length < 5 else 2
    return 0 if first.weekday() in (0, 3, 6) else 1


def compensation_days(weekend_holidays: Iterable[date], taken: Sequence[date]) -> tuple[tuple[date, date], ...]:
    """For each holiday on a weekend the next day that is neither weekend nor off already, as (holiday, day off)."""
    off = set(taken)
    given = []
    for holiday in sorted(weekend_holidays):
        day = holiday + _DAY
        while day.weekday() >= 5 or day in off:
            day += _DAY
        off.add(day)
        given.append((holiday, day))
    return tuple(given)


def read_statute(content: bytes) -> Statute:
    """The statute from the bytes of ``statute.toml``.

    Raises:
        SetupError: the file is broken (codes as in :func:`pipeline.calendar.notice.parse_file`).
    """
    top = Table(parse_toml(content, FILE), FILE, "", ("version", "holiday", "compensation"))
    validity = ("valid_from", "valid_to", "law", "sure")
    keys = ("group", "on", "length", "choice", "compensated", *validity)
    return Statute(
        version=top.text("version"),
        holidays=tuple(_holiday(table) for table in top.tables("holiday", keys)),
        compensations=tuple(
            LawfulCompensation(
                valid_from=table.day("valid_from"),
                valid_to=table.optional_day("valid_to") or date.max,
                law=_law(table),
            )
            for table in top.tables("compensation", validity)
        ),
    )


def _law(table: Table) -> str:
    table.word("sure", SURENESS)
    return table.text("law")


def _holiday(table: Table) -> LawfulHoliday:
    kind, _, day = table.text("on").rpartition(" ")
    month_of_year, _, day_of_month = day.partition("-")
    return LawfulHoliday(
        group=table.word("group", HOLIDAYS),
        lunar=kind == "lunar",
        month=int(month_of_year),
        day=int(day_of_month),
        length=table.number("length"),
        choice=table.flag("choice", default=False),
        compensated=table.flag("compensated", default=True),
        valid_from=table.day("valid_from"),
        valid_to=table.optional_day("valid_to") or date.max,
        law=_law(table),
    )
