"""Where our own reading differs from what is known, most frequent first: for whoever mends the reader."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from rapidfuzz.distance import Levenshtein

from benchmarks.reading_peers.measure import Row, fold, nearest, paired
from benchmarks.reading_peers.outcome import Outcome

_MOST = 10
_AROUND = 12


def told(kind: str, outcome: Outcome) -> str:
    """The most frequent differences of characters and of cells, each with a place where it is."""
    characters: Counter[tuple[str, str]] = Counter()
    cells: Counter[tuple[str, str]] = Counter()
    places: dict[tuple[str, str], str] = {}
    for item, answer in zip(outcome.items, outcome.runs.answers, strict=True):
        if answer.text is None:
            continue
        meant, read = nearest(item.known.texts, answer.text), fold(answer.text)
        for op in Levenshtein.opcodes(meant, read):
            if op.tag != "equal":
                pair = meant[op.src_start : op.src_end], read[op.dest_start : op.dest_end]
                characters[pair] += 1
                around = meant[max(0, op.src_start - _AROUND) : op.src_end + _AROUND]
                places.setdefault(pair, f"{item.path.name}: …{around}…")
        for pair in _cells(item.known.tables, answer.tables):
            cells[pair] += 1
            places.setdefault(pair, item.path.name)
    lines = [f"## {kind}: {characters.total()} differences of text, {cells.total()} cells wrong"]
    for counted in (characters, cells):
        lines += [f"- {count} ×: {a!r} read as {b!r} ({places[a, b]})" for (a, b), count in counted.most_common(_MOST)]
    return "\n".join(lines)


def _cells(known: Sequence[Sequence[Row]], read: Sequence[Sequence[Row]]) -> list[tuple[str, str]]:
    wrong = []
    for row, other, _ in paired(known, read):
        for column, cell in enumerate(row):
            got = "(no such row)" if other is None else fold(other[column] or "") if column < len(other) else "(none)"
            if cell and got != fold(cell):
                wrong.append((fold(cell), got))
    return wrong
