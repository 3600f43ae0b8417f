"""`publish`: the public pages and their data, a page for each organisation, one for all of them."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from stalkplan.console import say, stop_above_official, watched, write
from stalkplan.errors import NothingToJudgeError, PersonalDataError, module_of
from stalkplan.opendata import OpenData, items_csv, items_json, open_data, together
from stalkplan.opening import open_items
from stalkplan.overview import overview_of
from stalkplan.pages import DataFile, index_page, organisation_page
from stalkplan.privacy.disclosure import public_record
from stalkplan.privacy.personal import personal
from stalkplan.privacy.public_record import PublicRecord
from stalkplan.record.model import Plan
from stalkplan.record.register import Register
from stalkplan.reports.formats.ics import calendar
from stalkplan.site import Site, publishing
from stalkplan.verdict import words
from stalkplan.verdict.items import Item
from stalkplan.verdict.marks import visible
from stalkplan.verdict.standing import compare

INDEX = "index.html"
CSV = DataFile("items.csv", "every item with its verdict, for spreadsheets")
JSON = DataFile("items.json", "the same with answers and updates, for programs")
XLSX = DataFile("plan.xlsx", "items, answers and updates as a workbook")
ICS = DataFile("deadlines.ics", "open deadlines and promises, for a calendar")
FILES = (CSV, JSON, XLSX, ICS)

OF_ALL = (CSV, JSON)
OF_EACH = (CSV, JSON, ICS)
"""Of several organisations. Their workbooks would take as long as all the rest, and more memory."""


def publish(
    folder: Path,
    data: Path | None,
    orgs: Sequence[str] | None,
    allowed: Sequence[str] | None,
    *,
    on: date,
) -> Path:
    """Write the pages of some organisations, or all, as at the day `on`; return the first page.

    Nothing is written if a plan cannot be read, for it would be missed by nobody; if a text is
    marked above OFFICIAL; or if one that is not `allowed` seems to be about a person. Raises these
    as NothingToJudgeError, AboveOfficialError and PersonalDataError; NoDataError,
    UnknownNameError, MissingExtraError, OutputError.
    """
    register, items = open_items(data, orgs, None, None, on=on, may_use_bundled=False)
    if register.unread:
        names = ", ".join(sorted(set(register.unread)))
        raise NothingToJudgeError(f"not published, because it cannot be read: {names}")
    stop_above_official([register])
    _stop_personal(register, allowed or ())
    if len(register.plans) == 1:
        module_of(_XLSX)  # said before anything is made, if it is missing
    with publishing(folder) as site:
        _fill(site, register, items, on=on)
    pages = sum(name.endswith(".html") for name in site.sums)
    told = f"{words.count(pages, 'page')} and {words.count(len(site.sums) - pages, 'file')} of data"
    write(f"published {visible(str(folder))}: {told}, as at {words.long_date(on)}\n")
    return folder / INDEX


def _fill(site: Site, register: Register, items: Sequence[Item], *, on: date) -> None:
    record = public_record(register, items, on=on)
    plans = list(register.plans.values())
    if len(plans) == 1:
        _add(site, record, "", FILES, None)
        return
    folders = dict(zip((p.organisation.id for p in plans), _folders(plans), strict=True))
    data: list[OpenData] = []
    for organisation in watched(record.organisations, "writing pages"):
        own = record._replace(organisations=(organisation,), verdict=organisation.verdict)
        data.append(_add(site, own, f"{folders[organisation.id]}/", OF_EACH, f"../{INDEX}"))
    comparison = compare((plan.organisation for plan in plans), items)
    site.add(INDEX, index_page(overview_of(record, comparison, folders), OF_ALL))
    _add_data(site, record, "", OF_ALL, together(data))


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


_XLSX = "stalkplan.reports.formats.xlsx"
_MAKERS: Mapping[str, Callable[[PublicRecord, OpenData], str | bytes | Iterable[str]]] = {
    CSV.name: lambda _, data: items_csv(data),
    JSON.name: items_json,
    XLSX.name: lambda record, _: module_of(_XLSX).workbook(record),
    ICS.name: lambda record, _: calendar(record),
}


def _folders(plans: Sequence[Plan]) -> Iterator[str]:
    """Yield a name for the folder of each plan: its organisation's id, if that can be one."""
    for number, plan in enumerate(plans, start=1):
        identifier = plan.organisation.id
        is_name = re.fullmatch(r"(?!organisation-)[a-z][a-z0-9-]{2,59}", identifier)
        yield identifier if is_name else f"organisation-{number}"


def _stop_personal(register: Register, allowed: Sequence[str]) -> None:
    """Raise PersonalDataError, with every place, for what may be about a person and is not allowed.

    A record is named by its id, in one of several plans as `kent/12.2a`.
    """
    names: list[str] = []
    lines: list[str] = []
    for found in personal(register):
        plan = register.plans.get(found.file)
        several = len(register.plans) > 1 and plan
        name = f"{plan.organisation.id}/{found.name}" if several and plan else found.name
        names.append(name)
        if name not in allowed:
            place = register.places.find(found.file, found.path)
            lines.append(f"{place}: the {found.field} seems to hold {found.what}; --allow {name}")
    if lines:
        told = "nothing is published: a text may be about a person; mend it, or allow its record"
        raise PersonalDataError(told, lines)
    unused = [name for name in allowed if name not in names]
    if unused:
        say(f"nothing had to be allowed in {words.listed(unused)}")
