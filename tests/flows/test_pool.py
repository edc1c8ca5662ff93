"""The worker processes: one bad file costs one finding, a killed worker its own dossier's second reading, no more."""

from __future__ import annotations

import json
import os
import shutil
import signal
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from flows.check import submission_from
from flows.isolation import Job, Office
from flows.pool import WorkerPool
from pipeline.errors import ReadError, UsageError
from pipeline.models.limits import Limits
from tests.flows import faults
from tests.flows.big import big_word_file
from tests.flows.program import gone, sample, whole_samples, workers_of

SOON = Limits(seconds_per_dossier=10, seconds_per_file=3, temp_mb=8)
MANY = 30
HEALTHY = ("01", "02", "19", "34")
CODES = {
    "throw": "reading-crashed",
    "throw-unsendable": "reading-crashed",
    "throw-exit": "reading-crashed",
    "hang": "reading-timed-out",
    "memory": "reading-out-of-memory",
    "leave": "reading-crashed",
    "kill": "reading-crashed",
    "segfault": "reading-crashed",
    "deep": "reading-crashed",
    "garbage": None,
    "hang-hard": "reading-timed-out",
    "stop": "reading-timed-out",
    "burn": "reading-timed-out",
    "fill": "file-too-large",
    "huge": "reading-crashed",
    "left": "reading-crashed",
    "child": None,
    "child-dies": "reading-crashed",
    "program": "reading-timed-out",
    "fork": None,
    "fork-dies": "reading-crashed",
    "fork-both": None,
}
RULES = [
    "deadline-working-days",
    "steering-committee-nominated",
    "steering-committee-members",
    "sent-through-internal-affairs",
    "counts-agree",
    "dates-in-order",
    "secret-mark",
]


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(home=tmp_path, limits=Limits(), settings_sha256="0" * 64)


def limited(office: Office, limits: Limits) -> Office:
    return Office(home=office.home, limits=limits, settings_sha256=office.settings_sha256)


def job(path: Path) -> Job:
    return Job(key=path.name, submission=submission_from(path))


def copied(number: str, target: Path) -> Path:
    """A copy of a sample, to put more into."""
    return Path(shutil.copytree(sample(number), target))


def request_and(target: Path, name: str | None) -> Path:
    """A dossier of a request letter and one other file."""
    target.mkdir()
    shutil.copy(sample("01") / "to-trinh.docx", target)
    if name:
        shutil.copy(sample("01") / "bien-ban.docx", target / name)
    return target


