"""The packaged notices against the days of each year, written out by hand."""

from datetime import date, timedelta

import pytest

# Weekdays off: holidays, compensation and swapped days.
DAYS_OFF = {
    2013: "01-01 02-11 02-12 02-13 02-14 02-15 04-19 04-29 04-30 05-01 09-02",
    2014: "01-01 01-28 01-29 01-30 01-31 02-03 02-04 02-05 04-09 04-30 05-01 05-02 09-01 09-02",
    2015: "01-01 01-02 02-16 02-17 02-18 02-19 02-20 02-23 04-28 04-29 04-30 05-01 09-02",
    2016: "01-01 02-08 02-09 02-10 02-11 02-12 04-18 05-02 05-03 09-02",
    2017: "01-02 01-26 01-27 01-30 01-31 02-01 04-06 05-01 05-02 09-04",
    2018: "01-01 02-14 02-15 02-16 02-19 02-20 04-25 04-30 05-01 09-03 12-31",
    2019: "01-01 02-04 02-05 02-06 02-07 02-08 04-15 04-29 04-30 05-01 09-02",
    2020: "01-01 01-23 01-24 01-27 01-28 01-29 04-02 04-30 05-01 09-02",
    2021: "01-01 02-10 02-11 02-12 02-15 02-16 04-21 04-30 05-03 09-02 09-03",
    2022: "01-03 01-31 02-01 02-02 02-03 02-04 04-11 05-02 05-03 09-01 09-02",
    2023: "01-02 01-20 01-23 01-24 01-25 01-26 05-01 05-02 05-03 09-01 09-04",
    2024: "01-01 02-08 02-09 02-12 02-13 02-14 04-18 04-29 04-30 05-01 09-02 09-03",
    2025: "01-01 01-27 01-28 01-29 01-30 01-31 04-07 04-30 05-01 05-02 09-01 09-02",
    2026: "01-01 01-02 02-16 02-17 02-18 02-19 02-20 04-27 04-30 05-01 08-31 09-01 09-02 11-24",
    2027: "01-01 02-04 02-05 02-08 02-09 02-10 04-16 04-30 05-03 09-02 09-03 11-24",
}
SATURDAYS_WORKED = {
    2013: "01-05 02-23 05-04",
    2014: "01-25 02-08 04-26 09-06 12-27",
    2015: "02-14 04-25",
    2019: "01-05 05-04",
    2024: "05-04",
    2025: "04-26",
    2026: "01-10 08-22",
}
WORKING_DAYS = {
    2014: 252, 2015: 250, 2016: 251, 2017: 250, 2018: 250, 2019: 252, 2020: 252, 2021: 250,
    2022: 249, 2023: 249, 2024: 251, 2025: 250, 2026: 249, 2027: 249,
}  # fmt: skip
DAY = timedelta(days=1)


def days_of(year, text):
    return [date.fromisoformat(f"{year}-{day}") for day in text.split()]


def all_days(first_year, last_year):
    first = date(first_year, 1, 1)
    return (first + DAY * step for step in range((date(last_year, 12, 31) - first).days + 1))


@pytest.mark.parametrize("day", [day for year, text in DAYS_OFF.items() for day in days_of(year, text)], ids=str)
def test_each_weekday_off_is_off_and_says_why(calendar, day):
    status = calendar.status(day)
    assert not status.working
    assert status.kind in ("holiday", "compensation", "swap_off")
    assert status.notice or status.law


@pytest.mark.parametrize("day", [day for y, text in SATURDAYS_WORKED.items() for day in days_of(y, text)], ids=str)
def test_each_worked_saturday_is_worked_and_names_its_notice_and_the_day_off(calendar, day):
    status = calendar.status(day)
    assert status.working
    assert status.kind == "swap_worked"
    assert status.notice
    assert calendar.status(status.partner).kind == "swap_off" if status.partner.year >= 2013 else status.partner


def test_every_other_weekday_is_worked_and_every_other_weekend_is_free(calendar):
    off = {day for year, text in DAYS_OFF.items() for day in days_of(year, text)}
    worked = {day for year, text in SATURDAYS_WORKED.items() for day in days_of(year, text)}
    for day in all_days(2013, 2027):
        expected = day in worked if day.weekday() >= 5 else day not in off
        assert calendar.is_working_day(day) is expected, day
        assert calendar.status(day).working is expected, day


@pytest.mark.parametrize("year", WORKING_DAYS)
def test_the_working_days_of_each_year_add_up(calendar, year):
    assert calendar.working_days(year) == WORKING_DAYS[year]


@pytest.mark.parametrize(("off", "worked"), [("2015-01-02", "2014-12-27"), ("2018-12-31", "2019-01-05")])
def test_a_swap_across_the_year_keeps_both_halves(calendar, off, worked):
    off_day, worked_day = date.fromisoformat(off), date.fromisoformat(worked)
    assert (calendar.status(off_day).kind, calendar.status(off_day).partner) == ("swap_off", worked_day)
    assert (calendar.status(worked_day).kind, calendar.status(worked_day).partner) == ("swap_worked", off_day)
    assert calendar.status(off_day).notice == calendar.status(worked_day).notice


@pytest.mark.parametrize(
    ("day", "title"),
    [
        ("2024-04-29", "CV 2450/VPCP-KGVX"),
        ("2024-04-30", "CV 8662/VPCP-KGVX"),
        ("2026-01-02", "CV 12729/VPCP-KGVX"),
        ("2026-08-22", "CV 9859/VPCP-KGVX"),
        ("2026-04-27", "CV 3383/BNV-CVL"),
        ("2026-11-24", "CV 10065/VPCP-KGVX"),
        ("2027-02-09", "CV 10065/VPCP-KGVX"),
    ],
)
def test_a_day_names_the_notice_that_says_so_not_another_of_the_same_year(calendar, day, title):
    assert calendar.status(date.fromisoformat(day)).notice.startswith(title)


@pytest.mark.parametrize("day", ["2025-11-24", "2026-11-23"])
def test_a_monday_that_was_only_proposed_and_a_day_before_its_law_are_worked(calendar, day):
    assert calendar.is_working_day(date.fromisoformat(day))


def test_a_saturday_of_a_swap_not_adopted_is_free(calendar):
    assert not calendar.is_working_day(date(2026, 11, 28))


def test_a_notice_covers_every_group_of_holidays_up_to_2026(calendar):
    for year in range(2013, 2027):
        assert not calendar.provisional(date(year, 1, 1), date(year, 12, 31)), year
        assert all(day.notice and not day.provisional for day in calendar.remarkable(year)), year


def test_every_notice_says_where_it_was_seen_and_how_sure_it_is(calendar):
    assert {notice.year for notice in calendar.notices} == set(range(2013, 2028))
    assert all(notice.sure in ("S", "S2") and notice.seen_in and notice.title for notice in calendar.notices)


def test_the_calendar_names_its_version_and_the_day_up_to_which_notices_are_known(calendar):
    assert calendar.version == "vn-civil-2026.1"
    assert len(calendar.sha256) == 64
    assert calendar.as_of == date(2026, 10, 2)
    assert calendar.years == (2013, 2027)
