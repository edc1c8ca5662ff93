"""What one would read a PDF with instead: each function opens a file, reads all of it, and answers how much it got.

``python -m benchmarks.pdf`` sets this project's reader beside them, pages with and without ruled tables apart, and says
what a part of its time goes to PDFium alone. It counts processor time, which other work on the machine changes least.
"""

from __future__ import annotations

import ctypes
import statistics
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import pdfplumber
import pypdfium2
import pypdfium2.raw as pdfium

from benchmarks.printing import samples
from benchmarks.runs import WORK
from extractors.readers.pdf import native, read_pdf
from extractors.readers.pdf.frame import Frame
from extractors.readers.pdf.rules import drawn_on, edges
from extractors.readers.pdf.tables import cell_boxes, grids
from pipeline.intake.seal import file_sha256
from pipeline.models.files import SourceFile
from pipeline.models.limits import Limits

_TURNS = 9


def plain_text(path: Path) -> int:
    """pypdfium2: the text alone."""
    with pypdfium2.PdfDocument(path) as document:
        return sum(len(page.get_textpage().get_text_range()) for page in document)


def text_with_boxes(path: Path) -> int:
    """pypdfium2: the text and the box of each character."""
    got = 0
    with pypdfium2.PdfDocument(path) as document:
        for page in document:
            text = page.get_textpage()
            text.get_text_range()
            got += len([text.get_charbox(index) for index in range(text.count_chars())])
    return got


def text_with_raw_boxes(path: Path) -> int:
    """The same by PDFium's function itself, without pypdfium2's wrapper: as tight as a loop over ``ctypes`` gets."""
    got = 0
    with pypdfium2.PdfDocument(path) as document:
        for page in document:
            text = page.get_textpage()
            text.get_text_range()
            sides = [ctypes.c_double() for _ in range(4)]
            places = [ctypes.byref(side) for side in sides]
            boxes = []
            for index in range(text.count_chars()):
                pdfium.FPDFText_GetCharBox(text.raw, index, *places)
                boxes.append(tuple(side.value for side in sides))
            got += len(boxes)
    return got


def text_with_runs(path: Path) -> int:
    """pypdfium2: the text run by run, a box for each run; several words share one box."""
    got = 0
    with pypdfium2.PdfDocument(path) as document:
        for page in document:
            text = page.get_textpage()
            boxes = [text.get_rect(index) for index in range(text.count_rects())]
            got += sum(len(text.get_text_bounded(*box)) for box in boxes)
    return got


def words(path: Path) -> int:
    """pdfplumber: words with boxes."""
    with pdfplumber.open(path) as document:
        return sum(len(page.extract_words()) for page in document.pages)


def tables(path: Path) -> int:
    """pdfplumber: the cells of tables."""
    with pdfplumber.open(path) as document:
        return sum(len(row) for page in document.pages for table in page.extract_tables() for row in table)


def parted(paths: Iterable[Path], folder: Path) -> tuple[list[Path], list[Path]]:
    """Copies of PDFs with their pages without ruled tables only, and with the others only, laid into ``folder``."""
    answer: tuple[list[Path], list[Path]] = ([], [])
    for path in paths:
        with pypdfium2.PdfDocument(path) as document:
            ruled = [_has_table(page) for page in document]
            for kind, copies in zip((False, True), answer, strict=True):
                if kind not in ruled:
                    continue
                copies.append(folder / ("ruled" if kind else "plain") / path.name)
                copies[-1].parent.mkdir(parents=True, exist_ok=True)
                with pypdfium2.PdfDocument.new() as copy:
                    copy.import_pages(document, [index for index, one in enumerate(ruled) if one is kind])
                    copy.save(copies[-1])
    return answer


def _has_table(page: pypdfium2.PdfPage) -> bool:
    rules = drawn_on(native.address(page.raw)).rules
    left, bottom, right, top = page.get_bbox()
    return bool(grids(cell_boxes(edges(rules, Frame(left, bottom, right, top, turns=0, page_turns=0))), 1))


def _ours(path: Path) -> int:
    source = SourceFile(
        id="f1",
        path=path.name,
        raw_name_b64=None,
        sha256=file_sha256(path),
        size=path.stat().st_size,
        location=str(path),
    )
    return len(read_pdf(source, path.read_bytes(), Limits()).blocks)


def _seconds(work: Callable[[Path], int], paths: Sequence[Path]) -> float:
    start = time.process_time()
    for path in paths:
        work(path)
    return time.process_time() - start


def main() -> None:
    """Prints how many times the other ways' time reading takes, the median of turns, for both kinds of pages."""
    printed = [path for sample in samples() for path in sample.printed]
    others = (plain_text, text_with_boxes, text_with_raw_boxes, text_with_runs, tables)
    for what, paths in zip(("without tables", "with ruled tables"), parted(printed, WORK / "parted"), strict=True):
        turns = [[_seconds(work, paths) for work in (_ours, *others)] for _ in range(_TURNS + 1)][1:]
        print(f"pages {what}: {1000 * statistics.median(turn[0] for turn in turns):.0f} ms")
        for at, other in enumerate(others, 1):
            ratio = statistics.median(turn[0] / turn[at] for turn in turns)
            print(f"  {other.__name__:20} {ratio:.2f} times, or {1 / ratio:.1f} times faster")


if __name__ == "__main__":
    main()
