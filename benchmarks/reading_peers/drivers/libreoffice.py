"""LibreOffice to text: all files in one call, as one would; each file is told an equal share of the time.

Its text has no tables; a workbook becomes CSV of its first sheet.
"""

from __future__ import annotations

import csv
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from common import Answer, lines_of, peak_mib

_SECONDS = 600


def main() -> None:
    """Convert, then print as every driver does; starting LibreOffice is part of the time, there is no other way."""
    files = [Path(path).absolute() for path in json.load(sys.stdin)["files"]]
    with tempfile.TemporaryDirectory() as work:
        start = time.perf_counter()
        for folder in sorted({path.parent for path in files}):
            _convert([path for path in files if path.parent == folder], Path(work), Path(work, "out", folder.name))
        seconds = (time.perf_counter() - start) / len(files)
        for path in files:
            text, tables = _answer(path, Path(work, "out", path.parent.name))
            answer = {
                "seconds": seconds,
                "text": text,
                "tables": tables,
                "error": "" if text is not None else "no text",
            }
            print(json.dumps(answer, ensure_ascii=False))
    print(json.dumps({"peak_mib": peak_mib()}))


def _convert(files: list[Path], work: Path, out: Path) -> None:
    target = (
        "csv:Text - txt - csv (StarCalc):44,34,76" if files[0].suffix.startswith(".xls") else "txt:Text (encoded):UTF8"
    )
    command = ["soffice", f"-env:UserInstallation=file://{work}/profile", "--headless", "--convert-to", target]
    subprocess.run(
        [*command, "--outdir", str(out), *map(str, files)], check=True, capture_output=True, timeout=_SECONDS
    )


def _answer(path: Path, out: Path) -> tuple[str | None, list[object]] | Answer:
    found = out / f"{path.stem}.csv"
    if found.exists():
        table = list(csv.reader(found.read_text(encoding="utf-8").splitlines()))
        return lines_of([list(row) for row in table]), [table]
    found = out / f"{path.stem}.txt"
    return (found.read_text(encoding="utf-8-sig"), []) if found.exists() else (None, [])


main()
