"""A report on the terminal: the verdict, each rule with its words, what was not read."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any

from flows.cli import screen
from flows.cli.screen import t, word

if TYPE_CHECKING:
    from pipeline.models.facts import DossierFacts

_SYMBOLS = {"passed": "✓", "violated": "✗", "undetermined": "?", "not_applicable": "–"}
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


def show_report(report: dict[str, Any]) -> None:
    """Print one report (its published JSON) for a person."""
    from rich.console import Console
    from rich.text import Text

    console = Console(highlight=False, soft_wrap=False)
    english = screen.language() == "en"
    sentence = "message_en" if english else "message"
    remedy = "remedy_en" if english else "remedy"
    tray = report["recommendation"]
    console.print(Text(f"{report['dossier']['id']}  ", "bold") + Text(t(f"report.verdict.{tray}"), _STYLES[tray]))
    request = next((d for d in report["facts"]["documents"] if d["id"] == report["facts"]["request"]), None)
    if request is not None:
        parts = [request["number"], request["date"] and screen.shown_day(request["date"]), request["issuer"]]
        console.print(Text("  " + " · ".join(part for part in parts if part)))
    for finding in report["findings"]:
        outcome = finding["outcome"]
        if outcome is None:
            console.print(Text("  • ") + Text(finding[sentence]))
        else:
            head = Text(f"  {_SYMBOLS[outcome]} {word(outcome)}: ", _STYLES[outcome])
            console.print(head + Text(t(f"rule.{finding['code']}"), "bold"))
            console.print(Text(f"      {finding[sentence]}"))
        if outcome in ("violated", "undetermined") and finding[remedy]:
            console.print(Text(f"      → {finding[remedy]}", "italic"))
        if outcome in ("violated", "undetermined"):
            for item in finding["evidence"]:
                if item["quote"]:
                    where = f" ({_where(item['place'])})" if item["place"] else ""
                    console.print(Text(f"      “{item['quote']}”{where}", "dim"))
    console.print()


def _where(place: dict[str, Any] | None) -> str:
    from pipeline.models.base import Place
    from pipeline.reports.view import place_text

    return place_text(Place.model_validate(place) if place else None, screen.language())


def show_facts(facts: DossierFacts) -> None:
    """Print the facts of one dossier for a person: papers, conference, nominees."""
    from pipeline.reports.view import conference_text

    language = screen.language()
    screen.line(f"{t('report.commendation')}: {_word(facts.commendation.kind)} · {_word(facts.commendation.occasion)}")
    screen.line(f"{t('report.conference')}: {conference_text(facts.conference, language)}")
    papers = [
        (
            document.id,
            _word(document.kind),
            document.number or "",
            screen.shown_day(document.date.isoformat()) if document.date else "",
            document.issuer or "",
            document.file,
        )
        for document in facts.documents
    ]
    headings = ("", t("report.document"), t("report.number"), t("report.date"), t("report.issuer"), t("report.file"))
    screen.table(headings, papers, title=t("report.documents"))
    people = [
        (
            nominee.id,
            nominee.name,
            _word(nominee.type),
            ", ".join(part for part in (nominee.post, nominee.unit) if part),
            nominee.award_text or "",
        )
        for nominee in facts.nominees
    ]
    columns = ("", t("report.name"), t("report.type"), t("report.post-unit"), t("report.award"))
    screen.table(columns, people, title=t("report.nominees"))


def _word(value: StrEnum | None) -> str:
    return word(value.value) if value is not None else t("report.unknown")
