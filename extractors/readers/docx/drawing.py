"""What stands in a drawing: text boxes and WordArt to be read, pictures and objects to be counted.

Names of agencies stand in text boxes (python-openxml/python-docx#413, #449), and a secrecy mark may be WordArt behind
the text.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from extractors.readers.docx.names import CHART, DIAGRAM, PIC, TEXT_BOX, WP, Element, O, V, W, integer
from pipeline.models.vocabulary import LossCode

_EMU_PER_CM = 360_000
_POINTS_PER_CM = 72 / 2.54
PAGE_PICTURE_CM2 = 200.0
"""A picture of half the text area of an A4 page (16.5 × 24.7 cm) or more may be a scanned page: words nobody read."""

_OBJECT, _CONTROL = W + "object", W + "control"
_EMBEDDED = frozenset({CHART + "chart", DIAGRAM + "relIds", O + "OLEObject"})
_STYLE_SIZE = re.compile(r"(?:^|;)\s*(width|height)\s*:\s*([\d.]+)(pt|in|cm|mm)")
_IN_CM = {"pt": 1 / _POINTS_PER_CM, "in": 2.54, "cm": 1.0, "mm": 0.1}


@dataclass(slots=True)
class Found:
    """Text boxes and WordArt in reading order, and how many pictures are as large as a page."""

    boxes: list[Element | str] = field(default_factory=list)
    """``w:txbxContent`` elements, or the words of a WordArt."""
    page_pictures: int = 0

    def and_(self, following: Found) -> Found:
        """Both together."""
        return Found(self.boxes + following.boxes, self.page_pictures + following.page_pictures)


def look_into(drawing: Element, found: Found, losses: Counter[LossCode]) -> None:
    """Take the text boxes out of a ``w:drawing``, ``w:pict`` or ``w:object``, and count what is not text.

    What stands inside a text box is left to its reader.
    """
    area = 0.0
    embedded = drawing.tag == _OBJECT
    if embedded:
        losses[LossCode.EMBEDDED_OBJECT] += 1
    todo = list(reversed(drawing))
    while todo:
        element = todo.pop()
        tag = element.tag
        if tag == TEXT_BOX:
            found.boxes.append(element)
            continue
        if tag == V + "textpath" and (element.get("string") or "").strip():
            found.boxes.append(element.get("string") or "")
        elif tag == WP + "extent":
            area = integer(element, 0, "cx") / _EMU_PER_CM * integer(element, 0, "cy") / _EMU_PER_CM
        elif tag == V + "shape":
            area = _area(element.get("style") or "")
        elif tag in (PIC + "pic", V + "imagedata"):
            if not embedded:  # the picture of an object is its preview
                losses[LossCode.IMAGE] += 1
                found.page_pictures += area >= PAGE_PICTURE_CM2
        elif tag == _CONTROL:
            losses[LossCode.ACTIVE_CONTENT] += 1
        elif tag in _EMBEDDED and not embedded:
            losses[LossCode.EMBEDDED_OBJECT] += 1
        todo.extend(reversed(element))


def _area(style: str) -> float:
    """Square centimetres of a VML shape; 0 where its style does not say."""
    sizes = {name: float(number) * _IN_CM[unit] for name, number, unit in _STYLE_SIZE.findall(style) if _is(number)}
    return sizes.get("width", 0.0) * sizes.get("height", 0.0)


def _is(number: str) -> bool:
    return number.count(".") <= 1 and number != "."
