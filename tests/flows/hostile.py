"""Hostile files through the real worker processes: what is said of them, what they cost, and the trap around them."""

from __future__ import annotations

import contextlib
import ctypes
import json
import os
import resource
import shutil
import socket
import struct
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flows.check import submission_from
from flows.isolation import Checked, Job, Office, check_job, read_one
from flows.pool import WorkerPool
from pipeline.models.files import ReadFile, SourceFile
from pipeline.models.limits import Limits
from pipeline.models.submission import Submission
from samples.hostile.base import Trap
from samples.hostile.make import make
from tests.flows.program import sample

COSTS = "costs"
"""Beside the dossiers: a file a worker, into which it writes what a job has cost."""
SECRET = "khong-duoc-doc-tep-nay"  # noqa: S105 - what stands in a file that nobody may open
_IN_OPEN, _IN_ACCESS = 0x20, 0x1
_LIBC = ctypes.CDLL(None, use_errno=True)


@dataclass(frozen=True)
class Seen:
    """What became of one dossier with a hostile file in it."""

    report: dict[str, Any]
    seconds: float
    memory_mb: float
    """Peak of really used memory of the worker or of a program that it started; 0 where the worker was killed."""

    @property
    def status(self) -> dict[str, str]:
        """Of each file, by its path."""
        return {shortened(file["path"]): file["status"] for file in self.report["dossier"]["files"]}

    @property
    def told(self) -> dict[str, list[str]]:
        """Codes of the findings about files, by the path of the file."""
        found: dict[str, list[str]] = {}
        for finding in self.report["findings"]:
            if finding["kind"] == "file":
                found.setdefault(shortened(finding["params"]["file"]), []).append(finding["code"])
        return {path: sorted(codes) for path, codes in found.items()}

    @property
    def losses(self) -> set[str]:
        """Codes of all losses."""
        return {loss["code"] for file in self.report["dossier"]["files"] for loss in file["losses"]}


def shortened(path: str) -> str:
    """A path as the register writes it: of a very long one, its beginning and its end."""
    return path if len(path) <= 80 else f"{path[:40]}…{path[-20:]}"


def add_to_sound_dossier(name: str, folder: Path, trap: Trap) -> Path:
    """A copy of a sound sample with the files of one hostile item beside its papers."""
    shutil.copytree(sample("01"), folder)
    return make(name, folder, trap)


def observe(pool: WorkerPool, folder: Path) -> Seen:
    """Check a dossier in a worker; the pool's stand-ins for reading are those below."""
    costs = folder.parent / COSTS
    shutil.rmtree(costs, ignore_errors=True)
    costs.mkdir()
    began = time.monotonic()
    ((_, checked),) = pool.check([Job(folder.name, submission_from(folder))])
    seconds = time.monotonic() - began
    measured = [float(path.read_text()) for path in costs.iterdir()]
    return Seen(json.loads(checked.json), seconds, max(measured, default=0.0))


def check(job: Job, office: Office) -> Checked:
    """Stands in for ``check_job``: the same, with its memory measured."""
    with _measured(job.submission):
        return check_job(job, office)


def read(submission: Submission, file: SourceFile, limits: Limits) -> tuple[ReadFile, ...]:
    """Stands in for ``read_one``: the same, with its memory measured."""
    with _measured(submission):
        return read_one(submission, file, limits)


@contextlib.contextmanager
def _measured(submission: Submission) -> Iterator[None]:
    Path("/proc/self/clear_refs").write_text("5")  # forget the peak of the job before
    try:
        yield
    finally:
        (line,) = (line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
        peak = max(int(line.split()[1]), resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss) / 1024
        folder = Path(submission.files[0].location).parent
        (folder.parent / COSTS / f"{os.getpid()}-{time.monotonic_ns()}").write_text(str(peak))


@dataclass
class Watched:
    """A trap and what was caught in it."""

    trap: Trap
    calls: list[str]
    """Connections to the socket."""
    _notices: int

    def opened(self) -> int:
        """How often the file was opened or read since the last time one asked."""
        with contextlib.suppress(BlockingIOError):
            return len(os.read(self._notices, 1 << 16)) // struct.calcsize("iIII")
        return 0


@contextlib.contextmanager
def watched_trap(folder: Path) -> Iterator[Watched]:
    """A listening socket and a watched file that hostile files try to make their reader open."""
    folder.mkdir()
    secret = folder / "bi-mat.txt"
    secret.write_text(SECRET)
    notices = _LIBC.inotify_init1(os.O_NONBLOCK | os.O_CLOEXEC)
    assert _LIBC.inotify_add_watch(notices, os.fsencode(secret), _IN_OPEN | _IN_ACCESS) >= 0
    calls: list[str] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        address = f"http://127.0.0.1:{server.getsockname()[1]}"
        threading.Thread(target=_listen, args=(server, calls), daemon=True).start()
        yield Watched(Trap(address, secret), calls, notices)
    os.close(notices)


def _listen(server: socket.socket, calls: list[str]) -> None:
    while True:
        try:
            connection, _ = server.accept()
        except OSError:
            return
        with connection:
            connection.settimeout(2)
            with contextlib.suppress(OSError):
                calls.append(connection.recv(200).decode(errors="replace"))


def call(host: str, port: int, words: bytes) -> None:
    """What a reader would do that is caught; ends when the other side has heard it."""
    with socket.create_connection((host, port), timeout=5) as connection:
        connection.sendall(words)
        connection.shutdown(socket.SHUT_WR)
        connection.recv(1)
