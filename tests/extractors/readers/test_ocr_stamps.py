"""Stamps in red ink over pages in colour, drawn here and read through the real Tesseract; expected values by hand."""

from __future__ import annotations

import datetime as dt
import io
import math
from functools import cache
from pathlib import Path

import numpy as np
import pypdfium2 as pypdfium
import pypdfium2.raw as pdfium
import pytest
from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont

from extractors.facts.extract import extract
from extractors.readers.ocr import colour, overlaid
from extractors.readers.ocr.marks import Kind, told_of
from extractors.readers.ocr.stamped import Stamps, unpacked
from extractors.readers.ocr.tesseract import Seen
from pipeline.models.facts import DossierFacts
from pipeline.models.files import BlockKind, ReadFile
from pipeline.models.vocabulary import LossCode
from tests.extractors.readers.scanning import DPI, LETTER, as_file, drawn, submitted

RED = (205, 35, 50)
SEALED = (1000, 1750)
"""Where a seal lies: under the text of the page."""


@cache
def _font(size: int, bold: bool = True) -> ImageFont.FreeTypeFont:
    """The font of the samples' own papers: the stamp must have the letters of Vietnamese."""
    names = ("LiberationSerif-Bold.ttf", "DejaVuSerif-Bold.ttf") if bold else ("LiberationSerif-Regular.ttf",)
    for folder in ("/usr/share/fonts/truetype/liberation2", "/usr/share/fonts/truetype/dejavu"):
        for name in names:
            if (Path(folder) / name).exists():
                return ImageFont.truetype(str(Path(folder) / name), size)
    raise FileNotFoundError("a serif font with Vietnamese letters")


def page() -> Image.Image:
    return drawn(LETTER).convert("RGB")


def head() -> Image.Image:
    """The upper part of the page: sooner read."""
    return page().crop((0, 0, 1654, 900))


def stamp(*lines: str, size: int = 56) -> Image.Image:
    """A framed stamp on white."""
    font = _font(size)
    width = max(round(font.getlength(line)) for line in lines) + size
    made = Image.new("RGB", (width, round(size * 1.25) * len(lines) + size // 3), "white")
    draw = ImageDraw.Draw(made)
    draw.rectangle((2, 2, made.width - 3, made.height - 3), outline=RED, width=4)
    for row, line in enumerate(lines):
        place = (made.width / 2, size * 0.08 + row * size * 1.25)
        draw.text(place, line, font=font, fill=RED, anchor="ma")
    return made


def receipt(office: str, number: str, day: str) -> Image.Image:
    """The receipt stamp of Decree 30/2020, Appendix IV, filled in with a stamp, too."""
    made = Image.new("RGB", (520, 220), "white")
    draw = ImageDraw.Draw(made)
    draw.rectangle((2, 2, 517, 217), outline=RED, width=4)
    draw.line((0, 60, 520, 60), fill=RED, width=3)
    draw.line((150, 60, 150, 220), fill=RED, width=3)
    draw.text((260, 32), office, font=_font(32), fill=RED, anchor="mm")
    draw.text((75, 130), "ĐẾN", font=_font(40), fill=RED, anchor="mm")
    for row, line in enumerate((f"Số: {number}", f"Ngày: {day}", "Chuyển:")):
        draw.text((170, 66 + row * 50), line, font=_font(40, bold=False), fill=RED)
    return made


def seal() -> Image.Image:
    made = Image.new("RGB", (300, 300), "white")
    draw = ImageDraw.Draw(made)
    draw.ellipse((5, 5, 295, 295), outline=RED, width=5)
    draw.ellipse((60, 60, 240, 240), outline=RED, width=3)
    for at, letter in enumerate("UBND PHƯỜNG BÌNH MẪU * "):
        angle = 2 * math.pi * at / 23
        place = (150 + 117 * math.sin(angle), 150 - 117 * math.cos(angle))
        draw.text(place, letter, font=_font(26), fill=RED, anchor="mm")
    draw.regular_polygon((150, 150, 45), 5, fill=RED)
    return made


def laid(ground: Image.Image, what: Image.Image, place: tuple[int, int], angle: float = 0.0) -> Image.Image:
    """What a stamp leaves on paper: its ink and the print under it together."""
    turned = what.rotate(angle, Image.Resampling.BICUBIC, expand=True, fillcolor="white")
    sheet = Image.new("RGB", ground.size, "white")
    sheet.paste(turned, place)
    return ImageChops.multiply(ground, sheet)


def scanned(image: Image.Image) -> Image.Image:
    """In colour, a little soft, on paper that is not quite white, with noise."""
    image = image.filter(ImageFilter.GaussianBlur(0.5))
    pixels = np.asarray(image, dtype=np.float32) * (0.95, 0.95, 0.92)
    pixels += np.random.default_rng(8).normal(0, 3, pixels.shape)
    return Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8))


def read(folder: Path, image: Image.Image) -> ReadFile:
    return submitted(folder, "quet.jpg", as_file(image, "JPEG", quality=75, dpi=(DPI, DPI)))


