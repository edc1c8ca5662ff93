"""Reports on the samples and what the readers get from their files, each made once for all tests."""

from __future__ import annotations

import datetime as dt
import functools
import json
from pathlib import Path
from typing import Any

from extractors.readers.read import read
from flows.check import check_path, expand, submission_from
from pipeline.models.files import ReadFile
from pipeline.models.limits import Limits
from tests.samples.comparing import dossier_of, load

LIMITS = Limits()


@functools.cache
def report_of(expectation: Path) -> dict[str, Any]:
    """The report on a sample as a reader of its JSON sees it."""
    expected = load(expectation)
    given = dt.date.fromisoformat(expected["given"]) if "given" in expected else None
    report = json.loads(check_path(dossier_of(expectation), judged_on=given).to_json())
    assert isinstance(report, dict)
    return report


@functools.cache
def files_of(expectation: Path) -> dict[str, ReadFile]:
    """Every file of a sample read anew, by its path; members of an archive in its place."""
    found: dict[str, ReadFile] = {}
    for file in submission_from(dossier_of(expectation)).files:
        leaves, containers = expand((file,), LIMITS)
        found |= {one.file.path: one for one in (*containers, *(read(leaf, LIMITS) for leaf in leaves))}
    return found
