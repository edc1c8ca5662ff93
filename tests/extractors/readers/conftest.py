"""Submitted files made on the spot: packages from hand-written XML, archives, and how they are read."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from extractors.readers.read import read
from pipeline.models.files import ReadFile, SourceFile
from pipeline.models.limits import Limits

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMES = " ".join(
    f'xmlns:{prefix}="{address}"'
    for prefix, address in {
        "w": W,
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
        "v": "urn:schemas-microsoft-com:vml",
        "o": "urn:schemas-microsoft-com:office:office",
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    }.items()
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def rels(*entries: tuple[str, str, str]) -> str:
    """A relationships part: id, last word of the type, target; a target with ``://`` is external."""
    lines = "".join(
        f'<Relationship Id="{identifier}" Type="{OFFICE}/{kind}" Target="{target}"'
        + (' TargetMode="External"' if "://" in target else "")
        + "/>"
        for identifier, kind, target in entries
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{lines}</Relationships>'


def part(name: str, content: str) -> str:
    """A WordprocessingML part with the root ``w:<name>``."""
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{name} {NAMES}>{content}</w:{name}>'


def package(
    body: str, *links: tuple[str, str, str], parts: Mapping[str, str | bytes] | None = None, main: str = MAIN_TYPE
) -> bytes:
    """The bytes of a Word file with this body; ``links`` are the relationships of the document part."""
    contents: dict[str, str | bytes] = {
        "[Content_Types].xml": (
            f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{main}"/></Types>'
        ),
        "_rels/.rels": rels(("rId1", "officeDocument", "word/document.xml")),
        "word/document.xml": part("document", f"<w:body>{body}</w:body>"),
        "word/_rels/document.xml.rels": rels(*links),
        **(parts or {}),
    }
    return zipped(contents)


def zipped(contents: Mapping[str, str | bytes]) -> bytes:
    """A ZIP with these entries."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in contents.items():
            archive.writestr(name, content)
    return stream.getvalue()


@dataclass(frozen=True)
class Make:
    """The makers of parts and files, for tests that take the fixture ``make``."""

    rels: Callable[..., str] = rels
    part: Callable[[str, str], str] = part
    package: Callable[..., bytes] = package
    zipped: Callable[[Mapping[str, str | bytes]], bytes] = zipped


@pytest.fixture
def make() -> Make:
    """Makers of Word files and archives."""
    return Make()


Submit = Callable[..., SourceFile]
ReadBytes = Callable[..., ReadFile]


@pytest.fixture
def submit(tmp_path: Path) -> Submit:
    """Puts bytes in a folder and gives the submitted file."""

    def put(data: bytes, path: str = "to-trinh.docx") -> SourceFile:
        target = tmp_path / path.replace("/", "_")
        target.write_bytes(data)
        return SourceFile(
            id="f1",
            path=path,
            raw_name_b64=None,
            sha256=hashlib.sha256(data).hexdigest(),
            size=len(data),
            location=str(target),
        )

    return put


@pytest.fixture
def read_bytes(submit: Submit) -> ReadBytes:
    """Reads bytes under a name."""

    def answer(data: bytes, path: str = "to-trinh.docx", limits: Limits | None = None) -> ReadFile:
        return read(submit(data, path), limits or Limits())

    return answer
