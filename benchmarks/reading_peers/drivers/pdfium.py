"""pypdfium2 alone: the text of each page and the box of each of its characters; it knows no tables."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
from common import Answer, drive


def read(path: Path) -> Answer:
    """Text in the order of the file; the boxes are asked for because a reading with places needs them."""
    pages: list[str] = []
    with pypdfium2.PdfDocument(path) as document:
        for page in document:
            text = page.get_textpage()
            pages.append(text.get_text_range())
            for index in range(text.count_chars()):
                text.get_charbox(index)
    return "\n".join(pages), []


drive(read)
