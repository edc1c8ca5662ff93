"""A nominee as one paper names it, before the papers are put together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from extractors.facts.nominees.awards import Award
from extractors.facts.nominees.committees import Body, classify, seat_in
from extractors.facts.nominees.identity import same_place
from extractors.facts.nominees.lexicon import canon
from extractors.facts.nominees.names import Name
from extractors.facts.nominees.posts import behind_name
from extractors.facts.paper import Unit
from pipeline.models.base import Span
from pipeline.models.facts import FieldEvidence
from pipeline.models.vocabulary import CommitteeGroup, Confidence, NomineeType


@dataclass
class Draft:
    """One naming of a nominee. ``values`` holds plain values by field of the model, ``evidence`` the words for them."""

    document: str
    name: str
    type: NomineeType | None
    listed: bool
    values: dict[str, str] = field(default_factory=dict)
    evidence: list[FieldEvidence] = field(default_factory=list)
    birth: str | None = None
    provincial: bool | None = None
    group: CommitteeGroup | None = None
    post_in_column: bool = False
    row_number: int | None = None
    """The number that its row of a table bears."""
    of_whole_table: bool = False
    """Stands in a table without numbers in which every row was understood."""
    papers: list[str] = field(default_factory=list)

    def put(self, name: str, unit: Unit, span: Span, confidence: Confidence, value: str | None = None) -> None:
        """Set a field once from the words of ``span``."""
        if name in self.values or span[0] >= span[1]:
            return
        self.values[name] = one_line(unit.text[span[0] : span[1]]) if value is None else value
        self.evidence.append(unit.evidence(name, confidence, span, self.document))

    def put_award(self, award: Award, unit: Unit, confidence: Confidence, text_span: Span | None = None) -> None:
        """Set the award; ``text_span`` widens the quoted words to the whole cell."""
        if "award_text" in self.values:
            return
        span = text_span or award.span
        self.values["award_text"] = one_line(unit.text[span[0] : span[1]])
        if award.code is not None:
            self.values["award"] = award.code
            self.evidence.append(unit.evidence("award", confidence, span, self.document))
        self.provincial = award.provincial

    def put_award_of_two(self, award: Award, upper: Unit, lower: Unit) -> None:
        """Set an award whose words stand in two cells, one above the other."""
        if self.values.get("award_text", one_line(upper.text)) != one_line(upper.text) or award.code is None:
            return
        self.values["award_text"] = one_line(f"{upper.text} {lower.text}")
        self.evidence = [one for one in self.evidence if one.field != "award"]
        self.values["award"] = award.code
        self.provincial = award.provincial
        for unit in (upper, lower):
            self.evidence.append(unit.evidence("award", Confidence.INFERRED, (0, len(unit.text)), self.document))


def one_line(text: str) -> str:
    """The words with single blanks, as a value of a field."""
    return " ".join(text.split())


def held_in(unit: Unit, drafts: Iterable[Draft]) -> list[Span]:
    """The characters of a paragraph that nominees were read from."""
    places = [entry.place for draft in drafts for entry in draft.evidence]
    return [place.span for place in places if place.block == unit.block.index and place.span is not None]


def draft_of(unit: Unit, name: Name, document: str, *, expected: NomineeType | None, listed: bool) -> Draft:
    """A draft from a name found in a unit; ``expected`` is the kind that group, column or sentence tell."""
    kind, confidence = _kind(name, expected)
    text = unit.text[name.span[0] : name.span[1]]
    draft = Draft(document=document, name=one_line(text), type=kind, listed=listed, papers=[document])
    named = Confidence.UNCERTAIN if name.confidence is Confidence.UNCERTAIN else Confidence.STATED
    draft.evidence.append(unit.evidence("name", named, name.span, document))
    if kind is not None:
        draft.evidence.append(unit.evidence("type", confidence, name.span, document))
    if kind in (NomineeType.COLLECTIVE, NomineeType.STEERING_COMMITTEE, None):
        put_group(draft, unit, name.span)
    return draft


def _kind(name: Name, expected: NomineeType | None) -> tuple[NomineeType | None, Confidence]:
    """Words of the name before the group it stands in; where both speak and differ the kind is inferred."""
    if expected is None or name.type is expected:
        return name.type, name.confidence
    if name.type is None:
        return expected, Confidence.STATED
    if name.by_words:
        if name.type is NomineeType.COLLECTIVE:
            # A co-operative under the heading "Doanh nghiệp" is one; a body under "Cá nhân" is a slip of the paper.
            return (
                (expected, Confidence.STATED)
                if expected is NomineeType.ENTERPRISE
                else (name.type, Confidence.INFERRED)
            )
        if name.type is NomineeType.INDIVIDUAL and expected is NomineeType.HOUSEHOLD:
            return expected, Confidence.STATED
        return name.type, Confidence.STATED
    return expected, Confidence.STATED


def put_group(draft: Draft, unit: Unit, span: Span) -> None:
    """The committee group of a collective's name, with how sure the name makes it."""
    body: Body = classify(unit.bare[span[0] : span[1]])
    if body.group is None:
        return
    draft.group = body.group
    draft.values["committee_name"] = draft.name
    if body.group is CommitteeGroup.SAME_THING and body.named:
        draft.type = NomineeType.STEERING_COMMITTEE
    confidence = Confidence.STATED if body.sure else Confidence.UNCERTAIN
    if body.sure and body.group is CommitteeGroup.HELPING:
        confidence = Confidence.INFERRED
    draft.evidence.append(unit.evidence("committee_group", confidence, span, draft.document))


def put_behind(draft: Draft, unit: Unit, start: int, end: int, *, loose: bool) -> None:
    """Post, unit, birth and seat on a committee from the words behind a name."""
    canonical = canon(unit.text)
    behind = behind_name(unit.text, canonical, start, end, loose=loose)
    if draft.type is NomineeType.INDIVIDUAL and behind.post:
        draft.put("post", unit, behind.post, Confidence.STATED)
    if behind.unit:
        draft.put("unit", unit, behind.unit, Confidence.STATED)
    draft.birth = draft.birth or behind.birth
    if draft.type is NomineeType.INDIVIDUAL:
        put_seat(draft, unit, start, end)


def put_unit_between(draft: Draft, unit: Unit, start: int, end: int) -> None:
    """The body between a collective and the one in the column of units: "Đội Một, Phòng Hai" beside "Công an tỉnh"."""
    between = behind_name(unit.text, canon(unit.text), start, end, loose=False).unit
    above = draft.values.get("unit")
    if between is None or above is None:
        return
    own = one_line(unit.text[between[0] : between[1]])
    if not same_place(own, above):
        draft.values["unit"] = f"{own}, {above}"
        draft.evidence.append(unit.evidence("unit", Confidence.STATED, between, draft.document))


def put_seat(draft: Draft, unit: Unit, start: int, end: int) -> None:
    """The seat on a Steering Committee that the words name, if they name one."""
    seat = seat_in(unit.bare[start:end])
    if seat:
        draft.put("committee_role", unit, (start + seat[0], start + seat[1]), Confidence.STATED)
