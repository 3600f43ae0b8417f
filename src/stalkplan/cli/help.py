"""The front page of the program: its help, which lists the commands by purpose, and its version.

Each file in `commands/` adds its command to `app`.
"""

import sys
from typing import Annotated, Any

import typer
from typer.core import TyperArgument, TyperGroup, TyperOption

_HELP = """\
Usage: stalkplan COMMAND [OPTIONS]
Shows what a police force has done about the recommendations made to it, as at
any date. Begin with stalkplan status; stalkplan help COMMAND explains one.

*See where things stand*
  status   the verdict, the deadlines, every item
  overdue  what is late, and who is responsible
  show     one requirement or action in full; log is its history
  changes  what changed since a date; trend is progress month by month
  compare  many organisations side by side

*Keep the record*
  init     start a plan; import drafts it from a published page
  update   record progress; undo takes it back, redact takes personal data out
  respond  fill in a blank answer; add writes a new action under one
  ask      a sheet of the open items for their owners to fill in
  check    every problem in the files, and what was rewritten

*Share it*
  brief    two pages for a scrutiny meeting; return is the progress return
  publish  the public pages and their data; schema is JSON Schema, for editors

Exit code: 0 yes; 1 overdue without an update, or check failed; 2 cannot answer.
"""


class _Argument(TyperArgument):
    """An argument as its name alone: `DIR`, where typer writes `{DIR}` and `DIR <Path>`."""

    def _usage_display_name(self) -> str:
        return super()._usage_display_name().strip("{}")

    def display_type_rich(self, ctx: Any) -> str | None:
        """Return the words that may be typed; nothing for the name of a type."""
        text = super().display_type_rich(ctx)
        return text if text and "|" in text else None


class _Option(TyperOption):
    """An option whose check is made when it is typed: made for all, they take a tenth of a run."""

    def process_value(self, ctx: Any, value: Any) -> Any:
        """Return what was typed as the command takes it; nothing, or no values, if it was not."""
        if value is None and not (self.required or self.callback):
            return () if self.multiple else None
        return super().process_value(ctx, value)


class _Help(TyperGroup):
    """Lists the commands by purpose, not by alphabet."""

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Return the command of a name, with arguments and options as we want them."""
        command = super().get_command(ctx, cmd_name)
        for param in command.params if command else ():
            param.__class__ = _Argument if isinstance(param, TyperArgument) else _Option
        return command

    def format_help(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002  typer calls it
        for line in _HELP.splitlines():
            is_head = line.startswith("*")
            formatter.write(typer.style(line.strip("*"), bold=True) if is_head else line)
            formatter.write("\n")

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Return the command that is typed; of an option that it takes once, no second is lost.

        `help update` is `update --help`, and `help` alone this page.
        """
        if args and args[0] == "help":
            if not args[1:]:
                typer.echo(ctx.get_help())
                ctx.exit()
            args = [args[1], "--help"]
        if args and (meant := _MEANT.get(args[0].casefold())):
            ctx.fail(f"no such command '{args[0]}'; {meant}")
        name, command, rest = super().resolve_command(ctx, args)
        if command is not None and not ctx.resilient_parsing:  # as a shell that completes asks
            inner = command.context_class(command, info_name=name, parent=ctx)
            _refuse_repeated(command, inner, rest)
        return name, command, rest


_SLIPS = "stalkplan undo takes back what is not committed yet, update ID --retracts DAY what is"
_MEANT = {
    **dict.fromkeys(("amend", "correct", "delete", "edit", "fix", "remove", "revert"), _SLIPS),
    **dict.fromkeys(("list", "ls", "items"), "stalkplan status shows every item"),
    "export": "stalkplan status --output plan.csv writes every item",
    "version": "stalkplan --version shows what is installed",
    "completion": "stalkplan --install-completion lets the shell complete",
    **dict.fromkeys(("lint", "validate", "verify"), "stalkplan check finds what is wrong"),
    **dict.fromkeys(("answer", "reply"), "stalkplan respond REF fills in an answer"),
    **dict.fromkeys(("new", "create", "start"), "stalkplan init DIR begins a plan"),
}
"""Words that people try and that are no commands, with what to type instead."""


def _refuse_repeated(command: Any, context: Any, typed: list[str]) -> None:
    """Refuse a second `--data`, of which the first would be dropped without a word.

    What is wrong with the call otherwise is said with the command's name too.
    """
    try:
        _, _, given = command.make_parser(context).parse_args(args=[*typed])
    except typer.TyperException as error:
        vars(error)["ctx"] = context  # the parser leaves it out
        raise
    once = [p for p in given if p.param_type_name == "option" and not (p.multiple or p.is_flag)]
    for number, param in enumerate(once):
        if param in once[:number]:
            context.fail(f"{param.opts[0]} is given twice; give it once")


app = typer.Typer(
    cls=_Help,
    context_settings={"help_option_names": ["--help", "-h"]},
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def _version(*, wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        from stalkplan.record.yaml import parser_in_use

        python = ".".join(map(str, sys.version_info[:3]))
        typer.echo(f"stalkplan {version('stalkplan')}, Python {python}, {parser_in_use()}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def start(
    context: typer.Context,
    *,
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True)] = False,
) -> None:
    """Say what has been done about the recommendations, as at any date."""
    del version  # its callback has printed it
    if context.invoked_subcommand is None:
        typer.echo(context.get_help(), err=True)
        raise typer.Exit(2)
