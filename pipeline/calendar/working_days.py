"""The working calendar as the rest of the program sees it: what a day is, why, who says so, and what is still open."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from pipeline.calendar.civil_service import DayOff, VietnamCivilServiceCalendar
from pipeline.calendar.notice import HOLIDAYS, Notice
from pipeline.calendar.statute import LawfulHoliday, Statute
from pipeline.errors import UsageError

WORKING_DAY = "working_day"
WEEKEND = "weekend"
SWAP_WORKED = "swap_worked"

LAST_YEAR = 2099
"""Beyond it lunar days are not checked against any other table."""

SWAP_REACH = timedelta(days=10)
"""No swap of 2013-2027 joined days further than this from the holiday it served (29/01/2014 against 08/02/2014)."""

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class DayStatus:
    """What one day is."""

    date: dt.date
    working: bool
    kind: str
    """``working_day``, ``swap_worked`` (a worked Saturday), ``weekend``, ``holiday``, ``compensation``, ``swap_off`` or
    ``local_closing``."""
    notice: str | None
    """Citation of the notice that says so; None for ordinary days and where no notice speaks of the holiday."""
    holiday: str | None
    """The group of holidays that it belongs to."""
    law: str | None
    """The clause it rests on where no notice names the day itself."""
    provisional: bool
    """Whether it belongs to a holiday that no notice covers."""
    partner: dt.date | None
    """The other day of a swap."""


@dataclass(frozen=True)
class ProvisionalPeriod:
    """Days on which a holiday that no notice covers may still change what is worked; both ends included."""

    holiday: str
    first: date
    last: date


class WorkingCalendar:
    """Working days with their reasons. ``version`` and ``sha256`` name the data that every answer rests on."""

    def __init__(
        self,
        civil: VietnamCivilServiceCalendar,
        statute: Statute,
        notices: tuple[Notice, ...],
        version: str,
        sha256: str,
    ) -> None:
        self._civil = civil
        self._statute = statute
        self._periods: dict[int, tuple[ProvisionalPeriod, ...]] = {}
        self.version = version
        self.sha256 = sha256
        self.notices = notices

    @cached_property
    def years(self) -> tuple[int, int]:
        """The first and the last year with notices; days before the first are refused."""
        known = [notice.year for notice in self.notices]
        return min(known), max(known)

    @cached_property
    def as_of(self) -> date:
        """The date of the latest notice known."""
        return max(notice.issued for notice in self.notices if notice.issued)

    def require(self, year: int) -> None:
        """Refuse a year that neither the notices nor the law's rules reach.

        Raises:
            UsageError: ``calendar-out-of-range``.
        """
        if not self.years[0] <= year <= LAST_YEAR:
            raise UsageError("calendar-out-of-range", year=year, first=self.years[0], last=LAST_YEAR)

    def is_working_day(self, day: date) -> bool:
        """Whether a day is worked.

        Raises:
            UsageError: ``calendar-out-of-range``.
        """
        self.require(day.year)
        return self._civil.is_working_day(day)

    def status(self, day: date) -> DayStatus:
        """What a day is, and who says so.

        Raises:
            UsageError: ``calendar-out-of-range``.
        """
        self.require(day.year)
        off = self._civil.days_off(day.year).get(day)
        if swapped := self._civil.swap_of_worked(day):
            swap, notice = swapped
            return DayStatus(day, True, SWAP_WORKED, notice.citation, swap.holiday, None, False, swap.off)
        if off is not None:
            return DayStatus(day, False, off.kind, off.notice, off.holiday, off.law, self._is_open(off), off.partner)
        working = day.weekday() not in self._civil.WEEKEND_DAYS
        return DayStatus(day, working, WORKING_DAY if working else WEEKEND, None, None, None, False, None)

    def provisional(self, first: date, last: date) -> tuple[ProvisionalPeriod, ...]:
        """The periods of holidays that no notice covers and that touch the days from ``first`` to ``last``."""
        found = [period for year in range(first.year, last.year + 2) for period in self._open_periods(year)]
        return tuple(period for period in found if period.first <= last and first <= period.last)

    def remarkable(self, year: int) -> tuple[DayStatus, ...]:
        """Days off that are not only a weekend, and worked Saturdays, in order."""
        self.require(year)
        first = date(year, 1, 1)
        days = (self.status(first + _DAY * step) for step in range((date(year, 12, 31) - first).days + 1))
        return tuple(status for status in days if status.kind not in (WORKING_DAY, WEEKEND))

    def working_days(self, year: int) -> int:
        """How many days of a year are worked."""
        first, last = date(year, 1, 1), date(year, 12, 31)
        return sum(self.is_working_day(first + _DAY * step) for step in range((last - first).days + 1))

    def _is_open(self, off: DayOff) -> bool:
        return off.holiday is not None and off.notice is None

    def _open_periods(self, year: int) -> tuple[ProvisionalPeriod, ...]:
        if not self.years[0] <= year <= LAST_YEAR:
            return ()
        if year not in self._periods:
            self._periods[year] = tuple(self._compute_periods(year))
        return self._periods[year]

    def _compute_periods(self, year: int) -> Iterator[ProvisionalPeriod]:
        lawful = self._statute.of_year(year)
        for group in HOLIDAYS:
            laws = [holiday for holiday, _ in lawful if holiday.group == group]
            if not laws or self._civil.covered(group, year):
                continue
            days = [day for day, off in self._civil.days_off(year).items() if off.holiday == group]
            first, last = min(days), max(days)
            if self._undecided(laws, first) or self._bridge(first, -_DAY) or self._bridge(last, _DAY):
                first, last = first - SWAP_REACH, last + SWAP_REACH
            yield ProvisionalPeriod(group, first, last)

    @staticmethod
    def _undecided(laws: list[LawfulHoliday], first: date) -> bool:
        """Whether even the holiday's own days are not settled by the law."""
        return any(law.choice or (not law.compensated and first.weekday() >= 5) for law in laws)

    def _bridge(self, day: date, step: timedelta) -> bool:
        """Whether one lone working day parts the holiday from other days off: what swaps are made for."""
        while not self._civil.is_working_day(day):
            day += step
        return not self._civil.is_working_day(day + step)
