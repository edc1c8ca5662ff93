"""Columns without rules: the letterhead, the recipients beside the signature, and other text set side by side.

Decree 30/2020/NĐ-CP, Appendix I: the issuing body stands left of the national name and motto, the recipients ("Nơi
nhận") left of the signature. In Word both are tables of two cells without borders, so they become tables here too.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from statistics import fmean

from extractors.readers.pdf.lines import Line, Measure
from extractors.readers.pdf.tables import Grid, GridCell

_STATE = re.compile(r"cong hoa x. *hoi|dang cong san viet nam")
_MOTTO_FOLLOWS = re.compile(r"^(?:chu nghia|viet nam|nghia|nam|doc lap|hanh phuc|tu do)\b")
_DAY = re.compile(r"\bngay\b|\bthang\b")
_ORNAMENT = re.compile(r"^[\W_o]+$")
_NUMBER = re.compile(r"^(?:so\b|v/v|ve viec)")
_ABOUT = re.compile(r"^(?:v/v|ve viec)")
_TO = re.compile(r"^kinh gui")
_NAMES_BODY = re.compile(
    r"^(?:uy ban|ubnd|hdnd|mttq|hoi|so|ban|phong|(?:tong )?cong ty|tap doan|truong|trung tam|(?:tong )?lien doan|"
    r"cong doan|doan|\w+ (?:doan|uy)|dang bo|chi bo|(?:tong |chi )?cuc|bo|benh vien|tram|chi nhanh|xi nghiep|"
    r"ngan hang|bao hiem|vien thong|buu dien|cong an|mat tran|cum|khoi|van phong|hop tac xa|htx|vien|toa an|kho bac|"
    r"hat|doi|thanh tra|lien hiep|lien minh|nha|bao tang|thu vien|dai|thuong truc|tieu ban|to|bch|hoc vien)\b"
)
"""Words with which the name of a body begins: a line that begins so may name another one."""
_RECIPIENTS = re.compile(r"^noi nhan\b")
_SIGNS = re.compile(r"^(?:tm|kt|tl|tuq|q)\. ?\w")

_REST_OF_NAME = re.compile(r"^(?:chu nghia |nghia )?(?:viet )?nam$")

_BETWEEN = 6.0
"""Points between two words of a letterhead's line from which on they may stand in two columns."""
_ASIDE = 40.0
"""Points by which the middles of what stands in one column differ, and the least between those of two columns."""
_NARROWEST = 3.0
"""Points that must stay free between two columns from top to bottom."""
SENTENCE = 4
"""Words a line from which on it is part of a sentence, not a name beside what is filled in ("Số điện thoại : …")."""
_WIDE = 2.5
"""Ems between two words that no justified line reaches."""


@dataclass
class _Gutter:
    """The free strip between two columns; it narrows as lines are added."""

    left: float
    right: float

    def split(self, line: Line, least: float, *, sided: Callable[[Line], int]) -> int | None:
        """Index of the first word right of the strip; None where the line runs across it.

        ``sided`` says of a line all on one side which side it is: -1 left, 1 right, 0 neither.
        """
        best: tuple[float, int] | None = None
        words = line.words
        for index in range(1, len(words)):
            gap = words[index].x0 - words[index - 1].x1
            free = min(self.right, words[index].x0) - max(self.left, words[index - 1].x1)
            if gap >= least and free >= _NARROWEST and (best is None or free > best[0]):
                best = free, index
        if best is None:
            side = sided(line)
            if side < 0 and self.right - line.x1 >= _NARROWEST:
                best = 0.0, len(words)
            elif side > 0 and line.x0 - self.left >= _NARROWEST:
                best = 0.0, 0
        if best is None:
            return None
        at = best[1]
        if at:
            self.left = max(self.left, words[at - 1].x1)
        if at < len(words):
            self.right = min(self.right, words[at].x0)
        return at


