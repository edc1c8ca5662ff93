"""The one lock of a home: who holds it may take in, check and move packages; everybody else only adds to the ledger."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager

from pipeline.errors import BusyError, PathError
from pipeline.home import Home


@contextmanager
def exclusive(home: Home) -> Iterator[None]:
    """Hold the lock; the system gives it back when the process ends, however it ends.

    Raises:
        BusyError: ``run-busy``.
        PathError: ``path-not-writable``.
    """
    try:
        stream = home.lock.open("ab")
    except OSError as error:
        raise PathError("path-not-writable", path=str(home.lock), detail=error.strerror or "") from error
    with stream:
        try:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise BusyError("run-busy", home=str(home.root)) from error
        yield
