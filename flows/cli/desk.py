"""The officer's acts before there is a web page: ``dossiers list``, ``show``, ``receive`` and ``decide``."""

from __future__ import annotations

import datetime as dt
import getpass
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, Any

import typer

from flows.cli import screen
from flows.cli.screen import t, word
from pipeline.errors import UsageError
from pipeline.models.vocabulary import Recommendation

if TYPE_CHECKING:
    from pipeline.home import Home
    from pipeline.ledger.values import Row

_ISO = re.compile(r"^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}\S*)?$")


def who() -> str:
    """The person at the keyboard; the desk will know accounts, the command line knows the system's."""
    return os.environ.get("SUDO_USER") or getpass.getuser()


@contextmanager
def office_ledger() -> Iterator[Home]:
    """The ledger of the home, open."""
    from flows.office import make_home
    from pipeline.home import home_from_environment
    from pipeline.ledger.bootstrap import close_ledger, open_ledger
    from pipeline.settings import load_settings

    home = home_from_environment()
    settings = load_settings(home)
    open_ledger(make_home(home).root, settings.database_url)
    try:
        yield home
    finally:
        close_ledger()


def tray_from(text: str) -> Recommendation:
    """The tray of that name.

    Raises:
        UsageError: ``tray-unknown``.
    """
    try:
        return Recommendation(text)
    except ValueError as error:
        raise UsageError("tray-unknown", given=text, allowed=[tray.value for tray in Recommendation]) from error


def listing(
    tray: Annotated[str | None, typer.Option("--tray", metavar="TRAY", help=t("cli.option.tray"))] = None,
    as_json: Annotated[bool, typer.Option("--json", help=t("cli.option.json"))] = False,
) -> None:
    wanted = tray_from(tray) if tray is not None else None
    with office_ledger():
        from pipeline.ledger.looking import listing as rows_of

        rows = rows_of(wanted)
    if as_json:
        for row in rows:
            screen.json_line(_row(row))
    elif rows:
        headings = ("register.id", "cli.list.tray", "register.tray", "register.received", "report.file")
        screen.table([t(name) for name in headings], [_shown(row) for row in rows])
    else:
        screen.line(t("cli.list.empty"))


def _row(row: Row) -> dict[str, Any]:
    return {
        "id": row.ref.dossier,
        "version": row.ref.version,
        "name": row.name,
        "first_seen": row.first_seen.isoformat(),
        "recommendation": row.recommendation.value if row.recommendation else None,
        "decision": row.decision.value if row.decision else None,
        "tray": row.tray.value if row.tray else None,
        "waiting": row.waiting,
        "receipt": {
            "earliest": row.receipt_earliest.isoformat() if row.receipt_earliest else None,
            "latest": row.receipt_latest.isoformat() if row.receipt_latest else None,
        },
    }


def _shown(row: Row) -> Sequence[str]:
    days = [screen.shown_day(day.isoformat()) for day in (row.receipt_earliest, row.receipt_latest) if day]
    return (
        row.ref.dossier if row.ref.version == 1 else f"{row.ref.dossier} (v{row.ref.version})",
        word(row.tray.value) if row.tray else "",
        word(row.recommendation.value) if row.recommendation else "",
        " – ".join(dict.fromkeys(days)),
        row.name,
    )


