"""Items of a list in running text: where each begins inside a paragraph, and what is a sentence on merits."""

from __future__ import annotations

import re

from extractors.facts.nominees.lexicon import canon
from extractors.facts.paper import Unit
from pipeline.models.files import Block

_NEW_ITEM = re.compile(
    r"\n(?=\s*(?:\d{1,2}[.)]|[a-zđ][.)]|[IVX]{1,4}\.|[-+•*]|(?:[Ôô]ng|[Bb]à|Hộ)\s|Tập thể))|(?<=[:;.])\n"
)
_VERB = re.compile(
    r"\s(?:đã|được|phối hợp|tham mưu|luôn|tích cực|triển khai thực hiện|duy trì|hoàn thành|chỉ đạo thực hiện)\s"
)
_LONGEST_SPECK = 12
_HARDLY_READ = 0.4
"""Strokes and stains of real scans were read with 0.0 to 0.34; the least sure true word among them with 0.61."""
_SAYS = re.compile(r"[^\W_]")
_LIKE_NAME = re.compile(r"[^\W\d_]+\s+(?P<second>[^\W\d_]+)")


def lines_of(file: str, block: Block) -> list[Unit]:
    """A paragraph, taken apart where a line break inside it begins an item; characters keep their places."""
    whole = Unit(file, block, None, block.text)
    starts = [found.end() for found in _NEW_ITEM.finditer(block.text)]
    if not starts:
        return [whole]
    bounds = zip([0, *starts], [*starts, len(block.text)], strict=True)
    return [Unit(file, block, None, " " * start + block.text[start:end].rstrip("\n")) for start, end in bounds]


def is_speck(block: Block) -> bool:
    """Whether a short paragraph is what recognition made of a stroke or a stain: it ends no list.

    Whom its words may hide is weighed with all doubtful words of a list (:mod:`extractors.facts.recognised`).
    """
    if len(block.text) > _LONGEST_SPECK or not block.words:
        return False
    said = [word for word in block.words if _SAYS.search(block.text, *word.span)]
    return all(word.confidence is not None and word.confidence < _HARDLY_READ for word in said)


def like_name(unit: Unit, at: int) -> bool:
    """Whether an item begins with two words in capitals as names do, and is no sentence on merits."""
    like = _LIKE_NAME.match(unit.text, at)
    capitals = like is not None and unit.text[at].isupper() and like["second"][0].isupper()
    return capitals and not verb_inside(canon(unit.text), (at, len(unit.text)))


def verb_inside(canonical: str, span: tuple[int, int]) -> bool:
    """A sentence on merits that begins with a body's word: "- Phòng đã phối hợp với …"."""
    return _VERB.search(canonical, *span) is not None
