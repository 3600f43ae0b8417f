"""The formats of a report, one file each: `render(report, screen) -> str`."""

from __future__ import annotations

from enum import StrEnum
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:  # the help of a command must not wait for the model
    from stalkplan.report import Report


class Format(StrEnum):
    """The names of the formats; each is also the name of its module here."""

    TABLE = "table"
    PLAIN = "plain"
    JSON = "json"
    CSV = "csv"
    MARKDOWN = "markdown"


class GateFormat(StrEnum):
    """The formats of commands that are gates: those of all, and those of CI."""

    TABLE = "table"
    PLAIN = "plain"
    JSON = "json"
    CSV = "csv"
    MARKDOWN = "markdown"
    GITHUB = "github"
    JUNIT = "junit"


class SchemaOf(StrEnum):
    """The files that have a schema."""

    RECOMMENDATIONS = "recommendations"
    RESPONSES = "responses"


class Screen(NamedTuple):
    """What the output can show: columns, only ASCII, colour and bold. Only `table` looks at it."""

    width: int = 80
    is_ascii: bool = False
    is_styled: bool = False


def render(report: Report, name: Format | GateFormat, screen: Screen) -> str:
    """Return the report as text that ends with a line feed, or nothing."""
    module = import_module(f"{__name__}.{name}")  # only the format that is asked for
    text: str = module.render(report, screen)
    return text
