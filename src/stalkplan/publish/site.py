"""What fills a site: the pages of organisations and recommendations, the index, and their data."""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from stalkplan.errors import OutputError, module_of
from stalkplan.privacy.public_history import PublicHistory, with_days_of_entry
from stalkplan.privacy.public_record import public_record
from stalkplan.privacy.public_types import PublicOrganisation, PublicRecord
from stalkplan.publish.data import OpenData, items_csv, items_json, joined_data, open_data
from stalkplan.publish.evidence import EvidenceFile, travelling
from stalkplan.publish.feed import MOST_OF_ALL, MOST_OF_ONE, Channel, LinkedNews, feed
from stalkplan.publish.folder import Site
from stalkplan.publish.metadata import csv_columns, data_set
from stalkplan.publish.news import newest_first, news_of
from stalkplan.publish.pages.entries import item_anchors
from stalkplan.publish.pages.html import (
    STYLE,
    TEMPLATES,
    DataFile,
    Home,
    index_pages,
    organisation_page,
    publications_page,
    recommendation_pages,
    style,
)
from stalkplan.publish.pages.imprint import Imprint, Making
from stalkplan.publish.pages.index import overview_of
from stalkplan.publish.pages.publications import PublicationLine, publication_line
from stalkplan.publish.pages.recommendation import (
    RecommendationView,
    page_names,
    recommendation_views,
)
from stalkplan.publish.pages.site_folder import SiteFolder
from stalkplan.record.files import is_device
from stalkplan.record.register import Register
from stalkplan.reports.blocks import Judged
from stalkplan.reports.formats.ics import calendar
from stalkplan.verdict import words
from stalkplan.verdict.comparison import (
    compare,
    forces_asked,
    forces_without_plan,
    others_without_plan,
)
from stalkplan.verdict.nouns import body_noun

INDEX = "index.html"
ICON = "icon.svg"
CSV = DataFile("items.csv", "every item with its verdict, for spreadsheets", "text/csv")
JSON = DataFile("items.json", "the same with answers and updates, for programs", "application/json")
XLSX = DataFile(
    "plan.xlsx",
    "items, answers and updates as a workbook",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
)
ICS = DataFile("deadlines.ics", "deadlines and promises to come, for a calendar", "text/calendar")
FEED = DataFile(
    "feed.atom",
    "what is new: updates, what became overdue or complete, for a feed reader",
    "application/atom+xml",
    is_in_head=True,
)
COLUMNS = DataFile(
    f"{CSV.name}-metadata.json",
    f"the columns of {CSV.name} (CSVW)",
    "application/csvm+json",
    is_data=False,
)
DATA_SET = DataFile(
    "dataset.jsonld",
    "what this data is, for catalogues (schema.org)",
    "application/ld+json",
    is_in_head=True,
    is_data=False,
)

FILES = (CSV, JSON, XLSX, ICS, FEED, COLUMNS, DATA_SET)

OF_ALL = (CSV, JSON, FEED, COLUMNS, DATA_SET)
OF_EACH = tuple(file for file in FILES if file != XLSX)
"""Of several organisations. Their workbooks would take as long as all the rest, and more memory."""


WatchOrganisations = Callable[[Sequence[PublicOrganisation]], Iterable[PublicOrganisation]]
"""Yields what it is given, and may show how far that has gone."""

Histories = Mapping[tuple[str, str], PublicHistory]
"""What git knows of plans, by the ids of publication and organisation."""


TopOf = Callable[[str], Path]
"""Returns the folder from which the paths of a plan's evidence are, by the name of its file."""


class EvidenceAdded:
    """What became of the files of evidence: how many bytes each has, and why others stay."""

    def __init__(self, top_of: TopOf) -> None:
        self._top_of = top_of
        self.sizes: list[int] = []
        self.staying: list[str] = []

    def add(
        self, site: Site, record: PublicRecord, register: Register, folder: str
    ) -> Mapping[str, EvidenceFile]:
        """Add the files of the one organisation of a record, and return them by their paths."""
        (organisation,) = record.organisations
        plans = register.plans.items()
        name = next(file for file, plan in plans if plan.organisation.id == organisation.id)
        found = travelling(organisation, register, self._top_of(name))
        self.staying += found.staying
        for file in {each.name: each for each in found.files.values()}.values():
            site.add(folder + file.name, file.data)
            self.sizes.append(len(file.data))
        return found.files


def fill_site(
    site: Site,
    parts: Sequence[Judged],
    watch: WatchOrganisations,
    imprint: Imprint,
    top_of: TopOf,
    files: Sequence[DataFile] = FILES,
    histories: Histories = MappingProxyType({}),
    *,
    is_part: bool = False,
) -> EvidenceAdded:
    """Add every page and file of data on some items, as they were judged on their day.

    Several publications have a folder each, and an index of their own. `imprint` is what the pages
    say of their making, `files` are those beside the page of a single organisation. A page says of
    a plan's history what is given. If it `is_part` of the plans, nobody is said to have none. The
    style stands in each folder that has a page, so that each can be moved alone. Return what became
    of the files of evidence.
    """
    shared = _Shared(imprint, files, histories, EvidenceAdded(top_of), is_part)
    site.add(ICON, (TEMPLATES / ICON).read_bytes())
    _add_pages(site, parts, watch, shared)
    pages = [name for name in site.sums if name.endswith(".html")]
    made = style()
    for folder in dict.fromkeys(name.rpartition("/")[0] for name in pages):
        site.add(f"{folder}/{STYLE}".lstrip("/"), made)
    return shared.evidence


