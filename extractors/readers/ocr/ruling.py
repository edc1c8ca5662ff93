"""Ruled lines of a scanned page: long thin runs of ink, level and plumb.

Run lengths, not a Hough transform: on a page made level a rule is a run, and runs also say which pixels to take away,
so that Tesseract sees the words alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from extractors.readers.ocr.light import Grey, Ink

Box = tuple[float, float, float, float]

_LONG = 0.3
"""Inches from which on a run is a rule: no stroke of a letter is as long."""
_SHORT = 0.12
"""Inches of the lowest row of a table: a run as short is a rule where it joins two others."""
_MEETS = 0.015
"""Inches within which it joins them: the stroke of a capital in a low row ends further off."""
_GAP = 2
"""Pixels that a rule may be broken by."""
_THICK = 0.045
"""Inches: a thicker run is a bar, a picture or the edge of the sheet."""
_BEND = 0.12
"""Inches that a rule may stray on its way across the page: paper is not flat under a camera."""
_TORN = 0.15
"""Inches between two runs on one line that are one rule."""
_ALONG = 0.02
"""Inches that these may lie apart across."""
_CLEAR = 0.5
"""Share of a rule beside which there is paper; the strokes of bold words in a row have letters beside them."""
_BARE = 0.2
"""Inked share of what lies beside a rule shorter than :data:`_SURE` at most: the feet of "hanh" are one run, with stems
over two fifths of it."""
_SURE = 0.8
"""Inches from which on a level run is no word."""
_WHOLE = 0.8
"""Share of a plumb rule between two level ones that is ink: a letter that stands in its way does not reach both."""
_MOST_RUNS = 30_000
"""More are the grain of a photograph."""

Runs = npt.NDArray[np.int64]
"""One row a run: line, first pixel, the one after the last."""


@dataclass(frozen=True)
class Ruling:
    """The rules of a page in pixels: x0, y0, x1, y1; and the runs they were made of."""

    across: list[Box]
    down: list[Box]
    runs_across: Runs
    runs_down: Runs

    @property
    def rules(self) -> list[Box]:
        """All rules."""
        return [*self.across, *self.down]

    def erase(self, grey: Grey) -> None:
        """Paints the rules white."""
        for line, start, end in self.runs_across.tolist():
            grey[max(line - 1, 0) : line + 2, start:end] = 255
        for line, start, end in self.runs_down.tolist():
            grey[start:end, max(line - 1, 0) : line + 2] = 255


def ruling_of(ink: Ink, dpi: float) -> Ruling:
    """The rules of a level page."""
    across, runs_across = _one_way(ink, dpi, _LONG)
    plumb = np.ascontiguousarray(ink.T)
    down, runs_down = _one_way(plumb, dpi, _SHORT, across)
    down, runs_down = _parted(plumb, down, runs_down, across, dpi)
    return Ruling(across, [(y0, x0, y1, x1) for x0, y0, x1, y1 in down], runs_across, runs_down)


def touching(ink: Ink) -> list[tuple[int, int, int, int]]:
    """Boxes (x0, y0, x1, y1) of ink that hangs together, gaps of :data:`_GAP` along a line left out of account."""
    runs = _runs(ink, 1)
    if len(runs) > _MOST_RUNS:
        return []
    groups = [runs[group] for group in _groups(runs)]
    return [(int(g[:, 1].min()), int(g[:, 0].min()), int(g[:, 2].max()), int(g[:, 0].max()) + 1) for g in groups]


def _one_way(ink: Ink, dpi: float, least: float, crossing: Sequence[Box] | None = None) -> tuple[list[Box], Runs]:
    """The rules along the lines of ``ink``; those shorter than :data:`_LONG` must join two of ``crossing``."""
    runs = _runs(ink, round(least * dpi))
    nothing: Runs = np.empty((0, 3), dtype=np.int64)
    if not 0 < len(runs) <= _MOST_RUNS:
        return [], nothing
    rules = []
    kept = []
    for group in _groups(runs):
        own = runs[group]
        x0, x1 = int(own[:, 1].min()), int(own[:, 2].max())
        # Each line of pixels also showed the one above it (_runs): the last is no longer ink.
        y0, y1 = int(own[:, 0].min()), int(own[:, 0].max())
        if x1 - x0 < _LONG * dpi and not _joins((x0, x1, (y0 + y1) / 2), crossing or (), _MEETS * dpi):
            continue
        own_share = _BARE if crossing is None and x1 - x0 < _SURE * dpi else 1 - _CLEAR
        thick = float((own[:, 2] - own[:, 1]).sum()) / (x1 - x0)
        if thick <= max(_THICK * dpi, 3) and y1 - y0 <= _BEND * dpi and _clear(ink, own, own_share):
            rules.append((float(x0), float(y0), float(x1), float(y1)))
            kept.append(own)
    return _mended(rules, dpi), np.concatenate(kept) if kept else nothing


def _joins(run: tuple[float, float, float], crossing: Sequence[Box], near: float) -> bool:
    """Whether both ends of a run along lines (start, end, line) meet rules that run across lines."""
    start, end, line = run
    meeting = [(one[1], one[3]) for one in crossing if one[0] - near <= line <= one[2] + near]
    return all(any(low - near <= place <= high + near for low, high in meeting) for place in (start, end))


def _runs(ink: Ink, least: int) -> Runs:
    """Runs of ink of at least ``least`` pixels, line by line; a line sees the one above it, for edges are frayed."""
    height, width = ink.shape
    wide = np.zeros((height, width + _GAP + 1), dtype=np.bool_)
    wide[:, :width] = ink
    wide[1:, :width] |= ink[:-1]
    flat = np.concatenate(([False], wide.ravel()))
    changes = np.flatnonzero(flat[1:] != flat[:-1])
    starts, ends = changes[0::2], changes[1::2]
    if not len(starts):
        return np.empty((0, 3), dtype=np.int64)
    apart = np.flatnonzero(starts[1:] - ends[:-1] > _GAP)
    starts = starts[np.concatenate(([0], apart + 1))]
    ends = ends[np.concatenate((apart, [len(ends) - 1]))]
    long = ends - starts >= least
    starts, ends = starts[long], ends[long]
    stride = width + _GAP + 1
    lines = starts // stride
    return np.stack((lines, starts - lines * stride, ends - lines * stride), axis=1)


def _groups(runs: Runs) -> list[list[int]]:
    """Indices of runs that touch those of the line before, group by group."""
    groups: list[list[int]] = []
    last: list[tuple[int, int, int, int]] = []
    current: list[tuple[int, int, int, int]] = []
    merged: dict[int, int] = {}

    def root(group: int) -> int:
        while group in merged:
            group = merged[group]
        return group

    at = -2
    for index, (line, start, end) in enumerate(runs.tolist()):
        if line != at:
            last = current if line == at + 1 else []
            current, at = [], line
        touched = {root(group) for _, s, e, group in last if s < end and start < e}
        if touched:
            group = min(touched)
            for other in touched - {group}:
                groups[group] += groups[other]
                groups[other] = []
                merged[other] = group
            groups[group].append(index)
        else:
            group = len(groups)
            groups.append([index])
        current.append((line, start, end, group))
    return [group for group in groups if group]


def _clear(ink: Ink, runs: Runs, most: float) -> bool:
    """Whether ink lies beside at most this share of a rule, on either side."""
    top, bottom = runs[runs[:, 0].argmin()], runs[runs[:, 0].argmax()]
    for (line, start, end), away in ((top, -4), (bottom, 3)):
        beside = line + away
        if 0 <= beside < len(ink) and float(ink[beside, start:end].mean()) > most:
            return False
    return True


def _parted(ink: Ink, rules: Sequence[Box], runs: Runs, crossing: Sequence[Box], dpi: float) -> tuple[list[Box], Runs]:
    """Plumb rules without the parts, from one level rule to the next, that a letter in their line filled."""
    parts: list[Box] = []
    near = _MEETS * dpi
    for x0, y0, x1, y1 in rules:
        met = sorted(
            ((one[1] + one[3]) / 2, one[1], one[3])
            for one in crossing
            if one[0] - near <= (y0 + y1) / 2 <= one[2] + near and x0 + near < (one[1] + one[3]) / 2 < x1 - near
        )
        start = x0
        for (_, _, above), (_, below, _) in pairwise(met):
            if below - above > 2 * near and not _is_whole(ink, (above + 1, y0, below, y1), near):
                parts.append((start, y0, above, y1))
                start = below
                own = (runs[:, 0] >= y0) & (runs[:, 0] <= y1) & (runs[:, 1] < below) & (runs[:, 2] > above)
                runs = _without(runs, own, above, below)
        parts.append((start, y0, x1, y1))
    return parts, runs


def _is_whole(ink: Ink, part: Box, near: float) -> bool:
    """Whether a part of a rule reaches both its ends, or is ink nearly all the way."""
    start, low, end, high = (round(value) for value in part)
    inked: npt.NDArray[np.bool_] = np.logical_or.reduce(ink[max(low - 1, 0) : high + 1, start:end], axis=0)
    edge = round(2 * near)
    reaches = bool(inked[:edge].mean() > _CLEAR and inked[-edge:].mean() > _CLEAR)
    return reaches or float(inked.mean()) >= _WHOLE


def _without(runs: Runs, own: npt.NDArray[np.bool_], start: float, end: float) -> Runs:
    """The runs, those of ``own`` cut where they lie from ``start`` to ``end``."""
    before, after = runs[own].copy(), runs[own].copy()
    before[:, 2] = np.minimum(before[:, 2], round(start) + 1)
    after[:, 1] = np.maximum(after[:, 1], round(end))
    cut = np.concatenate((before, after))
    return np.concatenate((runs[~own], cut[cut[:, 2] > cut[:, 1]]))


def _mended(rules: list[Box], dpi: float) -> list[Box]:
    """Pieces of one rule joined: print is worn, and letters that touch a rule hide it."""
    result: list[Box] = []
    for rule in sorted(rules, key=lambda one: (one[0], one[1])):
        middle = (rule[1] + rule[3]) / 2
        for index in range(len(result) - 1, -1, -1):
            other = result[index]
            near = abs((other[1] + other[3]) / 2 - middle) <= max(_ALONG * dpi, 2)
            if near and abs(rule[0] - other[2]) <= _TORN * dpi:
                result[index] = (
                    other[0],
                    min(other[1], rule[1]),
                    max(other[2], rule[2]),
                    max(other[3], rule[3]),
                )
                break
        else:
            result.append(rule)
    return result
