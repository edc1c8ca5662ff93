"""Secrecy marks (dấu độ mật): MẬT, TỐI MẬT, TUYỆT MẬT stamped on a paper, not the word in its sentences.

Law on the protection of state secrets 29/2018/QH14, article 8. Of a marked paper only the place of the mark leaves this
package: no quote, no number, no date. A mark stands alone on its line, or beside what stamps and heads hold: the
number, a mark of urgency, the number of the copy.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Literal

from extractors.facts.paper import Unit
from extractors.facts.sheet import Line, Sheet
from extractors.text.fold import bare as bare_of
from pipeline.models.facts import SecretMark
from pipeline.models.files import BlockKind
from pipeline.models.vocabulary import Confidence

Level = Literal["mat", "toi_mat", "tuyet_mat"]

_LEVELS: dict[str, Level] = {"MẬT": "mat", "TỐIMẬT": "toi_mat", "TUYỆTMẬT": "tuyet_mat"}
_HIGHER: dict[str, Level] = {"TỐI": "toi_mat", "TUYỆT": "tuyet_mat"}
_LABEL = re.compile(r"^(?:dấu\s+)?(?:chỉ\s+)?(?:mức\s+)?(?:độ|dấu)\s+mật\s*(?P<colon>:|$)\s*", re.IGNORECASE)
_FRAME = re.compile(r"[\s\[\](){}<>«»|*.:_\-–—\"“”/]+")
_BRACKETS = re.compile(r"[(\[<{«]\s*[^()\[\]]+\s*[)\]>}»]")
# A stamp stands over the text: in the head, or in a box or margin wherever the reader put it.
_HEAD_UNITS = 25
_ANYWHERE = frozenset({BlockKind.HEADER, BlockKind.TEXT_BOX, BlockKind.FOOTER})
_LONGEST = 40

# A stamp beside other words of the head: "Số: 12/TTr-UBND      MẬT", "HỎA TỐC - MẬT", "Số: 12/TTr-UBND (MẬT)".
_BESIDE = re.compile(r"\t|\s{2,}|\s+[-–—]\s+|[,;()\[\]|]|(?<=\w)/(?=\w)")
_AFTER_NUMBER = re.compile(r"/\s?\S+\s*(\s(?:TỐI\s+|TUYỆT\s+)?MẬT|[(\[][^()\[\]]+[)\]])\W*$")
# Words that a stamp has with the mark; of the paper, its urgency, and the copy.
_COMPANIONS = re.compile(
    r"^(?:TÀI LIỆU|VĂN BẢN|CÔNG VĂN|HỒ SƠ)\s+(?=T|M)|"
    r"\b(?:HỎA TỐC|HOẢ TỐC|THƯỢNG KHẨN|KHẨN)\b|\s+(?:(?i:bản số|số bản|sao số)).{0,12}$"
)
_OF_COPY = re.compile(r"(?:ban so|so ban)\b")
# "BÍ" over "MẬT", "MẬT" over "MÃ": a word of a title that the line breaks.
_FIRST_HALF = re.compile(r"\b(?:bi|bao|than|co|ong|duong)$")
_SECOND_HALF = re.compile(r"(?:ma|do|thu|ong|khau|thiet|vu)\b")


def secret_mark(sheet: Sheet, document: str) -> SecretMark | None:
    """The mark of a paper, null where it has none. Of several the first; one is enough to close the paper."""
    lines = list(_stamp_lines(sheet))
    for above, line in pairwise([None, *lines]):
        assert line is not None  # noqa: S101 - only the first of the pairs has none
        level = _level_of_line(line) or _level_below(line, above)
        if level is not None and not _broken_word(line):
            # "TỐI" over "MẬT": the stamp takes two lines.
            over = _FRAME.sub("", above.text) if above is not None else ""
            level = _HIGHER.get(over, level) if level == "mat" else level
            return SecretMark(level=level, place=line.unit.place(line.span, document), confidence=Confidence.STATED)
        whole = _level(line.unit.text) if "\n" in line.unit.text else None
        if whole is not None and not _broken_word(line):
            place = line.unit.place((0, len(line.unit.text)), document)
            return SecretMark(level=whole, place=place, confidence=Confidence.STATED)
    return None


def is_mark(text: str) -> bool:
    """Whether a line is a mark and nothing else, or its upper half."""
    return _level(text.strip()) is not None or _FRAME.sub("", text) in _HIGHER


def _stamp_lines(sheet: Sheet) -> list[Line]:
    """The lines where a stamp may stand: of the head, of boxes and margins, and the first of each page."""
    units = [
        unit
        for index, unit in enumerate(sheet.units)
        if (index < _HEAD_UNITS or unit.block.kind in _ANYWHERE or unit.block.starts_page) and not _listed(unit)
    ]
    return [line for unit in units for line in unit.lines]


def _listed(unit: Unit) -> bool:
    """A cell of a table with numbered rows: a register may have a column for the secrecy of what it lists."""
    if unit.cell is None:
        return False
    return any(cell.row == 0 and bare_of(cell.text).strip(" .") in ("stt", "tt", "so tt") for cell in unit.block.cells)


def _level_of_line(line: Line) -> Level | None:
    if "mat" not in _FRAME.sub("", line.bare) or "bi mat" in line.bare:
        return None
    text = line.text
    level = _level(text) or next((level for part in _BESIDE.split(text) if (level := _in_capitals(part))), None)
    if level is None and line.bare.startswith("so"):
        numbered = _AFTER_NUMBER.search(text)
        level = _level(numbered[1].strip()) if numbered is not None else None
    return level


def _level_below(line: Line, above: Line | None) -> Level | None:
    """``Mật`` in small letters under the words ``Độ mật`` or the number, or over the number of the copy."""
    level = _LEVELS.get(_FRAME.sub("", line.text).upper())
    if level is None:
        return None
    if above is not None:
        label = _LABEL.match(above.text)
        if label is not None and label.end() == len(above.text):
            return level
        if above.unit is line.unit and re.match(r"so\s*[:.]?\s*[\d./…]", above.bare):
            return level
    below = _beside(line, line.end, 1)
    return level if _OF_COPY.match(below) else None


def _level(text: str) -> Level | None:
    """The level that a text names and nothing else; in small letters only with its label, in brackets, or of two words
    that stand together in no sentence."""
    if len(text) > _LONGEST:
        return None
    labelled = _LABEL.match(text)
    small = labelled is not None and labelled["colon"] == ":"
    small = small or _BRACKETS.fullmatch(text) is not None or text.casefold() in ("tối mật", "tuyệt mật")
    rest = text[labelled.end() :] if labelled else text
    return _LEVELS.get(_FRAME.sub("", _COMPANIONS.sub(" ", rest)).upper()) if small else _in_capitals(rest)


def _in_capitals(text: str) -> Level | None:
    return _LEVELS.get(_FRAME.sub("", _COMPANIONS.sub(" ", text.strip()))) if len(text) <= _LONGEST else None


def _broken_word(line: Line) -> bool:
    """Whether the line is one half of a word that goes on over or under it in the same paragraph or cell."""
    return _FIRST_HALF.search(_beside(line, line.start, -1)) is not None or (
        _SECOND_HALF.match(_beside(line, line.end, 1)) is not None
    )


def _beside(line: Line, edge: int, step: int) -> str:
    """The next line of the same unit, bare: under (``1``) or over (``-1``) this one; empty where there is none."""
    bare = line.unit.bare
    lines = (bare[edge:] if step > 0 else bare[:edge]).strip().split("\n")
    return lines[0 if step > 0 else -1].strip()
