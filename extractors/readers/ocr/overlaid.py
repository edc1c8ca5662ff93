"""A page in colour and what was laid upon it: seals are taken away before its words are read, stamps read apart.

A seal over a signature or a heading hides print under red ink, and recognition takes its ring of letters for words.
Without the red ink the print is there again, for black swallows the red light that red ink lets pass.
"""

from __future__ import annotations

import contextlib
import time
from dataclasses import replace

from PIL import Image

from extractors.readers.ocr import colour, tesseract
from extractors.readers.ocr.affine import Affine, turned
from extractors.readers.ocr.light import Grey
from extractors.readers.ocr.page import FULL_TURN, Recognised, recognise
from extractors.readers.ocr.stamped import Stamps
from extractors.readers.ocr.stamps import Look, Parts, RedInk, look, red_ink
from extractors.readers.ocr.tesseract import Seen
from pipeline.errors import ReadError

STAMPS_SECONDS = 12.0
"""Wall clock for the stamps of one page; a try at one takes a fifth of a second on a processor of its own."""


def recognise_overlaid(image: Image.Image, dpi: float, *, seconds: float, file: str) -> Recognised:
    """Reads a picture of a page, with the stamps on it where the picture is in colour.

    Raises:
        ReadError: as :func:`extractors.readers.ocr.page.recognise`.
    """
    ends = time.monotonic() + seconds

    def left() -> float:
        return max(0.1, ends - time.monotonic())

    if image.mode != "RGB":
        return recognise(image, dpi, seconds=seconds, file=file)
    red = red_ink(image, dpi)
    page = recognise(_without(image, red, red.seals_parts), dpi, seconds=left(), file=file)

    stamps_end = min(time.monotonic() + STAMPS_SECONDS, ends)

    def read(picture: Grey, dots: float, mode: int) -> list[Seen]:
        seconds = stamps_end - time.monotonic()
        try:
            return tesseract.words(picture, dots, mode, seconds=seconds, file=file) if seconds > 0 else []
        except ReadError:
            # The words of the page are read; its stamp is told as not made out.
            return []

    turns = _turns(page.given)
    upright = image.transpose(FULL_TURN[turns]) if turns else image
    looked = look(upright, red if not turns else red_ink(upright, dpi), dpi, read)
    if looked.gone and not turns:
        # Without time for it the page keeps the words that its stamps made worse.
        with contextlib.suppress(ReadError):
            page = recognise(_without(image, red, [*red.seals_parts, *looked.gone]), dpi, seconds=left(), file=file)
    stamps = _on_page(looked, turned(turns, *image.size), page, dpi)
    return replace(page, stamps=stamps, blank=page.blank and not looked.imprints and not looked.unread)


def _without(image: Image.Image, red: RedInk, parts: Parts) -> Image.Image:
    return colour.without(image, red.redness, parts)


def _turns(given: Affine) -> int:
    """Quarter turns clockwise that were made to set the page upright."""
    if abs(given.a) >= abs(given.b):
        return 0 if given.a >= 0 else 2
    return 1 if given.b > 0 else 3


def _on_page(looked: Look, to_given: Affine, page: Recognised, dpi: float) -> Stamps:
    """The stamps in points of the level page."""
    to_level = to_given.then(page.given.back())
    points = 72 / dpi
    imprints = []
    for imprint in looked.imprints:
        words = []
        for word in imprint:
            x0, y0, x1, y1 = to_level.rect((word.x0, word.y0, word.x1, word.y1))
            _, _, _, baseline = to_level.rect((word.x0, word.y0, word.x1, word.baseline))
            words.append(Seen(word.text, x0, y0, x1, y1, baseline, word.size * points, word.confidence, word.line))
        imprints.append(tuple(words))
    return Stamps(tuple(imprints), seen=not looked.unread, red=looked.red)
