"""The public pages as HTML: values in, text out. Everything on them comes from public records."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache, lru_cache, partial
from itertools import chain
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from stalkplan.privacy.public_history import PublicHistory
from stalkplan.privacy.public_types import PublicOrganisation, PublicPublication
from stalkplan.publish.evidence import EvidenceFile
from stalkplan.publish.pages.compiled import CompiledEnvironment, Kept
from stalkplan.publish.pages.history import history_view
from stalkplan.publish.pages.imprint import Imprint, Making
from stalkplan.publish.pages.index import Overview
from stalkplan.publish.pages.organisation import organisation_view
from stalkplan.publish.pages.publications import PublicationLine
from stalkplan.publish.pages.recommendation import RecommendationView
from stalkplan.publish.pages.site_folder import TOP, SiteFolder
from stalkplan.record.dates import parse_window
from stalkplan.record.links import misleads
from stalkplan.verdict import marks, words
from stalkplan.verdict.marks import Mark
from stalkplan.verdict.recorded_words import KEEPER, recorded_here
from stalkplan.verdict.state_words import MEANINGS, cells_of
from stalkplan.verdict.visible import visible

TEMPLATES = Path(__file__).parents[1] / "templates"

STYLE = "style.css"

TERMS = (
    marks.COMPLETE,
    marks.COMPLETE_LATE,
    marks.OVERDUE_SILENT,
    marks.OVERDUE_UPDATED,
    marks.NO_ANSWER,
    marks.CANNOT_TELL,
    marks.NOT_DUE,
    marks.NO_DATE,
    marks.NO_DATE_NO_ANSWER,
)
"""Every mark, as the list of words has them: what is complete, what is overdue, the others."""


class DataFile(NamedTuple):
    """A file beside a page: its name, what it is, and its media type.

    Programs find one that `is_in_head` without reading the page. One that describes others is not
    itself data. To `subscribe` is the address that a calendar program takes.
    """

    name: str
    about: str
    media: str = ""
    is_in_head: bool = False
    is_data: bool = True
    subscribe: str | None = None


class Home(NamedTuple):
    """The page above a page: its address, and what the link to it says."""

    address: str
    words: str


def organisation_page(
    organisation: PublicOrganisation,
    publication: PublicPublication,
    files: Sequence[DataFile],
    home: Home | None,
    making: Making,
    here: SiteFolder = TOP,
    history: PublicHistory | None = None,
    evidence: Mapping[str, EvidenceFile] | None = None,
    across: Mapping[str, str] = MappingProxyType({}),
    *,
    on: date,
) -> str:
    """Return the page of one organisation; `home` is the page above, if any.

    `making` is what it says of its publisher and its record. Without a `history` it says nothing
    of one. `evidence` are the files that go with it, by the paths that stand in the plan. `across`
    are the addresses of the pages of recommendations over all organisations, by their numbers.
    """
    view = organisation_view(organisation, publication, on=on)
    past = history and history_view(history, view)
    template = _environment().get_template("organisation.html.j2")
    printed: set[str] = set()

    def linked(text: str, *, only_site: bool = False) -> Markup:
        file = (evidence or {}).get(text)
        if file is None:
            is_again = text in printed
            printed.add(text)
            return _linked(text, only_site=only_site, is_again=is_again)
        return _FILE.format(file.name, visible(text), file.size)

    shown = {item.mark for item in organisation.items}
    shown |= {marks.OVERDUE_SILENT for item in organisation.items if item.silent}
    terms = [term for term in _terms() if term[0] in shown]
    shared = {"files": files, "home": home, "here": here, "making": making, "past": past}
    return template.render(**shared, view=view, linked=linked, terms=terms, across=across)


def index_pages(
    overview: Overview,
    files: Sequence[DataFile],
    home: Home | None,
    making: Making,
    here: SiteFolder = TOP,
) -> Iterator[tuple[str, str]]:
    """Yield the pages of several organisations, each with the name of its file.

    `home` is the page above, if any; `making` is what they say of their publisher and their record.
    """
    template = _environment().get_template("index.html.j2")
    told = [(mark, word) for mark, words in overview.legend for word in words]
    ids = {each: f"{each[0].style.value}-{n}" for n, each in enumerate(told, start=1)}
    page = {"view": overview, "ids": ids, "files": files, "home": home, "here": here}
    shared = page | {"making": making}
    for sheet, name in enumerate(overview.files):
        yield name, template.render(**shared, sheet=sheet, name=name)


def recommendation_pages(
    view: RecommendationView,
    files: Sequence[DataFile],
    home: Home,
    making: Making,
    neighbours: tuple[RecommendationView | None, RecommendationView | None],
    here: SiteFolder = TOP,
) -> Iterator[tuple[str, str]]:
    """Yield the pages of a recommendation over all organisations, each with the name of its file.

    `home` is the page of all of them; `neighbours` are those before and after it there. `making`
    is what they say of their publisher and their record.
    """
    template = _environment().get_template("recommendation.html.j2")
    before, after = neighbours
    shared = {"view": view, "files": files, "home": home, "here": here, "making": making}
    for sheet, name in enumerate(view.files):
        yield name, template.render(**shared, sheet=sheet, name=name, before=before, after=after)


def publications_page(
    lines: Sequence[PublicationLine], imprint: Imprint, here: SiteFolder = TOP, *, on: date
) -> str:
    """Return the page of several publications; `imprint` is what it says of its publisher."""
    template = _environment().get_template("publications.html.j2")
    return template.render(lines=lines, imprint=imprint, files=(), here=here, on=on)


def _terms() -> list[tuple[Mark, str, str]]:
    """Return every mark with the words that the key of a table has for it, and what they mean."""
    return [(mark, cells_of(mark), MEANINGS[mark].meaning) for mark in TERMS]


def style() -> str:
    """Return the style of every page, a file beside it."""
    return (TEMPLATES / STYLE).read_text(encoding="utf-8")


@cache
def _environment() -> Environment:
    environment = CompiledEnvironment(
        loader=FileSystemLoader(TEMPLATES),
        bytecode_cache=Kept(TEMPLATES, __file__),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.globals |= {
        "day": _day,
        "long_date": words.long_date,
        "window": _window,
        "prose": _prose,
        "inside": _inside,
        "linked": _linked,
        "helped": helped,
        "cited": _cited,
        "with_item": partial(_with_link, _ITEM, "#item"),
        "with_update": partial(_with_link, _UPDATE, "#no-update"),
        "full_date": words.long_date,
        "short_date": words.short_date,
        "full_window": lambda text: words.long_window(parse_window(text)),
        "silent": marks.OVERDUE_SILENT,
        "site_names": _site_names,
        "cut": words.cut,
        "count": words.count,
        "all_of": words.all_of,
        "listed": words.listed,
        "keeper": KEEPER,
        "recorded_here": recorded_here,
        "terms": _terms(),
        "repeats_date": _repeats_date,
    }
    environment.filters |= {"capital": words.capital}
    return environment


def _shown(value: Any) -> Markup:
    """Return what an expression gives as a page shows it: nothing in a text is hidden."""
    if type(value) is str:
        return _text(value)
    if isinstance(value, Markup):
        return value
    return escape(f"{round(value, 1):g}" if type(value) is float else value)  # of a drawing


@lru_cache(maxsize=4096)
def _text(text: str) -> Markup:
    return escape(visible(text))


@lru_cache(maxsize=4096)
def _day(day: date, *, short: bool = False) -> Markup:
    """Return a day in words, marked up as one."""
    shown = words.short_date(day) if short else words.long_date(day)
    return _TIME.format(day.isoformat(), shown)


@lru_cache(maxsize=4096)
def _window(text: str) -> Markup:
    """Return a day, month, quarter or year in words, marked up where HTML has a form for it."""
    window = parse_window(text)
    if window.is_day:
        return _day(window.first)
    shown = words.long_window(window)
    return escape(shown) if "Q" in text or "/" in text else _TIME.format(text, shown)


class _Form:
    """HTML with gaps. `Markup` has the same `format`, which takes three times as long."""

    def __init__(self, html: str) -> None:
        self._html = html

    def format(self, *values: object) -> Markup:
        """Return it with its gaps filled, each value escaped."""
        filled = self._html.format(*map(escape, values))
        return Markup(filled)  # noqa: S704  our own HTML, and all else is escaped


_TIME = _Form('<time datetime="{}">{}</time>')
_PARAGRAPH = _Form("<p>{}</p>")
_ANCHOR = _Form('<a href="{}">{}</a>')
_LONG = _Form('<a class="long" href="{}">{}</a>')
"""A link whose text is not its whole address, which stands in its place on paper."""
_FILE = _Form('<a href="{}">{}</a> ({})')


def _paragraphs(text: str) -> list[str]:
    """Return the paragraphs of a text, which blank lines divide."""
    parts = [part for part in re.split(r"\n\s*\n", text) if part.strip()]
    return [visible(part) for part in parts or [text]]


def _prose(text: str) -> Markup:
    return Markup("").join(map(_PARAGRAPH.format, _paragraphs(text)))


def _inside(text: str) -> Markup:
    """Return a text for a cell or a point of a list: what follows its first paragraph is below."""
    if "\n" not in text:
        return _text(text)
    first, *others = _paragraphs(text)
    return escape(first) + Markup("").join(map(_PARAGRAPH.format, others))


@lru_cache(maxsize=4096)
def _linked(text: str, *, only_site: bool = False, is_again: bool = False) -> Markup:
    """Return a text, as a link if it is one; the address in it is as it is written.

    What `is_again` on the page is printed in full there already.
    """
    link = link_of(text)
    if link is None:
        return escape(visible(text))
    anchor = _LONG if (only_site or link.is_cut) and not is_again else _ANCHOR
    return anchor.format(link.href, visible(link.site if only_site else link.text))


_STAYS = "\N{NO-BREAK SPACE}"
_TELEPHONE = re.compile(r"\b0[0-9]{2,4}(?: ?[0-9]{3,4}){2}\b")


def helped(text: str) -> Markup:
    """Return where to find help: as a link if all of it is one, else with its numbers to call."""
    if link_of(text):
        return _linked(text)
    shown = visible(text)
    numbers = [*_TELEPHONE.findall(shown), ""]
    parts = [escape(part) for part in _TELEPHONE.split(shown)]
    calls = (
        _ANCHOR.format(f"tel:{n.replace(' ', '')}", n.replace(" ", _STAYS)) if n else ""
        for n in numbers
    )
    return Markup("").join(chain.from_iterable(zip(parts, calls, strict=True)))


def _cited(title: str, source: str | None) -> Markup:
    """Return the title of a publication, as a link if its own page is known."""
    link = link_of(source) if source else None
    return _ANCHOR.format(link.href, visible(title)) if link else escape(visible(title))


_ITEM = re.compile(r"\b(items?)\b")
_UPDATE = re.compile(
    r"\b(no (?:recent )?update(?: since (?:its|their) deadline)?|updated since its "
    r"deadline|recent update)\b"
)


def _with_link(word: re.Pattern[str], anchor: str, sentence: str) -> Markup:
    """Return a sentence of ours with a link from the first such word to what that means."""
    before, found, after = (*word.split(sentence, maxsplit=1), "", "")[:3]
    return escape(before) + (_ANCHOR.format(anchor, found) if found else "") + escape(after)


def _site_names(sources: Iterable[str]) -> list[tuple[str, Markup]]:
    """Return each source with a link whose words are its site, numbered if they come again."""
    names: Counter[str] = Counter()
    shown: list[tuple[str, Markup]] = []
    for source in sources:
        link = link_of(source)
        name = link.site if link else source
        names[name] += 1
        again = f" ({names[name]})" if names[name] > 1 else ""
        text = visible(f"{name}{again}")
        shown.append((source, _ANCHOR.format(link.href, text) if link else escape(text)))
    return shown


def _repeats_date(wording: str | None, day: date | None) -> bool:
    """Whether a promise's own words say its day already, so that a reader needs no other."""
    return bool(wording and day and words.long_date(day).casefold() in wording.casefold())


