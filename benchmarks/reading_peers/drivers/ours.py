"""This project, whole: every reader behind ``extractors.readers.read.read``, with places, losses and problems.

What the reader tells to be a header or footer of the page is left out, as the known text has none.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from common import Answer, Table, drive, lines_of

from extractors.readers.read import read as read_file
from pipeline.models.files import Block, BlockKind, SourceFile
from pipeline.models.limits import Limits
from pipeline.models.vocabulary import FileStatus

_LIMITS = Limits()
_FURNITURE = (BlockKind.HEADER, BlockKind.FOOTER)
_READ = (FileStatus.READ, FileStatus.READ_WITH_LOSSES)


def read(path: Path) -> Answer:
    """Text block by block, tables row by row."""
    answer = read_file(_source(path), _LIMITS)
    if answer.status not in _READ:
        raise RuntimeError(f"{answer.status}: {', '.join(problem.code for problem in answer.problems)}")
    lines: list[str] = []
    tables: list[Table] = []
    for block in answer.blocks:
        if block.kind in _FURNITURE:
            continue
        if block.kind is BlockKind.TABLE:
            tables.append(_cells(block))
            lines.append(lines_of(tables[-1]))
        else:
            lines.append(block.text)
    return "\n".join(lines), tables


def _source(path: Path) -> SourceFile:
    data = path.read_bytes()
    return SourceFile(
        id="f1",
        path=path.name,
        raw_name_b64=None,
        sha256=hashlib.sha256(data).hexdigest(),
        size=len(data),
        location=str(path.absolute()),
    )


def _cells(block: Block) -> Table:
    rows = 1 + max((cell.row for cell in block.cells), default=-1)
    columns = 1 + max((cell.column for cell in block.cells), default=-1)
    table: Table = [[None] * columns for _ in range(rows)]
    for cell in block.cells:
        table[cell.row][cell.column] = cell.text
    return table


drive(read)
