"""From what the readers found to the facts of one dossier: the one entrance of this package."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.facts import nominees as nominee_facts
from extractors.facts.closed import closed_papers
from extractors.facts.commendation import RequestWords, find_commendation
from extractors.facts.conference import ConferenceFound, Source, find_conference
from extractors.facts.conference_doubt import topic_of
from extractors.facts.drafts import Draft
from extractors.facts.merged import Merged
from extractors.facts.paper import Paper
from extractors.facts.papers import split
from extractors.facts.recognised import capped
from extractors.facts.renditions import group, squeezed
from extractors.facts.replaced import Replacement, find_replacement
from extractors.facts.request import LETTERS, Letter, find_request, find_rivals
from extractors.facts.rivals import doubted, less_sure, without_withdrawn
from extractors.facts.stamps import receipt_stamp
from extractors.text.fold import bare
from pipeline.coverage import has_unread
from pipeline.models.facts import Commendation, Document, DossierFacts, Receipt
from pipeline.models.files import ReadFile
from pipeline.models.vocabulary import Confidence, DocumentKind, LossCode, Occasion, ReceiptBasis

# The kind of conference at which the award of an occasion is handed out.
_PREFERRED = {
    Occasion.FINAL_REVIEW_PROGRAMME: "final_review",
    Occasion.FINAL_REVIEW_MOVEMENT: "final_review",
    Occasion.CLUSTER: "final_review",
    Occasion.PRELIMINARY_REVIEW_PROGRAMME: "preliminary_review",
    Occasion.ANNIVERSARY: "anniversary",
}
_NAME_NOMINEES = (DocumentKind.REQUEST_LETTER, DocumentKind.OFFICIAL_LETTER, DocumentKind.NOMINEE_LIST)
_NO_RECEIPT = Receipt(
    earliest=None,
    latest=None,
    earliest_basis=ReceiptBasis.NONE,
    latest_basis=ReceiptBasis.NONE,
    confidence=Confidence.UNCERTAIN,
    evidence=(),
)


def extract(read_files: Sequence[ReadFile]) -> DossierFacts:
    """All facts of one dossier, its receipt left open: what bounds that stands outside the papers too."""
    papers = find_papers(read_files)
    opened = [paper for paper in papers if not paper.secret]
    replacement, counting = _counting(opened)
    letters = [_letter(paper) for paper in counting]
    request = find_request(letters)
    commendation = find_commendation([_request_words(paper, request) for paper in counting])
    conference = _conference(counting, request, commendation)
    documents = {
        paper.id: paper.document(conference.dates).model_copy(update={"replaced": paper.id in replacement.gone})
        for paper in papers
    }
    unread = len(opened) < len(papers) or any(has_unread(read) for read in read_files)
    unread = unread or any(_names_more(paper, documents[paper.id], request, commendation) for paper in counting)
    unread = unread or replacement.lists_open
    read = [Paper(documents[p.id], p.first.sheet.blocks, p.first.sheet.units) for p in counting]
    named = nominee_facts.find(read, request, commendation, unread)
    named = without_withdrawn(named, [paper for paper in opened if paper.id in replacement.gone])
    for rival in find_rivals(letters, request):
        other = find_commendation([_request_words(paper, rival) for paper in counting])
        rivals = nominee_facts.find(read, rival, other, unread)
        named, commendation, documents = less_sure(
            (named, commendation, documents), (rivals, other), request or "", rival
        )
    if request in replacement.doubtful:
        named = doubted(named)
    facts = DossierFacts(
        request=request,
        receipt=_NO_RECEIPT,
        documents=tuple(documents.values()),
        conference=conference.conference,
        commendation=commendation,
        nominees_complete=named.complete,
        nominees=named.nominees,
        counts=named.counts,
        membership_known=named.membership_known,
        secret_marks=tuple(mark for paper in papers for mark in paper.marks()),
        stamps_unseen=tuple(read.file.path for read in read_files if _may_hide_stamps(read)),
        stamps=tuple(
            receipt_stamp(stamp, paper.id) for paper in opened for draft in paper.drafts for stamp in draft.stamps
        ),
        lists_announced=named.lists_announced,
    )
    return capped(facts, read_files)


def _may_hide_stamps(read: ReadFile) -> bool:
    return any(loss.code is LossCode.STAMPS_UNREAD for loss in read.losses)


def _counting(papers: Sequence[Merged]) -> tuple[Replacement, list[Merged]]:
    """What letters say of each other, and the papers that are left of a dossier without those that are replaced.

    A letter that asks the province for nothing replaces no request: then all stay, and the nominees are in doubt.
    """
    found = find_replacement(papers)
    counting = [paper for paper in papers if paper.id not in found.gone]
    if found.gone and find_request([_letter(paper) for paper in counting]) is None:
        return Replacement(doubtful=found.gone | found.doubtful), list(papers)
    return found, counting


def _names_more(paper: Merged, document: Document, request: str | None, commendation: Commendation) -> bool:
    """Whether another rendition names a nominee whose name stands nowhere in the one that is read for nominees."""
    others = paper.drafts[1:] if paper.kind in _NAME_NOMINEES else ()
    read = squeezed(" ".join(unit.text for unit in paper.first.sheet.units)) if others else ""
    for draft in others:
        copy = Paper(document, draft.sheet.blocks, draft.sheet.units)
        found = nominee_facts.find([copy], request, commendation, False)
        if any(squeezed(nominee.name) not in read for nominee in found.nominees):
            return True
    return False


def find_papers(read_files: Sequence[ReadFile]) -> list[Merged]:
    """The papers of all files, renditions together, ``d1``, ``d2``, … in the order of the files."""
    drafts = [Draft(sheet) for read in read_files for sheet in split(read)]
    closed = closed_papers(drafts)
    return [
        Merged(f"d{number}", tuple(found), any(id(draft) in closed for draft in found))
        for number, found in enumerate(group(drafts), start=1)
    ]


def _letter(paper: Merged) -> Letter:
    draft = paper.first
    return Letter(
        id=paper.id,
        kind=paper.kind,
        form=draft.form,
        issuer=bare(paper.value("issuer") or ""),
        subject=bare(paper.value("subject") or ""),
        addressees=next((tuple(map(bare, d.head.addressees)) for d in paper.drafts if d.head.addressees), ()),
        text=" ".join(unit.bare for unit in draft.sheet.body if unit.cell is None) if paper.kind in LETTERS else "",
        is_annex=draft.annex,
        date=paper.date[0] if paper.date is not None else None,
    )


def _request_words(paper: Merged, request: str | None) -> RequestWords:
    return RequestWords(
        document=paper.id,
        kind=paper.kind,
        is_request=paper.id == request,
        subject=[(note.unit, note.span) for note in paper.notes("subject")],
        body=paper.first.sheet.body,
    )


def _conference(papers: Sequence[Merged], request: str | None, commendation: Commendation) -> ConferenceFound:
    """Every rendition is asked: where the Word file and the signed one name different days, both count."""
    sources = [
        Source(
            document=paper.id,
            kind=paper.kind,
            is_request=paper.id == request,
            subject=f"{draft.head.title or ''} {bare(draft.head.subject or '')}",
            dated=draft.dated,
            date=paper.date[0] if paper.date is not None else None,
            issuer=bare(paper.value("issuer") or ""),
        )
        for paper in papers
        for draft in paper.drafts
        if paper.kind is not DocumentKind.BLANK_FORM
    ]
    requested = next((paper.date[0] for paper in papers if paper.id == request and paper.date is not None), None)
    preferred = _PREFERRED.get(commendation.occasion) if commendation.occasion is not None else None
    return find_conference(sources, requested, preferred, _topic(papers, request, commendation))


def _topic(papers: Sequence[Merged], request: str | None, commendation: Commendation) -> frozenset[str]:
    """What the dossier is about; of the issuer only its own name is left, for "Hội nghị tổng kết của xã Mẫu"."""
    letter = next((paper for paper in papers if paper.id == request), None)
    subject = bare(letter.value("subject") or "") if letter is not None else ""
    about = topic_of([subject, *map(bare, commendation.programmes), *(bare(e.quote) for e in commendation.evidence)])
    return about | topic_of([bare(letter.value("issuer") or "")]) if letter is not None and about else about
