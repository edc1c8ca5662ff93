"""Digital signatures in the list of files: who signed which file, when, and what can be said of it."""

from __future__ import annotations

from pipeline.messages import Language, label, say
from pipeline.models.report import Finding, Report
from pipeline.models.vocabulary import FileCode

TOLD_AT_FILE = frozenset({FileCode.SIGNATURE_VALID, FileCode.SIGNATURE_UNVERIFIED})
"""Said in the list of files and nowhere else: they ask nothing of the officer."""
_CODES = TOLD_AT_FILE | {FileCode.SIGNATURE_INVALID}


def signed_files(report: Report, language: Language) -> dict[str, tuple[str, ...]]:
    """A line for each signature, by the path of its file."""
    lines: dict[str, tuple[str, ...]] = {}
    for finding in report.findings:
        if finding.code in _CODES:
            file = str(finding.params["file"])
            lines[file] = (*lines.get(file, ()), _line(finding, language))
    return lines


def _line(finding: Finding, language: Language) -> str:
    params = finding.params
    known = {name: label(str(params[name]), language) for name in ("signed_by", "day", "reason")}
    line = say("report.signature-line", language, known | {"outcome": label(finding.code.value, language)})
    return f"{line} ({known['reason']})" if params["reason"] else line
