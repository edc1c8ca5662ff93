"""Automatic numbers as text: "1.", "a)", "II.", "-" (ECMA-376 §17.9).

Word writes only a list id and a level into a paragraph; a reader that leaves it there loses "Điều 5" and the column STT
(python-openxml/python-docx#92, #471, #847). Counting follows Word: lists that share a definition share its counters, a
level starts anew after a higher one, and a list with a start of its own starts there at its first use.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from extractors.readers.docx.names import VAL, Element, W, integer, is_on
from extractors.readers.docx.styles import Styles

_PLACE = re.compile(r"%([1-9])")
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_LARGEST = 32767
"""Word's own bound of a number."""
_SYMBOL_MARKS = {"\uf02d": "-", "\uf02b": "+", "\uf02a": "*"}
"""Marks that the Symbol font keeps at their ASCII code in the private area; any other of that area is a bullet."""


def roman(number: int) -> str:
    """Lower-case Roman numeral."""
    text = ""
    for value, letters in _ROMAN:
        while number >= value:
            text += letters
            number -= value
    return text


def letter(number: int) -> str:
    """a … z, aa, bb, …: Word repeats the letter."""
    turn, place = divmod(number - 1, 26)
    return chr(ord("a") + place) * (turn + 1)


def written(number: int, form: str) -> str:
    """A counter in the given number format; formats that Vietnamese papers do not use are written in figures."""
    if not 1 <= number <= _LARGEST:
        return str(number)
    if form in ("lowerRoman", "upperRoman"):
        text = roman(number)
        return text.upper() if form == "upperRoman" else text
    if form in ("lowerLetter", "upperLetter") and number <= 780:
        text = letter(number)
        return text.upper() if form == "upperLetter" else text
    if form == "decimalZero":
        return f"{number:02d}"
    return "" if form == "none" else str(number)


def bullet(text: str) -> str:
    """The mark of a bulleted list as plain text."""
    mark = text.strip()[:1]
    if not mark or mark == "o" or "\ue000" <= mark <= "\uf8ff":
        return _SYMBOL_MARKS.get(mark, "•")
    return mark


@dataclass(frozen=True)
class Level:
    """One level of a list: how it counts and what stands around the number."""

    form: str = "decimal"
    text: str = ""
    start: int = 1
    glued: bool = False
    """No blank between number and text."""
    legal: bool = False
    """All numbers of the level in figures."""
    restart: int | None = None
    """The level (from 1) that starts this one anew; 0 never; None every higher one."""
    style: str | None = None


@dataclass
class _Definition:
    """An abstract list with its counters; the lists that refer to it share both."""

    levels: dict[int, Level]
    link: str | None
    counters: dict[int, int] = field(default_factory=dict)


@dataclass
class _List:
    definition: str
    levels: dict[int, Level]
    starts: dict[int, int]
    used: bool = False


class Numbering:
    """The numbering part with its running counters: ask once for each numbered paragraph, in reading order.

    ``load`` gives the root of the part, None where there is none; it is called when the first paragraph asks.
    """

    def __init__(self, load: Callable[[], Element | None], styles: Styles) -> None:
        self._load = load
        self._styles = styles
        self._loaded = False
        self._definitions: dict[str, _Definition] = {}
        self._lists: dict[str, _List] = {}

    def _ensure_loaded(self) -> None:
        if self._loaded:
            return
        self._loaded = True
        root = self._load()
        if root is None:
            return
        for element in root.iterchildren(W + "abstractNum"):
            link = element.find(W + "numStyleLink")
            self._definitions[element.get(W + "abstractNumId") or ""] = _Definition(
                _levels(element), link.get(VAL) if link is not None else None
            )
        for element in root.iterchildren(W + "num"):
            self._lists[element.get(W + "numId") or ""] = _list(element)

    def prefix(self, num_id: str, level: int | None, style: str | None) -> str:
        """Number or mark of the next paragraph of a list, with the blank after it; empty where it has none.

        ``level`` from 0; where it is None, the level of the list that belongs to the paragraph's ``style``.
        """
        if num_id == "0":  # takes a paragraph out of the list of its style
            return ""
        self._ensure_loaded()
        entry = self._lists.get(num_id)
        definition = self._definition(entry, 0)
        if entry is None or definition is None:
            return ""
        if level is None:
            level = next((n for n, at in definition.levels.items() if style is not None and at.style == style), 0)
        levels = {**definition.levels, **entry.levels}
        if level not in levels:
            return ""
        counters = definition.counters
        if not entry.used:
            entry.used = True
            for overridden in entry.starts:
                counters.pop(overridden, None)
        at = levels[level]
        counters[level] = counters[level] + 1 if level in counters else entry.starts.get(level, at.start)
        for deeper in [n for n in counters if n > level]:
            restart = levels[deeper].restart if deeper in levels else None
            if restart is None or (restart != 0 and level < restart):
                del counters[deeper]
        text = bullet(at.text) if at.form == "bullet" else self._filled(at, levels, counters, entry.starts)
        return text + ("" if at.glued or not text else " ")

    def _filled(self, at: Level, levels: dict[int, Level], counters: dict[int, int], starts: dict[int, int]) -> str:
        def number(match: re.Match[str]) -> str:
            shown = int(match[1]) - 1
            other = levels.get(shown)
            if other is None:
                return ""
            # A higher level that was never used shows its start, and counts on from there.
            count = counters.setdefault(shown, starts.get(shown, other.start))
            return written(count, "decimal" if at.legal and other.form != "none" else other.form)

        return _PLACE.sub(number, at.text)

    def _definition(self, entry: _List | None, hops: int) -> _Definition | None:
        if entry is None:
            return None
        definition = self._definitions.get(entry.definition)
        if definition is None or definition.link is None or hops > 3:
            return definition
        linked = self._styles.numbering(definition.link)
        return self._definition(self._lists.get(linked or ""), hops + 1) or definition


def _levels(element: Element) -> dict[int, Level]:
    return {integer(level, 0, W + "ilvl"): _level(level) for level in element.iterchildren(W + "lvl")}


def _level(element: Element) -> Level:
    def value(name: str) -> str | None:
        found = element.find(W + name)
        return found.get(VAL) if found is not None else None

    legal, restart = element.find(W + "isLgl"), element.find(W + "lvlRestart")
    # A format of Word's newer kind stands in alternate content, the plain one last.
    forms = [form.get(VAL) or "decimal" for form in element.iter(W + "numFmt")]
    return Level(
        form=forms[-1] if forms else "decimal",
        text=value("lvlText") or "",
        start=integer(element.find(W + "start"), 1 if element.find(W + "start") is not None else 0),
        glued=value("suff") == "nothing",
        legal=legal is not None and is_on(legal),
        restart=integer(restart, 0) if restart is not None else None,
        style=value("pStyle"),
    )


def _list(element: Element) -> _List:
    abstract = element.find(W + "abstractNumId")
    levels: dict[int, Level] = {}
    starts: dict[int, int] = {}
    for override in element.iterchildren(W + "lvlOverride"):
        number = integer(override, 0, W + "ilvl")
        level, start = override.find(W + "lvl"), override.find(W + "startOverride")
        if level is not None:
            levels[number] = _level(level)
        if start is not None:
            starts[number] = integer(start, 1)
        elif level is not None:
            starts[number] = levels[number].start
    return _List((abstract.get(VAL) or "") if abstract is not None else "", levels, starts)
