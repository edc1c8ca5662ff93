"""The report for people: one self-contained page a dossier, verdict first; no script, no network, prints on A4."""

from __future__ import annotations

from collections.abc import Callable, Collection
from enum import StrEnum
from functools import cache, partial
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from pipeline.messages import Language, day, label, message_ids, say
from pipeline.models.report import Finding, FindingEvidence, Report
from pipeline.models.vocabulary import Complete, FindingKind, Recommendation, RuleCode
from pipeline.reports import arrival, view
from pipeline.reports.papers import paper_rows
from pipeline.reports.signed import TOLD_AT_FILE, signed_files
from pipeline.reports.verdict import also_open, by_urgency, incomplete_list, reasons, told_before, unread_parts

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
    why = reasons(report, language)
    rules = by_urgency(report)
    return template.render(
        css=css,
        language=language,
        report=report,
        facts=facts,
        letter=facts.request_letter,
        symbols=_SYMBOLS,
        reasons=why,
        also_open=also_open(report, language),
        nothing_read=report.recommendation is Recommendation.QUARANTINE and not facts.documents,
        rules=rules,
        told=told_before(rules),
        unread=unread_parts(report, language),
        signed=signed_files(report, language),
        others=_others(report, {line.text for line in why}),
        papers=paper_rows(facts, language),
        dated=any(document.dates for document in facts.documents),
        nominees_read=_nominees_read(report, language),
        counts=view.counts_text(facts, language),
        conference=view.conference_text(facts.conference, language),
        receipt=view.receipt_text(facts.receipt, language),
        unused_stamps=arrival.unused_stamps(facts, language),
        limit=(deadline.values.get("latest_receipt") if deadline else None) or {},
        strip=strip,
        notices=sorted({box.notice for week in strip.weeks for box in week if box and box.notice}) if strip else [],
        **_helpers(report, language),
    )


def _others(report: Report, said: Collection[str]) -> list[Finding]:
    """Findings about files and the dossier that neither the reasons nor the list of unread parts tell already."""
    told = {(note.code.value, note.file) for note in report.not_assessed}
    return [
        finding
        for finding in report.findings
        if finding.kind is not FindingKind.RULE
        and finding.code not in TOLD_AT_FILE
        and (finding.code.value, finding.params.get("file")) not in told
        and not {finding.message, finding.message_en} & set(said)
    ]


def _nominees_read(report: Report, language: Language) -> str:
    """Whether the list was read to its end; empty where nobody was found and more is not known."""
    complete = report.facts.nominees_complete
    if complete is Complete.YES and incomplete_list(report):
        return say("report.nominees-fewer", language)
    if not report.facts.nominees and complete is not Complete.NO:
        return ""
    return say(f"report.nominees-complete.{complete.value}", language)


def _helpers(report: Report, language: Language) -> dict[str, Callable[..., Any]]:
    def say_in(message_id: str, **params: Any) -> str:
        return say(message_id, language, params)

    def word(value: StrEnum | None) -> str:
        return label(value.value, language) if value is not None else say("report.unknown", language)

    def sentence(finding: Finding) -> str:
        return finding.message if language == "vi" else finding.message_en

    def remedy(finding: Finding) -> str:
        return finding.remedy if language == "vi" else finding.remedy_en

    def field_label(item: FindingEvidence) -> str:
        if item.field == "receipt":
            return arrival.receipt_label(item, report.facts.receipt, language)
        return _field_label(item.field, language)

    return {
        "t": say_in,
        "word": word,
        "label": partial(_labelled, language),
        "number": lambda count: view.number_text(count, language),
        "sentence": sentence,
        "remedy": remedy,
        "day": day,
        "day_text": lambda text: "/".join(reversed(str(text).split("-"))),
        "place": lambda place: view.place_text(place, language),
        "field_label": field_label,
        "candidate_text": lambda candidate: view.candidate_text(candidate, language),
    }


def _labelled(language: Language, text: str) -> str:
    return label(text, language)


def _field_label(field: str, language: Language) -> str:
    """What a quote proves, from the field it is evidence for: ``nominees.n2.name``, ``d1.dates.council_meeting``."""
    parts = field.split(".")
    for part in (parts[0], *reversed(parts)):
        if part in _FIELDS:
            return say(f"evidence.{part}", language)
    return ""
