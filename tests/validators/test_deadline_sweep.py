"""The deadline rule over every month of the calendar: borderline on the last day, late after it, in time before it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from pipeline.calendar.deadline import deadline, shift
from pipeline.calendar.working_days import WorkingCalendar
from pipeline.models.report import CaseFile, Finding
from pipeline.models.vocabulary import Outcome
from validators.policy.model import PolicyOfDay
from validators.rules.deadline_working_days import check

MONTHS = [(year, month) for year in range(2014, 2028) for month in range(1, 13)]


@pytest.mark.parametrize("reading", ["A", "B"])
def test_last_day_is_borderline_the_day_after_is_late_the_day_before_is_in_time(
    reading: str,
    calendar: WorkingCalendar,
    make_case: Callable[[dict[str, Any]], CaseFile],
    make_policy: Callable[[dict[str, Any]], PolicyOfDay],
) -> None:
    policy = make_policy({"deadline.reading": reading})

    def judged(conference: dt.date, received: dt.date) -> Finding:
        facts = {
            "request": {"date": conference - dt.timedelta(days=60)},
            "conference": conference,
            "receipt": {"manifest": received},
        }
        return check(make_case(facts), policy, calendar)

    seen = 0
    for year, month in MONTHS:
        conference = dt.date(year, month, 17)
        limits = deadline(conference, 15, "working_day", calendar)
        if limits.provisional:
            continue
        seen += 1
        last_a = limits.latest_receipt["A"]
        on_last = judged(conference, last_a)
        assert on_last.values["borderline"] is True, conference
        assert on_last.outcome is (Outcome.PASSED if reading == "A" else Outcome.VIOLATED), conference
        after = judged(conference, shift(last_a, 1, calendar))
        assert after.outcome is Outcome.VIOLATED, conference
        assert after.values["borderline"] is False, conference
        before = judged(conference, shift(last_a, -1, calendar))
        assert before.outcome is Outcome.PASSED, conference
        assert before.values["borderline"] is False, conference
        assert before.values["counted"]["min"] == 16, conference
    assert seen >= 160
