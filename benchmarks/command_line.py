"""The command line answers at once: our help and a deadline, against the help of a Typer program of three lines."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

from benchmarks.figures import Figure, in_turns
from benchmarks.runs import WORK

NAME = "start"
_LIMIT = 2.5
_BARE = "import typer\ndef main(name: str): print(name)\ntyper.run(main)\n"
_PLAIN = (
    "import typer\napp = typer.Typer(rich_markup_mode=None)\n@app.command()\ndef main(name: str): print(name)\napp()\n"
)


def bench(*, quick: bool) -> list[Figure]:
    """Ours and the other in turns: A B A B …"""
    turns = 5 if quick else 21
    WORK.mkdir(parents=True, exist_ok=True)
    ours = Path(sys.executable).with_name("dossiers")
    commands = (("--help", [str(ours), "--help"]), ("deadline", [str(ours), "deadline", "2026-12-20"]))
    figures = []
    for name, command in commands:
        figures += _against(f"dossiers {name}", command, "a bare Typer program", _program("bare", _BARE), turns, _LIMIT)
    plain = _program("plain", _PLAIN)
    return figures + _against("dossiers --help", commands[0][1], "… without its rich help", plain, turns, None)


def _program(name: str, text: str) -> list[str]:
    path = WORK / f"{name}.py"
    path.write_text(text, encoding="utf-8")
    return [sys.executable, str(path), "--help"]


def _against(
    what: str, ours: list[str], against: str, other: list[str], turns: int, at_most: float | None
) -> list[Figure]:
    for command in (ours, other):
        # What is compiled and cached at the first start belongs to the installation.
        _started(command)
    pairs = [(_started(ours), _started(other)) for _ in range(turns)]
    wall = [(a[0] * 1000, b[0] * 1000) for a, b in pairs]
    processor = [(a[1] * 1000, b[1] * 1000) for a, b in pairs]
    return [
        in_turns(NAME, what, against, wall, unit="ms", at_most=at_most),
        in_turns(NAME, f"… {what}, processor time", against, processor, unit="ms", at_most=at_most),
    ]


def _started(command: list[str]) -> tuple[float, float]:
    """Seconds until a command has ended, and its processor time."""
    environment = {**os.environ, "DOSSIERS_HOME": str(WORK.absolute()), "PYTHONDONTWRITEBYTECODE": ""}
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, env=environment)
    _, status, used = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise RuntimeError(f"{command} ended with {process.returncode}")
    return seconds, used.ru_utime + used.ru_stime
