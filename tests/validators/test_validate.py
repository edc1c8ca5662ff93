"""All rules over one case: each answers once, a failing one fails closed, nothing heavy is imported."""

from __future__ import annotations

import logging
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from pipeline.calendar.working_days import WorkingCalendar
from pipeline.models.report import CaseFile, Finding
from pipeline.models.vocabulary import Outcome, Reason, RuleCode, Severity
from validators.policy.load import load_policy
from validators.registry import RULES
from validators.validate import validate


def test_every_rule_answers_once_in_the_order_of_the_registry(
    make_case: Callable[[dict[str, Any]], CaseFile], calendar: WorkingCalendar
) -> None:
    findings = validate(make_case({}), load_policy(), calendar)
    assert [finding.code for finding in findings] == list(RuleCode)
    assert all(finding.outcome is not None for finding in findings)


def test_an_exception_in_a_rule_holds_the_dossier_and_logs_no_text(
    make_case: Callable[[dict[str, Any]], CaseFile], calendar: WorkingCalendar, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object) -> Finding:
        raise ValueError("Nguyễn Văn Mẫu")

    rules = [replace(RULES[0], check=broken), *RULES[1:]]
    with caplog.at_level(logging.DEBUG):
        findings = validate(make_case({}), load_policy(), calendar, rules)
    assert (findings[0].outcome, findings[0].reason, findings[0].severity) == (
        Outcome.UNDETERMINED,
        Reason.CHECK_FAILED,
        Severity.WARNING,
    )
    assert len(findings) == len(RULES)
    assert "deadline-working-days" in caplog.text
    assert "Nguyễn" not in caplog.text


def test_the_same_case_gives_the_same_bytes(
    make_case: Callable[[dict[str, Any]], CaseFile], calendar: WorkingCalendar
) -> None:
    first, second = (
        [finding.model_dump_json() for finding in validate(make_case({}), load_policy(), calendar)] for _ in range(2)
    )
    assert first == second


def test_listing_the_rules_imports_nothing_heavy() -> None:
    heavy = ("prefect", "django", "pdfplumber", "pydantic_settings", "docx", "lxml", "yaml")
    code = f"import sys, validators.registry; print([name for name in {heavy!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_evidence_of_the_deadline_shows_conference_and_receipt(
    make_case: Callable[[dict[str, Any]], CaseFile], calendar: WorkingCalendar
) -> None:
    finding = validate(make_case({}), load_policy(), calendar)[0]
    manifest = next(entry for entry in finding.evidence if entry.source == "manifest")
    assert (manifest.field, manifest.quote) == ("receipt", "received = 2025-08-15")
    assert manifest.place is not None
    assert manifest.place.file == "submission.toml"
    assert any(entry.field == "conference.date" and entry.quote == "Hội nghị tổng kết" for entry in finding.evidence)


def test_a_secrecy_mark_shows_its_place_and_no_words(
    make_case: Callable[[dict[str, Any]], CaseFile], calendar: WorkingCalendar
) -> None:
    finding = validate(make_case({"marks": ["mat"]}), load_policy(), calendar)[-1]
    assert [entry.quote for entry in finding.evidence] == [None]
    assert [entry.place and entry.place.file for entry in finding.evidence] == ["mat.docx"]


def test_a_paper_with_a_secrecy_mark_counts_as_unread(
    make_case: Callable[[dict[str, Any]], CaseFile], calendar: WorkingCalendar
) -> None:
    findings = {finding.code: finding for finding in validate(make_case({"marks": ["mat"]}), load_policy(), calendar)}
    assert findings[RuleCode.COMMITTEE_NOMINATED].outcome is Outcome.UNDETERMINED
    assert findings[RuleCode.COMMITTEE_NOMINATED].reason is Reason.NOT_ASSESSED
