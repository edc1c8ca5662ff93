"""Loads the policy: the packaged letter, and an office's own values before it.

An office's file has the shape of ``letter.toml``; it names only what it changes. An unknown key, a value of the wrong
kind or an entry without citation is refused by name, so that a slip of the pen never silently leaves the letter's
value in force.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

from pipeline.errors import SetupError
from validators.policy.model import Entry, Policy, PolicyOfDay

LETTER = Path(__file__).with_name("letter.toml")
_HEAD = ("id", "version")


def _fields() -> dict[str, FieldInfo]:
    """Every key that a policy may set, with its type."""
    return {
        f"{section}.{name}": value
        for section, field in PolicyOfDay.model_fields.items()
        if field.annotation is not None
        for name, value in field.annotation.model_fields.items()
    }


def keys() -> tuple[str, ...]:
    """Every key that a policy may set, sorted."""
    return tuple(sorted(_fields()))


def _refused(file: Path, key: str, allowed: str) -> SetupError:
    return SetupError("policy-file-invalid", file=file.name, key=key, allowed=allowed)


def _first_fault(error: ValidationError) -> tuple[str, str]:
    fault = error.errors(include_url=False, include_input=False, include_context=False)[0]
    return ".".join(str(part) for part in fault["loc"]), str(fault["msg"])


def _entry(file: Path, key: str, number: int, raw: Any, field: FieldInfo) -> Entry:
    where = f"{key}[{number}]"
    if isinstance(raw, dict) and isinstance(raw.get("value"), bool):  # pydantic would take true for the number 1
        raise _refused(file, f"{where}.value", "no value of the policy is true or false")
    try:
        entry = Entry.model_validate(raw)
        value = TypeAdapter(field.rebuild_annotation()).validate_python(entry.value)
    except ValidationError as error:
        part, message = _first_fault(error)
        raise _refused(file, f"{where}.{part}" if part else where, message) from None
    if entry.valid_from and entry.valid_to and entry.valid_from > entry.valid_to:
        raise _refused(file, f"{where}.valid_to", "valid_from ≤ valid_to")
    return entry.model_copy(update={"value": value})


def _overlapping(first: Entry, second: Entry) -> bool:
    return (first.valid_from or date.min) <= (second.valid_to or date.max) and (second.valid_from or date.min) <= (
        first.valid_to or date.max
    )


def _history(file: Path, key: str, raw: Any, field: FieldInfo) -> tuple[Entry, ...]:
    if not isinstance(raw, list) or not raw:
        raise _refused(file, key, f"[[{key}]]")
    entries = [_entry(file, key, number, item, field) for number, item in enumerate(raw)]
    for number, entry in enumerate(entries):
        if any(_overlapping(entry, other) for other in entries[:number]):
            raise _refused(file, f"{key}[{number}]", "valid_from, valid_to: one value a day")
    return tuple(entries)


def _read(file: Path) -> tuple[Mapping[str, Any], bytes]:
    try:
        data = file.read_bytes()
        return tomllib.loads(data.decode("utf-8")), data
    except (OSError, ValueError) as error:
        raise _refused(file, "-", f"TOML, UTF-8 ({type(error).__name__})") from None


def _parse(file: Path, raw: Mapping[str, Any]) -> tuple[str, str, dict[str, tuple[Entry, ...]]]:
    fields = _fields()
    histories: dict[str, tuple[Entry, ...]] = {}
    for section, content in raw.items():
        if section in _HEAD:
            continue
        if section not in PolicyOfDay.model_fields or not isinstance(content, dict):
            raise _refused(file, section, ", ".join([*_HEAD, *PolicyOfDay.model_fields]))
        for name, history in content.items():
            key = f"{section}.{name}"
            if key not in fields:
                raise _refused(file, key, ", ".join(k for k in keys() if k.startswith(f"{section}.")))
            histories[key] = _history(file, key, history, fields[key])
    for name in _HEAD:
        if not isinstance(raw.get(name), str) or not raw[name].strip():
            raise _refused(file, name, f'{name} = "…"')
    return raw["id"], raw["version"], histories


def _office_files(office: Path) -> list[Path]:
    return sorted(office.glob("*.toml")) if office.is_dir() else [office]


def load_policy(office: Path | None = None) -> Policy:
    """The letter, overridden by an office's TOML file or folder of such files.

    A folder without such files changes nothing. Of several files the one whose name sorts last counts first. ``id`` and
    ``version`` name all files in use, and ``sha256`` covers the bytes of all of them.

    Raises:
        SetupError: ``policy-file-invalid``, with the ``file``, the ``key`` and what is ``allowed`` there.
    """
    files = [LETTER, *(_office_files(office) if office is not None else [])]
    digest = hashlib.sha256()
    ids: list[str] = []
    versions: list[str] = []
    histories: dict[str, tuple[Entry, ...]] = {}
    for file in files:
        raw, data = _read(file)
        identifier, version, own = _parse(file, raw)
        ids.append(identifier)
        versions.append(version)
        digest.update(hashlib.sha256(data).digest())
        for key, entries in own.items():
            histories[key] = (*entries, *histories.get(key, ()))
    return Policy(id="+".join(ids), version="+".join(versions), sha256=digest.hexdigest(), histories=histories)
