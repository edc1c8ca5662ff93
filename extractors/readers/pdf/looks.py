"""How the text objects of a page are drawn: asked of PDFium once for each object and font, not for each character."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from extractors.readers.pdf import native
from extractors.text.legacy import Encoding, by_font

_FILL_AND_STROKE = 2
_ASKEW = 1e-5
"""Quarter turns: what is drawn at a larger angle does not keep one baseline from end to end."""
_TINY = 1.0
"""Points: smaller letters are seen by nobody."""
_BOLD_WEIGHT = 700
_BOLD = re.compile(r"bold|black|heavy|[,-]bd\b", re.IGNORECASE)
_DOTLESS = re.compile(r"^(?:[A-Z]{6}\+)?(?=Vn[A-Z])")
""".VnTime and its kin under a name that lost its dot."""


@dataclass(slots=True, eq=False)
class Look:
    """How a text object is drawn."""

    bold: bool = False
    encoding: Encoding | None = None
    """What the name of its font says about its letters, where that is not Unicode."""
    hidden: bool = False
    size: float = 0.0
    turns: int = 0
    """Quarter turns that set it upright."""
    origin: tuple[float, float] | None = None
    """Where it stands, in user space: on the same baseline as all of the object, unless this is a little askew."""


_UNKNOWN = Look()


@dataclass
class Looks:
    """What was asked of the fonts and text objects of one page."""

    text_page: int
    hidden: frozenset[int]
    """Text objects that nobody sees."""
    _fonts: dict[int | None, tuple[bool, Encoding | None]] = field(default_factory=dict)
    _objects: dict[int | None, Look] = field(default_factory=lambda: {None: _UNKNOWN})

    def of(self, indexes: Sequence[int]) -> list[Look]:
        """How each of some characters is drawn."""
        objects = native.text_objects(self.text_page, indexes)
        known = self._objects
        for obj, index in zip(objects, indexes, strict=True):
            if obj not in known and obj is not None:
                known[obj] = self._ask(obj, index)
        return [known[obj] for obj in objects]

    def _ask(self, obj: int, index: int) -> Look:
        """How the object is drawn that draws the character at ``index``."""
        page = self.text_page
        font = native.object_font(obj)
        known = self._fonts.get(font)
        if known is None:
            name = native.font_name(font) if font else ""
            weight = native.font_weight(page, index)
            known = self._fonts[font] = (bool(_BOLD.search(name)) or weight >= _BOLD_WEIGHT, _encoding(name))
        size, turns, origin = native.setting(page, index)
        straight = abs(turns - round(turns)) < _ASKEW
        return Look(
            known[0] or native.render_mode(obj) == _FILL_AND_STROKE,
            known[1],
            obj in self.hidden or (0 < size < _TINY and _height(page, index) < _TINY),
            size,
            -round(turns) % 4,
            origin if straight else None,
        )


def _height(text_page: int, index: int) -> float:
    """How high the drawn character is; a font made of drawings (Type 3) may be large at a small size."""
    _, bottom, _, top = native.tight_box(text_page, index)
    return top - bottom


def _encoding(name: str) -> Encoding | None:
    return by_font(_DOTLESS.sub(".", name, count=1)) if name else None
