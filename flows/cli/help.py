"""Help and complaints of the command line in the language of the screen; Typer's own are English only."""

from __future__ import annotations

from difflib import get_close_matches
from typing import Any, NoReturn

import typer
from typer.core import TyperCommand, TyperGroup

from flows.cli.screen import t
from pipeline.errors import UsageError

# Typer's own UsageError, under which all its complaints stand; it exports only this child of it.
CALLED_WRONGLY: type[Exception] = typer.BadParameter.__bases__[0]


def usage_error(wrong: Any) -> UsageError:
    """What Typer complains of, said in the language of the screen."""
    context = wrong.ctx
    kind = type(wrong).__name__
    named = getattr(wrong, "option_name", None) or _name_of(getattr(wrong, "param", None))
    if kind == "NoSuchOption":
        near = getattr(wrong, "possibilities", None)
        detail = (
            t("cli.wrong.option-near", name=named, near=sorted(near)) if near else t("cli.wrong.option", name=named)
        )
    elif named:
        sentence = {"MissingParameter": "cli.wrong.missing", "BadOptionUsage": "cli.wrong.option-value"}
        detail = t(sentence.get(kind, "cli.wrong.value"), name=named)
    else:
        detail = t("cli.wrong.command-missing")
    return UsageError("usage-wrong", detail=detail, command=context.command_path if context else "dossiers")


def _name_of(parameter: Any) -> str:
    if parameter is None:
        return ""
    shown = _argument(parameter) if parameter.param_type_name == "argument" else parameter.opts[-1]
    return str(shown).rstrip("…")


def _argument(parameter: Any) -> str:
    name = parameter.metavar or parameter.name.upper()
    return f"{name}…" if parameter.nargs == -1 and not name.endswith("…") else str(name)


def _refuse(context: Any, detail: str) -> NoReturn:
    raise UsageError("usage-wrong", detail=detail, command=context.command_path)


def _write_usage(command: Any, context: Any, formatter: Any) -> None:
    pieces = [t("cli.help.options-word")]
    for parameter in command.get_params(context):
        if parameter.param_type_name == "argument":
            name = _argument(parameter)
            pieces.append(name if parameter.required else f"[{name}]")
    if isinstance(command, TyperGroup):
        pieces.append(t("cli.help.command-word"))
    formatter.write_usage(context.command_path, " ".join(pieces), prefix=f"{t('cli.help.usage')} ")


def _write_parameters(command: Any, context: Any, formatter: Any) -> None:
    arguments, options = [], []
    for parameter in command.get_params(context):
        text = parameter.help or ""
        if parameter.param_type_name == "argument":
            arguments.append((_argument(parameter), text))
        else:
            left = " / ".join([*parameter.opts, *parameter.secondary_opts])
            if parameter.name == "help":
                text = t("cli.help.help")
            elif parameter.required:
                text = f"{text} ({t('cli.help.required')})"
            metavar = "" if parameter.is_flag else f" {parameter.metavar or parameter.name.upper()}"
            options.append((left + metavar, text))
    for title, records in (("cli.help.arguments", arguments), ("cli.help.options", options)):
        if records:
            with formatter.section(t(title)):
                formatter.write_dl(records)


class Command(TyperCommand):
    """A command whose help speaks the language of the screen."""

    allow_extra_args = True

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """As Typer does; words too many are refused in the language of the screen."""
        try:
            rest = super().parse_args(ctx, args)
        except CALLED_WRONGLY as wrong:
            # Some complaints come without the command that they are about.
            wrong.ctx = wrong.ctx or ctx  # type: ignore[attr-defined]
            raise
        if rest:
            _refuse(ctx, t("cli.wrong.extra", words=rest))
        return rest

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        """The line that says how to call."""
        _write_usage(self, ctx, formatter)

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Arguments and options."""
        _write_parameters(self, ctx, formatter)


class Group(TyperGroup):
    """The whole command line; see :class:`Command`."""

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        """The line that says how to call."""
        _write_usage(self, ctx, formatter)

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Options and commands."""
        _write_parameters(self, ctx, formatter)
        rows = [(name, command.get_short_help_str(formatter.width)) for name, command in self.commands.items()]
        with formatter.section(t("cli.help.commands")):
            formatter.write_dl(rows)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command of that name; names close to it are suggested where there is none."""
        name = args[0]
        if self.get_command(ctx, name) is None and not name.startswith("-"):
            near = get_close_matches(name, self.commands)
            known = t("cli.wrong.command-near", name=name, near=near) if near else t("cli.wrong.command", name=name)
            _refuse(ctx, known)
        return super().resolve_command(ctx, args)
