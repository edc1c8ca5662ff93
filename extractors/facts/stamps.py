"""Receipt stamps (dấu đến) and the text of digital signatures.

Decree 30/2020/NĐ-CP, article 22 and Phụ lục IV: the stamp reads ``<body> / ĐẾN / Số: … / Ngày: …``. Its date is when
that body received the paper; the date beside ``Giờ ký`` is when the paper was signed. Neither is the date of the paper.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractors.facts.dates import Found, find_dates
from extractors.facts.sheet import Line, Sheet, is_capitals
from pipeline.models.facts import ReceiptStamp
from pipeline.models.vocabulary import Confidence, Precision, weakest

_ARRIVED = re.compile(r"\W*(?:cong van |van ban )?den\s*(?:$|so\b|gio\b|[:.])")
_NUMBERED = re.compile(r"\bso\b")
_STAMP_LINE = re.compile(
    r"\W*(?:so|ngay|gio|chuyen|luu)\b(?:\s+den)?\s*[:.…]|\W*so den\b|\W*ngay den\b|\W*ngay\b.{0,30}$"
)
_DAY = re.compile(r"\bngay\b")
SIGNED = re.compile(r"gio ky|thoi gian ky|ky boi|nguoi ky\s*:|ngay ky\s*:|signed by|signature|digitally")


@dataclass(frozen=True)
class StampFound:
    """A stamp and the characters of its date."""

    line: Line
    date: Found
    office: Line | None
    """The line that names the office over the stamp."""
    quote: tuple[Line, ...]

    @property
    def lines(self) -> tuple[Line, ...]:
        """All lines of the stamp: none of them belongs to the letterhead."""
        return self.quote if self.office is None else (self.office, *self.quote)


def find_stamps(sheet: Sheet) -> list[StampFound]:
    """Every receipt stamp of a paper."""
    stamps: list[StampFound] = []
    lines = _stamp_lines(sheet)
    for index, line in enumerate(lines):
        arrived = _ARRIVED.match(line.bare) is not None and "ĐẾN" in line.text
        if not arrived and not line.bare.startswith("so den"):
            continue
        stamp = _from(lines, index)
        if stamp is not None and all(stamp.line is not known.line for known in stamps):
            stamps.append(stamp)
    return stamps


def receipt_stamp(stamp: StampFound, document: str) -> ReceiptStamp:
    """The published form."""
    unit = stamp.line.unit
    same_unit = [line for line in stamp.quote if line.unit is unit]
    span = (min(line.start for line in same_unit), max(line.end for line in same_unit))
    confidence = stamp.date.confidence if stamp.office else weakest(stamp.date.confidence, Confidence.INFERRED)
    return ReceiptStamp(
        office=" ".join(stamp.office.text.split()) if stamp.office is not None else None,
        day=stamp.date.first,
        document=document,
        confidence=confidence,
        quote=unit.text[span[0] : span[1]],
        place=unit.place(span, document),
    )


def _stamp_lines(sheet: Sheet) -> tuple[Line, ...]:
    """Stamps stand on the first page, or in boxes and margins; none of them is without the word."""
    units = sheet.units[:60]
    if not any("ĐẾN" in unit.text or "so den" in unit.bare for unit in units):
        return ()
    return tuple(line for unit in units for line in unit.lines if len(line.text) < 120)


def _from(lines: tuple[Line, ...], index: int) -> StampFound | None:
    """The date behind ``Ngày`` in the line ``ĐẾN`` or in the few lines under it, as long as they are of the stamp."""
    quoted: list[Line] = []
    for position in range(index, min(index + 5, len(lines))):
        line = lines[position]
        if position > index and not _STAMP_LINE.match(line.bare):
            break
        quoted.append(line)
        label = _DAY.search(line.bare)
        if label is None or not any(_NUMBERED.search(part.bare) for part in quoted):
            continue
        for found in find_dates(line.folded, line.bare, None):
            if found.start >= label.start() and found.precision is Precision.DAY and not found.spans:
                return StampFound(line, found, _office(lines, index), tuple(quoted))
    return None


def _office(lines: tuple[Line, ...], index: int) -> Line | None:
    """The body named over ``ĐẾN``, in the same box where there is one."""
    if index == 0:
        return None
    above = lines[index - 1]
    same = above.unit is lines[index].unit or above.unit.block.kind is lines[index].unit.block.kind
    near = lines[index].unit.block.index - above.unit.block.index <= 1
    named = re.match(r"(?:so|ubnd|uy ban|van phong|ban|phong|hoi dong|cong ty|trung tam)\b", above.bare)
    return above if same and near and named and is_capitals(above.text) else None
