"""``dossiers run`` and ``dossiers serve``: the flow over the drop folder, once or on a schedule."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from flows.cli import screen
from flows.cli.screen import t, word
from pipeline.errors import UsageError
from pipeline.home import home_from_environment
from pipeline.models.vocabulary import Outcome, RuleCode

if TYPE_CHECKING:
    from flows.run import Outcome as RunOutcome
    from flows.run import Run
    from pipeline.reports.summary import Summary

_EVERY = re.compile(r"^(\d+)([smhd])$")
_FEW = 2
_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}


def run(
    inbox: Annotated[Path | None, typer.Option("--inbox", metavar="DIR", help=t("cli.option.inbox"))] = None,
    settle: Annotated[float | None, typer.Option("--settle", metavar="S", help=t("cli.option.settle"))] = None,
    consume: Annotated[bool | None, typer.Option("--consume/--keep", help=t("cli.option.consume"))] = None,
    as_json: Annotated[bool, typer.Option("--json", help=t("cli.option.json"))] = False,
) -> None:
    if settle is not None and settle < 0:
        raise UsageError("settle-invalid", given=settle)
    from flows.prefect_env import prepare
    from flows.run import open_run
    from flows.serve import named_server, server_of_run
    from pipeline.routing.tray import exit_code

    home = home_from_environment()
    prepare(home)
    named_server()
    with (
        open_run(inbox=inbox, settle=settle, consume=consume, language=screen.language()) as opened,
        server_of_run(home) as wait_for_server,
    ):
        from flows.drop_folder import run_as_flow

        wait_for_server()
        with progress(opened, hidden=as_json):
            outcome = run_as_flow(opened)
    if as_json:
        for row in outcome.rows:
            screen.line(row.model_dump_json())
    else:
        show_outcome(outcome, home.trays)
    for _, trouble in outcome.refused:
        screen.error(trouble)
    codes = [exit_code(row.recommendation) for row in outcome.rows]
    codes += [trouble.exit_code for _, trouble in outcome.refused]
    raise typer.Exit(max(codes, default=0))


class progress:  # noqa: N801 - used as a statement
    """A progress bar over the dossiers of a run, on standard error so that output may be piped."""

    def __init__(self, run: Run, *, hidden: bool) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        self._bar = Progress(*columns, console=Console(stderr=True), disable=hidden)
        self._task = self._bar.add_task(t("cli.run.progress"), total=None)
        run.on_start = lambda total: self._bar.update(self._task, total=total)
        run.on_dossier = lambda row: self._bar.advance(self._task)

    def __enter__(self) -> None:
        self._bar.start()

    def __exit__(self, *trouble: object) -> None:
        self._bar.stop()


def show_outcome(outcome: RunOutcome, trays: Path) -> None:
    """What a run did, for a person: a line a dossier, then where trays, report and register are."""
    if outcome.rows:
        headings = ("register.id", "register.tray", "register.number", "register.conference", "register.reasons")
        rows = [
            (
                row.id if row.version in (None, 1) else f"{row.id} (v{row.version})",
                word(row.recommendation.value),
                row.number or "",
                row.conference,
                _reasons(row),
            )
            for row in outcome.rows
        ]
        screen.table([t(name) for name in headings], rows, title=t("cli.run.table"))
        counts = (f"{word(tray)}: {count}" for tray, count in sorted(outcome.counts.items()))
        screen.line(" · ".join(counts))
    else:
        screen.line(t("cli.run.nothing"))
    if outcome.linked:
        screen.line(t("cli.run.linked", count=outcome.linked))
    if outcome.waiting:
        names = [f"{name} ({word(why.value)})" for name, why in outcome.waiting]
        screen.line(t("cli.run.waiting", count=len(names), names=names))
    if outcome.rows:
        screen.line(t("cli.run.where-trays", path=str(trays)))
    if outcome.example is not None:
        screen.line(t("cli.run.where-report", path=str(outcome.example / "data" / "report.html")))
    if outcome.register is not None:
        screen.line(t("cli.run.where-register", path=str(outcome.register)))


def _reasons(row: Summary) -> str:
    """Why a dossier is where it is, in few words: broken rules by name, open ones by name while they are few."""
    rules = [code for code in row.reasons if code in set(RuleCode)]
    broken = [t(f"short.{code}") for code in rules if row.outcomes[code] == Outcome.VIOLATED.value]
    undetermined = [t(f"short.{code}") for code in rules if row.outcomes[code] == Outcome.UNDETERMINED.value]
    # A rule that passed and still holds the dossier is the deadline, met by reading A and missed by B.
    others = [t("short.borderline") for code in rules if row.outcomes[code] == Outcome.PASSED.value]
    others += [word(code) for code in row.reasons if code not in set(RuleCode)]
    if len(undetermined) > _FEW:
        undetermined = [t("short.open", count=len(undetermined))]
    return ", ".join([*(f"✗ {name}" for name in broken), *(f"? {name}" for name in undetermined), *others])


def serve(
    every: Annotated[str | None, typer.Option("--every", metavar="5m", help=t("cli.option.every"))] = None,
    cron: Annotated[str | None, typer.Option("--cron", metavar='"0 7 * * 1-5"', help=t("cli.option.cron"))] = None,
    inbox: Annotated[Path | None, typer.Option("--inbox", metavar="DIR", help=t("cli.option.inbox"))] = None,
    settle: Annotated[float | None, typer.Option("--settle", metavar="S", help=t("cli.option.settle"))] = None,
) -> None:
    if every is not None and cron is not None:
        raise UsageError("schedule-twice")
    interval = interval_from(every or "5m")
    from flows.prefect_env import prepare
    from flows.run import options_for
    from flows.serve import check_cron, server
    from flows.serve import serve as serve_deployment
    from pipeline.settings import load_settings

    home = home_from_environment()
    prepare(home)
    if cron is not None:
        check_cron(cron)
    options_for(home, load_settings(home), inbox=inbox, settle=settle)
    parameters: dict[str, object] = {
        "inbox": str(inbox.absolute()) if inbox else None,
        "settle": settle,
        "consume": None,
    }
    with server(home) as address:
        screen.line(t("cli.serve.started", schedule=cron or every or "5m", address=address))
        serve_deployment(every=interval, cron=cron, parameters=parameters)


def interval_from(text: str) -> timedelta:
    """``30s``, ``5m``, ``2h``, ``1d``.

    Raises:
        UsageError: ``schedule-invalid``.
    """
    found = _EVERY.match(text.strip())
    if found is None or int(found[1]) == 0:
        raise UsageError("schedule-invalid", given=text)
    return timedelta(**{_UNITS[found[2]]: int(found[1])})
