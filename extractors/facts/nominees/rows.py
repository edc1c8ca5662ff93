"""Nominees from the rows of a table: merged cells, group rows, rows broken over pages, totals."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from extractors.facts.nominees.awardcells import BLANK, AwardCells
from extractors.facts.nominees.columns import Header, NameColumn, kind_of_heading, role_of
from extractors.facts.nominees.committees import near_committee
from extractors.facts.nominees.contents import kind_told, names_somebody
from extractors.facts.nominees.draft import Draft, draft_of, one_line, put_behind, put_seat, put_unit_between
from extractors.facts.nominees.grid import Grid
from extractors.facts.nominees.groups import Groups, Heading, is_kind_heading, read_heading
from extractors.facts.nominees.lexicon import canon
from extractors.facts.nominees.names import Name, lead_end, person_at, post_word, read_name
from extractors.facts.nominees.several import several
from extractors.facts.paper import Unit
from pipeline.models.base import Span
from pipeline.models.vocabulary import Confidence, NomineeType, weakest

_TOTAL = re.compile(r"\W*(?:tong cong|tong so|tong|cong)(?:\s*(?::|\(|\d|$)|\s+cong\b(?! ty)|\s+so\b)")
_ROW_NUMBER = re.compile(r"\d{1,3}(?:\.\d{1,2})*\.?")
_LABEL = re.compile(r"(?:[IVX]{1,5}|[A-HĐa-hđ]|\d{1,3}(?:\.\d{1,2})*)[.)-]?")
_WORD = re.compile(r"[^\W\d_]{2}")
# A longer text in a cell of names is a mistake of the paper, and reading it all would cost time for nothing.
_LONGEST_NAME = 600
_DESCRIBING = ("post", "post_unit", "unit", "committee_role", "ethnic", "birth")
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass
class Rows:
    """What a table gave: drafts in order, the group rows for the counts, and whether anything could not be resolved."""

    drafts: list[Draft] = field(default_factory=list)
    headings: list[tuple[Heading, int]] = field(default_factory=list)
    totals: list[Unit] = field(default_factory=list)
    unresolved: bool = False
    skipped: bool = False
    """A row with words was neither a nominee's nor a heading nor a total."""
    post_column: bool = False


@dataclass(frozen=True)
class Setting:
    """Where the table stands: the paper's id, whether its nominees count as listed and ask the province."""

    document: str
    listed: bool
    to_province: bool


