"""The line that names the kind of a paper (tên loại văn bản), and where it stands.

Decree 30/2020/NĐ-CP, Phụ lục I: the title is in capitals on a line of its own; what follows it on the same line, or
in the next lines, is the subject (trích yếu).
"""

from __future__ import annotations

import re

from extractors.facts.sheet import Line, is_capitals

TITLES = (
    "to trinh",
    "bao cao tom tat thanh tich",
    "tom tat thanh tich",
    "bao cao thanh tich",
    "bao cao",
    "bien ban kiem phieu",
    "bien ban bo phieu",
    "bien ban",
    "quyet dinh",
    "ke hoach",
    "huong dan",
    "giay moi",
    "thu moi",
    "danh sach",
    "phu luc",
    "bang tong hop",
    "bieu tong hop",
    "bieu danh sach",
    "bang cham diem",
    "bang diem",
    "phieu cham diem",
    "ban giao uoc",
    "giao uoc",
    "quy che",
    "ban dang ky",
    "dang ky",
    "giay xac nhan",
    "ban xac nhan",
    "xac nhan",
    "du thao chuong trinh",
    "chuong trinh",
    "thong bao",
    "chi thi",
    "loi phat dong",
    "phat dong",
    "nghi quyet",
    "thu keu goi",
    "nghi dinh",
    "thong tu",
    "don(?= de nghi| khoi kien| yeu cau| xin)",
    "to khai",
)
_TITLE = re.compile(
    rf"(?:du thao\s+)?(?P<title>{'|'.join(TITLES)})\b(?!\s*(?:so\s*:?\s*\d|cua cap tren|cua thu truong))"
)
_OPENINGS = frozenset(title[:3] for title in (*TITLES, "du thao"))
# As a heading inside a paper these begin something else.
_NOT_ALONE = re.compile(
    r"chuong trinh\s+(?:muc tieu|mtqg|hanh dong|quoc gia)|xac nhan\s+cua|quyet dinh\s*:|ke hoach\s*:"
)
_ORDINAL = re.compile(r"\s*(?:so\s*)?(?:[ivx]+|\d+)\b\s*[:.\-]*")


def title_of(line: Line) -> str | None:
    """The kind-naming words of a title line, bare; None where the line is no title."""
    bare = line.bare
    if bare[:3] not in _OPENINGS:
        return None
    match = _TITLE.match(bare)
    if match is None or _NOT_ALONE.match(bare):
        return None
    words = line.text[match.start("title") : match.end("title")]
    if is_capitals(words):
        return match.group("title")
    # "Phụ lục I", and a title in bold lower case, only where they stand alone.
    rest = line.bare[match.end() :].strip(" :.")
    block = line.unit.block
    alone = not rest or (match.group("title") == "phu luc" and len(rest) <= 4)
    return match.group("title") if alone and (block.bold or block.centred) and not line.bare.endswith(":") else None


def title_in(line: Line) -> str | None:
    """As :func:`title_of`; in a table only in a row of its own, since a body may be called CHƯƠNG TRÌNH."""
    title = title_of(line)
    cell = line.unit.cell
    if title is not None and cell is not None and cell.column_span == 1 and len(line.unit.block.cells) > 1:
        alone = sum(1 for other in line.unit.block.cells if other.row == cell.row) == 1
        return title if alone else None
    return title


def after_title(line: Line) -> Line:
    """What stands behind the title on its own line."""
    match = _TITLE.match(line.bare)
    if match is None:
        return line
    ordinal = _ORDINAL.match(line.bare, match.end()) if match.group("title") == "phu luc" else None
    return line.cut(ordinal.end() if ordinal else match.end())
