"""``dossiers serve``: the schedule fires by itself, and stopping leaves no process behind and the schedule on."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.flows.conftest import with_database
from tests.flows.program import PROGRAM, ROOT, descendants, dossiers, drop, environment, gone, sample, trays

_PATIENCE = 150


class Served:
    """The command under way."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.log = home.parent / "serve.log"
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [PROGRAM, "serve", "--every", "5s", "--settle", "0"],
                env=environment(home),
                cwd=ROOT,
                stdout=log,
                stderr=log,
            )
        self.started = list[int]()

    def wait_for_packages(self, number: int) -> None:
        """Wait until so many packages stand in the trays."""
        limit = time.monotonic() + _PATIENCE
        while len(trays(self.home)) < number:
            assert time.monotonic() < limit, self.log.read_text()
            assert self.process.poll() is None, self.log.read_text()
            time.sleep(0.3)
        self.started = [self.process.pid, *descendants(self.process.pid)]

    def stop(self) -> int:
        """Tell it to stop, as systemd does."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(timeout=60)

    def kill(self) -> None:
        """Leave nothing behind, whatever became of the test."""
        left = {self.process.pid, *self.started, *descendants(self.process.pid)}
        for pid in left:
            if not gone(pid):
                os.kill(pid, signal.SIGKILL)
        self.process.wait()


@pytest.fixture
def served(made_database: Path, tmp_path: Path) -> Iterator[Served]:
    home = with_database(tmp_path / "home", made_database)
    drop(home, sample("28"))
    under_way = Served(home)
    yield under_way
    under_way.kill()


def schedules(home: Path) -> list[tuple[str, int, int]]:
    """Name of each deployment, whether it is paused, and whether its schedule is on, as Prefect's database has it."""
    with sqlite3.connect(home / "prefect" / "prefect.db") as connection:
        return connection.execute(
            "SELECT deployment.name, deployment.paused, deployment_schedule.active "
            "FROM deployment JOIN deployment_schedule ON deployment_schedule.deployment_id = deployment.id"
        ).fetchall()


def test_the_schedule_fires_and_stopping_ends_everything_but_the_schedule(served: Served) -> None:
    served.wait_for_packages(1)
    first = trays(served.home)
    # What arrives later is taken by a later run of the same schedule.
    drop(served.home, sample("01"))
    served.wait_for_packages(2)
    assert first.items() <= trays(served.home).items()
    assert {row["name"] for row in dossiers("list", "--json", home=served.home).rows} == {
        sample("28").name,
        sample("01").name,
    }

    code = served.stop()
    assert code in (0, 130, 143)
    limit = time.monotonic() + 30
    while not all(gone(pid) for pid in served.started):
        assert time.monotonic() < limit, "processes of a stopped service live on"
        time.sleep(0.2)
    assert schedules(served.home) == [("scheduled", 0, 1)]
    told = served.log.read_text()
    assert "Traceback" not in told
    assert "http://127.0.0.1:" in told.splitlines()[0]
