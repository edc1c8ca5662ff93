"""``submission.toml``: what the records clerk (văn thư) says of an arrival. Metadata, never a document.

::

    received = 2025-08-25            # day, or moment 2025-08-25T16:40:00+07:00
    received_number = "1234"         # số đến
    sender = "UBND xã Mẫu"
    channel = "trục liên thông"
    reference = "HS-07"              # the sender's own; the same again makes a new version of the dossier
"""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from typing import Any

from pipeline.errors import DossierError
from pipeline.intake.names import shown
from pipeline.models.submission import Manifest

FILE_NAME = "submission.toml"
MAX_BYTES = 64 * 1024
"""A manifest has five lines; more is not a manifest."""

_TEXTS = ("sender", "received_number", "channel", "reference")
KEYS = ("received", *_TEXTS)
_RECEIVED_LINE = re.compile(r"^[ \t]*[\"']?received[\"']?[ \t]*=.*$", re.MULTILINE)


def parse(content: bytes) -> Manifest:
    """The manifest in these bytes.

    Raises:
        DossierError: ``manifest-unreadable`` (no TOML in UTF-8), ``manifest-key-unknown`` or
            ``manifest-value-invalid``, the last two with the ``key``.
    """
    if len(content) > MAX_BYTES:
        raise DossierError("manifest-unreadable", detail=f"{len(content)} bytes")
    try:
        table = tomllib.loads(content.decode("utf-8-sig"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        raise DossierError("manifest-unreadable", detail=shown(str(error))) from error
    for key in table:
        if key not in KEYS:
            raise DossierError("manifest-key-unknown", key=shown(key), allowed=list(KEYS))
    return Manifest(received=_received(table), **{key: _text(table, key) for key in _TEXTS})


def _received(table: dict[str, Any]) -> dt.datetime | dt.date | None:
    value = table.get("received")
    if value is None or isinstance(value, dt.date):
        return value
    raise DossierError("manifest-value-invalid", key="received")


def _text(table: dict[str, Any], key: str) -> str | None:
    value = table.get(key)
    # Numbers of the register are often written without quotes.
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if value is not None and not isinstance(value, str):
        raise DossierError("manifest-value-invalid", key=key)
    return shown(value).strip() or None if value is not None else None


def manifest_quote(content: bytes) -> str | None:
    """The raw line that gives ``received``, null where there is none."""
    found = _RECEIVED_LINE.search(content.decode("utf-8-sig", errors="replace"))
    return shown(found[0].strip()) if found else None
