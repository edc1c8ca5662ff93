"""Receipt stamps (dấu đến) and the text of digital signatures.

Decree 30/2020/NĐ-CP, article 22 and Phụ lục IV: the stamp reads ``<body> / ĐẾN / Số: … / Ngày: … / Chuyển: …``. Its
date is when that body received the paper; the date beside ``Giờ ký`` is when the paper was signed. Neither is the date
of the paper, and the body that a stamp names issued nothing: a stamp may lie anywhere in the head, in its cells too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import takewhile

from extractors.facts.dates import Found, find_dates
from extractors.facts.head_words import begins_body
from extractors.facts.sheet import Line, Sheet, is_capitals
from extractors.facts.titles import title_of
from pipeline.models.facts import ReceiptStamp
from pipeline.models.files import BlockKind
from pipeline.models.vocabulary import Confidence, Precision, weakest

Place = tuple[int, int]
_ARRIVED = re.compile(r"\W*(?:cong van |van ban )?den\s*(?:\W*$|so\b|gio\b|[:.]|\d{1,2}\s*[/.-])")
_ARRIVED_PAPER = re.compile(r"\W*(?:cong van|van ban) den\W*$")
_NUMBERED_IN = re.compile(r"\W*so den\s*[:.…\d]")
_FORWARDED = re.compile(r"\W*(?:chuyen|luu ho so)\b[^:]{0,12}[:.…]")
_NUMBER = re.compile(r"\bso\b(?! va\b)")
_DAY = re.compile(r"\bngay\b|\bden\s*[:.]?\s*(?=\d)")
_LABEL = re.compile(
    r"\W*(?:so|ngay|gio|chuyen|luu)\b(?:\s+den)?\s*[:.…]|\W*(?:so|ngay|gio) den\s*[\d:.…]|\W*ngay\b.{0,30}$"
    r"|\W*so\s*\d+\W*$"
    r"|\W*(?:luu ho so|so va ky hieu|ky hieu|kinh chuyen|y kien|(?:don vi|nguoi|phong) (?:xu ly|nhan))\b.{0,60}$"
)
_VALUE = re.compile(r"[\d\s./…_-]+$")
# "Số: 62/TTr-UBND": the number of the paper, not that of the register; "345/CVĐ" and "345/ĐẾN" are the register's.
_OWN_NUMBER = re.compile(r"\W*so\s*[:.]?\s*[\d\s.…_]*[a-z]?\s*[/-]\s*(?!(?:cv|vb)?d(?:en)?\b|cv\b)[a-z]")
_STATE = re.compile(r"cong h|dang cong san|doc lap")
_OFFICE_OF = re.compile(r"(?:van phong|bo phan|phong van thu|trung tam|phong)\W*$")
SIGNED = re.compile(r"gio ky|thoi gian ky|ky boi|nguoi ky\s*:|ngay ky\s*:|signed by|signature|digitally")
_MOST_LABELS = 7
_MOST_OVER = 5
"""Labels over ``ĐẾN``: Word sets it as a box of its own, which is read behind the others."""
_MOST_NAMES = 4
_UNITS = 60
"""A stamp stands on the first page: among this many paragraphs and cells, or in a text box."""


@dataclass(frozen=True)
class Imprint:
    """The lines of one stamp, whether or not its day can be read."""

    quote: tuple[Line, ...]
    """``ĐẾN`` and the lines of number, day and forwarding."""
    sure: bool
    """The word ``ĐẾN`` stands on it."""
    office: tuple[Line, ...] = ()
    """The lines that name the body over the stamp."""
    over: tuple[Line, ...] = ()
    """The body over that body, on the stamp too."""
    doubtful: tuple[Line, ...] = ()
    """Names over the office with nothing between: the stamp's own or the letterhead's."""
    apart: bool = True
    """The stamp has a place of its own; False where ``office`` may be the letterhead's, too."""

    @property
    def lines(self) -> tuple[Line, ...]:
        """All lines of the stamp: none of them belongs to the letterhead."""
        return (*self.over, *self.office, *self.quote)


@dataclass(frozen=True)
class StampFound:
    """A stamp and the characters of its date."""

    imprint: Imprint
    line: Line
    date: Found


def find_imprints(sheet: Sheet) -> list[Imprint]:
    """Every receipt stamp of a paper, those without a day that can be read among them."""
    lines = _lines(sheet)
    found: list[Imprint] = []
    taken: set[Place] = set()
    for sure in (True, False):
        for index, line in enumerate(lines):
            opens = _arrived(line) if sure else _FORWARDED.match(line.bare) is not None
            if not opens or place_of(line) in taken:
                continue
            imprint = _imprint(lines, index, sure=sure)
            if imprint is not None and not any(place_of(part) in taken for part in imprint.quote):
                found.append(imprint)
                taken.update(map(place_of, imprint.lines))
    return found


def find_stamps(imprints: Iterable[Imprint]) -> list[StampFound]:
    """The stamps whose day can be read."""
    return [stamp for imprint in imprints if (stamp := _dated(imprint)) is not None]


