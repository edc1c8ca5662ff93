"""What every rule needs to rule: the four outcomes with their severities, coverage, and weighing of what is sure.

Absence is a fact only where everything was read, and a fact in the band ``uncertain`` alone decides nothing (DESIGN §4,
Coverage).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from pipeline.findings import rule_finding
from pipeline.models.facts import DossierFacts, FieldEvidence, Nominee
from pipeline.models.report import CaseFile, Finding, FindingEvidence
from pipeline.models.vocabulary import Affects, Complete, Confidence, Outcome, Reason, RuleCode, Severity

Params = Mapping[str, Any]


@dataclass(frozen=True)
class Ruling:
    """Makes the findings of one rule over one dossier; ``because`` names the fields that make it apply or not."""

    code: RuleCode
    clause: str | None
    because: tuple[str, ...] = ()

    def passed(
        self,
        message_id: str = "passed",
        *,
        reason: Reason | None = None,
        severity: Severity = Severity.INFO,
        params: Params | None = None,
        values: Params | None = None,
        evidence: Iterable[FindingEvidence] = (),
    ) -> Finding:
        """The rule is kept; a ``reason`` makes it a note."""
        return self._finding(Outcome.PASSED, message_id, True, reason, severity, params, values, evidence)

    def violated(
        self,
        message_id: str = "violated",
        *,
        severity: Severity,
        reason: Reason | None = None,
        params: Params | None = None,
        values: Params | None = None,
        evidence: Iterable[FindingEvidence] = (),
    ) -> Finding:
        """The rule is broken; how much that weighs is the policy's."""
        return self._finding(Outcome.VIOLATED, message_id, True, reason, severity, params, values, evidence)

    def undetermined(
        self,
        message_id: str,
        reason: Reason,
        *,
        applies: bool | None = True,
        params: Params | None = None,
        values: Params | None = None,
        evidence: Iterable[FindingEvidence] = (),
    ) -> Finding:
        """It cannot be told; ``applies`` is null where not even that can."""
        outcome, severity = Outcome.UNDETERMINED, Severity.WARNING
        return self._finding(outcome, message_id, applies, reason, severity, params, values, evidence)

    def not_applicable(
        self,
        message_id: str,
        reason: Reason,
        *,
        params: Params | None = None,
        values: Params | None = None,
        evidence: Iterable[FindingEvidence] = (),
    ) -> Finding:
        """The rule does not speak of such a dossier."""
        outcome, severity = Outcome.NOT_APPLICABLE, Severity.INFO
        return self._finding(outcome, message_id, False, reason, severity, params, values, evidence)

    def _finding(
        self,
        outcome: Outcome,
        message_id: str,
        applies: bool | None,
        reason: Reason | None,
        severity: Severity,
        params: Params | None,
        values: Params | None,
        evidence: Iterable[FindingEvidence],
    ) -> Finding:
        return rule_finding(
            self.code,
            outcome,
            message_id=message_id,
            clause=self.clause,
            severity=severity,
            applies=applies,
            because=self.because,
            reason=reason,
            params=params,
            values=values,
            evidence=evidence,
        )


def unread(case: CaseFile, *affects: Affects) -> tuple[str, ...]:
    """Files with an unread part that could change one of these; a paper with a secrecy mark is unread by intent."""
    files = [part.file or "…" for part in case.not_assessed if set(part.affects) & set(affects)]
    files += [mark.place.file for mark in case.facts.secret_marks]
    return tuple(dict.fromkeys(files))


def all_nominees_read(case: CaseFile) -> bool:
    """Whether "nobody else is nominated" is a fact."""
    return case.facts.nominees_complete is Complete.YES and not unread(case, Affects.NOMINEES)


def sure(band: Confidence | None) -> bool:
    """Whether a value of that band may decide an outcome."""
    return band is not None and band is not Confidence.UNCERTAIN


def nominee_sure(nominee: Nominee, field: str) -> bool:
    """Whether a field of a nominee may decide; without evidence of its own it is as sure as the nominee."""
    return sure(nominee.field_confidence(field) or nominee.confidence)


def commendation_sure(facts: DossierFacts, field: str) -> bool:
    """Whether the kind or the occasion may decide; without evidence of its own it is as sure as the whole."""
    return sure(facts.commendation.field_confidence(field) or facts.commendation.confidence)


def document_evidence(field: str, found: FieldEvidence) -> FindingEvidence:
    """The words of a paper that a field rests on."""
    return FindingEvidence(field=field, source="document", quote=found.quote, place=found.place)


def commendation_evidence(facts: DossierFacts, *fields: str) -> list[FindingEvidence]:
    """The words that tell the kind and the occasion."""
    return [
        document_evidence(f"commendation.{entry.field}", entry)
        for entry in facts.commendation.evidence
        if entry.field in fields
    ]


def nominee_evidence(nominees: Iterable[Nominee], *fields: str) -> list[FindingEvidence]:
    """The words that name the nominees, their posts, their awards."""
    return [
        document_evidence(f"nominees.{nominee.id}.{entry.field}", entry)
        for nominee in nominees
        for entry in nominee.evidence
        if entry.field in fields
    ]


def request_evidence(facts: DossierFacts, *fields: str) -> list[FindingEvidence]:
    """The words of the request letter that give one of its fields."""
    letter = facts.request_letter
    if letter is None:
        return []
    return [document_evidence(f"request.{entry.field}", entry) for entry in letter.evidence if entry.field in fields]
