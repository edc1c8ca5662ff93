"""Opens the ledger of a home and brings its tables up to date.

A process has one ledger open; to another home one changes by :func:`close_ledger` and :func:`open_ledger`.
"""

from __future__ import annotations

import fcntl
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections
from django.db.migrations.executor import MigrationExecutor

from pipeline.errors import SetupError
from pipeline.ledger.databases import database, shown, sqlite_file

_APP = "ledger"
_opened: dict[str, Any] | None = None
_home: Path | None = None


def open_ledger(home: Path, database_url: str | None = None) -> None:
    """Open the ledger of a home, making or upgrading its tables; opening it again does nothing.

    Raises:
        SetupError: ``ledger-open-elsewhere``, ``ledger-unavailable``, ``ledger-newer``, ``ledger-database-unknown``,
            ``ledger-driver-missing``.
    """
    global _opened, _home
    wanted = database(home.absolute(), database_url)
    if _opened is not None:
        if _opened != wanted:
            raise SetupError("ledger-open-elsewhere", open=shown(_opened), wanted=shown(wanted))
        return
    os.umask(0o077)
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    _connect_to(wanted)
    try:
        with _one_at_a_time(home):
            _migrate(wanted)
    except (DatabaseError, sqlite3.Error, OSError) as error:
        connections.close_all()
        raise SetupError("ledger-unavailable", database=shown(wanted), detail=str(error)) from error
    _opened, _home = wanted, home.absolute()


def close_ledger() -> None:
    """Close the connections of this thread, so that another home may be opened."""
    global _opened
    if _opened is not None:
        connections.close_all()
        _opened = None


def opened_home() -> Path:
    """The home whose ledger is open.

    Raises:
        SetupError: ``ledger-not-open``.
    """
    if _opened is None or _home is None:
        raise SetupError("ledger-not-open")
    return _home


def _connect_to(wanted: dict[str, Any]) -> None:
    present = connections.settings.get(DEFAULT_DB_ALIAS, {})
    if all(present.get(key) == value for key, value in wanted.items()):
        return
    connections.close_all()
    connections.settings = connections.configure_settings({DEFAULT_DB_ALIAS: dict(wanted)})
    if any(connection.alias == DEFAULT_DB_ALIAS for connection in connections.all(initialized_only=True)):
        del connections[DEFAULT_DB_ALIAS]


@contextmanager
def _one_at_a_time(home: Path) -> Iterator[None]:
    """Two commands may start together; one upgrades, the other waits and finds it done."""
    with (home / "ledger.lock").open("ab") as stream:
        fcntl.flock(stream, fcntl.LOCK_EX)
        yield


def _migrate(wanted: dict[str, Any]) -> None:
    executor = MigrationExecutor(connections[DEFAULT_DB_ALIAS])
    ahead = sorted(
        name
        for app, name in executor.loader.applied_migrations
        if app == _APP and (app, name) not in executor.loader.disk_migrations
    )
    if ahead:
        raise SetupError("ledger-newer", migration=ahead[-1])
    targets = [node for node in executor.loader.graph.leaf_nodes() if node[0] == _APP]
    plan = executor.migration_plan(targets)
    if not plan:
        return
    if any(app == _APP for app, _ in executor.loader.applied_migrations):
        file = sqlite_file(wanted)
        if file is not None:
            _copy_before(file, plan[0][0].name)
    executor.migrate(targets, plan=plan)


def _copy_before(file: Path, migration: str) -> None:
    """A consistent copy, whatever is still in the write-ahead log."""
    target = file.with_name(f"{file.name}.before-{migration}")
    target.unlink(missing_ok=True)
    with closing(sqlite3.connect(file)) as source, closing(sqlite3.connect(target)) as copy:
        source.backup(copy)
