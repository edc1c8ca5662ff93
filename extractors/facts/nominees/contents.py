"""What the cells of a column hold, where its heading alone does not tell: kinds of nominees, names, the same again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from extractors.facts.nominees.grid import Grid
from extractors.facts.nominees.lexicon import canon, table
from extractors.facts.nominees.names import lead_end, read_name
from extractors.facts.paper import Unit
from extractors.text.fold import key
from pipeline.models.vocabulary import NomineeType

_LONGEST_KIND = 24
_MARK = re.compile(r"[xX✓✔+*]")
# So many rows tell what a column holds; reading a long list twice would cost time for nothing.
_ROWS_LOOKED_AT = 12


@cache
def _kinds() -> dict[str, NomineeType]:
    found: dict[str, list[str]] = table("columns")["kinds"]
    return {word: NomineeType(kind) for kind, words in found.items() for word in words}


@cache
def _kind_of_words(text: str) -> NomineeType | None:
    return _kinds().get(" ".join(key(text).replace(".", "").strip(" :-").split()))


def kind_told(text: str) -> NomineeType | None:
    """The kind that a cell tells with nothing else in it: "TT", "Cá nhân", "HGĐ"."""
    return None if len(text) > _LONGEST_KIND else _kind_of_words(text)


def column_cells(grid: Grid, column: int, first: int) -> Iterator[Unit]:
    """The cells with text of a column from a row on, each once, without those merged across."""
    before: Unit | None = None
    for row in range(first, grid.rows):
        unit = grid.at[row][column]
        if unit is None or unit is before or not unit.text.strip():
            continue
        before = unit
        if unit.cell is not None and unit.cell.column_span == 1:
            yield unit


def tells_kinds(grid: Grid, column: int, first: int) -> bool:
    """Whether every cell of a column tells a kind."""
    told = False
    for unit in column_cells(grid, column, first):
        if kind_told(unit.text) is None:
            return False
        told = True
    return told


def holds_marks(grid: Grid, column: int, first: int) -> bool:
    """Whether a column holds crosses only: "Tập thể" and "Cá nhân" side by side, one of them marked."""
    cells = [unit.text.strip() for unit in column_cells(grid, column, first)]
    return bool(cells) and all(_MARK.fullmatch(text) for text in cells)


def holds_names(grid: Grid, column: int, first: int, *, persons: bool = False) -> bool:
    """Whether most cells of a column begin with the name of a nominee, or of a person or household only."""
    looked = named = 0
    for unit in column_cells(grid, column, first):
        if looked == _ROWS_LOOKED_AT:
            break
        looked += 1
        named += names_somebody(unit, persons=persons)
    return named * 2 >= looked > 0


def like_person(unit: Unit) -> bool:
    """Whether a cell begins with capitalised words in the shape of a person's name, with a known family name or not."""
    name = read_name(unit.text, canon(unit.text), unit.bare, lead_end(unit.text), loose=True)
    return name is not None and name.type in (NomineeType.INDIVIDUAL, None)


def names_somebody(unit: Unit, *, persons: bool = False) -> bool:
    """Whether a cell begins with a name by its own words, without a heading that says so."""
    name = read_name(unit.text, canon(unit.text), unit.bare, lead_end(unit.text), loose=False)
    return name is not None and (not persons or name.type in (NomineeType.INDIVIDUAL, NomineeType.HOUSEHOLD))


def repeats(grid: Grid, column: int, first: int) -> bool:
    """Whether a column says the same in two rows, as places do and names do not."""
    words = [key(unit.text) for unit in column_cells(grid, column, first)]
    return len(set(words)) < len(words)
