"""The commands, and the one place where errors become exit codes.

0 yes, nothing late; 1 the answer is no; 2 cannot answer; 130 interrupted.
"""

import gc
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import Annotated, Any, NoReturn

import typer
from typer.core import TyperGroup

from stalkplan.console import emit, say, write
from stalkplan.errors import StalkplanError
from stalkplan.gate import FailOn
from stalkplan.options import (
    AsOf,
    By,
    Data,
    Fail,
    FormatName,
    GateFormatName,
    Orgs,
    Output,
    Owners,
    Ref,
    SchemaFile,
    Strict,
    Themes,
    today,
)

_HELP = """\
Usage: stalkplan COMMAND [OPTIONS]

Says, as at any date, what a police force has done about the recommendations
made to it: what is complete, what is late, and what nobody has updated.

*See where things stand*
  status    one screen: the verdict, the deadlines, every item
  overdue   what is late and whose it is
  show      one requirement or action, whole

*Keep the record*
  check     find every problem in the files

*Share it*
  schema    print the JSON Schema of a file, for editors

*Options for every command*
  --as-of DATE             judge as at this date [today]
  --data DIR               the folder with the two files [found from here up]
  --org --owner --theme    only these; may be repeated
  --format NAME            table, plain, json, csv or markdown
  --output FILE            write there instead of the screen
  --help                   more on one command: stalkplan overdue --help
  --version                what is installed, and which YAML parser
  --install-completion     let the shell complete ids, owners and themes

Exit status: 0 yes, nothing late; 1 no; 2 cannot answer.
Start with stalkplan status, or stalkplan overdue --by 2025-03-27.
"""


class _Help(TyperGroup):
    """Lists the commands by purpose, not by alphabet."""

    def format_help(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002  typer's own call
        for line in _HELP.splitlines():
            is_head = line.startswith("*")
            formatter.write(typer.style(line.strip("*"), bold=True) if is_head else line)
            formatter.write("\n")


app = typer.Typer(
    cls=_Help,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def _version(*, wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        from stalkplan.yamltext import parser_in_use

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
    del version  # its callback has answered
    if context.invoked_subcommand is None:
        typer.echo(context.get_help(), err=True)
        raise typer.Exit(2)


@app.command()
def status(
    *,
    as_of: AsOf = None,
    data: Data = None,
    org: Orgs = None,
    owner: Owners = None,
    theme: Themes = None,
    format_name: FormatName = None,
    output: Output = None,
) -> None:
    """Show on one screen the verdict, the deadlines and every item.

    \b
    stalkplan status
    stalkplan status --as-of 2025-03-28
    stalkplan status --org kent --format csv --output kent.csv
    """
    from stalkplan.opening import open_items
    from stalkplan.status import status_report

    on = as_of or today()
    register, items = open_items(data, org, owner, theme, on=on, may_use_bundled=True)
    emit(status_report(register, items, on=on), format_name, output, register.unread)


@app.command()
def overdue(
    *,
    by: By = None,
    fail_on: Fail = FailOn.NO_UPDATE,
    as_of: AsOf = None,
    data: Data = None,
    org: Orgs = None,
    owner: Owners = None,
    theme: Themes = None,
    format_name: FormatName = None,
    output: Output = None,
) -> None:
    """Show what is late and whose it is; exit 1 if a deadline passed with no update.

    \b
    stalkplan overdue --by 2025-03-27
    stalkplan overdue --owner "Crime registrar"
    stalkplan overdue --fail-on overdue --format json
    """
    from stalkplan.opening import open_items
    from stalkplan.overdue import overdue_report

    on = as_of or today()
    register, items = open_items(data, org, owner, theme, on=on, may_use_bundled=False)
    report = overdue_report(register, items, by=by or on, fail_on=fail_on, on=on)
    emit(report, format_name, output, register.unread)


@app.command()
def show(
    ref: Ref,
    *,
    as_of: AsOf = None,
    data: Data = None,
    org: Orgs = None,
    owner: Owners = None,
    theme: Themes = None,
    format_name: FormatName = None,
    output: Output = None,
) -> None:
    """Show one requirement or action whole: what was asked, answered, promised and done.

    \b
    stalkplan show 12.2
    stalkplan show 12.2a --format markdown
    """
    from stalkplan.opening import open_items
    from stalkplan.show import pages_for, show_report

    on = as_of or today()
    register, items = open_items(data, org, owner, theme, on=on, may_use_bundled=True)
    emit(show_report(register, pages_for(items, ref), on=on), format_name, output, register.unread)


@app.command()
def check(
    *,
    strict: Strict = False,
    as_of: AsOf = None,
    data: Data = None,
    format_name: GateFormatName = None,
    output: Output = None,
) -> None:
    """Find every problem in the files, each with its place and its mending.

    \b
    stalkplan check
    stalkplan check --strict --format github
    """
    from stalkplan.check import check_report
    from stalkplan.opening import open_for_check

    on = as_of or today()
    register, texts, problems = open_for_check(data, on=on)
    report = check_report(register, texts, problems, strict=strict, on=on)
    emit(report, format_name, output)


@app.command()
def schema(file: SchemaFile, *, output: Output = None) -> None:
    """Print the JSON Schema of a file, draft 7, for editors.

    \b
    stalkplan schema responses --output schemas/responses.schema.json
    """
    from stalkplan.schema import schema_of

    write(schema_of(file), output)


def run(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; every error ends here, as one line."""
    try:
        return int(app(arguments, standalone_mode=False, prog_name="stalkplan") or 0)
    except StalkplanError as error:
        say(f"stalkplan: {error}")
    except typer.TyperException as error:
        told = error.format_message()
        if told:
            say(f"stalkplan: {told[0].lower()}{told[1:].rstrip('.')}", "try stalkplan --help")
    except Exception as error:  # noqa: BLE001  a crash is one line, and never exit 1
        if os.environ.get("STALKPLAN_DEBUG"):
            import traceback

            traceback.print_exc()
        name = type(error).__name__
        say(f"stalkplan: this is a bug ({name}); STALKPLAN_DEBUG=1 shows where, please report it")
    return 2


def main() -> NoReturn:
    """Run as a program: text that the console cannot encode is shown as escapes.

    Values have no cycles and the process is short: collecting and freeing them one by one would
    cost a quarter of the start-up.
    """
    gc.disable()
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace", newline="\n")  # type: ignore[union-attr]
    code = run()
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError):  # a reader that has gone away changes no answer
            stream.flush()
    os._exit(code)
