"""Days off and worked Saturdays of Vietnamese civil servants, on workalendar's base class.

workalendar has no Viet Nam, and its lunar days follow the Chinese zone; what it gives is the frame: the week's rest
days, holidays by year, export to iCalendar. Its own ways of counting are not used: they skip holidays or ends of a
range in surprising ways (issues #745, #323, #194, #337 there); counting is in ``deadline.py``.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from workalendar.core import SAT, SUN, Calendar

from pipeline.calendar.notice import Closing, HolidayDays, Notice, Swap
from pipeline.calendar.statute import LawfulHoliday, Statute, compensation_days

HOLIDAY = "holiday"
COMPENSATION = "compensation"
SWAP_OFF = "swap_off"
LOCAL_CLOSING = "local_closing"


@dataclass(frozen=True)
class DayOff:
    """A day off that is not only a weekend."""

    date: dt.date
    kind: str
    """``holiday``, ``compensation``, ``swap_off`` or ``local_closing``."""
    holiday: str | None
    """The group it belongs to; None for a local closing day."""
    notice: str | None
    """Citation of the notice that says so; None where none does."""
    law: str | None
    """The clause it rests on where the notice leaves it to the law."""
    partner: dt.date | None = None
    """The day worked instead, of a swap."""


class VietnamCivilServiceCalendar(Calendar):  # type: ignore[misc]
    """Vietnamese civil service: weekends off (Decision 188/1999/QĐ-TTg), the law, notices, local closing days."""

    WEEKEND_DAYS = (SAT, SUN)

    def __init__(self, statute: Statute, notices: Sequence[Notice] = (), closings: Sequence[Closing] = ()) -> None:
        super().__init__()
        self._statute = statute
        self._days_off: dict[int, dict[date, DayOff]] = {}
        # A later notice about the same thing comes instead of an earlier one.
        self._named: dict[tuple[str, int], tuple[HolidayDays, Notice]] = {
            (entry.holiday, entry.days[0].year): (entry, notice) for notice in notices for entry in notice.holidays
        }
        self._by_law = {(group, notice.year): notice for notice in notices for group in notice.by_law}
        self._swaps: dict[date, tuple[Swap, Notice]] = {
            swap.off: (swap, notice) for notice in notices for swap in notice.swaps
        }
        self._worked = {swap.worked: (swap, notice) for swap, notice in self._swaps.values()}
        self._closed = {day: closing for closing in closings for day in closing.days}

    def covered(self, group: str, year: int) -> bool:
        """Whether a notice speaks of a group of holidays in a year."""
        return (group, year) in self._named or (group, year) in self._by_law

    def days_off(self, year: int) -> dict[date, DayOff]:
        """Days off of a solar year, holidays on a weekend among them; other Saturdays and Sundays are not listed."""
        if year not in self._days_off:
            self._days_off[year] = {entry.date: entry for entry in self._compute(year)}
        return self._days_off[year]

    def swap_of_worked(self, day: date) -> tuple[Swap, Notice] | None:
        """The swap that makes a Saturday (or Sunday) a working day; None where none does."""
        return None if day in self._closed else self._worked.get(day)

    def swaps(self) -> Iterator[tuple[Swap, Notice]]:
        """Every swap in force, with its notice."""
        return iter(self._swaps.values())

    def get_calendar_holidays(self, year: int) -> list[tuple[date, str]]:
        """What workalendar builds its answers from: day and kind."""
        return [(entry.date, entry.kind) for entry in self.days_off(year).values()]

    def is_working_day(
        self,
        day: date,
        extra_working_days: Iterable[date] | None = None,
        extra_holidays: Iterable[date] | None = None,
    ) -> bool:
        """Whether a day is worked; swapped Saturdays are."""
        extra = [*(extra_working_days or ()), *([day] if self.swap_of_worked(day) else ())]
        return bool(super().is_working_day(day, extra_working_days=extra, extra_holidays=extra_holidays))

    def find_following_working_day(self, day: date) -> date:
        """The day itself or the next one that is worked; workalendar's own skips weekends only."""
        while not self.is_working_day(day):
            day = date.fromordinal(day.toordinal() + 1)
        return day

    def _compute(self, year: int) -> Iterator[DayOff]:
        # What comes later wins where a day is several things: a holiday before compensation, swap and closing.
        for day, closing in self._closed.items():
            if day.year == year:
                yield DayOff(day, LOCAL_CLOSING, None, closing.citation, None)
        for swap, notice in self._swaps.values():
            if swap.off.year == year:
                yield DayOff(swap.off, SWAP_OFF, swap.holiday, notice.citation, None, swap.worked)
        named = [self._named[key] for key in self._named if key[1] == year]
        lawful = [
            (holiday, days) for holiday, days in self._statute.of_year(year) if (holiday.group, year) not in self._named
        ]
        yield from self._compensations(year, named, lawful)
        for entry, notice in named:
            for day in entry.days:
                yield DayOff(day, HOLIDAY, entry.holiday, notice.citation, None)
        for holiday, days in lawful:
            for day in days:
                yield DayOff(day, HOLIDAY, holiday.group, self._law_notice(holiday.group, year), holiday.law)

    def _compensations(
        self,
        year: int,
        named: Sequence[tuple[HolidayDays, Notice]],
        lawful: Sequence[tuple[LawfulHoliday, tuple[date, ...]]],
    ) -> Iterator[DayOff]:
        for entry, notice in named:
            for day in entry.compensation:
                yield DayOff(day, COMPENSATION, entry.holiday, notice.citation, None)
        groups = {
            day: holiday.group
            for holiday, days in lawful
            if holiday.compensated
            for day in days
            if day.weekday() in self.WEEKEND_DAYS
        }
        taken = [day for _, days in lawful for day in days]
        taken += [day for entry, _ in named for day in (*entry.days, *entry.compensation)]
        for holiday_day, day in compensation_days(groups, taken):
            group = groups[holiday_day]
            law = self._statute.compensation_law(day)
            yield DayOff(day, COMPENSATION, group, self._law_notice(group, year), law)

    def _law_notice(self, group: str, year: int) -> str | None:
        notice = self._by_law.get((group, year))
        return notice.citation if notice else None
