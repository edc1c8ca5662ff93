"""What is laid upon a page: filled fields, notes, and the marks of signing software (ISO 32000-1, 12.5, 12.7).

Vietnamese e-office systems write the number and the day of a signed paper, the receipt stamp and "Ký bởi: …" as
appearances of signature fields: one sees them, yet they are in no page's text. They are drawn into the page here, in
memory; the file is never changed. A figure then belongs to the line that it fills ("Số: 31/…"); what has lines of its
own, like a signature's, is kept apart from the text under it.
"""

from __future__ import annotations

import ctypes
import re
from collections import Counter
from dataclasses import dataclass, field

import pypdfium2 as pypdfium
import pypdfium2.raw as pdfium

from extractors.readers.pdf import native
from extractors.readers.pdf.frame import Frame, Rect
from extractors.readers.pdf.lines import Line, lines_of
from extractors.readers.pdf.words import PageText, Word
from pipeline.models.vocabulary import LossCode

_UNSHOWN = frozenset({pdfium.FPDF_ANNOT_LINK, pdfium.FPDF_ANNOT_POPUP})
_NOTES = frozenset({pdfium.FPDF_ANNOT_FREETEXT, pdfium.FPDF_ANNOT_STAMP})
_WORDLESS = frozenset({pdfium.FPDF_ANNOT_TEXT, pdfium.FPDF_ANNOT_STRIKEOUT})
"""The words of a note behind its icon, and what a strike takes away, are not in the appearance."""
_SIGNED = re.compile(r"(?:ky boi|nguoi ky|co quan|gio ky|thoi gian|ngay ky|signed|signature|sao y)\b.*[:;]")


@dataclass(frozen=True)
class Overlay:
    """One annotation: where it lies in user space, and what is lost where its words cannot be read."""

    rect: Rect
    loss: LossCode | None


@dataclass
class Overlays:
    """The annotations of one page."""

    losses: Counter[LossCode] = field(default_factory=Counter)
    """Those whose words cannot be read."""
    drawn: list[Overlay] = field(default_factory=list)
    """Those that were drawn into the page."""
    first_char: int = 0
    """The characters and objects of the page from these on are theirs."""
    first_object: int | None = None


def drawn_in(document: pypdfium.PdfDocument, index: int, page: pypdfium.PdfPage) -> tuple[pypdfium.PdfPage, Overlays]:
    """The page with its annotations drawn into it, as they are shown; the page as it was where it has none.

    Closes ``page`` where it answers another.
    """
    found = Overlays()
    found.drawn = _annotations(page, found.losses)
    if not found.drawn:
        return page, found
    text = page.get_textpage()
    found.first_char = native.count_chars(native.address(text.raw))
    text.close()
    found.first_object = native.count_objects(native.address(page.raw))
    if pdfium.FPDFPage_Flatten(page, pdfium.FLAT_NORMALDISPLAY) != pdfium.FLATTEN_SUCCESS:
        found.losses.update(overlay.loss for overlay in found.drawn if overlay.loss)
        return page, Overlays(found.losses)
    page.close()
    return document[index], found


def _annotations(page: pypdfium.PdfPage, losses: Counter[LossCode]) -> list[Overlay]:
    """The annotations with an appearance; counts in ``losses`` those whose words are not in one."""
    shown = []
    for index in range(max(pdfium.FPDFPage_GetAnnotCount(page), 0)):
        annotation = pdfium.FPDFPage_GetAnnot(page, index)
        if not annotation:
            continue
        try:
            kind = pdfium.FPDFAnnot_GetSubtype(annotation)
            if kind in _UNSHOWN:
                continue
            loss = LossCode.COMMENT if kind in _NOTES else None
            if kind == pdfium.FPDF_ANNOT_WIDGET and _value(annotation):
                loss = LossCode.ACTIVE_CONTENT
            visible = kind not in _WORDLESS and _has_appearance(annotation)
            if kind in _WORDLESS:
                losses[LossCode.COMMENT] += 1
            elif visible:
                shown.append(Overlay(_rect(annotation), loss))
            elif loss:
                losses[loss] += 1
        finally:
            pdfium.FPDFPage_CloseAnnot(annotation)
    return shown


def _has_appearance(annotation: object) -> bool:
    return bool(pdfium.FPDFAnnot_GetAP(annotation, pdfium.FPDF_ANNOT_APPEARANCEMODE_NORMAL, None, 0) > 2)


def _rect(annotation: object) -> Rect:
    rect = pdfium.FS_RECTF()
    if not pdfium.FPDFAnnot_GetRect(annotation, ctypes.byref(rect)):
        return 0.0, 0.0, 0.0, 0.0
    return rect.left, rect.bottom, rect.right, rect.top


def _value(annotation: object) -> str:
    """The text value of a field; a signature's value is a dictionary and so is empty here."""
    length = pdfium.FPDFAnnot_GetStringValue(annotation, b"V", None, 0)
    if length <= 2:
        return ""
    buffer = ctypes.create_string_buffer(length)
    pdfium.FPDFAnnot_GetStringValue(annotation, b"V", ctypes.cast(buffer, ctypes.POINTER(pdfium.FPDF_WCHAR)), length)
    return buffer.raw[: length - 2].decode("utf-16-le", "replace")


def take_overlays(text: PageText, overlays: Overlays) -> list[list[Line]]:
    """Takes out of ``text`` what annotations say in lines of their own, and answers it, annotation by annotation.

    Counts in ``overlays`` the annotations that should have words and have none.
    """
    if not overlays.drawn:
        return []
    theirs = [word for word in text.words if word.start >= overlays.first_char]
    for word in theirs:
        word.laid = True
    apart: list[list[Line]] = []
    gone: set[int] = set()
    for overlay in overlays.drawn:
        held = [word for word in theirs if id(word) not in gone and _inside(word, overlay.rect, text.frame)]
        if not held:
            overlays.losses.update([overlay.loss] if overlay.loss else [])
            continue
        lines = lines_of(held)
        if len(lines) > 1 or any(_SIGNED.search(line.bare) for line in lines):
            apart.append(lines)
            gone.update(map(id, held))
    text.words = [word for word in text.words if id(word) not in gone]
    return sorted(apart, key=lambda lines: (lines[0].baseline, lines[0].x0))


def _inside(word: Word, rect: Rect, frame: Frame) -> bool:
    x0, y0, x1, y1 = frame.reading(rect)
    return x0 - 1 <= (word.x0 + word.x1) / 2 <= x1 + 1 and y0 - 1 <= (word.y0 + word.y1) / 2 <= y1 + 1
