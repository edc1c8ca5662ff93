"""Sheets of .xls (BIFF8) and .xlsb (BIFF12) through python-calamine, after their records were looked over.

Calamine tells no number formats: days come as days, "mm/yyyy" as the first of the month's day, "00" without its zero.
"""

from __future__ import annotations

import datetime as dt
import io
import struct
from collections.abc import Sequence

import olefile
import python_calamine as calamine

from extractors.readers import zipped
from extractors.readers.base import MIB, bad_file
from extractors.readers.sheets.model import Book, Sheet, SheetCell
from extractors.readers.sheets.numbers import day_text, plain
from extractors.readers.sheets.records import Extent, Survey, survey_biff, survey_biff12
from extractors.readers.sheets.spans import Area, place_merged
from pipeline.models.limits import Limits
from pipeline.models.vocabulary import FileCode, LossCode

_Value = int | float | str | bool | dt.time | dt.date | dt.datetime | dt.timedelta


def read_binary(data: bytes, kind: str, book: Book, limits: Limits) -> None:
    """Put the visible sheets of a binary workbook into ``book``."""
    survey = _survey_xls(data, book) if kind == "xls" else _survey_xlsb(data, book, limits)
    for extent in survey.sheets:
        book.count(extent.cells)
        book.check_area(*extent.area)
        book.losses[LossCode.PART_MISSING] += extent.errors
    book.losses[LossCode.MACRO] += survey.macros
    book.losses[LossCode.EXTERNAL_LINK] += survey.links
    try:
        with calamine.load_workbook(io.BytesIO(data)) as workbook:
            _read(workbook, survey, book)
    except calamine.PasswordError as error:
        raise bad_file(FileCode.FILE_ENCRYPTED, book.file, "password") from error
    except (calamine.CalamineError, OSError, ValueError) as error:
        raise bad_file(FileCode.FILE_DAMAGED, book.file, type(error).__name__) from error
    except BaseException as error:
        # A panic of Rust is no Exception and its class has no name to import.
        if type(error).__name__ != "PanicException":
            raise
        raise bad_file(FileCode.FILE_DAMAGED, book.file, "calamine gave up") from error


def _survey_xls(data: bytes, book: Book) -> Survey:
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as compound:
            name = next((name for name in ("Workbook", "Book") if compound.exists(name)), "Workbook")
            stream = compound.openstream(name).read()
    except (OSError, struct.error, IndexError, ValueError) as error:
        raise bad_file(FileCode.FILE_DAMAGED, book.file, "OLE directory") from error
    survey = survey_biff(stream)
    if survey.encrypted:
        raise bad_file(FileCode.FILE_ENCRYPTED, book.file, "FilePass")
    if not survey.sheets:
        raise bad_file(FileCode.FILE_DAMAGED, book.file, "no sheet in the workbook stream")
    return survey


def _survey_xlsb(data: bytes, book: Book, limits: Limits) -> Survey:
    """Sheet parts by their usual place; the order does not matter for what is counted."""
    survey = Survey()
    left = limits.unpacked_mb * MIB
    with zipped.opened(io.BytesIO(data), limits, book.file) as archive:
        if sum(info.file_size for info in archive.infolist()) > left:
            raise bad_file(FileCode.FILE_TOO_LARGE, book.file, "unpacked size")
        for info in archive.infolist():
            name = info.filename.lower()
            if name.endswith("vbaproject.bin"):
                survey.macros = True
            elif "externallinks/externallink" in name and name.endswith(".bin"):
                survey.links += 1
            elif name.endswith(".bin"):
                part = zipped.read_entry(archive, info, left, book.file)
                left -= len(part)
                if "worksheets/" in name:
                    survey.sheets.append(survey_biff12(part))
    return survey


def _read(workbook: calamine.CalamineWorkbook, survey: Survey, book: Book) -> None:
    known = workbook.sheets_metadata
    # Hidden rows belong to a sheet by its number where every part was told.
    extents: Sequence[Extent | None] = survey.sheets if len(survey.sheets) == len(known) else [None] * len(known)
    for number, (entry, extent) in enumerate(zip(known, extents, strict=True)):
        if entry.typ != calamine.SheetTypeEnum.WorkSheet:
            macro = entry.typ in (calamine.SheetTypeEnum.MacroSheet, calamine.SheetTypeEnum.Vba)
            book.losses[LossCode.MACRO if macro else LossCode.EMBEDDED_OBJECT] += 1
            continue
        sheet = workbook.get_sheet_by_index(number)
        cells = _cells(sheet, book)
        if entry.visible != calamine.SheetVisibleEnum.Visible:
            book.losses[LossCode.HIDDEN_TEXT] += len(cells)
            continue
        merged = [Area(*first, *last) for first, last in sheet.merged_cell_ranges or ()]
        seen = [cell for cell in place_merged(cells, merged, book) if not _is_hidden(cell, extent)]
        book.losses[LossCode.HIDDEN_TEXT] += len(cells) - len(seen)
        book.sheets.append(Sheet(entry.name, seen))


def _is_hidden(cell: SheetCell, extent: Extent | None) -> bool:
    if extent is None:
        return False
    return cell.row in extent.hidden_rows or any(first <= cell.column <= last for first, last in extent.hidden_columns)


def _cells(sheet: calamine.CalamineSheet, book: Book) -> dict[tuple[int, int], SheetCell]:
    """The cells with text. What was calculated to nothing cannot be told from what nobody calculated."""
    found: dict[tuple[int, int], SheetCell] = {}
    if sheet.start is None:
        return found
    rows = sheet.to_python(skip_empty_area=True)
    top, left = sheet.start
    for row, values in enumerate(rows, start=top):
        for column, value in enumerate(values, start=left):
            text = book.text(value) if isinstance(value, str) else _shown(value)
            if text:
                found[row, column] = SheetCell(row, column, text)
    return found


def _shown(value: _Value) -> str:
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, dt.date | dt.time):
        return day_text(value)
    if isinstance(value, dt.timedelta):
        minutes = round(value.total_seconds() / 60)
        return f"{minutes // 60}:{minutes % 60:02d}"
    return plain(value) if isinstance(value, int | float) else value
