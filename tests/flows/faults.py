"""Readers and rules that misbehave on files made for it; they run in the real worker processes.

``fault-hang.docx`` hangs when it is read, ``judging-hang.docx`` when its dossier is judged.
"""

from __future__ import annotations

import ctypes
import hashlib
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from unittest import mock

from extractors.readers import external
from flows.check import read_submission
from flows.isolation import Checked, Job, Office, check_job, judge_job, read_one
from pipeline.errors import UsageError
from pipeline.models.files import ReadFile, SourceFile
from pipeline.models.limits import Limits
from pipeline.models.submission import Submission

PREFIX = "fault-"
JUDGING = "judging-"
CHILD = "613.25"
"""Seconds that children sleep: an odd number to know them by."""


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


def hangs_in_c_with_the_interpreter_locked() -> None:
    ctypes.PyDLL(None).sleep(600)


def is_stopped() -> None:
    os.kill(os.getpid(), signal.SIGSTOP)


def burns_every_core() -> None:
    block = b"x" * (1 << 22)
    for _ in range(4):
        threading.Thread(target=lambda: [hashlib.sha256(block) for _ in range(10**6)], daemon=True).start()
    time.sleep(600)


def fills_its_temporary_folder() -> None:
    for number in range(64):
        Path(tempfile.gettempdir(), f"{number}.bin").write_bytes(bytes(1 << 20))
    time.sleep(600)


def writes_one_huge_file() -> None:
    with tempfile.NamedTemporaryFile() as file:
        file.truncate(1 << 40)


def leaves_a_file_and_dies() -> None:
    Path(tempfile.gettempdir(), "left.bin").write_bytes(b"x")
    is_killed()


def _start_child() -> None:
    subprocess.Popen(["sleep", CHILD], start_new_session=True)


def leaves_a_child() -> None:
    _start_child()


def leaves_a_child_and_dies() -> None:
    _start_child()
    is_killed()


def hangs_with_a_program_that_started_another() -> None:
    """As LibreOffice does: a small program starts the one that does the work."""
    external.start(["sh", "-c", f"setsid sleep {CHILD} & sleep {CHILD}"], Path(tempfile.gettempdir()))
    hangs()


def forks_and_goes_on() -> None:
    if os.fork() == 0:
        time.sleep(600)


def forks_and_dies() -> None:
    if os.fork() == 0:
        time.sleep(600)
    is_killed()


def forks_and_both_answer() -> None:
    os.fork()


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
    "hang-hard": hangs_in_c_with_the_interpreter_locked,
    "stop": is_stopped,
    "burn": burns_every_core,
    "fill": fills_its_temporary_folder,
    "huge": writes_one_huge_file,
    "left": leaves_a_file_and_dies,
    "child": leaves_a_child,
    "child-dies": leaves_a_child_and_dies,
    "program": hangs_with_a_program_that_started_another,
    "fork": forks_and_goes_on,
    "fork-dies": forks_and_dies,
    "fork-both": forks_and_both_answer,
}


def _act(files: Sequence[SourceFile]) -> None:
    for file in files:
        if file.path.startswith(PREFIX):
            FAULTS[file.path.removeprefix(PREFIX).removesuffix(".docx")]()


LONG = ("hang-hard", "stop", "burn", "fill", "program")
"""Faults that are waited for; when the whole dossier is read they just die, so that they are waited for once."""


def check(job: Job, office: Office) -> Checked:
    """Stands in for ``check_job``."""
    if any(file.path == f"{PREFIX}{fault}.docx" for file in job.submission.files for fault in LONG):
        leaves()
    _act(job.submission.files)
    return check_job(job, office)


def read(submission: Submission, file: SourceFile, limits: Limits) -> tuple[ReadFile, ...]:
    """Stands in for ``read_one``: the same, but that the reader misbehaves."""

    def misread(submission: Submission, limits: Limits) -> tuple[ReadFile, ...]:
        _act(submission.files)
        return read_submission(submission, limits)

    with mock.patch("flows.isolation.read_submission", misread):
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


def check_never(job: Job, office: Office) -> Checked:
    """Stands in for ``check_job``: every dossier is taken up file by file."""
    leaves()
    return check_job(job, office)


def killed_so_often(submission: Submission, file: SourceFile, limits: Limits) -> tuple[ReadFile, ...]:
    """Stands in for ``read_one``: somebody kills the worker the first times, as many as ``often`` beside it says."""
    often = Path(file.location).parent.parent / "often"
    if file.path.startswith(PREFIX) and (left := int(often.read_text())):
        often.write_text(str(left - 1))
        is_killed()
    return read_one(submission, file, limits)


def own_limits() -> dict[str, tuple[str, str]]:
    """Soft and hard limits of this process as the system shows them, by their name there."""
    lines = Path("/proc/self/limits").read_text().splitlines()[1:]
    return {line[:25].strip(): (line[26:46].strip(), line[47:67].strip()) for line in lines}


def temporary_folder() -> str:
    """Where this process writes its temporary files."""
    return tempfile.gettempdir()


def own_pid() -> int:
    """The process that this runs in."""
    return os.getpid()


def children() -> list[int]:
    """Children of misbehaving readers, of whatever process, that live on."""
    found = []
    for path in Path("/proc").glob("[0-9]*"):
        try:
            command, state = (path / "cmdline").read_bytes(), (path / "stat").read_text().rpartition(") ")[2][:1]
        except OSError:
            continue
        if CHILD.encode() in command and state != "Z":
            found.append(int(path.name))
    return found
