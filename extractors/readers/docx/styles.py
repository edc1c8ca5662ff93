"""What styles say about bold, hidden, centred, numbered and legacy-font text (ECMA-376 §17.7).

Only these few properties are looked at. A style inherits from the one it is based on; the default paragraph style
holds where a paragraph names none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from extractors.readers.docx.names import PPR, RPR, VAL, Element, W, integer, is_on
from extractors.readers.docx.xml import feed, xml_pull_parser
from pipeline.errors import ReadError

_RFONTS, _B, _VANISH = W + "rFonts", W + "b", W + "vanish"
_JC, _NUMPR, _PAGE_BREAK_BEFORE = W + "jc", W + "numPr", W + "pageBreakBefore"
_ILVL, _NUM_ID = W + "ilvl", W + "numId"
_RSTYLE, _PSTYLE = W + "rStyle", W + "pStyle"


class Properties(NamedTuple):
    """What a run or paragraph says itself, or inherits; None where nothing is said."""

    bold: bool | None = None
    hidden: bool | None = None
    font: str | None = None
    centred: bool | None = None
    page_before: bool | None = None
    num_id: str | None = None
    level: int | None = None
    style: str | None = None
    list_style: str | None = None
    """The style that puts the paragraph in its list."""

    @property
    def says_only_style(self) -> bool:
        """Nothing is said of the paragraph but its style."""
        return self.centred is None and self.page_before is None and self.num_id is None and self.level is None

    def over(self, base: Properties) -> Properties:
        """These properties, and those of ``base`` where they say nothing."""
        if base == NOTHING:
            return self
        if self == NOTHING:
            return base
        return Properties._make(base[at] if said is None else said for at, said in enumerate(self))


NOTHING = Properties()


def run_properties(rpr: Element) -> Properties:
    """Properties that stand in a ``w:rPr``."""
    bold = hidden = font = style = None
    for item in rpr:
        tag = item.tag
        if tag == _B:
            bold = is_on(item)
        elif tag == _VANISH:
            hidden = is_on(item)
        elif tag == _RFONTS:
            font = item.get(W + "ascii") or item.get(W + "hAnsi")
        elif tag == _RSTYLE:
            style = item.get(VAL)
    return Properties(bold=bold, hidden=hidden, font=font, style=style)


def paragraph_properties(ppr: Element) -> Properties:
    """Properties that stand in a ``w:pPr``, those of its mark left out."""
    centred = page_before = num_id = level = style = None
    for item in ppr:
        tag = item.tag
        if tag == _PSTYLE:
            style = item.get(VAL)
        elif tag == _JC:
            centred = item.get(VAL) == "center"
        elif tag == _PAGE_BREAK_BEFORE:
            page_before = is_on(item)
        elif tag == _NUMPR:
            for entry in item:
                if entry.tag == _NUM_ID:
                    num_id = entry.get(VAL)
                elif entry.tag == _ILVL:
                    level = integer(entry, 0)
    return Properties(centred=centred, page_before=page_before, num_id=num_id, level=level, style=style)


class Styles:
    """The styles part, parsed only as far as the paragraphs ask: a template's styles may be longer than the document.

    ``pieces`` are the bytes of the part; with none every question is answered with :data:`NOTHING`. A part that proves
    damaged is told once to ``failed`` and counts as far as it went.
    """

    def __init__(self, pieces: Iterator[bytes], failed: Callable[[ReadError], None], file: str) -> None:
        self._pieces = pieces
        self._failed = failed
        self._file = file
        self._parser = xml_pull_parser((W + "style", W + "docDefaults"))
        self._elements: dict[tuple[str, str], Element] = {}
        self._resolved: dict[tuple[str, str], Properties] = {}
        self._paragraphs: dict[str | None, Properties] = {}
        self._default: str | None = None
        self._base = NOTHING

    def paragraph(self, name: str | None) -> Properties:
        """What a paragraph of this style inherits; of the default style where ``name`` is None or not known."""
        if name not in self._paragraphs:
            self._paragraphs[name] = self._of_paragraph(name)
        return self._paragraphs[name]

    def _of_paragraph(self, name: str | None) -> Properties:
        if name is None or not self._has("paragraph", name):
            while self._default is None and self._more():
                pass
            name = self._default
        return self._base if name is None else self._chain("paragraph", name).over(self._base)

    def _has(self, kind: str, name: str) -> bool:
        while (kind, name) not in self._elements and self._more():
            pass
        return (kind, name) in self._elements

    def _more(self) -> bool:
        """Parse one more piece; false at the end."""
        try:
            piece = next(self._pieces, None)
            if piece is None:
                return False
            feed(self._parser, piece, self._file)
        except ReadError as error:
            self._pieces = iter(())
            self._failed(error)
            return False
        for _, element in self._parser.read_events():
            if isinstance(element, Element):
                self._note(element)
        return True

    def _note(self, element: Element) -> None:
        if element.tag == W + "docDefaults":
            defaults = element.find(f"{W}rPrDefault/{RPR}")
            self._base = run_properties(defaults) if defaults is not None else NOTHING
            return
        kind, name = element.get(W + "type") or "paragraph", element.get(W + "styleId") or ""
        self._elements[kind, name] = element
        if kind == "paragraph" and (element.get(W + "default") or "0") in ("1", "true", "on"):
            self._default = name

    def character(self, name: str) -> Properties:
        """What a run of this character style says."""
        return self._chain("character", name)

    def numbering(self, name: str) -> str | None:
        """Id of the list that a numbering style stands for."""
        return self._chain("numbering", name).num_id

    def _chain(self, kind: str, name: str) -> Properties:
        """Properties of a style over those it is based on; each style of a chain is worked out once, so that long
        chains of many styles cost no more than their length."""
        if (kind, name) in self._resolved:
            return self._resolved[kind, name]
        chain: list[str] = []
        seen: set[str] = set()
        current: str | None = name
        while current is not None and current not in seen and self._has(kind, current):
            if (kind, current) in self._resolved:
                break
            seen.add(current)
            chain.append(current)
            based_on = self._elements[kind, current].find(W + "basedOn")
            current = based_on.get(VAL) if based_on is not None else None
        found = NOTHING if current is None else self._resolved.get((kind, current), NOTHING)
        circular = current in seen
        for style in reversed(chain):
            found = _own(self._elements[kind, style], style).over(found)
            # In a circle each style ends the chain elsewhere: only the one that was asked for is known.
            if not circular or style == name:
                self._resolved[kind, style] = found
        return self._resolved.setdefault((kind, name), found)


def _own(style: Element, name: str) -> Properties:
    rpr, ppr = style.find(RPR), style.find(PPR)
    of_run = run_properties(rpr) if rpr is not None else NOTHING
    of_paragraph = paragraph_properties(ppr) if ppr is not None else NOTHING
    # A level of a list points back to the style that names the list.
    return of_paragraph._replace(
        bold=of_run.bold,
        hidden=of_run.hidden,
        font=of_run.font,
        style=None,
        list_style=name if of_paragraph.num_id is not None else None,
    )
