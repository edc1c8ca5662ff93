"""Names of submitted files: the raw bytes are kept, people see NFC text that can do no harm.

A path of the report is NFC with ``/`` between folders. Control characters, line breaks and marks that turn the
direction of writing (Unicode bidi controls, the trick behind ``hoa-don<U+202E>fdp.exe``), undecodable bytes, and a
``!`` that would look like the step into an archive are shown as U+FFFD. Whoever needs the name as submitted decodes
``raw_name_b64``.
"""

from __future__ import annotations

import base64
import os
import unicodedata
from fnmatch import fnmatchcase
from pathlib import PurePosixPath

READY = ".ready"
"""Marker by which the sender of a folder says that it is complete."""

OWNER_PREFIX = "~$"
"""Office writes ``~$name`` beside a document for as long as somebody has it open."""

JUNK = (".DS_Store", "Thumbs.db", "desktop.ini", "._*", "@eaDir", ".stfolder", "__MACOSX", READY)
"""What systems and tools leave in folders; no part of a dossier (paperless-ngx ignores the same names)."""

TAKEN = ".dossiers-taken"
"""Where an inbox keeps what is recorded and about to be removed."""

_SHOWN_INSTEAD = "\N{REPLACEMENT CHARACTER}"
# Cc control, Cf format (all bidi marks, zero-width joiners), Cs surrogate, Zl/Zp line and paragraph separators.
_UNSAFE = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})


def decoded(raw: bytes) -> str | None:
    """The name as text, null where its bytes are not UTF-8."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return None


def shown(text: str) -> str:
    """NFC text without anything that breaks a line, hides, or turns the direction of writing."""
    normal = unicodedata.normalize("NFC", text)
    return "".join(_SHOWN_INSTEAD if unicodedata.category(letter) in _UNSAFE else letter for letter in normal)


def shown_name(raw: bytes) -> str:
    """One component of a path as people see it."""
    text = decoded(raw)
    return shown(text if text is not None else raw.decode("utf-8", errors="replace"))


def dossier_path(raw: bytes) -> str:
    """The path inside the dossier for raw bytes with ``/`` between folders."""
    *folders, name = (shown_name(part) for part in raw.split(b"/"))
    # "a!/b.docx" must not read as the member b.docx of an archive "a".
    return "/".join([*(f"{part[:-1]}{_SHOWN_INSTEAD}" if part.endswith("!") else part for part in folders), name])


def raw_name_b64(raw: bytes, path: str) -> str | None:
    """Base64 of the raw bytes where the path's UTF-8 does not give them back."""
    return None if path.encode("utf-8") == raw else base64.b64encode(raw).decode("ascii")


def is_unusual(raw: bytes) -> bool:
    """Whether an officer should be told of the name: not text, harmful when shown, or blank at an end.

    The decomposed letters (NFD) that Macs write are not unusual: the same name in another spelling.
    """
    text = decoded(raw)
    if text is None or dossier_path(raw) != unicodedata.normalize("NFC", text):
        return True
    return any(part != part.strip() for part in text.split("/"))


def unique(path: str, taken: set[str]) -> str:
    """The path, or the path with ``(2)``, ``(3)`` … before its extension where another file shows the same."""
    candidate, number = path, 1
    pure = PurePosixPath(path)
    while candidate in taken:
        number += 1
        candidate = str(pure.with_name(f"{pure.stem} ({number}){pure.suffix}"))
    taken.add(candidate)
    return candidate


def is_junk(raw: bytes) -> bool:
    """Whether a file or folder of that name is no part of a dossier; owner files are not junk but a reason to wait."""
    name = os.fsdecode(raw)
    return any(fnmatchcase(name, pattern) for pattern in JUNK)


def is_owner_file(raw: bytes) -> bool:
    """Whether the name is that of an Office owner file."""
    return os.fsdecode(raw).startswith(OWNER_PREFIX)


def owner_file_of(owner: bytes, file: bytes) -> bool:
    """Whether an owner file belongs to a file beside it: Word puts ``~$`` before a short name, over the first letters
    of a long one."""
    tail = unicodedata.normalize("NFC", os.fsdecode(owner)[len(OWNER_PREFIX) :])
    name = unicodedata.normalize("NFC", os.fsdecode(file))
    return bool(tail) and tail in (name, name[1:], name[2:])
