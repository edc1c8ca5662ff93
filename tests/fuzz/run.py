"""Mutants by number through worker processes; what escapes is written to a file and can be played again."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from flows.isolation import Office
from flows.pool import WorkerPool
from pipeline.errors import ReadError
from pipeline.models.limits import Limits
from pipeline.models.vocabulary import FileCode
from tests.fuzz.judge import Verdict, judge
from tests.fuzz.kinds import mutant

BATCH = 16
"""Mutants of one call: a call alone costs more than reading most of them."""
SECONDS = 30
"""In which one mutant must be read."""
_OF_BATCH = Limits(seconds_per_dossier=SECONDS * 2, seconds_per_file=SECONDS)
_ALONE = Limits(seconds_per_dossier=SECONDS, seconds_per_file=SECONDS)


@dataclass
class Fuzz:
    """A run of the fuzzer."""

    home: Path
    kept: Path
    """Where what escapes is written."""
    statuses: dict[str, Counter[str]] = field(default_factory=dict)
    escapes: list[str] = field(default_factory=list)

    def over(self, kinds: Sequence[str], first: int, count: int) -> None:
        """The mutants of these numbers of each kind."""
        self._run((kind, tuple(range(at, min(at + BATCH, first + count)))) for at in range(first, first + count, BATCH)
                  for kind in kinds)  # fmt: skip

    def for_minutes(self, kinds: Sequence[str], first: int, minutes: float) -> None:
        """Mutants from a number on until time is up, the kinds in turn."""
        self._run(_endless(kinds, first, time.monotonic() + minutes * 60))

    def _run(self, batches: Iterable[tuple[str, tuple[int, ...]]]) -> None:
        with self._pool(_OF_BATCH) as pool, self._pool(_ALONE) as alone:
            for kind, numbers in batches:
                try:
                    self._take(kind, pool.call(judge, kind, numbers, _OF_BATCH))
                except ReadError:
                    for number in numbers:
                        self._one(alone, kind, number)

    def _one(self, pool: WorkerPool, kind: str, number: int) -> None:
        try:
            self._take(kind, pool.call(judge, kind, (number,), _ALONE))
        except ReadError as error:
            if error.code == FileCode.READING_OUT_OF_MEMORY:  # what the limit is for
                self._take(kind, Verdict(Counter({error.code: 1})))
            else:
                self._take(kind, Verdict(escapes=[(number, error.code)]))

    def _pool(self, limits: Limits) -> WorkerPool:
        return WorkerPool(Office(home=self.home, limits=limits, settings_sha256="0" * 64), 1)

    def _take(self, kind: str, verdict: Verdict) -> None:
        self.statuses.setdefault(kind, Counter()).update(verdict.statuses)
        for number, wrong in verdict.escapes:
            name, data = mutant(kind, number)
            self.kept.mkdir(parents=True, exist_ok=True)
            (self.kept / f"{kind}-{name}").write_bytes(data)
            (self.kept / f"{kind}-{name}.txt").write_text(wrong, encoding="utf-8")
            self.escapes.append(f"{kind}:{number}: {wrong.strip().splitlines()[-1]}")


def _endless(kinds: Sequence[str], first: int, ends: float) -> Iterator[tuple[str, tuple[int, ...]]]:
    at = first
    while True:
        for kind in kinds:
            if time.monotonic() >= ends:
                return
            yield kind, tuple(range(at, at + BATCH))
        at += BATCH
