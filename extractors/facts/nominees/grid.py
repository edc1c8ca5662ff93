"""A table as rows and columns, as the finders of nominees look at it."""

from __future__ import annotations

from collections.abc import Mapping

from extractors.facts.paper import Unit
from pipeline.models.files import Block


class Grid:
    """A table as rows and columns; a merged cell fills every position that it covers."""

    def __init__(self, file: str, block: Block, units: Mapping[int, Unit] | None = None) -> None:
        """``units``: those that were made of the cells before, by the cell's ``id``; their foldings are kept."""
        self.block = block
        made = units or {}
        self._filled: dict[int, list[tuple[int, Unit]]] = {}
        # A span never reaches past the last row and column in which a cell stands: a false span costs no memory.
        self.rows = max((cell.row for cell in block.cells), default=-1) + 1
        self.columns = max((cell.column for cell in block.cells), default=-1) + 1
        self.at: list[list[Unit | None]] = [[None] * self.columns for _ in range(self.rows)]
        for cell in block.cells:
            unit = made.get(id(cell)) or Unit(file, block, cell, cell.text)
            for row in range(cell.row, min(cell.row + cell.row_span, self.rows)):
                for column in range(cell.column, min(cell.column + cell.column_span, self.columns)):
                    self.at[row][column] = unit

    def filled(self, row: int) -> list[tuple[int, Unit]]:
        """The cells with text that a row shows, each once, with their first column."""
        found = self._filled.get(row)
        if found is None:
            found = self._filled[row] = []
            for column, unit in enumerate(self.at[row]):
                if unit is not None and unit.text.strip() and (not found or found[-1][1] is not unit):
                    found.append((column, unit))
        return found

    def starting(self, row: int) -> list[tuple[int, Unit]]:
        """Those of them that begin in this row."""
        return [(column, unit) for column, unit in self.filled(row) if unit.cell is not None and unit.cell.row == row]
