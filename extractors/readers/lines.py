"""Lines of text whose font nobody knows: cleaned, and out of the legacy encodings where a whole line speaks for one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from extractors.text.fold import clean
from extractors.text.legacy import convert, guess
from pipeline.models.files import Block, BlockKind
from pipeline.models.vocabulary import LossCode


def cleaned(text: str, losses: Counter[LossCode]) -> str:
    """The text line by line; lines that were converted are counted."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for at, line in enumerate(lines):
        # Before cleaning: a soft hyphen is the ư of TCVN3, and ð is no đ there.
        encoding = guess(line)
        if encoding is None:
            lines[at] = clean(line)
        else:
            losses[LossCode.LEGACY_CONVERTED] += 1
            lines[at] = clean(convert(line, encoding).text)
    return "\n".join(lines).strip()


def paragraphs(heads: Sequence[str], body: Sequence[str]) -> list[Block]:
    """Head lines as page headers, which tell of the file and are no part of a paper, then the lines of the body."""
    kinds = [(line, BlockKind.HEADER) for line in heads] + [(line, BlockKind.PARAGRAPH) for line in body]
    return [Block(index=at, kind=kind, text=line) for at, (line, kind) in enumerate(kinds)]
