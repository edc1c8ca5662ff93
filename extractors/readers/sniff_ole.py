"""What an OLE compound file is ([MS-CFB]): a Word 97-2003 file, a workbook, or an encrypted Office file.

Only the directory is read, along its chain of sectors, and only the entries right under its root: a workbook that
holds an embedded Word file is a workbook.
"""

from __future__ import annotations

import struct

_FREE = 0xFFFFFFFA
"""Sector numbers from here on are marks, not sectors."""
_NO_ENTRY = 0xFFFFFFFF
_ENTRY = 128
_MOST_SECTORS = 4096
_KINDS = (
    ("encryptedpackage", "encrypted"),
    ("worddocument", "doc"),
    ("workbook", "xls"),
    ("book", "xls"),
    ("powerpoint document", "ppt"),
    ("__properties_version1.0", "msg"),
)


def kind_of_ole(data: bytes) -> str:
    """``doc``, ``xls``, ``ppt``, ``msg``, ``encrypted``; ``ole`` where the directory tells none of them, ``damaged``
    where it is not there (a file that breaks off has lost it: it mostly stands near the end)."""
    try:
        names = _names_under_root(_directory(data))
    except (struct.error, IndexError):
        names = set()
    if not names:
        return "damaged"
    return next((kind for name, kind in _KINDS if name in names), "ole")


def _directory(data: bytes) -> bytes:
    shift = struct.unpack_from("<H", data, 30)[0]
    size = 1 << min(shift, 16)
    sector = struct.unpack_from("<I", data, 48)[0]
    tables = _allocation_tables(data, size)
    content: list[bytes] = []
    while sector < _FREE and len(content) < _MOST_SECTORS:
        start = (sector + 1) * size
        piece = data[start : start + size]
        if not piece:
            break
        content.append(piece)
        table, place = divmod(sector, size // 4)
        if table >= len(tables):
            break
        sector = struct.unpack_from("<I", data, (tables[table] + 1) * size + place * 4)[0]
    return b"".join(content)


def _allocation_tables(data: bytes, size: int) -> list[int]:
    """Sectors of the allocation tables, which list for each sector the next one: 109 in the header, those of a file
    over 6 MiB in a chain of sectors of their own (section 2.5)."""
    tables = list(struct.unpack_from("<109I", data, 76))
    more = struct.unpack_from("<I", data, 68)[0]
    followed: set[int] = set()
    while more < _FREE and more not in followed and len(followed) < _MOST_SECTORS:
        followed.add(more)
        *listed, more = struct.unpack_from(f"<{size // 4}I", data, (more + 1) * size)
        tables.extend(listed)
    return [number for number in tables if number < _FREE]


def _names_under_root(directory: bytes) -> set[str]:
    """Names of the entries in the root's own tree, in lower case."""
    names: set[str] = set()
    todo = [struct.unpack_from("<I", directory, 76)[0]]
    seen: set[int] = set()
    while todo:
        number = todo.pop()
        start = number * _ENTRY
        if number == _NO_ENTRY or number in seen or start + _ENTRY > len(directory):
            continue
        seen.add(number)
        length = min(struct.unpack_from("<H", directory, start + 64)[0], 64)
        names.add(directory[start : start + max(0, length - 2)].decode("utf-16-le", errors="replace").lower())
        todo.extend(struct.unpack_from("<II", directory, start + 68))
    return names
