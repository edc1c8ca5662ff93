"""What is known of a paper, and how it is stored in the encodings of before Unicode."""

from __future__ import annotations

import io
import unicodedata

import docx
import pytest

from benchmarks.reading_peers.invented import papers
from benchmarks.reading_peers.legacy import tcvn3, vni
from benchmarks.reading_peers.papers import LEFT_OF, Closing, Grid, Letterhead, Paper, Paragraph, known
from benchmarks.reading_peers.worn import worn
from benchmarks.reading_peers.writing import word

PAPER = Paper(
    "thu",
    "report",
    (
        Letterhead("UBND", "XÃ A", "Số: 1", "A, ngày 01"),
        Paragraph("Kính gửi"),
        Grid((("STT", "Tên"), ("I. TẬP THỂ", LEFT_OF), ("1", "Tổ Một")), (1, 4)),
        Closing(("Lưu.",), ("CHỦ TỊCH",), "Kha Văn Út"),
    ),
)
_BODY = "Kính gửi\nSTT\nTên\nI. TẬP THỂ\n1\nTổ Một\nNơi nhận:\n- Lưu.\nCHỦ TỊCH\nKha Văn Út"
_MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"


def test_a_letterhead_may_be_read_by_rows_or_by_columns() -> None:
    assert known(PAPER).texts == (
        f"UBND\nXÃ A\n{_MOTTO}\nSố: 1\nA, ngày 01\n{_BODY}",
        f"UBND\nXÃ A\nSố: 1\n{_MOTTO}\nA, ngày 01\n{_BODY}",
    )


def test_a_merged_cell_is_known_once() -> None:
    assert known(PAPER).tables == ((("STT", "Tên"), ("I. TẬP THỂ", None), ("1", "Tổ Một")),)


def test_the_papers_are_the_same_each_time_and_of_every_kind() -> None:
    assert papers(10) == papers(10)
    assert {paper.kind for paper in papers(5)} == {"letter", "list", "report"}
    assert len({paper.name for paper in papers(40)}) == 40


@pytest.mark.parametrize("paper", papers(5), ids=lambda paper: paper.name)
def test_known_text_is_in_nfc(paper: Paper) -> None:
    assert all(unicodedata.is_normalized("NFC", text) for text in known(paper).texts)


def test_tcvn3_is_stored_letter_by_letter_with_a_font_of_capitals() -> None:
    assert tcvn3("đề nghị") == [(".VnTime", "®Ò nghÞ")]
    assert tcvn3("HỘI ĐỒNG") == [(".VnTimeH", "héi ®ång")]
    assert tcvn3("Ủy ban") == [(".VnTimeH", "ñ"), (".VnTime", "y ban")]
    assert tcvn3("Đơn vị") == [(".VnTime", "§¬n vÞ")]


def test_vni_is_stored_as_a_letter_and_its_mark() -> None:
    assert vni("đề nghị khen thưởng") == [("VNI-Times", "ñeà nghò khen thöôûng")]
    assert vni("HỘI ĐỒNG") == [("VNI-Times", "HOÄI ÑOÀNG")]


def test_a_word_file_in_a_legacy_font_holds_no_vietnamese_letter_of_unicode() -> None:
    document = docx.Document(io.BytesIO(word(PAPER, tcvn3)))
    runs = [run for table in document.tables for cell in table.row_cells(0) for p in cell.paragraphs for run in p.runs]
    assert [(run.font.name, run.text) for run in runs[:2]] == [(".VnTimeH", "ubnd"), (".VnTimeH", "x· a")]
    assert "KÝnh göi" in [paragraph.text for paragraph in document.paragraphs]


def test_a_worn_file_has_every_kind_of_wear_and_deleted_text_that_is_not_known() -> None:
    letter, one_list = papers(2)
    xml = "".join(docx.Document(io.BytesIO(worn(paper))).element.xml for paper in (letter, one_list))
    for tag in (
        "w:ins ",
        "w:del ",
        "w:sdt>",
        "w:hyperlink ",
        "w:smartTag ",
        "w:fldSimple ",
        "w:txbxContent",
        "w:noBreakHyphen",
    ):
        assert f"<{tag}" in xml, tag
    assert "đoạn đã bị xóa" in xml
    assert "đoạn đã bị xóa" not in known(letter).texts[0]
    assert "1. " in known(letter).texts[0]
    assert ">1. " not in xml
