"""The one level of worker processes: Pebble's pool, so that a killed worker costs its own dossier only.

A dossier whose worker died, ran out of time or memory is taken again file by file, each file in a fresh process: the
culprit becomes a finding, the rest is read. No dossier is ever dropped and none stops the others: the last resort is a
report that says that nothing could be judged.
"""

from __future__ import annotations

import logging
import signal
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import TimeoutError as FutureTimeout
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import context, popen_forkserver, spawn
from types import TracebackType
from typing import Any, Generic, TypeVar

from pebble import ProcessExpired, ProcessFuture, ProcessPool

from flows.isolation import Checked, Job, Office, check_job, judge_job, read_one, start_worker, unjudged_job
from flows.scratch import Scratch
from pipeline.errors import DossierError, ReadError
from pipeline.models.files import Problem, ReadFile, SourceFile
from pipeline.models.vocabulary import FileCode, FileStatus

_LOG = logging.getLogger(__name__)
_T = TypeVar("_T")
_AHEAD = 8
"""Jobs handed out for each worker, so that a slow dossier at the head leaves the others work to do."""
_GLANCE = 0.5
_GRACE = 60.0
"""Seconds beyond a job's own limit after which its pool counts as stuck: a worker may be killed with a lock in hand."""
_PRELOAD = ["flows.isolation"]
_MIB = 1024 * 1024


class OverSpaceError(Exception):
    """A worker was killed because its temporary files grew over the limit."""


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
        self._scratch = Scratch()
        self._over_space: set[int] = set()
        self._pool = self._make(workers, max_tasks=0)

    def _make(self, workers: int, max_tasks: int) -> ProcessPool:
        return ProcessPool(
            max_workers=workers,
            max_tasks=max_tasks,
            initializer=start_worker,
            initargs=(self._office.limits, self._scratch.root, self._office.home),
            context=self._context,
        )

    def __enter__(self) -> WorkerPool:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        _end(self._pool)
        self._scratch.close()

    def _schedule(self, function: Callable[..., _T], *arguments: Any) -> _UnderWay[_T]:
        timeout = self._office.limits.seconds_per_dossier
        try:
            return _UnderWay(self._pool, function, arguments, timeout, self._watch)
        except RuntimeError:
            # Pebble gives a pool up for good when a worker dies while none is at work.
            _LOG.warning("the worker pool broke; starting another")
            _end(self._pool)
            self._pool = self._make(self._workers, max_tasks=0)
            return _UnderWay(self._pool, function, arguments, timeout, self._watch)

    def _watch(self) -> None:
        self._over_space |= self._scratch.kill_over(self._office.limits.temp_mb * _MIB)
        self._scratch.sweep()

    def _after_failure(self, error: Exception) -> Exception:
        """Clean up behind a worker that may have died; answers what really ended it."""
        self._scratch.sweep()
        if isinstance(error, ProcessExpired) and error.pid in self._over_space:
            self._over_space.discard(error.pid)
            return OverSpaceError()
        return error

    def check(self, jobs: Iterable[Job]) -> Iterator[tuple[Job, Checked]]:
        """Check dossiers, yielding them in the order given: a correction is judged after what it corrects.

        Only a few are under way at a time, so memory stays flat however many there are.
        """
        running: deque[tuple[Job, _UnderWay[Checked]]] = deque()
        for job in jobs:
            running.append((job, self._schedule(check_job, job, self._office)))
            if len(running) >= _AHEAD * self._workers:
                yield self._next(running)
        while running:
            yield self._next(running)

    def _next(self, running: deque[tuple[Job, _UnderWay[Checked]]]) -> tuple[Job, Checked]:
        job, under_way = running.popleft()
        return job, self._result(under_way, job)

    def call(self, function: Callable[..., _T], *arguments: Any) -> _T:
        """One call in a worker, under the limits of a dossier.

        Raises:
            ReadError: the worker ran out of time or memory, or died.
            DossierError: what the function itself raised.
        """
        try:
            return self._schedule(function, *arguments).result()
        except DossierError:
            raise
        except Exception as error:
            code = failure_code(self._after_failure(error))
            raise ReadError(code.value, file=str(arguments[0])) from error

    def _result(self, under_way: _UnderWay[Checked], job: Job) -> Checked:
        try:
            return under_way.result()
        except Exception as error:  # one dossier's trouble, of whatever kind, is taken up file by file
            error = self._after_failure(error)
            _LOG.warning("dossier %s: %s; reading it file by file", job.key, type(error).__name__)
            return self._piecewise(job)

    def _piecewise(self, job: Job) -> Checked:
        read_files = tuple(read for file in job.submission.files for read in self._read_alone(job, file))
        try:
            return self._judge(job, read_files)
        except Exception as error:  # whatever broke judging, the next dossier's turn comes
            _LOG.error("dossier %s: judging failed: %s", job.key, type(error).__name__)
            # Fails closed: nothing is stated. Here and not in a worker, since one has just died over it.
            return unjudged_job(job, read_files, self._office, _limit_exceeded(error))

    def _judge(self, job: Job, read_files: tuple[ReadFile, ...]) -> Checked:
        limit = self._office.limits.seconds_per_dossier
        try:
            return self._alone(limit, judge_job, job, read_files, self._office)
        except (ProcessExpired, BrokenProcessPool):
            # Judging opens no submitted file: who killed the worker was somebody else, and once.
            return self._alone(limit, judge_job, job, read_files, self._office)

    def _read_alone(self, job: Job, file: SourceFile) -> tuple[ReadFile, ...]:
        try:
            return self._read_or_again(job, file)
        except Exception as error:
            code = failure_code(error)
            _LOG.warning("dossier %s file %s: %s", job.key, file.id, code.value)
            return (_unreadable(file, code),)

    def _read_or_again(self, job: Job, file: SourceFile) -> tuple[ReadFile, ...]:
        limits = self._office.limits
        try:
            return self._alone(limits.seconds_per_file, read_one, job.submission, file, limits)
        except (ProcessExpired, BrokenProcessPool) as error:
            if isinstance(error, ProcessExpired) and error.exitcode != -signal.SIGKILL:
                raise  # a reader that broke down would do so again
            # Killed by the system for want of memory, or by a person: another file's trouble, maybe. Once more.
            return self._alone(limits.seconds_per_file, read_one, job.submission, file, limits)

    def _alone(self, timeout: float, function: Callable[..., _T], *arguments: Any) -> _T:
        fresh = self._make(1, max_tasks=1)
        try:
            return _UnderWay(fresh, function, arguments, timeout, self._watch).result()
        except Exception as error:
            raise self._after_failure(error) from error
        finally:
            _end(fresh)
            self._scratch.sweep()


