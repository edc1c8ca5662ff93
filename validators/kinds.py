"""Whether a rule applies to the kind and the occasion of a commendation: yes, no, or it cannot be told."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass

from pipeline.models.facts import DossierFacts, Nominee
from pipeline.models.vocabulary import CommendationKind, Reason
from validators.policy.model import PolicyOfDay
from validators.ruling import commendation_sure, nominee_sure


@dataclass(frozen=True)
class Applicability:
    """``value`` is null where it cannot be told; ``reason`` says why it is not simply true."""

    value: bool | None
    reason: Reason | None = None


def by_kind(facts: DossierFacts, kinds: Container[CommendationKind]) -> Applicability:
    """Rules for certain kinds of commendation only (II.2-4: khen thưởng chuyên đề)."""
    kind = facts.commendation.kind
    if kind is None:
        return Applicability(None, Reason.KIND_UNKNOWN)
    if not commendation_sure(facts, "kind"):
        return Applicability(None, Reason.UNCERTAIN_FACT)
    return Applicability(True) if kind in kinds else Applicability(False, Reason.OTHER_KIND)


def by_occasion(facts: DossierFacts, policy: PolicyOfDay) -> Applicability:
    """Rules for the final review of a programme, project or scheme only (II.2-3)."""
    occasion, kind = facts.commendation.occasion, facts.commendation.kind
    if occasion is not None and commendation_sure(facts, "occasion"):
        if occasion in policy.committee.occasions:
            return Applicability(True)
        if occasion in policy.committee.other_occasions:
            return Applicability(False, Reason.OTHER_OCCASION)
    # A kind that is given elsewhere settles it, unless there are signs, however weak, of a programme's final review.
    elsewhere = kind in policy.committee.other_kinds and commendation_sure(facts, "kind")
    if elsewhere and occasion not in policy.committee.occasions:
        return Applicability(False, Reason.OTHER_KIND)
    return Applicability(None, Reason.OCCASION_UNSURE)


def provincial(nominee: Nominee, policy: PolicyOfDay) -> bool | None:
    """Whether the award asked for is one of the province; null where it cannot be told surely (II.2-3d)."""
    if not nominee_sure(nominee, "award"):
        return None
    if nominee.provincial is not None:
        return nominee.provincial
    return nominee.award in policy.awards.provincial if nominee.award is not None else None
