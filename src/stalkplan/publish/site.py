"""What fills a site: the page of each organisation, the index of all, and their data."""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from stalkplan.errors import OutputError, module_of
from stalkplan.privacy.public_record import public_record
from stalkplan.privacy.public_types import PublicOrganisation, PublicRecord
from stalkplan.publish.data import OpenData, items_csv, items_json, joined_data, open_data
from stalkplan.publish.evidence import EvidenceFile, travelling
from stalkplan.publish.folder import Site
from stalkplan.publish.pages.html import (
    DataFile,
    Home,
    index_page,
    organisation_page,
    publications_page,
)
from stalkplan.publish.pages.index import overview_of
from stalkplan.publish.pages.publications import PublicationLine, publication_line
from stalkplan.record.files import is_device
from stalkplan.record.register import Register
from stalkplan.reports.blocks import Judged
from stalkplan.reports.formats.ics import calendar
from stalkplan.verdict import words
from stalkplan.verdict.comparison import compare

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
    top_of: TopOf,
    files: Sequence[DataFile] = FILES,
) -> EvidenceAdded:
    """Add every page and file of data on some items, as they were judged on their day.

    Several publications have a folder each, and an index of their own. `files` are those beside the
    page of a single organisation. Return what became of the files of evidence.
    """
    evidence = EvidenceAdded(top_of)
    if len(parts) == 1:
        _add_publication(site, parts[0], watch, "", None, files, evidence)
        return evidence
    names = _folders([part.publication for part in parts], "publication")
    home = Home(f"../{INDEX}", "All publications")
    lines = [
        _add_publication(site, part, watch, f"{name}/", home, files, evidence)
        for name, part in zip(names, parts, strict=True)
    ]
    site.add(INDEX, publications_page(lines, on=parts[0].on))
    return evidence


def stop_if_of_others(folder: Path, parts: Sequence[Judged]) -> None:
    """Raise OutputError if a published folder is about anybody else than what is to be published.

    Who that is stands in its own data. `folder` holds what an earlier run published, or nothing.
    """
    new = {
        (part.publication, plan.organisation.id)
        for part in parts
        for plan in part.register.plans.values()
    }
    files = [folder / JSON.name, *sorted(folder.glob(f"*/{JSON.name}"))]
    old = {pair for file in files if file.is_file() for pair in _about(file)}
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
    under: str,
    home: Home | None,
    files: Sequence[DataFile],
    evidence: EvidenceAdded,
) -> PublicationLine:
    """Add what is of one publication below a folder, and return its line on the index of all."""
    register, items, on = part
    record = public_record(register, items, on=on)
    line = publication_line(record, f"{under}{INDEX}")
    plans = list(register.plans.values())
    if len(plans) == 1:
        _add(site, record, under, files, home, evidence.add(site, record, register, under))
        return line
    ids = [plan.organisation.id for plan in plans]
    folders = dict(zip(ids, _folders(ids, "organisation"), strict=True))
    data: list[OpenData] = []
    for organisation in watch(record.organisations):
        own = record._replace(organisations=(organisation,), verdict=organisation.verdict)
        folder = f"{under}{folders[organisation.id]}/"
        home_of_each = Home(f"../{INDEX}", "All organisations")
        carried = evidence.add(site, own, register, folder)
        data.append(_add(site, own, folder, OF_EACH, home_of_each, carried))
    comparison = compare((plan.organisation for plan in plans), items)
    site.add(under + INDEX, index_page(overview_of(record, comparison, folders), OF_ALL, home))
    _add_data(site, record, under, OF_ALL, joined_data(data))
    return line


def _add(
    site: Site,
    record: PublicRecord,
    folder: str,
    files: Sequence[DataFile],
    home: Home | None,
    carried: Mapping[str, EvidenceFile],
) -> OpenData:
    """Add the page of the one organisation of a record, and those of its data beside it."""
    (organisation,) = record.organisations
    page = organisation_page(organisation, record.publication, files, home, carried, on=record.on)
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
"""The module that makes workbooks; what it needs may be missing."""

WITHOUT_WORKBOOK = tuple(file for file in FILES if file != XLSX)
"""The files beside a page where that is so."""

_MAKERS: Mapping[str, Callable[[PublicRecord, OpenData], str | bytes | Iterable[str]]] = {
    CSV.name: lambda _, data: items_csv(data),
    JSON.name: items_json,
    XLSX.name: lambda record, _: module_of(WORKBOOK).workbook(record),
    ICS.name: lambda record, _: calendar(record),
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
