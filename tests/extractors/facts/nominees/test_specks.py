"""Strokes and stains that recognition took for words do not end a list of nominees."""

from __future__ import annotations

import pytest

from extractors.facts.nominees.items import is_speck
from pipeline.models.files import Block, BlockKind, WordBox


def recognised(*words: tuple[str, float | None]) -> Block:
    """A paragraph of these words with how sure each was recognised."""
    text, boxes = "", []
    for word, sure in words:
        start = len(text)
        text += word + " "
        boxes.append(WordBox(span=(start, start + len(word)), page=1, box=(10.0, 10.0, 20.0, 20.0), confidence=sure))
    return Block(index=0, kind=BlockKind.PARAGRAPH, text=text.strip(), page=1, words=tuple(boxes))


@pytest.mark.parametrize(
    ("block", "speck"),
    [
        (recognised(("`", 0.92), ("DI", 0.25)), True),
        (recognised(("Iuafl", 0.18)), True),
        (recognised(("Hoàn", 0.96), ("Mẫu", 0.93)), False),
        (recognised(("Số", 0.96), ("12", 0.3)), False),
        (recognised(("Nguyễn", 0.2), ("Văn", 0.2), ("Thử", 0.2)), False),
        (recognised(("DI", None)), False),
        (Block(index=0, kind=BlockKind.PARAGRAPH, text="DI"), False),
    ],
)
def test_a_speck_is_short_and_hardly_read(block: Block, speck: bool) -> None:
    assert is_speck(block) is speck
