"""What the second worker gains: our pool with one and with two, against one and two bare processes on the same files.

A bare process reads, checks and renders its share and hands nothing back. Start-up is left out on both sides: each
process has checked a few dossiers before the clock starts.
"""

from __future__ import annotations

import datetime as dt
import multiprocessing
import statistics
import time
from collections.abc import Sequence
from multiprocessing.synchronize import Barrier
from pathlib import Path

from benchmarks.figures import Figure
from benchmarks.runs import WORK, drop_folder, run_apart
from flows.check import check_dossier, submission_from
from flows.isolation import Job, Office
from flows.pool import WorkerPool
from pipeline.models.limits import Limits
from pipeline.models.submission import Submission
from pipeline.reports.html import render_html

NAME = "workers"
_LEAST = 0.90
_WARM = 4
_GIVEN = dt.date(2026, 1, 5)
"""The day of judgement where a dossier says none; any fixed day does."""


def bench(*, quick: bool) -> list[Figure]:
    """The four ways in turns; a gain is the time with one by the time with two."""
    count, turns = (48, 1) if quick else (120, 5)
    inbox = drop_folder(count)
    work = [submission_from(path, given=_GIVEN) for path in sorted(inbox.iterdir())]
    office = Office(home=WORK.absolute(), limits=Limits(), settings_sha256="0" * 64)
    ours: list[tuple[float, float]] = []
    bare: list[tuple[float, float]] = []
    for _ in range(turns):
        one, alone = _pool(work, office, 1), _bare(work, office, 1)
        ours.append((one, _pool(work, office, 2)))
        bare.append((alone, _bare(work, office, 2)))
    gains = [(a / b, c / d) for (a, b), (c, d) in zip(ours, bare, strict=True)]
    return [_gain(gains, ours, count), _whole_run(inbox, gains, 1 if quick else 2)]


def _gain(gains: Sequence[tuple[float, float]], ours: Sequence[tuple[float, float]], count: int) -> Figure:
    one, two = (statistics.median(times) / count * 1000 for times in zip(*ours, strict=True))
    return Figure(
        benchmark=NAME,
        what="gain of the second worker",
        ours=statistics.median(gain for gain, _ in gains),
        other=statistics.median(gain for _, gain in gains),
        unit="×",
        against="of the second bare process",
        ratio=statistics.median(ours / bare for ours, bare in gains),
        at_least=_LEAST,
        note=f"{one:.0f} ms a dossier with one, {two:.0f} ms with two",
    )


def _whole_run(inbox: Path, gains: Sequence[tuple[float, float]], turns: int) -> Figure:
    """With sealing, ledger and packages, which the parent does alone beside the workers on the same two cores."""
    pairs = [
        (run_apart(inbox, with_prefect=False, workers=1), run_apart(inbox, with_prefect=False, workers=2))
        for _ in range(turns)
    ]
    bare = statistics.median(gain for _, gain in gains)
    gain = statistics.median(one.run / two.run for one, two in pairs)
    parent = statistics.median(two.parent_cpu / two.dossiers for _, two in pairs) * 1000
    workers = statistics.median(two.worker_cpu / two.dossiers for _, two in pairs) * 1000
    return Figure(
        benchmark=NAME,
        what="… in a whole run with ledger and packages",
        ours=gain,
        other=bare,
        unit="×",
        against="of the second bare process",
        ratio=gain / bare,
        note=f"parent computes {parent:.0f} ms a dossier, workers {workers:.0f} ms",
    )


def _pool(work: Sequence[Submission], office: Office, workers: int) -> float:
    jobs = [Job(str(number), submission) for number, submission in enumerate(work)]
    with WorkerPool(office, workers) as pool:
        for _ in pool.check(jobs[: _WARM * workers]):
            pass
        start = time.perf_counter()
        for _ in pool.check(jobs):
            pass
        return time.perf_counter() - start


def _bare(work: Sequence[Submission], office: Office, processes: int) -> float:
    context = multiprocessing.get_context("spawn")
    ready, done = context.Barrier(processes + 1), context.Barrier(processes + 1)
    started = [
        context.Process(target=_share, args=(work[share::processes], office, ready, done)) for share in range(processes)
    ]
    for process in started:
        process.start()
    ready.wait()
    start = time.perf_counter()
    done.wait()
    seconds = time.perf_counter() - start
    for process in started:
        process.join()
    return seconds


def _share(work: Sequence[Submission], office: Office, ready: Barrier, done: Barrier) -> None:
    context = office.context()
    for submission in work[:_WARM]:
        check_dossier(submission, context)
    ready.wait()
    for submission in work:
        report = check_dossier(submission, context)
        report.to_json()
        render_html(report, "vi")
    done.wait()