def receipt_stamp(stamp: StampFound, document: str) -> ReceiptStamp:
    """The published form."""
    unit = stamp.line.unit
    same_unit = [line for line in stamp.imprint.quote if line.unit is unit]
    span = (min(line.start for line in same_unit), max(line.end for line in same_unit))
    office = stamp.imprint.office
    named = Confidence.STATED if office and stamp.imprint.apart else Confidence.INFERRED
    return ReceiptStamp(
        office=" ".join(" ".join(line.text.split()) for line in office) or None,
        day=stamp.date.first,
        document=document,
        confidence=weakest(stamp.date.confidence, named if stamp.imprint.sure else Confidence.UNCERTAIN),
        quote=unit.text[span[0] : span[1]],
        place=unit.place(span, document),
    )


def place_of(line: Line) -> Place:
    """What tells a line from every other of its paper."""
    return id(line.unit), line.start


def _lines(sheet: Sheet) -> tuple[Line, ...]:
    units = [unit for at, unit in enumerate(sheet.units) if at < _UNITS or unit.block.kind is BlockKind.TEXT_BOX]
    if not any("den" in unit.bare or "chuyen" in unit.bare or "luu ho so" in unit.bare for unit in units):
        return ()
    return tuple(line for unit in units for line in unit.lines if len(line.text) < 120)


def _arrived(line: Line) -> bool:
    bare = line.bare
    if "den" not in bare[:24]:
        return False
    if _ARRIVED.match(bare) is not None:
        return "ĐẾN" in line.text or _ARRIVED_PAPER.match(bare) is not None
    return _NUMBERED_IN.match(bare) is not None


def _imprint(lines: Sequence[Line], index: int, *, sure: bool) -> Imprint | None:
    """The stamp whose word ``ĐẾN``, or whose line of forwarding, is ``lines[index]``; it has a number and a day."""
    below = list(takewhile(_is_label, lines[index + 1 : index + 1 + _MOST_LABELS]))
    quote = [lines[index], *below]
    top = index
    while top and index - top < _MOST_OVER and not _is_whole(quote) and _is_label(lines[top - 1]):
        top -= 1
        quote.insert(0, lines[top])
    if not _is_whole(quote):
        return None
    return _named(lines, top, tuple(quote), sure=sure)


def _is_label(line: Line) -> bool:
    bare = line.bare
    return (_LABEL.match(bare) is not None or _VALUE.match(bare) is not None) and _OWN_NUMBER.match(bare) is None


def _is_whole(quote: Sequence[Line]) -> bool:
    return any(_NUMBER.search(line.bare) for line in quote) and any(_DAY.search(line.bare) for line in quote)


def _dated(imprint: Imprint) -> StampFound | None:
    """The day behind ``Ngày`` or ``ĐẾN``, or in the line under it where that holds nothing but figures."""
    for line, after in zip(imprint.quote, (*imprint.quote[1:], None), strict=True):
        label = _DAY.search(line.bare)
        if label is None:
            continue
        places = [(line, label.start())]
        if after is not None and not any(map(str.isdigit, line.text[label.start() :])) and _VALUE.match(after.bare):
            places.append((after, 0))
        for place, start in places:
            for found in find_dates(place.folded, place.bare, None):
                if found.start >= start and found.precision is Precision.DAY and not found.spans:
                    return StampFound(imprint, place, found)
    return None


def _named(lines: Sequence[Line], top: int, quote: tuple[Line, ...], *, sure: bool) -> Imprint:
    """The stamp with the body named over it, in a place of its own or among the lines of a letterhead."""
    first = top
    while first and top - first < _MOST_NAMES and _is_name(lines[first - 1], lines[first]):
        first -= 1
    names = lines[first:top]
    begins = next((at for at in range(len(names) - 1, -1, -1) if begins_body(names[at])), None)
    if begins is None:
        return Imprint(quote, sure)
    if begins and _OFFICE_OF.match(names[begins - 1].bare):
        begins -= 1
    office, rest = tuple(names[begins:]), tuple(names[:begins])
    if _has_own_place((*names, *quote)):
        return Imprint(quote, sure, office, over=rest)
    in_text = office[0].unit.cell is None
    parted = first > 0 and lines[first - 1].unit is lines[first].unit
    return Imprint(quote, sure, office, doubtful=rest, apart=parted or (in_text and not rest))


def _is_name(line: Line, below: Line) -> bool:
    """Whether a line over the stamp names a body, as part of what stands under it."""
    bare = line.bare
    same = line.unit is below.unit or line.unit.block.kind is below.unit.block.kind
    near = below.unit.block.index - line.unit.block.index <= 1
    if not (same and near and is_capitals(line.text)) or len(bare) > 80 or ":" in bare:
        return False
    return not any(map(str.isdigit, bare)) and _STATE.search(bare) is None and title_of(line) is None


def _has_own_place(stamp: Sequence[Line]) -> bool:
    """Whether cells or text boxes hold the lines of the stamp and nothing else."""
    own = {place_of(line) for line in stamp}
    units = {id(line.unit): line.unit for line in stamp}.values()
    boxed = all(unit.cell is not None or unit.block.kind is BlockKind.TEXT_BOX or "\n" in unit.text for unit in units)
    return boxed and all(place_of(line) in own for unit in units for line in unit.lines)
