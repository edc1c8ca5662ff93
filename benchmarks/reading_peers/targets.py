"""What reading is held to, as ratios of this run."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from benchmarks.reading_peers.outcome import Outcome, Outcomes, markdown, percent
from benchmarks.reading_peers.peers import KINDS, OURS, PDFIUM, PLUMBER_TABLES, PYTHON_DOCX, TESSERACT

_HEAD = ("target", "ours", "against", "theirs", "bound", "met")
_LIKE_PYTHON_DOCX, _LIKE_PDFIUM, _FASTER_TABLES, _LIKE_TESSERACT = 1.3, 1.5, 8.0, 1.15
_NOMINEES = 0.97
_COMPARED = ("pdf", "word", "worn", "scan")


@dataclass(frozen=True)
class Target:
    """One line: what we reached, what it is held against."""

    what: str
    ours: str
    against: str
    theirs: str
    bound: str
    met: bool | None
    """Null: told, not judged."""


def table(found: Sequence[Target]) -> str:
    """The targets as a table in Markdown."""
    told = {True: "yes", False: "NO", None: ""}
    return markdown(_HEAD, [(t.what, t.ours, t.against, t.theirs, t.bound, told[t.met]) for t in found])


def judge(outcomes: Outcomes) -> list[Target]:
    """The targets whose kinds were run, in the order of the issue that set them."""
    found = [target for kind in _COMPARED if kind in outcomes for target in _as_right_as_the_best(kind, outcomes[kind])]
    makers = {"word": _word, "pdf": _pdf, "scan": _scan}
    return found + [target for kind, make in makers.items() if kind in outcomes for target in make(outcomes[kind])]


def _as_right_as_the_best(kind: str, found: dict[str, Outcome]) -> Iterator[Target]:
    ours = found[OURS.name].score
    peers = {name: o.score for name, o in found.items() if name != OURS.name and o.runs.reader.shown}
    name, best = min(peers.items(), key=lambda peer: peer[1].error_rate)
    met = ours.error_rate <= best.error_rate
    shown = percent(ours.error_rate), percent(best.error_rate)
    yield Target(f"{KINDS[kind]}: characters wrong", shown[0], f"best peer: {name}", shown[1], "≤ theirs", met)
    name, best = max(peers.items(), key=lambda peer: peer[1].cells_right)
    met = ours.cells_right >= best.cells_right
    shown = percent(ours.cells_right / ours.cells), percent(best.cells_right / best.cells)
    yield Target(f"{KINDS[kind]}: cells right", shown[0], f"best peer: {name}", shown[1], "≥ theirs", met)


def _word(found: dict[str, Outcome]) -> Iterator[Target]:
    ours = found[OURS.name]
    bound = _at_most(_LIKE_PYTHON_DOCX)
    yield _timed("Word: time", ours, found[PYTHON_DOCX.name], None, f"≤ {_LIKE_PYTHON_DOCX} ×", bound)
    yield _timed("Word: time (a goal)", ours, found["kreuzberg"], None, "≤ 1 ×", None)


def _pdf(found: dict[str, Outcome]) -> Iterator[Target]:
    ours, plumber = found[OURS.name], found[PLUMBER_TABLES.name]
    bound = _at_most(_LIKE_PDFIUM)
    yield _timed("PDF without tables: time", ours, found[PDFIUM.name], "letter", f"≤ {_LIKE_PDFIUM} ×", bound)
    what, bound = "PDF with ruled tables: times as fast", _at_least(_FASTER_TABLES)
    yield _timed(what, plumber, ours, "list", f"≥ {_FASTER_TABLES:.0f} ×", bound, turned=True)
    got, other = ours.score_of("list"), plumber.score_of("list")
    counts = f"{got.cells_right} of {got.cells}", f"{other.cells_right} of {other.cells}"
    met = got.cells_right >= other.cells_right
    yield Target("… cells right in them", counts[0], PLUMBER_TABLES.name, counts[1], "≥ theirs", met)


def _scan(found: dict[str, Outcome]) -> Iterator[Target]:
    ours = found[OURS.name]
    bound = _at_most(_LIKE_TESSERACT)
    if ours.score.not_read == ours.score.files:
        yield Target("Scans: time", "not read", TESSERACT.name, "", f"≤ {_LIKE_TESSERACT} ×", False)
    else:
        yield _timed("Scans: time", ours, found[TESSERACT.name], None, f"≤ {_LIKE_TESSERACT} ×", bound)
    lists = ours.score_of("list")
    share = lists.cells_right / lists.cells
    yield Target("Scanned lists: cells right", percent(share), "", "", f"≥ {_NOMINEES:.0%}", share >= _NOMINEES)


def _at_most(bound: float) -> Callable[[float], bool]:
    return lambda ratio: ratio <= bound


def _at_least(bound: float) -> Callable[[float], bool]:
    return lambda ratio: ratio >= bound


def _timed(
    what: str,
    upper: Outcome,
    lower: Outcome,
    about: str | None,
    bound: str,
    judged: Callable[[float], bool] | None,
    *,
    turned: bool = False,
) -> Target:
    """The median of the ratios of the turns that both took; ``turned`` where ours is below the line."""
    turns = list(zip(upper.seconds(about), lower.seconds(about), strict=False))
    ratio = statistics.median(above / below for above, below in turns)
    ours, theirs = (1, 0) if turned else (0, 1)
    told = [f"{statistics.median(turn[at] for turn in turns):.2f} s" for at in (ours, theirs)]
    other = (upper, lower)[theirs].runs.reader.name
    return Target(what, f"{told[0]}: {ratio:.2f} ×", other, told[1], bound, judged(ratio) if judged else None)
