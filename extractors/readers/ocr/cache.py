"""What was recognised, kept by the hash of the page: a dossier that is checked again needs no recognition.

One small file an entry, in a folder of the office that its owner alone can look into (it holds text of the papers).
An entry that cannot be read is as good as none; a cache that cannot be written costs time and nothing else.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import tempfile
import zlib
from dataclasses import astuple
from pathlib import Path

from PIL import Image

from extractors.readers.environment import current
from extractors.readers.ocr.affine import Affine
from extractors.readers.ocr.page import Recognised
from extractors.readers.ocr.stamped import unpacked
from extractors.readers.ocr.tesseract import Seen

VERSION = 7
"""Of how pages are prepared and read; a change there makes older entries worthless."""
_FOLDER = "recognised"
_LOOK_EVERY = 50
"""Entries written between two looks at the size of the folder."""
_KEPT = 0.8
"""Share of the limit that is left after old entries were removed."""
_MIB = 1024 * 1024

_written = 0


def kept() -> bool:
    """Whether this process has a folder to keep anything in."""
    return current().cache is not None


def key_of(image: Image.Image, dpi: float, engine: str) -> str:
    """The name of a picture's entry: what it shows, and everything that decides what is read from it."""
    digest = hashlib.sha256(f"{VERSION} {engine} {dpi:.3f} {image.size} {image.mode} ".encode())
    digest.update(image.tobytes())
    return digest.hexdigest()


def load(key: str) -> Recognised | None:
    """What was recognised before; None where nothing is known."""
    path = _path(key)
    if path is None:
        return None
    try:
        held = json.loads(zlib.decompress(path.read_bytes()))
        found = Recognised(
            words=tuple(Seen(*word) for word in held["words"]),
            rules=tuple((float(x0), float(y0), float(x1), float(y1)) for x0, y0, x1, y1 in held["rules"]),
            size=(float(held["size"][0]), float(held["size"][1])),
            given=Affine(*held["given"]),
            blank=bool(held["blank"]),
            missed=float(held["missed"]),
            unread=int(held["unread"]),
            stamps=unpacked(held["stamps"]),
        )
    except (OSError, zlib.error, ValueError, TypeError, KeyError, IndexError):
        return None
    with contextlib.suppress(OSError):  # only tells which entries are still used
        os.utime(path)
    return found


def save(key: str, page: Recognised, limit_mb: int) -> None:
    """Keeps what was recognised; over ``limit_mb`` the entries that were not used longest go."""
    global _written
    path = _path(key)
    if path is None:
        return
    data = {
        "words": [astuple(word) for word in page.words],
        "rules": page.rules,
        "size": page.size,
        "given": page.given,
        "blank": page.blank,
        "missed": page.missed,
        "unread": page.unread,
        "stamps": page.stamps.packed(),
    }
    packed = zlib.compress(json.dumps(data, ensure_ascii=False).encode(), 6)
    # A full disk or a folder of another owner must not cost the file its text.
    with contextlib.suppress(OSError):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(packed)
            Path(name).replace(path)
        except OSError:
            Path(name).unlink()
            raise
        if _written % _LOOK_EVERY == 0:
            _trim(path.parent.parent, limit_mb * _MIB)
        _written += 1


def _path(key: str) -> Path | None:
    folder = current().cache
    return folder / _FOLDER / key[:2] / key if folder is not None else None


def _trim(folder: Path, limit: int) -> None:
    entries = []
    for path in folder.glob("*/*"):
        state = path.stat()
        entries.append((state.st_mtime_ns, state.st_size, path))
    total = sum(size for _, size, _ in entries)
    if total <= limit:
        return
    for _, size, path in sorted(entries):
        path.unlink(missing_ok=True)
        total -= size
        if total <= limit * _KEPT:
            return
