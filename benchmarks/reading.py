"""Reading papers as Word and as PDF, beside the libraries one would pick. Told, not yet held to a bound."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import docx

from benchmarks import pdf
from benchmarks.figures import Figure, in_turns
from benchmarks.printing import samples
from extractors.readers.read import read
from pipeline.intake.seal import file_sha256
from pipeline.models.files import SourceFile
from pipeline.models.limits import Limits

NAME = "reading"
_WARM = 1


def bench(*, quick: bool) -> list[Figure]:
    """All papers of the workload's samples, read in turns."""
    turns = 3 if quick else 11
    printed = samples()
    word = [path for sample in printed for path in sample.word]
    pages = [path for sample in printed for path in sample.printed]
    others: list[tuple[str, Callable[[Path], object]]] = [
        ("pypdfium2, text alone", pdf.plain_text),
        ("pypdfium2, text with the box of each character", pdf.text_with_boxes),
        ("pdfplumber, words", pdf.words),
        ("pdfplumber, tables", pdf.tables),
    ]
    figures = _beside(f"reading {len(word)} Word files", word, [("python-docx, open and walk", walk)], turns)
    return figures + _beside(f"reading the same {len(pages)} as PDF", pages, others, turns)


def _beside(
    what: str, paths: Sequence[Path], others: Sequence[tuple[str, Callable[[Path], object]]], turns: int
) -> list[Figure]:
    sources = [
        SourceFile(
            id=f"f{number}",
            path=path.name,
            raw_name_b64=None,
            sha256=file_sha256(path),
            size=path.stat().st_size,
            location=str(path.absolute()),
        )
        for number, path in enumerate(paths, start=1)
    ]
    limits = Limits()
    taken: list[list[float]] = []
    for _ in range(_WARM + turns):
        ours = _timed(lambda: [read(source, limits) for source in sources])
        taken.append([ours, *(_timed(partial(_each, work, paths)) for _, work in others)])
    return [
        in_turns(NAME, what, name, [(turn[0], turn[at]) for turn in taken[_WARM:]], unit="ms")
        for at, (name, _) in enumerate(others, start=1)
    ]


def _each(work: Callable[[Path], object], paths: Sequence[Path]) -> None:
    for path in paths:
        work(path)


def walk(path: Path) -> int:
    """python-docx: every paragraph and every cell of the body."""
    document = docx.Document(str(path))
    got = sum(len(paragraph.text) for paragraph in document.paragraphs)
    return got + sum(len(cell.text) for table in document.tables for row in table.rows for cell in row.cells)


def _timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000
