"""A paper as it is meant: its parts in reading order, from which both the file and the known text are made."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field

LEFT_OF = "\0left"
"""A cell that is merged with the one on its left."""
ABOVE = "\0above"
"""A cell that is merged with the one above."""
_MERGED = (LEFT_OF, ABOVE)
MOTTO = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")


@dataclass(frozen=True)
class Letterhead:
    """Two columns without rules: the issuer and the number on the left, the motto, place and date on the right."""

    superior: str
    issuer: str
    number: str
    place_and_date: str


@dataclass(frozen=True)
class Title:
    """Kind of paper and its subject, centred."""

    kind: str
    subject: str


@dataclass(frozen=True)
class Paragraph:
    """Running text."""

    text: str
    bold: bool = False
    centred: bool = False


@dataclass(frozen=True)
class Grid:
    """A ruled table; a cell is its text, :data:`LEFT_OF` or :data:`ABOVE`."""

    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]
    """Centimetres."""
    header_rows: int = 1


@dataclass(frozen=True)
class Closing:
    """Two columns without rules: who receives it on the left, who signs on the right."""

    recipients: tuple[str, ...]
    signing: tuple[str, ...]
    signer: str


Part = Letterhead | Title | Paragraph | Grid | Closing


@dataclass(frozen=True)
class Paper:
    """One file of the workload before it is written."""

    name: str
    """Of the file, without its ending; unique."""
    kind: str
    """``letter`` (no ruled table), ``list`` (a long one) or ``report`` (a short one)."""
    parts: tuple[Part, ...]
    landscape: bool = False


@dataclass(frozen=True)
class Known:
    """What a reader should find."""

    texts: tuple[str, ...]
    """The text in each order that is right: a letterhead is read row by row, or its left column first."""
    tables: tuple[tuple[tuple[str | None, ...], ...], ...] = field(default=())
    """The ruled tables; null where a merged cell covers the place."""


def known(paper: Paper) -> Known:
    """Text and cells as they were meant, before any file is made."""
    orders = itertools.product(*(tuple(_orders(part)) for part in paper.parts))
    tables = tuple(grid_of(part) for part in paper.parts if isinstance(part, Grid))
    return Known(tuple("\n".join(order) for order in orders), tables)


def grid_of(grid: Grid) -> tuple[tuple[str | None, ...], ...]:
    """The cells, null where a merged cell covers the place."""
    return tuple(tuple(None if cell in _MERGED else cell for cell in row) for row in grid.rows)


def _orders(part: Part) -> Iterator[str]:
    match part:
        case Letterhead(superior, issuer, number, place_and_date):
            yield "\n".join((superior, issuer, *MOTTO, number, place_and_date))
            yield "\n".join((superior, issuer, number, *MOTTO, place_and_date))
        case Title(kind, subject):
            yield f"{kind}\n{subject}"
        case Paragraph(text):
            yield text
        case Grid(rows):
            yield "\n".join(cell for row in rows for cell in row if cell not in _MERGED)
        case Closing(recipients, signing, signer):
            left = ("Nơi nhận:", *(f"- {line}" for line in recipients)) if recipients else ()
            yield "\n".join((*left, *signing, signer))
