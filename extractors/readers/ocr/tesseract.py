"""Tesseract as a program: a grey picture in, words with their boxes and confidence out.

``--oem 1`` (the LSTM engine), one thread a process (``OMP_THREAD_LIMIT``): a page a core is faster than a page on all
cores. hOCR rather than TSV, for it also gives the size of each line and its baseline. See docs/reading.md for what was
measured.
"""

from __future__ import annotations

import re
import tempfile
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from lxml import etree

from extractors.readers import external
from extractors.readers.ocr.light import Grey
from extractors.text.fold import clean
from pipeline.errors import ReadError
from pipeline.models.vocabulary import FileCode

PROGRAM = "tesseract"
LANGUAGE = "vie"
WHOLE_PAGE = 3
"""Page segmentation mode: fully automatic."""
ONE_BLOCK = 6
"""Page segmentation mode: one block of lines."""
_EXPANDED = ("-c", "textord_expansion_factor=1.3")
"""How far the rows of letters reach above their usual height: at the default of 1 the marks of Ả, Ổ and Ể fall out of a
row that has no other letter as high; at 1.6 letters of the row above come in."""
_ENVIRONMENT = {"OMP_THREAD_LIMIT": "1", "OMP_NUM_THREADS": "1"}
_START_SECONDS = 20.0
_BOX = re.compile(r"bbox (-?\d+) (-?\d+) (-?\d+) (-?\d+)")
_SURE = re.compile(r"x_wconf (\d+)")
_SIZE = re.compile(r"x_size ([\d.]+)")
_BASE = re.compile(r"baseline (-?[\d.e-]+) (-?[\d.]+)")
_DOUBLED = "QĐĐ", "QĐ"
"""The sign of a decision, which the Vietnamese model likes to see with two Đ; no sign has two."""
_DOTTED = re.compile(r"\A(\d{1,3})\.{2,3}\Z")
"""The number of an item and the gap behind it, which comes out as dots: "5..." for "5."."""
_ANGLE = re.compile(r"textangle (?!0\b|360\b)")
_TURN = re.compile(rb"Rotate: (\d+)\s+Orientation confidence: ([\d.]+)")
_SURE_OF_TURN = 1.0
_XHTML = "{http://www.w3.org/1999/xhtml}"


@dataclass(frozen=True, slots=True)
class Seen:
    """One word as Tesseract gives it, in pixels from the top left of the picture."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    baseline: float
    size: float
    """Height of its line, near the size of the font."""
    confidence: float
    """0 to 1."""
    line: int = 0
    """Words of one line share a number."""
    turned: bool = False
    """Its line runs up or down the page."""

    def moved(self, x: float, y: float, line: int | None = None) -> Seen:
        """The word elsewhere, and on the line of that number where one is given."""
        return Seen(
            self.text,
            self.x0 + x,
            self.y0 + y,
            self.x1 + x,
            self.y1 + y,
            self.baseline + y,
            self.size,
            self.confidence,
            self.line if line is None else line,
            self.turned,
        )


@lru_cache(maxsize=1)
def _asked(_program: str) -> tuple[str, frozenset[str]]:
    """The version and the languages of the installed Tesseract."""
    with tempfile.TemporaryDirectory(prefix="dossiers-") as folder:
        printed = [
            external.run([PROGRAM, option], Path(folder), seconds=_START_SECONDS, file="", variables=_ENVIRONMENT)
            for option in ("--version", "--list-langs")
        ]
    first, *_ = printed[0].decode("utf-8", "replace").splitlines() or [""]
    return first, frozenset(line.strip() for line in printed[1].decode("utf-8", "replace").splitlines()[1:])


def version(file: str) -> str:
    """What the installed Tesseract calls itself.

    Raises:
        ReadError: ``tool-missing`` where there is none, or none that knows Vietnamese.
    """
    name, languages = _asked(external.find(PROGRAM, file))
    if LANGUAGE not in languages:
        raise external.missing("Tesseract vie", file)
    return name


def words(picture: Grey, dpi: float, mode: int, *, seconds: float, file: str) -> list[Seen]:
    """The words of a picture.

    Raises:
        ReadError: as :func:`extractors.readers.external.run`.
    """
    options = ["-l", LANGUAGE, "--oem", "1", "--psm", str(mode), "--dpi", str(round(dpi)), *_EXPANDED]
    return parsed(_run(picture, [*options, "hocr"], seconds, file), file)


def turn(picture: Grey, dpi: float, *, seconds: float, file: str) -> int:
    """Quarter turns clockwise that set a page upright; 0 where Tesseract cannot tell."""
    try:
        printed = _run(picture, ["-l", "osd", "--psm", "0", "--dpi", str(round(dpi))], seconds, file)
    except ReadError as error:
        if error.code != FileCode.READING_CRASHED.value:  # "Too few characters" is an exit with an error
            raise
        return 0
    found = _TURN.search(printed)
    return int(found[1]) // 90 % 4 if found and float(found[2]) >= _SURE_OF_TURN else 0


def _run(picture: Grey, options: list[str], seconds: float, file: str) -> bytes:
    height, width = picture.shape
    data = b"P5 %d %d 255\n" % (width, height) + picture.tobytes()
    with tempfile.TemporaryDirectory(prefix="dossiers-") as folder:
        return external.run(
            [PROGRAM, "stdin", "stdout", *options],
            Path(folder),
            seconds=seconds,
            file=file,
            stdin=data,
            variables=_ENVIRONMENT,
        )


def parsed(hocr: bytes, file: str) -> list[Seen]:
    """The words of an hOCR page.

    Raises:
        ReadError: ``reading-crashed`` where it is none.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True, recover=True)
    root = etree.fromstring(hocr, parser) if hocr.strip() else None
    if root is None:
        raise ReadError(FileCode.READING_CRASHED.value, file=file, detail="tesseract: no hOCR")
    found = []
    for number, line in enumerate(root.iter(_XHTML + "span")):
        title = line.get("title", "")
        if line.get("class") == "ocrx_word" or not (box := _BOX.search(title)):
            continue
        turned = bool(_ANGLE.search(title))
        left, bottom = float(box[1]), float(box[4])
        size = float(match[1]) if (match := _SIZE.search(title)) else bottom - float(box[2])
        slope, offset = (float(match[1]), float(match[2])) if (match := _BASE.search(title)) else (0.0, 0.0)
        for word in line.iter(_XHTML + "span"):
            own = word.get("title", "")
            text = clean("".join(word.itertext())).strip().replace(*_DOUBLED)
            text = _DOTTED.sub(r"\1.", text)
            place, sure = _BOX.search(own), _SURE.search(own)
            if word.get("class") != "ocrx_word" or not text or not place or not sure:
                continue
            x0, y0, x1, y1 = (float(place[number]) for number in range(1, 5))
            base = bottom + offset + slope * ((x0 + x1) / 2 - left)
            found.append(Seen(text, x0, y0, x1, y1, base, size, int(sure[1]) / 100, number, turned))
    return found
