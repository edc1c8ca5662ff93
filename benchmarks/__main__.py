"""``python -m benchmarks [name…] [--quick]``: the table on the screen, the same in ``build/bench.json``."""

from __future__ import annotations

import argparse
import os
import sys
import time

from benchmarks import command_line, flow, judging, memory, reading, workers
from benchmarks.figures import Figure, machine, table, write

_CORES = 2
_ALL = {module.NAME: module.bench for module in (command_line, judging, reading, workers, flow, memory)}


def main() -> None:
    """Run the named benchmarks, or all; ends with 1 where a bound is not met."""
    arguments = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    arguments.add_argument("names", nargs="*", choices=[*_ALL, []], metavar="name", help=", ".join(_ALL))
    arguments.add_argument("--quick", action="store_true", help="fewer dossiers and turns: for development only")
    given = arguments.parse_args()
    # The promises are for two cores, whatever the machine has; processes started from here inherit this.
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:_CORES])
    about, start = machine(), time.monotonic()
    figures: list[Figure] = []
    for name in given.names or _ALL:
        began = time.monotonic()
        figures += _ALL[name](quick=given.quick)
        sys.stderr.write(f"{name}: {time.monotonic() - began:.0f} s\n")
    seconds = time.monotonic() - start
    print(table(figures))
    print(f"\n{seconds:.0f} s on " + ", ".join(f"{name} {value}" for name, value in about.items()))
    write(figures, about, seconds, quick=given.quick)
    sys.exit(int(any(figure.met is False for figure in figures)))


if __name__ == "__main__":
    main()
