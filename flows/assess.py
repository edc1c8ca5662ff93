"""What could not be read, what that could change, and the findings that say so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.coverage import matters, problems_of
from pipeline.findings import not_assessed, note_finding
from pipeline.models.facts import DossierFacts, NotAssessed
from pipeline.models.files import Problem, ReadFile
from pipeline.models.report import Finding
from pipeline.models.vocabulary import Affects, FileCode, FileStatus, FindingKind, Reason, Severity

# A file nobody could read may hold a paper of any kind; what was read of the request narrows what it can change.
_ANY_PAPER = (Affects.DOCUMENTS, Affects.NOMINEES, Affects.COUNTS, Affects.DATES, Affects.MEMBERS)
_WITHOUT_REQUEST = (Affects.CONFERENCE, Affects.RECEIPT, Affects.COMMENDATION, Affects.ADDRESSEES)
_REASONS = {
    FileStatus.NOT_READ_YET: Reason.NOT_READ_YET,
    FileStatus.REFUSED: Reason.REFUSED,
    FileStatus.EMPTY: Reason.EMPTY,
    FileStatus.READ_WITH_LOSSES: Reason.LOSSES,
}


@dataclass(frozen=True)
class Assessment:
    """What stands in the report's ``not_assessed`` and the findings about files."""

    not_assessed: tuple[NotAssessed, ...]
    findings: tuple[Finding, ...]


def affected_by_unread(facts: DossierFacts) -> tuple[Affects, ...]:
    """What a paper that nobody read could change in a dossier with these facts."""
    affects = list(_ANY_PAPER)
    if facts.request is None:
        affects += _WITHOUT_REQUEST
    elif facts.conference.openings is None:
        affects.append(Affects.CONFERENCE)
    return tuple(affects)


def assess(read_files: Sequence[ReadFile], facts: DossierFacts) -> Assessment:
    """Notes and findings for every problem and every loss of the files."""
    unread = affected_by_unread(facts)
    notes: list[NotAssessed] = []
    findings: list[Finding] = []
    for read in read_files:
        for problem in problems_of(read):
            affects = _affected(problem, unread)
            # A member that an archive could not give is named by its own path.
            file = problem.place.file if problem.place is not None else read.file.path
            params = {"file": file} | _said_of(problem)
            if affects:
                notes.append(not_assessed(problem.code, file=file, place=problem.place, affects=affects, params=params))
            findings.append(
                note_finding(
                    problem.code,
                    FindingKind.FILE,
                    severity=Severity.WARNING if affects else Severity.INFO,
                    reason=_REASONS.get(read.status),
                    params=params,
                )
            )
    return Assessment(tuple(notes), _each_once(findings))


def _said_of(problem: Problem) -> dict[str, str]:
    """What the sentence says beside the file's name: only what is no text of a document."""
    name = {FileCode.MANIFEST_INVALID: "detail", FileCode.TOOL_MISSING: "tool"}.get(problem.code)
    return {name: problem.detail} if name else {}


def _affected(problem: Problem, unread: tuple[Affects, ...]) -> tuple[Affects, ...]:
    if problem.code is FileCode.MANIFEST_INVALID:
        return (Affects.RECEIPT,)
    return unread if matters(problem) else ()


def _each_once(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Several pages without text are several notes and one finding."""
    kept: dict[tuple[str, str], Finding] = {}
    for finding in findings:
        kept.setdefault((finding.code, str(finding.params)), finding)
    return tuple(kept.values())
