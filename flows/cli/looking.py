"""For looking inside and for scripts: ``dossiers read``, ``facts`` and ``rules``."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Annotated, TypeVar

import typer

from flows.cli import screen
from flows.cli.screen import t
from pipeline.errors import DossierError, UsageError

_Read = TypeVar("_Read")
_UNREADABLE = 12


def read(
    files: Annotated[list[Path], typer.Argument(metavar="FILE…", help=t("cli.arg.files"))],
    as_json: Annotated[bool, typer.Option("--json", help=t("cli.option.json"))] = False,
) -> None:
    from flows.cli.blocks import file_json, show_file
    from flows.isolation import read_path
    from pipeline.models.vocabulary import FileStatus

    codes = [0]
    for outcome in _in_worker(read_path, files, codes):
        for one in outcome:
            if as_json:
                screen.json_line(file_json(one))
            else:
                show_file(one)
            if one.status in (FileStatus.REFUSED, FileStatus.EMPTY):
                codes.append(_UNREADABLE)
    raise typer.Exit(max(codes))


def facts(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH…", help=t("cli.arg.paths"))],
    as_json: Annotated[bool, typer.Option("--json", help=t("cli.option.json"))] = False,
) -> None:
    from flows.cli.terminal import show_facts
    from flows.isolation import facts_of_path

    codes = [0]
    for found in _in_worker(facts_of_path, paths, codes):
        if as_json:
            screen.line(found.model_dump_json(by_alias=True))
        else:
            show_facts(found)
    raise typer.Exit(max(codes))


def _in_worker(function: Callable[..., _Read], paths: Sequence[Path], codes: list[int]) -> list[_Read]:
    """The function's answer for each path, each in the worker process that may open submitted files."""
    from flows.office import open_office
    from flows.pool import WorkerPool

    office, _ = open_office()
    answers: list[_Read] = []
    with WorkerPool(office, 1) as pool:
        for path in paths:
            try:
                answers.append(pool.call(function, screen.existing(path), office))
            except DossierError as trouble:
                screen.error(trouble)
                codes.append(trouble.exit_code)
    return answers


def rules(
    code: Annotated[str | None, typer.Argument(metavar="CODE", help=t("cli.arg.code"))] = None,
    as_json: Annotated[bool, typer.Option("--json", help=t("cli.option.json"))] = False,
) -> None:
    from validators.pages import page
    from validators.registry import RULES
    from validators.registry import rule as rule_of

    if code is None:
        listed = [
            {"code": rule.code.value, "clause": rule.clause, "title": t(f"rule.{rule.code.value}")} for rule in RULES
        ]
        if as_json:
            for entry in listed:
                screen.json_line(entry)
        else:
            headings = (t("cli.rules.code"), t("cli.rules.clause"), t("cli.rules.title"))
            screen.table(headings, [(str(e["code"]), str(e["clause"] or ""), str(e["title"])) for e in listed])
        return
    found = rule_of(code)
    if found is None:
        raise UsageError("rule-unknown", given=code, allowed=[rule.code.value for rule in RULES])
    text = page(found, screen.language())
    if as_json:
        screen.json_line({"code": code, "title": t(f"rule.{code}"), "page": text})
    else:
        from rich.console import Console
        from rich.markdown import Markdown

        Console().print(Markdown(text))
