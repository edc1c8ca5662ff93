"""Vietnamese text for reading and for comparing.

Both foldings keep the length of an NFC text, so a match in the folded text has the same span in the original:

* :func:`fold` lower-cases, makes every dash ``-``, every blank a space and mends look-alike letters (ƣ → ư, Ð → Đ);
* :func:`bare` does that and takes all marks away: ``Ban Chỉ đạo`` → ``ban chi dao``. hoà and hòa meet here.

Defects and their sources: Unicode look-alikes from certain printer drivers, styled letters from web pages, tone marks
on the other vowel, dashes of several kinds in one paper.
"""

from __future__ import annotations

import re
import unicodedata

_LOOKALIKES = {"ƣ": "ư", "Ƣ": "Ư", "Ð": "Đ", "ð": "đ", "Ɖ": "Đ"}
_DASHES = "‐‑‒–—―−"
_BLANKS = "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u3000\t"
_INVISIBLE = re.compile("[\u200b\u200c\u200d\u2060\ufeff\u00ad]")
_STYLED = re.compile("[\U0001d400-\U0001d7ff\uff01-\uff5e]")
"""Letters of formulas and of East Asian width that stand for plain ones: 𝐓𝐡𝐢 đ𝐮𝐚, Ｔｈｉ."""
_BETWEEN_LETTERS = re.compile(r"(?<=[a-z])-(?=[a-z])")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def _fold_table() -> dict[int, str]:
    table: dict[int, str] = {}
    for code in range(0x20, 0x2000):
        letter = chr(code)
        lower = _LOOKALIKES.get(letter, letter).lower()
        if len(lower) == 1 and lower != letter:
            table[code] = lower
    table.update({ord(dash): "-" for dash in _DASHES})
    table.update({ord(blank): " " for blank in _BLANKS})
    return table


def _bare_table() -> dict[int, str]:
    table = _fold_table()
    for code in [*range(0xC0, 0x250), *range(0x1E00, 0x1F00)]:
        lower = table.get(code, chr(code))
        base = "d" if lower == "đ" else unicodedata.normalize("NFD", lower)[0]
        if base != chr(code):
            table[code] = base
    return table


def _indexed(table: dict[int, str]) -> list[int]:
    """The table as a list: a dict answers for each letter that it lacks with an exception, three times slower."""
    codes = list(range(max(table) + 1))
    for code, letter in table.items():
        codes[code] = ord(letter)
    return codes


_FOLD = _indexed(_fold_table())
_BARE = _indexed(_bare_table())


def clean(text: str) -> str:
    """NFC without invisible and control characters and with look-alike letters mended: the text of a block."""
    if not text.isascii():
        # Before NFC: a mark may stand behind an invisible character or a styled letter.
        text = _INVISIBLE.sub("", text)
        text = _STYLED.sub(lambda letter: unicodedata.normalize("NFKC", letter[0]), text)
        text = unicodedata.normalize("NFC", text)
        for wrong, right in _LOOKALIKES.items():
            if wrong in text:
                text = text.replace(wrong, right)
    return _CONTROL.sub("", text)


def fold(text: str) -> str:
    """Lower case, one kind of dash and blank; marks stay; same length as an NFC text."""
    return text.translate(_FOLD)


def bare(text: str) -> str:
    """As :func:`fold`, without any marks; same length as an NFC text."""
    return text.translate(_BARE)


def number_key(text: str) -> str:
    """For comparing numbers of papers: ``12/TTr-UBND``, ``12/TTr–UBND`` and, a hyphen lost, ``12/TTrUBND`` are one."""
    return _BETWEEN_LETTERS.sub("", key(text).replace(" ", ""))


def key(text: str) -> str:
    """For comparing names: bare, runs of blanks made one, no blanks or punctuation at the ends."""
    return " ".join(bare(text).split()).strip(" .,;:-")
