"""Who is nominated for what: the nominees of a dossier from its request, lists, minutes and reports."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.facts.nominees.committees import near_committee
from extractors.facts.nominees.counts import announced, combine
from extractors.facts.nominees.draft import Draft, one_line
from extractors.facts.nominees.enough import wanting
from extractors.facts.nominees.identity import agree, name_key, person_keys
from extractors.facts.nominees.members import Member, read_members
from extractors.facts.nominees.merge import Merged, nominees_of
from extractors.facts.nominees.paperwalk import PaperWalk
from extractors.facts.nominees.reading import Reading
from extractors.facts.nominees.reports import read_report
from extractors.facts.paper import Paper
from extractors.facts.request import is_province
from extractors.text.fold import bare, key
from pipeline.models.facts import Commendation, Nominee, StatedCount
from pipeline.models.vocabulary import Complete, Confidence, DocumentForm, DocumentKind, NomineeType

_MINUTES = (DocumentKind.MINUTES, DocumentKind.BALLOT_MINUTES)
_LIST_TITLE = re.compile(r"\W*(?:danh sach|phu luc)\b")
_FOR_AWARDS = re.compile(r"de nghi|khen thuong|bang khen|co thi dua|tang\b")
_GOES_WITH = re.compile(r"kem theo\s+(?:to trinh|cong van|van ban)\s*(?:so)?\s*:?\s*(?P<number>[\w./-]+)")


@dataclass(frozen=True)
class NomineeFacts:
    """What :func:`find` answers; the fields of the same names in :class:`~pipeline.models.facts.DossierFacts`."""

    nominees: tuple[Nominee, ...]
    complete: Complete
    counts: tuple[StatedCount, ...]
    membership_known: bool
    lists_announced: int


def find(papers: Sequence[Paper], request: str | None, commendation: Commendation, unread: bool) -> NomineeFacts:
    """The nominees of a dossier, each once, in the order of the request and its lists.

    ``request`` is the id of the request letter to the province, ``unread`` whether any file that was not read could
    hold nominees. Decisions, plans and registrations name people who are no nominees; reports and minutes only add to
    what the request and lists say, and stand alone where there is neither.
    """
    papers = [paper for paper in papers if paper.document.form is not DocumentForm.BLANK]
    main, beside = _sorted(papers, request)
    to_province = request is not None
    readings = [PaperWalk(paper, listed=True, to_province=to_province).read() for paper in main]
    others = [PaperWalk(paper, listed=False, to_province=to_province).read() for paper in beside]
    _default_awards(readings)
    _default_awards(others)
    merged = Merged()
    for reading in readings:
        for draft in reading.drafts:
            merged.add(draft)
    more = _beside(merged, others, papers)
    annexes = [PaperWalk(paper, listed=True, to_province=to_province).read() for paper in _annexes(papers, main)]
    more = _names_more(merged, annexes) or more
    for paper in papers:
        if paper.document.kind is DocumentKind.ACHIEVEMENT_REPORT:
            report = read_report(paper, to_province=to_province)
            if report is not None:
                merged.add(report)
    _named_in_minutes(merged.drafts, papers)
    members = read_members([paper for paper in papers if paper.document.kind is DocumentKind.COMMITTEE_DECISION])
    _seats(merged.drafts, members, commendation)
    lists_announced = announced(next((paper.units for paper in papers if paper.document.id == request), ()))
    return NomineeFacts(
        nominees=nominees_of(merged.drafts),
        complete=_complete(readings, merged.drafts, lists_announced, unread or more),
        counts=_counts([*readings, *others]),
        membership_known=bool(members) or _posts_read(merged.drafts),
        lists_announced=lists_announced,
    )


def _beside(merged: Merged, readings: Sequence[Reading], papers: Sequence[Paper]) -> bool:
    """Add what letters of lower bodies and minutes say; whether a supplement to the request names further nominees."""
    from_lists = bool(merged.drafts)
    more = False
    for reading in readings:
        for draft in reading.drafts:
            joined = merged.add(draft, may_create=not from_lists)
            more = more or (not joined and _asks_province(reading.paper, papers))
    return more


def _names_more(merged: Merged, annexes: Sequence[Reading]) -> bool:
    """Whether annexes whose titles do not say what they list name somebody that no list does."""
    joined = [merged.add(draft, may_create=False) for reading in annexes for draft in reading.drafts]
    return not all(joined) or any(reading.unresolved for reading in annexes)


def _sorted(papers: Sequence[Paper], request: str | None) -> tuple[list[Paper], list[Paper]]:
    """The request and the lists that go with it; then letters of lower bodies with their lists, and minutes."""
    first = [paper for paper in papers if paper.document.id == request]
    letters = [paper for paper in papers if paper.document.kind is DocumentKind.REQUEST_LETTER and paper not in first]
    lower = {key(paper.document.number) for paper in letters if paper.document.number}
    lists = [paper for paper in papers if paper not in first and _is_list(paper)]
    of_lower = [paper for paper in lists if request is not None and _goes_with(paper) in lower]
    main = first + [paper for paper in lists if paper not in of_lower]
    if request is None:
        main += letters
        letters = []
    minutes = [paper for paper in papers if paper.document.kind in _MINUTES and paper not in first]
    return main, letters + of_lower + minutes


def _asks_province(paper: Paper, papers: Sequence[Paper]) -> bool:
    """Whether a paper is, or goes with, another letter to the province: a supplement names further nominees."""
    number = _goes_with(paper) if _is_list(paper) else None
    letters = [one for one in papers if number and key(one.document.number or "") == number] or [paper]
    asking = (DocumentKind.REQUEST_LETTER, DocumentKind.OFFICIAL_LETTER)
    return any(
        letter.document.kind in asking and any(is_province(bare(name)) for name in letter.document.addressees)
        for letter in letters
    )


def _is_list(paper: Paper) -> bool:
    """A list of nominees by its kind, or an annex of unknown kind whose title says so."""
    if paper.document.kind is DocumentKind.NOMINEE_LIST:
        return True
    if paper.document.kind is not DocumentKind.OTHER:
        return False
    top = paper.units[:8]
    return any(_LIST_TITLE.match(unit.bare) for unit in top) and any(_FOR_AWARDS.search(unit.bare) for unit in top)


def _annexes(papers: Sequence[Paper], main: Sequence[Paper]) -> list[Paper]:
    """Annexes of the request that are no lists by their titles: a table in one may name nominees all the same."""
    number = key(main[0].document.number or "") if main else ""
    others = [paper for paper in papers if paper.document.kind is DocumentKind.OTHER and paper not in main]
    return [paper for paper in others if number and _goes_with(paper) == number]


def _goes_with(paper: Paper) -> str | None:
    """Number of the letter that a list is an annex of: "(Kèm theo Tờ trình số 12/TTr-UBND …)"."""
    for unit in paper.units[:10]:
        found = _GOES_WITH.search(unit.bare)
        if found:
            return key(found["number"])
    return None


def _default_awards(readings: Sequence[Reading]) -> None:
    """A nominee without an award of its own has the one award that the requests and titles name, if they name one."""
    for reading in readings:
        named = [*reading.awards, *(pair for other in readings if other is not reading for pair in other.awards)]
        own = reading.awards or named
        codes = {award.code for award, _ in own}
        if len(codes) != 1:
            continue
        award, unit = own[0]
        for draft in reading.drafts:
            draft.put_award(award, unit, Confidence.INFERRED)


def _named_in_minutes(drafts: Sequence[Draft], papers: Sequence[Paper]) -> None:
    """Minutes that name a nominee in running text count among the papers that name them."""
    for paper in papers:
        if paper.document.kind not in _MINUTES:
            continue
        text = f" {' '.join(name_key(unit.text, NomineeType.INDIVIDUAL) for unit in paper.units)} "
        for draft in drafts:
            person = draft.type is NomineeType.INDIVIDUAL
            keys = person_keys(draft.name) if person else (name_key(draft.name, NomineeType.INDIVIDUAL),)
            named = any(f" {one} " in text for one in keys)
            if named and paper.document.id not in draft.papers:
                draft.papers.append(paper.document.id)


def _seats(drafts: Sequence[Draft], members: Sequence[Member], commendation: Commendation) -> None:
    """Individuals who sit on the committee by the decision that set it up."""
    for draft in drafts:
        if draft.type is not NomineeType.INDIVIDUAL or "committee_role" in draft.values:
            continue
        same_name = [member for member in members if set(member.keys) & set(person_keys(draft.name))]
        if not same_name:
            _near_committee(draft)
            continue
        fits = [agree((draft.values.get("post"), draft.values.get("unit")), member.words) for member in same_name]
        at = fits.index(True) if True in fits else 0
        confidence = {True: Confidence.STATED, None: Confidence.INFERRED, False: Confidence.UNCERTAIN}[fits[at]]
        if (len(same_name) > 1 and fits[at] is not True) or not _of_programme(same_name[at], commendation):
            confidence = Confidence.UNCERTAIN
        member = same_name[at]
        draft.values["committee_role"] = member.role
        draft.evidence.append(member.unit.evidence("committee_role", confidence, member.span, member.document))


def _near_committee(draft: Draft) -> None:
    """A post or unit that speaks of a Ban Chỉ đạo without a seat ("tham gia Ban Chỉ đạo"): perhaps a member."""
    told = next((e for e in draft.evidence if e.field in ("post", "unit") and near_committee(bare(e.quote))), None)
    if told is not None:
        draft.values["committee_role"] = one_line(told.quote)
        draft.evidence.append(told.model_copy(update={"field": "committee_role", "confidence": Confidence.UNCERTAIN}))


def _of_programme(member: Member, commendation: Commendation) -> bool:
    """Whether the decision's committee can be that of the programme under review, if that is known."""
    about = set(re.findall(r"\w+", member.about))
    named = [
        [word for word in re.findall(r"\w+", bare(programme)) if word not in ("chuong", "trinh", "du", "an", "de")]
        for programme in commendation.programmes
    ]
    # "Hội nghị tổng kết Chương trình" names none.
    named = [words for words in named if words]
    return not named or any(sum(word in about for word in words) * 2 >= len(words) for words in named)


