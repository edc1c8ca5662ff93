"""What a PDF carries besides its pages' text: scripts, launch actions, attachments, filled fields, notes on pages.

Nothing of it is run or followed; it is counted, so that a person knows that the paper holds more than was read.
"""

from __future__ import annotations

import ctypes
from collections import Counter

import pypdfium2 as pypdfium
import pypdfium2.raw as pdfium

from pipeline.models.vocabulary import LossCode

_NOTES = frozenset(
    {pdfium.FPDF_ANNOT_TEXT, pdfium.FPDF_ANNOT_FREETEXT, pdfium.FPDF_ANNOT_STAMP, pdfium.FPDF_ANNOT_STRIKEOUT}
)
_ACTIVE_NAMES = (b"/JavaScript", b"/Launch")


def of_document(document: pypdfium.PdfDocument, data: bytes) -> Counter[LossCode]:
    """Scripts, launch actions and attachments of the whole file."""
    found: Counter[LossCode] = Counter()
    scripts = max(pdfium.FPDFDoc_GetJavaScriptActionCount(document), 0)
    named = sum(data.count(name) for name in _ACTIVE_NAMES)
    found[LossCode.ACTIVE_CONTENT] = max(scripts, named)
    found[LossCode.EMBEDDED_OBJECT] = max(document.count_attachments(), 0)
    return +found


def of_page(page: pypdfium.PdfPage) -> Counter[LossCode]:
    """Notes and stamps laid upon a page, and filled form fields: their words are not in the text layer."""
    found: Counter[LossCode] = Counter()
    for index in range(max(pdfium.FPDFPage_GetAnnotCount(page), 0)):
        annotation = pdfium.FPDFPage_GetAnnot(page, index)
        if not annotation:
            continue
        try:
            kind = pdfium.FPDFAnnot_GetSubtype(annotation)
            if kind in _NOTES:
                found[LossCode.COMMENT] += 1
            elif kind == pdfium.FPDF_ANNOT_WIDGET and _value(annotation, b"V"):
                found[LossCode.ACTIVE_CONTENT] += 1
        finally:
            pdfium.FPDFPage_CloseAnnot(annotation)
    return found


def _value(annotation: object, key: bytes) -> str:
    """A text value of an annotation; a signature's value is a dictionary and so is empty here."""
    length = pdfium.FPDFAnnot_GetStringValue(annotation, key, None, 0)
    if length <= 2:
        return ""
    buffer = ctypes.create_string_buffer(length)
    pdfium.FPDFAnnot_GetStringValue(annotation, key, ctypes.cast(buffer, ctypes.POINTER(pdfium.FPDF_WCHAR)), length)
    return buffer.raw[: length - 2].decode("utf-16-le", "replace")
