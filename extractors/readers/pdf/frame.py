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
        from_left = [value - self.left for value in left], [value - self.left for value in right]
        from_top = [self.top - value for value in top], [self.top - value for value in bottom]
        if self.turns == 0:
            return from_left[0], from_top[0], from_left[1], from_top[1]
        from_bottom = [value - self.bottom for value in bottom], [value - self.bottom for value in top]
        if self.turns == 1:
            return from_bottom[0], from_left[0], from_bottom[1], from_left[1]
        from_right = [self.right - value for value in right], [self.right - value for value in left]
        if self.turns == 2:
            return from_right[0], from_bottom[0], from_right[1], from_bottom[1]
        return from_top[0], from_right[0], from_top[1], from_right[1]

    def shown(self, box: Rect) -> Box:
        """A box of the frame for reading as it lies on the page as shown, rounded to 0.01 point."""
        x0, y0, x1, y1 = box
        if self.turns != self.page_turns:
            width, height = self.size
            for _ in range((self.page_turns - self.turns) % 4):
                x0, y0, x1, y1 = height - y1, x0, height - y0, x1
                width, height = height, width
        return round(x0, 2), round(y0, 2), round(x1, 2), round(y1, 2)


def _turned(frame: Frame, turns: int, rect: Rect) -> Rect:
    left, bottom, right, top = rect
    if turns == 0:
        return left - frame.left, frame.top - top, right - frame.left, frame.top - bottom
    if turns == 1:
        return bottom - frame.bottom, left - frame.left, top - frame.bottom, right - frame.left
    if turns == 2:
        return frame.right - right, bottom - frame.bottom, frame.right - left, top - frame.bottom
    return frame.top - top, frame.right - right, frame.top - bottom, frame.right - left
