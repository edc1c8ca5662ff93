"""When a dossier reached the office, as an interval with the evidence that bounds it (DESIGN §4, Receipt).

Exact are the officer's entry in the register, the manifest beside the files and the receiving office's own stamp on
the request letter. The drop folder's first sight bounds from above, the date of the request letter from below; stamps
of other offices are shown and bound nothing. A file's own time is never looked at.

Evidence that contradicts itself widens the interval: it then holds every reading in which as much of the evidence as
possible is true. A manifest of 20/08 beside a letter of 22/08 gives "20/08 or any day from 22/08 on".
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.comparing import names_one_of
from pipeline.errors import UsageError
from pipeline.intake.manifest import FILE_NAME as MANIFEST
from pipeline.models.base import Place
from pipeline.models.facts import Receipt, ReceiptEvidence, ReceiptStamp
from pipeline.models.vocabulary import CONFIDENCE_ORDER, Confidence, ReceiptBasis, weakest

LOCAL = dt.timezone(dt.timedelta(hours=7))
"""Asia/Ho_Chi_Minh has had no daylight saving since 1975; a fixed offset needs no zone data."""

_BASIS_ORDER = (
    ReceiptBasis.REGISTER,
    ReceiptBasis.RECEIPT_STAMP,
    ReceiptBasis.MANIFEST,
    ReceiptBasis.FOLDER_FIRST_SEEN,
    ReceiptBasis.LETTER_DATE,
)
"""Which evidence is named where several give the same bound."""

_NONE = ReceiptBasis.NONE

_BANDS = {
    ReceiptBasis.REGISTER: Confidence.STATED,
    ReceiptBasis.MANIFEST: Confidence.INFERRED,
    ReceiptBasis.FOLDER_FIRST_SEEN: Confidence.INFERRED,
    ReceiptBasis.LETTER_DATE: Confidence.INFERRED,
    ReceiptBasis.NONE: Confidence.UNCERTAIN,
}


@dataclass(frozen=True)
class Bounds:
    """The interval that a set of evidence leaves open; a null end is open."""

    earliest: dt.date | None
    latest: dt.date | None
    earliest_basis: ReceiptBasis
    latest_basis: ReceiptBasis
    contradictory: bool


@dataclass(frozen=True)
class _Piece:
    """One thing said of the receipt: it lies in ``[low, high]``."""

    low: dt.date
    high: dt.date
    basis: ReceiptBasis


def local_day(moment: dt.datetime) -> dt.date:
    """The day in Viet Nam; a moment without zone is local already."""
    return (moment.astimezone(LOCAL) if moment.tzinfo else moment).date()


def _piece(evidence: ReceiptEvidence) -> _Piece | None:
    day = local_day(dt.datetime.fromisoformat(evidence.value))
    basis = ReceiptBasis(evidence.source)
    if evidence.bound == "exact":
        return _Piece(day, day, basis)
    if evidence.bound == "earliest":
        return _Piece(day, dt.date.max, basis)
    return _Piece(dt.date.min, day, basis)


def _agreeing(pieces: Sequence[_Piece]) -> list[tuple[_Piece, ...]]:
    """The largest sets of pieces that can all be true; intervals that meet pairwise have a day in common."""
    sets: list[tuple[_Piece, ...]] = []
    for day in sorted({piece.low for piece in pieces} | {piece.high for piece in pieces}):
        holding = tuple(piece for piece in pieces if piece.low <= day <= piece.high)
        if any(set(holding) <= set(other) for other in sets):
            continue
        sets = [other for other in sets if not set(other) <= set(holding)]
        sets.append(holding)
    return sets


def bounds(evidence: Iterable[ReceiptEvidence]) -> Bounds:
    """The interval that holds all of the evidence; what is only ``shown`` bounds nothing."""
    pieces = [piece for entry in evidence if entry.bound != "shown" and (piece := _piece(entry))]
    if not pieces:
        return Bounds(None, None, ReceiptBasis.NONE, ReceiptBasis.NONE, False)
    sets = _agreeing(pieces)
    earliest = min(max(piece.low for piece in agreeing) for agreeing in sets)
    latest = max(min(piece.high for piece in agreeing) for agreeing in sets)
    open_below, open_above = earliest == dt.date.min, latest == dt.date.max
    return Bounds(
        earliest=None if open_below else earliest,
        latest=None if open_above else latest,
        earliest_basis=_NONE if open_below else _basis(piece for piece in pieces if piece.low == earliest),
        latest_basis=_NONE if open_above else _basis(piece for piece in pieces if piece.high == latest),
        contradictory=len(sets) > 1,
    )


def _basis(giving: Iterable[_Piece]) -> ReceiptBasis:
    """What is named of the evidence that gives a bound."""
    return min((piece.basis for piece in giving), key=_BASIS_ORDER.index)


def resolve(
    *,
    register: dt.date | None,
    manifest: dt.date | None,
    manifest_quote: str | None,
    stamps: Sequence[ReceiptStamp],
    receiving_offices: Sequence[str],
    first_seen: dt.datetime | None,
    letter_date: dt.date | None,
) -> Receipt:
    """The receipt with all its evidence.

    Args:
        register: day that an officer entered (ngày đến).
        manifest: day that ``submission.toml`` at the top of the dossier gives.
        manifest_quote: its line.
        stamps: receipt stamps on the request letter; those of other papers do not belong here.
        receiving_offices: names of the receiving office, from the policy.
        first_seen: when the drop folder first saw the files.
        letter_date: date of the request letter.
    """
    evidence: list[ReceiptEvidence] = []
    if register is not None:
        evidence.append(ReceiptEvidence(source=ReceiptBasis.REGISTER, bound="exact", value=register.isoformat()))
    if manifest is not None:
        evidence.append(
            ReceiptEvidence(
                source=ReceiptBasis.MANIFEST,
                bound="exact",
                value=manifest.isoformat(),
                quote=manifest_quote,
                place=Place(file=MANIFEST),
            )
        )
    evidence += [_stamp(stamp, receiving_offices) for stamp in stamps]
    if first_seen is not None:
        moment = first_seen.astimezone(LOCAL) if first_seen.tzinfo else first_seen.replace(tzinfo=LOCAL)
        evidence.append(
            ReceiptEvidence(source=ReceiptBasis.FOLDER_FIRST_SEEN, bound="latest", value=moment.isoformat())
        )
    if letter_date is not None:
        evidence.append(
            ReceiptEvidence(source=ReceiptBasis.LETTER_DATE, bound="earliest", value=letter_date.isoformat())
        )
    found = bounds(evidence)
    return Receipt(
        earliest=found.earliest,
        latest=found.latest,
        earliest_basis=found.earliest_basis,
        latest_basis=found.latest_basis,
        confidence=_confidence(found, stamps),
        evidence=tuple(evidence),
    )


def _stamp(stamp: ReceiptStamp, receiving_offices: Sequence[str]) -> ReceiptEvidence:
    """A stamp that does not say whose it is bounds nothing either: many offices stamp a letter on its way."""
    ours = stamp.office is not None and names_one_of(stamp.office, receiving_offices)
    return ReceiptEvidence(
        source=ReceiptBasis.RECEIPT_STAMP,
        bound="exact" if ours else "shown",
        value=stamp.day.isoformat(),
        quote=stamp.quote,
        place=stamp.place,
    )


def _confidence(found: Bounds, stamps: Sequence[ReceiptStamp]) -> Confidence:
    """The weaker of the two ends."""
    if found.contradictory:
        return Confidence.UNCERTAIN
    ends = ((found.earliest_basis, found.earliest), (found.latest_basis, found.latest))
    return weakest(*(_band(basis, day, stamps) for basis, day in ends))


def _band(basis: ReceiptBasis, day: dt.date | None, stamps: Sequence[ReceiptStamp]) -> Confidence:
    if basis is not ReceiptBasis.RECEIPT_STAMP:
        return _BANDS[basis]
    readings = [stamp.confidence for stamp in stamps if stamp.day == day]
    return min(readings, key=CONFIDENCE_ORDER.index)


def judged_on(letter_date: dt.date | None, receipt: Receipt, given: dt.date | None) -> dt.date:
    """The day that picks the law in force: of the request letter, else the earliest receipt, else the day given.

    Where there is none of them nothing can be judged by its day; the latest possible receipt is the nearest to it.

    Raises:
        UsageError: ``judged-on-needed`` where nothing tells a day and none is given.
    """
    day = letter_date or receipt.earliest or given or receipt.latest
    if day is None:
        raise UsageError("judged-on-needed")
    return day
