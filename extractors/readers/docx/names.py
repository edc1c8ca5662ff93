"""Names of WordprocessingML (ECMA-376 part 1, ISO/IEC 29500 transitional) as lxml writes them, and small readers of
attributes. Strict packages are mapped onto these names when a part is parsed."""

from __future__ import annotations

from lxml import etree

Element = etree._Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
PIC = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
V = "{urn:schemas-microsoft-com:vml}"
O = "{urn:schemas-microsoft-com:office:office}"  # noqa: E741 - the prefix that every such file uses
REL = "{http://schemas.openxmlformats.org/package/2006/relationships}"
TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"

STRICT = "http://purl.oclc.org/ooxml/"
STRICT_NAMES = tuple(
    (f"{STRICT}{strict}".encode(), f"http://schemas.openxmlformats.org/{transitional}".encode())
    for strict, transitional in (
        ("wordprocessingml/main", "wordprocessingml/2006/main"),
        ("officeDocument/relationships", "officeDocument/2006/relationships"),
        ("officeDocument/math", "officeDocument/2006/math"),
        ("drawingml/wordprocessingDrawing", "drawingml/2006/wordprocessingDrawing"),
        ("drawingml/picture", "drawingml/2006/picture"),
        ("drawingml/chart", "drawingml/2006/chart"),
        ("drawingml/diagram", "drawingml/2006/diagram"),
        ("drawingml/main", "drawingml/2006/main"),
    )
)

VAL = W + "val"
P, R_, T = W + "p", W + "r", W + "t"
PPR, RPR = W + "pPr", W + "rPr"
TBL, TR, TC = W + "tbl", W + "tr", W + "tc"
TRPR, TCPR = W + "trPr", W + "tcPr"
SECTPR = W + "sectPr"
TEXT_BOX = W + "txbxContent"

_OFF = frozenset({"0", "false", "off"})


def is_on(element: Element) -> bool:
    """Value of an on/off property: on where no value stands (ECMA-376 §17.17.4)."""
    return (element.get(VAL) or "1").lower() not in _OFF


def integer(element: Element | None, default: int, attribute: str = VAL) -> int:
    """A whole number in an attribute; ``default`` where there is none or it is none."""
    if element is None:
        return default
    try:
        return int(element.get(attribute) or default)
    except ValueError:
        return default
