"""Where the name of a programme ends in running text: at a verb, a place or a period, and not at every comma."""

from __future__ import annotations

import re

from extractors.facts.paper import Unit
from pipeline.models.base import Span

# Where the name of a programme is over; marks matter: "tại" is not the "tai" of "thiên tai".
_NAME_OVER = re.compile(
    r"\s+(?:và (?:đề nghị|khen|biểu dương|trao)|vào\b|ngày \d|trên địa bàn|tại\b|để\b|được\b|sẽ\b|"
    r"cho (?:các|những|tập thể|cá nhân|\d)|nhằm\b|dự kiến|đã\b|"
    r"thời gian|do (?:ubnd|ủy ban|uỷ ban|sở|bộ|chủ tịch|tỉnh|thủ tướng|chính phủ))"
)
# "Chương trình giữ rừng, trồng rừng ven biển": behind a comma a name goes on in lower case …
_MORE_OF_NAME = re.compile(r",\s+(?P<more>[^\W\d_A-ZÀ-ÝĂĐĨŨƠƯẠ-Ỹ][^;.,()\n]{2,120})")
# … unless a clause begins there, or the period that ends a name stands before it.
_NO_NAME = re.compile(
    r"(?:đề nghị|kính|trình|xin|xét|khen|tặng|trao|biểu dương|tôn vinh|tập thể|cá nhân|gồm|cụ thể|trong|"
    r"theo|các tập thể|căn cứ|từ|tại|vào|ngày|năm|giai đoạn|để|nhằm|do|được|sẽ|đã|dự kiến|có|cho|với|sau|nay|như|kèm|"
    r"ubnd|ủy ban|uỷ ban|sở|ban|phòng(?! (?:chống|ngừa|trừ))|hội đồng|công ty|xã|phường|huyện|tỉnh|"
    r"hội nghị|tổng kết|sơ kết)\b"
)
# "Chương trình mỗi xã một sản phẩm (OCOP)", "… (gọi tắt là Chương trình OCOP)".
_SHORT = re.compile(
    r"\s*\((?:[^()]{0,20}\b(?:gọi|viết) tắt(?: là)?:?\s+)?[“\"]?(?P<kind>(?:chương trình|đề án|dự án)\s+)?"
    r"(?P<short>[A-ZĐ][A-ZĐ0-9]{1,11})[”\"]?\)",
    re.IGNORECASE,
)
_PERIOD = re.compile(r"\bgiai đoạn\b|\b(?:19|20)\d\d\b")


def name_end(unit: Unit, span: Span, start: int, end: int) -> int:
    """End of the name that was found at ``start`` … ``end``, both counted from the start of ``span`` in the unit."""
    offset, limit = span
    first, last = offset + start, offset + end
    while True:
        over = _NAME_OVER.search(unit.folded, first, last)
        if over is not None:
            return over.start() - offset
        more = None if _PERIOD.search(unit.folded, first, last) else _MORE_OF_NAME.match(unit.text, last, limit)
        if more is None or _NO_NAME.match(unit.folded, more.start("more")):
            return last - offset
        last = more.end()


def short_name(unit: Unit, end: int) -> str | None:
    """The abbreviation in brackets right behind a name that ends at ``end``: ``OCOP``; None where there is none."""
    found = _SHORT.match(unit.text, end)
    return found["short"] if found is not None and found["short"].isupper() else None
