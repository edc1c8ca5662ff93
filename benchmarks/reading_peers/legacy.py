"""Unicode text stored as a document of before Unicode stores it: the other direction of ``extractors.text.legacy``.

Made from the standards themselves (TCVN 5712:1993, VN3; the rule of the VNI set), not from the reader's tables, so that
what the reader gets right is not right by construction.
"""

from __future__ import annotations

import itertools
import unicodedata

_VN3 = """
à=B5 ả=B6 ã=B7 á=B8 ạ=B9 ă=A8 ằ=BB ẳ=BC ẵ=BD ắ=BE ặ=C6 â=A9 ầ=C7 ẩ=C8 ẫ=C9 ấ=CA ậ=CB đ=AE
è=CC ẻ=CE ẽ=CF é=D0 ẹ=D1 ê=AA ề=D2 ể=D3 ễ=D4 ế=D5 ệ=D6 ì=D7 ỉ=D8 ĩ=DC í=DD ị=DE ò=DF ỏ=E1
õ=E2 ó=E3 ọ=E4 ô=AB ồ=E5 ổ=E6 ỗ=E7 ố=E8 ộ=E9 ơ=AC ờ=EA ở=EB ỡ=EC ớ=ED ợ=EE ù=EF ủ=F1 ũ=F2
ú=F3 ụ=F4 ư=AD ừ=F5 ử=F6 ữ=F7 ứ=F8 ự=F9 ỳ=FA ỷ=FB ỹ=FC ý=FD ỵ=FE Ă=A1 Â=A2 Ê=A3 Ô=A4 Ơ=A5
Ư=A6 Đ=A7
"""
_TCVN3 = {pair[0]: pair[2:] for pair in _VN3.split()}
_SMALL, _CAPITALS = ".VnTime", ".VnTimeH"
_VNI_FONT = "VNI-Times"

_SAC, _HUYEN, _HOI, _NGA, _NANG = "\u0301\u0300\u0309\u0303\u0323"
_CIRCUMFLEX, _BREVE, _HORN = "\u0302\u0306\u031b"
_VNI_MARKS = {
    "": "",
    **dict(zip((_SAC, _HUYEN, _HOI, _NGA, _NANG), "ùøûõï", strict=True)),
    _CIRCUMFLEX: "â",
    **dict(zip((_CIRCUMFLEX + t for t in (_SAC, _HUYEN, _HOI, _NGA, _NANG)), "áàåãä", strict=True)),
    _BREVE: "ê",
    **dict(zip((_BREVE + t for t in (_SAC, _HUYEN, _HOI, _NGA, _NANG)), "éèúüë", strict=True)),
}
_VNI_OWN = {"ì": "ì", "í": "í", "ỉ": "æ", "ĩ": "ó", "ị": "ò", "ỵ": "î", "đ": "ñ"}
_VNI_HORNED = {"o": "ô", "u": "ö"}


def tcvn3(text: str) -> list[tuple[str, str]]:
    """Runs of .VnTime and, for capitals with marks, of .VnTimeH: (font, letters as they are stored)."""
    text = unicodedata.normalize("NFC", text)
    if text.isupper():
        return [(_CAPITALS, "".join(map(_tcvn3_letter, text.lower())))]
    runs = [
        (font, "".join(_tcvn3_letter(letter if font == _SMALL else letter.lower()) for letter in letters))
        for font, letters in itertools.groupby(text, _tcvn3_font)
    ]
    return runs or [(_SMALL, "")]


def _tcvn3_font(letter: str) -> str:
    return _SMALL if letter.isascii() or not letter.isupper() or letter in _TCVN3 else _CAPITALS


def _tcvn3_letter(letter: str) -> str:
    code = _TCVN3.get(letter)
    return bytes.fromhex(code).decode("cp1252") if code is not None else letter


def vni(text: str) -> list[tuple[str, str]]:
    """One run of VNI-Times: (font, letters as they are stored)."""
    return [(_VNI_FONT, "".join(map(_vni_letter, unicodedata.normalize("NFC", text))))]


def _vni_letter(letter: str) -> str:
    small = letter.lower()
    stored = _VNI_OWN.get(small) or _vni_composed(small)
    return stored if letter == small else stored.upper()


def _vni_composed(letter: str) -> str:
    marks = unicodedata.normalize("NFD", letter)
    shape = "".join(mark for mark in marks[1:] if mark in (_CIRCUMFLEX, _BREVE))
    tone = "".join(mark for mark in marks[1:] if mark in (_SAC, _HUYEN, _HOI, _NGA, _NANG))
    base = _VNI_HORNED[marks[0]] if _HORN in marks else marks[0]
    return base + _VNI_MARKS[shape + tone]
