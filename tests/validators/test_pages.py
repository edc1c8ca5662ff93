"""The manual pages: every section in both languages, and what is written under ``docs`` is what the rules say."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pipeline.messages import Language
from validators.pages import SECTIONS, page, pages
from validators.registry import RULES, Rule

DOCS = Path(__file__).parents[2] / "docs" / "rules"


@pytest.mark.parametrize("language", list(SECTIONS))
@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code.value)
def test_a_page_has_every_section_in_order_with_text_under_it(rule: Rule, language: Language) -> None:
    text = page(rule, language)
    parts = re.split(r"^## (.+)$", text, flags=re.MULTILINE)
    assert tuple(parts[1::2]) == SECTIONS[language]
    assert all(part.strip() for part in parts[2::2])
    assert text.startswith("# ")


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code.value)
def test_a_page_names_the_clause_of_its_rule(rule: Rule) -> None:
    if rule.clause is not None:
        assert rule.clause in rule.manual
        assert rule.clause in page(rule, "vi").partition("\n## ")[2]


def test_the_written_pages_are_fresh() -> None:
    written = {path.relative_to(DOCS): path.read_text(encoding="utf-8") for path in DOCS.rglob("*.md")}
    assert written == pages(), "run: python -m validators.pages"
