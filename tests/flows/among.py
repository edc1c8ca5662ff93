"""``python -m tests.flows.among 200 30``: good dossiers through the drop folder, alone and among hostile ones.

The reports of the good ones must be the same, byte for byte but for the moment at which the folder first saw them.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from benchmarks.workload import make as make_workload
from flows.run import conduct, open_run
from pipeline.home import VARIABLE, Home
from samples.hostile.make import load, make
from tests.flows.program import results

SLOW = frozenset(
    {
        *("element-bomb-within-limits", "pdf-forms-that-multiply", "pdf-stream-bomb", "huge-table"),
        *("mail-nested-multiparts", "rtf-object-and-link", "pdf-many-words", "long-chain-of-styles"),
    }
)
"""Items that cost seconds: for the long run."""


@dataclass(frozen=True)
class Compared:
    """Two runs over the same good dossiers."""

    without: dict[str, tuple[str, str]]
    """Tray and report of each dossier of the run without hostile ones."""
    among: dict[str, tuple[str, str]]
    """Those of the run with them."""
    waiting: list[str]
    """What the second run left in the drop folder."""
    seconds: tuple[float, float]

    @property
    def differing(self) -> list[str]:
        """Good dossiers whose tray or report is another."""
        return [name for name, result in self.without.items() if self.among.get(name) != result]

    @property
    def hostile_trays(self) -> Counter[str]:
        """Where the hostile ones went."""
        return Counter(tray for name, (tray, _) in self.among.items() if name not in self.without)


def hostile_items(count: int, *, slow: bool) -> list[str]:
    """Items from all over the register."""
    names = [item.name for item in load() if not item.drop_folder_only and (slow or item.name not in SLOW)]
    return names[:: max(1, len(names) // count)][:count]


def compare(good: int, hostile: list[str], folder: Path) -> Compared:
    """Run both ways below ``folder``. Each hostile dossier is a good one of its own with hostile files beside it."""
    copies = make_workload(good + len(hostile), folder / "workload")
    every = len(copies) // len(hostile)
    chosen = copies[every // 2 :: every][: len(hostile)]
    sound = [copy for copy in copies if copy not in chosen]
    without, seconds, _ = _run(sound, folder / "without")
    for copy, name in zip(chosen, hostile, strict=True):
        make(name, copy)
    among, seconds_among, waiting = _run(copies, folder / "among")
    return Compared(without, among, waiting, (seconds, seconds_among))


def _run(dossiers: list[Path], home: Path) -> tuple[dict[str, tuple[str, str]], float, list[str]]:
    inbox = Home(home).make().inbox
    for dossier in dossiers:
        # Links and pipes as they are; copytree would open the pipes.
        target = inbox / dossier.name
        target.mkdir()
        for entry in os.scandir(os.fsencode(dossier)):
            _put(entry, os.fsencode(target) + b"/" + entry.name)
    os.environ[VARIABLE] = str(home)
    began = time.monotonic()
    with open_run(settle=0) as run:
        conduct(run)
    return results(home), time.monotonic() - began, sorted(path.name for path in inbox.iterdir())


def _put(entry: os.DirEntry[bytes], target: bytes) -> None:
    if entry.is_symlink():
        os.symlink(os.readlink(entry.path), target)  # noqa: PTH115, PTH211 - names that are no text
    elif entry.is_file():
        shutil.copyfile(entry.path, target)
    else:
        os.mkfifo(target)


def main() -> int:
    """Exit code 1 where a good dossier noticed."""
    good, bad = (int(argument) for argument in sys.argv[1:3])
    with tempfile.TemporaryDirectory() as folder:
        found = compare(good, hostile_items(bad, slow=True), Path(folder))
    print(f"{len(found.without)} good dossiers alone: {found.seconds[0]:.0f} s")
    print(
        f"with {found.hostile_trays.total()} hostile ones among them: {found.seconds[1]:.0f} s",
        *found.hostile_trays.items(),
    )
    print(f"reports that differ: {len(found.differing)}", *found.differing)
    print(f"left in the drop folder: {len(found.waiting)}", *found.waiting)
    whole = len(found.without) == good and found.hostile_trays.total() == bad
    return 0 if whole and not found.differing and not found.waiting else 1


if __name__ == "__main__":
    raise SystemExit(main())
