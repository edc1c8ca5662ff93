"""ZIP directories and entries under limits, for Word packages and for archives alike.

The directory's own size is looked at before it is parsed, entries are read with a cap instead of the size they declare,
and only *stored* and *deflated* entries are opened: the other methods of ``zipfile`` unpack without a bound
(ASVS 5.2.3; opendatalab/MinerU PR#5405: limits come before any parse).
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

from pipeline.errors import ReadError
from pipeline.models.limits import Limits
from pipeline.models.vocabulary import FileCode

_END = b"PK\x05\x06"
_END_SIZE = 22
_END64_LOCATOR = b"PK\x06\x07"
_END64 = b"PK\x06\x06"
_LONGEST_COMMENT = 65535
_DIRECTORY_BYTES_PER_ENTRY = 1024
"""An entry takes 46 bytes and its name; a directory far over this mean is made to fill memory."""
_CHUNK = 1 << 16
_ENCRYPTED = 0x1
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, struct.error, OSError, ValueError)


def _bad(code: FileCode, file: str, detail: str) -> ReadError:
    return ReadError(code.value, file=file, detail=detail)


def _directory(stream: BinaryIO, file: str) -> tuple[int, int]:
    """Number of entries and size of the central directory, as the end record gives them."""
    size = stream.seek(0, 2)
    tail_size = min(size, _END_SIZE + _LONGEST_COMMENT)
    stream.seek(size - tail_size)
    tail = stream.read(tail_size)
    at = tail.rfind(_END)
    if at < 0 or len(tail) - at < _END_SIZE:
        raise _bad(FileCode.FILE_DAMAGED, file, "no end of central directory")
    entries, directory_size = struct.unpack_from("<HI", tail, at + 10)
    if entries != 0xFFFF and directory_size != 0xFFFFFFFF:
        return entries, directory_size
    if at < 20 or tail[at - 20 : at - 16] != _END64_LOCATOR:
        return entries, directory_size
    stream.seek(min(struct.unpack_from("<Q", tail, at - 12)[0], size))
    record = stream.read(56)
    if len(record) < 56 or not record.startswith(_END64):
        raise _bad(FileCode.FILE_DAMAGED, file, "no zip64 end record")
    entries, directory_size = struct.unpack_from("<QQ", record, 32)
    return entries, directory_size


@contextmanager
def opened(stream: BinaryIO, limits: Limits, file: str) -> Iterator[zipfile.ZipFile]:
    """The archive in ``stream``; too many entries are ``file-too-large``, a broken directory ``file-damaged``."""
    entries, directory_size = _directory(stream, file)
    if entries > limits.parts or directory_size > limits.parts * _DIRECTORY_BYTES_PER_ENTRY:
        raise _bad(FileCode.FILE_TOO_LARGE, file, f"{entries} entries, directory of {directory_size} bytes")
    try:
        archive = zipfile.ZipFile(stream)
    except _BROKEN as error:
        raise _bad(FileCode.FILE_DAMAGED, file, type(error).__name__) from error
    with archive:
        # The end record may understate what the directory holds.
        if len(archive.infolist()) > limits.parts:
            raise _bad(FileCode.FILE_TOO_LARGE, file, f"{len(archive.infolist())} entries")
        yield archive


def chunks(archive: zipfile.ZipFile, info: zipfile.ZipInfo, cap: int, file: str) -> Iterator[bytes]:
    """The bytes of an entry piece by piece; its checksum is verified by the time the last piece is given out.

    :class:`ReadError` with ``file-encrypted``, ``format-not-read-yet`` (unusual packing), ``file-too-large`` (declared
    or real size over ``cap`` bytes) or ``file-damaged``.
    """
    if info.flag_bits & _ENCRYPTED:
        raise _bad(FileCode.FILE_ENCRYPTED, file, "encrypted entry")
    if info.compress_type not in _METHODS:
        raise _bad(FileCode.FORMAT_NOT_READ_YET, file, f"compression method {info.compress_type}")
    if info.file_size > cap:
        raise _bad(FileCode.FILE_TOO_LARGE, file, f"declares {info.file_size} bytes")
    given = 0
    try:
        with archive.open(info) as stream:
            while piece := stream.read(_CHUNK):
                given += len(piece)
                if given > cap:
                    raise _bad(FileCode.FILE_TOO_LARGE, file, f"more than {cap} bytes")
                yield piece
    except _BROKEN as error:
        raise _bad(FileCode.FILE_DAMAGED, file, type(error).__name__) from error


def read_entry(archive: zipfile.ZipFile, name: str | zipfile.ZipInfo, cap: int, file: str) -> bytes:
    """All bytes of one entry, at most ``cap``; errors as in :func:`chunks`, ``file-damaged`` where there is no such
    entry."""
    if isinstance(name, str):
        try:
            name = archive.getinfo(name)
        except KeyError as error:
            raise _bad(FileCode.FILE_DAMAGED, file, "no such entry") from error
    return b"".join(chunks(archive, name, cap, file))
