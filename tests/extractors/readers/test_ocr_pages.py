"""Scans and photographs through the real Tesseract; the expected text was written by hand from the papers."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pypdfium2 as pypdfium
import pypdfium2.raw as pdfium
import pytest
from PIL import Image

from flows.check import check_path
from pipeline.models.files import BlockKind
from pipeline.models.vocabulary import FileStatus, LossCode
from tests.extractors.readers.scanning import (
    LETTER,
    LIST,
    as_file,
    as_pdf,
    drawn,
    photographed,
    scanned,
    submitted,
    table,
    told,
)

NAMES = ["Lường Văn Ín", "Sùng Thị Chía", "Khoàng A Lử", "Bạc Cầm Tính", "Lò Mai Xương"]
YEARS = [("1979", ""), ("", "1988"), ("1991", ""), ("1984", ""), ("", "1995")]
PEOPLES = ["Thái", "Mông", "Hà Nhì", "Thái", "Kinh"]
AWARDS = [*["Bằng khen của Chủ tịch UBND tỉnh"] * 3, "Giấy khen của Giám đốc Sở", "Bằng khen của Chủ tịch UBND tỉnh"]
OPENING = "Căn cứ Hướng dẫn số 94/HD-SNV ngày 01/6/2015 của Sở Nội vụ về công tác thi đua, khen thưởng;"


def test_a_ruled_list_that_was_scanned_askew_gives_its_cells(tmp_path: Path) -> None:
    file = submitted(tmp_path, "danh-sach.pdf", as_pdf(scanned(drawn(LIST), skew=2)))
    rows = table(file.blocks)
    people = [row for row in rows if row[1] in ("Ông", "Bà")]
    assert [row[2] for row in people] == NAMES
    assert [(row[3], row[4]) for row in people] == YEARS
    assert [row[5] for row in people] == PEOPLES
    assert [row[7] for row in people] == AWARDS
    assert people[0][6] == "Trưởng bản Nậm Cắt, xã Nậm Trạch"
    assert [row[2] for row in rows[:6]] == [
        "Tập thể/Họ và tên cá nhân",
        "",
        "Tập thể",
        "Đội Quản lý điện lực khu vực Mường Trạch",
        "Bản Nậm Cắt, xã Nậm Trạch",
        "Tổ dân quân bản Huổi Lếch, xã Nậm Trạch",
    ]
    assert (file.status, told(file)) == (FileStatus.READ_WITH_LOSSES, [])
    assert {loss.code: loss.count for loss in file.losses} == {
        LossCode.TEXT_RECOGNISED: 1,
        LossCode.STAMPS_UNREAD: 1,
    }


def test_words_lie_where_they_stand_on_the_page_and_say_how_sure_they_are(tmp_path: Path) -> None:
    file = submitted(tmp_path, "danh-sach.pdf", as_pdf(scanned(drawn(LIST), skew=2)))
    name = next(cell for block in file.blocks for cell in block.cells if cell.text == "Lường Văn Ín")
    document = pypdfium.PdfDocument(LIST)
    page = document[0]
    searcher = page.get_textpage().search("Lường Văn Ín")
    index, _ = searcher.get_next()
    left, _, _, top = page.get_textpage().get_charbox(index)
    width, height = page.get_size()
    document.close()
    # The sheet was turned by two degrees about its middle.
    dx, dy = left - width / 2, (height - top) - height / 2
    x, y = width / 2 + 0.9994 * dx + 0.0349 * dy, height / 2 - 0.0349 * dx + 0.9994 * dy
    first = name.words[0]
    assert first.page == 1
    assert first.box[0] == pytest.approx(x, abs=4)
    assert first.box[1] == pytest.approx(y, abs=6)
    assert all(word.confidence is not None and 0.6 < word.confidence <= 1 for word in name.words)


@pytest.mark.parametrize(
    ("name", "turn"),
    [("90", Image.Transpose.ROTATE_90), ("180", Image.Transpose.ROTATE_180), ("270", Image.Transpose.ROTATE_270)],
)
def test_a_page_laid_sideways_or_upside_down_is_read_upright(tmp_path: Path, name: str, turn: Image.Transpose) -> None:
    data = as_file(scanned(drawn(LETTER)).transpose(turn), "JPEG", quality=75, dpi=(200, 200))
    file = submitted(tmp_path, f"to-trinh-{name}.jpg", data)
    assert OPENING in [block.text for block in file.blocks]
    assert table(file.blocks, 4)[2] == ["1", "Tổ dân phố số 3", "phường Bình Mẫu", "Bằng khen của Chủ tịch UBND tỉnh"]


def test_a_photograph_with_the_light_from_one_side_is_read_to_its_dark_corner(tmp_path: Path) -> None:
    file = submitted(tmp_path, "anh.jpg", as_file(photographed(drawn(LETTER)), "JPEG", quality=85))
    rows = table(file.blocks, 4)
    assert rows[4] == [
        "1",
        "Ông Ninh Công Sửu",
        "Dân quân, Tổ dân phố số 3, phường Bình Mẫu",
        "Bằng khen của Chủ tịch UBND tỉnh",
    ]
    last = [block.text for block in file.blocks if block.kind is BlockKind.PARAGRAPH and block.text][-1]
    assert "Chủ tịch Ủy ban nhân dân tỉnh xem xét, quyết định" in last
    assert told(file) == []


def test_the_turn_that_a_camera_notes_is_done(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    lying = scanned(drawn(LETTER)).transpose(Image.Transpose.ROTATE_90)
    file = submitted(tmp_path, "anh.jpg", as_file(lying, "JPEG", quality=85, exif=exif))
    assert OPENING in [block.text for block in file.blocks]


def test_a_tiff_gives_its_pages_in_order_and_its_blank_back_is_not_unread(tmp_path: Path) -> None:
    front, back = scanned(drawn(LIST)), scanned(Image.new("L", (1654, 2339), 255))
    data = as_file(front, "TIFF", back, scanned(drawn(LETTER, 2)), compression="tiff_lzw", dpi=(200, 200))
    file = submitted(tmp_path, "ho-so.tif", data)
    assert (file.format, file.pages, told(file)) == ("tif", 3, [])
    assert {block.page for block in file.blocks} == {1, 3}
    assert "BIÊN BẢN" in [block.text for block in file.blocks if block.page == 3 and block.starts_page is False]


def test_a_blank_page_alone_is_an_empty_file(tmp_path: Path) -> None:
    file = submitted(tmp_path, "trang.pdf", as_pdf(scanned(Image.new("L", (1654, 2339), 255))))
    assert (file.status, told(file)) == (FileStatus.EMPTY, [("file-empty", None)])


def test_a_page_of_scribbles_is_not_counted_as_read(tmp_path: Path) -> None:
    noise = Image.effect_noise((1654, 2339), 190).resize((414, 585)).resize((1654, 2339))
    file = submitted(tmp_path, "mo.pdf", as_pdf(noise))
    assert told(file) in ([("recognised-poorly", 1)], [("page-without-text", 1)])


def test_scans_stand_among_the_pages_with_text_in_their_order(tmp_path: Path) -> None:
    mixed = pypdfium.PdfDocument.new()
    text, scan = pypdfium.PdfDocument(LETTER), pypdfium.PdfDocument(as_pdf(scanned(drawn(LIST))))
    mixed.import_pages(text, [0])
    mixed.import_pages(scan)
    mixed.import_pages(text, [2])
    path = tmp_path / "mixed.pdf"
    mixed.save(path)
    file = submitted(tmp_path, "ho-so.pdf", path.read_bytes())
    alone = submitted(tmp_path, "to-trinh.pdf", LETTER.read_bytes())
    pages = [block.page for block in file.blocks]
    assert pages == sorted(pages, key=lambda page: page or 0)
    assert set(pages) == {1, 2, 3}
    first = [block for block in file.blocks if block.page == 1]
    assert first == [block for block in alone.blocks if block.page == 1]
    assert all(word.confidence is None for block in first for word in block.words)
    assert "DANH SÁCH" in [block.text for block in file.blocks if block.page == 2]


def test_what_signing_software_wrote_over_a_scan_stands_once(tmp_path: Path) -> None:
    path = tmp_path / "quet.pdf"
    path.write_bytes(as_pdf(scanned(drawn(LETTER))))
    document = pypdfium.PdfDocument(path)
    page = document[0]
    for text, y in (("Ky boi: UBND phuong Binh Mau", 806), ("Thoi gian ky: 06/10/2025 09:15:00", 792)):
        mark = pdfium.FPDFPageObj_NewTextObj(document, b"Helvetica", 9)
        letters = (text + "\0").encode("utf-16-le")
        pdfium.FPDFText_SetText(mark, (pdfium.FPDF_WCHAR * (len(letters) // 2)).from_buffer_copy(letters))
        pdfium.FPDFPageObj_Transform(mark, 1, 0, 0, 1, 330, y)
        pdfium.FPDFPage_InsertObject(page, mark)
    pdfium.FPDFPage_GenerateContent(page)
    signed = tmp_path / "signed.pdf"
    document.save(signed)
    file = submitted(tmp_path, "to-trinh.pdf", signed.read_bytes())
    everything = "\n".join(cell.text for block in file.blocks for cell in block.cells)
    everything += "\n".join(block.text for block in file.blocks)
    assert everything.count("06/10/2025 09:15:00") == 1
    assert everything.count("Ky boi: UBND phuong Binh Mau") == 1
    assert OPENING in [block.text for block in file.blocks]
    assert told(file) == []


def test_a_scan_is_as_good_a_dossier_as_its_original_but_never_stated(tmp_path: Path) -> None:
    document = pypdfium.PdfDocument(LETTER)
    count = len(document)
    document.close()
    path = tmp_path / "to-trinh.pdf"
    path.write_bytes(as_pdf(*(scanned(drawn(LETTER, index), skew=0.7) for index in range(count))))
    report = json.loads(check_path(path, judged_on=dt.date(2025, 10, 6)).to_json())
    letter = next(document for document in report["facts"]["documents"] if document["kind"] == "request_letter")
    assert (letter["number"], letter["date"]) == ("31/TTr-UBND", "2025-10-06")
    nominees = report["facts"]["nominees"]
    assert [nominee["name"] for nominee in nominees] == ["Tổ dân phố số 3", "Ninh Công Sửu"]
    assert {nominee["confidence"] for nominee in nominees} <= {"inferred", "uncertain"}
