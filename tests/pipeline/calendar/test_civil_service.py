"""The class on workalendar's base: its own ways of asking give our days, not weekends only."""

from datetime import date

import pytest

from pipeline.calendar.civil_service import VietnamCivilServiceCalendar
from pipeline.calendar.load import NOTICES
from pipeline.calendar.notice import Closing, parse_file
from pipeline.calendar.statute import FILE, read_statute


@pytest.fixture(scope="module")
def civil():
    notices = [
        notice
        for path in sorted(NOTICES.glob("*.toml"))
        for notice in parse_file(path.read_bytes(), path, closings=False).notices
    ]
    closing = Closing(days=(date(2026, 8, 22), date(2026, 7, 6)), citation="TB 01/TB-SNV")
    return VietnamCivilServiceCalendar(read_statute(FILE.read_bytes()), notices, [closing])


def test_a_swapped_day_is_off_and_its_saturday_worked(civil):
    assert not civil.is_working_day(date(2026, 1, 2))
    assert civil.is_working_day(date(2026, 1, 10))
    assert civil.is_holiday(date(2026, 1, 2))


def test_the_following_working_day_skips_holidays_too(civil):
    assert civil.find_following_working_day(date(2026, 2, 14)) == date(2026, 2, 23)
    assert civil.find_following_working_day(date(2026, 1, 10)) == date(2026, 1, 10)


def test_a_local_closing_day_closes_even_a_worked_saturday(civil):
    assert not civil.is_working_day(date(2026, 8, 22))
    assert not civil.is_working_day(date(2026, 7, 6))
    assert civil.days_off(2026)[date(2026, 7, 6)].notice == "TB 01/TB-SNV"


def test_workalendar_lists_the_year(civil):
    assert (date(2025, 5, 2), "swap_off") in civil.holidays(2025)
    assert civil.get_holiday_label(date(2025, 1, 27)) == "holiday"
