"""Dates in running Vietnamese text: day first, never month first; what is blank, lunar or impossible is no date.

A date without a year takes the year of its paper and is marked as inferred; of ``từ ngày 01/6 đến hết ngày
15/6/2015`` the year stands once for both.
"""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange
from dataclasses import dataclass, replace

from extractors.facts.date_forms import (
    CLOCK_BEFORE,
    CONNECTOR,
    FORMS,
    LUNAR_AFTER,
    LUNAR_BEFORE,
    NUMBER_BEFORE,
    QUARTERS,
    TRIGGER,
    WEEKDAY_AFTER,
    WEEKDAY_BEFORE,
    WEEKDAYS,
    YEARLY_AFTER,
)
from pipeline.models.vocabulary import Confidence, Precision, weakest

_DIGIT = re.compile(r"[0-9]")
_LEADER_DOTS = re.compile(r"[…_·]|\.\s?\.")
_YEARS = range(1800, 2100)
# A two-digit year up to this one belongs to this century.
_CENTURY = 60
# Forms that give day, month and year, and in which of their groups.
_PLAIN = {"full": ("f_d", "f_m f_m2", "f_y"), "iso": ("i_d", "i_m", "i_y"), "mixed": ("x_d", "x_m", "x_y")}
_WEAK_PREFIXES = ("tu", "den", "va")


@dataclass(frozen=True, slots=True)
class Found:
    """A date, or a span of dates, at the characters ``start`` to ``end`` of a text."""

    start: int
    end: int
    first: dt.date
    last: dt.date
    """Last day it can mean; of a span, of its end."""
    precision: Precision
    spans: bool
    """Written with two ends: ``từ … đến …``."""
    confidence: Confidence

    @property
    def value(self) -> str:
        """``2015-06-26``, ``2015-06``, ``2015-Q2``, ``2015-H1`` or ``2015``."""
        return _written(self.first, self.precision)

    @property
    def to(self) -> str | None:
        """The end of a span in the same form."""
        return _written(self.last, self.precision) if self.spans else None

    @property
    def opens_last(self) -> dt.date:
        """Last day on which something dated so can begin: of a span of days the first."""
        return self.first if self.precision is Precision.DAY else self.last


@dataclass(frozen=True, slots=True)
class _Atom:
    """A date as written, before its year is known. ``day`` or ``month`` is null where none is written."""

    start: int
    end: int
    day: int | None
    month: int | None
    year: int | None
    to_day: int | None = None
    part: str = ""
    """``Q2`` or ``H1`` instead of a month."""
    week: str = ""
    """``dau`` or ``cuoi``: the first or the last week of its month."""
    weak: bool = False
    """Only a date if its neighbour shows it: ``từ 01/6``."""
    confidence: Confidence = Confidence.STATED


def find_dates(folded: str, bare: str, anchor: dt.date | None) -> list[Found]:
    """Every date of a text. ``folded`` and ``bare`` are its foldings; ``anchor`` the date of the paper, if known."""
    if not _DIGIT.search(bare) or not TRIGGER.search(bare):
        return []
    atoms: list[_Atom] = []
    for match in FORMS.finditer(bare):
        atom = _atom(match, folded, bare, atoms[-1].end if atoms else 0)
        if atom is not None:
            atoms.append(atom)
    return _resolve(atoms, bare, anchor)


def last_of_month(year: int, month: int) -> dt.date:
    """The last day of a month."""
    return dt.date(year, month, monthrange(year, month)[1])


def _written(day: dt.date, precision: Precision) -> str:
    if precision is Precision.DAY:
        return day.isoformat()
    if precision is Precision.MONTH:
        return f"{day.year:04d}-{day.month:02d}"
    if precision is Precision.QUARTER:
        return f"{day.year:04d}-Q{(day.month + 2) // 3}"
    if precision is Precision.HALF_YEAR:
        return f"{day.year:04d}-H{1 if day.month <= 6 else 2}"
    return f"{day.year:04d}"


def _atom(match: re.Match[str], folded: str, bare: str, previous_end: int) -> _Atom | None:
    """What one match says; None where it is no date (blank, lunar, number of a paper)."""
    form = match.lastgroup
    start, end = match.span()
    lunar = LUNAR_AFTER.match(bare, end) or bare.startswith(("mung", "mong"), start)
    if form == "open" or lunar or LUNAR_BEFORE.search(bare, max(0, start - 8), start):
        return None
    group = match.group
    if form == "days":
        month = int(group("l_m") or group("l_m2"))
        year = group("l_y") or group("l_y2")
        return _Atom(start, end, int(group("l_1")), month, _int(year), to_day=int(group("l_2")))
    if form == "several":
        return _several(match, bare)
    if form == "pair":
        return _Atom(
            start, end, int(group("p_1")), int(group("p_m")), int(group("p_y")), int(group("p_2")),
            confidence=Confidence.INFERRED,
        )  # fmt: skip
    if form in _PLAIN:
        day, month, year = (next(filter(None, map(group, names.split()))) for names in _PLAIN[form])
        return _Atom(start, end, int(day), int(month), int(year))
    if form == "filled":
        return _filled(match)
    if form == "sep":
        return _separated(match, bare, previous_end)
    if form == "slash":
        weak = NUMBER_BEFORE.search(bare, max(0, start - 16), start) is not None
        return None if weak else _Atom(start, end, None, int(group("b_m")), int(group("b_y")))
    if form in ("month", "bare_month"):
        return _month(match, folded, bare)
    if form == "quarter":
        known = folded.startswith(("quý", "quí"), start)
        return _Atom(start, end, None, None, int(group("q_y")), part=f"Q{QUARTERS[group('q_n')]}") if known else None
    if form == "half":
        return _Atom(start, end, None, None, int(group("h_y")), part="H1" if group("h_n") == "dau" else "H2")
    if form == "noyear":
        if YEARLY_AFTER.match(bare, end):
            return None
        weak = group("n_p").split()[0] in _WEAK_PREFIXES
        return _Atom(match.start("n_d") if weak else start, end, int(group("n_d")), int(group("n_m")), None, weak=weak)
    if form == "year":
        return _Atom(start, end, None, None, int(group("y_y")), confidence=Confidence.INFERRED)
    return _scanned(match)


