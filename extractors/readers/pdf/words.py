"""Words of one page with their boxes: PDFium's characters, cleaned, in the frame for reading.

Defects that are mended or counted here and their sources: false bold that draws each letter twice (pdfplumber #71),
letters without Unicode (#29, #159), text outside the visible box (#1054), invisible text (render mode 3, ISO 32000-1,
9.3.6), pages drawn sideways (#848), fonts of the legacy Vietnamese encodings (TCVN3, VNI).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from operator import sub
from typing import NamedTuple

from extractors.readers.pdf import native
from extractors.readers.pdf.chars import LEVEL, Chars
from extractors.readers.pdf.frame import Frame, Rect
from extractors.readers.pdf.legacy import converted
from extractors.readers.pdf.letters import letters_of
from extractors.readers.pdf.looks import Look, Looks
from extractors.readers.pdf.marks import set_marks
from extractors.text.fold import clean

_WORD = re.compile(r"\w")
_TOKEN = re.compile(r"[^\s\x00]+")
_CAPITALS = "A-ZĐĂƠƯ" + "".join(
    letter for letter in map(chr, [*range(0xC0, 0xDE), *range(0x1EA0, 0x1EFA)]) if letter.isupper()
)
_SMALL = "".join(
    letter for letter in map(chr, [*range(0x61, 0x7B), *range(0xE0, 0xFE), *range(0x1EA1, 0x1EFA)]) if letter.islower()
)
# "… MƠGiới tính: …", and "… MÔI TRƯỜNGCỘNG HÒA XÃ HỘI …" or "… TỈNHĐẢNG CỘNG SẢN …".
_TOUCHING_NAME = re.compile(rf"[{_CAPITALS}]{{2}}(?=[{_CAPITALS}][{_SMALL}đăơư])")
_TOUCHING_STATE = re.compile(r"CỘNG\s+H(?:ÒA|OÀ)\b|ĐẢNG\s+CỘNG\b")


@dataclass(slots=True)
class Word:
    """A run of characters without a blank; the box is in the frame for reading."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    baseline: float
    size: float
    """Font size as drawn, in points."""
    bold: bool = False
    upright: bool = True
    page: int = 0
    start: int = 0
    """First character in :attr:`PageText.raw`, and the one after the last."""
    end: int = 0
    spaced: bool = False
    """It begins a word whatever it touches: before it the file itself holds a blank, not one that PDFium guessed."""
    struck: bool = False
    """A line is drawn through it: a deletion shown in print."""
    laid: bool = False
    """It was laid upon the page afterwards: the number and the day that signing software fills in."""
    confidence: float | None = None
    """Of a word recognised in a picture, 0 to 1; None for text of the file."""


@dataclass
class PageText:
    """What the text layer of one page gave."""

    words: list[Word]
    frame: Frame
    raw: str = ""
    """The page's characters, one an index of PDFium."""
    sides: tuple[list[float], list[float]] = ([], [])
    """Left and right of each character in the frame for reading."""
    unreadable: int = 0
    """Characters whose letter is not known."""
    outside: int = 0
    """Words outside the visible box, left out."""
    invisible: int = 0
    """Words that nobody sees on the page."""
    converted: int = 0
    """Runs in a legacy encoding that were read whole."""
    legacy: int = 0
    """Runs in a legacy encoding in which letters were lost."""

    def cut(self, word: Word, at: float) -> tuple[Word, Word] | None:
        """The two parts of a word that a vertical rule at ``at`` parts, by the centres of its characters."""
        left, right = self.sides
        split = next(
            (index for index in range(word.start, word.end) if (left[index] + right[index]) / 2 > at), word.end
        )
        first, second = (clean(self.raw[word.start : split]), clean(self.raw[split : word.end]))
        if not first or not second:
            return None
        return (
            replace(word, text=first, x1=right[split - 1], end=split),
            replace(word, text=second, x0=left[split], start=split, spaced=False),
        )


