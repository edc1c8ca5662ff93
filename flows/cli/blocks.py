"""What a reader got from a file, for the eye: a line a block with its place."""

from __future__ import annotations

from flows.cli import screen
from flows.cli.screen import t, word
from pipeline.models.files import Block, BlockKind, ReadFile


def show_file(read: ReadFile) -> None:
    """Print the blocks, losses and problems of one file."""
    screen.line(f"== {read.file.path} · {read.format} · {word(read.status.value)}")
    for block in read.blocks:
        where = f"[{block.index}" + (f" {t('report.place-page', page=block.page)}" if block.page else "") + "]"
        if block.kind is BlockKind.TABLE:
            screen.line(f"{where} {word('table')}")
            _show_table(block)
        else:
            kind = "" if block.kind is BlockKind.PARAGRAPH else f"({word(block.kind.value)}) "
            screen.line(f"{where} {kind}{block.text}")
    for loss in read.losses:
        screen.line(f"-- {word(loss.code.value)}: {loss.count}")
    for problem in read.problems:
        screen.line(f"!! {t(problem.code.value, file=read.file.path)}")


def _show_table(block: Block) -> None:
    for row in sorted({cell.row for cell in block.cells}):
        cells = [cell for cell in block.cells if cell.row == row]
        texts = (f"({cell.row},{cell.column}) {' / '.join(cell.text.splitlines())}" for cell in cells)
        screen.line("    " + " | ".join(texts))
