"""Text PDF → blocks with pages and the box of each word (ISO 32000-1).

PDFium gives characters and rules; paragraphs, tables and columns are made from them here. What cannot be read is said:
a page without a text layer, letters without Unicode, text that nobody sees. Pages that are pictures are drawn and
recognised (:mod:`extractors.readers.ocr`), and stand among the others in their order.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import pypdfium2 as pypdfium
import pypdfium2.raw as pdfium

from extractors.readers.base import HIDES_WORDS
from extractors.readers.budget import Budget
from extractors.readers.pdf import content, native
from extractors.readers.pdf.blocks import block_of
from extractors.readers.pdf.frame import Frame, Rect
from extractors.readers.pdf.integrity import broken_streams
from extractors.readers.pdf.join import joined
from extractors.readers.pdf.overlays import Overlays, drawn_in
from extractors.readers.pdf.page import Sheet, pages_of, sheet_of
from extractors.readers.pdf.rules import drawn_on
from extractors.readers.pdf.words import PageText, page_text
from extractors.text.fold import bare
from pipeline.models.base import Place
from pipeline.models.files import Block, Loss, Problem, ReadFile, SourceFile
from pipeline.models.limits import Limits
from pipeline.models.vocabulary import FileCode, FileStatus, LossCode

if TYPE_CHECKING:
    from extractors.readers.ocr.scanned import Scan, Scans

_ENCRYPT = b"/Encrypt"
_TAIL = 4096
"""Bytes at the end among which the end-of-file mark must stand; signers and mailers add a little after it."""
_SCAN = 0.5
"""Share of the page that an image covers where invisible text over it is the text of a scan."""
_FEW_LAYER_WORDS = 20
_LEAST_MARKED = 0.25
"""Share of a Vietnamese text's words that have a mark or a đ; it is above a half, and near none where a scanner's
software took the page for English."""


@dataclass
class _Pending:
    """A page that is being recognised."""

    scan: Scan
    sheet: Sheet
    """What its text layer alone gives."""
    text: PageText
    images: int


@dataclass
class _Reading:
    """What has come together while the pages are read."""

    source: SourceFile
    limits: Limits
    budget: Budget
    scans: Scans | None = None
    cut: bool = False
    """Time was up before the last page."""
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
    reading = _Reading(source, limits, Budget.of(limits))
    if not data:
        return _answer(reading, FileStatus.EMPTY, FileCode.FILE_EMPTY)
    if b"%%EOF" not in data[-_TAIL:]:
        return _answer(reading, FileStatus.REFUSED, FileCode.FILE_DAMAGED, "no end-of-file mark: cut off on its way")
    try:
        document = pypdfium.PdfDocument(data)
    except pypdfium.PdfiumError as error:
        # PDFium's last error outlives its file: of one without a page it is that of a file read before.
        locked = error.err_code in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY) and _ENCRYPT in data
        code = FileCode.FILE_ENCRYPTED if locked else FileCode.FILE_DAMAGED
        return _answer(reading, FileStatus.REFUSED, code, f"PDFium error {error.err_code}")
    try:
        return _read(reading, document, data, limits)
    finally:
        if reading.scans is not None:
            reading.scans.close()
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
    pages = list(_pages(reading, document, taken))
    blocks = _blocks(reading, [_settled(reading, page) if isinstance(page, _Pending) else page for page in pages])
    recognised = reading.scans.tally.recognised if reading.scans else 0
    # Nobody looked at the pictures under words that the sender's software laid over them.
    reading.losses[LossCode.STAMPS_UNREAD] = reading.recognised + (
        reading.scans.tally.stamps_unread() if reading.scans else 0
    )
    unread = reading.without_text + (reading.scans.tally.unread if reading.scans else 0)
    if unread + reading.damaged == taken or (reading.cut and not blocks):
        status = FileStatus.NOT_READ_YET if unread or reading.cut else FileStatus.REFUSED
    elif not blocks:
        status = FileStatus.EMPTY
        reading.problem(FileCode.FILE_EMPTY)
    else:
        hidden = any(reading.losses[code] for code in HIDES_WORDS) or bool(
            reading.problems or reading.recognised or recognised
        )
        status = FileStatus.READ_WITH_LOSSES if hidden else FileStatus.READ
    losses = tuple(Loss(code=code, count=count) for code, count in sorted(reading.losses.items()) if count)
    return ReadFile(
        file=reading.source,
        status=status,
        format="pdf",
        pages=total,
        blocks=blocks,
        losses=losses,
        problems=tuple(sorted(reading.problems, key=_page_of)),
    )


def _page_of(problem: Problem) -> int:
    return (problem.place.page if problem.place else None) or 0


def _pages(reading: _Reading, document: pypdfium.PdfDocument, count: int) -> Iterator[Sheet | _Pending]:
    """Reads page by page; each is closed before the next, so that memory does not grow with the pages."""
    for index in range(count):
        number = index + 1
        if reading.budget.over:
            reading.cut = True
            reading.problem(FileCode.READING_TIMED_OUT, number, f"{count} pages")
            return
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
) -> Sheet | _Pending:
    page, text, box, turns = opened
    drawn = drawn_on(native.address(page.raw), overlays.first_object)
    scan = drawn.image_share(box) >= _SCAN
    words = page_text(native.address(text.raw), box, turns, number, frozenset(drawn.hidden), ocr=scan)
    said = replace(words, words=list(words.words))
    result = sheet_of(words, drawn, box, number, overlays)
    reading.frames[number] = result.frame
    reading.losses.update(overlays.losses)
    reading.losses[LossCode.TEXT_OUTSIDE_PAGE] += words.outside
    reading.losses[LossCode.TRACKED_DELETION] += result.struck
    garbled = scan and words.invisible > 0 and _is_garbled(said)
    # On a page without anything PDFium may have failed: a picture of it would show nothing either.
    if (garbled or not result.usable) and drawn.objects > 0:
        begun = _scans(reading).begin(page, number, replace(said, words=[]) if garbled else said, overlays)
        if begun is not None:
            return _Pending(begun, result, words, len(drawn.images))
    reading.recognised += scan and words.invisible > 0
    _count(reading, result, words, len(drawn.images))
    return result


def _scans(reading: _Reading) -> Scans:
    """What recognises the pages of this file; loaded for the first of them only, with what it needs."""
    if reading.scans is None:
        from extractors.readers.ocr.scanned import Scans
        from extractors.readers.ocr.tally import Tally

        tally = Tally(reading.source.path, reading.problems, reading.losses)
        reading.scans = Scans(tally, reading.limits, reading.budget)
    return reading.scans


def _is_garbled(text: PageText) -> bool:
    """Whether invisible words over a scan are those of software that knew no Vietnamese."""
    words = [word.text for word in text.words if word.text.isalpha()]
    return len(words) >= _FEW_LAYER_WORDS and sum(map(_has_marks, words)) < _LEAST_MARKED * len(words)


def _has_marks(word: str) -> bool:
    return bare(word) != word.lower()


def _settled(reading: _Reading, page: _Pending) -> Sheet:
    """A page that was recognised, or what its text layer gives."""
    under_way = page.scan.under_way
    if page.sheet.usable and (under_way.exception() is not None or not under_way.result().words):
        # A garbled layer is better than none.
        reading.recognised += 1
        _count(reading, page.sheet, page.text, page.images)
        return page.sheet
    found = _scans(reading).finish(page.scan)
    if found is None:
        reading.losses[LossCode.UNREADABLE_GLYPHS] += page.text.unreadable
        return page.sheet
    result, reading.frames[page.scan.number] = found
    return result


def _count(reading: _Reading, result: Sheet, words: PageText, images: int) -> None:
    """What is lost on a page whose text layer is all that there is."""
    reading.losses[LossCode.INVISIBLE_TEXT] += words.invisible
    reading.losses[LossCode.UNREADABLE_GLYPHS] += words.unreadable + result.lone
    reading.losses[LossCode.LEGACY_ENCODING] += words.legacy
    reading.losses[LossCode.LEGACY_CONVERTED] += words.converted
    if result.usable:
        reading.losses[LossCode.IMAGE] += images
    else:
        reading.without_text += 1
        reading.losses[LossCode.PAGE_WITHOUT_TEXT] += 1
        reading.problem(FileCode.PAGE_WITHOUT_TEXT, result.number)


def _blocks(reading: _Reading, sheets: Iterable[Sheet]) -> tuple[Block, ...]:
    blocks: list[Block] = []
    for item, opens in joined(pages_of(list(sheets))):
        if len(blocks) >= reading.limits.blocks:
            reading.problem(FileCode.FILE_TOO_LARGE, item.page, f"more than {reading.limits.blocks} blocks")
            break
        blocks.append(block_of(item, len(blocks), opens, reading.frames))
    reading.losses = +reading.losses
    return tuple(blocks)
