"""Which papers of a dossier are closed: those with a secrecy mark and what is annexed to them, in whatever file.

An annex says whose it is: ``(Kèm theo Tờ trình số 12/TTr-UBND ngày 22/8/2025 của …)``. Where that may be a marked
paper, and no open one of the dossier, it is closed too: to leave it open would tell what the mark withholds.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.facts.dates import find_dates
from extractors.facts.drafts import Draft
from extractors.text.fold import number_key
from pipeline.models.vocabulary import Precision

_COMES_WITH = re.compile(r"\(?\s*(?:(?:ban hanh|gui) )?kem(?: theo)?\s+(?P<title>to trinh|cong van|[a-z]+ [a-z]+)\b")
NUMBER = re.compile(r"\bsố\s*:?\s*(?P<number>\d{1,6}[a-zđ]?\s?[/-]\s?[\wà-ỹđ&.]+(?:\s?[-/]\s?[\wà-ỹđ&]+)*)")
_TOP = 8


@dataclass(frozen=True)
class Citation:
    """The paper that an annex says it comes with."""

    title: str
    number: str
    """For comparing; empty where it is blank."""
    date: dt.date | None


def closed_papers(drafts: Sequence[Draft]) -> set[int]:
    """The ``id`` of every closed paper."""
    closed: set[int] = set()
    previous: Draft | None = None
    for draft in drafts:
        follows = previous is not None and id(previous) in closed and previous.sheet.file == draft.sheet.file
        if draft.secret or (follows and draft.annex):
            closed.add(id(draft))
        previous = draft
    secret = [draft for draft in drafts if draft.secret]
    if secret:
        letters = [draft for draft in drafts if id(draft) not in closed and not draft.annex]
        closed |= {id(draft) for draft in drafts if draft.annex and _belongs(draft, secret, letters)}
    return closed


def _belongs(annex: Draft, secret: Sequence[Draft], letters: Sequence[Draft]) -> bool:
    """Whether an annex comes with one of the ``secret`` papers, or may: with none of the open ``letters`` for sure."""
    cited = citation(annex)
    if cited is None:
        return False
    if cited.number:
        if any(draft.number_key == cited.number for draft in secret):
            return True
        if any(draft.number_key == cited.number for draft in letters):
            return False
    same_title = [draft for draft in secret if _title(draft) == cited.title]
    possible = [
        draft
        for draft in same_title
        if not (cited.number and draft.number_key) and not (cited.date and draft.head.date not in (None, cited.date))
    ]
    others = [
        draft
        for draft in letters
        if _title(draft) == cited.title and (cited.date is None or draft.head.date in (None, cited.date))
    ]
    dated = any(cited.date is not None and draft.head.date == cited.date for draft in possible)
    return dated or (bool(possible) and not others)


def _title(draft: Draft) -> str:
    """The kind-naming words; of a letter without any those by which others call it."""
    return draft.head.title or "cong van"


def citation(annex: Draft) -> Citation | None:
    """The paper that an annex says it comes with; None where it says nothing of one."""
    lines = annex.sheet.lines[:_TOP]
    for index, line in enumerate(lines):
        match = _COMES_WITH.match(line.bare)
        if match is None:
            continue
        # The line may go on in the next one.
        pair = lines[index : index + 2]
        folded, bare = " ".join(part.folded for part in pair), " ".join(part.bare for part in pair)
        number = NUMBER.search(folded)
        days = [found.first for found in find_dates(folded, bare, None) if found.precision is Precision.DAY]
        return Citation(
            title=match["title"],
            number=number_key(number["number"].strip(" .")) if number is not None else "",
            date=days[0] if days else None,
        )
    return None
