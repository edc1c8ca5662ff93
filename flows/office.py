"""Opens the office's home for the commands: settings, and what workers are to load."""

from __future__ import annotations

from flows.isolation import Office
from pipeline.errors import PathError
from pipeline.home import Home, home_from_environment
from pipeline.settings import Settings, load_settings


def office_of(home: Home, settings: Settings) -> Office:
    """What a worker needs to know of the office."""
    return Office(home=home.root, limits=settings.limits, settings_sha256=settings.sha256)


def make_home(home: Home) -> Home:
    """The home with all its folders.

    Raises:
        PathError: ``path-not-writable``.
    """
    try:
        return home.make()
    except OSError as error:
        raise PathError("path-not-writable", path=str(home.root), detail=error.strerror or "") from error


def open_office() -> tuple[Office, Settings]:
    """The office at ``DOSSIERS_HOME``; its settings, policy and calendar are tried before any worker starts.

    Raises:
        SetupError: one of the office's files is broken.
    """
    home = home_from_environment()
    settings = load_settings(home)
    office = office_of(home, settings)
    office.context()
    return office, settings
