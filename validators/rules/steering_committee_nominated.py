"""Ban Chỉ đạo or an equivalent body nominated at the final review of its programme

## What it checks
At the final review (tổng kết) of a programme, project or scheme, whether its Steering Committee (Ban Chỉ đạo) or an
equivalent body is nominated for an award of the province. A committee named as author, addressee or in Căn cứ is no
nominee.

## Legal basis
The letter, II.2, third dash (II.2-3a): “Khi tổng kết các chương trình, dự án, đề án: không đề nghị UBND tỉnh khen
thưởng đối với Ban Chỉ đạo (hoặc các tập thể tương đương)”. No text defines the equivalents; the groups and what
follows from each are values of the policy (`committee.*`), the awards meant are `awards.provincial`.

## Passes when
Every nominee was read and none is such a body; or the only ones found are executing bodies (Ban Quản lý dự án …) or
are nominated for an award that is not the province's: then with a note.

## Violated when
The committee's name says that it belongs to the programme under review and the award is the province's. A named Ban
Chỉ đạo is an error; another body of the same group (Ban Điều hành, Ban Tổ chức of the event, …) is a warning.

## Undetermined when
The body belongs to the helping or election group; its name tells no programme or another one; the award or the name
was not read surely; the occasion is not surely a programme's final review (a movement's review included) and such a
body is nominated; not every nominee was read, or a kind that the request counts has no row; no nominee was found at
all.

## Not applicable when
The occasion is surely another one: sudden or regular merit, a cluster's year, an anniversary. Also where the occasion
is unsure and every nominee was read and none is such a body.

## What the officer does
Looks at the row that the evidence shows. For a violation, asks the unit to take the body off the list. For a doubtful
body, decides whether it is a “tập thể tương đương”, and whether the movement's own plan allows it.
"""

from __future__ import annotations

from pipeline.calendar.working_days import WorkingCalendar
from pipeline.comparing import begins_with_one_of
from pipeline.models.facts import Nominee
from pipeline.models.report import CaseFile, Finding, FindingEvidence
from pipeline.models.vocabulary import Affects, Reason, RuleCode
from validators.kinds import by_occasion, provincial
from validators.policy.model import PolicyOfDay
from validators.programmes import same_programme
from validators.ruling import (
    Ruling,
    all_nominees_read,
    commendation_evidence,
    nominee_evidence,
    nominee_sure,
    unread,
)
from validators.tally import COLLECTIVE, TOTAL, rows_wanting

CODE = RuleCode.COMMITTEE_NOMINATED
CLAUSE = "II.2-3a"

_OPEN = {
    "doubtful-group": Reason.COMMITTEE_GROUP_DOUBTFUL,
    "other-programme": Reason.COMMITTEE_OF_OTHER_PROGRAMME,
    "award-unknown": Reason.UNCERTAIN_FACT,
    "uncertain": Reason.UNCERTAIN_FACT,
}
"""Verdicts that leave it to a person, the first found before the others."""

_NOTES = {"not-provincial": Reason.AWARD_NOT_PROVINCIAL, "implementing": None}
"""Verdicts that pass with a note."""


def check(case: CaseFile, policy: PolicyOfDay, calendar: WorkingCalendar) -> Finding:
    """The finding of this rule."""
    facts = case.facts
    ruling = Ruling(CODE, CLAUSE, ("commendation.occasion", "commendation.kind"))
    applicability = by_occasion(facts, policy)
    if applicability.value is False and applicability.reason is not None:
        evidence = commendation_evidence(facts, "kind", "occasion")
        return ruling.not_applicable(
            applicability.reason.value.replace("_", "-"), applicability.reason, evidence=evidence
        )
    committees = [nominee for nominee in facts.nominees if nominee.committee_group is not None]
    if applicability.value is None:
        return _unsure_occasion(ruling, case, policy, committees)
    verdicts = {nominee.id: _verdict(nominee, case, policy) for nominee in committees}
    broken = [nominee for nominee in committees if verdicts[nominee.id] in ("violated", "violated-equivalent")]
    if broken:
        named = any(verdicts[nominee.id] == "violated" for nominee in broken)
        severity = policy.committee.named_severity if named else policy.committee.equivalent_severity
        return ruling.violated(
            "violated" if named else "violated-equivalent",
            severity=severity,
            params=_params(broken, case),
            values=_values(broken),
            evidence=_evidence(broken, case),
        )
    for verdict, reason in _OPEN.items():
        if left := [nominee for nominee in committees if verdicts[nominee.id] == verdict]:
            return ruling.undetermined(
                verdict, reason, params=_params(left, case), values=_values(left), evidence=_evidence(left, case)
            )
    return _incomplete(ruling, case, policy, applies=True) or _passed(ruling, case, committees, verdicts)


