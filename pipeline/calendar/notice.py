"""A notice of days off as a value, and how its TOML is read.

Packaged notices (``notices/<year>.toml``) and an office's own files have the same form: ``[[notice]]`` with
``[[notice.holiday]]`` (the days a notice names) and ``[[notice.swap]]`` (a weekday off against a worked Saturday; one
entry even where the two lie in different years, so neither half is lost); an office may add ``[[closing]]``.
An unknown key is refused by name: a misspelt one would silently leave a day out.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from pipeline.errors import SetupError

HOLIDAYS = ("new_year", "tet", "hung_kings", "reunification_labour", "national_day", "culture_day")
"""Groups of public holidays; a notice speaks of a group as a whole."""

SURENESS = ("S", "S2", "I", "M")
"""Seen in the named source, in two or more, inferred from the law, from memory."""


@dataclass(frozen=True)
class HolidayDays:
    """The days a notice names for one group."""

    holiday: str
    days: tuple[date, ...]
    """Holidays proper, those on a weekend among them."""
    compensation: tuple[date, ...]
    """Weekdays given for days that fall on a weekend (nghỉ bù)."""


@dataclass(frozen=True)
class Swap:
    """A weekday off that is worked on another day (hoán đổi ngày làm việc)."""

    holiday: str
    off: date
    worked: date


@dataclass(frozen=True)
class Notice:
    """One notice, and how sure we are of what it says."""

    year: int
    title: str
    """Kind and number: ``CV 9859/VPCP-KGVX``."""
    issued: date | None
    """Its date, from which it is known; None where no source gives it."""
    sure: str
    seen_in: str
    by_law: tuple[str, ...]
    """Groups of ``year`` that it leaves as the law has them."""
    holidays: tuple[HolidayDays, ...]
    swaps: tuple[Swap, ...]

    @property
    def citation(self) -> str:
        """Title and date, as people quote it."""
        return f"{self.title} ({self.issued:%d/%m/%Y})" if self.issued else self.title


@dataclass(frozen=True)
class Closing:
    """Days on which the office itself is closed, beyond the public holidays."""

    days: tuple[date, ...]
    citation: str


@dataclass(frozen=True)
class CalendarFile:
    """What one file holds."""

    notices: tuple[Notice, ...]
    closings: tuple[Closing, ...]


class Table:
    """One table of a TOML file, read key by key; what is missing, of a wrong kind or unknown is refused by name."""

    def __init__(self, raw: object, file: Path, where: str, allowed: tuple[str, ...]) -> None:
        self._file, self._where = file, where
        if not isinstance(raw, Mapping):
            raise self.wrong("", ", ".join(allowed))
        self._raw = raw
        for key in raw:
            if key not in allowed:
                raise SetupError("calendar-file-invalid", file=str(file), key=self._name(key), allowed=list(allowed))

    def _name(self, key: str) -> str:
        return ".".join(part for part in (self._where, key) if part)

    def wrong(self, key: str, expected: str) -> SetupError:
        """The error for a value that is missing or of a wrong kind."""
        return SetupError("calendar-value-invalid", file=str(self._file), key=self._name(key), expected=expected)

    def text(self, key: str) -> str:
        """A text that is not empty."""
        value = self._raw.get(key)
        if not isinstance(value, str) or not value.strip():
            raise self.wrong(key, '"…"')
        return value

    def number(self, key: str) -> int:
        """A whole number of 1 or more."""
        value = self._raw.get(key)
        if not isinstance(value, int) or isinstance(value, bool) or value < 1:
            raise self.wrong(key, "1, 2, 3, …")
        return value

    def flag(self, key: str, default: bool) -> bool:
        """``true`` or ``false``."""
        value = self._raw.get(key, default)
        if not isinstance(value, bool):
            raise self.wrong(key, "true, false")
        return value

    def word(self, key: str, words: tuple[str, ...]) -> str:
        """One of a closed list."""
        value = self._raw.get(key)
        if value not in words:
            raise self.wrong(key, ", ".join(words))
        return str(value)

    def words(self, key: str, words: tuple[str, ...]) -> tuple[str, ...]:
        """Several of a closed list; none where the key is left out."""
        value = self._raw.get(key, [])
        if not isinstance(value, list) or any(item not in words for item in value):
            raise self.wrong(key, f"[{', '.join(words)}]")
        return tuple(value)

    def day(self, key: str) -> date:
        """A date without time."""
        value = self._raw.get(key)
        if not _is_day(value):
            raise self.wrong(key, "2026-08-31")
        return value  # type: ignore[return-value]

    def optional_day(self, key: str) -> date | None:
        """A date, or None where the key is left out."""
        return self.day(key) if key in self._raw else None

    def days(self, key: str, *, optional: bool = False) -> tuple[date, ...]:
        """One or more different dates."""
        value = self._raw.get(key, [] if optional else None)
        is_list = isinstance(value, list) and all(_is_day(item) for item in value) and len(set(value)) == len(value)
        if not is_list or not (value or optional):
            raise self.wrong(key, "[2026-09-01, 2026-09-02]")
        return tuple(sorted(value))

    def tables(self, key: str, allowed: tuple[str, ...]) -> tuple[Table, ...]:
        """A list of tables; none where the key is left out."""
        value = self._raw.get(key, [])
        if not isinstance(value, list):
            raise self.wrong(key, f"[[{self._name(key)}]]")
        return tuple(
            Table(item, self._file, f"{self._name(key)}[{number}]", allowed) for number, item in enumerate(value, 1)
        )


def _is_day(value: object) -> bool:
    return isinstance(value, date) and not isinstance(value, datetime)


def _is_weekend(day: date) -> bool:
    return day.weekday() >= 5


def parse_toml(content: bytes, file: Path) -> dict[str, Any]:
    """The tables of a TOML file.

    Raises:
        SetupError: ``calendar-file-unreadable``.
    """
    try:
        return tomllib.loads(content.decode("utf-8-sig"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SetupError("calendar-file-unreadable", file=str(file), detail=str(error)) from error


def parse_file(content: bytes, file: Path, *, closings: bool) -> CalendarFile:
    """The notices of a file, and its closing days where the file is an office's.

    Raises:
        SetupError: ``calendar-file-unreadable``, ``calendar-file-invalid`` (unknown key), ``calendar-value-invalid``,
            ``calendar-swap-invalid``.
    """
    top = Table(parse_toml(content, file), file, "", ("notice", "closing") if closings else ("notice",))
    keys = ("year", "title", "issued", "sure", "seen_in", "by_law", "holiday", "swap")
    return CalendarFile(
        notices=tuple(_notice(table, file) for table in top.tables("notice", keys)),
        closings=tuple(
            Closing(days=table.days("days"), citation=table.text("citation"))
            for table in top.tables("closing", ("days", "citation"))
        ),
    )


def _notice(table: Table, file: Path) -> Notice:
    return Notice(
        year=table.number("year"),
        title=table.text("title"),
        issued=table.optional_day("issued"),
        sure=table.word("sure", SURENESS),
        seen_in=table.text("seen_in"),
        by_law=table.words("by_law", HOLIDAYS),
        holidays=tuple(_days(item) for item in table.tables("holiday", ("holiday", "days", "compensation"))),
        swaps=tuple(_swaps(table.tables("swap", ("holiday", "off", "worked")), file)),
    )


def _days(table: Table) -> HolidayDays:
    days, compensation = table.days("days"), table.days("compensation", optional=True)
    if len({day.year for day in days}) != 1:
        raise table.wrong("days", "[2026-09-01, 2026-09-02]")
    if any(_is_weekend(day) or day in days for day in compensation):
        raise table.wrong("compensation", "[2027-02-09, 2027-02-10]")
    return HolidayDays(holiday=table.word("holiday", HOLIDAYS), days=days, compensation=compensation)


def _swaps(tables: Iterable[Table], file: Path) -> Iterable[Swap]:
    for table in tables:
        swap = Swap(holiday=table.word("holiday", HOLIDAYS), off=table.day("off"), worked=table.day("worked"))
        if _is_weekend(swap.off) or not _is_weekend(swap.worked):
            raise SetupError("calendar-swap-invalid", file=str(file), off=swap.off, worked=swap.worked)
        yield swap
