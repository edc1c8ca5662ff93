"""The sealed store: submitted files byte for byte, named by their SHA-256, never altered.

A file is copied under a temporary name, brought to the disk, read again, compared, made read-only and only then given
its name; so whatever has its name is whole. Killing the process anywhere leaves at most a temporary file.
"""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from pipeline.durable import check_space, disk_full, is_disk_full, sync_folder
from pipeline.errors import IntegrityError, PathError
from pipeline.models.files import SourceFile

_CHUNK = 1 << 20
_TEMPORARY = "incoming-"
_HASH = re.compile(r"[0-9a-f]{64}")
_ID_DIGITS = 8


def identity(leaf_hashes: Iterable[str]) -> str:
    """What a dossier's content is known by: SHA-256 over the sorted set of its files' hashes.

    Members of an archive stand in place of the archive and the manifest is left out, so the same papers are the same
    content whether they come as folder or as ZIP, in whatever order and under whatever names.
    """
    return hashlib.sha256("\n".join(sorted(set(leaf_hashes))).encode("ascii")).hexdigest()


def dossier_id(content_sha256: str, digits: int = _ID_DIGITS) -> str:
    """``D-`` and the first digits of the content's hash; the ledger asks for more digits where two would collide."""
    return f"D-{content_sha256[:digits]}"


def sealed_path(store: Path, sha256: str) -> Path:
    """Where the bytes with that hash are kept."""
    return store / sha256[:2] / sha256


def seal(file: SourceFile, store: Path) -> SourceFile:
    """Copy one file into the store; answers the same file with its location there. Sealing twice is sealing once.

    Raises:
        SetupError: ``disk-full``, before or while copying; nothing is kept then.
        IntegrityError: ``file-changed`` where the bytes are no longer those that were hashed on arrival,
            ``sealed-damaged`` where the store holds other bytes under that hash.
        PathError: ``file-unreadable``.
    """
    target = sealed_path(store, file.sha256)
    if target.exists():
        if file_sha256(target) != file.sha256:
            raise IntegrityError("sealed-damaged", sha256=file.sha256)
    else:
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        check_space(store, file.size)
        _copy(Path(file.location), target, file)
    return file.model_copy(update={"location": str(target)})


def seal_all(files: Iterable[SourceFile], store: Path) -> tuple[SourceFile, ...]:
    """Seal the files of a dossier; see :func:`seal`."""
    files = tuple(files)
    store.mkdir(mode=0o700, parents=True, exist_ok=True)
    missing = sum(file.size for file in files if not sealed_path(store, file.sha256).exists())
    check_space(store, missing)
    return tuple(seal(file, store) for file in files)


def _copy(source: Path, target: Path, file: SourceFile) -> None:
    handle, name = tempfile.mkstemp(prefix=_TEMPORARY, dir=target.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            for chunk in _chunks(source, file.path):
                stream.write(chunk)
            stream.flush()
            os.fsync(stream.fileno())
        if file_sha256(temporary) != file.sha256:
            raise IntegrityError("file-changed", path=file.path)
        temporary.chmod(0o400)
        temporary.rename(target)
        sync_folder(target.parent)
        sync_folder(target.parent.parent)
    except OSError as error:
        if is_disk_full(error):
            raise disk_full(target.parent) from error
        raise
    finally:
        temporary.unlink(missing_ok=True)


def _chunks(source: Path, path: str) -> Iterator[bytes]:
    try:
        # A link may have taken the file's place since it was hashed; a fifo would never answer.
        with os.fdopen(os.open(source, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK), "rb") as origin:
            while chunk := origin.read(_CHUNK):
                yield chunk
    except OSError as error:
        raise PathError("file-unreadable", path=path, detail=os.strerror(error.errno or 0)) from error


def file_sha256(path: Path) -> str:
    """SHA-256 of a file's bytes."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def damaged(store: Path) -> Iterator[str]:
    """The hashes under which the store holds other bytes; empty where all is well."""
    for path in sealed_files(store):
        if file_sha256(path) != path.name:
            yield path.name


def sealed_files(store: Path) -> Iterator[Path]:
    """All files of the store; temporary ones of a run that was killed are not among them."""
    yield from sorted(path for path in store.glob("??/*") if _HASH.fullmatch(path.name))


def remove_leftovers(store: Path) -> int:
    """Remove what a killed run left half copied; answers how many. Only for the one run that holds the lock."""
    left = list(store.glob(f"??/{_TEMPORARY}*"))
    for path in left:
        path.unlink()
    return len(left)
