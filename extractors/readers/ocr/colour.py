"""The red ink of a page: seals, stamps and whatever else was not printed in black.

Red, crimson and violet inks swallow green and let red pass, so the red light less the green shows them; black, grey and
the blue of pens give nothing. Paper is made white in each colour first. Scanners shift the colours of an edge against
each other by a part of a pixel: what is red on one side of a stroke is green on the other, and goes away when
neighbours are averaged.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageFilter

from extractors.readers.ocr.light import Grey, Ink, evened

_RED = 16
"""Of 255: red less green from which on a pixel is red ink; pale stamp ink gives 30, a tint of the paper 5."""
_CELL = 8
"""Pixels a side of the squares in which ink is put together."""
_LEAST = 8
"""Red pixels of such a square that are more than noise."""
_GREY = 3
"""Of 255: the colours of a picture that was stored as grey differ by no more."""
_DARK = 160
"""Of 255: print."""
_COLOURED = 0.5
"""Share of the places with print at which a scan in colour shows some: the tint of paper, fringes, noise. A mark that
was laid over a grey scan by a program, a seal that was drawn in, colours few of them."""
_AREA = 16
"""Points looked at a side of such a place."""
_FEW = 0.0005
"""Share of a picture's points that have colour where it was not stored in grey; a seal is 0.01."""
_LARGEST = 12_000_000
"""Pixels of a page that is looked at in colour: A3 at 200 dots an inch has 8 million."""
_PAPER = 90
"""Percentile of the light of a seal's place that is its paper's."""
_SAMPLE = 4
"""Every fourth pixel of every fourth row is looked at."""


@dataclass(frozen=True)
class Group:
    """Red ink that lies together."""

    box: tuple[int, int, int, int]
    """x0, y0, x1, y1 in pixels."""
    mask: Ink
    """Which pixels of the box are near ink of this group and not of another."""

    @property
    def width(self) -> int:
        """Pixels."""
        return self.box[2] - self.box[0]

    @property
    def height(self) -> int:
        """Pixels."""
        return self.box[3] - self.box[1]


def in_colour(image: Image.Image, *, alone: bool) -> Image.Image:
    """A picture in red, green and blue, or in grey where it shows no colours or is too large to look at them.

    Args:
        alone: every point of it is of the scan; else a few coloured ones may be of what a program laid over it.
    """
    if image.mode != "RGB":
        image = image.convert("RGB")
    if image.width * image.height > _LARGEST:
        return image.convert("L")
    return image if _shows_colour(image, alone) else image.convert("L")


def _shows_colour(image: Image.Image, alone: bool) -> bool:
    pixels = np.asarray(image)[::_SAMPLE, ::_SAMPLE]
    height, width = (side // _AREA * _AREA for side in pixels.shape[:2])
    pixels = pixels[:height, :width]
    highest = pixels.max(axis=2, initial=0)
    spread = highest - pixels.min(axis=2, initial=255) > _GREY
    if alone:
        return bool(spread.sum() > _FEW * max(spread.size, 1))
    areas = (height // _AREA, _AREA, width // _AREA, _AREA)
    coloured = spread.reshape(areas).any(axis=(1, 3))
    inked = (highest < _DARK).reshape(areas).any(axis=(1, 3))
    return bool((coloured & inked).sum() >= _COLOURED * max(int(inked.sum()), 1))


def redness_of(image: Image.Image) -> Grey:
    """How red each pixel of a page in colour is, 0 to 255."""
    red, green, _ = (np.asarray(evened(band), dtype=np.int16) for band in image.split())
    difference = np.clip(red - green, 0, 255).astype(np.uint8)
    return np.asarray(Image.fromarray(difference).filter(ImageFilter.BoxBlur(1)))


def is_red(redness: Grey) -> Ink:
    """Which pixels are red ink."""
    return redness >= _RED


def groups_of(red: Ink, near: float) -> list[Group]:
    """Red ink grouped: what lies within ``near`` pixels is one group; from top to bottom."""
    height, width = red.shape
    rows, columns = -(-height // _CELL), -(-width // _CELL)
    padded = np.zeros((rows * _CELL, columns * _CELL), dtype=np.bool_)
    padded[:height, :width] = red
    cells = padded.reshape(rows, _CELL, columns, _CELL).sum(axis=(1, 3)) >= _LEAST
    labels, count = _labelled(_spread(cells, max(round(near / _CELL / 2), 0)))
    groups = []
    for label in range(1, count + 1):
        own = labels == label
        inked = own & cells
        at_rows, at_columns = np.flatnonzero(inked.any(axis=1)), np.flatnonzero(inked.any(axis=0))
        y0, y1 = max(int(at_rows[0]) - 1, 0), min(int(at_rows[-1]) + 2, rows)
        x0, x1 = max(int(at_columns[0]) - 1, 0), min(int(at_columns[-1]) + 2, columns)
        # A letter's edge may lie in a square with too little ink to count.
        mask = _spread(own, 1)[y0:y1, x0:x1].repeat(_CELL, axis=0).repeat(_CELL, axis=1)
        box = (x0 * _CELL, y0 * _CELL, min(x1 * _CELL, width), min(y1 * _CELL, height))
        groups.append(Group(box, mask[: box[3] - box[1], : box[2] - box[0]]))
    return groups


def _spread(cells: Ink, steps: int) -> Ink:
    """Each square and its neighbours, ``steps`` times."""
    for _ in range(steps):
        wide = np.pad(cells, 1)
        across = wide[:, :-2] | wide[:, 1:-1] | wide[:, 2:]
        cells = across[:-2] | across[1:-1] | across[2:]
    return cells


def _labelled(cells: Ink) -> tuple[npt.NDArray[np.int32], int]:
    """The connected squares of a small picture, numbered from 1."""
    labels = np.zeros(cells.shape, dtype=np.int32)
    rows, columns = cells.shape
    count = 0
    for y, x in zip(*(part.tolist() for part in np.nonzero(cells)), strict=True):
        if labels[y, x]:
            continue
        count += 1
        labels[y, x] = count
        waiting = [(y, x)]
        while waiting:
            at_y, at_x = waiting.pop()
            for next_y in range(max(at_y - 1, 0), min(at_y + 2, rows)):
                for next_x in range(max(at_x - 1, 0), min(at_x + 2, columns)):
                    if cells[next_y, next_x] and not labels[next_y, next_x]:
                        labels[next_y, next_x] = count
                        waiting.append((next_y, next_x))
    return labels, count


def without(image: Image.Image, redness: Grey, parts: Sequence[tuple[tuple[int, int, int, int], Ink]]) -> Image.Image:
    """A page in grey without the red ink of these parts.

    There it is taken as red light shows it, in which red ink is nearly paper and print is dark: painting the red points
    white would cut the edges of print under them.
    """
    grey = np.array(image.convert("L"))
    light = np.asarray(image.getchannel("R"))
    for (x0, y0, x1, y1), mask in parts:
        ink = mask & is_red(redness[y0:y1, x0:x1])
        if not ink.any():
            continue
        shown = light[y0:y1, x0:x1]
        paper = float(np.percentile(shown, _PAPER))
        brighter = np.minimum(shown * (paper / max(float(np.median(shown[ink])), paper / 2)), 255).astype(np.uint8)
        part = grey[y0:y1, x0:x1]
        near = mask & _spread(ink, 2)
        part[near] = np.maximum(part, brighter)[near]
    return Image.fromarray(grey)
