"""What a check is made with: policy, calendar, limits and their versions. Loaded once in each process."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path

from pipeline.calendar.load import load_calendar, office_folder
from pipeline.calendar.working_days import WorkingCalendar
from pipeline.models.limits import Limits
from pipeline.models.report import CalendarVersion, PolicyVersion, Versions
from validators.policy.load import load_policy
from validators.policy.model import Policy

PROGRAM = "award-dossiers"


@dataclass(frozen=True)
class Context:
    """Everything besides the dossier itself that a report depends on."""

    policy: Policy
    calendar: WorkingCalendar
    limits: Limits
    versions: Versions


@cache
def load_context(home: Path, limits: Limits, settings_sha256: str) -> Context:
    """The context of an office.

    Raises:
        SetupError: a policy or calendar file of the office is broken.
    """
    office_policy = home / "settings" / "policy"
    policy = load_policy(office_policy if office_policy.exists() else None)
    calendar_folder = office_folder(home)
    calendar = load_calendar(calendar_folder if calendar_folder.exists() else None)
    versions = Versions(
        program=version(PROGRAM),
        policy=PolicyVersion(id=policy.id, version=policy.version, sha256=policy.sha256),
        calendar=CalendarVersion(version=calendar.version, sha256=calendar.sha256),
        settings_sha256=settings_sha256,
    )
    return Context(policy=policy, calendar=calendar, limits=limits, versions=versions)
