"""The papers of the workload's samples as PDF, printed once by LibreOffice into ``build/``."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from benchmarks.runs import WORK
from benchmarks.workload import SAMPLES, TEMPLATES

_PRINTED = WORK / "printed"
_SECONDS = 600


@dataclass(frozen=True)
class Printed:
    """One sample in both forms."""

    folder: Path
    word: tuple[Path, ...]
    """Its Word files."""
    printed: tuple[Path, ...]
    """The same, printed."""
    pdf: tuple[Path, ...]
    """What was PDF from the start."""


def samples() -> list[Printed]:
    """Every sample of the workload with its printed papers; printing happens once for each file and content.

    Raises:
        RuntimeError: LibreOffice is missing.
    """
    folders = [SAMPLES / template for template in TEMPLATES]
    words = {folder: tuple(sorted(folder.glob("*.docx"))) for folder in folders}
    _print([path for paths in words.values() for path in paths])
    return [
        Printed(folder, paths, tuple(_target(path) for path in paths), tuple(sorted(folder.glob("*.pdf"))))
        for folder, paths in words.items()
    ]


def _target(path: Path) -> Path:
    return _PRINTED / f"{hashlib.sha256(path.read_bytes()).hexdigest()[:24]}.pdf"


def _print(paths: list[Path]) -> None:
    missing = [path for path in paths if not _target(path).exists()]
    if not missing:
        return
    office = shutil.which("soffice")
    if office is None:
        raise RuntimeError("LibreOffice (soffice) is needed to print the papers: see requirements/system.txt")
    work = _PRINTED / "work"
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    for path in missing:
        shutil.copy(path, work / f"{_target(path).stem}.docx")
    subprocess.run(
        [
            office,
            f"-env:UserInstallation=file://{(work / 'profile').absolute()}",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            str(_PRINTED),
            *sorted(str(path) for path in work.glob("*.docx")),
        ],
        check=True,
        capture_output=True,
        timeout=_SECONDS,
    )
    shutil.rmtree(work)
