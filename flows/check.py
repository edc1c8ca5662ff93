"""The composition: a submission in, its report out. No I/O but reading; no Prefect, no ledger, no network.

``read`` runs where submitted files may be opened (a worker process), ``judge`` runs on values alone.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from extractors.facts.extract import extract
from extractors.readers.archive import is_archive, members
from extractors.readers.read import read as read_file
from flows.assess import Assessment, assess
from flows.context import Context, load_context
from pipeline.findings import note_finding
from pipeline.home import home_from_environment
from pipeline.intake.collect import collect
from pipeline.intake.manifest import FILE_NAME as MANIFEST
from pipeline.intake.receipt import judged_on, resolve
from pipeline.intake.seal import dossier_id, identity
from pipeline.models.facts import DossierFacts
from pipeline.models.files import Problem, ReadFile, SourceFile
from pipeline.models.limits import Limits
from pipeline.models.report import CaseFile, DossierEntry, FileEntry, Finding, Report
from pipeline.models.submission import Submission
from pipeline.models.vocabulary import Complete, FileCode, FileStatus, FindingKind, Reason, Severity
from pipeline.routing.tray import recommend
from pipeline.settings import Settings, load_settings
from validators.registry import RULES
from validators.ruling import Ruling
from validators.validate import validate


def expand(files: Sequence[SourceFile], limits: Limits) -> tuple[tuple[SourceFile, ...], tuple[ReadFile, ...]]:
    """The files to read, members of archives among them, and what reading the archives themselves gave."""
    # Members are numbered apart by their archive, also where a file is read alone; judge numbers them all anew.
    stride = limits.files + 1
    leaves: list[SourceFile] = []
    archives: list[ReadFile] = []
    for file in files:
        if not is_archive(file, limits):
            leaves.append(file)
            continue
        found, problems = members(file, limits, first_id=stride * int(file.id.removeprefix("f")) + 1)
        archives.append(_archive(file, bool(found), problems))
        leaves.extend(found)
    return tuple(leaves), tuple(archives)


def _archive(file: SourceFile, has_members: bool, problems: Sequence[Problem]) -> ReadFile:
    # A nested archive is a member too, and reading it says so again.
    told = tuple(problem for problem in problems if problem.code is not FileCode.ARCHIVE_NESTED)
    if not has_members:
        status = FileStatus.REFUSED if told else FileStatus.EMPTY
        told = told or (Problem(code=FileCode.FILE_EMPTY),)
    else:
        status = FileStatus.READ_WITH_LOSSES if told else FileStatus.READ
    return ReadFile(file=file, status=status, format="zip", problems=told)


def is_manifest(file: SourceFile) -> bool:
    """Whether a file is the manifest at the top of the dossier."""
    return file.path == MANIFEST and file.parent is None


def read_submission(submission: Submission, limits: Limits) -> tuple[ReadFile, ...]:
    """Every file of the dossier, read; a bad file is a value with its problems."""
    leaves, archives = expand(submission.files, limits)
    return (*archives, *(_read_leaf(file, limits) for file in leaves))


def _read_leaf(file: SourceFile, limits: Limits) -> ReadFile:
    if is_manifest(file):
        return ReadFile(file=file, status=FileStatus.READ, format="toml")
    if file.path.rpartition("/")[2] == MANIFEST:
        # The sender's own claim, packed by the sender: shown, never used (DESIGN §4, Receipt).
        problem = Problem(code=FileCode.MANIFEST_IN_ARCHIVE)
        return ReadFile(file=file, status=FileStatus.READ, format="toml", problems=(problem,))
    return read_file(file, limits)


def content_hash(read_files: Sequence[ReadFile]) -> str:
    """Identity of the content: the set of hashes of all leaves, the manifest left out."""
    parents = {read.file.parent for read in read_files if read.file.parent}
    return identity(
        read.file.sha256 for read in read_files if read.file.id not in parents and not is_manifest(read.file)
    )


def judge(submission: Submission, read_files: Sequence[ReadFile], context: Context) -> Report:
    """From what was read to the report."""
    read_files = _numbered(read_files)
    found = extract([read for read in read_files if read.format not in ("toml", "zip")])
    case, assessment = _case(submission, read_files, found, context)
    findings = (
        *validate(case, context.policy, context.calendar),
        *assessment.findings,
        *_about_dossier(submission, read_files, case.facts),
    )
    return _report(submission, read_files, case, findings, context)


def unjudged(
    submission: Submission, read_files: Sequence[ReadFile], context: Context, beyond: FileCode | None
) -> Report:
    """The report of a dossier whose judging came to no end: its files are told, nothing is stated about their content.

    ``beyond`` names the limit of the whole dossier that judging went over; null where judging itself broke.
    """
    read_files = _numbered(read_files)
    nothing = extract(()).model_copy(update={"nominees_complete": Complete.UNKNOWN})
    case, assessment = _case(submission, read_files, nothing, context)
    told = () if beyond is None else (_whole(beyond, Reason.LIMIT_EXCEEDED),)
    failed = (
        Ruling(rule.code, rule.clause).undetermined("check-failed", Reason.CHECK_FAILED, applies=None) for rule in RULES
    )
    findings = (*failed, *told, *assessment.findings, *_arrived_wrong(submission, read_files))
    return _report(submission, read_files, case, findings, context)


def _case(
    submission: Submission, read_files: Sequence[ReadFile], found: DossierFacts, context: Context
) -> tuple[CaseFile, Assessment]:
    letter = found.request_letter
    receipt = resolve(
        register=submission.register_day,
        manifest=submission.manifest.received_day if submission.manifest else None,
        manifest_quote=submission.manifest_quote,
        stamps=[stamp for stamp in found.stamps if stamp.document == found.request],
        receiving_offices=context.policy.receiving_offices,
        first_seen=submission.first_seen,
        letter_date=letter.date if letter else None,
    )
    facts = found.model_copy(update={"receipt": receipt})
    day = judged_on(letter.date if letter else None, receipt, submission.given_day)
    assessment = assess(_with_arrival_problems(submission, read_files), facts)
    case = CaseFile(facts=facts, judged_on=day, not_assessed=assessment.not_assessed, history=submission.history)
    return case, assessment


def _report(
    submission: Submission,
    read_files: Sequence[ReadFile],
    case: CaseFile,
    findings: tuple[Finding, ...],
    context: Context,
) -> Report:
    entries = tuple(_entry(read) for read in read_files)
    tray, reasons = recommend(findings, case.not_assessed, entries)
    content = submission.content_sha256 or content_hash(read_files)
    return Report(
        dossier=DossierEntry(
            id=submission.dossier or dossier_id(content),
            version=submission.version,
            content_sha256=content,
            files=entries,
        ),
        versions=context.versions,
        judged_on=case.judged_on,
        recommendation=tray,
        recommendation_reasons=reasons,
        not_assessed=case.not_assessed,
        findings=findings,
        facts=case.facts,
    )


def _numbered(read_files: Sequence[ReadFile]) -> list[ReadFile]:
    """Submitted files keep their ids, which name them in their package; members follow, however they were read."""
    submitted = [read for read in read_files if read.file.parent is None]
    members_in_order = sorted(
        (read for read in read_files if read.file.parent is not None), key=lambda read: read.file.path
    )
    submitted.sort(key=lambda read: int(read.file.id.removeprefix("f")))
    first = max((int(read.file.id.removeprefix("f")) for read in submitted), default=0) + 1
    return submitted + [
        read.model_copy(update={"file": read.file.model_copy(update={"id": f"f{number}"})})
        for number, read in enumerate(members_in_order, start=first)
    ]


def _with_arrival_problems(submission: Submission, read_files: Sequence[ReadFile]) -> list[ReadFile]:
    """Problems of arrival put to the file they belong to."""
    by_path: dict[str, list[Problem]] = {}
    for path, problem in submission.problems:
        by_path.setdefault(path, []).append(problem)
    return [
        read.model_copy(update={"problems": (*read.problems, *by_path[read.file.path])})
        if read.file.path in by_path
        else read
        for read in read_files
    ]


def _about_dossier(submission: Submission, read_files: Sequence[ReadFile], facts: DossierFacts) -> tuple[Finding, ...]:
    """What is to be said of the dossier as a whole."""
    papers = [read for read in read_files if read.format != "toml"]
    findings = [*_arrived_wrong(submission, read_files)]
    if not papers:
        findings.append(_whole(FileCode.DOSSIER_EMPTY, Reason.EMPTY))
    elif facts.request is None and any(read.status is FileStatus.READ for read in papers):
        findings.append(_whole(FileCode.NO_REQUEST_LETTER, Reason.NO_REQUEST))
    findings.extend(
        note_finding(
            FileCode.RENDITIONS_DIFFER,
            FindingKind.DOSSIER,
            severity=Severity.WARNING,
            params={"file": document.file, "other": rendition.file, "count": rendition.differences},
        )
        for document in facts.documents
        for rendition in document.renditions
        if rendition.differences
    )
    return tuple(findings)


def _arrived_wrong(submission: Submission, read_files: Sequence[ReadFile]) -> tuple[Finding, ...]:
    """What arrived and is no file that could be read: links, fifos."""
    present = {read.file.path for read in read_files}
    return tuple(
        note_finding(problem.code, FindingKind.FILE, severity=Severity.WARNING, params={"file": path})
        for path, problem in submission.problems
        if path not in present
    )


def _whole(code: FileCode, reason: Reason) -> Finding:
    return note_finding(code, FindingKind.DOSSIER, severity=Severity.WARNING, reason=reason, params={"file": ""})


def _entry(read: ReadFile) -> FileEntry:
    file = read.file
    return FileEntry(
        id=file.id,
        path=file.path,
        raw_name_b64=file.raw_name_b64,
        sha256=file.sha256,
        parent=file.parent,
        status=read.status,
        losses=read.losses,
    )


def check_dossier(submission: Submission, context: Context) -> Report:
    """Read and judge one dossier."""
    return judge(submission, read_submission(submission, context.limits), context)


def submission_from(path: Path, *, received: dt.date | None = None, given: dt.date | None = None) -> Submission:
    """A folder, ZIP or file as a submission, where it lies; ``received`` is what an officer says of the receipt."""
    collected = collect(path)
    return Submission(
        files=collected.files,
        problems=collected.problems,
        manifest=collected.manifest,
        manifest_quote=collected.manifest_quote,
        register_day=received,
        given_day=given,
    )


def check_path(
    path: Path,
    *,
    received: dt.date | None = None,
    judged_on: dt.date | None = None,
    settings: Settings | None = None,
) -> Report:
    """The report of a dossier at a path, read in this process: for files one trusts (samples, measurements)."""
    home = home_from_environment()
    settings = settings or load_settings(home)
    context = load_context(home.root, settings.limits, settings.sha256)
    return check_dossier(submission_from(path, received=received, given=judged_on), context)
