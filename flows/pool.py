"""The one level of worker processes: Pebble's pool, so that a killed worker costs its own dossier only.

A dossier whose worker died, ran out of time or memory is taken again file by file, each file in a fresh process: the
culprit becomes a finding, the rest is read. No dossier is ever dropped: the last resort is a report that says that
nothing could be read.
"""

from __future__ import annotations

import logging
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import TimeoutError as FutureTimeout
from multiprocessing import context, popen_forkserver, spawn
from types import TracebackType
from typing import Any, TypeVar

from pebble import ProcessFuture, ProcessPool

from flows.isolation import Checked, Job, Office, check_job, judge_job, limit_memory, read_one
from pipeline.errors import DossierError, ReadError
from pipeline.models.files import Problem, ReadFile, SourceFile
from pipeline.models.vocabulary import FileCode, FileStatus

_LOG = logging.getLogger(__name__)
_T = TypeVar("_T")
_AHEAD = 8
"""Jobs handed out for each worker, so that a slow dossier at the head leaves the others work to do."""
_PRELOAD = ["flows.isolation"]


class _LeanPopen(popen_forkserver.Popen):
    """Starts a worker without importing the parent's main module.

    That module is the command line, or Prefect's engine: importing it again would cost each worker 2 s and 80 MB
    and bring Prefect in where submitted files are opened.
    """

    _patching = threading.Lock()

    def _launch(self, process_obj: Any) -> None:
        with self._patching:
            original = spawn.get_preparation_data

            def without_main(name: str) -> dict[str, Any]:
                data = original(name)
                return {key: value for key, value in data.items() if not key.startswith("init_main")}

            spawn.get_preparation_data = without_main
            try:
                super()._launch(process_obj)  # type: ignore[misc]
            finally:
                spawn.get_preparation_data = original


class _LeanProcess(context.ForkServerProcess):
    @staticmethod
    def _Popen(process_obj: Any) -> Any:  # noqa: N802 - the name multiprocessing calls
        return _LeanPopen(process_obj)


class _LeanContext(context.ForkServerContext):
    # Never "fork": Prefect keeps threads, and a fork of a threaded process may hang.
    Process = _LeanProcess


def worker_context() -> context.ForkServerContext:
    """How workers are started: from a fork server that has the readers and rules already imported."""
    lean = _LeanContext()
    lean.set_forkserver_preload(_PRELOAD)
    return lean


class WorkerPool:
    """Worker processes of one run; use it in a ``with`` statement."""

    def __init__(self, office: Office, workers: int) -> None:
        self._office = office
        self._workers = workers
        self._context = worker_context()
        self._pool = self._make(workers, max_tasks=0)

    def _make(self, workers: int, max_tasks: int) -> ProcessPool:
        return ProcessPool(
            max_workers=workers,
            max_tasks=max_tasks,
            initializer=limit_memory,
            initargs=(self._office.limits.memory_mb,),
            context=self._context,
        )

    def __enter__(self) -> WorkerPool:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._pool.stop()  # type: ignore[no-untyped-call]
        self._pool.join()

    def check(self, jobs: Iterable[Job]) -> Iterator[tuple[Job, Checked]]:
        """Check dossiers, yielding them in the order given: a correction is judged after what it corrects.

        Only a few are under way at a time, so memory stays flat however many there are.
        """
        timeout = self._office.limits.seconds_per_dossier
        running: deque[tuple[Job, ProcessFuture[Checked]]] = deque()
        for job in jobs:
            running.append((job, self._pool.schedule(check_job, args=(job, self._office), timeout=timeout)))
            if len(running) >= _AHEAD * self._workers:
                yield self._next(running)
        while running:
            yield self._next(running)

    def _next(self, running: deque[tuple[Job, ProcessFuture[Checked]]]) -> tuple[Job, Checked]:
        job, future = running.popleft()
        return job, self._result(future, job)

    def call(self, function: Callable[..., _T], *arguments: Any) -> _T:
        """One call in a worker, under the limits of a dossier.

        Raises:
            ReadError: the worker ran out of time or memory, or died.
            DossierError: what the function itself raised.
        """
        future = self._pool.schedule(function, args=arguments, timeout=self._office.limits.seconds_per_dossier)
        try:
            answer: _T = future.result()
        except DossierError:
            raise
        except Exception as error:
            raise ReadError(failure_code(error).value, file=str(arguments[0])) from error
        return answer

    def _result(self, future: ProcessFuture[Checked], job: Job) -> Checked:
        try:
            checked: Checked = future.result()
        except Exception as error:  # one dossier's trouble, of whatever kind, is taken up file by file
            _LOG.warning("dossier %s: %s; reading it file by file", job.key, type(error).__name__)
            return self._piecewise(job)
        return checked

    def _piecewise(self, job: Job) -> Checked:
        read_files: list[ReadFile] = []
        with self._make(1, max_tasks=1) as fresh:
            for file in job.submission.files:
                read_files.extend(self._read_alone(fresh, job, file))
            try:
                return self._judge(fresh, job, tuple(read_files))
            except Exception as error:
                # Reading went well and judging did not: a defect of ours. Fails closed: nothing counts as read.
                _LOG.error("dossier %s: judging failed: %s", job.key, type(error).__name__)
                unread = tuple(_unreadable(file, FileCode.READING_CRASHED) for file in job.submission.files)
                return self._judge(fresh, job, unread)

    def _judge(self, pool: ProcessPool, job: Job, read_files: tuple[ReadFile, ...]) -> Checked:
        timeout = self._office.limits.seconds_per_dossier
        checked: Checked = pool.schedule(judge_job, args=(job, read_files, self._office), timeout=timeout).result()
        return checked

    def _read_alone(self, pool: ProcessPool, job: Job, file: SourceFile) -> tuple[ReadFile, ...]:
        limits = self._office.limits
        future = pool.schedule(read_one, args=(job.submission, file, limits), timeout=limits.seconds_per_file)
        try:
            read: tuple[ReadFile, ...] = future.result()
        except Exception as error:
            code = failure_code(error)
            _LOG.warning("dossier %s file %s: %s", job.key, file.id, code.value)
            return (_unreadable(file, code),)
        return read


def failure_code(error: BaseException) -> FileCode:
    """What is said of a file whose reading ended so."""
    if isinstance(error, FutureTimeout | TimeoutError):
        return FileCode.READING_TIMED_OUT
    if isinstance(error, MemoryError):
        return FileCode.READING_OUT_OF_MEMORY
    # ProcessExpired (killed, segmentation fault) and any exception that a reader let through.
    return FileCode.READING_CRASHED


def _unreadable(file: SourceFile, code: FileCode) -> ReadFile:
    return ReadFile(file=file, status=FileStatus.REFUSED, format="unknown", problems=(Problem(code=code),))
