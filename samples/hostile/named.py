"""Files that are hostile by what they are in the file system, or by their names."""

from __future__ import annotations

import os
import unicodedata
from pathlib import Path

from samples.hostile.base import Trap, file_item, item, paragraph, word

PLAIN = word(paragraph("Phụ lục kèm theo."))


@file_item("empty", "rong.docx")
def _empty(trap: Trap) -> bytes:
    return b""


@file_item("growing", "dang-chep.docx")
def _growing(trap: Trap) -> bytes:
    """The first half of a file that is still being copied; the test appends the rest."""
    return PLAIN[: len(PLAIN) // 2]


@file_item("wrong-extension", "phu-luc.pdf")
def _wrong_extension(trap: Trap) -> bytes:
    return PLAIN


@file_item("double-extension", "bao-cao.docx.exe")
def _double_extension(trap: Trap) -> bytes:
    return b"MZ\x90\x00" + bytes(range(256)) * 8


@item("long-name")
def _long_name(folder: Path, trap: Trap) -> None:
    (folder / ("a" * 250 + ".docx")).write_bytes(PLAIN)


@item("name-nfd")
def _nfd(folder: Path, trap: Trap) -> None:
    (folder / unicodedata.normalize("NFD", "Phụ lục số một.docx")).write_bytes(PLAIN)


def _named(name: str, file: bytes) -> None:
    @item(name)
    def _make(folder: Path, trap: Trap) -> None:
        target = os.open(os.fsencode(folder) + b"/" + file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644)
        with os.fdopen(target, "wb") as stream:
            stream.write(PLAIN)


_named("name-newline", b"phu\nluc.docx")
_named("name-comma-quote", b'phu, "luc".docx')
_named("name-formula", b"=HYPERLINK(1).docx")
_named("name-right-to-left", "phu\u202excod.docx".encode())
_named("name-escape-sequence", b"phu\x1b[31mluc.docx")
_named("name-not-utf-8", b"ph\xf4 l\xf4c.docx")
_named("name-markup", b"<img src=x onerror=alert(1)>.docx")
_named("name-template", b"{{ 7*7 }}{file}%s.docx")


@item("link")
def _link(folder: Path, trap: Trap) -> None:
    (folder / "lien-ket.docx").symlink_to(trap.file)


@item("link-to-folder")
def _link_to_folder(folder: Path, trap: Trap) -> None:
    (folder / "thu-muc").symlink_to(trap.file.parent, target_is_directory=True)


@item("fifo")
def _fifo(folder: Path, trap: Trap) -> None:
    os.mkfifo(folder / "ong.docx")
