"""What a worker process does: reads, checks and renders one dossier under limits of memory, time and size.

The modules imported here know neither Prefect nor Django, so a worker is up quickly and stays small.
"""

from __future__ import annotations

import math
import os
import resource
from dataclasses import dataclass
from pathlib import Path

from extractors.readers.environment import configure
from flows.check import check_dossier, content_hashes, judge, read_submission, submission_from, unjudged
from flows.context import Context, environment_of, load_context
from flows.scratch import own_folder
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
_FILES_OPEN = (512, 4096)
"""Soft and hard limit of open files: far more than any reader or LibreOffice needs, far less than a system has."""


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


def limit_resources(limits: Limits) -> None:
    """Set the most memory, temporary space and open files that this process may have: what eats them fails here.

    Of memory, ``program_mb`` is what a program that it starts may have; it raises its own limit to that. The sum of
    all temporary files is watched by the parent; here no single one grows over it.
    """
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory_mb * _MIB, max(limits.memory_mb, limits.program_mb) * _MIB))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (limits.temp_mb * _MIB, limits.temp_mb * _MIB))
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    hard = _FILES_OPEN[1] if most == resource.RLIM_INFINITY else min(most, _FILES_OPEN[1])
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, _FILES_OPEN[0]), hard))


def limit_processor(seconds: float) -> None:
    """From now on this process may use so many more seconds of processor time; then the system ends it (SIGXCPU)."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    resource.setrlimit(resource.RLIMIT_CPU, (math.ceil(used.ru_utime + used.ru_stime + seconds), hard))


def start_worker(limits: Limits, scratch: Path, home: Path) -> None:
    """Called once in each worker process, before it opens anything; ``scratch`` is where it may make its folder."""
    limit_resources(limits)
    own_folder(scratch)
    configure(environment_of(home))
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
    limit_processor(limits.cpu_seconds_per_file)
    return read_submission(submission.model_copy(update={"files": (file,)}), limits)


def judge_job(job: Job, read_files: tuple[ReadFile, ...], office: Office) -> Checked:
    """Check and render a dossier whose files were read one by one."""
    return _published(job, judge(job.submission, read_files, office.context()))


def unjudged_job(job: Job, read_files: tuple[ReadFile, ...], office: Office, beyond: FileCode | None) -> Checked:
    """Render a dossier that could not be judged; the parent may do this itself, for nothing submitted is looked at."""
    return _published(job, unjudged(job.submission, read_files, office.context(), beyond))


def leaf_hashes(file: SourceFile, limits: Limits) -> tuple[str, ...]:
    """Hashes of the members of an archive; of one without readable members, its own."""
    return content_hashes(file, limits)


def read_path(path: Path, office: Office) -> tuple[ReadFile, ...]:
    """What the readers get from one file; of an archive, from each of its members."""
    return read_submission(submission_from(path), office.limits)


def facts_of_path(path: Path, office: Office) -> DossierFacts:
    """The facts of a dossier where it lies."""
    return check_dossier(submission_from(path, given=today()), office.context()).facts


def _published(job: Job, report: Report) -> Checked:
    return Checked(summary=summarise(report), json=report.to_json(), html=render_html(report, job.language))
