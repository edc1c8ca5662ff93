"""The program's own log file: identifiers and codes, never names or text of a dossier."""

from __future__ import annotations

import logging
from logging.handlers import RotatingFileHandler
from pathlib import Path

from pipeline.home import Home

_PACKAGES = ("flows", "pipeline", "extractors", "validators")
_BYTES = 5_000_000
_KEPT = 5


def log_to(home: Home) -> None:
    """Write the log of this process to ``logs/dossiers.log`` of a home; a second call changes nothing."""
    target = home.logs / "dossiers.log"
    handler = RotatingFileHandler(target, maxBytes=_BYTES, backupCount=_KEPT, encoding="utf-8", delay=True)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    for package in _PACKAGES:
        logger = logging.getLogger(package)
        files = [old for old in logger.handlers if isinstance(old, RotatingFileHandler)]
        if any(Path(old.baseFilename) == target for old in files):
            continue
        for old in files:
            logger.removeHandler(old)
        logger.setLevel(logging.INFO)
        logger.propagate = False
        logger.addHandler(handler)
