"""Loads the calendar: the packaged law and notices, and what an office adds (``<settings>/calendar/*.toml``)."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from pipeline.calendar.civil_service import SWAP_OFF, VietnamCivilServiceCalendar
from pipeline.calendar.notice import CalendarFile, parse_file
from pipeline.calendar.statute import FILE as STATUTE
from pipeline.calendar.statute import read_statute
from pipeline.calendar.working_days import WorkingCalendar
from pipeline.errors import SetupError

NOTICES = Path(__file__).with_name("notices")


def office_folder(home: Path) -> Path:
    """Where an office keeps its own calendar files under its data folder."""
    return home / "settings" / "calendar"


def load_calendar(office: Path | None = None) -> WorkingCalendar:
    """The working calendar; an office's files are read last, so where they speak of the same thing they win.

    Args:
        office: folder with the office's own files; None or a folder that does not exist for none.

    Raises:
        SetupError: a file is unreadable or broken; codes as in :func:`pipeline.calendar.notice.parse_file`, and
            ``calendar-swap-idle`` where an office swaps a day that is off anyway.
    """
    packaged = [(path, path.read_bytes()) for path in sorted(NOTICES.glob("*.toml"))]
    own = _office_files(office)
    law = STATUTE.read_bytes()
    statute = read_statute(law)
    files = [parse_file(content, path, closings=False) for path, content in packaged]
    office_files = [parse_file(content, path, closings=True) for path, content in own]
    notices = tuple(notice for file in (*files, *office_files) for notice in file.notices)
    closings = tuple(closing for file in office_files for closing in file.closings)
    civil = VietnamCivilServiceCalendar(statute, notices, closings)
    for (path, _), file in zip(own, office_files, strict=True):
        _refuse_idle_swaps(civil, path, file)
    return WorkingCalendar(
        civil=civil,
        statute=statute,
        notices=notices,
        version=f"{statute.version}+office" if own else statute.version,
        sha256=_sha256([(STATUTE, law), *packaged, *own]),
    )


def _office_files(office: Path | None) -> list[tuple[Path, bytes]]:
    if office is None or not office.is_dir():
        return []
    try:
        return [(path, path.read_bytes()) for path in sorted(office.glob("*.toml"))]
    except OSError as error:
        raise SetupError("calendar-file-unreadable", file=str(error.filename), detail=str(error.strerror)) from error


def _refuse_idle_swaps(civil: VietnamCivilServiceCalendar, path: Path, file: CalendarFile) -> None:
    for notice in file.notices:
        for swap in notice.swaps:
            found = civil.days_off(swap.off.year).get(swap.off)
            if found is None or found.kind != SWAP_OFF:
                raise SetupError("calendar-swap-idle", file=str(path), off=swap.off, worked=swap.worked)


def _sha256(files: Sequence[tuple[Path, bytes]]) -> str:
    """One hash over names and contents; lengths in front keep a change of border from going unseen."""
    digest = hashlib.sha256()
    for path, content in files:
        for part in (path.name.encode(), content):
            digest.update(len(part).to_bytes(8, "big"))
            digest.update(part)
    return digest.hexdigest()
