"""Facts and rules of a dossier, against what pypdfium2 needs for the text with boxes of the same papers as PDF.

Ours begins where the files are read and ends with the report as a value. Both run in this process after a warm-up.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

from benchmarks.figures import Figure, in_turns
from benchmarks.pdf import text_with_boxes, text_with_runs
from benchmarks.printing import Printed, samples
from benchmarks.runs import WORK
from extractors.facts.extract import extract
from flows.check import judge, read_submission, submission_from
from flows.isolation import Office
from pipeline.models.limits import Limits

NAME = "judging"
_LIMIT = 1.0
_WARM = 3


@dataclass(frozen=True)
class _Turn:
    judged: float
    facts: float
    boxes: float
    runs: float


def bench(*, quick: bool) -> list[Figure]:
    """The median dossier is judged; the worst is told."""
    turns = 7 if quick else 41
    printed = samples()
    medians = [_median(_turns(sample, turns)) for sample in printed]
    worst = max(zip(medians, printed, strict=True), key=lambda pair: pair[0].judged / pair[0].boxes)
    ratio = worst[0].judged / worst[0].boxes
    return [
        in_turns(
            NAME,
            "facts and rules of a dossier",
            "pypdfium2, text with the box of each character",
            [(one.judged, one.boxes) for one in medians],
            unit="ms",
            at_most=_LIMIT,
            note=f"worst of {len(printed)}: {ratio:.2f} ({worst[1].folder.name})",
        ),
        in_turns(
            NAME,
            "facts and rules of a dossier",
            "pypdfium2, text with a box for each run",
            [(one.judged, one.runs) for one in medians],
            unit="ms",
        ),
        in_turns(
            NAME,
            "… facts alone",
            "facts and rules",
            [(one.facts, one.judged) for one in medians],
            unit="ms",
        ),
    ]


def _turns(sample: Printed, turns: int) -> list[_Turn]:
    limits = Limits()
    context = Office(home=WORK.absolute(), limits=limits, settings_sha256="0" * 64).context()
    submission = submission_from(sample.folder)
    read_files = read_submission(submission, limits)
    papers = [read for read in read_files if read.format not in ("toml", "zip")]
    pdf = (*sample.printed, *sample.pdf)

    def turn() -> _Turn:
        return _Turn(
            judged=_timed(lambda: judge(submission, read_files, context)),
            facts=_timed(lambda: extract(papers)),
            boxes=_timed(lambda: [text_with_boxes(path) for path in pdf]),
            runs=_timed(lambda: [text_with_runs(path) for path in pdf]),
        )

    return [turn() for _ in range(_WARM + turns)][_WARM:]


def _timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def _median(turns: list[_Turn]) -> _Turn:
    return _Turn(
        judged=statistics.median(turn.judged for turn in turns),
        facts=statistics.median(turn.facts for turn in turns),
        boxes=statistics.median(turn.boxes for turn in turns),
        runs=statistics.median(turn.runs for turn in turns),
    )
