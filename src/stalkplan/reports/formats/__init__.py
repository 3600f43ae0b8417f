"""The formats of a report, one file each: `render(report, screen) -> str`, or bytes."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any, NamedTuple

from stalkplan.errors import module_of

if TYPE_CHECKING:  # the help of a command must not wait for the model
    from stalkplan.reports.blocks import Report


class Format(StrEnum):
    """The names of the formats; each is also the name of its module."""

    TABLE = "table"
    PLAIN = "plain"
    JSON = "json"
    CSV = "csv"
    MARKDOWN = "markdown"


class ItemFormat(StrEnum):
    """The formats of a list of items: those of all, and those of an office."""

    TABLE = "table"
    PLAIN = "plain"
    JSON = "json"
    CSV = "csv"
    MARKDOWN = "markdown"
    XLSX = "xlsx"
    ICS = "ics"


class AnyFormat(StrEnum):
    """The formats of a gate that lists items: all there are."""

    TABLE = "table"
    PLAIN = "plain"
    JSON = "json"
    CSV = "csv"
    MARKDOWN = "markdown"
    XLSX = "xlsx"
    ICS = "ics"
    GITHUB = "github"
    JUNIT = "junit"


class BriefFormat(StrEnum):
    """The formats of a brief; each is also the name of its module in `publish.brief`."""

    DOCX = "docx"
    MARKDOWN = "markdown"
    HTML = "html"


class GateFormat(StrEnum):
    """The formats of commands that are gates: those of all, and those of CI."""

    TABLE = "table"
    PLAIN = "plain"
    JSON = "json"
    CSV = "csv"
    MARKDOWN = "markdown"
    GITHUB = "github"
    JUNIT = "junit"


class Screen(NamedTuple):
    """What the output can show: columns, only ASCII, colour and bold. Only `table` looks at it."""

    width: int = 80
    is_ascii: bool = False
    is_styled: bool = False


def render(report: Report, name: Format | GateFormat | AnyFormat, screen: Screen) -> str:
    """Return the report as text that ends with a line feed, or nothing."""
    text: str = _module_of(name).render(report, screen)
    return text


def render_any(report: Report, name: AnyFormat, screen: Screen) -> str | bytes:
    """Return the report as text, or a spreadsheet as bytes.

    Raises MissingExtraError where the library that a format takes is not installed.
    """
    made: str | bytes = _module_of(name).render(report, screen)
    return made


def _module_of(name: str) -> Any:
    """Return the module of a format; that of `table` has parts, and a package of its own."""
    return module_of(f"{__name__}.{'screen.table' if name == Format.TABLE else name}")
