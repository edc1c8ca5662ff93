"""From outcomes to the tray: the one table (DESIGN §4).

The worst finding decides. ``quarantine`` where nothing could be read or a limit of the whole dossier is exceeded,
``return`` for a broken rule of severity error, ``hold`` for whatever a person must look at, else ``forward``. What is
borderline is held whichever reading is set. Nothing checked is never ``forward``.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.intake.manifest import FILE_NAME as MANIFEST
from pipeline.models.facts import NotAssessed
from pipeline.models.report import FileEntry, Finding
from pipeline.models.vocabulary import (
    FileCode,
    FileStatus,
    FindingKind,
    Outcome,
    Recommendation,
    RuleCode,
    Severity,
)

Code = RuleCode | FileCode

_EXIT_CODES = {
    Recommendation.FORWARD: 0,
    Recommendation.HOLD: 10,
    Recommendation.RETURN: 11,
    Recommendation.QUARANTINE: 12,
}
_WHOLE_DOSSIER = (FileCode.DOSSIER_TOO_LARGE, FileCode.DOSSIER_EMPTY)
_UNUSABLE = (FileStatus.REFUSED, FileStatus.EMPTY)

# In order of weight among the reasons of one tray; what stands later in the same finding's list weighs less.
_MARK, _BROKEN, _BORDERLINE, _OPEN, _FILE = range(5)


def recommend(
    findings: Sequence[Finding], not_assessed: Sequence[NotAssessed], files: Sequence[FileEntry]
) -> tuple[Recommendation, tuple[Code, ...]]:
    """The tray and the codes that lead to it, the weightiest first; no code for ``forward``."""
    whole = [finding.code for finding in findings if finding.code in _WHOLE_DOSSIER]
    if whole or _nothing_usable(files):
        told = [finding.code for finding in findings if finding.kind is FindingKind.FILE]
        return Recommendation.QUARANTINE, _each_once([*whole, *told])
    returned = [finding.code for finding in findings if _is_error(finding)]
    if returned:
        return Recommendation.RETURN, _each_once(returned)
    weighed = [(weight, finding.code) for finding in findings if (weight := _hold_weight(finding)) is not None]
    weighed += [(_FILE, FileCode(part.code)) for part in not_assessed if part.affects]
    if weighed or not any(finding.kind is FindingKind.RULE for finding in findings):
        return Recommendation.HOLD, _each_once([code for _, code in sorted(weighed, key=lambda pair: pair[0])])
    return Recommendation.FORWARD, ()


def exit_code(recommendation: Recommendation) -> int:
    """What ``dossiers check`` and ``run`` answer; of a batch the highest counts."""
    return _EXIT_CODES[recommendation]


def _nothing_usable(files: Sequence[FileEntry]) -> bool:
    """Whether every paper was refused or is empty; archives and the manifest are no papers."""
    parents = {file.parent for file in files}
    papers = [file for file in files if file.id not in parents and file.path != MANIFEST]
    return all(file.status in _UNUSABLE for file in papers)


def _is_error(finding: Finding) -> bool:
    return finding.outcome is Outcome.VIOLATED and finding.severity is Severity.ERROR and not _is_borderline(finding)


def _is_borderline(finding: Finding) -> bool:
    return finding.values.get("borderline") is True


def _hold_weight(finding: Finding) -> int | None:
    """How much a finding weighs among the reasons to hold; None where it is no reason."""
    if finding.kind is not FindingKind.RULE:
        return _FILE if finding.severity is not Severity.INFO else None
    if finding.outcome is Outcome.VIOLATED:
        return _BORDERLINE if _is_borderline(finding) else _BROKEN
    if finding.outcome is Outcome.PASSED and _is_borderline(finding):
        return _BORDERLINE
    if finding.outcome is Outcome.UNDETERMINED:
        return _MARK if finding.code is RuleCode.SECRET_MARK and finding.evidence else _OPEN
    return None


def _each_once(codes: Sequence[Code]) -> tuple[Code, ...]:
    return tuple(dict.fromkeys(codes))
