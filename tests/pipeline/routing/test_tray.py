"""The one table from outcomes to the tray and the exit code (DESIGN §4)."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline.models.facts import NotAssessed
from pipeline.models.report import Applies, FileEntry, Finding, FindingEvidence
from pipeline.models.vocabulary import FileCode, FindingKind, Recommendation, RuleCode
from pipeline.routing.tray import exit_code, recommend


def rule(
    code: str = "deadline-working-days", outcome: str = "passed", severity: str = "info", **values: Any
) -> Finding:
    return _finding(RuleCode(code), FindingKind.RULE, outcome, severity, values)


def note(code: str, severity: str = "warning", kind: str = "file") -> Finding:
    return _finding(FileCode(code), FindingKind(kind), None, severity, {})


def mark() -> Finding:
    place = FindingEvidence(field="secret_mark", source="document", quote=None, place=None)
    return rule("secret-mark", "undetermined", "warning").model_copy(update={"evidence": (place,)})


def _finding(code: Any, kind: FindingKind, outcome: str | None, severity: str, values: dict[str, Any]) -> Finding:
    return Finding(
        code=code, message_id=code.value, kind=kind, outcome=outcome, severity=severity, clause=None,
        applies=Applies(value=True, because=()), reason=None, message="", message_en="", remedy="", remedy_en="",
        params={}, values=values, evidence=(),
    )  # fmt: skip


def unread(*affects: str, code: str = "page-without-text") -> NotAssessed:
    return NotAssessed(
        file="a.pdf", place=None, code=code, message="", message_en="", remedy="", remedy_en="", affects=affects
    )


def file(status: str = "read", path: str = "a.docx", identifier: str = "f1", parent: str | None = None) -> FileEntry:
    return FileEntry(
        id=identifier, path=path, raw_name_b64=None, sha256="0" * 64, parent=parent, status=status, losses=()
    )


GOOD = rule()
LATE = rule(outcome="violated", severity="error")
COMMITTEE = rule("steering-committee-nominated", "violated", "error")
EQUIVALENT = rule("steering-committee-nominated", "violated", "warning")
OPEN = rule("counts-agree", "undetermined", "warning")
NOT_READ = note("format-not-read-yet")

TABLE: list[tuple[str, list[Finding], list[NotAssessed], list[FileEntry], str, list[str]]] = [
    ("every rule passed", [GOOD], [], [file()], "forward", []),
    ("a rule that does not apply", [GOOD, rule("counts-agree", "not_applicable")], [], [file()], "forward", []),
    ("a note that affects nothing", [GOOD, note("name-unusual", "info")], [unread()], [file()], "forward", []),
    ("an open rule", [GOOD, OPEN], [], [file()], "hold", ["counts-agree"]),
    ("a broken rule of severity warning", [EQUIVALENT], [], [file()], "hold", ["steering-committee-nominated"]),
    (
        "borderline and passed",
        [rule(severity="warning", borderline=True)],
        [],
        [file()],
        "hold",
        ["deadline-working-days"],
    ),
    (
        "borderline and violated is held, not returned",
        [rule(outcome="violated", severity="error", borderline=True)],
        [],
        [file()],
        "hold",
        ["deadline-working-days"],
    ),
    ("an unread part that affects something", [GOOD], [unread("dates")], [file()], "hold", ["page-without-text"]),
    ("a finding about a file", [GOOD, NOT_READ], [], [file()], "hold", ["format-not-read-yet"]),
    (
        "a secrecy mark, first among the reasons",
        [OPEN, EQUIVALENT, mark()],
        [],
        [file()],
        "hold",
        ["secret-mark", "steering-committee-nominated", "counts-agree"],
    ),
    ("late", [LATE], [], [file()], "return", ["deadline-working-days"]),
    (
        "what is worse decides, and gives the reasons, as in the contract's example",
        [LATE, COMMITTEE, OPEN, NOT_READ],
        [unread("documents", code="format-not-read-yet")],
        [file(), file("not_read_yet", "b.jpg", "f2")],
        "return",
        ["deadline-working-days", "steering-committee-nominated"],
    ),
    (
        "every file refused or empty",
        [OPEN, note("file-damaged"), note("file-empty")],
        [unread("documents", code="file-damaged")],
        [file("refused"), file("empty", "b.docx", "f2")],
        "quarantine",
        ["file-damaged", "file-empty"],
    ),
    (
        "nothing read in an archive, beside a manifest",
        [OPEN, note("file-damaged")],
        [],
        [
            file("read", "a.zip", "f1"),
            file("refused", "a.zip!/b.pdf", "f2", "f1"),
            file("read", "submission.toml", "f3"),
        ],
        "quarantine",
        ["file-damaged"],
    ),
    (
        "a kind that is only not read yet",
        [OPEN, NOT_READ],
        [],
        [file("not_read_yet", "a.jpg")],
        "hold",
        ["counts-agree", "format-not-read-yet"],
    ),
    (
        "one file refused, one not read yet",
        [OPEN],
        [],
        [file("refused"), file("not_read_yet", "b.jpg", "f2")],
        "hold",
        ["counts-agree"],
    ),
    (
        "a limit of the whole dossier exceeded",
        [LATE, note("dossier-too-large", kind="dossier")],
        [],
        [file()],
        "quarantine",
        ["dossier-too-large"],
    ),
    ("an empty dossier", [note("dossier-empty", kind="dossier")], [], [], "quarantine", ["dossier-empty"]),
    ("no rule was checked", [], [], [file()], "hold", []),
]


@pytest.mark.parametrize(
    ("findings", "notes", "files", "tray", "reasons"), [row[1:] for row in TABLE], ids=[row[0] for row in TABLE]
)
def test_the_worst_finding_decides(
    findings: list[Finding], notes: list[NotAssessed], files: list[FileEntry], tray: str, reasons: list[str]
) -> None:
    recommendation, codes = recommend(findings, notes, files)
    assert recommendation is Recommendation(tray)
    assert list(codes) == reasons


@pytest.mark.parametrize(("tray", "code"), [("forward", 0), ("hold", 10), ("return", 11), ("quarantine", 12)])
def test_each_tray_has_its_exit_code(tray: str, code: int) -> None:
    assert exit_code(Recommendation(tray)) == code
