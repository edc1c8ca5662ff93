"""The package a dossier travels in: BagIt 1.0 (RFC 8493).

::

    D-7f3a19c2-v1-1/
      bagit.txt  bag-info.txt  manifest-sha256.txt  tagmanifest-sha256.txt
      data/0001.docx  data/0002.pdf …     the files f1, f2, … of the report, byte for byte
      data/report.json  data/report.html  the report about them

The report lies in the payload, so every BagIt tool checks it like the papers, and a package that may hold no papers
(secrecy mark) still has a payload. Payload names are plain because tools break on odd ones; the names as submitted
stand in the report under the same number.

The four tag files are written here: the hashes are known from sealing, and ``bagit.make_bag`` would change the working
directory of the whole process and declare version 0.97. The library ``bagit`` is the judge: it validates each package
before anyone sees it.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from pipeline.durable import disk_full, is_disk_full, sync_folder, write_synced
from pipeline.errors import IntegrityError
from pipeline.models.files import SourceFile
from pipeline.models.vocabulary import Recommendation

MANIFEST = "manifest-sha256.txt"
_CHUNK = 1 << 20
_EXTENSION = re.compile(r"\.[a-z0-9]{1,5}")
_DECLARATION = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"


@dataclass(frozen=True)
class Package:
    """One version of a dossier with one report, for one tray."""

    dossier: str
    version: int
    number: int
    """From 1; a recheck that says something else makes the next one."""
    tray: Recommendation
    """Where it belongs: the officer's decision, else what the report recommends."""
    content_sha256: str
    made_on: dt.date
    files: tuple[SourceFile, ...]
    """Sealed files; none of a dossier with a secrecy mark."""
    report: Mapping[str, bytes] = field(default_factory=dict)
    """Name and content of the report's forms: ``report.json``, ``report.html``."""

    @property
    def name(self) -> str:
        """Name of the package's folder."""
        return f"{self.dossier}-v{self.version}-{self.number}"


def payload_name(file: SourceFile) -> str:
    """``0003.pdf`` for the file ``f3``; an extension that is not plain becomes ``.bin``."""
    number = int(file.id.removeprefix("f"))
    extension = PurePosixPath(file.path).suffix.lower()
    return f"{number:04d}{extension if _EXTENSION.fullmatch(extension) else '.bin'}"


def build(package: Package, folder: Path) -> None:
    """Write the package into a new folder, bring it to the disk and validate it.

    Raises:
        IntegrityError: ``sealed-damaged`` where a sealed file no longer has its hash; ``bag-invalid``.
        SetupError: ``disk-full``.
    """
    try:
        _write(package, folder)
    except OSError as error:
        if is_disk_full(error):
            raise disk_full(folder.parent) from error
        raise
    if not is_valid(folder):
        raise IntegrityError("bag-invalid", package=package.name)


def manifest_of(package: Package) -> bytes:
    """The payload manifest: hash and name of every file of the payload."""
    return _lines(
        (
            *((f"data/{payload_name(file)}", file.sha256) for file in package.files),
            *((f"data/{name}", hashlib.sha256(content).hexdigest()) for name, content in package.report.items()),
        )
    )


def _write(package: Package, folder: Path) -> None:
    data = folder / "data"
    data.mkdir(mode=0o700, parents=True)
    for file in package.files:
        _copy(file, data / payload_name(file))
    for name, content in package.report.items():
        write_synced(data / name, content)
    sync_folder(data)
    tags = {"bagit.txt": _DECLARATION, "bag-info.txt": _info(package), MANIFEST: manifest_of(package)}
    hashes = _lines((name, hashlib.sha256(content).hexdigest()) for name, content in tags.items())
    for name, content in {**tags, "tagmanifest-sha256.txt": hashes}.items():
        write_synced(folder / name, content)
    sync_folder(folder)


def _copy(file: SourceFile, target: Path) -> None:
    # A copy and no hard link: whoever edits the package must not reach the sealed original.
    digest = hashlib.sha256()
    with Path(file.location).open("rb") as origin, target.open("xb") as stream:
        while chunk := origin.read(_CHUNK):
            digest.update(chunk)
            stream.write(chunk)
        stream.flush()
        os.fsync(stream.fileno())
    if digest.hexdigest() != file.sha256:
        raise IntegrityError("sealed-damaged", sha256=file.sha256)


def _info(package: Package) -> bytes:
    sizes = [*(file.size for file in package.files), *(len(content) for content in package.report.values())]
    lines = (
        f"Bagging-Date: {package.made_on.isoformat()}",
        f"External-Identifier: {package.dossier}",
        f"Bag-Group-Identifier: {package.dossier}-v{package.version}",
        f"Content-SHA256: {package.content_sha256}",
        f"Payload-Oxum: {sum(sizes)}.{len(sizes)}",
    )
    return "".join(f"{line}\n" for line in lines).encode()


def _lines(entries: Iterable[tuple[str, str]]) -> bytes:
    return "".join(f"{sha256}  {name}\n" for name, sha256 in sorted(entries)).encode()


def is_valid(folder: Path) -> bool:
    """Whether a folder is a complete package whose files all have their hashes."""
    # Imported late: it costs as much as all the rest of this module, and only delivering needs it.
    import bagit

    try:
        return bool(bagit.Bag(str(folder)).validate())
    except (bagit.BagError, OSError):
        return False
