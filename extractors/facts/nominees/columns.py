"""Which columns a table has: the headings of tables of nominees, in one row or two, and of tables that are none."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from extractors.facts.nominees.contents import column_cells, holds_marks, holds_names, like_person, repeats, tells_kinds
from extractors.facts.nominees.grid import Grid
from extractors.facts.nominees.lexicon import canon, table
from extractors.facts.paper import Unit
from extractors.text.fold import key
from pipeline.models.vocabulary import NomineeType

_LONGEST_HEADING = 90
_FAMILY_NAME = re.compile(r"^ho\b(?!.*\bten$)|dem$")
_COLUMN_NUMBER = re.compile(r"\(?(?:\d{1,2}|[A-Da-d])\)?")
_ROW_NUMBER = re.compile(r"\d{1,3}\.?")
_MOST_HEADER_ROWS = 3
_PERSONS = re.compile(r"^(?:ong|ba)$|\bca nhan\b|^ho\b(?! gia dinh| kinh| nong| san)|\bho\b.*\bten\b|\bnguoi\b")
_OF_PERSON = re.compile(r"^(?:ong|ba)$|^(?:ten )?nguoi\b|^ho\b|\bho\b.*\bten\b")
_PERSON_HEADING = re.compile(r"^ho\b.*\bten\b")
# One of these must be among the headings of a table that could name anybody.
_NAMING = {"name", "addressed", "unit", "post_unit", "subject", "address"}
# Beside these a column of bodies holds the units of persons.
_OF_PERSONS = {"post_unit", "post", "birth", "honorific"}


@dataclass(frozen=True)
class NameColumn:
    """Columns that hold one name together (Họ và | tên), and the kind that the heading tells."""

    columns: tuple[int, ...]
    type: NomineeType | None


@dataclass(frozen=True)
class Header:
    """The role of each column. ``until`` is the row where the body begins."""

    roles: tuple[str | None, ...]
    units: tuple[Unit | None, ...]
    names: tuple[NameColumn, ...]
    until: int
    assumed: bool = False
    """No heading says that these are the names: a column "Đơn vị" is taken for them."""

    def column(self, role: str) -> int | None:
        """The first column of a role."""
        return next((at for at, found in enumerate(self.roles) if found == role), None)

    def has(self, *roles: str) -> bool:
        """Whether any column has one of these roles."""
        return any(role in self.roles for role in roles)


@cache
def _roles() -> tuple[tuple[str, re.Pattern[str]], ...]:
    found = table("columns")["roles"]
    return tuple((role, re.compile("|".join(f"(?:{one})" for one in patterns))) for role, patterns in found.items())


@cache
def role_of(heading: str) -> str | None:
    """The role that a column's heading tells; None for words no list has."""
    if len(heading) > _LONGEST_HEADING:
        return None
    marked: dict[str, str] = table("columns")["marked"]
    exact = marked.get(" ".join(canon(heading).split()).strip(" .:"))
    if exact:
        return exact
    folded = key(heading)
    return next((role for role, pattern in _roles() if pattern.search(folded)), None)


def read_header(grid: Grid, row: int) -> Header | None:
    """The header that begins in this row; None where the row is none."""
    cells = grid.filled(row)
    if len(cells) < 2 or any(_ROW_NUMBER.fullmatch(unit.text.strip()) for _, unit in cells):
        return None
    roles = [role_of(unit.text) for _, unit in cells]
    known = sum(role is not None for role in roles)
    # Two equal headings stand over signatures: "Họ và tên … Họ và tên".
    different = {key(unit.text) for (_, unit), role in zip(cells, roles, strict=True) if role}
    if len(different) < 2 or not _NAMING & set(roles):
        return None
    if known * 2 < len(cells) and not any(_PERSON_HEADING.match(words) for words in different):
        return None
    until = _until(grid, row)
    found: list[str | None] = []
    units: list[Unit | None] = []
    for column in range(grid.columns):
        role, unit = _role_of_column(grid, column, row, until)
        found.append(role)
        units.append(unit)
    body = _after_column_numbers(grid, until)
    _by_content(grid, found, body)
    names = _name_columns(found, units)
    assumed = not names
    if assumed:
        names = _bodies_column(grid, found, body)
    found = ["unit" if role == "address" else role for role in found]
    return Header(tuple(found), tuple(units), names, body, assumed)


def _by_content(grid: Grid, roles: list[str | None], first: int) -> None:
    """Columns whose cells tell what their heading leaves open: "Đối tượng" over names, or over "TT" and "CN"."""
    for column, role in enumerate(roles):
        if role in (None, "name", "kind", "subject", "note") and tells_kinds(grid, column, first):
            roles[column] = "kind"
        elif role == "name" and holds_marks(grid, column, first):
            roles[column] = "mark"
    if "subject" in roles:
        column = roles.index("subject")
        is_name = "name" not in roles and holds_names(grid, column, first)
        roles[column] = "name" if is_name else "kind"
    _addressed(grid, roles, first)


def _addressed(grid: Grid, roles: list[str | None], first: int) -> None:
    """ "Ông | Bà": two columns of persons' names, one of them filled in each row; else they say who is a man."""
    columns = [column for column, role in enumerate(roles) if role == "addressed"]
    if not columns:
        return
    cells = [(unit.cell.row, unit) for column in columns for unit in column_cells(grid, column, first) if unit.cell]
    once = len({row for row, _ in cells}) == len(cells)
    persons = once and "name" not in roles and all(like_person(unit) for _, unit in cells)
    for column in columns:
        roles[column] = "name" if cells and persons else "honorific"


