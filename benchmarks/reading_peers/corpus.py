"""The files of the benchmark, made once into ``build/``: Word, PDF, scans, old formats, legacy fonts, workbooks."""

from __future__ import annotations

import hashlib
import io
import random
import shutil
import subprocess
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pypdfium2
from PIL import Image

from benchmarks.figures import BUILD
from benchmarks.reading_peers import invented, legacy, papers, worn, writing
from benchmarks.reading_peers.papers import Known, Paper, known
from samples.make import layout

WORK = BUILD / "peers"
_CORPUS = WORK / "corpus"
_DPI, _JPEG_QUALITY, _TILT, _NOISE = 200, 60, 0.4, 0.06
_SCANNED, _OLD, _LEGACY = slice(0, 10), slice(0, 8), slice(0, 16)
_SECONDS = 900


@dataclass(frozen=True)
class Item:
    """One file and what stands in it."""

    path: Path
    known: Known
    about: str
    """Kind of its paper: ``letter``, ``list`` or ``report``."""
    pages: int
    """0 where the format has none."""


Corpus = dict[str, tuple[Item, ...]]
"""Items by kind: ``word``, ``worn``, ``pdf``, ``scan``, ``old``, ``legacy``, ``legacy-doc``, ``sheet``."""


def corpus() -> Corpus:
    """All files; made anew where what makes them has changed.

    Raises:
        RuntimeError: LibreOffice is missing.
    """
    written = invented.papers()
    stamp = _CORPUS / "made-from"
    if not stamp.exists() or stamp.read_text() != _made_from():
        shutil.rmtree(_CORPUS, ignore_errors=True)
        _make(written)
        stamp.write_text(_made_from())
    return {
        "word": _items(written, "docx"),
        "worn": _items(written, "worn", "docx"),
        "pdf": _items(written, "pdf"),
        "scan": _items(written[_SCANNED], "scan", "pdf"),
        "old": tuple(item for kind in ("doc", "rtf", "odt") for item in _items(written[_OLD], kind)),
        "legacy": _items(written[_LEGACY], "legacy", "docx"),
        "legacy-doc": _items(written[_LEGACY], "legacy-doc", "doc"),
        "sheet": tuple(item for kind in ("xlsx", "xls") for item in _items(_lists(written), kind)),
    }


def _made_from() -> str:
    sources = (
        __file__,
        invented.__file__,
        invented.WORDS,
        legacy.__file__,
        papers.__file__,
        writing.__file__,
        layout.__file__,
    )
    return hashlib.sha256(b"".join(Path(str(source)).read_bytes() for source in sources)).hexdigest()


def _lists(written: Sequence[Paper]) -> list[Paper]:
    return [paper for paper in written if paper.kind == "list"]


def _items(written: Sequence[Paper], folder: str, suffix: str | None = None) -> tuple[Item, ...]:
    suffix = suffix or folder
    found = []
    for paper in written:
        path = _CORPUS / folder / f"{paper.name}.{suffix}"
        meant = known(paper)
        if suffix.startswith("xls"):
            grids = "\n".join(cell for table in meant.tables for row in table for cell in row if cell is not None)
            # The name of the sheet is text of the file too, for those who tell it.
            meant = Known((grids, f"{writing.SHEET}\n{grids}"), meant.tables)
        found.append(Item(path, meant, paper.kind, _pages(path) if suffix == "pdf" else 0))
    return tuple(found)


def _pages(path: Path) -> int:
    with pypdfium2.PdfDocument(path) as document:
        return len(document)


def _make(written: Sequence[Paper]) -> None:
    _write("docx", "docx", written, writing.word)
    _write("xlsx", "xlsx", _lists(written), writing.workbook)
    for at, paper in enumerate(written[_LEGACY]):
        # Five of each in turns: a letter, two lists and more in both.
        _write("legacy", "docx", [paper], partial(writing.word, encode=(legacy.tcvn3, legacy.vni)[at // 5 % 2]))
    _write("worn", "docx", written, worn.worn)
    _convert("pdf", "pdf", _CORPUS / "docx", written)
    for kind in ("doc", "rtf", "odt"):
        _convert(kind, kind, _CORPUS / "docx", written[_OLD])
    _convert("doc", "legacy-doc", _CORPUS / "legacy", written[_LEGACY])
    _convert("xls", "xls", _CORPUS / "xlsx", _lists(written))
    for paper in written[_SCANNED]:
        _scan(_CORPUS / "pdf" / f"{paper.name}.pdf", _CORPUS / "scan")


def _write(folder: str, suffix: str, written: Iterable[Paper], make: Callable[[Paper], bytes]) -> None:
    target = _CORPUS / folder
    target.mkdir(parents=True, exist_ok=True)
    for paper in written:
        (target / f"{paper.name}.{suffix}").write_bytes(make(paper))


def _convert(target: str, folder: str, source: Path, written: Iterable[Paper]) -> None:
    office = shutil.which("soffice")
    if office is None:
        raise RuntimeError("LibreOffice (soffice) is needed to make the files: see requirements/system.txt")
    names = {paper.name for paper in written}
    files = sorted(str(path) for path in source.iterdir() if path.stem in names)
    profile = f"-env:UserInstallation=file://{(WORK / 'profile').absolute()}"
    command = [office, profile, "--headless", "--convert-to", target, "--outdir", str(_CORPUS / folder), *files]
    subprocess.run(command, check=True, capture_output=True, timeout=_SECONDS)


def _scan(printed: Path, folder: Path) -> None:
    """Pages as a flat-bed scanner gives them: grey, a little askew, grainy, as JPEG; and their pictures beside."""
    luck = random.Random(printed.stem)
    with pypdfium2.PdfDocument(printed) as document:
        first, *others = [_scanned(page, luck) for page in document]
    (folder / "pages").mkdir(parents=True, exist_ok=True)
    target = folder / f"{printed.stem}.pdf"
    first.save(target, "PDF", save_all=True, append_images=others, resolution=_DPI, quality=_JPEG_QUALITY)
    with pypdfium2.PdfDocument(target) as document:
        for number, page in enumerate(document, start=1):
            picture = next(iter(page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE])))
            stored = io.BytesIO()
            picture.extract(stored)
            (folder / "pages" / f"{printed.stem}-{number:02d}.jpg").write_bytes(stored.getvalue())


def _scanned(page: pypdfium2.PdfPage, luck: random.Random) -> Image.Image:
    picture = page.render(scale=_DPI / 72).to_pil().convert("L")
    picture = picture.rotate(luck.uniform(-_TILT, _TILT), resample=Image.Resampling.BICUBIC, fillcolor=255)
    grain = Image.frombytes("L", picture.size, luck.randbytes(picture.width * picture.height))
    return Image.blend(picture, grain, _NOISE)
