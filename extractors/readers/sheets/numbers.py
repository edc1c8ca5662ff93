"""How a number of a cell is shown (ECMA-376 §18.8.30, number formats), in the Vietnamese way.

Days are always dd/mm/yyyy, whatever order the format has: "8/5/2025" of an American format would read as 8 May. What
the format does not show (the day of "mm/yyyy") is not shown. A decimal comma; no blank-padding, no colours.
"""

from __future__ import annotations

import datetime as dt
import re
from decimal import ROUND_HALF_UP, Decimal

_BUILT_IN = {
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    **dict.fromkeys((14, 15, *range(27, 32), 36, *range(50, 55), 57, 58), "dd/mm/yyyy"),
    16: "dd/mm",
    17: "mm/yyyy",
    **dict.fromkeys((18, 19, 20, 21), "hh:mm"),
    22: "dd/mm/yyyy hh:mm",
    37: "#,##0",
    38: "#,##0",
    39: "#,##0.00",
    40: "#,##0.00",
}
"""Formats known by number only (§18.8.30); those of East Asian calendars are days all the same."""

_LITERAL = re.compile(r'"([^"]*)"|\\(.)|_.|\*.|\[(?:\$([^\]-]*)[^\]]*|[^\]]*)\]')
_NUMBER = re.compile(r"[#0?][#0?,]*(?:\.([#0?]*))?(?:E[+-]0+)?%?", re.IGNORECASE)
_EPOCH = dt.datetime(1899, 12, 30)  # noqa: DTZ001 - a workbook knows no zones
_EPOCH_1904 = dt.datetime(1904, 1, 1)  # noqa: DTZ001
_LAST_SERIAL = 2958466


def format_of(number: int, custom: dict[int, str]) -> str | None:
    """The format with that number; null for General and text."""
    code = custom.get(number) or _BUILT_IN.get(number)
    return None if code is None or code.lower() in ("general", "@") else code


def shown(value: float, code: str | None, *, from_1904: bool = False) -> str:
    """A number as its format shows it; ``code`` null is General."""
    if code is None:
        return plain(value)
    section = _section(value, code)
    letters = _LITERAL.sub("", section).lower()
    if re.search(r"[ymdhs]", letters) and not re.search(r"[0#?]", letters):
        return _moment(value, letters, from_1904)
    return _figure(value, section)


def plain(value: float) -> str:
    """A number without a format: whole numbers without decimals."""
    if value == int(value) and abs(value) < 1e15:
        return str(int(value))
    return f"{Decimal(f'{value:.11g}'):f}".replace(".", ",")


def day_text(moment: dt.datetime | dt.date | dt.time) -> str:
    """A day dd/mm/yyyy, with the time where it is not midnight; a time alone."""
    if isinstance(moment, dt.time):
        return f"{moment:%H:%M}"
    day = f"{moment.day:02d}/{moment.month:02d}/{moment.year:04d}"
    if isinstance(moment, dt.datetime) and moment.time() != dt.time():
        return f"{day} {moment:%H:%M}"
    return day


def _section(value: float, code: str) -> str:
    """Positive; negative; zero: the part of the format that counts for a value."""
    sections = re.split(r';(?=(?:[^"]*"[^"]*")*[^"]*$)', code)
    if value < 0 and len(sections) > 1:
        return sections[1] if "-" in sections[1] or "(" in sections[1] else "-" + sections[1]
    return sections[2] if value == 0 and len(sections) > 2 and sections[2] else sections[0]


def _moment(value: float, letters: str, from_1904: bool) -> str:
    has_day, has_year, has_time = "d" in letters, "y" in letters, bool(re.search("[hs]", letters))
    if not 0 <= value < _LAST_SERIAL:
        return plain(value)
    moment = (_EPOCH_1904 if from_1904 else _EPOCH) + dt.timedelta(seconds=round(value * 86400))
    if not from_1904 and value < 60:
        moment += dt.timedelta(days=1)  # serial 60 is 29/02/1900, a day that never was
    has_month = "m" in letters and (has_day or has_year or not has_time)
    parts = [(has_day, f"{moment.day:02d}"), (has_month, f"{moment.month:02d}"), (has_year, f"{moment.year:04d}")]
    day = "/".join(part for shown, part in parts if shown)
    return " ".join(part for part in (day, f"{moment:%H:%M}" if has_time else "") if part)


def _figure(value: float, section: str) -> str:
    literals: list[str] = []

    def keep(match: re.Match[str]) -> str:
        literals.append(match[1] or match[2] or match[3] or "")
        return "\0"

    pattern = _LITERAL.sub(keep, section)
    found = _NUMBER.search(pattern)
    if found is None:
        number, before, after = "", pattern, ""
        if "\0" not in pattern.strip("- "):
            return plain(value)
    else:
        number, before, after = _digits(abs(value), found), pattern[: found.start()], pattern[found.end() :]
        if value < 0 and "-" not in before and "(" not in before:
            before = "-" + before
    text = before + number + after
    for literal in literals:
        text = text.replace("\0", literal, 1)
    return text.strip()


def _digits(value: float, found: re.Match[str]) -> str:
    pattern = found[0]
    decimals = len(found[1] or "")
    exact = Decimal(repr(value)) * (100 if pattern.endswith("%") else 1)
    rounded = f"{exact.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP):f}"
    whole, _, rest = rounded.partition(".")
    optional = len(found[1] or "") - len((found[1] or "").rstrip("#?"))
    if optional and rest:
        rest = rest[: decimals - optional] + rest[decimals - optional :].rstrip("0")
    whole = whole.zfill(pattern.partition(".")[0].count("0"))
    if "," in pattern.partition(".")[0].rstrip(","):
        whole = re.sub(r"(?<=\d)(?=(?:\d{3})+$)", ".", whole)
    return whole + ("," + rest if rest else "") + ("%" if pattern.endswith("%") else "")
