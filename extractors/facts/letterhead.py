"""Letterhead of a paper: issuing body, number, place and date, subject, addressees, recipients.

Decree 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II. The head is two columns: a table in Word, and often interleaved into
one line by whatever made the text: ``UBND TỈNH X  CỘNG HÒA XÃ HỘI …``, ``Số: 12/TTr-SNV  X, ngày 05 tháng 3 năm 2025``.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence, Set
from dataclasses import dataclass, field

from extractors.facts.addressees import find_addressees, find_recipients
from extractors.facts.dates import find_dates
from extractors.facts.head_words import HEAD_LINES, SUBJECT_ENDS, TEXT_BEGINS, begins_body, breaks_off, continues
from extractors.facts.nominees.reports import lone_name
from extractors.facts.paper import Unit
from extractors.facts.place_date import place_date
from extractors.facts.sheet import Line, Sheet, is_capitals
from extractors.facts.stamps import Imprint, place_of
from extractors.facts.titles import after_title, title_in, title_of
from pipeline.models.base import Span
from pipeline.models.facts import FieldEvidence
from pipeline.models.files import BlockKind
from pipeline.models.vocabulary import Confidence, Precision

_MOTTO = re.compile(r"c\w{0,2}ng\s+ho?[aà]?\w?\s*xa\s*hoi\s+ch|hoa\s*xa\s*hoi\s+chu|dang\s+cong\s+san\s+viet\s+nam\s*$")
_MOTTO_FROM = 3
_MOTTO_LINE = 48
"""Characters: where the name begins in small letters, and how long its line is; of itself it has 34."""
_MOTTO_2 = re.compile(r"doc\s+lap\s*-?\s*tu\s+do|chu\s+nghia\s+viet\s+nam\s*$")
_NUMBER = re.compile(
    r"s[ốôồ]\s*[:.]?\s*(?P<number>\d{1,6}[a-zđ]?|[\s.…_]*)\s*(?P<symbol>[/-]\s?[a-zà-ỹđ&]?[\wà-ỹđ&.]*(?:\s?[-/]\s?[\wà-ỹđ&.]+)*)?"
)
# "4(Ý/TB-…": what recognition made of a stroke; the digits before it are no number.
_BREAKS = re.compile(r"[^\s.,;:…_)\]]")
_NUMBER_OPENS = re.compile(r"so\s*[:;]")
# "Số/ký hiệu" heads a column of a register.
_NUMBER_LABEL = re.compile(r"so\s*[:.\d/…_](?!\s*k[yi]\b)")
_RULE_LINE = re.compile(r"[\s_\-–—=*.~o0]*$")
# An organ that has no name of its own: it issues for the body over it.
_ORGAN = re.compile(r"ban (?:thuong vu|chap hanh|thuong truc)|thuong truc|doan chu tich")
_WRAPS = re.compile(r"(?:-|,|\bva|\bcua|\bviec)$")
_LOCALITY = re.compile(
    r"(?:tinh|huyen|xa|phuong|thi tran|thi xa|thanh pho|tp|quan|dac khu|khu)\b(?! uy\b| doan\b(?! ket))"
)
_SUBJECT_OPENS = re.compile(r"\(?\s*(?:v/v|ve viec|ve)\b")


def motto_in(line: Line) -> re.Match[str] | None:
    """The name of the State or of the Party as it stands over a paper.

    In capitals, or in small letters on a short line of its own: a sentence about "Chủ tịch nước Cộng hòa xã hội chủ
    nghĩa Việt Nam" heads nothing.
    """
    bare = line.bare
    found = _MOTTO.search(bare) if "hoi" in bare or "san" in bare else None
    if found is None or line.text[: found.start()].endswith(("“", '"', "‘", "'")):
        return None
    if is_capitals(line.text[found.start() : found.end()]):
        return found
    return found if found.start() <= _MOTTO_FROM and len(bare) <= _MOTTO_LINE else None


@dataclass(frozen=True, slots=True)
class Note:
    """The words that a field rests on, before their paper has an id."""

    field: str
    confidence: Confidence
    unit: Unit
    span: Span

    def evidence(self, document: str) -> FieldEvidence:
        """The published form."""
        return self.unit.evidence(self.field, self.confidence, self.span, document)


@dataclass
class Head:
    """What the head and the foot of a paper say; every value with the words it rests on."""

    title: str | None = None
    title_line: Line | None = None
    number: str | None = None
    number_blank: bool = False
    symbol: str | None = None
    """Folded symbol behind the number, marks kept: ``ttr-ubnd`` (HD and HĐ differ)."""
    date: dt.date | None = None
    date_blank: bool = False
    date_place: tuple[Line, Span] | None = None
    issuer: str | None = None
    subject: str | None = None
    addressees: tuple[str, ...] = ()
    draft_mark: bool = False
    has_motto: bool = False
    head_names: int = 0
    """How many lines of the left column stand before the last sure mark of a head: motto, number or date."""
    names_over_number: int | None = None
    """How many stand before the number with its symbol: what stands under it issued nothing."""
    evidence: list[Note] = field(default_factory=list)
    recipients: tuple[Line, ...] = ()
    ends: int = 0
    """Index of the first line behind the head."""


def read_head(sheet: Sheet, imprints: Sequence[Imprint] = ()) -> Head:
    """Reads head and foot of one paper; the lines of its receipt stamps (``imprints``) are no part of either."""
    head = Head()
    lines = sheet.lines
    if imprints:
        stamped = {place_of(line) for imprint in imprints for line in imprint.lines}
        lines = tuple(line for line in lines if place_of(line) not in stamped)
    head.ends = _find_title(lines, head)
    left: list[Line] = []
    for line in lines[: head.ends]:
        _read_line(line, head, left)
    if head.title is not None or head.has_motto or head.number is not None or head.number_blank:
        _issuer(left, head, {place_of(line) for imprint in imprints for line in imprint.doubtful})
    _subject(lines, head)
    names, pieces = find_addressees(lines)
    head.addressees = tuple(names)
    head.evidence += [Note("addressees", Confidence.STATED, piece.unit, piece.span) for piece in pieces]
    head.recipients = find_recipients(lines)
    if head.date is None and not head.date_blank:
        _date_at_foot(lines, head)
    return head


def _find_title(lines: tuple[Line, ...], head: Head) -> int:
    """Index of the title line, or of the first line of the text where no title is found."""
    for index, line in enumerate(lines[:HEAD_LINES]):
        bare = line.bare
        title = title_in(line)
        if title is not None:
            head.title, head.title_line = title, line
            head.evidence.append(Note("kind", Confidence.STATED, line.unit, line.span))
            return index
        if bare.startswith(("kinh gui", "can cu", "dieu 1")) or len(bare) > 220:
            return index
    return min(len(lines), HEAD_LINES)


def _read_line(line: Line, head: Head, left: list[Line]) -> None:
    """Sorts one line of the head: motto, number, date, subject of a công văn, or the name of the body."""
    bare = line.bare
    if "thao" in bare and re.match(r"\W*(?:ban\s+)?du thao\b", bare) and len(bare) < 30:
        head.draft_mark = True
        return
    cut = motto_in(line) or _MOTTO_2.search(bare)
    if cut is not None:
        head.has_motto = True
        if cut.start() > 3:
            left.append(line.cut(0, cut.start()))
        head.head_names = len(left)
        return
    rest = _read_number(line, head) if bare.startswith("so") and _NUMBER_LABEL.match(bare) else line
    if rest is not line and head.symbol and head.names_over_number is None:
        head.names_over_number = len(left)
    if _read_date(rest, head) or rest is not line:
        head.head_names = len(left)
        return
    left.append(line)


def _read_number(line: Line, head: Head) -> Line:
    """Takes ``Số: …/…`` from the start of a line and answers with the rest of it."""
    match = _NUMBER.match(line.folded)
    if match is None or head.number or head.number_blank:
        return line
    symbol = match.group("symbol")
    digits = match.group("number").strip(" .…_")
    if digits and symbol is None and _BREAKS.match(line.folded, match.end("number")):
        return line.cut(match.end())
    if not digits and symbol is None and "ngay" not in line.bare and line.bare.strip(" :.…_") != "so":
        return line
    if symbol is not None:
        head.symbol = re.sub(r"\s", "", symbol).strip("/-.")
    open_symbol = symbol is not None and not (head.symbol and head.symbol[0].isalnum())
    if digits and not open_symbol:
        end = match.end("symbol") if symbol is not None else match.end("number")
        raw = line.text[match.start("number") : end]
        head.number = re.sub(r"\s*([-–/])\s*", r"\1", raw).strip(" .…_")
        head.evidence.append(Note("number", Confidence.STATED, line.unit, (line.start, line.start + end)))
    else:
        head.number_blank = True
    return line.cut(match.end())


def _read_date(line: Line, head: Head, *, needs_place: bool = False) -> bool:
    """Reads ``<place>, ngày … tháng … năm …``; true where the line is one, even with blanks in it."""
    dated = place_date(line, needs_place=needs_place, under_motto=head.has_motto)
    if dated is None:
        return False
    if head.date is not None:
        return True
    found = find_dates(dated.folded, dated.bare, None)
    days = [f for f in found if f.precision is Precision.DAY and not f.spans]
    if not days:
        head.date_blank = True
        return True
    day = days[0]
    span = (dated.start + day.start, dated.start + day.end)
    head.date, head.date_blank = day.first, False
    head.date_place = (dated, span)
    head.evidence.append(Note("date", day.confidence, line.unit, span))
    return True


def _issuer(left: list[Line], head: Head, doubtful: Set[tuple[int, int]]) -> None:
    """The issuing body: the last body named in the left column, its superior body left out.

    A name among the ``doubtful`` may be that of a receipt stamp.
    """
    groups: list[list[Line]] = []
    for index, line in enumerate(left):
        if groups and head.names_over_number is not None and index >= head.names_over_number:
            break
        if groups and _NUMBER_OPENS.match(line.bare):  # one that recognition broke, or nobody filled in
            break
        if _RULE_LINE.match(line.bare) or len(line.text) > 90:
            continue
        column = line.unit.cell.column if line.unit.cell is not None else 0
        below_table = line.unit.cell is None and any(above.unit.cell is not None for above in left[:index])
        # A head set with tabs may be read as a table of its first line only, and go on in paragraphs.
        if below_table and index >= head.head_names:
            break
        if column > 0 or not is_capitals(line.text):
            if groups and column == 0 and not is_capitals(line.text) and _SUBJECT_OPENS.match(line.bare):
                break
            continue
        starts = begins_body(line)
        last = groups[-1][-1] if groups else None
        if last is not None and (not starts or _goes_on(last, line)):
            groups[-1].append(line)
        elif starts:
            groups.append([line])
    if not groups:
        return
    lines = groups[-1]
    if len(groups) > 1 and _ORGAN.fullmatch(" ".join(line.bare for line in lines)):
        lines = [*groups[-2], *lines]
    head.issuer = " ".join(" ".join(line.text.split()) for line in lines)
    confidence = Confidence.UNCERTAIN if any(place_of(line) in doubtful for line in lines) else Confidence.STATED
    for first, last in _runs(lines):
        head.evidence.append(Note("issuer", confidence, first.unit, (first.start, last.end)))


def _goes_on(above: Line, line: Line) -> bool:
    """Whether a line that begins like the name of a body goes on with the name above it."""
    if _WRAPS.search(above.bare) or _LOCALITY.match(line.bare):
        return True
    return breaks_off(above, line)


def _runs(lines: list[Line]) -> list[tuple[Line, Line]]:
    """First and last line of each run within one unit: evidence cannot cross units."""
    runs: list[tuple[Line, Line]] = []
    for line in lines:
        if runs and runs[-1][1].unit is line.unit:
            runs[-1] = (runs[-1][0], line)
        else:
            runs.append((line, line))
    return runs


def _subject(lines: tuple[Line, ...], head: Head) -> None:
    """The subject: behind the title, or the ``V/v …`` of a công văn under its number."""
    if head.title_line is None:
        first = next((i for i, line in enumerate(lines[: head.ends]) if _opens_subject(line)), -1)
        if first < 0:
            return
        taken = [lines[first]]
        for line in lines[first + 1 : head.ends]:
            same_cell = line.unit is taken[-1].unit
            if not (same_cell or continues(taken[-1], line)) or _subject_over(line):
                break
            taken.append(line)
    else:
        taken = _behind_title(lines, head)
    if not taken:
        return
    subject = " ".join(" ".join(line.text.split()) for line in taken).strip().lstrip(",; ")
    if subject.startswith("(") and subject.endswith(")"):
        subject = subject[1:-1].strip()
    head.subject = subject or None
    if head.subject is not None:
        for begin, end in _runs(taken):
            head.evidence.append(Note("subject", Confidence.STATED, begin.unit, (begin.start, end.end)))


def _opens_subject(line: Line) -> bool:
    """``V/v …`` in the left column of a letterhead or without a table; farther right it is an entry of a register."""
    cell = line.unit.cell
    return (cell is None or cell.column <= 1) and re.match(r"\(?(?:v/v|ve viec)\b", line.bare) is not None


def _behind_title(lines: tuple[Line, ...], head: Head) -> list[Line]:
    assert head.title_line is not None  # noqa: S101 - the caller looked
    taken: list[Line] = []
    rest = after_title(head.title_line)
    if rest.text.strip(" :.*"):
        taken.append(rest)
    for line in lines[head.ends + 1 : head.ends + 7]:
        if _RULE_LINE.match(line.bare):
            if taken:
                break
            continue
        in_table = line.unit.block.kind is BlockKind.TABLE and line.unit is not head.title_line.unit
        # "THÔNG TƯ" over "HƯỚNG DẪN …", "PHỤ LỤC" over "DANH SÁCH …": the second is what the first is about.
        names = not taken and is_capitals(line.text) and title_of(line) is not None
        if (_subject_over(line) and not names) or in_table or len(line.text) > 300:
            break
        if "thanh tich" in (head.title or "") and lone_name(line, taken[-1] if taken else head.title_line):
            break
        block = line.unit.block
        set_off = block.centred or block.bold or line.unit is head.title_line.unit
        if taken and not (set_off or continues(taken[-1], line)):
            break
        if not taken and not (set_off or _SUBJECT_OPENS.match(line.bare) or _looks_like_subject(line)):
            break
        taken.append(line)
    return taken


def _subject_over(line: Line) -> bool:
    set_off = line.unit.block.centred or line.unit.block.bold
    if not set_off and TEXT_BEGINS.match(line.bare):
        return True
    return SUBJECT_ENDS.match(line.bare) is not None or title_of(line) is not None


def _looks_like_subject(line: Line) -> bool:
    return len(line.text) <= 200 and line.text[-1] not in ":;." and not line.bare.startswith("toi ")


def _date_at_foot(lines: tuple[Line, ...], head: Head) -> None:
    """Reports and applications carry place and date over the signature instead."""
    for line in reversed(lines[-25:]):
        if len(line.text) < 90 and _read_date(line, head, needs_place=True):
            return
