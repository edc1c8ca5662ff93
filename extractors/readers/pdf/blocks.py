"""Paragraphs and tables as the blocks that leave the reader: clean text, and the box of each word on the page shown."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import TypeAdapter

from extractors.readers.pdf.frame import Frame
from extractors.readers.pdf.lines import Text, text_of
from extractors.readers.pdf.page import Item
from extractors.readers.pdf.tables import Grid
from pipeline.models.files import Block, BlockKind, Cell, WordBox

Frames = Mapping[int, Frame]
_WORD_BOXES = TypeAdapter(tuple[WordBox, ...])
"""All boxes of a text at once: made one by one they cost as much as a tenth of the page."""


def block_of(item: Item, index: int, opens: bool, frames: Frames) -> Block:
    """The block of a paragraph or a table; ``opens`` says that it is the first of its page."""
    if isinstance(item, Grid):
        return Block(
            index=index, kind=BlockKind.TABLE, text="", page=item.page, starts_page=opens, cells=_cells(item, frames)
        )
    text = text_of([[line] for line in item.lines] if item.kind is BlockKind.TEXT_BOX else [item.lines])
    return Block(
        index=index,
        kind=item.kind,
        text=text.text,
        page=item.page,
        starts_page=opens,
        bold=item.bold,
        centred=item.centred,
        words=_words(text, frames),
    )


def _cells(grid: Grid, frames: Frames) -> tuple[Cell, ...]:
    cells = []
    for cell in sorted(grid.cells, key=lambda one: (one.row, one.column)):
        text = text_of(cell.paragraphs)
        cells.append(
            Cell(
                row=cell.row,
                column=cell.column,
                row_span=cell.row_span,
                column_span=cell.column_span,
                text=text.text,
                page=cell.page,
                words=_words(text, frames),
            )
        )
    return tuple(cells)


def _words(text: Text, frames: Frames) -> tuple[WordBox, ...]:
    boxes = []
    heights: dict[float, float] = {}
    for start, end, word in text.spans:
        frame = frames[word.page]
        if frame.reads_as_shown:
            # Words of one line have the same heights, and to round is a good part of what a box costs.
            if (y0 := heights.get(word.y0)) is None:
                y0 = heights[word.y0] = round(word.y0, 2)
            if (y1 := heights.get(word.y1)) is None:
                y1 = heights[word.y1] = round(word.y1, 2)
            box = round(word.x0, 2), y0, round(word.x1, 2), y1
        else:
            box = frame.shown((word.x0, word.y0, word.x1, word.y1))
        boxes.append({"span": (start, end), "page": word.page, "box": box, "confidence": word.confidence})
    return _WORD_BOXES.validate_python(boxes)
