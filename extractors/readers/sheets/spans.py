"""Merged cells: each stands once, at its top left position, with the rows and columns it reaches over."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from extractors.readers.sheets.model import Book, SheetCell
from pipeline.models.vocabulary import LossCode


@dataclass(frozen=True, slots=True)
class Area:
    """A merged area; its last row and column are in it."""

    top: int
    left: int
    bottom: int
    right: int


def place_merged(cells: Mapping[tuple[int, int], SheetCell], merged: Iterable[Area], book: Book) -> list[SheetCell]:
    """The cells in reading order, merged ones with their spans; text that a merged cell covers is counted as hidden."""
    found = dict(cells)
    last_row = max((row for row, _ in cells), default=0)
    last_column = max((column for _, column in cells), default=0)
    covered: set[tuple[int, int]] = set()
    looked_at = 0
    for area in merged:
        # What reaches beyond the last cell shows nothing there: a false span costs no memory.
        bottom, right = min(area.bottom, last_row), min(area.right, last_column)
        looked_at += min(max(1, bottom - area.top + 1) * max(1, right - area.left + 1), len(cells))
        book.check_area(looked_at, 1)  # areas never overlap in a sound file, so this is bounded by its cells
        anchor = cells.get((area.top, area.left))
        inside = {
            position
            for position in _positions(area.top, area.left, bottom, right, cells)
            if position != (area.top, area.left)
        }
        covered |= inside
        if anchor is not None:
            rows, columns = max(1, area.bottom - area.top + 1), max(1, area.right - area.left + 1)
            found[area.top, area.left] = replace(anchor, row_span=rows, column_span=columns)
    for position in covered:
        if found.pop(position, None) is not None:
            book.losses[LossCode.HIDDEN_TEXT] += 1
    return [found[position] for position in sorted(found)]


def _positions(
    top: int, left: int, bottom: int, right: int, cells: Mapping[tuple[int, int], SheetCell]
) -> Iterable[tuple[int, int]]:
    """The positions of an area that hold a cell."""
    if (bottom - top + 1) * (right - left + 1) > len(cells):
        return [(row, column) for row, column in cells if top <= row <= bottom and left <= column <= right]
    return [
        (row, column) for row in range(top, bottom + 1) for column in range(left, right + 1) if (row, column) in cells
    ]