class _Band(NamedTuple):
    """What words drawn alike on one baseline have in common."""

    y0: float
    y1: float
    baseline: float
    size: float
    lowest: float
    """How low the top of a letter may be that stands on the same line as the highest one."""
    inside: bool
    """Their height is on the visible page."""
    right: float
    """Up to where the middle of a word is on it."""


def page_text(text_page: int, box: Rect, page_turns: int, page: int, hidden: frozenset[int], ocr: bool) -> PageText:
    """The words of one page, in the order of its content.

    ``box`` is the visible box in user space, ``page_turns`` the quarter turns of the page, ``hidden`` the text objects
    that nobody sees; where ``ocr`` says that they lie over an image of a page, they are its text and are kept.
    """
    count = native.count_chars(text_page)
    if count <= 0:
        return PageText([], Frame(*box, turns=page_turns, page_turns=page_turns))
    given, rects = native.characters(text_page, count)
    raw, unreadable = letters_of(given, native.without_unicode(text_page, count))
    raw = set_marks(text_page, raw, rects)
    spans, apart = _tokens(text_page, raw)
    asked = Looks(text_page, hidden)
    looks = asked.of([start for start, _ in spans])
    mended = converted(raw, given, asked, any(look.encoding for look in set(looks)))
    if mended.raw != raw:
        raw = mended.raw
        spans, apart = _tokens(text_page, raw)
        looks = asked.of([start for start, _ in spans])
    frame = Frame(*box, turns=_upright(spans, looks, page_turns), page_turns=page_turns)
    x0s, y0s, x1s, y1s = frame.reading_all(rects)
    letters = "".join(raw.split())
    chars = Chars(raw, x0s, y0s, x1s, y1s, list(map(sub, x0s[1:], x1s)), clean(letters) == letters)
    result = PageText([], frame, raw=raw, sides=(x0s, x1s), unreadable=unreadable)
    result.converted, result.legacy = mended.whole, mended.lost
    kinds = set(looks)
    if any(look.hidden for look in kinds):
        result.invisible = sum(look.hidden for look in looks)
        if not ocr:
            spans = [span for span, look in zip(spans, looks, strict=True) if not look.hidden]
            looks = [look for look in looks if not look.hidden]
    put = _Putting(text_page, chars, frame, frame.size, page, apart, result)
    put.all(spans, looks)
    return result


@dataclass(slots=True)
class _Putting:
    """Puts words upon the page; ``apart`` are starts of tokens that only their case or name tells from the last."""

    text_page: int
    chars: Chars
    frame: Frame
    visible: tuple[float, float]
    """Width and height of the visible page."""
    page: int
    apart: set[int]
    result: PageText

    def all(self, spans: Sequence[tuple[int, int]], looks: Sequence[Look]) -> None:
        """Puts the words of all tokens; in one loop over plain lists, since here most of a page's time is spent."""
        chars, apart, words, page = self.chars, self.apart, self.result.words, self.page
        raw, x0s, y0s, x1s, y1s = chars.raw, chars.x0s, chars.y0s, chars.x1s, chars.y1s
        kinds = set(looks)
        doubtful = chars.doubtful(spans, min((look.size for look in kinds), default=0.0))
        plain = {
            look: _baseline(self.frame, look.origin) for look in kinds if look.turns == self.frame.turns and look.origin
        }
        bands: dict[tuple[Look, float, float], _Band] = {}
        for index, (span, look) in enumerate(zip(spans, looks, strict=True)):
            start, end = span
            tops = y0s[start:end]
            y0, y1 = min(tops), max(y1s[start:end])
            band = bands.get((look, y0, y1))
            if band is None and look in plain:
                band = bands[look, y0, y1] = _band(look.size, plain[look], (y0, y1), self.visible)
            x0, x1 = x0s[start], x1s[end - 1]
            if band is None or index in doubtful or max(tops) > band.lowest:
                self.with_care(span, look)
            elif band.inside and -1 <= (x0 + x1) / 2 <= band.right:
                top, bottom, baseline, size = band[:4]
                spaced = start in apart or (start > 0 and y1s[start - 1] > y0s[start - 1])
                text, bold = raw[start:end], look.bold
                words.append(Word(text, x0, top, x1, bottom, baseline, size, bold, True, page, start, end, spaced))
            else:
                self.result.outside += 1

    def with_care(self, span: tuple[int, int], look: Look) -> None:
        """Puts the words of a token that is cut, drawn twice, askew or another way than the page, or not clean."""
        first, last = span
        upright = look.turns == self.frame.turns
        for start, end in self.chars.parts(first, last, look.size) if upright and last - first > 1 else (span,):
            text = self.chars.text(start, end)
            if not text:
                continue
            x0, y0, x1, y1 = self.chars.box(start, end)
            drawn, origin = look.size, look.origin
            if start > first:
                # A token may run on in another text object: behind a hyphen at the end of a line, in small print that
                # was laid over a title.
                drawn, origin = native.setting(self.text_page, start)[0], None
            baseline, size = y1, drawn or y1 - y0
            if upright:
                baseline = _baseline(self.frame, origin or native.origin(self.text_page, start))
                band = _band(drawn, baseline, (y0, y1), self.visible)
                y0, y1, baseline, size = band.y0, band.y1, band.baseline, band.size
            word = Word(text, x0, y0, x1, y1, baseline, size, look.bold, upright, self.page, start, end)
            word.spaced = start == first and (first in self.apart or self.chars.blank_before(first))
            if _inside(word, self.visible):
                self.result.words.append(word)
            else:
                self.result.outside += 1