class _UnderWay(Generic[_T]):
    """A job handed to a pool."""

    def __init__(
        self,
        pool: ProcessPool,
        function: Callable[..., _T],
        arguments: tuple[Any, ...],
        timeout: float,
        watch: Callable[[], None],
    ) -> None:
        self._pool = pool
        self._timeout = timeout
        self._watch = watch
        """Looked in at while the job is waited for."""
        self._future: ProcessFuture[_T] = pool.schedule(function, args=arguments, timeout=timeout)

    def result(self) -> _T:
        """What the job answers; whatever its pool went through, this never waits for ever.

        Jobs are waited for in the order in which they were given, so this one has been started or is the next.
        """
        limit = time.monotonic() + self._timeout + _GRACE
        while True:
            try:
                error = self._future.exception(timeout=_GLANCE)
            except FutureTimeout:
                self._watch()
                if not self._pool.active or time.monotonic() > limit:
                    self._pool.stop()  # type: ignore[no-untyped-call]
                    raise BrokenProcessPool("the job was lost with its pool") from None
                continue
            if error is not None and not isinstance(error, Exception):
                # sys.exit in a reader ends the reading, not this process.
                raise RuntimeError(type(error).__name__) from error
            return self._future.result()


def _end(pool: ProcessPool) -> None:
    pool.stop()  # type: ignore[no-untyped-call]
    pool.join()


def failure_code(error: BaseException) -> FileCode:
    """What is said of a file whose reading ended so."""
    if isinstance(error, FutureTimeout | TimeoutError):
        return FileCode.READING_TIMED_OUT
    if isinstance(error, ProcessExpired) and error.exitcode == -signal.SIGXCPU:
        return FileCode.READING_TIMED_OUT
    if isinstance(error, OverSpaceError):
        return FileCode.FILE_TOO_LARGE
    if isinstance(error, MemoryError):
        return FileCode.READING_OUT_OF_MEMORY
    # ProcessExpired (killed, segmentation fault) and any exception that a reader let through.
    return FileCode.READING_CRASHED


def _limit_exceeded(error: BaseException) -> FileCode | None:
    """The limit of the whole dossier that judging went over; null where it ended otherwise."""
    beyond = (FileCode.READING_TIMED_OUT, FileCode.READING_OUT_OF_MEMORY, FileCode.FILE_TOO_LARGE)
    return FileCode.DOSSIER_TOO_LARGE if failure_code(error) in beyond else None


def _unreadable(file: SourceFile, code: FileCode) -> ReadFile:
    return ReadFile(file=file, status=FileStatus.REFUSED, format="unknown", problems=(Problem(code=code),))
