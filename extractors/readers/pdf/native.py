"""PDFium's functions as plain ones that take addresses, so that a whole page is asked in one go.

A call through ``ctypes`` with typed pointers costs more than the answer; called by ``map`` over ranges of addresses the
same functions run four times as fast. PDFium is not safe for threads: call all of this from one thread.
"""

from __future__ import annotations

import ctypes
import math
import re
import sys
from collections import deque
from collections.abc import Callable, Sequence
from itertools import repeat
from typing import Any

import pypdfium2.raw as pdfium

_POINTER = ctypes.c_void_p


def address(handle: Any) -> int:
    """The address that a typed handle of pypdfium2 stands for."""
    return ctypes.cast(handle, _POINTER).value or 0


def _plain(name: str, answer: Any, *arguments: Any) -> Callable[..., Any]:
    return ctypes.PYFUNCTYPE(answer, *arguments)(address(getattr(pdfium, name)))


count_chars = _plain("FPDFText_CountChars", ctypes.c_int, _POINTER)
_text = _plain("FPDFText_GetText", ctypes.c_int, _POINTER, ctypes.c_int, ctypes.c_int, _POINTER)
_unicode = _plain("FPDFText_GetUnicode", ctypes.c_uint, _POINTER, ctypes.c_int)
_loose_box = _plain("FPDFText_GetLooseCharBox", ctypes.c_int, _POINTER, ctypes.c_int, _POINTER)
_tight_box = _plain("FPDFText_GetCharBox", ctypes.c_int, _POINTER, ctypes.c_int, *[_POINTER] * 4)
_no_unicode = _plain("FPDFText_HasUnicodeMapError", ctypes.c_int, _POINTER, ctypes.c_int)
_font_size = _plain("FPDFText_GetFontSize", ctypes.c_double, _POINTER, ctypes.c_int)
_char_matrix = _plain("FPDFText_GetMatrix", ctypes.c_int, _POINTER, ctypes.c_int, _POINTER)
_origin = _plain("FPDFText_GetCharOrigin", ctypes.c_int, _POINTER, ctypes.c_int, _POINTER, _POINTER)
text_object = _plain("FPDFText_GetTextObject", _POINTER, _POINTER, ctypes.c_int)
object_font = _plain("FPDFTextObj_GetFont", _POINTER, _POINTER)
font_weight = _plain("FPDFText_GetFontWeight", ctypes.c_int, _POINTER, ctypes.c_int)
render_mode = _plain("FPDFTextObj_GetTextRenderMode", ctypes.c_int, _POINTER)
_base_name = _plain("FPDFFont_GetBaseFontName", ctypes.c_size_t, _POINTER, _POINTER, ctypes.c_size_t)

count_objects = _plain("FPDFPage_CountObjects", ctypes.c_int, _POINTER)
page_object = _plain("FPDFPage_GetObject", _POINTER, _POINTER, ctypes.c_int)
count_inner = _plain("FPDFFormObj_CountObjects", ctypes.c_int, _POINTER)
inner_object = _plain("FPDFFormObj_GetObject", _POINTER, _POINTER, ctypes.c_ulong)
object_type = _plain("FPDFPageObj_GetType", ctypes.c_int, _POINTER)
_object_matrix = _plain("FPDFPageObj_GetMatrix", ctypes.c_int, _POINTER, _POINTER)
_object_bounds = _plain("FPDFPageObj_GetBounds", ctypes.c_int, _POINTER, *[_POINTER] * 4)
_fill_colour = _plain("FPDFPageObj_GetFillColor", ctypes.c_int, _POINTER, *[_POINTER] * 4)
_draw_mode = _plain("FPDFPath_GetDrawMode", ctypes.c_int, _POINTER, _POINTER, _POINTER)
count_segments = _plain("FPDFPath_CountSegments", ctypes.c_int, _POINTER)
_segment = _plain("FPDFPath_GetPathSegment", _POINTER, _POINTER, ctypes.c_int)
_segment_type = _plain("FPDFPathSegment_GetType", ctypes.c_int, _POINTER)
_segment_point = _plain("FPDFPathSegment_GetPoint", ctypes.c_int, _POINTER, _POINTER, _POINTER)
_segment_close = _plain("FPDFPathSegment_GetClose", ctypes.c_int, _POINTER)

TEXT, PATH, IMAGE, FORM = (
    pdfium.FPDF_PAGEOBJ_TEXT,
    pdfium.FPDF_PAGEOBJ_PATH,
    pdfium.FPDF_PAGEOBJ_IMAGE,
    pdfium.FPDF_PAGEOBJ_FORM,
)

Matrix = tuple[float, float, float, float, float, float]
_QUARTER = math.pi / 2
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)

# Control characters, letters written from the right, surrogates, private use, ligatures, and what these are spelt as.
_NOT_ONE_TO_ONE = re.compile(
    "[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\u0590-\u08ff\ud800-\uf8ff\ufb00-\U0010ffff]|f[fil]|[s\u017f]t"
)

