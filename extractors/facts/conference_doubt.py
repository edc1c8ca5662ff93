"""Signs that a date near the word "hội nghị" is not surely the day on which that conference opens.

A day that a paper gives for sending, rehearsing or paying, for the reviews of its villages, or for a conference on
another subject, is kept as a candidate and shown; alone it decides nothing (DESIGN §4: a fact in the band
``uncertain``). Texts are bare where nothing else is said.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable

from extractors.facts.date_roles import LONGEST_CONFERENCE
from extractors.facts.dates import Found
from extractors.facts.nominees.lexicon import table
from pipeline.models.vocabulary import Precision

# An award is not asked for more than a year after the conference at which it is to be handed out.
_LONG_AGO = dt.timedelta(days=366)
_HELD = r"to chuc|dien ra|khai mac|tien hanh|du kien|an dinh"
_OTHER_ACT = (
    r"gui|nop|hoan thanh|hoan thien|cong khai|niem yet|dang tai|quyet toan|thanh toan|thong bao|chot|"
    r"bao cao (?:ve|truoc)"
)
_ACTS = re.compile(rf"\b(?:(?P<held>{_HELD})|{_OTHER_ACT})\b")
# "Tổng duyệt Hội nghị …", "Họp trù bị Hội nghị …": another meeting, whatever stands behind.
_BEFORE_IT = re.compile(r"\b(?:tong duyet|tru bi|kinh phi|bao cao tong ket|bao cao so ket)\b[^,;]{0,60}$")
# "… chuẩn bị Hội nghị tổng kết vào ngày": the day may be that of the work.
_WORK = re.compile(r"\b(?:chuan bi|phuc vu|hoan thanh|hoan thien|gui|nop|cong khai|niem yet)\b[^,;]{0,60}$")
_NOT_HELD = re.compile(r"\b(?:khong|chua)\s+(?:to chuc|dien ra|tien hanh)\b")
# Marks kept: "chỉ huy Bộ" puts nothing off ("hủy bỏ"), nor does "đội đến".
_MOVED = re.compile(
    r"[^;]{0,60}?\b(?:lùi|tạm hoãn|hoãn|dời|đổi (?:sang|lại|đến|vào)|chuyển sang|(?:huỷ|hủy)(?: bỏ)?)\b"
)
# "sau ngày", not "thứ Sáu ngày".
_ABOUT = re.compile(r"\b(?:khoang|quanh|(?<!thu )sau|ke tu)\s*(?:ngay\s*)?$")
_OF_LOWER_BODIES = re.compile(
    r"\bcap (?:thon|co so)\b|\bcac (?:thon|xa|phuong|don vi|co quan|chi bo|truong|huyen|dia phuong|nganh|to dan pho|"
    r"khu pho)\s+(?:\w+\s+){0,3}?(?:to chuc|tien hanh|hoan thanh|tong ket|so ket)\b"
)
# Where the name of a conference is over and what happens to it begins.
_IS_HELD = re.compile(
    r"\b(?:(?:se|du kien|to chuc|dien ra|khai mac|vao|luc|bat dau|an dinh|keo dai|mo dau|gon|"
    r"hop (?:tron|trong|vao|luc|tu|tai|mot|ca)|"
    r"(?:khong|chua) (?:duoc )?(?:to chuc|dien ra|khai mac|tien hanh)|ma (?:se|duoc|to chuc|chuyen|lui|doi|hoan)|"
    r"(?:duoc|nay|phai) (?:chuyen|lui|doi|hoan|dich|dieu chinh))\b|"
    r"(?:trong|dung|tu|hoi) (?:\d{1,2} ?(?:h|g|gio|:)|(?:mot|hai|ba|nua|ca|tron|\d+) (?:buoi|ngay)\b|buoi\b)|"
    r"\d{1,2} ?(?:gio\b|[hg](?:\d{2})?\b))"
)
_WORD = re.compile(r"[^\W\d_]+")
# Words of any conference on any subject; what is left tells its subject.
_GENERAL = frozenset(table("conference")["general"].split())


def topic_of(texts: Iterable[str]) -> frozenset[str]:
    """The words that tell what a dossier is about, from its subject, its programmes and its issuer."""
    return frozenset(word for text in texts for word in _WORD.findall(text)) - _GENERAL


def on_another_subject(phrase: str, topic: frozenset[str]) -> bool:
    """Whether the name of a conference has a subject of its own that the dossier does not speak of."""
    if not topic:
        return False
    held = _IS_HELD.search(phrase)
    name = phrase[: held.start()] if held is not None else phrase
    own = [word for word in _WORD.findall(name) if word not in _GENERAL and len(word) > 1]
    return bool(own) and sum(word in topic for word in own) * 3 < len(own)


def not_its_day(before: str, noun: int, noun_end: int, *, moved: bool) -> bool:
    """Whether the day behind a conference named at ``noun`` … ``noun_end`` of ``before`` may be of something else.

    Where the conference was ``moved`` to that day, "không tổ chức" is said of another one.
    """
    gap = before[noun_end:]
    acts = list(_ACTS.finditer(gap))
    if acts and acts[-1]["held"] is None:
        return True
    if not acts:
        lead = before[max(0, noun - 90) : noun]
        if _BEFORE_IT.search(lead) or (_WORK.search(lead) and re.search(r"\b(?:vao|tu)\s*(?:ngay\s*)?$", gap)):
            return True
    return not moved and _NOT_HELD.search(gap) is not None


def never_its_day(found: Found, requested: dt.date | None) -> bool:
    """A run of days longer than any conference, or a day long before the request of the date ``requested``."""
    if found.spans and found.precision is Precision.DAY and found.last - found.first > LONGEST_CONFERENCE:
        return True
    return requested is not None and requested - found.last > _LONG_AGO


def doubtful_day(before: str, folded_after: str) -> bool:
    """Whether the words around a day make it an unsure opening day of the dossier's conference.

    Behind it marks count (``folded_after``).
    """
    if _ABOUT.search(before) or _MOVED.match(folded_after):
        return True
    return _OF_LOWER_BODIES.search(before[-160:]) is not None


def year_is_guess(found: Found, written: str, requested: dt.date | None) -> bool:
    """A year that is not written and puts the day before the request, or one written that lies far from it."""
    if requested is None:
        return False
    if found.first.year > requested.year + 1:
        return True
    return found.opens_last < requested and re.search(r"\d{4}", written) is None
