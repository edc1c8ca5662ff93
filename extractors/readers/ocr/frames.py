"""The frame of a stamp taken away, so that what stands in it is recognised: double lines, ends that letters touch."""

from __future__ import annotations

import numpy as np

from extractors.readers.ocr.light import Grey, Ink
from extractors.readers.ocr.ruling import ruling_of

_WIDE = 0.6
"""Share of the width of a stamp's ink that a line of its frame is long; the bars of letters are a fifth."""
_HIGH = 0.6
"""The same of its height, between the lines that run across: a letter alone in its frame is half as high."""
_BROKEN = 3
"""Pixels that a line may be broken by."""


def unframed(level: Grey, ink: Ink, dpi: float) -> bool:
    """Paints the lines of a level stamp's frame white; whether it has one."""
    ruling = ruling_of(ink, dpi)
    ruling.erase(level)
    rows, columns = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
    if not len(rows):
        return False
    wide = int(columns[-1] - columns[0] + 1)
    lines = _lines(level, ink, _WIDE * wide)
    if len(lines) < 2 or lines[-1] - lines[0] < _HIGH * (rows[-1] - rows[0]):
        return len(ruling.across) >= 2 and len(ruling.down) >= 2
    _lines(level.T, ink.T, _HIGH * (lines[-1] - lines[0]))
    return True


def _lines(level: Grey, ink: Ink, least: float) -> list[int]:
    """The rows of pixels along which ink runs so far, painted white with their neighbours."""
    found = []
    for row in range(len(ink)):
        places = np.flatnonzero(ink[row])
        if len(places) < least / 2:
            continue
        ends = np.flatnonzero(np.diff(places) > _BROKEN)
        starts = places[np.concatenate(([0], ends + 1))]
        stops = places[np.concatenate((ends, [len(places) - 1]))]
        long = stops - starts >= least
        for start, stop in zip(starts[long].tolist(), stops[long].tolist(), strict=True):
            level[max(row - 1, 0) : row + 2, start : stop + 1] = 255
        if long.any():
            found.append(row)
    return found