def _verdict(nominee: Nominee, case: CaseFile, policy: PolicyOfDay) -> str:
    """What follows from one body being nominated at a programme's final review."""
    rules = policy.committee
    award = provincial(nominee, policy)
    if award is False:
        return "not-provincial"
    if not nominee_sure(nominee, "name"):
        return "uncertain"
    # Whether a unit is an executing board or just a unit changes nothing; whether it is an equivalent does.
    if nominee.committee_group in rules.allowed_groups:
        return "implementing"
    if not nominee_sure(nominee, "committee_group"):
        return "uncertain"
    if nominee.committee_group not in rules.forbidden_groups:
        return "doubtful-group"
    name = nominee.committee_name or nominee.name
    if not same_programme(name, case.facts.commendation.programmes):
        return "other-programme"
    if award is None:
        return "award-unknown"
    # "Tiểu ban … Ban Chỉ đạo" is an equivalent, "Ban Chỉ đạo …" the committee itself.
    return "violated" if begins_with_one_of(nominee.name, rules.named) else "violated-equivalent"


def _unsure_occasion(ruling: Ruling, case: CaseFile, policy: PolicyOfDay, committees: list[Nominee]) -> Finding:
    """The occasion may or may not be a programme's final review: only who is nominated can settle it."""
    meant = [
        nominee
        for nominee in committees
        if nominee.committee_group not in policy.committee.allowed_groups and provincial(nominee, policy) is not False
    ]
    if meant:
        return ruling.undetermined(
            "occasion-unsure",
            Reason.OCCASION_UNSURE,
            applies=None,
            params=_params(meant, case),
            values=_values(meant),
            evidence=_evidence(meant, case),
        )
    evidence = commendation_evidence(case.facts, "occasion")
    return _incomplete(ruling, case, policy, applies=None) or ruling.not_applicable(
        "occasion-unsure-none", Reason.OCCASION_UNSURE, evidence=evidence
    )


def _incomplete(ruling: Ruling, case: CaseFile, policy: PolicyOfDay, *, applies: bool | None) -> Finding | None:
    """Why "no such body is nominated" is no fact; None where it is one."""
    nominees = case.facts.nominees
    if not nominees and all_nominees_read(case):
        return ruling.undetermined("no-nominees", Reason.NO_NOMINEES, applies=applies)
    if not all_nominees_read(case) or rows_wanting(case.facts, policy.counts.collective_types, COLLECTIVE, TOTAL):
        files = unread(case, Affects.NOMINEES)
        return ruling.undetermined(
            "not-assessed" if files else "nominees-incomplete",
            Reason.NOT_ASSESSED,
            applies=applies,
            params={"files": files},
        )
    doubtful = [nominee for nominee in nominees if not nominee_sure(nominee, "name")]
    if doubtful:
        return ruling.undetermined(
            "uncertain",
            Reason.UNCERTAIN_FACT,
            applies=applies,
            params=_params(doubtful, case),
            values=_values(doubtful),
            evidence=_evidence(doubtful, case),
        )
    return None


def _passed(ruling: Ruling, case: CaseFile, committees: list[Nominee], verdicts: dict[str, str]) -> Finding:
    for verdict, reason in _NOTES.items():
        if noted := [nominee for nominee in committees if verdicts[nominee.id] == verdict]:
            return ruling.passed(
                f"passed-{verdict}",
                reason=reason,
                params=_params(noted, case),
                values=_values(noted),
                evidence=_evidence(noted, case),
            )
    evidence = commendation_evidence(case.facts, "occasion")
    return ruling.passed(params={"count": len(case.facts.nominees)}, values=_values(()), evidence=evidence)


def _params(nominees: list[Nominee], case: CaseFile) -> dict[str, object]:
    return {
        "nominees": [nominee.id for nominee in nominees],
        "names": [nominee.name for nominee in nominees],
        "programmes": list(case.facts.commendation.programmes),
    }


def _values(nominees: list[Nominee] | tuple[()]) -> dict[str, object]:
    return {"committee_group": nominees[0].committee_group if nominees else None}


def _evidence(nominees: list[Nominee], case: CaseFile) -> list[FindingEvidence]:
    return [
        *nominee_evidence(nominees, "name", "award", "award_text"),
        *commendation_evidence(case.facts, "occasion"),
    ]
