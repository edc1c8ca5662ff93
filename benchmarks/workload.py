"""The fixed workload: N dossiers made from a few samples, no two with the same content or the same request number.

Each copy gets a number of its own for its request (else the ledger takes it for a correction of the one before), in
the request and in whatever cites it; every Word file gets a revision of its own, as if it had been saved once more,
so that nothing is sealed only once for all. Text, tables and layout stay those of the sample. PDF papers are copied
as they are. The same N gives the same bytes each time.
"""

from __future__ import annotations

import io
import re
import shutil
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

SAMPLES = Path("samples/dossiers")
TEMPLATES = (
    "01-hop-le-tong-ket-chuong-trinh",
    "06-lam-bu-thu-bay-26-4-2025",
    "13-hoi-nghi-hai-ngay",
    "21-ban-dieu-hanh-tuong-duong",
    "25-thanh-vien-ban-chi-dao-theo-chuc-vu",
    "32-dan-toc-thieu-so-ho-gia-dinh",
)
"""Programmes of a commune and of departments, 3 to 6 files, up to 100 blocks, one with a PDF paper."""

_FIRST_NUMBER = 1000
_NUMBER = re.compile(rb"\d+(/TTr-)")
_REVISION = re.compile(rb"(<cp:revision>)\d+(</cp:revision>)")
_MADE = (2025, 1, 1, 0, 0, 0)


@cache
def _files(template: str) -> tuple[tuple[str, Callable[[int], bytes]], ...]:
    folder = SAMPLES / template
    names = sorted(path.name for path in folder.iterdir())
    return tuple((name, _maker(folder / name)) for name in names)


def _maker(path: Path) -> Callable[[int], bytes]:
    data = path.read_bytes()
    if path.suffix != ".docx":
        return lambda number: data
    with zipfile.ZipFile(path) as package:
        parts = [(info.filename, package.read(info)) for info in package.infolist()]

    def copy(number: int) -> bytes:
        digits = str(number).encode()
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
            for name, content in parts:
                if name == "word/document.xml":
                    content = _NUMBER.sub(digits + rb"\1", content)
                elif name == "docProps/core.xml":
                    content = _REVISION.sub(rb"\g<1>" + digits + rb"\2", content)
                package.writestr(zipfile.ZipInfo(name, _MADE), content, zipfile.ZIP_DEFLATED)
        return stream.getvalue()

    return copy


def make(count: int, folder: Path) -> list[Path]:
    """Make a drop folder of ``count`` dossiers, in place of what stood there; answers the dossiers in order."""
    shutil.rmtree(folder, ignore_errors=True)
    made = []
    for index in range(count):
        template = TEMPLATES[index % len(TEMPLATES)]
        number = _FIRST_NUMBER + index
        target = folder / f"{number}-{template}"
        target.mkdir(parents=True)
        for name, content in _files(template):
            (target / name).write_bytes(content(number))
        made.append(target)
    return made
