"""pdfplumber alone: ``extract_text`` and ``extract_tables`` of each page, as its guide shows.

With ``tables`` as its argument the tables alone.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pdfplumber
from common import Answer, Table, drive


def read(path: Path) -> Answer:
    """Text by lines, and tables by their rules; what stands in a table stands in the text too."""
    pages: list[str] = []
    tables: list[Table] = []
    with pdfplumber.open(path) as document:
        for page in document.pages:
            if "tables" not in sys.argv:
                pages.append(page.extract_text())
            tables += page.extract_tables()
            page.close()
    return "\n".join(pages), tables


drive(read)
