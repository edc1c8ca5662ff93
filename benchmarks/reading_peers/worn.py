"""The same text as files that went through many hands store it: what is known of a paper stays true of every letter.

Tracked insertions and deletions, content controls around paragraphs and rows, links, old smart tags and fields around
words, numbers that Word counts itself, a text box, decomposed letters, hyphens that do not break. What such a file
shows when it is opened, all changes accepted, is the text of the paper.
"""

from __future__ import annotations

import copy
import io
import itertools
import unicodedata

import docx
from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from docx.oxml.text.paragraph import CT_P
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.text.paragraph import Paragraph

from benchmarks.reading_peers.papers import Paper
from benchmarks.reading_peers.writing import word
from samples.make.layout import FIXED_TIME

_DELETED = "đoạn đã bị xóa, không được đọc "
_BOX = (
    '<w:r xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:v="urn:schemas-microsoft-com:vml">'
    '<w:pict><v:shape style="width:400pt;height:30pt"><v:textbox><w:txbxContent/></v:textbox></v:shape></w:pict></w:r>'
)


def worn(paper: Paper) -> bytes:
    """A Word file with the paper's text under everything named above."""
    document = docx.Document(io.BytesIO(word(paper)))
    _number(document)
    _box(document)
    paragraphs = [element for element in document.element.body.iter(qn("w:p")) if _text(element, document).strip()]
    for element, wear in zip(paragraphs, itertools.cycle(_WEAR), strict=False):
        wear(Paragraph(element, document))
    for at, row in enumerate(list(document.element.body.iter(qn("w:tr")))):
        if at % 4 == 3:
            _controlled(row)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _text(element: CT_P, document: Document) -> str:
    return Paragraph(element, document).text


def _number(document: Document) -> None:
    """The paragraphs ``1. …``, ``2. …`` of a letter numbered by Word."""
    for number in itertools.count(1):
        found = [p for p in document.paragraphs if p.text.startswith(f"{number}. ")]
        if not found:
            return
        found[0].runs[0].text = found[0].text.removeprefix(f"{number}. ")
        found[0].style = document.styles["List Number"]


def _box(document: Document) -> None:
    """The addressee, or what stands under the title of a list, in a text box."""
    for paragraph in document.paragraphs:
        if paragraph.text.startswith(("Kính gửi", "(Kèm theo")):
            inside = copy.deepcopy(paragraph._p)
            for run in paragraph.runs:
                paragraph._p.remove(run._r)
            paragraph._p.append(parse_xml(_BOX))
            next(paragraph._p.iter(qn("w:txbxContent"))).append(inside)
            return


def _split(paragraph: Paragraph) -> tuple[BaseOxmlElement, BaseOxmlElement] | None:
    """Its first run as two, cut within a word; null where it is too short."""
    first = paragraph.runs[0]
    text = first.text
    if len(text) < 4:
        return None
    second = copy.deepcopy(first._r)
    first._r.addnext(second)
    first.text = text[: len(text) // 2]
    paragraph.runs[1].text = text[len(text) // 2 :]
    return first._r, second


def _wrapped(run: BaseOxmlElement, tag: str, **attributes: str) -> None:
    around = OxmlElement(tag)
    for name, value in attributes.items():
        around.set(qn(f"w:{name}"), value)
    run.addprevious(around)
    around.append(run)


def _inserted(paragraph: Paragraph) -> None:
    """Half of it inserted with changes tracked, and something deleted before it."""
    runs = _split(paragraph)
    if runs is None:
        return
    moment = FIXED_TIME.isoformat()
    _wrapped(runs[1], "w:ins", id="1", author="A", date=moment)
    deleted = copy.deepcopy(runs[0])
    for text in list(deleted.iter(qn("w:t"))):
        gone = OxmlElement("w:delText")
        gone.text = _DELETED
        text.addprevious(gone)
        deleted.remove(text)
    runs[0].addprevious(deleted)
    _wrapped(deleted, "w:del", id="2", author="A", date=moment)


def _linked(paragraph: Paragraph) -> None:
    if runs := _split(paragraph):
        _wrapped(runs[1], "w:hyperlink", anchor="x")


def _tagged(paragraph: Paragraph) -> None:
    if runs := _split(paragraph):
        _wrapped(runs[0], "w:smartTag", uri="urn:x", element="place")


def _field(paragraph: Paragraph) -> None:
    if runs := _split(paragraph):
        _wrapped(runs[1], "w:fldSimple", instr="DOCPROPERTY x")


def _decomposed(paragraph: Paragraph) -> None:
    paragraph.runs[0].text = unicodedata.normalize("NFD", paragraph.runs[0].text)


def _hyphens(paragraph: Paragraph) -> None:
    """Hyphens between letters as Word's own element for one that does not break."""
    run = paragraph.runs[0]
    before, *others = run.text.split("-")
    run.text = before
    for text in others:
        run._r.append(OxmlElement("w:noBreakHyphen"))
        run.add_text(text)


def _paragraph_controlled(paragraph: Paragraph) -> None:
    """Around the paragraph, but where it is the last of a cell, which must end with one."""
    if paragraph._p.getnext() is not None:
        _controlled(paragraph._p)


def _controlled(element: BaseOxmlElement) -> None:
    control, content = OxmlElement("w:sdt"), OxmlElement("w:sdtContent")
    control.append(OxmlElement("w:sdtPr"))
    control.append(content)
    element.addprevious(control)
    content.append(element)


_WEAR = (_inserted, _paragraph_controlled, _linked, _tagged, _field, _decomposed, _hyphens)
