"""Pictures of pages (.jpg, .png, .tif) → blocks with the box and the confidence of each word."""

from __future__ import annotations

from concurrent.futures import Future

from extractors.readers.base import bad_file
from extractors.readers.budget import Budget
from extractors.readers.ocr.page import Recognised
from extractors.readers.ocr.pages import recognising
from extractors.readers.ocr.picture import pictures
from extractors.readers.ocr.sheet import sheet
from extractors.readers.ocr.tally import Tally
from extractors.readers.pdf.blocks import block_of
from extractors.readers.pdf.frame import Frame
from extractors.readers.pdf.join import joined
from extractors.readers.pdf.page import Sheet, pages_of
from pipeline.errors import ReadError
from pipeline.models.base import Place
from pipeline.models.files import Block, Problem, ReadFile, SourceFile
from pipeline.models.limits import Limits
from pipeline.models.vocabulary import FileCode, FileStatus, LossCode

_POINTS = 72.0


def read_picture(kind: str, source: SourceFile, data: bytes, limits: Limits) -> ReadFile:
    """Reads a picture of one page, or a TIFF of several.

    Boxes are in points of a page as large as the picture is at the dots an inch that were taken for it.

    Raises:
        ReadError: ``tool-missing``; ``file-damaged`` or ``file-too-large`` where that holds for its first page.
    """
    tally = Tally(source.path)
    under_way: list[tuple[Future[Recognised], float]] = []
    sheets: list[Sheet] = []
    frames: dict[int, Frame] = {}
    with recognising(source.path, limits, Budget.of(limits)) as pages:
        try:
            for picture in pictures(data, kind, source.path, limits):
                if len(under_way) >= limits.pages:
                    raise bad_file(FileCode.FILE_TOO_LARGE, source.path, f"more than {limits.pages} pages")
                under_way.append((pages.begin(picture.image, picture.dpi), picture.dpi))
        except ReadError as error:
            if not under_way:
                raise
            place = Place(file=source.path, page=len(under_way) + 1)
            code, detail = FileCode(error.code), str(error.params.get("detail", ""))
            tally.problems.append(Problem(code=code, place=place, detail=detail))
        for number, (future, dpi) in enumerate(under_way, 1):
            page = tally.take(number, future)
            if page is not None:
                made, frames[number] = sheet(page, number, dpi / _POINTS)
                sheets.append(made)
    tally.losses[LossCode.STAMPS_UNREAD] = tally.stamps_unread()
    return _answer(source, kind, len(under_way), _blocks(sheets, frames, limits, tally), tally)


def _blocks(sheets: list[Sheet], frames: dict[int, Frame], limits: Limits, tally: Tally) -> tuple[Block, ...]:
    blocks: list[Block] = []
    for item, opens in joined(pages_of(sheets)):
        if len(blocks) >= limits.blocks:
            place = Place(file=tally.file, page=item.page)
            detail = f"more than {limits.blocks} blocks"
            tally.problems.append(Problem(code=FileCode.FILE_TOO_LARGE, place=place, detail=detail))
            break
        blocks.append(block_of(item, len(blocks), opens, frames))
    return tuple(blocks)


def _answer(source: SourceFile, kind: str, pages: int, blocks: tuple[Block, ...], tally: Tally) -> ReadFile:
    if blocks:
        status = FileStatus.READ_WITH_LOSSES
    elif tally.unread:
        status = FileStatus.NOT_READ_YET
    else:
        status = FileStatus.EMPTY
        tally.problems.append(Problem(code=FileCode.FILE_EMPTY, place=Place(file=source.path)))
    return ReadFile(
        file=source,
        status=status,
        format=kind,
        pages=pages,
        blocks=blocks,
        losses=tally.counted(),
        problems=tuple(tally.problems),
    )
