"""What every driver does: read the files it is told of, one after the other, and print a line of JSON for each.

Run with the interpreter of the reader's own environment, so nothing but the standard library is imported here. On
standard input: ``{"warm": […], "files": […]}``; on standard output a line a file, ``{"seconds", "text", "tables",
"error"}``, and a last one, ``{"peak_mib"}``. Start-up, imports and the files to warm up are outside the seconds.
"""

from __future__ import annotations

import json
import re
import sys
import time
from collections.abc import Callable
from pathlib import Path

Table = list[list[str | None]]
Answer = tuple[str, list[Table]]

_EMPHASIS = re.compile(r"\*{2,3}|__|(?<![\w*])\*(?=\S)|(?<=\S)\*(?![\w*])")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|~])")
_HEADING = re.compile(r"^#{1,6}\s+")
_RULE = re.compile(r"^\|?\s*:?-{3,}:?\s*(\|\s*:?-{3,}:?\s*)*\|?$")
_PIPE = re.compile(r"(?<!\\)\|")


def drive(read: Callable[[Path], Answer]) -> None:
    """Read what standard input names. A file that cannot be read is an answer with ``error``, not the end."""
    asked = json.load(sys.stdin)
    for path in asked["warm"]:
        _timed(read, Path(path))
    for path in asked["files"]:
        print(json.dumps(_timed(read, Path(path)), ensure_ascii=False), flush=True)
    print(json.dumps({"peak_mib": peak_mib()}), flush=True)


def _timed(read: Callable[[Path], Answer], path: Path) -> dict[str, object]:
    text: str | None = None
    tables: list[Table] = []
    error = ""
    start = time.perf_counter()
    try:
        text, tables = read(path)
    except Exception as failure:
        error = f"{type(failure).__name__}: {failure}"[:300]
    return {"seconds": time.perf_counter() - start, "text": text, "tables": tables, "error": error}


def peak_mib() -> float:
    """The most memory that this process ever had resident; ``ru_maxrss`` would count the parent's before the start."""
    status = Path("/proc/self/status").read_text()
    return int(status.split("VmHWM:")[1].split()[0]) / 1024


def unmarked(text: str) -> str:
    """Text without Markdown's signs for emphasis, headings and what it escapes."""
    lines = (_HEADING.sub("", line) for line in text.splitlines())
    return _ESCAPED.sub(r"\1", _EMPHASIS.sub("", "\n".join(lines)))


def from_markdown(text: str) -> Answer:
    """The text of a Markdown document without its signs, and its tables."""
    lines: list[str] = []
    tables: list[Table] = []
    before = False
    for line in text.splitlines():
        inside = line.lstrip().startswith("|")
        if inside and not before:
            tables.append([])
        before = inside
        if not inside:
            lines.append(unmarked(line))
        elif not _RULE.match(line.strip()):
            row = [unmarked(cell.replace("<br>", "\n")).strip() for cell in _PIPE.split(line.strip().strip("|"))]
            tables[-1].append(list(row))
            lines.append(" ".join(row))
    return "\n".join(lines), tables


def lines_of(table: Table) -> str:
    """A table as text: a line a row."""
    return "\n".join(" ".join(cell for cell in row if cell) for row in table)
