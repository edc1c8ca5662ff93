"""Drawn things of a page: rules (lines and thin or stroked rectangles), images, and text that nobody sees.

Rules become the edges that pdfplumber's table geometry takes. LibreOffice strokes lines, Word fills thin rectangles.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import pypdfium2.raw as pdfium

from extractors.readers.pdf import native
from extractors.readers.pdf.frame import Frame, Rect

Edge = dict[str, Any]
"""``orientation`` ``h`` or ``v``, ``x0``, ``x1``, ``top``, ``bottom``, ``width``, ``height``: pdfplumber's form."""

_THIN = 3.0
"""Points: a filled rectangle up to this is a rule, a thicker one a background."""
_STRAIGHT = 0.5
"""Points that a rule may stray from level or plumb."""
_SHORTEST = 1.0
"""Points: what is shorter is a corner or a dot (pdfplumber's ``edge_min_length_prefilter``)."""
_MOST_SEGMENTS = 400
"""A path with more is a drawing, not a rule."""
_MOST_RULES = 20_000
_MOST_DEPTH = 8
_HIDDEN_MODES = frozenset({pdfium.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium.FPDF_TEXTRENDERMODE_CLIP})
_WHITE = 250


@dataclass
class Drawn:
    """What stands on a page besides readable text; rectangles are left, bottom, right, top in user space."""

    rules: list[Rect] = field(default_factory=list)
    images: list[Rect] = field(default_factory=list)
    hidden: set[int] = field(default_factory=set)
    """Addresses of text objects that nobody sees: render mode 3 or 7, or white on no ground."""
    objects: int = 0
    paths: int = 0
    _white: list[tuple[int, Rect]] = field(default_factory=list)
    _grounds: list[Rect] = field(default_factory=list)

    def image_share(self, box: Rect) -> float:
        """Share of the visible box that images cover; a scan may come in strips."""
        area = (box[2] - box[0]) * (box[3] - box[1])
        return min(1.0, sum(_area(_common(image, box)) for image in self.images) / area) if area else 0.0


def drawn_on(page: int, first_overlay: int | None = None) -> Drawn:
    """Everything drawn on a page, the insides of form objects included.

    The rules of what is laid upon it, the objects from ``first_overlay`` on, are no rules of its text.
    """
    found = Drawn()
    own = 0, 0
    for index in range(native.count_objects(page)):
        if index == first_overlay:
            own = len(found.rules), found.paths
        _take(found, native.page_object(page, index), native.IDENTITY, 0)
    if first_overlay is not None:
        del found.rules[own[0] :]
        found.paths = own[1]
    for obj, rect in found._white:
        middle = (rect[0] + rect[2]) / 2, (rect[1] + rect[3]) / 2
        grounds = (*found._grounds, *found.images)
        if not any(g[0] <= middle[0] <= g[2] and g[1] <= middle[1] <= g[3] for g in grounds):
            found.hidden.add(obj)
    return found


def _take(found: Drawn, obj: int, outer: native.Matrix, depth: int) -> None:
    kind = native.object_type(obj)
    found.objects += 1
    if kind == native.TEXT:
        if native.render_mode(obj) in _HIDDEN_MODES:
            found.hidden.add(obj)
        else:
            colour = native.fill_colour(obj)
            if colour and (colour[3] == 0 or min(colour[:3]) >= _WHITE):
                found._white.append((obj, _placed(native.bounds(obj), outer)))
    elif kind == native.PATH:
        found.paths += 1
        if len(found.rules) < _MOST_RULES:
            _take_path(found, obj, outer)
    elif kind == native.IMAGE:
        found.images.append(_placed(native.bounds(obj), outer))
    elif kind == native.FORM and depth < _MOST_DEPTH:
        inner = _times(native.matrix(obj), outer)
        for index in range(native.count_inner(obj)):
            _take(found, native.inner_object(obj, index), inner, depth + 1)


