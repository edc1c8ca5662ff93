"""How sure a fact recognised in a picture may be: never ``stated``, and ``uncertain`` where a word of it is doubtful.

Recognition of characters guesses, and says for each word how sure it is. A fact is as sure as the least sure word that
it rests on; where several papers name the same day of a conference, as the surest of them. What doubtful words may
hide is doubtful, too: a row of a list that gave no nominee may have held one (DESIGN §4, Confidence and Coverage).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from pipeline.models.base import Place, Span
from pipeline.models.facts import (
    Commendation,
    Conference,
    ConferenceCandidate,
    Document,
    DossierFacts,
    FieldEvidence,
    Nominee,
    StatedCount,
)
from pipeline.models.files import Block, Cell, ReadFile, WordBox
from pipeline.models.vocabulary import Complete, Confidence, DocumentKind, NomineeType, weakest

WORDS = 0.80
"""A word below this is doubtful: a wrong letter mostly breaks a word that the recogniser knows, and it says so. It is
sure of wrong tone marks, too, which comparing folds. Both figures are measured in docs/reading.md."""
FIGURES = 0.90
"""The same for a word with a digit: another digit gives another good number, so that no word list shows the mistake."""

_SIGNS = re.compile(r"[-–—_.…,;:•·*|/\\\"'“”‘’()\s]*")
"""Dots to fill in, dashes, bullets: what is no part of a fact is not doubted."""
_MAY_NAME = frozenset(
    {DocumentKind.REQUEST_LETTER, DocumentKind.OFFICIAL_LETTER, DocumentKind.NOMINEE_LIST, DocumentKind.OTHER}
)
"""Papers that name nominees, and those whose title may not have been made out."""

_Key = tuple[str, int | None, int | None, int | None]


@dataclass(frozen=True)
class _Word:
    """One word of a paragraph or cell; ``doubtful`` is null for a word that the file itself holds."""

    span: Span
    doubtful: bool | None


@dataclass(frozen=True)
class _Recognised:
    """The words of every paragraph and cell that has recognised ones."""

    words: dict[_Key, tuple[_Word, ...]] = field(default_factory=dict)

    def band(self, place: Place | None) -> Confidence:
        """The most that words at a place can be; ``stated`` where none of them was recognised."""
        if place is None or place.block is None:
            return Confidence.STATED
        words = self.words.get((place.file, place.block, place.row, place.column))
        if words is None:
            return Confidence.STATED
        span = place.span
        touched = [w for w in words if span is None or (w.span[0] < span[1] and span[0] < w.span[1])]
        if touched and all(word.doubtful is None for word in touched):
            return Confidence.STATED
        return Confidence.UNCERTAIN if any(word.doubtful for word in touched) else Confidence.INFERRED

    def doubtful(self, file: str, first: int, last: int) -> Iterable[_Key]:
        """The paragraphs and cells between two blocks of a file that hold a doubtful word."""
        for key, words in self.words.items():
            inside = key[0] == file and key[1] is not None and first <= key[1] <= last
            if inside and any(word.doubtful for word in words):
                yield key

    def wide(self, file: str, block: int | None) -> bool:
        """Whether a block is a table of three columns or more: heads and signatures have two."""
        return any(key[:2] == (file, block) and (key[3] or 0) >= 2 for key in self.words)


def is_recognised(read: ReadFile) -> bool:
    """Whether any word of a file was recognised in a picture."""
    return any(
        _has_recognised(block.words) or any(_has_recognised(cell.words) for cell in block.cells)
        for block in read.blocks
    )


def capped(facts: DossierFacts, read_files: Sequence[ReadFile]) -> DossierFacts:
    """The facts, none surer than the recognition of the words that it rests on."""
    seen = _Recognised({key: words for read in read_files for key, words in _words_of(read)})
    if not seen.words:
        return facts
    documents = tuple(_document(document, seen) for document in facts.documents)
    nominees = tuple(_nominee(nominee, seen) for nominee in facts.nominees)
    complete = facts.nominees_complete
    if complete is Complete.YES and _may_hide(facts, seen):
        complete = Complete.UNKNOWN
    return facts.model_copy(
        update={
            "documents": documents,
            "conference": _conference(facts.conference, seen),
            "commendation": _commendation(facts.commendation, seen),
            "nominees": nominees,
            "nominees_complete": complete,
            "counts": tuple(_count(count, seen) for count in facts.counts),
            "membership_known": facts.membership_known and not _members_doubtful(facts.documents, nominees, seen),
            "secret_marks": tuple(
                mark.model_copy(update={"confidence": weakest(mark.confidence, seen.band(mark.place))})
                for mark in facts.secret_marks
            ),
            "stamps": tuple(
                stamp.model_copy(update={"confidence": weakest(stamp.confidence, seen.band(stamp.place))})
                for stamp in facts.stamps
            ),
        }
    )


def _has_recognised(words: Iterable[WordBox]) -> bool:
    return any(word.confidence is not None for word in words)


def _words_of(read: ReadFile) -> Iterable[tuple[_Key, tuple[_Word, ...]]]:
    for block in read.blocks:
        if block.words and _has_recognised(block.words):
            yield (read.file.path, block.index, None, None), _judged(block)
        for cell in block.cells:
            if cell.words and _has_recognised(cell.words):
                yield (read.file.path, block.index, cell.row, cell.column), _judged(cell)


def _judged(part: Block | Cell) -> tuple[_Word, ...]:
    return tuple(_Word(word.span, _doubtful(part.text[slice(*word.span)], word.confidence)) for word in part.words)


def _doubtful(text: str, confidence: float | None) -> bool | None:
    if confidence is None:
        return None
    if _SIGNS.fullmatch(text):
        return False
    return confidence < (FIGURES if any(map(str.isdigit, text)) else WORDS)


def _evidence(evidence: Sequence[FieldEvidence], seen: _Recognised) -> tuple[FieldEvidence, ...]:
    """Words of one field are parts of one value (an addressee each, two lines of a subject): the least sure counts."""
    bands: dict[str, Confidence] = {}
    for one in evidence:
        bands[one.field] = weakest(bands.get(one.field, Confidence.STATED), seen.band(one.place))
    return tuple(
        one.model_copy(update={"confidence": weakest(one.confidence, bands[one.field])})
        if bands[one.field] is not Confidence.STATED
        else one
        for one in evidence
    )


def _document(document: Document, seen: _Recognised) -> Document:
    evidence = _evidence(document.evidence, seen)
    dates = tuple(
        date.model_copy(update={"confidence": weakest(date.confidence, seen.band(date.place))})
        for date in document.dates
    )
    confidence = weakest(document.confidence, *(one.confidence for one in evidence))
    return document.model_copy(update={"evidence": evidence, "dates": dates, "confidence": confidence})


def _nominee(nominee: Nominee, seen: _Recognised) -> Nominee:
    evidence = _evidence(nominee.evidence, seen)
    confidence = weakest(nominee.confidence, *(one.confidence for one in evidence))
    return nominee.model_copy(update={"evidence": evidence, "confidence": confidence})


def _commendation(commendation: Commendation, seen: _Recognised) -> Commendation:
    evidence = _evidence(commendation.evidence, seen)
    confidence = weakest(commendation.confidence, *(one.confidence for one in evidence))
    return commendation.model_copy(update={"evidence": evidence, "confidence": confidence})


def _conference(conference: Conference, seen: _Recognised) -> Conference:
    candidates = tuple(_candidate(candidate, seen) for candidate in conference.candidates)
    chosen = [candidate.confidence for candidate in candidates if candidate.chosen]
    confidence = weakest(conference.confidence, *chosen)
    return conference.model_copy(update={"candidates": candidates, "confidence": confidence})


def _candidate(candidate: ConferenceCandidate, seen: _Recognised) -> ConferenceCandidate:
    """Each quote names the day by itself; with one that was recognised among them they are not ``stated`` together."""
    bands = [seen.band(quote.place) for quote in candidate.evidence]
    recognised = any(band is not Confidence.STATED for band in bands)
    if not recognised:
        return candidate
    doubtful = all(band is Confidence.UNCERTAIN for band in bands)
    band = Confidence.UNCERTAIN if doubtful else Confidence.INFERRED
    return candidate.model_copy(update={"confidence": weakest(candidate.confidence, band)})


def _count(count: StatedCount, seen: _Recognised) -> StatedCount:
    band = seen.band(count.place)
    if band is not Confidence.STATED and count.words not in (None, count.number):
        # "03 (năm)": one of the two was more likely misread than miswritten.
        band = Confidence.UNCERTAIN
    return count.model_copy(update={"confidence": weakest(count.confidence, band)})


def _may_hide(facts: DossierFacts, seen: _Recognised) -> bool:
    """Whether doubtful words that gave no nominee stand where nominees are named.

    The first row of a table that gave nominees is its head, which was understood.
    """
    names = [one.place for nominee in facts.nominees for one in nominee.evidence if one.field == "name"]
    for document in facts.documents:
        if document.kind not in _MAY_NAME:
            continue
        own = [place.block for place in names if place.file == document.file and place.block is not None]
        blocks = [block for block in own if document.span.first_block <= block <= document.span.last_block]
        for file, block, row, _ in seen.doubtful(document.file, document.span.first_block, document.span.last_block):
            if document.kind in (DocumentKind.OTHER, DocumentKind.NOMINEE_LIST) and not blocks:
                return True
            named = any((p.file, p.block) == (file, block) and (p.row == row or row == 0) for p in names)
            among = bool(blocks) and block is not None and min(blocks) <= block <= max(blocks)
            if not named and (among or seen.wide(file, block)):
                return True
    return False


def _members_doubtful(documents: Sequence[Document], nominees: Sequence[Nominee], seen: _Recognised) -> bool:
    """Whether a doubtful word stands in the decision that set the committee up, or in a nominee's post."""
    decisions = [one for one in documents if one.kind is DocumentKind.COMMITTEE_DECISION]
    spans = [(one.file, one.span.first_block, one.span.last_block) for one in decisions]
    return any(True for span in spans for _ in seen.doubtful(*span)) or any(
        nominee.type is NomineeType.INDIVIDUAL and nominee.field_confidence("post") is Confidence.UNCERTAIN
        for nominee in nominees
    )
