"""Starts whole runs in processes of their own, each in a home of its own."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from benchmarks.figures import BUILD
from benchmarks.one_run import Measures
from benchmarks.workload import make

WORK = BUILD / "bench"
_HOME = WORK / "home"


def drop_folder(count: int) -> Path:
    """The workload of ``count`` dossiers, made anew so that a changed sample counts."""
    folder = WORK / f"inbox-{count}"
    make(count, folder)
    return folder


def run_apart(inbox: Path, *, with_prefect: bool, workers: int = 2) -> Measures:
    """One run over a drop folder in a fresh process and a fresh home."""
    _clear()
    command = [sys.executable, "-m", "benchmarks.one_run", str(inbox), str(_HOME), "--workers", str(workers)]
    if with_prefect:
        command.append("--prefect")
    # What an earlier run left to be written would be paid for by this one.
    os.sync()
    answer = subprocess.run(command, check=True, stdout=subprocess.PIPE, env=_environment(), text=True)
    _clear()
    return Measures(**json.loads(answer.stdout.splitlines()[-1]))


def _environment() -> dict[str, str]:
    """Without settings of this office or of a Prefect that is set up on this machine."""
    return {name: value for name, value in os.environ.items() if not name.startswith(("DOSSIERS_", "PREFECT_"))}


def _clear() -> None:
    for folder in WORK.glob(f"{_HOME.name}*"):
        shutil.rmtree(folder)
