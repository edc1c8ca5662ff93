"""Hostile ZIPs. Bombs are made when they are asked for and are small where they lie."""

from __future__ import annotations

import io
import stat
import struct
import zipfile
import zlib
from functools import cache

from samples.hostile.base import Trap, file_item, paragraph, word, zipped

_MIB = 1024 * 1024
_PLAIN = word(paragraph("Phụ lục kèm theo."))


@cache
def deflated(size: int) -> tuple[bytes, int]:
    """That many zero bytes as a raw deflate stream, and their checksum."""
    packer, crc = zlib.compressobj(9, zlib.DEFLATED, -15), 0
    pieces = []
    for _ in range(size // _MIB):
        pieces.append(packer.compress(bytes(_MIB)))
        crc = zlib.crc32(bytes(_MIB), crc)
    return b"".join([*pieces, packer.flush()]), crc


def local_entry(name: bytes, data: bytes, crc: int, size: int, method: int = 8) -> bytes:
    return (
        struct.pack("<4s5H3I2H", b"PK\x03\x04", 20, 0, method, 0, 33, crc, len(data), size, len(name), 0) + name + data
    )


def central_entry(name: bytes, packed: int, crc: int, size: int, offset: int, method: int = 8) -> bytes:
    return (
        struct.pack(
            "<4s6H3I5H2I", b"PK\x01\x02", 20, 20, 0, method, 0, 33, crc, packed, size, len(name), *[0] * 4, 0, offset
        )
        + name
    )


def end_record(entries: int, directory: bytes, offset: int) -> bytes:
    count = min(entries, 0xFFFF)
    return struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, count, count, len(directory), offset, 0)


def with_part(package: bytes, name: bytes, packed: bytes, crc: int, size: int) -> bytes:
    """A ZIP with one more entry, whose packed bytes are given."""
    at = package.index(b"PK\x01\x02")
    body, directory = package[:at], package[at:-22]
    entries = struct.unpack_from("<H", package, len(package) - 12)[0] + 1
    local = local_entry(name, packed, crc, size)
    directory += central_entry(name, len(packed), crc, size, len(body))
    return body + local + directory + end_record(entries, directory, len(body) + len(local))


def _archive_of(entries: dict[str, bytes | str]) -> bytes:
    return zipped(entries)


@file_item("zip-traversal", "goi.zip")
def _traversal(trap: Trap) -> bytes:
    return _archive_of({"../../thoat.docx": _PLAIN, "tot.docx": _PLAIN})


@file_item("zip-traversal-backslash", "goi.zip")
def _traversal_backslash(trap: Trap) -> bytes:
    return _archive_of({"..\\..\\thoat.docx": _PLAIN, "tot.docx": _PLAIN})


@file_item("zip-absolute-path", "goi.zip")
def _absolute(trap: Trap) -> bytes:
    return _archive_of({"/thoat.docx": _PLAIN, "C:\\thoat.docx": _PLAIN, "tot.docx": _PLAIN})


@file_item("zip-link", "goi.zip")
def _zip_link(trap: Trap) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        info = zipfile.ZipInfo("lien-ket.docx")
        info.create_system, info.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
        archive.writestr(info, str(trap.file))
        archive.writestr("tot.docx", _PLAIN)
    return stream.getvalue()


@file_item("zip-bomb-ratio", "goi.zip")
def _bomb(trap: Trap) -> bytes:
    packed, crc = deflated(600 * _MIB)
    local = local_entry(b"bom.docx", packed, crc, 600 * _MIB)
    directory = central_entry(b"bom.docx", len(packed), crc, 600 * _MIB, 0)
    return local + directory + end_record(1, directory, len(local))


def _overlapping(entries: int, mebibytes: int) -> bytes:
    """Many entries of the directory that share one packed stream (Fifield, 2019)."""
    packed, crc = deflated(mebibytes * _MIB)
    local = local_entry(b"0.docx", packed, crc, mebibytes * _MIB)
    directory = b"".join(
        central_entry(b"%d.docx" % number, len(packed), crc, mebibytes * _MIB, 0) for number in range(entries)
    )
    return local + directory + end_record(entries, directory, len(local))


