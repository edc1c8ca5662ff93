"""All rules over one case. A rule that fails fails closed: its finding is ``undetermined`` and holds the dossier."""

from __future__ import annotations

import logging
from collections.abc import Sequence

from pipeline.calendar.working_days import WorkingCalendar
from pipeline.models.report import CaseFile, Finding
from pipeline.models.vocabulary import Reason
from validators.policy.model import Policy, PolicyOfDay
from validators.registry import RULES, Rule
from validators.ruling import Ruling

_log = logging.getLogger(__name__)


def validate(
    case: CaseFile, policy: Policy, calendar: WorkingCalendar, rules: Sequence[Rule] = RULES
) -> tuple[Finding, ...]:
    """One finding a rule, in the order of the registry, by the policy of the day of judgement."""
    in_force = policy.on(case.judged_on)
    return tuple(_checked(rule, case, in_force, calendar) for rule in rules)


def _checked(rule: Rule, case: CaseFile, policy: PolicyOfDay, calendar: WorkingCalendar) -> Finding:
    try:
        return rule.check(case, policy, calendar)
    except Exception as error:
        # The text of an exception may hold names of persons: only the rule and the kind of fault are logged.
        _log.error("check failed: %s (%s)", rule.code.value, type(error).__name__)
        return Ruling(rule.code, rule.clause).undetermined("check-failed", Reason.CHECK_FAILED, applies=None)
