"""A web page, as Word and office portals save papers under the name ``.doc``, made harmless before it is converted.

What runs, reloads or is fetched is taken out and counted; the encoding, which LibreOffice would guess, is settled as
browsers do (HTML 5, 13.2.3): the mark at the beginning, the page's own word, else UTF-8 where the bytes are such.
"""

from __future__ import annotations

import codecs
import re
from collections import Counter

from lxml import etree, html

from extractors.readers.base import bad_file
from pipeline.models.limits import Limits
from pipeline.models.vocabulary import FileCode, LossCode

_HEAD = 4096
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([\w.:-]{2,40})", re.IGNORECASE)
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_RUNS = ("script", "iframe", "frame", "object", "embed", "applet", "form", "input", "button", "base")
_FETCHED = ("img", "link", "image", "imagedata", "audio", "video", "source")
_CLOSED = re.compile(rb"</html\s*>", re.IGNORECASE)
_OPENED = re.compile(rb"<html[\s>]", re.IGNORECASE)


def look_into_html(data: bytes, limits: Limits, file: str) -> tuple[bytes, Counter[LossCode]]:
    """The page in UTF-8 without what is active or outside of it, and what that was.

    Raises:
        ReadError: ``file-damaged`` where there is no page in it.
    """
    losses: Counter[LossCode] = Counter()
    if _OPENED.search(data[:_HEAD]) and not _CLOSED.search(data):
        losses[LossCode.PART_MISSING] += 1
    parser = html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        page = html.document_fromstring(_decoded(data).encode("utf-8"), parser=parser)
    except (etree.LxmlError, ValueError) as error:
        raise bad_file(FileCode.FILE_DAMAGED, file, "no web page") from error
    for element in list(page.iter()):
        name = str(element.tag).rpartition(":")[2].lower()
        if name in _RUNS:
            losses[LossCode.ACTIVE_CONTENT] += name != "form"
            _take_out(element, keep=name == "form")
        elif name in _FETCHED:
            losses[LossCode.IMAGE if name.startswith("im") else LossCode.EXTERNAL_LINK] += name != "link"
            _take_out(element, keep=False)
        elif name == "meta":
            _take_out(element, keep=False)
    return codecs.BOM_UTF8 + html.tostring(page, encoding="utf-8", doctype="<!DOCTYPE html>"), losses


def _take_out(element: html.HtmlElement, *, keep: bool) -> None:
    """Of a form the words stay, of a script nothing does."""
    if element.getparent() is None:
        return
    if keep:
        element.drop_tag()
    else:
        element.drop_tree()


def _decoded(data: bytes) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    said = _CHARSET.search(data[:_HEAD])
    try:
        name = codecs.lookup(said[1].decode("ascii")).name if said else "utf-8"
        text = data.decode(name)
    except (LookupError, UnicodeDecodeError):
        # Windows-1252 has a letter for nearly every byte, and is what a page without a word on it mostly is.
        text = data.decode("cp1252", errors="replace")
    return text
