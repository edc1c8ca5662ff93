"""``python -m benchmarks.reading_peers [kind…] [--quick] [--publish]``: the tables, and whether each target is met."""

from __future__ import annotations

import argparse
import datetime as dt
import os
import sys
import time

from benchmarks.figures import publish
from benchmarks.reading_peers import differences, outcome, targets
from benchmarks.reading_peers.corpus import WORK, Corpus, corpus
from benchmarks.reading_peers.machine import machine
from benchmarks.reading_peers.outcome import Outcome, Outcomes
from benchmarks.reading_peers.peers import KINDS, OURS, READERS, ready
from benchmarks.reading_peers.turns import take_turns

_CORES = 2
_TURNS = {"word": 7, "pdf": 5, "scan": 3, "old": 3}
"""Where a target hangs on the time; else one turn tells enough."""


def main() -> None:
    """Run the named kinds, or all; ends with 1 where a target is not met."""
    arguments = argparse.ArgumentParser(prog="python -m benchmarks.reading_peers", description=__doc__)
    arguments.add_argument("kinds", nargs="*", choices=[*KINDS, []], metavar="kind", help=", ".join(KINDS))
    arguments.add_argument("--quick", action="store_true", help="one turn: for development only")
    arguments.add_argument("--publish", action="store_true", help="put the tables into docs/benchmarks.md too")
    given = arguments.parse_args()
    if given.publish and (given.quick or given.kinds):
        arguments.error("only the figures of a whole run are published")
    if not ready():
        arguments.error("the peers are not installed: make bench-reading")
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:_CORES])
    files, about, start = corpus(), machine(), time.monotonic()
    found: Outcomes = {}
    for kind in given.kinds or KINDS:
        began = time.monotonic()
        found[kind] = _run(kind, files, 1 if given.quick else _TURNS.get(kind, 1))
        sys.stderr.write(f"{kind}: {time.monotonic() - began:.0f} s\n")
    judged = targets.judge(found)
    minutes = (time.monotonic() - start) / 60
    day = dt.datetime.now(dt.UTC).strftime("%d/%m/%Y")
    conditions = f"Measured on {day} in {minutes:.0f} minutes on: {about}; load after {os.getloadavg()[0]:.2f}."
    measured = "\n\n".join((targets.table(judged), outcome.page(found), conditions))
    print(measured)
    wrong = "\n\n".join(differences.told(kind, by_reader[OURS.name]) for kind, by_reader in found.items())
    (WORK / "differences.md").write_text(wrong + "\n", encoding="utf-8")
    if given.publish:
        publish(measured, "reading")
    sys.exit(int(any(target.met is False for target in judged)))


def _run(kind: str, files: Corpus, turns: int) -> dict[str, Outcome]:
    readers = [reader for reader in READERS if kind in reader.kinds]
    runs = take_turns(readers, kind, files[kind], turns)
    return {run.reader.name: Outcome(run, files[kind]) for run in runs}


if __name__ == "__main__":
    main()
