"""Empties the drop folder of what is sealed and recorded.

An entry is first moved into a hidden folder of the drop folder, in one rename, so that a kill in the middle never
leaves half a dossier to be taken for a new one. There each file is removed only if its verified copy is in the sealed
store; anything else was written in the last moment and goes back to be seen as new.
"""

from __future__ import annotations

import os
import shutil
import stat
from pathlib import Path

from pipeline.durable import sync_folder
from pipeline.errors import PathError
from pipeline.intake.names import READY, TAKEN, is_junk, is_owner_file
from pipeline.intake.seal import file_sha256, sealed_path


def consume(inbox: Path, raw_name: bytes, store: Path) -> bool:
    """Remove one entry that is recorded; answers false where something of it had to stay in the drop folder.

    Raises:
        PathError: ``inbox-not-writable``; what could not be removed is tried again by :func:`finish_consuming`.
    """
    try:
        return _consume(inbox, os.fsdecode(raw_name), store)
    except OSError as error:
        raise PathError("inbox-not-writable", path=str(inbox), detail=os.strerror(error.errno or 0)) from error


def _consume(inbox: Path, name: str, store: Path) -> bool:
    taken = inbox / TAKEN
    taken.mkdir(mode=0o700, exist_ok=True)
    target = taken / name
    # A namesake that an earlier run was killed over has to go first.
    if _exists(target):
        _empty(target, inbox, store)
    removed = True
    if _exists(inbox / name):
        (inbox / name).rename(target)
        sync_folder(inbox)
        removed = _empty(target, inbox, store)
    _tidy(taken)
    return removed


def finish_consuming(inbox: Path, store: Path) -> None:
    """Finish what a killed run had begun to remove; to be called at each start.

    Raises:
        PathError: ``inbox-not-writable``.
    """
    taken = inbox / TAKEN
    if not taken.is_dir():
        return
    try:
        for entry in sorted(taken.iterdir()):
            _empty(entry, inbox, store)
        _tidy(taken)
    except OSError as error:
        raise PathError("inbox-not-writable", path=str(inbox), detail=os.strerror(error.errno or 0)) from error


def _tidy(taken: Path) -> None:
    if not any(taken.iterdir()):
        taken.rmdir()


def _empty(entry: Path, inbox: Path, store: Path) -> bool:
    _remove(entry, store)
    if not _exists(entry):
        return True
    back, number = inbox / entry.name, 1
    while _exists(back):
        number += 1
        back = inbox / f"{entry.name} ({number})"
    entry.rename(back)
    return False


def _remove(path: Path, store: Path) -> None:
    status = path.lstat()
    if stat.S_ISDIR(status.st_mode) and is_junk(os.fsencode(path.name)):
        shutil.rmtree(path)
    elif stat.S_ISDIR(status.st_mode):
        for child in path.iterdir():
            _remove(child, store)
        if not any(path.iterdir()):
            path.rmdir()
    elif not stat.S_ISREG(status.st_mode) or _of_no_account(path) or _is_sealed(path, store):
        # A link or fifo has no content; the finding about it is recorded.
        path.unlink()


def _of_no_account(path: Path) -> bool:
    name = os.fsencode(path.name)
    return path.name == READY or is_junk(name) or is_owner_file(name)


def _is_sealed(path: Path, store: Path) -> bool:
    sha256 = file_sha256(path)
    copy = sealed_path(store, sha256)
    return copy.exists() and file_sha256(copy) == sha256


def _exists(path: Path) -> bool:
    return os.path.lexists(path)
