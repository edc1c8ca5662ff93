"""Text in TCVN3, VNI, VPS and broken UTF-8; expected text written by hand, and the whole alphabet there and back."""

from __future__ import annotations

import unicodedata

import pytest

from extractors.text.legacy import Encoding, by_font, convert, guess

VOWELS = "a à ả ã á ạ ă ằ ẳ ẵ ắ ặ â ầ ẩ ẫ ấ ậ e è ẻ ẽ é ẹ ê ề ể ễ ế ệ i ì ỉ ĩ í ị o ò ỏ õ ó ọ ô ồ ổ ỗ ố ộ ơ ờ ở ỡ ớ ợ u ù ủ ũ ú ụ ư ừ ử ữ ứ ự y ỳ ỷ ỹ ý ỵ"  # noqa: E501
SMALL = [*VOWELS.split(), *"bcdđghklmnpqrstvx"]
CAPITALS = [letter.upper() for letter in SMALL]

VNI_MARKS = {
    "": "",
    "\u0301": "ù",
    "\u0300": "ø",
    "\u0309": "û",
    "\u0303": "õ",
    "\u0323": "ï",
    "\u0302": "â",
    "\u0302\u0301": "á",
    "\u0302\u0300": "à",
    "\u0302\u0309": "å",
    "\u0302\u0303": "ã",
    "\u0302\u0323": "ä",
    "\u0306": "ê",
    "\u0306\u0301": "é",
    "\u0306\u0300": "è",
    "\u0306\u0309": "ú",
    "\u0306\u0303": "ü",
    "\u0306\u0323": "ë",
}


def vni(letter: str) -> str:
    """A letter as VNI's own keyboard writes it, made from the rule of the set and not from the program's table."""
    own = {"ì": "ì", "í": "í", "ỉ": "æ", "ĩ": "ó", "ị": "ò", "ỵ": "î", "đ": "ñ"}
    if letter in own:
        return own[letter]
    tone = "".join(mark for mark in unicodedata.normalize("NFD", letter) if mark in "\u0300\u0301\u0303\u0309\u0323")
    base = unicodedata.normalize(
        "NFC", "".join(mark for mark in unicodedata.normalize("NFD", letter) if mark not in tone)
    )
    if base in ("ơ", "ư"):
        return {"ơ": "ô", "ư": "ö"}[base] + VNI_MARKS[tone]
    shape = unicodedata.normalize("NFD", base)
    return shape[0] + VNI_MARKS[shape[1:] + tone]


@pytest.mark.parametrize("letter", SMALL)
def test_every_letter_of_vni_comes_back_small_and_capital(letter: str):
    assert convert(vni(letter), Encoding.VNI).text == letter
    assert convert(vni(letter).upper(), Encoding.VNI).text == letter.upper()


def stored(encoding: Encoding) -> dict[str, str]:
    """Every letter that one byte of the set stands for, with that byte as a document stores it."""
    found: dict[str, str] = {}
    for byte in range(256):
        letter = bytes([byte]).decode("cp1252", "ignore") or chr(byte)
        # Behind letters that make no word, so that none is kept for the word that it is as it stands.
        converted = convert("xz" + letter, encoding)
        meant = converted.text.removeprefix("xz").removeprefix("XZ")
        if not converted.lost and meant.isalpha():
            assert meant not in found, f"{meant} stands on two bytes"
            found[meant] = letter
    return found


def test_tcvn3_has_every_small_letter_once_and_seven_capitals_of_its_own():
    letters = stored(Encoding.TCVN3)
    assert set(SMALL) <= set(letters)
    assert {letter for letter in letters if not letter.isascii() and letter.isupper()} == set("ĂÂÊÔƠƯĐ")


def test_fonts_of_capitals_make_every_capital_letter():
    small = stored(Encoding.TCVN3)
    assert [convert("xz" + small[letter], Encoding.TCVN3_CAPITALS).text[2:] for letter in SMALL] == CAPITALS


