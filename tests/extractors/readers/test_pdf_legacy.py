"""PDFs in TCVN3, VNI and mojibake: bytes written by hand from the tables, and the text as an officer reads it."""

from __future__ import annotations

import pytest

from pipeline.models.files import ReadFile
from pipeline.models.vocabulary import FileStatus, LossCode
from tests.extractors.readers.pdf_file import pdf_of, read

WIN = "/Encoding/WinAnsiEncoding"


def pdf(font: str, *lines: str, encoding: str = WIN, to_unicode: str = "") -> bytes:
    """A page of lines in one font and, below them, one in Helvetica; ``to_unicode`` are the entries of a bfchar."""
    shown = " ".join(
        f"BT /F1 12 Tf 30 {340 - 20 * at} Td ({text}) Tj ET"
        for at, text in enumerate(line.replace("(", "\\(").replace(")", "\\)") for line in lines)
    )
    content = f"{shown} BT /F2 12 Tf 30 100 Td (Day la noi dung doc duoc cua trang nay.) Tj ET"
    mapping = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def\n"
        "1 begincodespacerange <00> <FF> endcodespacerange\n"
        f"{to_unicode.count(' ') // 2 + 1} beginbfchar\n{to_unicode}\nendbfchar endcmap end end"
    )
    entry = "/ToUnicode 7 0 R" if to_unicode else ""
    return pdf_of(
        [
            "<</Type/Catalog/Pages 2 0 R>>",
            "<</Type/Pages/Kids[5 0 R]/Count 1/MediaBox[0 0 600 400]>>",
            f"<</Type/Font/Subtype/TrueType/BaseFont/{font}{encoding}{entry}>>",
            "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
            "<</Type/Page/Parent 2 0 R/Contents 6 0 R/Resources<</Font<</F1 3 0 R/F2 4 0 R>>>>>>",
            f"<</Length {len(content)}>>stream\n{content}\nendstream",
            f"<</Length {len(mapping)}>>stream\n{mapping}\nendstream",
        ]
    )


def first(file: ReadFile) -> str:
    return file.blocks[0].text


def losses(file: ReadFile) -> dict[LossCode, int]:
    return {loss.code: loss.count for loss in file.losses}


def words(file: ReadFile) -> list[tuple[str, int, int]]:
    block = file.blocks[0]
    return [(block.text[w.span[0] : w.span[1]], round(w.box[0]), round(w.box[2])) for w in block.words]


@pytest.mark.parametrize("font", [".VnTime", "ABCDEF+.VnTime", "VnTime", "ABCDEF+.VnArial,Bold"])
def test_tcvn3_is_read_by_the_name_of_its_font(font: str) -> None:
    """0xAD, the ``ư``, is a hyphen in WinAnsiEncoding: of a word, it joins; between numbers, it stays."""
    file = read(pdf(font, "Tê tr×nh ®Ò nghÞ khen th\xadëng nh\xad ®· nªu, ch\xada cã, tr\xadêng \xadu tó 12/Q§-UBND"))
    assert first(file) == "Tờ trình đề nghị khen thưởng như đã nêu, chưa có, trường ưu tú 12/QĐ-UBND"
    assert (file.status, losses(file)) == (FileStatus.READ, {LossCode.LEGACY_CONVERTED: 1})


def test_hyphens_of_tcvn3_text_stay_hyphens() -> None:
    file = read(pdf(".VnTime", "Phßng Kinh tÕ - X· héi, thi ®ua-khen th\xadëng, -Uû ban"))
    assert first(file) == "Phòng Kinh tế - Xã hội, thi đua-khen thưởng, -Uỷ ban"


def test_a_hyphen_that_may_be_a_letter_as_well_is_said() -> None:
    """``gi-a``: two syllables with a hyphen, or one that ``ư`` makes of them."""
    file = read(pdf(".VnTime", "§Ò nghÞ khen th\xadëng gi-a tõng n¨m"))
    assert first(file) == "Đề nghị khen thưởng gi-a từng năm"
    assert losses(file) == {LossCode.LEGACY_ENCODING: 1}


def test_letters_that_the_printer_left_out_are_said() -> None:
    """LibreOffice prints no soft hyphens: ``th\xadëng`` and ``tr\xadêng`` come without their ``ư``."""
    file = read(pdf("ABCDEF+DejaVuSans", "Tê tr×nh ®Ò nghÞ khen thëng, trêng ®¹i häc"))
    assert first(file) == "Tờ trình đề nghị khen thởng, trờng đại học"
    assert losses(file) == {LossCode.LEGACY_ENCODING: 1}


@pytest.mark.parametrize("line", ["Ông Y Pôt, bà H Lôt, Y Sôn và Y Khôm", "§ 3, 5 × 4 m, ± 5"])
def test_names_and_signs_are_no_legacy_text(line: str) -> None:
    file = read(pdf("Helvetica", line))
    assert first(file) == line
    assert losses(file) == {}


def test_capitals_of_tcvn3_are_read_by_the_name_of_their_font() -> None:
    file = read(pdf("ABCDEF+.VnTimeH", "tê tr×nh ®Ò nghÞ khen th\xadëng, sè 12/t®-kt \xadu tó"))
    assert first(file) == "TỜ TRÌNH ĐỀ NGHỊ KHEN THƯỞNG, SỐ 12/TĐ-KT ƯU TÚ"


