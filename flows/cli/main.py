"""The command ``dossiers``. Heavy imports happen inside the commands that need them, so that help answers at once."""

from __future__ import annotations

import logging
import os
import sys
import tomllib

import typer

from flows.cli import screen
from flows.cli.help import CALLED_WRONGLY, Command, Group, usage_error
from flows.cli.screen import t
from pipeline.errors import DossierError
from pipeline.home import home_from_environment
from pipeline.messages import LANGUAGES


def _take_language(arguments: list[str]) -> list[str]:
    """``--lang`` may stand anywhere; it decides the language of the help too, so it is read before the command is."""
    rest: list[str] = []
    chosen = os.environ.get("DOSSIERS_LANG") or _language_of_office() or "vi"
    waiting = iter(arguments)
    for argument in waiting:
        if argument == "--":
            rest += [argument, *waiting]
        elif argument == "--lang":
            chosen = next(waiting, "")
        elif argument.startswith("--lang="):
            chosen = argument.removeprefix("--lang=")
        else:
            rest.append(argument)
    screen.choose_language(chosen)
    return rest


def _language_of_office() -> str | None:
    path = home_from_environment().settings / "settings.toml"
    try:
        chosen = tomllib.loads(path.read_text(encoding="utf-8")).get("lang")
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
        chosen = None
    # The commands that need the settings say what is wrong with them.
    return chosen if chosen in LANGUAGES else None


def build() -> typer.Typer:
    """The command line in the language of the screen."""
    from flows.cli import calendar, check, desk, doctor, looking, running, upkeep

    app = typer.Typer(
        name="dossiers",
        cls=Group,
        help=t("cli.help"),
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
    )
    commands = (
        ("check", check.check),
        ("run", running.run),
        ("serve", running.serve),
        ("list", desk.listing),
        ("show", desk.show),
        ("receive", desk.receive),
        ("decide", desk.decide),
        ("recheck", upkeep.recheck),
        ("trays", upkeep.trays),
        ("deadline", calendar.deadline),
        ("calendar", calendar.calendar),
        ("read", looking.read),
        ("facts", looking.facts),
        ("rules", looking.rules),
        ("doctor", doctor.doctor),
    )
    for name, command in commands:
        app.command(name, cls=Command, help=t(f"cli.{name}.help"), short_help=t(f"cli.{name}.short"))(command)

    @app.callback()
    def options(lang: str = typer.Option("vi", "--lang", metavar="vi|en", help=t("cli.lang.help"))) -> None:
        """Only for the help: the language was taken before."""

    return app


def _note(unforeseen: Exception) -> None:
    """Leave the trace for the developer in the log of the home; the screen is for the officer."""
    from flows.logs import log_to

    try:
        log_to(home_from_environment().make())
    except OSError:
        return
    logging.getLogger(__name__).error("unforeseen", exc_info=unforeseen)


def main() -> None:
    """Entry point; maps every error to its exit code (DESIGN §4)."""
    for stream in (sys.stdout, sys.stderr):
        # Vietnamese text on a server whose locale is C must not end the program.
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    # Where a command keeps no log, what is logged must not fall onto the screen instead.
    logging.lastResort = logging.NullHandler()
    try:
        arguments = _take_language(sys.argv[1:]) or ["--help"]
        sys.exit(build()(arguments, standalone_mode=False) or 0)
    except CALLED_WRONGLY as wrong:
        usage = usage_error(wrong)
        screen.error(usage)
        sys.exit(usage.exit_code)
    except DossierError as trouble:
        screen.error(trouble)
        sys.exit(trouble.exit_code)
    except KeyboardInterrupt:
        sys.exit(130)
    except Exception as unforeseen:
        _note(unforeseen)
        screen.error(DossierError("internal", kind=type(unforeseen).__name__))
        sys.exit(1)
