"""Text set in two columns without rules: two lists side by side, pages set like a newsletter.

A free strip before a steady left edge is not enough: a list set with tabs ("- Ông A … Trưởng ban") has one, too, and is
read across. Columns are what has a list of its own on each side, or sentences that run on line by line on each side.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from extractors.readers.pdf.columns import SENTENCE, Region
from extractors.readers.pdf.items import Mark, bullet_of, marks_of
from extractors.readers.pdf.lines import Line, Measure

_STRIP = 0.8
"""Ems that stay free left of the right column, from top to bottom."""
_SAME = 1.5
"""Points by which the starts of lines at one place differ."""
_LEAST_LINES = 3
_LEAST_MARKS = 3
_PROSE_LINES = 6
_MOST = 0.6
"""Share of a column's lines that begin at its edges; of those of sentences that go on in the next line."""
_ENDS = re.compile(r"cong hoa x. *hoi|dang cong san viet nam|^noi nhan\b|^(?:tm|kt|tl|tuq|q)\. ?\w")


def columns_of_text(lines: Sequence[Line], start: int) -> Region | None:
    """The two columns that begin with line ``start``; None where the lines are to be read across."""
    line = lines[start]
    if line.widest < _STRIP * line.size or _ENDS.search(line.bare):
        return None
    edges = [after.x0 for before, after in pairwise(line.words) if after.x0 - before.x1 >= _STRIP * line.size]
    for edge in edges:
        region = _region(lines, start, edge)
        if region is not None and _steady(region) and (_lists(region) or _prose(region)):
            return _even(region, lines, edge)
    return None


def _even(region: Region, lines: Sequence[Line], edge: float) -> Region:
    """The same, as wide as the wider of its columns: the lines of a list say little of where their column ends."""
    begin, other = (min(line.x0 for line in column) for column in (region.left, region.right))
    widest = max(_width(region.left), _width(region.right))
    width = min(widest, edge - _STRIP * region.left[0].size - begin, max(line.x1 for line in lines) - other)
    return replace(region, width=width)


def _width(column: Sequence[Line]) -> float:
    return max(line.x1 for line in column) - min(line.x0 for line in column)


def _region(lines: Sequence[Line], start: int, edge: float) -> Region | None:
    """The lines from ``start`` on that leave the strip left of ``edge`` free, if both sides have enough of them."""
    left: list[Line] = []
    right: list[Line] = []
    both = 0
    last_right = start, 0
    end = start
    while end < len(lines):
        line = lines[end]
        at = _split(line, edge)
        if at is None or _ENDS.search(line.bare) or (end > start and _far(lines[end - 1], line)):
            break
        end += 1
        both += 0 < at < len(line.words)
        left += [Line(line.words[:at])] if at else []
        right += [Line(line.words[at:])] if at < len(line.words) else []
        if at < len(line.words):
            last_right = end, len(left)
    end, kept = _left_below(left, *last_right)
    return Region(start, end, left[:kept], right, table=False) if both >= _LEAST_LINES else None


def _split(line: Line, edge: float) -> int | None:
    """Index of the first word of the right column; None where the line runs across the strip."""
    at = next((index for index, word in enumerate(line.words) if word.x0 >= edge - _SAME), len(line.words))
    if at and line.words[at - 1].x1 > edge - _STRIP * line.size:
        return None
    return at


def _far(before: Line, after: Line) -> bool:
    return after.baseline - before.baseline > 3 * after.size


def _left_below(left: Sequence[Line], end: int, kept: int) -> tuple[int, int]:
    """Takes the lines below the end of the right column that still belong to the left one: the rest of its list.

    They may as well be short lines below both columns, so that only the next item, and what goes on with it, is taken.
    """
    while 0 < kept < len(left):
        before, line = left[kept - 1], left[kept]
        near = line.baseline - before.baseline < 1.8 * line.size
        goes_on = line.text[0].islower() and line.x0 < left[0].x0 + 3 * line.size
        following = any(
            mark.follows(other) for mark in marks_of(line) for one in left[:kept] for other in marks_of(one)
        ) or bool(bullet_of(line) and any(bullet_of(one) == bullet_of(line) for one in left[:kept]))
        if not near or not (goes_on or following):
            break
        kept += 1
        end += 1
    return end, kept


def _steady(region: Region) -> bool:
    """Both sides begin at a steady edge: most of their lines at one or two places (first lines, others)."""
    return all(_edges(column) >= _MOST * len(column) for column in (region.left, region.right))


def _edges(column: Sequence[Line]) -> int:
    starts = Counter(round(line.x0 / _SAME) for line in column)
    return sum(count for _, count in starts.most_common(2))


def _lists(region: Region) -> bool:
    """A list on each side: the right one begins anew or goes on with the left one, each counts one by one.

    Two items on one line ("1. … 2. …", then "3. … 4. …") are one list read across. Lists with dashes need heads.
    """
    left, right = (_marks(column) for column in (region.left, region.right))
    for form in left.keys() & right.keys():
        ours, others = left[form], right[form]
        if len(ours) + len(others) < _LEAST_MARKS or not (_counts(ours) and _counts(others)):
            continue
        if ours[0].ordinal == 1 and (others[0].ordinal == 1 or others[0].follows(ours[-1])):
            return True
    bullets = [{bullet_of(line) for line in column} - {""} for column in (region.left, region.right)]
    return bool(bullets[0] & bullets[1]) and _heads(region.left[0], region.right[0])


def _heads(left: Line, right: Line) -> bool:
    """Two heads beside each other: "I. …" and "II. …", or both in capitals, or both alone in bold."""
    following = any(two.follows(one) for one in marks_of(left) for two in marks_of(right))
    return abs(left.baseline - right.baseline) < 1 and (
        following or (left.text.isupper() and right.text.isupper()) or (left.bold and right.bold)
    )


def _marks(column: Iterable[Line]) -> dict[tuple[str, str, str, str], list[Mark]]:
    found: dict[tuple[str, str, str, str], list[Mark]] = {}
    for line in column:
        for mark in marks_of(line):
            found.setdefault(mark.form, []).append(mark)
    return found


def _counts(marks: Sequence[Mark]) -> bool:
    return all(after.follows(before) for before, after in pairwise(marks))


def _prose(region: Region) -> bool:
    """Sentences on each side that go on from line to line, whose paragraphs do not begin side by side as rows do."""
    columns = (region.left, region.right)
    if min(map(len, columns)) < _PROSE_LINES or min(map(_width, columns)) < _MOST * max(map(_width, columns)):
        return False
    if any(sum(len(line.words) >= SENTENCE for line in column) < _MOST * len(column) for column in columns):
        return False
    starts = [_paragraph_starts(column) for column in columns]
    if any(len(begun) > (1 - _MOST) * len(column) for begun, column in zip(starts, columns, strict=True)):
        return False
    beside = sum(any(abs(one - other) < 1 for other in starts[1]) for one in starts[0][1:])
    return beside <= 0.5 * min(len(begun) for begun in starts)


def _paragraph_starts(column: Sequence[Line]) -> list[float]:
    """The baselines of lines that do not go on with the line before: their first word would have fitted there."""
    measure = Measure(min(line.x0 for line in column), max(line.x1 for line in column))
    return [column[0].baseline] + [
        line.baseline for before, line in pairwise(column) if measure.fits(before, line.words[0])
    ]