class RowReader:
    """Reads the body rows under one header."""

    def __init__(self, grid: Grid, header: Header, groups: Groups, setting: Setting, into: Rows) -> None:
        self.grid, self.header, self.groups, self.setting, self.into = grid, header, groups, setting, into
        self.awards = AwardCells(grid, header, to_province=setting.to_province)
        self.number = header.column("number")
        self.kinds = [at for at, role in enumerate(header.roles) if role in ("kind", "mark")]
        self.described = [(at, role) for at, role in enumerate(header.roles) if role in _DESCRIBING]
        self.has_unit = header.has("unit")
        self.seen: set[int] = set()
        into.post_column = into.post_column or header.has("post", "post_unit", "committee_role")

    def read(self, row: int, *, continues: bool) -> None:
        """One row. ``continues``: it stands at the top of a page and may be the rest of the row before."""
        cells = self.grid.filled(row)
        if not cells:
            return
        if any(_TOTAL.match(unit.bare) for _, unit in cells[:2]):
            self.into.totals.extend(unit for _, unit in cells)
            return
        if self._group_row(row, cells):
            return
        found = named = False
        for column in self.header.names:
            unit = self._unit(row, column.columns[0])
            if unit is None or id(unit) in self.seen or BLANK.fullmatch(unit.text):
                named = named or (unit is not None and id(unit) in self.seen)
                continue
            self.seen.add(id(unit))
            if _WORD.search(unit.text) is None:
                # A mark or a number under the heading of names: the name stands elsewhere.
                self.into.unresolved = True
                continue
            if continues and self._continues(row):
                self._join(row, unit)
            else:
                self._nominees(row, column, unit)
            found = True
        if not found and continues and self.into.drafts:
            self._join(row, None)
        elif not (found or named) and any(_WORD.search(unit.text) for _, unit in cells):
            self.into.skipped = True
            self.into.unresolved = self.into.unresolved or self._numbered(row)

    def is_body(self, row: int) -> bool:
        """Whether a row of words like headings is a nominee's: "Cá nhân | Lê Văn Mẫu", "Tập thể Phòng Thử | Xã Mẫu"."""
        if self._kind_cell(row) is not None:
            return True
        unit = self._unit(row, self.header.names[0].columns[0])
        if self.number is not None or unit is None or not names_somebody(unit):
            return False
        return any(role_of(one.text) is None for _, one in self.grid.filled(row))

    def _kind_cell(self, row: int) -> tuple[NomineeType, Unit] | None:
        for at in self.kinds:
            unit, heading = self._unit(row, at), self.header.units[at]
            if unit is None or heading is None or BLANK.fullmatch(unit.text):
                continue
            marked = self.header.roles[at] == "mark"
            kind = kind_of_heading(heading.text) if marked else kind_told(unit.text)
            if kind is not None:
                return kind, heading if marked else unit
        return None

    def _numbered(self, row: int) -> bool:
        """Whether a row of its own number begins here."""
        unit = self._unit(row, self.number) if self.number is not None else None
        own = unit is not None and unit.cell is not None and unit.cell.row == row
        return own and unit is not None and _ROW_NUMBER.fullmatch(unit.text.strip()) is not None

    def _own_number(self, row: int) -> int | None:
        """The last part of the number that a row bears: 3 for "3." as for "1.3"."""
        unit = self._unit(row, self.number) if self.number is not None and self._numbered(row) else None
        return int(unit.text.strip().rstrip(".").rpartition(".")[2]) if unit is not None else None

    def carry_on(self, before: RowReader) -> None:
        """Take up the table of the page before."""
        self.awards.carry_on(before.awards, before.into.drafts)

    def goes_on(self, grid: Grid) -> bool:
        """Whether another table's first row can be one of these: no words where the numbers stand."""
        unit = grid.at[0][self.number] if self.number is not None else None
        return (
            unit is None
            or len(grid.filled(0)) == 1
            or _LABEL.fullmatch(unit.text.strip()) is not None
            or not _WORD.search(unit.text)
        )

    def _unit(self, row: int, column: int) -> Unit | None:
        return self.grid.at[row][column] if column < self.grid.columns else None

    def _group_row(self, row: int, cells: list[tuple[int, Unit]]) -> bool:
        """A row whose only text, but for a numeral, is a heading; it may be merged across or stand in one cell."""
        label = ""
        texts = [one for one in cells if not BLANK.fullmatch(one[1].text)]
        labels = [one for one in texts if one[0] == (self.number or 0) and _LABEL.fullmatch(one[1].text.strip())]
        if len(texts) == 2 and labels:
            label = labels[0][1].text.strip()
            texts = [one for one in texts if one not in labels]
        elif len(texts) > 1 and (kind := self._kind_alone(row)):
            # "I | Tập thể | | 3": only a number of nominees stands beside it.
            label = labels[0][1].text.strip() if labels else ""
            texts = [kind]
        if len(texts) != 1 or texts[0][1].cell is None or texts[0][1].cell.row != row:
            return False
        column, unit = texts[0]
        if _ROW_NUMBER.fullmatch(unit.text.strip()):
            return True
        width = sum(1 for one in self.grid.at[row] if one is unit)
        counted = bool(_ROW_NUMBER.fullmatch(label))
        heading = read_heading(unit, in_table=True, to_province=self.setting.to_province)
        if heading is None:
            return False
        says_kind = heading.speaks_of_type or (heading.award is not None and column not in self.awards.columns)
        if not says_kind:
            if names_somebody(unit, persons=True):
                return False
            in_name_column = any(column in one.columns for one in self.header.names)
            spans_all = width > 1 and width * 2 > self.grid.columns
            lettered = bool(label) and (not counted or self._parts_below(row, label))
            if not (spans_all or lettered or (in_name_column and self._unnumbered_heading(row, label))):
                return False
        if label:
            heading = Heading(
                _label_style(label), unit, heading.speaks_of_type, heading.type, heading.award, heading.unit
            )
        self.groups.open(heading)
        self.into.headings.append((heading, len(self.groups.stack)))
        return True

    def _kind_alone(self, row: int) -> tuple[int, Unit] | None:
        """The cell of names that holds a word of kind and nobody's name."""
        for column in self.header.names:
            unit = self._unit(row, column.columns[0])
            if unit is not None and is_kind_heading(unit):
                return column.columns[0], unit
        return None

    def _label_below(self, row: int) -> str:
        below = self._unit(row + 1, self.number or 0) if row + 1 < self.grid.rows else None
        return below.text.strip() if below is not None else ""

    def _parts_below(self, row: int, label: str) -> bool:
        """ "1 | UBND xã Mẫu" over "1.1 | Nguyễn Văn A": the number is a heading's."""
        return (
            self._label_below(row).startswith(label.strip(".") + ".")
            and _LABEL.fullmatch(self._label_below(row)) is not None
        )

    def _unnumbered_heading(self, row: int, label: str) -> bool:
        """A lone name without a number over numbered rows: "Cấp xã", "UBND xã Mẫu" over its people."""
        return not label and self.number is not None and _ROW_NUMBER.fullmatch(self._label_below(row)) is not None

    def _continues(self, row: int) -> bool:
        """The row has no number of its own in a table that numbers its rows."""
        if self.number is None or not self.into.drafts:
            return False
        unit = self._unit(row, self.number)
        return unit is None or not unit.text.strip()

    def _join(self, row: int, name: Unit | None) -> None:
        """Put the rest of a row that a page break cut to the nominee before."""
        draft = self.into.drafts[-1]
        if name is not None:
            draft.name = f"{draft.name} {one_line(name.text)}"
            draft.evidence.append(name.evidence("name", Confidence.INFERRED, (0, len(name.text)), draft.document))
        for role in ("post", "unit"):
            column = self.header.column(role)
            unit = self._unit(row, column) if column is not None else None
            if unit is None or BLANK.fullmatch(unit.text):
                continue
            if role in draft.values:
                draft.values[role] = f"{draft.values[role]} {one_line(unit.text)}"
                draft.evidence.append(unit.evidence(role, Confidence.INFERRED, (0, len(unit.text)), draft.document))
            else:
                draft.put(role, unit, (0, len(unit.text)), Confidence.INFERRED)

    def _nominees(self, row: int, column: NameColumn, unit: Unit) -> None:
        """The nominee of a cell, or several where the cell numbers them itself."""
        cut = several(unit.text)
        self.into.unresolved = self.into.unresolved or not cut.sure
        for start, end in cut.spans or ((lead_end(unit.text), len(unit.text)),):
            self._nominee(row, column, unit, (start, end), cut.confidence)

    def _nominee(self, row: int, column: NameColumn, unit: Unit, span: Span, cut: Confidence) -> None:
        """``cut``: how sure it is that these characters of the cell are the nominee's."""
        start, end = span[0], min(span[1], span[0] + _LONGEST_NAME)
        canonical = canon(unit.text)
        text = unit.text[:end]
        told = self._kind_cell(row)
        expected = told[0] if told else self.groups.type or column.type
        name = read_name(text, canonical[:end], unit.bare[:end], start, loose=True)
        if name is not None and name.by_words is False and expected in (NomineeType.COLLECTIVE, NomineeType.ENTERPRISE):
            # "Bưu điện Mẫu", "Viễn thông Mẫu": in a column of bodies capitals are no person.
            name = Name(expected, (start, len(text.rstrip(" ,;.\n"))), len(text), Confidence.STATED, False)
        if name is None:
            name = Name(None, (start, len(text.rstrip(" ,;.\n"))), len(text), Confidence.INFERRED, False)
            if name.span[1] <= start:
                return
        draft = draft_of(unit, name, self.setting.document, expected=expected, listed=self.setting.listed)
        self.into.unresolved = self.into.unresolved or name.torn
        named = weakest(draft.evidence[0].confidence, cut)
        draft.evidence[0] = draft.evidence[0].model_copy(update={"confidence": named})
        if told and draft.type is told[0]:
            draft.evidence.append(told[1].evidence("type", Confidence.STATED, (0, len(told[1].text)), draft.document))
        if len(column.columns) > 1:
            self._rest_of_name(draft, row, column, unit)
        if draft.type is None and not name.by_words:
            self._person_by_post(draft, row, unit, name)
        self._behind(draft, row)
        put_behind(draft, unit, name.rest, end, loose=False)
        if self.has_unit and draft.type in (NomineeType.COLLECTIVE, NomineeType.ENTERPRISE):
            put_unit_between(draft, unit, name.rest, end)
        self.awards.put(draft, row, self.groups.award)
        draft.row_number = self._own_number(row)
        self.into.drafts.append(draft)

    def _person_by_post(self, draft: Draft, row: int, unit: Unit, name: Name) -> None:
        """A family name that no list knows, beside a post: only persons have one."""
        if draft.group is not None or person_at(unit.text, canon(unit.text), name.span[0]) != name.span:
            return
        for at, role in enumerate(self.header.roles):
            beside = self._unit(row, at) if role in ("post", "post_unit") else None
            if beside is not None and post_word(canon(beside.text), lead_end(beside.text)):
                draft.type = NomineeType.INDIVIDUAL
                draft.evidence.append(
                    beside.evidence("type", Confidence.INFERRED, (0, len(beside.text)), draft.document)
                )
                return

    def _rest_of_name(self, draft: Draft, row: int, column: NameColumn, first: Unit) -> None:
        """A name in two cells: Họ và chữ đệm | Tên."""
        for at in column.columns[1:]:
            unit = self._unit(row, at)
            if unit is not None and unit is not first and unit.text.strip():
                draft.name = f"{draft.name} {one_line(unit.text)}"
                draft.evidence.append(unit.evidence("name", Confidence.STATED, (0, len(unit.text)), draft.document))

    def _behind(self, draft: Draft, row: int) -> None:
        """Post, unit, birth, ethnic group and seat from their columns."""
        person = draft.type in (NomineeType.INDIVIDUAL, None)
        has_unit = self.has_unit
        for at, role in self.described:
            unit = self._unit(row, at)
            if unit is None or BLANK.fullmatch(unit.text):
                continue
            whole = (len(unit.text) - len(unit.text.lstrip()), len(unit.text.rstrip(" ,;.\n")))
            if role == "post" and person:
                draft.post_in_column = True
                put_seat(draft, unit, *whole)
                if has_unit:
                    draft.put("post", unit, whole, Confidence.STATED)
                else:
                    put_behind(draft, unit, *whole, loose=True)
            elif role == "post_unit":
                draft.post_in_column = draft.post_in_column or person
                put_behind(draft, unit, *whole, loose=person)
            elif role == "unit":
                self._unit_column(draft, unit, whole, person)
            elif role == "committee_role" and person:
                draft.post_in_column = True
                draft.put("committee_role", unit, whole, Confidence.STATED)
            elif role == "ethnic":
                draft.values.setdefault("ethnic", one_line(unit.text))
            elif role == "birth":
                year = _YEAR.search(unit.text)
                draft.birth = draft.birth or (year.group() if year else None)
        self._inherit_unit(draft)

    def _unit_column(self, draft: Draft, unit: Unit, whole: tuple[int, int], person: bool) -> None:
        if person and not self.header.has("post", "post_unit"):
            put_behind(draft, unit, *whole, loose=False)
        elif person:
            put_seat(draft, unit, *whole)
        # "Trưởng thôn Bãi Dâu" in the column Địa chỉ is the post; the same words are not the unit as well.
        cell = unit.cell
        at = (unit.block.index, cell.row, cell.column) if cell else None
        as_post = any(
            one.field == "post" and (one.place.block, one.place.row, one.place.column) == at for one in draft.evidence
        )
        if "unit" not in draft.values and not as_post:
            draft.put("unit", unit, whole, Confidence.STATED)

    def _inherit_unit(self, draft: Draft) -> None:
        """A group row that is the name of a body is the unit of the persons under it."""
        group = self.groups.unit
        if group is None:
            return
        if "unit" not in draft.values:
            draft.put("unit", group[1], group[0], Confidence.INFERRED)
        if draft.type is NomineeType.INDIVIDUAL and near_committee(group[1].bare[group[0][0] : group[0][1]]):
            draft.put("committee_role", group[1], group[0], Confidence.UNCERTAIN)


def _label_style(label: str) -> str:
    """The style of a numeral that stands in the column of numbers."""
    bare = label.strip(" .)")
    if _ROW_NUMBER.fullmatch(bare):
        return f"arabic{bare.count('.')}"
    if re.fullmatch(r"[IVX]+", bare):
        return "roman0"
    return ("alpha" if bare.isupper() else "small") + "0" if len(bare) == 1 else "plain"
