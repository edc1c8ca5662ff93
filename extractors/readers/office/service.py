"""The one warm LibreOffice of a worker process.

Started with the first file that needs it, used for all others, thrown away when it fails or has done its share. What
keeps it harmless stands in :mod:`.profile` (settings) and :mod:`.driver` (no network, dies with the worker, leaves no
folder behind). Chosen over ``unoserver``: decision 9.
"""

from __future__ import annotations

import json
import select
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.util import Finalize
from pathlib import Path
from typing import IO, cast

from extractors.readers import external
from extractors.readers.base import MIB, bad_file
from extractors.readers.office.profile import write_profile
from pipeline.errors import ReadError
from pipeline.models.limits import Limits
from pipeline.models.vocabulary import FileCode

TOOL = "LibreOffice"
BRIDGE = "LibreOffice (python3-uno)"
"""What an administrator misses where LibreOffice is there and the bridge to it is not."""
_DRIVER = Path(__file__).with_name("driver.py")
_FILES_EACH = 200
"""Files after which a LibreOffice is replaced: it gives back less memory than it takes."""
_TIDYING = 3.0
"""Seconds that the guard has to end LibreOffice and remove its folder, before it is killed itself."""
_STORED_AS = "MS Word 2007 XML"


class _BrokenError(Exception):
    """LibreOffice ended or went silent; ``code`` says which."""

    def __init__(self, code: FileCode) -> None:
        super().__init__(code.value)
        self.code = code


class _NoBridgeError(Exception):
    """This Python has no ``uno``."""


@dataclass(frozen=True)
class Job:
    """One file to convert."""

    data: bytes
    suffix: str
    """Extension of the name that LibreOffice is given."""
    load_as: str
    """LibreOffice's import filter; it is never left to guess."""
    limits: Limits
    file: str
    """Path inside the dossier, for the error."""


class Office:
    """One running LibreOffice in a private folder."""

    def __init__(self, program: str, python: str, ends: float, limits: Limits) -> None:
        """Start it and wait until it answers.

        Raises:
            _BrokenError: it did not come up before ``ends`` (:func:`time.monotonic`).
            _NoBridgeError: ``python`` cannot talk to it.
        """
        self.done = 0
        self.folder = Path(tempfile.mkdtemp(prefix="dossiers-office-")).resolve()
        try:
            write_profile(self.folder / "profile")
            process = external.start(
                [python, "-I", str(_DRIVER), str(self.folder), program, str(limits.unpacked_mb * MIB)],
                self.folder,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                variables={"HOME": str(self.folder), "TMPDIR": str(self.folder)},
            )
        except BaseException:
            shutil.rmtree(self.folder, ignore_errors=True)
            raise
        # Not atexit: a process of multiprocessing ends without it.
        self._at_exit = Finalize(self, _end, (process, self.folder), exitpriority=1)
        self._asked, self._answers = cast(IO[bytes], process.stdin), cast(IO[bytes], process.stdout)
        try:
            if not self._answer(ends)["ready"]:
                raise _NoBridgeError
        except BaseException:
            self.end()
            raise

    def convert(self, job: Job, ends: float) -> bytes | None:
        """The bytes of a file as a Word file; None where LibreOffice cannot read it.

        Raises:
            _BrokenError: LibreOffice died, or was not done before ``ends``; it cannot be used again.
            ReadError: the Word file is over the limit.
        """
        self.done += 1
        source, target = self.folder / f"given.{job.suffix}", self.folder / "converted.docx"
        try:
            source.write_bytes(job.data)
            line = {"source": str(source), "target": str(target), "filter": job.load_as, "stored_as": _STORED_AS}
            self._say(json.dumps(line))
            if not self._answer(ends)["done"]:
                return None
            if (size := target.stat().st_size) > job.limits.file_mb * MIB:
                raise bad_file(FileCode.FILE_TOO_LARGE, job.file, f"converted: {size} bytes")
            return target.read_bytes()
        except OSError as error:  # it died since the last file, and its folder with it
            raise _BrokenError(FileCode.READING_CRASHED) from error
        finally:
            source.unlink(missing_ok=True)
            target.unlink(missing_ok=True)

    def end(self) -> None:
        """Kill it with all it started, and remove its folder."""
        self._at_exit()

    def _say(self, line: str) -> None:
        self._asked.write(line.encode() + b"\n")
        self._asked.flush()

    def _answer(self, ends: float) -> dict[str, object]:
        readable, _, _ = select.select([self._answers], [], [], max(0.0, ends - time.monotonic()))
        if not readable:
            raise _BrokenError(FileCode.READING_TIMED_OUT)
        line = self._answers.readline()
        if not line.endswith(b"\n"):
            raise _BrokenError(FileCode.READING_CRASHED)
        answer: dict[str, object] = json.loads(line)
        return answer


