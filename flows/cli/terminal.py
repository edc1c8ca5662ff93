"""A report on the terminal: the verdict, each rule with its words, what was not read."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any

from flows.cli import screen
from flows.cli.screen import t, word

if TYPE_CHECKING:
    from rich.console import Console

    from pipeline.models.base import Place
    from pipeline.models.facts import DossierFacts
    from pipeline.models.report import Finding

_SYMBOLS = {"passed": "✓", "violated": "✗", "undetermined": "?", "not_applicable": "–"}
_QUOTES = 12
_STYLES = {
    "passed": "green",
    "violated": "bold red",
    "undetermined": "yellow",
    "not_applicable": "dim",
    "forward": "bold green",
    "hold": "bold yellow",
    "return": "bold red",
    "quarantine": "bold red",
}


def show_report(published: dict[str, Any]) -> None:
    """Print one report (its published JSON) for a person."""
    from rich.console import Console
    from rich.text import Text

    from pipeline.models.report import Report
    from pipeline.reports.arrival import unused_stamps
    from pipeline.reports.verdict import by_urgency, told_before

    report = Report.model_validate(published)
    console = Console(highlight=False, soft_wrap=False)
    tray = report.recommendation.value
    console.print(Text(f"{report.dossier.id}  ", "bold") + Text(t(f"report.verdict.{tray}"), _STYLES[tray]))
    letter = report.facts.request_letter
    if letter is not None:
        day = screen.shown_day(letter.date.isoformat()) if letter.date else None
        console.print(Text("  " + " · ".join(part for part in (letter.number, day, letter.issuer) if part)))
    for sentence in unused_stamps(report.facts, screen.language()):
        _line(console, sentence, "dim", indent=2)
    if tray == "quarantine" and not report.facts.documents:
        _line(console, t("report.rules-none"), indent=2)
    else:
        rules = by_urgency(report)
        told = told_before(rules)
        for finding in rules:
            _show_rule(console, finding, with_remedy=finding.code.value not in told)
    for finding in report.findings:
        if finding.outcome is None:
            _line(console, f"• {_sentence(finding)}", indent=2)
            if _remedy(finding):
                _line(console, f"→ {_remedy(finding)}", "italic")
    console.print()


def _line(console: Console, text: str, style: str = "", *, indent: int = 6) -> None:
    """A line, and where it is too long its continuation, as far in as its heading asks."""
    from rich.padding import Padding
    from rich.text import Text

    console.print(Padding(Text(text, style), (0, 0, 0, indent), expand=False))


def _show_rule(console: Console, finding: Finding, *, with_remedy: bool) -> None:
    from rich.text import Text

    outcome = finding.outcome.value if finding.outcome else ""
    head = Text(f"  {_SYMBOLS[outcome]} {word(outcome)}: ", _STYLES[outcome])
    console.print(head + Text(t(f"rule.{finding.code.value}"), "bold"))
    _line(console, _sentence(finding))
    if outcome not in ("violated", "undetermined") and not finding.values.get("borderline"):
        return
    if with_remedy and _remedy(finding):
        _line(console, f"→ {_remedy(finding)}", "italic")
    quoted = [item for item in finding.evidence if item.quote]
    for item in quoted[:_QUOTES]:
        where = f" ({_where(item.place)})" if item.place else ""
        _line(console, f"“{' '.join((item.quote or '').split())}”{where}", "dim")
    if len(quoted) > _QUOTES:
        _line(console, t("report.more-evidence", count=len(quoted) - _QUOTES), "dim")


def _sentence(finding: Finding) -> str:
    return finding.message_en if screen.language() == "en" else finding.message


def _remedy(finding: Finding) -> str:
    return finding.remedy_en if screen.language() == "en" else finding.remedy


def _where(place: Place) -> str:
    from pipeline.reports.view import place_text

    return place_text(place, screen.language())


def show_facts(facts: DossierFacts) -> None:
    """Print the facts of one dossier for a person: papers, conference, nominees."""
    from pipeline.reports.papers import paper_rows
    from pipeline.reports.view import conference_text

    language = screen.language()
    screen.line(f"{t('report.kind')}: {_word(facts.commendation.kind)}")
    screen.line(f"{t('report.occasion')}: {_word(facts.commendation.occasion)}")
    screen.line(f"{t('report.conference')}: {conference_text(facts.conference, language)}")
    papers = [
        (paper.kind, paper.number, paper.date, paper.issuer, paper.subject, paper.file)
        for paper in paper_rows(facts, language)
    ]
    names = ("document", "number", "date", "issued-by", "about", "file")
    screen.table([t(f"report.{name}") for name in names], papers, title=t("report.documents"))
    people = [
        (
            str(row),
            nominee.name,
            _word(nominee.type),
            ", ".join(part for part in (nominee.post, nominee.unit) if part),
            nominee.award_text or "",
        )
        for row, nominee in enumerate(facts.nominees, start=1)
    ]
    columns = (t("report.row"), t("report.name"), t("report.type"), t("report.post-unit"), t("report.award"))
    screen.table(columns, people, title=t("report.nominees"))


def _word(value: StrEnum | None) -> str:
    return word(value.value) if value is not None else t("report.unknown")
