"""Runs ``dossiers`` as people do: a process of its own, over a home of its own."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.home import Home

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = Path(sys.executable).with_name("dossiers")
DOSSIERS = ROOT / "samples" / "dossiers"
_LIMIT = 240
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\+07:00")


@dataclass(frozen=True)
class Ended:
    """What a command left behind."""

    code: int
    out: str
    err: str

    @property
    def rows(self) -> list[Any]:
        """Standard output as one JSON value a line."""
        return [json.loads(line) for line in self.out.splitlines()]

    @property
    def error(self) -> str:
        """Code of the error that standard error begins with."""
        return self.err.partition(":")[0]


def environment(home: Path, **more: str) -> dict[str, str]:
    """What a command gets to see: an English system, as servers are, and nothing of the developer's own settings."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "TMPDIR") if name in os.environ}
    return {**kept, "LANG": "en_US.UTF-8", "COLUMNS": "160", "DOSSIERS_HOME": str(home), **more}


def dossiers(*arguments: str | bytes | Path, home: Path, cwd: Path = ROOT, **more: str) -> Ended:
    """Run a command to its end. Whatever happens, people never see a trace."""
    done = subprocess.run(
        [PROGRAM, *arguments],
        env=environment(home, **more),
        cwd=cwd,
        capture_output=True,
        timeout=_LIMIT,
        check=False,
    )
    ended = Ended(done.returncode, done.stdout.decode(), done.stderr.decode())
    assert "Traceback" not in ended.err, ended.err
    return ended


def sample(prefix: str) -> Path:
    """A sample dossier by the number that its name begins with."""
    (found,) = DOSSIERS.glob(f"{prefix}-*")
    return found


def whole_samples() -> list[Path]:
    """Samples whose receipt stands in their manifest, so that their reports do not depend on when they are taken in."""
    return sorted(folder for folder in DOSSIERS.iterdir() if _has_receipt(folder))


def _has_receipt(folder: Path) -> bool:
    manifest = folder / "submission.toml"
    return manifest.exists() and "received" in tomllib.loads(manifest.read_text(encoding="utf-8"))


def drop(home: Path, *submitted: Path) -> Path:
    """Copy dossiers into the inbox of a home; answers the inbox."""
    inbox = Home(home).make().inbox
    for path in submitted:
        if path.is_dir():
            shutil.copytree(path, inbox / path.name)
        else:
            shutil.copy(path, inbox / path.name)
    return inbox


def trays(home: Path) -> dict[str, tuple[str, str]]:
    """Every package: its tray and the hash of its report."""
    return {
        package.name: (package.parent.name, digest(package / "data" / "report.json"))
        for package in sorted((home / "trays").glob("[!.]*/D-*"))
    }


def results(home: Path) -> dict[str, tuple[str, str]]:
    """As :func:`trays`, with the moment at which the drop folder first saw the files left out of the reports."""
    return {
        package.name: (package.parent.name, _MOMENT.sub("", (package / "data" / "report.json").read_text()))
        for package in sorted((home / "trays").glob("[!.]*/D-*"))
    }


def digest(file: Path) -> str:
    """SHA-256 of a file."""
    return hashlib.sha256(file.read_bytes()).hexdigest()


def files_below(folder: Path) -> Iterator[Path]:
    """Every regular file below a folder, hidden ones too."""
    return (path for path in sorted(folder.rglob("*")) if path.is_file())


def descendants(pid: int) -> Iterator[int]:
    """Processes that a process started, directly or not."""
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            children = task.read_text().split()
        except OSError:
            continue
        for child in map(int, children):
            yield child
            yield from descendants(child)


def workers_of(pid: int) -> list[int]:
    """Worker processes below a process, the longest running first: what its fork server has started."""
    found = [
        child for child in descendants(pid) if b"forkserver" in _command(child) and b"forkserver" in _parent(child)
    ]
    return sorted(found, key=_started)


def _command(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


def _parent(pid: int) -> bytes:
    return _command(int(_stat(pid)[1])) if _stat(pid) else b""


def _started(pid: int) -> int:
    return int(_stat(pid)[19]) if _stat(pid) else sys.maxsize


def _stat(pid: int) -> list[str]:
    """Fields of ``/proc/PID/stat`` behind the name, which may hold spaces."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []


def gone(pid: int) -> bool:
    """Whether a process has ended (one that only waits to be noticed has)."""
    fields = _stat(pid)
    return not fields or fields[0] == "Z"
