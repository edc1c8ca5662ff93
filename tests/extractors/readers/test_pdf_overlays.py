"""Annotations as one sees them: what signing software fills in, receipt stamps, signatures, notes. Written by hand.

E-office systems write number and day of a signed paper as appearances of signature fields (ISO 32000-1, 12.7.4.5).
"""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from pipeline.models.files import BlockKind, ReadFile
from pipeline.models.vocabulary import FileStatus, LossCode
from tests.extractors.readers.pdf_file import pdf_of
from tests.extractors.readers.test_pdf_defects import IMAGE, line, losses, read, texts

HEAD = (
    line(30, 370, "UBND XA MAU")
    + line(30, 352, "So:       /TTr-UBND")
    + line(150, 370, "CONG HOA XA HOI CHU NGHIA VIET NAM")
    + line(170, 352, "Mau, ngay      thang 8 nam 2025")
)
BODY = line(30, 300, "Kinh gui: So Noi vu.") + line(30, 280, "Day la noi dung cua to trinh.")


@dataclass(frozen=True)
class Laid:
    """One annotation: its box, what its appearance draws (from its own corner), and its kind with other entries."""

    rect: tuple[int, int, int, int]
    drawn: str | None
    entries: str = "/Subtype/Widget/FT/Sig/T(a)"


def paper(content: str, *laid: Laid) -> bytes:
    """A page of 400 × 400 points whose box is that of the whole file, as many writers leave it."""
    font = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 4 0 R>>"
    mapping = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def\n"
        "1 begincodespacerange <00> <FF> endcodespacerange\n2 beginbfchar\n<7B> <0110>\n<7D> <1EBE>\nendbfchar "
        "endcmap end end"
    )
    annotations, streams = [], []
    for at, one in enumerate(laid):
        left, bottom, right, top = one.rect
        look = f"/AP<</N {7 + at} 0 R>>" if one.drawn is not None else ""
        flags = "" if "/F " in one.entries else "/F 4"
        annotations.append(f"<</Type/Annot{one.entries}{flags}/Rect[{left} {bottom} {right} {top}]{look}>>")
        drawn = one.drawn or ""
        streams.append(
            f"<</Type/XObject/Subtype/Form/BBox[0 0 {right - left} {top - bottom}]/Resources<</Font<</F1 3 0 R>>>>"
            f"/Length {len(drawn)}>>stream\n{drawn}\nendstream"
        )
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[5 0 R]/Count 1/MediaBox[0 0 400 400]>>",
        font,
        f"<</Length {len(mapping)}>>stream\n{mapping}\nendstream",
        f"<</Type/Page/Parent 2 0 R/Contents 6 0 R/Resources<</Font<</F1 3 0 R>>>>/Annots[{''.join(annotations)}]>>",
        f"<</Length {len(content)}>>stream\n{content}\nendstream",
        *streams,
    ]
    return pdf_of(objects)


def boxes(file: ReadFile) -> list[str]:
    return [block.text for block in file.blocks if block.kind is BlockKind.TEXT_BOX]


def test_number_and_day_that_signing_software_filled_in_are_read_in_their_lines() -> None:
    file = read(
        paper(HEAD + BODY, Laid((51, 349, 70, 362), line(0, 3, "31")), Laid((231, 349, 250, 362), line(0, 3, "22")))
    )
    assert [cell.text for cell in file.blocks[0].cells] == [
        "UBND XA MAU\nSo: 31 /TTr-UBND",
        "CONG HOA XA HOI CHU NGHIA VIET NAM\nMau, ngay 22 thang 8 nam 2025",
    ]
    assert (file.status, losses(file), boxes(file)) == (FileStatus.READ, {}, [])


def test_what_was_filled_in_has_its_place_on_the_page_as_shown() -> None:
    file = read(paper(HEAD + BODY, Laid((51, 349, 70, 362), line(0, 3, "31"))))
    head = file.blocks[0].cells[0]
    (word,) = [word for word in head.words if head.text[slice(*word.span)] == "31"]
    assert (word.box[0], word.box[2]) == pytest.approx((51, 51 + 13.3), abs=0.5)
    assert word.box[1] < 400 - 352 < word.box[3]


