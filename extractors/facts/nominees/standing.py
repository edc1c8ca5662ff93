"""Bare paragraphs right below a heading or request: nominees without a bullet, if they are as many as it says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from extractors.facts.nominees.groups import read_heading
from extractors.facts.nominees.items import verb_inside
from extractors.facts.nominees.lexicon import canon
from extractors.facts.nominees.names import Name, read_name
from extractors.facts.nominees.sentences import item_start, read_request
from extractors.facts.paper import Unit
from pipeline.models.facts import StatedCount
from pipeline.models.vocabulary import NomineeType

_LONGEST = 200
_GOES_ON = re.compile(r"\s*(?:[,;(–-]|\.?(?:/\.)?\s*$)")
_ASKS = re.compile(r"\b(?:de nghi|kinh trinh|kinh gui|tran trong|kem theo|nhu sau)\b")
_OF = {
    NomineeType.INDIVIDUAL: "individual",
    NomineeType.HOUSEHOLD: "household",
    NomineeType.ENTERPRISE: "enterprise",
}


@dataclass
class Standing:
    """The paragraphs so far, and the numbers that the words above them state."""

    counts: Sequence[StatedCount] | None = None
    """None where no heading or request stands right above."""
    found: list[tuple[Unit, Name]] = field(default_factory=list)
    beside: list[Name] = field(default_factory=list)
    """Names among them that a form of address marks ("Ông …"): items of a list by themselves."""

    def begin(self, counts: Sequence[StatedCount]) -> None:
        """A heading or request was read that the next paragraphs may belong to."""
        self.counts, self.found, self.beside = counts, [], []

    def take(self, unit: Unit) -> bool:
        """Keep a paragraph that holds one name and nothing else than its post and unit."""
        name = _lone_name(unit, marked=False) if self.counts is not None else None
        if name is None:
            return False
        self.found.append((unit, name))
        return True

    def passes(self, unit: Unit) -> bool:
        """Whether a paragraph is an item that counts with the bare ones, and does not end them."""
        name = _lone_name(unit, marked=True) if self.counts is not None else None
        if name is not None:
            self.beside.append(name)
        return name is not None

    def end(self) -> tuple[list[tuple[Unit, Name]], bool]:
        """The nominees, if they are as many of each kind as stated; else none, and whether that leaves a doubt."""
        counts, found, beside = self.counts or (), self.found, self.beside
        self.counts, self.found, self.beside = None, [], []
        if not found or _fits(counts, [*(name for _, name in found), *beside]):
            return found, False
        return [], True


def _fits(counts: Sequence[StatedCount], names: Sequence[Name]) -> bool:
    """Enterprises may be counted among the collectives."""
    if not counts or sum(count.number for count in counts) != len(names):
        return False
    apart = {count.what for count in counts}
    kinds = [_OF.get(name.type, "collective") if name.type else "" for name in names]
    kinds = ["collective" if kind == "enterprise" and kind not in apart else kind for kind in kinds]
    return all(count.what == "total" or kinds.count(count.what) == count.number for count in counts)


def _lone_name(unit: Unit, *, marked: bool) -> Name | None:
    """The one name of a paragraph; ``marked``: behind a form of address or "tập thể", else without."""
    text = unit.text.strip()
    if len(text) > _LONGEST or text.isupper() or text.endswith(":") or _ASKS.search(unit.bare):
        return None
    item = item_start(unit)
    if (item[0] if item else None) != ("plain" if marked else None):
        return None
    if read_request(unit, to_province=True) is not None:
        return None
    if read_heading(unit, in_table=False, to_province=True) is not None:
        return None
    start, canonical = len(unit.text) - len(unit.text.lstrip()), canon(unit.text)
    name = read_name(unit.text, canonical, unit.bare, start, loose=False)
    if name is None or name.torn or not name.by_words or verb_inside(canonical, (start, len(unit.text))):
        return None
    words = unit.text[name.span[0] : name.span[1]]
    named = words[:1].isupper() and (len(words.split()) > 1 or not words.isalpha())
    return name if named and _GOES_ON.match(unit.text, name.rest) else None
