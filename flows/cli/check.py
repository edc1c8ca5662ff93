"""``dossiers check``: dossiers in, reports out; no Prefect, no ledger."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from flows.cli import screen
from flows.cli.screen import t
from pipeline.errors import DossierError, PathError, UsageError

if TYPE_CHECKING:
    from flows.isolation import Checked, Job


def check(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH…", help=t("cli.arg.paths"))],
    received: Annotated[str | None, typer.Option("--received", metavar="DATE", help=t("cli.option.received"))] = None,
    judged_on: Annotated[str | None, typer.Option("--judged-on", metavar="DATE", help=t("cli.option.judged"))] = None,
    as_json: Annotated[bool, typer.Option("--json", help=t("cli.option.json"))] = False,
    output: Annotated[Path | None, typer.Option("--output", metavar="FILE", help=t("cli.option.output"))] = None,
    html: Annotated[Path | None, typer.Option("--html", metavar="FILE", help=t("cli.option.html"))] = None,
) -> None:
    received_day = screen.day_from(received) if received else None
    given_day = screen.day_from(judged_on) if judged_on else None
    if html is not None and len(paths) > 1:
        raise UsageError("html-one-dossier", count=len(paths))
    for target in (output, html):
        if target is not None and target.is_dir():
            raise PathError("path-is-folder", path=str(target))

    from flows.check import submission_from
    from flows.isolation import Job
    from flows.office import open_office
    from flows.pool import WorkerPool
    from pipeline.clock import today
    from pipeline.routing.tray import exit_code

    office, settings = open_office()
    codes = [0]

    def jobs() -> Iterator[Job]:
        for path in paths:
            try:
                submission = submission_from(screen.existing(path), received=received_day, given=given_day or today())
            except DossierError as trouble:
                screen.error(trouble)
                codes.append(trouble.exit_code)
                continue
            yield Job(key=str(path), submission=submission, language=screen.language())

    results: dict[str, Checked] = {}
    with ExitStack() as stack:
        pool = stack.enter_context(WorkerPool(office, min(settings.workers, len(paths))))
        for job, checked in pool.check(jobs()):
            results[job.key] = checked
            codes.append(exit_code(checked.summary.recommendation))
    # In the order asked for, whichever was ready first.
    ordered = [results[str(path)] for path in paths if str(path) in results]
    if not ordered:
        raise typer.Exit(max(codes))
    body = ordered[0].json if len(paths) == 1 else _lines(ordered)
    if output is not None:
        screen.write_out(output, body)
    if html is not None:
        screen.write_out(html, ordered[0].html)
    if as_json:
        screen.line(body.rstrip("\n"))
    elif output is None and html is None:
        from flows.cli.terminal import show_report

        for checked in ordered:
            show_report(json.loads(checked.json))
    else:
        for target in (output, html):
            if target is not None:
                screen.line(t("cli.written", path=str(target)))
    raise typer.Exit(max(codes))


def _lines(checked: list[Checked]) -> str:
    """Where several were asked for: one object a line, also where only one of them could be checked."""
    return "".join(
        json.dumps(json.loads(one.json), ensure_ascii=False, separators=(",", ":")) + "\n" for one in checked
    )