@dataclass
class Region:
    """Lines ``first`` to before ``end`` of a page, set in two columns."""

    first: int
    end: int
    left: list[Line]
    right: list[Line]
    table: bool = True
    """The letterhead or signatures, a table as in Word; False: the columns are read one after the other."""
    width: float = 0.0
    """How wide each column is at least, where the other one shows it."""


def letterhead(lines: Sequence[Line], start: int) -> Region | None:
    """The letterhead whose national name stands in line ``start``; None where nothing stands left of it."""
    found = _STATE.search(lines[start].bare)
    if not found:
        return None
    words = lines[start].words
    at = len(lines[start].bare[: found.start()].split())
    if not at and not _something_left(lines, start):
        return None
    gutter = _Gutter(words[at - 1].x1 if at else 0.0, words[at].x0)
    left = [Line(words[:at])] if at else []
    right = [Line(words[at:])]
    first = start
    while first and lines[first - 1].x1 < gutter.right - _NARROWEST and _near(lines[first - 1], lines[first], 1.7):
        first -= 1
        left.insert(0, lines[first])
        gutter.left = max(gutter.left, lines[first].x1)
    end, dated = start + 1, False
    while end < len(lines):
        line = lines[end]
        centre = fmean(one.middle for one in left) if left else (gutter.left + gutter.right) / 4
        divided = 0 if _ends_name(right, line) else None
        if divided is None:
            divided = gutter.split(line, _BETWEEN, sided=partial(_head_side, left=centre, right=right[0].middle))
        if divided is None:
            divided = _tabbed(line, left, centre, dated=dated)
        if divided is None:
            break
        on_left, on_right = line.words[:divided], line.words[divided:]
        if on_right and not _head_right(Line(on_right), dated):
            break
        if on_left and not on_right and dated and not _head_left(line, left, centre):
            break
        if not _near(lines[end - 1], line, 3.0):
            break
        dated |= bool(on_right) and bool(_DAY.search(Line(on_right).bare))
        left += [Line(on_left)] if on_left else []
        right += [Line(on_right)] if on_right else []
        end += 1
    return Region(first, end, left, right) if left else None


def _something_left(lines: Sequence[Line], start: int) -> bool:
    """A national name alone on its line: the issuing body may stand a few points higher or lower, left of it.

    Where the national name has a box of its own in the right half, the issuing body may begin under the motto.
    """
    state = lines[start]
    if any(
        0 <= index < len(lines)
        and lines[index].x1 < state.x0
        and abs(lines[index].baseline - state.baseline) < state.size
        for index in (start - 1, start + 1)
    ):
        return True
    middle = (min(line.x0 for line in lines) + max(line.x1 for line in lines)) / 2
    if state.middle < middle + _ASIDE:
        return False
    for before, line in pairwise(lines[start : start + 5]):
        if not _near(before, line, 3.0):
            return False
        if line.x1 < state.x0:
            return True
        if not (_head_right(line, dated=False) or _ends_name([state], line)):
            return False
    return False


def _ends_name(right: Sequence[Line], line: Line) -> bool:
    """Whether a line is the rest of the national name, which began too far right to end on its own line."""
    return bool(_REST_OF_NAME.match(line.bare)) and not any(one.bare.endswith("nam") for one in right)


def _tabbed(line: Line, left: Sequence[Line], centre: float, *, dated: bool) -> int | None:
    """The first word of the right column where tabs set the columns, so that none is free from top to bottom."""
    words = line.words
    gaps = [
        (words[index].x0 - words[index - 1].x1, index)
        for index in range(1, len(words))
        if _head_right(Line(words[index:]), dated)
    ]
    if gaps and max(gaps)[0] >= _BETWEEN:
        return max(gaps)[1]
    if left and abs(line.middle - centre) < _ASIDE and _head_left(line, left, centre):
        return len(words)
    return None


def _head_side(line: Line, left: float, right: float) -> int:
    return -1 if abs(line.middle - left) < abs(line.middle - right) else 1


