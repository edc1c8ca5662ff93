"""The rules' manual pages in both languages, written to ``docs/rules/{en,vi}/`` by ``python -m validators.pages``.

English comes from the docstring of the rule, Vietnamese from ``validators/rules/vi/<code>.md``; both have the same
sections in the same order, and a test fails where one is missing or the written pages are not these.
"""

from __future__ import annotations

from pathlib import Path

from pipeline.messages import LANGUAGES, Language, say
from validators.registry import RULES, Rule

SECTIONS: dict[Language, tuple[str, ...]] = {
    "en": (
        "What it checks",
        "Legal basis",
        "Passes when",
        "Violated when",
        "Undetermined when",
        "Not applicable when",
        "What the officer does",
    ),
    "vi": (
        "Kiểm tra gì",
        "Căn cứ",
        "Đạt khi",
        "Vi phạm khi",
        "Chưa xác định khi",
        "Không áp dụng khi",
        "Cán bộ làm gì",
    ),
}
_VIETNAMESE = Path(__file__).parent / "rules" / "vi"
_DOCS = Path(__file__).parent.parent / "docs" / "rules"
_CLAUSE: dict[Language, tuple[str, str]] = {
    "en": ("Clause of the letter", "none"),
    "vi": ("Điểm của công văn", "không có"),
}
_INDEX: dict[Language, tuple[str, tuple[str, str, str]]] = {
    "en": ("Rules", ("Code", "Clause", "What it is about")),
    "vi": ("Các quy tắc", ("Mã", "Điểm", "Nội dung")),
}


def page(rule: Rule, language: Language) -> str:
    """The manual page of a rule as Markdown."""
    text = rule.manual if language == "en" else (_VIETNAMESE / f"{rule.code.value}.md").read_text(encoding="utf-8")
    title, _, body = text.strip().partition("\n")
    name, none = _CLAUSE[language]
    return f"# {title.lstrip('# ')}\n\n`{rule.code.value}` · {name}: {rule.clause or none}\n{body.rstrip()}\n"


def index(language: Language) -> str:
    """The list of all rules as Markdown."""
    title, head = _INDEX[language]
    rows = [
        f"| [`{code}`]({code}.md) | {rule.clause or '–'} | {say(f'rule.{code}', language)} |"
        for rule in RULES
        for code in (rule.code.value,)
    ]
    return "\n".join([f"# {title}", "", f"| {' | '.join(head)} |", "|---|---|---|", *rows, ""])


def pages() -> dict[Path, str]:
    """Every page by its path under ``docs/rules``."""
    found: dict[Path, str] = {}
    for language in LANGUAGES:
        found[Path(language) / "index.md"] = index(language)
        found |= {Path(language) / f"{rule.code.value}.md": page(rule, language) for rule in RULES}
    return found


def main() -> None:
    """Write all pages."""
    for path, text in pages().items():
        target = _DOCS / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
