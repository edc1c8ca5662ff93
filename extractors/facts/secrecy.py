"""Secrecy marks (dấu độ mật): MẬT, TỐI MẬT, TUYỆT MẬT stamped on a paper, not the word in its sentences.

Law on the protection of state secrets 29/2018/QH14, article 8. Of a marked paper only the place of the mark leaves this
package: no quote, no number, no date.
"""

from __future__ import annotations

import re
from typing import Literal

from extractors.facts.sheet import Line, Sheet
from pipeline.models.facts import SecretMark
from pipeline.models.files import BlockKind
from pipeline.models.vocabulary import Confidence

Level = Literal["mat", "toi_mat", "tuyet_mat"]

_LEVELS: dict[str, Level] = {"MẬT": "mat", "TỐIMẬT": "toi_mat", "TUYỆTMẬT": "tuyet_mat"}
_LABEL = re.compile(r"^(?:độ|mức độ)\s+mật\s*:\s*", re.IGNORECASE)
_FRAME = re.compile(r"[\s\[\](){}|*.:_\-–—\"“”]+")
# A stamp stands over the text: in the head, or in a box or margin wherever the reader put it.
_HEAD_UNITS = 25
_ANYWHERE = frozenset({BlockKind.HEADER, BlockKind.TEXT_BOX, BlockKind.FOOTER})


# A stamp beside other words of the head: "Số: 12/TTr-UBND      MẬT", "HỎA TỐC - MẬT", "Số: 12/TTr-UBND (MẬT)".
_BESIDE = re.compile(r"\t|\s{2,}|\s+[-–—]\s+|[,;()\[\]|]")
_HIGHER: dict[str, Level] = {"TỐI": "toi_mat", "TUYỆT": "tuyet_mat"}


def secret_mark(sheet: Sheet, document: str) -> SecretMark | None:
    """The mark of a paper, null where it has none. Of several the first; one is enough to close the paper."""
    above = ""
    for index, unit in enumerate(sheet.units):
        if index >= _HEAD_UNITS and unit.block.kind not in _ANYWHERE:
            continue
        for line in unit.lines:
            level = _level_of_line(line)
            if level is not None:
                # "TỐI" over "MẬT": the stamp takes two lines.
                level = _HIGHER.get(_FRAME.sub("", above), level) if level == "mat" else level
                place = unit.place(line.span, document)
                return SecretMark(level=level, place=place, confidence=Confidence.STATED)
            above = line.text
    return None


def is_mark(text: str) -> bool:
    """Whether a line is a mark and nothing else, or its upper half."""
    return _level(text.strip()) is not None or _FRAME.sub("", text) in _HIGHER


def _level_of_line(line: Line) -> Level | None:
    if "mat" not in line.bare.replace(" ", ""):
        return None
    text = line.text
    parts = (text, *_BESIDE.split(text))
    return next((level for part in parts if (level := _level(part.strip())) is not None), None)


def _level(text: str) -> Level | None:
    if len(text) > 40:
        return None
    labelled = _LABEL.match(text)
    rest = text[labelled.end() :] if labelled else text
    word = _FRAME.sub("", rest)
    return _LEVELS.get(word.upper() if labelled else word)