def _head_right(line: Line, dated: bool) -> bool:
    """The right column holds the national name, the motto, rules of dashes and, last, place and day."""
    if _ORNAMENT.match(line.bare):
        return True
    if dated:
        return False
    return bool(_STATE.search(line.bare) or _MOTTO_FOLLOWS.match(line.bare) or _DAY.search(line.bare))


def _head_left(line: Line, left: Sequence[Line], centre: float) -> bool:
    """Under the day only the number, the subject and its lines go on with the left column."""
    if _NUMBER.match(line.bare) or _ORNAMENT.match(line.bare):
        return True
    if not left or not _near(left[-1], line, 1.7):
        return False
    inside = line.x0 >= left[-1].x0 - 5 and line.x1 <= left[-1].x1 + 5 and not _TO.match(line.bare)
    return abs(line.middle - centre) < 15 or (inside and any(_ABOUT.match(one.bare) for one in left))


def _near(before: Line, after: Line, sizes: float) -> bool:
    return after.baseline - before.baseline <= sizes * max(before.size, after.size)


def signatures(lines: Sequence[Line], start: int) -> Region | None:
    """The recipients that begin in line ``start`` and the signature right of them; None without a signature."""
    anchor = lines[start]
    if not _RECIPIENTS.match(anchor.bare):
        return None
    edge = anchor.x0
    gutter = _Gutter(edge, 1e6)

    def sided(line: Line) -> int:
        if line.x0 < edge + 60:
            return -1
        return 1 if line.x0 > edge + 100 else 0

    left: list[Line] = []
    right: list[Line] = []
    end = start
    while end < len(lines):
        line = lines[end]
        if end > start and (_RECIPIENTS.match(line.bare) or _STATE.search(line.bare)):
            break
        at = gutter.split(line, 8.0, sided=sided)
        if at is None:
            break
        left += [Line(line.words[:at])] if at else []
        right += [Line(line.words[at:])] if at < len(line.words) else []
        end += 1
    first = start
    while first and start - first < 4 and _signs_above(lines[first - 1], lines[first], gutter):
        first -= 1
        right.insert(0, lines[first])
    return Region(first, end, left, right) if right else None


def _signs_above(line: Line, below: Line, gutter: _Gutter) -> bool:
    return (
        line.x0 > gutter.left + 60
        and _near(line, below, 2.2)
        and (line.text.isupper() or bool(_SIGNS.match(line.bare)))
    )


def side_by_side(lines: Sequence[Line], start: int) -> Region | None:
    """Other columns without rules from line ``start`` on; None where the lines are to be read across.

    Read down: text centred under its heads (two signatures), or columns that both run full (a newsletter). Read across:
    a list set with tabs, whose second parts begin at one place.
    """
    wide = _widest_gap(lines[start])
    if wide is None:
        return None
    gutter = _Gutter(*wide)
    left: list[Line] = []
    right: list[Line] = []
    both = 0
    end = start
    while end < len(lines):
        line = lines[end]
        at = gutter.split(
            line, _WIDE * line.size * 0.8, sided=partial(_head_side, left=gutter.left, right=gutter.right)
        )
        if at is None:
            break
        both += 0 < at < len(line.words)
        left += [Line(line.words[:at])] if at else []
        right += [Line(line.words[at:])] if at < len(line.words) else []
        end += 1
    if end - start < 2 or not ((_centred(left) and _centred(right)) or _full(left, right, both)):
        return None
    signed = left[0].text.isupper() and right[0].text.isupper() and left[0].baseline == right[0].baseline
    return Region(start, end, left, right, table=signed and _centred(left) and _centred(right))


def _widest_gap(line: Line) -> tuple[float, float] | None:
    if line.widest < _WIDE * line.size:
        return None
    gaps = [
        (after.x0 - before.x1, before.x1, after.x0)
        for before, after in zip(line.words, line.words[1:], strict=False)
        if after.x0 - before.x1 >= _WIDE * line.size
    ]
    _, left, right = max(gaps)
    return left, right


