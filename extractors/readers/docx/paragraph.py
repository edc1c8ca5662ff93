"""The text of one paragraph of a plain tree, and what hangs on it: page breaks, text boxes, notes, pictures.

Shown text is read: the result of a field, not its code; a ticked form box as ☒; a tab as a tab, a line break as a line
feed. Hidden text is left out and counted. Text in a legacy encoding is converted and counted, as a loss of another kind
where a letter has no meaning in it: by the font of the run, else by the evidence of the whole line.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from extractors.readers.docx.drawing import Found, look_into
from extractors.readers.docx.names import PPR, R_, RPR, SECTPR, VAL, Element, M, P, T, W, integer, is_on
from extractors.readers.docx.styles import (
    NOTHING,
    Properties,
    Styles,
    paragraph_properties,
    run_properties,
)
from extractors.text.fold import clean
from extractors.text.legacy import Encoding, by_font, convert, guess, typed_in_unicode
from pipeline.models.vocabulary import LossCode

_TAB, _PTAB, _BR, _CR = W + "tab", W + "ptab", W + "br", W + "cr"
_NO_BREAK_HYPHEN, _SYM, _RUBY = W + "noBreakHyphen", W + "sym", W + "ruby"
_FIELD, _FIELD_TYPE = W + "fldChar", W + "fldCharType"
_PICTURES = frozenset({W + "drawing", W + "pict", W + "object"})
_NOTES = {W + "footnoteReference": "footnote", W + "endnoteReference": "endnote"}
_COMMENT = W + "commentReference"
_MATH_TEXT = M + "t"
_MATH = frozenset({M + "oMath", M + "oMathPara"})
_MARKS_OF_DELETION = (W + "del", W + "moveFrom")

_SYMBOLS = {
    "\uf0b7": "•", "\uf02d": "-", "\uf0fc": "✓", "\uf0fb": "✗", "\uf0fe": "☒", "\uf0fd": "☒", "\uf078": "☒",
    "\uf052": "☑", "\uf0a8": "☐", "\uf06f": "☐", "\uf071": "☐", "\uf0e0": "→", "\uf0d8": "➢", "\uf0a7": "▪",
}  # fmt: skip
"""Signs of the fonts Symbol and Wingdings that stand in administrative papers."""


@dataclass(slots=True)
class Paragraph:
    """What one paragraph holds. ``segments`` are its stretches of text between page breaks."""

    properties: Properties = NOTHING
    segments: list[list[str]] = field(default_factory=lambda: [[]])
    bold: bool | None = None
    """All visible text is bold; None without visible text."""
    legacy: tuple[Encoding, str] | None = None
    """Encoding and stored text of the run added last, where it was in one: the next run may go on with its letter."""
    raw: list[list[str]] | None = None
    """The segments as the file stores them, from the first conversion on."""
    found: Found = field(default_factory=Found)
    notes: list[tuple[str, str]] = field(default_factory=list)
    """Kind and id of the notes referred to."""
    end_deleted: bool = False
    """The end of the paragraph is a tracked deletion: its text runs on into the next paragraph."""
    section: Element | None = None
    """Properties of the section that ends here."""

    def texts(self) -> list[str]:
        """The NFC text of each segment."""
        return [clean("".join(parts)) for parts in self.segments]

    def raws(self) -> list[str | None]:
        """Each segment as the file stores it, null where nothing of it was converted."""
        if self.raw is None:
            return [None] * len(self.segments)
        pairs = zip(map("".join, self.raw), map("".join, self.segments), strict=True)
        return [stored if stored != text else None for stored, text in pairs]

    def add(self, text: str, stored: str | None = None) -> None:
        """Text at the end of the last segment; ``stored`` as the file has it where it was converted."""
        if stored is not None and self.raw is None:
            self.raw = [list(parts) for parts in self.segments]
        self.segments[-1].append(text)
        if self.raw is not None:
            self.raw[-1].append(text if stored is None else stored)

    def break_page(self) -> None:
        """Begin the segment of the next page."""
        self.segments.append([])
        if self.raw is not None:
            self.raw.append([])
        self.legacy = None

    def continued_by(self, following: Paragraph) -> Paragraph:
        """This paragraph run together with the next one, whose properties hold, as Word does it."""
        if self.raw is not None or following.raw is not None:
            before, after = self.raw or self.segments, following.raw or following.segments
            following.raw = [*before[:-1], before[-1] + after[0], *after[1:]]
        parts = self.segments[-1] + following.segments[0]
        following.segments = [*self.segments[:-1], parts, *following.segments[1:]]
        bands = [bold for bold in (self.bold, following.bold) if bold is not None]
        following.bold = all(bands) if bands else None
        following.found = self.found.and_(following.found)
        following.notes = self.notes + following.notes
        return following


class ParagraphReader:
    """Reads paragraphs against the styles of a document; counts losses as it goes."""

    def __init__(self, styles: Styles, losses: Counter[LossCode]) -> None:
        self._styles = styles
        self._losses = losses
        self._character_styles: dict[str, Properties] = {}

    def read(self, element: Element) -> Paragraph:
        """One ``w:p``."""
        paragraph = Paragraph()
        own = NOTHING
        runs: list[Element] = []
        for child in element:
            tag = child.tag
            if tag == R_:
                runs.append(child)
            elif tag == PPR:
                own = paragraph_properties(child)
                _marks(child, paragraph)
            elif tag in _MATH:
                runs.append(child)
            elif len(child):
                # A wrapper that this reader does not know: its text counts all the same.
                runs.extend(run for run in child.iter(R_) if _owner(run) is element)
        inherited = self._styles.paragraph(own.style)
        paragraph.properties = inherited if own.says_only_style else own.over(inherited)
        fields: list[bool] = []
        for run in runs:
            if run.tag == R_:
                self._run(run, paragraph, inherited, fields)
            else:
                paragraph.add("".join(text.text or "" for text in run.iter(_MATH_TEXT)))
        if paragraph.raw is None:
            self._convert_lines(paragraph)
        return paragraph

    def _run(self, run: Element, paragraph: Paragraph, inherited: Properties, fields: list[bool]) -> None:
        """Add a run. ``fields`` holds for each field that is open whether its code is still being read; a field that
        lacks its end costs no more than its paragraph."""
        parts: list[str] = []
        bold, hidden, font = inherited.bold, inherited.hidden, inherited.font
        for item in run:
            tag = item.tag
            if tag == RPR:
                bold, hidden, font = self._shown(item, inherited)
                continue
            if hidden:
                self._skip_hidden(run, fields)
                return
            if tag == _FIELD:
                self._field(item, fields, parts)
            elif True in fields:
                continue
            elif tag == T:
                parts.append(item.text or "")
            elif tag in (_TAB, _PTAB):
                parts.append("\t")
            elif tag == _BR and item.get(W + "type") == "page":
                self._add(parts, paragraph, bold, font)
                parts = []
                paragraph.break_page()
            elif tag in (_BR, _CR):
                parts.append("\n")
            elif tag in _PICTURES:
                look_into(item, paragraph.found, self._losses)
            else:
                self._rare(item, paragraph, parts)
        self._add(parts, paragraph, bold, font)

    def _shown(self, rpr: Element, inherited: Properties) -> tuple[bool | None, bool | None, str | None]:
        own = run_properties(rpr)
        bold, hidden, font = inherited.bold, inherited.hidden, inherited.font
        if own.style is not None:
            style = self._styles.character(own.style)
            # Toggles of a paragraph and a character style cancel each other (ECMA-376 §17.7.3).
            bold = bool(bold) ^ style.bold if style.bold is not None else bold
            hidden = bool(hidden) ^ style.hidden if style.hidden is not None else hidden
            font = style.font or font
        return (
            own.bold if own.bold is not None else bold,
            own.hidden if own.hidden is not None else hidden,
            own.font or font,
        )

    def _skip_hidden(self, run: Element, fields: list[bool]) -> None:
        for item in run.iterchildren(_FIELD):
            self._field(item, fields, [])
        if True not in fields and any((text.text or "").strip() for text in run.iterchildren(T)):
            self._losses[LossCode.HIDDEN_TEXT] += 1

    def _field(self, mark: Element, fields: list[bool], parts: list[str]) -> None:
        kind = mark.get(_FIELD_TYPE)
        if kind == "begin":
            if True not in fields:
                parts.append(_form_value(mark))
            fields.append(True)
        elif fields and kind == "separate":
            fields[-1] = False
        elif fields and kind == "end":
            fields.pop()

    def _rare(self, item: Element, paragraph: Paragraph, parts: list[str]) -> None:
        tag = item.tag
        if tag == _NO_BREAK_HYPHEN:
            parts.append("-")
        elif tag == _SYM:
            parts.append(self._symbol(item))
        elif tag in _NOTES:
            paragraph.notes.append((_NOTES[tag], item.get(W + "id") or ""))
        elif tag == _COMMENT:
            self._losses[LossCode.COMMENT] += 1
        elif tag == _RUBY:
            base = item.find(W + "rubyBase")
            parts.extend(text.text or "" for text in (base.iter(T) if base is not None else ()))

    def _symbol(self, item: Element) -> str:
        try:
            sign = chr(int(item.get(W + "char") or "", 16))
        except (ValueError, OverflowError):
            sign = "\ufffd"
        sign = _SYMBOLS.get(sign, sign)
        if "\ue000" <= sign <= "\uf8ff" or "\ud800" <= sign <= "\udfff" or sign == "\ufffd":
            self._losses[LossCode.UNREADABLE_GLYPHS] += 1
            return "\ufffd"
        return sign

    def _add(self, parts: list[str], paragraph: Paragraph, bold: bool | None, font: str | None) -> None:
        if not parts:
            return
        text = "".join(parts)
        if text.strip():
            paragraph.bold = bool(bold) if paragraph.bold is None else paragraph.bold and bool(bold)
        encoding = by_font(font) if font else None
        if encoding is not None and not typed_in_unicode(text):
            self._convert(text, encoding, paragraph)
            return
        paragraph.legacy = None
        paragraph.add(text)

    def _convert(self, text: str, encoding: Encoding, paragraph: Paragraph) -> None:
        """Add a run in a legacy font; VNI may break a letter from its mark into the run behind it."""
        if paragraph.legacy is not None and paragraph.legacy[0] is encoding is Encoding.VNI:
            text = paragraph.legacy[1] + text
            for segments in (paragraph.segments, paragraph.raw):
                if segments is not None:
                    segments[-1].pop()
        paragraph.legacy = encoding, text
        converted = convert(text, encoding)
        changed = converted.text != text
        if changed:
            self._losses[LossCode.LEGACY_ENCODING if converted.lost else LossCode.LEGACY_CONVERTED] += 1
        paragraph.add(converted.text, text if changed else None)

    def _convert_lines(self, paragraph: Paragraph) -> None:
        """Text whose font says nothing, as of a file that another program wrote."""
        for at, parts in enumerate(paragraph.segments):
            line = "".join(parts)
            encoding = guess(line)
            if encoding is not None:
                converted = convert(line, encoding)
                self._losses[LossCode.LEGACY_ENCODING if converted.lost else LossCode.LEGACY_CONVERTED] += 1
                paragraph.raw = paragraph.raw or [list(stored) for stored in paragraph.segments]
                paragraph.segments[at] = [converted.text]


def _marks(ppr: Element, paragraph: Paragraph) -> None:
    paragraph.section = ppr.find(SECTPR)
    mark = ppr.find(RPR)
    if mark is not None:
        paragraph.end_deleted = any(mark.find(tag) is not None for tag in _MARKS_OF_DELETION)


def _owner(run: Element) -> Element | None:
    """The paragraph a run belongs to."""
    return next(run.iterancestors(P), None)


def _form_value(begin: Element) -> str:
    """What a form field shows that has no result text: a tick, or the chosen entry of a list."""
    box = begin.find(f"{W}ffData/{W}checkBox")
    if box is not None:
        ticked = box.find(W + "checked")
        ticked = box.find(W + "default") if ticked is None else ticked
        return "☒" if ticked is not None and is_on(ticked) else "☐"
    choice = begin.find(f"{W}ffData/{W}ddList")
    if choice is not None:
        entries = [entry.get(VAL) or "" for entry in choice.iterchildren(W + "listEntry")]
        chosen = integer(choice.find(W + "result"), 0)
        return entries[chosen] if 0 <= chosen < len(entries) else ""
    return ""
