"""Numbers of nominees agree: request, words and figures, rows, reports

## What it checks
Whether the numbers that the request and its lists state (“05 (năm) tập thể và 12 cá nhân”) are the same in words and
in figures, are as many as the rows of nominees, and whether every listed nominee has an achievement report and every
report a row, where reports lie in the dossier at all. Committees, households and enterprises count as collectives
unless the request states them apart. Numbers in minutes are not compared: a meeting may judge more than is requested.

## Legal basis
The letter, II.2, first dash (II.2-1a): “đúng các quy định của Luật … về tiêu chuẩn, quy trình, thủ tục, hồ sơ”; Law
06/2022/QH15, article 84(2): request, reports, minutes. What counts as a collective is a value of the policy
(`counts.collective_types`).

## Passes when
Every part that matters was read and all numbers agree; with a note where the dossier holds no reports.

## Violated when
A number in words differs from the one in figures; there are more rows than stated, or fewer where the rows show by
themselves that none was passed over; a listed nominee has no report, or a report no row, while others have.

## Undetermined when
Part of the nominees or papers was not read; fewer rows than stated were read and the papers do not show that these are
all; the kind of a row or a number was not read surely and the outcome hangs on it; a report does not show whom it is
about; several nominees stand in the dossier and no number is stated, or none for one of their kinds; there is no
request letter; no nominee was found.

## Not applicable when
The request names one nominee only and states no number, and everything was read: there is nothing to compare.

## What the officer does
Recounts the rows that the evidence shows. For a violation, asks the unit for a corrected request or the missing
report. For an unread part, counts it by hand.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from pipeline.calendar.working_days import WorkingCalendar
from pipeline.models.facts import Nominee, StatedCount
from pipeline.models.report import CaseFile, Finding, FindingEvidence
from pipeline.models.vocabulary import Affects, DocumentForm, DocumentKind, Reason, RuleCode
from validators.policy.model import PolicyOfDay
from validators.ruling import Ruling, all_nominees_read, nominee_evidence, nominee_sure, sure, unread
from validators.tally import TOTAL, CountKind, Range, Stated, kind_of, rows, stated

CODE = RuleCode.COUNTS
CLAUSE = "II.2-1a"


@dataclass(frozen=True)
class _Numbers:
    """What is compared."""

    case: CaseFile
    policy: PolicyOfDay
    listed: tuple[Nominee, ...]
    stated: tuple[Stated, ...]
    values: dict[str, object]

    @property
    def apart(self) -> list[str]:
        """Kinds that the request counts apart."""
        return [number.kind for number in self.stated if number.source == "request"]

    def compare(self, number: Stated) -> bool | None:
        """Whether a stated number is the number of rows; a list's number speaks of its own rows.

        A list without a row of that kind has its rows elsewhere: where they are not as many there, nothing is known.
        """
        found = self.rows_of(number)
        if number.source == "list" and not found.high:
            everywhere = rows(self.listed, number.kind, self.policy.counts.collective_types, self.apart)
            return number.compare(everywhere) or None
        return number.compare(found)

    def rows_of(self, number: Stated) -> Range:
        """The rows that a stated number speaks of."""
        own = [n for n in self.listed if number.source == "request" or number.document in (None, *n.documents)]
        return rows(own, number.kind, self.policy.counts.collective_types, self.apart)

    @property
    def kinds_not_stated(self) -> list[str]:
        """Kinds among the rows that no stated number covers."""
        kinds = {number.kind for number in self.stated}
        if TOTAL in kinds:
            return []
        own = {kind_of(nominee, self.policy.counts.collective_types, self.apart) for nominee in self.listed}
        return sorted(kind for kind in own if kind is not None and kind not in kinds)


def check(case: CaseFile, policy: PolicyOfDay, calendar: WorkingCalendar) -> Finding:
    """The finding of this rule."""
    facts = case.facts
    ruling = Ruling(CODE, CLAUSE)
    if facts.request_letter is None:
        return ruling.undetermined("no-request", Reason.NO_REQUEST)
    listed = tuple(nominee for nominee in facts.nominees if nominee.listed)
    numbers = tuple(stated(facts))
    compared = _Numbers(case, policy, listed, numbers, _values(listed, numbers))
    return _broken(ruling, compared) or _open(ruling, compared) or _kept(ruling, compared)


def _values(listed: tuple[Nominee, ...], numbers: tuple[Stated, ...]) -> dict[str, object]:
    said: dict[str, int] = {}
    for number in sorted(numbers, key=lambda one: one.source != "request"):
        said.setdefault(number.kind, number.number)
    found = Counter(nominee.type.value if nominee.type else "unknown" for nominee in listed)
    return {"stated": said, "rows": dict(sorted(found.items()))}


def _broken(ruling: Ruling, compared: _Numbers) -> Finding | None:
    """A mismatch that nothing unread could mend."""
    severity, values = compared.policy.counts.severity, compared.values
    for count in compared.case.facts.counts:
        other_letter = count.source == "request" and count.place.document != compared.case.facts.request
        if count.source == "minutes" or other_letter:
            continue
        if count.words not in (None, count.number) and sure(count.confidence):
            return ruling.violated(
                "violated-words",
                severity=severity,
                params={"kind": CountKind(count.what), "number": count.number, "words": count.words},
                values=values,
                evidence=[_said(count)],
            )
    for number in compared.stated:
        if compared.compare(number) is False and (_all_read(compared) or _too_many(compared, number)):
            return ruling.violated(
                "violated" if number.source == "request" else "violated-list",
                severity=severity,
                params={"kind": CountKind(number.kind), "stated": number.number, "rows": compared.rows_of(number).high},
                values=values,
                evidence=[
                    *(_said(count) for count in number.counts),
                    *nominee_evidence(compared.listed, "name"),
                ],
            )
    return _reports_broken(ruling, compared)


def _too_many(compared: _Numbers, number: Stated) -> bool:
    """More rows than stated stay too many whatever an unread part holds."""
    return compared.rows_of(number).low > sum({count.number for count in number.counts})


def _all_read(compared: _Numbers) -> bool:
    return all_nominees_read(compared.case) and not unread(compared.case, Affects.COUNTS)


def _reports_broken(ruling: Ruling, compared: _Numbers) -> Finding | None:
    """Nominees without report, reports without nominee; only where everything was read is absence a fact."""
    case = compared.case
    reports = _report_ids(case)
    if not reports or not _all_read(compared) or unread(case, Affects.DOCUMENTS) or _reports_of_nobody(case):
        return None
    certain = [nominee for nominee in case.facts.nominees if nominee_sure(nominee, "name")]
    if any(reports & set(nominee.documents) for nominee in case.facts.nominees if nominee not in certain):
        # A report about a name that was not read surely may be that of a nominee who seems to have none.
        return None
    without = [nominee for nominee in certain if nominee.listed and not reports & set(nominee.documents)]
    unlisted = [nominee for nominee in certain if not nominee.listed and reports & set(nominee.documents)]
    for message_id, nominees in (("violated-report-missing", without), ("violated-report-unlisted", unlisted)):
        if nominees and compared.listed:
            return ruling.violated(
                message_id,
                severity=compared.policy.counts.severity,
                params={"nominees": [n.id for n in nominees], "names": [n.name for n in nominees]},
                values=compared.values,
                evidence=nominee_evidence(nominees, "name"),
            )
    return None


def _report_ids(case: CaseFile) -> set[str]:
    return {
        paper.id
        for paper in case.facts.documents
        if paper.kind is DocumentKind.ACHIEVEMENT_REPORT and paper.form is not DocumentForm.BLANK
    }


def _reports_of_nobody(case: CaseFile) -> set[str]:
    """Reports that do not show whom they are about: each may be that of a nominee who seems to have none."""
    return _report_ids(case).difference(*(nominee.documents for nominee in case.facts.nominees))


def _open(ruling: Ruling, compared: _Numbers) -> Finding | None:
    """Why the numbers cannot be said to agree; None where they can."""
    case, values = compared.case, compared.values
    files = unread(case, Affects.NOMINEES, Affects.COUNTS, *([Affects.DOCUMENTS] if _report_ids(case) else []))
    if files:
        return ruling.undetermined("not-assessed", Reason.NOT_ASSESSED, params={"files": files}, values=values)
    if not compared.listed:
        return ruling.undetermined("no-nominees", Reason.NO_NOMINEES, values=values)
    if not all_nominees_read(case):
        return ruling.undetermined("nominees-incomplete", Reason.NOT_ASSESSED, values=values)
    of_nobody = _reports_of_nobody(case)
    if not compared.stated and (len(compared.listed) > 1 or not of_nobody):
        if len(compared.listed) == 1:
            return None
        params = {"count": len(compared.listed)}
        return ruling.undetermined("no-counts", Reason.NO_STATED_COUNTS, params=params, values=values)
    if compared.stated and (kinds := compared.kinds_not_stated):
        return ruling.undetermined(
            "kind-not-stated", Reason.NO_STATED_COUNTS, params={"kind": CountKind(kinds[0])}, values=values
        )
    doubtful = [n for n in case.facts.nominees if not nominee_sure(n, "name")]
    if doubtful or of_nobody or any(compared.compare(number) is not True for number in compared.stated):
        evidence = [_said(count) for number in compared.stated for count in number.counts]
        return ruling.undetermined(
            "uncertain", Reason.UNCERTAIN_FACT, values=values, evidence=[*evidence, *nominee_evidence(doubtful, "name")]
        )
    return None


def _kept(ruling: Ruling, compared: _Numbers) -> Finding:
    values = compared.values
    reports = _report_ids(compared.case)
    if not compared.stated and not reports:
        return ruling.not_applicable("single-nominee", Reason.NO_STATED_COUNTS, values=values)
    return ruling.passed(
        "passed" if reports else "passed-no-reports",
        params={"count": len(compared.listed)},
        values=values,
        evidence=[_said(count) for number in compared.stated for count in number.counts],
    )


def _said(count: StatedCount) -> FindingEvidence:
    return FindingEvidence(field=f"counts.{count.what}", source="document", quote=count.quote, place=count.place)
