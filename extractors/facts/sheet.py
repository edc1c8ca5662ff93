"""A paper before it is known what it is: its units, its lines, and nothing decided.

A cell of a letterhead holds several lines (issuing body, number, subject), and so may a paragraph of a PDF; fields are
read by line, evidence is given in the unit that the line stands in.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from extractors.facts.paper import Line, Unit
from pipeline.models.facts import BlockSpan
from pipeline.models.files import Block, BlockKind, ReadFile

__all__ = ["Line", "Sheet", "is_capitals"]

_MARGIN = frozenset({BlockKind.HEADER, BlockKind.FOOTER})


def is_capitals(text: str) -> bool:
    """Written in capitals, save for a stray letter."""
    upper = sum(map(str.isupper, text))
    return upper >= 2 and sum(map(str.islower, text)) * 5 <= upper


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
        return tuple(line for unit in self.body for line in unit.lines)
