"""From PDF user space (origin bottom left, y up, page not yet turned) to the page as it is shown (top left, y down).

ISO 32000-1, 7.7.3.3 (``CropBox``, ``Rotate``) and 8.3.2. Where nearly all text of a page runs up or down, the page is
read in a frame turned once more, and its boxes are turned back at the end.
"""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.models.base import Box

Rect = tuple[float, float, float, float]


@dataclass(frozen=True)
class Frame:
    """The visible box in user space and how often the page is turned clockwise by 90 degrees before it is looked at."""

    left: float
    bottom: float
    right: float
    top: float
    turns: int
    """Quarter turns for reading: those of the page and those that set its text upright."""
    page_turns: int
    """Quarter turns of the page alone, as it is shown."""

    @property
    def reads_as_shown(self) -> bool:
        """Whether a place of the frame for reading is the same place on the page as shown."""
        return self.turns == self.page_turns

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the visible page in the frame for reading."""
        width, height = self.right - self.left, self.top - self.bottom
        return (height, width) if self.turns % 2 else (width, height)

    def reading(self, rect: Rect) -> Rect:
        """A rectangle of user space (left, bottom, right, top) as x0, y0, x1, y1 in the frame for reading."""
        return _turned(self, self.turns, rect)

    def reading_all(self, rects: list[float]) -> tuple[list[float], list[float], list[float], list[float]]:
        """Many rectangles at once: four numbers each (left, top, right, bottom) as lists of x0, y0, x1, y1."""
        left, top, right, bottom = rects[0::4], rects[1::4], rects[2::4], rects[3::4]
        if self.turns % 2 == 0:
            if self.turns == 0:
                return (_less(left, self.left), _from(self.top, top), _less(right, self.left), _from(self.top, bottom))
            return (
                _from(self.right, right),
                _less(bottom, self.bottom),
                _from(self.right, left),
                _less(top, self.bottom),
            )
        if self.turns == 1:
            return (
                _less(bottom, self.bottom),
                _less(left, self.left),
                _less(top, self.bottom),
                _less(right, self.left),
            )
        return (_from(self.top, top), _from(self.right, right), _from(self.top, bottom), _from(self.right, left))

    def shown(self, box: Rect) -> Box:
        """A box of the frame for reading as it lies on the page as shown, rounded to 0.01 point."""
        x0, y0, x1, y1 = box
        if self.turns != self.page_turns:
            width, height = self.size
            for _ in range((self.page_turns - self.turns) % 4):
                x0, y0, x1, y1 = height - y1, x0, height - y0, x1
                width, height = height, width
        return round(x0, 2), round(y0, 2), round(x1, 2), round(y1, 2)


def _less(values: list[float], start: float) -> list[float]:
    return [value - start for value in values] if start else values


def _from(end: float, values: list[float]) -> list[float]:
    return [end - value for value in values]


def _turned(frame: Frame, turns: int, rect: Rect) -> Rect:
    left, bottom, right, top = rect
    if turns == 0:
        return (left - frame.left, frame.top - top, right - frame.left, frame.top - bottom)
    if turns == 1:
        return (bottom - frame.bottom, left - frame.left, top - frame.bottom, right - frame.left)
    if turns == 2:
        return (frame.right - right, bottom - frame.bottom, frame.right - left, top - frame.bottom)
    return frame.top - top, frame.right - right, frame.top - bottom, frame.right - left