def facts(folder: Path, image: Image.Image) -> DossierFacts:
    return extract([read(folder, image)])


def boxes(file: ReadFile) -> list[str]:
    return [block.text for block in file.blocks if block.kind is BlockKind.TEXT_BOX]


def unread(file: ReadFile) -> int:
    return {loss.code: loss.count for loss in file.losses}.get(LossCode.STAMPS_UNREAD, 0)


@pytest.mark.parametrize(
    ("words", "size", "place", "angle", "level"),
    [
        (("MẬT",), 60, (200, 330), 5.0, "mat"),
        (("MẬT",), 40, (1100, 30), -7.0, "mat"),
        (("TỐI MẬT",), 48, (250, 130), -4.0, "toi_mat"),
        (("TUYỆT MẬT",), 56, (500, 640), 3.0, "tuyet_mat"),
        (("TỐI", "MẬT"), 60, (180, 300), 2.0, "toi_mat"),
    ],
)
def test_a_red_secrecy_mark_is_found_wherever_it_lies(
    tmp_path: Path, words: tuple[str, ...], size: int, place: tuple[int, int], angle: float, level: str
) -> None:
    marks = facts(tmp_path, scanned(laid(head(), stamp(*words, size=size), place, angle))).secret_marks
    assert [mark.level for mark in marks] == [level]
    box = marks[0].place.box
    assert box is not None
    x, y = place[0] * 72 / DPI, place[1] * 72 / DPI
    assert x - 5 < box[0] < x + 80
    assert y - 5 < box[1] < y + 80


@pytest.mark.parametrize("word", ["HỎA TỐC", "SAO Y BẢN CHÍNH", "ĐÃ KÝ", "MẶT TRẬN", "ĐẾN", "KHẨN"])
def test_another_red_stamp_is_no_secrecy_mark(tmp_path: Path, word: str) -> None:
    assert facts(tmp_path, scanned(laid(head(), stamp(word), (300, 250), 4.0))).secret_marks == ()


def test_the_day_on_a_receipt_stamp_is_read(tmp_path: Path) -> None:
    made = laid(page(), receipt("SỞ NỘI VỤ TỈNH AN MẪU", "1468", "14/10/2025"), (1000, 1750), 3.0)
    (found,) = facts(tmp_path, scanned(made)).stamps
    assert found.day == dt.date(2025, 10, 14)
    assert found.confidence.value != "stated"


def test_a_page_with_a_seal_and_no_stamp_is_known_to_bear_none(tmp_path: Path) -> None:
    file = read(tmp_path, scanned(laid(page(), seal(), SEALED, 12.0)))
    assert (unread(file), boxes(file)) == (0, [])


def test_a_seal_over_words_leaves_them_readable(tmp_path: Path) -> None:
    file = read(tmp_path, scanned(laid(page(), seal(), (300, 640), 12.0)))
    opening = "Căn cứ Hướng dẫn số 94/HD-SNV ngày 01/6/2015 của Sở Nội vụ về công tác thi đua, khen thưởng;"
    assert opening in [block.text for block in file.blocks]


def test_a_page_without_any_red_ink_may_be_a_copy_in_black(tmp_path: Path) -> None:
    assert unread(read(tmp_path, scanned(page()))) == 1


def test_a_grey_scan_is_not_vouched_for(tmp_path: Path) -> None:
    grey = scanned(laid(page(), seal(), SEALED)).convert("L")
    assert unread(read(tmp_path, grey)) == 1


def test_a_grey_scan_stored_in_colour_is_not_vouched_for(tmp_path: Path) -> None:
    grey = scanned(laid(page(), seal(), SEALED)).convert("L").convert("RGB")
    assert unread(read(tmp_path, grey)) == 1


def test_red_ink_that_says_nothing_leaves_the_page_open(tmp_path: Path) -> None:
    made = laid(page(), seal(), SEALED)
    draw = ImageDraw.Draw(made)
    strokes = [(200 + step * 12, 330 + round(45 * math.sin(step * 1.3))) for step in range(20)]
    draw.line(strokes, fill=RED, width=5)
    file = read(tmp_path, scanned(made))
    assert (unread(file), boxes(file)) == (1, [])


def pages_of(*images: Image.Image) -> bytes:
    file = io.BytesIO()
    images[0].save(file, "PDF", resolution=DPI, save_all=True, append_images=images[1:], quality=80)
    return file.getvalue()


def test_one_page_with_a_seal_shows_that_the_others_are_no_black_copies(tmp_path: Path) -> None:
    first, second = scanned(page()), scanned(laid(drawn(LETTER, 2).convert("RGB"), seal(), SEALED))
    assert unread(submitted(tmp_path, "to-trinh.pdf", pages_of(first, second))) == 0
    assert unread(submitted(tmp_path, "ban-sao.pdf", pages_of(first, scanned(drawn(LETTER, 2).convert("RGB"))))) == 2


