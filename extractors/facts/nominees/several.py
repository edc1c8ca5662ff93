"""A cell of names that holds several: numbered, with the line breaks or without, or a person a line."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractors.facts.nominees.lexicon import LETTER, alternatives, canon, table
from extractors.facts.nominees.names import body_word, lead_end, read_name
from extractors.text.fold import bare
from pipeline.models.base import Span
from pipeline.models.vocabulary import Confidence, NomineeType

_AT_LINE = re.compile(r"(?:^|\n)\s*(?P<number>\d{1,2})[.)]\s+(?=\S)")
_IN_LINE = re.compile(r"(?<=\S)[ \t]+(?P<number>\d{1,2})[.)]\s+(?=\S)")
_TAKES_NUMBER = re.compile(
    rf"(?<!{LETTER})" + alternatives(table("nominee_words")["takes_number"], marks=True) + r"\s*$"
)
# Reading a hostile cell at each of its numbers would cost time for nothing; in a longer one they only raise a doubt.
_LONGEST = 4000
_LAST_WORDS = re.compile(r"\S+(?:\s+\S+){0,2}\s*$")


@dataclass(frozen=True)
class Several:
    """Where each name of a cell begins and ends."""

    spans: tuple[Span, ...]
    """Empty where the whole cell is one name."""
    sure: bool = True
    """False where there may be one or several."""
    confidence: Confidence = Confidence.STATED
    """How sure the cut is: inferred where a number inside a line began the next name."""


def several(text: str) -> Several:
    """The names in a cell by the numbers at its lines, by numbers inside them, else by lines that are persons each."""
    at_line = list(_AT_LINE.finditer(text))
    if len(text) > _LONGEST:
        return Several(_spans(text, at_line) if len(at_line) > 1 else (), sure=_IN_LINE.search(text) is None)
    in_line = [found for found in _IN_LINE.finditer(text) if _begins_name(text, found.end())]
    if in_line:
        return _numbered_inside(text, at_line, in_line)
    if len(at_line) > 1:
        return Several(_spans(text, at_line))
    return _lines(text) if "\n" in text else Several(())


def _numbered_inside(text: str, at_line: list[re.Match[str]], in_line: list[re.Match[str]]) -> Several:
    """ "1. Đội A 2. Tổ B": two where the numbers run 1, 2, 3 … and none can be of the name before it ("Chi nhánh 2").

    Otherwise the cell is left as its lines part it, and nothing about it is sure.
    """
    numbers = sorted((*at_line, *in_line), key=re.Match.start)
    runs = [int(found["number"]) for found in numbers] == list(range(1, len(numbers) + 1))
    starts_cell = bool(at_line) and not text[: at_line[0].start("number")].strip()
    if runs and starts_cell and not any(_may_be_of_name(text[: found.start()]) for found in in_line):
        return Several(_spans(text, numbers), confidence=Confidence.INFERRED)
    spans = _spans(text, at_line) if len(at_line) > 1 else ()
    return Several(spans, sure=False, confidence=Confidence.UNCERTAIN)


def _spans(text: str, numbers: list[re.Match[str]]) -> tuple[Span, ...]:
    bounds = [*(found.start() for found in numbers[1:]), len(text)]
    return tuple((found.end(), end) for found, end in zip(numbers, bounds, strict=True))


def _may_be_of_name(before: str) -> bool:
    """Whether a number behind these words can go with them: "Chi nhánh", "khu phố", "Đội Thi công số"."""
    canonical = canon(before)
    if _TAKES_NUMBER.search(canonical):
        return True
    last = _LAST_WORDS.search(before)
    if last is None:
        return False
    starts = [word.start() + last.start() for word in re.finditer(r"\S+", last.group())]
    words = ((before[at].isupper(), body_word(canonical, at)) for at in starts)
    return any(capital and word is not None and not canonical[word.end() :].strip() for capital, word in words)


def _begins_name(text: str, at: int) -> bool:
    name = read_name(text, canon(text), bare(text), at, loose=False)
    return name is not None and text[name.span[0]].isupper()


def _lines(text: str) -> Several:
    """Lines that are persons each; some persons and others nobody knows: there may be one or several."""
    lines = [found.span() for found in re.finditer(r"[^\n]*\S[^\n]*", text)]
    starts = [lead_end(text, start) for start, _ in lines]
    persons = [_is_person(text[:end], start) for start, (_, end) in zip(starts, lines, strict=True)]
    if len(persons) > 1 and all(persons):
        return Several(tuple((start, end) for start, (_, end) in zip(starts, lines, strict=True)))
    return Several((), sure=sum(persons) < 2)


def _is_person(line: str, start: int) -> bool:
    name = read_name(line, canon(line), bare(line), start, loose=False)
    return name is not None and name.type is NomineeType.INDIVIDUAL and len(line[slice(*name.span)].split()) > 1
