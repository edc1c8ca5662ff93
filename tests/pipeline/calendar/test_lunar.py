"""Lunar days in the zone of Viet Nam, against the days announced and against the zone of China."""

from datetime import date
from itertools import pairwise

import pytest

from pipeline.calendar.lunar import hung_kings, solar_day, tet

CHINA = 8.0

TET = """
2014-01-31 2015-02-19 2016-02-08 2017-01-28 2018-02-16 2019-02-05 2020-01-25
2021-02-12 2022-02-01 2023-01-22 2024-02-10 2025-01-29 2026-02-17 2027-02-06
"""

HUNG_KINGS = """
2014-04-09 2015-04-28 2016-04-16 2017-04-06 2018-04-25 2019-04-14 2020-04-02
2021-04-21 2022-04-10 2023-04-29 2024-04-18 2025-04-07 2026-04-26 2027-04-16
"""


@pytest.mark.parametrize("day", TET.split())
def test_tet_of_every_year_since_2014_is_the_day_announced(day):
    assert tet(int(day[:4])) == date.fromisoformat(day)


@pytest.mark.parametrize("day", HUNG_KINGS.split())
def test_hung_kings_day_of_every_year_since_2014_is_the_day_announced(day):
    assert hung_kings(int(day[:4])) == date.fromisoformat(day)


@pytest.mark.parametrize(
    ("vietnam", "china"),
    [
        ("1985-01-21", "1985-02-20"),  # a whole month apart
        ("2007-02-17", "2007-02-18"),
        ("2030-02-02", "2030-02-03"),
        ("2053-02-18", "2053-02-19"),
    ],
)
def test_tet_differs_from_the_chinese_new_year_where_the_zone_decides(vietnam, china):
    year = int(vietnam[:4])
    assert (tet(year), tet(year, CHINA)) == (date.fromisoformat(vietnam), date.fromisoformat(china))


@pytest.mark.parametrize(
    ("vietnam", "china"),
    [("2009-04-04", "2009-04-05"), ("2037-04-24", "2037-04-25"), ("2038-04-13", "2038-04-14")],
)
def test_hung_kings_day_differs_from_the_chinese_date_where_the_zone_decides(vietnam, china):
    year = int(vietnam[:4])
    assert (hung_kings(year), hung_kings(year, CHINA)) == (date.fromisoformat(vietnam), date.fromisoformat(china))


def test_in_no_other_year_from_1980_to_2060_does_the_zone_decide():
    years = range(1980, 2061)
    assert [year for year in years if tet(year) != tet(year, CHINA)] == [1985, 2007, 2030, 2053]
    assert [year for year in years if hung_kings(year) != hung_kings(year, CHINA)] == [2009, 2037, 2038]


def test_in_the_chinese_zone_every_month_agrees_with_lunardate_an_independent_table():
    lunardate = pytest.importorskip("lunardate")
    for year in range(1980, 2060):
        for month in range(1, 13):
            expected = lunardate.LunarDate(year, month, 1).to_solar_date()
            assert solar_day(year, month, 1, CHINA) == expected, (year, month)


def test_lunar_months_have_29_or_30_days_and_a_leap_month_in_between():
    begins = [solar_day(year, month, 1) for year in range(2000, 2060) for month in range(1, 13)]
    assert {(after - before).days for before, after in pairwise(begins)} <= {29, 30, 58, 59, 60}
