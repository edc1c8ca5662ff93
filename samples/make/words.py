"""Numbers and dates as an office writes them (Decree 30/2020, Annex I: leading zeros, long and short dates)."""

from __future__ import annotations

from datetime import date

NUMBERS = [
    "không",
    "một",
    "hai",
    "ba",
    "bốn",
    "năm",
    "sáu",
    "bảy",
    "tám",
    "chín",
    "mười",
    "mười_một",
    "mười_hai",
    "mười_ba",
    "mười_bốn",
    "mười_lăm",
    "mười_sáu",
    "mười_bảy",
]
WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")


def in_words(number: int) -> str:
    """``5`` as ``năm``; up to seventeen, more than any sample needs."""
    return NUMBERS[number].replace("_", " ")


def padded(number: int) -> str:
    """``5`` as ``05``."""
    return f"{number:02d}"


def long_date(day: date) -> str:
    """``ngày 05 tháng 3 năm 2025``: a zero before days under 10 and before months 1 and 2 only."""
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def short_date(day: date) -> str:
    """``05/3/2025``."""
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"{day.day:02d}/{month}/{day.year}"


def weekday(day: date) -> str:
    """``thứ Sáu``."""
    return WEEKDAYS[day.weekday()]
