"""``dossiers recheck`` and ``dossiers trays``: checking again what is recorded, making the trays again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from flows.cli import screen
from flows.cli.desk import office_ledger, tray_from, who
from flows.cli.running import progress, show_outcome
from flows.cli.screen import t
from pipeline.errors import BusyError, UsageError

if TYPE_CHECKING:
    from pipeline.ledger.values import VersionRef


def recheck(
    dossiers: Annotated[list[str] | None, typer.Argument(metavar="ID…", help=t("cli.arg.ids"))] = None,
    tray: Annotated[str | None, typer.Option("--tray", metavar="TRAY", help=t("cli.option.recheck-tray"))] = None,
    reason: Annotated[str, typer.Option("--reason", metavar="TEXT", help=t("cli.option.reason"))] = "",
    as_json: Annotated[bool, typer.Option("--json", help=t("cli.option.json"))] = False,
) -> None:
    wanted = tray_from(tray) if tray is not None else None
    if not dossiers and wanted is None:
        raise UsageError("recheck-nothing")
    from flows.run import open_run
    from pipeline.clock import now
    from pipeline.routing.tray import exit_code

    codes = [0]
    with office_ledger() as home:
        from pipeline.ledger.looking import listing
        from pipeline.ledger.officers import ask_for_check

        ids = list(dossiers or ())
        if wanted is not None:
            ids += [row.ref.dossier for row in listing(wanted)]
        asked: list[VersionRef] = []
        for dossier in ids:
            try:
                asked.append(ask_for_check(dossier, reason=reason, who=who(), at=now()))
            except UsageError as trouble:
                screen.error(trouble)
                codes.append(trouble.exit_code)
    if not asked:
        if max(codes) == 0 and not as_json:
            screen.line(t("cli.list.empty"))
        raise typer.Exit(max(codes))
    try:
        with open_run(consume=False, language=screen.language()) as run, progress(run, hidden=as_json):
            rows = run.recheck(tuple(dict.fromkeys(asked)))
            outcome = run.outcome()
    except BusyError:
        # Asked for all the same: the run under way, or the next, does it.
        screen.note(t("cli.recheck.later", count=len(set(asked))))
        raise typer.Exit(max(codes)) from None
    if as_json:
        for row in rows:
            screen.line(row.model_dump_json())
    else:
        show_outcome(outcome, home.trays)
    for _, refused in outcome.refused:
        screen.error(refused)
        codes.append(refused.exit_code)
    raise typer.Exit(max(*codes, *(exit_code(row.recommendation) for row in rows)))


def trays(as_json: Annotated[bool, typer.Option("--json", help=t("cli.option.json"))] = False) -> None:
    from flows.lock import exclusive
    from pipeline.clock import now

    with office_ledger() as home:
        from pipeline.ledger.trays import rebuild

        with exclusive(home):
            rebuilt = rebuild(home.trays, now())
    if as_json:
        screen.json_line({"packages": rebuilt.packages, "unknown": list(rebuilt.unknown)})
        return
    screen.line(t("cli.trays.done", count=rebuilt.packages, path=str(home.trays)))
    if rebuilt.unknown:
        screen.line(t("cli.trays.unknown", names=list(rebuilt.unknown)))
