"""A Word package (OPC, ECMA-376 part 2): parts by name, relationships, and XML parsed without entities or network.

Sizes and the number of parts are checked before anything is parsed; a part is read with a cap. Part names are compared
without case, as the standard asks, and backslashes of careless writers are mended.
"""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote

from extractors.readers import zipped
from extractors.readers.base import MIB, bad_file
from extractors.readers.docx.names import REL, STRICT, TYPES, Element
from extractors.readers.docx.xml import parse_xml, plain_bytes
from pipeline.models.limits import Limits
from pipeline.models.vocabulary import FileCode

MAIN_TYPES: Final = (
    "wordprocessingml.document.main+xml",
    "wordprocessingml.template.main+xml",
    "ms-word.document.macroenabled.main+xml",
    "ms-word.document.macroenabledtemplate.main+xml",
    "ms-word.template.macroenabledtemplate.main+xml",
)
CONTENT_TYPES = "[Content_Types].xml"
_PIECE = 8192
"""Bytes that are parsed before asking again whether more is needed."""


@dataclass(frozen=True)
class Relationship:
    """One entry of a relationships part; ``target`` is a part name, or an address where it is external."""

    kind: str
    """Last word of its type: ``header``, ``image``, ``footnotes``, …"""
    target: str
    external: bool


class Package:
    """The parts of an open Word package; errors are :class:`~pipeline.errors.ReadError`."""

    def __init__(self, archive: zipfile.ZipFile, limits: Limits, file: str) -> None:
        self.file = file
        self._zip = archive
        self._left = limits.unpacked_mb * MIB
        self._parts: dict[str, zipfile.ZipInfo] = {}
        self._twice: set[str] = set()
        declared = 0
        for info in archive.infolist():
            if info.flag_bits & 0x1:
                raise bad_file(FileCode.FILE_ENCRYPTED, file, "encrypted part")
            declared += info.file_size
            key = _key(info.filename)
            if key in self._parts:
                self._twice.add(key)
            self._parts[key] = info
        if declared > self._left:
            raise bad_file(FileCode.FILE_TOO_LARGE, file, f"parts of {declared} bytes")

    def __contains__(self, name: str) -> bool:
        return _key(name) in self._parts

    @property
    def has_macros(self) -> bool:
        """A VBA project is among the parts, whatever the file is called."""
        return any(key.endswith("vbaproject.bin") for key in self._parts)

    def bytes_of(self, name: str) -> bytes:
        """The bytes of a part. A name that stands twice is refused: two programs would read two documents."""
        key = self._key_of(name)
        data = zipped.read_entry(self._zip, self._parts[key], self._left, self.file)
        self._left -= len(data)
        return data

    def _key_of(self, name: str) -> str:
        key = _key(name)
        if key not in self._parts:
            raise bad_file(FileCode.FILE_DAMAGED, self.file, "part missing")
        if key in self._twice:
            raise bad_file(FileCode.FILE_DAMAGED, self.file, "part stands twice")
        return key

    def xml(self, name: str) -> Element:
        """The root element of a part."""
        return parse_xml(self.bytes_of(name), self.file)

    def pieces(self, name: str) -> Iterator[bytes]:
        """The bytes of a part, read only as far as they are asked for; Strict names are made transitional ones."""
        key = self._key_of(name)
        for number, piece in enumerate(zipped.chunks(self._zip, self._parts[key], self._left, self.file)):
            if number == 0 and STRICT.encode() in piece:
                yield plain_bytes(self.xml(name))
                return
            self._left -= len(piece)
            yield from (piece[start : start + _PIECE] for start in range(0, len(piece), _PIECE))

    def relationships(self, name: str) -> dict[str, Relationship]:
        """Relationships of a part by their id; none where it has no relationships part."""
        folder, base = posixpath.split(name)
        part = posixpath.join(folder, "_rels", base + ".rels")
        if part not in self:
            return {}
        found: dict[str, Relationship] = {}
        for entry in self.xml(part).iter(REL + "Relationship"):
            target = entry.get("Target") or ""
            external = (entry.get("TargetMode") or "").lower() == "external"
            if not external:
                target = posixpath.normpath(posixpath.join("/" + folder, unquote(target))).lstrip("/")
            found[entry.get("Id") or ""] = Relationship((entry.get("Type") or "").rsplit("/", 1)[-1], target, external)
        return found

    def main_part(self) -> str:
        """Name of the document part: by the package's relationship, else by its content type, else the usual name."""
        for relationship in self.relationships("").values():
            if relationship.kind == "officeDocument" and relationship.target in self:
                return relationship.target
        for name, kind in content_types(self).items():
            if kind.endswith(MAIN_TYPES) and name in self:
                return name
        if "word/document.xml" in self:
            return "word/document.xml"
        raise bad_file(FileCode.FILE_DAMAGED, self.file, "no document part")


def content_types(package: Package) -> dict[str, str]:
    """Content type, in lower case, of each part that is named in ``[Content_Types].xml``."""
    if CONTENT_TYPES not in package:
        return {}
    return {
        (entry.get("PartName") or "").lstrip("/"): (entry.get("ContentType") or "").lower()
        for entry in package.xml(CONTENT_TYPES).iter(TYPES + "Override")
    }


def _key(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()
