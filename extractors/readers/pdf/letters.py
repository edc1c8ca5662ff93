"""The characters of a page as letters: what PDFium marks or does not know mended."""

from __future__ import annotations

import re

UNREADABLE = "\ufffd"
# Private use, the specials block, surrogates, PDFium's mark of a hyphen at the end of a line, no-break space.
_ODD = re.compile("[\x02\xa0\ud800-\udfff\ue000-\uf8ff\ufff0-\uffff]")
# End-of-line hyphens as PDFium marks them, and the bullets of the fonts Symbol and Wingdings.
_MENDED = {
    "\x02": "-",
    "\ufffe": "-",
    "\xa0": " ",
    "\uf02d": "-",
    "\uf0b7": "•",
    "\uf0a7": "▪",
    "\uf0d8": "➢",
    "\uf0fc": "✓",
    "\uf0a8": "□",
    "\uf06f": "□",
    "\uf0fe": "☑",
}


def letters_of(raw: str, no_unicode: list[int]) -> tuple[str, int]:
    """The characters with a letter that is not known as U+FFFD, and how many of these there are.

    ``no_unicode`` says of each character whether its font does not tell its letter; empty where all of them do.
    """
    raw = _ODD.sub(_mended, raw)
    if no_unicode:
        known = zip(raw, no_unicode, strict=True)
        raw = "".join([UNREADABLE if missing and not letter.isspace() else letter for letter, missing in known])
    return raw, raw.count(UNREADABLE)


def _mended(match: re.Match[str]) -> str:
    return _MENDED.get(match[0], UNREADABLE)
