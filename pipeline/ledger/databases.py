"""Which database the ledger is in: SQLite in the data folder, or another by URL."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from pipeline.errors import SetupError

FILE_NAME = "ledger.sqlite3"
_BUSY_SECONDS = 30
_SQLITE = "django.db.backends.sqlite3"
_DRIVERS = ("psycopg", "psycopg2")

# WAL lets people look while a run writes. FULL brings every commit to the disk: what is recorded is the permission to
# remove the original. IMMEDIATE takes the write lock at the start, so that a transaction never fails half way.
_SQLITE_OPTIONS = {
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
    "transaction_mode": "IMMEDIATE",
    "timeout": _BUSY_SECONDS,
}


def database(home: Path, url: str | None) -> dict[str, Any]:
    """Django's description of the ledger's database.

    ``url`` is ``postgresql://user:password@host:port/name?option=value`` or ``sqlite:////path``; without one it is
    ``ledger.sqlite3`` under the home.

    Raises:
        SetupError: ``ledger-database-unknown``, ``ledger-driver-missing``.
    """
    if not url:
        return _sqlite(home / FILE_NAME)
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return _sqlite(home / unquote(parts.path[1:]))
    if parts.scheme not in ("postgresql", "postgres"):
        raise SetupError("ledger-database-unknown", scheme=parts.scheme)
    if not any(find_spec(driver) for driver in _DRIVERS):
        raise SetupError("ledger-driver-missing", driver=_DRIVERS[0])
    return postgresql(url)


def postgresql(url: str) -> dict[str, Any]:
    """The description of a PostgreSQL database by its URL."""
    parts = urlsplit(url)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path[1:]),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "OPTIONS": dict(parse_qsl(parts.query)),
    }


def _sqlite(path: Path) -> dict[str, Any]:
    return {"ENGINE": _SQLITE, "NAME": str(path), "OPTIONS": dict(_SQLITE_OPTIONS)}


def sqlite_file(description: dict[str, Any]) -> Path | None:
    """The file of an SQLite database, null for any other."""
    return Path(description["NAME"]) if description["ENGINE"] == _SQLITE else None


def shown(description: dict[str, Any]) -> str:
    """Where the database is, without user and password."""
    return str(description["NAME"]) if sqlite_file(description) else f"{description['HOST']}/{description['NAME']}"
