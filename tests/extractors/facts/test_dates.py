"""Dates in running text; the cases stand in dates.yaml, where an officer can read them."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
import yaml

from extractors.facts.dates import find_dates
from extractors.text.fold import bare, clean, fold

CASES = yaml.safe_load(Path(__file__).with_name("dates.yaml").read_text(encoding="utf-8"))
OF_THE_PAPER = dt.date(2015, 5, 1)


def found_in(text: str, anchor: dt.date | None = OF_THE_PAPER) -> list[Any]:
    text = clean(text)
    return [[f.value, f.to, f.precision.value, f.confidence.value] for f in find_dates(fold(text), bare(text), anchor)]


@pytest.mark.parametrize("case", CASES, ids=[case["say"] for case in CASES])
def test_every_written_form_is_read_as_the_calendar_has_it(case: dict[str, Any]) -> None:
    assert found_in(case["text"]) == case["read"]


def test_a_date_without_year_is_nothing_in_a_paper_without_date() -> None:
    assert found_in("ngày 26/6 và tháng 7", anchor=None) == []


def test_january_in_a_letter_of_december_is_uncertain() -> None:
    assert found_in("vào ngày 10/01", anchor=dt.date(2025, 12, 20)) == [["2025-01-10", None, "day", "uncertain"]]


def test_the_words_of_a_date_are_where_it_says() -> None:
    text = "dự kiến tổ chức vào ngày 15/9/2025 tại xã"
    (found,) = find_dates(fold(text), bare(text), None)
    assert text[found.start : found.end] == "ngày 15/9/2025"


def test_a_span_of_days_opens_on_its_first_day_and_a_month_on_any() -> None:
    text = "ngày 26-27/6/2015, tháng 9/2015"
    days, month = find_dates(fold(text), bare(text), None)
    assert (days.first, days.opens_last, days.last) == (
        dt.date(2015, 6, 26),
        dt.date(2015, 6, 26),
        dt.date(2015, 6, 27),
    )
    assert (month.first, month.opens_last) == (dt.date(2015, 9, 1), dt.date(2015, 9, 30))
