"""Whether a committee belongs to the programme under review, by its name (II.2-3a).

Surely the same or not: a committee of another programme, or one whose name tells none, is for a person to judge. The
names are compared without what stands around the subject: kind of body, kind of undertaking, level and place, period.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipeline.comparing import words

_KINDS = re.compile(r"\b(chương trình|dự án|đề án|kế hoạch|phong trào|cuộc vận động)\b")
_BODY = re.compile(r"^.*?\b(ban chỉ đạo|bcđ|ban điều hành|ban điều phối|ban chủ nhiệm|ban tổ chức|ban vận động)\b")
_LEADING = re.compile(r"^[\s,:\-–“”\"']*((về|các|thực hiện|triển khai|công tác|liên ngành|tỉnh|của|tổng kết)\b[\s,]*)+")
# Where the subject ends: a level with its place ("xã hội" and "mỗi xã một nghề" are of the subject), or a period.
_TAIL = re.compile(
    r"\b(?:(?<!mỗi )(?:cấp\s+)?(?:tỉnh|huyện|xã(?!\s+hội)|phường|thị xã|thị trấn|thành phố|đặc khu|trung ương)\b"
    r"|trên địa bàn\b|giai đoạn\b|năm\s+\d|từ năm\b|đến năm\b|của\b).*$"
)
# "Ban Chỉ đạo Chương trình A Công ty": whose committee it is, without "của".
_OWN_BODY = re.compile(
    r"\s+(?:(?:tổng )?công ty(?:\s+(?:cổ phần|tnhh|trách nhiệm hữu hạn)\b.*)?|nhà trường)\s*$", re.IGNORECASE
)
_JOINT = frozenset({"va"})
# Says what kind of programme it is, not which.
_GENERIC = (
    ("muc", "tieu", "quoc", "gia"),
    ("xay", "dung"),
    ("phat", "trien"),
    ("thuc", "hien"),
    ("quoc", "gia"),
)


def same_programme(committee: str, programmes: Iterable[str]) -> bool:
    """Whether the committee's name surely names one of the programmes, or one up to a comma of the other's name."""
    names = tuple(programmes)
    cut_names = [*names, *(cut for name in names for cut in _cut_at_commas(name, body=False))]
    wholes = {committee, _OWN_BODY.sub("", committee)}
    if any(_same(whole, cut_names) for whole in wholes):
        return True
    return any(_same(cut, names) for cut in _cut_at_commas(committee, body=True))


def _cut_at_commas(name: str, *, body: bool) -> list[str]:
    """A name up to each of its commas: a text may go on behind one where the name does not, or the other way round.

    Less than three syllables of a subject ("phòng, chống …") tell nothing.
    """
    cuts = (name[: comma.start()] for comma in re.finditer(",", name))
    return [cut for cut in cuts if len(_subject(cut, body=body)[1]) >= 3]


def _same(committee: str, programmes: Iterable[str]) -> bool:
    own_kind, own = _subject(committee, body=True)
    if not own or _generic(own):
        # "Ban Chỉ đạo các Chương trình mục tiêu quốc gia" is of a programme that is called just so, and of no other.
        return bool(own) and any(_subject(name, body=False)[1] == own for name in programmes)
    for name in programmes:
        kind, subject = _subject(name, body=False)
        kinds_differ = bool(own_kind and kind and own_kind != kind)
        if kinds_differ and min(len(own), len(subject)) < 3:
            continue
        if subject and (_one_of_joined(subject, own) or _one_of_joined(own, subject) or _shortened(subject) & set(own)):
            return True
    return False


def other_programme(seat: str, programmes: Iterable[str]) -> bool:
    """Whether a seat ("Thành viên Ban Chỉ đạo 389") is on a committee whose name tells another programme, or may."""
    if _BODY.match(seat.lower()) is None:
        return False
    _, own = _subject(seat, body=True)
    return bool(own) and not _generic(own) and not same_programme(seat, programmes)


def _subject(name: str, *, body: bool) -> tuple[str | None, tuple[str, ...]]:
    """Kind of undertaking and the syllables of what it is about."""
    text = " ".join(name.lower().split())
    if body:
        text = _BODY.sub("", text, count=1)
    kind: str | None = None
    # "thực hiện Kế hoạch triển khai Chương trình A": the last kind counts, unless the subject already began.
    while found := _KINDS.search(text):
        if kind is not None and not _only_leading(text[: found.start()]):
            break
        kind, text = found[1], text[found.end() :]
    return kind, words(_TAIL.sub("", _LEADING.sub("", text.strip())))


def _only_leading(text: str) -> bool:
    return not _LEADING.sub("", text.strip()).strip()


def _generic(subject: tuple[str, ...]) -> bool:
    """Whether nothing is left of a subject without its general words."""
    rest = subject
    while rest:
        general = next((run for run in _GENERIC if rest[: len(run)] == run), None)
        if general is None:
            return False
        rest = rest[len(general) :]
    return True


def _one_of_joined(part: tuple[str, ...], whole: tuple[str, ...]) -> bool:
    """Whether ``part`` is all of ``whole`` but general words before it, or one of the things it joins by "và"."""
    if not part or _generic(part):
        return part == whole and bool(part)
    for start in range(len(whole) - len(part) + 1):
        end = start + len(part)
        before, after = whole[:start], whole[end:]
        if (
            whole[start:end] == part
            and (not before or before[-1] in _JOINT or _generic(before))
            and (not after or after[0] in _JOINT)
        ):
            return True
    return False


def _shortened(subject: tuple[str, ...]) -> set[str]:
    """``xây dựng nông thôn mới`` as people shorten it: ``XDNTM``, ``NTM``; nothing for one or two syllables."""
    short = set()
    rest = subject
    while len(rest) > 2:
        short.add("".join(word[0] for word in rest))
        rest = rest[len(next((run for run in _GENERIC if rest[: len(run)] == run), rest)) :]
    return short
