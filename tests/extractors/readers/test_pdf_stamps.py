"""Receipt stamps drawn in other orders than that of reading; PDFs written by hand. Expected text by hand.

Stamps as an office program makes them are in ``tests/extractors/test_receipt_stamps.py``.
"""

from __future__ import annotations

import pytest

from pipeline.models.files import BlockKind
from tests.extractors.readers.test_pdf_defects import line, pdf, read, rules

LETTERS = {ord("{"): "Đ", ord("}"): "Ế", ord("~"): "Ở"}
OFFICE, ARRIVED = line(200, 330, "S~ XYZ"), line(205, 316, "{}N")
NUMBER, DAY = line(200, 302, "So: 345"), line(200, 288, "Ngay: 25/8/2025")
LEFT = [line(20, 370, "UBND XA MAU"), line(25, 330.5, "So: 12/TTr-UBND")]
BODY = line(20, 240, "Noi dung cua to trinh nay la mot cau dai.")


def boxes_and_rest(*drawn: str) -> tuple[list[str], list[str]]:
    file = read(pdf("".join(drawn), to_unicode=LETTERS))
    boxes = [block.text for block in file.blocks if block.kind is BlockKind.TEXT_BOX]
    return boxes, [block.text for block in file.blocks if block.kind is BlockKind.PARAGRAPH]


REST = ["UBND XA MAU", "So: 12/TTr-UBND", "Noi dung cua to trinh nay la mot cau dai."]


@pytest.mark.parametrize(
    "order",
    [
        pytest.param([OFFICE, ARRIVED, NUMBER, DAY, *LEFT, BODY], id="before the text"),
        pytest.param([*LEFT, BODY, OFFICE, ARRIVED, NUMBER, DAY], id="after the text"),
        pytest.param([LEFT[0], OFFICE, LEFT[1], ARRIVED, NUMBER, BODY, DAY], id="line by line with the text"),
        pytest.param([DAY, NUMBER, ARRIVED, OFFICE, *LEFT, BODY], id="from the bottom up"),
    ],
)
def test_a_stamp_beside_the_letterhead_is_read_apart_whatever_was_drawn_first(order: list[str]) -> None:
    assert boxes_and_rest(*order) == (["SỞ XYZ\nĐẾN\nSo: 345\nNgay: 25/8/2025"], REST)


def test_figures_filled_into_the_frame_afterwards_stand_behind_their_labels() -> None:
    labels = line(200, 302, "So:") + line(200, 288, "Ngay:")
    values = line(240, 288, "25/8/2025") + line(235, 302, "345")
    frame = rules([190, 290], [280, 345], thin=False)
    boxes, rest = boxes_and_rest(frame, OFFICE, ARRIVED, labels, *LEFT, BODY, values)
    assert (boxes, rest) == (["SỞ XYZ\nĐẾN\nSo: 345\nNgay: 25/8/2025"], REST)


def test_what_is_no_part_of_the_stamp_stays_in_the_text() -> None:
    """The number of the paper under it, a sentence that begins with a day, a word "ĐẾN" in running text."""
    sentence = line(20, 220, "Ngay 12/5/2025, Hoi nghi tong ket se duoc to chuc.")
    own = line(200, 274, "So: 62/TTr-UBND")
    boxes, rest = boxes_and_rest(OFFICE, ARRIVED, NUMBER, DAY, own, sentence, line(20, 180, "TU 2021 {}N 2025"))
    assert boxes == ["SỞ XYZ\nĐẾN\nSo: 345\nNgay: 25/8/2025"]
    assert rest == ["So: 62/TTr-UBND", "Ngay 12/5/2025, Hoi nghi tong ket se duoc to chuc.", "TU 2021 ĐẾN 2025"]


def test_without_a_number_and_a_day_the_word_is_no_stamp() -> None:
    boxes, rest = boxes_and_rest(line(20, 340, "{}N"), line(20, 320, "Ngay: 25/8/2025"))
    assert (boxes, rest) == ([], ["ĐẾN", "Ngay: 25/8/2025"])


def test_a_stamp_at_the_top_of_a_page_does_not_cut_the_sentence_that_runs_over_it() -> None:
    rows = ["Uy ban nhan dan xa kinh de nghi tang Bang", "khen cho cac tap the, ca nhan da co nhieu dong"]
    first = "".join(line(30, 60 - 15 * at, row) for at, row in enumerate(rows))
    second = OFFICE + ARRIVED + NUMBER + DAY + line(30, 370, "gop trong phong trao thi dua.")
    file = read(pdf(first, second, to_unicode=LETTERS))
    assert [(block.kind, block.page, block.text) for block in file.blocks] == [
        (BlockKind.PARAGRAPH, 1, " ".join([*rows, "gop trong phong trao thi dua."])),
        (BlockKind.TEXT_BOX, 2, "SỞ XYZ\nĐẾN\nSo: 345\nNgay: 25/8/2025"),
    ]
