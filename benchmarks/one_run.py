"""One run over a drop folder in a fresh process and a fresh home, with or without Prefect; prints its measures as JSON.

``python -m benchmarks.one_run INBOX HOME [--prefect] [--workers N]``. Before the measured pass goes one over an empty
folder, so that what only the first pass of a process pays (Prefect's client, the ledger's tables) is told apart as
start-up, with Prefect and without.
"""

from __future__ import annotations

import argparse
import json
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.processes import peak_memory, watching_workers

if TYPE_CHECKING:
    from flows.run import Outcome, Run

    Way = Callable[[Run], Outcome]


@dataclass(frozen=True)
class Measures:
    """Seconds unless said otherwise."""

    dossiers: int
    trays: dict[str, int]
    server: float
    """Starting the Prefect server until it answers."""
    imports: float
    first_pass: float
    """Over an empty folder."""
    run: float
    """From listing the drop folder to the register of the run."""
    parent_cpu: float
    worker_cpu: float
    parent_mib: float
    worker_mib: float


@contextmanager
def _lap(laps: dict[str, float], name: str) -> Iterator[None]:
    start = time.perf_counter()
    yield
    laps[name] = time.perf_counter() - start


def measure(inbox: Path, home_folder: Path, *, with_prefect: bool) -> Measures:
    """Conduct one run and say what it cost."""
    from pipeline.home import VARIABLE, Home

    os.environ[VARIABLE] = str(home_folder)
    home = Home(home_folder).make()
    laps = {"server": 0.0}
    if not with_prefect:
        return _measured(inbox, home_folder, laps, _plain)
    from flows.prefect_env import SERVER_VARIABLE, prepare
    from flows.serve import OwnServer

    prepare(home)
    server = OwnServer(home)
    with _lap(laps, "server"):
        server.start()
    os.environ[SERVER_VARIABLE] = server.address
    try:
        return _measured(inbox, home_folder, laps, _as_flow)
    finally:
        server.stop()


def _plain() -> Way:
    from flows.run import conduct

    return conduct


def _as_flow() -> Way:
    from flows.drop_folder import run_as_flow

    return run_as_flow


def _measured(inbox: Path, home: Path, laps: dict[str, float], load: Callable[[], Way]) -> Measures:
    with _lap(laps, "imports"):
        from flows.run import open_run

        conduct = load()
    empty = home.with_name(f"{home.name}-empty")
    empty.mkdir(exist_ok=True)
    with _lap(laps, "first_pass"), open_run(inbox=empty, settle=0) as run:
        conduct(run)
    with watching_workers() as watched, open_run(inbox=inbox, settle=0) as run:
        before = time.process_time()
        with _lap(laps, "run"):
            outcome = conduct(run)
        parent_cpu = time.process_time() - before
    return Measures(
        dossiers=len(outcome.rows),
        trays=dict(sorted(outcome.counts.items())),
        parent_cpu=parent_cpu,
        worker_cpu=sum(watched.seconds.values()),
        parent_mib=peak_memory(os.getpid()),
        worker_mib=watched.worker_mib,
        **laps,
    )


def main() -> None:
    """Entry point."""
    arguments = argparse.ArgumentParser()
    arguments.add_argument("inbox", type=Path)
    arguments.add_argument("home", type=Path)
    arguments.add_argument("--prefect", action="store_true")
    arguments.add_argument("--workers", type=int, default=2)
    given = arguments.parse_args()
    os.environ["DOSSIERS_WORKERS"] = str(given.workers)
    measures = measure(given.inbox.absolute(), given.home.absolute(), with_prefect=given.prefect)
    print(json.dumps(asdict(measures)))


if __name__ == "__main__":
    main()
