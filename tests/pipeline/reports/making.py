"""Reports for the tests of this folder: the contract's example with findings and papers of the test's own."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pipeline.findings import rule_finding
from pipeline.models.base import Place
from pipeline.models.facts import Document, DossierFacts, NotAssessed
from pipeline.models.report import Finding, Report
from pipeline.models.vocabulary import Affects, FileCode, Outcome, Reason, Recommendation, RuleCode, Severity

EXAMPLE = Path(__file__).parents[2] / "contract" / "report.example.json"


def example() -> Report:
    """The report of the contract."""
    return Report.model_validate_json(EXAMPLE.read_text(encoding="utf-8"))


def report(*findings: Finding, tray: str = "hold", facts: DossierFacts | None = None, **changes: Any) -> Report:
    """A report of these findings, all of them reasons for its tray unless told otherwise."""
    codes = tuple(dict.fromkeys(finding.code for finding in findings))
    asked = {"findings": findings, "recommendation_reasons": codes, "not_assessed": (), **changes}
    known = example()
    data = {**dict(known), "recommendation": Recommendation(tray), "facts": facts or known.facts, **asked}
    return Report.model_construct(**data)


def open_rule(code: RuleCode, message_id: str, reason: Reason, **params: Any) -> Finding:
    """An undetermined finding."""
    return rule_finding(
        code, Outcome.UNDETERMINED, message_id=message_id, clause=None, severity=Severity.WARNING, reason=reason,
        params=params,
    )  # fmt: skip


def late() -> Finding:
    """The deadline, broken."""
    params = {"received": "2025-08-25", "late_by": 2, "limit": "2025-08-21", "conference": "2025-09-15"}
    return rule_finding(
        RuleCode.DEADLINE, Outcome.VIOLATED, message_id="violated", clause="II.2-4b", severity=Severity.ERROR,
        params={**params, "unit": "working_day"},
    )  # fmt: skip


def unread_page(file: str, page: int | None) -> NotAssessed:
    """A page without text."""
    return NotAssessed(
        file=file,
        place=Place(file=file, page=page) if page else None,
        code=FileCode.PAGE_WITHOUT_TEXT,
        message=f"Tệp {file} có trang không có chữ.",
        message_en=f"{file} has pages without text.",
        remedy="Xem trang đó.",
        remedy_en="Look at the page.",
        affects=(Affects.NOMINEES,),
    )


def paper(place: int, **changes: Any) -> Document:
    """A paper of the example, changed; ``d1`` is the first."""
    known = json.loads(EXAMPLE.read_text(encoding="utf-8"))["facts"]["documents"][0]
    return Document.model_validate({**known, "id": f"d{place}", **changes})
