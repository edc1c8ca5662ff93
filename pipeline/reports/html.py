"""The report for people: one self-contained page a dossier, verdict first; no script, no network, prints on A4."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from functools import cache, partial
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from pipeline.messages import Language, day, label, message_ids, say
from pipeline.models.facts import NotAssessed
from pipeline.models.report import Finding, Report
from pipeline.models.vocabulary import FindingKind, Outcome, Reason, RuleCode
from pipeline.reports import view

_TEMPLATES = Path(__file__).parent / "templates"
# A symbol beside the word, so that nothing hangs on colour alone (WCAG 1.4.1).
_SYMBOLS = {
    "forward": "✓",
    "hold": "?",
    "return": "✗",
    "quarantine": "■",
    "passed": "✓",
    "violated": "✗",
    "undetermined": "?",
    "not_applicable": "–",
}

_FIELDS = frozenset(known.removeprefix("evidence.") for known in message_ids() if known.startswith("evidence."))


@cache
def _template() -> tuple[Template, Markup]:
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    # The style sheet is ours, not a dossier's.
    css = Markup((_TEMPLATES / "report.css").read_text(encoding="utf-8"))  # noqa: S704
    return environment.get_template("report.html"), css


def render_html(report: Report, language: Language = "vi") -> str:
    """The page of one dossier."""
    template, css = _template()
    facts = report.facts
    deadline = view.finding_of(report, RuleCode.DEADLINE)
    strip = view.strip(deadline, facts, language) if deadline else None
    return template.render(
        css=css,
        language=language,
        report=report,
        facts=facts,
        letter=facts.request_letter,
        symbols=_SYMBOLS,
        reasons=_reasons(report, language),
        rules=[finding for finding in report.findings if finding.kind is FindingKind.RULE],
        others=[finding for finding in report.findings if finding.kind is not FindingKind.RULE],
        counts=view.counts_text(facts, language),
        conference=view.conference_text(facts.conference, language),
        receipt=view.receipt_text(facts.receipt, language),
        limit=(deadline.values.get("latest_receipt") if deadline else None) or {},
        strip=strip,
        notices=sorted({box.notice for week in strip.weeks for box in week if box and box.notice}) if strip else [],
        **_helpers(language),
    )


def _helpers(language: Language) -> dict[str, Callable[..., Any]]:
    def say_in(message_id: str, **params: Any) -> str:
        return say(message_id, language, params)

    def word(value: StrEnum | None) -> str:
        return label(value.value, language) if value is not None else say("report.unknown", language)

    def sentence(finding: Finding) -> str:
        return finding.message if language == "vi" else finding.message_en

    def remedy(finding: Finding) -> str:
        return finding.remedy if language == "vi" else finding.remedy_en

    def affects(note: NotAssessed) -> str:
        return ", ".join(label(part.value, language) for part in note.affects)

    return {
        "t": say_in,
        "word": word,
        "label": partial(_labelled, language),
        "sentence": sentence,
        "remedy": remedy,
        "affects": affects,
        "day": day,
        "day_text": lambda text: "/".join(reversed(str(text).split("-"))),
        "place": lambda place: view.place_text(place, language),
        "field_label": lambda field: _field_label(field, language),
        "candidate_text": lambda candidate: view.candidate_text(candidate, language),
    }


def _labelled(language: Language, text: str) -> str:
    return label(text, language)


def _reasons(report: Report, language: Language) -> list[str]:
    """The sentences behind the proposal, in the order of its reasons; what one unread file leaves open as one."""
    behind = [
        finding
        for code in report.recommendation_reasons
        for finding in report.findings
        if finding.code == code and _leads_to_tray(finding)
    ]
    unread = [finding for finding in behind if finding.reason is Reason.NOT_ASSESSED]
    lines = []
    if len(unread) > 1:
        files = dict.fromkeys(note.file for note in report.not_assessed if note.file)
        rules = [say(f"short.{finding.code.value}", language) for finding in unread]
        lines.append(say("report.unread-first", language, {"files": list(files), "rules": rules}))
        behind = [finding for finding in behind if finding not in unread and finding.kind is not FindingKind.FILE]
    return lines + [finding.message if language == "vi" else finding.message_en for finding in behind]


def _leads_to_tray(finding: Finding) -> bool:
    outcomes = (None, Outcome.VIOLATED, Outcome.UNDETERMINED)
    return finding.outcome in outcomes or bool(finding.values.get("borderline"))


def _field_label(field: str, language: Language) -> str:
    """What a quote proves, from the field it is evidence for: ``nominees.n2.name``, ``d1.dates.council_meeting``."""
    parts = field.split(".")
    for part in (parts[0], *reversed(parts)):
        if part in _FIELDS:
            return say(f"evidence.{part}", language)
    return ""
