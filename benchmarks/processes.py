"""What Linux says of a process and of those it started: memory and processor time, read from ``/proc``."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Thread

_TICKS = os.sysconf("SC_CLK_TCK")
_WORKER = b"multiprocessing.forkserver"
_EVERY = 0.25


def descendants(pid: int) -> list[int]:
    """Processes that a process started, and those that they started."""
    children: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and (fields := _stat(int(entry.name))) is not None:
            children.setdefault(int(fields[1]), []).append(int(entry.name))
    found, open_ends = [], [pid]
    while open_ends:
        below = children.get(open_ends.pop(), [])
        found += below
        open_ends += below
    return found


def is_worker(pid: int) -> bool:
    """Whether it is the fork server or one of its workers (not, say, a Prefect server)."""
    try:
        return _WORKER in Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return False


def peak_memory(pid: int) -> float:
    """The most memory it ever had resident, in MiB; 0 where it is gone."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0.0
    peak = next((line for line in status.splitlines() if line.startswith("VmHWM:")), "VmHWM: 0 kB")
    return int(peak.split()[1]) / 1024


def processor_seconds(pid: int) -> float:
    """Processor time of a process and of the children it has waited for; 0 where it is gone."""
    fields = _stat(pid)
    return sum(int(field) for field in fields[11:15]) / _TICKS if fields is not None else 0.0


def _stat(pid: int) -> list[str] | None:
    """The fields behind the name, which may hold blanks and brackets itself: state, parent, …"""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return None


@dataclass
class Watched:
    """The highest values seen."""

    worker_mib: float = 0.0
    seconds: dict[int, float] = field(default_factory=dict)
    """Processor time of each worker and of the fork server."""


@contextmanager
def watching_workers() -> Iterator[Watched]:
    """Look at this process's workers again and again while the block runs."""
    watched, stopping = Watched(), Event()

    def look() -> None:
        while True:
            for pid in descendants(os.getpid()):
                if is_worker(pid):
                    watched.worker_mib = max(watched.worker_mib, peak_memory(pid))
                    watched.seconds[pid] = max(watched.seconds.get(pid, 0.0), processor_seconds(pid))
            if stopping.wait(_EVERY):
                return

    thread = Thread(target=look, name="watching-workers", daemon=True)
    thread.start()
    try:
        yield watched
    finally:
        stopping.set()
        thread.join()
