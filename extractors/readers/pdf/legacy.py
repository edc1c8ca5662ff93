"""Text in TCVN3, VNI or VPS, and UTF-8 read as Windows-1252, converted where it lies among a page's characters.

The name of the font tells the encoding; where it tells none, the letters of a whole line do. As many characters are
answered as were given, so that each keeps its box: a mark that VNI writes behind its letter becomes :data:`NOTHING`.

A simple font with WinAnsiEncoding has a hyphen at 0xAD, which is the ``ư`` of TCVN3 (ISO 32000-1, D.2: 255 octal), so
PDFium gives ``th-ëng`` for “thưởng”. Such a hyphen is an ``ư`` where that makes a syllable of what is none without it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractors.readers.pdf.letters import UNREADABLE
from extractors.readers.pdf.looks import Looks
from extractors.readers.pdf.marks import NOTHING
from extractors.text.legacy import Encoding, convert, guess, typed_in_unicode
from extractors.text.syllables import is_syllable, share_of_syllables

_TCVN3 = (Encoding.TCVN3, Encoding.TCVN3_CAPITALS)
_WITH_LETTER_AT_BULLET = (Encoding.VPS, Encoding.VISCII)
_LINE = re.compile(r"[^\r\n]+")
_WORD = re.compile(r"[^\W\d_]*(?:-[^\W\d_]*)+|[^\W\d_]+")
_NO_LETTERS = re.compile("[®¸µ¶·×¹]")
"""What TCVN3 writes for đ, á, à, ả, ã, ì and ạ: no letters of any text."""
_LEAST_SOUND = 3
_LETTER = re.compile(r"[^\x00-\x7f\W\d_]")
_MOST_ARE = 0.5
_CLEAR = 0.8
"""Share of a line's words that must make sense in an encoding, as in ``extractors.text.legacy.guess``."""
_HORN = re.compile("[ơờởỡớợ]", re.IGNORECASE)
_LACKING = re.compile("[\x81\x8d\x8f\x90\x9d]")
_BULLET = "•"
_BULLET_IN_WORD = re.compile(r"(?<=[^\W\d_])•|•(?=[^\W\d_])")
_SWALLOWED = re.compile("Ã ")
_END = re.compile(r"[^\W\d_]*$")
_START = re.compile(r"[^\W\d_]*")
_BLANKS = re.compile(r"(\s+)")
_LINE_ENDS = re.compile("[\x02\ufffe]")
"""PDFium's mark of a hyphen at the end of a line, behind which the next line follows without a blank."""


@dataclass(frozen=True)
class Mended:
    """The characters of a page with the runs that were in a legacy encoding converted."""

    raw: str
    whole: int = 0
    """Runs that were converted without a loss."""
    lost: int = 0
    """Runs in which letters were lost."""


def converted(raw: str, given: str, looks: Looks, by_name: bool) -> Mended:
    """``raw`` with what is in a legacy encoding converted; ``given`` are the characters as PDFium gave them.

    ``by_name`` says that a font of the page bears the name of one for such an encoding.
    """
    letters = list(raw)
    whole = lost = 0
    runs = _runs(raw, given, looks) if by_name else ()
    for start, end, encoding in runs:
        text = raw[start:end]
        if typed_in_unicode(text):
            continue
        read, missing = _read(text, encoding)
        if read == text:
            lost += _LETTER.search(text) is not None and share_of_syllables(text) < _MOST_ARE
            continue
        letters[start:end] = _spread(text, read)
        whole, lost = whole + (not missing), lost + bool(missing)
    for start, end, encoding in _guessed(given, looks, by_name):
        text = given[start:end]
        if encoding is Encoding.MOJIBAKE:
            read, missing = _from_utf8(text)
        else:
            read, missing = _read(text, encoding)
            read = "".join(_spread(text, read))
        letters[start:end] = read
        whole, lost = whole + (not missing), lost + bool(missing)
    return Mended("".join(letters), whole, lost)


def _read(text: str, encoding: Encoding) -> tuple[str, int]:
    """A run as it reads in its encoding, and how many of its letters are lost or may be another."""
    unknown = 0
    if encoding in _WITH_LETTER_AT_BULLET and not _LACKING.search(text):
        # The bullet's byte is a letter here, and may stand for that of five others: see `_from_utf8`.
        text, unknown = _BULLET_IN_WORD.subn(UNREADABLE, text)
    found = convert(text, encoding)
    if found.lost and share_of_syllables(found.text) < _MOST_ARE:
        # The name of the font is right, and what PDFium made of its codes is not: then nothing is told by the table.
        return text, found.lost
    if encoding not in _TCVN3:
        return found.text, found.lost + unknown
    read, doubtful = _hyphens(found.text, "Ư" if encoding is Encoding.TCVN3_CAPITALS else "ư")
    return read, found.lost + doubtful + sum(map(_lacks_a_letter, _WORD.findall(read)))


