"""XML of a Word package, parsed without entities, without network, and within libxml2's own bounds.

A document type declaration is refused: OPC forbids it, and it is what entity bombs and external entities are made of
(python-docx GHSA-34wj-p5jm-2p96; PR#1272 shows what asking for huge trees would switch off).
"""

from __future__ import annotations

from typing import Any, Final

from lxml import etree

from extractors.readers.base import bad_file
from extractors.readers.docx.names import STRICT, STRICT_NAMES, Element
from pipeline.errors import ReadError
from pipeline.models.vocabulary import FileCode

_SAFE: Final[dict[str, Any]] = {
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "huge_tree": False,
    "remove_comments": True,
    "remove_pis": True,
}
_DOCTYPE = b"<!DOCTYPE"
_PROLOGUE = 4096
_NO_MEMORY = 2
"""libxml2's XML_ERR_NO_MEMORY."""


def parse_xml(data: bytes, file: str) -> Element:
    """The root of an XML part, Strict names made transitional ones. ReadError ``file-damaged`` where it is no XML."""
    if _DOCTYPE in data[:_PROLOGUE]:
        raise _declaration(file)
    root = _root(data, file)
    if root.getroottree().docinfo.internalDTD is not None:
        raise _declaration(file)
    if isinstance(root.tag, str) and root.tag.startswith("{" + STRICT):
        return _root(plain_bytes(root), file)
    return root


def plain_bytes(root: Element) -> bytes:
    """The part in ASCII, with transitional names where it has Strict ones."""
    plain = etree.tostring(root)
    for strict, transitional in STRICT_NAMES:
        plain = plain.replace(strict, transitional)
    return plain


def xml_pull_parser(tags: tuple[str, ...]) -> etree.XMLPullParser:
    """A parser to be fed piece by piece, that tells of each finished element of these names."""
    return etree.XMLPullParser(events=("end",), tag=tags, **_SAFE)


def feed(parser: etree.XMLPullParser, piece: bytes, file: str) -> None:
    """Feed a piece; ReadError ``file-damaged`` where it is no XML."""
    if _DOCTYPE in piece:
        raise _declaration(file)
    try:
        parser.feed(piece)
    except etree.XMLSyntaxError as error:
        raise _damaged(error, file) from error


def _root(data: bytes, file: str) -> Element:
    try:
        return etree.fromstring(data, etree.XMLParser(**_SAFE))
    except etree.XMLSyntaxError as error:
        raise _damaged(error, file) from error
    except ValueError as error:
        raise bad_file(FileCode.FILE_DAMAGED, file, "XML encoding") from error


def _declaration(file: str) -> ReadError:
    return bad_file(FileCode.FILE_DAMAGED, file, "document type declaration in a part")


def _damaged(error: etree.XMLSyntaxError, file: str) -> ReadError:
    code = getattr(error, "code", None)
    if code == _NO_MEMORY:
        raise MemoryError from error
    return bad_file(FileCode.FILE_DAMAGED, file, f"XML error {code}")
