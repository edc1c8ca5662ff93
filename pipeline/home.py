"""The data folder: everything the program keeps lives under one place, made for its owner alone."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

DEFAULT_HOME = "data"
VARIABLE = "DOSSIERS_HOME"


@dataclass(frozen=True)
class Home:
    """Where things stand under ``DOSSIERS_HOME``."""

    root: Path

    @property
    def inbox(self) -> Path:
        """The drop folder, emptied as dossiers are sealed, verified and recorded."""
        return self.root / "inbox"

    @property
    def sealed(self) -> Path:
        """Submitted files byte for byte, named by their SHA-256."""
        return self.root / "sealed"

    @property
    def trays(self) -> Path:
        """``forward/ hold/ return/ quarantine/``: packages for the department."""
        return self.root / "trays"

    @property
    def registers(self) -> Path:
        """One spreadsheet a run."""
        return self.root / "registers"

    @property
    def logs(self) -> Path:
        """Log files; identifiers only, no names."""
        return self.root / "logs"

    @property
    def settings(self) -> Path:
        """The office's own ``settings.toml``, ``policy/`` and ``calendar/``."""
        return self.root / "settings"

    @property
    def prefect(self) -> Path:
        """What Prefect keeps."""
        return self.root / "prefect"

    @property
    def cache(self) -> Path:
        """What was recognised in scanned pages; may be deleted at any time."""
        return self.root / "cache"

    @property
    def lock(self) -> Path:
        """Held by the one run that works on this home."""
        return self.root / "run.lock"

    def make(self) -> Home:
        """Create the folders that are missing; only the owner can look into them."""
        os.umask(0o077)
        folders = (self.root, self.inbox, self.sealed, self.trays, self.registers, self.logs, self.settings, self.cache)
        for folder in folders:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return self


def home_from_environment() -> Home:
    """``DOSSIERS_HOME``, by default ``data`` in the current folder."""
    return Home(Path(os.environ.get(VARIABLE) or DEFAULT_HOME).absolute())
