"""Text PDF → blocks with pages and the box of each word (ISO 32000-1).

PDFium gives characters and rules; paragraphs, tables and columns are made from them here. What cannot be read is said:
a page without a text layer, letters without Unicode, text that nobody sees. Character recognition is another reader's.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import pypdfium2 as pypdfium
import pypdfium2.raw as pdfium

from extractors.readers.base import HIDES_WORDS
from extractors.readers.pdf import content, native
from extractors.readers.pdf.blocks import block_of
from extractors.readers.pdf.frame import Frame, Rect
from extractors.readers.pdf.integrity import broken_streams
from extractors.readers.pdf.join import joined
from extractors.readers.pdf.overlays import Overlays, drawn_in
from extractors.readers.pdf.page import Sheet, pages_of, sheet_of
from extractors.readers.pdf.rules import drawn_on
from extractors.readers.pdf.words import page_text
from pipeline.models.base import Place
from pipeline.models.files import Block, Loss, Problem, ReadFile, SourceFile
from pipeline.models.limits import Limits
from pipeline.models.vocabulary import FileCode, FileStatus, LossCode

_TAIL = 4096
"""Bytes at the end among which the end-of-file mark must stand; signers and mailers add a little after it."""
_SCAN = 0.5
"""Share of the page that an image covers where invisible text over it is the text of a scan."""


@dataclass
class _Reading:
    """What has come together while the pages are read."""

    source: SourceFile
    frames: dict[int, Frame] = field(default_factory=dict)
    losses: Counter[LossCode] = field(default_factory=Counter)
    problems: list[Problem] = field(default_factory=list)
    without_text: int = 0
    recognised: int = 0
    """Pages whose words a machine made out from a scan, with the errors that it made."""
    damaged: int = 0

    def problem(self, code: FileCode, page: int | None = None, detail: str = "") -> None:
        """Notes a problem, of one page where one is given."""
        place = Place(file=self.source.path, page=page) if page is not None else None
        self.problems.append(Problem(code=code, place=place, detail=detail))


def read_pdf(source: SourceFile, data: bytes, limits: Limits) -> ReadFile:
    """Reads a PDF; a bad file is an answer with status ``refused``, never an exception.

    Must be called from one thread at a time: PDFium is not safe for threads.
    """
    reading = _Reading(source)
    if not data:
        return _answer(reading, FileStatus.EMPTY, FileCode.FILE_EMPTY)
    if b"%%EOF" not in data[-_TAIL:]:
        return _answer(reading, FileStatus.REFUSED, FileCode.FILE_DAMAGED, "no end-of-file mark: cut off on its way")
    try:
        document = pypdfium.PdfDocument(data)
    except pypdfium.PdfiumError as error:
        locked = error.err_code in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY)
        code = FileCode.FILE_ENCRYPTED if locked else FileCode.FILE_DAMAGED
        return _answer(reading, FileStatus.REFUSED, code, f"PDFium error {error.err_code}")
    try:
        return _read(reading, document, data, limits)
    finally:
        document.close()


def _answer(reading: _Reading, status: FileStatus, code: FileCode, detail: str = "") -> ReadFile:
    reading.problem(code, detail=detail)
    return ReadFile(file=reading.source, status=status, format="pdf", problems=tuple(reading.problems))


def _read(reading: _Reading, document: pypdfium.PdfDocument, data: bytes, limits: Limits) -> ReadFile:
    total = len(document)
    if total == 0:
        return _answer(reading, FileStatus.REFUSED, FileCode.FILE_DAMAGED, "no pages")
    taken = min(total, limits.pages)
    if taken < total:
        reading.problem(FileCode.FILE_TOO_LARGE, taken + 1, f"{total} pages, the limit is {limits.pages}")
    reading.losses.update(content.of_document(document, data))
    if broken := broken_streams(data, limits.unpacked_mb << 20):
        reading.losses[LossCode.PART_MISSING] += broken
        reading.problem(FileCode.FILE_DAMAGED, detail=f"{broken} compressed parts are broken")
    blocks = _blocks(reading, _pages(reading, document, taken), limits)
    if reading.without_text + reading.damaged == taken:
        status = FileStatus.NOT_READ_YET if reading.without_text else FileStatus.REFUSED
    elif not blocks:
        status = FileStatus.EMPTY
        reading.problem(FileCode.FILE_EMPTY)
    else:
        hidden = any(reading.losses[code] for code in HIDES_WORDS) or bool(reading.problems or reading.recognised)
        status = FileStatus.READ_WITH_LOSSES if hidden else FileStatus.READ
    losses = tuple(Loss(code=code, count=count) for code, count in sorted(reading.losses.items()) if count)
    return ReadFile(
        file=reading.source,
        status=status,
        format="pdf",
        pages=total,
        blocks=blocks,
        losses=losses,
        problems=tuple(reading.problems),
    )


def _pages(reading: _Reading, document: pypdfium.PdfDocument, count: int) -> Iterator[Sheet]:
    """Reads page by page; each is closed before the next, so that memory does not grow with the pages."""
    for index in range(count):
        number = index + 1
        try:
            page = document[index]
            shown = page.get_bbox(), pdfium.FPDFPage_GetRotation(page)
            page, overlays = drawn_in(document, index, page)
        except pypdfium.PdfiumError as error:
            _page_damaged(reading, number, str(error))
            continue
        try:
            text = page.get_textpage()
        except pypdfium.PdfiumError as error:
            page.close()
            _page_damaged(reading, number, str(error))
            continue
        try:
            yield _page(reading, (page, text, *shown), overlays, number)
        finally:
            text.close()
            page.close()


def _page_damaged(reading: _Reading, number: int, detail: str) -> None:
    reading.damaged += 1
    reading.losses[LossCode.PART_MISSING] += 1
    reading.problem(FileCode.FILE_DAMAGED, number, detail)


def _page(
    reading: _Reading,
    opened: tuple[pypdfium.PdfPage, pypdfium.PdfTextPage, Rect, int],
    overlays: Overlays,
    number: int,
) -> Sheet:
    page, text, box, turns = opened
    drawn = drawn_on(native.address(page.raw), overlays.first_object)
    scan = drawn.image_share(box) >= _SCAN
    words = page_text(native.address(text.raw), box, turns, number, frozenset(drawn.hidden), ocr=scan)
    result = sheet_of(words, drawn, box, number, overlays)
    reading.frames[number] = result.frame
    reading.recognised += scan and words.invisible > 0
    reading.losses.update(overlays.losses)
    reading.losses[LossCode.INVISIBLE_TEXT] += words.invisible
    reading.losses[LossCode.TEXT_OUTSIDE_PAGE] += words.outside
    reading.losses[LossCode.UNREADABLE_GLYPHS] += words.unreadable + result.lone
    reading.losses[LossCode.LEGACY_ENCODING] += words.legacy
    reading.losses[LossCode.TRACKED_DELETION] += result.struck
    if result.usable:
        reading.losses[LossCode.IMAGE] += len(drawn.images)
    else:
        reading.without_text += 1
        reading.losses[LossCode.PAGE_WITHOUT_TEXT] += 1
        reading.problem(FileCode.PAGE_WITHOUT_TEXT, number)
    return result


def _blocks(reading: _Reading, sheets: Iterable[Sheet], limits: Limits) -> tuple[Block, ...]:
    blocks: list[Block] = []
    for item, opens in joined(pages_of(list(sheets))):
        if len(blocks) >= limits.blocks:
            reading.problem(FileCode.FILE_TOO_LARGE, item.page, f"more than {limits.blocks} blocks")
            break
        blocks.append(block_of(item, len(blocks), opens, reading.frames))
    reading.losses = +reading.losses
    return tuple(blocks)
