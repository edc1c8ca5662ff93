"""Numbers of nominees as stated and as listed, put so that they can be compared (II.2-1a).

A number of rows is a range: a row whose kind could not be told may be of any kind, and a row not read surely may be
none. A stated number is compared with the whole range, so a doubtful row never makes a mismatch or hides one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from pipeline.models.facts import DossierFacts, Nominee, StatedCount
from pipeline.models.vocabulary import Confidence, NomineeType
from validators.ruling import nominee_sure


class CountKind(StrEnum):
    """What a number counts; the words of :class:`StatedCount`."""

    COLLECTIVE = "collective"
    INDIVIDUAL = "individual"
    HOUSEHOLD = "household"
    ENTERPRISE = "enterprise"
    TOTAL = "total"


TOTAL = CountKind.TOTAL.value
COLLECTIVE = CountKind.COLLECTIVE.value
INDIVIDUAL = CountKind.INDIVIDUAL.value


@dataclass(frozen=True)
class Range:
    """From so many surely to so many possibly."""

    low: int
    high: int

    def compare(self, number: int) -> bool | None:
        """Whether the number is the one of the range; null where the range leaves it open."""
        if not self.low <= number <= self.high:
            return False
        return True if self.low == self.high else None


def kind_of(nominee: Nominee, collective_types: Iterable[NomineeType], apart: Iterable[str]) -> str | None:
    """The kind a nominee is counted under: a household as a collective unless the request states households apart."""
    if nominee.type is None:
        return None
    if nominee.type in collective_types and nominee.type.value not in apart:
        return COLLECTIVE
    return nominee.type.value


def rows(
    nominees: Sequence[Nominee], kind: str, collective_types: Sequence[NomineeType], apart: Sequence[str]
) -> Range:
    """How many rows are of a kind, or all of them."""
    low = high = 0
    for nominee in nominees:
        own = kind_of(nominee, collective_types, apart)
        certain = nominee_sure(nominee, "name")
        if kind == TOTAL or own == kind:
            low += 1 if certain and (kind == TOTAL or nominee_sure(nominee, "type")) else 0
            high += 1
        elif own is None or not nominee_sure(nominee, "type"):
            high += 1
    return Range(low, high)


@dataclass(frozen=True)
class Stated:
    """What one paper states of one kind; several numbers contradict each other."""

    kind: str
    source: str
    document: str | None
    counts: tuple[StatedCount, ...]

    @property
    def number(self) -> int:
        """The number, of several the first."""
        return self.counts[0].number

    def compare(self, found: Range) -> bool | None:
        """Whether the rows are as many as stated; null where the rows, or the paper itself, leave it open."""
        numbers = {count.number for count in self.counts}
        # Two numbers may also be the parts of a whole.
        verdicts = [found.compare(number) for number in (*numbers, sum(numbers))]
        if not self.certain:
            return None
        if len(numbers) == 1:
            return verdicts[0]
        return False if all(verdict is False for verdict in verdicts) else None

    @property
    def certain(self) -> bool:
        """Whether all its numbers were read surely."""
        return all(count.confidence is not Confidence.UNCERTAIN for count in self.counts)


def rows_wanting(facts: DossierFacts, collective_types: Sequence[NomineeType], *kinds: str) -> bool:
    """Whether the request states more of one of these kinds than were read: whoever is missing could be anybody.

    Of another kind only a list that is missing as a whole counts.
    """
    numbers = [number for number in stated(facts) if number.source == "request"]
    apart = [number.kind for number in numbers]
    listed = [nominee for nominee in facts.nominees if nominee.listed]
    found = [(number, rows(listed, number.kind, collective_types, apart).high) for number in numbers]
    return any(high < (number.number if number.kind in kinds else min(number.number, 1)) for number, high in found)


def stated(facts: DossierFacts) -> list[Stated]:
    """Numbers of the request and the lists, by kind; minutes may speak of more than is requested and do not count.

    Nor does what another letter of the dossier says that it requests.
    """
    found: dict[tuple[str, str, str | None], list[StatedCount]] = {}
    for count in facts.counts:
        of_another = count.source == "request" and count.place.document != facts.request
        if count.source != "minutes" and not of_another:
            found.setdefault((count.what, count.source, count.place.document), []).append(count)
    return [Stated(kind, source, document, tuple(group)) for (kind, source, document), group in found.items()]