def _several(match: re.Match[str], bare: str) -> _Atom:
    """Days before one month and year, without the word ``ngày``; figures that are none leave the last one."""
    group = match.group
    day, to_day = int(group("v_1")), int(group("v_2"))
    month, year = int(group("v_m") or group("v_m2")), int(group("v_y") or group("v_y2"))
    if not 0 < day < to_day or NUMBER_BEFORE.search(bare, max(0, match.start() - 16), match.start()):
        return _Atom(match.start("v_2"), match.end(), to_day, month, year)
    return _Atom(match.start(), match.end(), day, month, year, to_day=to_day, confidence=Confidence.INFERRED)


def _month(match: re.Match[str], folded: str, bare: str) -> _Atom | None:
    start, end = match.span()
    if folded[bare.index("thang", start) + 2] in "ăằắẳẵặ":
        return None
    month = int(match.group("m_m") or match.group("t_m"))
    # "đầu tháng 12": some day of that month, more cannot be computed.
    exact = bare.startswith("thang", start)
    confidence = Confidence.STATED if exact else Confidence.INFERRED
    week = match.group("m_w") or match.group("t_w") or ""
    return _Atom(start, end, None, month, _int(match.group("m_y")), week=week, confidence=confidence)


def _int(digits: str | None) -> int | None:
    return int(digits) if digits else None


def _filled(match: re.Match[str]) -> _Atom | None:
    """What was written into a form; None where a digit may be missing on its dotted line: ``ngày 1… tháng 9``."""
    day, month, year = ("".join(match.group(name).split()) for name in ("g_d", "g_m", "g_y"))
    before_day, after_day, before_month, after_month = (_LEADER_DOTS.search(match.group(f"g_{n}")) for n in range(1, 5))
    if len(day) == 1 and (before_day or (after_day and day in "0123")):
        return None
    if len(month) == 1 and ((before_month and month in "012") or (after_month and month in "01")):
        return None
    spaced = any(len(match.group(name)) > len(text) for name, text in (("g_d", day), ("g_m", month), ("g_y", year)))
    confidence = Confidence.INFERRED if spaced else Confidence.STATED
    return _Atom(match.start(), match.end(), int(day), int(month), int(year), confidence=confidence)


def _separated(match: re.Match[str], bare: str, previous_end: int) -> _Atom | None:
    start, end = match.span()
    digits = match.start("s_d")
    # "80101911-26/06/2025": behind a dash only where the dash follows another date.
    before = bare[:digits].rstrip()
    if not match.group("s_p") and before.endswith("-") and len(before[:-1].rstrip()) != previous_end:
        tail = before[:-1].rstrip()[-1:]
        if tail.isdigit() and not CLOCK_BEFORE.search(before):
            return None
    if bare[digits - 1 : digits] == "," and bare[digits - 2 : digits - 1].isdigit():
        return None
    year_text = match.group("s_y")
    year, confidence = int(year_text), Confidence.STATED
    if len(year_text) == 2:
        if match.group("s_x") != "/" and not match.group("s_p"):
            return None
        year += 2000 if year <= _CENTURY else 1900
        confidence = Confidence.UNCERTAIN
    return _Atom(start, end, int(match.group("s_d")), int(match.group("s_m")), year, confidence=confidence)


def _scanned(match: re.Match[str]) -> _Atom | None:
    parts = [match.group(name) for name in ("o_d", "o_m", "o_y")]
    if sum(letter.isdigit() for part in parts for letter in part) < 4:
        return None
    day, month, year = (int(part.replace("o", "0").replace("l", "1")) for part in parts)
    return _Atom(match.start(), match.end(), day, month, year, confidence=Confidence.UNCERTAIN)


