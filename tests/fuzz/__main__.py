"""``python -m tests.fuzz --minutes 10``: read mutants until time is up; ``--replay FILE`` reads one that escaped."""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from pipeline.models.limits import Limits
from tests.fuzz.judge import read_path, wrong_with
from tests.fuzz.kinds import KINDS, ROOT
from tests.fuzz.run import Fuzz


def main() -> int:
    """Exit code 1 where anything escaped."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--first", type=int, default=1000, help="number of the first mutant; others give other mutants")
    parser.add_argument("--kinds", nargs="*", choices=KINDS, default=list(KINDS))
    parser.add_argument("--kept", type=Path, default=ROOT / "build" / "fuzz", help="where what escapes is written")
    parser.add_argument("--replay", type=Path, help="a file to read in this process, without limits")
    arguments = parser.parse_args()
    if arguments.replay is not None:
        for answer in read_path(arguments.replay, Limits()):
            print(answer.file.path, answer.status, *answer.problems, *wrong_with(answer), sep="\n  ")
        return 0
    with tempfile.TemporaryDirectory() as home:
        fuzz = Fuzz(Path(home), arguments.kept)
        fuzz.for_minutes(arguments.kinds, arguments.first, arguments.minutes)
    for kind, statuses in fuzz.statuses.items():
        print(f"{kind}: {statuses.total()} mutants:", ", ".join(f"{name} {n}" for name, n in statuses.most_common()))
    for escape in fuzz.escapes:
        print("ESCAPED", escape)
    return 1 if fuzz.escapes else 0


if __name__ == "__main__":
    raise SystemExit(main())
