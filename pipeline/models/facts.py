"""What a dossier says: papers, dates, the conference, the kind of commendation, nominees, receipt.

Every value carries the words it rests on. The field names are those of the published report; a field marked
``exclude`` serves the rules and stays out of the report's facts.
"""

from __future__ import annotations

import datetime as dt
from typing import Literal

from pydantic import Field

from pipeline.models.base import Place, Value
from pipeline.models.vocabulary import (
    Affects,
    CommendationKind,
    CommitteeGroup,
    Complete,
    Confidence,
    DateRole,
    DocumentForm,
    DocumentKind,
    FileCode,
    NomineeType,
    Occasion,
    Precision,
    ReceiptBasis,
)


class Quote(Value):
    """Quoted words and where they stand."""

    quote: str | None
    place: Place | None


class FieldEvidence(Value):
    """The words that one field of a fact rests on."""

    field: str
    confidence: Confidence
    quote: str
    place: Place


class BlockSpan(Value):
    """First and last block of a paper in its file, both belonging to it."""

    first_block: int
    last_block: int


class Rendition(Value):
    """The same paper in another file, compared with the first: ``differences`` counts facts that disagree."""

    file: str
    span: BlockSpan
    differences: int


class DateFact(Value):
    """One date or span of dates in a paper."""

    value: str | None
    """``2025-09-15``, ``2025-09``, ``2025-Q3``, ``2025-H1`` or ``2025``; null for a date of birth."""
    to: str | None
    precision: Precision
    role: DateRole
    quote: str | None
    confidence: Confidence
    place: Place
    first: dt.date | None = Field(default=None, exclude=True)
    """First day the value can mean; null for a date of birth."""
    last: dt.date | None = Field(default=None, exclude=True)


class Document(Value):
    """One logical paper of the dossier; Word and PDF of the same paper are renditions of one document."""

    id: str
    file: str
    span: BlockSpan
    renditions: tuple[Rendition, ...]
    kind: DocumentKind
    form: DocumentForm
    number: str | None
    date: dt.date | None
    issuer: str | None
    subject: str | None
    addressees: tuple[str, ...]
    confidence: Confidence
    evidence: tuple[FieldEvidence, ...]
    dates: tuple[DateFact, ...]
    recipients: tuple[Quote, ...] = Field(default=(), exclude=True)
    """Lines of Nơi nhận."""
    sent_on: tuple[Quote, ...] = Field(default=(), exclude=True)
    """Sentences of the text that say by whom it goes on: ``Hồ sơ gửi qua Sở Nội vụ``; of a letter only."""
    head_bodies: tuple[str, ...] = Field(default=(), exclude=True)
    """Lines of the head that name a province, the superior body's among them."""
    replaced: bool = Field(default=False, exclude=True)
    """A later letter of the dossier replaces it, or the letter that it is an annex of: it binds nothing."""

    def field_confidence(self, name: str) -> Confidence | None:
        """Band of the evidence for one field, null where nothing was found for it."""
        return next((entry.confidence for entry in self.evidence if entry.field == name), None)


class ConferenceCandidate(Value):
    """One reading of when the conference opens; ``first`` … ``last`` of it are possible opening days."""

    rank: int
    chosen: bool
    date: dt.date | None
    from_: dt.date | None = Field(alias="from", serialization_alias="from")
    to: dt.date | None
    precision: Precision
    confidence: Confidence
    evidence: tuple[Quote, ...]
    opens_last: dt.date | None = Field(default=None, exclude=True)
    """Last possible opening day; the first is ``from``. For a day or a span of days, ``from`` itself."""
    tied_to_award: bool = Field(default=False, exclude=True)
    """True where the request itself ties the award to this conference."""
    contradicts: bool = Field(default=False, exclude=True)
    """True where this candidate is kept because it contradicts the one of rank 1."""


class CandidateRef(Value):
    """Points to a candidate by its rank."""

    candidate: int


class Conference(Value):
    """When the conference is, as an interval of its possible first days; all null where none was found."""

    date: dt.date | None
    from_: dt.date | None = Field(alias="from", serialization_alias="from")
    to: dt.date | None
    precision: Precision | None
    kind: Literal["final_review", "preliminary_review", "commendation", "anniversary", "congress", "other"] | None
    confidence: Confidence
    contradictory: bool
    candidates: tuple[ConferenceCandidate, ...]
    evidence: tuple[CandidateRef, ...]

    @property
    def openings(self) -> tuple[dt.date, dt.date] | None:
        """Earliest and latest possible opening day over the candidates that count; null where none is known."""
        counting = [c for c in self.candidates if c.chosen or c.contradicts]
        intervals = [(c.from_, c.opens_last or c.from_) for c in counting if c.from_ is not None]
        if not intervals:
            return None
        return min(first for first, _ in intervals), max(last for _, last in intervals)


