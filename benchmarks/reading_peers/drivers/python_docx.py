"""python-docx alone: the body opened and walked in order, paragraphs and cells; a merged cell is told once."""

from __future__ import annotations

from pathlib import Path

import docx
from common import Answer, Table, drive, lines_of
from docx.table import Table as WordTable


def read(path: Path) -> Answer:
    """Paragraphs and tables of the body."""
    lines: list[str] = []
    tables: list[Table] = []
    for block in docx.Document(str(path)).iter_inner_content():
        if isinstance(block, WordTable):
            tables.append(_cells(block))
            lines.append(lines_of(tables[-1]))
        else:
            lines.append(block.text)
    return "\n".join(lines), tables


def _cells(table: WordTable) -> Table:
    seen: set[object] = set()
    rows: Table = []
    for row in table.rows:
        cells: list[str | None] = []
        for cell in row.cells:
            cells.append(None if cell._tc in seen else cell.text)
            seen.add(cell._tc)
        rows.append(cells)
    return rows


drive(read)
