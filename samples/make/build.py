"""Turns the contents of samples into files: Word through python-docx, PDF through LibreOffice, scans through Pillow.

LibreOffice runs once for all files, with a profile of its own. The moment of printing and the checksums made from it
are taken out of its PDF again, so that the same LibreOffice gives the same bytes each time.
"""

from __future__ import annotations

import hashlib
import io
import random
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

import pypdfium2
import xlsxwriter
from PIL import Image

from samples.make.layout import FIXED_TIME, Sheet, zip_bytes
from samples.make.model import Content, Draw, OldSheet, Pdf, Photo, Raw, Sample, Scan, Word

SCAN_DPI = 110


class Printer:
    """Prints Word files to PDF and spreadsheets to .xls, all in one run of LibreOffice."""

    def __init__(self) -> None:
        self._store: dict[str, bytes] = {}
        self._wanted: dict[str, bytes] = {}

    def ask(self, data: bytes, suffix: str, target: str) -> str:
        """Note that ``data`` is to be printed; the key finds the result."""
        key = f"{hashlib.sha256(data).hexdigest()[:24]}.{target}"
        self._wanted[f"{key}{suffix}"] = data
        return key

    def run(self) -> None:
        """Print what was asked for."""
        for target in ("pdf", "xls"):
            jobs = {name: data for name, data in self._wanted.items() if f".{target}." in name}
            if jobs:
                self._convert(jobs, target)
        self._wanted.clear()

    def _convert(self, jobs: Mapping[str, bytes], target: str) -> None:
        office = shutil.which("soffice")
        if office is None:
            raise RuntimeError("LibreOffice (soffice) is needed to print the samples")
        with tempfile.TemporaryDirectory() as folder:
            work = Path(folder)
            (work / "in").mkdir()
            for name, data in jobs.items():
                (work / "in" / name).write_bytes(data)
            subprocess.run(  # noqa: S603 - fixed program, files made here
                [
                    office,
                    f"-env:UserInstallation=file://{work}/profile",
                    "--headless",
                    "--convert-to",
                    target,
                    "--outdir",
                    str(work / "out"),
                    *sorted(str(path) for path in (work / "in").iterdir()),
                ],
                check=True,
                capture_output=True,
                timeout=900,
            )
            for name in jobs:
                key = name.rsplit(".", 1)[0]
                self._store[key] = _timeless((work / "out" / f"{key}.{target}").read_bytes())

    def result(self, key: str) -> bytes:
        """The printed file."""
        return self._store[key]


def word_file(papers: Iterable[Draw]) -> bytes:
    """Papers as one Word file."""
    sheet = Sheet()
    for index, draw in enumerate(papers):
        if index:
            sheet.next_paper()
        draw(sheet)
    return sheet.to_bytes()


def prepare(content: Content, printer: Printer) -> bytes | str:
    """The bytes of a content, or the key under which the printer will have what it is made from."""
    match content:
        case Raw(data):
            return data
        case Word(papers):
            return word_file(papers)
        case Pdf(papers) | Scan(papers) | Photo(papers):
            return printer.ask(word_file(papers), ".docx", "pdf")
        case OldSheet(rows):
            return printer.ask(_spreadsheet(rows), ".xlsx", "xls")


def finish(content: Content, prepared: bytes | str, printer: Printer) -> bytes:
    """The file as it lies in the dossier."""
    if isinstance(prepared, bytes):
        return prepared
    printed = printer.result(prepared)
    if isinstance(content, Scan):
        return _scan(printed, seed=prepared)
    if isinstance(content, Photo):
        return _jpeg(_pages(printed, seed=prepared)[0])
    return printed


def write_sample(sample: Sample, files: Mapping[str, bytes], dossiers: Path) -> None:
    """Put a dossier where an office would leave it: a folder, a ZIP, or a single file."""
    if sample.container == "file":
        ((name, data),) = files.items()
        (dossiers / f"{sample.slug}{Path(name).suffix}").write_bytes(data)
    elif sample.container == "zip":
        (dossiers / f"{sample.slug}.zip").write_bytes(zip_bytes(dict(files)))
    else:
        for name, data in files.items():
            target = dossiers / sample.slug / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)


def _timeless(printed: bytes) -> bytes:
    """A PDF without its moment of printing and the checksums of it; lengths stay, so offsets hold."""
    for pattern, keep in (
        (rb"/CreationDate\(D:(\d+)Z?'?\)", b"20250101000000"),
        (rb"/ID\s*\[\s*<([0-9A-F]+)>\s*<([0-9A-F]+)>", b""),
        (rb"/DocChecksum\s*/([0-9A-F]+)", b""),
    ):
        for match in reversed(list(re.finditer(pattern, printed))):
            for group in range(match.re.groups, 0, -1):
                start, end = match.span(group)
                printed = printed[:start] + keep.ljust(end - start, b"0")[: end - start] + printed[end:]
    return printed


def _spreadsheet(rows: tuple[tuple[str, ...], ...]) -> bytes:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        book.set_properties({"created": FIXED_TIME.replace(tzinfo=None)})
        page = book.add_worksheet("Danh sách")
        for r, row in enumerate(rows):
            for c, value in enumerate(row):
                page.write(r, c, value)
    return buffer.getvalue()


def _pages(printed: bytes, seed: str) -> list[Image.Image]:
    """Pages as a flat-bed scanner gives them: grey, a little askew, with specks."""
    noise = random.Random(seed)
    pages = []
    pdf = pypdfium2.PdfDocument(printed)
    for page in pdf:
        picture = page.render(scale=SCAN_DPI / 72).to_pil().convert("L")
        picture = picture.rotate(noise.uniform(-0.6, 0.6), expand=False, fillcolor=250)
        for _ in range(120):
            picture.putpixel(
                (noise.randrange(picture.width), noise.randrange(picture.height)), noise.randrange(90, 200)
            )
        pages.append(picture)
    pdf.close()
    return pages


def _scan(printed: bytes, seed: str) -> bytes:
    first, *others = _pages(printed, seed)
    buffer = io.BytesIO()
    moment = FIXED_TIME.timetuple()
    first.save(
        buffer,
        "PDF",
        save_all=True,
        append_images=others,
        resolution=SCAN_DPI,
        quality=40,
        creationDate=moment,
        modDate=moment,
    )
    return buffer.getvalue()


def _jpeg(page: Image.Image) -> bytes:
    buffer = io.BytesIO()
    page.save(buffer, "JPEG", quality=45)
    return buffer.getvalue()