def _centred(lines: Sequence[Line]) -> bool:
    """Lines of different length about one middle."""
    middle = fmean(line.middle for line in lines)
    return (
        len(lines) > 1
        and all(abs(line.middle - middle) < 6 for line in lines)
        and max(line.x0 for line in lines) - min(line.x0 for line in lines) > 3
    )


def _full(left: Sequence[Line], right: Sequence[Line], both: int) -> bool:
    """Two columns of running text: many lines of several words, most of which reach the same right end."""
    if both < 6 or any(
        sum(len(line.words) >= SENTENCE for line in column) < 0.6 * len(column) for column in (left, right)
    ):
        return False
    farthest = max(line.x1 for line in left)
    return sum(farthest - line.x1 < 6 for line in left) >= 0.6 * len(left) and len(right) >= 0.6 * len(left)


def as_grid(region: Region, page: int) -> Grid:
    """A letterhead or the signatures as a table of one row and two cells."""
    words = [word for line in (*region.left, *region.right) for word in line.words]
    xs = [min(word.x0 for word in words), min(line.x0 for line in region.right), max(word.x1 for word in words)]
    ys = [min(word.y0 for word in words), max(word.y1 for word in words)]
    is_head = any(_STATE.search(line.bare) for line in region.right)
    cells = [
        GridCell(0, column, 1, 1, page, (xs[column], ys[0], xs[column + 1], ys[1]), _cell_lines(lines, bodies))
        for column, (lines, bodies) in enumerate(((region.left, is_head), (region.right, False)))
    ]
    return Grid(cells, xs, ys, page, page, ruled=False)


def _cell_lines(lines: Sequence[Line], bodies: bool) -> list[list[Line]]:
    """Each line is a paragraph, but the subject ("V/v …"), the national name and a long recipient run on.

    ``bodies``: the column names the issuing body, and the one over it; a name that the column was too narrow for runs
    on, too.
    """
    groups: list[list[Line]] = []
    width = max(line.x1 - line.x0 for line in lines)
    for line in lines:
        wrapped = bodies and bool(groups) and _name_wrapped(groups, line, width)
        if groups and (wrapped or _runs_on(groups[-1], line, width)):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _name_wrapped(groups: Sequence[Sequence[Line]], line: Line, width: float) -> bool:
    """Whether the name of a body goes on in ``line``: its first word had no room above, and it looks the same.

    By Decree 30 the issuing body stands in bold under the one over it in regular weight. Bold lines under a regular one
    are therefore one name; elsewhere a line that begins like a name of its own is one.
    """
    last = groups[-1][-1]
    if not (line.text.isupper() and last.text.isupper()) or any(map(str.isdigit, line.text)):
        return False
    if last.bold is not line.bold or abs(last.size - line.size) > 1 or not _near(last, line, 1.7):
        return False
    column = Measure(min(last.x0, line.x0), min(last.x0, line.x0) + width)
    if column.fits_centred(last, line.words[0]):
        return False
    under_another = line.bold and any(not one.bold and one.text.isupper() for group in groups for one in group)
    return under_another or len(line.words) == 1 or not _NAMES_BODY.match(line.bare)


def _runs_on(group: Sequence[Line], line: Line, width: float) -> bool:
    head, last = group[0], group[-1]
    if _ORNAMENT.match(line.bare):
        return False
    if _ABOUT.match(head.bare):
        return not _NUMBER.match(line.bare)
    if _STATE.search(head.bare) and not head.bare.endswith("viet nam"):
        return "viet nam" not in " ".join(one.bare for one in group) and not line.bare.startswith("doc lap")
    if head.text.startswith(("-", "+")):
        full = Measure(head.x0, head.x0 + width)
        return (
            not line.text.startswith(("-", "+"))
            and not last.text.endswith((";", "."))
            and (line.x0 <= head.x0 + 12 and not full.fits(last, line.words[0]))
        )
    return False
