"""What every reader of a file format shares: the protocol, opening sealed bytes, and the answers it may give.

A reader never raises for a bad file: inside the readers a bad file is a :class:`~pipeline.errors.ReadError` whose code
is a ``FileCode``; :func:`extractors.readers.read.read` turns it into an answer. Submitted files are hostile until read
(DESIGN, promise 5; OWASP ASVS 5.2.1-5.2.5): links and devices are not opened, and no declared size is believed.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Protocol

from pipeline.errors import ReadError
from pipeline.models.base import Place
from pipeline.models.files import Block, Loss, Problem, ReadFile, SourceFile
from pipeline.models.limits import Limits
from pipeline.models.vocabulary import FileCode, FileStatus, LossCode

MIB = 1024 * 1024

HIDES_WORDS = frozenset(
    {
        LossCode.TRACKED_INSERTION,
        LossCode.TRACKED_DELETION,
        LossCode.HIDDEN_TEXT,
        LossCode.EMBEDDED_OBJECT,
        LossCode.PART_MISSING,
        LossCode.LEGACY_ENCODING,
        LossCode.UNREADABLE_GLYPHS,
        LossCode.PAGE_WITHOUT_TEXT,
    }
)
"""Losses that may keep words from the reader or change them: with one of these a file is ``read_with_losses``. The
others (a logo, a comment, a macro) are reported and leave the text whole."""


class Reader(Protocol):
    """One file format. ``read`` may raise :class:`ReadError` for a bad file, and nothing else but MemoryError."""

    format: str

    def read(self, source: SourceFile, data: bytes, limits: Limits) -> ReadFile:
        """What stands in the bytes of a file of this format."""
        ...


def bad_file(code: FileCode, file: str, detail: str) -> ReadError:
    """The error for a file that cannot be read; ``detail`` is for a developer and never holds text of the document."""
    return ReadError(code.value, file=file, detail=detail)


def problem(code: FileCode, file: str, detail: str = "") -> Problem:
    """One problem of a whole file."""
    return Problem(code=code, place=Place(file=file), detail=detail)


def refused(source: SourceFile, kind: str, code: FileCode, detail: str = "") -> ReadFile:
    """The answer for a file that nothing could be read from."""
    return ReadFile(file=source, status=FileStatus.REFUSED, format=kind, problems=(problem(code, source.path, detail),))


def empty(source: SourceFile, kind: str, detail: str = "", losses: Mapping[LossCode, int] | None = None) -> ReadFile:
    """The answer for a file without bytes, or without anything in it to read."""
    found = problem(FileCode.FILE_EMPTY, source.path, detail)
    return ReadFile(file=source, status=FileStatus.EMPTY, format=kind, losses=_counted(losses or {}), problems=(found,))


def not_read_yet(
    source: SourceFile, kind: str, code: FileCode = FileCode.FORMAT_NOT_READ_YET, detail: str = ""
) -> ReadFile:
    """The answer for a sound file that this version, or this machine, has no reader for."""
    found = problem(code, source.path, detail or kind)
    return ReadFile(file=source, status=FileStatus.NOT_READ_YET, format=kind, problems=(found,))


def finished(
    source: SourceFile,
    kind: str,
    blocks: Sequence[Block],
    losses: Mapping[LossCode, int],
    problems: Sequence[Problem] = (),
) -> ReadFile:
    """The answer for a file that was read."""
    counted = _counted(losses)
    lossy = any(loss.code in HIDES_WORDS for loss in counted) or bool(problems)
    return ReadFile(
        file=source,
        status=FileStatus.READ_WITH_LOSSES if lossy else FileStatus.READ,
        format=kind,
        blocks=tuple(blocks),
        losses=counted,
        problems=tuple(problems),
    )


def _counted(losses: Mapping[LossCode, int]) -> tuple[Loss, ...]:
    """In the order of the codes, so that reports repeat."""
    return tuple(Loss(code=code, count=losses[code]) for code in LossCode if losses.get(code, 0) > 0)


@contextmanager
def open_regular(path: str, file: str) -> Iterator[BinaryIO]:
    """A regular file open for reading. Links, pipes and devices are refused by the opened handle, not by a look before.

    ``file`` is the path inside the dossier, for the error.
    """
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        if stat.S_ISLNK(os.lstat(path).st_mode):
            raise bad_file(FileCode.NOT_A_REGULAR_FILE, file, "link")
        handle = os.open(path, flags)
    except OSError as error:
        raise bad_file(FileCode.FILE_DAMAGED, file, f"cannot open: errno {error.errno}") from error
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise bad_file(FileCode.NOT_A_REGULAR_FILE, file, "not a regular file")
    with os.fdopen(handle, "rb") as stream:
        yield stream


def open_bytes(source: SourceFile, limits: Limits | None = None) -> bytes:
    """All bytes of a submitted file, of a member of an archive or message as well; :class:`ReadError` where that
    cannot be.

    More than ``limits.file_mb`` is never held in memory for one file, whatever sizes a directory declares.
    """
    limits = limits or Limits()
    cap = limits.file_mb * MIB
    with open_regular(source.location, source.path) as stream:
        if source.member is not None:
            # Containers know formats, and formats know this module.
            from extractors.readers.containers import take

            return take(stream, (*source.within, source.member), limits, source.path)
        return whole(stream, cap, source.path)


def whole(stream: BinaryIO, cap: int, file: str) -> bytes:
    """All bytes of an open file; ReadError ``file-too-large`` where they are more than ``cap``."""
    try:
        size = stream.seek(0, os.SEEK_END)
        stream.seek(0)
        # Asked for more than there is, a stream takes that much memory first.
        data = stream.read(min(cap, size) + 1)
    except OSError as error:
        raise bad_file(FileCode.FILE_DAMAGED, file, f"cannot read: errno {error.errno}") from error
    if len(data) > cap:
        raise bad_file(FileCode.FILE_TOO_LARGE, file, f"more than {cap} bytes")
    return data


def extension(path: str) -> str:
    """The last extension of a name in lower case without its dot; empty where there is none."""
    return Path(path.rsplit("/", 1)[-1]).suffix[1:].lower()
