"""The packaged calendar, loaded once: no office adds anything."""

import pytest

from pipeline.calendar.load import load_calendar
from pipeline.calendar.working_days import WorkingCalendar


@pytest.fixture(scope="session")
def calendar() -> WorkingCalendar:
    return load_calendar()
