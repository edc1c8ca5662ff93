"""Days that were put off: ``chuyển từ ngày A sang ngày B`` means B, and A is the day of nothing any more."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractors.facts.date_roles import DatedUnit
from extractors.facts.dates import Found
from pipeline.models.vocabulary import Confidence, DateRole, Precision, weakest

# Marks kept: "dời" and "đổi" are not "đội", "đời" or "đối với".
_VERB = r"(?:chuyển|lùi|dời|rời|hoãn|đổi|dịch|điều chỉnh|thay đổi)"
_TIME_OF_DAY = (
    r"(?:\s*(?:sáng|chiều|tối|lúc|vào|\d{1,2}\s?(?:giờ|h|g)\s?\d{0,2}(?: phút)?|thứ \w+|chủ nhật)\b[\s,]*){0,4}"
)
_EVENT = r"(?:hội nghị|đại hội|buổi lễ|lễ|mít tinh|tổng kết|sơ kết)"
# "… được lùi từ [sáng thứ Năm,] | ngày A": the words before A.
_PUT_OFF_FROM = re.compile(rf"\b{_VERB}\b[^;.]{{0,50}}\btừ{_TIME_OF_DAY}\s*(?:ngày\s*)?$")
# "hoãn Hội nghị … dự kiến | ngày A": a day that only "sang" or "thành" behind it puts off.
_PUT_OFF = re.compile(rf"\b{_VERB}\b[^;.]{{0,30}}\b{_EVENT}\b[^;.]{{0,160}}$")
# "không tổ chức vào | ngày A"; "không tổ chức Hội nghị … | ngày A"
_NOT_HELD = re.compile(
    r"\b(?:không|chưa)\s+(?:được\s+)?(?:tổ chức|diễn ra|khai mạc|tiến hành)"
    rf"(?:\s+{_EVENT}\b[^;.,]{{0,140}}?)?(?:\s+(?:vào|trong))?\s*{_TIME_OF_DAY}\s*(?:ngày\s*)?$"
)
_CALLED_OFF = re.compile(rf"\b(?:tạm hoãn|hoãn|huỷ|hủy)(?:\s+(?:việc|bỏ|tổ chức))*\s+{_EVENT}\b[^;.]{{0,160}}$")
# "ngày A | [do trùng lịch] sang [sáng] | ngày B"
_TO = re.compile(rf"[^;.]{{0,60}}?\b(?:sang|đến|tới|thành|qua)\b{_TIME_OF_DAY}\s*(?:ngày\s*)?$")
_TO_SURELY = re.compile(rf"[^;.]{{0,60}}?\b(?:sang|thành)\b{_TIME_OF_DAY}\s*(?:ngày\s*)?$")
# "dự kiến ngày A | nay lùi sang | ngày B"
_PUT_OFF_TO = re.compile(
    rf"[^;.]{{0,140}}?\b{_VERB}\b(?:\s+(?:lại|lịch|thời gian))?\s+(?:sang|đến|tới|thành|vào|qua)\b"
    rf"{_TIME_OF_DAY}\s*(?:ngày\s*)?$"
)
# "không tổ chức vào ngày A | mà tổ chức vào | ngày B"
_BUT = re.compile(rf"[^;.]{{0,140}}?\bmà\s[^;.]{{0,40}}?{_TIME_OF_DAY}\s*(?:ngày\s*)?$")
# "ngày B | thay cho | ngày A"
_INSTEAD = re.compile(
    r"[^;.]{0,60}?\bthay (?:cho|vì|thế)\b(?:\s+(?:cho|lịch|thời gian|kế hoạch|cũ|dự kiến|là)){0,4}\s*(?:vào\s+)?"
    rf"{_TIME_OF_DAY}\s*(?:ngày\s*)?$"
)


@dataclass(frozen=True)
class Moved:
    """The dates of a paper without those it puts off."""

    dated: tuple[DatedUnit, ...]
    became: dict[int, frozenset[dt.date]]
    """By position in ``dated``, the days that this one stands for now."""
    called_off: tuple[DatedUnit, ...]
    """Days on which it says that nothing is held, without a new one."""


def after_moves(dated: Sequence[DatedUnit]) -> Moved:
    """The dates of a paper in reading order without those that it puts off itself; what they became is inferred."""
    kept: list[DatedUnit] = []
    became: dict[int, frozenset[dt.date]] = {}
    called_off: list[DatedUnit] = []
    previous: int | None = None
    for one in dated:
        old = kept[previous] if previous is not None else None
        if old is not None and previous is not None and _put_off(old, one):
            # The paper that is cited between the two is older than what it says.
            became[len(kept)] = frozenset({old.found.first}) | became.pop(previous, frozenset())
            kept[previous] = replace(old, role=DateRole.CITATION)
            kept.append(_inferred(one, one.found))
        elif old is not None and previous is not None and _instead(old, one):
            became[previous] = frozenset({one.found.first})
            kept[previous] = _inferred(old, old.found)
            continue
        elif _one_span(one):
            # "dời từ ngày A đến ngày B" is written like a span of days.
            became[len(kept)] = frozenset({one.found.first})
            kept.append(_inferred(one, replace(one.found, first=one.found.last, spans=False)))
        else:
            kept.append(one)
        if one.role is not DateRole.CITATION:
            previous = len(kept) - 1
    for at, one in enumerate(kept):
        follows = at - 1 in became and _one_sentence(kept[at - 1], one)
        if one.role is not DateRole.CITATION and at not in became and not follows and _is_off(one):
            called_off.append(one)
            kept[at] = replace(one, role=DateRole.CITATION)
    return Moved(tuple(kept), became, tuple(called_off))


def _put_off(old: DatedUnit, new: DatedUnit) -> bool:
    if new.role is DateRole.CITATION or not _one_sentence(old, new):
        return False
    between = new.unit.folded[old.found.end : new.found.start]
    if _PUT_OFF_TO.match(between) or (_is_off(old) and _BUT.match(between)):
        return True
    if _TO.match(between) is not None and _moves(old):
        return True
    return _TO_SURELY.match(between) is not None and _before(_PUT_OFF, old)


def _instead(new: DatedUnit, old: DatedUnit) -> bool:
    return _one_sentence(new, old) and _INSTEAD.match(new.unit.folded[new.found.end : old.found.start]) is not None


def _one_sentence(first: DatedUnit, second: DatedUnit) -> bool:
    return first.unit is second.unit and first.sentence == second.sentence


def _is_off(dated: DatedUnit) -> bool:
    return _before(_NOT_HELD, dated) or _before(_CALLED_OFF, dated)


def _one_span(one: DatedUnit) -> bool:
    return one.found.spans and one.found.precision is Precision.DAY and _moves(one)


def _moves(dated: DatedUnit) -> bool:
    """Stands behind "lùi từ", "chuyển từ", …"""
    return _before(_PUT_OFF_FROM, dated)


def _before(pattern: re.Pattern[str], dated: DatedUnit) -> bool:
    return pattern.search(dated.unit.folded, dated.sentence[0], dated.found.start) is not None


def _inferred(dated: DatedUnit, found: Found) -> DatedUnit:
    return replace(dated, found=replace(found, confidence=weakest(found.confidence, Confidence.INFERRED)))
