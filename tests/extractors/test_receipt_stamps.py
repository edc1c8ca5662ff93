"""Receipt stamps wherever they lie, in Word and in the PDF made from it (``readers/fixtures/make_pdf_stamps.py``)."""

from __future__ import annotations

import datetime as dt
import hashlib
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from extractors.facts.extract import extract
from extractors.readers.read import read
from pipeline.models.facts import Document, DossierFacts, ReceiptStamp
from pipeline.models.files import Block, BlockKind, ReadFile, SourceFile
from pipeline.models.limits import Limits
from pipeline.models.vocabulary import Confidence

FIXTURES = Path(__file__).parent / "readers" / "fixtures"
SNV = "SỞ NỘI VỤ TỈNH LÂM ĐÀ"
LETTERS: list[tuple[str, str, str | None, int | None]] = [
    ("PHÒNG Y TẾ", "11/TTr-YT", SNV, 4),
    ("ỦY BAN NHÂN DÂN XÃ BẾN MƠ", "12/TTr-UBND", SNV, 5),
    ("HỘI LÀM VƯỜN TỈNH LÂM ĐÀ", "13/TTr-HLV", "SỞ NỘI VỤ", 6),
    ("ỦY BAN NHÂN DÂN XÃ NẬM SỎ", "14/TTr-UBND", "SỞ NỘI VỤ", 7),
    ("ỦY BAN NHÂN DÂN XÃ HUỔI NGÀ", "15/TTr-UBND", SNV, 8),
    ("ỦY BAN NHÂN DÂN PHƯỜNG CẦU MÂY", "16/TTr-UBND", SNV, 11),
    ("LIÊN MINH HỢP TÁC XÃ TỈNH LÂM ĐÀ", "17/TTr-LM", SNV, 12),
    ("ỦY BAN NHÂN DÂN XÃ THẢO MỘC", "18/TTr-UBND", SNV, 13),
    ("SỞ NỘI VỤ", "19/TTr-SNV", "SỞ NỘI VỤ", 14),
    ("ỦY BAN NHÂN DÂN XÃ PHÌN HỒ", "20/TTr-UBND", None, None),
]
NAMES = ["frame", "middle", "right", "margin", "above", "table", "upon", "cell", "department", "undated"]


def read_file(path: Path) -> ReadFile:
    data = path.read_bytes()
    source = SourceFile(
        id="f1",
        path=path.name,
        raw_name_b64=None,
        sha256=hashlib.sha256(data).hexdigest(),
        size=len(data),
        location=str(path),
    )
    return read(source, Limits())


@cache
def printed() -> tuple[ReadFile, DossierFacts]:
    found = read_file(FIXTURES / "receipt-stamps.pdf")
    return found, extract([found])


@pytest.fixture
def maker(monkeypatch: pytest.MonkeyPatch) -> Any:
    """The script that made the PDF."""
    monkeypatch.syspath_prepend(str(FIXTURES))
    import make_pdf_stamps

    yield make_pdf_stamps
    for name in ("make_pdf_stamps", "make_pdf_fixtures"):
        sys.modules.pop(name, None)


def shown(paper: Document, stamps: list[ReceiptStamp]) -> tuple[Any, ...]:
    return (
        (paper.issuer, paper.number, paper.date, paper.field_confidence("issuer")),
        [(stamp.office, stamp.day, stamp.confidence) for stamp in stamps],
    )


def expected(at: int) -> tuple[Any, ...]:
    issuer, number, office, day = LETTERS[at]
    stamps = [(office, dt.date(2025, 8, day), Confidence.STATED)] if day is not None else []
    return (issuer, number, dt.date(2025, 8, 1), Confidence.STATED), stamps


@pytest.mark.parametrize("at", range(10), ids=NAMES)
def test_a_printed_stamp_is_the_receipt_and_not_the_issuer(at: int) -> None:
    _, facts = printed()
    assert len(facts.documents) == 10
    paper = facts.documents[at]
    assert shown(paper, [stamp for stamp in facts.stamps if stamp.document == paper.id]) == expected(at)


@pytest.mark.parametrize("at", range(10), ids=NAMES)
def test_a_stamp_in_word_is_the_receipt_and_not_the_issuer(at: int, maker: Any, tmp_path: Path) -> None:
    target = tmp_path / "to-trinh.docx"
    maker.receipt_stamps(maker.PAGES[at]).save(str(target))
    facts = extract([read_file(target)])
    (paper,) = facts.documents
    assert shown(paper, list(facts.stamps)) == expected(at)


def test_a_printed_stamp_leaves_the_lines_under_it_whole() -> None:
    file, _ = printed()
    heads = [block for block in file.blocks if block.kind is BlockKind.TABLE]
    assert [head.cells[1].text for head in heads] == [
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nLâm Đà, ngày 01 tháng 8 năm 2025"
    ] * 10
    assert heads[6].cells[0].text == "LIÊN MINH HỢP TÁC XÃ\nTỈNH LÂM ĐÀ\nSố: 17/TTr-LM"
    sentence = (
        "Trong thực hiện Chương trình, nhiều tập thể đã có cách làm hay, đóng góp thiết thực cho địa phương, được nhân "
        "dân ghi nhận; kính đề nghị tặng Bằng khen cho 01 tập thể là Tổ hợp tác Trồng rừng có thành tích xuất sắc./."
    )
    assert [block.text for block in file.blocks].count(sentence) == 10


def test_a_printed_stamp_is_one_box_with_the_places_of_its_words() -> None:
    file, facts = printed()
    boxes: list[Block] = [block for block in file.blocks if block.kind is BlockKind.TEXT_BOX]
    assert [block.page for block in boxes] == list(range(1, 11))
    assert boxes[5].text == f"{SNV}\nĐẾN Số: 506\nNgày: 11/8/2025\nChuyển: .................."
    assert boxes[9].text == f"{SNV}\nĐẾN\nSố: .......\nNgày: ..........."
    margin = next(stamp for stamp in facts.stamps if stamp.day.day == 7)
    assert margin.quote == "ĐẾN\nSố: 504\nNgày: 07/8/2025\nChuyển: VT"
    assert margin.place.box is not None
    x0, y0, x1, y1 = margin.place.box
    assert (x0 > 8, x1 < 84, y0 > 330, y1 < 400) == (True, True, True, True)
