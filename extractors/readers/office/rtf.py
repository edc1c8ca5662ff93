"""What an RTF file (RTF 1.9.1) says of itself before it is converted: whether it is whole, and how its bytes are meant.

LibreOffice takes the bytes of a run in the character set of its font; three cases would lose the letters of Vietnamese
papers and are mended in the font table, or in the text, before it sees them:

* a legacy font (.VnTime, VNI-Times) with another set than the Western one (0): its bytes are positions in the font;
* a font with "the default set" (1): LibreOffice takes the set of its own locale for the set of the file;
* an optional hyphen (``\\-``): in the conversion it could not be told from the letter ư of TCVN3. Only LibreOffice
  itself writes that letter so.

It refuses the whole file for one object or picture that it cannot decode. No words are read from either, so neither is
given to it: in the place of every picture stands a dot, and of an object only what it looked like.
"""

from __future__ import annotations

import re
from collections import Counter

from extractors.readers.base import bad_file
from extractors.text.legacy import by_font
from pipeline.models.limits import Limits
from pipeline.models.vocabulary import FileCode, LossCode

_TOKEN = re.compile(rb"\\bin(\d{1,10}) ?|\\.|[{}]", re.DOTALL)
_UNSHOWN = re.compile(rb"(?<!\\)\{\s*(?:\\\*\s*)?\\(pict|objdata)(?![a-z])")
_INSTEAD = {
    b"objdata": b"",
    b"pict": b"{\\pict\\pngblip\\picwgoal15\\pichgoal15 "
    b"89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b55000000"
    b"0a4944415478da63f80f00010101001cb08c990000000049454e44ae426082}",
}
"""The picture has one point; it keeps the place, so that pictures are counted where the converted file is read."""
_HEAD = 1 << 20
"""Fonts and styles stand before the name of the program that wrote the file; they are not longer than this."""
_DEEPEST = 500
"""Groups within groups. Word closes at some dozens; each takes room on LibreOffice's stack."""
_FONT_TABLE = re.compile(rb"\{\\fonttbl")
_FONT = re.compile(rb"\\f\d+(?:[^;{}]|\{(?:[^{}]|\{[^{}]{0,500}\}){0,500}\}){0,500};")
_LARGEST_TABLE = 1 << 20
_NUMBER = re.compile(rb"\A(\\f\d+) ?")
_CHARSET = re.compile(rb"\\fcharset(\d+) ?")
_NOT_NAME = re.compile(rb"\{.*\}|\\[a-z]+-?\d* ?|[;\r\n]", re.DOTALL)
_OUTSIDE = re.compile(
    rb"\\fldinst[^}]{0,200}?\b(?:INCLUDEPICTURE|INCLUDETEXT|DDEAUTO|DDE)\b"
    rb"|\{\\\*\\template +(?:[a-z]{3,}:|\\\\\\\\)",
    re.IGNORECASE,
)
"""Fields and templates that point out of the file: nothing is fetched, the words that stood there last are read."""
_OPTIONAL_HYPHEN = b"\\-"
_BY_LIBREOFFICE = re.compile(rb"\{\\\*\\generator LibreOffice")


def look_into_rtf(data: bytes, limits: Limits, file: str) -> tuple[bytes, Counter[LossCode]]:
    """The file as LibreOffice is to read it, and the losses that the conversion would hide.

    LibreOffice refuses a file whose groups are not all closed. They are closed here, so that what there is is read, and
    the missing end is a loss.

    Raises:
        ReadError: ``file-damaged`` where groups nest deeper, or the font table is longer, than any writer makes it.
    """
    hyphens = _BY_LIBREOFFICE.search(data, 0, _HEAD) is None
    losses: Counter[LossCode] = Counter()
    losses[LossCode.EXTERNAL_LINK] += len(_OUTSIDE.findall(data))
    data, losses[LossCode.EMBEDDED_OBJECT] = _without_unshown(data)
    kept: list[bytes] = []
    depth = at = start = 0
    whole = False
    while not whole and (token := _TOKEN.search(data, at)) is not None:
        at = token.end()
        if token[1] is not None:
            at += int(token[1])  # raw bytes, braces among them
        elif token[0] == b"{":
            depth += 1
            if depth > _DEEPEST:
                raise bad_file(FileCode.FILE_DAMAGED, file, "groups nested too deep")
        elif token[0] == b"}":
            depth -= 1
            whole = depth == 0
        elif hyphens and token[0] == _OPTIONAL_HYPHEN:
            kept.append(data[start : token.start()])
            start = at
    kept.append(data[start:])
    if not whole:
        kept.append(b"\n" + b"}" * depth)
        losses[LossCode.PART_MISSING] += 1
    return _with_sets_of_fonts(b"".join(kept), file), losses


def _with_sets_of_fonts(data: bytes, file: str) -> bytes:
    table = _FONT_TABLE.search(data)
    if table is None:
        return data
    end = _end_of_group(data, table.start())
    if end - table.start() > _LARGEST_TABLE:
        raise bad_file(FileCode.FILE_DAMAGED, file, "font table without end")
    return data[: table.start()] + _FONT.sub(_with_set, data[table.start() : end]) + data[end:]


def _without_unshown(data: bytes) -> tuple[bytes, int]:
    """The file without the data of pictures and objects, and how many objects there were."""
    kept: list[bytes] = []
    start = objects = 0
    while (found := _UNSHOWN.search(data, start)) is not None:
        kept += data[start : found.start()], _INSTEAD[found[1]]
        start = _end_of_group(data, found.start())
        objects += found[1] == b"objdata"
    return b"".join((*kept, data[start:])), objects


def _end_of_group(data: bytes, start: int) -> int:
    depth, at = 0, start
    while (token := _TOKEN.search(data, at)) is not None:
        at = token.end() + int(token[1] or 0)
        depth += {b"{": 1, b"}": -1}.get(token[0], 0)
        if depth == 0:
            return at
    return len(data)


def _with_set(font: re.Match[bytes]) -> bytes:
    entry = font[0]
    name = _NOT_NAME.sub(b"", entry).decode("latin-1").strip()
    if by_font(name) is not None:
        western, found = _CHARSET.subn(rb"\\fcharset0 ", entry)
        return western if found else _NUMBER.sub(rb"\1\\fcharset0 ", entry)
    return _CHARSET.sub(lambda found: b" " if found[1] == b"1" else found[0], entry)