def show(
    dossier: Annotated[str, typer.Argument(metavar="ID", help=t("cli.arg.id"))],
    as_json: Annotated[bool, typer.Option("--json", help=t("cli.option.json"))] = False,
) -> None:
    import json

    with office_ledger():
        from pipeline.ledger.looking import report_form
        from pipeline.ledger.looking import show as history_of
        from pipeline.ledger.rows import PROGRAM

        history = history_of(dossier)
        newest = history.versions[-1].ref
        body = report_form(newest, "report.json")
    report = json.loads(body) if body is not None else None
    if as_json:
        from pipeline.findings import plain

        screen.json_line({**plain(history), "report": report})
        return
    if report is not None:
        from flows.cli.terminal import show_report

        show_report(report)
    receipts = [
        (entry.received, entry.number, entry.who, entry.basis) for v in history.versions for entry in v.receipts
    ]
    if receipts:
        headings = (t("report.receipt"), t("cli.show.number"), t("cli.show.who"), t("cli.show.basis"))
        rows = [(_moment(day), number, who, word(basis)) for day, number, who, basis in receipts]
        screen.table(headings, rows, title=t("cli.show.receipts"))
    decisions = [entry for version in history.versions for entry in version.decisions]
    if decisions:
        headings = (t("cli.show.when"), t("cli.show.who"), t("cli.list.tray"), t("report.reasons"))
        rows = [(_moment(d.at.isoformat()), d.who, word(d.tray.value), d.reason) for d in decisions]
        screen.table(headings, rows, title=t("cli.show.decisions"))
    headings = (t("cli.show.when"), t("cli.show.who"), t("cli.show.what"), t("cli.show.detail"))
    # The trail calls the program by the name of the command.
    events = [
        (
            _moment(e.at),
            t("cli.show.program") if e.who == PROGRAM else e.who,
            word(f"event.{e.what}"),
            _details(e.details),
        )
        for e in history.events
    ]
    screen.table(headings, events, title=t("cli.show.events"))


def _moment(iso: str) -> str:
    """``20/08/2025`` or ``20/08/2025 07:30`` by the office's clock, whatever offset was recorded."""
    if not _ISO.match(iso):
        return iso
    if len(iso) == len("2025-08-20"):
        return screen.shown_day(iso)
    from pipeline.models.submission import LOCAL

    moment = dt.datetime.fromisoformat(iso)
    return f"{moment.astimezone(LOCAL) if moment.tzinfo else moment:%d/%m/%Y %H:%M}"


def _details(details: Mapping[str, Any]) -> str:
    told = ("tray", "recommendation", "day", "number", "reason", "name", "arrived_as")
    return ", ".join(word(_moment(str(details[key]))) for key in told if details.get(key))


def receive(
    dossier: Annotated[str, typer.Argument(metavar="ID", help=t("cli.arg.id"))],
    date: Annotated[str, typer.Option("--date", metavar="DATE", help=t("cli.option.date"))],
    number: Annotated[str | None, typer.Option("--number", metavar="NUMBER", help=t("cli.option.number"))] = None,
    reason: Annotated[str | None, typer.Option("--reason", metavar="TEXT", help=t("cli.option.reason"))] = None,
) -> None:
    day = screen.day_from(date)
    from flows.run import open_run
    from pipeline.clock import now
    from pipeline.errors import BusyError

    with office_ledger():
        from pipeline.ledger.officers import receive as enter

        ref = enter(dossier, day, number=number, who=who(), reason=reason, at=now())
    try:
        with open_run(consume=False, language=screen.language()) as run:
            tray = run.recheck((ref,))[0].recommendation
            run.end()
    except BusyError:
        # Entered all the same: the ledger asks for the check, and the next run does it.
        screen.line(t("cli.receive.later", day=day, id=ref.dossier))
    else:
        screen.line(t("cli.receive.done", day=day, id=ref.dossier, tray=word(tray.value)))


def decide(
    dossier: Annotated[str, typer.Argument(metavar="ID", help=t("cli.arg.id"))],
    tray: Annotated[str, typer.Argument(metavar="TRAY", help=t("cli.arg.tray"))],
    reason: Annotated[str | None, typer.Option("--reason", metavar="TEXT", help=t("cli.option.reason"))] = None,
) -> None:
    wanted = tray_from(tray)
    if reason is None or not reason.strip():
        raise UsageError("reason-missing")
    from flows.lock import exclusive
    from pipeline.clock import now
    from pipeline.errors import BusyError

    with office_ledger() as home:
        from pipeline.ledger.officers import decide as record
        from pipeline.ledger.trays import deliver

        ref = record(dossier, wanted, reason=reason, who=who(), at=now())
        try:
            with exclusive(home):
                deliver(ref.dossier, home.trays, now())
        except BusyError:
            # The decision stands; the run under way, or the next, moves the package.
            screen.line(t("cli.decide.later", id=ref.dossier, tray=word(wanted.value)))
        else:
            screen.line(t("cli.decide.done", id=ref.dossier, tray=word(wanted.value)))
