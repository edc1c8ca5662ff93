"""Members of the Ban Chỉ đạo among the individuals nominated at the final review of its programme

## What it checks
At the final review of a programme, project or scheme, how many of the individuals nominated for an award of the
province are members of its Steering Committee, and what share of all individuals they are. A member is told by the
column of posts (“Phó Trưởng ban Chỉ đạo”) or by the decision that set the committee up, where it lies in the dossier.

## Legal basis
The letter, II.2, third dash (II.2-3b): “hạn chế khen thưởng các thành viên trong Ban Chỉ đạo, chỉ tập trung khen
thưởng tập thể, cá nhân trực tiếp thực hiện các nhiệm vụ tại cơ sở”. The letter gives no number; an office may set one
(`members.limit`).

## Passes when
Every nominee was read and no individual is a member; with a note where neither a column of posts nor a decision tells
who the members are. Also where there are members within the number that the office allows.

## Violated when
Members are nominated, or more than the office allows. A warning: the letter says “hạn chế”, a person decides.

## Undetermined when
Membership, the award, an individual's name or post was not read surely; the seat is on a committee of another
programme; the occasion is not surely a programme's final review and members are nominated; not every nominee, or not
every paper that tells members, was read, or a kind that the request counts has no row; no nominee was found.

## Not applicable when
The occasion is surely another one. Also where it is unsure and every nominee was read and none is a member.

## What the officer does
Looks at the names and the share. A member nominated for work in his own unit is the borderline: asks the unit what
the person did directly, and whether somebody at the grassroots did more.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypedDict

from pipeline.calendar.working_days import WorkingCalendar
from pipeline.models.facts import Nominee
from pipeline.models.report import CaseFile, Finding, FindingEvidence
from pipeline.models.vocabulary import Affects, Confidence, NomineeType, Reason, RuleCode
from validators.kinds import by_occasion, provincial
from validators.policy.model import PolicyOfDay
from validators.programmes import other_programme
from validators.ruling import (
    Ruling,
    all_nominees_read,
    commendation_evidence,
    nominee_evidence,
    nominee_sure,
    unread,
)
from validators.tally import INDIVIDUAL, TOTAL, rows_wanting

CODE = RuleCode.COMMITTEE_MEMBERS
CLAUSE = "II.2-3b"


class _Shown(TypedDict):
    """What every finding of this rule shows."""

    params: dict[str, object]
    values: dict[str, object]
    evidence: list[FindingEvidence]


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
    meant = [
        nominee
        for nominee in facts.nominees
        if nominee.committee_role is not None and provincial(nominee, policy) is not False
    ]
    if applicability.value is None:
        if meant:
            return ruling.undetermined("occasion-unsure", Reason.OCCASION_UNSURE, applies=None, **_shown(meant, case))
        evidence = commendation_evidence(facts, "occasion")
        return _incomplete(ruling, case, policy, applies=None) or ruling.not_applicable(
            "occasion-unsure-none", Reason.OCCASION_UNSURE, evidence=evidence
        )
    return _at_final_review(ruling, case, policy, meant)


def _at_final_review(ruling: Ruling, case: CaseFile, policy: PolicyOfDay, meant: list[Nominee]) -> Finding:
    programmes = case.facts.commendation.programmes
    members = [nominee for nominee in meant if _surely_member(nominee, programmes) and provincial(nominee, policy)]
    limit = policy.members.limit
    if members and (limit == "none" or len(members) > limit):
        return ruling.violated(severity=policy.members.severity, **_shown(members, case))
    doubtful = [nominee for nominee in meant if nominee not in members]
    if doubtful:
        return ruling.undetermined("uncertain", Reason.UNCERTAIN_FACT, **_shown(doubtful, case))
    if incomplete := _incomplete(ruling, case, policy, applies=True):
        return incomplete
    if members:
        return ruling.passed("passed-within-limit", **_shown(members, case, limit=limit))
    known = case.facts.membership_known
    return ruling.passed("passed" if known else "passed-membership-unknown", **_shown([], case))


def _surely_member(nominee: Nominee, programmes: Iterable[str]) -> bool:
    """Of this programme's committee; a seat on another one is for a person to weigh."""
    read = nominee_sure(nominee, "committee_role") and nominee_sure(nominee, "name")
    return read and not other_programme(nominee.committee_role or "", programmes)


def _incomplete(ruling: Ruling, case: CaseFile, policy: PolicyOfDay, *, applies: bool | None) -> Finding | None:
    """Why "no member is nominated" is no fact; None where it is one."""
    all_read = all_nominees_read(case) and not unread(case, Affects.MEMBERS)
    if not case.facts.nominees and all_read:
        return ruling.undetermined("no-nominees", Reason.NO_NOMINEES, applies=applies)
    if not all_read or rows_wanting(case.facts, policy.counts.collective_types, INDIVIDUAL, TOTAL):
        files = unread(case, Affects.NOMINEES, Affects.MEMBERS)
        message_id = "not-assessed" if files else "nominees-incomplete"
        return ruling.undetermined(message_id, Reason.NOT_ASSESSED, applies=applies, params={"files": files})
    unclear = [nominee for nominee in case.facts.nominees if _may_be_member(nominee, policy)]
    if unclear:
        return ruling.undetermined("uncertain", Reason.UNCERTAIN_FACT, applies=applies, **_shown(unclear, case))
    return None


def _may_be_member(nominee: Nominee, policy: PolicyOfDay) -> bool:
    """An individual without a seat whose name or post was not read surely: either could have told one."""
    if nominee.type is not NomineeType.INDIVIDUAL or nominee.committee_role is not None:
        return False
    doubtful = Confidence.UNCERTAIN in (nominee.field_confidence("name"), nominee.field_confidence("post"))
    return doubtful and provincial(nominee, policy) is not False


def _shown(members: list[Nominee], case: CaseFile, **more: object) -> _Shown:
    individuals = [nominee for nominee in case.facts.nominees if nominee.type is NomineeType.INDIVIDUAL]
    count, total = len(members), len(individuals)
    share = round(100 * count / total) if total else None
    return {
        "params": {
            "nominees": [nominee.id for nominee in members],
            "names": [nominee.name for nominee in members],
            "count": count,
            "total": total,
            "share": share if share is not None else 0,
            **more,
        },
        "values": {"members": count, "individuals": total, "share_percent": share},
        "evidence": [
            *nominee_evidence(members, "name", "committee_role", "post"),
            *commendation_evidence(case.facts, "occasion"),
        ],
    }
