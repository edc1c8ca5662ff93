"""What a worker may use up, what is left of it when it dies, and how often a file is tried again."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from flows.check import submission_from
from flows.isolation import Job, Office
from flows.pool import WorkerPool
from flows.scratch import Scratch
from pipeline.errors import ReadError
from pipeline.models.limits import Limits
from tests.flows import faults
from tests.flows.program import ROOT, sample, workers_of

_PATIENCE = 30


def office_with(home: Path, limits: Limits) -> Office:
    return Office(home=home, limits=limits, settings_sha256="0" * 64)


def dossier(folder: Path, fault: str) -> Job:
    """A request letter, and minutes whose reader misbehaves."""
    target = folder / "dossier"
    target.mkdir()
    for name, new in (("to-trinh.docx", "to-trinh.docx"), ("bien-ban.docx", f"{faults.PREFIX}{fault}.docx")):
        (target / new).write_bytes((sample("01") / name).read_bytes())
    return Job("dossier", submission_from(target))


def checked(job: Job, office: Office) -> dict[str, Any]:
    with WorkerPool(office, 1) as pool:
        ((_, found),) = pool.check([job])
    report: dict[str, Any] = json.loads(found.json)
    return report


def told(report: dict[str, Any]) -> list[tuple[str, str]]:
    return [(found["code"], found["params"]["file"]) for found in report["findings"] if found["kind"] == "file"]


def wait_for(what: Callable[[], object]) -> None:
    limit = time.monotonic() + _PATIENCE
    while not what():
        assert time.monotonic() < limit, "waited in vain"
        time.sleep(0.05)


@pytest.fixture
def own_temporary_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    yield folder
    for left in faults.children():  # of a test that failed
        os.kill(left, signal.SIGKILL)


def test_a_file_has_a_budget_of_processor_time_besides_the_wall_clock(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("flows.pool.check_job", faults.check_never)
    monkeypatch.setattr("flows.pool.read_one", faults.read)
    began = time.monotonic()
    report = checked(
        dossier(tmp_path, "burn"), office_with(tmp_path, Limits(seconds_per_file=300, cpu_seconds_per_file=1))
    )
    assert told(report) == [("reading-timed-out", "fault-burn.docx")]
    assert time.monotonic() - began < 60


@pytest.mark.parametrize("killed", [0, 1])
def test_a_file_whose_worker_is_killed_in_mid_reading_is_read_by_the_retry(
    killed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office, job = office_with(tmp_path, Limits()), dossier(tmp_path, "kill")
    undisturbed = checked(job, office)
    monkeypatch.setattr("flows.pool.check_job", faults.check_never)
    monkeypatch.setattr("flows.pool.read_one", faults.killed_so_often)
    (tmp_path / "often").write_text(str(killed))
    assert checked(job, office) == undisturbed
    assert (tmp_path / "often").read_text() == "0"
    assert told(undisturbed) == []


def test_a_file_whose_worker_is_killed_each_time_costs_one_finding(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("flows.pool.check_job", faults.check_never)
    monkeypatch.setattr("flows.pool.read_one", faults.killed_so_often)
    (tmp_path / "often").write_text("9")
    report = checked(dossier(tmp_path, "kill"), office_with(tmp_path, Limits()))
    assert told(report) == [("reading-crashed", "fault-kill.docx")]
    # Twice alone, after the once with its dossier.
    assert (tmp_path / "often").read_text() == "7"
    assert [(file["path"], file["status"]) for file in report["dossier"]["files"]] == [
        ("fault-kill.docx", "refused"),
        ("to-trinh.docx", "read"),
    ]
    assert report["facts"]["conference"]["date"] == "2025-09-15"


def test_what_a_killed_worker_had_started_dies_with_it(tmp_path: Path, own_temporary_folder: Path) -> None:
    failed: list[str] = []
    with WorkerPool(office_with(tmp_path, Limits()), 1) as pool:
        pool.call(faults.own_pid)

        def hang() -> None:
            try:
                pool.call(faults.check_file, "program")
            except ReadError as error:
                failed.append(error.code)

        caller = threading.Thread(target=hang)
        caller.start()
        wait_for(lambda: len(faults.children()) >= 3)  # the shell and both that it started
        (worker,) = workers_of(os.getpid())
        os.kill(worker, signal.SIGKILL)
        caller.join(timeout=_PATIENCE)
        assert failed == ["reading-crashed"]
        wait_for(lambda: not faults.children())
        assert pool.call(faults.own_pid) != worker
        assert list(own_temporary_folder.glob(f"*/{worker}-*")) == []
    assert list(own_temporary_folder.glob("dossiers-*")) == []


def test_a_worker_has_bounds_on_memory_files_and_temporary_space(tmp_path: Path, own_temporary_folder: Path) -> None:
    with WorkerPool(office_with(tmp_path, Limits(memory_mb=512, program_mb=2048, temp_mb=64)), 1) as pool:
        limits = pool.call(faults.own_limits)
        folder = Path(pool.call(faults.temporary_folder))
        assert folder.is_dir()
        assert folder.is_relative_to(own_temporary_folder)
        assert folder.stat().st_mode & 0o777 == 0o700
    mib = 1024 * 1024
    assert limits["Max address space"] == (str(512 * mib), str(2048 * mib))
    assert limits["Max file size"] == (str(64 * mib), str(64 * mib))
    assert limits["Max core file size"] == ("0", "0")
    assert int(limits["Max open files"][0]) <= 512
    assert int(limits["Max open files"][1]) <= 4096


def test_what_a_killed_run_left_is_removed_by_the_next_and_nothing_of_another_run(own_temporary_folder: Path) -> None:
    code = (
        "import os, signal, subprocess, sys, tempfile; from flows.scratch import Scratch, own_folder\n"
        f"tempfile.tempdir = {str(own_temporary_folder)!r}\n"
        "scratch = Scratch()\n"
        "if os.fork() == 0:\n"
        "    folder = own_folder(scratch.root); (folder / 'left.bin').write_bytes(b'x')\n"
        "    subprocess.Popen(['sleep', os.environ['CHILD']], start_new_session=True); os._exit(0)\n"
        "os.wait(); print('made', flush=True); sys.stdin.read()"
    )

    def start() -> subprocess.Popen[bytes]:
        environment = {**os.environ, "CHILD": faults.CHILD}
        return subprocess.Popen(
            [sys.executable, "-c", code], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment
        )

    with start() as killed, start() as living:
        for process in (killed, living):
            assert process.stdout is not None
            assert process.stdout.readline() == b"made\n"
        killed.kill()
        killed.wait()
        assert len(faults.children()) == 2
        scratch = Scratch()
        assert len(faults.children()) == 1
        roots = {path.name for path in own_temporary_folder.iterdir()} - {scratch.root.name}
        assert len(roots) == 1
        living.kill()
        living.wait()
    scratch.close()
    Scratch().close()
    assert faults.children() == []
    assert list(own_temporary_folder.iterdir()) == []
