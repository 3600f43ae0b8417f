"""The table of all formats. Each has a file with `render(report, screen) -> str`, or bytes."""

from __future__ import annotations

from enum import Enum, StrEnum
from typing import TYPE_CHECKING, NamedTuple, Self

from stalkplan.errors import module_of

if TYPE_CHECKING:  # the help of a command must not wait for the model
    from stalkplan.reports.blocks import Report


class Use(Enum):
    """What a format is for, by which a command offers it."""

    REPORT = "every report"
    OFFICE = "a list of items: to hand on, so it shows what is public"
    CI = "a gate: for a CI to read, so it shows what is public"
    BRIEF = "a brief"
    SHEET = "a sheet to fill in: it goes out of the house, so it shows what is public"


class Format(StrEnum):
    """Every format: its name, and what it is for. To add one, add its line and its module.

    The name is also that of its module, in this package or, for a brief, in `publish.brief`. Help
    lists the formats in this order.
    """

    uses: tuple[Use, ...]

    TABLE = "table", Use.REPORT
    PLAIN = "plain", Use.REPORT
    JSON = "json", Use.REPORT
    CSV = "csv", Use.REPORT, Use.SHEET
    DOCX = "docx", Use.BRIEF
    MARKDOWN = "markdown", Use.REPORT, Use.BRIEF
    HTML = "html", Use.BRIEF
    XLSX = "xlsx", Use.OFFICE, Use.SHEET
    ICS = "ics", Use.OFFICE
    GITHUB = "github", Use.CI
    JUNIT = "junit", Use.CI

    def __new__(cls, name: str, *uses: Use) -> Self:
        """Let the name be the value, and keep the rest of the line beside it."""
        member = str.__new__(cls, name)
        member._value_ = name
        member.uses = uses
        return member


def formats_for(*uses: Use) -> list[Format]:
    """Return the formats for any of these uses, in the order of help."""
    return [name for name in Format if not set(uses).isdisjoint(name.uses)]


class Screen(NamedTuple):
    """What the output can show: columns, only ASCII, colour and bold. Only `table` uses it."""

    width: int = 80
    is_ascii: bool = False
    is_styled: bool = False


def render_as(name: Format, report: Report, screen: Screen) -> str | bytes:
    """Return the report as text that ends with a line feed, or nothing; a workbook as bytes.

    Raises MissingExtraError where the library that a format takes is not installed.
    """
    module = "screen.table" if name is Format.TABLE else name  # a screen takes several files
    made: str | bytes = module_of(f"{__name__}.{module}").render(report, screen)
    return made
