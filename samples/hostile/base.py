"""What the makers of hostile files share: the list of them, packages from parts, and the trap that none may spring."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMES = " ".join(
    f'xmlns:{prefix}="{address}"'
    for prefix, address in {
        "w": WORD,
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
        "v": "urn:schemas-microsoft-com:vml",
        "o": "urn:schemas-microsoft-com:office:office",
    }.items()
)
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
MACRO_MAIN = "application/vnd.ms-word.document.macroEnabled.main+xml"


@dataclass(frozen=True)
class Trap:
    """What a hostile file tries to make its reader open. A test watches both."""

    address: str = "http://127.0.0.1:9"
    """Of a listening socket, without a slash at its end."""
    file: Path = Path("/etc/hostname")
    """Outside the dossier."""


Maker = Callable[[Path, Trap], object]
MAKERS: dict[str, Maker] = {}
"""By the name in the register: writes the files of one item into a folder that exists."""


def item(name: str) -> Callable[[Maker], Maker]:
    """Take a maker into the list."""

    def take(maker: Maker) -> Maker:
        if name in MAKERS:
            raise ValueError(name)
        MAKERS[name] = maker
        return maker

    return take


def paragraph(text: str) -> str:
    """A paragraph of WordprocessingML; ``text`` is escaped already."""
    return f"<w:p><w:r><w:t xml:space='preserve'>{text}</w:t></w:r></w:p>"


def links(*entries: tuple[str, str, str]) -> str:
    """A relationships part: id, last word of the type, target; one with a scheme is external."""
    lines = "".join(
        f'<Relationship Id="{identifier}" Type="{_OFFICE}/{kind}" Target="{target}"'
        + (' TargetMode="External"' if ":" in target else "")
        + "/>"
        for identifier, kind, target in entries
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{lines}</Relationships>'


def part(root: str, content: str, declaration: str = "") -> str:
    """A part with the root ``w:<root>``; ``declaration`` stands before it."""
    return f'<?xml version="1.0" encoding="UTF-8"?>{declaration}<w:{root} {NAMES}>{content}</w:{root}>'


def word(
    body: str,
    *linked: tuple[str, str, str],
    parts: Mapping[str, str | bytes] | None = None,
    main: str = MAIN,
) -> bytes:
    """A Word file with this body; ``linked`` are the relationships of the document part."""
    return zipped(
        {
            "[Content_Types].xml": (
                f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
                '<Default Extension="rels" '
                'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
                f'<Override PartName="/word/document.xml" ContentType="{main}"/></Types>'
            ),
            "_rels/.rels": links(("rId1", "officeDocument", "word/document.xml")),
            "word/document.xml": part("document", f"<w:body>{body}</w:body>"),
            "word/_rels/document.xml.rels": links(*linked),
            **(parts or {}),
        }
    )


def zipped(contents: Mapping[str, str | bytes], level: int = 1) -> bytes:
    """A ZIP with these entries."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as archive:
        for name, content in contents.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def writes(name: str, make: Callable[[Trap], bytes]) -> Maker:
    """The maker of one file with content."""
    return lambda folder, trap: (folder / name).write_bytes(make(trap))


def file_item(item_name: str, file: str) -> Callable[[Callable[[Trap], bytes]], Callable[[Trap], bytes]]:
    """Take a function that gives the bytes of one file into the list of makers."""

    def take(make: Callable[[Trap], bytes]) -> Callable[[Trap], bytes]:
        item(item_name)(writes(file, make))
        return make

    return take
