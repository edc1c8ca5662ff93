"""What goes into the ledger and comes out of it: plain values, no Django object leaves the package."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, NamedTuple

from pipeline.models.submission import Submission
from pipeline.models.vocabulary import Recommendation


class VersionRef(NamedTuple):
    """One version of one dossier."""

    dossier: str
    version: int


class ArrivalStatus(StrEnum):
    """What an arrival turned out to be."""

    NEW = "new"
    KNOWN = "known"
    """The same content is recorded; the new name is linked to it and nothing is to be done."""
    NEW_RECEIPT = "new_receipt"
    """The same content with another manifest: a new receipt event, to be checked again."""


@dataclass(frozen=True)
class Arrival:
    """What was recorded of an arrival."""

    ref: VersionRef
    status: ArrivalStatus


@dataclass(frozen=True)
class Case:
    """All that is needed to check a version. ``revision`` goes back with the report."""

    ref: VersionRef
    revision: int
    submission: Submission


@dataclass(frozen=True)
class Unfinished:
    """What an earlier run left to do, oldest first."""

    to_check: tuple[VersionRef, ...]
    to_deliver: tuple[str, ...]
    """Ids of dossiers whose trays are not what the ledger says."""


@dataclass(frozen=True)
class Recorded:
    """The report as the ledger has it."""

    number: int
    """From 1 within the version."""
    new: bool
    """False where the newest report has the same bytes."""


@dataclass(frozen=True)
class DecisionEntry:
    """What an officer decided."""

    tray: Recommendation
    reason: str
    who: str
    at: dt.datetime


@dataclass(frozen=True)
class ReceiptEntry:
    """One receipt event."""

    basis: str
    received: str
    number: str
    sender: str
    reference: str
    who: str
    reason: str
    at: dt.datetime


@dataclass(frozen=True)
class ReportEntry:
    """One report, without its bytes."""

    number: int
    json_sha256: str
    recommendation: Recommendation
    judged_on: dt.date
    receipt_earliest: dt.date | None
    receipt_latest: dt.date | None
    versions: Mapping[str, str]
    """Of program, policy, calendar and settings."""
    at: dt.datetime
    tray: Recommendation | None
    """Where its package stands or last stood."""


@dataclass(frozen=True)
class VersionEntry:
    """One version with its history, newest entries last."""

    ref: VersionRef
    content_sha256: str
    first_seen: dt.datetime
    sources: tuple[str, ...]
    files: tuple[str, ...]
    receipts: tuple[ReceiptEntry, ...]
    reports: tuple[ReportEntry, ...]
    decisions: tuple[DecisionEntry, ...]
    waiting: bool
    """Has to be checked, for the first time or again."""


@dataclass(frozen=True)
class EventEntry:
    """One line of the trail."""

    at: str
    who: str
    what: str
    dossier: str
    """The id at that time: a version that was linked later has another one now."""
    version: int | None
    details: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class DossierEntry:
    """A dossier with everything that happened to it."""

    id: str
    versions: tuple[VersionEntry, ...]
    events: tuple[EventEntry, ...]


@dataclass(frozen=True)
class Row:
    """One line of the list: the newest version of a dossier."""

    ref: VersionRef
    name: str
    """Name under which it first arrived."""
    first_seen: dt.datetime
    recommendation: Recommendation | None
    """What the newest report proposes; null before the first."""
    decision: Recommendation | None
    waiting: bool
    receipt_earliest: dt.date | None
    receipt_latest: dt.date | None

    @property
    def tray(self) -> Recommendation | None:
        """Where it belongs: the officer's decision counts, else what the program proposes."""
        return self.decision or self.recommendation


@dataclass(frozen=True)
class RunEntry:
    """One run."""

    id: int
    started: dt.datetime
    ended: dt.datetime | None
    counts: Mapping[str, int]
