"""The composition: a submission in, its report out. No I/O but reading; no Prefect, no ledger, no network.

``read`` runs where submitted files may be opened (a worker process), ``judge`` runs on values alone.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from pathlib import Path

from extractors.facts.extract import extract
from extractors.readers.containers import WITH_TEXT, Container, unfold
from extractors.readers.environment import configure
from extractors.readers.read import read as read_file
from flows.arrival import signatures_of, traces_of
from flows.assess import Assessment, assess
from flows.context import Context, environment_of, load_context
from pipeline.clock import today
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

_NO_PAPERS = ("toml", "zip")


def expand(files: Sequence[SourceFile], limits: Limits) -> tuple[tuple[SourceFile, ...], tuple[ReadFile, ...]]:
    """The files to read that hold no others, and what reading those gave that do: archives, messages, envelopes."""
    # Members are numbered apart by the file they came in, also where it is read alone; judge numbers them all anew.
    stride = limits.files + 1
    leaves: list[SourceFile] = []
    containers: list[ReadFile] = []
    for file in files:
        found = unfold(file, limits, first_id=stride * int(file.id.removeprefix("f")) + 1)
        leaves.extend(found.leaves)
        containers.extend(_container(one, limits) for one in found.containers)
    return tuple(leaves), tuple(containers)


def _container(one: Container, limits: Limits) -> ReadFile:
    if one.kind in WITH_TEXT:
        read = read_file(one.file, limits)
        worse = one.problems and read.status is FileStatus.READ
        # What is wrong with the whole of it was found twice.
        told = {(problem.code, problem.place): problem for problem in (*read.problems, *one.problems)}
        status = FileStatus.READ_WITH_LOSSES if worse else read.status
        return read.model_copy(update={"problems": tuple(told.values()), "status": status})
    told_of = one.problems
    if not one.members:
        status = FileStatus.REFUSED if told_of else FileStatus.EMPTY
        told_of = told_of or (Problem(code=FileCode.FILE_EMPTY),)
    else:
        status = FileStatus.READ_WITH_LOSSES if told_of else FileStatus.READ
    return ReadFile(file=one.file, status=status, format="zip", problems=told_of)


def is_manifest(file: SourceFile) -> bool:
    """Whether a file is the manifest at the top of the dossier."""
    return file.path == MANIFEST and file.parent is None


def read_submission(submission: Submission, limits: Limits) -> tuple[ReadFile, ...]:
    """Every file of the dossier, read; a bad file is a value with its problems."""
    leaves, containers = expand(submission.files, limits)
    return (*containers, *(_read_leaf(file, limits) for file in leaves))


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
    return identity(_content(read_files))


def content_hashes(file: SourceFile, limits: Limits) -> tuple[str, ...]:
    """The hashes by which one submitted file counts for the identity of its dossier."""
    leaves, containers = expand((file,), limits)
    unread = (ReadFile(file=leaf, status=FileStatus.NOT_READ_YET, format="") for leaf in leaves)
    return tuple(_content([*unread, *containers]))


def _content(read_files: Sequence[ReadFile]) -> Iterator[str]:
    """An archive counts by what it holds; a message or an envelope says something of its own and counts as well."""
    parents = {read.file.parent for read in read_files}
    for read in read_files:
        if not is_manifest(read.file) and not (read.format == "zip" and read.file.id in parents):
            yield read.file.sha256


def judge(submission: Submission, read_files: Sequence[ReadFile], context: Context) -> Report:
    """From what was read to the report."""
    read_files = _numbered(read_files)
    found = extract([read for read in read_files if read.format not in _NO_PAPERS])
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

    ``beyond`` names the limit of the whole dossier that judging went over; null where judging itself broke. It is the
    last resort and lets no dossier go without a report: where nothing gives a day to judge by, and none is needed since
    nothing is judged, the report bears the day on which it was made.
    """
    read_files = _numbered(read_files)
    nothing = extract(()).model_copy(update={"nominees_complete": Complete.UNKNOWN})
    case, assessment = _case(submission, read_files, nothing, context, otherwise=today())
    told = () if beyond is None else (_whole(beyond, Reason.LIMIT_EXCEEDED),)
    failed = (
        Ruling(rule.code, rule.clause).undetermined("check-failed", Reason.CHECK_FAILED, applies=None) for rule in RULES
    )
    findings = (*failed, *told, *assessment.findings, *_arrived_wrong(submission, read_files))
    return _report(submission, read_files, case, findings, context)


def _case(
    submission: Submission,
    read_files: Sequence[ReadFile],
    found: DossierFacts,
    context: Context,
    otherwise: dt.date | None = None,
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
        traces=traces_of(letter, read_files),
        signatures=signatures_of(letter, read_files),
    )
    facts = found.model_copy(update={"receipt": receipt})
    day = judged_on(letter.date if letter else None, receipt, submission.given_day, otherwise)
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
    inside = sorted((read for read in read_files if read.file.parent is not None), key=lambda read: read.file.path)
    submitted.sort(key=lambda read: int(read.file.id.removeprefix("f")))
    first = max((int(read.file.id.removeprefix("f")) for read in submitted), default=0) + 1
    ids = {read.file.id: f"f{number}" for number, read in enumerate(inside, start=first)}

    def renumbered(file: SourceFile) -> SourceFile:
        # A member may be the parent of others.
        parent = ids.get(file.parent, file.parent) if file.parent else None
        return file.model_copy(update={"id": ids[file.id], "parent": parent})

    return submitted + [read.model_copy(update={"file": renumbered(read.file)}) for read in inside]


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
    configure(environment_of(home.root))
    return check_dossier(submission_from(path, received=received, given=judged_on), context)
