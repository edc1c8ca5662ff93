"""A folder, a ZIP or a file as the files of one dossier, where they lie: hashed, not opened.

Archives are listed by a worker, under its limits; here an archive is a file like any other.
"""

from __future__ import annotations

import atexit
import hashlib
import os
import shutil
import stat
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pipeline.errors import DossierError, PathError
from pipeline.intake.manifest import FILE_NAME as MANIFEST
from pipeline.intake.manifest import MAX_BYTES, manifest_quote, parse
from pipeline.intake.names import (
    decoded,
    dossier_path,
    is_unusual,
    raw_name_b64,
    shown_name,
    unique,
)
from pipeline.intake.walk import Found, walk
from pipeline.models.files import Problem, SourceFile
from pipeline.models.submission import Manifest
from pipeline.models.vocabulary import FileCode

_CHUNK = 1 << 20


@dataclass(frozen=True)
class Collected:
    """What was submitted under one name."""

    name: str
    """Name of the folder, ZIP or file as people see it."""
    files: tuple[SourceFile, ...]
    """Sorted by path; the manifest is among them."""
    manifest: Manifest | None = None
    manifest_quote: str | None = None
    """The line of the manifest that gives the receipt."""
    problems: tuple[tuple[str, Problem], ...] = ()
    """Path and problem: links, names that are not text, a manifest that cannot be used."""

    @property
    def manifest_file(self) -> SourceFile | None:
        """The manifest at the top of the dossier."""
        return next((file for file in self.files if file.path == MANIFEST), None)

    @property
    def content(self) -> tuple[SourceFile, ...]:
        """The files without the manifest."""
        return tuple(file for file in self.files if file.path != MANIFEST)


def collect(path: Path) -> Collected:
    """The files of the dossier at a path.

    Raises:
        PathError: ``path-missing``, ``path-not-regular`` (a link, fifo or device), ``folder-unreadable``,
            ``file-unreadable``.
    """
    raw = os.fsencode(path)
    try:
        status = os.lstat(raw)
    except OSError as error:
        raise PathError("path-missing", path=shown_name(raw)) from error
    # A folder or file may be given by ".", "..", or a link's target; what people call it is its real name.
    name = os.fsencode(path.resolve().name)
    if stat.S_ISDIR(status.st_mode):
        return _collected(name, raw, walk(raw))
    if stat.S_ISREG(status.st_mode):
        return _collected(name, os.fsencode(path.parent), [Found(os.fsencode(path.name), status)], manifest=False)
    raise PathError("path-not-regular", path=shown_name(raw))


def _collected(name: bytes, folder: bytes, found: Iterable[Found], *, manifest: bool = True) -> Collected:
    files: list[SourceFile] = []
    problems: list[tuple[str, Problem]] = []
    for path, one in _in_order(found):
        if one.is_owner_file:
            continue
        if not one.is_file:
            problems.append((path, Problem(code=FileCode.NOT_A_REGULAR_FILE)))
            continue
        if is_unusual(one.path):
            problems.append((path, Problem(code=FileCode.NAME_UNUSUAL)))
        files.append(_source(f"f{len(files) + 1}", path, folder, one.path))
    result = Collected(shown_name(name), tuple(files), problems=tuple(problems))
    return _with_manifest(result) if manifest else result


def _in_order(found: Iterable[Found]) -> Iterator[tuple[str, Found]]:
    """Paths made unique (the NFC and the NFD spelling of a name may both be there), sorted."""
    taken: set[str] = set()
    named = [(unique(dossier_path(one.path), taken), one) for one in sorted(found, key=lambda one: one.path)]
    yield from sorted(named, key=lambda pair: pair[0])


def _source(identifier: str, path: str, folder: bytes, raw: bytes) -> SourceFile:
    where = folder + b"/" + raw
    readable = decoded(where)
    spool = None if readable is not None else _spool() / f"{identifier}-{hashlib.sha256(where).hexdigest()}"
    sha256, size = _hashed(where, spool)
    return SourceFile(
        id=identifier,
        path=path,
        raw_name_b64=raw_name_b64(raw, path),
        sha256=sha256,
        size=size,
        location=readable if readable is not None else str(spool),
    )


@cache
def _spool() -> Path:
    """Copies of files whose name is not UTF-8: a location is text, and their own name is none."""
    folder = Path(tempfile.mkdtemp(prefix="dossiers-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def _hashed(where: bytes, copy: Path | None) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    try:
        with (
            os.fdopen(os.open(where, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK), "rb") as stream,
            copy.open("wb") if copy is not None else nullcontext() as target,
        ):
            while chunk := stream.read(_CHUNK):
                digest.update(chunk)
                size += len(chunk)
                if target is not None:
                    target.write(chunk)
    except OSError as error:
        raise PathError("file-unreadable", path=shown_name(where), detail=os.strerror(error.errno or 0)) from error
    return digest.hexdigest(), size


def _with_manifest(collected: Collected) -> Collected:
    file = collected.manifest_file
    if file is None:
        return collected
    with Path(file.location).open("rb") as stream:
        content = stream.read(MAX_BYTES + 1)
    if hashlib.sha256(content).hexdigest() != file.sha256 and file.size <= MAX_BYTES:
        raise PathError("file-changed", path=file.path)
    try:
        manifest = parse(content)
    except DossierError as error:
        problem = Problem(code=FileCode.MANIFEST_INVALID, detail=str(error.params.get("key") or "TOML"))
        return Collected(collected.name, collected.files, problems=(*collected.problems, (file.path, problem)))
    return Collected(collected.name, collected.files, manifest, manifest_quote(content), problems=collected.problems)
