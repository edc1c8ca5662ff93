"""Secrecy marks (dấu độ mật): MẬT, TỐI MẬT, TUYỆT MẬT stamped on a paper, not the word in its sentences.

Law on the protection of state secrets 29/2018/QH14, article 8. Of a marked paper only the place of the mark leaves this
package: no quote, no number, no date.
"""

from __future__ import annotations

import re
from typing import Literal

from extractors.facts.sheet import Sheet, lines_of
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


def secret_mark(sheet: Sheet, document: str) -> SecretMark | None:
    """The mark of a paper, null where it has none. Of several the first; one is enough to close the paper."""
    for index, unit in enumerate(sheet.units):
        if index >= _HEAD_UNITS and unit.block.kind not in _ANYWHERE:
            continue
        if "mat" not in unit.bare.replace(" ", ""):
            continue
        for line in lines_of(unit):
            level = _level(line.text)
            if level is not None:
                place = unit.place(line.span, document)
                return SecretMark(level=level, place=place, confidence=Confidence.STATED)
    return None


def _level(text: str) -> Level | None:
    if len(text) > 40:
        return None
    labelled = _LABEL.match(text)
    rest = text[labelled.end() :] if labelled else text
    word = _FRAME.sub("", rest)
    return _LEVELS.get(word.upper() if labelled else word)
