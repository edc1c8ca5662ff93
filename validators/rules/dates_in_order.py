"""Days of the dossier in order: plan, launch, council meeting, request, receipt

## What it checks
Whether the plan of the movement comes no later than its launch, the launch no later than the meeting of the emulation
council, the meeting no later than the request, and the request no later than the receipt. Days that stand in so many
words in the papers only, and a receipt from the register or a clearly read stamp of the office.

## Legal basis
The letter, II.2, first dash (II.2-1a): “đúng các quy định của Luật … quy trình, thủ tục, hồ sơ”, and II.1, second dash:
“chỉ phát động thi đua chuyên đề khi đã xác định rõ …”. The order is a value of the policy (`dates.order`).

## Passes when
At least two of the five days are known and none comes before one that it should follow. Of several plans and launches
the first counts. A plan of the conference is no plan of the movement, minutes of another meeting are none of the
council.

## Violated when
A day comes before one that it should follow, whichever of several days is taken.

## Undetermined when
Only some of several days of a kind are in order; a launch out of order is only spoken of, so that it may be another
body's or another one; a part was not read that could hold such a day; the request letter is
missing, or has no date that was read surely; the only other days were not read surely.

## Not applicable when
Besides the request, everything having been read, none of the other days is known: there is nothing to compare.

## What the officer does
Looks at the two days in the papers. A slip of the pen is mended by the unit; a meeting after the request, or a plan
after the launch, is a matter of procedure that the unit explains.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from pipeline.calendar.working_days import WorkingCalendar
from pipeline.comparing import names_one_of
from pipeline.models.facts import Document, DossierFacts
from pipeline.models.report import CaseFile, Finding, FindingEvidence
from pipeline.models.vocabulary import (
    Affects,
    Confidence,
    DateRole,
    DocumentForm,
    DocumentKind,
    Precision,
    Reason,
    ReceiptBasis,
    RuleCode,
)
from validators.policy.model import Milestone, PolicyOfDay
from validators.ruling import Ruling, unread

CODE = RuleCode.DATES
CLAUSE = "II.2-1a"

_ROLES: dict[DateRole, Milestone] = {
    DateRole.PLAN: Milestone.PLAN,
    DateRole.LAUNCH: Milestone.LAUNCH,
    DateRole.COUNCIL_MEETING: Milestone.COUNCIL_MEETING,
}
_PAPERS: dict[DocumentKind, Milestone] = {DocumentKind.LAUNCH: Milestone.LAUNCH}
_SPEAKING = (
    DocumentKind.REQUEST_LETTER,
    DocumentKind.PLAN,
    DocumentKind.LAUNCH,
    DocumentKind.GUIDANCE,
    DocumentKind.REVIEW_REPORT,
    DocumentKind.MINUTES,
    DocumentKind.BALLOT_MINUTES,
)
"""Papers that speak of the movement itself; a person's report speaks of whatever he took part in."""

_OF_MOVEMENT = ("phát động", "phong trào", "thi đua")
_OF_CONFERENCE = ("hội nghị", "tổng kết", "sơ kết", "lễ", "khen thưởng")
_OF_COUNCIL = ("thi đua", "khen thưởng", "hội đồng", "xét", "bình xét", "TĐKT")
_FIRST_COUNTS = (Milestone.PLAN, Milestone.LAUNCH)


@dataclass(frozen=True)
class _Day:
    """One day that is stated, and where."""

    milestone: Milestone
    day: dt.date
    evidence: FindingEvidence
    spoken: bool = False
    """A paper speaks of the day; it does not bear it."""


def check(case: CaseFile, policy: PolicyOfDay, calendar: WorkingCalendar) -> Finding:
    """The finding of this rule."""
    facts = case.facts
    ruling = Ruling(CODE, CLAUSE)
    found: dict[Milestone, list[_Day]] = {}
    for day in [*_of_papers(facts), *_of_receipt(facts)]:
        found.setdefault(day.milestone, []).append(day)
    for milestone in _FIRST_COUNTS:
        if milestone in found:
            found[milestone] = [min(found[milestone], key=lambda one: one.day)]
    ordered = [milestone for milestone in policy.dates.order if milestone in found]
    values = {milestone.value: sorted({one.day for one in found[milestone]}) for milestone in ordered}
    open_pair: tuple[_Day, _Day] | None = None
    for before, after in combinations(ordered, 2):
        earlier, later = found[before], found[after]
        if min(one.day for one in earlier) > max(one.day for one in later):
            if any(one.spoken and one.milestone is Milestone.LAUNCH for one in (*earlier, *later)):
                # The province may have launched what the unit then planned: a told day does not say whose it is.
                open_pair = open_pair or (earlier[0], later[0])
                continue
            pair = min(earlier, key=lambda one: one.day), max(later, key=lambda one: one.day)
            return ruling.violated(
                severity=policy.dates.severity, params=_params(pair), values=values, evidence=_evidence(pair)
            )
        if max(one.day for one in earlier) > min(one.day for one in later):
            open_pair = open_pair or (max(earlier, key=lambda one: one.day), min(later, key=lambda one: one.day))
    if open_pair:
        return ruling.undetermined(
            "several-days",
            Reason.UNCERTAIN_FACT,
            params=_params(open_pair),
            values=values,
            evidence=_evidence(open_pair),
        )
    return _in_order(ruling, case, [one for milestone in ordered for one in found[milestone]], values)


