"""Every sample dossier gets the report that an officer expects of it (``samples/expected``, written by hand)."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from extractors.text.fold import fold

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "samples"
EXPECTED = sorted((SAMPLES / "expected").glob("*.yaml"))
RULES = (
    "deadline-working-days",
    "steering-committee-nominated",
    "steering-committee-members",
    "sent-through-internal-affairs",
    "counts-agree",
    "dates-in-order",
    "secret-mark",
)
NO_SUCH_OUTCOME = {("secret-mark", "violated"), ("secret-mark", "not_applicable")}


def dossier_of(expectation: Path) -> Path:
    """Folder, ZIP or single file of a sample; a single file bears the sample's name."""
    folder = SAMPLES / "dossiers" / expectation.stem
    if folder.is_dir():
        return folder
    (file,) = (SAMPLES / "dossiers").glob(f"{expectation.stem}.*")
    return file


def plain(value: Any) -> Any:
    """YAML values as the report's JSON has them: days in ISO form."""
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [plain(item) for item in value]
    return value


def load(path: Path) -> dict[str, Any]:
    """What is expected of one sample."""
    expected = plain(yaml.safe_load(path.read_text(encoding="utf-8")))
    assert isinstance(expected, dict)
    return expected


def compare(where: str, expected: Any, found: Any) -> list[str]:
    """Differences of what is expected; keys that nobody expects are not looked at."""
    if isinstance(expected, Mapping):
        if not isinstance(found, Mapping):
            return [f"{where}: expected {dict(expected)}, found {found!r}"]
        return [line for key, item in expected.items() for line in compare(f"{where}.{key}", item, found.get(key))]
    return [] if expected == found else [f"{where}: expected {expected!r}, found {found!r}"]


