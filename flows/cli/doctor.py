"""``dossiers doctor``: what is present, what is missing and what that costs."""

from __future__ import annotations

import shutil
import sqlite3
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Annotated, Literal

import typer

from flows.cli import screen
from flows.cli.screen import t, word
from pipeline.errors import DossierError, ReadError
from pipeline.home import home_from_environment
from pipeline.models.vocabulary import FileCode

_PACKAGES = (
    "python-docx",
    "pdfplumber",
    "pypdfium2",
    "pydantic",
    "workalendar",
    "prefect",
    "django",
    "pebble",
    "bagit",
    "lxml",
    "olefile",
)
_LANGUAGES = {"vie": "tesseract-ocr-vie", "osd": "tesseract-ocr-osd"}
_SECONDS = 20.0
"""For a tool to say what it has."""
_LEAST_FREE_MB = 500
_BROKEN_SETUP = 3


@dataclass(frozen=True)
class Check:
    """One thing looked at; ``needed`` where the program cannot work without it."""

    name: str
    state: Literal["present", "missing", "broken"]
    detail: str
    cost: str
    needed: bool


def doctor(as_json: Annotated[bool, typer.Option("--json", help=t("cli.option.json"))] = False) -> None:
    checks = list(_all())
    if as_json:
        for check in checks:
            screen.json_line(asdict(check))
    else:
        headings = (t("cli.doctor.what"), t("cli.doctor.state"), t("cli.doctor.detail"), t("cli.doctor.cost"))
        screen.table(headings, [(check.name, word(check.state), check.detail, check.cost) for check in checks])
    if any(check.needed and check.state != "present" for check in checks):
        raise typer.Exit(_BROKEN_SETUP)


def _all() -> Iterator[Check]:
    yield Check("Python", "present" if sys.version_info >= (3, 11) else "broken", sys.version.split()[0], "", True)
    for name in _PACKAGES:
        try:
            yield Check(name, "present", version(name), "", True)
        except PackageNotFoundError:
            yield Check(name, "missing", "", t("cli.doctor.cost.package"), True)
    yield Check("SQLite", "present", sqlite3.sqlite_version, "", True)
    yield _home()
    yield _settings()
    yield from _office()
    yield from _tesseract()
    yield _tool("chromium", shutil.which("chromium") is not None, "chromium")


def _tool(name: str, present: bool, package: str, detail: str = "") -> Check:
    """A system package; the program works without it, only less."""
    cost = "" if present else t(f"cli.doctor.cost.{name.replace(' ', '.')}", package=package)
    return Check(name, "present" if present else "missing", detail if present else "", cost, False)


def _office() -> Iterator[Check]:
    """LibreOffice, and the bridge by which it is asked to convert: the one is there without the other as a rule."""
    from extractors.readers.office.service import TOOL, check

    lacking = ""
    try:
        check()
    except ReadError as error:
        lacking = str(error.params["detail"])
    yield _tool("soffice", lacking != TOOL, "libreoffice-writer", TOOL)
    yield _tool("python3-uno", not lacking, "python3-uno")


def _tesseract() -> Iterator[Check]:
    """Tesseract and the languages without which it is of no use for Vietnamese scans."""
    from extractors.readers import external

    try:
        printed = external.run(["tesseract", "--list-langs"], Path("/"), seconds=_SECONDS, file="")
        languages = printed.decode(errors="replace").split()
    except ReadError as error:
        present = error.code != FileCode.TOOL_MISSING  # there, and yet unable to say what it has
        languages = []
    else:
        present = True
    yield _tool("tesseract", present, "tesseract-ocr")
    for language, package in _LANGUAGES.items():
        yield _tool(f"tesseract {language}", language in languages, package)


def _home() -> Check:
    home = home_from_environment().root
    standing = next(folder for folder in (home, *home.parents) if folder.exists())
    try:
        free = shutil.disk_usage(standing).free // (1024 * 1024)
    except OSError as trouble:
        return Check("DOSSIERS_HOME", "broken", str(home), trouble.strerror or "", True)
    state: Literal["present", "broken"] = "present" if free >= _LEAST_FREE_MB else "broken"
    cost = "" if state == "present" else t("cli.doctor.cost.disk", least=_LEAST_FREE_MB)
    return Check("DOSSIERS_HOME", state, t("cli.doctor.home", path=str(home), free=free), cost, True)


def _settings() -> Check:
    from flows.office import open_office

    try:
        open_office()
    except DossierError as trouble:
        message = trouble.message
        return Check(
            t("cli.doctor.settings"), "broken", message.text(screen.language()), message.remedy(screen.language()), True
        )
    return Check(t("cli.doctor.settings"), "present", "", "", True)
