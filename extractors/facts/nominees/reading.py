"""What one paper gave of nominees, numbers and awards, and whether anything in it was left open."""

from __future__ import annotations

from dataclasses import dataclass, field

from extractors.facts.nominees.awards import Award
from extractors.facts.nominees.counts import Stated
from extractors.facts.nominees.draft import Draft
from extractors.facts.paper import Paper, Unit


@dataclass
class Reading:
    """What one paper gave."""

    paper: Paper
    drafts: list[Draft] = field(default_factory=list)
    stated: list[Stated] = field(default_factory=list)
    awards: list[tuple[Award, Unit]] = field(default_factory=list)
    """Awards that request sentences and titles name: the default for nominees without their own."""
    lists: int = 0
    """Tables and headed runs of items that named nominees."""
    unresolved: bool = False
    committee_in_title: bool = False
    """The title speaks of awarding a committee; whether one is among the nominees shows when all is read."""
    requests: int = 0
    tables_aside: bool = False
    """A table that is no frame of letterhead or signature named nobody."""
