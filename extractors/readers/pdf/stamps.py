"""Receipt stamps (dấu đến), which lie upon the page and not in its text.

Decree 30/2020/NĐ-CP, Appendix IV: ``<body> / ĐẾN / Số: … / Ngày: … / Chuyển: …`` in a frame, set by the office that
receives the paper: over, beside or upon the letterhead, or in the margin. What a stamp says is drawn in one go, so its
words follow one another in the file wherever they lie; by their places they would mix with the lines under them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.readers.pdf.frame import Rect
from extractors.readers.pdf.lines import Line
from extractors.readers.pdf.words import PageText, Word

_WORD = "ĐẾN"
_ARRIVED = re.compile(r"^\W*(?:(?:cong van|van ban) )?den\s*(?:\W*$|so\b|gio\b|[:.]|\d{1,2}\s*[/.-])")
_NUMBERED_IN = re.compile(r"^\W*so den\s*[:.…\d]")
_NUMBER = re.compile(r"^\W*(?:(?:cong van |van ban )?den\W*)?so\b(?! va\b)")
_DAY = re.compile(r"\bngay\b|^\W*(?:(?:cong van|van ban) )?den\s*[:.]?\s*\d")
_LABEL = re.compile(
    r"^\W*(?:so|ngay|gio|chuyen|luu)\b(?:\s+den)?\s*[:.…]|^\W*(?:so|ngay|gio) den\s*(?:[\d:.…]|$)"
    r"|^\W*ngay\b.{0,30}$|^\W*so\W*\d*\W*$"
    r"|^\W*(?:luu ho so|so va ky hieu|ky hieu|kinh chuyen|y kien|(?:don vi|nguoi|phong) (?:xu ly|nhan))\b.{0,60}$"
)
_VALUE = re.compile(r"^[\d\s./…_-]+$")
_OWN_NUMBER = re.compile(r"^\W*so\s*[:.]?\s*[\d\s.…_]*[a-z]?\s*[/-]\s*(?!(?:cv|vb)?d(?:en)?\b|cv\b)[a-z]")
"""``Số: 62/TTr-UBND``: the number of the paper, not the one under which it was registered."""
_BODY = re.compile(
    r"^(?:so(?! ?[:.\d])|ubnd|uy ban|hdnd|hoi dong|van phong|ban|phong|cong ty|trung tam|tong cong ty|cuc|chi cuc|bo"
    r"|truong|vien|benh vien|dang uy|tinh uy|thanh uy|huyen uy|hoi|lien doan|cong an|to)\b"
)
_STATE = re.compile(r"cong hoa|dang cong san|doc lap")
_MOST_LABELS = 8
_MOST_OVER = 5
_MOST_NAMES = 4
_LONGEST = 60
_GAP = 1.5
"""Ems between two words of one line from which on they are two pieces."""
_AWAY = 6.0
"""Ems that a piece may lie beside or under what the stamp holds so far."""
_SAME_LINE = 0.38
_HIGHEST = 220.0
"""Points: the largest frame that is a stamp's; the Decree's is 99 high."""


def take_stamps(text: PageText, boxes: Sequence[Sequence[Rect]]) -> list[list[Line]]:
    """Takes the words of every stamp out of ``text`` and answers each stamp's lines, in the order they were drawn.

    ``boxes`` are the cells of each ruled table or frame of the page.
    """
    everything = " ".join([word.text for word in text.words]).upper()
    if _WORD not in everything or not any(word.text.strip(" .:…").upper() == _WORD for word in text.words):
        return []
    stamps: list[list[Line]] = []
    pieces = _pieces(text.words)
    taken: set[int] = set()
    for at, piece in enumerate(pieces):
        if at in taken or not _arrived(piece):
            continue
        frame = _frame(piece, boxes)
        held = _best(pieces, at, frame)
        if held is None or taken & set(held):
            continue
        if frame is not None:
            held = _with_values(pieces, held, frame)
        taken.update(held)
        stamps.append(_lines([pieces[index] for index in held]))
    if taken:
        gone = {id(word) for index in taken for word in pieces[index].words}
        text.words = [word for word in text.words if id(word) not in gone]
    return stamps


def _pieces(words: Sequence[Word]) -> list[Line]:
    """Words that follow one another in the file and on the page."""
    groups: list[list[Word]] = []
    for word in words:
        last = groups[-1][-1] if groups else None
        if (
            last is not None
            and last.upright == word.upright
            and abs(last.baseline - word.baseline) <= _SAME_LINE * last.size
            and -0.5 * last.size <= word.x0 - last.x1 <= _GAP * last.size
        ):
            groups[-1].append(word)
        else:
            groups.append([word])
    return [Line(group) for group in groups]


def _arrived(piece: Line) -> bool:
    bare = piece.bare
    if not piece.words[0].upright or "den" not in bare[:24]:
        return False
    if _ARRIVED.match(bare):
        return _WORD in piece.text or bare.startswith(("cong van", "van ban"))
    return _NUMBERED_IN.match(bare) is not None


def _frame(piece: Line, boxes: Sequence[Sequence[Rect]]) -> Rect | None:
    """The frame drawn about a piece, where it is no larger than a stamp's."""
    for cells in boxes:
        x0, y0 = min(cell[0] for cell in cells), min(cell[1] for cell in cells)
        x1, y1 = max(cell[2] for cell in cells), max(cell[3] for cell in cells)
        if y1 - y0 <= _HIGHEST and _inside(piece, (x0, y0, x1, y1)):
            return x0, y0, x1, y1
    return None


