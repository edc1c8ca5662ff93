"""Opening the ledger: durable, private, upgraded by itself after a copy; other databases by URL."""

from __future__ import annotations

import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations import Migration
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder

from pipeline.errors import SetupError
from pipeline.home import Home
from pipeline.ledger import looking
from pipeline.ledger.bootstrap import close_ledger, open_ledger
from pipeline.ledger.databases import database, postgresql
from tests.pipeline.ledger.drop import arrive


def pragma(name: str) -> object:
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA {name}")
        return cursor.fetchone()[0]


def test_what_is_recorded_is_on_the_disk_and_for_its_owner_alone(home: Home) -> None:
    assert (pragma("journal_mode"), pragma("synchronous"), pragma("foreign_keys")) == ("wal", 2, 1)
    assert pragma("busy_timeout") == 30_000
    file = home.root / "ledger.sqlite3"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_opening_again_does_nothing_and_another_home_is_refused(home: Home, tmp_path: Path) -> None:
    open_ledger(home.root)
    with pytest.raises(SetupError) as raised:
        open_ledger(tmp_path / "other")
    assert raised.value.code == "ledger-open-elsewhere"


def test_after_closing_another_home_has_a_ledger_of_its_own(home: Home, tmp_path: Path) -> None:
    arrive(home, "a", {"a.docx": b"a"})
    close_ledger()
    open_ledger(tmp_path / "other")
    assert looking.listing() == ()
    close_ledger()
    open_ledger(home.root)
    assert len(looking.listing()) == 1


def test_the_migrations_are_those_of_the_models(home: Home) -> None:
    call_command("makemigrations", "ledger", check=True, dry_run=True, verbosity=0)


def test_an_upgrade_copies_the_ledger_first(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    arrive(home, "a", {"a.docx": b"a"})
    close_ledger()
    copy = home.root / "ledger.sqlite3.before-0002_next"
    copied_in_time: list[bool] = []
    pending = [(Migration("0002_next", "ledger"), False)]
    monkeypatch.setattr(MigrationExecutor, "migration_plan", lambda *_: pending)
    monkeypatch.setattr(MigrationExecutor, "migrate", lambda *_, **__: copied_in_time.append(copy.exists()))
    open_ledger(home.root)
    assert copied_in_time == [True]
    with closing(sqlite3.connect(copy)) as database_copy:
        assert database_copy.execute("SELECT count(*) FROM ledger_version").fetchone() == (1,)


def test_a_new_ledger_needs_no_copy(home: Home) -> None:
    assert list(home.root.glob("*.before-*")) == []


def test_a_ledger_of_a_newer_program_is_left_alone(home: Home) -> None:
    MigrationRecorder(connection).record_applied("ledger", "9999_of_the_future")
    close_ledger()
    with pytest.raises(SetupError) as raised:
        open_ledger(home.root)
    assert raised.value.code == "ledger-newer"
    assert "9999_of_the_future" in raised.value.message.vi


def test_a_file_that_is_no_database_is_told(tmp_path: Path) -> None:
    close_ledger()
    (tmp_path / "ledger.sqlite3").write_bytes(b"not a database, not at all" * 100)
    with pytest.raises(SetupError) as raised:
        open_ledger(tmp_path)
    assert raised.value.code == "ledger-unavailable"


def test_postgresql_is_understood_by_its_url() -> None:
    assert postgresql("postgresql://dossiers:p%40ss@db.office:5433/ledger?sslmode=require") == {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "ledger",
        "USER": "dossiers",
        "PASSWORD": "p@ss",
        "HOST": "db.office",
        "PORT": "5433",
        "OPTIONS": {"sslmode": "require"},
    }


def test_another_kind_of_database_is_refused_without_showing_the_password(tmp_path: Path) -> None:
    with pytest.raises(SetupError) as raised:
        database(tmp_path, "mysql://dossiers:secret@db/ledger")
    assert raised.value.code == "ledger-database-unknown"
    assert "secret" not in str(raised.value)


def test_intake_and_routing_do_not_load_django() -> None:
    code = (
        "import sys, pipeline.intake.scan, pipeline.intake.collect, pipeline.intake.consume, pipeline.routing.deliver;"
        "sys.exit('django' in sys.modules or 'bagit' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
