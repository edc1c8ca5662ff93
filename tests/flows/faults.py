"""Readers and rules that misbehave on files made for it; they run in the real worker processes.

``fault-hang.docx`` hangs when it is read, ``judging-hang.docx`` when its dossier is judged.
"""

from __future__ import annotations

import ctypes
import os
import signal
import sys
import time
from collections.abc import Callable, Sequence

from flows.isolation import Checked, Job, Office, check_job, judge_job, read_one
from pipeline.errors import UsageError
from pipeline.models.files import ReadFile, SourceFile
from pipeline.models.limits import Limits
from pipeline.models.submission import Submission

PREFIX = "fault-"
JUDGING = "judging-"


def throws() -> None:
    raise ZeroDivisionError("a reader's own mistake")


def throws_what_cannot_be_sent() -> None:
    raise RuntimeError(lambda: None)


def throws_a_program_end() -> None:
    raise SystemExit(3)


def hangs() -> None:
    time.sleep(600)


def eats_memory() -> None:
    bytearray(8 << 30)


def leaves() -> None:
    os._exit(7)


def is_killed() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def reads_address_zero() -> None:
    ctypes.string_at(0)


def goes_too_deep() -> None:
    goes_too_deep()


def prints_garbage() -> None:
    print("{" * 5000, flush=True)
    sys.stderr.write("Traceback\n" * 100)
    os.write(1, b"\x80\x04\x95garbage" * 100)


FAULTS: dict[str, Callable[[], None]] = {
    "throw": throws,
    "throw-unsendable": throws_what_cannot_be_sent,
    "throw-exit": throws_a_program_end,
    "hang": hangs,
    "memory": eats_memory,
    "leave": leaves,
    "kill": is_killed,
    "segfault": reads_address_zero,
    "deep": goes_too_deep,
    "garbage": prints_garbage,
}


def _act(files: Sequence[SourceFile]) -> None:
    for file in files:
        if file.path.startswith(PREFIX):
            FAULTS[file.path.removeprefix(PREFIX).removesuffix(".docx")]()


def check(job: Job, office: Office) -> Checked:
    """Stands in for ``check_job``."""
    _act(job.submission.files)
    return check_job(job, office)


def read(submission: Submission, file: SourceFile, limits: Limits) -> tuple[ReadFile, ...]:
    """Stands in for ``read_one``."""
    _act((file,))
    return read_one(submission, file, limits)


def judge(job: Job, read_files: tuple[ReadFile, ...], office: Office) -> Checked:
    """Stands in for ``judge_job``."""
    for file in job.submission.files:
        if file.path.startswith(JUDGING):
            FAULTS[file.path.removeprefix(JUDGING).removesuffix(".docx")]()
    return judge_job(job, read_files, office)


def check_or_leave(job: Job, office: Office) -> Checked:
    """Stands in for ``check_job``: what is to go wrong in judging has its reading taken up file by file."""
    if any(file.path.startswith(JUDGING) for file in job.submission.files):
        leaves()
    return check_job(job, office)


def check_file(fault: str) -> None:
    """One fault by its name."""
    FAULTS[fault]()


def refuses(given: str) -> None:
    """An error of the program's own tree."""
    raise UsageError("date-invalid", given=given)


def loaded_modules(names: Sequence[str]) -> list[str]:
    """Which of these modules the process has imported."""
    return [name for name in names if name in sys.modules]


def own_pid() -> int:
    """The process that this runs in."""
    return os.getpid()