def _until(grid: Grid, row: int) -> int:
    """The row behind the header: merged cells reach down, or a second row holds only headings (Nam, Nữ)."""
    reach = max(
        (
            unit.cell.row + unit.cell.row_span
            for _, unit in grid.starting(row)
            if unit.cell and unit.cell.column_span < grid.columns
        ),
        default=row + 1,
    )
    until = max(row + 1, min(reach, row + _MOST_HEADER_ROWS, grid.rows))
    if until == row + 1 and until < grid.rows:
        below = grid.starting(until)
        empty_first = (
            grid.at[until][0] is None or not (grid.at[until][0] or below[0][1]).text.strip() if below else False
        )
        if below and empty_first and all(role_of(unit.text) for _, unit in below):
            until += 1
    return until


def _role_of_column(grid: Grid, column: int, first: int, until: int) -> tuple[str | None, Unit | None]:
    """The lowest known heading of the column; one over several columns goes for those without their own."""
    role: str | None = None
    named: Unit | None = None
    for row in range(first, until):
        unit = grid.at[row][column]
        if unit is None or not unit.text.strip():
            continue
        own = role_of(unit.text)
        if own is not None or named is None:
            role, named = own, unit
    return role, named


def _after_column_numbers(grid: Grid, until: int) -> int:
    """Skip a row that only numbers the columns: (1) (2) (3)."""
    if until < grid.rows:
        texts = [unit.text.strip() for _, unit in grid.filled(until)]
        if len(texts) >= 3 and all(_COLUMN_NUMBER.fullmatch(text) for text in texts):
            return until + 1
    return until


def _name_columns(roles: list[str | None], units: list[Unit | None]) -> tuple[NameColumn, ...]:
    found: list[tuple[list[int], Unit]] = []
    for column, (role, unit) in enumerate(zip(roles, units, strict=True)):
        if role == "name" and unit is not None:
            # One heading over two columns, or "Họ và" beside "tên".
            if found and (
                found[-1][1] is unit or (key(unit.text) == "ten" and _FAMILY_NAME.search(key(found[-1][1].text)))
            ):
                found[-1][0].append(column)
            else:
                found.append(([column], unit))
    if len(found) > 1:
        found = _of_several(found, roles)
    return tuple(NameColumn(tuple(columns), kind_of_heading(unit.text)) for columns, unit in found)


def _bodies_column(grid: Grid, roles: list[str | None], first: int) -> tuple[NameColumn, ...]:
    """A list of collectives may call its names "Đơn vị"; not where they could be the units or places of somebody."""
    if "unit" not in roles or not {"number", "award", "summary"} & set(roles) or _OF_PERSONS & set(roles):
        return ()
    column = roles.index("unit")
    if holds_names(grid, column, first, persons=True) or ("award" not in roles and repeats(grid, column, first)):
        return ()
    # Words of merits may begin with a body's name, no person's stands there for nothing.
    beside = [(at, role) for at, role in enumerate(roles) if role in (None, "summary", "note", "kind")]
    if any(holds_names(grid, at, first, persons=role is not None) for at, role in beside):
        return ()
    roles[column] = "name"
    return (NameColumn((column,), NomineeType.COLLECTIVE),)


def named_by_heading(grid: Grid, header: Header) -> Header:
    """The header of a table right below the heading "Tập thể": its column "Đơn vị" holds their names.

    Not where most of its cells name nobody, nor where columns of persons (post, birth) stand beside it.
    """
    column = header.column("unit")
    if header.names or column is None or header.has(*_OF_PERSONS) or not holds_names(grid, column, header.until):
        return header
    roles = tuple("name" if at == column else role for at, role in enumerate(header.roles))
    return replace(header, roles=roles, names=(NameColumn((column,), NomineeType.COLLECTIVE),))


def _of_several(found: list[tuple[list[int], Unit]], roles: list[str | None]) -> list[tuple[list[int], Unit]]:
    """Of a column of persons and one of bodies the second is the persons' unit, unless both are kinds of nominee."""
    persons = [one for one in found if _OF_PERSON.search(key(one[1].text))]
    if persons and len(persons) < len(found):
        for columns, unit in found:
            if (columns, unit) not in persons:
                for column in columns:
                    roles[column] = "unit"
        return persons
    return found


def kind_of_heading(heading: str) -> NomineeType | None:
    """The one kind of nominee that a heading speaks of; None for several or none."""
    folded = key(heading)
    bodies = re.search(r"\b(?:tap the|don vi|co quan|to chuc)\b", folded) is not None
    homes = re.search(r"\bho gia dinh\b|\bchu ho\b", folded) is not None
    firms = "doanh nghiep" in folded
    persons = "chu ho" not in folded and _PERSONS.search(folded) is not None
    kinds = [
        kind
        for kind, told in (
            (NomineeType.INDIVIDUAL, persons),
            (NomineeType.COLLECTIVE, bodies),
            (NomineeType.HOUSEHOLD, homes),
            (NomineeType.ENTERPRISE, firms),
        )
        if told
    ]
    return kinds[0] if len(kinds) == 1 else None


def header_by_shape(grid: Grid, column: int) -> Header:
    """The header of a table that has none: numbers, then names in this column, posts and units behind them."""
    roles: list[str | None] = ["number", *[None] * (grid.columns - 1)]
    roles[column : column + 2] = ["name", "post_unit"][: grid.columns - column]
    return Header(tuple(roles), (None,) * grid.columns, (NameColumn((column,), None),), 0)
