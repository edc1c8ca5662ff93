"""Numbers of cells as their formats show them."""

from __future__ import annotations

import pytest

from extractors.readers.sheets.numbers import format_of, shown


@pytest.mark.parametrize(
    ("value", "code", "expected"),
    [
        (45889.0, "m/d/yyyy", "20/08/2025"),
        (45889.0, '"ngày" dd "tháng" mm "năm" yyyy', "20/08/2025"),
        (45889.0, "[$-42A]mm/yyyy", "08/2025"),
        (45889.0, "yyyy", "2025"),
        (45889.0, "d-mmm", "20/08"),
        (45889.5625, "dd/mm/yyyy hh:mm", "20/08/2025 13:30"),
        (0.5625, "h:mm", "13:30"),
        (7.0, "00", "07"),
        (0.125, "0.0%", "12,5%"),
        (0.5, "0%", "50%"),
        (1234567.0, "#,##0", "1.234.567"),
        (1234.5, "#,##0.00", "1.234,50"),
        (-3.0, "0;(0)", "(3)"),
        (-3.0, "0", "-3"),
        (12.0, '0" người"', "12 người"),
        (1.0, None, "1"),
        (0.1 + 0.2, None, "0,3"),
        (79123456789.0, None, "79123456789"),
        (45889.0, "General", "45889"),
    ],
)
def test_a_number_is_shown_as_its_format_says_in_the_vietnamese_way(value, code, expected):
    assert shown(value, format_of(200, {200: code}) if code else None) == expected
