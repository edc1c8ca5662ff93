"""Bare Tesseract on the pictures of the pages, one page a core: ``--oem 1 --psm 3 -l vie``, one thread each.

The pictures lie beside the scan as they were put into it, so nothing is spent on taking them out.
"""

from __future__ import annotations

import os
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from common import Answer, drive

_CORES = len(os.sched_getaffinity(0))
_COMMAND = ("tesseract", "{}", "-", "-l", "vie", "--oem", "1", "--psm", "3", "tsv")
_WORD, _TEXT = "5", 11
"""Level of a word in its table, and the column of the text."""


def read(path: Path) -> Answer:
    """Words by lines; boxes and confidence are in the same table."""
    pages = sorted((path.parent / "pages").glob(f"{path.stem}-*.jpg"))
    with ThreadPoolExecutor(_CORES) as pool:
        return "\n".join(pool.map(_page, pages)), []


def _page(picture: Path) -> str:
    command = [part.format(picture) for part in _COMMAND]
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    told = subprocess.run(command, check=True, capture_output=True, text=True, env=environment).stdout
    rows = (line.split("\t") for line in told.splitlines()[1:])
    return " ".join(row[_TEXT] for row in rows if row[0] == _WORD)


drive(read)
