"""What a PDF carries besides its pages: scripts, launch actions, attachments.

Nothing of it is run or followed; it is counted, so that a person knows that the paper holds more than was read.
"""

from __future__ import annotations

from collections import Counter

import pypdfium2 as pypdfium
import pypdfium2.raw as pdfium

from pipeline.models.vocabulary import LossCode

_ACTIVE_NAMES = (b"/JavaScript", b"/Launch")


def of_document(document: pypdfium.PdfDocument, data: bytes) -> Counter[LossCode]:
    """Scripts, launch actions and attachments of the whole file."""
    found: Counter[LossCode] = Counter()
    scripts = max(pdfium.FPDFDoc_GetJavaScriptActionCount(document), 0)
    named = sum(data.count(name) for name in _ACTIVE_NAMES)
    found[LossCode.ACTIVE_CONTENT] = max(scripts, named)
    found[LossCode.EMBEDDED_OBJECT] = max(document.count_attachments(), 0)
    return +found
