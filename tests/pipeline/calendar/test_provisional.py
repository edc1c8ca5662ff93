"""What is open while no notice speaks of a holiday, and what the law alone gives then."""

from datetime import date

import pytest

from pipeline.calendar.civil_service import VietnamCivilServiceCalendar
from pipeline.calendar.deadline import deadline
from pipeline.calendar.lunar import tet
from pipeline.calendar.statute import FILE, read_statute
from pipeline.calendar.working_days import WorkingCalendar


@pytest.fixture(scope="module")
def law_alone(calendar):
    """The calendar as it would be had no notice ever come out."""
    statute = read_statute(FILE.read_bytes())
    bare = VietnamCivilServiceCalendar(statute)
    alone = WorkingCalendar(bare, statute, calendar.notices, "test", "test")
    assert alone.years == (2013, 2027)
    return alone


@pytest.mark.parametrize(
    ("conference", "provisional"),
    [
        ("2027-01-20", True),  # 1/1/2027
        ("2027-01-28", False),
        ("2027-03-01", False),  # Tết 2027 is announced
        ("2027-03-31", False),
        ("2027-04-16", False),  # the conference day itself is not counted
        ("2027-04-19", True),  # Giỗ Tổ
        ("2027-05-10", True),  # Giỗ Tổ, 30/4 and 1/5
        ("2027-05-31", False),
        ("2027-06-15", False),
        ("2027-07-15", False),
        ("2027-08-16", False),
        ("2027-09-15", False),  # 2 September 2027 is announced
        ("2027-10-15", False),
        ("2027-11-24", False),
        ("2027-12-01", True),  # 24/11/2027
        ("2027-12-20", False),
        ("2026-12-20", False),
        ("2026-12-31", False),
        ("2028-03-20", False),  # after the data, but no holiday is near
        ("2028-02-10", True),  # Tết 2028
        ("2028-09-15", True),
    ],
)
def test_a_window_is_provisional_only_where_it_touches_a_holiday_no_notice_covers(calendar, conference, provisional):
    assert deadline(date.fromisoformat(conference), 15, "working_day", calendar).provisional is provisional


def test_a_day_off_that_no_notice_names_is_marked_and_names_the_law(calendar):
    status = calendar.status(date(2027, 4, 16))
    assert (status.provisional, status.notice) == (True, None)
    assert status.law == "Bộ luật Lao động 2019 (45/2019/QH14), điều 112 khoản 1"
    assert not calendar.status(date(2027, 2, 4)).provisional


def test_every_swap_ever_made_lay_inside_what_would_have_been_marked_provisional(calendar, law_alone):
    swaps = [swap for notice in calendar.notices for swap in notice.swaps]
    assert len(swaps) == 16
    for swap in swaps:
        for day in (swap.off, swap.worked):
            if day.year >= 2013:
                assert law_alone.provisional(day, day), swap


def test_a_swap_proposed_and_not_adopted_lay_inside_it_too(law_alone):
    for day in (date(2026, 11, 23), date(2026, 11, 28)):
        assert law_alone.provisional(day, day)


@pytest.mark.parametrize("year", range(2015, 2028))
def test_the_law_with_the_usual_choice_gives_the_holidays_that_were_announced(calendar, law_alone, year):
    def holidays_of(which):
        return [day.date for day in which.remarkable(year) if day.kind in ("holiday", "compensation")]

    assert holidays_of(law_alone) == holidays_of(calendar)


def test_in_2013_tet_had_four_days_and_the_labour_code_of_2012_gave_five():
    statute = read_statute(FILE.read_bytes())
    tet_days = {
        year: [days for holiday, days in statute.of_year(year) if holiday.group == "tet"] for year in (2013, 2014)
    }
    assert [len(days) for days in tet_days[2013]] == [4]
    assert [len(days) for days in tet_days[2014]] == [5]


def test_september_second_has_two_days_from_2021_and_culture_day_exists_from_2026(law_alone):
    def days(year, group):
        return [day.date.isoformat() for day in law_alone.remarkable(year) if day.holiday == group]

    assert days(2020, "national_day") == ["2020-09-02"]
    assert days(2021, "national_day") == ["2021-09-02", "2021-09-03"]
    assert days(2025, "culture_day") == []
    assert days(2026, "culture_day") == ["2026-11-24"]


def test_whether_culture_day_on_a_weekend_is_given_back_stays_open(calendar):
    assert calendar.status(date(2029, 11, 24)).kind == "holiday"
    assert calendar.is_working_day(date(2029, 11, 26))
    assert calendar.provisional(date(2029, 11, 26), date(2029, 11, 26))


def test_after_the_last_notice_the_law_answers_and_tet_is_open_around_its_days(calendar):
    new_year = tet(2030)
    assert new_year == date(2030, 2, 2)
    assert not calendar.is_working_day(date(2030, 2, 1))
    periods = calendar.provisional(new_year, new_year)
    assert [period.holiday for period in periods] == ["tet"]
    assert periods[0].first < date(2030, 1, 31) < date(2030, 2, 7) < periods[0].last


def test_an_open_new_year_reaches_back_into_the_year_before(calendar):
    # Tuesday 1/1/2030: a swap of Monday 31/12/2029, as in 2018, would be no surprise.
    assert calendar.provisional(date(2029, 12, 31), date(2029, 12, 31))
