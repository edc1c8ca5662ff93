"""The policy as values: what the letter and an office set, and what of it is in force on a day.

Each value is a history of dated entries with clause and citation (``letter.toml``). :meth:`Policy.on` picks the
entries in force, so an old dossier is judged by the rule of its day.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import Field

from pipeline.models.base import Value
from pipeline.models.vocabulary import (
    CommendationKind,
    CommitteeGroup,
    NomineeType,
    Occasion,
    Severity,
)

Names = Annotated[tuple[str, ...], Field(min_length=1)]
Weight = Literal[Severity.ERROR, Severity.WARNING]


class DayUnit(StrEnum):
    """What a time limit is counted in."""

    WORKING_DAY = "working_day"
    CALENDAR_DAY = "calendar_day"


class Milestone(StrEnum):
    """The days of a dossier that follow each other."""

    PLAN = "plan"
    LAUNCH = "launch"
    COUNCIL_MEETING = "council_meeting"
    REQUEST = "request"
    RECEIPT = "receipt"


class DeadlinePolicy(Value):
    """How long before the conference a dossier must have arrived (II.2-4b)."""

    days: Annotated[int, Field(ge=1, le=120)]
    unit: DayUnit
    reading: Literal["A", "B"]
    """A: the conference day is not counted; B: clear days between receipt and conference."""
    kinds: tuple[CommendationKind, ...]
    """Kinds of commendation that the limit applies to."""
    provisional_margin: Annotated[int, Field(ge=0, le=15)]
    """Working days around the limit within which a calendar not yet announced leaves the outcome open."""
    severity: Weight


class CommitteePolicy(Value):
    """Which bodies get no provincial award at a final review (II.2-3a)."""

    occasions: tuple[Occasion, ...]
    other_occasions: tuple[Occasion, ...]
    """Surely no final review of a programme."""
    other_kinds: tuple[CommendationKind, ...]
    """Surely given at another occasion."""
    forbidden_groups: tuple[CommitteeGroup, ...]
    doubtful_groups: tuple[CommitteeGroup, ...]
    allowed_groups: tuple[CommitteeGroup, ...]
    named: Names
    """How the name of the Steering Committee itself begins."""
    named_severity: Weight
    equivalent_severity: Weight


class MembersPolicy(Value):
    """How many members of the Steering Committee may be nominated (II.2-3b)."""

    limit: Annotated[int, Field(ge=0)] | Literal["none"]
    severity: Weight


class SentThroughPolicy(Value):
    """Whom the request must be addressed to (II.2-4a)."""

    kinds: tuple[CommendationKind, ...]
    departments: Names
    severity: Weight


class ReceiptPolicy(Value):
    """Whose receipt stamp counts (II.2-4b)."""

    offices: Names


class AwardsPolicy(Value):
    """Which awards are the province's (II.2-3d)."""

    provincial: Names


class CountsPolicy(Value):
    """How nominees are counted (II.2-1a)."""

    collective_types: tuple[NomineeType, ...]
    severity: Weight


class DatesPolicy(Value):
    """In which order the days of a dossier follow each other (II.2-1a)."""

    order: Annotated[tuple[Milestone, ...], Field(min_length=2)]
    severity: Weight


class PolicyOfDay(Value):
    """All values in force on one day; what rules are given."""

    deadline: DeadlinePolicy
    committee: CommitteePolicy
    members: MembersPolicy
    sent_through: SentThroughPolicy
    receipt: ReceiptPolicy
    awards: AwardsPolicy
    counts: CountsPolicy
    dates: DatesPolicy


class Entry(Value):
    """One value with the days it is in force and the words it rests on."""

    value: Any
    clause: Annotated[str, Field(min_length=1)]
    citation: Annotated[str, Field(min_length=1)]
    valid_from: date | None = None
    valid_to: date | None = None
    """The last day in force."""

    def in_force(self, day: date) -> bool:
        """Whether the value holds on that day; an end that is left out is open."""
        return (self.valid_from or date.min) <= day <= (self.valid_to or date.max)


class Policy(Value):
    """The packaged letter and, before it, what an office sets."""

    id: str
    version: str
    sha256: str
    histories: dict[str, tuple[Entry, ...]]
    """Entries by key (``deadline.days``), those of an office first."""

    def entry(self, key: str, day: date) -> Entry:
        """The entry in force: the office's before the letter's, the later one before the earlier one."""
        return next(entry for entry in self.histories[key] if entry.in_force(day))

    @property
    def receiving_offices(self) -> tuple[str, ...]:
        """Names of the receiving office at any time: a stamp is read before the day that picks the policy is known."""
        return tuple(dict.fromkeys(name for entry in self.histories["receipt.offices"] for name in entry.value))

    def on(self, day: date) -> PolicyOfDay:
        """The values in force on a day."""
        sections: dict[str, dict[str, Any]] = {}
        for key in self.histories:
            section, name = key.split(".")
            sections.setdefault(section, {})[name] = self.entry(key, day).value
        return PolicyOfDay.model_validate(sections)
