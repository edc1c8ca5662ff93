"""One paper that names nominees, read from top to bottom: requests, headings, items and tables in one state."""

from __future__ import annotations

import re

from extractors.facts.nominees.announced import Announced, announced
from extractors.facts.nominees.awards import Award, find_awards
from extractors.facts.nominees.columns import Header, header_by_shape, named_by_heading, read_header
from extractors.facts.nominees.counts import Source, counts_in
from extractors.facts.nominees.draft import draft_of, held_in, put_behind
from extractors.facts.nominees.enough import mark_whole, of_request
from extractors.facts.nominees.grid import Grid
from extractors.facts.nominees.groups import (
    Groups,
    Heading,
    heads_collectives,
    is_kind_heading,
    names_at_once,
    read_heading,
)
from extractors.facts.nominees.items import is_speck, like_name, lines_of, verb_inside
from extractors.facts.nominees.judging import (
    NOMINEES_ABOVE,
    Holds,
    has_body,
    has_nominees_header,
    is_frame,
    judge,
    name_column,
    names_persons,
    numbered_rows,
    says_kind,
    top_words,
)
from extractors.facts.nominees.lexicon import canon
from extractors.facts.nominees.mentions import lone_committee, passed_over, title_names_committee
from extractors.facts.nominees.names import Name, read_name
from extractors.facts.nominees.reading import Reading
from extractors.facts.nominees.rows import RowReader, Rows, Setting
from extractors.facts.nominees.sentences import Request, item_start, names_in, read_request
from extractors.facts.nominees.standing import Standing
from extractors.facts.paper import Paper, Unit
from pipeline.models.files import Block, BlockKind
from pipeline.models.vocabulary import Confidence, DocumentKind, NomineeType

_ENDS = re.compile(r"\W*noi nhan\b")
_LIST_TITLE = re.compile(r"\W*(?:danh sach|phu luc|bieu)\b")
_ITEM_LONGEST = 400


