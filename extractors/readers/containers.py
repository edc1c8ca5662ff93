"""Files that hold files: ZIP archives, mail messages, exchange envelopes; unfolded one level into each other.

What is submitted as one file is unfolded under one allowance of files and bytes over both levels, so neither a bomb in
a bomb nor an archive that holds itself comes to anything. What lies deeper is kept as a file, told and not opened.
"""

from __future__ import annotations

import hashlib
import io
import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import BinaryIO

from extractors.readers import envelope, mail, sniff, zipped
from extractors.readers.archive import STEP, Allowance, member_of, raw_prefix, zip_members
from extractors.readers.base import MIB, open_bytes, open_regular, problem, whole
from pipeline.errors import ReadError
from pipeline.intake.names import dossier_path, is_unusual, unique
from pipeline.models.files import Problem, SourceFile
from pipeline.models.limits import Limits
from pipeline.models.vocabulary import FileCode

WITH_TEXT = frozenset({mail.FORMAT, envelope.FORMAT})
"""Kinds that hold words of their own beside files."""
_KINDS = WITH_TEXT | {"zip"}
_DEEPEST = 2
"""Levels of members below a submitted file."""
_ZIP = b"PK"
_WRAPPED = ".zip"
_KEPT = 32 * MIB
"""A message in a message, or an envelope, up to this size is kept in memory while its files are read."""


@dataclass
class Unfolded:
    """What one submitted file holds."""

    leaves: list[SourceFile] = field(default_factory=list)
    """Files that hold no others."""
    containers: list[Container] = field(default_factory=list)


@dataclass(frozen=True)
class Container:
    """A file that holds others, how many of them, and what is wrong with those that could not be given."""

    file: SourceFile
    kind: str
    members: int
    problems: tuple[Problem, ...]


def kind_of(source: SourceFile, limits: Limits) -> str | None:
    """``zip``, ``eml`` or ``edxml`` by content; null for any other file: a Word file is no ZIP, whatever its name."""
    try:
        kind = sniff.sniff(open_bytes(source, limits), source.path, limits)
    except (ReadError, RecursionError):
        return None
    return kind if kind in _KINDS else None


def unfold(source: SourceFile, limits: Limits, first_id: int) -> Unfolded:
    """A submitted file with all that it holds; members are numbered from ``f<first_id>`` on. Never raises for a bad
    file."""
    found = Unfolded()
    _Unfolding(limits, first_id, found).add(source, level=0)
    return found


def members(
    source: SourceFile, limits: Limits, first_id: int, allowance: Allowance | None = None, kind: str | None = None
) -> tuple[list[SourceFile], list[Problem]]:
    """The files right inside a container, and what is wrong.

    A problem's place names the member, or the container where it concerns all of it; then no member is given. Never
    raises for a bad container.
    """
    allowance = allowance or Allowance.of(limits)
    try:
        if (kind or kind_of(source, limits)) in WITH_TEXT:
            return _attachments(source, limits, first_id, allowance)
        if source.member is not None:
            return zip_members(source, io.BytesIO(open_bytes(source, limits)), limits, first_id, allowance)
        with open_regular(source.location, source.path) as stream:
            return zip_members(source, stream, limits, first_id, allowance)
    except ReadError as error:
        code = FileCode(error.code)
        # A bomb is not just a large file: nothing of it is opened.
        code = FileCode.ARCHIVE_UNSAFE if code is FileCode.FILE_TOO_LARGE else code
        return [], [problem(code, source.path, str(error.params.get("detail", "")))]


def take(stream: BinaryIO, steps: Sequence[str], limits: Limits, file: str) -> bytes:
    """The bytes at the end of a way through containers that begins in an open file."""
    first, *rest = steps
    if not rest:
        return _step(stream, first, limits, file)
    about = os.fstat(stream.fileno())
    inner = _inner((about.st_dev, about.st_ino, about.st_mtime_ns, about.st_size, first), stream, limits, file)
    for step in rest:
        inner = _step(io.BytesIO(inner), step, limits, file)
    return inner


_last_inner: dict[tuple[object, ...], bytes] = {}
"""The archive in an archive that was opened last: its files are asked for one after the other."""


def _inner(key: tuple[object, ...], stream: BinaryIO, limits: Limits, file: str) -> bytes:
    found = _last_inner.get(key)
    if found is None:
        found = _step(stream, str(key[-1]), limits, file)
        _last_inner.clear()
        if len(found) <= _KEPT:
            _last_inner[key] = found
    return found


def _step(stream: BinaryIO, step: str, limits: Limits, file: str) -> bytes:
    cap = limits.file_mb * MIB
    is_zip = stream.read(len(_ZIP)) == _ZIP
    stream.seek(0)
    if is_zip:
        with zipped.opened(stream, limits, file) as archive:
            return zipped.read_entry(archive, step, cap, file)
    return _attachment(whole(stream, cap, file), step, limits, file)


