"""Pages of a PDF that are pictures: drawn by PDFium, recognised beside one another, put back in their place."""

from __future__ import annotations

import math
from concurrent.futures import Future
from contextlib import ExitStack
from dataclasses import dataclass, field, replace

import pypdfium2 as pypdfium
import pypdfium2.raw as pdfium
from PIL import Image

from extractors.readers.budget import Budget
from extractors.readers.ocr.colour import in_colour
from extractors.readers.ocr.page import DPI, Recognised
from extractors.readers.ocr.pages import Pages, recognising
from extractors.readers.ocr.sheet import Layer, sheet, without_layer
from extractors.readers.ocr.tally import Tally
from extractors.readers.pdf.frame import Frame
from extractors.readers.pdf.letters import UNREADABLE
from extractors.readers.pdf.overlays import Overlays
from extractors.readers.pdf.page import Sheet
from extractors.readers.pdf.words import PageText
from pipeline.models.limits import Limits

_POINTS = 72.0
_LARGEST_SHEET = 17.5
"""Inches of the longer side of A3; a page said to be larger is one whose dots were taken for points."""
_A4_LONG = 11.69
_MOST_DEPTH = 8
_GREY_BITS = 8
"""Bits a pixel of pictures in grey, or of colours out of a short list."""


@dataclass(frozen=True)
class Scan:
    """One page under way."""

    number: int
    under_way: Future[Recognised]
    scale: float
    """Pixels drawn for one point."""
    layer: Layer | None


@dataclass
class Scans:
    """The recognised pages of one PDF."""

    tally: Tally
    limits: Limits
    budget: Budget
    _open: ExitStack = field(default_factory=ExitStack)
    _pages: Pages | None = None

    def begin(self, page: pypdfium.PdfPage, number: int, text: PageText, overlays: Overlays) -> Scan | None:
        """Draws a page and begins to recognise it; None where it must not be drawn: it holds too large a picture.

        ``text`` is what its layer says; call before this is laid out, for the layout takes words out of it.
        """
        if _largest(page) > self.limits.megapixels * 1_000_000:
            return None
        image, scale = drawn(page, self.limits)
        if self._pages is None:
            self._pages = self._open.enter_context(recognising(self.tally.file, self.limits, self.budget))
        words = [replace(word) for word in text.words if UNREADABLE not in word.text]
        layer = Layer(replace(text, words=words), overlays) if words else None
        return Scan(number, self._pages.begin(image, DPI), scale, layer)

    def finish(self, scan: Scan) -> tuple[Sheet, Frame] | None:
        """The page as a sheet; None where nothing was made out on it, which is noted."""
        layer, scale = scan.layer, scan.scale
        own = (lambda page: without_layer(page, layer, scale)) if layer else None
        page = self.tally.take(scan.number, scan.under_way, own)
        return sheet(page, scan.number, scan.scale, scan.layer) if page is not None else None

    def close(self) -> None:
        """Ends what is still under way."""
        self._open.close()


def drawn(page: pypdfium.PdfPage, limits: Limits) -> tuple[Image.Image, float]:
    """A page at about :data:`DPI`, in grey where its scan shows no colours, and its pixels a point."""
    width, height = page.get_size()
    inches = max(width, height) / _POINTS
    dots = DPI if inches <= _LARGEST_SHEET else DPI * _A4_LONG / inches
    most = math.sqrt(limits.megapixels * 1_000_000 / max(width * height, 1.0))
    scale = min(dots / _POINTS, most)
    bitmap = page.render(scale=scale, grayscale=not _coloured(page), may_draw_forms=False)
    try:
        image = bitmap.to_pil()
        return in_colour(image, alone=_is_alone(page)) if image.mode != "L" else image.copy(), scale
    finally:
        bitmap.close()


def _is_alone(page: pypdfium.PdfPage) -> bool:
    """Whether one picture is all that a page shows: no colours are another's."""
    shown = [one for one in page.get_objects(max_depth=_MOST_DEPTH) if one.type != pdfium.FPDF_PAGEOBJ_FORM]
    return len(shown) == 1


def _coloured(page: pypdfium.PdfPage) -> bool:
    """Whether any picture on a page is stored in colours."""
    pictures = page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=_MOST_DEPTH)
    for one in pictures:
        try:
            if isinstance(one, pypdfium.PdfImage) and one.get_metadata().bits_per_pixel > _GREY_BITS:
                return True
        except pypdfium.PdfiumError:  # a broken picture, which PDFium does not draw either
            continue
    return False


def _largest(page: pypdfium.PdfPage) -> int:
    """Pixels of the largest picture on a page, as the file declares it: PDFium unpacks it whole."""
    found = 0
    for shown in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=_MOST_DEPTH):
        if isinstance(shown, pypdfium.PdfImage):
            width, height = shown.get_px_size()
            found = max(found, width * height)
    return found