class _Shared(NamedTuple):
    """What the pages of a site have in common: their making, files, histories and evidence."""

    imprint: Imprint
    files: Sequence[DataFile]
    histories: Histories
    evidence: EvidenceAdded
    is_part: bool


def _add_pages(
    site: Site, parts: Sequence[Judged], watch: WatchOrganisations, shared: _Shared
) -> None:
    top = SiteFolder(shared.imprint.address)
    if len(parts) == 1:
        _add_publication(site, parts[0], watch, top, None, shared)
        return
    names = _folders([part.publication for part in parts], "publication")
    home = Home(f"../{INDEX}", "All publications")
    lines = [
        _add_publication(site, part, watch, top._replace(folder=f"{name}/"), home, shared)
        for name, part in zip(names, parts, strict=True)
    ]
    site.add(INDEX, publications_page(lines, shared.imprint, top, on=parts[0].on))


def stop_if_of_others(folder: Path, parts: Sequence[Judged]) -> None:
    """Raise OutputError if a published folder is about anybody else than what is to be published.

    Who that is stands in its own data. `folder` holds what an earlier run published, or nothing.
    """
    new = {
        (part.publication, plan.organisation.id)
        for part in parts
        for plan in part.register.plans.values()
    }
    below = sorted(folder.glob(f"*/{JSON.name}"))  # said again by the file above, if there is one
    old = {*_about(folder / JSON.name)} or {pair for file in below for pair in _about(file)}
    if others := sorted(old - new):
        listed = words.listed([f"{body} ({publication})" for publication, body in others[:3]])
        more = f" and {len(others) - 3} more" if len(others) > 3 else ""
        told = f"{folder} is the site of {listed}{more}, which would be gone"
        raise OutputError(f"{told}; give another folder, or move it away")


def _about(file: Path) -> Iterator[tuple[str, str]]:
    """Yield the publication and organisation of each item in a file of a site's data."""
    try:
        view = json.loads(file.read_text(encoding="utf-8"))
        yield from {(item["publication"], item["organisation"]) for item in view["items"]}
    except (OSError, ValueError, KeyError, TypeError):
        return  # of no version that we know, or no data of a site


def _add_publication(
    site: Site,
    part: Judged,
    watch: WatchOrganisations,
    here: SiteFolder,
    home: Home | None,
    shared: _Shared,
) -> PublicationLine:
    """Add what is of one publication below a folder, and return its line on the index of all."""
    register, items, on = part
    record = public_record(register, items, on=on, newest=MOST_OF_ONE)
    known = {o.id: shared.histories.get((part.publication, o.id)) for o in record.organisations}
    organisations = (_with_history(o, known[o.id]) for o in record.organisations)
    record = record._replace(organisations=tuple(organisations))
    line = publication_line(record, f"{here.folder}{INDEX}")
    plans = list(register.plans.values())
    if len(plans) == 1:
        only = _Own(part.publication, known[plans[0].organisation.id], register)
        _add(site, record, only, here, shared.files, home, shared)
        return line
    bodies = [plan.organisation for plan in plans]
    ids = [body.id for body in bodies]
    folders = dict(zip(ids, _folders(ids, "organisation"), strict=True))
    comparison = compare(bodies, items)
    numbers = [each.number for each in comparison.recommendations]
    across = {n: f"../{name}.html" for n, name in zip(numbers, page_names(numbers), strict=True)}
    data: list[OpenData] = []
    told: list[LinkedNews] = []
    for organisation in watch(record.organisations):
        own = record._replace(organisations=(organisation,), verdict=organisation.verdict)
        below = here._replace(folder=f"{here.folder}{folders[organisation.id]}/")
        above = Home(f"../{INDEX}", f"All {body_noun(bodies)}s")
        known_of = _Own(part.publication, known[organisation.id], register, across)
        added = _add(site, own, known_of, below, OF_EACH, above, shared)
        data.append(added.data)
        told += (each._replace(page=f"{folders[organisation.id]}/{INDEX}") for each in added.told)
    views = tuple(recommendation_views(record, comparison, folders))
    newest = sorted(told, key=lambda each: newest_first(each.news))[:MOST_OF_ALL]
    ids = [part.publication]
    publisher = shared.imprint.publisher
    _add_data(site, _Beside(record, ids, here, OF_ALL, joined_data(data), newest, publisher))
    without = () if shared.is_part else _without_plan(register)
    others = () if shared.is_part else others_without_plan(register).values()
    overview = overview_of(record, comparison, folders, views, (without, others))
    (checksum,) = site.sums[here.folder + JSON.name]
    making = Making(shared.imprint, here.folder, checksum)
    _add_recommendations(site, views, here, making)
    for name, page in index_pages(overview, OF_ALL, home, making, here):
        site.add(here.folder + name, page)
    return line


