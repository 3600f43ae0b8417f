"""What fills a site: the page of each organisation, the index of all, and their data."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date

from stalkplan.errors import module_of
from stalkplan.privacy.public_record import public_record
from stalkplan.privacy.public_types import PublicOrganisation, PublicRecord
from stalkplan.publish.data import OpenData, items_csv, items_json, joined_data, open_data
from stalkplan.publish.folder import Site
from stalkplan.publish.pages.html import DataFile, index_page, organisation_page
from stalkplan.publish.pages.index import overview_of
from stalkplan.record.files import is_device
from stalkplan.record.model import Plan
from stalkplan.record.register import Register
from stalkplan.reports.formats.ics import calendar
from stalkplan.verdict.comparison import compare
from stalkplan.verdict.items import Item

INDEX = "index.html"
CSV = DataFile("items.csv", "every item with its verdict, for spreadsheets")
JSON = DataFile("items.json", "the same with answers and updates, for programs")
XLSX = DataFile("plan.xlsx", "items, answers and updates as a workbook")
ICS = DataFile("deadlines.ics", "open deadlines and promises, for a calendar")

FILES = (CSV, JSON, XLSX, ICS)

OF_ALL = (CSV, JSON)
OF_EACH = (CSV, JSON, ICS)
"""Of several organisations. Their workbooks would take as long as all the rest, and more memory."""


WatchOrganisations = Callable[[Sequence[PublicOrganisation]], Iterable[PublicOrganisation]]
"""Yields what it is given, and may show how far that has gone."""


def fill_site(
    site: Site, register: Register, items: Sequence[Item], watch: WatchOrganisations, *, on: date
) -> None:
    """Add every page and file of data on some items, as they were judged on the day `on`."""
    record = public_record(register, items, on=on)
    plans = list(register.plans.values())
    if len(plans) == 1:
        _add(site, record, "", FILES, None)
        return
    folders = dict(zip((p.organisation.id for p in plans), _folders(plans), strict=True))
    data: list[OpenData] = []
    for organisation in watch(record.organisations):
        own = record._replace(organisations=(organisation,), verdict=organisation.verdict)
        data.append(_add(site, own, f"{folders[organisation.id]}/", OF_EACH, f"../{INDEX}"))
    comparison = compare((plan.organisation for plan in plans), items)
    site.add(INDEX, index_page(overview_of(record, comparison, folders), OF_ALL))
    _add_data(site, record, "", OF_ALL, joined_data(data))


def _add(
    site: Site, record: PublicRecord, folder: str, files: Sequence[DataFile], home: str | None
) -> OpenData:
    """Add the page of the one organisation of a record, and those of its data beside it."""
    (organisation,) = record.organisations
    page = organisation_page(organisation, record.publication, files, home, on=record.on)
    site.add(folder + INDEX, page)
    data = open_data(record)
    _add_data(site, record, folder, files, data)
    return data


def _add_data(
    site: Site, record: PublicRecord, folder: str, files: Sequence[DataFile], data: OpenData
) -> None:
    for file in files:
        site.add(folder + file.name, _MAKERS[file.name](record, data))


WORKBOOK = "stalkplan.reports.formats.xlsx"
"""The module that makes workbooks; what it takes may be missing."""

_MAKERS: Mapping[str, Callable[[PublicRecord, OpenData], str | bytes | Iterable[str]]] = {
    CSV.name: lambda _, data: items_csv(data),
    JSON.name: items_json,
    XLSX.name: lambda record, _: module_of(WORKBOOK).workbook(record),
    ICS.name: lambda record, _: calendar(record),
}


def _folders(plans: Sequence[Plan]) -> Iterator[str]:
    """Yield a name for the folder of each plan: its organisation's id, if that can be one.

    It is none that Windows keeps for its devices.
    """
    for number, plan in enumerate(plans, start=1):
        identifier = plan.organisation.id
        is_name = _FOLDER.fullmatch(identifier) and not is_device(identifier)
        yield identifier if is_name else f"organisation-{number}"


_FOLDER = re.compile("(?!organisation-)[a-z][a-z0-9-]{2,59}")
