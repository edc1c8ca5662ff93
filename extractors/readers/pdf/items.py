"""Marks of list items ("1.", "2.1.", "a)", "II.", "-") at the start of a line, and words that open one ("Căn cứ").

A full line says nothing about whether the next one goes on; the next one's mark does, if it is the next of its list. A
wrapped line may begin with a number, too ("… từ ngày / 12. Trong đó …"): then the line before waits for one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extractors.readers.pdf.lines import Line

_NUMBER = re.compile(r"^(\(?)((?:[0-9]{1,2}\.)*)([0-9]{1,2})([.)/])(?![0-9])")
_SUB_NUMBER = re.compile(r"^(\(?)((?:[0-9]{1,2}\.)+)([0-9]{1,2})()\s")
_LETTER = re.compile(r"^(\(?)()([a-zđA-ZĐ])([.)])(?:\s|$)")
_ROMAN = re.compile(r"^(\(?)()([IVX]{1,5})([.)])(?:\s|$)")
_BULLET = re.compile(r"^([-–+•*▪➢✓])\s+\S")
_ALWAYS_A_BULLET = "•▪➢✓"
_WORDS = re.compile(
    r"^(?:Căn cứ |Theo đề nghị |Kính gửi ?:|Nơi nhận ?:"
    r"|Xét (?:đề nghị|thấy|kết quả|hồ sơ|thành tích|năng lực|nhu cầu|[Tt]ờ trình|[Cc]ông văn|[Bb]áo cáo|[Bb]iên bản) )"
)
_ARTICLE = re.compile(r"^Điều [0-9]{1,3}\.(?:\s|$)")
_REFERS = re.compile(r"(?:^|\s)(?:tại|theo|của|và|hoặc|với|khoản \S+|điểm \S+|các|,)$|,$", re.IGNORECASE)
_WAITS = re.compile(
    r"(?:^|[\s(])(?:(?<!hàng )(?<!hằng )ngày|(?<!hàng )(?<!hằng )tháng|(?<!hàng )(?<!hằng )quý|thứ|từ|và|hoặc|giai đoạn"
    r"|(?<!tài )khoản|(?<!địa )(?<!trọng )(?<!ưu )điểm|điều|phụ lục|biểu|mẫu số|km"
    r"|(?<!đổi )(?<!nghệ )(?<!thuật )(?<!thiểu )(?<!đa )(?<!dân )(?<!chỉ )(?<!tham )(?<!ký )(?<!tế )(?<!hội )số)$",
    re.IGNORECASE,
)
"""Ends of a line that a number must follow; "chuyển đổi số" and "hàng tháng" do not wait for one."""
_MAY_WAIT = re.compile(
    r"(?:^|[\s(])(?:xã|phường|thôn|xóm|bản|ấp|buôn|khu|phố|tổ|đội|nhóm|cụm|khối|lớp|phòng|tầng|cấp|hạng|bậc|loại|cơ sở"
    r"|khu vực|vùng|trạm|đoàn|chi bộ|khóa|kỳ|lần|quyển|tập|trang|bảng|hình|chương|mục|phần|đường)$",
    re.IGNORECASE,
)
"""Ends that a number may follow: "thôn 3", but "Trưởng thôn" as well."""
_COUNTS = re.compile(r"[0-9],$")
_SECOND_PARTS = re.compile(
    r"(?:khen|tự|hạnh|thương|thể|du|xã|tài|kế|kỹ|quốc|an|công|môi|hành|pháp|thông|truyền|quản|nghiệp|khoa|giáo|văn|y"
    r"|nông|đô|thi|tuyên|tổ|kiểm)$",
    re.IGNORECASE,
)
"""First syllables of what stands behind the dash in names of two parts: "Thi đua - Khen thưởng"."""
_LETTERS = "abcdđefghijklmnopqrstuvwxyz"
_ROMANS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV")
_SAME = 1.5
"""Points by which the starts of lines at one place differ."""
_NEAR = 9.0
"""Points by which the marks of one list differ that is centred, or set flush at the end of its numbers."""


@dataclass(frozen=True)
class Mark:
    """A number or letter that an item begins with; ``form`` is what the items of one list have in common."""

    form: tuple[str, str, str, str]
    """What stands before it ("("), the numbers above it ("2."), its kind, what closes it."""
    ordinal: int

    def follows(self, other: Mark) -> bool:
        """Whether it is the next of its list; Vietnamese lists have đ or leave it out, and leave out f and j."""
        return self.form == other.form and 0 < self.ordinal - other.ordinal <= (2 if self.form[2].isalpha() else 1)


def marks_of(line: Line) -> tuple[Mark, ...]:
    """What the line's first word may be in a list; "I." is a Roman number and a letter, most words are nothing."""
    text = line.text
    if number := _NUMBER.match(text) or _SUB_NUMBER.match(text):
        before, above, own, after = number.groups()
        return (Mark((before, above, "1", after), int(own)),)
    found: list[Mark] = []
    if (roman := _ROMAN.match(text)) and roman[3] in _ROMANS:
        found.append(Mark((roman[1], "", "0", roman[4]), _ROMANS.index(roman[3]) + 1))
    if letter := _LETTER.match(text):
        kind = "A" if letter[3].isupper() else "a"
        found.append(Mark((letter[1], "", kind, letter[4]), _LETTERS.index(letter[3].lower()) + 1))
    return tuple(found)


