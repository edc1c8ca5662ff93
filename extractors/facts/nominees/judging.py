"""Whether the rows of a table are nominees: by its headings, the words above it, the shapes of rows without headings.

A table can be anything: votes, marks, earlier awards, plans, attendance, signatures. One that could be a list of
nominees and is not understood is never passed over in silence: it is told as unclear, so that nothing is concluded
from its absence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum

from extractors.facts.nominees.columns import Header, read_header
from extractors.facts.nominees.contents import holds_names, names_somebody
from extractors.facts.nominees.grid import Grid
from extractors.facts.nominees.groups import is_kind_heading
from extractors.facts.paper import Unit
from pipeline.models.vocabulary import DocumentKind

_NO_NOMINEES_ABOVE = re.compile(
    r"thanh phan|danh sach (?:cac )?(?:thanh vien|dai bieu|co mat)|thanh vien hoi dong|tong diem"
    r"|bang (?:tong hop )?(?:cham )?diem|ket qua cham diem"
    r"|da duoc (?:khen|tang)|hinh thuc (?:da|khen thuong da)|thanh tich da dat|ket qua thuc hien"
)
NOMINEES_ABOVE = re.compile(
    r"de nghi (?:chu tich|tang|khen|xet|ubnd|hoi dong)|danh sach.{0,80}(?:khen|tang|de nghi)"
    r"|ket qua (?:bo phieu|binh xet|bieu quyet|kiem phieu)|suy ton|binh xet"
)
"""Words that announce nominees."""
_FRAME = re.compile(r"noi nhan|cong hoa xa hoi|doc lap\s*-\s*tu do|kinh gui|^so:")
_MINUTES = (DocumentKind.MINUTES, DocumentKind.BALLOT_MINUTES)
_MERITS = ("award", "votes", "summary", "kind")
_DESCRIBES = ("award", "post", "unit", "post_unit", "summary")
# Columns that lists of nominees have and plans, results and statistics do not.
_PROPOSES = ("award", "post", "post_unit", "honorific", "birth", "ethnic", "kind")
_NUMBER = re.compile(r"\d{1,3}\.?")
_WORD = re.compile(r"[^\W\d_]{2}")
_FRAME_ROWS = 3


class Holds(Enum):
    """What the rows under a header are."""

    NOMINEES = "nominees"
    OTHER = "other"
    UNCLEAR = "unclear"
    """They could be nominees and are not understood."""


def announced(above: Sequence[Unit]) -> bool | None:
    """What the nearest words above a table say it holds: nominees or not; None where they say nothing."""
    for unit in reversed(above):
        if NOMINEES_ABOVE.search(unit.bare):
            return True
        if _NO_NOMINEES_ABOVE.search(unit.bare):
            return False
    return None


def judge(header: Header, above: Sequence[Unit], kind: DocumentKind, *, listed: bool, opened: bool) -> Holds:
    """What the rows under a header are: nominees, or votes without names, marks, earlier awards, attendance.

    ``opened``: a request or heading above ended in a colon, or a heading of kind or award is in force.
    """
    told = announced(above)
    if told is False:
        # "Kết quả thực hiện …, danh sách như sau:": awards still to be given are no earlier ones.
        asks = listed and header.names and header.has("award") and not header.has("previous", "year", "quantity")
        return Holds.UNCLEAR if asks else Holds.OTHER
    claims = listed and (told is True or kind is DocumentKind.NOMINEE_LIST or says_kind(above))
    unclear = Holds.UNCLEAR if claims else Holds.OTHER
    if header.has("quantity"):
        return unclear if header.names and header.has("post", "post_unit", "birth") else Holds.OTHER
    if not header.names:
        if header.has("previous", "measure"):
            return Holds.OTHER
        return Holds.UNCLEAR if listed and header.has(*_PROPOSES) else unclear
    if _is_other(header):
        return unclear
    if header.has("score") and not header.has("award"):
        # Marks beside posts or merits, announced as nominees; a bare sheet of marks shows all who were judged.
        return Holds.NOMINEES if told and header.has("post", "post_unit", "summary") else unclear
    if header.has("award") or told:
        return Holds.NOMINEES
    if kind in _MINUTES:
        return Holds.NOMINEES if header.has(*_MERITS) else Holds.OTHER
    sure = not header.assumed or opened or claims
    return Holds.NOMINEES if listed and sure else Holds.OTHER


def _is_other(header: Header) -> bool:
    """Attendance, earlier awards, ratings: columns of theirs, and none that describes a nominee."""
    bare = not header.has(*_DESCRIBES)
    return header.has("attendance") or (bare and header.has("previous", "year", "rating") and not header.has("kind"))


def says_kind(above: Sequence[Unit]) -> bool:
    """Whether the words right above a table only say which kind of nominees follows: "B. CÁ NHÂN"."""
    return len(above) > 0 and is_kind_heading(above[-1])


def has_body(grid: Grid) -> bool:
    """Whether a table has words in two rows at least: more than its headings over rows left blank."""
    rows = (any(_WORD.search(unit.text) for _, unit in grid.starting(row)) for row in range(grid.rows))
    return sum(rows) > 1


def is_frame(grid: Grid) -> bool:
    """Whether a table only lays out a letterhead, the recipients or the signature."""
    return _FRAME.search(top_words(grid)) is not None


def top_words(grid: Grid) -> str:
    """The bare words of the first rows."""
    return " ".join(unit.bare for row in range(min(grid.rows, _FRAME_ROWS)) for _, unit in grid.filled(row))


def has_nominees_header(grid: Grid) -> bool:
    """Whether a frame holds more than a frame: a table of names laid out on the same grid."""
    rows = range(grid.rows) if grid.rows > _FRAME_ROWS else ()
    return any((header := read_header(grid, row)) is not None and header.names for row in rows)


def numbered_rows(grid: Grid) -> list[int]:
    """The rows with a number in the first or, where there is none, in the last column."""
    for column in (0, grid.columns - 1):
        rows = [row for row in range(grid.rows) if _is_number(grid, row, column)]
        if rows:
            return rows
    return []


def _is_number(grid: Grid, row: int, column: int) -> bool:
    unit = grid.at[row][column] if grid.columns else None
    return unit is not None and _NUMBER.fullmatch(unit.text.strip()) is not None


def names_persons(grid: Grid, *, least: int) -> bool:
    """Whether a column begins with persons in so many rows and in most: no signatures, which stand in one row."""
    for column in range(grid.columns):
        cells = [unit for row in range(grid.rows) for at, unit in grid.starting(row) if at == column]
        named = sum(names_somebody(unit, persons=True) for unit in cells)
        if named >= least and named * 2 >= len(cells):
            return True
    return False


def name_column(grid: Grid, rows: Sequence[int]) -> int | None:
    """The column of names in numbered rows without headings.

    None where two columns could be it, where few cells read as names, or where headings stand above that no list knows.
    """
    if grid.columns < 2 or not rows or not _is_number(grid, rows[0], 0) or _headings_above(grid, rows[0]):
        return None
    persons = [column for column in range(1, grid.columns) if holds_names(grid, column, rows[0], persons=True)]
    if persons:
        return persons[0] if len(persons) == 1 else None
    return 1 if holds_names(grid, 1, rows[0]) else None


def _headings_above(grid: Grid, row: int) -> bool:
    cells = grid.filled(row - 1) if row else []
    return len(cells) > 1 and not is_kind_heading(cells[-1][1])