class Commendation(Value):
    """Kind of commendation and the occasion it is given at."""

    kind: CommendationKind | None
    occasion: Occasion | None
    confidence: Confidence
    evidence: tuple[FieldEvidence, ...]
    programmes: tuple[str, ...] = Field(default=(), exclude=True)
    """Names of the programmes, projects or schemes under review, as quoted, without "tổng kết"."""

    def field_confidence(self, name: str) -> Confidence | None:
        """Band of the evidence for one field, null where nothing was found for it."""
        return next((entry.confidence for entry in self.evidence if entry.field == name), None)


class Nominee(Value):
    """One who is nominated, counted once however often the papers name them."""

    id: str
    name: str
    type: NomineeType | None
    post: str | None
    unit: str | None
    award: str | None
    """Code of the award from the lexicon, null where the words are not in it."""
    award_text: str | None
    committee_role: str | None
    """The words that make an individual a member of the Steering Committee."""
    committee_group: CommitteeGroup | None
    confidence: Confidence
    evidence: tuple[FieldEvidence, ...]
    documents: tuple[str, ...] = Field(default=(), exclude=True)
    """Ids of the papers that name this nominee: the request, lists, reports."""
    listed: bool = Field(default=True, exclude=True)
    """Stands in the request letter or in a list; false where only a report names the nominee."""
    provincial: bool | None = Field(default=None, exclude=True)
    """Whether the award is one of the province: null where the papers do not tell."""
    committee_name: str | None = Field(default=None, exclude=True)
    """Full name of the body that the nominee is, where it is of a committee group."""
    ethnic: str | None = Field(default=None, exclude=True)

    def field_confidence(self, name: str) -> Confidence | None:
        """Band of the evidence for one field, null where nothing was found for it."""
        return next((entry.confidence for entry in self.evidence if entry.field == name), None)


class StatedCount(Value):
    """A number of nominees that a paper states: ``05 (năm) tập thể``."""

    what: Literal["collective", "individual", "household", "enterprise", "total"]
    number: int
    """The number in figures, or in words where no figures stand."""
    words: int | None
    """The number in words where both stand; null where only one does."""
    source: Literal["request", "list", "minutes"]
    confidence: Confidence
    quote: str
    place: Place


class SecretMark(Value):
    """A secrecy mark (MẬT and above); nothing of its paper is quoted."""

    level: Literal["mat", "toi_mat", "tuyet_mat"]
    place: Place
    confidence: Confidence


class ReceiptStamp(Value):
    """A receipt stamp found on a paper: ``ĐẾN Số: … Ngày: …``."""

    office: str | None
    """The office named on the stamp; null where the stamp names none."""
    day: dt.date
    document: str
    confidence: Confidence
    quote: str
    place: Place


class ReceiptEvidence(Value):
    """One thing that bounds the receipt, or is shown beside it (``shown``)."""

    source: str
    bound: Literal["exact", "earliest", "latest", "shown"]
    value: str
    """A day, or a moment with its offset, in ISO form."""
    quote: str | None = Field(default=None, exclude=True)
    """The words that say so: of a manifest's line, a stamp, a letter's head; null where no words stand anywhere."""
    place: Place | None = Field(default=None, exclude=True)


class Receipt(Value):
    """When the dossier reached the office, as the interval ``[earliest, latest]``; a null end is open."""

    earliest: dt.date | None
    latest: dt.date | None
    earliest_basis: ReceiptBasis
    latest_basis: ReceiptBasis
    confidence: Confidence
    evidence: tuple[ReceiptEvidence, ...]


class NotAssessed(Value):
    """A file, or part of one, that could not be assessed, and what that could change."""

    file: str | None
    place: Place | None
    code: FileCode
    message: str
    message_en: str
    remedy: str
    remedy_en: str
    affects: tuple[Affects, ...]


class DossierFacts(Value):
    """All facts of one dossier."""

    request: str | None
    """Id of the request letter to the province; of several the one of the highest body."""
    receipt: Receipt
    documents: tuple[Document, ...]
    conference: Conference
    commendation: Commendation
    nominees_complete: Complete
    nominees: tuple[Nominee, ...]
    counts: tuple[StatedCount, ...] = Field(default=(), exclude=True)
    membership_known: bool = Field(default=False, exclude=True)
    """True where the papers say who sits on the committee: a column of posts read, or the decision that set it up."""
    secret_marks: tuple[SecretMark, ...] = Field(default=(), exclude=True)
    stamps_unseen: tuple[str, ...] = Field(default=(), exclude=True)
    """Files with scanned pages that may bear a stamp that was not made out."""
    stamps: tuple[ReceiptStamp, ...] = Field(default=(), exclude=True)
    lists_announced: int = Field(default=0, exclude=True)
    """How many attached lists the request speaks of ("có danh sách kèm theo")."""

    def document(self, identifier: str | None) -> Document | None:
        """The paper with that id."""
        return next((d for d in self.documents if d.id == identifier), None)

    @property
    def request_letter(self) -> Document | None:
        """The request letter to the province, its Council or Sở Nội vụ."""
        return self.document(self.request)
