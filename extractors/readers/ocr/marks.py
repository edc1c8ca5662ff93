"""What the recognised lines of a stamp say: a secrecy mark, a receipt, another stamp, a text, or nothing that is sure.

A stamp's capitals carry marks above and below that lie in a frame or across print, and recognition loses them: MẬT
comes as MAT, MÂT, MT. The words of secrecy marks are a closed list (law 29/2018/QH14, article 8; Circular
24/2020/TT-BCA), so letters are compared with it without their marks. What is near to one and not one is said to be
doubtful, never left out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum
from itertools import pairwise

from extractors.readers.ocr.tesseract import Seen
from extractors.text.fold import bare

SECRET = {"mat": "MẬT", "toimat": "TỐI MẬT", "tuyetmat": "TUYỆT MẬT"}
_OTHERS = (
    "hoatoc", "khan", "thuongkhan", "hoatochengio", "saoy", "saoybanchinh", "saoluc", "trichsao", "banchinh", "bansao",
    "daky", "dathutien", "dakiemtra", "dathu", "chungthuc", "chungthucbansao", "dungvoibanchinh", "den", "congvanden",
    "di", "congvandi", "khongphobien", "luuhanhnoibo", "thuhoi", "hethieuluc", "duthao", "thamdinh",
)  # fmt: skip
"""Words of other stamps, alone on theirs or on a line of it."""
_ARRIVED = "den"
_LABELS = ("so", "ngay", "chuyen", "gio", "luu", "kinhchuyen")
_SCRAPS = "_|~„“”‘’'\"=^!*<>[]{}"
"""What recognition makes of pieces of a frame."""
_NUMBER = re.compile(r"^\W?S[^\W]{1,2}[:;.]$")
"""The label of the number, whose two small letters and two marks are often taken for figures."""
_SHARP = 0.75
"""Mean confidence of the words of a coloured text that says what it is."""
_LETTERS = 9
"""Letters of a text that cannot be a mark misread: TUYỆT MẬT has eight."""
DOUBTFUL = 0.3
"""Confidence given to a mark that was told from letters that are only near to it."""


class Kind(Enum):
    """What a group of red ink says."""

    MARK = "mark"
    RECEIPT = "receipt"
    STAMP = "stamp"
    TEXT = "text"
    UNREAD = "unread"


@dataclass(frozen=True)
class Told:
    """What was made out of one group."""

    kind: Kind
    words: tuple[Seen, ...] = ()
    sure: float = 0.0
    """To choose among several tries."""


def told_of(words: Sequence[Seen], framed: bool) -> Told:
    """What recognised words of one group of red ink say; ``framed``: a frame was drawn about them."""
    lines = _lines(words)
    if not lines:
        return Told(Kind.UNREAD)
    mark = _mark(lines, framed)
    if mark is not None:
        return mark
    plain = [_plain(line) for line in lines]
    sure = _confidence(words)
    first = [_plain([word]) for line in lines for word in line]
    if (_ARRIVED in first or any(line.endswith("vanden") for line in plain)) and _labels(first) >= 2:
        return Told(Kind.RECEIPT, tuple(_receipt(lines)), sure)
    if any(_nearly(line, target) for line in plain for target in SECRET):
        return Told(Kind.UNREAD, sure=sure)
    if all(line in _OTHERS for line in plain if len(line) > 1) and any(len(line) > 1 for line in plain):
        return Told(Kind.STAMP, tuple(words), sure)
    if sure >= _SHARP and sum(map(len, plain)) >= _LETTERS:
        return Told(Kind.TEXT, tuple(words), sure)
    return Told(Kind.UNREAD, sure=sure)


def _lines(words: Sequence[Seen]) -> list[list[Seen]]:
    lines: dict[int, list[Seen]] = {}
    for word in words:
        if _plain([word]):
            lines.setdefault(word.line, []).append(word)
    return [sorted(line, key=lambda word: word.x0) for line in lines.values()]


def _plain(line: Sequence[Seen]) -> str:
    """Letters and figures in small letters, without marks."""
    return "".join(letter for letter in bare("".join(word.text for word in line)) if letter.isalnum())


def _confidence(words: Sequence[Seen]) -> float:
    letters = sum(len(word.text) for word in words)
    return sum(word.confidence * len(word.text) for word in words) / letters if letters else 0.0


def _receipt(lines: Sequence[list[Seen]]) -> list[Seen]:
    """The words of a receipt stamp line by line, without what was made of pieces of its frame.

    Its word has the marks that it has, and a line to itself before the number: on the stamp it stands beside the lines
    of number and day, so that it was read at the head of any of them.
    """
    cleaned = []
    for line in lines:
        words = [replace(word, text=_NUMBER.sub("Số:", word.text.strip(_SCRAPS))) for word in line]
        cleaned.append([word for word in words if _plain([word])])
    word = next((word for line in cleaned for word in line if _plain([word]) == _ARRIVED), None)
    if word is not None:
        head = next(line for line in cleaned if word in line)
        if len(head) > 1 and _labels([_plain([other]) for other in head]):
            head.remove(word)
            first = next(at for at, line in enumerate(cleaned) if line is head or line[0].text == "Số:")
            cleaned.insert(first, [word])
    return [
        replace(one, text="ĐẾN" if _plain([one]) == _ARRIVED else one.text, line=number)
        for number, line in enumerate(cleaned)
        for one in line
    ]


def _labels(words: Sequence[str]) -> int:
    return sum(any(word.startswith(label) for word in words) for label in _LABELS)


def _mark(lines: Sequence[list[Seen]], framed: bool) -> Told | None:
    """The mark that a line says, two lines one under the other, or all that there is."""
    candidates = [*lines, *([*one, *two] for one, two in pairwise(lines))]
    exact = [part for part in candidates if _plain(part) in SECRET]
    if exact:
        part = max(exact, key=lambda words: len(_plain(words)))
        return _said(SECRET[_plain(part)], part, _written(part))
    for part in sorted(candidates, key=len, reverse=True):
        near = _near(_plain(part), framed and len(lines) <= 2)
        if near is not None:
            return _said(SECRET[near], part, DOUBTFUL)
    return None


def _written(words: Sequence[Seen]) -> float:
    """Confidence of a mark by its letters: that of recognition where each has its marks, else half of it."""
    text = "".join(word.text for word in words if _plain([word])).strip(".,:;'\"|-_ ").upper()
    whole = text in {mark.replace(" ", "") for mark in SECRET.values()}
    sure = min(word.confidence for word in words if _plain([word]))
    return sure if whole else sure / 2


def _near(plain: str, framed: bool) -> str | None:
    """The mark that these letters are, but for one or two; the short one only in its frame."""
    for target in ("tuyetmat", "toimat"):
        if len(plain) >= len(target) - 2 and distance(plain, target) <= len(target) // 4:
            return target
    return "mat" if framed and plain[:1] == "m" and len(plain) <= 4 and distance(plain, "mat") <= 1 else None


def _nearly(plain: str, target: str) -> bool:
    """Whether letters could be those of a mark, so that no other reading of them is believed."""
    if plain in _OTHERS:
        return False
    return plain.endswith("mat") or distance(plain, target) <= max(len(target) // 3, 1)


def _said(text: str, words: Sequence[Seen], confidence: float) -> Told:
    """The mark as one word a syllable, where it stands."""
    first = words[0]
    x0, x1 = min(word.x0 for word in words), max(word.x1 for word in words)
    y0, y1 = min(word.y0 for word in words), max(word.y1 for word in words)
    syllables = text.split(" ")
    step = (x1 - x0) / len(syllables)
    said = tuple(
        replace(first, text=part, x0=x0 + at * step, x1=x0 + (at + 1) * step, y0=y0, y1=y1, confidence=confidence)
        for at, part in enumerate(syllables)
    )
    return Told(Kind.MARK, said, 1.0 + confidence)


def distance(one: str, other: str) -> int:
    """Letters to put in, take out or change."""
    row = list(range(len(other) + 1))
    for at, letter in enumerate(one, 1):
        before, row[0] = row[0], at
        for place, wanted in enumerate(other, 1):
            before, row[place] = row[place], min(row[place] + 1, row[place - 1] + 1, before + (letter != wanted))
    return row[-1]
