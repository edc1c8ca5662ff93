"""A sheet as a person sees it: texts at their places, what is hidden left out and counted."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from extractors.readers.base import bad_file
from extractors.readers.lines import cleaned
from extractors.text.fold import clean
from extractors.text.legacy import by_font, convert, typed_in_unicode
from pipeline.models.vocabulary import FileCode, LossCode

_SPARSE = 10
"""Positions of a grid for each cell that a file may have: beyond that a far-off cell is there to fill memory."""


@dataclass(frozen=True, slots=True)
class SheetCell:
    """One cell with text, standing at its top left position."""

    row: int
    column: int
    text: str
    row_span: int = 1
    column_span: int = 1
    bold: bool = False
    centred: bool = False


@dataclass
class Sheet:
    """One visible sheet; rows and columns count from 0 as in the file."""

    name: str
    cells: list[SheetCell] = field(default_factory=list)
    boxes: list[str] = field(default_factory=list)
    """Texts of drawn boxes."""
    header: str = ""
    footer: str = ""


@dataclass
class Book:
    """What is read of a workbook while it is read."""

    file: str
    most: int
    """Cells that a file may have."""
    losses: Counter[LossCode] = field(default_factory=Counter)
    sheets: list[Sheet] = field(default_factory=list)
    _cells: int = 0

    def count(self, cells: int = 1) -> None:
        """Count cells that hold anything; ReadError ``file-too-large`` where they are too many."""
        self._cells += cells
        if self._cells > self.most:
            raise bad_file(FileCode.FILE_TOO_LARGE, self.file, "too many cells")

    def check_area(self, rows: int, columns: int) -> None:
        """ReadError ``file-too-large`` for a grid that is nearly all empty and would fill memory."""
        if rows * columns > self.most * _SPARSE:
            raise bad_file(FileCode.FILE_TOO_LARGE, self.file, f"grid of {rows} x {columns}")

    def text(self, text: str, font: str | None = None) -> str:
        """The text of a cell or of a run in it, out of the legacy encodings.

        Where no font tells the encoding the letters of the line do (:func:`extractors.text.legacy.guess`).
        """
        encoding = by_font(font) if font else None
        if encoding is not None and not typed_in_unicode(text):
            converted = convert(text, encoding)
            if converted.text != text:
                self.losses[LossCode.LEGACY_ENCODING if converted.lost else LossCode.LEGACY_CONVERTED] += 1
            return clean(converted.text).strip()
        return cleaned(text, self.losses)
