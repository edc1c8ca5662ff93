"""Splits files into papers.

A new paper begins with a letterhead; with a title on a new page or behind the end of the paper before it (Nơi nhận,
``./.``); an annexed list (``Kèm theo Tờ trình số …``) is a paper of its own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from extractors.facts.letterhead import motto_in
from extractors.facts.paper import Unit, units_of
from extractors.facts.secrecy import is_mark
from extractors.facts.sheet import Line, Sheet, is_capitals
from extractors.facts.titles import title_in
from extractors.text.fold import bare
from pipeline.models.files import Block, BlockKind, ReadFile

_NO_PAPERS = frozenset({"zip", "toml"})
_MARGIN = frozenset({BlockKind.HEADER, BlockKind.FOOTER, BlockKind.TEXT_BOX, BlockKind.NOTE})
_ENDS = re.compile(r"noi nhan\s*:|^noi nhan\b")
_ANNEX = re.compile(r"\(?\s*(?:ban hanh )?kem theo\b|\(\s*(?:gui )?kem (?:to trinh|cong van)\b")
_NAME_OF_BODY = re.compile(r"[^\d:;]{3,80}$")
_SIGNED = re.compile(r"(?:tm|kt|tl|tuq|q)\s*\.|(?:pho )?(?:chu tich|giam doc|hieu truong|truong phong|chanh van)\b")
_FORM_NUMBER = re.compile(r"mau so|mau \d|bieu mau")
_HEAD_BLOCKS = 6
"""Paragraphs that a letterhead set without a table has at most."""
# Titles that also head a part of a paper: alone they open a new one only on a new page or behind an end.
_ALSO_HEADINGS = frozenset({"danh sach", "phu luc", "quyet dinh", "ke hoach", "chuong trinh", "dang ky", "phat dong"})
_ALSO_HEADINGS |= {
    "bang tong hop",
    "bieu tong hop",
    "bieu danh sach",
    "xac nhan",
    "giao uoc",
    "thong bao",
    "quy che",
    "huong dan",
}


def split(read: ReadFile) -> list[Sheet]:
    """The papers of one file in reading order."""
    if read.format in _NO_PAPERS:
        return []
    units = [tuple(units_of(read.file.path, (block,))) for block in read.blocks]
    edges = [*_starts(read.blocks, units), len(read.blocks)]
    sheets = [
        Sheet(read, read.blocks[start:end], tuple(unit for found in units[start:end] for unit in found))
        for start, end in pairwise(edges)
    ]
    return [sheet for sheet in sheets if sheet.units]


@dataclass
class _State:
    """What is known of the paper that is being read while looking for the next one."""

    begins: int = 0
    titled: bool = False
    headed: bool = False
    ended: bool = False
    filled: int = 0
    """Blocks of text so far."""

    @property
    def waits(self) -> bool:
        """Only a letterhead so far: the title under it is its own, and an annex may have both."""
        return self.headed and not self.titled and not self.ended and self.filled <= _HEAD_BLOCKS


def _starts(blocks: tuple[Block, ...], units: list[tuple[Unit, ...]]) -> list[int]:
    """Positions in ``blocks`` where a paper begins."""
    starts = [0]
    state = _State()
    page_begins = 0
    for position, block in enumerate(blocks):
        if block.kind in _MARGIN or not units[position]:
            continue
        if block.starts_page:
            page_begins = position
        top = _top_lines(units[position])
        has_motto, title, is_end = _signs(top, block)
        if state.filled and (has_motto or title is not None):
            new_page = position - page_begins <= 2 and page_begins > state.begins
            annexed = title is not None and not state.waits and _annexed(units[position : position + 5])
            if annexed or _opens(state, top, title, has_motto=has_motto, new_page=new_page):
                begins = _back_to_head(blocks, position, state.begins, has_motto)
                if begins > state.begins:
                    starts.append(begins)
                    state = _State(begins=begins)
        state.titled |= title is not None
        state.headed |= has_motto
        state.ended |= is_end
        state.filled += 1
    return starts


def _top_lines(units: tuple[Unit, ...]) -> list[Line]:
    """The lines of a paragraph, or of the first rows of a table."""
    if units[0].cell is not None:
        units = tuple(unit for unit in units[:4] if unit.cell is not None and unit.cell.row <= 1)
    return [line for unit in units for line in unit.lines][:12]


def _signs(top: list[Line], block: Block) -> tuple[bool, str | None, bool]:
    """Whether these lines hold a motto, their title, and whether a paper ends here."""
    has_motto = False
    title: str | None = None
    is_end = block.kind is BlockKind.PARAGRAPH and block.text.rstrip().endswith("./.")
    for line in top:
        has_motto = has_motto or motto_in(line) is not None
        title = title or title_in(line)
        is_end = is_end or ("noi nhan" in line.bare and _ENDS.search(line.bare) is not None)
    return has_motto, title, is_end


def _opens(state: _State, top: list[Line], title: str | None, *, has_motto: bool, new_page: bool) -> bool:
    """Whether a block with these lines begins a new paper."""
    if has_motto:
        # Within the head of the same paper the motto stands before its title.
        return state.titled or state.headed or state.ended or state.filled > 8
    if title is None:
        return False
    if state.ended or new_page:
        return state.titled or state.headed or state.ended
    block = top[0].unit.block
    alone = title not in _ALSO_HEADINGS and block.kind is not BlockKind.TABLE
    return state.titled and alone and (block.bold or block.centred) and state.filled >= 6 and top[0].bare[-1] != ":"


def _annexed(units: list[tuple[Unit, ...]]) -> bool:
    """One of the next lines says that this comes with another paper."""
    for found in units:
        if found and found[0].cell is not None:
            return False
        if any(_ANNEX.match(line.bare) for unit in found for line in unit.lines):
            return True
    return False


def _back_to_head(blocks: tuple[Block, ...], position: int, begins: int, has_motto: bool) -> int:
    """The first block of the head: names of bodies, "Mẫu số …" and page margins before the motto belong to it."""
    start = position
    while start - 1 > begins and not blocks[start].starts_page:
        block = blocks[start - 1]
        text = block.text.strip()
        words = bare(text[:80])
        plain = block.kind is BlockKind.PARAGRAPH
        margin = block.kind in (BlockKind.HEADER, BlockKind.TEXT_BOX) or (not text and not block.cells)
        name = has_motto and plain and is_capitals(text) and _NAME_OF_BODY.match(text) and not _SIGNED.match(words)
        form = plain and len(text) < 30 and _FORM_NUMBER.match(words)
        if not (margin or name or form or (plain and is_mark(text))):
            break
        start -= 1
    while start < position and not (blocks[start].text.strip() or blocks[start].cells):
        start += 1
    return start
