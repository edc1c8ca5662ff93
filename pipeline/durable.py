"""Writing so that a file is whole or absent, whenever the power goes or the process is killed."""

from __future__ import annotations

import errno
import os
import shutil
from pathlib import Path

from pipeline.errors import SetupError

SPARE_BYTES = 64 << 20
"""Room that stays free for the ledger's own writing."""


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable: a rename is only safe once its folder is on the disk."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def write_synced(path: Path, content: bytes) -> None:
    """Write a new file and bring it to the disk."""
    with path.open("xb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())


def check_space(folder: Path, size: int) -> None:
    """Refuse to begin what the disk cannot hold.

    Raises:
        SetupError: ``disk-full``.
    """
    free = shutil.disk_usage(folder).free
    if free < size + SPARE_BYTES:
        raise disk_full(folder)


def disk_full(folder: Path) -> SetupError:
    """The error for a full disk, whether foreseen or met."""
    return SetupError("disk-full", path=str(folder))


def is_disk_full(error: OSError) -> bool:
    """Whether the operating system says that there is no room left (quota included)."""
    return error.errno in (errno.ENOSPC, errno.EDQUOT)
