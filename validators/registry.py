"""The rules, in the order in which a report lists them; what ``dossiers rules`` shows."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from types import ModuleType

from pipeline.calendar.working_days import WorkingCalendar
from pipeline.models.report import CaseFile, Finding
from pipeline.models.vocabulary import RuleCode
from validators.policy.model import PolicyOfDay
from validators.rules import (
    counts_agree,
    dates_in_order,
    deadline_working_days,
    secret_mark,
    sent_through_internal_affairs,
    steering_committee_members,
    steering_committee_nominated,
)

Check = Callable[[CaseFile, PolicyOfDay, WorkingCalendar], Finding]


@dataclass(frozen=True)
class Rule:
    """One rule: its stable code, the clause of the letter, its check and its manual page."""

    code: RuleCode
    clause: str | None
    """Null for a rule that is not the letter's."""
    check: Check
    manual: str
    """Title and sections in English; the Vietnamese page stands beside the rule (:mod:`validators.pages`)."""


def _rule(module: ModuleType) -> Rule:
    return Rule(module.CODE, module.CLAUSE, module.check, inspect.cleandoc(module.__doc__ or ""))


RULES: tuple[Rule, ...] = tuple(
    _rule(module)
    for module in (
        deadline_working_days,
        steering_committee_nominated,
        steering_committee_members,
        sent_through_internal_affairs,
        counts_agree,
        dates_in_order,
        secret_mark,
    )
)


def rule(code: str) -> Rule | None:
    """The rule with that code, null where there is none."""
    return next((one for one in RULES if one.code == code), None)
