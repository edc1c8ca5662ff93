"""One workbook as blocks: what is seen on its sheets, sheet by sheet.

A formula shows what the last program calculated; one without a value is counted as a missing part, and so is a cell
that shows an error. Hidden sheets, rows and columns are counted and left out, as hidden text of a Word file is: the
officer who opens the file does not see them either. Macros and links to other workbooks are told, never followed.
"""

from __future__ import annotations

import io

from extractors.readers import base, zipped
from extractors.readers.docx.package import Package
from extractors.readers.sheets.layout import blocks_of
from extractors.readers.sheets.model import Book
from pipeline.models.files import Problem, ReadFile, SourceFile
from pipeline.models.limits import Limits
from pipeline.models.vocabulary import FileCode, LossCode


def read_sheets(source: SourceFile, data: bytes, limits: Limits, kind: str) -> ReadFile:
    """Blocks of a workbook of a kind: ``xlsx``, ``xlsm``, ``xlsb``, ``xls``, ``ods``.

    :class:`~pipeline.errors.ReadError` where it is damaged, encrypted or over a limit.
    """
    book = Book(source.path, limits.blocks)
    if kind in ("xls", "xlsb"):
        from extractors.readers.sheets.binary import read_binary

        read_binary(data, kind, book, limits)
    else:
        with zipped.opened(io.BytesIO(data), limits, source.path) as archive:
            package = Package(archive, limits, source.path)
            if kind == "ods":
                from extractors.readers.sheets.ods import read_ods

                read_ods(package, book)
            else:
                from extractors.readers.sheets.xlsx import read_xlsx

                read_xlsx(package, book)
    return _answer(source, kind, book)


def _answer(source: SourceFile, kind: str, book: Book) -> ReadFile:
    blocks = blocks_of(book.sheets, book)
    losses = book.losses
    if not blocks and not any(losses[code] for code in (*base.HIDES_WORDS, LossCode.IMAGE)):
        return base.empty(source, kind, "no text", losses)
    problems: list[Problem] = []
    if not blocks and losses[LossCode.IMAGE]:
        problems.append(base.problem(FileCode.PAGE_WITHOUT_TEXT, source.path, "nothing but pictures"))
    return base.finished(source, kind, blocks, losses, problems)
