"""Receipt against the last day in time, both as intervals (DESIGN §4).

With ``L(d)`` the last day of receipt for a conference that opens on day ``d``: in time if the latest possible receipt
is no later than L of the earliest possible opening, late if the earliest possible receipt is after L of the latest
possible opening. Anything between is open: an outcome stands only where every possibility gives it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Literal

from pipeline.calendar.deadline import Deadline, counted, deadline, late_by
from pipeline.calendar.working_days import WorkingCalendar
from pipeline.errors import UsageError
from pipeline.models.vocabulary import Outcome
from validators.policy.model import DeadlinePolicy

Reading = Literal["A", "B"]
_OTHER: Mapping[Reading, Reading] = {"A": "B", "B": "A"}


class CountedUnit(StrEnum):
    """The unit as a sentence needs it: English has a plural."""

    WORKING_DAY = "one_working_day"
    WORKING_DAYS = "working_days"
    CALENDAR_DAY = "one_calendar_day"
    CALENDAR_DAYS = "calendar_days"


@dataclass(frozen=True)
class Window:
    """The limits for the possible openings of a conference, and what receipts mean against them."""

    rules: DeadlinePolicy
    calendar: WorkingCalendar
    first: Deadline
    """For the earliest possible opening."""
    last: Deadline
    """For the latest possible one."""

    @classmethod
    def of(cls, openings: tuple[date, date], rules: DeadlinePolicy, calendar: WorkingCalendar) -> Window:
        """The limits of a conference that opens on a day between the two."""
        first, last = (deadline(day, rules.days, rules.unit.value, calendar) for day in openings)
        return cls(rules, calendar, first, last)

    def limit(self, end: Deadline) -> date:
        """The last day in time by the reading in force."""
        return end.latest_receipt[self.rules.reading]

    def outcome(self, earliest: date | None, latest: date | None, reading: Reading | None = None) -> Outcome | None:
        """Passed or violated; None where it is open."""
        reading = reading or self.rules.reading
        if latest is not None and latest <= self.first.latest_receipt[reading]:
            return Outcome.PASSED
        if earliest is not None and earliest > self.last.latest_receipt[reading]:
            return Outcome.VIOLATED
        return None

    def borderline(self, earliest: date | None, latest: date | None) -> bool:
        """Whether the outcome hangs on the reading: in time by A, late or open by B."""
        own = self.outcome(earliest, latest)
        return own is not None and own is not self.outcome(earliest, latest, _OTHER[self.rules.reading])

    @property
    def provisional(self) -> bool:
        """Whether a counted window touches a holiday period that no notice covers yet."""
        return self.first.provisional or self.last.provisional

    def close_to_limit(self, earliest: date | None, latest: date | None) -> bool:
        """Whether a notice still to come could turn the outcome: the receipt lies within the margin of the limit."""
        margin = self.rules.provisional_margin
        outcome = self.outcome(earliest, latest)
        if outcome is Outcome.PASSED and latest is not None:
            return self.first.provisional and self._units(latest, self.limit(self.first)) <= margin
        if outcome is Outcome.VIOLATED and earliest is not None:
            return self.last.provisional and self._late(earliest, self.last) <= margin
        return False

    def _units(self, receipt: date, until: date) -> int:
        return counted(receipt, until, self.calendar, self.rules.unit.value)

    def _late(self, receipt: date, end: Deadline) -> int:
        limit = self.limit(end)
        return late_by(receipt, limit, self.calendar, self.rules.unit.value) if receipt > limit else 0

    def least_late(self, earliest: date) -> int:
        """Units by which the earliest possible receipt is late for the latest possible opening; 0 if in time."""
        return self._late(earliest, self.last)

    def values(self, earliest: date | None, latest: date | None) -> dict[str, Any]:
        """The figures of the finding; null where an open end leaves one unknown or the calendar does not reach."""
        return {
            "counted": {
                "min": _figure(latest, lambda day: self._units(day, self.first.conference)),
                "max": _figure(earliest, lambda day: self._units(day, self.last.conference)),
            },
            "late_by": {
                "min": _figure(earliest, lambda day: self._late(day, self.last)),
                "max": _figure(latest, lambda day: self._late(day, self.first)),
            },
            "latest_receipt": dict(self.first.latest_receipt),
            "latest_receipt_last": (
                dict(self.last.latest_receipt) if self.last.conference != self.first.conference else None
            ),
            "borderline": self.borderline(earliest, latest),
            "provisional": self.provisional,
            "days": [
                {"date": day.date, "counted": day.counted, "why": day.why, "notice": day.notice}
                for day in self.first.days
            ],
        }


def _figure(day: date | None, count: Callable[[date], int]) -> int | None:
    try:
        return count(day) if day is not None else None
    except UsageError:  # the receipt lies outside the calendar's years
        return None
