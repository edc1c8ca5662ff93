"""Days that were put off: ``chuyển từ ngày A sang ngày B`` means B, and A is the day of nothing any more."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractors.facts.date_roles import DatedUnit
from extractors.facts.dates import Found
from pipeline.models.vocabulary import Confidence, Precision, weakest

# Marks kept: "dời" and "đổi" are not "đội", "đời" or "đối với".
_VERB = r"(?:chuyển|lùi|dời|rời|hoãn|đổi|dịch|điều chỉnh|thay đổi)"
_TIME_OF_DAY = r"(?:\s*(?:sáng|chiều|tối|lúc|vào|\d{1,2} (?:giờ|h)\s?\d{0,2}(?: phút)?|thứ \w+|chủ nhật)\b[\s,]*){0,4}"
# "… được lùi từ [sáng thứ Năm,] | ngày A": the words before A.
_PUT_OFF_FROM = re.compile(rf"\b{_VERB}\b[^;.]{{0,50}}\btừ{_TIME_OF_DAY}\s*(?:ngày\s*)?$")
# "ngày A | [do trùng lịch] sang [sáng] | ngày B"
_TO = re.compile(rf"[^;.]{{0,60}}?\b(?:sang|đến|tới|thành|qua)\b{_TIME_OF_DAY}\s*(?:ngày\s*)?$")
# "dự kiến ngày A | nay lùi sang | ngày B"
_PUT_OFF_TO = re.compile(
    rf"[^;.]{{0,60}}?\b{_VERB}\b(?:\s+(?:lại|lịch|thời gian))?\s+(?:sang|đến|tới|thành|vào|qua)\b"
    rf"{_TIME_OF_DAY}\s*(?:ngày\s*)?$"
)


def after_moves(dated: Sequence[DatedUnit]) -> list[DatedUnit]:
    """The dates of a paper in reading order without those that it puts off itself; what they became is inferred."""
    kept: list[DatedUnit] = []
    for one in dated:
        previous = kept[-1] if kept else None
        if previous is not None and _put_off(previous, one):
            kept[-1] = _inferred(one, one.found)
        elif _one_span(one):
            # "dời từ ngày A đến ngày B" is written like a span of days.
            found = one.found
            kept.append(_inferred(one, replace(found, first=found.last, spans=False)))
        else:
            kept.append(one)
    return kept


def _put_off(old: DatedUnit, new: DatedUnit) -> bool:
    if old.unit is not new.unit or old.sentence != new.sentence:
        return False
    between = new.unit.folded[old.found.end : new.found.start]
    if _PUT_OFF_TO.match(between):
        return True
    return _TO.match(between) is not None and _moves(old)


def _one_span(one: DatedUnit) -> bool:
    return one.found.spans and one.found.precision is Precision.DAY and _moves(one)


def _moves(dated: DatedUnit) -> bool:
    """Stands behind "lùi từ", "chuyển từ", …"""
    return _PUT_OFF_FROM.search(dated.unit.folded, dated.sentence[0], dated.found.start) is not None


def _inferred(dated: DatedUnit, found: Found) -> DatedUnit:
    return replace(dated, found=replace(found, confidence=weakest(found.confidence, Confidence.INFERRED)))
