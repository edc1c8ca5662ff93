"""Round seals among the red ink of a page: a ring with nothing red about it, whole or cut off by an edge of the sheet.

Seals of State bodies are rings of 30 to 42 mm, of others 23 mm and more. Every place is asked at once how much of a
ring about it is red: a convolution, by fast Fourier transform.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from extractors.readers.ocr.light import Ink

_CELL = 4
"""Pixels a side of the squares in which rings are looked for: an uneven ring stays in them."""
_LEAST, _MOST = 0.45, 0.95
"""Inches of a seal's radius: 23 to 48 mm across."""
_LONGEST_ARC = 1.5
"""Radii of the chord of the least part of a seal that is told."""
_TALL = 1.3
"""Height for width of a part of a seal that is cut straight down."""
_HALF_RING = 0.6
"""Squares."""
_RING = 0.55
"""Share of the ring that is red, less the share of the ring about it."""
_AWAY = 3
"""Squares from the ring to the one that must be empty."""
_ON_PAGE = 0.3
"""Share of the ring that lies on the sheet: the rest of a seal across the edges of several sheets is on others."""
_MARGIN = 3.0
"""Squares about the ring that its ink has run into."""
_MOST_SEALS = 8

Planes = npt.NDArray[np.float64]


class Seal(NamedTuple):
    """A ring, in pixels."""

    x: float
    y: float
    radius: float

    def covers(self, shape: tuple[int, ...]) -> Ink:
        """Which pixels of a page lie on the seal."""
        rows, columns = np.ogrid[: shape[0], : shape[1]]
        covered: Ink = (rows - self.y) ** 2 + (columns - self.x) ** 2 <= self.radius**2
        return covered


def seals_of(red: Ink, box: tuple[int, int, int, int], dpi: float) -> list[Seal]:
    """The round seals in one part of a page's red ink, the clearest first."""
    x0, y0, x1, y1 = box
    least, most = round(_LEAST * dpi / _CELL), round(_MOST * dpi / _CELL)
    if max(x1 - x0, y1 - y0) < _LONGEST_ARC * _LEAST * dpi:
        return []
    cells: Ink = np.pad(_cells(red[y0:y1, x0:x1]), most)
    # Beyond the edges of the sheet a seal is neither red nor not.
    rows = np.arange(cells.shape[0]) - most + y0 // _CELL
    columns = np.arange(cells.shape[1]) - most + x0 // _CELL
    on_rows = (rows >= 0) & (rows < red.shape[0] / _CELL)
    if y1 - y0 > _TALL * (x1 - x0):
        # Half of a seal across the edges of several sheets, scanned with paper beyond the edge.
        on_columns = (columns >= x0 // _CELL) & (columns < x1 / _CELL)
    else:
        on_columns = (columns >= 0) & (columns < red.shape[1] / _CELL)
    sheet = on_rows[:, None] & on_columns[None, :]
    found: list[Seal] = []
    while len(found) < _MOST_SEALS and (best := _best(cells, sheet, least, most)) is not None:
        row, column, radius = best
        away = (np.arange(cells.shape[0]) - row)[:, None] ** 2 + (np.arange(cells.shape[1]) - column)[None, :] ** 2
        cells[away <= (radius + _MARGIN) ** 2] = False
        x, y = (column - most + 0.5) * _CELL + x0, (row - most + 0.5) * _CELL + y0
        found.append(Seal(x, y, (radius + _MARGIN) * _CELL))
    return found


def _cells(red: Ink) -> Ink:
    height, width = red.shape
    rows, columns = -(-height // _CELL), -(-width // _CELL)
    padded = np.zeros((rows * _CELL, columns * _CELL), dtype=np.bool_)
    padded[:height, :width] = red
    found: Ink = np.asarray(padded.reshape(rows, _CELL, columns, _CELL).any(axis=(1, 3)))
    return found


def _best(cells: Ink, page: Ink, least: int, most: int) -> tuple[int, int, int] | None:
    """Row, column and radius of the clearest ring; None where there is none."""
    shape = _fast(cells.shape[0]), _fast(cells.shape[1])
    red, sheet = np.fft.rfft2(cells, shape), np.fft.rfft2(page, shape)
    best, place = _RING, None
    for radius in range(least, most + 1):
        whole, ring = _ring(radius, shape)
        there = _sums(sheet, ring, shape)
        enough = there >= _ON_PAGE * whole
        on = _sums(red, ring, shape) / np.maximum(there, 1.0)
        if float(on[enough].max(initial=0.0)) < best:
            continue
        _, outer = _ring(radius + _AWAY, shape)
        about = _sums(red, outer, shape) / np.maximum(_sums(sheet, outer, shape), 1.0)
        score = np.where(enough, on - about, 0.0)
        top = int(np.argmax(score))
        if float(score.flat[top]) > best:
            best = float(score.flat[top])
            row, column = divmod(top, shape[1])
            place = (row, column, radius)
    return place


def _sums(plane: npt.NDArray[np.complex128], ring: npt.NDArray[np.complex128], shape: tuple[int, int]) -> Planes:
    # A ring looks the same from its middle either way, so that convolution and correlation are one.
    return np.fft.irfft2(plane * ring, shape)


@lru_cache(maxsize=64)
def _ring(radius: int, shape: tuple[int, int]) -> tuple[float, npt.NDArray[np.complex128]]:
    """The squares of a ring one square wide, and its transform about the corner of a plane that goes round."""
    rows = np.minimum(np.arange(shape[0]), shape[0] - np.arange(shape[0]))[:, None]
    columns = np.minimum(np.arange(shape[1]), shape[1] - np.arange(shape[1]))[None, :]
    ring = np.abs(np.sqrt(rows**2 + columns**2) - radius) <= _HALF_RING
    return float(ring.sum()), np.fft.rfft2(ring, shape)


def _fast(side: int) -> int:
    """The next length that the transform takes quickly and that other parts of pages have too."""
    return -(-side // 64) * 64
