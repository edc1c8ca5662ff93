"""A limit on the time of a stretch of Python code that cannot look at a clock itself.

The alarm of the system interrupts it; that works in the main thread alone, which is where a worker works. Elsewhere the
limit of the worker process is the only one.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_AGAIN = 0.5
"""Seconds after which it is interrupted again, should somebody have swallowed the first time."""


class TimeIsUpError(BaseException):
    """Time is up. No Exception: code that handles whatever goes wrong in it must not handle this."""


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Raise :class:`TimeIsUpError` inside the block when so many seconds have gone by."""
    if threading.current_thread() is not threading.main_thread() or seconds <= 0:
        yield
        return

    def ring(number: int, frame: FrameType | None) -> None:
        raise TimeIsUpError

    before = signal.signal(signal.SIGALRM, ring)
    try:
        signal.setitimer(signal.ITIMER_REAL, seconds, _AGAIN)
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