_floats = (ctypes.c_float * 6)()
_FLOATS = ctypes.addressof(_floats)
_doubles = (ctypes.c_double * 4)()
_DOUBLES = ctypes.addressof(_doubles)
_ints = (ctypes.c_uint * 4)()
_INTS = ctypes.addressof(_ints)
_name = ctypes.create_string_buffer(256)
_NAME = ctypes.addressof(_name)


def characters(text_page: int, count: int) -> tuple[str, list[float]]:
    """The characters and, four a character, left, top, right, bottom of the loose boxes in user space.

    A loose box is as wide as the character's advance; as high as its font only where the font says how high it is.
    """
    boxes = (ctypes.c_float * (4 * count))()
    start = ctypes.addressof(boxes)
    deque(map(_loose_box, repeat(text_page), range(count), range(start, start + 16 * count, 16)), maxlen=0)
    return _all_text(text_page, count) or _each_letter(text_page, count), boxes[:]


def _all_text(text_page: int, count: int) -> str:
    """The characters as PDFium's text of the page, in one call; empty where that may not be one letter a character.

    The text leaves control characters out and spells ligatures, so where either may be in it, nothing is answered.
    """
    buffer = ctypes.create_string_buffer(4 * count + 4)
    length = _text(text_page, 0, count, ctypes.addressof(buffer)) - 1
    if length != count:
        return ""
    text = buffer.raw[: 2 * count].decode("utf-16-le", "surrogatepass")
    return "" if len(text) != count or _NOT_ONE_TO_ONE.search(text) else text


def _each_letter(text_page: int, count: int) -> str:
    codes = list(map(_unicode, repeat(text_page), range(count)))
    return "".join([chr(code) if code <= sys.maxunicode else "\ufffd" for code in codes])


def without_unicode(text_page: int, count: int) -> list[int]:
    """For each character 1 where its font does not say which letter it is; empty where every font says it of all."""
    asked = map(_no_unicode, repeat(text_page), range(count))
    return list(map(_no_unicode, repeat(text_page), range(count))) if any(asked) else []


def text_objects(text_page: int, indexes: Sequence[int]) -> list[int | None]:
    """For each of some characters the text object that draws it; None for a blank that PDFium guessed."""
    return list(map(text_object, repeat(text_page), indexes))


def origin(text_page: int, index: int) -> tuple[float, float]:
    """Where a character stands on its baseline, in user space."""
    _origin(text_page, index, _DOUBLES, _DOUBLES + 8)
    return _doubles[0], _doubles[1]


def tight_box(text_page: int, index: int) -> tuple[float, float, float, float]:
    """Left, bottom, right, top of what is drawn of a character, in user space."""
    _tight_box(text_page, index, _DOUBLES, _DOUBLES + 8, _DOUBLES + 16, _DOUBLES + 24)
    left, right, bottom, top = _doubles[:]
    return left, bottom, right, top


def setting(text_page: int, index: int) -> tuple[float, float, tuple[float, float]]:
    """Of the text object of a character: the font size as drawn, in points, or 0 where unknown; the quarter turns that
    it is turned by; where it begins on its baseline, in user space.
    """
    size = abs(float(_font_size(text_page, index)))
    if not _char_matrix(text_page, index, _FLOATS):
        return size, 0.0, origin(text_page, index)
    a, _, c, d, e, f = _floats[:]
    return size * math.hypot(c, d), math.atan2(c, a) / _QUARTER, (e, f)


def font_name(font: int) -> str:
    """Base name of a font, subset tag included; empty where it has none."""
    length = _base_name(font, _NAME, 256)
    return _name.value.decode("utf-8", "replace") if 0 < length <= 256 else ""


def matrix(obj: int) -> Matrix:
    """The object's own matrix."""
    if not _object_matrix(obj, _FLOATS):
        return IDENTITY
    a, b, c, d, e, f = _floats[:]
    return a, b, c, d, e, f


def bounds(obj: int) -> tuple[float, float, float, float]:
    """Left, bottom, right, top in the space that holds the object; all zero where unknown."""
    if not _object_bounds(obj, _FLOATS, _FLOATS + 4, _FLOATS + 8, _FLOATS + 12):
        return 0.0, 0.0, 0.0, 0.0
    left, bottom, right, top, *_ = _floats[:]
    return left, bottom, right, top


def fill_colour(obj: int) -> tuple[int, int, int, int] | None:
    """Red, green, blue, alpha from 0 to 255, or None."""
    if not _fill_colour(obj, _INTS, _INTS + 4, _INTS + 8, _INTS + 12):
        return None
    red, green, blue, alpha = _ints[:]
    return red, green, blue, alpha


def drawn(path: int) -> tuple[bool, bool]:
    """Whether a path is filled and whether it is stroked."""
    if not _draw_mode(path, _INTS, _INTS + 4):
        return False, False
    return bool(_ints[0]), bool(_ints[1])


def segments(path: int, count: int) -> list[tuple[int, float, float, bool]]:
    """Type, x, y and whether it closes its figure, of each segment of a path."""
    found = []
    for index in range(count):
        segment = _segment(path, index)
        if segment and _segment_point(segment, _FLOATS, _FLOATS + 4):
            found.append((_segment_type(segment), _floats[0], _floats[1], bool(_segment_close(segment))))
    return found