def _take_path(found: Drawn, path: int, outer: native.Matrix) -> None:
    filled, stroked = native.drawn(path)
    if not (filled or stroked):
        return
    count = native.count_segments(path)
    if count > _MOST_SEGMENTS:
        return
    if filled:
        colour = native.fill_colour(path)
        if colour and colour[3] and min(colour[:3]) < _WHITE:
            found._grounds.append(_placed(native.bounds(path), outer))
    here = _times(native.matrix(path), outer)
    figure: list[tuple[float, float]] = []
    straight = True
    for kind, x, y, closes in native.segments(path, count):
        point = here[0] * x + here[2] * y + here[4], here[1] * x + here[3] * y + here[5]
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            _take_figure(found, figure, straight, filled, stroked)
            figure, straight = [point], True
        else:
            straight &= kind == pdfium.FPDF_SEGMENT_LINETO
            figure.append(point)
            if closes and figure[0] != point:
                figure.append(figure[0])
    _take_figure(found, figure, straight, filled, stroked)


def _take_figure(found: Drawn, figure: list[tuple[float, float]], straight: bool, filled: bool, stroked: bool) -> None:
    """One figure of a path: its level and plumb strokes, or a thin filled rectangle as one rule."""
    if len(figure) < 2 or not straight:
        return
    xs, ys = [point[0] for point in figure], [point[1] for point in figure]
    rect = min(xs), min(ys), max(xs), max(ys)
    width, height = rect[2] - rect[0], rect[3] - rect[1]
    if min(width, height) <= _THIN and (filled or min(width, height) <= _STRAIGHT):
        if max(width, height) >= _SHORTEST and max(width, height) > min(width, height):
            found.rules.append(rect)
        return
    if stroked:
        for (ax, ay), (bx, by) in pairwise(figure):
            level, plumb = abs(ay - by) <= _STRAIGHT, abs(ax - bx) <= _STRAIGHT
            if level != plumb:
                found.rules.append((min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)))


def edges(rules: list[Rect], frame: Frame) -> list[Edge]:
    """Rules as pdfplumber's edges in the frame for reading; a thin rectangle is one edge along its middle."""
    found = []
    for rule in rules:
        x0, y0, x1, y1 = frame.reading(rule)
        if x1 - x0 >= y1 - y0:
            middle = (y0 + y1) / 2
            found.append(_edge("h", x0, middle, x1, middle))
        else:
            middle = (x0 + x1) / 2
            found.append(_edge("v", middle, y0, middle, y1))
    return found


def _edge(orientation: str, x0: float, top: float, x1: float, bottom: float) -> Edge:
    return {
        "object_type": "line",
        "orientation": orientation,
        "x0": x0,
        "x1": x1,
        "top": top,
        "bottom": bottom,
        "width": x1 - x0,
        "height": bottom - top,
    }


def _times(inner: native.Matrix, outer: native.Matrix) -> native.Matrix:
    if outer == native.IDENTITY:
        return inner
    a, b, c, d, e, f = inner
    k, m, n, o, p, q = outer
    return a * k + b * n, a * m + b * o, c * k + d * n, c * m + d * o, e * k + f * n + p, e * m + f * o + q


def _placed(rect: Rect, outer: native.Matrix) -> Rect:
    if outer == native.IDENTITY:
        return rect
    a, b, c, d, e, f = outer
    corners = [(x, y) for x in (rect[0], rect[2]) for y in (rect[1], rect[3])]
    xs = [a * x + c * y + e for x, y in corners]
    ys = [b * x + d * y + f for x, y in corners]
    return min(xs), min(ys), max(xs), max(ys)


def _common(one: Rect, other: Rect) -> Rect:
    return max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), min(one[3], other[3])


def _area(rect: Rect) -> float:
    return max(0.0, rect[2] - rect[0]) * max(0.0, rect[3] - rect[1])
