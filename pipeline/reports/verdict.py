"""Why a dossier is proposed for its tray and what to do next, in few lines; shared by the page and the screen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.messages import Language, label, say
from pipeline.models.facts import NotAssessed
from pipeline.models.report import Finding, Report
from pipeline.models.vocabulary import FindingKind, Outcome, Reason, RuleCode
from pipeline.reports.view import number_text

_INCOMPLETE = ".nominees-incomplete"


@dataclass(frozen=True)
class Line:
    """One reason and the next step; the step is empty where there is none."""

    text: str
    remedy: str


@dataclass(frozen=True)
class UnreadPart:
    """What could not be assessed for one cause in one file, its pages together."""

    text: str
    pages: str
    remedy: str
    affects: str


def reasons(report: Report, language: Language) -> list[Line]:
    """The reasons behind the proposal in their order; rules left open by the same cause share a line."""
    behind = [
        finding
        for code in report.recommendation_reasons
        for finding in report.findings
        if finding.code == code and _leads_to_tray(finding)
    ]
    lines: list[Line] = []
    for cause in ("unread", "incomplete", "kind"):
        sharing = [finding for finding in behind if _cause(finding) == cause]
        if len(sharing) < 2:
            continue
        files = _files(sharing)
        rules = [say(f"short.{finding.code.value}", language) for finding in sharing]
        params = {"files": files, "rules": rules}
        remedy = "remedy-secret" if cause == "unread" and report.facts.secret_marks else "remedy"
        said = f"report.{cause}-first"
        lines.append(Line(say(said, language, params), say(f"{said}.{remedy}", language, params)))
        # What is wrong with those files stands in the list of unread parts.
        behind = [
            finding
            for finding in behind
            if finding not in sharing and not (finding.kind is FindingKind.FILE and finding.params.get("file") in files)
        ]
    single = [
        Line(finding.message, finding.remedy) if language == "vi" else Line(finding.message_en, finding.remedy_en)
        for finding in behind
    ]
    # A secrecy mark is for another person: told before anybody is asked to open a file.
    secret = [line for line, finding in zip(single, behind, strict=True) if finding.code is RuleCode.SECRET_MARK]
    return [*secret, *lines, *(line for line in single if line not in secret)]


def _cause(finding: Finding) -> str | None:
    """What several rules may be left open by, and is then told once."""
    if finding.reason is Reason.NOT_ASSESSED:
        return "unread" if finding.params.get("files") else "incomplete"
    return "kind" if finding.reason is Reason.KIND_UNKNOWN else None


def _files(findings: Sequence[Finding]) -> list[str]:
    return list(dict.fromkeys(file for finding in findings for file in finding.params.get("files", ())))


def _leads_to_tray(finding: Finding) -> bool:
    outcomes = (None, Outcome.VIOLATED, Outcome.UNDETERMINED)
    return finding.outcome in outcomes or bool(finding.values.get("borderline"))


def also_open(report: Report, language: Language) -> str:
    """What is open besides the reasons, so that nobody returns a dossier twice; empty where nothing is."""
    rules = [
        say(f"short.{finding.code.value}", language)
        for finding in report.findings
        if finding.kind is FindingKind.RULE
        and finding.outcome in (Outcome.VIOLATED, Outcome.UNDETERMINED)
        and finding.code not in report.recommendation_reasons
    ]
    if not rules or not report.recommendation_reasons:
        return ""
    return say("report.also-open", language, {"count": number_text(len(rules), language), "rules": rules})


def incomplete_list(report: Report) -> bool:
    """Whether a rule holds the list for incomplete although all that is in it was read."""
    return any(finding.message_id.endswith(_INCOMPLETE) for finding in report.findings)


def unread_parts(report: Report, language: Language) -> list[UnreadPart]:
    """The unread parts, one entry a file and cause."""
    together: dict[tuple[object, ...], list[NotAssessed]] = {}
    for note in report.not_assessed:
        together.setdefault((note.code, note.file, note.message, note.affects), []).append(note)
    return [_part(notes, language) for notes in together.values()]


def _part(notes: Sequence[NotAssessed], language: Language) -> UnreadPart:
    first = notes[0]
    pages = sorted({note.place.page for note in notes if note.place is not None and note.place.page is not None})
    return UnreadPart(
        text=first.message if language == "vi" else first.message_en,
        pages=say("report.place-page", language, {"page": _spans(pages)}) if pages else "",
        remedy=first.remedy if language == "vi" else first.remedy_en,
        affects=", ".join(label(part.value, language) for part in first.affects),
    )


def _spans(pages: Sequence[int]) -> str:
    """``1-3, 7``."""
    spans: list[list[int]] = []
    for page in pages:
        if spans and page == spans[-1][1] + 1:
            spans[-1][1] = page
        else:
            spans.append([page, page])
    return ", ".join(str(first) if first == last else f"{first}-{last}" for first, last in spans)


def by_urgency(report: Report) -> list[Finding]:
    """The findings of the rules: what is broken first, then what is open or borderline."""
    return sorted((finding for finding in report.findings if finding.kind is FindingKind.RULE), key=_urgency)


def _urgency(finding: Finding) -> int:
    if finding.outcome is Outcome.VIOLATED:
        return 0
    if finding.outcome is Outcome.UNDETERMINED or finding.values.get("borderline"):
        return 1
    return 2 if finding.outcome is Outcome.PASSED else 3


def told_before(rules: Sequence[Finding]) -> frozenset[str]:
    """Codes of open rules whose next step a rule above them has given already."""
    given: set[str] = set()
    again: set[str] = set()
    for finding in rules:
        if finding.outcome is Outcome.UNDETERMINED:
            if finding.remedy in given:
                again.add(finding.code.value)
            given.add(finding.remedy)
    return frozenset(again)
