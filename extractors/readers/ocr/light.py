"""A picture of a page made even: its paper white wherever the light fell, its ink told from it, its lines level.

The light of a photograph is divided out by the paper beside each place; the skew is the slope at which the ink falls
into the sharpest rows (Postl, US patent 4,723,297: the sum of squared differences between neighbouring rows).
"""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageFilter

from extractors.readers.ocr.affine import Affine, levelled

Grey = npt.NDArray[np.uint8]
Ink = npt.NDArray[np.bool_]

_PAPER = 245
_CELL = 16
"""Pixels of a side over which the light is taken for even."""
_WINDOW = 5
"""Such squares a side among which the brightest is paper: wider than the strokes of a heading."""
_EVEN = 20
"""Of 255: the light of a scanner falls off by less, and one factor does for the whole page."""
_MOST_SKEW = 5.0
"""Degrees: a sheet laid askew; what is more was turned on purpose."""
_LEAST_SKEW = 0.1
"""Degrees: at less a line as wide as the page stays within a stroke."""
_SHEARED = 1.5
"""Degrees up to which a page is set level by moving its rows and columns: a quarter of the time of a rotation."""
_PARTS = 16
"""Of a pixel: the steps in which rows and columns are moved."""
_SAMPLE = 60_000
_WHITE = 205
"""Of 255: from here on an evened picture is paper."""
_WHITENED = np.minimum(np.arange(256) * 255 // _WHITE, 255).astype(np.uint8)
_INK = 0.62
"""Share of the paper's light under which a pixel is ink; faint rules and grey print are at half of it."""


def evened(image: Image.Image) -> Image.Image:
    """The grey picture with its paper as white everywhere."""
    if min(image.size) < _CELL * 2:
        return image
    ground = image.reduce(_CELL).filter(ImageFilter.MaxFilter(_WINDOW)).filter(ImageFilter.BoxBlur(_WINDOW // 2))
    low, high = ground.getextrema()
    if isinstance(low, tuple) or isinstance(high, tuple):
        raise TypeError("evened() takes a grey picture")
    if high - low <= _EVEN:
        scale = _PAPER / max(high, 1)
        return image.point([min(255, round(value * scale)) for value in range(256)])
    light = np.asarray(ground.resize(image.size, Image.Resampling.BILINEAR), dtype=np.float32)
    np.maximum(light, 32, out=light)
    flat = np.asarray(image, dtype=np.float32) * (np.float32(_PAPER) / light)
    return Image.fromarray(np.clip(flat, 0, 255).astype(np.uint8))


def ink_of(image: Image.Image) -> Ink:
    """Which pixels of an evened picture are ink."""
    return np.asarray(image) < round(_PAPER * _INK)


def whitened(grey: Grey) -> Grey:
    """An evened picture with the grain of its paper white: beside the white where a rule was, it is read as marks."""
    return _WHITENED[grey]


def skew_of(ink: Ink) -> float:
    """Degrees by which the lines of a page fall to the right, within ±5; 0 where it shows none."""
    rows, columns = np.nonzero(ink[::2, ::2])
    if len(rows) < 200:
        return 0.0
    if len(rows) > _SAMPLE:
        step = len(rows) // _SAMPLE + 1
        rows, columns = rows[::step], columns[::step]
    xs, ys = columns.astype(np.float32), rows.astype(np.float32)
    best = _sharpest(xs, ys, np.arange(-_MOST_SKEW, _MOST_SKEW + 0.1, 0.5))
    best = _sharpest(xs, ys, np.arange(best - 0.4, best + 0.41, 0.1))
    best = _sharpest(xs, ys, np.arange(best - 0.08, best + 0.081, 0.02))
    return best if _LEAST_SKEW <= abs(best) <= _MOST_SKEW else 0.0


def _sharpest(xs: npt.NDArray[np.float32], ys: npt.NDArray[np.float32], angles: npt.NDArray[np.float64]) -> float:
    scores = [sharpness(ys - xs * math.tan(math.radians(angle))) for angle in angles]
    return float(angles[int(np.argmax(scores))])


def level(image: Image.Image, angle: float) -> tuple[Image.Image, Affine]:
    """A page whose lines fall by ``angle`` degrees set level, and the map back to where its pixels were."""
    if abs(angle) > _SHEARED:
        turned = image.rotate(angle, Image.Resampling.BICUBIC, expand=True, fillcolor=255)
        return turned, levelled(angle, image.size, turned.size)
    slope = math.tan(math.radians(angle))
    down = _sheared(np.asarray(image), -slope)
    across = _sheared(np.ascontiguousarray(down.T), slope).T
    middle_x, middle_y = image.width / 2, image.height / 2
    # Columns were moved by their distance from the middle, then rows.
    rows = Affine(b=-slope, c=slope * middle_y)
    columns = Affine(d=slope, f=-slope * middle_x)
    return Image.fromarray(np.ascontiguousarray(across)), rows.then(columns)


def _sheared(pixels: Grey, slope: float) -> Grey:
    """Every column moved down by ``slope`` times its distance from the middle one.

    What falls between two pixels is shared between them: moved by whole pixels, letters break where the moves change,
    and a fifth of the cells is read wrongly.
    """
    height, width = pixels.shape
    moves = (np.arange(width) + 0.5 - width / 2) * slope
    whole = np.floor(moves).astype(int)
    parts = np.rint((moves - whole) * _PARTS).astype(np.uint16)
    edge = int(np.abs(whole).max()) + 1
    wide = np.full((height + 2 * edge, width), 255, dtype=np.uint16)
    wide[edge : edge + height] = pixels
    sheared = np.empty_like(pixels)
    for start, end in pairwise([0, *(np.flatnonzero(np.diff(whole)) + 1).tolist(), width]):
        top = edge - int(whole[start])
        part = parts[start:end]
        here, above = wide[top : top + height, start:end], wide[top - 1 : top - 1 + height, start:end]
        sheared[:, start:end] = (here * (_PARTS - part) + above * part) // _PARTS
    return sheared


def sharpness(places: npt.NDArray[np.float32]) -> float:
    """How sharply ink at these places falls into rows; larger is sharper."""
    counts = np.bincount((places - places.min()).astype(np.int64)).astype(np.float64)
    return float(np.square(np.diff(counts)).sum())
