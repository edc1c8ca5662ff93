"""One spreadsheet a run: a row a dossier. Cells are typed, so no text of a dossier can become a formula (CWE-1236)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from pathlib import Path

import xlsxwriter

from pipeline.messages import Language, label, say
from pipeline.reports.summary import Summary

Cell = str | int | dt.date | None
_COLUMNS: tuple[tuple[str, int, Callable[[Summary, Language], Cell]], ...] = (
    ("register.id", 13, lambda row, language: row.id),
    ("register.version", 10, lambda row, language: row.version),
    ("register.tray", 16, lambda row, language: label(row.recommendation.value, language)),
    ("register.issuer", 32, lambda row, language: row.issuer),
    ("register.number", 18, lambda row, language: row.number),
    ("register.date", 13, lambda row, language: row.date),
    ("register.conference", 18, lambda row, language: row.conference),
    ("register.limit", 13, lambda row, language: row.limit),
    ("register.received", 30, lambda row, language: row.received),
    ("register.collectives", 10, lambda row, language: row.collectives),
    ("register.individuals", 10, lambda row, language: row.individuals),
    ("register.committees", 12, lambda row, language: row.committees),
    ("register.reasons", 48, lambda row, language: "; ".join(label(code, language) for code in row.reasons)),
    ("register.unread", 11, lambda row, language: row.unread),
)


def write_register(path: Path, rows: Sequence[Summary], language: Language = "vi") -> None:
    """Write the spreadsheet beside its name first and then rename it, so that nobody sees half of one."""
    partial = path.with_name(f".{path.name}.part")
    # strings_to_formulas off: a unit called "=1+1" stays a name.
    options: dict[str, object] = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    # Row by row to the disk: a register of many thousand rows is not held in memory.
    options |= {"constant_memory": True, "tmpdir": str(path.parent)}
    with xlsxwriter.Workbook(str(partial), options) as book:
        sheet = book.add_worksheet(say("register.sheet", language))
        head = book.add_format({"bold": True, "bg_color": "#E6ECF2", "text_wrap": True, "valign": "top", "border": 1})
        text = book.add_format({"text_wrap": True, "valign": "top", "border": 1})
        day = book.add_format({"num_format": "dd/mm/yyyy", "valign": "top", "align": "left", "border": 1})
        for column, (title, width, _) in enumerate(_COLUMNS):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, say(title, language), head)
        for number, row in enumerate(rows, start=1):
            for column, (_, _, value_of) in enumerate(_COLUMNS):
                _write(sheet, number, column, value_of(row, language), text, day)
        sheet.freeze_panes(1, 1)
        sheet.autofilter(0, 0, max(len(rows), 1), len(_COLUMNS) - 1)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.set_paper(9)
    partial.replace(path)


def _write(
    sheet: xlsxwriter.worksheet.Worksheet,
    row: int,
    column: int,
    value: Cell,
    text: xlsxwriter.format.Format,
    day: xlsxwriter.format.Format,
) -> None:
    if value is None:
        sheet.write_blank(row, column, None, text)
    elif isinstance(value, dt.date):
        sheet.write_datetime(row, column, dt.datetime.combine(value, dt.time()), day)
    elif isinstance(value, int):
        sheet.write_number(row, column, value, text)
    else:
        sheet.write_string(row, column, value, text)
