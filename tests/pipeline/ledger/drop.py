"""Invented arrivals and reports for the tests of the ledger."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from pipeline.home import Home
from pipeline.intake.collect import collect
from pipeline.intake.seal import identity, seal_all
from pipeline.ledger import arrivals, checking
from pipeline.ledger.values import Arrival, Recorded, VersionRef

ZONE = dt.timezone(dt.timedelta(hours=7))
MORNING = dt.datetime(2025, 8, 25, 8, 12, tzinfo=ZONE)
LATER = dt.datetime(2025, 8, 26, 9, 30, tzinfo=ZONE)


def drop(home: Home, name: str, files: dict[str, bytes]) -> Path:
    """A folder in the drop folder."""
    for file, content in files.items():
        path = home.inbox / name / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return home.inbox / name


def arrive(home: Home, name: str, files: dict[str, bytes], *, at: dt.datetime = MORNING) -> Arrival:
    """A dossier dropped, sealed and recorded."""
    collected = collect(drop(home, name, files))
    collected = replace(collected, files=seal_all(collected.files, home.sealed))
    content = identity(file.sha256 for file in collected.content)
    return arrivals.record_arrival(collected, content, first_seen=at, at=at)


def report(ref: VersionRef, recommendation: str = "hold", **changes: Any) -> bytes:
    """The report of a version, as far as the ledger reads it."""
    case = checking.case(ref)
    value: dict[str, Any] = {
        "dossier": {
            "id": ref.dossier,
            "version": ref.version,
            "content_sha256": case.submission.content_sha256,
        },
        "versions": {
            "program": "0.1.0",
            "policy": {"id": "letter", "version": "2026.1", "sha256": "d" * 64},
            "calendar": {"version": "vn-civil-2026.1", "sha256": "e" * 64},
            "settings_sha256": "f" * 64,
        },
        "judged_on": "2025-08-22",
        "recommendation": recommendation,
        "findings": [],
        "facts": {
            "request": "d1",
            "receipt": {"earliest": "2025-08-25", "latest": "2025-08-25"},
            "documents": [{"id": "d1", "number": "12/TTr-UBND", "date": "2025-08-22", "issuer": "UBND xã Mẫu"}],
        },
    }
    return json.dumps(value | changes, ensure_ascii=False).encode()


def check(ref: VersionRef, recommendation: str = "hold", *, at: dt.datetime = MORNING, **changes: Any) -> Recorded:
    """Check a version: record a report about it."""
    forms = {"report.json": report(ref, recommendation, **changes), "report.html": b"<p>"}
    return checking.record_report(checking.case(ref), forms, at)