_LINK = re.compile(r"(?:https?://|mailto:)[^\s<>\"`\\^{|}]+", re.IGNORECASE)


_LONGEST = 60
"""Characters of a link on a page; of a longer address its site and its end are shown."""


class Link(NamedTuple):
    """Where a link leads, what stands in its place, its site, and whether the text is cut."""

    href: str
    text: str
    site: str
    is_cut: bool = False


def link_of(text: str) -> Link | None:
    """Return a text as a link, if all of it is one: http, https or mailto, nothing unseen."""
    if not (_LINK.fullmatch(text) and text.isprintable()) or misleads(text):
        return None
    try:
        parts = urlsplit(text)
    except ValueError:
        return None
    if parts.scheme.lower() == "mailto":
        return Link(text, parts.path, parts.path) if "@" in parts.path else None
    if not parts.hostname:
        return None
    short = text.partition("://")[2].rstrip("/")
    site = parts.hostname.removeprefix("www.")
    if len(short) <= _LONGEST:
        return Link(text, short, site)
    return Link(text, _shortened(site, parts.path), site, is_cut=True)


def _shortened(site: str, path: str) -> str:
    """Return a long address as its site and the end of its path, as far as there is room."""
    last = path.rstrip("/").rpartition("/")[2]
    shown = f"{site}/…/{last}" if last else f"{site}/…"
    return shown if len(shown) <= _LONGEST else f"{shown[: _LONGEST - 1]}…"
