"""Every sample dossier gets the report that an officer expects of it (``samples/expected``, written by hand)."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from tests.samples.comparing import EXPECTED, ROOT, RULES, SAMPLES, differences, dossier_of, load
from tests.samples.reading import report_of

NO_SUCH_OUTCOME = {("secret-mark", "violated"), ("secret-mark", "not_applicable")}


@pytest.mark.parametrize("expectation", EXPECTED, ids=lambda path: path.stem)
def test_a_sample_gets_the_report_that_an_officer_expects(expectation: Path) -> None:
    found = differences(load(expectation), report_of(expectation))
    assert not found, "\n" + "\n".join(found)


def test_every_dossier_has_its_expectation_and_every_expectation_its_dossier() -> None:
    expected = {path.stem for path in EXPECTED}
    dossiers = {entry.name if entry.is_dir() else entry.stem for entry in (SAMPLES / "dossiers").iterdir()}
    assert dossiers == expected
    assert len(expected) >= 24


def test_every_outcome_of_every_rule_occurs_among_the_samples() -> None:
    occurring = {(code, outcome) for path in EXPECTED for code, outcome in load(path)["outcomes"].items()}
    possible = {
        (code, outcome) for code in RULES for outcome in ("passed", "violated", "undetermined", "not_applicable")
    }
    assert possible - occurring == NO_SUCH_OUTCOME


def test_every_recommendation_occurs_among_the_samples() -> None:
    assert {load(path)["recommendation"] for path in EXPECTED} == {"forward", "hold", "return", "quarantine"}


def test_each_dossier_has_an_issuer_and_a_number_of_its_own() -> None:
    letters = {path.stem: load(path).get("request") for path in EXPECTED}
    times = Counter((letter["issuer"], letter["number"]) for letter in letters.values() if letter)
    again = {key for key, count in times.items() if count > 1}
    assert {stem for stem, letter in letters.items() if letter and (letter["issuer"], letter["number"]) in again} == {
        "01-hop-le-tong-ket-chuong-trinh",
        "50-gui-lai-nguyen-ban",
        "35-thieu-dong-trong-danh-sach",
        "49-ban-sua-doi",
    }
    assert len({letter["number"] for letter in letters.values() if letter}) == sum(map(bool, letters.values())) - 2
    assert len({letter["issuer"] for letter in letters.values() if letter}) >= 12


def test_sample_50_is_sample_01_byte_for_byte() -> None:
    first, again = (
        {path.name: path.read_bytes() for path in dossier_of(SAMPLES / "expected" / f"{stem}.yaml").iterdir()}
        for stem in ("01-hop-le-tong-ket-chuong-trinh", "50-gui-lai-nguyen-ban")
    )
    assert first == again
    assert load(SAMPLES / "expected" / "50-gui-lai-nguyen-ban.yaml")["same_content_as"] == (
        "01-hop-le-tong-ket-chuong-trinh"
    )


def test_expectations_and_register_are_those_that_the_definitions_make(tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "samples.make", "--no-print", "--to", str(tmp_path)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    assert (tmp_path / "README.md").read_text(encoding="utf-8") == (SAMPLES / "README.md").read_text(encoding="utf-8")
    made = {path.name: path.read_text(encoding="utf-8") for path in (tmp_path / "expected").iterdir()}
    assert made == {path.name: path.read_text(encoding="utf-8") for path in EXPECTED}
