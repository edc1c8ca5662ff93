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
The addressees were read and the department stands neither among them nor in Nơi nhận nor in the text of the request.

## Undetermined when
It stands in Nơi nhận only, or only a sentence of the request says that the dossier goes through it; the department that
is addressed bears the name of another province than the request does; only a desk of the same name, perhaps of another
body, is addressed or issued it; no addressee was found; the addressees or the issuer were not read surely or an unread
part could hold them; there is no request letter; the kind of commendation is unknown or was not read surely.

## Not applicable when
The commendation is surely of another kind than thematic (khen thưởng theo chuyên đề, theo đợt), or the department
itself issued the request.

## What the officer does
Looks whether the dossier came through the department in fact (receipt stamp, document system). If it did, notes it;
if it did not, asks the unit to send it through the department.
"""

from __future__ import annotations

import re
from itertools import takewhile

from pipeline.calendar.working_days import WorkingCalendar
from pipeline.comparing import begins_with_one_of, names_one_of, words
from pipeline.models.facts import Document, Quote
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
_PROVINCE = re.compile(r"\b(?:tỉnh|Tỉnh|TỈNH)\s+")
# A Sở is a body of a province or of a city of that rank; a city that issues may be one of a province.
_PROVINCE_OF_DEPARTMENT = re.compile(r"\b(?:tỉnh|Tỉnh|TỈNH|thành phố|Thành phố|THÀNH PHỐ|TP)\.?\s+")


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
    """Whether the department heads the letter; null for a Phòng of that name, whose superior is not told, and for an
    issuer that was not read surely."""
    if letter.issuer is None:
        return False
    if not sure(letter.field_confidence("issuer") or letter.confidence):
        return None
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


def _of_another_province(name: str, letter: Document) -> bool:
    """Whether a department that is addressed names a province, and the rest of the letter only others."""
    own = _provinces(_PROVINCE_OF_DEPARTMENT, name)
    rest = (letter.issuer or "", *letter.head_bodies, *(other for other in letter.addressees if other != name))
    others = [province for text in rest for province in _provinces(_PROVINCE, text)]
    # What follows a name may have been read with it: one need only begin with the other.
    return bool(own and others) and not any(one[: len(other)] == other[: len(one)] for one in own for other in others)


def _provinces(pattern: re.Pattern[str], text: str) -> list[tuple[str, ...]]:
    """The names behind the word for a province: words in capitals or with a capital, and the dash between them."""
    found: list[tuple[str, ...]] = []
    for match in pattern.finditer(text):
        name = re.split(r"[,;:()/.]", text[match.end() :])[0].split()
        capital = list(takewhile(lambda word: word[0].isupper() or word in "-–", name))
        if capital:
            found.append(words(" ".join(capital)))
    return found


def _addressed(ruling: Ruling, case: CaseFile, policy: PolicyOfDay, letter: Document) -> Finding:
    departments = policy.sent_through.departments
    evidence = request_evidence(case.facts, "addressees")
    params = {"addressees": list(letter.addressees)}
    values = {"addressees": list(letter.addressees)}
    named = [_is_department(addressee, departments) for addressee in letter.addressees]
    elsewhere = [
        own is True and _of_another_province(name, letter) for own, name in zip(named, letter.addressees, strict=True)
    ]
    found = any(own is True and not other for own, other in zip(named, elsewhere, strict=True))
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
    if True in elsewhere:
        return ruling.undetermined(
            "other-province", Reason.UNCERTAIN_FACT, params=params, values=values, evidence=evidence
        )
    copies = [line for line in letter.recipients if line.quote and names_one_of(line.quote, departments)]
    if copies:
        shown = [*evidence, *_shown("recipients", copies)]
        return ruling.undetermined(
            "only-in-recipients", Reason.ONLY_IN_RECIPIENTS, params=params, values=values, evidence=shown
        )
    said = [line for line in letter.sent_on if line.quote and names_one_of(line.quote, departments)]
    if said:
        shown = [*evidence, *_shown("sent_on", said)]
        return ruling.undetermined("only-in-text", Reason.UNCERTAIN_FACT, params=params, values=values, evidence=shown)
    if files := unread(case, Affects.ADDRESSEES):
        return ruling.undetermined(
            "not-assessed", Reason.NOT_ASSESSED, params={"files": files}, values=values, evidence=evidence
        )
    return ruling.violated(severity=policy.sent_through.severity, params=params, values=values, evidence=evidence)


def _shown(field: str, lines: list[Quote]) -> list[FindingEvidence]:
    return [
        FindingEvidence(field=f"request.{field}", source="document", quote=line.quote, place=line.place)
        for line in lines
    ]