def _end(process: subprocess.Popen[bytes], folder: Path) -> None:
    process.terminate()  # the guard knows what to tidy
    with suppress(subprocess.TimeoutExpired):
        process.wait(_TIDYING)
    external.kill(process)
    shutil.rmtree(folder, ignore_errors=True)


_warm: Office | None = None


def convert(job: Job, ends: float) -> bytes:
    """The bytes of a file as a Word file.

    A LibreOffice that fails is replaced once: one that was warm may have been spoilt by an earlier file, so it gets
    half of the time, and one that crashes gets the file a second time. A fresh one that is silent until the time is up
    is not asked again.

    Args:
        ends: moment on the clock of :func:`time.monotonic` by which it must be done.

    Raises:
        ReadError: ``tool-missing``, ``file-damaged``, ``file-too-large``, ``reading-timed-out``, ``reading-crashed``.
    """
    failed = FileCode.READING_TIMED_OUT
    for _ in range(2):
        now = time.monotonic()
        if now >= ends:
            break
        until = ends if _warm is None else (now + ends) / 2
        try:
            converted = _office(job, ends).convert(job, until)
        except _BrokenError as broken:
            failed = broken.code
            stop()
            continue
        except BaseException:
            stop()  # what it is doing for this file must not meet the next one
            raise
        if converted is None:
            raise bad_file(FileCode.FILE_DAMAGED, job.file, f"{TOOL} cannot load it")
        return converted
    raise bad_file(failed, job.file, TOOL)


def stop() -> None:
    """End this process's LibreOffice; the next file gets a fresh one."""
    global _warm
    if _warm is not None:
        _warm.end()
        _warm = None


def _office(job: Job, ends: float) -> Office:
    global _warm
    if _warm is not None and _warm.done >= _FILES_EACH:
        stop()
    if _warm is None:
        program = _program(job.file)
        for python in _pythons(program):
            with suppress(_NoBridgeError):
                _warm = Office(program, python, ends, job.limits)
                return _warm
        raise external.missing(BRIDGE, job.file)
    return _warm


def _program(file: str) -> str:
    """LibreOffice itself: its start script would stand between it and the signal that must end it."""
    program = Path(external.find("soffice", file)).resolve().with_name("soffice.bin")
    if not program.exists():
        raise external.missing(TOOL, file)
    return str(program)


def _pythons(program: str) -> Iterator[str]:
    """Interpreters that may have ``uno``: LibreOffice's own, Debian's, the first on the path, this one."""
    seen: set[str] = set()
    for candidate in (
        str(Path(program).with_name("python")),
        "/usr/bin/python3",
        shutil.which("python3"),
        sys.executable,
    ):
        if candidate and candidate not in seen and Path(candidate).exists():
            seen.add(candidate)
            yield candidate


def check() -> None:
    """Whether this machine can convert at all; for ``dossiers doctor``.

    Raises:
        ReadError: ``tool-missing``, with the name of what is missing.
    """
    program = _program("")
    for python in _pythons(program):
        with suppress(ReadError):
            external.run([python, "-I", "-c", "import uno"], Path("/"), seconds=20, file="")
            return
    raise external.missing(BRIDGE, "")