def _in_order(ruling: Ruling, case: CaseFile, days: list[_Day], values: dict[str, list[dt.date]]) -> Finding:
    """No day comes too early: whether that settles it."""
    evidence = [one.evidence for one in days]
    if files := unread(case, Affects.DATES):
        return ruling.undetermined(
            "not-assessed", Reason.NOT_ASSESSED, params={"files": files}, values=values, evidence=evidence
        )
    if case.facts.request_letter is None:
        return ruling.undetermined("no-request", Reason.NO_REQUEST, values=values, evidence=evidence)
    if Milestone.REQUEST not in values:
        return ruling.undetermined("request-undated", Reason.NO_DATES, values=values, evidence=evidence)
    if len(values) < 2 and (unsure := _unsure(case.facts)):
        params = {"milestones": list(dict.fromkeys(one.milestone for one in unsure))}
        shown = [*evidence, *(one.evidence for one in unsure)]
        return ruling.undetermined("uncertain", Reason.UNCERTAIN_FACT, params=params, values=values, evidence=shown)
    if len(values) < 2:
        return ruling.not_applicable("no-dates", Reason.NO_DATES, values=values, evidence=evidence)
    return ruling.passed(params={"milestones": [Milestone(name) for name in values]}, values=values, evidence=evidence)


def _unsure(facts: DossierFacts) -> list[_Day]:
    """Days that papers besides the request bear and that were not read surely: there would be something to compare."""
    found = _of_papers(facts, stated=False)
    return [one for one in found if not one.spoken and one.milestone is not Milestone.REQUEST]


def _of_papers(facts: DossierFacts, *, stated: bool = True) -> Iterator[_Day]:
    """Days of the papers themselves and days that they speak of, in so many words or not ``stated``."""
    for paper in facts.documents:
        if paper.replaced:
            continue
        milestone = _milestone(paper, facts)
        head = next((entry for entry in paper.evidence if entry.field == "date"), None)
        as_asked = head is not None and (head.confidence is Confidence.STATED) is stated
        if milestone and paper.date and head and as_asked and paper.form is DocumentForm.FINAL:
            yield _Day(
                milestone,
                paper.date,
                FindingEvidence(field=f"{paper.id}.date", source="document", quote=head.quote, place=head.place),
            )
        speaks = paper.kind in _SPEAKING or paper.id == facts.request
        for fact in paper.dates if speaks else ():
            spoken = _ROLES.get(fact.role)
            one_day = fact.precision is Precision.DAY and fact.first == fact.last
            if spoken and fact.first and one_day and (fact.confidence is Confidence.STATED) is stated:
                yield _Day(
                    spoken,
                    fact.first,
                    FindingEvidence(
                        field=f"{paper.id}.dates.{fact.role.value}",
                        source="document",
                        quote=fact.quote,
                        place=fact.place,
                    ),
                    spoken=True,
                )


def _milestone(paper: Document, facts: DossierFacts) -> Milestone | None:
    """What the day of a paper is the day of; a plan of the conference and minutes of another meeting are none."""
    letter = facts.request_letter
    if paper.id == facts.request:
        return Milestone.REQUEST
    if letter is not None and paper.kind is letter.kind and paper.issuer and paper.issuer == letter.issuer:
        return Milestone.REQUEST
    subject = paper.subject or ""
    if paper.kind is DocumentKind.PLAN:
        movement = names_one_of(subject, _OF_MOVEMENT) and not names_one_of(subject, _OF_CONFERENCE)
        return Milestone.PLAN if movement else None
    if paper.kind is DocumentKind.MINUTES:
        return Milestone.COUNCIL_MEETING if names_one_of(subject, _OF_COUNCIL) else None
    return _PAPERS.get(paper.kind)


def _of_receipt(facts: DossierFacts) -> Iterator[_Day]:
    """The register's day and those of stamps of the office that were read clearly; a manifest only infers."""
    clear = {stamp.day.isoformat() for stamp in facts.stamps if stamp.confidence is Confidence.STATED}
    for entry in facts.receipt.evidence:
        register = entry.source == ReceiptBasis.REGISTER
        stamp = entry.source == ReceiptBasis.RECEIPT_STAMP and entry.value in clear
        if entry.bound == "exact" and (register or stamp):
            yield _Day(
                Milestone.RECEIPT,
                dt.date.fromisoformat(entry.value),
                FindingEvidence(
                    field="receipt", source=entry.source, quote=entry.quote or entry.value, place=entry.place
                ),
            )


def _params(pair: tuple[_Day, _Day]) -> dict[str, object]:
    before, after = pair
    return {
        "before": before.milestone,
        "before_day": before.day,
        "after": after.milestone,
        "after_day": after.day,
    }


def _evidence(pair: tuple[_Day, _Day]) -> list[FindingEvidence]:
    return [one.evidence for one in pair]
