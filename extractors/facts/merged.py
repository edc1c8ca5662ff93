"""A paper with its renditions, and the document that is published of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property

from extractors.facts.addressees import find_sent_on, province_lines
from extractors.facts.drafts import Draft
from extractors.facts.letterhead import Note
from extractors.facts.renditions import differences
from extractors.facts.request import LETTERS
from extractors.facts.secrecy import secret_mark
from extractors.facts.sheet import Line
from pipeline.models.facts import DateFact, Document, Rendition, SecretMark
from pipeline.models.vocabulary import Confidence, DateRole, DocumentForm, DocumentKind, weakest


@dataclass(frozen=True)
class Merged:
    """One paper of the dossier: its renditions, the best first."""

    id: str
    drafts: tuple[Draft, ...]
    secret: bool
    """Closed: it, one of its renditions or the paper it is annexed to carries a secrecy mark."""

    @property
    def first(self) -> Draft:
        """The rendition that reads best."""
        return self.drafts[0]

    @cached_property
    def kind(self) -> DocumentKind:
        """Kind of the paper."""
        return self.first.kind

    @cached_property
    def date(self) -> tuple[dt.date, Note] | None:
        """The first date that is not blank."""
        return next((draft.date for draft in self.drafts if draft.date is not None), None)

    def value(self, name: str) -> str | None:
        """A field of the head, of the first rendition that has it."""
        return next((found for draft in self.drafts if (found := getattr(draft.head, name))), None)

    def notes(self, field: str) -> list[Note]:
        """What a field rests on, from the rendition its value comes from."""
        for draft in self.drafts:
            found = [note for note in draft.head.evidence if note.field == field]
            if found:
                return found
        return []

    def marks(self) -> list[SecretMark]:
        """The secrecy marks on it, at most one a rendition."""
        found = (secret_mark(draft.sheet, self.id) for draft in self.drafts) if self.secret else ()
        return [mark for mark in found if mark is not None]

    def document(self, conference: Collection[tuple[int, int]]) -> Document:
        """The published form. ``conference`` holds the dates that were read as the day of the conference."""
        return self._closed() if self.secret else self._open(conference)

    def _closed(self) -> Document:
        """Of a paper with a secrecy mark only where it lies."""
        return Document(
            id=self.id,
            file=self.first.sheet.file,
            span=self.first.sheet.span,
            renditions=tuple(
                Rendition(file=draft.sheet.file, span=draft.sheet.span, differences=0) for draft in self.drafts[1:]
            ),
            kind=DocumentKind.OTHER,
            form=DocumentForm.FINAL,
            number=None,
            date=None,
            issuer=None,
            subject=None,
            addressees=(),
            confidence=Confidence.STATED,
            evidence=(),
            dates=(),
        )

    def _open(self, conference: Collection[tuple[int, int]]) -> Document:
        dated = self.date
        notes = [*self.notes("kind"), *self.notes("number")]
        notes += [dated[1]] if dated is not None else []
        notes += [note for field in ("issuer", "subject", "addressees") for note in self.notes(field)]
        evidence = tuple(note.evidence(self.id) for note in notes)
        forms = [draft.form for draft in self.drafts]
        return Document(
            id=self.id,
            file=self.first.sheet.file,
            span=self.first.sheet.span,
            renditions=tuple(
                Rendition(file=draft.sheet.file, span=draft.sheet.span, differences=differences(self.first, draft))
                for draft in self.drafts[1:]
            ),
            kind=self.kind,
            form=DocumentForm.FINAL if DocumentForm.FINAL in forms else forms[0],
            number=self.value("number"),
            date=dated[0] if dated is not None else None,
            issuer=self.value("issuer"),
            subject=self.value("subject"),
            addressees=next((draft.head.addressees for draft in self.drafts if draft.head.addressees), ()),
            confidence=weakest(*(entry.confidence for entry in evidence)) if evidence else Confidence.UNCERTAIN,
            evidence=evidence,
            dates=self._dates(conference),
            recipients=tuple(
                line.unit.quote(line.span, self.id)
                for line in next((draft.head.recipients for draft in self.drafts if draft.head.recipients), ())
            ),
            sent_on=tuple(line.unit.quote(line.span, self.id) for line in self._sent_on()),
            head_bodies=province_lines(self.first.sheet.lines[: self.first.head.ends]),
        )

    def _sent_on(self) -> tuple[Line, ...]:
        """What a letter says in its text of the way that it goes."""
        head = self.first.head
        if self.kind not in LETTERS:
            return ()
        return find_sent_on(self.first.sheet.body, head.recipients)

    def _dates(self, conference: Collection[tuple[int, int]]) -> tuple[DateFact, ...]:
        """The dates of the best rendition; of the others the letterhead, signatures and stamps that it lacks."""
        facts: list[DateFact] = []
        seen: set[tuple[DateRole, str]] = set()
        for draft in self.drafts:
            for dated in draft.dated:
                is_conference = (id(dated.unit), dated.found.start) in conference
                role = DateRole.CONFERENCE if is_conference else dated.role
                if draft is not self.first and (role not in _OF_ONE_COPY or (role, dated.found.value) in seen):
                    continue
                seen.add((role, dated.found.value))
                facts.append(dated.fact(self.id, role))
        return tuple(facts)


_OF_ONE_COPY = frozenset({DateRole.LETTERHEAD, DateRole.SIGNATURE, DateRole.RECEIPT, DateRole.CONFERENCE})
