"""External programs (LibreOffice, Tesseract) under the limits of the worker that starts them.

Started with a list of arguments and no shell, in a folder of their own, as a process group: when time is up, or when
the worker dies, the whole group is killed, so a hung converter never outlives its file.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import resource
import shutil
import signal
import subprocess
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from pipeline.errors import ReadError
from pipeline.models.vocabulary import FileCode

_LIBC = ctypes.CDLL(None)
_PR_SET_PDEATHSIG = 1
_KEPT = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "TESSDATA_PREFIX")
"""Of the environment an external program gets no more: no proxies, no secrets of the office."""
_KNOWN_AS = {"soffice": "LibreOffice", "tesseract": "Tesseract"}


def find(program: str, file: str) -> str:
    """Where a program is.

    Raises:
        ReadError: ``tool-missing``, with the name by which an administrator knows it as ``params["detail"]``; ``file``
            is the path inside the dossier.
    """
    found = shutil.which(program)
    if found is None:
        raise missing(_KNOWN_AS.get(program, program), file)
    return found


def missing(tool: str, file: str) -> ReadError:
    """The error for a file whose reader needs a tool that this machine lacks."""
    return ReadError(FileCode.TOOL_MISSING.value, file=file, detail=tool, tool=tool)


def start(
    arguments: Sequence[str],
    folder: Path,
    *,
    stdin: int | None = subprocess.DEVNULL,
    stdout: int | None = subprocess.DEVNULL,
    variables: Mapping[str, str] | None = None,
) -> subprocess.Popen[bytes]:
    """Start a program in ``folder``, as the leader of a process group that dies with this process."""
    environment = {name: os.environ[name] for name in _KEPT if name in os.environ} | dict(variables or {})
    return subprocess.Popen(  # noqa: S603 - the programs are named by the readers, never by a file
        list(arguments),
        cwd=folder,
        env=environment,
        stdin=stdin,
        stdout=stdout,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        preexec_fn=_under_own_limits(os.getpid()),
    )


def run(
    arguments: Sequence[str],
    folder: Path,
    *,
    seconds: float,
    file: str,
    stdin: bytes | None = None,
    variables: Mapping[str, str] | None = None,
) -> bytes:
    """Run a program to its end and give what it printed.

    Args:
        seconds: wall clock; then the whole process group is killed.
        file: path inside the dossier, for the error.

    Raises:
        ReadError: ``tool-missing``, ``reading-timed-out``, or ``reading-crashed`` where it ended with an error.
    """
    find(arguments[0], file)
    given = subprocess.PIPE if stdin is not None else subprocess.DEVNULL
    process = start(arguments, folder, stdin=given, stdout=subprocess.PIPE, variables=variables)
    try:
        printed, _ = process.communicate(stdin, timeout=seconds)
    except subprocess.TimeoutExpired as error:
        detail = f"{Path(arguments[0]).name}: {seconds:g} s"
        raise ReadError(FileCode.READING_TIMED_OUT.value, file=file, detail=detail) from error
    finally:
        kill(process)
    if process.returncode != 0:
        detail = f"{Path(arguments[0]).name}: exit {process.returncode}"
        raise ReadError(FileCode.READING_CRASHED.value, file=file, detail=detail)
    return printed


def kill(process: subprocess.Popen[bytes]) -> None:
    """Kill a program with everything that it started, and wait for its end."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    for stream in (process.stdin, process.stdout):
        if stream is not None:
            stream.close()
    process.wait()


def _under_own_limits(parent: int) -> Callable[[], None]:
    """What the new process does before the program: ends with its parent, and may use the hard limits of memory and of
    processor time.

    The worker's soft limits are meant for the readers: programs of their own (LibreOffice above all) reserve more
    address space than they ever use, and a warm one works for many files. The wall clock bounds each of these.
    """
    hard = {which: resource.getrlimit(which)[1] for which in (resource.RLIMIT_AS, resource.RLIMIT_CPU)}

    def before() -> None:
        _LIBC.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:  # the parent died before the line above
            os._exit(1)
        for which, most in hard.items():
            resource.setrlimit(which, (most, most))

    return before
