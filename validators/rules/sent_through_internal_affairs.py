"""Request addressed through Sở Nội vụ

## What it checks
Whether the request letter is addressed (Kính gửi) to the Department of Internal Affairs (Sở Nội vụ) or to its desk,
Ban or Phòng Thi đua - Khen thưởng, alone or beside the province and its Council.

## Legal basis
The letter, II.2, fourth dash (II.2-4a): “Hồ sơ đề nghị UBND tỉnh khen thưởng chuyên đề yêu cầu … gửi về HĐTĐKT tỉnh
(qua Sở Nội vụ)”. The names are values of the policy (`sent_through.departments`), the kinds `sent_through.kinds`.

## Passes when
The department or its desk stands in Kính gửi.

## Violated when
The addressees were read and the department stands neither among them nor in Nơi nhận.

## Undetermined when
It stands in Nơi nhận only; only a desk of the same name, perhaps of another body, is addressed or issued it; no
addressee was found; the addressees were not read surely or an unread part could hold them; there is no request letter;
the kind of commendation is unknown or was not read surely.

## Not applicable when
The commendation is surely of another kind than thematic (khen thưởng theo chuyên đề, theo đợt), or the department
itself issued the request.

## What the officer does
Looks whether the dossier came through the department in fact (receipt stamp, document system). If it did, notes it;
if it did not, asks the unit to send it through the department.
"""

from __future__ import annotations

from pipeline.calendar.working_days import WorkingCalendar
from pipeline.comparing import begins_with_one_of, names_one_of
from pipeline.models.facts import Document
from pipeline.models.report import CaseFile, Finding, FindingEvidence
from pipeline.models.vocabulary import Affects, Reason, RuleCode
from validators.kinds import by_kind
from validators.policy.model import PolicyOfDay
from validators.ruling import Ruling, commendation_evidence, request_evidence, sure, unread

CODE = RuleCode.SENT_THROUGH
CLAUSE = "II.2-4a"

_OTHER_BODIES = (
    "Trung ương",
    "Công an",
    "Quân sự",
    "Quân khu",
    "Biên phòng",
    "Liên đoàn",
    "Công đoàn",
    "Đoàn",
    "Hội",
    "huyện",
    "thị xã",
    "quận",
    "xã",
    "phường",
    "Công ty",
    "Tập đoàn",
    "Bộ",
    "Viện",
    "Trường",
    "Tỉnh ủy",
)
"""Bodies that have a desk for emulation and commendation of their own."""


def check(case: CaseFile, policy: PolicyOfDay, calendar: WorkingCalendar) -> Finding:
    """The finding of this rule."""
    facts = case.facts
    ruling = Ruling(CODE, CLAUSE, ("commendation.kind", "request.addressees"))
    applicability = by_kind(facts, policy.sent_through.kinds)
    kind = commendation_evidence(facts, "kind")
    if applicability.value is False:
        params = {"kind": facts.commendation.kind}
        return ruling.not_applicable("other-kind", Reason.OTHER_KIND, params=params, evidence=kind)
    letter = facts.request_letter
    departments = policy.sent_through.departments
    if letter is not None and _issued_by(letter, departments) is True:
        evidence = request_evidence(facts, "issuer")
        return ruling.not_applicable("issuer", Reason.ISSUER_IS_DEPARTMENT, evidence=evidence)
    if applicability.value is None and applicability.reason is not None:
        message_id = applicability.reason.value.replace("_", "-")
        return ruling.undetermined(message_id, applicability.reason, applies=None, evidence=kind)
    if letter is None:
        return ruling.undetermined("no-request", Reason.NO_REQUEST)
    return _addressed(ruling, case, policy, letter)


def _issued_by(letter: Document, departments: tuple[str, ...]) -> bool | None:
    """Whether the department heads the letter, surely; null for a Phòng of that name, whose superior is not told."""
    if letter.issuer is None or not sure(letter.field_confidence("issuer") or letter.confidence):
        return False
    own = _is_department(letter.issuer, departments)
    alone = begins_with_one_of(letter.issuer, ("Phòng",)) and not names_one_of(letter.issuer, ("Sở Nội vụ",))
    return None if own and alone else own


def _is_department(name: str, departments: tuple[str, ...]) -> bool | None:
    """Whether a name is the department or its desk; null for a desk of the same name in another body."""
    if not names_one_of(name, departments):
        return False
    if names_one_of(name, ("Sở Nội vụ",)) or not names_one_of(name, _OTHER_BODIES):
        return True
    return None


def _addressed(ruling: Ruling, case: CaseFile, policy: PolicyOfDay, letter: Document) -> Finding:
    departments = policy.sent_through.departments
    evidence = request_evidence(case.facts, "addressees")
    params = {"addressees": list(letter.addressees)}
    values = {"addressees": list(letter.addressees)}
    named = [_is_department(addressee, departments) for addressee in letter.addressees]
    found = True in named
    desks_clear = None not in (*named, _issued_by(letter, departments))
    addressees_sure = sure(letter.field_confidence("addressees") or letter.confidence) and (found or desks_clear)
    if found and addressees_sure:
        return ruling.passed(params=params, values=values, evidence=evidence)
    if not letter.addressees or not addressees_sure:
        files = unread(case, Affects.ADDRESSEES)
        if files:
            return ruling.undetermined("not-assessed", Reason.NOT_ASSESSED, params={"files": files}, values=values)
        if not letter.addressees:
            return ruling.undetermined("no-addressee", Reason.NO_ADDRESSEE, values=values)
        return ruling.undetermined(
            "uncertain-addressee", Reason.UNCERTAIN_FACT, params=params, values=values, evidence=evidence
        )
    copies = [line for line in letter.recipients if line.quote and names_one_of(line.quote, departments)]
    if copies:
        shown = [
            FindingEvidence(field="request.recipients", source="document", quote=line.quote, place=line.place)
            for line in copies
        ]
        return ruling.undetermined(
            "only-in-recipients", Reason.ONLY_IN_RECIPIENTS, params=params, values=values, evidence=[*evidence, *shown]
        )
    if files := unread(case, Affects.ADDRESSEES):
        return ruling.undetermined(
            "not-assessed", Reason.NOT_ASSESSED, params={"files": files}, values=values, evidence=evidence
        )
    return ruling.violated(severity=policy.sent_through.severity, params=params, values=values, evidence=evidence)