VISCII = {
    "à": 0xE0, "ả": 0xE4, "ã": 0xE3, "á": 0xE1, "ạ": 0xD5, "ă": 0xE5, "ằ": 0xA2, "ẳ": 0xC6, "ẵ": 0xC7, "ắ": 0xA1,
    "ặ": 0xA3, "â": 0xE2, "ầ": 0xA5, "ẩ": 0xA6, "ẫ": 0xE7, "ấ": 0xA4, "ậ": 0xA7, "è": 0xE8, "ẻ": 0xEB, "ẽ": 0xA8,
    "é": 0xE9, "ẹ": 0xA9, "ê": 0xEA, "ề": 0xAB, "ể": 0xAC, "ễ": 0xAD, "ế": 0xAA, "ệ": 0xAE, "ì": 0xEC, "ỉ": 0xEF,
    "ĩ": 0xEE, "í": 0xED, "ị": 0xB8, "ò": 0xF2, "ỏ": 0xF6, "õ": 0xF5, "ó": 0xF3, "ọ": 0xF7, "ô": 0xF4, "ồ": 0xB0,
    "ổ": 0xB1, "ỗ": 0xB2, "ố": 0xAF, "ộ": 0xB5, "ơ": 0xBD, "ờ": 0xB6, "ở": 0xB7, "ỡ": 0xDE, "ớ": 0xBE, "ợ": 0xFE,
    "ù": 0xF9, "ủ": 0xFC, "ũ": 0xFB, "ú": 0xFA, "ụ": 0xF8, "ư": 0xDF, "ừ": 0xD7, "ử": 0xD8, "ữ": 0xE6, "ứ": 0xD1,
    "ự": 0xF1, "ỳ": 0xCF, "ỷ": 0xD6, "ỹ": 0xDB, "ý": 0xFD, "ỵ": 0xDC, "đ": 0xF0,
    "À": 0xC0, "Ả": 0xC4, "Ã": 0xC3, "Á": 0xC1, "Ạ": 0x80, "Ă": 0xC5, "Ằ": 0x82, "Ẳ": 0x02, "Ẵ": 0x05, "Ắ": 0x81,
    "Ặ": 0x83, "Â": 0xC2, "Ầ": 0x85, "Ẩ": 0x86, "Ẫ": 0x06, "Ấ": 0x84, "Ậ": 0x87, "È": 0xC8, "Ẻ": 0xCB, "Ẽ": 0x88,
    "É": 0xC9, "Ẹ": 0x89, "Ê": 0xCA, "Ề": 0x8B, "Ể": 0x8C, "Ễ": 0x8D, "Ế": 0x8A, "Ệ": 0x8E, "Ì": 0xCC, "Ỉ": 0x9B,
    "Ĩ": 0xCE, "Í": 0xCD, "Ị": 0x98, "Ò": 0xD2, "Ỏ": 0x99, "Õ": 0xA0, "Ó": 0xD3, "Ọ": 0x9A, "Ô": 0xD4, "Ồ": 0x90,
    "Ổ": 0x91, "Ỗ": 0x92, "Ố": 0x8F, "Ộ": 0x93, "Ơ": 0xB4, "Ờ": 0x96, "Ở": 0x97, "Ỡ": 0xB3, "Ớ": 0x95, "Ợ": 0x94,
    "Ù": 0xD9, "Ủ": 0x9C, "Ũ": 0x9D, "Ú": 0xDA, "Ụ": 0x9E, "Ư": 0xBF, "Ừ": 0xBB, "Ử": 0xBC, "Ữ": 0xFF, "Ứ": 0xBA,
    "Ự": 0xB9, "Ỳ": 0x9F, "Ỷ": 0x14, "Ỹ": 0x19, "Ý": 0xDD, "Ỵ": 0x1E, "Đ": 0xD0,
}  # fmt: skip
"""RFC 1456, in the order of the alphabet."""


def test_viscii_is_the_table_of_its_standard_small_and_capital():
    assert set(VISCII) == {letter for letter in (*SMALL, *CAPITALS) if not letter.isascii()}
    assert stored(Encoding.VISCII).items() >= {letter: shown(byte) for letter, byte in VISCII.items()}.items()


def shown(byte: int) -> str:
    return bytes([byte]).decode("cp1252", "ignore") or chr(byte)


@pytest.mark.parametrize("letter", [*SMALL, *CAPITALS])
def test_every_letter_of_windows_1258_comes_back_small_and_capital(letter: str):
    # The letter with its shape in one byte, its tone in another, as that set has it.
    tone = "".join(mark for mark in unicodedata.normalize("NFD", letter) if mark in "\u0301\u0300\u0309\u0303\u0323")
    apart = "".join(mark for mark in unicodedata.normalize("NFD", letter) if mark not in tone)
    written = (unicodedata.normalize("NFC", apart) + tone).encode("cp1258")
    assert convert("xz" + "".join(map(shown, written)), Encoding.CP1258).text == "xz" + letter


def test_vps_has_every_letter_once_small_and_capital():
    assert {*SMALL, *CAPITALS} <= set(stored(Encoding.VPS))


@pytest.mark.parametrize("letter", [letter for letter in (*SMALL, *CAPITALS) if not letter.isascii()])
def test_every_letter_of_utf_8_read_as_windows_1252_comes_back(letter: str):
    # What a program shows that takes the bytes of UTF-8 for Windows-1252; bytes without a letter stay controls.
    broken = "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in letter.encode())
    assert convert(broken, Encoding.MOJIBAKE).text == letter


