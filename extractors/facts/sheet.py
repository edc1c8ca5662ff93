"""A paper before it is known what it is: its units, its lines, and nothing decided.

A cell of a letterhead holds several lines (issuing body, number, subject), and so may a paragraph of a PDF; fields are
read by line, evidence is given in the unit that the line stands in.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from extractors.facts.paper import Unit
from pipeline.models.base import Span
from pipeline.models.facts import BlockSpan
from pipeline.models.files import Block, BlockKind, ReadFile

_MARGIN = frozenset({BlockKind.HEADER, BlockKind.FOOTER})


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a unit, without the blanks around it."""

    unit: Unit
    start: int
    end: int

    @property
    def span(self) -> Span:
        """Where it stands in its unit."""
        return self.start, self.end

    @property
    def text(self) -> str:
        """As it stands."""
        return self.unit.text[self.start : self.end]

    @property
    def folded(self) -> str:
        """Lower case, marks kept."""
        return self.unit.folded[self.start : self.end]

    @property
    def bare(self) -> str:
        """Lower case, no marks."""
        return self.unit.bare[self.start : self.end]

    def cut(self, start: int, end: int | None = None) -> Line:
        """Characters ``start`` to ``end`` of this line, trimmed."""
        return trimmed(self.unit, self.start + start, self.end if end is None else self.start + end)


def trimmed(unit: Unit, start: int, end: int) -> Line:
    """The line between two characters of a unit without blanks at its ends."""
    text = unit.text
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Line(unit, start, end)


def lines_of(unit: Unit) -> Iterator[Line]:
    """The lines of a unit that hold anything."""
    start = 0
    for piece in unit.text.split("\n"):
        end = start + len(piece)
        if piece and not piece.isspace():
            yield trimmed(unit, start, end)
        start = end + 1


def is_capitals(text: str) -> bool:
    """Written in capitals, save for a stray letter."""
    upper = sum(1 for letter in text if letter.isupper())
    lower = sum(1 for letter in text if letter.islower())
    return upper >= 2 and lower * 5 <= upper


@dataclass(frozen=True)
class Sheet:
    """A run of blocks of one file that is one paper."""

    read: ReadFile
    blocks: tuple[Block, ...]
    units: tuple[Unit, ...]
    """Paragraphs and cells in reading order, page headers and footers among them."""

    @property
    def file(self) -> str:
        """Path of its file inside the dossier."""
        return self.read.file.path

    @property
    def span(self) -> BlockSpan:
        """First and last block."""
        return BlockSpan(first_block=self.blocks[0].index, last_block=self.blocks[-1].index)

    @cached_property
    def body(self) -> tuple[Unit, ...]:
        """The units without page headers and footers."""
        return tuple(unit for unit in self.units if unit.block.kind not in _MARGIN)

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """The lines of the body."""
        return tuple(line for unit in self.body for line in lines_of(unit))
