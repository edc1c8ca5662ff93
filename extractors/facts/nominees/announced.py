"""The lines under "… tặng Bằng khen cho 02 đơn vị:": nominees by the number and kind above them, whatever their names.

A body's first word need not be in a lexicon there ("Thống kê tỉnh Mẫu"); so many lines and no more are taken on trust.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.facts.nominees.counts import Stated
from extractors.facts.nominees.groups import read_heading
from extractors.facts.nominees.items import verb_inside
from extractors.facts.nominees.lexicon import canon
from extractors.facts.nominees.names import Name, read_name, unknown_body
from extractors.facts.paper import Unit
from pipeline.models.vocabulary import Confidence, NomineeType

_KINDS = {
    "collective": NomineeType.COLLECTIVE,
    "enterprise": NomineeType.ENTERPRISE,
    "individual": NomineeType.INDIVIDUAL,
}
_BODIES = (NomineeType.COLLECTIVE, NomineeType.ENTERPRISE)
# What goes with a request and what is asked at its end stand in lines of the same bullets.
_NO_NAME = re.compile(
    r"(?:(?:kinh|tran trong)\s+)?(?:de nghi|kinh trinh|tran trong|xem xet|ho so|to trinh|bao cao|bien ban|kem theo"
    r"|hinh thuc|danh sach|ly do|thanh tich|thoi gian|dia diem|kinh phi|muc thuong|can cu|ban sao|nhu tren)\b"
)
_TELLS = re.compile(
    r"(?:đã|được|có|đạt|hoàn thành|tham gia|phối hợp|tham mưu|thực hiện|triển khai|tích cực)(?![^\W\d_])"
)
_LABELLED = re.compile(r"[^;,(]{0,60}:")
_LONGEST = 200


@dataclass(frozen=True)
class Announced:
    """How many nominees of which kind the lines below name."""

    number: int
    type: NomineeType

    def name(self, unit: Unit, style: str, start: int, known: Name | None) -> Name | None:
        """The name of a line with a bullet; ``known``: what its own words tell without the number above."""
        as_person = known is not None and known.type is NomineeType.INDIVIDUAL and known.span[0] == start
        if known is not None and known.by_words and not (as_person and self.type in _BODIES):
            return known
        if style == "plain" or not _may_be_name(unit, start):
            return known
        canonical = canon(unit.text)
        if self.type in _BODIES:
            # "Lâm Văn Mẫu" among "03 đơn vị" may be a person after all.
            sure = Confidence.UNCERTAIN if as_person else Confidence.INFERRED
            return unknown_body(unit.text, canonical, start, self.type, sure)
        loose = read_name(unit.text, canonical, unit.bare, start, loose=True)
        if loose is None or loose.type not in (None, NomineeType.INDIVIDUAL):
            return known
        return Name(self.type, loose.span, loose.rest, Confidence.INFERRED, False)

    def lost(self, unit: Unit, start: int, items: int, above: Sequence[Unit]) -> bool:
        """Whether a line with a bullet that was not taken may be one of these, behind so many that were.

        Beyond the number only where the line above ends as if the list went on.
        """
        goes_on = len(above) > 1 and above[-2].text.rstrip().endswith((";", ","))
        return items < self.number or (goes_on and _may_be_name(unit, start))


def announced(unit: Unit, stated: Sequence[Stated]) -> Announced | None:
    """What a heading or a request announces that ends in a colon and states one number of one kind."""
    if len(stated) != 1 or not unit.text.rstrip().endswith(":"):
        return None
    count = stated[0].count
    kind = _KINDS.get(count.what)
    return Announced(count.number, kind) if kind else None


def _may_be_name(unit: Unit, start: int) -> bool:
    """Words that begin with a capital and are no heading, no field of a form and no sentence."""
    text = unit.text
    if not text[start : start + 1].isupper() or len(text) - start > _LONGEST or _NO_NAME.match(unit.bare, start):
        return False
    if _LABELLED.match(text, start) or _TELLS.match(canon(text), start) or verb_inside(canon(text), (start, len(text))):
        return False
    return len(text[start:].split()) > 1 and read_heading(unit, in_table=False, to_province=True) is None
