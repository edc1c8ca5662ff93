"""What a check is made with: policy, calendar, limits and their versions. Loaded once in each process."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path

from extractors.readers.environment import Environment
from extractors.readers.trust import load_trust
from pipeline.calendar.load import load_calendar, office_folder
from pipeline.calendar.working_days import WorkingCalendar
from pipeline.home import Home
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


def environment_of(home: Path) -> Environment:
    """What the readers may use of an office's data folder."""
    return Environment(trust=home / "settings" / "trust", cache=Home(home).cache)


@cache
def load_context(home: Path, limits: Limits, settings_sha256: str) -> Context:
    """The context of an office.

    Raises:
        SetupError: a policy, calendar or certificate file of the office is broken.
    """
    trust = load_trust(environment_of(home).trust)
    if trust.roots or trust.links:
        # Whose signatures count changes a report as the limits do.
        settings_sha256 = hashlib.sha256(f"{settings_sha256} {trust.sha256}".encode()).hexdigest()
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
