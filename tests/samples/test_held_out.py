"""The held-out dossiers: made by hand from other forms than the samples, their expectations written before any run.

What is known to come out otherwise stands in the ``known-differences.yaml`` of each set with the sentence of the
comparison; a new difference fails, and so does one that has been mended and still stands there.
"""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
import yaml

from flows.check import check_path
from tests.samples.comparing import SAMPLES, differences, load

SETS = {
    SAMPLES / "held_out": 10,
    SAMPLES / "held_out_2": 6,
    SAMPLES / "held_out_3": 8,
    SAMPLES / "held_out_4": 10,
    SAMPLES / "held_out_5": 6,
}
EXPECTED = [path for held_out in SETS for path in sorted((held_out / "expected").glob("*.yaml"))]


def known(held_out: Path) -> dict[str, list[str]]:
    return yaml.safe_load((held_out / "known-differences.yaml").read_text(encoding="utf-8")) or {}


@pytest.mark.parametrize(("held_out", "dossiers"), SETS.items(), ids=lambda value: getattr(value, "name", str(value)))
def test_each_known_difference_belongs_to_a_dossier_of_the_set(held_out: Path, dossiers: int):
    names = {path.stem for path in (held_out / "expected").glob("*.yaml")}
    assert len(names) == dossiers
    assert set(known(held_out)) <= names


@pytest.mark.parametrize("expectation", EXPECTED, ids=lambda path: path.stem)
def test_a_held_out_dossier_differs_only_where_it_is_known_to(expectation: Path):
    held_out = expectation.parent.parent
    report = check_path(held_out / expectation.stem, judged_on=dt.date(2026, 1, 1))
    found = differences(load(expectation), json.loads(report.to_json()))
    assert found == known(held_out).get(expectation.stem, [])