def _resolve(atoms: list[_Atom], bare: str, anchor: dt.date | None) -> list[Found]:
    """Joins the ends of spans, gives years that are written once to both, and drops what no calendar has."""
    found: list[Found] = []
    index = 0
    while index < len(atoms):
        left = atoms[index]
        right = atoms[index + 1] if index + 1 < len(atoms) else None
        how = _connection(left, right, bare)
        if right is not None and how:
            if left.year is None and right.year is not None:
                left = _year_from(left, right.year, before=True, month=right.month)
            elif right.year is None and left.year is not None:
                right = _year_from(right, left.year, before=False, month=left.month)
            atoms[index + 1] = replace(right, weak=False)
            left = replace(left, weak=False)
            if how == "span":
                span = _span(_found(left, bare, anchor), _found(atoms[index + 1], bare, anchor))
                if span is not None:
                    found.append(span)
                    index += 2
                    continue
        single = None if left.weak else _found(left, bare, anchor)
        if single is not None:
            found.append(single)
        index += 1
    return found


def _connection(left: _Atom, right: _Atom | None, bare: str) -> str | None:
    """``span`` for từ … đến …, ``list`` for … và …; None where the two have nothing to do with each other."""
    if right is None or left.to_day or right.to_day or (left.day is None) != (right.day is None):
        return None
    if left.month is None or right.month is None:
        return None
    gap = bare[left.end : right.start]
    if len(gap) > 40:
        return None
    match = CONNECTOR.match(gap)
    if match is None:
        return None
    how = match.group("how")
    if how in ("-", "den", "toi"):
        return "span"
    return "list" if how in ("va", ",") and left.year is None else None


def _year_from(atom: _Atom, year: int, *, before: bool, month: int | None) -> _Atom:
    """The year that stands only at the other end of a span; over New Year it is the neighbouring one."""
    crosses = atom.month is not None and month is not None and (atom.month > month if before else atom.month < month)
    if crosses:
        return replace(atom, year=year - 1 if before else year + 1, confidence=Confidence.INFERRED)
    return replace(atom, year=year)


def _found(atom: _Atom, bare: str, anchor: dt.date | None) -> Found | None:
    """The calendar days that an atom means; None where no calendar has them or the year cannot be told."""
    confidence, year = atom.confidence, atom.year
    if year is None:
        if anchor is None:
            return None
        year = anchor.year
        # In a letter of December "ngày 10/01" is hardly the January before it.
        far = atom.month is not None and anchor.month >= 11 and atom.month <= 2
        confidence = Confidence.UNCERTAIN if far else weakest(confidence, Confidence.INFERRED)
    if year not in _YEARS:
        return None
    if atom.part:
        return _part(atom, year, confidence)
    if atom.month is None:
        return Found(
            atom.start, atom.end, dt.date(year, 1, 1), dt.date(year, 12, 31), Precision.YEAR, False, confidence
        )
    if not 1 <= atom.month <= 12:
        return None
    if atom.day is None:
        first, last = _days_of(year, atom.month, atom.week)
        return Found(atom.start, atom.end, first, last, Precision.MONTH, False, confidence)
    end_of_month = monthrange(year, atom.month)[1]
    if not 1 <= atom.day <= end_of_month or (atom.to_day is not None and not atom.day < atom.to_day <= end_of_month):
        return None
    first = dt.date(year, atom.month, atom.day)
    last = first.replace(day=atom.to_day) if atom.to_day else first
    if not _weekday_agrees(first, bare, atom):
        confidence = Confidence.UNCERTAIN
    return Found(atom.start, atom.end, first, last, Precision.DAY, atom.to_day is not None, confidence)


def _days_of(year: int, month: int, week: str) -> tuple[dt.date, dt.date]:
    """First and last day of a month, or of what may be called its first or last week: to or from a whole one."""
    first, last = dt.date(year, month, 1), last_of_month(year, month)
    if week == "dau":
        return first, first + dt.timedelta(days=(7 - first.weekday()) % 7 + 6)
    if week == "cuoi":
        return last - dt.timedelta(days=(last.weekday() + 1) % 7 + 6), last
    return first, last


def _part(atom: _Atom, year: int, confidence: Confidence) -> Found:
    number = int(atom.part[1])
    months, precision = (3, Precision.QUARTER) if atom.part[0] == "Q" else (6, Precision.HALF_YEAR)
    first = dt.date(year, (number - 1) * months + 1, 1)
    return Found(atom.start, atom.end, first, last_of_month(year, number * months), precision, False, confidence)


def _weekday_agrees(day: dt.date, bare: str, atom: _Atom) -> bool:
    match = WEEKDAY_BEFORE.search(bare, max(0, atom.start - 20), atom.start) or WEEKDAY_AFTER.match(bare, atom.end)
    if match is None and bare.startswith(("thu", "chu nhat"), atom.start):
        match = re.compile(r"thu\s+(hai|ba|tu|nam|sau|bay|[2-7])|(chu nhat)").match(bare, atom.start)
    if match is None:
        return True
    name = next(group for group in match.groups() if group)
    return WEEKDAYS[name] == day.weekday()


def _span(left: Found | None, right: Found | None) -> Found | None:
    """Two dates of the same precision, in order, as one span."""
    if left is None or right is None or left.precision is not right.precision or left.first > right.first:
        return None
    confidence = weakest(left.confidence, right.confidence)
    return Found(left.start, right.end, left.first, right.last, left.precision, True, confidence)