class PaperWalk:
    """Reads one paper of a kind that names nominees: request letter, list, minutes."""

    def __init__(self, paper: Paper, *, listed: bool, to_province: bool) -> None:
        self.paper, self.listed, self.to_province = paper, listed, to_province
        self.id = paper.document.id
        self.kind = paper.document.kind
        self.reading = Reading(paper)
        self.groups = Groups()
        self.open = False
        """Items below may be nominees: a request sentence ended in a colon, or a list's title was read."""
        self.item_style: str | None = None
        self.items = 0
        self.announced: Announced | None = None
        """What the heading or request right above the items says that they are."""
        self.closed = False
        self.units = {id(unit.cell): unit for unit in paper.units if unit.cell is not None}
        self.above: list[Unit] = []
        self.last: tuple[Header, RowReader, Rows] | None = None
        self.standing = Standing()

    def read(self) -> Reading:
        """The whole paper."""
        for block in self.paper.blocks:
            if block.kind is BlockKind.TABLE:
                self._table(block)
            elif block.kind in (BlockKind.PARAGRAPH, BlockKind.TEXT_BOX) and block.text.strip() and not is_speck(block):
                for unit in lines_of(self.paper.document.file, block):
                    # Behind Nơi nhận stand recipients; a list may follow as an annex of the same paper.
                    if _ENDS.match(unit.bare):
                        self._close()
                    elif not self.closed or _LIST_TITLE.match(unit.bare):
                        self.closed = False
                        self._paragraph(unit)
        self._standing_end()
        if self.kind is DocumentKind.REQUEST_LETTER:
            self.reading.stated = of_request(self.reading.stated, self.reading.drafts)
        return self.reading

    def _close(self) -> None:
        self._standing_end()
        self.closed, self.open, self.announced = True, False, None

    def _standing_end(self) -> None:
        """Another part begins: the bare paragraphs before it are nominees now, or told as unresolved."""
        found, doubtful = self.standing.end()
        self.reading.unresolved = self.reading.unresolved or doubtful
        self.reading.lists += 1 if found else 0
        for unit, name in found:
            self._add(unit, name, len(unit.text), self.groups.type, (), own_award=True)

    # --- running text --------------------------------------------------------------------------------------------

    def _paragraph(self, unit: Unit) -> None:
        self.above = [*self.above[-3:], unit]
        self.last = None if len(unit.text) > 60 else self.last
        before = len(self.reading.drafts)
        request = self._read_paragraph(unit)
        if passed_over(unit, held_in(unit, self.reading.drafts[before:]), request.given if request else None):
            self.reading.unresolved = True
        if title_names_committee(unit):
            self.reading.committee_in_title = True

    def _read_paragraph(self, unit: Unit) -> Request | None:
        if self.standing.take(unit):
            return None
        if not self.standing.passes(unit):
            self._standing_end()
        if self.open and not names_at_once(unit) and not is_kind_heading(unit) and self._item(unit):
            return None
        request = read_request(unit, to_province=self.to_province)
        if request is not None:
            self._request(unit, request)
            return request
        heading = read_heading(unit, in_table=False, to_province=self.to_province) if self._may_head(unit) else None
        if self._title(unit, heading):
            return None
        if heading is not None:
            self._heading(unit, heading)
            return None
        self._beside_items(unit)
        return None

    def _request(self, unit: Unit, request: Request) -> None:
        self.reading.requests += 1
        self.reading.unresolved = self.reading.unresolved or request.cut
        self.reading.awards += [(award, unit) for award in request.awards]
        known = len(self.reading.stated)
        self._count(unit, request.given, self._source("request"), 0)
        if len(self.reading.stated) == known and request.before:
            self._count(unit, request.before, self._source("request"), 0)
        named = names_in(unit, request.given)
        # Where the names stand before the verb, the award stands behind them.
        later = None
        if not named and request.subject:
            named = names_in(unit, request.subject)
            later = request.awards[0] if request.awards else None
        for one in named:
            self._add(unit, one.name, one.until, None, request.awards, own_award=False, later=later)
        self._opened(request.opens_list and not named)
        self.announced = None if named else announced(unit, self.reading.stated[known:])
        if self.open:
            self.standing.begin([one.count for one in self.reading.stated[known:]])

    def _beside_items(self, unit: Unit) -> None:
        """A paragraph in or behind a list that is no item of it."""
        started = item_start(unit) if self.open or self.items else None
        if started is not None and (lone_committee(unit, started[1]) or self._lost(unit, *started)):
            self.reading.unresolved = True
        if self.open and self.item_style != "plain":
            # Words between the items (merits, remarks): from here on only items of the same bullet go on with the list.
            self.item_style = self.item_style or "closed"

    def _lost(self, unit: Unit, style: str, at: int) -> bool:
        """An item of the running list that begins like a name and was not read as one."""
        if not self.open or style != (self.item_style or style) or len(unit.text) > _ITEM_LONGEST:
            return False
        if self.announced and style != "plain" and self.announced.lost(unit, at, self.items, self.above):
            return True
        return self.items > 0 and like_name(unit, at)

    def _may_head(self, unit: Unit) -> bool:
        if self.kind is DocumentKind.NOMINEE_LIST or self.open:
            return True
        return self.reading.requests > 0

    def _title(self, unit: Unit, heading: Heading | None) -> bool:
        """The title of a list names its award and opens it: "DANH SÁCH đề nghị tặng Bằng khen …"."""
        if not _LIST_TITLE.match(unit.bare):
            return False
        of_request = self.reading.requests > 0 and NOMINEES_ABOVE.search(unit.bare) is not None
        if not (heading or of_request or self.kind is DocumentKind.NOMINEE_LIST):
            return False
        if heading and heading.award:
            self.reading.awards.append((heading.award, unit))
        if heading and heading.speaks_of_type:
            self.groups.open(heading)
        self._opened(True)
        return True

    def _opened(self, opens: bool) -> None:
        self.open = opens
        self.announced = None
        self.item_style = None
        self.items = 0

    def _heading(self, unit: Unit, heading: Heading) -> None:
        self.groups.open(heading)
        if heading.award and heading.is_form:
            self.reading.awards.append((heading.award, unit))
        self.last = None
        self.item_style = None
        self.items = 0
        self.open = self.open or heading.speaks_of_type or heading.award is not None
        known = len(self.reading.stated)
        self._count(unit, (0, len(unit.text)), self._source("list"), len(self.groups.stack))
        colon = unit.text.find(":")
        named = names_in(unit, (colon + 1, len(unit.text))) if colon >= 0 and unit.text[colon + 1 :].strip() else []
        for one in named:
            self._add(unit, one.name, one.until, self.groups.type, (), own_award=False)
        self.announced = None if named else announced(unit, self.reading.stated[known:])
        if not named:
            self.standing.begin([one.count for one in self.reading.stated[known:]])

    def _item(self, unit: Unit) -> bool:
        """A paragraph that is one nominee of the list: "1. Ông …, Phó Trưởng phòng …;", "- Tập thể Phòng …"."""
        if len(unit.text) > _ITEM_LONGEST:
            return False
        started = item_start(unit)
        if started is None or self.item_style == "closed" or (self.item_style and started[0] != self.item_style):
            return False
        canonical = canon(unit.text)
        name = read_name(unit.text, canonical, unit.bare, started[1], loose=False)
        told = name
        if self.announced is not None and self.items < self.announced.number:
            name = self.announced.name(unit, *started, name)
        if name is None or not (name.by_words or name is not told) or unit.text.rstrip().endswith(":"):
            return False
        if started[0] == "plain" and name.type is NomineeType.COLLECTIVE and heads_collectives(unit):
            return False
        if name.type not in (NomineeType.INDIVIDUAL, NomineeType.HOUSEHOLD):
            own_words = unit.text[name.span[0] : name.span[1]]
            if not own_words[:1].isupper() or len(own_words.split()) < 2 or verb_inside(canonical, name.span):
                return False
        if not self.items:
            self.reading.lists += 1
        self.items += 1
        self.item_style = started[0]
        expected = self.groups.type if name is told else name.type
        self._add(unit, name, len(unit.text), expected, (), own_award=True)
        return True

    def _add(
        self,
        unit: Unit,
        name: Name,
        until: int,
        expected: NomineeType | None,
        awards: tuple[Award, ...],
        *,
        own_award: bool,
        later: Award | None = None,
    ) -> None:
        """One nominee of running text. ``own_award``: the item may name its award itself, behind the name."""
        draft = draft_of(unit, name, self.id, expected=expected, listed=self.listed)
        self.reading.unresolved = self.reading.unresolved or name.torn
        put_behind(draft, unit, name.rest, until, loose=False)
        own = find_awards(unit.bare[name.rest : until], to_province=self.to_province) if own_award else ()
        before = [award for award in awards if award.span[1] <= name.span[0]]
        if own:
            draft.put_award(own[0].shifted(name.rest), unit, own[0].confidence)
        elif before:
            draft.put_award(before[-1], unit, before[-1].confidence)
        elif later:
            draft.put_award(later, unit, later.confidence)
        elif self.groups.award:
            award, source = self.groups.award
            draft.put_award(award, source, award.confidence)
        self.reading.drafts.append(draft)

    # --- tables --------------------------------------------------------------------------------------------------

    def _table(self, block: Block) -> None:
        """Read a table: letterhead, Nơi nhận and signature stand in tables too."""
        self._standing_end()
        grid = Grid(self.paper.document.file, block, self.units)
        if is_frame(grid):
            if "noi nhan" in top_words(grid) and self.reading.requests:
                self._close()
            self.reading.unresolved = self.reading.unresolved or has_nominees_header(grid)
            return
        rows = Rows()
        reader = self._rows(grid, rows)
        # "B. CÁ NHÂN" over a table promises somebody.
        promised = self.listed and not rows.drafts and says_kind(self.above)
        rows.unresolved = rows.unresolved or (promised and (grid.rows == 1 or has_body(grid)))
        self._take(rows, reader)
        self.above = []

    def _rows(self, grid: Grid, rows: Rows) -> RowReader | None:
        """All rows under the headers that stand among them; answers the last reader, if any read nominees."""
        headed = False
        row = 0
        reader: RowReader | None = None
        fresh = True
        while row < grid.rows:
            header = None if reader is not None and reader.is_body(row) else read_header(grid, row)
            if header is not None:
                headed = True
                if self.groups.type is NomineeType.COLLECTIVE and says_kind(self.above):
                    header = named_by_heading(grid, header)
                reader = self._reader(grid, header, rows) if self._holds_nominees(header, rows) else None
                self.last = None
                row = header.until
                fresh = False
                continue
            if reader is None and not headed:
                reader = self._carried_on(grid, rows, row)
                self._title_row(grid, row)
            if reader is not None:
                reader.read(row, continues=fresh)
                if grid.filled(row):
                    fresh = False
            row += 1
        if not headed and reader is None:
            self._without_header(grid, rows)
        return reader

    def _holds_nominees(self, header: Header, rows: Rows) -> bool:
        opened = self.open or bool(self.groups.stack)
        holds = judge(header, self.above, self.kind, listed=self.listed, opened=opened)
        if header.assumed and self.groups.type in (NomineeType.INDIVIDUAL, NomineeType.HOUSEHOLD):
            holds = Holds.UNCLEAR if self.listed else Holds.OTHER
        rows.unresolved = rows.unresolved or holds is Holds.UNCLEAR
        return holds is Holds.NOMINEES

    def _reader(self, grid: Grid, header: Header, rows: Rows) -> RowReader:
        setting = Setting(self.id, self.listed, self.to_province)
        return RowReader(grid, header, self.groups, setting, rows)

    def _title_row(self, grid: Grid, row: int) -> None:
        """A heading over the header, merged across: "DANH SÁCH TẬP THỂ ĐỀ NGHỊ TẶNG BẰNG KHEN"."""
        cells = grid.filled(row)
        if len(cells) == 1:
            self.above = [*self.above[-3:], cells[0][1]]
        if len(cells) == 1 and (self.listed or self.open):
            heading = read_heading(cells[0][1], in_table=False, to_province=self.to_province)
            if heading is not None:
                self.groups.open(heading)

    def _carried_on(self, grid: Grid, rows: Rows, row: int) -> RowReader | None:
        """A table without header of the same width right behind one of nominees is its next page."""
        if self.last is None or self.last[1].grid.columns != grid.columns or row != 0 or not self.last[1].goes_on(grid):
            return None
        rows.drafts, rows.headings = [self.last[2].drafts[-1]] if self.last[2].drafts else [], []
        reader = self._reader(grid, self.last[0], rows)
        reader.carry_on(self.last[1])
        return reader

    def _without_header(self, grid: Grid, rows: Rows) -> None:
        """Rows 1, 2, 3 … with names and no headings: read by their shapes, or told as unresolved."""
        numbered = numbered_rows(grid)
        expected = self.open or self.kind is DocumentKind.NOMINEE_LIST or bool(self.groups.stack)
        if len(numbered) < 2 or not expected:
            least = 1 if numbered and (self.last is not None or expected) else 2
            rows.unresolved = rows.unresolved or (self.listed and names_persons(grid, least=least))
            return
        column = name_column(grid, numbered)
        if column is None:
            rows.unresolved = True
            return
        reader = self._reader(grid, header_by_shape(grid, column), rows)
        for row in range(grid.rows):
            if row in numbered or len(grid.filled(row)) == 1:
                reader.read(row, continues=False)
        for draft in rows.drafts:
            draft.evidence = [one.model_copy(update={"confidence": Confidence.INFERRED}) for one in draft.evidence]

    def _take(self, rows: Rows, reader: RowReader | None) -> None:
        carried = reader is not None and self.last is not None and rows.drafts[:1] == self.last[2].drafts[-1:] != []
        drafts = rows.drafts[1:] if carried else rows.drafts
        self.reading.tables_aside = self.reading.tables_aside or not rows.drafts
        if drafts:
            if reader is not None and reader.number is None and not (carried or rows.skipped):
                mark_whole(drafts)
            self.reading.lists += 0 if carried else 1
            self.reading.drafts += drafts
        self.reading.unresolved = self.reading.unresolved or rows.unresolved
        for heading, depth in rows.headings:
            self._count(heading.source, (0, len(heading.source.text)), self._source("list"), depth)
        for unit in rows.totals:
            self._count(unit, (0, len(unit.text)), self._source("list"), 0, total=True)
        if reader is not None and drafts:
            self.last = (reader.header, reader, rows)

    # --- numbers -------------------------------------------------------------------------------------------------

    def _source(self, source: Source) -> Source:
        if self.kind in (DocumentKind.MINUTES, DocumentKind.BALLOT_MINUTES):
            return "minutes"
        return "list" if self.kind is DocumentKind.NOMINEE_LIST else source

    def _count(self, unit: Unit, span: tuple[int, int], source: Source, depth: int, *, total: bool = False) -> None:
        award = self.groups.award
        code = (award[0].code or "") if award else ""
        if depth == 0 and self.reading.awards:
            code = self.reading.awards[-1][0].code or ""
        self.reading.stated += counts_in(unit, span, source, self.id, award=code, depth=depth, total=total)
