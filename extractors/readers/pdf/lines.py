"""Lines of words, whether lines belong to one paragraph, and the text of paragraphs with the span of each word.

Vietnamese is not hyphenated: a line ends at a blank, or after the hyphen or slash of a number like ``12/QĐ-UBND``.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from operator import attrgetter
from statistics import median
from typing import Generic, TypeVar

from extractors.readers.pdf.items import opens_item
from extractors.readers.pdf.pieces import levels, words_of_line
from extractors.readers.pdf.words import Word
from extractors.text.fold import bare

MARKER = re.compile(
    r"^(?:[-–+•*▪➢✓□☑]|\(?[0-9]{1,2}(?:\.[0-9]{1,2})*[.)/](?![0-9])|(?:[0-9]{1,2}\.)+[0-9]{1,2} |\(?[a-zđ][.)]"
    r"|[IVX]{1,5}[.)]|Điều [0-9]|(?:Phần|Chương|Mục) (?:[0-9IVX]|thứ )|Căn cứ |Thực hiện |Theo |Xét "
    r"|Kính gửi|Nơi nhận|\(|Ghi chú)"
)
ENDED = re.compile(r"[.;:!?…,](?:[\"”’)]*)$|/\.?$")
_SENTENCE = re.compile(r"[.;:!?…](?:[\"”’)]*)$")
_BULLET = re.compile(r"^[-–+•*▪➢✓□☑]\s")
_LEADER = re.compile(r"[.…_]{4,}\s*$")
_STRUCK = attrgetter("struck")
_BASELINE = attrgetter("baseline")
_T = TypeVar("_T")
_LEAST_APART = 2.5
"""Points that the space between paragraphs must add to that between lines to tell them apart."""
_ALIKE = 1.5
"""Points by which lines that end at one place differ."""
_WIDEST_LEFT = 99.0
_WIDEST_RIGHT = 71.0
"""Points: the widest margins met, 35 mm and 25 mm (Decree 30, Appendix I, and Word's default)."""


class _Kept(Generic[_T]):
    """An attribute computed when it is first read; ``cached_property`` locks, which costs more than most of them."""

    def __init__(self, compute: Callable[[Line], _T]) -> None:
        self._compute = compute
        self._name = compute.__name__
        self.__doc__ = compute.__doc__

    def __get__(self, line: Line, owner: type[Line]) -> _T:
        value = line.__dict__[self._name] = self._compute(line)
        return value


@dataclass
class Line:
    """Words on one baseline, from left to right."""

    words: list[Word]
    struck: list[Word] = field(default_factory=list)
    """Words struck out: not read, but the line was as long as they made it."""

    @_Kept
    def text(self) -> str:
        """The words with a blank between them."""
        return " ".join(word.text for word in self.words)

    @_Kept
    def bare(self) -> str:
        """The text in lower case without marks."""
        return bare(self.text)

    @property
    def _all(self) -> list[Word]:
        return self.words + self.struck if self.struck else self.words

    @_Kept
    def x0(self) -> float:
        """Left end."""
        return min([word.x0 for word in self._all])

    @_Kept
    def x1(self) -> float:
        """Right end."""
        return max([word.x1 for word in self._all])

    @_Kept
    def baseline(self) -> float:
        """Where most of the letters stand."""
        return _usual([word.baseline for word in self.words])

    @_Kept
    def size(self) -> float:
        """Font size of most words."""
        return _usual([word.size for word in self.words])

    @_Kept
    def widest(self) -> float:
        """The widest space between two words beside each other; 0 for one word."""
        return max([after.x0 - before.x1 for before, after in pairwise(self.words)], default=0.0)

    @property
    def middle(self) -> float:
        """Half way between its ends."""
        return (self.x0 + self.x1) / 2

    @property
    def bold(self) -> bool:
        """All of it is bold."""
        return all(word.bold for word in self.words)


def _usual(values: list[float]) -> float:
    """The median; most lines have one value for all their words."""
    return values[0] if min(values) == max(values) else median(values)


@dataclass(frozen=True)
class Measure:
    """The column that text is set in: left and right end, and the usual distance of baselines."""

    left: float
    right: float
    leading: float = 0.0
    indent: float | None = None
    """Where first lines begin, if several begin there; a line there is not centred, however it looks."""
    first_lines: bool = False
    """Only first lines begin at ``indent``: the paragraphs' other lines begin at the left end."""
    apart: float = 0.0
    """Distance of baselines from which on lines are two paragraphs, where the page shows it; else 0."""

    def fits(self, line: Line, word: Word) -> bool:
        """Whether ``word`` would have had room at the end of ``line``: then the break was meant."""
        space = 0.25 * line.size
        return (line.x1 - line.x0) + space + (word.x1 - word.x0) + max(line.x0 - self.left, 0.0) <= (
            self.right - self.left - 0.15 * line.size
        )

    def fits_centred(self, line: Line, word: Word) -> bool:
        """The same for a centred line."""
        space = 0.25 * line.size
        return (line.x1 - line.x0) + space + (word.x1 - word.x0) <= self.right - self.left - 0.15 * line.size

    def centres(self, *lines: Line) -> bool:
        """Whether the lines stand in the middle, one of them at least well inside both ends."""
        middle = (self.left + self.right) / 2
        for line in lines:
            if not -8 < line.middle - middle < 8:
                return False
        inside = any(
            line.x0 > self.left + 12 and (self.indent is None or abs(line.x0 - self.indent) > 1) for line in lines
        )
        return inside and not _BULLET.match(lines[0].text)


def lines_of(words: Iterable[Word]) -> list[Line]:
    """Words as lines from top to bottom; text that runs another way than the page keeps its own lines."""
    upright = sorted([word for word in words if word.upright], key=_BASELINE)
    rows: list[list[Word]] = []
    reference = size = 0.0
    for word in upright:
        if rows and word.baseline - reference <= 0.38 * max(size, word.size):
            rows[-1].append(word)
            if word.size > size:
                reference, size = word.baseline, word.size
        else:
            rows.append([word])
            reference, size = word.baseline, word.size
    found = [line for row in rows for level in levels(row) if (line := _line(words_of_line(level))).words]
    turned = [word for word in words if not word.upright]
    return found + _turned_lines(turned) if turned else found


def _line(words: list[Word]) -> Line:
    if not any(map(_STRUCK, words)):
        return Line(words)
    return Line([word for word in words if not word.struck], [word for word in words if word.struck])


def _turned_lines(words: list[Word]) -> list[Line]:
    rows: list[list[Word]] = []
    for word in words:
        if rows and min(word.x1, rows[-1][-1].x1) - max(word.x0, rows[-1][-1].x0) > 0.5 * min(
            word.x1 - word.x0, rows[-1][-1].x1 - rows[-1][-1].x0
        ):
            rows[-1].append(word)
        else:
            rows.append([word])
    return [Line(row) for row in rows]


def measure_of(lines: Sequence[Line], page_width: float, tables: Sequence[tuple[float, float]] = ()) -> Measure:
    """The column that a page's text is set in.

    The right end is where at least three lines end alike (justified text); otherwise the farthest line, but no less
    than a page with the widest margins of Decree 30 (35 mm left, 25 mm right) has. ``tables`` are the left and right
    ends of the text in the page's ruled tables, which are mostly as wide as the column.
    """
    if not lines:
        return Measure(0.0, page_width)
    left = min(*(line.x0 for line in lines), *(table[0] for table in tables), _WIDEST_LEFT)
    ends = [line.x1 for line in lines]
    farthest = max(ends)
    ordered = sorted(ends)
    aligned = [end for end in ends if _set_flush(_alike(ordered, end), len(ends), end, page_width)]
    right = max(aligned) if aligned else max(farthest, *(table[1] for table in tables), page_width - _WIDEST_RIGHT)
    gaps = sorted(
        after.baseline - before.baseline
        for before, after in pairwise(lines)
        if 0 < after.baseline - before.baseline < 3 * after.size
    )
    inside = [line for line in lines if line.x0 > left + 9]
    # Centred lines of one length begin at one place, too.
    starts = Counter(
        round(line.x0) for line in inside if line.x1 > right - 9 or abs(line.middle - (left + right) / 2) > 8
    )
    common = max(starts, key=lambda start: (starts[start], -start), default=0)
    indent = next((line.x0 for line in lines if round(line.x0) == common), None) if starts[common] >= 2 else None
    measure = Measure(left, right, gaps[len(gaps) // 4] if gaps else 0.0, indent)
    return replace(measure, first_lines=_only_first_lines(lines, measure), apart=_apart(lines, measure))


def _only_first_lines(lines: Sequence[Line], measure: Measure) -> bool:
    """Whether sentences that begin at the indent go on at the left end, and none at the indent."""
    if measure.indent is None:
        return False
    at_indent = [
        (before, after)
        for before, after in pairwise(lines)
        if abs(before.x0 - measure.indent) < 1.5 and not measure.centres(before, after)
    ]
    wrapped = [after for before, after in at_indent if not measure.fits(before, after.words[0])]
    return sum(after.x0 < measure.indent - 9 for after in wrapped) >= 2 and not any(
        after.text[0].islower() and after.x0 > measure.indent - 9 for after in wrapped
    )


def _apart(lines: Sequence[Line], measure: Measure) -> float:
    """Half way between the widest distance inside of sentences and the least one after lines that end early."""
    inside, ends = [], []
    for before, after in pairwise([None if measure.centres(line) else line for line in lines]):
        if before is None or after is None:
            continue
        distance = after.baseline - before.baseline
        if not 0 < distance < 2.3 * after.size:
            continue
        if after.text[0].islower():
            inside.append(distance)
        elif measure.fits(before, after.words[0]):
            ends.append(distance)
    if min(len(inside), len(ends)) < 3 or min(ends) - max(inside) < _LEAST_APART:
        return 0.0
    return (min(ends) + max(inside)) / 2


def _alike(ordered: Sequence[float], end: float) -> int:
    """How many of some ends, from left to right, are at the same place as ``end``, this one included."""
    return bisect_left(ordered, end + _ALIKE) - bisect_right(ordered, end - _ALIKE)


def _set_flush(alike: int, lines: int, end: float, page_width: float) -> bool:
    """Whether ``alike`` lines that end at one place show the column's end, and are not just lines of one length."""
    return alike >= 3 and (end >= 0.8 * page_width or alike >= max(6, 0.4 * lines))


def continues(before: Line, after: Line, measure: Measure, opens: bool | None = None) -> bool:
    """Whether ``after`` goes on with the paragraph of ``before``.

    The surest sign of an end is a first word that would have fitted on the line before. Then come: a wider distance, an
    indent, another size, a list's mark after the end of a sentence. ``opens`` is what the mark of ``after`` says in its
    list (``opens_item``).
    """
    distance = after.baseline - before.baseline
    if not all(word.upright for word in (before.words[0], after.words[0])):
        return False
    if measure.leading and distance > 1.25 * measure.leading + 0.5 and distance > 1.2 * after.size:
        return False
    if distance > 2.3 * max(before.size, after.size) or abs(before.size - after.size) > 1.5:
        return False
    if opens or _LEADER.search(before.text) or (opens is None and _marked(before, after, measure)):
        return False
    if _new_paragraph(before, after, measure):
        return False
    if measure.centres(before, after) and (measure.centres(after) or not measure.fits(after, after.words[0])):
        return not measure.fits_centred(before, after.words[0]) and before.bold == after.bold
    if measure.fits(before, after.words[0]):
        return False
    if before.bold and not any(word.bold for word in after.words):
        return False
    indented = after.x0 > before.x0 + 9 and after.x0 > measure.left + 9
    goes_on = after.text[0].islower() and not ENDED.search(before.text)
    return not indented or goes_on or _hangs(before, after)


def _marked(before: Line, after: Line, measure: Measure) -> bool:
    """A list's mark after the end of a sentence, or a word like "Theo …" where first lines begin."""
    found = MARKER.match(after.text)
    if not found or not ENDED.search(before.text):
        return False
    wrapped = measure.first_lines and measure.indent is not None and after.x0 < measure.indent - 9
    return not (wrapped and found[0][:2].isalpha())


def _new_paragraph(before: Line, after: Line, measure: Measure) -> bool:
    """A paragraph of one full line before another one: told by their distance or by their first-line indent."""
    if after.text[0].islower():
        return False
    if measure.apart and after.baseline - before.baseline > measure.apart:
        return not measure.centres(before, after)
    return (
        measure.first_lines
        and measure.indent is not None
        and bool(_SENTENCE.search(before.text))
        and all(abs(line.x0 - measure.indent) < 1.5 for line in (before, after))
    )


def _hangs(before: Line, after: Line) -> bool:
    """A hanging indent: the next line begins where the text after a list's mark, or after "Bước 2:", began."""
    return any(
        abs(after.x0 - word.x0) < 4
        and ((index == 1 and MARKER.match(before.text)) or mark.text.endswith((":", ".", ")")))
        for index, (mark, word) in enumerate(pairwise(before.words[:5]), 1)
    )


def paragraphs_of(lines: Sequence[Line], measure: Measure) -> list[list[Line]]:
    """Lines grouped into paragraphs."""
    groups: list[list[Line]] = []
    for at, line in enumerate(lines):
        if groups and continues(groups[-1][-1], line, measure, opens_item(groups, lines, at)):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def cell_paragraphs(lines: Sequence[Line], left: float, right: float) -> list[list[Line]]:
    """Lines of a table cell grouped into paragraphs: a break is meant where the next word would have had room."""
    measure = Measure(left, right)
    groups: list[list[Line]] = []
    for at, line in enumerate(lines):
        before = groups[-1][-1] if groups else None
        if (
            before is None
            or measure.fits_centred(before, line.words[0])
            or line.baseline - before.baseline > 2.3 * max(line.size, before.size)
            or (_marked(before, line, measure) if (opens := opens_item(groups, lines, at)) is None else opens)
        ):
            groups.append([line])
        else:
            groups[-1].append(line)
    return groups


@dataclass(frozen=True)
class Text:
    """The text of a block or cell and where each of its words stands in it."""

    text: str
    spans: list[tuple[int, int, Word]]


def text_of(paragraphs: Iterable[Sequence[Line]]) -> Text:
    """Paragraphs joined by line feeds, their lines by blanks."""
    parts: list[str] = []
    spans: list[tuple[int, int, Word]] = []
    length = 0
    for paragraph in paragraphs:
        between = "\n"
        previous: Line | None = None
        for line in paragraph:
            if previous is not None and _runs_on(previous, line):
                between = ""
            for word in line.words:
                if length and between:
                    parts.append(between)
                    length += 1
                start, length = length, length + len(word.text)
                parts.append(word.text)
                spans.append((start, length, word))
                between = " "
            previous = line
    return Text("".join(parts), spans)


def _runs_on(before: Line, after: Line) -> bool:
    """Whether two lines join without a blank: after the hyphen or slash of a number, or where a cell was too narrow."""
    last = before.words[-1].text
    if len(last) > 1 and last[-1] in "-/" and last[-2].isalnum():
        return True
    if len(before.words) == 1 and len(after.words) == 1:
        first = after.text
        return (last.isdigit() and first.isdigit() and len(last + first) <= 4) or (last.isupper() and first == "T")
    return False
