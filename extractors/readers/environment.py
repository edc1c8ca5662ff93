"""Where readers find what is the office's and not the file's: its trusted certificates, its cache.

Set once in each process before it reads; a process that sets nothing trusts nobody and keeps nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Environment:
    """Folders of the office; null where it has none."""

    trust: Path | None = None
    """Certificates that digital signatures must lead to (:mod:`extractors.readers.trust`)."""
    cache: Path | None = None
    """Results of recognition, by the hash of the page."""


_environment = Environment()


def configure(environment: Environment) -> None:
    """Set it for this process."""
    global _environment
    _environment = environment


def current() -> Environment:
    """What was set, else an environment without folders."""
    return _environment