def _printed_tcvn3(line: str) -> Encoding | None:
    """TCVN3 where the letters of a line speak for it but for those that LibreOffice left out; else null."""
    if not _NO_LETTERS.search(line) or typed_in_unicode(line) or share_of_syllables(line) > _MOST_ARE:
        return None
    found = convert(line, Encoding.TCVN3)
    words = [word for word in _WORD.findall(found.text) if not word.isascii()]
    lacking = sum(map(_lacks_a_letter, words))
    sound = sum(map(is_syllable, words))
    clear = sound >= _LEAST_SOUND and sound > lacking > 0 and sound + lacking >= _CLEAR * len(words)
    return Encoding.TCVN3 if clear and not found.lost else None


def _lacks_a_letter(word: str) -> bool:
    """Whether a word is a syllable only with an ``ư`` before its ``ơ``: LibreOffice does not print soft hyphens."""
    if word.isascii() or is_syllable(word) or not (found := _HORN.search(word)):
        return False
    return is_syllable(f"{word[: found.start()]}ư{word[found.start() :]}")


def _runs(raw: str, given: str, looks: Looks) -> Iterator[tuple[int, int, Encoding]]:
    """Runs of characters in fonts of one legacy encoding, each on one line."""
    ends = {match.end() for match in _LINE_ENDS.finditer(given)}
    drawn = looks.of(range(len(raw)))
    for line in _LINE.finditer(raw):
        start, encoding = line.start(), None
        for at in range(line.start(), line.end()):
            # A blank that PDFium guessed is drawn by no object: it belongs to what stands around it.
            own = encoding if raw[at] == " " else drawn[at].encoding
            if own is not encoding or at in ends:
                if encoding is not None:
                    yield start, at, encoding
                start, encoding = at, own
        if encoding is not None:
            yield start, line.end(), encoding


def _guessed(given: str, looks: Looks, by_name: bool) -> Iterator[tuple[int, int, Encoding]]:
    """Lines whose letters speak for an encoding of which the name of their font says nothing."""
    for line in _LINE.finditer(given):
        encoding = guess(_with_blanks(line[0])) or _printed_tcvn3(line[0])
        named = by_name and encoding and any(look.encoding for look in looks.of(range(*line.span())))
        if encoding is not None and not named:
            yield line.start(), line.end(), encoding


def _hyphens(text: str, letter: str) -> tuple[str, int]:
    """Converted text with the hyphens that are the letter ``ư`` read so, and how many may be either."""
    doubtful = 0

    def read(match: re.Match[str]) -> str:
        nonlocal doubtful
        word = match[0]
        if "-" not in word or word == "-":
            return word
        if not is_syllable(word.replace("-", letter)):
            return word
        if all(is_syllable(part) for part in word.split("-") if part) and word[0] != "-":
            doubtful += 1
            return word
        return word.replace("-", letter)

    return _WORD.sub(read, text), doubtful


def _with_blanks(line: str) -> str:
    """UTF-8 read as Windows-1252 with the no-break spaces that became blanks: the second half of ``à``."""
    return line.replace("Ã ", "Ã\xa0")


def _from_utf8(line: str) -> tuple[str, int]:
    """UTF-8 that was read as Windows-1252, each letter at its first character; and how many letters are lost.

    WinAnsiEncoding shows the five bytes that it lacks as bullets (ISO 32000-1, D.2), and so the byte of the bullet:
    which letter that was is not known unless the line has one of the five as it was.
    """
    known = _LACKING.search(line) is not None
    pieces: list[str] = []
    lost = 0
    for letter in convert(_with_blanks(line), Encoding.MOJIBAKE).text:
        at = len(pieces)
        width = len(letter.encode())
        unknown = not known and width > 1 and _BULLET in line[at : at + width]
        lost += unknown
        pieces += [UNREADABLE if unknown else letter, *[NOTHING] * (width - 1)]
    if len(pieces) != len(line):
        return line, 1
    for found in _SWALLOWED.finditer(line):
        _give_back(pieces, found.start())
    return "".join(pieces), lost


def _give_back(pieces: list[str], at: int) -> None:
    """Puts the blank behind the ``à`` at a place again, where PDFium made one blank of it and of the ``à``'s half."""
    before = _END.search("".join(pieces[:at]).replace(NOTHING, ""))
    after = _START.match("".join(pieces[at + 2 :]).replace(NOTHING, ""))
    if before and after and after[0] and not is_syllable(before[0] + pieces[at] + after[0]):
        pieces[at + 1] = " "


def _spread(source: str, text: str) -> list[str]:
    """Converted text as one character for each of its source, at which it then stands."""
    if len(text) == len(source):
        return list(text)
    words = zip(_BLANKS.split(source), _BLANKS.split(text), strict=True)
    return [piece for part, word in words for piece in _behind_letters(part, word)]


def _behind_letters(source: str, word: str) -> list[str]:
    """Places for the letters of a word whose marks stood behind them as characters of their own."""
    pieces: list[str] = []
    spare = len(source) - len(word)
    letters = iter(word)
    for at, letter in enumerate(source):
        if spare and at and not letter.isascii() and pieces[-1] not in (NOTHING, source[at - 1]):
            pieces.append(NOTHING)
            spare -= 1
        else:
            pieces.append(next(letters, NOTHING))
    return pieces