def _baseline(frame: Frame, origin: tuple[float, float]) -> float:
    """The baseline of upright letters one of which stands at ``origin`` in user space."""
    x, y = origin
    return frame.top - y if frame.turns == 0 else frame.reading((x, y, x, y))[1]


def _band(drawn: float, baseline: float, ends: tuple[float, float], visible: tuple[float, float]) -> _Band:
    """Where upright words stand whose characters reach down from one end to the other, drawn in a certain size."""
    y0, y1 = ends
    height = y1 - y0
    size = drawn if 0.3 * height <= drawn <= 3 * height + 1 else height
    if not y0 - size <= baseline <= y1 + size:
        baseline = y1 - 0.2 * height
    top, bottom = min(y0, baseline - 0.89 * size), max(y1, baseline + 0.22 * size)
    inside = -1 <= (top + bottom) / 2 <= visible[1] + 1
    return _Band(top, bottom, baseline, size, y0 + LEVEL * drawn, inside, visible[0] + 1)


def _tokens(text_page: int, raw: str) -> tuple[list[tuple[int, int]], set[int]]:
    """The runs of characters without a blank, and the starts of those that only their case or name tells from the last.

    A tab that finds no room leaves none: what stands before and behind it touches, as two text objects.
    """
    spans = [match.span() for match in _TOKEN.finditer(raw)]
    touching = [match.end() for match in _TOUCHING_NAME.finditer(raw)]
    touching += [at for match in _TOUCHING_STATE.finditer(raw) if (at := match.start()) and _WORD.match(raw[at - 1])]
    apart = {at for at in touching if native.text_object(text_page, at) != native.text_object(text_page, at - 1)}
    if apart:
        spans = [pair for start, end in spans for pair in pairwise([start, *sorted(apart & {*range(start, end)}), end])]
    return spans, apart


def _inside(word: Word, size: tuple[float, float]) -> bool:
    """Whether the middle of a word lies on the visible page."""
    return -1 <= (word.x0 + word.x1) / 2 <= size[0] + 1 and -1 <= (word.y0 + word.y1) / 2 <= size[1] + 1


def _upright(spans: list[tuple[int, int]], looks: list[Look], page_turns: int) -> int:
    """The turns that set most of the text upright, where most of it agrees; else those of the page."""
    kinds = {look.turns for look in set(looks)}
    if len(kinds) == 1:
        return kinds.pop()
    weights: Counter[int] = Counter()
    for (start, end), look in zip(spans, looks, strict=True):
        weights[look.turns] += end - start
    if not weights:
        return page_turns
    turns, weight = weights.most_common(1)[0]
    return turns if weight >= 0.6 * weights.total() else page_turns