def _inside(piece: Line, frame: Rect) -> bool:
    y = piece.baseline - 0.3 * piece.size
    return frame[0] <= piece.middle <= frame[2] and frame[1] <= y <= frame[3]


def _best(pieces: Sequence[Line], anchor: int, frame: Rect | None) -> list[int] | None:
    """The pieces of a stamp as they were drawn or else as they lie, whichever finds the body that it names."""
    found = [_held(pieces, order, anchor, frame) for order in (range(len(pieces)), _column(pieces, anchor, frame))]
    whole = [held for held in found if held is not None]
    return next((held for held in whole if _BODY.match(pieces[held[0]].bare)), whole[0] if whole else None)


def _held(pieces: Sequence[Line], order: Sequence[int], anchor: int, frame: Rect | None) -> list[int] | None:
    """The pieces of the stamp whose word ``ĐẾN`` is ``anchor``; None without a number and a day to it.

    ``order`` says which piece follows which: as they were drawn or, where a stamp was drawn line by line with what
    stands beside it, as they lie.
    """
    held = [anchor]
    middle = order.index(anchor)
    for at in order[middle + 1 : middle + 1 + _MOST_LABELS]:
        if not (_is_label(pieces[at]) or _is_inside_only(pieces[at], frame)) or not _near(pieces, held, at, frame):
            break
        held.append(at)
    top = middle
    while top and middle - top < _MOST_OVER and not _is_whole(pieces, held):
        if not (_is_label(pieces[order[top - 1]]) and _near(pieces, held, order[top - 1], frame)):
            break
        top -= 1
        held.insert(0, order[top])
    if not _is_whole(pieces, held):
        return None
    first = top
    while first and top - first < _MOST_NAMES and _is_name(pieces[order[first - 1]], pieces[order[first]], frame):
        first -= 1
    while first < top and not _BODY.match(pieces[order[first]].bare):
        first += 1
    return [*order[first:top], *held]


def _column(pieces: Sequence[Line], anchor: int, frame: Rect | None) -> list[int]:
    """The pieces in the frame of a stamp or, without one, over and under its word, from top to bottom."""
    word = pieces[anchor]
    side = 3 * word.size
    there = [
        at
        for at, piece in enumerate(pieces)
        if piece.words[0].upright
        and (_inside(piece, frame) if frame else word.x0 - side <= piece.middle <= word.x1 + side)
    ]
    return sorted(there, key=lambda at: (pieces[at].baseline, pieces[at].x0))


def _with_values(pieces: Sequence[Line], held: list[int], frame: Rect) -> list[int]:
    """The stamp with the figures that were filled into its frame afterwards, each behind its label."""
    for at, piece in enumerate(pieces):
        if at in held or not _VALUE.match(piece.bare) or not _inside(piece, frame):
            continue
        labels = [
            index
            for index, one in enumerate(held)
            if abs(pieces[one].baseline - piece.baseline) <= _SAME_LINE * piece.size and pieces[one].x0 < piece.x0
        ]
        if labels:
            held.insert(labels[-1] + 1, at)
    return held


def _is_label(piece: Line) -> bool:
    bare = piece.bare
    short = len(bare) <= _LONGEST and piece.words[0].upright
    return short and bool(_LABEL.match(bare) or _VALUE.match(bare)) and not _OWN_NUMBER.match(bare)


def _is_inside_only(piece: Line, frame: Rect | None) -> bool:
    """Whether a piece that is no label stands in the stamp's frame: who it goes to, a value set apart."""
    return frame is not None and _inside(piece, frame) and not _OWN_NUMBER.match(piece.bare)


def _is_whole(pieces: Sequence[Line], held: Sequence[int]) -> bool:
    bares = [pieces[at].bare for at in held]
    return any(map(_NUMBER.search, bares)) and any(map(_DAY.search, bares))


def _near(pieces: Sequence[Line], held: Sequence[int], at: int, frame: Rect | None) -> bool:
    """Whether a piece lies in the stamp's frame or, without one, close to what the stamp holds."""
    piece = pieces[at]
    if frame is not None:
        return _inside(piece, frame)
    size = piece.size
    x0, x1 = min(pieces[one].x0 for one in held), max(pieces[one].x1 for one in held)
    y0, y1 = (min(pieces[one].baseline for one in held), max(pieces[one].baseline for one in held))
    beside = max(x0 - piece.x1, piece.x0 - x1) <= _AWAY * size
    return beside and y0 - 3 * size <= piece.baseline <= y1 + 3 * size


def _is_name(piece: Line, below: Line, frame: Rect | None) -> bool:
    text = piece.text
    if not (text.isupper() and piece.words[0].upright) or len(text) > _LONGEST or ":" in text:
        return False
    if any(map(str.isdigit, text)) or _STATE.search(piece.bare):
        return False
    if frame is not None:
        return _inside(piece, frame)
    over = min(piece.x1, below.x1 + _AWAY * below.size) - max(piece.x0, below.x0 - _AWAY * below.size)
    return over > 0 and -0.5 * below.size <= below.baseline - piece.baseline <= 2.2 * max(below.size, piece.size)


def _lines(pieces: Sequence[Line]) -> list[Line]:
    """Pieces on one baseline are one line."""
    lines: list[Line] = []
    for piece in pieces:
        last = lines[-1] if lines else None
        if (
            last is not None
            and abs(last.baseline - piece.baseline) <= _SAME_LINE * last.size
            and piece.x0 >= last.x1 - 0.5 * last.size
        ):
            lines[-1] = Line([*last.words, *piece.words])
        else:
            lines.append(piece)
    return lines