def test_a_figure_that_touches_its_word_is_a_word() -> None:
    file = read(paper(line(30, 300, "Mau, ngay"), Laid((84, 297, 110, 312), line(0.2, 3, "22"))))
    assert texts(file) == ["Mau, ngay 22"]


def test_a_receipt_stamp_and_a_signature_are_apart_from_the_lines_they_lie_upon() -> None:
    stamp = line(5, 50, "SO NOI VU") + line(5, 36, "{}N") + line(5, 22, "So: 345") + line(5, 8, "Ngay: 25/8/2025")
    signed = line(5, 22, "Ky boi: UBND xa Mau") + line(5, 8, "Thoi gian ky: 22/8/2025")
    edge = "0 0 150 30 re S "
    file = read(paper(HEAD + BODY, Laid((20, 270, 140, 335), edge + stamp), Laid((160, 270, 310, 305), edge + signed)))
    assert boxes(file) == ["SO NOI VU\nĐẾN\nSo: 345\nNgay: 25/8/2025", "Ky boi: UBND xa Mau\nThoi gian ky: 22/8/2025"]
    assert [block.text for block in file.blocks if block.kind is BlockKind.PARAGRAPH] == [
        "Kinh gui: So Noi vu.",
        "Day la noi dung cua to trinh.",
    ]


def test_marks_in_fields_of_their_own_are_read_from_top_to_bottom() -> None:
    below = Laid((160, 200, 310, 215), line(5, 4, "Thoi gian: 22/8/2025"))
    above = Laid((160, 216, 310, 231), line(5, 4, "Co quan: UBND xa Mau"))
    assert boxes(read(paper(HEAD + BODY, below, above))) == ["Co quan: UBND xa Mau", "Thoi gian: 22/8/2025"]


def test_a_scan_stays_one_whatever_was_signed_upon_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")  # No program is found that would recognise it.
    signed = line(5, 22, "Ky boi: UBND xa Mau") + line(5, 8, "Thoi gian ky: 22/8/2025")
    file = read(paper(IMAGE.replace("300 0 0 400", "400 0 0 400"), Laid((160, 270, 310, 305), signed)))
    assert (file.status, losses(file)) == (FileStatus.NOT_READ_YET, {LossCode.PAGE_WITHOUT_TEXT: 1})
    assert boxes(file) == ["Ky boi: UBND xa Mau\nThoi gian ky: 22/8/2025"]


@pytest.mark.parametrize(
    ("entries", "drawn", "lost"),
    [
        ("/Subtype/FreeText/Contents(Da nhan 05/8)", line(2, 3, "Da nhan 05/8"), {}),
        ("/Subtype/FreeText/Contents(Da nhan 05/8)", None, {LossCode.COMMENT: 1}),
        ("/Subtype/Stamp/Contents(Da nhan 05/8)", "0 0 50 10 re f", {LossCode.COMMENT: 1}),
        ("/Subtype/Text/Contents(Da nhan 05/8)", "0 0 10 10 re f", {LossCode.COMMENT: 1}),
        ("/Subtype/Widget/FT/Tx/T(b)/V(Da nhan 05/8)", line(2, 3, "Da nhan 05/8"), {}),
        ("/Subtype/Widget/FT/Tx/T(b)/V(Da nhan 05/8)", None, {LossCode.ACTIVE_CONTENT: 1}),
        ("/Subtype/FreeText/Contents(Da nhan 05/8)/F 2", line(2, 3, "Da nhan 05/8"), {LossCode.COMMENT: 1}),
        ("/Subtype/Link", line(2, 3, "Da nhan 05/8"), {}),
    ],
    ids=["note", "note unseen", "drawing", "icon", "field", "field unseen", "hidden note", "link"],
)
def test_notes_and_fields_are_read_where_they_are_seen_and_counted_where_not(
    entries: str, drawn: str | None, lost: dict[LossCode, int]
) -> None:
    file = read(paper(HEAD + BODY, Laid((30, 200, 130, 215), drawn, entries)))
    seen = drawn is not None and "Da nhan" in drawn and "/F 2" not in entries and "Link" not in entries
    assert losses(file) == lost
    assert ("Da nhan 05/8" in texts(file)) is seen
    assert texts(file)[1:3] == ["Kinh gui: So Noi vu.", "Day la noi dung cua to trinh."]
