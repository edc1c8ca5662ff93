"""Whether a word can be a Vietnamese syllable: for telling right text from text decoded the wrong way.

The rules of the spelling: onset, vowels, ending, one tone at most; an ending in a stop bears sắc or nặng only
(Decision 240/QĐ of the Ministry of Education, 05/03/1984, on Vietnamese spelling). Names of peoples with letters or
clusters of their own are no syllables here; a line is judged by most of its words.
"""

from __future__ import annotations

import re
import unicodedata

_TONES = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"}
_SHARP = {"\u0301", "\u0323"}

_ONSETS = "b|ch|c|d|đ|gh|gi|g|h|kh|k|l|m|ngh|ng|nh|n|ph|p|qu|r|s|th|tr|t|v|x|"
_RHYMES = {
    "a oa": "c ch m n ng nh p t",
    "ă â e o ô u iê yê ươ oă": "c m n ng p t",
    "uô": "c m n ng t",
    "ư": "c m n ng t",
    "ê i": "ch m n nh p t",
    "ơ oe": "m n p t",
    "uâ": "n ng t",
    "uê": "ch n nh",
    "uy": "ch n nh p t",
    "uyê": "n t",
    "oo": "c ng",
    "y ia ya uya ua ưa uơ ai ao au ay âu ây eo êu iu oi ôi ơi ui ưi ưu iêu yêu uôi ươi ươu oai oay oeo uây uyu": "",
}
"""Vowels, and the endings that may follow them."""
_AFTER_QU = "(?:y|yê)(?:ch|n|nh|p|t)"
"""Behind qu the u belongs to the onset."""
_SYLLABLE = re.compile(
    f"(?:{_ONSETS})(?:"
    + "|".join(
        f"(?:{'|'.join(sorted(vowels.split(), key=len, reverse=True))})(?:{'|'.join([*endings.split(), ''])})"
        for vowels, endings in _RHYMES.items()
    )
    + f")|qu{_AFTER_QU}"
)
_STOPS = ("ch", "c", "p", "t")
_WORD = re.compile(r"[^\W\d_]+")


def is_syllable(word: str) -> bool:
    """Whether a word of any case, in NFC, is spelt as a Vietnamese syllable."""
    if len(word) > 7:
        return False
    letters: list[str] = []
    tones: list[str] = []
    for letter in unicodedata.normalize("NFD", word.lower()):
        (tones if letter in _TONES else letters).append(letter)
    if len(tones) > 1:
        return False
    found = _SYLLABLE.fullmatch(unicodedata.normalize("NFC", "".join(letters)))
    if found is None:
        return False
    return not found[0].endswith(_STOPS) or (bool(tones) and tones[0] in _SHARP)


def share_of_syllables(text: str) -> float:
    """Share of the words with letters beyond ASCII that are syllables; 0 where there is no such word."""
    words = [word for word in _WORD.findall(text) if not word.isascii()]
    return sum(map(is_syllable, words)) / len(words) if words else 0.0