def reports(office: Office, jobs: Sequence[Job], workers: int = 2) -> dict[str, str]:
    with WorkerPool(office, workers) as pool:
        return {job.key: checked.json for job, checked in pool.check(jobs)}


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Reports of many dossiers when nothing goes wrong."""
    office = Office(home=tmp_path_factory.mktemp("home"), limits=Limits(), settings_sha256="0" * 64)
    return reports(office, [job(path) for path in whole_samples()[:MANY]])


class Killer(threading.Thread):
    """Kills the longest running worker of this process each time so many more dossiers are done."""

    def __init__(self, every: int, times: int) -> None:
        super().__init__(daemon=True)
        self._every, self._left = every, times
        self.done = 0
        self.killed: list[int] = []

    def run(self) -> None:
        while self._left:
            if self.done >= self._every * (len(self.killed) + 1) and (found := workers_of(os.getpid())):
                os.kill(found[0], signal.SIGKILL)
                self.killed.append(found[0])
                self._left -= 1
            time.sleep(0.01)


def test_every_misbehaving_reader_costs_one_finding_and_nobody_else_anything(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, undisturbed: dict[str, str]
) -> None:
    office = limited(office, SOON)
    before = set(Path(tempfile.gettempdir()).glob("dossiers-work-*"))
    bad = [job(request_and(tmp_path / f"bad-{fault}", f"{faults.PREFIX}{fault}.docx")) for fault in faults.FAULTS]
    alone = job(request_and(tmp_path / "alone", None))
    good = [job(sample(number)) for number in HEALTHY]
    jobs = [one for pair in zip(bad[: len(good)], good, strict=True) for one in pair] + bad[len(good) :] + [alone]
    monkeypatch.setattr("flows.pool.check_job", faults.check)
    monkeypatch.setattr("flows.pool.read_one", faults.read)
    found = reports(office, jobs)

    assert list(found) == [one.key for one in jobs]
    for one in good:
        assert found[one.key] == undisturbed[one.key]
    whole = json.loads(found[alone.key])
    for one in bad:
        fault = one.key.removeprefix("bad-")
        report = json.loads(found[one.key])
        told = {
            (finding["code"], finding["params"]["file"]) for finding in report["findings"] if finding["kind"] == "file"
        }
        wanted = {(CODES[fault], f"{faults.PREFIX}{fault}.docx")} if CODES[fault] else set()
        assert {pair for pair in told if pair[0].startswith(("reading-", "file-"))} == wanted, fault
        assert letter_of(report) == letter_of(whole) == ("68/TTr-UBND", "2025-08-15", "2025-09-15")
        assert all(finding["message"] and finding["remedy"] for finding in report["findings"] if not finding["outcome"])
        if CODES[fault]:
            assert report["recommendation"] == "hold"
    assert faults.children() == []
    assert set(Path(tempfile.gettempdir()).glob("dossiers-work-*")) <= before


@pytest.mark.parametrize(
    ("fault", "tray", "codes", "reasons"),
    [
        ("kill", "hold", [], RULES),
        ("throw", "hold", [], RULES),
        ("hang", "quarantine", ["dossier-too-large"], ["dossier-too-large"]),
        ("memory", "quarantine", ["dossier-too-large"], ["dossier-too-large"]),
    ],
)
def test_a_dossier_that_cannot_be_judged_costs_itself_alone(
    fault: str,
    tray: str,
    codes: list[str],
    reasons: list[str],
    office: Office,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    undisturbed: dict[str, str],
) -> None:
    monkeypatch.setattr("flows.pool.check_job", faults.check_or_leave)
    monkeypatch.setattr("flows.pool.judge_job", faults.judge)
    folder = request_and(tmp_path / "bad", f"{faults.JUDGING}{fault}.docx")
    bad = Job("bad", submission_from(folder, given=date(2026, 1, 5)))
    good = [sample("01"), sample("02")]
    limits = Limits(seconds_per_dossier=2, memory_mb=512)
    found = reports(limited(office, limits), [job(good[0]), bad, job(good[1])])

    assert list(found) == [good[0].name, "bad", good[1].name]
    assert all(found[path.name] == undisturbed[path.name] for path in good)
    report = json.loads(found["bad"])
    assert (report["recommendation"], report["recommendation_reasons"]) == (tray, reasons)
    assert [told["code"] for told in report["findings"] if told["kind"] != "rule"] == codes
    assert {told["outcome"] for told in report["findings"] if told["kind"] == "rule"} == {"undetermined"}
    assert all(told["message"] and told["remedy"] for told in report["findings"])
    # It was read: only what it says is open.
    assert [(file["path"], file["status"]) for file in report["dossier"]["files"]] == [
        (f"{faults.JUDGING}{fault}.docx", "read"),
        ("to-trinh.docx", "read"),
    ]
    assert (report["facts"]["documents"], report["facts"]["nominees_complete"]) == ([], "unknown")


def test_a_dossier_without_any_day_that_cannot_be_judged_bears_the_day_of_its_report(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, undisturbed: dict[str, str]
) -> None:
    monkeypatch.setattr("flows.pool.check_job", faults.check_or_leave)
    monkeypatch.setattr("flows.pool.judge_job", faults.judge)
    monkeypatch.setattr("flows.check.today", lambda: date(2026, 3, 9))
    undated = Job("undated", submission_from(request_and(tmp_path / "bad", f"{faults.JUDGING}throw.docx")))
    found = reports(office, [undated, job(sample("01"))])

    assert undated.submission.given_day is None
    report = json.loads(found["undated"])
    assert (report["judged_on"], report["recommendation"], report["recommendation_reasons"]) == (
        "2026-03-09",
        "hold",
        RULES,
    )
    assert found[sample("01").name] == undisturbed[sample("01").name]


def test_a_worker_lives_under_the_least_memory_that_may_be_set(office: Office, undisturbed: dict[str, str]) -> None:
    found = reports(limited(office, Limits(memory_mb=192)), [job(sample("01"))])
    assert found == {sample("01").name: undisturbed[sample("01").name]}


def letter_of(report: dict[str, Any]) -> tuple[str, str, str]:
    """Number and date of the request letter, day of the conference."""
    facts = report["facts"]
    (letter,) = (paper for paper in facts["documents"] if paper["id"] == facts["request"])
    return letter["number"], letter["date"], facts["conference"]["date"]


def test_what_a_reader_prints_does_not_reach_the_reports(office: Office, capfd: pytest.CaptureFixture[str]) -> None:
    with WorkerPool(office, 1) as pool:
        pool.call(faults.prints_garbage)
    printed = capfd.readouterr()
    assert (printed.out, printed.err) == ("", "")


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        ("throw", "reading-crashed"),
        ("hang", "reading-timed-out"),
        ("memory", "reading-out-of-memory"),
        ("kill", "reading-crashed"),
    ],
)
def test_a_call_that_fails_says_why_and_the_next_one_works(office: Office, fault: str, code: str) -> None:
    with WorkerPool(limited(office, Limits(seconds_per_dossier=3)), 1) as pool:
        with pytest.raises(ReadError) as failed:
            pool.call(faults.check_file, fault)
        assert failed.value.code == code
        assert failed.value.message.vi
        assert pool.call(faults.own_pid) != os.getpid()


def test_an_error_of_ours_crosses_the_border_intact(office: Office) -> None:
    with WorkerPool(office, 1) as pool, pytest.raises(UsageError) as raised:
        pool.call(faults.refuses, "29/02/2026")
    assert (raised.value.code, raised.value.params) == ("date-invalid", {"given": "29/02/2026"})
    assert "29/02/2026" in raised.value.message.en


def test_a_worker_has_imported_neither_prefect_nor_django(office: Office) -> None:
    __import__("prefect")  # The parent of a flow has; its workers are not to.
    with WorkerPool(office, 1) as pool:
        assert pool.call(faults.loaded_modules, ("prefect", "django", "flows.isolation")) == ["flows.isolation"]


def test_a_file_too_big_for_the_memory_costs_one_finding(
    office: Office, tmp_path: Path, undisturbed: dict[str, str]
) -> None:
    folder = copied("02", tmp_path / "big")
    big_word_file(folder / "phu-luc.docx", 24_000, sentences=40)
    found = reports(limited(office, Limits(memory_mb=224)), [job(folder), job(sample("01"))])
    told = [finding for finding in json.loads(found["big"])["findings"] if finding["kind"] == "file"]
    assert [(finding["code"], finding["params"]["file"]) for finding in told] == [
        ("reading-out-of-memory", "phu-luc.docx")
    ]
    assert found[sample("01").name] == undisturbed[sample("01").name]


def test_a_file_that_takes_too_long_costs_one_finding(
    office: Office, tmp_path: Path, undisturbed: dict[str, str]
) -> None:
    folder = copied("02", tmp_path / "slow")
    big_word_file(folder / "phu-luc.docx", 95_000)
    limits = Limits(seconds_per_dossier=2.5, seconds_per_file=1.5)
    found = reports(limited(office, limits), [job(folder), job(sample("01"))])
    told = [finding for finding in json.loads(found["slow"])["findings"] if finding["kind"] == "file"]
    assert [(finding["code"], finding["params"]["file"]) for finding in told] == [("reading-timed-out", "phu-luc.docx")]
    assert found[sample("01").name] == undisturbed[sample("01").name]


def test_a_dossier_whose_worker_is_killed_in_the_middle_of_it_is_read_again(office: Office, tmp_path: Path) -> None:
    folder = copied("02", tmp_path / "long")
    big_word_file(folder / "phu-luc.docx", 4_000)
    whole = reports(office, [job(folder)])
    with WorkerPool(office, 1) as pool:
        victim = pool.call(faults.own_pid)
        threading.Timer(0.3, os.kill, (victim, signal.SIGKILL)).start()
        ((_, checked),) = pool.check([job(folder)])
        assert pool.call(faults.own_pid) != victim
    assert gone(victim)
    assert checked.json == whole["long"]


def test_workers_killed_in_mid_batch_lose_nothing(office: Office, undisturbed: dict[str, str]) -> None:
    killer = Killer(every=6, times=4)
    found = {}
    with WorkerPool(office, 2) as pool:
        killer.start()
        for one, checked in pool.check([job(path) for path in whole_samples()[:MANY]]):
            found[one.key] = checked.json
            killer.done += 1
        killer.join(timeout=20)
    assert len(killer.killed) == 4
    assert list(found) == list(undisturbed)
    assert found == undisturbed


@pytest.mark.parametrize("workers", [1, 2])
def test_a_pool_whose_idle_workers_were_killed_heals(office: Office, workers: int, undisturbed: dict[str, str]) -> None:
    path = sample("01")
    with WorkerPool(office, workers) as pool:
        for _ in range(2):
            pool.call(faults.own_pid)
            idle = workers_of(os.getpid())
            assert len(idle) == workers
            for pid in idle:
                os.kill(pid, signal.SIGKILL)
            time.sleep(0.5)
            ((_, checked),) = pool.check([job(path)])
            assert checked.json == undisturbed[path.name]


def test_a_pool_that_breaks_while_dossiers_wait_in_it_drops_none_of_them(
    office: Office, undisturbed: dict[str, str]
) -> None:
    """All workers die at once, again and again while results are slow to be fetched: tasks are aborted in the queue."""
    paths = whole_samples()[:8]

    def slowly() -> Iterator[Job]:
        for number, path in enumerate(paths):
            if number in (3, 5):
                for worker in workers_of(os.getpid()):
                    os.kill(worker, signal.SIGKILL)
                time.sleep(0.3)
            yield job(path)

    with WorkerPool(office, 2) as pool:
        found = {one.key: checked.json for one, checked in pool.check(slowly())}
    assert found == {path.name: undisturbed[path.name] for path in paths}


def test_nothing_of_a_pool_is_left_behind(office: Office) -> None:
    with WorkerPool(office, 2) as pool:
        pool.call(faults.own_pid)
        worker = pool.call(faults.own_pid)
    assert gone(worker)
    assert workers_of(os.getpid()) == []
