"""Lists the drop folder: what lies there, whether it has been copied completely, and what is refused.

The folder is listed, not listened to: file events are absent, late or doubled on network shares. A dossier is a
sub-folder, a ZIP, or a single file. It is complete when nothing in it has changed for a quiet period and nobody has
one of its papers open; the ledger keeps since when an entry is unchanged, so that a one-shot run knows it too.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import stat
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from pipeline.errors import PathError
from pipeline.intake.manifest import FILE_NAME as MANIFEST
from pipeline.intake.names import READY, TAKEN, is_junk, is_owner_file, owner_file_of, shown_name
from pipeline.intake.walk import Found, names_in, unreadable, walk

_PROBE = ".dossiers-probe"


class Wait(StrEnum):
    """Why an entry is not taken yet; each is a label of the catalogue."""

    CHANGING = "wait_changing"
    """Something in it changed less than the quiet period ago."""
    BEING_EDITED = "wait_being_edited"
    """An Office owner file stands in it: somebody has a paper open."""
    EMPTY = "wait_empty"
    """A folder without any file, or with a manifest only: the files are still to come."""
    UNREADABLE = "wait_unreadable"
    """A folder in it cannot be listed."""


@dataclass(frozen=True)
class Entry:
    """One dossier in the drop folder."""

    name: str
    """As people see it."""
    raw: bytes
    """Name in the drop folder."""
    state: str
    """SHA-256 over path, size, mtime and ctime of everything in it."""
    ready: bool = False
    """The sender put a ``.ready`` marker into the folder."""
    blocked: Wait | None = None
    """A reason to wait that no quiet period ends."""

    def path(self, inbox: Path) -> Path:
        """Where it lies."""
        return inbox / os.fsdecode(self.raw)


@dataclass(frozen=True)
class Listing:
    """What the drop folder holds."""

    entries: tuple[Entry, ...]
    refused: tuple[str, ...]
    """Shown names of links, fifos and devices at the top: never followed, never taken."""


@dataclass(frozen=True)
class Seen:
    """What the ledger remembers of an entry."""

    first_seen: dt.datetime
    """When an entry of that name was first seen."""
    unchanged_since: dt.datetime
    """When it was first seen in its present state: all of it had arrived by then."""
    taken: bool
    """This very state was recorded as a dossier before."""


def list_inbox(inbox: Path) -> Listing:
    """All dossiers of a drop folder, by name.

    Raises:
        PathError: ``inbox-missing``, ``folder-unreadable``.
    """
    if not inbox.is_dir():
        raise PathError("inbox-missing", path=str(inbox))
    folder = os.fsencode(inbox)
    names = [name for name in sorted(names_in(folder)) if name != os.fsencode(TAKEN) and not is_junk(name)]
    owners = [name for name in names if is_owner_file(name)]
    entries: list[Entry] = []
    refused: list[str] = []
    for name in names:
        if name in owners or name == os.fsencode(_PROBE):
            continue
        try:
            status = os.lstat(folder + b"/" + name)
        except FileNotFoundError:
            continue
        except OSError as error:
            raise unreadable(folder, error) from error
        if stat.S_ISDIR(status.st_mode):
            entries.append(_folder(folder, name))
        elif stat.S_ISREG(status.st_mode):
            entries.append(_file(name, status, owners))
        else:
            refused.append(shown_name(name))
    return Listing(tuple(entries), tuple(refused))


def _file(name: bytes, status: os.stat_result, owners: Sequence[bytes]) -> Entry:
    blocked = None
    if name == os.fsencode(MANIFEST):
        blocked = Wait.EMPTY
    elif any(owner_file_of(owner, name) for owner in owners):
        blocked = Wait.BEING_EDITED
    return Entry(shown_name(name), name, _digest([Found(b"", status)]), blocked=blocked)


def _folder(inbox: bytes, name: bytes) -> Entry:
    path = inbox + b"/" + name
    try:
        found = list(walk(path))
        ready = os.fsencode(READY) in names_in(path)
    except PathError:
        return Entry(shown_name(name), name, state="", blocked=Wait.UNREADABLE)
    return Entry(shown_name(name), name, _digest(found), ready=ready, blocked=_blocked(found, ready))


def _blocked(found: Sequence[Found], ready: bool) -> Wait | None:
    if all(one.path == os.fsencode(MANIFEST) or one.is_owner_file for one in found):
        return Wait.EMPTY
    # The marker is the sender's word that the folder is finished; an owner file may be left over from a crash.
    return Wait.BEING_EDITED if not ready and any(one.is_owner_file for one in found) else None


def _digest(found: Sequence[Found]) -> str:
    digest = hashlib.sha256()
    for path, size, mtime, ctime in sorted(one.state for one in found):
        digest.update(b"%d:%s,%d,%d,%d;" % (len(path), path, size, mtime, ctime))
    return digest.hexdigest()


def waiting(entry: Entry, seen: Seen, now: dt.datetime, quiet: dt.timedelta) -> Wait | None:
    """Why the entry has to wait, null where it is complete. ``now`` is given, nothing here reads the clock."""
    if entry.blocked is not None:
        return entry.blocked
    if entry.ready or now - seen.unchanged_since >= quiet:
        return None
    return Wait.CHANGING


def check_inbox(inbox: Path, outputs: Sequence[Path], *, consume: bool) -> None:
    """Refuse a drop folder that cannot work, before any work is done.

    ``outputs`` are the folders the program writes to: one inside the drop folder, or around it, would feed the
    program its own output. ``consume`` tells that entries will be removed once they are recorded.

    Raises:
        PathError: ``inbox-missing``, ``paths-overlap``, ``inbox-not-writable``.
    """
    if not inbox.is_dir():
        raise PathError("inbox-missing", path=str(inbox))
    here = inbox.resolve()
    for output in outputs:
        there = output.resolve()
        if here == there or here in there.parents or there in here.parents:
            raise PathError("paths-overlap", inbox=str(inbox), path=str(output))
    if consume:
        _probe(inbox)


def _probe(inbox: Path) -> None:
    """Create, rename, delete: on a share each may be denied on its own, and only at the very end of the work."""
    first, second = inbox / _PROBE, inbox / TAKEN / _PROBE
    try:
        second.parent.mkdir(mode=0o700, exist_ok=True)
        first.write_bytes(b"")
        first.rename(second)
        second.unlink()
        if not any(second.parent.iterdir()):
            second.parent.rmdir()
    except OSError as error:
        raise PathError("inbox-not-writable", path=str(inbox), detail=os.strerror(error.errno or 0)) from error
