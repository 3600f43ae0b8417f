"""What an option takes: each reads a typed text, or raises ValueError with what to write."""

import re
from datetime import date
from pathlib import Path

from stalkplan.cli.long_text import piped
from stalkplan.edit.typed_answer import FROM_THE_FIRST
from stalkplan.edit.typed_dates import as_window
from stalkplan.record.choices import NO_DEADLINE
from stalkplan.record.dates import parse_day


def day_of_joining(text: str) -> date:
    """Return the day on which a record joined a plan; `published` if it was there then."""
    if text.strip().casefold() == "published":
        return FROM_THE_FIRST
    try:
        return parse_day(text.strip())
    except ValueError:
        raise ValueError(
            f"'{text}' is not a date; write a day such as 2025-03-27, or published"
        ) from None


def stated_deadline(text: str) -> str:
    """Return a deadline as a plan states it, or that it states none, as ISO text."""
    return NO_DEADLINE if text.strip().casefold() == NO_DEADLINE else as_window(text)


def not_blank(text: str) -> str:
    """Return a text exactly as it is typed."""
    if not text or text.isspace():
        raise ValueError("it is blank; say something, or leave the option out")
    if byte := re.search("[\udc80-\udcff]", text):  # so Python hands on what it cannot decode
        raise ValueError(
            f"it has a byte that is no text, 0x{ord(byte[0]) - 0xDC00:02x}; type it again"
        )
    return text


def long_text(text: str) -> str:
    """Return a text of lines, as it is typed; for `-` all that comes from standard input.

    Its lines end in line feeds, whatever it was copied from.
    """
    if text.strip() != "-":
        return not_blank(text).replace("\r\n", "\n")
    if not (piped_text := piped()):
        raise ValueError("standard input is empty; write something into it")
    return piped_text


def folder_named(text: str) -> Path:
    """Return a folder; a blank name is refused, because it would mean the current one."""
    if not text or text.isspace():
        raise ValueError("it is blank; name a folder, or write . for this one")
    return Path(text)


def web_link(text: str) -> str:
    """Return the address of a page."""
    if not re.fullmatch(r"https?://[^\s/]\S*", text.strip()):
        raise ValueError(f"'{text}' is not a link; write https://...")
    return text.strip()


def site_address(text: str) -> str:
    """Return the address of a site, which ends in `/`."""
    address = text.strip()
    whole = r"https?://[\w.-]+(:\d+)?(/[\w.~%!$&'()*+,;=:@-]*)*"
    if not re.fullmatch(whole, address, re.ASCII):
        raise ValueError(
            f"'{text}' is not the address of a site; write https://example.org/stalking/"
        )
    return address if address.endswith("/") else f"{address}/"
