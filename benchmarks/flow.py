"""What Prefect costs: the flow with a server running, against the same work without Prefect.

Same drop folder, workers, sealing, ledger, reports and packages; start-up (server, imports, first pass) told apart.
"""

from __future__ import annotations

import statistics
from collections.abc import Sequence

from benchmarks.figures import Figure, in_turns
from benchmarks.one_run import Measures
from benchmarks.runs import drop_folder, run_apart

NAME = "flow"
_LIMIT = 1.10


def bench(*, quick: bool) -> list[Figure]:
    """Both ways in turns, the first of a turn changing."""
    count, turns = (60, 1) if quick else (1000, 3)
    inbox = drop_folder(count)
    with_prefect: list[Measures] = []
    without: list[Measures] = []
    for turn in range(turns):
        for prefect in (True, False) if turn % 2 else (False, True):
            (with_prefect if prefect else without).append(run_apart(inbox, with_prefect=prefect))
    _same_work(count, with_prefect + without)
    walls = [(ours.run, other.run) for ours, other in zip(with_prefect, without, strict=True)]
    processor = [(_cpu(ours), _cpu(other)) for ours, other in zip(with_prefect, without, strict=True)]
    starts = [(_start(ours), _start(other)) for ours, other in zip(with_prefect, without, strict=True)]
    without_prefect = "the same without Prefect"
    each = statistics.median(one.run for one in without) / count * 1000
    return [
        in_turns(
            NAME, f"flow over {count} dossiers", without_prefect, walls, unit="s", at_most=_LIMIT,
            note=f"{each:.0f} ms a dossier without Prefect",
        ),
        in_turns(
            NAME, "… processor time of parent and workers", without_prefect, processor, unit="s", note=_shares(without),
        ),
        in_turns(NAME, "… start-up before it", without_prefect, starts, unit="s", note=_parts(with_prefect)),
    ]  # fmt: skip


def _same_work(count: int, measures: Sequence[Measures]) -> None:
    """A run that did something else is no measure.

    Raises:
        RuntimeError: the runs disagree.
    """
    if any(one.dossiers != count or one.trays != measures[0].trays for one in measures):
        raise RuntimeError(f"the runs did not do the same work: {[(one.dossiers, one.trays) for one in measures]}")


def _cpu(measures: Measures) -> float:
    return measures.parent_cpu + measures.worker_cpu


def _start(measures: Measures) -> float:
    return measures.server + measures.imports + measures.first_pass


def _shares(runs: Sequence[Measures]) -> str:
    parent = statistics.median(one.parent_cpu for one in runs)
    workers = statistics.median(one.worker_cpu for one in runs)
    return f"without Prefect: parent {parent:.1f} s, workers {workers:.1f} s"


def _parts(runs: Sequence[Measures]) -> str:
    parts = (
        ("server", statistics.median(one.server for one in runs)),
        ("imports", statistics.median(one.imports for one in runs)),
        ("first pass", statistics.median(one.first_pass for one in runs)),
    )
    return "with Prefect: " + ", ".join(f"{name} {seconds:.1f} s" for name, seconds in parts)
