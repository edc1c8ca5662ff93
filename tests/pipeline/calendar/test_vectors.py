"""Known conferences with the last day of receipt for 15 working days, and the days for which a library is wrong."""

from datetime import date, timedelta

import holidays
import pytest

from pipeline.calendar.deadline import deadline, last_day

# Conference, reading A, reading B, and 15 calendar days before.
VECTORS = """
2014-02-20 2014-01-23 2014-01-22 2014-02-05
2014-05-15 2014-04-22 2014-04-21 2014-04-30
2014-09-16 2014-08-25 2014-08-22 2014-09-01
2015-01-15 2014-12-24 2014-12-23 2014-12-31
2015-03-06 2015-02-06 2015-02-05 2015-02-19
2015-05-15 2015-04-21 2015-04-20 2015-04-30
2015-06-22 2015-06-01 2015-05-29 2015-06-07
2015-12-31 2015-12-10 2015-12-09 2015-12-16
2016-02-26 2016-01-29 2016-01-28 2016-02-11
2018-03-06 2018-02-06 2018-02-05 2018-02-19
2019-01-15 2018-12-24 2018-12-21 2018-12-31
2019-05-17 2019-04-24 2019-04-23 2019-05-02
2021-09-17 2021-08-25 2021-08-24 2021-09-02
2022-02-18 2022-01-21 2022-01-20 2022-02-03
2024-03-05 2024-02-06 2024-02-05 2024-02-19
2024-05-15 2024-04-22 2024-04-19 2024-04-30
2024-05-20 2024-04-25 2024-04-24 2024-05-05
2025-02-14 2025-01-17 2025-01-16 2025-01-30
2025-05-16 2025-04-23 2025-04-22 2025-05-01
2025-09-15 2025-08-21 2025-08-20 2025-08-31
2026-01-16 2025-12-25 2025-12-24 2026-01-01
2026-03-06 2026-02-06 2026-02-05 2026-02-19
2026-05-15 2026-04-21 2026-04-20 2026-04-30
2026-09-10 2026-08-18 2026-08-17 2026-08-26
2026-09-15 2026-08-21 2026-08-20 2026-08-31
2026-12-10 2026-11-18 2026-11-17 2026-11-25
2026-12-15 2026-11-23 2026-11-20 2026-11-30
2027-03-01 2027-02-01 2027-01-29 2027-02-14
"""

# Conferences for which holidays 0.109 gives a wrong last day (reading A): conference, right, the library's.
WRONG_IN_LIBRARY = """
2013-03-01 2013-02-04 2013-02-01
2013-03-04 2013-02-05 2013-02-04
2013-03-05 2013-02-06 2013-02-05
2013-03-06 2013-02-07 2013-02-06
2013-03-07 2013-02-08 2013-02-07
2013-03-08 2013-02-18 2013-02-08
2013-03-11 2013-02-19 2013-02-18
2013-03-12 2013-02-20 2013-02-19
2013-03-13 2013-02-21 2013-02-20
2013-03-14 2013-02-22 2013-02-21
2013-03-15 2013-02-23 2013-02-22
2014-01-27 2014-01-07 2014-01-06
2014-02-06 2014-01-08 2014-01-09
2014-02-07 2014-01-09 2014-01-10
2014-02-08 2014-01-10 2014-01-13
2014-02-24 2014-01-25 2014-01-27
2014-02-25 2014-01-27 2014-01-28
2014-02-26 2014-02-06 2014-02-05
2014-02-27 2014-02-07 2014-02-06
2014-02-28 2014-02-08 2014-02-07
2026-01-05 2025-12-11 2025-12-12
2026-01-06 2025-12-12 2025-12-15
2026-01-07 2025-12-15 2025-12-16
2026-01-08 2025-12-16 2025-12-17
2026-01-09 2025-12-17 2025-12-18
2026-01-10 2025-12-18 2025-12-19
2026-01-23 2026-01-05 2026-01-02
2026-01-26 2026-01-06 2026-01-05
2026-01-27 2026-01-07 2026-01-06
2026-01-28 2026-01-08 2026-01-07
2026-01-29 2026-01-09 2026-01-08
2026-01-30 2026-01-10 2026-01-09
"""

# Days that holidays 0.109 takes for the other thing: our answer.
KNOWN_DIFFERENCES = {
    "2014-01-25": True,
    "2014-01-28": False,
    "2014-02-05": False,
    "2014-02-08": True,
    "2026-01-02": False,
    "2026-01-10": True,
}
DAY = timedelta(days=1)


def rows(text):
    return [tuple(date.fromisoformat(word) for word in line.split()) for line in text.strip().splitlines()]


@pytest.mark.parametrize(("conference", "a", "b", "by_calendar"), rows(VECTORS), ids=str)
def test_the_last_day_of_receipt_of_known_conferences(calendar, conference, a, b, by_calendar):
    assert deadline(conference, 15, "working_day", calendar).latest_receipt == {"A": a, "B": b}
    in_calendar_days = deadline(conference, 15, "calendar_day", calendar).latest_receipt
    assert in_calendar_days == {"A": by_calendar, "B": by_calendar - DAY}


@pytest.mark.parametrize(("conference", "right", "library"), rows(WRONG_IN_LIBRARY), ids=str)
def test_where_a_program_that_only_calls_the_library_would_be_wrong(calendar, conference, right, library):
    assert last_day(conference, 15, "working_day", "A", calendar) == right
    assert right != library


@pytest.fixture(scope="module")
def library():
    return holidays.country_holidays("VN", years=range(2012, 2029))


def test_no_day_differs_from_the_library_but_the_known_ones(calendar, library):
    day, found = date(2014, 1, 1), {}
    while day <= date(2027, 12, 31):
        ours = calendar.is_working_day(day)
        if ours != library.is_working_day(day):
            found[day.isoformat()] = ours
        day += DAY
    assert found == KNOWN_DIFFERENCES


def test_no_deadline_differs_from_the_library_but_the_known_ones(calendar, library):
    day, found = date(2013, 3, 1), []
    while day <= date(2027, 12, 31):
        if calendar.is_working_day(day):
            ours = last_day(day, 15, "working_day", "A", calendar)
            theirs = library.get_nth_working_day(day, -15)
            if ours != theirs:
                found.append((day, ours, theirs))
        day += DAY
    assert found == rows(WRONG_IN_LIBRARY)