def test_a_font_that_tells_the_soft_hyphen_gives_the_same() -> None:
    """As Word writes it: ToUnicode says what Windows-1252 has at each code."""
    entries = "<AD> <00AD> <EB> <00EB>"
    file = read(pdf("ABCDEF+.VnTime", "khen th\xadëng nh\xad nhau, ®Ò nghÞ", to_unicode=entries))
    assert first(file) == "khen thưởng như nhau, đề nghị"


def test_a_letter_at_the_end_of_a_line_is_no_hyphen_that_joins_the_next() -> None:
    file = read(pdf(".VnTime", "Thµnh tÝch nh\xad", "ng\xadêi ®i tr\xadíc"))
    text = " ".join(block.text for block in file.blocks)
    assert text.startswith("Thành tích như người đi trước")


def test_vni_is_read_with_the_box_of_each_word() -> None:
    file = read(pdf("VNI-Times", "Tôø trình ñeà nghò khen thöôûng nhö ñaõ neâu, TÔØ TRÌNH"))
    assert first(file) == "Tờ trình đề nghị khen thưởng như đã nêu, TỜ TRÌNH"
    assert (file.status, losses(file)) == (FileStatus.READ, {LossCode.LEGACY_CONVERTED: 1})
    found = words(file)
    assert [word for word, _, _ in found][:3] == ["Tờ", "trình", "đề"]
    assert all(end > start for _, start, end in found)
    assert [start for _, start, _ in found] == sorted(start for _, start, _ in found)


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("Tôø trình ñeà nghò khen thöôûng nhö ñaõ neâu", "Tờ trình đề nghị khen thưởng như đã nêu"),
        ("Tê tr×nh ®Ò nghÞ khen th\xadëng", "Tờ trình đề nghị khen thưởng"),
    ],
    ids=["vni", "tcvn3"],
)
def test_a_line_under_another_name_is_read_by_its_letters(line: str, text: str) -> None:
    assert first(read(pdf("Helvetica", line))) == text


def test_utf8_read_as_windows_1252_is_read_and_a_blank_is_given_back() -> None:
    line = "đơn vị khen thưởng như đã nêu và bà Hà".encode().decode("latin-1")
    file = read(pdf("Helvetica", line))
    assert first(file) == "đơn vị khen thưởng như đã nêu và bà Hà"
    assert (file.status, losses(file)) == (FileStatus.READ, {LossCode.LEGACY_CONVERTED: 1})


def test_a_letter_whose_byte_the_encoding_lacks_is_unknown_and_said() -> None:
    """``ờ`` and ``ề`` end in the bytes 9D and 81, which WinAnsiEncoding shows as bullets, as it does 95 of ``ổ``."""
    line = "Tờ trình đề nghị khen thưởng".encode().decode("latin-1")
    file = read(pdf("Helvetica", line))
    assert first(file) == "T\ufffd trình đ\ufffd nghị khen thưởng"
    assert losses(file)[LossCode.LEGACY_ENCODING] == 1
    assert file.status is FileStatus.READ_WITH_LOSSES


def test_unicode_under_the_name_of_a_legacy_font_stays_as_it_is() -> None:
    entries = "<7E> <1EDD> <7C> <01B0>"
    file = read(pdf("ABCDEF+.VnTime", "T~ tr|ng nay, s\xf4 12", to_unicode=entries))
    assert first(file) == "Tờ trưng nay, sô 12"
    assert losses(file) == {}


def test_words_without_marks_under_the_name_of_a_legacy_font_stay_as_they_are() -> None:
    file = read(pdf(".VnTime", "Ong Ha, V-X, 12-3"))
    assert first(file) == "Ong Ha, V-X, 12-3"
    assert losses(file) == {}


VPS = "VŠ viŒc ÇŠ nghÎ khen thÜªng tÆp th‹ và cá nhân xuÃt s¡c".encode("cp1252").decode("latin-1")


@pytest.mark.parametrize("font", ["VPS#20Times", "ABCDEF+VPSTimes,Bold", "Helvetica"])
def test_vps_is_read_by_the_name_of_its_font_or_by_its_letters(font: str) -> None:
    file = read(pdf(font, VPS))
    assert first(file) == "Về việc đề nghị khen thưởng tập thể và cá nhân xuất sắc"
    assert (file.status, losses(file)) == (FileStatus.READ, {LossCode.LEGACY_CONVERTED: 1})


def test_a_letter_of_vps_whose_byte_the_encoding_lacks_is_unknown_and_said() -> None:
    """0x81, 0x8D and 0x90 are ``Ả``, ``Ắ`` and ``Ế`` in VPS, bullets in WinAnsiEncoding, as is 0x95, the ``Ễ``."""
    file = read(pdf("VPSTimes", "THÔNG BÁO KT QU ñC"))
    assert first(file) == "THÔNG BÁO K�T QU� Đ�C"
    assert losses(file)[LossCode.LEGACY_ENCODING] == 1
    assert file.status is FileStatus.READ_WITH_LOSSES


def test_letters_that_no_table_has_are_said() -> None:
    """Without an encoding PDFium takes the codes for those of StandardEncoding, and the letters are lost."""
    file = read(pdf("ABCDEF+.VnTime", "Tê tr×nh ®Ò nghÞ khen th\xadëng nh\xad ®· nªu", encoding=""))
    assert losses(file).keys() >= {LossCode.LEGACY_ENCODING}
    assert file.status is FileStatus.READ_WITH_LOSSES
