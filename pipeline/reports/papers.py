"""The papers of a dossier as a person wants them listed: the request first, achievement reports of one file as one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.messages import Language, day, label, say
from pipeline.models.facts import Document, DossierFacts, Rendition
from pipeline.models.vocabulary import DocumentKind
from pipeline.reports.view import number_text


@dataclass(frozen=True)
class PaperRow:
    """One line of the list of papers, its texts ready to be shown."""

    kind: str
    number: str
    date: str
    issuer: str
    subject: str
    file: str
    renditions: tuple[Rendition, ...]


def paper_rows(facts: DossierFacts, language: Language) -> tuple[PaperRow, ...]:
    """All papers; reports that differ in nothing but the one they are about stand in one line with a count."""
    folded: dict[tuple[object, ...], list[Document]] = {}
    for document in sorted(facts.documents, key=lambda paper: _rank(paper, facts)):
        key: tuple[object, ...] = (document.id,)
        if document.kind is DocumentKind.ACHIEVEMENT_REPORT:
            others = tuple(rendition.file for rendition in document.renditions)
            key = (document.file, others, document.form, document.number, document.date, document.issuer)
        folded.setdefault(key, []).append(document)
    return tuple(_row(papers, facts, language) for papers in folded.values())


def _rank(paper: Document, facts: DossierFacts) -> int:
    if paper.id == facts.request:
        return 0
    return 2 if paper.kind is DocumentKind.ACHIEVEMENT_REPORT else 1


def _row(papers: Sequence[Document], facts: DossierFacts, language: Language) -> PaperRow:
    first = papers[0]
    kind, subject = label(first.kind.value, language), first.subject or ""
    if first.kind is DocumentKind.ACHIEVEMENT_REPORT:
        if len(papers) > 1:
            counted = {"what": kind, "count": number_text(len(papers), language)}
            kind = say("report.papers-counted", language, counted)
        ids = {paper.id for paper in papers}
        about = [nominee.name for nominee in facts.nominees if ids & set(nominee.documents)]
        subject = "; ".join(about) or subject
    return PaperRow(
        kind=kind,
        number=first.number or "",
        date=day(first.date) if first.date else "",
        issuer=first.issuer or "",
        subject=subject,
        file=_file(first, facts, language) if len(papers) == 1 else first.file,
        renditions=tuple(rendition for paper in papers for rendition in paper.renditions)
        if len(papers) == 1
        else _summed([rendition for paper in papers for rendition in paper.renditions]),
    )


def _file(paper: Document, facts: DossierFacts, language: Language) -> str:
    """The file, and from which paragraph on where it holds more papers than this one."""
    if sum(other.file == paper.file for other in facts.documents) == 1:
        return paper.file
    return say("report.paper-from", language, {"file": paper.file, "block": paper.span.first_block + 1})


def _summed(renditions: Sequence[Rendition]) -> tuple[Rendition, ...]:
    """One rendition a file, with the differences of all papers in it."""
    by_file: dict[str, Rendition] = {}
    for rendition in renditions:
        known = by_file.get(rendition.file)
        differences = rendition.differences + (known.differences if known else 0)
        by_file[rendition.file] = (known or rendition).model_copy(update={"differences": differences})
    return tuple(by_file.values())
