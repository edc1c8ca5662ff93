"""From the place of a pixel in the picture that was read to its place in the picture that was given."""

from __future__ import annotations

import math
from typing import NamedTuple

Rect = tuple[float, float, float, float]


class Affine(NamedTuple):
    """``x' = a x + b y + c``, ``y' = d x + e y + f``."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 0.0
    e: float = 1.0
    f: float = 0.0

    def then(self, outer: Affine) -> Affine:
        """This map and ``outer`` after it."""
        return Affine(
            outer.a * self.a + outer.b * self.d,
            outer.a * self.b + outer.b * self.e,
            outer.a * self.c + outer.b * self.f + outer.c,
            outer.d * self.a + outer.e * self.d,
            outer.d * self.b + outer.e * self.e,
            outer.d * self.c + outer.e * self.f + outer.f,
        )

    def back(self) -> Affine:
        """The map the other way round."""
        det = self.a * self.e - self.b * self.d
        a, b, d, e = self.e / det, -self.b / det, -self.d / det, self.a / det
        return Affine(a, b, -(a * self.c + b * self.f), d, e, -(d * self.c + e * self.f))

    def rect(self, rect: Rect) -> Rect:
        """The level box around a rectangle's picture."""
        x0, y0, x1, y1 = rect
        corners = [(x, y) for x in (x0, x1) for y in (y0, y1)]
        xs = [self.a * x + self.b * y + self.c for x, y in corners]
        ys = [self.d * x + self.e * y + self.f for x, y in corners]
        return min(xs), min(ys), max(xs), max(ys)


SAME = Affine()


def scaled(factor: float) -> Affine:
    """Every length times ``factor``."""
    return Affine(a=factor, e=factor)


def turned(turns: int, width: float, height: float) -> Affine:
    """From a picture turned clockwise by quarters back to the one before, ``width`` by ``height``."""
    return (
        Affine(),
        Affine(0.0, 1.0, 0.0, -1.0, 0.0, height),
        Affine(-1.0, 0.0, width, 0.0, -1.0, height),
        Affine(0.0, -1.0, width, 1.0, 0.0, 0.0),
    )[turns % 4]


def levelled(angle: float, before: tuple[int, int], after: tuple[int, int]) -> Affine:
    """From a picture turned by ``angle`` degrees about its middle, as Pillow does it, back to the one before."""
    cos, sin = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    x, y = after[0] / 2, after[1] / 2
    return Affine(cos, -sin, before[0] / 2 - cos * x + sin * y, sin, cos, before[1] / 2 - sin * x - cos * y)
