"""The few values of a report that lists and registers show, small enough to travel between processes."""

from __future__ import annotations

import datetime as dt
from collections import Counter

from pipeline.models.base import Value
from pipeline.models.report import Report
from pipeline.models.vocabulary import Complete, FindingKind, NomineeType, Outcome, Recommendation, RuleCode
from pipeline.reports.view import conference_text, finding_of, receipt_text


class Summary(Value):
    """One line about one dossier; names of persons are not in it."""

    id: str
    version: int | None
    content_sha256: str
    recommendation: Recommendation
    reasons: tuple[str, ...]
    outcomes: dict[str, str]
    """Rule code to outcome."""
    issuer: str | None
    number: str | None
    date: dt.date | None
    conference: str
    limit: dt.date | None
    """Last day of receipt by reading A for the earliest possible opening."""
    received: str
    receipt_earliest: dt.date | None
    receipt_latest: dt.date | None
    collectives: int | None
    """Collectives, households, enterprises and committees (DESIGN §4, Counts); null unless all were read."""
    individuals: int | None
    committees: int | None
    unread: int
    """Parts that could not be assessed."""


def summarise(report: Report) -> Summary:
    """The summary of a report, its texts in Vietnamese."""
    facts = report.facts
    letter = facts.request_letter
    counts = Counter(nominee.type for nominee in facts.nominees)
    deadline = finding_of(report, RuleCode.DEADLINE)
    limits = (deadline.values.get("latest_receipt") or {}) if deadline else {}
    limit = limits.get("A")
    individuals = counts[NomineeType.INDIVIDUAL]
    all_read = facts.nominees_complete is Complete.YES
    return Summary(
        id=report.dossier.id,
        version=report.dossier.version,
        content_sha256=report.dossier.content_sha256,
        recommendation=report.recommendation,
        reasons=tuple(code.value for code in report.recommendation_reasons),
        outcomes={
            finding.code.value: (finding.outcome or Outcome.UNDETERMINED).value
            for finding in report.findings
            if finding.kind is FindingKind.RULE
        },
        issuer=letter.issuer if letter else None,
        number=letter.number if letter else None,
        date=letter.date if letter else None,
        conference=conference_text(facts.conference, "vi"),
        limit=dt.date.fromisoformat(limit) if limit else None,
        received=receipt_text(facts.receipt, "vi"),
        receipt_earliest=facts.receipt.earliest,
        receipt_latest=facts.receipt.latest,
        collectives=len(facts.nominees) - individuals - counts[None] if all_read else None,
        individuals=individuals if all_read else None,
        committees=counts[NomineeType.STEERING_COMMITTEE] if all_read else None,
        unread=len(report.not_assessed),
    )
