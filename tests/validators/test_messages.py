"""Every sentence that a rule can say stands in both languages with the same placeholders."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import validators.rules as rules
from pipeline.messages import LANGUAGES, Language, _catalogue, message_ids, placeholders, say
from pipeline.models import vocabulary
from validators.limits import CountedUnit
from validators.policy.model import DayUnit, Milestone
from validators.registry import RULES
from validators.tally import CountKind

OURS = tuple(code.code.value for code in RULES)
IDS = [one for one in message_ids() if one.startswith(tuple(f"{code}." for code in OURS))]
FOLDER = Path(rules.__path__[0])
WORDS = (
    *(
        word.value
        for name in (
            "Outcome", "Severity", "Recommendation", "Confidence", "NomineeType", "CommitteeGroup", "CommendationKind",
            "Occasion", "Reason", "ReceiptBasis", "DocumentKind", "DateRole", "Precision", "Affects", "FileStatus",
            "FileCode", "LossCode", "RuleCode", "Complete", "DocumentForm", "FindingKind",
        )
        for word in getattr(vocabulary, name)
    ),
    *(word.value for words in (CountedUnit, CountKind, Milestone, DayUnit) for word in words),
)  # fmt: skip


def _variants_in_code(path: Path) -> set[str]:
    """String constants of a rule that look like the end of a message id."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    constants = {
        node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    return {text for text in constants if re.fullmatch(r"[a-z]+(-[a-z]+)*", text)}


@pytest.mark.parametrize("message_id", IDS)
def test_both_languages_need_the_same_parameters(message_id: str) -> None:
    for name in (message_id, f"{message_id}.remedy"):
        texts = {language: entry(name, language) for language in LANGUAGES}
        assert placeholders(texts["vi"]) == placeholders(texts["en"])
        assert bool(texts["vi"]) == bool(texts["en"])


def entry(name: str, language: Language) -> str:
    """The raw text of an entry, empty where it has none."""
    return _catalogue(language).get(name, "")


@pytest.mark.parametrize("code", OURS)
def test_every_sentence_of_the_catalogue_is_said_by_its_rule(code: str) -> None:
    said = _variants_in_code(FOLDER / f"{code.replace('-', '_')}.py")
    # Reasons of applicability, unfinished sentences and the failed check are put together, not written out.
    built = {reason.value.replace("_", "-") for reason in vocabulary.Reason}
    built |= {f"{word}-bounds" for word in ("passed", "violated")} | {"passed", "violated", "check-failed"}
    built |= {"passed-not-provincial", "passed-implementing"}
    kept = {one.removeprefix(f"{code}.") for one in IDS if one.startswith(f"{code}.")}
    assert kept <= said | built
    assert "check-failed" in kept


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_of_a_closed_list_has_a_label(language: Language) -> None:
    assert [word for word in WORDS if not entry(f"label.{word}", language)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_rule_has_a_title(language: Language) -> None:
    assert all(say(f"rule.{code}", language) for code in OURS)
