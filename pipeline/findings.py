"""How findings and notes about unread parts are made: message id and parameters in, both languages out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any

from pipeline.messages import render
from pipeline.models.base import Place
from pipeline.models.facts import NotAssessed
from pipeline.models.files import Problem
from pipeline.models.report import Applies, Finding, FindingEvidence
from pipeline.models.vocabulary import (
    Affects,
    FileCode,
    FindingKind,
    Outcome,
    Reason,
    RuleCode,
    Severity,
)


def plain(value: Any) -> Any:
    """A parameter or value as JSON knows it: days in ISO form, enumerations as their words."""
    if isinstance(value, Enum):
        return value.value
    if is_dataclass(value) and not isinstance(value, type):
        return {item.name: plain(getattr(value, item.name)) for item in fields(value)}
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [plain(item) for item in value]
    return value


def rule_finding(
    code: RuleCode,
    outcome: Outcome,
    *,
    message_id: str,
    clause: str | None,
    severity: Severity,
    applies: bool | None = True,
    because: Iterable[str] = (),
    reason: Reason | None = None,
    params: Mapping[str, Any] | None = None,
    values: Mapping[str, Any] | None = None,
    evidence: Iterable[FindingEvidence] = (),
) -> Finding:
    """A finding of a rule. ``message_id`` is written without the rule's code: ``violated``."""
    full = f"{code.value}.{message_id}"
    message = render(full, params)
    return Finding(
        code=code,
        message_id=full,
        kind=FindingKind.RULE,
        outcome=outcome,
        severity=severity,
        clause=clause,
        applies=Applies(value=applies, because=tuple(because)),
        reason=reason,
        message=message.vi,
        message_en=message.en,
        remedy=message.remedy_vi,
        remedy_en=message.remedy_en,
        params=plain(params or {}),
        values=plain(values or {}),
        evidence=tuple(evidence),
    )


def said_of(problem: Problem, path: str) -> dict[str, str]:
    """The parameters of the sentence about a problem of the file at ``path``: nothing that is text of a document."""
    # A member that an archive could not give is named by its own path.
    file = problem.place.file if problem.place is not None else path
    name = {FileCode.MANIFEST_INVALID: "detail", FileCode.TOOL_MISSING: "tool"}.get(problem.code)
    return {"file": file} | ({name: problem.detail} if name else {})


def note_finding(
    code: FileCode,
    kind: FindingKind,
    *,
    severity: Severity,
    reason: Reason | None = None,
    params: Mapping[str, Any] | None = None,
    evidence: Iterable[FindingEvidence] = (),
) -> Finding:
    """A finding about a file or the dossier: no outcome; ``warning`` where it affects something, else ``info``."""
    message = render(code.value, params)
    return Finding(
        code=code,
        message_id=code.value,
        kind=kind,
        outcome=None,
        severity=severity,
        clause=None,
        applies=Applies(value=True, because=()),
        reason=reason,
        message=message.vi,
        message_en=message.en,
        remedy=message.remedy_vi,
        remedy_en=message.remedy_en,
        params=plain(params or {}),
        values={},
        evidence=tuple(evidence),
    )


def not_assessed(
    code: FileCode,
    *,
    file: str | None,
    place: Place | None,
    affects: Iterable[Affects],
    params: Mapping[str, Any] | None = None,
) -> NotAssessed:
    """A part of the dossier that could not be assessed."""
    message = render(code.value, params)
    return NotAssessed(
        file=file,
        place=place,
        code=code,
        message=message.vi,
        message_en=message.en,
        remedy=message.remedy_vi,
        remedy_en=message.remedy_en,
        affects=tuple(affects),
    )