def _without_plan(register: Register) -> Sequence[str]:
    """Return the forces without a plan; none if no force has one: it was never meant for them."""
    absent = forces_without_plan(register)
    return [*absent.values()] if len(absent) < len(forces_asked(register)) else []


def _add_recommendations(
    site: Site, views: Sequence[RecommendationView], here: SiteFolder, making: Making
) -> None:
    """Add the pages of each recommendation over all organisations beside the index of them."""
    for before, view, after in zip((None, *views), views, (*views[1:], None), strict=False):
        home = Home(INDEX, f"All {view.noun}s")
        pages = recommendation_pages(view, OF_ALL, home, making, (before, after), here)
        for name, page in pages:
            site.add(here.folder + name, page)


def _with_history(
    organisation: PublicOrganisation, history: PublicHistory | None
) -> PublicOrganisation:
    return with_days_of_entry(organisation, history) if history else organisation


class _Own(NamedTuple):
    """What the page of one organisation is made of beside its record.

    `across` are the addresses of the pages of recommendations, by their numbers.
    """

    publication: str
    history: PublicHistory | None
    register: Register
    across: Mapping[str, str] = MappingProxyType({})


class _Beside(NamedTuple):
    """What the files of data beside a page are made of.

    `ids` are those of the publication and, if the page is of one, of the organisation.
    """

    record: PublicRecord
    ids: Sequence[str]
    here: SiteFolder
    files: Sequence[DataFile]
    data: OpenData
    told: Sequence[LinkedNews]
    publisher: str | None


def _add(
    site: Site,
    record: PublicRecord,
    own: _Own,
    here: SiteFolder,
    files: Sequence[DataFile],
    home: Home | None,
    shared: _Shared,
) -> _Beside:
    """Add the data of the one organisation of a record, and its page, which has their checksum."""
    (organisation,) = record.organisations
    carried = shared.evidence.add(site, record, own.register, here.folder)
    told = [LinkedNews(news, INDEX) for news in news_of(organisation, MOST_OF_ONE)]
    ids = [own.publication, organisation.id]
    publisher = shared.imprint.publisher
    beside = _Beside(record, ids, here, files, open_data(record), told, publisher)
    _add_data(site, beside)
    (checksum,) = site.sums[here.folder + JSON.name]
    making = Making(shared.imprint, here.folder, checksum)
    shown = [
        file._replace(subscribe=here.webcal(file.name)) if file == ICS else file for file in files
    ]
    page = organisation_page(
        organisation,
        record.publication,
        shown,
        home,
        making,
        here,
        own.history,
        carried,
        own.across,
        on=record.on,
    )
    site.add(here.folder + INDEX, page)
    return beside


def _add_data(site: Site, beside: _Beside) -> None:
    for file in beside.files:
        site.add(beside.here.folder + file.name, _MAKERS[file.name](beside))


def _calendar(beside: _Beside) -> str:
    """Return the calendar, whose events lead to the page where the site's address is known."""
    page = beside.here.url(INDEX)
    if page is None:
        return calendar(beside.record)
    anchors = {
        id(item): anchor
        for organisation in beside.record.organisations
        for item, anchor in item_anchors(organisation)
    }
    return calendar(
        beside.record, address_of=lambda item: f"{page}#{anchors[id(item)]}" if item else page
    )


def _feed(beside: _Beside) -> str:
    record = beside.record
    publication = record.publication
    title = f"{publication.progress_title}: {record.whose}"
    channel = Channel(tuple(beside.ids), title, publication.published, beside.publisher)
    return feed(channel, beside.told, beside.here, FEED.name, INDEX)


WORKBOOK = "stalkplan.reports.formats.xlsx"
"""The module that makes workbooks; what it needs may be missing."""

WITHOUT_WORKBOOK = tuple(file for file in FILES if file != XLSX)
"""The files beside a page where that is so."""

_MAKERS: Mapping[str, Callable[[_Beside], str | bytes | Iterable[str]]] = {
    CSV.name: lambda beside: items_csv(beside.data),
    JSON.name: lambda beside: items_json(beside.record, beside.data),
    XLSX.name: lambda beside: module_of(WORKBOOK).workbook(beside.record),
    ICS.name: _calendar,
    FEED.name: _feed,
    COLUMNS.name: lambda _: csv_columns(CSV.name),
    DATA_SET.name: lambda beside: data_set(
        beside.record, beside.ids, beside.files, beside.here, publisher=beside.publisher
    ),
}


def _folders(ids: Sequence[str], what: str) -> Iterator[str]:
    """Yield a name for the folder of each organisation or publication: its id, if it can be one.

    It is none that Windows keeps for its devices.
    """
    for number, identifier in enumerate(ids, start=1):
        is_name = _FOLDER.fullmatch(identifier) and not is_device(identifier)
        is_taken = identifier.startswith(f"{what}-")
        yield identifier if is_name and not is_taken else f"{what}-{number}"


_FOLDER = re.compile("[a-z][a-z0-9-]{2,59}")
