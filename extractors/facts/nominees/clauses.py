"""Sentences of a paragraph, and where its main clause begins behind the grounds ("Căn cứ …, Sở A đề nghị …").

Form of a request by Phụ lục III of Decree 30/2020/NĐ-CP: the grounds come first and end in a semicolon or a comma; many
offices write grounds and request in one sentence.
"""

from __future__ import annotations

import re

from extractors.facts.paper import Unit
from pipeline.models.base import Span

_SENTENCE_ENDS = re.compile(r"[.!?][\"”)]?\s+(?=[\"“(]?(?P<first>[^\W\d_]))")
# "TP. Mẫu", "TS. Lê Văn A", "1. Tập thể": no sentence ends there.
_SHORT = re.compile(r"\W*(?:[^\W\d_]{1,3}|\d{1,2}|[Tt]hs|[Bb]scki{1,2})", re.IGNORECASE)
_SHORTEST = 12
_TITLES = re.compile(r"\W*(?:ve viec|v/v|kinh gui|noi nhan|danh sach|phu luc)\b")
_GROUNDS = re.compile(
    r"\W*(?:can cu|xet\s+(?:de nghi|thanh tich|ket qua|bao cao|to trinh|cong van|ho so)|thuc hien|trien khai|chap hanh"
    r"|tren co so|tiep theo|theo)\b"
)
_CLAUSE = re.compile(r"(?:[,;:.)]\s+|\n\s*)(?=\S)")
_ASKING = r"(?:de nghi|kinh trinh|trinh|kien nghi|xem xet|thong nhat|nhat tri)\b"
_WITH_SUBJECT = re.compile(rf"(?:(?!\bve viec\b)[^;:.,]){{0,120}}?(?<!duoc )(?<!cua )\b{_ASKING}")
_WITHOUT_SUBJECT = re.compile(
    r"(?:nay\s+|xin\s+)?(?:(?:tran trong|kinh|thong nhat|nhat tri)\s+)+(?:de nghi|trinh|kien nghi)\b"
    r"|(?:de nghi|kien nghi|trinh)\s+(?:dong chi\s+)?(?:chu tich|ubnd|uy ban|hoi dong|so noi vu|ban thi dua|quy so)\b"
)
_LOWER_SUBJECT = re.compile(
    r"(?:nay\W+|do do\W+|vi vay\W+)?(?:tinh|huyen|thanh pho|thi xa|xa|phuong|thon|so|hoi dong)\b"
)


def sentences(text: str) -> list[Span]:
    """The sentences of a paragraph; abbreviations and numbers of items end none."""
    spans: list[Span] = []
    start = 0
    for found in _SENTENCE_ENDS.finditer(text):
        before = text[max(start, found.start() - _SHORTEST) : found.start()].rpartition(" ")[2]
        if found["first"].isupper() and not _SHORT.fullmatch(before):
            spans.append((start, found.end()))
            start = found.end()
    spans.append((start, len(text)))
    return spans


def is_title(unit: Unit) -> bool:
    """A title, the addressees or the recipients: words about the request, not the request."""
    return _TITLES.match(unit.bare) is not None


def grounds(unit: Unit, start: int = 0) -> bool:
    """Whether grounds open the sentence that begins at ``start``."""
    return _GROUNDS.match(unit.bare, start) is not None


def main_clause(unit: Unit, start: int, end: int) -> int | None:
    """Where the first clause begins behind grounds in which somebody asks for something; None where there is none.

    A clause has a subject of its own ("…, Sở A kính đề nghị") or asks a named body ("…, đề nghị Chủ tịch UBND tỉnh").
    """
    for sign in _CLAUSE.finditer(unit.bare, start, end):
        at = sign.end()
        if _WITHOUT_SUBJECT.match(unit.bare, at, end):
            return at
        if _WITH_SUBJECT.match(unit.bare, at, end):
            own = unit.text[at].isupper() and not grounds(unit, at)
            if own or _LOWER_SUBJECT.match(unit.bare, at):
                return at
    return None


def request_start(unit: Unit, end: int) -> int | None:
    """Where a request may begin in a paragraph: at its start, behind its grounds, or nowhere (None).

    Grounds that end in a semicolon or a comma are grounds as a whole: a list of them goes on in the next paragraph.
    """
    if is_title(unit):
        return None
    if not grounds(unit):
        return 0
    if unit.text.rstrip()[-1:] in (";", ","):
        return None
    return main_clause(unit, 0, end)
