"""Kinds of options: how each is declared to typer."""

from collections.abc import Callable
from typing import Any

import typer

from stalkplan.edit.typed_dates import typed_day, typed_start
from stalkplan.reports.formats import Format, Use, formats_for

_Completer = Callable[..., list[str]] | None
_Parser = Callable[[str], Any]


def option(
    name: str, help_: str, metavar: str | None = None, complete: _Completer = None, **more: Any
) -> Any:
    """Return an option; help does not name its environment variable, and words take any case."""
    return typer.Option(
        name,
        help=help_,
        metavar=metavar,
        autocompletion=complete,
        show_envvar=False,
        case_sensitive=False,
        **more,
    )


def argument(metavar: str, help_: str, complete: _Completer = None, **more: Any) -> Any:
    """Return an argument, which is typed without a name."""
    return typer.Argument(metavar=metavar, help=help_, autocompletion=complete, **more)


def typed_as(parse: _Parser) -> _Parser:
    """Return the parser; its ValueError, which says what to write, becomes a wrong call."""

    def parse_typed(text: str) -> Any:
        try:
            return parse(text)
        except ValueError as error:
            raise typer.BadParameter(str(error)) from None

    return parse_typed


_SHOWN = "table; in a pipe, plain"
"""In which format a report is shown where none is given."""


def format_option(*uses: Use, help_: str = "How to show it", blank: str = _SHOWN) -> Any:
    """Return the option `--format` of a command that offers the formats for these uses."""
    offered = formats_for(*uses)

    def parse(text: str) -> Format:
        if text not in offered:
            choices = ", ".join(map(repr, map(str, offered)))
            raise ValueError(f"{text!r} is not one of {choices}.")
        return Format(text)

    def complete(incomplete: str) -> list[str]:
        return [name for name in offered if name.startswith(incomplete)]

    words = f"{help_}: {', '.join(offered)} [{blank}]."
    return option("--format", words, "NAME", complete, parser=typed_as(parse))


def day_option(name: str, help_: str, **more: Any) -> Any:
    """Return an option that takes a full ISO day."""
    return option(name, help_, "DATE", parser=_day, **more)


def since_option(name: str, help_: str) -> Any:
    """Return an option that takes the day, the month or the quarter with which a time begins."""
    return option(name, help_, "DATE", parser=_start)


_day = typed_as(typed_day)
_start = typed_as(typed_start)
