"""Every situation of ``tests/cases/rules`` ends as its entry says."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from pipeline.calendar.working_days import WorkingCalendar
from pipeline.models.report import CaseFile
from pipeline.models.vocabulary import Outcome, RuleCode
from validators.policy.model import PolicyOfDay
from validators.registry import RULES, rule

CASES = Path(__file__).parent.parent / "cases" / "rules"

OUTCOMES = {
    # A mark is for a person to judge, and every dossier is looked at for one.
    RuleCode.SECRET_MARK: {Outcome.PASSED, Outcome.UNDETERMINED},
}


def situations(code: str) -> list[dict[str, Any]]:
    loaded: list[dict[str, Any]] = yaml.safe_load((CASES / f"{code}.yaml").read_text(encoding="utf-8"))
    return loaded


ALL = [
    pytest.param(one.code, situation, id=f"{one.code.value}: {situation['situation']}")
    for one in RULES
    for situation in situations(one.code.value)
]


@pytest.mark.parametrize(("code", "situation"), ALL)
def test_a_situation_ends_as_it_should(
    code: RuleCode,
    situation: dict[str, Any],
    calendar: WorkingCalendar,
    make_case: Callable[[dict[str, Any]], CaseFile],
    make_policy: Callable[[dict[str, Any]], PolicyOfDay],
) -> None:
    assert not set(situation) - {"situation", "facts", "policy", "expect"}
    found = rule(code)
    assert found is not None
    case = make_case(situation.get("facts") or {})
    finding = found.check(case, make_policy(situation.get("policy") or {}), calendar)
    expect = situation["expect"]
    assert not set(expect) - {"outcome", "severity", "reason", "applies", "variant", "message", "values"}
    actual = {
        "outcome": finding.outcome,
        "severity": finding.severity,
        "reason": finding.reason,
        "applies": finding.applies.value,
        "variant": finding.message_id.removeprefix(f"{code.value}."),
        "message": finding.message,
    }
    wanted = {key: value for key, value in expect.items() if key != "values"}
    assert {key: actual[key] for key in wanted} == wanted
    values = expect.get("values", {})
    assert {key: finding.values.get(key) for key in values} == _iso(values)
    assert finding.clause == found.clause


@pytest.mark.parametrize("code", [one.code for one in RULES])
def test_every_outcome_of_a_rule_has_a_situation(code: RuleCode) -> None:
    assert {situation["expect"]["outcome"] for situation in situations(code.value)} == {
        outcome.value for outcome in OUTCOMES.get(code, set(Outcome))
    }


def _iso(value: Any) -> Any:
    """YAML reads days as dates; findings hold them in ISO form."""
    if isinstance(value, dict):
        return {key: _iso(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_iso(item) for item in value]
    return value.isoformat() if hasattr(value, "isoformat") else value
