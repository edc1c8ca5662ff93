"""Received at least 15 working days before the conference

## What it checks
Whether the dossier reached the Council (through Sở Nội vụ) at least 15 working days before the day on which the
conference opens. Working days are those of the civil service: public holidays, compensation days and swapped days off
do not count, worked Saturdays do. What counts is arrival, not sending.

## Legal basis
The letter, II.2, fourth dash (II.2-4b): “gửi về HĐTĐKT tỉnh (qua Sở Nội vụ) trước ngày tổ chức hội nghị ít nhất 15 ngày
làm việc”. No text says how to count backwards; reading A (Civil Code 2015, article 147: the day of the event is not
counted) is the default: a dossier received on the 15th working day before the conference is in time. Reading B wants 15
clear days. Number, unit, reading and kinds are values of the policy (`deadline.*`).

## Passes when
The latest possible receipt is no later than the last day in time for the earliest possible opening. In time by reading
A and late by B is borderline: passed by A, and the dossier is held.

## Violated when
The earliest possible receipt is after the last day in time for the latest possible opening; the letter's own date is
such a receipt. Also where the request ties the award to a conference that lies before the request itself. A sender's
envelope that shows that the dossier was sent in time changes nothing; the finding says so.

## Undetermined when
The conference or the receipt is not known well enough for one outcome; facts not read surely are all there is; the
conference lies before the request, which does not tie the award to it; the calendar does not reach the conference, or
the limit is within two working days of the receipt and a holiday in between is not announced yet; an earlier version
of the dossier came, or may have come, in time; the kind of commendation is unknown.

## Not applicable when
The commendation is surely of another kind than thematic (khen thưởng theo chuyên đề, theo đợt).

## What the officer does
For a violation, returns the dossier or asks the unit why it was sent late. For an open one, enters the day of receipt
(`dossiers receive`), or asks the unit for the day of the conference (plan, invitation). A borderline one is decided by
the head of the office.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from pipeline.calendar.working_days import WorkingCalendar
from pipeline.errors import UsageError
from pipeline.models.report import CaseFile, Finding
from pipeline.models.vocabulary import Affects, Outcome, Reason, RuleCode, Severity
from validators.arrival import Arrival, counting, known_request_day, known_sure, sent_on
from validators.kinds import by_kind
from validators.limits import CountedUnit, Window
from validators.policy.model import DayUnit, PolicyOfDay
from validators.ruling import Ruling, commendation_evidence, unread

CODE = RuleCode.DEADLINE
CLAUSE = "II.2-4b"

_HELD = Severity.WARNING
"""A borderline dossier is held although the rule is kept."""

_SENT_IN_TIME = {
    "violated": "violated-sent-in-time",
    "violated-bounds": "violated-bounds-sent-in-time",
}

_UNITS = {
    DayUnit.WORKING_DAY: (CountedUnit.WORKING_DAY, CountedUnit.WORKING_DAYS),
    DayUnit.CALENDAR_DAY: (CountedUnit.CALENDAR_DAY, CountedUnit.CALENDAR_DAYS),
}


def check(case: CaseFile, policy: PolicyOfDay, calendar: WorkingCalendar) -> Finding:
    """The finding of this rule."""
    facts = case.facts
    ruling = Ruling(CODE, CLAUSE, ("commendation.kind", "conference"))
    applicability = by_kind(facts, policy.deadline.kinds)
    kind = commendation_evidence(facts, "kind")
    if applicability.value is False:
        params = {"kind": facts.commendation.kind}
        return ruling.not_applicable("other-kind", Reason.OTHER_KIND, params=params, evidence=kind)
    arrival = Arrival.of(facts)
    openings = facts.conference.openings
    window, values = _window(openings, arrival, policy, calendar)
    evidence = [*arrival.conference_evidence, *arrival.evidence, *kind]
    if applicability.value is None and applicability.reason is not None:
        message_id = applicability.reason.value.replace("_", "-")
        return ruling.undetermined(message_id, applicability.reason, applies=None, values=values, evidence=evidence)
    if openings is None:
        files = unread(case, Affects.CONFERENCE)
        return ruling.undetermined(
            "not-assessed" if files else "no-conference",
            Reason.NOT_ASSESSED if files else Reason.NO_CONFERENCE,
            params={"files": files},
            values=values,
            evidence=evidence,
        )
    if not known_sure(facts):
        return ruling.undetermined(
            "uncertain-conference",
            Reason.UNCERTAIN_FACT,
            params=_conference(openings),
            values=values,
            evidence=evidence,
        )
    if early := _before_request(ruling, case, policy, values):
        return early.model_copy(update={"evidence": tuple(evidence)})
    if window is None:
        return ruling.undetermined(
            "out-of-range",
            Reason.CALENDAR_OUT_OF_RANGE,
            params={**_conference(openings), "calendar": calendar.version},
            values=values,
            evidence=evidence,
        )
    finding = _judged(ruling, case, arrival, window, values)
    return finding.model_copy(update={"evidence": tuple(evidence)})


def _window(
    openings: tuple[date, date] | None, arrival: Arrival, policy: PolicyOfDay, calendar: WorkingCalendar
) -> tuple[Window | None, dict[str, Any]]:
    """The limits, where there is a conference that the calendar reaches, and the figures of the finding."""
    rules = policy.deadline
    head: dict[str, Any] = {"required": rules.days, "unit": rules.unit, "reading": rules.reading}
    receipt = {"receipt": arrival.values()}
    if openings is not None:
        try:
            window = Window.of(openings, rules, calendar)
        except UsageError as error:
            if error.code != "calendar-out-of-range":
                raise
        else:
            figures = window.values(arrival.earliest, arrival.latest)
            before = {key: figures.pop(key) for key in ("counted", "late_by", "latest_receipt", "latest_receipt_last")}
            return window, {**head, **before, **receipt, **figures}
    unknown = {"counted": None, "late_by": None, "latest_receipt": None, "latest_receipt_last": None}
    return None, {**head, **unknown, **receipt, "borderline": False, "provisional": False, "days": []}


def _before_request(ruling: Ruling, case: CaseFile, policy: PolicyOfDay, values: dict[str, Any]) -> Finding | None:
    """A conference that was over when the request was written; None where none was."""
    request = known_request_day(case.facts)
    if request is None:
        return None
    candidates = counting(case.facts)
    over = [one for one in candidates if one.from_ is not None and (one.opens_last or one.from_) < request]
    if not over:
        return None
    params = {"request": request, "conference": max(one.opens_last or one.from_ or request for one in over)}
    if not all(one.tied_to_award for one in over):
        return ruling.undetermined("before-request", Reason.CONFERENCE_BEFORE_REQUEST, params=params, values=values)
    if len(over) == len(candidates):
        return ruling.violated(
            "violated-before-request",
            severity=policy.deadline.severity,
            reason=Reason.CONFERENCE_BEFORE_REQUEST,
            params=params,
            values=values,
        )
    return None


def _judged(ruling: Ruling, case: CaseFile, arrival: Arrival, window: Window, values: dict[str, Any]) -> Finding:
    outcome = window.outcome(arrival.earliest, arrival.latest)
    if outcome is None:
        return _open(ruling, case, arrival, window, values)
    if window.close_to_limit(arrival.earliest, arrival.latest):
        params = _open_params(arrival, window)
        return ruling.undetermined("provisional", Reason.CALENDAR_PROVISIONAL, params=params, values=values)
    if outcome is Outcome.PASSED:
        return _in_time(ruling, arrival, window, values)
    if earlier := [past for past in case.history if not _late(past.receipt_earliest, window)]:
        params = {
            **_open_params(arrival, window),
            "earlier": [_span(past.receipt_earliest, past.receipt_latest) for past in earlier],
            "versions": [past.version for past in earlier],
        }
        return ruling.undetermined("earlier-version", Reason.EARLIER_VERSION_IN_TIME, params=params, values=values)
    return _too_late(ruling, arrival, window, values, sent_on(case.facts))


def _late(earliest: date | None, window: Window) -> bool:
    """Whether an earlier version surely came late as well."""
    return window.outcome(earliest, None) is Outcome.VIOLATED


def _in_time(ruling: Ruling, arrival: Arrival, window: Window, values: dict[str, Any]) -> Finding:
    params = {
        "received": arrival.latest,
        "basis": arrival.latest_basis,
        "limit": window.limit(window.first),
        "conference": window.first.conference,
        "limit_a": window.first.latest_receipt["A"],
        "limit_b": window.first.latest_receipt["B"],
    }
    if values["borderline"]:
        return ruling.passed(
            "passed-borderline", reason=Reason.BORDERLINE, severity=_HELD, params=params, values=values
        )
    if window.first.provisional:
        return ruling.passed("passed-provisional", reason=Reason.CALENDAR_PROVISIONAL, params=params, values=values)
    return ruling.passed(_exact("passed", arrival, window), params=params, values=values)


def _too_late(ruling: Ruling, arrival: Arrival, window: Window, values: dict[str, Any], sent: date | None) -> Finding:
    earliest = arrival.earliest
    late_by = window.least_late(earliest) if earliest is not None else 0
    params = {
        "received": earliest,
        "late_by": late_by,
        "unit": _UNITS[window.rules.unit][late_by != 1],
        "limit": window.limit(window.last),
        "conference": window.last.conference,
        "basis": arrival.earliest_basis,
        "limit_a": window.last.latest_receipt["A"],
        "limit_b": window.last.latest_receipt["B"],
    }
    severity = window.rules.severity
    if values["borderline"]:
        return ruling.violated(
            "violated-borderline", severity=severity, reason=Reason.BORDERLINE, params=params, values=values
        )
    if window.last.provisional:
        return ruling.violated(
            "violated-provisional",
            severity=severity,
            reason=Reason.CALENDAR_PROVISIONAL,
            params=params,
            values=values,
        )
    message_id = _exact("violated", arrival, window)
    limit = window.limit(window.last)
    if sent is not None and sent <= limit:
        # What counts is arrival; that it was sent in time is for the officer to weigh.
        message_id, params = _SENT_IN_TIME[message_id], params | {"sent": sent}
    return ruling.violated(message_id, severity=severity, params=params, values=values)


def _exact(message_id: str, arrival: Arrival, window: Window) -> str:
    """A sentence with days where both are known to the day, else one that speaks of bounds."""
    one_day = arrival.earliest == arrival.latest and window.first.conference == window.last.conference
    return message_id if one_day else f"{message_id}-bounds"


def _open(ruling: Ruling, case: CaseFile, arrival: Arrival, window: Window, values: dict[str, Any]) -> Finding:
    """Neither in time nor late for every possibility: what is wanting is named, the receipt before the conference."""
    params = _open_params(arrival, window)
    if arrival.doubtful:
        return ruling.undetermined("uncertain-receipt", Reason.UNCERTAIN_FACT, params=params, values=values)
    if arrival.unknown:
        return ruling.undetermined("no-receipt", Reason.NO_RECEIPT, params=params, values=values)
    if arrival.earliest != arrival.latest:
        return ruling.undetermined("receipt-interval", Reason.RECEIPT_INTERVAL, params=params, values=values)
    if case.facts.conference.contradictory:
        return ruling.undetermined(
            "conference-contradictory", Reason.CONFERENCE_CONTRADICTORY, params=params, values=values
        )
    return ruling.undetermined("conference-imprecise", Reason.CONFERENCE_IMPRECISE, params=params, values=values)


def _open_params(arrival: Arrival, window: Window) -> dict[str, Any]:
    return {
        "received": _span(arrival.earliest, arrival.latest),
        "limit": _span(window.limit(window.first), window.limit(window.last)),
        **_conference((window.first.conference, window.last.conference)),
    }


def _conference(openings: tuple[date, date]) -> dict[str, Any]:
    return {"conference": _span(*openings)}


def _span(first: date | None, last: date | None) -> str:
    """One day, or both ends of an interval in a form that both languages read; an open end as ≥ or ≤."""
    if first == last:
        return first.isoformat() if first else "…"
    if first is None or last is None:
        known, sign = (first, "≥") if first is not None else (last, "≤")
        return f"{sign} {known:%d/%m/%Y}"
    return f"{first:%d/%m/%Y} – {last:%d/%m/%Y}"
