"""What is typed after an option, read; what cannot be is answered with what to type."""

import re
from datetime import date
from pathlib import Path

import typer

from stalkplan.edit.questions import window as parse_answer
from stalkplan.record.dates import parse_day, suggest


def said(text: str) -> str:
    """Return a text given on the command line exactly as it was typed; a blank one is refused."""
    if not text or text.isspace():
        raise typer.BadParameter("it is blank; say something, or leave the option out")
    return text


def window(text: str) -> str:
    """Return a day, month, quarter or year given on the command line, as ISO text."""
    try:
        return parse_answer(text)
    except ValueError as error:
        raise typer.BadParameter(str(error)) from None


def day(text: str) -> date:
    """Parse a date given on the command line: a whole ISO day."""
    try:
        return parse_day(text.strip())
    except ValueError:
        meant = suggest(text)
        write = meant if meant and len(meant) == len("2025-03-27") else "a day such as 2025-03-27"
        raise typer.BadParameter(f"'{text}' is not a date; write {write}") from None


def new_folder(text: str) -> Path:
    """Return the folder named on the command line; a blank name would mean this one, unasked."""
    if not text or text.isspace():
        raise typer.BadParameter("it is blank; name a folder, or write . for this one")
    return Path(text)


def link(text: str) -> str:
    """Return an address given on the command line: http or https."""
    if not re.fullmatch(r"https?://[^\s/]\S*", text.strip()):
        raise typer.BadParameter(f"'{text}' is no link; write https://...")
    return text.strip()
