"""The public pages as HTML: values in, text out. Everything on them comes from public records."""

import re
from base64 import b64encode
from collections.abc import Sequence
from datetime import date
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from stalkplan import words
from stalkplan.dates import parse_window
from stalkplan.links import Link, link_of
from stalkplan.marks import visible
from stalkplan.overview import Overview
from stalkplan.public import PublicOrganisation, PublicPublication
from stalkplan.views import organisation_view

TEMPLATES = Path(__file__).parent / "templates"


class DataFile(NamedTuple):
    """A file of data beside a page: its name, and what it is."""

    name: str
    about: str


def organisation_page(
    organisation: PublicOrganisation,
    publication: PublicPublication,
    files: Sequence[DataFile],
    home: str | None,
    *,
    on: date,
) -> str:
    """Return the page of one organisation; `home` is the address of the page of all, if any."""
    view = organisation_view(organisation, publication, on=on)
    template = _environment().get_template("organisation.html.j2")
    return template.render(view=view, files=files, home=home)


def index_page(overview: Overview, files: Sequence[DataFile]) -> str:
    """Return the page of several organisations side by side."""
    return _environment().get_template("index.html.j2").render(view=overview, files=files)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    css = (TEMPLATES / "style.css").read_text(encoding="utf-8")
    environment.globals |= {
        "css": Markup(css),  # noqa: S704  our own file
        "css_hash": b64encode(sha256(css.encode()).digest()).decode(),
        "link": _link,
        "long_date": words.long_date,
        "short_date": words.short_date,
        "when": _when,
        "count": words.count,
        "listed": words.listed,
        "numbers": words.numbers,
        "recorded_sentence": words.recorded_sentence,
    }
    environment.filters |= {"paragraphs": _paragraphs, "capital": _capital, "site": _site}
    return environment


def _shown(value: Any) -> Any:
    """Return what an expression gives as a page shows it: nothing in a text is hidden."""
    return visible(value) if type(value) is str else value


def _link(text: str) -> Link | None:
    """Return a link whose address is written as it is, escaped."""
    link = link_of(text)
    return link and Link(escape(link.href), link.text)


def _when(text: str, *, short: bool = False) -> tuple[str, str | None]:
    """Return a day, month, quarter or year in words, and as HTML's `datetime` where it has one."""
    window = parse_window(text)
    has_form = len(text) in (len("2025"), len("2025-03"), len("2025-03-27")) and "Q" not in text
    told = words.long_window(window)
    if short:
        told = re.sub(r"([A-Z][a-z]{2})[a-z]+ (?=\d{4})", r"\1 ", told)
    return told, text if has_form else None


def _paragraphs(text: str) -> list[str]:
    """Return the paragraphs of a text, which blank lines divide."""
    return [part for part in re.split(r"\n\s*\n", text) if part.strip()] or [text]


def _capital(text: str) -> str:
    """Return a text with its first letter a capital."""
    return text[:1].upper() + text[1:]


def _site(text: str) -> str:
    """Return the site of what stands for a link."""
    return text.partition("/")[0]
