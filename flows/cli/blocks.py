"""What a reader got from a file: for the eye a line a block, for a machine one object with places."""

from __future__ import annotations

from typing import Any

from flows.cli import screen
from flows.cli.screen import t, word
from pipeline.findings import said_of
from pipeline.messages import render
from pipeline.models.base import Place
from pipeline.models.files import Block, BlockKind, Cell, Problem, ReadFile, place_in


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
        screen.line(f"!! {t(problem.code.value, **said_of(problem, read.file.path))}")


def file_json(read: ReadFile) -> dict[str, Any]:
    """One file as ``dossiers read --json`` prints it: blocks and cells with places, losses, problems, status."""
    path = read.file.path
    return {
        "file": path,
        "sha256": read.file.sha256,
        "format": read.format,
        "status": read.status.value,
        "pages": read.pages,
        "losses": [loss.model_dump(mode="json") for loss in read.losses],
        "problems": [_problem(problem, path) for problem in read.problems],
        "blocks": [_block(block, path) for block in read.blocks],
    }


def _problem(problem: Problem, path: str) -> dict[str, Any]:
    message = render(problem.code.value, said_of(problem, path))
    return {
        "code": problem.code.value,
        "place": problem.place.model_dump(mode="json") if problem.place is not None else None,
        "message": message.vi,
        "message_en": message.en,
        "remedy": message.remedy_vi,
        "remedy_en": message.remedy_en,
    }


def _block(block: Block, path: str) -> dict[str, Any]:
    cells = [
        {
            "text": cell.text,
            **_raw(cell),
            "row_span": cell.row_span,
            "column_span": cell.column_span,
            "place": place_in(path, block, (0, len(cell.text)), cell=cell).model_dump(mode="json"),
        }
        for cell in block.cells
    ]
    whole = (0, len(block.text))
    place = place_in(path, block, whole) if block.text else Place(file=path, page=block.page, block=block.index)
    return {
        "kind": block.kind.value,
        "text": block.text,
        **_raw(block),
        "starts_page": block.starts_page,
        "place": place.model_dump(mode="json"),
        "cells": cells,
    }


def _raw(part: Block | Cell) -> dict[str, str]:
    """The text as the file stores it, where another was made of it."""
    return {} if part.raw is None else {"raw": part.raw}


def _show_table(block: Block) -> None:
    for row in sorted({cell.row for cell in block.cells}):
        cells = [cell for cell in block.cells if cell.row == row]
        texts = (f"({cell.row},{cell.column}) {' / '.join(cell.text.splitlines())}" for cell in cells)
        screen.line("    " + " | ".join(texts))
