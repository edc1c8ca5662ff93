"""The day on which the emulation and commendation council of the unit met, or that its minutes bear.

Words stand on either side of the date: ``họp ngày …``, ``Ngày …, Hội đồng … họp``, ``phiên họp ngày … của Hội đồng``.
Marks tell họp from phối hợp; họp mặt is a celebration.
"""

from __future__ import annotations

import re

from extractors.facts.date_forms import TIME_OF_DAY

# A meeting named in the clause that the date ends; a comma may stand before the time of day.
_MEETS = re.compile(rf"\bhop\b(?! mat\b)[^;,]{{0,80}}?(?:,?\s*{TIME_OF_DAY}(?:ngay\s*)?)$")
_BODY = re.compile(
    r"hoi dong(?! (?:nhan dan|quan tri|thanh vien|truong|su pham|khoa hoc|nghia vu)\b)|hdtdkt|thi dua|khen thuong|"
    r"binh xet|xet "
)
_NAME_IN_MINUTES = re.compile(r"hoi dong(?! nhan dan)|hdtdkt|\btdkt\b|hop xet|binh xet")
_COUNCIL = (
    r"(?:hoi dong\s+(?:(?:thi dua|td)(?:[\s,\-&]+(?:va\s+)?(?:khen thuong|kt))?|tdkt|khen thuong|(?:binh )?xet\b)|"
    r"hd\s?tdkt)\b"
)
_CLUSTER = re.compile(r"\b(?:cum|khoi) thi dua\b")
# The provincial Council meets on what is requested, later than the request; and a meeting to come is none yet.
_ABOVE = re.compile(rf"{_COUNCIL}\s+(?:cua\s+)?(?:(?:ubnd|uy ban nhan dan|cap)\s+)?tinh\b")
_TO_COME = re.compile(r"\b(?:du kien|se|sap|sap toi|tiep tuc)\b")
_MEMBERS = r"(?:(?:tap the|toan the|thuong truc|cac|so|thanh vien|dai bieu|cua|100\s?%)\s+){0,5}"
_AT = r"[\s,()]*(?:(?:cua|tai)\s+(?!hoi dong)[^,;.]{3,80},\s*)?"
# "Ngày 10/9/2025, tại trụ sở, | Hội đồng Thi đua - Khen thưởng xã đã | họp"
_THEN_MEETS = re.compile(rf"{_AT}{_MEMBERS}(?P<council>{_COUNCIL}[^;.,]{{0,80}}?)\b(?P<hop>hop)\b(?! mat\b)")
# "Tại phiên họp ngày 10/9/2025 | của Hội đồng Thi đua - Khen thưởng"
_THEN_NAMED = re.compile(rf"{_AT}{_MEMBERS}{_COUNCIL}")


def meets_before(bare: str, folded: str) -> int | None:
    """Where the word họp stands in a text that ends at a date on which somebody met; both foldings of that text."""
    for match in re.finditer(r"\bhop\b", bare):
        if folded[match.start() : match.end()] == "họp" and _MEETS.match(bare, match.start()):
            return match.start()
    return None


def is_council(near: tuple[str, str], after: tuple[str, str], cited: int | None) -> bool:
    """Whether a date is that of a meeting of the council. ``near``, ``after``: what stands around it, bare and folded;
    ``cited``: where a citation that the date belongs to begins in ``near``."""
    bare, bare_after = near[0], after[0]
    clause = re.split(r"[,;]", bare)[-1]
    if _ABOVE.search(bare) or _TO_COME.search(clause) or _TO_COME.match(bare_after.lstrip(" ,(")):
        return False
    if cited is not None:
        return (
            bare.startswith("bien ban", cited) and _NAME_IN_MINUTES.search(bare[cited:] + bare_after[:80]) is not None
        )
    then = _THEN_MEETS.match(bare_after)
    if then is not None and after[1][slice(*then.span("hop"))] == "họp":
        words = then["council"]
        return not _ABOVE.match(words) and not _TO_COME.search(words) and not _CLUSTER.search(words)
    meeting = meets_before(*near)
    if meeting is None or "giao ban" in bare[meeting:]:
        return False
    if _THEN_NAMED.match(bare_after):
        return not _ABOVE.search(bare_after[:120])
    of_cluster = _CLUSTER.search(bare) is not None and "hoi dong" not in bare
    return _BODY.search(bare) is not None and not of_cluster


def another_meeting(near: tuple[str, str], names_conference: re.Pattern[str]) -> bool:
    """Whether the words before a date make it the day of a meeting that is no conference: ``tại cuộc họp ngày``."""
    meeting = meets_before(*near)
    if meeting is None:
        return False
    clause = re.split(r"[,;.]", near[0][:meeting])[-1]
    return names_conference.search(clause) is None and names_conference.search(near[0], meeting) is None