def bullet_of(line: Line) -> str:
    """The dash or bullet that the line begins with; empty where it has none."""
    found = _BULLET.match(line.text)
    return found[1] if found else ""


def opens_item(groups: Sequence[Sequence[Line]], lines: Sequence[Line], at: int) -> bool | None:
    """Whether line ``at`` opens an item, though the line before is full; ``groups`` are the paragraphs before it.

    None where nothing tells: no mark, or one that belongs to no list.
    """
    line, before = lines[at], lines[at - 1].text
    if _WORDS.match(line.text):
        return True
    if _ARTICLE.match(line.text):
        return not _REFERS.search(before) and not _WAITS.search(before)
    if bullet := bullet_of(line):
        return _bulleted(bullet, groups, lines, at)
    answers = [_numbered(mark, groups, lines, at) for mark in marks_of(line)]
    return True if True in answers else False if False in answers else None


def _numbered(mark: Mark, groups: Sequence[Sequence[Line]], lines: Sequence[Line], at: int) -> bool | None:
    line, before = lines[at], lines[at - 1].text
    list_ = [(group, other) for group in groups for other in marks_of(group[0]) if other.form == mark.form]
    stands = _stands(line, [group for group, _ in list_])
    if stands is False:
        return None
    later = next(((other, one) for one in lines[at + 1 :] for other in marks_of(one) if other.form == mark.form), None)
    next_follows = later is not None and later[0].follows(mark) and abs(later[1].x0 - line.x0) < _NEAR
    if list_ and mark.follows(list_[-1][1]):
        if stands:
            return True
        if later is not None and later[0].ordinal == mark.ordinal:
            return False
        adjacent = list_[-1][0] is groups[-1]
        return not (len(line.words) == 1 or _WAITS.search(before) or (not adjacent and _MAY_WAIT.search(before)))
    if len(line.words) == 1 or _WAITS.search(before) or _MAY_WAIT.search(before) or _COUNTS.search(before):
        return False
    if mark.ordinal == 1:
        return True if next_follows or _below(mark, groups) else None
    return True if next_follows and not list_ else None


def _below(mark: Mark, groups: Iterable[Sequence[Line]]) -> bool:
    """Whether "2.1." comes after "2."."""
    return bool(mark.form[1]) and any(
        other.form[1] + f"{other.ordinal}." == mark.form[1]
        for group in groups
        for other in marks_of(group[0])
        if other.form[2] == "1"
    )


def _bulleted(bullet: str, groups: Sequence[Sequence[Line]], lines: Sequence[Line], at: int) -> bool | None:
    line = lines[at]
    if bullet in _ALWAYS_A_BULLET:
        return True
    list_ = [group for group in groups if bullet_of(group[0]) == bullet]
    if (stands := _stands(line, list_)) is not None:
        return True if stands else None
    word = line.words[1].text
    inside = word[0].islower() or word[0].isdigit() or bool(_SECOND_PARTS.match(word))
    others = [group[0] for group in list_] or [one for one in lines[at + 1 :] if bullet_of(one) == bullet]
    return True if not inside and any(abs(one.x0 - line.x0) < _SAME for one in others) else None


def _stands(line: Line, list_: Sequence[Sequence[Line]]) -> bool | None:
    """Whether the line begins where items of the list do (True) or where their other lines do; None if at one place."""
    firsts = [group[0].x0 for group in list_]
    others = [one.x0 for group in list_ for one in group[1:]]
    if not firsts or not others or any(abs(first - other) < 2 * _SAME for first in firsts for other in others):
        return None
    if any(abs(line.x0 - first) < _SAME for first in firsts):
        return True
    return False if any(abs(line.x0 - other) < _SAME for other in others) else None
