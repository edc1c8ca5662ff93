"""What nobody sees, what stands another way, and files that lead nowhere: PDFs written by hand, one matter each."""

from __future__ import annotations

import pytest

from pipeline.models.files import ReadFile
from pipeline.models.vocabulary import FileStatus, LossCode
from tests.extractors.readers.pdf_file import pdf_of, read
from tests.extractors.readers.test_pdf_defects import BODY, IMAGE, line, losses, pdf, texts, without_text

BODY_TEXT = "Day la noi dung doc duoc cua trang nay."


@pytest.fixture(autouse=True)
def _without_recognition(monkeypatch: pytest.MonkeyPatch) -> None:
    """No program is found: what a page's text layer gives is all that there is."""
    monkeypatch.setenv("PATH", "")


@pytest.mark.parametrize(
    "drawn",
    [
        line(60, 300, "Ban Chi dao", "7 Tr"),
        "BT /F1 0.4 Tf 60 300 Td (Ban Chi dao) Tj ET ",
        "BT /F1 12 Tf 0.03 0 0 0.03 60 300 Tm (Ban Chi dao) Tj ET ",
    ],
    ids=["only a clip", "tiny font", "tiny by its matrix"],
)
def test_text_too_small_or_only_a_clip_is_left_out_and_counted(drawn: str) -> None:
    file = read(pdf(BODY + drawn))
    assert texts(file) == [BODY_TEXT]
    assert losses(file) == {LossCode.INVISIBLE_TEXT: 3}


def test_a_small_font_drawn_large_is_read() -> None:
    file = read(pdf(BODY + "BT /F1 0.5 Tf 24 0 0 24 60 300 Tm (Ban Chi dao) Tj ET "))
    assert texts(file) == [BODY_TEXT, "Ban Chi dao"]
    assert losses(file) == {}


@pytest.mark.parametrize(
    ("matrix", "inside"),
    [("-1 0 0 -1 270 60", (241.3, 270)), ("0 -1 1 0 60 270", (60, 75))],
    ids=["upside down", "downwards"],
)
def test_a_page_whose_text_is_turned_is_read_upright_with_boxes_as_shown(
    matrix: str, inside: tuple[float, float]
) -> None:
    file = read(pdf(f"BT /F1 12 Tf {matrix} Tm (Danh sach de nghi khen thuong) Tj ET "))
    assert texts(file) == ["Danh sach de nghi khen thuong"]
    x0, _, x1, _ = file.blocks[0].words[0].box
    assert inside[0] - 4 <= x0 < x1 <= inside[1] + 4


@pytest.mark.parametrize("number", ["3", "- 12 -"])
def test_a_scan_with_only_the_number_of_its_page_has_no_text(number: str) -> None:
    file = read(pdf(IMAGE + line(145, 380, number)))
    assert (file.status, file.blocks) == (FileStatus.NOT_READ_YET, ())
    assert without_text(file) == [1]


def cid_font(content: str) -> ReadFile:
    """A page in a composite font that does not say which letters its glyphs are."""
    return read(
        pdf_of(
            [
                "<</Type/Catalog/Pages 2 0 R>>",
                "<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 300 400]>>",
                "<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Font<</F1 5 0 R/F2 6 0 R>>>>>>",
                f"<</Length {len(content)}>>stream\n{content}\nendstream",
                "<</Type/Font/Subtype/Type0/BaseFont/ABCDEF+Times/Encoding/Identity-H/DescendantFonts[7 0 R]>>",
                "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
                "<</Type/Font/Subtype/CIDFontType2/BaseFont/ABCDEF+Times/DW 500/FontDescriptor 8 0 R"
                "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>>>",
                "<</Type/FontDescriptor/FontName/ABCDEF+Times/Flags 4/FontBBox[0 -200 1000 800]/ItalicAngle 0"
                "/Ascent 800/Descent -200/CapHeight 700/StemV 80>>",
            ]
        )
    )


def test_glyphs_that_no_font_names_are_never_taken_for_letters() -> None:
    """The codes of the glyphs are those of ``ABC`` in ASCII; whatever is drawn, it need not be that."""
    known = "".join(f"BT /F2 12 Tf 30 {300 - 15 * at} Td (Cac dong chu doc duoc cua trang) Tj ET " for at in range(4))
    file = cid_font(known + "BT /F1 12 Tf 30 340 Td <004100420043> Tj ET ")
    assert "ABC" not in " ".join(texts(file))
    assert losses(file)[LossCode.UNREADABLE_GLYPHS] == 3
    assert file.status is FileStatus.READ_WITH_LOSSES


def test_a_page_of_nothing_but_such_glyphs_has_no_text() -> None:
    file = cid_font("BT /F1 12 Tf 30 340 Td <004100420043004400450046004700480049004A004B> Tj ET ")
    assert (file.status, file.blocks) == (FileStatus.NOT_READ_YET, ())


def test_a_tree_of_pages_that_leads_back_to_itself_ends_in_an_answer() -> None:
    file = read(
        pdf_of(["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[2 0 R 2 0 R]/Count 9/MediaBox[0 0 300 400]>>"])
    )
    assert file.status in (FileStatus.REFUSED, FileStatus.NOT_READ_YET)
    assert file.blocks == ()
    assert file.problems


def test_a_form_that_draws_itself_ends_and_the_page_is_read() -> None:
    content = BODY + "/X Do "
    form = "/X Do BT /F1 12 Tf 60 200 Td (Trong bieu mau) Tj ET"
    resources = "/Resources<</Font<</F1 3 0 R>>/XObject<</X 6 0 R>>>>"
    file = read(
        pdf_of(
            [
                "<</Type/Catalog/Pages 2 0 R>>",
                "<</Type/Pages/Kids[4 0 R]/Count 1/MediaBox[0 0 300 400]>>",
                "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
                f"<</Type/Page/Parent 2 0 R/Contents 5 0 R{resources}>>",
                f"<</Length {len(content)}>>stream\n{content}\nendstream",
                f"<</Type/XObject/Subtype/Form/BBox[0 0 300 400]{resources}/Length {len(form)}>>"
                f"stream\n{form}\nendstream",
            ]
        )
    )
    assert texts(file)[0] == BODY_TEXT
    assert set(texts(file)[1:]) <= {"Trong bieu mau"}