def _complete(readings: Sequence[Reading], nominees: Sequence[Draft], lists_announced: int, unread: bool) -> Complete:
    """Whether every nominee was read; never yes while a file that could name more was not."""
    if any(reading.unresolved for reading in readings):
        return Complete.NO
    committees = any(draft.group for reading in readings for draft in reading.drafts)
    if not committees and any(reading.committee_in_title for reading in readings):
        return Complete.NO
    if unread:
        return Complete.UNKNOWN
    lists = sum(reading.lists for reading in readings)
    kinds = {draft.type for reading in readings for draft in reading.drafts if reading.lists}
    if lists_announced > max(lists, len(kinds)):
        return Complete.NO
    named = any(reading.drafts for reading in readings)
    listed = [draft for draft in nominees if draft.listed]
    return Complete.YES if named and not wanting(readings, _counts(readings), listed) else Complete.UNKNOWN


def _counts(readings: Sequence[Reading]) -> tuple[StatedCount, ...]:
    """Stated numbers by paper and source; of papers besides the request and its lists only the minutes count."""
    result: list[StatedCount] = []
    for reading in readings:
        if (
            reading.paper.document.kind is DocumentKind.REQUEST_LETTER
            and reading.drafts
            and not reading.drafts[0].listed
        ):
            continue
        for source in ("request", "list", "minutes"):
            result += combine([one for one in reading.stated if one.count.source == source])
    return tuple(result)


def _posts_read(drafts: Sequence[Draft]) -> bool:
    """Every listed individual has a post that was read from a column of posts."""
    persons = [draft for draft in drafts if draft.listed and draft.type is NomineeType.INDIVIDUAL]
    return bool(persons) and all(draft.post_in_column for draft in persons)
