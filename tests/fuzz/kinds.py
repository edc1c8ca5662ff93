"""What is mutated: for each kind of file the files to start from and the ways to break it.

A new kind is one line in :data:`KINDS`; what ``seeds`` gives is sorted, so that a number always means the same file.
"""

from __future__ import annotations

import io
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random

from samples.hostile.base import MAKERS
from samples.hostile.make import make
from tests.fuzz.mutate import BYTES, Mutator, lines, number, parts, pdf_objects, xml

ROOT = Path(__file__).resolve().parents[2]
_SAMPLES = ROOT / "samples" / "dossiers"
_FIXTURES = ROOT / "tests" / "extractors" / "readers" / "fixtures"
_MOST = 200_000
"""Bytes of a file to start from: mutation is for shapes, not for sizes."""


@dataclass(frozen=True)
class Kind:
    """One kind of file."""

    extension: str
    seeds: Callable[[], tuple[bytes, ...]]
    mutators: tuple[Mutator, ...]


def mutant(kind: str, which: int) -> tuple[str, bytes]:
    """File name and bytes of a mutant by its number."""
    chance = Random(f"{kind}:{which}")
    of_kind = KINDS[kind]
    data = chance.choice(of_kind.seeds())
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        data = chance.choice(of_kind.mutators)(chance, data)
    return f"{which}.{of_kind.extension}", data


def _files(pattern: str) -> tuple[bytes, ...]:
    found = [*_SAMPLES.glob(pattern), *_SAMPLES.glob(f"*/{pattern}"), *_FIXTURES.glob(f"**/{pattern}")]
    return tuple(path.read_bytes() for path in sorted(found) if path.stat().st_size <= _MOST)


@cache
def _all_hostile() -> tuple[tuple[str, bytes], ...]:
    found = []
    for name in sorted(MAKERS):
        if "bomb" in name or name in _NO_SEEDS:
            continue
        with tempfile.TemporaryDirectory() as folder:
            made = sorted(make(name, Path(folder)).iterdir())
            files = [path for path in made if path.is_file() and not path.is_symlink()]
            found += [(path.suffix, path.read_bytes()) for path in files if 0 < path.stat().st_size <= _MOST]
    return tuple(found)


def _hostile(pattern: str) -> tuple[bytes, ...]:
    """Files of the hostile register: what is strange already may be broken further."""
    return tuple(data for suffix, data in _all_hostile() if pattern == f"*{suffix}")


_NO_SEEDS = frozenset(
    {
        *("zip-100000-parts", "zip-size-lies", "million-nested-elements", "huge-attribute", "huge-table"),
        *("pdf-huge-picture", "hundred-thousand-attributes", "many-namespaces", "large-table-within-limits"),
        # PDFium does not survive them, nor their kin; the pool does.
        *("pdf-circular-form", "pdf-forms-that-multiply"),
    }
)
"""Large ones, slow ones, and those whose end is known."""


@cache
def _docx() -> tuple[bytes, ...]:
    return _files("*.docx") + _hostile("*.docx")


@cache
def _pdf() -> tuple[bytes, ...]:
    return _files("*.pdf") + _hostile("*.pdf")


@cache
def _zip() -> tuple[bytes, ...]:
    return _files("*.zip") + _hostile("*.zip")


@cache
def _xlsx() -> tuple[bytes, ...]:
    # A dev dependency, slow to load: asked for only where it is needed.
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["STT", "Họ và tên", "Chức vụ", "Hình thức"])
    for row in range(1, 9):
        sheet.append([row, f"Nguyễn Văn {row}", "Chuyên viên", "Bằng khen"])
    sheet.merge_cells("A11:D11")
    stream = io.BytesIO()
    book.save(stream)
    return (stream.getvalue(), *_hostile("*.xlsx"))


@cache
def _others(pattern: str) -> tuple[bytes, ...]:
    return _files(pattern) + _hostile(pattern)


KINDS: dict[str, Kind] = {
    "docx": Kind("docx", _docx, (parts, parts, parts, parts, *BYTES)),
    "pdf": Kind("pdf", _pdf, (pdf_objects, pdf_objects, pdf_objects, number, *BYTES)),
    "zip": Kind("zip", _zip, (parts, parts, *BYTES)),
    "xlsx": Kind("xlsx", _xlsx, (parts, parts, parts, *BYTES)),
    "eml": Kind("eml", lambda: _others("*.eml"), (lines, lines, number, *BYTES)),
    "edxml": Kind("edxml", lambda: _others("*.edxml"), (xml, xml, lines, *BYTES)),
    "rtf": Kind("rtf", lambda: _others("*.rtf"), (lines, number, *BYTES)),
    "doc": Kind("doc", lambda: _others("*.doc"), BYTES),
    "jpg": Kind("jpg", lambda: _others("*.jpg"), BYTES),
    "png": Kind("png", lambda: _others("*.png"), BYTES),
    "tif": Kind("tif", lambda: _others("*.tif"), BYTES),
}
