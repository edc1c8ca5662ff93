"""The wall clock of one file, looked at between its pages: what was read before time was up is kept."""

from __future__ import annotations

import time
from dataclasses import dataclass

from pipeline.models.limits import Limits

_SHARE = 0.8
"""Of the seconds after which the worker is killed: what is left is for putting together what was read."""


@dataclass(frozen=True)
class Budget:
    """A moment after which no further page is begun."""

    ends: float
    """On the clock of :func:`time.monotonic`."""

    @classmethod
    def of(cls, limits: Limits) -> Budget:
        """The budget of a file whose reading begins now."""
        return cls(time.monotonic() + limits.seconds_per_file * _SHARE)

    @property
    def seconds_left(self) -> float:
        """Never negative."""
        return max(0.0, self.ends - time.monotonic())

    @property
    def over(self) -> bool:
        """Whether nothing more may be begun."""
        return time.monotonic() >= self.ends
