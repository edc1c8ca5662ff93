"""Doubt over what is asked for, where letters of a dossier do not agree: what only one of them says is not sure.

Two letters of one body without a word on which of them counts are two possibilities; an outcome stands only where both
give it (DESIGN §4). So of the one that is taken as the request, what the other says otherwise is ``uncertain``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractors.facts.merged import Merged
from extractors.facts.nominees import NomineeFacts
from extractors.facts.renditions import squeezed
from pipeline.models.facts import Commendation, Document, FieldEvidence, Nominee, StatedCount
from pipeline.models.vocabulary import Complete, Confidence

Facts = tuple[NomineeFacts, Commendation, dict[str, Document]]


def without_withdrawn(named: NomineeFacts, replaced: Sequence[Merged]) -> NomineeFacts:
    """The nominees without those that besides their reports only replaced papers name."""
    if not replaced:
        return named
    text = squeezed(" ".join(unit.text for paper in replaced for unit in paper.first.sheet.units))
    kept = [one for one in named.nominees if one.listed or squeezed(one.name) not in text]
    return replace(named, nominees=tuple(kept))


def less_sure(facts: Facts, other: tuple[NomineeFacts, Commendation], request: str, rival: str) -> Facts:
    """The facts of the ``request``, less sure where those of its ``rival`` differ.

    Letters that name nobody in common ask for different things, and both count.
    """
    named, commendation, documents = facts
    others, commended = other
    names = {squeezed(one.name) for one in others.nominees if one.listed}
    own = {squeezed(one.name) for one in named.nominees if one.listed}
    if not names & own:
        return facts
    if names != own:
        nominees = tuple(one if squeezed(one.name) in names else _unsure_name(one) for one in named.nominees)
        named = replace(named, nominees=nominees, complete=_open(named.complete))
    if _said(named.counts, request) != _said(others.counts, rival):
        named = replace(named, counts=tuple(map(_unsure_count, named.counts)))
    for field in ("kind", "occasion"):
        if getattr(commendation, field) != getattr(commended, field):
            commendation = commendation.model_copy(
                update={"evidence": _lowered(commendation.evidence, field), "confidence": Confidence.UNCERTAIN}
            )
    letter = documents[request]
    if set(map(squeezed, letter.addressees)) != set(map(squeezed, documents[rival].addressees)):
        lowered = letter.model_copy(update={"evidence": _lowered(letter.evidence, "addressees")})
        documents = {**documents, request: lowered}
    return named, commendation, documents


def doubted(named: NomineeFacts) -> NomineeFacts:
    """The nominees of a request that another letter amends, or may replace."""
    return replace(
        named,
        nominees=tuple(map(_unsure_name, named.nominees)),
        counts=tuple(map(_unsure_count, named.counts)),
        complete=_open(named.complete),
    )


def _open(complete: Complete) -> Complete:
    return Complete.UNKNOWN if complete is Complete.YES else complete


def _unsure_name(nominee: Nominee) -> Nominee:
    return nominee.model_copy(
        update={"confidence": Confidence.UNCERTAIN, "evidence": _lowered(nominee.evidence, "name")}
    )


def _unsure_count(count: StatedCount) -> StatedCount:
    return count.model_copy(update={"confidence": Confidence.UNCERTAIN})


def _lowered(evidence: Sequence[FieldEvidence], field: str) -> tuple[FieldEvidence, ...]:
    return tuple(
        one.model_copy(update={"confidence": Confidence.UNCERTAIN}) if one.field == field else one for one in evidence
    )


def _said(counts: Sequence[StatedCount], document: str) -> set[tuple[str, int]]:
    return {(count.what, count.number) for count in counts if count.place.document == document}
