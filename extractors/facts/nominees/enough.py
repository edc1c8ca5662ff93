"""Whether as many nominees were read as the papers state (II.2-1a): fewer is a fact only where nothing was passed over.

A number larger than the rows read tells either a mistake of the paper or a row that was not read. It is the paper's
only where the rows stand in tables whose own numbers run from 1 to the last row read, or in the only table of the
paper, every row of which was understood.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from extractors.facts.nominees.counts import Stated
from extractors.facts.nominees.draft import Draft
from extractors.facts.nominees.reading import Reading
from pipeline.models.facts import StatedCount
from pipeline.models.vocabulary import NomineeType

_OF: dict[str, tuple[NomineeType, ...]] = {
    "individual": (NomineeType.INDIVIDUAL,),
    "household": (NomineeType.HOUSEHOLD,),
    "enterprise": (NomineeType.ENTERPRISE,),
}
_BODIES = (NomineeType.COLLECTIVE, NomineeType.STEERING_COMMITTEE)


def wanting(readings: Sequence[Reading], counts: Sequence[StatedCount], nominees: Sequence[Draft]) -> bool:
    """Whether a paper states more nominees than were read and rows may have been missed.

    ``nominees`` are the listed ones of all papers, each once. Where a kind is stated and nobody of it was read, a whole
    list was missed, numbered tables or not.
    """
    for reading in readings:
        own_counts = [one for one in counts if one.place.document == reading.paper.document.id]
        for source in ("request", "list"):
            of_source = [one for one in own_counts if one.source == source]
            apart = {one.what for one in of_source}
            for count in of_source:
                own = reading.drafts if source == "list" and _may_be(count, reading.drafts, apart) else nominees
                found = _may_be(count, own, apart)
                among = [reading] if own is reading.drafts else readings
                if count.number > found and (not found or not all(_all_seen(one) for one in among)):
                    return True
    return False


def _may_be(count: StatedCount, drafts: Iterable[Draft], apart: Iterable[str]) -> int:
    """How many may be of the kind that a number counts; households and enterprises are collectives or stated apart."""
    if count.what == "total":
        return sum(1 for _ in drafts)
    types = _OF.get(count.what)
    if types is None:
        types = (*_BODIES, *(kind for what in ("household", "enterprise") if what not in apart for kind in _OF[what]))
    return sum(draft.type is None or draft.type in types for draft in drafts)


def _all_seen(reading: Reading) -> bool:
    """Whether every nominee of a paper stands in a table that shows by itself that none of its rows is missing."""
    last = 0
    for draft in reading.drafts:
        if draft.of_whole_table and not reading.tables_aside:
            last = 0
        elif draft.row_number is not None and draft.row_number in (last + 1, 1):
            last = draft.row_number
        else:
            return False
    return True


def mark_whole(drafts: Sequence[Draft]) -> None:
    """Tell the nominees of a table without numbers, all of whose rows were understood, one in a row."""
    rows = [draft.evidence[0].place.row for draft in drafts]
    for draft in drafts:
        draft.of_whole_table = len(set(rows)) == len(rows)


def of_request(stated: Sequence[Stated], drafts: Sequence[Draft]) -> list[Stated]:
    """The numbers of a letter: "Tập thể: 04 (Phụ lục I)" with nobody of that kind under it is what the letter asks for.

    Only a heading that has rows states the number of a list.
    """
    apart = {one.count.what for one in stated}
    return [
        replace(one, count=one.count.model_copy(update={"source": "request"}))
        if one.count.source == "list" and not _may_be(one.count, drafts, apart)
        else one
        for one in stated
    ]
