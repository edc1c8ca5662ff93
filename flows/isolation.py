"""What a worker process does: reads, checks and renders one dossier under limits of memory, time and size.

The modules imported here know neither Prefect nor Django, so a worker is up quickly and stays small.
"""

from __future__ import annotations

import os
import resource
from dataclasses import dataclass
from pathlib import Path

from flows.check import check_dossier, expand, judge, read_submission, submission_from, unjudged
from flows.context import Context, load_context
from pipeline.clock import today
from pipeline.messages import Language
from pipeline.models.facts import DossierFacts
from pipeline.models.files import ReadFile, SourceFile
from pipeline.models.limits import Limits
from pipeline.models.report import Report
from pipeline.models.submission import Submission
from pipeline.models.vocabulary import FileCode
from pipeline.reports.html import render_html
from pipeline.reports.summary import Summary, summarise

_MIB = 1024 * 1024


@dataclass(frozen=True)
class Office:
    """Which office's policy, calendar and limits a worker loads."""

    home: Path
    limits: Limits
    settings_sha256: str

    def context(self) -> Context:
        """Policy, calendar and versions, loaded once in each process.

        Raises:
            SetupError: a policy or calendar file of the office is broken.
        """
        return load_context(self.home, self.limits, self.settings_sha256)


@dataclass(frozen=True)
class Job:
    """One dossier to check; ``key`` names it to the caller."""

    key: str
    submission: Submission
    language: Language = "vi"


@dataclass(frozen=True)
class Checked:
    """A checked dossier as it is published."""

    summary: Summary
    json: str
    html: str


def limit_memory(memory_mb: int, program_mb: int) -> None:
    """Set the most address space this process may have: a file that eats memory fails here and nowhere else.

    ``program_mb`` is what a program that it starts may have; it raises its own limit to that.
    """
    resource.setrlimit(resource.RLIMIT_AS, (memory_mb * _MIB, max(memory_mb, program_mb) * _MIB))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def start_worker(limits: Limits) -> None:
    """Called once in each worker process, before it opens anything."""
    limit_memory(limits.memory_mb, limits.program_mb)
    # What a library prints about a file must not stand among the reports on standard output.
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    os.close(nowhere)


def check_job(job: Job, office: Office) -> Checked:
    """Read, check and render one dossier."""
    return _published(job, check_dossier(job.submission, office.context()))


def read_one(submission: Submission, file: SourceFile, limits: Limits) -> tuple[ReadFile, ...]:
    """Read one file of a dossier alone; an archive gives its members too."""
    return read_submission(submission.model_copy(update={"files": (file,)}), limits)


def judge_job(job: Job, read_files: tuple[ReadFile, ...], office: Office) -> Checked:
    """Check and render a dossier whose files were read one by one."""
    return _published(job, judge(job.submission, read_files, office.context()))


def unjudged_job(job: Job, read_files: tuple[ReadFile, ...], office: Office, beyond: FileCode | None) -> Checked:
    """Render a dossier that could not be judged; the parent may do this itself, for nothing submitted is looked at."""
    return _published(job, unjudged(job.submission, read_files, office.context(), beyond))


def leaf_hashes(file: SourceFile, limits: Limits) -> tuple[str, ...]:
    """Hashes of the members of an archive; of one without readable members, its own."""
    leaves, _ = expand((file,), limits)
    return tuple(leaf.sha256 for leaf in leaves) or (file.sha256,)


def read_path(path: Path, office: Office) -> tuple[ReadFile, ...]:
    """What the readers get from one file; of an archive, from each of its members."""
    return read_submission(submission_from(path), office.limits)


def facts_of_path(path: Path, office: Office) -> DossierFacts:
    """The facts of a dossier where it lies."""
    return check_dossier(submission_from(path, given=today()), office.context()).facts


def _published(job: Job, report: Report) -> Checked:
    return Checked(summary=summarise(report), json=report.to_json(), html=render_html(report, job.language))
