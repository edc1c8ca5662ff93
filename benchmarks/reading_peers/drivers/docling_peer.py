"""docling's readers of Word files and workbooks, called directly: its converter imports torch before any file is seen.

PDF and pictures need layout models that it fetches from a hub, so they are not run.
"""

from __future__ import annotations

from pathlib import Path

from common import Answer, Table, drive, lines_of
from docling.backend.msexcel_backend import MsExcelDocumentBackend
from docling.backend.msword_backend import MsWordDocumentBackend
from docling.datamodel.base_models import InputFormat
from docling.datamodel.document import InputDocument
from docling_core.types.doc import TableItem, TextItem

_BACKENDS = {
    ".docx": (InputFormat.DOCX, MsWordDocumentBackend),
    ".xlsx": (InputFormat.XLSX, MsExcelDocumentBackend),
}


def read(path: Path) -> Answer:
    """Texts and tables of the body in order; the texts that repeat the cells of a table are left out."""
    kind, backend = _BACKENDS[path.suffix]
    document = InputDocument(path_or_stream=path, format=kind, backend=backend)._backend.convert()
    lines: list[str] = []
    tables: list[Table] = []
    inside: set[str] = set()
    for item, _ in document.iterate_items(with_groups=True, traverse_pictures=True):
        if item.parent is not None and item.parent.cref in inside:
            inside.add(item.self_ref)
        elif isinstance(item, TableItem):
            inside.add(item.self_ref)
            tables.append(_cells(item))
            lines.append(lines_of(tables[-1]))
        elif isinstance(item, TextItem):
            lines.append(item.text)
    return "\n".join(lines), tables


def _cells(item: TableItem) -> Table:
    rows: Table = [[None] * item.data.num_cols for _ in range(item.data.num_rows)]
    for cell in item.data.table_cells:
        rows[cell.start_row_offset_idx][cell.start_col_offset_idx] = cell.text
    return rows


drive(read)
