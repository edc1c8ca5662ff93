"""What one would read a PDF with instead: each function opens a file, reads all of it, and answers how much it got."""

from __future__ import annotations

from pathlib import Path

import pdfplumber
import pypdfium2


def plain_text(path: Path) -> int:
    """pypdfium2: the text alone."""
    with pypdfium2.PdfDocument(path) as document:
        return sum(len(page.get_textpage().get_text_range()) for page in document)


def text_with_boxes(path: Path) -> int:
    """pypdfium2: the text and the box of each character."""
    got = 0
    with pypdfium2.PdfDocument(path) as document:
        for page in document:
            text = page.get_textpage()
            text.get_text_range()
            got += len([text.get_charbox(index) for index in range(text.count_chars())])
    return got


def text_with_runs(path: Path) -> int:
    """pypdfium2: the text run by run, a box for each run; several words share one box."""
    got = 0
    with pypdfium2.PdfDocument(path) as document:
        for page in document:
            text = page.get_textpage()
            boxes = [text.get_rect(index) for index in range(text.count_rects())]
            got += sum(len(text.get_text_bounded(*box)) for box in boxes)
    return got


def words(path: Path) -> int:
    """pdfplumber: words with boxes."""
    with pdfplumber.open(path) as document:
        return sum(len(page.extract_words()) for page in document.pages)


def tables(path: Path) -> int:
    """pdfplumber: the cells of tables."""
    with pdfplumber.open(path) as document:
        return sum(len(row) for page in document.pages for table in page.extract_tables() for row in table)