def _attachment(data: bytes, step: str, limits: Limits, file: str) -> bytes:
    is_mail = step.startswith("part ")
    opened: Sequence[mail.Attached | envelope.Attached]
    if is_mail:
        opened = mail.opened(data, limits, file).attached
    elif len(data) <= _KEPT:
        opened = _envelope_again(data, limits)
    else:
        opened = envelope.opened(data, limits, file).attached
    found = next((one.data(file) for one in opened if one.step == step), None)
    if found is None:
        raise ReadError(FileCode.FILE_DAMAGED.value, file=file, detail="no such attachment")
    if len(found) > limits.file_mb * MIB:
        raise ReadError(FileCode.FILE_TOO_LARGE.value, file=file, detail=f"{len(found)} bytes")
    return found


@lru_cache(maxsize=1)
def _envelope_again(data: bytes, limits: Limits) -> Sequence[envelope.Attached]:
    """The attachments of the envelope that was opened last: its files are asked for one after the other."""
    return envelope.opened(data, limits, "").attached


class _Unfolding:
    def __init__(self, limits: Limits, first_id: int, found: Unfolded) -> None:
        self._limits = limits
        self._next = first_id
        self._found = found
        self._allowance = Allowance.of(limits)

    def add(self, source: SourceFile, level: int) -> None:
        """Add a file, and what it holds where that is not too deep."""
        kind = kind_of(source, self._limits)
        # An archive that lies too deep is a leaf: reading it says that it was not opened.
        if kind is None or (level >= _DEEPEST and kind not in WITH_TEXT):
            self._found.leaves.append(source)
            return
        inside, problems = members(source, self._limits, self._next, self._allowance, kind)
        if level >= _DEEPEST:
            told = [problem(FileCode.ARCHIVE_NESTED, file.path) for file in inside]
            inside, problems = [], told
        self._next += len(inside)
        self._found.containers.append(Container(source, kind, len(inside), tuple(problems)))
        for file in inside:
            self.add(file, level + 1)


def _attachments(
    source: SourceFile, limits: Limits, first_id: int, allowance: Allowance
) -> tuple[list[SourceFile], list[Problem]]:
    """The files attached to a message or an envelope."""
    data = open_bytes(source, limits)
    files: list[SourceFile] = []
    problems: list[Problem] = []
    taken: set[str] = set()
    for name, step, content in _each(data, source, limits):
        path = unique(source.path + STEP + dossier_path(name.encode("utf-8", errors="replace")), taken)
        if isinstance(content, ReadError):
            problems.append(problem(FileCode(content.code), path, str(content.params.get("detail", ""))))
            continue
        allowance.take(1, len(content), source.path)
        raw = raw_prefix(source) + name.encode("utf-8", errors="replace")
        if is_unusual(name.encode("utf-8", errors="replace")):
            problems.append(problem(FileCode.NAME_UNUSUAL, path))
        sha256 = hashlib.sha256(content).hexdigest()
        file = member_of(source, first_id + len(files), path, raw, step, sha256, len(content))
        files.append(_unwrapped(file, content, limits, allowance))
    return files, problems


def _each(data: bytes, source: SourceFile, limits: Limits) -> list[tuple[str, str, bytes | ReadError]]:
    """Name, step and bytes of each attachment; an error in place of bytes that are no good."""
    attached: list[tuple[str, mail.Attached | envelope.Attached]]
    if sniff.sniff(data, source.path, limits) == mail.FORMAT:
        attached = [(mail.name_of(one), one) for one in mail.opened(data, limits, source.path).attached]
    else:
        attached = [
            (one.name.replace("\\", "/").rpartition("/")[2] or one.step, one)
            for one in envelope.opened(data, limits, source.path).attached
        ]
    found: list[tuple[str, str, bytes | ReadError]] = []
    for name, one in attached:
        try:
            found.append((name, one.step, one.data(source.path)))
        except ReadError as error:
            found.append((name, one.step, error))
    return found


def _unwrapped(file: SourceFile, content: bytes, limits: Limits, allowance: Allowance) -> SourceFile:
    """The one file in a ZIP that an envelope's writer put it in, where the attachment's name is not that of a ZIP."""
    if file.path.lower().endswith(_WRAPPED) or not content.startswith(_ZIP):
        return file
    try:
        if sniff.sniff(content, file.path, limits) != "zip":
            return file
        inside, problems = zip_members(file, io.BytesIO(content), limits, 0, allowance)
    except ReadError:
        return file  # reading it will say what is wrong
    if len(inside) != 1 or problems:
        return file
    return inside[0].model_copy(
        update={"id": file.id, "path": file.path, "raw_name_b64": file.raw_name_b64, "parent": file.parent}
    )
