"""Who sits on a Steering Committee by the decision that set it up (quyết định thành lập, kiện toàn Ban Chỉ đạo).

Names are matched folded. Another person of the same name is always possible: a match by name alone is inferred, one
that post or unit confirms is stated, one that they contradict is uncertain.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.facts.nominees import committees
from extractors.facts.nominees.columns import read_header
from extractors.facts.nominees.grid import Grid
from extractors.facts.nominees.identity import person_keys
from extractors.facts.nominees.lexicon import canon
from extractors.facts.nominees.names import lead_end, read_name
from extractors.facts.paper import Paper, Unit
from pipeline.models.base import Span
from pipeline.models.files import BlockKind
from pipeline.models.vocabulary import CommitteeGroup, NomineeType

_ROLE_FIRST = re.compile(
    r"\W*(?:[-+*•]\s*|\d{1,2}[.)]\s*|[a-zđ][.)]\s*)*(?P<role>[^:]{4,60}?)\s*:\s*(?=ông|bà|đồng chí|đ/c)"
)
_OTHER_BODY = re.compile(
    r"\b(?:to giup viec|to cong tac|to chuyen vien|bo phan giup viec|van phong|tieu ban|to thu ky|nhom)\b"
)
_THIS_BODY = re.compile(r"\b(?:ban chi dao|bcd)\b")
_SET_UP = re.compile(
    r"\b(?:thanh lap|kien toan|dieu chinh|bo sung|thay doi|danh sach)\b"
    r"(?:\s*(?:thanh vien|nhan su|,|va|cac|kien toan|bo sung|thanh phan|cua)\b)*\s*"
)
# A seat that stands alone between commas or in a cell: here the decision itself says of which body.
_SEAT = re.compile(
    r"(?:(?:pho )?truong ban|dong truong ban|pho ban|uy vien|thanh vien|thu ky|(?:pho )?chu tich hoi dong|to thu ky)"
    r"(?: thuong truc| thu ky| kiem thu ky|, thu ky)*(?: (?:cua )?(?:ban chi dao|bcd|ban|hoi dong))?"
)
_LONGEST = 2000
_ENDS = re.compile(r"\W*noi nhan\b")


@dataclass(frozen=True)
class Member:
    """A member as the decision names them."""

    keys: tuple[str, ...]
    """The folded names of :func:`~extractors.facts.nominees.identity.person_keys`."""
    role: str
    unit: Unit
    span: Span
    words: str
    """All the decision says of the member, for telling namesakes apart."""
    document: str
    about: str
    """Bare words of the decision's title: which committee it is."""


def read_members(papers: Sequence[Paper]) -> tuple[Member, ...]:
    """The members in every decision on a committee of group same thing."""
    return tuple(member for paper in papers for member in _of_paper(paper))


def _of_paper(paper: Paper) -> list[Member]:
    about = " ".join(unit.bare for unit in paper.units[:12])
    if paper.document.subject:
        about += " " + canon(paper.document.subject)
    if not _sets_up_committee(paper):
        return []
    found: list[Member] = []
    inside = True
    for block in paper.blocks:
        if block.kind is BlockKind.TABLE:
            grid = Grid(paper.document.file, block)
            inside = _table(grid, paper, about, inside, found)
        elif block.text.strip():
            unit = Unit(paper.document.file, block, None, block.text)
            if _ENDS.match(unit.bare):
                break
            member = _line(unit, paper, about) if inside else None
            if member:
                found.append(member)
            else:
                inside = _which_body(unit.bare, inside)
    return found


def _sets_up_committee(paper: Paper) -> bool:
    """The decision is on a Ban Chỉ đạo or its like, not only on a Tổ giúp việc."""
    top = " ".join(unit.bare for unit in paper.units[:25])
    for found in _SET_UP.finditer(top):
        body = committees.classify(top[found.end() : found.end() + 200])
        if body.group is CommitteeGroup.SAME_THING and body.named:
            return True
    return False


def _which_body(bare: str, inside: bool) -> bool:
    """A heading says whose members follow: the committee's, or those of its Tổ giúp việc."""
    if len(bare) > 160:
        return inside
    other, this = _OTHER_BODY.search(bare), _THIS_BODY.search(bare)
    if other and (this is None or other.start() < this.start()):
        return False
    return True if this else inside


def _line(unit: Unit, paper: Paper, about: str) -> Member | None:
    """ "1. Ông Nguyễn Văn A, Chủ tịch UBND xã, Trưởng ban;" or "Trưởng ban: Ông Nguyễn Văn A, …"."""
    if len(unit.text) > _LONGEST:
        return None
    canonical = canon(unit.text)
    begin = lead_end(unit.text)
    first = _ROLE_FIRST.match(canonical)
    role: Span | None = None
    if first and committees.role_words().match(unit.bare, first.start("role")):
        role, begin = first.span("role"), first.end()
    name = read_name(unit.text, canonical, unit.bare, begin, loose=False)
    if name is None or name.type is not NomineeType.INDIVIDUAL:
        return None
    role = role or _role_in(unit.bare, name.rest)
    if role is None:
        return None
    keys = person_keys(unit.text[name.span[0] : name.span[1]])
    return Member(keys, unit.text[role[0] : role[1]], unit, role, unit.bare[name.rest :], paper.document.id, about)


def _role_in(bare: str, start: int) -> Span | None:
    """The seat among the words behind a name: a part of its own, or the last words of the line."""
    seat = committees.seat_in(bare[start:])
    if seat:
        return start + seat[0], start + seat[1]
    best: Span | None = None
    for part in re.finditer(r"[^,;\n–()-]+", bare[start:]):
        words = part.group().strip(" :.")
        if _SEAT.fullmatch(words):
            at = start + part.start() + part.group().index(words)
            best = (at, at + len(words))
    return best


def _table(grid: Grid, paper: Paper, about: str, inside: bool, found: list[Member]) -> bool:
    header = None
    for row in range(grid.rows):
        fresh = read_header(grid, row)
        if fresh is not None:
            header = fresh
            continue
        cells = grid.filled(row)
        if len(cells) <= 2:
            inside = _which_body(" ".join(unit.bare for _, unit in cells), inside)
            if len(cells) < 2:
                continue
        if inside:
            member = _row(cells, paper, about, header.names[0].columns[0] if header and header.names else None)
            if member:
                found.append(member)
    return inside


def _row(cells: list[tuple[int, Unit]], paper: Paper, about: str, column: int | None) -> Member | None:
    """The row's name, and the last cell that names a seat."""
    named: Unit | None = None
    keys: tuple[str, ...] = ()
    for at, unit in cells:
        if column is not None and at != column:
            continue
        canonical = canon(unit.text)
        name = read_name(unit.text, canonical, unit.bare, lead_end(unit.text), loose=column is not None)
        if name is not None and name.type in (NomineeType.INDIVIDUAL, None):
            named = unit
            keys = person_keys(unit.text[name.span[0] : name.span[1]])
            break
    if named is None:
        return None
    words = " ".join(unit.bare for _, unit in cells if unit is not named)
    for _, unit in reversed(cells):
        role = _role_in(unit.bare, 0) if unit is not named else None
        if role:
            return Member(keys, unit.text[role[0] : role[1]], unit, role, words, paper.document.id, about)
    return _line(named, paper, about)
