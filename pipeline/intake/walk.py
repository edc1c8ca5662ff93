"""Walks a submitted folder without ever following or opening anything but folders.

Names are bytes throughout, so that one that is not UTF-8 is a name like any other. ``lstat`` comes first: links,
fifos, sockets and devices are told, never followed (OWASP ASVS 5.2.5). What remains is the race between looking and
opening; whoever opens a file does it with ``O_NOFOLLOW`` and looks again.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.errors import PathError
from pipeline.intake.names import is_junk, is_owner_file, shown_name


@dataclass(frozen=True)
class Found:
    """One thing below a folder; ``path`` is raw bytes below it, with ``/``."""

    path: bytes
    status: os.stat_result

    @property
    def is_file(self) -> bool:
        """A regular file, the only thing that is ever opened."""
        return stat.S_ISREG(self.status.st_mode)

    @property
    def is_owner_file(self) -> bool:
        """An Office owner file (``~$…``)."""
        return is_owner_file(self.path.rpartition(b"/")[2])

    @property
    def state(self) -> tuple[bytes, int, int, int]:
        """What changes as long as somebody writes: size, mtime and ctime in nanoseconds."""
        return self.path, self.status.st_size, self.status.st_mtime_ns, self.status.st_ctime_ns


def walk(folder: bytes) -> Iterator[Found]:
    """Everything below a folder except the folders themselves and what systems leave behind, in no order.

    Raises:
        PathError: ``folder-unreadable`` for the first folder that cannot be listed.
    """
    waiting = [b""]
    while waiting:
        below = waiting.pop()
        for name in names_in(folder + b"/" + below if below else folder):
            if is_junk(name):
                continue
            path = below + b"/" + name if below else name
            try:
                status = os.lstat(folder + b"/" + path)
            except FileNotFoundError:
                # Gone between listing and looking: somebody is still at work, the next state will differ.
                continue
            except OSError as error:
                raise unreadable(folder, error) from error
            if stat.S_ISDIR(status.st_mode):
                waiting.append(path)
            else:
                yield Found(path, status)


def names_in(folder: bytes) -> list[bytes]:
    """The raw names in a folder.

    Raises:
        PathError: ``folder-unreadable``.
    """
    try:
        with os.scandir(folder) as entries:
            return [entry.name for entry in entries]
    except OSError as error:
        raise unreadable(folder, error) from error


def unreadable(folder: bytes, error: OSError) -> PathError:
    """The error for a folder that may not be listed or entered."""
    return PathError("folder-unreadable", path=shown_name(folder), detail=os.strerror(error.errno or 0))
