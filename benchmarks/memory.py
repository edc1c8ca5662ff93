"""Memory stays flat: the most that parent and workers ever held, over ten times as many dossiers."""

from __future__ import annotations

from benchmarks.figures import Figure
from benchmarks.runs import drop_folder, run_apart

NAME = "memory"
_FLAT = 1.10
"""Where growth with the number of dossiers would show as a multiple, this is the noise of allocators."""


def bench(*, quick: bool) -> list[Figure]:
    """One run of the flow for each size, with a Prefect server as in daily use."""
    few, many = (40, 160) if quick else (200, 2000)
    small = run_apart(drop_folder(few), with_prefect=True)
    large = run_apart(drop_folder(many), with_prefect=True)
    pairs = (("parent", large.parent_mib, small.parent_mib), ("largest worker", large.worker_mib, small.worker_mib))
    return [
        Figure(
            benchmark=NAME,
            what=f"peak memory of the {who} over {many} dossiers",
            ours=after,
            other=before,
            unit="MiB",
            against=f"over {few}",
            ratio=after / before,
            at_most=_FLAT,
        )
        for who, after, before in pairs
    ]
