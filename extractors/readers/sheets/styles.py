"""What the styles of a workbook say of a cell: number format, font, bold, centred (ECMA-376 §18.8)."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from extractors.readers.sheets.numbers import format_of

Element = etree._Element


@dataclass(frozen=True, slots=True)
class Look:
    """How a cell is shown."""

    code: str | None = None
    """Number format; null for General."""
    font: str | None = None
    bold: bool = False
    centred: bool = False


@dataclass(frozen=True)
class Looks:
    """The looks by the number that a cell refers to."""

    looks: tuple[Look, ...] = field(default=())

    def of(self, number: str | None) -> Look:
        """The look with that number; a plain one where there is none."""
        at = whole(number, 0)
        return self.looks[at] if 0 <= at < len(self.looks) else Look()


def looks_of(root: Element | None) -> Looks:
    """The looks of a styles part."""
    if root is None:
        return Looks()
    custom = {
        whole(entry.get("numFmtId"), -1): entry.get("formatCode") or ""
        for entry in root.iterfind("{*}numFmts/{*}numFmt")
    }
    fonts = [_font(entry) for entry in root.iterfind("{*}fonts/{*}font")]
    found = []
    for entry in root.iterfind("{*}cellXfs/{*}xf"):
        at = whole(entry.get("fontId"), -1)
        font, bold = fonts[at] if 0 <= at < len(fonts) else (None, False)
        alignment = entry.find("{*}alignment")
        centred = alignment is not None and alignment.get("horizontal") in ("center", "centerContinuous")
        found.append(Look(format_of(whole(entry.get("numFmtId"), 0), custom), font, bold, centred))
    return Looks(tuple(found))


def _font(entry: Element) -> tuple[str | None, bool]:
    name, bold = entry.find("{*}name"), entry.find("{*}b")
    return (
        name.get("val") if name is not None else None,
        bold is not None and (bold.get("val") or "1").lower() not in ("0", "false"),
    )


def whole(text: str | None, default: int) -> int:
    """A whole number in an attribute; ``default`` where there is none or it is none."""
    try:
        return int(text) if text is not None else default
    except ValueError:
        return default
