"""What stands behind a name: post, unit, year of birth; joined columns "Chức vụ, đơn vị" taken apart."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractors.facts.nominees.lexicon import LETTER, words
from extractors.facts.nominees.names import body_word, post_word
from pipeline.models.base import Span

_SEPARATOR = re.compile(r"\s*(?:[,;\n(]|\s-\s|\.\s*$|\./\.)\s*")
_LABEL = re.compile(
    r"(?:chức vụ|chức danh|nghề nghiệp|đơn vị công tác|đơn vị|nơi công tác|địa chỉ|nơi ở|thường trú(?: tại)?|hiện là"
    rf"|là)\s*:?\s+(?={LETTER}|\d)"
)
_BORN = re.compile(
    rf"(?<!{LETTER})(?:năm sinh|ngày sinh|(?<!học )(?<!vệ )(?<!hộ )sinh(?:\s+(?:năm|ngày))?|sn|s\.\s?n\.?)\W{{0,4}}"
    r"(?:\d{1,2}\s*(?:[/.-]|tháng|năm)\s*){0,2}((?:19|20)\d\d)|^\s*((?:19|20)\d\d)\s*$"
)
_MERITS = re.compile(
    rf"(?<!{LETTER})(?:đã có|đã đạt|vì đã|vì có|có thành tích|có nhiều|đạt thành tích|đã hoàn thành|do đã"
    rf"|có đóng góp|thành tích)(?!{LETTER})|;|\.\s|\.$|\./\."
)
# "…, UBND xã kính đề nghị tặng …": a clause of its own, no unit.
_ASKS = re.compile(rf"(?<!{LETTER})(?:đề nghị|kính trình|được tặng|được khen)(?!{LETTER})")


@dataclass(frozen=True)
class Behind:
    """Spans of post and unit, and the year of birth for telling namesakes apart."""

    post: Span | None
    unit: Span | None
    birth: str | None


def behind_name(text: str, canonical: str, start: int, end: int, *, loose: bool) -> Behind:
    """Post, unit and birth in the words from ``start``: ", Phó Trưởng phòng, Phòng X, Sở Y;".

    ``loose`` is for a column of posts, where words that no list knows are a post too.
    """
    limit = end
    merits = _MERITS.search(canonical, start, limit)
    if merits:
        limit = merits.start()
    birth = None
    post: Span | None = None
    unit: Span | None = None
    for segment in _segments(text, start, limit):
        if _ASKS.search(canonical, *segment):
            break
        born = _BORN.search(canonical[segment[0] : segment[1]])
        if born:
            birth = born.group(1) or born.group(2)
            continue
        labelled = _LABEL.match(canonical, segment[0], segment[1])
        begin = labelled.end() if labelled else segment[0]
        if post_word(canonical, begin):
            direct = words("posts", "direct").match(canonical, begin, segment[1])
            at = direct.end() + 1 if direct else 0
            if post is None and unit is None and direct and text[at : at + 1].isupper() and body_word(canonical, at):
                post, unit = (begin, direct.end()), (at, segment[1])
                continue
            # A second post belongs to the first; after the unit a post closes the unit ("Phòng X, Phó Trưởng phòng").
            post = (post[0], segment[1]) if post and unit is None else post or (begin, segment[1])
        elif unit is not None:
            unit = (unit[0], segment[1]) if post is None or post[0] < unit[0] else unit
        elif body_word(canonical, begin) or (labelled and "đơn vị" in labelled.group()):
            unit = (begin, segment[1])
        elif post is not None:
            post = (post[0], segment[1])
        elif loose and canonical[begin].isalpha():
            post = (begin, segment[1])
    return Behind(_trim(text, post), _trim(text, unit), birth)


def _segments(text: str, start: int, end: int) -> list[Span]:
    found: list[Span] = []
    at = start
    for separator in _SEPARATOR.finditer(text, start, end):
        if separator.start() > at:
            found.append((at, separator.start()))
        at = separator.end()
    if at < end:
        found.append((at, end))
    return [(a + len(text[a:b]) - len(text[a:b].lstrip(" :–—-")), b) for a, b in found if text[a:b].strip(" :–—-.)")]


def _trim(text: str, span: Span | None) -> Span | None:
    if span is None:
        return None
    start, end = span
    ends = " ,;.-–\n" if "(" in text[start:end] else " ,;.-–\n)"
    end = start + len(text[start:end].rstrip(ends))
    return (start, end) if end > start else None
