"""Papers as Word files and lists as workbooks, in the look of Decree 30/2020 that the samples have."""

from __future__ import annotations

import copy
import io
from collections.abc import Callable

import xlsxwriter
from docx.document import Document
from docx.oxml.ns import qn
from docx.text.run import Run

from benchmarks.reading_peers.papers import (
    ABOVE,
    LEFT_OF,
    Closing,
    Grid,
    Letterhead,
    Paper,
    Paragraph,
    Part,
    Title,
    grid_of,
)
from samples.make.layout import BOTH, CENTRE, FIXED_TIME, WITH_ABOVE, WITH_LEFT, Sheet

Encode = Callable[[str], list[tuple[str, str]]]
"""Text to runs of a legacy font: (font, letters as they are stored)."""

SHEET = "Danh sách"
_MARKS = {LEFT_OF: WITH_LEFT, ABOVE: WITH_ABOVE}


def word(paper: Paper, encode: Encode | None = None) -> bytes:
    """A Word file; with ``encode`` its text is stored in a legacy encoding under legacy fonts."""
    sheet = Sheet()
    if paper.landscape:
        sheet._page(sheet.document.sections[0], landscape=True)
    for part in paper.parts:
        _draw(part, sheet)
    if encode is not None:
        _encode(sheet.document, encode)
    return sheet.to_bytes()


def workbook(paper: Paper) -> bytes:
    """The ruled tables of a paper as a workbook, one below the other; a merged cell fills its first place only."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        book.set_properties({"created": FIXED_TIME.replace(tzinfo=None)})
        page = book.add_worksheet(SHEET)
        top = 0
        for part in paper.parts:
            if isinstance(part, Grid):
                for r, row in enumerate(grid_of(part)):
                    for c, text in enumerate(row):
                        if text is not None:
                            page.write_string(top + r, c, text)
                top += len(part.rows) + 1
    return buffer.getvalue()


def _draw(part: Part, sheet: Sheet) -> None:
    match part:
        case Letterhead(superior, issuer, number, place_and_date):
            sheet.letterhead(superior, issuer, number, place_and_date)
        case Title(kind, subject):
            sheet.title(kind, subject)
        case Paragraph(text, bold, centred):
            sheet.write(text, align=CENTRE if centred else BOTH, bold=bold)
        case Grid(rows, widths, header_rows):
            cells = [[_MARKS.get(cell, cell) for cell in row] for row in rows]
            sheet.grid(cells, widths, header_rows=header_rows)
        case Closing(recipients, signing, signer):
            sheet.closing(recipients, signing, signer, signed=False)


def _encode(document: Document, encode: Encode) -> None:
    """Every run in the legacy encoding, a new run wherever the font changes."""
    for element in list(document.element.body.iter(qn("w:r"))):
        runs = encode(Run(element, document).text)
        for _ in runs[1:]:
            element.addnext(copy.deepcopy(element))
        at = element
        for font, letters in runs:
            run = Run(at, document)
            run.text = letters
            run.font.name = font
            fonts = run._element.get_or_add_rPr().get_or_add_rFonts()
            for kind in ("w:hAnsi", "w:cs", "w:eastAsia"):
                fonts.set(qn(kind), font)
            at = at.getnext()
