"""To whom a paper goes: ``Kính gửi`` over its text, ``Nơi nhận`` under it, and what the text says of its way.

Decree 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II: one body behind the colon, or several, each on a line of its own, with
dashes or without, all but the last with a semicolon.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from extractors.facts.head_words import BODY_WORDS, HEAD_LINES, SUBJECT_ENDS, TEXT_BEGINS, continues
from extractors.facts.paper import Unit
from extractors.facts.sheet import Line, is_capitals
from extractors.facts.titles import title_of

_ADDRESSEE = re.compile(
    rf"(?:{BODY_WORDS.pattern}|(?:lanh dao|cac|dong chi|ong|ba|thu truong|giam doc|truong ban|bo truong)\b)"
)
# Marks kept: "đã" is not the Đà of a city, "được" not the Dược of a school.
_STATEMENT = re.compile(
    r"\b(?:đề nghị|kính trình|đề xuất|dự kiến|báo cáo|trân trọng|đã|sẽ|được|xem xét|có thành tích|ban hành|gồm|"
    r"(?<!ban )(?<!phòng )tổ chức)\b"
)
# "Hồ sơ gửi qua Sở Nội vụ", "đề nghị Sở Nội vụ thẩm định, trình …"; "của Sở Nội vụ" belongs to a paper that is named.
_SENT_ON = re.compile(
    r"\b(?:(?:gui|chuyen(?! (?:vien|mon|de|nganh|trach)\b)|nop|trinh|qua)\b(?:(?!\bcua\b)[^.;\n]){0,80}?|"
    r"de nghi (?:quy |lanh dao |giam doc |thong qua ){0,2})"
    r"(?<!cua )\b(?:so noi vu|(?:ban|phong) (?:thi dua|tdkt))\b[^.;\n]{0,60}"
)
# "(qua Sở Nội vụ tỉnh)", "Đồng kính gửi: Sở Nội vụ": the way of the letter, on a line of its own.
_BY_WAY = re.compile(
    rf"[\s(\[–—-]*(?P<how>(?:gui |kinh gui |trinh )?(?:thong )?qua|dong (?:kinh )?gui)\s*:?\s*(?={_ADDRESSEE.pattern})"
)
_GROUNDS = ("can cu", "theo ", "thuc hien ", "kinh gui", "noi nhan")
_PROVINCE = re.compile(r"\btỉnh\s+(?!ủy\b|uỷ\b|đoàn\b)\w")
_DASH = re.compile(r"\s*[-–—+•*]\s*")


def find_addressees(lines: tuple[Line, ...]) -> tuple[list[str], list[Line]]:
    """The bodies of ``Kính gửi`` and the words that name them."""
    names: list[str] = []
    pieces: list[Line] = []
    start = next((i for i, line in enumerate(lines[: HEAD_LINES + 20]) if line.bare.startswith("kinh gui")), None)
    if start is None:
        return names, pieces
    for item in _addressee_lines(lines, start):
        for piece in _split_addressees(item[0]):
            names.append(" ".join(piece.text.split()))
            pieces.append(piece)
        # The rest of a name that the page broke.
        for wrapped in item[1:]:
            rest = wrapped.text.rstrip(" .,;")
            rest = rest.rstrip(")") if _BY_WAY.match(item[0].bare) else rest
            names[-1:] = [" ".join([*names[-1:], *rest.split()])]
    return names, pieces


def find_recipients(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """The lines of ``Nơi nhận``, to ``Lưu``."""
    for index in range(len(lines) - 1, -1, -1):
        if lines[index].bare.startswith("noi nhan"):
            break
    else:
        return ()
    taken: list[Line] = []
    for line in lines[index + 1 : index + 25]:
        if not _DASH.match(line.text) and line.unit is not lines[index].unit:
            if taken or is_capitals(line.text):
                break
            continue
        if _DASH.match(line.text):
            taken.append(line)
        if re.match(r"\W*luu\b", line.bare):
            break
    return tuple(taken)


def find_sent_on(units: Iterable[Unit], taken: Collection[Line]) -> tuple[Line, ...]:
    """What the text says of the way of the dossier; ``taken`` are the lines of Kính gửi and Nơi nhận."""
    places = {(id(line.unit), line.start) for line in taken}
    found: list[Line] = []
    for unit in units:
        if unit.cell is not None or not ("noi vu" in unit.bare or "thi dua" in unit.bare or "tdkt" in unit.bare):
            continue
        for line in unit.lines:
            match = None if line.bare.startswith(_GROUNDS) else _SENT_ON.search(line.bare)
            if match is not None and (id(line.unit), line.start) not in places:
                found.append(line.cut(*match.span()))
    return tuple(found)


def province_lines(lines: Iterable[Line]) -> tuple[str, ...]:
    """Of the lines of a head those that name a province."""
    return tuple(" ".join(line.text.split()) for line in lines if _PROVINCE.search(line.folded))


def _addressee_lines(lines: tuple[Line, ...], start: int) -> list[list[Line]]:
    """The lines from ``Kính gửi`` on that name a body, each with the lines that go on with it."""
    first = lines[start]
    label = len(first.text) - len(first.text[8:].lstrip(" :\t"))
    items = [[first.cut(label)]] if first.text[label:] else []
    for line in lines[start + 1 : start + 14]:
        if _is_by_way(first, line):
            items.append([line])
            continue
        if items and _is_open(items[-1]):
            items[-1].append(line)
            continue
        dashed = _DASH.match(line.text) is not None
        near = line.unit is first.unit or (line.unit.block is first.unit.block and first.unit.cell is not None)
        if items and not dashed and continues(items[-1][-1], line) and len(line.text) < 120:
            items[-1].append(line)
            continue
        listed = dashed and (not items or _DASH.match(items[0][0].text) or items[-1][-1].text[-1] in ";,")
        alone = not items and len(line.text) < 160 and line.text[-1] != ":" and not SUBJECT_ENDS.match(line.bare)
        alone |= not items and _is_addressee(line)
        if not (near or listed or alone or (items and _goes_on(first, items[-1][-1], line))):
            break
        items.append([line])
    return items


def _is_by_way(first: Line, line: Line) -> bool:
    """A line that names through whom the letter goes; in running text only where it stands in brackets."""
    way = _BY_WAY.match(line.bare)
    if way is None or len(line.text) >= 120 or _STATEMENT.search(line.folded):
        return False
    set_off = line.text[0] in "([" or line.unit is first.unit or line.unit.block.centred
    return set_off or way["how"].startswith("dong")


def _is_open(item: list[Line]) -> bool:
    """Words in brackets that the end of a line broke."""
    text = item[-1].text
    return len(item) == 1 and _BY_WAY.match(item[0].bare) is not None and "(" in text and ")" not in text


def _goes_on(first: Line, above: Line, line: Line) -> bool:
    """Each on a line of its own: the one above says that more follow, or both are centred as no running text is."""
    if above.text[-1] == ";":
        return _is_name(line)
    centred = line.unit.block.centred and first.unit.block.centred
    return (above.text[-1] == "," or centred) and _is_addressee(line)


def _is_addressee(line: Line) -> bool:
    """A line that names a body or its head, and says nothing of them."""
    return _ADDRESSEE.match(line.bare) is not None and _is_name(line)


def _is_name(line: Line) -> bool:
    """A line that may be a name: neither a sentence nor what follows the addressees."""
    bare = line.bare
    if len(bare) >= 120 or bare[-1] == ":" or bare.startswith(("kinh gui", "can cu", "theo ", "qua ")):
        return False
    return TEXT_BEGINS.match(bare) is None and _STATEMENT.search(line.folded) is None and title_of(line) is None


def _split_addressees(item: Line) -> list[Line]:
    """The names of one line, without dashes and closing marks; ``;`` separates, a comma may belong to a name."""
    pieces: list[Line] = []
    start = 0
    for part in item.text.split(";"):
        end = start + len(part)
        opening = _BY_WAY.match(item.bare[start:end]) or _DASH.match(part)
        offset = opening.end() if opening else 0
        stripped = part.rstrip(" .,…_")
        if stripped.endswith((")", "]")) and "(" not in part[offset:]:
            stripped = stripped.rstrip(")] .,")
        if sum(letter.isalpha() for letter in stripped) >= 3:
            pieces.append(item.cut(start + offset, start + len(stripped)))
        start = end + 1
    return pieces
