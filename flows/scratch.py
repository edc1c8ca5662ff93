"""The temporary space of worker processes, and the end of everything that a dead worker left running.

Each worker writes below a folder of its own, which is its ``TMPDIR`` and that of every program it starts. So the folder
tells two things about a worker that was killed and could clean up nothing: what it wrote, and, by the environment that
the system keeps for each process, which programs are still at work for it. A program started through
:mod:`extractors.readers.external` dies with its worker; what it has started itself (LibreOffice is such a pair) does
not, and neither does what a library starts behind a reader's back.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import shutil
import signal
import tempfile
from collections.abc import Iterator
from pathlib import Path

_PREFIX = "dossiers-work-"
_LOCK = ".lock"
_PROC = Path("/proc")
_START = 19
"""Field of ``/proc/PID/stat`` behind the name: when the process was started."""
_GROUP = 2


def own_folder(root: Path) -> Path:
    """Make this process's folder below ``root``, and take it for all temporary files from now on.

    The process becomes the leader of a group, so that what it forks can be found after its death.
    """
    with contextlib.suppress(PermissionError):  # leads a session already, and with it a group
        os.setpgid(0, 0)
    folder = root / f"{os.getpid()}-{_stat(os.getpid())[_START]}"
    folder.mkdir(mode=0o700)
    os.environ["TMPDIR"] = str(folder)
    tempfile.tempdir = str(folder)
    return folder


class Scratch:
    """The folders of the workers of one pool; only the process that has the pool holds it."""

    def __init__(self) -> None:
        above = Path(tempfile.gettempdir())
        _sweep_abandoned(above)
        made = Path(tempfile.mkdtemp(prefix="dossiers-new-", dir=above))
        self._lock = os.open(made / _LOCK, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
        fcntl.flock(self._lock, fcntl.LOCK_EX)
        # Under its name it is never seen without its lock.
        self.root = made.rename(above / made.name.replace("dossiers-new-", _PREFIX))

    def sweep(self) -> None:
        """End and remove what dead workers left."""
        _sweep(self.root)

    def kill_over(self, most: int) -> set[int]:
        """Kill each worker that holds more than ``most`` bytes in its folder; answers their process ids."""
        killed = set()
        for folder in _folders(self.root):
            if _size(folder) > most and not _is_dead(folder):
                pid = int(folder.name.partition("-")[0])
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
                killed.add(pid)
        return killed

    def close(self) -> None:
        """Remove everything; the workers have ended before."""
        self.sweep()
        shutil.rmtree(self.root, ignore_errors=True)
        os.close(self._lock)


def _sweep_abandoned(above: Path) -> None:
    """What the pools of killed runs left: their lock is free."""
    for root in above.glob(f"{_PREFIX}*"):
        try:
            if root.is_symlink() or root.stat().st_uid != os.getuid():
                continue
            lock = os.open(root / _LOCK, os.O_RDWR | os.O_CLOEXEC | os.O_NOFOLLOW)
        except OSError:
            continue  # one that is being made, or has just gone
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            continue
        else:
            _sweep(root)
            shutil.rmtree(root, ignore_errors=True)
        finally:
            os.close(lock)


def _sweep(root: Path) -> None:
    for folder in _folders(root):
        if not _is_dead(folder):
            continue
        for pid in _left_by(folder):
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.kill(pid, signal.SIGKILL)
        shutil.rmtree(folder, ignore_errors=True)


def _folders(root: Path) -> list[Path]:
    try:
        return [Path(entry) for entry in os.scandir(root) if entry.is_dir(follow_symlinks=False)]
    except FileNotFoundError:
        return []


def _is_dead(folder: Path) -> bool:
    """Whether the worker of a folder has ended; one that only waits to be noticed has."""
    pid, _, start = folder.name.partition("-")
    fields = _stat(int(pid))
    return not fields or fields[0] == "Z" or fields[_START] != start


def _left_by(folder: Path) -> Iterator[int]:
    """Processes that a dead worker started or forked."""
    leader = folder.name.partition("-")[0]
    token = b"TMPDIR=" + os.fsencode(folder)
    for entry in os.scandir(_PROC):
        # A process with the number of the worker is another one by now.
        if not entry.name.isdecimal() or entry.name == leader:
            continue
        fields = _stat(int(entry.name))
        if fields and (fields[_GROUP] == leader or token in _environment(entry.name)):
            yield int(entry.name)


def _environment(pid: str) -> list[bytes]:
    try:
        return (_PROC / pid / "environ").read_bytes().split(b"\0")
    except OSError:  # gone, or somebody else's
        return []


def _stat(pid: int) -> list[str]:
    """Fields of ``/proc/PID/stat`` behind the name, which may hold spaces; none of a process that is gone."""
    try:
        return (_PROC / str(pid) / "stat").read_text(errors="replace").rpartition(")")[2].split()
    except OSError:
        return []


def _size(folder: Path) -> int:
    """Bytes of all files below a folder, as far as they can be looked at while it changes."""
    total = 0
    todo = [folder]
    while todo:
        try:
            entries = list(os.scandir(todo.pop()))
        except OSError:
            continue
        for entry in entries:
            with contextlib.suppress(OSError):
                if entry.is_dir(follow_symlinks=False):
                    todo.append(Path(entry))
                else:
                    total += entry.stat(follow_symlinks=False).st_size
    return total
