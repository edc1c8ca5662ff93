"""The line of place and date of a paper: ``<place>, ngày … tháng … năm …``, and shorter forms in daily use.

Decree 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II.4, asks for the long form; offices also write ``<place>, ngày
11-9-2025``, with dots, slashes or blanks, and fill dotted lines.
"""

from __future__ import annotations

import re

from extractors.facts.paper import Line, trimmed

_FILLING = r"[\s\d.…_·,/-]*"
_PLACE_DATE = re.compile(
    rf"(?:^|(?<=[\s,.…_-]))(?P<date>ngay(?![a-z]){_FILLING}(?:thang(?![a-z]){_FILLING})?(?:nam(?![a-z]){_FILLING})?)"
)
# Without the word "ngày" only a place of few words, and under the motto alone.
_SHORT = re.compile(
    r"[^\d,;:()]{2,40},\s*(?P<date>\d{1,2}\s?(?P<mark>[-./])\s?\d{1,2}\s?(?P=mark)\s?(?:19|20)\d\d)\.?$"
)
_NUMBERS = re.compile(r"\d.*[-.…_].*[-.…_]|[-.…_].*\d.*[-.…_]")
_BROKEN = re.compile(r"(?:ngay|thang|nam|\d|,)$")
_GOES_ON = re.compile(r"\s*(?:ngay|thang|nam|\d{1,2}\s+thang|\d{4}$)")
_FARTHEST = 70
_LONGEST_TAIL = 12


def place_date(line: Line, *, needs_place: bool = False, under_motto: bool = False) -> Line | None:
    """The line itself where it is one of place and date, blanks in it or not; of a broken one with its other half."""
    short = _SHORT.match(line.bare) if under_motto and not needs_place else None
    if short is not None and not _other_number(line.bare):
        return line
    if "ngay" not in line.bare:
        return None
    whole = _unbroken(line)
    match = _PLACE_DATE.search(whole.bare)
    if match is None or match.start("date") > _FARTHEST or len(whole.bare) - match.end("date") > _LONGEST_TAIL:
        return None
    before = whole.bare[: match.start("date")].rstrip()
    if (needs_place and not before) or (before and before[-1] not in ",.…_-") or _other_number(before):
        return None
    date = match.group("date")
    return whole if "thang" in date or "/" in date or _NUMBERS.search(date) else None


def _other_number(before: str) -> bool:
    """``Số: …`` or a figure: the date is that of a paper that is named, or a cell of a table."""
    return re.match(r"so\b|\d", before) is not None


def _unbroken(line: Line) -> Line:
    """``…, ngày 11`` over ``tháng 9 năm 2025`` in one cell or box as one line."""
    bare = line.unit.bare
    if not _BROKEN.search(line.bare) or bare[line.end : line.end + 1] != "\n":
        return line
    end = bare.find("\n", line.end + 1)
    end = len(bare) if end < 0 else end
    return trimmed(line.unit, line.start, end) if _GOES_ON.match(bare, line.end, end) else line
