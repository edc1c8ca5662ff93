"""What the deadline may rest on: the receipt without what was not read surely, the possible openings, the evidence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from pipeline.intake.receipt import bounds, local_day
from pipeline.models.facts import ConferenceCandidate, DossierFacts, ReceiptEvidence
from pipeline.models.report import FindingEvidence
from pipeline.models.vocabulary import Confidence, ReceiptBasis
from validators.ruling import sure

_TELLING = (
    ReceiptBasis.REGISTER,
    ReceiptBasis.MANIFEST,
    ReceiptBasis.RECEIPT_STAMP,
    ReceiptBasis.RECEIVER_ENVELOPE,
    ReceiptBasis.FOLDER_FIRST_SEEN,
)
"""Evidence of an arrival; a letter's date, a signature or a sending only say when it cannot have been yet."""


@dataclass(frozen=True)
class Arrival:
    """The receipt as far as it may decide."""

    earliest: date | None
    latest: date | None
    earliest_basis: ReceiptBasis
    latest_basis: ReceiptBasis
    doubtful: bool
    """Something that would say more was not read surely and is left out of the interval."""
    unknown: bool
    """Nothing tells of an arrival at all."""
    evidence: tuple[FindingEvidence, ...]
    conference_evidence: tuple[FindingEvidence, ...]

    @classmethod
    def of(cls, facts: DossierFacts) -> Arrival:
        """The receipt, bounded anew without uncertain stamps and without a letter's date that was not read surely."""
        receipt = facts.receipt
        doubtful = [entry for entry in receipt.evidence if entry.bound != "shown" and not _may_decide(entry, facts)]
        evidence = _evidence(facts)
        conference = _conference_evidence(facts)
        if not doubtful:
            unknown = not {receipt.earliest_basis, receipt.latest_basis} & set(_TELLING)
            return cls(
                receipt.earliest,
                receipt.latest,
                receipt.earliest_basis,
                receipt.latest_basis,
                False,
                unknown,
                evidence,
                conference,
            )
        left = bounds(entry for entry in receipt.evidence if entry not in doubtful)
        unknown = not {left.earliest_basis, left.latest_basis} & set(_TELLING)
        stamped = any(entry.source == ReceiptBasis.RECEIPT_STAMP for entry in doubtful)
        return cls(
            left.earliest,
            left.latest,
            left.earliest_basis,
            left.latest_basis,
            stamped or not unknown,
            unknown,
            evidence,
            conference,
        )

    def values(self) -> dict[str, object]:
        """The interval as the finding shows it."""
        return {
            "earliest": self.earliest,
            "latest": self.latest,
            "earliest_basis": self.earliest_basis,
            "latest_basis": self.latest_basis,
        }


def _may_decide(entry: ReceiptEvidence, facts: DossierFacts) -> bool:
    if entry.source == ReceiptBasis.RECEIPT_STAMP:
        unclear = {stamp.day.isoformat() for stamp in facts.stamps if stamp.confidence is Confidence.UNCERTAIN}
        clear = {stamp.day.isoformat() for stamp in facts.stamps if stamp.confidence is not Confidence.UNCERTAIN}
        return entry.value not in unclear or entry.value in clear
    if entry.source == ReceiptBasis.LETTER_DATE:
        return known_request_day(facts) is not None
    return True


def sent_on(facts: DossierFacts) -> date | None:
    """The day on which the request left its sender by its envelope; of several the first that the letter's own date
    allows."""
    written = known_request_day(facts)
    days = [
        local_day(datetime.fromisoformat(entry.value))
        for entry in facts.receipt.evidence
        if entry.source == ReceiptBasis.SENDER_ENVELOPE and entry.bound == "earliest"
    ]
    return min((day for day in days if written is None or day >= written), default=None)


def known_request_day(facts: DossierFacts) -> date | None:
    """The date of the request letter, where it was read surely."""
    letter = facts.request_letter
    if letter is None or letter.date is None or not sure(letter.field_confidence("date") or letter.confidence):
        return None
    return letter.date


def counting(facts: DossierFacts) -> list[ConferenceCandidate]:
    """The candidates whose days are possible openings."""
    return [one for one in facts.conference.candidates if one.from_ is not None and (one.chosen or one.contradicts)]


def known_sure(facts: DossierFacts) -> bool:
    """Whether at least one possible opening was read surely; a contradiction widens the interval, it does not blur."""
    return any(sure(one.confidence) for one in counting(facts))


def _conference_evidence(facts: DossierFacts) -> tuple[FindingEvidence, ...]:
    return tuple(
        FindingEvidence(field="conference.date", source="document", quote=found.quote, place=found.place)
        for one in counting(facts)
        for found in one.evidence
    )


def _evidence(facts: DossierFacts) -> tuple[FindingEvidence, ...]:
    letter = facts.request_letter
    head = next((entry for entry in letter.evidence if entry.field == "date"), None) if letter else None
    found = []
    for entry in facts.receipt.evidence:
        quote, place = entry.quote, entry.place
        if entry.source == ReceiptBasis.LETTER_DATE and head is not None:
            quote, place = head.quote, head.place
        found.append(FindingEvidence(field="receipt", source=entry.source, quote=quote or entry.value, place=place))
    return tuple(found)
