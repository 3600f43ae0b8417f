"""The table of all formats. Each has a file with `render(report, screen) -> str`, or bytes."""

from __future__ import annotations

from enum import Enum, StrEnum
from pathlib import PurePath
from typing import TYPE_CHECKING, NamedTuple, Self

from stalkplan.errors import WrongCallError, module_of

if TYPE_CHECKING:  # the help of a command must not wait for the model
    from collections.abc import Sequence

    from stalkplan.reports.blocks import Report


class Use(Enum):
    """What a format is for, by which a command offers it."""

    REPORT = "every report"
    OFFICE = "a list of items: to hand on, so it shows what is public"
    TOTALS = "counts of organisations: to hand on, so it shows no text of a plan"
    CI = "a gate: for a CI to read, so it shows what is public"
    BRIEF = "a brief"
    RETURN = "a progress return: it goes out of the house, so it shows what is public"
    SHEET = "a sheet to fill in: it goes out of the house, so it shows what is public"


class Format(StrEnum):
    """Every format: its name, how its files end, what it is for.

    To add one, add its line and its module, which has its name, in this package or, for a paper,
    in `publish.brief` or `publish.return_`. Help lists the formats in this order.
    """

    endings: tuple[str, ...]
    uses: tuple[Use, ...]

    TABLE = "table", "txt", Use.REPORT
    PLAIN = "plain", "txt tsv", Use.REPORT
    JSON = "json", "json", Use.REPORT
    CSV = "csv", "csv", Use.REPORT, Use.SHEET
    DOCX = "docx", "docx", Use.BRIEF, Use.RETURN
    MARKDOWN = "markdown", "md markdown", Use.REPORT, Use.BRIEF, Use.RETURN
    HTML = "html", "html htm", Use.BRIEF, Use.RETURN
    XLSX = "xlsx", "xlsx", Use.OFFICE, Use.TOTALS, Use.RETURN, Use.SHEET
    ICS = "ics", "ics", Use.OFFICE
    GITHUB = "github", "txt", Use.CI
    JUNIT = "junit", "xml", Use.CI

    def __new__(cls, name: str, endings: str = "", *uses: Use) -> Self:
        """Let the name be the value, and keep the rest of the line beside it."""
        member = str.__new__(cls, name)
        member._value_ = name
        member.endings = tuple(f".{ending}" for ending in endings.split())
        member.uses = uses
        return member


def formats_for(*uses: Use) -> list[Format]:
    """Return the formats for any of these uses, in the order of help."""
    return [name for name in Format if not set(uses).isdisjoint(name.uses)]


def format_of_file(name: str, offered: Sequence[Format], named: Format | None) -> Format | None:
    """Return the format in which a file is written: the `named` one, else that of its ending.

    None if there is none and the ending says nothing. Raises WrongCallError for an ending that is
    another format's, or no format's that the command offers.
    """
    ending = PurePath(name).suffix.lower()
    if not ending or (ending in _OF_ANY_TEXT and named not in (Format.DOCX, Format.XLSX)):
        return named
    own = [form for form in Format if ending in form.endings]
    if named and (named in own or not own):
        return named
    if named:
        told = f"{name} is for {own[0]}, and --format says {named}"
        raise WrongCallError(
            f"{told}; name the file {_named_as(name, named)}, or leave out --format"
        )
    chosen = next((form for form in own if form in offered), None)
    if chosen is None:
        ends = ", ".join(dict.fromkeys(e for form in offered for e in form.endings))
        told = f"no report is written as {ending}"
        raise WrongCallError(f"{told}; end {name} in one of {ends}, or give --format too")
    return chosen


def _named_as(name: str, form: Format) -> str:
    return str(PurePath(name).with_suffix(form.endings[0]))


_OF_ANY_TEXT = (".txt", ".log", ".out", ".yaml", ".yml")
"""Where a name that could be a plan's may not be written is said where files are written."""


class Screen(NamedTuple):
    """What the output can show: columns, only ASCII, colour and bold, links. `table` uses it."""

    width: int = 80
    is_ascii: bool = False
    is_styled: bool = False
    has_links: bool = False


def render_as(name: Format, report: Report, screen: Screen) -> str | bytes:
    """Return the report as text that ends with a line feed, or nothing; a workbook as bytes.

    Raises MissingExtraError where the library that a format takes is not installed.
    """
    module = "screen.table" if name is Format.TABLE else name  # a screen takes several files
    made: str | bytes = module_of(f"{__name__}.{module}").render(report, screen)
    return made
