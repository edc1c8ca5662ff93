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
