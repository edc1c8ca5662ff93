"""Words of one page with their boxes: PDFium's characters, cleaned, in the frame for reading.

Defects that are mended or counted here and their sources: false bold that draws each letter twice (pdfplumber #71),
letters without Unicode (#29, #159), text outside the visible box (#1054), invisible text (render mode 3, ISO 32000-1,
9.3.6), pages drawn sideways (#848), fonts of the legacy Vietnamese encodings (TCVN3, VNI).
"""

from __future__ import annotations

import math
import re
import sys
import unicodedata
from collections import Counter
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import NamedTuple

from extractors.readers.pdf import native
from extractors.readers.pdf.frame import Frame, Rect
from extractors.readers.pdf.marks import NOTHING, set_marks
from extractors.text.fold import clean

UNREADABLE = "\ufffd"
_TOKEN = re.compile(r"[^\s\x00]+")
# Private use, the specials block, surrogates, PDFium's mark of a hyphen at the end of a line, no-break space.
_ODD = re.compile("[\x02\xa0\ud800-\udfff\ue000-\uf8ff\ufff0-\uffff]")
_FILL_AND_STROKE = 2
_ASKEW = 1e-5
"""Quarter turns: what is drawn at a larger angle does not keep one baseline from end to end."""
_HOLE = 0.12
"""Ems between two letters from which on a letter of another font may stand there; the narrowest are 0.28 wide."""
_TWICE = re.compile(r"(.)\1")
_BOLD = re.compile(r"bold|black|heavy|[,-]bd\b", re.IGNORECASE)
_LEGACY_FONT = re.compile(r"^(?:[A-Z]{6}\+)?(?:\.?Vn[A-Z]|VNI[-_ ]|VPS[-_ ])", re.IGNORECASE)
_UNICODE_VIETNAMESE = re.compile("[\u1ea0-\u1ef9ăĂđĐơƠưƯ]")
_CAPITALS = "A-ZĐĂƠƯ" + "".join(
    letter for letter in map(chr, [*range(0xC0, 0xDE), *range(0x1EA0, 0x1EFA)]) if letter.isupper()
)
_SMALL = "".join(
    letter for letter in map(chr, [*range(0x61, 0x7B), *range(0xE0, 0xFE), *range(0x1EA1, 0x1EFA)]) if letter.islower()
)
# "… MƠGiới tính: …", and "… MÔI TRƯỜNGCỘNG HÒA XÃ HỘI …" or "… TỈNHĐẢNG CỘNG SẢN …".
_TOUCHING = re.compile(
    rf"(?<=[{_CAPITALS}]{{2}})(?=[{_CAPITALS}][{_SMALL}đăơư])|(?<=\w)(?=CỘNG\s+H(?:ÒA|OÀ)\b|ĐẢNG\s+CỘNG\b)"
)
# End-of-line hyphens as PDFium marks them, and the bullets of the fonts Symbol and Wingdings.
_MENDED = {
    0x02: "-",
    0xFFFE: "-",
    0xA0: " ",
    0xF02D: "-",
    0xF0B7: "•",
    0xF0A7: "▪",
    0xF0D8: "➢",
    0xF0FC: "✓",
    0xF0A8: "□",
    0xF06F: "□",
    0xF0FE: "☑",
}


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
    legacy: int = 0
    """Words in a font of a legacy encoding that are not Unicode."""

    def cut(self, word: Word, at: float) -> tuple[Word, Word] | None:
        """The two parts of a word that a vertical rule at ``at`` parts, by the centres of its characters."""
        left, right = self.sides
        split = next(
            (index for index in range(word.start, word.end) if (left[index] + right[index]) / 2 > at), word.end
        )
        first, second = clean(self.raw[word.start : split]), clean(self.raw[split : word.end])
        if not first or not second:
            return None
        return (
            replace(word, text=first, x1=right[split - 1], end=split),
            replace(word, text=second, x0=left[split], start=split, spaced=False),
        )


class _Look(NamedTuple):
    """How a text object is drawn."""

    bold: bool = False
    legacy: bool = False
    """Its font is one of a legacy encoding."""
    hidden: bool = False
    size: float = 0.0
    turns: int = 0
    """Quarter turns that set it upright."""
    origin: tuple[float, float] | None = None
    """Where it stands, in user space: on the same baseline as all of the object, unless this is a little askew."""