@file_item("zip-bomb-overlapping", "goi.zip")
def _bomb_overlapping(trap: Trap) -> bytes:
    return _overlapping(200, 10)


@file_item("zip-overlapping-within-limits", "goi.zip")
def _overlapping_small(trap: Trap) -> bytes:
    return _overlapping(3, 10)


@file_item("zip-size-lies", "goi.zip")
def _size_lies(trap: Trap) -> bytes:
    """Declares ten bytes and unpacks to 200 MiB."""
    packed, crc = deflated(200 * _MIB)
    local = local_entry(b"nho.docx", packed, crc, 10)
    directory = central_entry(b"nho.docx", len(packed), crc, 10, 0)
    return local + directory + end_record(1, directory, len(local))


@file_item("zip-100000-parts", "goi.zip")
def _parts(trap: Trap) -> bytes:
    locals_, directory, offset = [], [], 0
    for number in range(100_000):
        name = b"%d.docx" % number
        local = local_entry(name, b"", 0, 0, 0)
        directory.append(central_entry(name, 0, 0, 0, offset, 0))
        locals_.append(local)
        offset += len(local)
    listed = b"".join(directory)
    return b"".join(locals_) + listed + end_record(100_000 & 0xFFFF, listed, offset)


@file_item("zip64-lies", "goi.zip")
def _zip64(trap: Trap) -> bytes:
    """The zip64 end record claims a million million entries."""
    plain = _archive_of({"tot.docx": _PLAIN})
    body, end = plain[:-22], plain[-22:]
    size, offset = struct.unpack_from("<II", end, 12)
    record = struct.pack("<4sQ2H2I4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, 1 << 40, 1 << 40, size, offset)
    locator = struct.pack("<4sIQI", b"PK\x06\x07", 0, len(body), 1)
    return body + record + locator + struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, 0xFFFF, 0xFFFF, size, 0xFFFFFFFF, 0)


@file_item("zip-nested", "goi.zip")
def _nested(trap: Trap) -> bytes:
    data = _PLAIN
    name = "loi.docx"
    for depth in range(6):
        data, name = zipped({name: data}), f"tang-{depth}.zip"
    return data


@file_item("zip-bad-crc", "goi.zip")
def _bad_crc(trap: Trap) -> bytes:
    data = bytearray(zipped({"hong.docx": _PLAIN, "tot.docx": _PLAIN}))
    at = data.index(b"PK\x01\x02") + 16
    local = data.index(b"PK\x03\x04") + 14
    data[at : at + 4] = data[local : local + 4] = b"\xde\xad\xbe\xef"
    return bytes(data)


@file_item("zip-duplicate-names", "goi.zip")
def _duplicates(trap: Trap) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(zipfile.ZipInfo("hai.docx"), _PLAIN)
        archive.NameToInfo.clear()
        archive.writestr(zipfile.ZipInfo("hai.docx"), word(paragraph("Bản khác.")))
        archive.writestr(zipfile.ZipInfo("tot.docx"), _PLAIN)
    return stream.getvalue()


@file_item("zip-encrypted-entry", "goi.zip")
def _encrypted(trap: Trap) -> bytes:
    data = bytearray(zipped({"khoa.docx": _PLAIN}))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


@file_item("zip-strange-method", "goi.zip")
def _method(trap: Trap) -> bytes:
    """Packed with LZMA, which Python unpacks without a bound."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("la.docx", bytes(20 * _MIB))
    return stream.getvalue()


@file_item("zip-long-path", "goi.zip")
def _long_path(trap: Trap) -> bytes:
    return _archive_of({"/".join(["b" * 200] * 60) + "/dai.docx": _PLAIN})


@file_item("zip-empty", "goi.zip")
def _zip_empty(trap: Trap) -> bytes:
    return end_record(0, b"", 0)


@file_item("zip-truncated", "goi.zip")
def _zip_truncated(trap: Trap) -> bytes:
    return zipped({"tot.docx": _PLAIN})[:-30]


@file_item("pdf-and-zip-in-one", "hai-mat.pdf")
def _polyglot(trap: Trap) -> bytes:
    """A ZIP by its end, a PDF by its beginning: which one is read must not depend on the reader."""
    return b"%PDF-1.7\n" + zipped({"tot.docx": _PLAIN})
