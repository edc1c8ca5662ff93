"""Runs drivers in turns, each time in a fresh process; keeps what they answered, how long it took, how much memory."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Thread
from typing import Any

from benchmarks.processes import descendants, peak_memory
from benchmarks.reading_peers.corpus import Item
from benchmarks.reading_peers.peers import Reader

_EVERY = 0.25
_SECONDS = 900
_KEPT = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "TESSDATA_PREFIX")


@dataclass(frozen=True)
class Answer:
    """What a reader made of one file."""

    seconds: float
    text: str | None
    """Null where it was not read."""
    tables: list[list[list[str | None]]]
    error: str


@dataclass
class Runs:
    """All turns of one reader over the files of one kind."""

    reader: Reader
    answers: list[Answer] = field(default_factory=list)
    """Of the first turn, a file each."""
    seconds: list[list[float]] = field(default_factory=list)
    """Of each turn, a file each."""
    peak_mib: float = 0.0
    """The most memory of the process and, where it started others, of these at the same time."""


def take_turns(readers: Sequence[Reader], kind: str, items: Sequence[Item], turns: int) -> list[Runs]:
    """A B C A B C …; a slow reader sits out after its first turn."""
    runs = [Runs(reader) for reader in readers]
    for turn in range(turns):
        for run in runs:
            if turn == 0 or kind not in run.reader.slow:
                _turn(run, kind, items)
    return runs


def _turn(run: Runs, kind: str, items: Sequence[Item]) -> None:
    files = [str(item.path.absolute()) for item in items]
    # A scan read once to warm up might be remembered; beside recognising it, what a warm reader saves is nothing.
    warm = [] if kind == "scan" else files[:1]
    lines, peak = _driven(run.reader, json.dumps({"warm": warm, "files": files}))
    answers = [Answer(**line) for line in lines]
    if len(answers) != len(items):
        raise RuntimeError(f"{run.reader.name} answered {len(answers)} of {len(items)} files")
    run.answers = run.answers or answers
    run.seconds.append([answer.seconds for answer in answers])
    run.peak_mib = max(run.peak_mib, peak)


def _driven(reader: Reader, asked: str) -> tuple[list[dict[str, Any]], float]:
    """The lines that a driver printed for its files, and the memory it took."""
    os.sync()
    with tempfile.TemporaryDirectory() as home:
        process = subprocess.Popen(
            reader.command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=_environment(reader, home),
            text=True,
        )
        with _Watched(process.pid) as watched:
            printed, said = process.communicate(asked, timeout=_SECONDS)
    if process.returncode != 0:
        sys.stderr.write(said)
        raise RuntimeError(f"the driver of {reader.name} ended with {process.returncode}")
    *lines, last = [json.loads(line) for line in printed.splitlines() if line.startswith("{")]
    return lines, max(watched.peak_mib, last["peak_mib"])


def _environment(reader: Reader, home: str) -> dict[str, str]:
    """A home of its own, so that nothing is remembered from turn to turn; this checkout for our own driver alone."""
    environment = {name: os.environ[name] for name in _KEPT if name in os.environ}
    environment |= {"HOME": home, "XDG_CACHE_HOME": f"{home}/cache", "DOSSIERS_HOME": home, "HF_HUB_OFFLINE": "1"}
    return environment | ({"PYTHONPATH": str(Path.cwd())} if reader.ours else {})


class _Watched:
    """Looks again and again at how much memory a process and all it started have at once."""

    def __init__(self, pid: int) -> None:
        self.peak_mib = 0.0
        self._pid, self._stopping = pid, Event()
        self._thread = Thread(target=self._look, name="watching-memory", daemon=True)

    def __enter__(self) -> _Watched:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stopping.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._stopping.wait(_EVERY):
            now = sum(peak_memory(pid) for pid in (self._pid, *descendants(self._pid)))
            self.peak_mib = max(self.peak_mib, now)
