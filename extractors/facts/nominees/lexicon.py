"""The word lists under ``extractors/facts/lexicon``, read once and compiled.

Two forms of text are matched: *bare* (no marks) for long phrases, where a lost mark must not hide them, and
*canonical* (marks kept, one placing of the tone: ``hoà`` as ``hòa``) for short words, where the mark is the word:
``Tổ`` and ``Tô``. Both have the length of the original, so spans carry over.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from extractors.text.fold import bare, fold

_FOLDER = Path(__file__).resolve().parent.parent / "lexicon"
_TONES = {
    new: old
    for news, olds in (
        ("oà oá oả oã oạ", "òa óa ỏa õa ọa"),
        ("oè oé oẻ oẽ oẹ", "òe óe ỏe õe ọe"),
        ("uỳ uý uỷ uỹ uỵ", "ùy úy ủy ũy ụy"),
    )
    for new, old in zip(news.split(), olds.split(), strict=True)
}
_TONE = re.compile("|".join(_TONES))
LETTER = r"[^\W\d_]"


@lru_cache(maxsize=32)
def canon(text: str) -> str:
    """Lower case with marks and with one placing of the tone; same length as an NFC text.

    The same cell is asked for several times in a row, hence the small cache.
    """
    return _TONE.sub(lambda match: _TONES[match.group()], fold(text))


@cache
def table(name: str) -> dict[str, Any]:
    """The content of ``<name>.toml``."""
    return tomllib.loads((_FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


def alternatives(words: Iterable[str], *, marks: bool) -> str:
    """A regular expression for any of the words, the longest first, each ending where a word ends."""
    folded = {canon(word) if marks else bare(word) for word in words}
    ordered = sorted(folded, key=lambda word: (-len(word), word))
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in ordered) + rf")(?!{LETTER})"


@cache
def words(name: str, key: str) -> re.Pattern[str]:
    """Any word of the list ``key`` of ``<name>.toml``, over canonical text."""
    return re.compile(alternatives(table(name)[key], marks=True))


@cache
def folded_set(name: str, key: str) -> frozenset[str]:
    """The words of the list in canonical form."""
    return frozenset(canon(word) for word in table(name)[key])
