"""What a PDF carries besides its pages: scripts, actions that launch, send or import, attachments.

Nothing of it is run or followed; it is counted, so that a person knows that the paper holds more than was read.
"""

from __future__ import annotations

from collections import Counter

import pypdfium2 as pypdfium
import pypdfium2.raw as pdfium

from pipeline.models.vocabulary import LossCode

_ACTIVE_NAMES = (b"/JavaScript", b"/Launch", b"/SubmitForm", b"/ImportData")
"""Actions that run something, or send or fetch what stands in fields (ISO 32000-1, 12.6.4 and 12.7.5); a link is none
of them: it waits for somebody to follow it."""


def of_document(document: pypdfium.PdfDocument, data: bytes) -> Counter[LossCode]:
    """Active content and attachments of the whole file."""
    found: Counter[LossCode] = Counter()
    scripts = max(pdfium.FPDFDoc_GetJavaScriptActionCount(document), 0)
    named = sum(data.count(name) for name in _ACTIVE_NAMES)
    found[LossCode.ACTIVE_CONTENT] = max(scripts, named)
    found[LossCode.EMBEDDED_OBJECT] = max(document.count_attachments(), 0)
    return +found
