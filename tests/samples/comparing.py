"""What is expected of the samples, and how a report is held against it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import Any

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
RUN_DAY = "run_day"
"""Stands in an expectation for the day of the run (``samples.make.model.RUN_DAY``)."""


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


def merged(expected: Any, otherwise: Any) -> Any:
    """An expectation with what is otherwise: mappings are merged key by key, anything else is replaced."""
    if not isinstance(expected, Mapping) or not isinstance(otherwise, Mapping):
        return otherwise
    return {**expected, **{key: merged(expected.get(key), item) for key, item in otherwise.items()}}


def in_run(expected: Mapping[str, Any], day: dt.date) -> dict[str, Any]:
    """What is expected of a sample in a run on that day."""
    answer = merged(expected, with_day(expected.get("in_run", {}), day))
    assert isinstance(answer, dict)
    return answer


def with_day(value: Any, day: dt.date) -> Any:
    """The day in place of :data:`RUN_DAY`."""
    if isinstance(value, Mapping):
        return {key: with_day(item, day) for key, item in value.items()}
    return day.isoformat() if value == RUN_DAY else value


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
