"""``python -m benchmarks [name…] [--quick] [--publish]``: the table on the screen and in ``build/bench.json``."""

from __future__ import annotations

import argparse
import os
import sys
import time

from benchmarks import command_line, flow, judging, memory, reading, workers
from benchmarks.figures import Figure, conditions, machine, publish, table, write

_CORES = 2
_ALL = {module.NAME: module.bench for module in (command_line, judging, reading, workers, flow, memory)}


def main() -> None:
    """Run the named benchmarks, or all; ends with 1 where a bound is not met."""
    arguments = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    arguments.add_argument("names", nargs="*", choices=[*_ALL, []], metavar="name", help=", ".join(_ALL))
    arguments.add_argument("--quick", action="store_true", help="fewer dossiers and turns: for development only")
    arguments.add_argument("--publish", action="store_true", help="put the figures into docs/benchmarks.md too")
    given = arguments.parse_args()
    if given.publish and (given.quick or given.names):
        arguments.error("only the figures of a whole run are published")
    # The promises are for two cores, whatever the machine has; processes started from here inherit this.
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:_CORES])
    about, start = machine(), time.monotonic()
    figures: list[Figure] = []
    for name in given.names or _ALL:
        began = time.monotonic()
        figures += _ALL[name](quick=given.quick)
        sys.stderr.write(f"{name}: {time.monotonic() - began:.0f} s\n")
        # What is measured stays, should a later benchmark fail.
        write(figures, about, time.monotonic() - start, quick=given.quick)
    measured = f"{table(figures)}\n\n{conditions(about, time.monotonic() - start)}"
    print(measured)
    if given.publish:
        publish(measured)
    sys.exit(int(any(figure.met is False for figure in figures)))


if __name__ == "__main__":
    main()
