"""The award of a row: its column, a mark under an award's heading, cells that a page break cut in two."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.facts.nominees.awards import Award, find_award
from extractors.facts.nominees.columns import Header
from extractors.facts.nominees.draft import Draft, one_line
from extractors.facts.nominees.grid import Grid
from extractors.facts.paper import Unit
from pipeline.models.vocabulary import Confidence

BLANK = re.compile(r"[\s.…_\-–/()]*")
"""A cell with nothing in it, or with points to write on."""
_MARKED = re.compile(r"[xX✓✔+]|1")
_LONGEST_HALF = 80
_CUT_OFF = re.compile(r"\b(?:cua|chu tich|ubnd|uy ban|uy ban nhan dan)\s*$")


class AwardCells:
    """Reads the columns of awards under one header."""

    def __init__(self, grid: Grid, header: Header, *, to_province: bool) -> None:
        self.grid, self.header, self.to_province = grid, header, to_province
        self.columns = [at for at, role in enumerate(header.roles) if role == "award"]
        self.half: Unit | None = None
        """The cell of an award that the end of the page before cut off."""

    def put(self, draft: Draft, row: int, group: tuple[Award, Unit] | None) -> None:
        """Give a nominee the award of its row, else that of the group the row stands in."""
        for at in self.columns:
            unit = self.grid.at[row][at]
            if unit is not None and not BLANK.fullmatch(unit.text):
                self._cell(draft, at, unit)
        if group is not None:
            award, source = group
            inferred = award.confidence is Confidence.INFERRED
            draft.put_award(award, source, Confidence.INFERRED if inferred else Confidence.STATED)

    def _cell(self, draft: Draft, column: int, unit: Unit) -> None:
        heading = self.header.units[column]
        text = unit.text.strip()
        if _MARKED.fullmatch(text) and heading is not None:
            award = find_award(heading.bare, to_province=self.to_province)
            if award:
                draft.put_award(award, heading, Confidence.INFERRED)
            return
        award = find_award(unit.bare, to_province=self.to_province)
        start = len(unit.text) - len(unit.text.lstrip())
        whole = (start, start + len(text))
        if (award is None or award.code is None) and self._of_halves(draft, column, unit):
            return
        if award:
            draft.put_award(award, unit, award.confidence, whole)
            if award.code is None and _CUT_OFF.search(unit.bare):
                draft.evidence.append(unit.evidence("award", Confidence.UNCERTAIN, whole, draft.document))
        elif "award_text" not in draft.values and not text.isdigit():
            draft.values["award_text"] = one_line(text)

    def _of_halves(self, draft: Draft, column: int, unit: Unit) -> bool:
        """A merged cell that a page break cut in two: "Bằng khen của Chủ tịch" here, "UBND tỉnh" on the next page."""
        for upper, lower in ((unit, self._below(column, unit)), (self._above(column, unit), unit)):
            award = self._joined(upper, lower)
            if award and upper and lower:
                draft.put_award_of_two(award, upper, lower)
                return True
        return False

    def _joined(self, upper: Unit | None, lower: Unit | None) -> Award | None:
        """The award of two halves whose owner stands in the second; None where the first is an award by itself."""
        if upper is None or lower is None or len(lower.text) > _LONGEST_HALF:
            return None
        if find_award(lower.bare, to_province=self.to_province):
            return None
        first = upper.bare.rstrip()
        award = find_award(f"{first} {lower.bare.strip()}", to_province=self.to_province)
        return award if award and award.code and award.span[1] > len(first) else None

    def carry_on(self, before: AwardCells, drafts: Sequence[Draft]) -> None:
        """Take up the table of the page before: an award cut by the page end becomes whole for its rows there too."""
        for at in self.columns:
            upper = before.grid.at[-1][at] if before.grid.rows else None
            lower = self.grid.at[0][at]
            award = self._joined(upper, lower)
            if award and upper and lower and not self._is_whole(upper):
                self.half = upper
                for draft in drafts:
                    if draft.values.get("award_text") == one_line(upper.text):
                        draft.put_award_of_two(award, upper, lower)

    def _is_whole(self, unit: Unit) -> bool:
        """Whether a cell names an award and its owner by itself."""
        award = find_award(unit.bare, to_province=self.to_province)
        return award is not None and award.code is not None

    def _below(self, column: int, unit: Unit) -> Unit | None:
        row = unit.cell.row + unit.cell.row_span if unit.cell else self.grid.rows
        return self.grid.at[row][column] if row < self.grid.rows else None

    def _above(self, column: int, unit: Unit) -> Unit | None:
        row = unit.cell.row - 1 if unit.cell else -1
        if row < 0:
            return self.half
        above = self.grid.at[row][column]
        return None if above is self.header.units[column] else above
