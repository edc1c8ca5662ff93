"""One nominee once: the namings of all papers put together, the request's first."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.facts.nominees.draft import Draft
from extractors.facts.nominees.identity import name_key, person_keys, same_place
from extractors.text.fold import key
from pipeline.models.facts import FieldEvidence, Nominee
from pipeline.models.vocabulary import CommitteeGroup, Confidence, NomineeType, weakest

_BODIES = (NomineeType.COLLECTIVE, NomineeType.STEERING_COMMITTEE, NomineeType.ENTERPRISE, None)
# " - Thử Mẫu": capitals throughout, as only names of places are written; "Phòng Nội vụ - Lao động" is another body.
_PLACE_BEHIND = re.compile(r"\s+[-–]\s+(?P<place>[^\W\d_]+(?:\s+[^\W\d_]+){1,3})")
_PLACE_WORDS = ("xa", "phuong", "thi", "huien", "quan", "tinh", "thanh", "dac", "thon", "giai")


class Merged:
    """The nominees so far, found again by folded name."""

    def __init__(self) -> None:
        self.drafts: list[Draft] = []
        self.by_key: dict[str, list[Draft]] = {}

    def add(self, draft: Draft, *, may_create: bool = True) -> bool:
        """Join a naming to the nominee it is of, else make a new one; false where it is nobody's and may make none."""
        known = self._find(draft)
        twice = known is not None and _two_rows(known, draft)
        if known is not None and not twice:
            _join(known, draft)
            return True
        if twice:
            # Two of one name, or one written twice: that there are two is not sure.
            draft.evidence[0] = draft.evidence[0].model_copy(update={"confidence": Confidence.UNCERTAIN})
        if not may_create:
            return False
        self.drafts.append(draft)
        for one in _keys(draft):
            self.by_key.setdefault(one, []).append(draft)
        return True

    def _find(self, draft: Draft) -> Draft | None:
        for one in _keys(draft):
            for known in self.by_key.get(one, ()):
                if _same(known, draft):
                    return known
        if draft.type is NomineeType.STEERING_COMMITTEE:
            return self._longer_or_shorter(draft)
        return self._with_place(draft) if draft.type is NomineeType.COLLECTIVE else None

    def _with_place(self, draft: Draft) -> Draft | None:
        """ "Tòa án khu vực 9" in the letter is "Tòa án khu vực 9 - Thử Mẫu" in its list, where only one is like it."""
        near = [
            known
            for known in self.drafts
            if known.type is draft.type and not _one_table(known, draft) and _only_place_more(known.name, draft.name)
        ]
        if len(near) != 1:
            return None
        name = near[0].evidence[0]
        confidence = Confidence.INFERRED if name.confidence is Confidence.STATED else name.confidence
        near[0].evidence[0] = name.model_copy(update={"confidence": confidence})
        return near[0]

    def _longer_or_shorter(self, draft: Draft) -> Draft | None:
        """ "Ban Chỉ đạo Chương trình A" in one paper is "… xã Mẫu" in another, where only one such body is named."""
        folded = name_key(draft.name, draft.type)
        near = [
            known
            for known in self.drafts
            if known.type is draft.type
            and not set(known.papers) & set(draft.papers)
            and _extends(folded, name_key(known.name, known.type))
        ]
        return near[0] if len(near) == 1 else None


def _one_table(first: Draft, second: Draft) -> bool:
    """Named in one table, or both in running text of one paper: whoever writes so tells two apart."""
    one, other = first.evidence[0].place, second.evidence[0].place
    if one.row is None and other.row is None:
        return bool(set(first.papers) & set(second.papers))
    return (one.file, one.block) == (other.file, other.block)


def _only_place_more(first: str, second: str) -> bool:
    short, long = sorted((first, second), key=len)
    behind = _PLACE_BEHIND.fullmatch(long[len(short) :])
    capitals = behind is not None and all(word[0].isupper() for word in behind["place"].split())
    return capitals and key(long).startswith(key(short))


def _extends(first: str, second: str) -> bool:
    short, long = sorted((first, second), key=len)
    rest = long[len(short) :].split()
    return long.startswith(short + " ") and len(short.split()) > 3 and rest[0] in _PLACE_WORDS


def _keys(draft: Draft) -> list[str]:
    """The name, and for a body the name with its unit, since papers write either."""
    if draft.type is NomineeType.INDIVIDUAL:
        return list(person_keys(draft.name))
    folded = name_key(draft.name, draft.type)
    unit = draft.values.get("unit")
    if draft.type in _BODIES and unit:
        return [folded, f"{folded} {name_key(unit, None)}"]
    return [folded]


def _same(known: Draft, new: Draft) -> bool:
    persons = (NomineeType.INDIVIDUAL, NomineeType.HOUSEHOLD)
    if known.type != new.type and (known.type in persons or new.type in persons) and None not in (known.type, new.type):
        return False
    if known.birth and new.birth and known.birth != new.birth:
        return False
    if _two_rows(known, new) and known.values.get("post") != new.values.get("post"):
        return False
    if known.type not in persons and name_key(known.name, known.type) != name_key(new.name, new.type):
        return True
    return same_place(known.values.get("unit"), new.values.get("unit"))


def _two_rows(known: Draft, new: Draft) -> bool:
    """Named in two rows of one table: two of one name, or one row twice."""
    first, second = known.evidence[0].place, new.evidence[0].place
    return (
        (first.file, first.block) == (second.file, second.block) and first.row is not None and first.row != second.row
    )


def _join(known: Draft, new: Draft) -> None:
    for name, value in new.values.items():
        if name not in known.values:
            known.values[name] = value
            known.evidence += [one for one in new.evidence if one.field == name]
    if known.type is None and new.type is not None:
        known.type = new.type
        known.evidence += [one for one in new.evidence if one.field == "type"]
    if known.group is None and new.group is not None:
        known.group = new.group
        known.evidence += [one for one in new.evidence if one.field == "committee_group"]
    known.provincial = known.provincial if known.provincial is not None else new.provincial
    known.listed = known.listed or new.listed
    known.birth = known.birth or new.birth
    known.post_in_column = known.post_in_column or new.post_in_column
    known.papers += [paper for paper in new.papers if paper not in known.papers]


def nominees_of(drafts: Sequence[Draft]) -> tuple[Nominee, ...]:
    """The drafts as values, numbered in their order."""
    return tuple(_nominee(f"n{number}", draft) for number, draft in enumerate(drafts, start=1))


def _nominee(identifier: str, draft: Draft) -> Nominee:
    values = draft.values
    evidence: tuple[FieldEvidence, ...] = tuple(draft.evidence)
    group: CommitteeGroup | None = draft.group
    return Nominee(
        id=identifier,
        name=draft.name,
        type=draft.type,
        post=values.get("post"),
        unit=values.get("unit"),
        award=values.get("award"),
        award_text=values.get("award_text"),
        committee_role=values.get("committee_role"),
        committee_group=group,
        confidence=weakest(*(one.confidence for one in evidence)),
        evidence=evidence,
        documents=tuple(draft.papers),
        listed=draft.listed,
        provincial=draft.provincial,
        committee_name=values.get("committee_name"),
        ethnic=values.get("ethnic"),
    )
