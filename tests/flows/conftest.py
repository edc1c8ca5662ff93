"""What the tests of the flow share, since starting it is dear: one Prefect server, one home with a finished run."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from flows.prefect_env import prepare
from flows.serve import OwnServer
from pipeline.home import Home
from tests.flows.program import Ended, dossiers, drop, whole_samples

ENOUGH = 20


@dataclass(frozen=True)
class Server:
    """A Prefect server under way."""

    address: str
    home: Path

    @property
    def database(self) -> Path:
        """Where it keeps what it is told."""
        return self.home / "prefect" / "prefect.db"


@dataclass(frozen=True)
class Finished:
    """A home after one run over many samples."""

    home: Path
    taken: tuple[Path, ...]
    ended: Ended


@pytest.fixture(scope="session")
def prefect_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    home = Home(tmp_path_factory.mktemp("server")).make()
    with pytest.MonkeyPatch.context() as patch:
        # prepare() writes into the environment of this process.
        for name in ("DOSSIERS_HOME", "PREFECT_HOME", "DO_NOT_TRACK", "PREFECT_LOGGING_LEVEL"):
            patch.setenv(name, "")
        patch.delenv("PREFECT_LOGGING_LEVEL")
        prepare(home)
        own = OwnServer(home, temporary=True)
        own.start()
    yield Server(own.address, home.root)
    own.stop()


@pytest.fixture(scope="session")
def made_database(prefect_server: Server, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database as Prefect makes it at its first start, which takes it ten seconds."""
    made = tmp_path_factory.mktemp("made") / "prefect.db"
    with closing(sqlite3.connect(prefect_server.database)) as source, closing(sqlite3.connect(made)) as copy:
        source.backup(copy)
        copy.executescript("DELETE FROM flow_run; DELETE FROM task_run; DELETE FROM artifact; DELETE FROM flow;")
    return made


def with_database(home: Path, made: Path) -> Path:
    """Give a home that database, as if it had been at work before."""
    (home / "prefect").mkdir(parents=True)
    shutil.copy(made, home / "prefect" / "prefect.db")
    return home


@pytest.fixture(scope="session")
def finished(prefect_server: Server, tmp_path_factory: pytest.TempPathFactory) -> Finished:
    """The undisturbed run that others are compared with; whoever changes a dossier of it picks one of their own."""
    home = tmp_path_factory.mktemp("finished")
    taken = tuple(whole_samples()[:ENOUGH])
    drop(home, *taken)
    ended = dossiers("run", "--settle", "0", "--json", home=home, PREFECT_API_URL=prefect_server.address)
    return Finished(home, taken, ended)
