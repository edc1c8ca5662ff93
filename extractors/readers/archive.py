"""The entries of a submitted ZIP: listed, checked and hashed where it lies, never unpacked to disk.

What is unsafe (a path that climbs out, a link, a name that stands twice, entries that lie over each other) is told and
left out. Archives inside archives are the business of :mod:`extractors.readers.containers`. Names are raw bytes until
shown: ZIP marks UTF-8 by a flag, and writers that set none may have used UTF-8 all the same (macOS) or a code page of
DOS. (ASVS 5.2.3, 5.3.3; paperless-ngx#11705.)
"""

from __future__ import annotations

import base64
import hashlib
import re
import stat
import struct
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from extractors.readers import zipped
from extractors.readers.base import MIB, problem
from pipeline.errors import ReadError
from pipeline.intake.names import dossier_path, is_junk, is_owner_file, is_unusual, raw_name_b64, unique
from pipeline.models.files import Problem, SourceFile
from pipeline.models.limits import Limits
from pipeline.models.vocabulary import FileCode

STEP = "!/"
"""Steps into an archive in the path of a file."""
_UTF8_FLAG = 0x800
_UNICODE_PATH = 0x7075
"""Extra field of Info-ZIP with the name in UTF-8."""
_LOCAL_HEADER = 30
"""Bytes before the name of an entry; the name and the extra field there are not counted, so the check errs to allow."""
_DRIVE = re.compile(r"^[A-Za-z]:")
_REGULAR = frozenset({0, stat.S_IFREG})
"""Kinds of file that an entry may be; writers on Windows give none."""


@dataclass(frozen=True)
class _Entry:
    """One entry with its name as bytes of the archive and as text with ``/`` between folders."""

    info: zipfile.ZipInfo
    raw: bytes
    text: str

    @property
    def parts(self) -> list[str]:
        return [part for part in self.text.split("/") if part not in ("", ".")]

    @property
    def is_unsafe(self) -> bool:
        """Whether the name or the kind of the entry would be dangerous if anybody unpacked it."""
        return (
            self.text.startswith("/")
            or bool(_DRIVE.match(self.text))
            or ".." in self.parts
            or "\0" in self.text
            or not self.parts
            or stat.S_IFMT(self.info.external_attr >> 16) not in _REGULAR
        )


@dataclass
class Allowance:
    """What one submitted file may still unfold to, over all levels of archives in it together."""

    files: int
    bytes: int

    @classmethod
    def of(cls, limits: Limits) -> Allowance:
        """The allowance of a submitted file."""
        return cls(limits.files, limits.unpacked_mb * MIB)

    def take(self, files: int, size: int, file: str) -> None:
        """Use some of it; ReadError ``file-too-large`` where it is not enough, and nothing is used then."""
        if files > self.files or size > self.bytes:
            raise ReadError(FileCode.FILE_TOO_LARGE.value, file=file, detail=f"{files} files, {size} bytes unpacked")
        self.files -= files
        self.bytes -= size


def zip_members(
    source: SourceFile, stream: BinaryIO, limits: Limits, first_id: int, allowance: Allowance
) -> tuple[list[SourceFile], list[Problem]]:
    """The files in a ZIP in the order of its directory, with ids from ``f<first_id>`` on, and what is wrong.

    A problem's place names the member. ReadError where the archive as a whole is no good.
    """
    files: list[SourceFile] = []
    problems: list[Problem] = []
    with zipped.opened(stream, limits, source.path) as archive:
        entries = [entry for entry in _entries(archive) if not _is_left_out(entry)]
        _check_overlap(entries, source.path)
        allowance.take(len(entries), sum(entry.info.file_size for entry in entries), source.path)
        _Lister(source, limits, first_id, archive, files, problems).add(entries)
    return files, problems


def _check_overlap(entries: list[_Entry], file: str) -> None:
    """Entries that share their packed bytes are a bomb of many files for the price of one."""
    ends_at = 0
    for info in sorted((entry.info for entry in entries), key=lambda info: info.header_offset):
        if info.header_offset < ends_at:
            raise ReadError(FileCode.ARCHIVE_UNSAFE.value, file=file, detail="entries lie over each other")
        ends_at = info.header_offset + _LOCAL_HEADER + info.compress_size


