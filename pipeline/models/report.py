"""What the rules find, and the report that others read (schema ``dossiers.report/1``)."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from pydantic import Field

from pipeline.models.base import Place, Value
from pipeline.models.facts import DossierFacts, NotAssessed
from pipeline.models.files import Loss, Sha256
from pipeline.models.vocabulary import (
    FileCode,
    FileStatus,
    FindingKind,
    Outcome,
    Reason,
    Recommendation,
    RuleCode,
    Severity,
)


class Applies(Value):
    """Whether a rule applies: true, false, or null where that cannot be told; and the fields that tell."""

    value: bool | None
    because: tuple[str, ...]


class FindingEvidence(Value):
    """The words that one field used by a rule rests on."""

    field: str
    source: str
    """``document``, ``manifest``, ``register``, ``folder_first_seen``, ``history``, …"""
    quote: str | None
    place: Place | None


class Finding(Value):
    """What one rule found, or what is wrong with a file or the dossier. A value, never an exception."""

    code: RuleCode | FileCode
    message_id: str
    kind: FindingKind
    outcome: Outcome | None
    severity: Severity
    clause: str | None
    applies: Applies
    reason: Reason | None
    message: str
    message_en: str
    remedy: str
    remedy_en: str
    params: dict[str, Any]
    values: dict[str, Any]
    evidence: tuple[FindingEvidence, ...]


class PastVersion(Value):
    """An earlier version of the same dossier, as the ledger knows it."""

    dossier: str
    version: int
    receipt_earliest: date | None
    receipt_latest: date | None


class CaseFile(Value):
    """All that a rule may look at."""

    facts: DossierFacts
    judged_on: date
    """Picks the law in force; rules never read the clock."""
    not_assessed: tuple[NotAssessed, ...] = ()
    history: tuple[PastVersion, ...] = ()


class FileEntry(Value):
    """One submitted file as the report lists it."""

    id: str
    path: str
    raw_name_b64: str | None
    sha256: Sha256
    parent: str | None
    status: FileStatus
    losses: tuple[Loss, ...]


class DossierEntry(Value):
    """Which dossier the report is about; the id comes from the content hash."""

    id: str
    version: int | None
    content_sha256: Sha256
    files: tuple[FileEntry, ...]


class PolicyVersion(Value):
    """Which policy judged."""

    id: str
    version: str
    sha256: Sha256


class CalendarVersion(Value):
    """Which calendar counted."""

    version: str
    sha256: Sha256


class Versions(Value):
    """What the report was made with: the same input and the same versions give the same bytes."""

    program: str
    policy: PolicyVersion
    calendar: CalendarVersion
    settings_sha256: Sha256


class Report(Value):
    """The report of one dossier. It has no clock inside."""

    schema_: Literal["dossiers.report/1"] = Field(
        default="dossiers.report/1", alias="schema", serialization_alias="schema"
    )
    dossier: DossierEntry
    versions: Versions
    judged_on: date
    recommendation: Recommendation
    recommendation_reasons: tuple[RuleCode | FileCode, ...]
    not_assessed: tuple[NotAssessed, ...]
    findings: tuple[Finding, ...]
    facts: DossierFacts

    def to_json(self) -> str:
        """The report as published: UTF-8 text, two spaces of indent, keys in the order of the contract."""
        return self.model_dump_json(by_alias=True, indent=2) + "\n"
