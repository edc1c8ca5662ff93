"""Papers made by hand for the tests of nominees: paragraphs as strings, tables as rows of cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extractors.facts.nominees import NomineeFacts, find
from extractors.facts.paper import Paper
from pipeline.models.facts import BlockSpan, Commendation, Document, Nominee
from pipeline.models.files import Block, BlockKind, Cell
from pipeline.models.vocabulary import Confidence, DocumentForm, DocumentKind


@dataclass(frozen=True)
class Merged:
    """A cell over several rows or columns; the positions that it covers are written as ``None``."""

    text: str
    rows: int = 1
    columns: int = 1


Row = Sequence[str | Merged | None]


@dataclass(frozen=True)
class Table:
    """Rows from the top; ``None`` is a position that a merged cell covers."""

    rows: tuple[Row, ...]


def table(*rows: Row) -> Table:
    """A table of these rows."""
    return Table(rows)


def across(text: str, columns: int) -> Row:
    """A row merged over all columns."""
    return [Merged(text, columns=columns), *[None] * (columns - 1)]


def _block(index: int, part: str | Table) -> Block:
    if isinstance(part, str):
        return Block(index=index, kind=BlockKind.PARAGRAPH, text=part)
    cells = []
    for at, row in enumerate(part.rows):
        for column, cell in enumerate(row):
            if isinstance(cell, Merged):
                cells.append(Cell(row=at, column=column, row_span=cell.rows, column_span=cell.columns, text=cell.text))
            elif cell is not None:
                cells.append(Cell(row=at, column=column, text=cell))
    return Block(index=index, kind=BlockKind.TABLE, text="", cells=tuple(cells))


def paper(
    identifier: str,
    kind: DocumentKind,
    *parts: str | Table,
    number: str | None = None,
    form: DocumentForm = DocumentForm.FINAL,
) -> Paper:
    """A paper of one file with these blocks."""
    blocks = tuple(_block(index, part) for index, part in enumerate(parts))
    document = Document(
        id=identifier,
        file=f"{identifier}.docx",
        span=BlockSpan(first_block=0, last_block=max(len(blocks) - 1, 0)),
        renditions=(),
        kind=kind,
        form=form,
        number=number,
        date=None,
        issuer=None,
        subject=None,
        addressees=(),
        confidence=Confidence.STATED,
        evidence=(),
        dates=(),
    )
    return Paper(document, blocks)


def request(*parts: str | Table, identifier: str = "d1") -> Paper:
    """A request letter to the province."""
    return paper(identifier, DocumentKind.REQUEST_LETTER, *parts)


def listing(*parts: str | Table, identifier: str = "d2") -> Paper:
    """A list of nominees."""
    return paper(identifier, DocumentKind.NOMINEE_LIST, *parts)


def facts(*papers: Paper, unread: bool = False, programmes: tuple[str, ...] = ()) -> NomineeFacts:
    """What is found in these papers; the first request letter is the one to the province."""
    letter = next((one.document.id for one in papers if one.document.kind is DocumentKind.REQUEST_LETTER), None)
    commendation = Commendation(
        kind=None, occasion=None, confidence=Confidence.INFERRED, evidence=(), programmes=programmes
    )
    return find(papers, letter, commendation, unread)


def names(found: NomineeFacts) -> list[str]:
    """The names in order."""
    return [one.name for one in found.nominees]


def kinds(found: NomineeFacts) -> list[str | None]:
    """The kinds in order."""
    return [one.type.value if one.type else None for one in found.nominees]


def one(found: NomineeFacts, name: str) -> Nominee:
    """The nominee of that name."""
    return next(nominee for nominee in found.nominees if nominee.name == name)
