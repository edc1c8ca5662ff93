"""What the command line shows: sentences in the chosen language, tables, JSON, errors with their remedy."""

from __future__ import annotations

import datetime as dt
import json
import re
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from pipeline.errors import DossierError, PathError, UsageError
from pipeline.messages import LANGUAGES, Language, label, say

_language: Language = "vi"
_DAY = re.compile(r"^(?:(?P<iso>\d{4}-\d{2}-\d{2})|(?P<d>\d{1,2})/(?P<m>\d{1,2})/(?P<y>\d{4}))$")


def language() -> Language:
    """The language of the screen; Vietnamese whatever ``LANG`` says, since servers run ``en_US``."""
    return _language


def choose_language(word: str) -> None:
    """Take ``vi`` or ``en`` for the rest of the process."""
    global _language
    if word not in LANGUAGES:
        raise UsageError("lang-unknown", given=word, allowed=list(LANGUAGES))
    _language = word


def t(message_id: str, **params: Any) -> str:
    """A sentence of the catalogue in the language of the screen."""
    return say(message_id, _language, params)


def word(value: str) -> str:
    """A word of a closed list in the language of the screen."""
    return label(value, _language)


def line(text: str = "") -> None:
    """One line of plain text on standard output."""
    sys.stdout.write(text + "\n")


def note(text: str) -> None:
    """One line beside the output, on standard error, so that output may be piped."""
    sys.stderr.write(text + "\n")


def json_line(value: Any) -> None:
    """One JSON object on one line of standard output."""
    line(json.dumps(value, ensure_ascii=False, separators=(", ", ": ")))


def error(trouble: DossierError) -> None:
    """Code, sentence and remedy on standard error."""
    message = trouble.message
    sys.stderr.write(f"{trouble.code}: {message.text(_language)}\n")
    if remedy := message.remedy(_language):
        sys.stderr.write(f"  → {remedy}\n")


def table(headings: Sequence[str], rows: Iterable[Sequence[str]], title: str | None = None) -> None:
    """A table as wide as the terminal; plain text where there is none."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    grid = Table(title=title, title_justify="left")
    for heading in headings:
        grid.add_column(heading, overflow="fold")
    for row in rows:
        # Text, not markup: a name may hold square brackets.
        grid.add_row(*(Text(cell) for cell in row))
    Console().print(grid)


def day_from(text: str) -> dt.date:
    """``2026-12-20`` or ``20/12/2026`` (day first, never month first).

    Raises:
        UsageError: ``date-invalid``.
    """
    found = _DAY.match(text.strip())
    try:
        if found and found["iso"]:
            return dt.date.fromisoformat(found["iso"])
        if found:
            return dt.date(int(found["y"]), int(found["m"]), int(found["d"]))
    except ValueError:
        pass
    raise UsageError("date-invalid", given=text)


def existing(path: Path) -> Path:
    """The path, if something readable is there.

    Raises:
        PathError: ``path-missing``.
    """
    if not path.exists():
        raise PathError("path-missing", path=str(path))
    return path


def write_out(path: Path, content: str) -> None:
    """Write a file that the user named; never half of one.

    Raises:
        PathError: ``path-not-writable``.
    """
    part = path.with_name(f".{path.name}.part")
    try:
        part.write_text(content, encoding="utf-8")
        part.replace(path)
    except OSError as trouble:
        raise PathError("path-not-writable", path=str(path), detail=trouble.strerror or "") from trouble


def shown_day(iso: str) -> str:
    """``2025-08-21`` as ``21/08/2025``."""
    return dt.date.fromisoformat(iso).strftime("%d/%m/%Y")