class _Lister:
    def __init__(
        self,
        source: SourceFile,
        limits: Limits,
        first_id: int,
        archive: zipfile.ZipFile,
        files: list[SourceFile],
        problems: list[Problem],
    ) -> None:
        self._source = source
        self._limits = limits
        self._next = first_id
        self._archive = archive
        self._files = files
        self._problems = problems
        self._taken: set[str] = set()
        self._raw_prefix = raw_prefix(source)

    def add(self, entries: list[_Entry]) -> None:
        """Add every entry as a file, or what is wrong with it."""
        times = Counter(entry.info.filename for entry in entries)
        for entry in entries:
            path = unique(self._source.path + STEP + dossier_path("/".join(entry.parts).encode()), self._taken)
            if entry.is_unsafe or times[entry.info.filename] > 1:
                # Of two entries with one name every program opens another.
                self._problems.append(problem(FileCode.ARCHIVE_UNSAFE, path, "unsafe or repeated name, or a link"))
                continue
            try:
                self._files.append(self._hashed(entry, path))
            except ReadError as error:
                self._problems.append(problem(FileCode(error.code), path, str(error.params.get("detail", ""))))

    def _hashed(self, entry: _Entry, path: str) -> SourceFile:
        digest, size = hashlib.sha256(), 0
        for piece in zipped.chunks(self._archive, entry.info, self._limits.file_mb * MIB, path):
            digest.update(piece)
            size += len(piece)
        if is_unusual(entry.raw):
            self._problems.append(problem(FileCode.NAME_UNUSUAL, path))
        raw = self._raw_prefix + entry.raw
        file = member_of(self._source, self._next, path, raw, entry.info.filename, digest.hexdigest(), size)
        self._next += 1
        return file


def member_of(source: SourceFile, number: int, path: str, raw: bytes, step: str, sha256: str, size: int) -> SourceFile:
    """A file inside ``source``; ``raw`` are the bytes of its whole path, ``step`` is how it is found there."""
    return SourceFile(
        id=f"f{number}",
        path=path,
        raw_name_b64=raw_name_b64(raw, path),
        sha256=sha256,
        size=size,
        location=source.location,
        parent=source.id,
        member=step,
        within=() if source.member is None else (*source.within, source.member),
    )


def raw_prefix(source: SourceFile) -> bytes:
    """The raw bytes of the path of what stands inside ``source``, up to the name."""
    raw = source.raw_name_b64
    return (base64.b64decode(raw) if raw else source.path.encode()) + STEP.encode()


def _entries(archive: zipfile.ZipFile) -> Iterator[_Entry]:
    for info in archive.infolist():
        raw = info.orig_filename.encode("utf-8" if info.flag_bits & _UTF8_FLAG else "cp437")
        yield _Entry(info, raw, _text(info, raw).replace("\\", "/"))


def _text(info: zipfile.ZipInfo, raw: bytes) -> str:
    try:
        return _unicode_path(info, raw) or raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp437")


def _unicode_path(info: zipfile.ZipInfo, raw: bytes) -> str | None:
    """The name that the extra field gives, where it still belongs to the name beside it."""
    extra = info.extra
    while len(extra) >= 4:
        identifier, length = struct.unpack_from("<HH", extra)
        content = extra[4 : 4 + length]
        if identifier == _UNICODE_PATH and length > 5 and content[1:5] == struct.pack("<I", zlib.crc32(raw)):
            return content[5:].decode("utf-8")
        extra = extra[4 + length :]
    return None


def _is_left_out(entry: _Entry) -> bool:
    """Folders, and what systems and open editors leave behind."""
    if entry.text.endswith("/"):
        return True
    parts = [part.encode() for part in entry.parts]
    return any(is_junk(part) for part in parts) or bool(parts and is_owner_file(parts[-1]))
