"""What the run was made on: size of the machine and versions, no names."""

from __future__ import annotations

import json
import os
import platform
import re
import subprocess
from importlib.metadata import version

from benchmarks.reading_peers.peers import READERS

_PEERS = ("kreuzberg", "docling-slim", "markitdown", "python-docx", "pypdfium2", "pdfplumber")
_OURS = ("pypdfium2", "pdfplumber", "lxml", "python-calamine")
_VERSIONS = (
    "import importlib.metadata as m, json, sys; print(json.dumps({name: m.version(name) for name in sys.argv[1:]}))"
)


def machine() -> str:
    """Cores, memory, and the versions of everything that took part."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    peer = next(reader for reader in READERS if reader.driver and not reader.ours)
    answer = subprocess.run([peer.command[0], "-c", _VERSIONS, *_PEERS], check=True, capture_output=True, text=True)
    theirs = json.loads(answer.stdout)
    parts = [
        f"{len(os.sched_getaffinity(0))} cores",
        f"{memory:.1f} GiB",
        f"Python {platform.python_version()}",
        *(f"{name} {number}" for name, number in theirs.items()),
        f"Tesseract {_program('tesseract')}",
        f"LibreOffice {_program('soffice')}",
        "ours with " + ", ".join(f"{name} {version(name)}" for name in _OURS),
        f"load before {os.getloadavg()[0]:.2f}",
    ]
    return "; ".join(parts)


def _program(name: str) -> str:
    told = subprocess.run([name, "--version"], check=True, capture_output=True, text=True).stdout
    found = re.search(r"\d+(\.\d+)+", told)
    return found.group() if found else "of unknown version"
