"""From submitted bytes to what a reader found in them."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from pipeline.models.base import Box, Place, Span, Value
from pipeline.models.vocabulary import FileCode, FileStatus, LossCode, SignatureOutcome, TraceRole

Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class SourceFile(Value):
    """One submitted file as it lies in the sealed store or in the given folder; bytes are never altered."""

    id: str
    """``f1``, ``f2``, … in the order of the dossier."""
    path: str
    """Path inside the dossier, NFC, with ``/``; ``!/`` steps into an archive."""
    raw_name_b64: str | None
    """Base64 of the path's raw bytes where these are not the UTF-8 of :attr:`path`, else null."""
    sha256: Sha256
    size: int
    """Bytes."""
    location: str
    """Where the bytes can be opened; of a member of an archive, where the archive can be opened."""
    parent: str | None = None
    """Id of the archive that holds this file."""
    member: str | None = None
    """Name of the entry in the parent archive as the archive's directory gives it; of an attachment, its number."""
    within: tuple[str, ...] = ()
    """Of a member of an archive inside an archive: the steps from the file at :attr:`location` to the parent."""


class Loss(Value):
    """Something that a reader left out or changed, with how often."""

    code: LossCode
    count: int


class WordBox(Value):
    """The box of one word of a block or cell, for formats that have pages."""

    span: Span
    page: int
    box: Box
    confidence: float | None = None
    """Of a word that was recognised in an image, how sure the recognition is, 0 to 1; null for text of the file."""


class Signature(Value):
    """One digital signature of a file, as far as it can be judged without a network."""

    signer: str | None
    """Name in the certificate."""
    organisation: str | None
    signed_at: dt.datetime | None
    """With its offset; null where the file gives none. The signer's own clock unless a time stamp confirms it."""
    outcome: SignatureOutcome
    reason: str = ""
    """Why it is invalid or cannot be told: a word of :class:`~pipeline.models.vocabulary.SignatureReason`."""


class Trace(Value):
    """A moment that an exchange envelope gives for a body that sent or received it (QCVN 102, TraceHeader)."""

    organ_id: str
    organ_name: str | None
    at: dt.datetime
    role: TraceRole
    quote: str


class BlockKind(StrEnum):
    """What a block is on the page."""

    PARAGRAPH = "paragraph"
    TABLE = "table"
    HEADER = "header"
    FOOTER = "footer"
    TEXT_BOX = "text_box"
    NOTE = "note"


class Cell(Value):
    """One cell of a table, standing at its top left position; a merged cell stands once."""

    row: int
    column: int
    row_span: int = 1
    column_span: int = 1
    text: str
    """NFC; paragraphs of the cell are joined by a line feed."""
    raw: str | None = None
    """The text as the file stores it, where :attr:`text` was converted from an encoding of before Unicode."""
    page: int | None = None
    words: tuple[WordBox, ...] = ()


class Block(Value):
    """One paragraph, table, header, footer, text box or note, in reading order."""

    index: int
    kind: BlockKind
    text: str
    """NFC, automatic number included; empty for a table, whose text is in its cells."""
    raw: str | None = None
    """The text as the file stores it, without its automatic number, where :attr:`text` was converted from an encoding
    of before Unicode."""
    page: int | None = None
    """Page where the block begins, from 1; null where the format has no pages."""
    starts_page: bool = False
    """True where the block is known to open a new page: a good place for a new paper to begin."""
    bold: bool = False
    """All of the text is bold."""
    centred: bool = False
    cells: tuple[Cell, ...] = ()
    words: tuple[WordBox, ...] = ()


class Problem(Value):
    """Why a file, or a part of one, could not be read."""

    code: FileCode
    place: Place | None = None
    detail: str = ""
    """For the log of a developer: never text of the document."""


class ReadFile(Value):
    """What a reader got from one file."""

    file: SourceFile
    status: FileStatus
    format: str
    """``docx``, ``pdf``, ``zip``, ``toml``, or the name of a kind that is not read yet."""
    pages: int | None = None
    blocks: tuple[Block, ...] = ()
    losses: tuple[Loss, ...] = ()
    problems: tuple[Problem, ...] = ()
    signatures: tuple[Signature, ...] = ()
    traces: tuple[Trace, ...] = ()


def box_of(words: tuple[WordBox, ...], span: Span) -> tuple[int, Box] | None:
    """Page and enclosing box of the words that a span touches, on the page where it begins; None without boxes."""
    touched = [word for word in words if word.span[0] < span[1] and span[0] < word.span[1]]
    if not touched:
        return None
    page = touched[0].page
    boxes = [word.box for word in touched if word.page == page]
    return page, (
        min(box[0] for box in boxes),
        min(box[1] for box in boxes),
        max(box[2] for box in boxes),
        max(box[3] for box in boxes),
    )


def place_in(
    file: str,
    block: Block,
    span: Span,
    *,
    document: str | None = None,
    cell: Cell | None = None,
) -> Place:
    """The place of characters ``span`` of a block, or of one of its cells."""
    found = box_of(cell.words if cell is not None else block.words, span)
    page = found[0] if found else (cell.page if cell is not None else None) or block.page
    return Place(
        file=file,
        document=document,
        page=page,
        block=block.index,
        row=cell.row if cell is not None else None,
        column=cell.column if cell is not None else None,
        box=found[1] if found else None,
        span=span,
    )
