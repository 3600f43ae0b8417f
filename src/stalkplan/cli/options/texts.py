"""Kinds of options that take a text."""

from typing import Any

from stalkplan.cli.option_values import long_text, not_blank
from stalkplan.cli.options.kinds import option, typed_as


def text_option(name: str, help_: str, metavar: str) -> Any:
    """Return an option that takes a text exactly as it is typed; a blank one is refused."""
    return option(name, help_, metavar, parser=_text)


def long_text_option(name: str, help_: str) -> Any:
    """Return an option that takes a text; with `-` all that comes from standard input."""
    return option(name, f"{help_}; - reads it from a pipe.", "TEXT", parser=_long_text)


_text = typed_as(not_blank)
_long_text = typed_as(long_text)
