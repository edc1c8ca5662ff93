"""Submitted pictures (.jpg, .png, .tif) opened as pages of a size that can be read.

A picture's size is looked at before its pixels are unpacked (OWASP ASVS 5.2.6); Pillow's own guard has the office's
limit. Pictures lie about their dots an inch (72 is what cameras and editors write when nobody asked), so these are
believed only where they make a sheet of paper of it.
"""

from __future__ import annotations

import io
import struct
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count

from PIL import Image, ImageOps, UnidentifiedImageError

from extractors.readers.base import bad_file
from extractors.readers.ocr.colour import in_colour
from extractors.readers.ocr.page import DPI
from pipeline.models.limits import Limits
from pipeline.models.vocabulary import FileCode

_A4_LONG = 11.69
"""Inches of the longer side of A4, on which nearly every paper is written."""
_LEAST_SHEET, _MOST_SHEET = 5.0, 17.5
"""Inches of the longer side of a sheet, from A5 in part to A3."""
_FORMATS = {"jpg": "JPEG", "png": "PNG", "tif": "TIFF"}
_BROKEN = (OSError, SyntaxError, ValueError, struct.error, EOFError, IndexError, KeyError, TypeError, OverflowError)
"""What Pillow raises for broken files, depending on where they are broken."""


@dataclass(frozen=True)
class Picture:
    """One page as a picture in colour, or in grey where it shows none."""

    image: Image.Image
    dpi: float
    """Dots an inch that it has now."""
    scale: float
    """Pixels of it for one of the picture as submitted."""


def pictures(data: bytes, kind: str, file: str, limits: Limits) -> Iterator[Picture]:
    """The pages of a picture file, one after the other.

    Raises:
        ReadError: ``file-too-large``, ``file-damaged``; pages before a damaged one have been given.
    """
    most = limits.megapixels * 1_000_000
    # Pillow's guard is a global; this process opens no picture without this function.
    Image.MAX_IMAGE_PIXELS = most
    try:
        with _opened(data, kind) as opened:
            for number in count():
                if number and not _turn_over(opened, number):
                    return
                _guard(opened.size, most)
                yield _page(opened, most)
    except Image.DecompressionBombError as error:
        raise bad_file(FileCode.FILE_TOO_LARGE, file, f"more than {limits.megapixels} megapixels") from error
    except UnidentifiedImageError as error:
        raise bad_file(FileCode.FILE_DAMAGED, file, "no picture") from error
    except _BROKEN as error:
        raise bad_file(FileCode.FILE_DAMAGED, file, type(error).__name__) from error


def _opened(data: bytes, kind: str) -> Image.Image:
    with warnings.catch_warnings():
        # Between its limit and the double of it Pillow only warns; what is over the limit is refused here.
        warnings.simplefilter("ignore")
        return Image.open(io.BytesIO(data), formats=[_FORMATS[kind]])


def _turn_over(opened: Image.Image, number: int) -> bool:
    """Goes to a further page; False where there is none."""
    if opened.format != "TIFF":
        return False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            opened.seek(number)
    except EOFError:
        return False
    return True


def _guard(size: tuple[int, int], most: int) -> None:
    if size[0] * size[1] > most:
        raise Image.DecompressionBombError


def _page(opened: Image.Image, most: int) -> Picture:
    declared = _declared(opened)
    size = opened.size
    if opened.format == "JPEG":
        # Unpacks a large photograph at a half or a quarter of its size where that is still enough.
        scale = DPI / _dots(size, declared)
        opened.draft("L" if opened.mode == "L" else "RGB", (round(size[0] * scale), round(size[1] * scale)))
    turned = ImageOps.exif_transpose(opened)
    image = _flat(turned)
    dots = _dots(size, declared) * max(image.size) / max(size)
    if abs(dots - DPI) > 0.02 * DPI:
        factor = DPI / dots
        width, height = max(round(image.width * factor), 1), max(round(image.height * factor), 1)
        _guard((width, height), most)
        image = image.resize((width, height), Image.Resampling.BOX if factor < 0.5 else Image.Resampling.BICUBIC)
    return Picture(image, DPI, max(image.size) / max(size))


def _declared(opened: Image.Image) -> float:
    """The dots an inch that the file states; 0 where it states none."""
    stated = opened.info.get("dpi")
    try:
        return float(stated[0]) if stated else 0.0
    except (TypeError, ValueError, ZeroDivisionError):
        return 0.0


def _dots(size: tuple[int, int], declared: float) -> float:
    """Dots an inch of a picture: as declared where that makes a sheet of paper, else as if it were one of A4."""
    longer = max(size)
    if declared and _LEAST_SHEET <= longer / declared <= _MOST_SHEET:
        return declared
    return longer / _A4_LONG


def _flat(image: Image.Image) -> Image.Image:
    """The picture in grey or, where it shows colours, in red, green and blue; on white where it is clear."""
    if image.mode in ("I;16", "I;16B", "I;16L", "I", "F"):
        image = image.point(lambda value: value / 256).convert("L")
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        image = image.convert("RGBA")
        paper = Image.new("RGBA", image.size, "white")
        paper.alpha_composite(image)
        image = paper
    if image.mode in ("L", "1", "LA"):
        return image.convert("L") if image.mode != "L" else image.copy()
    return in_colour(image.convert("RGB"), alone=True)