def rule_findings(report: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    """Findings of rules by code."""
    return {finding["code"]: finding for finding in report["findings"] if finding["kind"] == "rule"}


def compare_findings(expected: Mapping[str, Any], report: Mapping[str, Any]) -> list[str]:
    """Outcomes, reasons and values of the rules."""
    findings = rule_findings(report)
    lines = []
    for code, outcome in expected["outcomes"].items():
        found = findings.get(code, {"outcome": "no finding", "reason": None, "message": ""})
        if found["outcome"] != outcome:
            lines.append(
                f"{code}: expected {outcome}, found {found['outcome']} ({found['reason']}): {found['message']}"
            )
    for code, reason in expected.get("reasons", {}).items():
        lines += compare(f"{code}.reason", reason, findings.get(code, {}).get("reason"))
    for code, values in expected.get("values", {}).items():
        lines += compare(f"{code}.values", values, findings.get(code, {}).get("values"))
    return lines


def compare_request(expected: Mapping[str, Any], facts: Mapping[str, Any]) -> list[str]:
    """The request letter: number and date as they are, the issuer by the part of its name that is expected."""
    letter = next((document for document in facts["documents"] if document["id"] == facts["request"]), None)
    if letter is None:
        return [f"request: expected {expected}, found none"]
    lines = compare("request", {key: expected[key] for key in ("number", "date")}, letter)
    if fold(expected["issuer"]) not in fold(letter["issuer"] or ""):
        lines.append(f"request.issuer: expected {expected['issuer']!r} in {letter['issuer']!r}")
    return lines


def same_name(expected: str, found: str) -> bool:
    """The expected name stands in the found one with no more than a form of address around it."""
    inner, outer = fold(expected), fold(found)
    return inner in outer and len(outer) - len(inner) <= len("tập thể ông bà ")


def compare_nominees(expected: list[Mapping[str, Any]], found: list[Mapping[str, Any]]) -> list[str]:
    """Each expected nominee once, nobody else, with the fields that are expected."""
    lines = []
    left = list(found)
    for nominee in expected:
        # The nearest name first: "Ban Chỉ đạo A" also stands in "Tổ giúp việc Ban Chỉ đạo A".
        matching = [other for other in left if same_name(nominee["name"], other["name"])]
        if not matching:
            lines.append(f"nominees: {nominee['name']!r} not found")
            continue
        match = min(matching, key=lambda other: len(other["name"]))
        left.remove(match)
        for key, value in nominee.items():
            if key == "name":
                continue
            actual = match[key]
            if key == "committee_role" or key == "unit":
                agree = actual is not None and (fold(value) in fold(actual) or fold(actual) in fold(value))
            else:
                agree = actual == value
            if not agree:
                lines.append(f"nominees[{nominee['name']}].{key}: expected {value!r}, found {actual!r}")
    lines += [f"nominees: {other['name']!r} ({other['type']}) not expected" for other in left]
    return lines


def differences(expected: Mapping[str, Any], report: Mapping[str, Any]) -> list[str]:
    """Where a report is not what is expected, one line each."""
    facts = report["facts"]
    lines = compare("recommendation", expected["recommendation"], report["recommendation"])
    lines += compare("judged_on", expected["judged_on"], report["judged_on"])
    lines += compare_findings(expected, report)
    for key in ("conference", "receipt", "commendation"):
        if key in expected:
            lines += compare(key, expected[key], facts[key])
    if "request" in expected:
        lines += compare_request(expected["request"], facts)
    if "nominees" in expected:
        lines += compare_nominees(expected["nominees"], facts["nominees"])
    codes = sorted({note["code"] for note in report["not_assessed"]})
    lines += compare("not_assessed", sorted(expected["not_assessed"]), codes)
    return lines


@pytest.mark.parametrize("expectation", EXPECTED, ids=lambda path: path.stem)
def test_a_sample_gets_the_report_that_an_officer_expects(expectation: Path) -> None:
    from flows.check import check_path

    expected = load(expectation)
    given = dt.date.fromisoformat(expected["given"]) if "given" in expected else None
    report = check_path(dossier_of(expectation), judged_on=given)
    found = differences(expected, json.loads(report.to_json()))
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


REPORT: dict[str, Any] = {
    "recommendation": "hold",
    "judged_on": "2025-08-15",
    "findings": [
        {
            "code": "counts-agree",
            "kind": "rule",
            "outcome": "violated",
            "reason": None,
            "message": "Số lượng không khớp.",
            "values": {"stated": {"collective": 3}, "rows": {"collective": 2}},
        },
        {"code": "file-empty", "kind": "file", "outcome": None, "reason": "empty", "message": "", "values": {}},
    ],
    "not_assessed": [{"code": "file-empty"}, {"code": "file-empty"}],
    "facts": {
        "request": "d1",
        "documents": [{"id": "d1", "number": "68/TTr-UBND", "date": "2025-08-15", "issuer": "UBND XÃ LŨNG MẪU"}],
        "conference": {"date": "2025-09-15", "from": "2025-09-15", "to": "2025-09-15", "precision": "day"},
        "receipt": {"earliest": "2025-08-19", "latest": None},
        "commendation": {"kind": "thematic", "occasion": None},
        "nominees": [
            {"name": "Ông Lò Văn Ếm", "type": "individual", "unit": "Thôn Nà Pe", "award": "bang_khen_tinh"},
            {"name": "Ban Chỉ đạo A", "type": "steering_committee", "unit": None, "award": None},
        ],
    },
}
AGREED: dict[str, Any] = {
    "recommendation": "hold",
    "judged_on": "2025-08-15",
    "outcomes": {"counts-agree": "violated"},
    "values": {"counts-agree": {"rows": {"collective": 2}}},
    "request": {"number": "68/TTr-UBND", "date": "2025-08-15", "issuer": "xã Lũng Mẫu"},
    "conference": {"date": "2025-09-15"},
    "receipt": {"earliest": "2025-08-19", "latest": None},
    "nominees": [
        {"name": "Lò Văn Ếm", "type": "individual", "unit": "thôn Nà Pe"},
        {"name": "Ban Chỉ đạo A", "type": "steering_committee"},
    ],
    "not_assessed": ["file-empty"],
}


def test_a_report_that_agrees_has_no_differences() -> None:
    assert differences(AGREED, REPORT) == []


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"recommendation": "forward"}, "recommendation: expected 'forward'"),
        ({"judged_on": "2025-08-16"}, "judged_on"),
        ({"outcomes": {"counts-agree": "passed"}}, "counts-agree: expected passed, found violated"),
        ({"outcomes": {"dates-in-order": "passed"}}, "dates-in-order: expected passed, found no finding"),
        ({"reasons": {"counts-agree": "not_assessed"}}, "counts-agree.reason"),
        ({"values": {"counts-agree": {"stated": {"collective": 2}}}}, "counts-agree.values.stated.collective"),
        ({"conference": {"date": None}}, "conference.date: expected None"),
        ({"receipt": {"latest": "2025-08-19"}}, "receipt.latest"),
        ({"commendation": {"occasion": "cluster"}}, "commendation.occasion"),
        ({"request": {"number": "69/TTr-UBND", "date": "2025-08-15", "issuer": "Nà Mẫu"}}, "request.number"),
        ({"request": {"number": "68/TTr-UBND", "date": "2025-08-15", "issuer": "Nà Mẫu"}}, "request.issuer"),
        ({"nominees": AGREED["nominees"][:1]}, "'Ban Chỉ đạo A' (steering_committee) not expected"),
        ({"nominees": [*AGREED["nominees"], {"name": "Y Bhăm"}]}, "'Y Bhăm' not found"),
        ({"nominees": [{"name": "Lò Văn Ếm", "type": "household"}, AGREED["nominees"][1]]}, "].type"),
        ({"not_assessed": []}, "not_assessed"),
    ],
)
def test_a_difference_is_told_where_it_is(changed: dict[str, Any], words: str) -> None:
    found = differences({**AGREED, **changed}, REPORT)
    assert any(words in line for line in found), found