@dataclass
class _Looks:
    """What is asked of fonts and text objects once and kept for the page."""

    text_page: int
    hidden: frozenset[int]
    fonts: dict[int, tuple[bool, bool]] = field(default_factory=dict)
    objects: dict[int, _Look] = field(default_factory=dict)

    def of(self, index: int) -> _Look:
        """How the character at ``index`` is drawn."""
        obj = native.text_object(self.text_page, index)
        if not obj:
            return _Look()
        look = self.objects.get(obj)
        if look is None:
            font = native.object_font(obj)
            known = self.fonts.get(font)
            if known is None:
                name = native.font_name(font) if font else ""
                weight = native.font_weight(self.text_page, index)
                known = bool(_BOLD.search(name)) or weight >= 700, bool(_LEGACY_FONT.match(name))
                self.fonts[font] = known
            size = native.drawn_size(self.text_page, index)
            bold = known[0] or native.render_mode(obj) == _FILL_AND_STROKE
            angle = native.char_angle(self.text_page, index)
            turns = angle / (math.pi / 2)
            straight = abs(turns - round(turns)) < _ASKEW
            origin = native.origin(self.text_page, index) if straight else None
            look = _Look(bold, known[1], obj in self.hidden, size, -round(turns) % 4, origin)
            self.objects[obj] = look
        return look


@dataclass(frozen=True)
class _Chars:
    """The characters of a page in the frame for reading, as columns."""

    raw: str
    x0s: list[float]
    y0s: list[float]
    x1s: list[float]
    y1s: list[float]
    gaps: list[float]
    """Free space before each character after the first."""
    tidy: bool
    """No character of the page needs cleaning."""

    def box(self, start: int, end: int) -> Rect:
        """The box of a run of characters."""
        if self.tidy:
            return self.x0s[start], min(self.y0s[start:end]), self.x1s[end - 1], max(self.y1s[start:end])
        return min(self.x0s[start:end]), min(self.y0s[start:end]), max(self.x1s[start:end]), max(self.y1s[start:end])

    def text(self, start: int, end: int) -> str:
        """The letters of a run, clean and once where false bold drew them twice."""
        letters = self.raw[start:end]
        if _TWICE.search(letters):
            letters = _once(letters, self.x0s[start:end], self.x1s[start:end])
        return letters if self.tidy else clean(letters)

    def blank_before(self, index: int) -> bool:
        """Whether the file itself holds the blank before a character: one that PDFium guessed has an empty box."""
        return index > 0 and self.y1s[index - 1] > self.y0s[index - 1]

    def parts(self, start: int, end: int, size: float) -> list[tuple[int, int]]:
        """A token cut where its characters do not follow one another: a gap, a step back, another line.

        A gap that may only be wide spacing is closed again with the line, where nothing stands in it.
        """
        size = size or self.y1s[start] - self.y0s[start]
        gap = 0.3 * size
        hole = _HOLE * size
        between = self.gaps[start : end - 1]
        level = max(self.y0s[start:end]) - min(self.y0s[start:end]) <= 0.8 * size
        if level and max(between) <= hole and min(between) >= -gap:
            return [(start, end)]
        middle = self.y0s[start] + self.y1s[start]
        cuts = [
            index
            for index in range(start + 1, end)
            if (
                not -gap <= self.gaps[index - 1] <= hole or abs(self.y0s[index] + self.y1s[index] - middle) > 1.6 * size
            )
            and self.raw[index] != NOTHING
            and not unicodedata.combining(self.raw[index])
            and not (self.raw[index] == self.raw[index - 1] and abs(self.x0s[index] - self.x0s[index - 1]) <= gap)
        ]
        return list(pairwise([start, *cuts, end]))


def page_text(text_page: int, box: Rect, page_turns: int, page: int, hidden: frozenset[int], ocr: bool) -> PageText:
    """The words of one page, in the order of its content.

    ``box`` is the visible box in user space, ``page_turns`` the quarter turns of the page, ``hidden`` the text objects
    that nobody sees; where ``ocr`` says that they lie over an image of a page, they are its text and are kept.
    """
    count = native.count_chars(text_page)
    if count <= 0:
        return PageText([], Frame(*box, turns=page_turns, page_turns=page_turns))
    codes, rects = native.characters(text_page, count)
    raw, unreadable = _letters(codes, native.without_unicode(text_page, count))
    raw = set_marks(text_page, raw, rects)
    spans, apart = _tokens(text_page, raw)
    looks = list(map(_Looks(text_page, hidden).of, [start for start, _ in spans]))
    frame = Frame(*box, turns=_upright(spans, looks, page_turns), page_turns=page_turns)
    x0s, y0s, x1s, y1s = frame.reading_all(rects)
    letters = "".join(raw.split())
    chars = _Chars(
        raw,
        x0s,
        y0s,
        x1s,
        y1s,
        [after - before for before, after in zip(x1s, x0s[1:], strict=False)],
        clean(letters) == letters,
    )
    result = PageText([], frame, raw=raw, sides=(x0s, x1s), unreadable=unreadable)
    for (first, last), look in zip(spans, looks, strict=True):
        if look.hidden:
            result.invisible += 1
            if not ocr:
                continue
        upright = look.turns == frame.turns
        whole = ((first, last),)
        for start, end in chars.parts(first, last, look.size) if upright and last - first > 1 else whole:
            # A token may run on in another text object, behind a hyphen at the end of a line.
            origin = look.origin if start == first else None
            word = _word(chars, (start, end), frame, look, origin or native.origin(text_page, start))
            if word is None:
                continue
            if not _inside(word, frame.size):
                result.outside += 1
                continue
            word.page = page
            word.spaced = start == first and (first in apart or chars.blank_before(first))
            result.words.append(word)
            if look.legacy and not word.text.isascii() and not _UNICODE_VIETNAMESE.search(word.text):
                result.legacy += 1
    return result


