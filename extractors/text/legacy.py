"""Vietnamese text of before Unicode, converted: TCVN3 (ABC), VNI, VPS, VISCII, Windows-1258, broken UTF-8.

Such text lies in a document as letters of Windows-1252 whose shapes the font changes: ``®Ò nghÞ`` in .VnTime shows
“đề nghị”. The font's name tells the encoding; where there is no font name, the evidence of a whole line does. VISCII,
Windows-1258 and UTF-8 taken for Windows-1252 have no fonts of their own: only lines tell them.

Tables: TCVN 5712:1993 (VN3, one byte a letter, capitals with marks only through fonts whose name ends in H); the VNI
and VPS character sets of their makers (VNI writes the letter, then its mark); VISCII by RFC 1456; Windows-1258 by its
maker, which writes the letter and then its tone as Unicode does. Each was compared letter by letter with GNU recode or
glibc where these know the set.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from extractors.text.syllables import share_of_syllables


class Encoding(StrEnum):
    """An encoding that the text of a run may be in, Unicode apart."""

    TCVN3 = "tcvn3"
    TCVN3_CAPITALS = "tcvn3-capitals"
    VNI = "vni"
    VPS = "vps"
    VISCII = "viscii"
    CP1258 = "windows-1258"
    MOJIBAKE = "utf8-as-1252"


@dataclass(frozen=True)
class Converted:
    """Text in NFC, and how many characters had no meaning in the encoding and stand as U+FFFD."""

    text: str
    lost: int = 0


_NONE = "\ufffd"


def _rows(first: int, *rows: str) -> dict[int, str]:
    """Bytes from ``first`` on to their letters, sixteen a row; ``·`` is a byte without a letter."""
    return {first + at: letter for at, letter in enumerate("".join(rows)) if letter != "·"}


_TCVN3 = _rows(
    0xA0,
    "·ĂÂÊÔƠƯĐăâêôơưđ·",
    "·····àảãáạ·ằẳẵắ·",
    "······ặầẩẫấậè·ẻẽ",
    "éẹềểễếệìỉ···ĩíịò",
    "·ỏõóọồổỗốộờởỡớợù",
    "·ủũúụừửữứựỳỷỹýỵ·",
)
_VPS = _rows(0x00, "··ẠẬẶẸỆ·········", "ỊỌỘỢỤỰ···Ỵ··ẪỮ··") | _rows(
    0x80,
    "ÀẢÃẤẦẨọỗĂếềểệẮẰẲ",
    "Ế··ỀỂỄỐỒỔỖýỷỵỚỜỞ",
    "·ắằẳẵặỠớÙờởỡŨỨợỪ",
    "ổỬỲỸÍÌộỈĨÓửữÒỎÕự",
    "ầÁÂấẩẫậđẻÉÊẹỉễịỹ",
    "ƯỦồốÔỏơÈừứÚũưÝẺ·",
    "àáâãảạă·èéêẽìí·ĩ",
    "ẴĐòóôõ·Ơụùúủ·ỶẼỳ",
)
_VISCII = dict(zip((0x02, 0x05, 0x06, 0x14, 0x19, 0x1E), "ẲẴẪỶỸỴ", strict=True)) | _rows(
    0x80,
    "ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐ",
    "ỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲ",
    "Õắằặấầẩậẽẹếềểễệố",
    "ồổỗỠƠộờởịỰỨỪỬơớƯ",
    "ÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳ",
    "ĐứÒÓÔạỷừửÙÚỹỵÝỡư",
    "àáâãảăữẫèéêẻìíĩỉ",
    "đựòóôõỏọụùúũủýợỮ",
)
_CP1258 = {byte: letter for byte in range(0x80, 0x100) if (letter := bytes([byte]).decode("cp1258", "ignore"))}
_TABLES = {
    Encoding.TCVN3: _TCVN3,
    Encoding.TCVN3_CAPITALS: _TCVN3,
    Encoding.VPS: _VPS,
    Encoding.VISCII: _VISCII,
    Encoding.CP1258: _CP1258,
}

_SAC, _HUYEN, _HOI, _NGA, _NANG, _CIRCUMFLEX, _BREVE = "\u0301\u0300\u0309\u0303\u0323\u0302\u0306"
_VNI_MARKS = {
    **dict(zip("ùøûõï", (_SAC, _HUYEN, _HOI, _NGA, _NANG), strict=True)),
    "â": _CIRCUMFLEX,
    **dict(zip("áàåãä", (_CIRCUMFLEX + tone for tone in (_SAC, _HUYEN, _HOI, _NGA, _NANG)), strict=True)),
    "ê": _BREVE,
    **dict(zip("éèúüë", (_BREVE + tone for tone in (_SAC, _HUYEN, _HOI, _NGA, _NANG)), strict=True)),
}
"""What a mark written after its letter adds to it."""

_VNI_LETTERS = dict(zip("ôöñæóòî", "ơưđỉĩịỵ", strict=True))
_BY_BYTE = {byte: bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in range(256)}
_TO_BYTE = {letter: byte for byte, letter in _BY_BYTE.items()} | {chr(byte): byte for byte in range(0x80, 0xA0)}
"""Windows-1252 and, where a writer left the byte as it was, the control character of the same number."""


_STYLE = re.compile(r"(?:[\s,-]*(?:bold|italic|regular|oblique))+$", re.IGNORECASE)


def by_font(name: str) -> Encoding | None:
    """The encoding that a font of this name shows; null for a font with Unicode letters."""
    plain = _STYLE.sub("", name.rpartition("+")[2]).strip()
    lower = plain.casefold()
    if lower.startswith(".vn"):
        capitals = plain.endswith("H") or (plain == lower and plain.endswith("h"))
        return Encoding.TCVN3_CAPITALS if capitals else Encoding.TCVN3
    if lower.startswith(("vni-", "vni ")):
        return Encoding.VNI
    return Encoding.VPS if lower.startswith("vps") else None


def typed_in_unicode(text: str) -> bool:
    """Whether a run has a letter that Windows-1252 lacks: then it is Unicode, whatever its font is called."""
    return any(letter not in _TO_BYTE and letter.isalpha() for letter in unicodedata.normalize("NFC", text))


def convert(text: str, encoding: Encoding) -> Converted:
    """Text as a document stores it, read in that encoding; text that was typed in Unicode stays as it is."""
    text = unicodedata.normalize("NFC", text)
    if typed_in_unicode(text):
        return Converted(text)
    converted = _read_as(text, encoding)
    # “VÀ”, “Ông” under the name of a legacy font: words as they stand, and none when converted.
    return Converted(text) if share_of_syllables(text) > share_of_syllables(converted.text) else converted


def _read_as(text: str, encoding: Encoding) -> Converted:
    if encoding is Encoding.MOJIBAKE:
        return Converted(unicodedata.normalize("NFC", _mojibake(text) or text))
    if encoding is Encoding.VNI:
        return Converted(_from_vni(text))
    table = _TABLES[encoding]
    joined = unicodedata.normalize("NFC", "".join(_letter(letter, table) for letter in text))
    if encoding is Encoding.TCVN3_CAPITALS:
        joined = joined.upper()
    return Converted(joined, joined.count(_NONE))


def _letter(letter: str, table: dict[int, str]) -> str:
    byte = _TO_BYTE.get(letter)
    if byte is None or letter in "\t\n":
        return letter
    found = table.get(byte)
    if found is not None:
        return found
    # Quotes, dashes and the like of Windows-1252 mean themselves in every set; its letters do not.
    return _NONE if byte >= 0x80 and letter.isalpha() else letter


def _from_vni(text: str) -> str:
    out: list[str] = []
    for letter in text:
        lower = letter.lower()
        mark = _VNI_MARKS.get(lower)
        if mark and out and _takes(out[-1], mark):
            out[-1] = unicodedata.normalize("NFC", out[-1] + mark)
            continue
        own = _VNI_LETTERS.get(lower)
        out.append(letter if own is None else own.upper() if letter.isupper() else own)
    return "".join(out)


def _takes(base: str, mark: str) -> bool:
    base = base.lower()
    if mark[0] == _BREVE:
        return base == "a"
    return base in "aeo" if mark[0] == _CIRCUMFLEX else base in "aeouyơư"


def _mojibake(text: str) -> str | None:
    try:
        return bytes(_TO_BYTE[letter] for letter in text).decode("utf-8")
    except (KeyError, UnicodeDecodeError):
        return None


_UNICODE_ONLY = re.compile("[ăđĩũơưẠ-ỹĂĐĨŨƠƯ\u0300-\u036f]")
"""Letters of Vietnamese that Windows-1252 lacks: nearly every line of Unicode has one, no legacy text has any."""
# Capital and small letters of Vietnamese that Windows-1252 has, and signs of any text.
_NO_SIGN_OF_LEGACY = "ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝàáâãèéêìíòóôõùúý“”‘’–—…•«»°±×§©"
# "nghiò", "thýõÒng": a second vowel with a tone, or a capital behind a small letter, is a tone of Windows-1258.
_TONE_APART = "[aeiouyâêôõý][òÒÌ]|[aeouyâêôõý]ì"
_SIGN_OF_LEGACY = re.compile(rf"[^\x00-\x7f\s{_NO_SIGN_OF_LEGACY}]|{_TONE_APART}")
_WORD = re.compile(r"[^\W\d_]+")
_CANDIDATES = (Encoding.TCVN3, Encoding.VNI, Encoding.VPS, Encoding.VISCII, Encoding.CP1258)


def guess(line: str) -> Encoding | None:
    """The encoding that the letters of a whole line speak for; null where they do not speak clearly.

    A line counts as Unicode unless reading it in another encoding makes syllables of nearly all words with marks that
    were none before.
    """
    if line.isascii() or _UNICODE_ONLY.search(line):
        return None
    if _plausible(line, Encoding.MOJIBAKE) >= 0.8:
        # Text that is right as it stands is hardly ever UTF-8 when its letters are taken for bytes.
        return Encoding.MOJIBAKE
    # "Y Pôt" is no syllable as it stands and would be one in TCVN3: a name of a people, not a sign of an encoding.
    if share_of_syllables(line) > 0.5 or not _SIGN_OF_LEGACY.search(line):
        return None
    best = max(_CANDIDATES, key=lambda encoding: _plausible(line, encoding))
    return best if _plausible(line, best) >= 0.8 else None


def _plausible(line: str, encoding: Encoding) -> float:
    converted = convert(line, encoding)
    # One letter alone is a sign as often as a word: “§ 3”, “± 5”.
    words = any(len(word) > 1 and not word.isascii() for word in _WORD.findall(converted.text))
    return 0.0 if converted.lost or converted.text == line or not words else share_of_syllables(converted.text)
