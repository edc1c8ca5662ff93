"""Secrecy mark on a paper of the dossier

## What it checks
Whether a paper carries a mark of state secrecy (MẬT, TỐI MẬT, TUYỆT MẬT).

## Legal basis
Not a rule of the letter: papers with a mark are handled by the law on the protection of state secrets, by persons
entitled to see them. Law 06/2022/QH15, article 84, asks for electronic files of dossiers without secrets only.

## Passes when
Every part of the dossier was read, the stamps on scanned pages too, and no mark was found.

## Violated when
Never: whether a mark is right, and whether the paper may lie in the dossier, is for a person to say.

## Undetermined when
A mark was found, even one not read surely: the dossier is held, its files stay sealed, nothing of the paper is
extracted, quoted or stored beyond the place of the mark. An annex that comes with the marked paper by its own words
(Kèm theo …) is closed with it, in whatever file it lies. Also where some part could not be read: it could carry one;
and where the stamps on a scanned page could not be seen: the scan holds no colour, no red ink shows in the whole
file (a copy of a copy looks so), red ink is left that nobody could make out, or the sender's own software recognised
the page.

## Not applicable when
Never: every dossier is looked at.

## What the officer does
Takes the dossier out of the ordinary flow and hands it to the person in charge of secret papers. Does not copy, print
or forward the marked paper from here. If the mark is a mistake of reading, says so when deciding.
"""

from __future__ import annotations

from pipeline.calendar.working_days import WorkingCalendar
from pipeline.models.report import CaseFile, Finding, FindingEvidence
from pipeline.models.vocabulary import Reason, RuleCode
from validators.policy.model import PolicyOfDay
from validators.ruling import Ruling

CODE = RuleCode.SECRET_MARK
CLAUSE = None


def check(case: CaseFile, policy: PolicyOfDay, calendar: WorkingCalendar) -> Finding:
    """The finding of this rule; it shows places, never words."""
    ruling = Ruling(CODE, CLAUSE)
    marks = case.facts.secret_marks
    if marks:
        return ruling.undetermined(
            "found",
            Reason.SECRET_MARK,
            params={"files": list(dict.fromkeys(mark.place.file for mark in marks))},
            values={"levels": list(dict.fromkeys(mark.level for mark in marks))},
            evidence=[
                FindingEvidence(field="secret_mark", source="document", quote=None, place=mark.place) for mark in marks
            ],
        )
    files = list(dict.fromkeys(part.file or "…" for part in case.not_assessed if part.affects))
    if files:
        return ruling.undetermined("not-assessed", Reason.NOT_ASSESSED, params={"files": files})
    if case.facts.stamps_unseen:
        return ruling.undetermined("pictures", Reason.LOSSES, params={"files": list(case.facts.stamps_unseen)})
    return ruling.passed()