def _tokens(text_page: int, raw: str) -> tuple[list[tuple[int, int]], set[int]]:
    """The runs of characters without a blank, and the starts of those that only their case or name tells from the last.

    A tab that finds no room leaves none: what stands before and behind it touches, as two text objects.
    """
    spans = [match.span() for match in _TOKEN.finditer(raw)]
    apart = {
        at
        for match in _TOUCHING.finditer(raw)
        if native.text_object(text_page, at := match.start()) != native.text_object(text_page, at - 1)
    }
    if apart:
        spans = [pair for start, end in spans for pair in pairwise([start, *sorted(apart & {*range(start, end)}), end])]
    return spans, apart


def _word(chars: _Chars, span: tuple[int, int], frame: Frame, look: _Look, origin: tuple[float, float]) -> Word | None:
    """The word of a run of characters, the first of which stands at ``origin`` in user space."""
    start, end = span
    text = chars.text(start, end)
    if not text:
        return None
    x0, y0, x1, y1 = chars.box(start, end)
    size, height = look.size, y1 - y0
    if look.turns != frame.turns:
        return Word(text, x0, y0, x1, y1, y1, size or height, look.bold, False, 0, start, end)
    if not 0.3 * height <= size <= 3 * height + 1:
        size = height
    x, y = origin
    baseline = frame.top - y if frame.turns == 0 else frame.reading((x, y, x, y))[1]
    if not y0 - size <= baseline <= y1 + size:
        baseline = y1 - 0.2 * height
    y0, y1 = min(y0, baseline - 0.89 * size), max(y1, baseline + 0.22 * size)
    return Word(text, x0, y0, x1, y1, baseline, size, look.bold, True, 0, start, end)


def _inside(word: Word, size: tuple[float, float]) -> bool:
    """Whether the middle of a word lies on the visible page."""
    return -1 <= (word.x0 + word.x1) / 2 <= size[0] + 1 and -1 <= (word.y0 + word.y1) / 2 <= size[1] + 1


def _letters(codes: list[int], no_unicode: list[int]) -> tuple[str, int]:
    """The characters as one string, a letter that is not known as U+FFFD, and how many of these there are."""
    if max(codes) > sys.maxunicode:
        codes = [code if code <= sys.maxunicode else 0xFFFD for code in codes]
    raw = "".join(map(chr, codes))
    if _ODD.search(raw):
        raw = "".join([_MENDED.get(code) or (UNREADABLE if _ODD.match(chr(code)) else chr(code)) for code in codes])
    if any(no_unicode):
        known = zip(raw, no_unicode, strict=True)
        raw = "".join([UNREADABLE if missing and not letter.isspace() else letter for letter, missing in known])
    return raw, raw.count(UNREADABLE)


def _upright(spans: list[tuple[int, int]], looks: list[_Look], page_turns: int) -> int:
    """The turns that set most of the text upright, where most of it agrees; else those of the page."""
    weights: Counter[int] = Counter()
    for (start, end), look in zip(spans, looks, strict=True):
        weights[look.turns] += end - start
    if not weights:
        return page_turns
    turns, weight = weights.most_common(1)[0]
    return turns if weight >= 0.6 * weights.total() else page_turns


def _once(letters: str, x0s: list[float], x1s: list[float]) -> str:
    """Letters that false bold drew twice at nearly the same place, once."""
    kept = [letters[0]]
    for index in range(1, len(letters)):
        near = abs(x0s[index] - x0s[index - 1]) < 0.3 * (x1s[index - 1] - x0s[index - 1])
        if not (near and letters[index] == letters[index - 1]):
            kept.append(letters[index])
    return "".join(kept)
