"""The tables: how right, how fast and how large each reader was on each kind of file."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from benchmarks.reading_peers.corpus import Item
from benchmarks.reading_peers.measure import Score, score
from benchmarks.reading_peers.peers import KINDS, READERS, Reader
from benchmarks.reading_peers.turns import Runs

_HEAD = ("reader", "speed", "peak memory", "characters wrong", "Vietnamese words right", "cells right", "note")


@dataclass(frozen=True)
class Outcome:
    """All that was measured of one reader on one kind."""

    runs: Runs
    items: tuple[Item, ...]

    @cached_property
    def score(self) -> Score:
        """Over all files."""
        return self.score_of(None)

    def score_of(self, about: str | None) -> Score:
        """Over the files of one kind of paper; null: all."""
        pairs = zip(self.items, self.runs.answers, strict=True)
        scores = [score(i.known, a.text, a.tables) for i, a in pairs if about in (None, i.about)]
        return sum(scores, Score())

    def seconds(self, about: str | None = None) -> list[float]:
        """Of each turn, over the files of one kind of paper; null: all."""
        return [
            sum(second for item, second in zip(self.items, turn, strict=True) if about in (None, item.about))
            for turn in self.runs.seconds
        ]


Outcomes = dict[str, dict[str, Outcome]]
"""By kind, then by the name of the reader."""


def page(outcomes: Outcomes) -> str:
    """A table a kind, ready for ``docs/benchmarks.md``."""
    return "\n\n".join(f"**{_title(kind, found)}**\n\n{_table(kind, found)}" for kind, found in outcomes.items())


def _title(kind: str, found: dict[str, Outcome]) -> str:
    one = next(iter(found.values()))
    pages = sum(item.pages for item in one.items)
    counts = [f"{len(one.items)} files", *([f"{pages} pages"] if pages else [])]
    return f"{KINDS[kind]}: {', '.join(counts)}, {one.score.characters:,} characters, {one.score.cells:,} cells"


def _table(kind: str, found: dict[str, Outcome]) -> str:
    rows = [_row(reader, kind, found.get(reader.name)) for reader in READERS if reader.shown]
    return markdown(_HEAD, [row for row in rows if row is not None])


def _row(reader: Reader, kind: str, outcome: Outcome | None) -> tuple[str, ...] | None:
    if outcome is None:
        reason = reader.not_run.get(kind)
        return (reader.name, *("",) * 5, f"not run: {reason}") if reason else None
    got = outcome.score
    note = f"{got.not_read} of {got.files} files not read" if got.not_read else ""
    if got.not_read == got.files:
        return (reader.name, *("",) * 5, note)
    return (
        reader.name,
        _speed(outcome),
        f"{outcome.runs.peak_mib:.0f} MiB",
        percent(got.error_rate),
        percent(got.marked_found / got.marked),
        percent(got.cells_right / got.cells) if any(answer.tables for answer in outcome.runs.answers) else "no tables",
        note,
    )


def _speed(outcome: Outcome) -> str:
    pages = sum(item.pages for item in outcome.items)
    rate = (pages or len(outcome.items)) / statistics.median(outcome.seconds())
    return f"{rate:.{0 if rate >= 100 else 1 if rate >= 10 else 2}f} {'pages' if pages else 'files'}/s"


def percent(share: float) -> str:
    """With the digits that tell good from very good; short of all never shows as 100 %, nor above nothing as 0 %."""
    digits = 2 if share < 0.1 or share > 0.9 else 1
    if 0.9999 < share < 1:
        return "99.99 %"
    return "0.01 %" if 0 < share < 0.0001 else f"{100 * share:.{digits}f} %"


def markdown(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table in Markdown."""
    widths = [max(len(row[column]) for row in (head, *rows)) for column in range(len(head))]
    lines = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |"
        for row in (head, *rows)
    ]
    return "\n".join([lines[0], "|" + "|".join("-" * (width + 2) for width in widths) + "|", *lines[1:]])
