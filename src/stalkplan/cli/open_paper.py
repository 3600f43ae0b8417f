"""What a paper on one plan is made of, such as a brief: it holds what is public, or is not made."""

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from stalkplan.cli.open_folder import NO_ITEM, Opened, one_plan, open_to_write, since_published
from stalkplan.cli.personal_data import stop_personal
from stalkplan.cli.terminal import stop_above_official, write, write_sections
from stalkplan.errors import NothingToJudgeError, WrongCallError, module_of
from stalkplan.privacy.public_record import public_record
from stalkplan.privacy.public_types import PublicRecord
from stalkplan.reports.formats import Format, Use, format_of_file, formats_for
from stalkplan.verdict.recorded_words import begun_in_words


class Wanted(NamedTuple):
    """Whose plan a paper is about and since when, as it was typed."""

    data: Path | None
    publication: str | None
    org: str | None
    since: date | None
    allow: Sequence[str] | None


def format_of_paper(use: Use, named: Format | None, output: Path | None) -> Format:
    """Return the format of a paper: as it is named, else as its file is.

    Else as a terminal shows other reports; for a pipe, or a file of any text, Markdown.
    """
    if output:
        named = format_of_file(output.name, formats_for(use), named)
    is_terminal = output is None and sys.stdout.isatty()
    return named or (Format.TABLE if is_terminal else Format.MARKDOWN)


def write_paper(
    package: str,
    made: NamedTuple,
    format_: Format,
    output: Path | None,
    data: Path | None,
    *,
    is_paged: bool,
) -> None:
    """Write a paper with the module that a package of `publish` has for its format.

    A terminal shows it in the blocks of every screen, with `is_paged` through the pager where it is
    longer.
    """
    if format_ is Format.TABLE:
        shown = module_of(f"stalkplan.publish.{package}.screen").render(made)
        write_sections(*shown, is_paged=is_paged)
    else:
        write(module_of(f"stalkplan.publish.{package}.{format_}").render(made), output, data)


def open_paper(wanted: Wanted, *, on: date) -> tuple[Opened, PublicRecord, date]:
    """Return the plan that is opened, what is public of it, and the day since which it reports.

    Raises WrongCallError if there are several plans, NothingToJudgeError without an item,
    AboveOfficialError, and PersonalDataError for records that are not allowed.
    """
    opened = open_to_write(wanted.data, wanted.org, on=on, publication=wanted.publication)
    one_plan(opened.register)
    if not opened.items:
        raise NothingToJudgeError(NO_ITEM)
    since = wanted.since or since_published(opened.register)
    if on < since:
        why = "" if wanted.since else f", {begun_in_words(opened.register)}"
        raise WrongCallError(f"nothing to report: {on} is before {since}{why}")
    stop_above_official([opened.register])
    stop_personal([opened.register], wanted.allow or ())
    return opened, public_record(opened.register, opened.items, on=on), since
