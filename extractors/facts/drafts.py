"""One paper with everything that is read from it alone: head, kind, form, dates, stamps, secrecy mark."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import cached_property

from extractors.facts.date_roles import DatedUnit, dates_of
from extractors.facts.kind import form_of, is_annex, kind_of
from extractors.facts.letterhead import Head, Note, read_head
from extractors.facts.secrecy import secret_mark
from extractors.facts.sheet import Sheet
from extractors.facts.stamps import Imprint, StampFound, find_imprints, find_stamps
from extractors.text.fold import key, number_key
from pipeline.models.vocabulary import Confidence, DateRole, DocumentForm, DocumentKind, Precision, weakest

_WORD = re.compile(r"[^\W_]+")
_NAMED = re.compile(
    r"(?:\d\s*[.)]\s*|-\s*)?(?:ho va ten|ho ten|ten (?:tap the|don vi|ca nhan|co quan))\b[^:]{0,40}:\s*(.{3,60})"
)
_MEETINGS = frozenset({DateRole.COUNCIL_MEETING, DateRole.VOTE})


@dataclass(frozen=True)
class Draft:
    """A paper before it has an id."""

    sheet: Sheet

    @cached_property
    def secret(self) -> bool:
        """Carries a secrecy mark."""
        return secret_mark(self.sheet, "") is not None

    @cached_property
    def head(self) -> Head:
        """Letterhead, subject, addressees, recipients."""
        return read_head(self.sheet, self.imprints)

    @cached_property
    def kind(self) -> DocumentKind:
        """Kind by title, subject and symbol; a blank form whatever its title says."""
        return DocumentKind.BLANK_FORM if self.form is DocumentForm.BLANK else kind_of(self.sheet, self.head)

    @cached_property
    def form(self) -> DocumentForm:
        """Final, draft or blank."""
        return form_of(self.sheet, self.head)

    @cached_property
    def annex(self) -> bool:
        """Comes with another paper by its own words."""
        return is_annex(self.sheet)

    @cached_property
    def imprints(self) -> list[Imprint]:
        """Receipt stamps, those without a day that can be read among them."""
        return find_imprints(self.sheet)

    @cached_property
    def stamps(self) -> list[StampFound]:
        """Receipt stamps with their day."""
        return find_stamps(self.imprints)

    @cached_property
    def dated(self) -> list[DatedUnit]:
        """Every date with its role."""
        known: dict[tuple[int, int], DateRole] = {}
        if self.head.date_place is not None:
            line, span = self.head.date_place
            known[(id(line.unit), span[0])] = DateRole.LETTERHEAD
        for stamp in self.stamps:
            known[(id(stamp.line.unit), stamp.line.start + stamp.date.start)] = DateRole.RECEIPT
        return dates_of(self.sheet.units, self.kind, self.head.date, known)

    @cached_property
    def date(self) -> tuple[dt.date, Note] | None:
        """The date of the paper; minutes without one are dated by their meeting."""
        if self.head.date is not None:
            note = next(note for note in self.head.evidence if note.field == "date")
            return self.head.date, note
        if self.kind in (DocumentKind.MINUTES, DocumentKind.BALLOT_MINUTES) and not self.head.date_blank:
            for dated in self.dated:
                if dated.role in _MEETINGS and dated.found.precision is Precision.DAY:
                    confidence = weakest(dated.found.confidence, Confidence.INFERRED)
                    return dated.found.first, Note("date", confidence, dated.unit, dated.quote)
        return None

    @cached_property
    def issuer_key(self) -> str:
        """Issuing body for comparing; empty where none is named."""
        return key(self.head.issuer or "")

    @cached_property
    def number_key(self) -> str:
        """Number for comparing; empty where it is blank."""
        return number_key(self.head.number or "")

    @cached_property
    def person_key(self) -> str:
        """Whom a report is about, where a line says so."""
        for line in self.sheet.lines[:40]:
            match = _NAMED.match(line.bare)
            if match is not None:
                return key(match.group(1))
        return ""

    @cached_property
    def words(self) -> list[str]:
        """The words of the paper, bare, for comparing renditions."""
        return [word for unit in self.sheet.body for word in _WORD.findall(unit.bare)]