def test_a_red_seal_that_a_program_laid_over_a_grey_scan_vouches_for_nothing(tmp_path: Path) -> None:
    document = pypdfium.PdfDocument(pages_of(scanned(page()).convert("L").convert("RGB")))
    sheet = document[0]
    drawing = pypdfium.PdfImage.new(document)
    picture = pypdfium.PdfBitmap.from_pil(seal())
    drawing.set_bitmap(picture)
    drawing.set_matrix(pypdfium.PdfMatrix().scale(108, 108).translate(360, 60))
    sheet.insert_obj(drawing)
    sheet.gen_content()
    path = tmp_path / "ky-so.pdf"
    document.save(path)
    assert unread(submitted(tmp_path, "to-trinh.pdf", path.read_bytes())) == 1


def test_pages_that_the_senders_software_recognised_are_not_vouched_for(tmp_path: Path) -> None:
    document = pypdfium.PdfDocument(pages_of(scanned(laid(page(), seal(), SEALED))))
    sheet = document[0]
    words = "Ủy ban nhân dân phường kính trình xem xét, quyết định tặng Bằng khen. "
    for row in range(8):
        text = pdfium.FPDFPageObj_NewTextObj(document, b"Helvetica", 9)
        letters = (words + "\0").encode("utf-16-le")
        pdfium.FPDFText_SetText(text, (pdfium.FPDF_WCHAR * (len(letters) // 2)).from_buffer_copy(letters))
        pdfium.FPDFTextObj_SetTextRenderMode(text, pdfium.FPDF_TEXTRENDERMODE_INVISIBLE)
        pdfium.FPDFPageObj_Transform(text, 1, 0, 0, 1, 60, 700 - row * 20)
        pdfium.FPDFPage_InsertObject(sheet, text)
    pdfium.FPDFPage_GenerateContent(sheet)
    path = tmp_path / "lop-chu.pdf"
    document.save(path)
    assert unread(submitted(tmp_path, "to-trinh.pdf", path.read_bytes())) == 1


def test_a_stamp_on_a_page_that_lies_sideways_is_found(tmp_path: Path) -> None:
    made = laid(page(), stamp("TỐI MẬT"), (200, 320), 4.0).transpose(Image.Transpose.ROTATE_90)
    assert [mark.level for mark in facts(tmp_path, scanned(made)).secret_marks] == ["toi_mat"]


def seen(text: str, line: int = 0, confidence: float = 0.95) -> list[Seen]:
    return [
        Seen(word, at * 50.0, line * 40.0, at * 50.0 + 45, line * 40.0 + 30, line * 40.0 + 28, 30, confidence, line)
        for at, word in enumerate(text.split())
    ]


@pytest.mark.parametrize(
    ("text", "said", "sure"),
    [
        ("MẬT", "MẬT", True),
        ("TUYỆT MẬT", "TUYỆT MẬT", True),
        ("TÔI MÂT", "TỐI MẬT", False),
        ("TUYET MAT", "TUYỆT MẬT", False),
        ("TUYỆT MT", "TUYỆT MẬT", False),
        ("MIT", "MẬT", False),
    ],
)
def test_letters_that_lost_their_marks_are_a_mark_and_doubtful(text: str, said: str, sure: bool) -> None:
    told = told_of(seen(text), framed=True)
    assert told.kind is Kind.MARK
    assert " ".join(word.text for word in told.words) == said
    assert (min(word.confidence for word in told.words) >= 0.8) is sure


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("MẶT TRẬN", Kind.UNREAD),
        ("Phòng MẬT MÃ", Kind.TEXT),
        ("HỎA TỐC", Kind.STAMP),
        ("SAO Y BẢN CHÍNH", Kind.STAMP),
        ("BAT", Kind.UNREAD),
        ("ANH", Kind.UNREAD),
        ("", Kind.UNREAD),
    ],
)
def test_other_words_are_no_mark(text: str, kind: Kind) -> None:
    assert told_of(seen(text), framed=True).kind is kind


def test_a_mark_beside_another_stamp_is_found() -> None:
    told = told_of([*seen("HỎA TỐC"), *seen("MẬT", 1)], framed=True)
    assert (told.kind, [word.text for word in told.words]) == (Kind.MARK, ["MẬT"])


def test_what_was_seen_of_stamps_comes_back_as_it_was_kept() -> None:
    stamps = Stamps((tuple(seen("TỐI MẬT")), tuple(seen("ĐẾN"))), seen=True, red=True)
    assert unpacked(stamps.packed()) == stamps


def test_a_page_too_large_to_look_at_in_colour_is_grey() -> None:
    assert colour.in_colour(Image.new("RGB", (4000, 4000), RED), alone=True).mode == "L"


def test_without_time_for_stamps_the_page_is_read_and_left_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(overlaid, "STAMPS_SECONDS", 0.0)
    made = laid(laid(page(), seal(), SEALED), stamp("HỎA TỐC"), (300, 250))
    file = read(tmp_path, scanned(made))
    assert (unread(file), boxes(file)) == (1, [])
    assert any("Kính gửi" in block.text for block in file.blocks)
