"""One paper as the fact finders see it: its blocks as a run of units, each a paragraph or a table cell."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from extractors.facts.lazy import lazy
from extractors.text.fold import bare, fold
from pipeline.models.base import Place, Span
from pipeline.models.facts import Document, FieldEvidence, Quote
from pipeline.models.files import Block, BlockKind, Cell, place_in
from pipeline.models.vocabulary import Confidence


@dataclass(frozen=True)
class Unit:
    """A paragraph, or one cell of a table, with the foldings of its text. Spans count in all three alike."""

    file: str
    block: Block
    cell: Cell | None
    text: str

    @lazy
    def folded(self) -> str:
        """Lower case, marks kept."""
        return fold(self.text)

    @lazy
    def bare(self) -> str:
        """Lower case, no marks."""
        return bare(self.text)

    @lazy
    def lines(self) -> tuple[Line, ...]:
        """The lines that hold anything."""
        if "\n" not in self.text:
            return (trimmed(self, 0, len(self.text)),)
        lines: list[Line] = []
        start = 0
        for piece in self.text.split("\n"):
            end = start + len(piece)
            if piece and not piece.isspace():
                lines.append(trimmed(self, start, end))
            start = end + 1
        return tuple(lines)

    def place(self, span: Span, document: str | None) -> Place:
        """Where the characters of ``span`` stand."""
        return place_in(self.file, self.block, span, document=document, cell=self.cell)

    def quote(self, span: Span, document: str | None) -> Quote:
        """The words of ``span`` and where they stand."""
        return Quote(quote=self.text[span[0] : span[1]], place=self.place(span, document))

    def evidence(self, field: str, confidence: Confidence, span: Span, document: str | None) -> FieldEvidence:
        """The words of ``span`` as evidence for a field."""
        return FieldEvidence(
            field=field,
            confidence=confidence,
            quote=self.text[span[0] : span[1]],
            place=self.place(span, document),
        )


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


def units_of(file: str, blocks: tuple[Block, ...]) -> Iterator[Unit]:
    """Every paragraph and every table cell in reading order, empty ones left out."""
    for block in blocks:
        if block.kind is BlockKind.TABLE:
            for cell in block.cells:
                if cell.text.strip():
                    yield Unit(file, block, cell, cell.text)
        elif block.text.strip():
            yield Unit(file, block, None, block.text)


@dataclass(frozen=True)
class Paper:
    """A logical paper with what is known of it so far.

    Where a paper has renditions, ``blocks`` are those of the rendition that reads best (``file``); the facts of the
    others are compared by the finder of papers.
    """

    document: Document
    blocks: tuple[Block, ...]
    read_units: tuple[Unit, ...] | None = None
    """The units of ``blocks`` where they were made before: their foldings need not be made twice."""

    @cached_property
    def units(self) -> tuple[Unit, ...]:
        """Paragraphs and cells in reading order."""
        if self.read_units is not None:
            return self.read_units
        return tuple(units_of(self.document.file, self.blocks))

    @cached_property
    def tables(self) -> tuple[Block, ...]:
        """Its tables."""
        return tuple(block for block in self.blocks if block.kind is BlockKind.TABLE)