LINES = {
    "®Ò nghÞ Chñ tÞch Uû ban nh©n d©n tØnh tÆng B»ng khen": (
        Encoding.TCVN3,
        "đề nghị Chủ tịch Uỷ ban nhân dân tỉnh tặng Bằng khen",
    ),
    "Héi ®ång Thi ®ua - Khen th\u00adëng": (Encoding.TCVN3, "Hội đồng Thi đua - Khen thưởng"),
    "ñeà nghò khen thöôûng cho taäp theå vaø caù nhaân": (Encoding.VNI, "đề nghị khen thưởng cho tập thể và cá nhân"),
    "HOÄI ÑOÀNG THI ÑUA KHEN THÖÔÛNG": (Encoding.VNI, "HỘI ĐỒNG THI ĐUA KHEN THƯỞNG"),
    "ð« ngh¸ khen thß·ng các t§p th¬": (Encoding.VISCII, "đề nghị khen thưởng các tập thể"),
    "ðêÌ nghiò khen thýõÒng tâòp thêÒ vaÌ caì nhân": (Encoding.CP1258, "đề nghị khen thưởng tập thể và cá nhân"),
    "PhoÌng Giaìo duòc vaÌ ÐaÌo taòo": (Encoding.CP1258, "Phòng Giáo dục và Đào tạo"),
    "ñŠ nghÎ khen thÜªng": (Encoding.VPS, "Đề nghị khen thưởng"),
    "Ã¡o cÃ¡o thÃ\u00a0nh tÃ\u00adch cá»§a táº­p thá»ƒ": (Encoding.MOJIBAKE, "áo cáo thành tích của tập thể"),
}


@pytest.mark.parametrize("line", LINES)
def test_a_line_without_font_names_is_told_by_its_letters(line: str):
    encoding, text = LINES[line]
    assert guess(line) is encoding
    assert convert(line, encoding).text == text


def test_a_line_of_vps_is_told_by_its_letters():
    line = "ÇŠ nghÎ khen thÜªng tÆp th‹ và cá nhân"
    assert guess(line) is Encoding.VPS
    assert convert(line, Encoding.VPS).text == "đề nghị khen thưởng tập thể và cá nhân"


@pytest.mark.parametrize(
    "line",
    [
        "Hội đồng Thi đua - Khen thưởng tỉnh",
        "Ban quản lý rừng phòng hộ",
        "KRÔNG PĂK",
        "Y Pôt",
        "Rơ Mah Lôc",
        "Pôc, Bèc",
        "Y Wiêng Byă, H’Ñoan Kbuôr",
        "São Tomé, façade, Götterdämmerung",
        "Số: 15/TTr-SNV",
        "± 5 %, § 3, © 2024",
        "ÁO DÀI",
    ],
)
def test_a_line_of_unicode_is_left_alone(line: str):
    assert guess(line) is None


@pytest.mark.parametrize(
    ("font", "encoding"),
    [
        (".VnTime", Encoding.TCVN3),
        (".VnTimeH", Encoding.TCVN3_CAPITALS),
        (".VnArial Narrow", Encoding.TCVN3),
        (".VnArial NarrowH", Encoding.TCVN3_CAPITALS),
        (".VnArialH,Bold", Encoding.TCVN3_CAPITALS),
        ("ABCDEF+.VnTime-Italic", Encoding.TCVN3),
        (".VnTeknical", Encoding.TCVN3),
        ("VNI-Times", Encoding.VNI),
        ("VNI-Helve-Condense", Encoding.VNI),
        ("VPS Times", Encoding.VPS),
        ("Times New Roman", None),
        ("Vntime", None),
        ("", None),
    ],
)
def test_the_name_of_a_font_tells_the_encoding(font: str, encoding: Encoding | None):
    assert by_font(font) is encoding


def test_what_has_no_meaning_in_the_set_is_counted_and_shown_as_lost():
    converted = convert("ÀA", Encoding.TCVN3)
    assert converted.text == "\ufffdA"
    assert converted.lost == 1


def test_text_that_is_unicode_already_passes_through_a_font_of_tcvn3():
    assert convert("Ban Chỉ đạo – “Đề án”", Encoding.TCVN3).text.endswith("– “Đề án”")


@pytest.mark.parametrize(("run", "text"), [("KÝnh", "Kính"), ("x·", "xã"), ("µ", "à"), ("céng hoµ", "cộng hoà")])
def test_a_short_run_of_tcvn3_is_converted(run: str, text: str):
    assert convert(run, Encoding.TCVN3).text == text


@pytest.mark.parametrize(
    ("run", "encoding"),
    [
        ("VÀ", Encoding.TCVN3_CAPITALS),
        ("TÍNH", Encoding.TCVN3_CAPITALS),
        ("ĐỘC LẬP", Encoding.TCVN3_CAPITALS),
        ("Kính", Encoding.TCVN3),
        ("Ông", Encoding.VNI),
        ("công", Encoding.VNI),
    ],
)
def test_a_word_as_it_stands_that_would_be_none_was_typed_in_unicode(run: str, encoding: Encoding):
    assert convert(run, encoding).text == run
