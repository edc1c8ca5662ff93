"""Papers put through a scanner or before a camera: samples drawn as pictures, with noise, skew and poor light."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pypdfium2 as pypdfium
from PIL import Image, ImageFilter

from extractors.readers.read import read
from pipeline.models.files import Block, ReadFile, SourceFile
from pipeline.models.limits import Limits

SAMPLES = Path(__file__).parents[3] / "samples"
LETTER = SAMPLES / "dossiers" / "28-khen-thuong-dot-xuat.pdf"
LIST = SAMPLES / "held_out" / "danh-sach-trong-phu-luc-pdf" / "Phu luc danh sach.pdf"
DPI = 200


def drawn(path: Path, index: int = 0, dpi: int = DPI) -> Image.Image:
    """A page as clean as it was printed."""
    document = pypdfium.PdfDocument(path)
    try:
        image: Image.Image = document[index].render(scale=dpi / 72, grayscale=True).to_pil().convert("L").copy()
        return image
    finally:
        document.close()


def scanned(image: Image.Image, skew: float = 0.0, noise: float = 4.0) -> Image.Image:
    """A page as a scanner gives it: a little askew, a little soft, its paper not quite white."""
    image = image.rotate(skew, Image.Resampling.BICUBIC, fillcolor=255).filter(ImageFilter.GaussianBlur(0.4))
    pixels = 240 - (255 - np.asarray(image, dtype=np.float32)) * 0.85
    pixels += np.random.default_rng(8).normal(0, noise, pixels.shape)
    return Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8))


def photographed(image: Image.Image) -> Image.Image:
    """A page under a lamp that stands at one corner: less than half the light at the other."""
    down, across = np.linspace(0, 1, image.height)[:, None], np.linspace(0, 1, image.width)[None, :]
    light = 1.0 - 0.6 * (down + across) / 2
    return Image.fromarray((np.asarray(scanned(image), dtype=np.float32) * light).astype(np.uint8))


def as_pdf(*images: Image.Image) -> bytes:
    """Pages of a PDF that are pictures, as scanners write them."""
    file = io.BytesIO()
    images[0].save(file, "PDF", resolution=DPI, save_all=True, append_images=images[1:], quality=80)
    return file.getvalue()


def as_file(image: Image.Image, kind: str, *more: Image.Image, **options: object) -> bytes:
    """The bytes of a picture file; ``more`` are the further pages of a TIFF."""
    file = io.BytesIO()
    pages = {"save_all": True, "append_images": list(more)} if more else {}
    image.save(file, kind, **pages, **options)
    return file.getvalue()


def submitted(folder: Path, name: str, data: bytes, limits: Limits | None = None) -> ReadFile:
    """What the readers get from a file of these bytes."""
    path = folder / name
    path.write_bytes(data)
    source = SourceFile(
        id="f1",
        path=name,
        raw_name_b64=None,
        sha256=hashlib.sha256(data).hexdigest(),
        size=len(data),
        location=str(path),
    )
    return read(source, limits or Limits())


def table(blocks: Sequence[Block], least_columns: int = 3) -> list[list[str]]:
    """The first table with so many columns as rows of text, a line feed as a blank; empty where there is none."""
    for block in blocks:
        columns = max((cell.column + cell.column_span for cell in block.cells), default=0)
        if columns < least_columns:
            continue
        rows = [[""] * columns for _ in range(max(cell.row + cell.row_span for cell in block.cells))]
        for cell in block.cells:
            rows[cell.row][cell.column] = cell.text.replace("\n", " ")
        return rows
    return []


def told(file: ReadFile) -> list[tuple[str, int | None]]:
    """The problems and the pages they are of."""
    return [(problem.code.value, problem.place.page if problem.place else None) for problem in file.problems]
