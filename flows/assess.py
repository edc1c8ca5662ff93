"""What could not be read, what that could change, and the findings that say so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.coverage import matters, problems_of
from pipeline.findings import not_assessed, note_finding, said_of
from pipeline.intake.receipt import LOCAL
from pipeline.models.facts import DossierFacts, NotAssessed
from pipeline.models.files import Problem, ReadFile, Signature
from pipeline.models.report import Finding
from pipeline.models.vocabulary import (
    Affects,
    FileCode,
    FileStatus,
    FindingKind,
    Reason,
    Severity,
    SignatureOutcome,
    SignatureReason,
    TraceRole,
)

# A file nobody could read may hold a paper of any kind; what was read of the request narrows what it can change.
_ANY_PAPER = (Affects.DOCUMENTS, Affects.NOMINEES, Affects.COUNTS, Affects.DATES, Affects.MEMBERS)
_WITHOUT_REQUEST = (Affects.CONFERENCE, Affects.RECEIPT, Affects.COMMENDATION, Affects.ADDRESSEES)
_REASONS = {
    FileStatus.NOT_READ_YET: Reason.NOT_READ_YET,
    FileStatus.REFUSED: Reason.REFUSED,
    FileStatus.EMPTY: Reason.EMPTY,
    FileStatus.READ_WITH_LOSSES: Reason.LOSSES,
}

_SIGNED = {
    SignatureOutcome.VALID: (FileCode.SIGNATURE_VALID, Severity.INFO),
    SignatureOutcome.INVALID: (FileCode.SIGNATURE_INVALID, Severity.WARNING),
    SignatureOutcome.CANNOT_TELL: (FileCode.SIGNATURE_UNVERIFIED, Severity.INFO),
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
    closed = {mark.place.file for mark in facts.secret_marks}
    notes: list[NotAssessed] = []
    findings: list[Finding] = []
    for read in read_files:
        for problem in problems_of(read):
            affects = _affected(problem, unread)
            params = said_of(problem, read.file.path)
            file = params["file"]
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
        # Of a paper with a secrecy mark nothing is told but where the mark is.
        if read.file.path not in closed:
            findings += [_signed(read.file.path, signature) for signature in read.signatures]
    return Assessment(tuple(notes), _each_once(findings))


def _signed(file: str, signature: Signature) -> Finding:
    """What is to be said of one signature: a broken one is a reason to hold, one that cannot be judged is none."""
    code, severity = _SIGNED[signature.outcome]
    names = dict.fromkeys(name for name in (signature.signer, signature.organisation) if name)
    moment = signature.signed_at
    params = {
        "file": file,
        "signed_by": ", ".join(names) or TraceRole.UNKNOWN,
        "signer": signature.signer or TraceRole.UNKNOWN,
        "organisation": signature.organisation or TraceRole.UNKNOWN,
        # To the minute: the stamps of number, date and copy that one office puts on a paper are one act.
        "day": moment.astimezone(LOCAL).replace(second=0, microsecond=0) if moment else TraceRole.UNKNOWN,
        "reason": SignatureReason(signature.reason) if signature.reason else "",
    }
    return note_finding(code, FindingKind.FILE, severity=severity, params=params)


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
