"""How days are counted back: what the readings mean, what holds for every conference, what is refused."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.calendar.deadline import counted, deadline, last_day, late_by, shift
from pipeline.calendar.load import load_calendar
from pipeline.errors import UsageError

CALENDAR = load_calendar()
DAY = timedelta(days=1)
DAYS = st.dates(date(2014, 1, 1), date(2029, 12, 31))
LENGTHS = st.integers(1, 60)


def following_working_day(day):
    return shift(day, 1, CALENDAR)


@pytest.mark.parametrize("year", range(2014, 2028))
@pytest.mark.parametrize("month", range(1, 13))
def test_a_conference_in_every_month_received_on_the_last_day_counts_15_and_one_day_later_14(year, month):
    for day_of_month in (1, 10, 20, 28):
        conference = date(year, month, day_of_month)
        answer = deadline(conference, 15, "working_day", CALENDAR)
        if answer.provisional:
            continue
        limit = answer.latest_receipt["A"]
        assert counted(limit, conference, CALENDAR) == 15
        assert late_by(limit, limit, CALENDAR) == 0
        late = following_working_day(limit)
        assert counted(late, conference, CALENDAR) == 14
        assert late_by(late, limit, CALENDAR) == 1
        clear = answer.latest_receipt["B"]
        assert counted(clear + DAY, conference, CALENDAR) == 15
        assert counted(clear, conference, CALENDAR) == 16


@pytest.mark.parametrize("year", range(2014, 2027))
def test_no_conference_of_a_year_that_is_fully_announced_is_provisional(year):
    for step in range(365):
        conference = date(year, 1, 1) + DAY * step
        assert not deadline(conference, 15, "working_day", CALENDAR).provisional, conference


@given(DAYS, LENGTHS)
def test_shifting_back_n_days_then_counting_gives_n(conference, length):
    assert counted(shift(conference, -length, CALENDAR), conference, CALENDAR) == length


@given(DAYS, LENGTHS)
def test_a_working_day_shifted_forth_and_back_is_itself(day, length):
    start = shift(day, 1, CALENDAR)
    assert shift(shift(start, length, CALENDAR), -length, CALENDAR) == start


@given(DAYS, LENGTHS, st.integers(1, 10), st.sampled_from(["A", "B"]), st.sampled_from(["working_day", "calendar_day"]))
def test_a_longer_period_never_ends_earlier(conference, length, more, reading, unit):
    assert last_day(conference, length + more, unit, reading, CALENDAR) < last_day(
        conference, length, unit, reading, CALENDAR
    )


@given(DAYS, DAYS, LENGTHS)
def test_an_earlier_conference_never_leaves_more_time(one, other, length):
    first, second = sorted((one, other))
    assert last_day(first, length, "working_day", "A", CALENDAR) <= last_day(
        second, length, "working_day", "A", CALENDAR
    )


@given(DAYS, LENGTHS)
def test_both_last_days_are_working_days_and_b_is_one_working_day_before_a(conference, length):
    a = last_day(conference, length, "working_day", "A", CALENDAR)
    b = last_day(conference, length, "working_day", "B", CALENDAR)
    assert CALENDAR.is_working_day(a)
    assert CALENDAR.is_working_day(b)
    assert b < a
    assert counted(b, a, CALENDAR) == 1


@given(DAYS, LENGTHS, st.integers(-40, 40))
def test_late_by_is_what_is_missing_of_the_days_required(conference, length, offset):
    limit = last_day(conference, length, "working_day", "A", CALENDAR)
    receipt = limit + DAY * offset
    if receipt < conference:
        missing = length - counted(receipt, conference, CALENDAR)
        assert late_by(receipt, limit, CALENDAR) == max(missing, 0)


@given(DAYS)
def test_a_receipt_on_a_day_off_counts_as_from_the_next_working_day(conference):
    answer = deadline(conference, 15, "working_day", CALENDAR)
    for day in answer.days:
        if not CALENDAR.is_working_day(day.date) and following_working_day(day.date) < conference:
            following = following_working_day(day.date)
            assert counted(day.date, conference, CALENDAR) == counted(following, conference, CALENDAR)


@given(DAYS, LENGTHS, st.sampled_from(["working_day", "calendar_day"]))
def test_the_days_listed_run_without_a_gap_and_count_up_to_the_days_required(conference, length, unit):
    answer = deadline(conference, length, unit, CALENDAR)
    listed = [day.date for day in answer.days]
    assert listed[0] == answer.latest_receipt["B"]
    assert listed == [listed[0] + DAY * step for step in range(len(listed))]
    assert listed[-1] == conference - DAY
    assert sum(day.counted for day in answer.days) == length
    assert next(day.date for day in answer.days if day.counted) == answer.latest_receipt["A"]


def test_each_day_says_why_it_is_counted_or_skipped():
    answer = deadline(date(2024, 5, 20), 15, "working_day", CALENDAR)
    whys = {day.date.isoformat(): (day.counted, day.why) for day in answer.days}
    assert whys["2024-04-24"] == (False, "before_count")
    assert whys["2024-04-25"] == (True, "working_day")
    assert whys["2024-04-27"] == (False, "weekend")
    assert whys["2024-04-29"] == (False, "swap_off")
    assert whys["2024-04-30"] == (False, "holiday")
    assert whys["2024-05-04"] == (True, "swap_worked")


def test_in_calendar_days_nothing_is_skipped_and_no_notice_matters():
    answer = deadline(date(2027, 5, 3), 10, "calendar_day", CALENDAR)
    assert answer.latest_receipt == {"A": date(2027, 4, 23), "B": date(2027, 4, 22)}
    assert not answer.provisional
    assert [day.why for day in answer.days] == ["before_count"] + ["calendar_day"] * 10


def test_a_receipt_on_the_saturday_after_a_limit_on_friday_is_one_day_late():
    assert late_by(date(2025, 6, 7), date(2025, 6, 6), CALENDAR) == 1
    assert late_by(date(2025, 6, 9), date(2025, 6, 6), CALENDAR) == 1
    assert late_by(date(2025, 6, 7), date(2025, 6, 6), CALENDAR, "calendar_day") == 1
    assert late_by(date(2025, 6, 10), date(2025, 6, 6), CALENDAR) == 2


def test_a_receipt_on_or_after_the_conference_counts_nothing():
    conference = date(2025, 9, 15)
    assert counted(conference, conference, CALENDAR) == 0
    assert counted(conference + DAY, conference, CALENDAR) == 0


def test_a_receipt_on_a_worked_saturday_is_received_that_day():
    assert last_day(date(2014, 2, 24), 15, "working_day", "A", CALENDAR) == date(2014, 1, 25)
    assert late_by(date(2014, 1, 25), date(2014, 1, 25), CALENDAR) == 0


@pytest.mark.parametrize("conference", [date(2012, 6, 1), date(2013, 1, 10), date(2100, 3, 1), date(1, 1, 1)])
def test_days_without_data_are_refused_not_guessed(conference):
    with pytest.raises(UsageError) as refused:
        deadline(conference, 15, "working_day", CALENDAR)
    assert refused.value.code == "calendar-out-of-range"
    assert refused.value.params["first"] == 2013
