"""What stands again and again in the top and bottom margin: running heads and feet, numbers of pages.

They are said once, as header or footer, and taken out of the pages' text: there they would cut a sentence or a table
that runs over the page.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from extractors.readers.pdf.lines import Line

MARGIN = 0.1
"""Share of the page's height at top and bottom where running heads, feet and numbers of pages stand."""
_BARE_MARGIN = 57.0
"""Points: 20 mm, the narrowest margins of Decree 30 at top and bottom; no line of the text stands there."""
_MOST_LINES = 3
_SAME_PLACE = 2.0
_NEXT = 2
"""Pages to the next one with the same head; left and right pages may have heads of their own."""
_NUMBER_OF_PAGE = re.compile(r"^[-–]?\s*(?:trang\s+)?\d{1,4}(?:\s*/\s*\d{1,4})?\s*[-–]?$")
_NUMBER_IN_HEAD = re.compile(r"\b(?:trang|page)\s*\d+(?:\s*/\s*\d+)?|^\d{1,4}(?=\s*[|–-]\s)|(?<=\s[|–-])\s*\d{1,4}$")
_MOTTO = re.compile(r"cong hoa x. *hoi|doc lap *-|dang cong san")


def without_numbers(lines: Sequence[Line], height: float) -> list[Line]:
    """The lines without the number of the page: alone in the top or bottom margin, first or last of all."""
    return [
        line
        for index, line in enumerate(lines)
        if not (
            index in (0, len(lines) - 1)
            and not MARGIN * height < line.baseline < (1 - MARGIN) * height
            and _NUMBER_OF_PAGE.match(line.bare)
        )
    ]


def running(pages: Sequence[tuple[Sequence[Line], float]]) -> list[tuple[list[Line], list[Line]]]:
    """For each page, given as its lines and its height, those of its lines that are a running head or foot."""
    found: defaultdict[tuple[bool, str], list[tuple[int, float]]] = defaultdict(list)
    edges = [tuple(_edge(lines, height, at_top=at_top) for at_top in (True, False)) for lines, height in pages]
    for number, both in enumerate(edges):
        for at_top, edge in zip((True, False), both, strict=True):
            for line, away in edge:
                found[at_top, running_key(line)].append((number, away))
    result = []
    for number, both in enumerate(edges):
        heads, feet = (
            list(_again(edge, number, found, at_top=at_top)) for at_top, edge in zip((True, False), both, strict=True)
        )
        result.append((heads, [line for line in reversed(feet) if line not in heads]))
    return result


def _edge(lines: Sequence[Line], height: float, *, at_top: bool) -> list[tuple[Line, float]]:
    """The outermost lines of a margin with their distance from the edge of the page, from the edge inwards."""
    outer = lines[:_MOST_LINES] if at_top else lines[: -_MOST_LINES - 1 : -1]
    away = [(line, line.baseline if at_top else height - line.baseline) for line in outer]
    return [(line, distance) for line, distance in away if distance < MARGIN * height]


def running_key(line: Line) -> str:
    """What the same head on another page has in common with this one: all but the number of the page."""
    return _NUMBER_IN_HEAD.sub("#", line.bare)


def _again(
    edge: Iterable[tuple[Line, float]],
    number: int,
    found: dict[tuple[bool, str], list[tuple[int, float]]],
    *,
    at_top: bool,
) -> Iterable[Line]:
    """The lines from the edge on that another page has at the same place, up to the first that none has."""
    for line, away in edge:
        if _NUMBER_OF_PAGE.match(line.bare):
            continue
        others = found[at_top, running_key(line)]
        if not _may_run(line, away) or not any(
            0 < abs(number - other) <= _NEXT and abs(away - place) < _SAME_PLACE for other, place in others
        ):
            return
        yield line


def _may_run(line: Line, away: float) -> bool:
    """Titles and letterheads stand at one place on the first pages of several papers; they are bold or in capitals."""
    if _MOTTO.search(line.bare):
        return False
    return away < _BARE_MARGIN or not (line.bold or line.text.isupper())
