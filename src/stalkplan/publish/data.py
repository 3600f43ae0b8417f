"""The data beside a public page: what is public of the items, for spreadsheets and for programs."""

import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Any, NamedTuple

from stalkplan.privacy.public_types import (
    PublicOrganisation,
    PublicPromise,
    PublicRecord,
    PublicRequirement,
    PublicRetracted,
    PublicUpdate,
)
from stalkplan.record.dates import Window
from stalkplan.record.fields import WITHHELD
from stalkplan.record.forces import area_code
from stalkplan.reports.formats import csv
from stalkplan.reports.formats.json import guarded
from stalkplan.verdict.as_data import ITEM_FIELDS, flat

CSV_FIELDS = (
    *(name for name in ITEM_FIELDS if not name.startswith("place")),
    "verdict",
    "withheld",
    "area_code",
)
"""The columns of `items.csv`: those of a listing without places, the verdict in words, the area."""


class OpenData(NamedTuple):
    """The records of one organisation, or of many after each other, as lines of their formats."""

    organisations: tuple[str, ...]
    items: tuple[str, ...]
    answers: tuple[str, ...]
    updates: tuple[str, ...]
    retracted: tuple[str, ...]
    rows: tuple[str, ...]


def open_data(record: PublicRecord) -> OpenData:
    """Return what is public as lines: of JSON in ASCII, and of CSV as the format csv writes it."""
    items = [item.data for item in record.items]
    answers = (
        _answer(organisation, requirement)
        for organisation in record.organisations
        for recommendation in organisation.recommendations
        for requirement in recommendation.requirements
    )
    updates = (
        {"organisation": item.organisation, "id": item.id, **_update(update)}
        for item in record.items
        for update in item.updates
    )
    retracted = (
        {"organisation": item.organisation, "id": item.id, **_retracted(each)}
        for item in record.items
        for each in item.retracted
    )
    return OpenData(
        tuple(map(json.dumps, map(_organisation, record.organisations))),
        tuple(map(json.dumps, items)),
        tuple(map(json.dumps, answers)),
        tuple(map(json.dumps, updates)),
        tuple(map(json.dumps, retracted)),
        (csv.body(CSV_FIELDS, map(_row, items)),),
    )


def joined_data(parts: Iterable[OpenData]) -> OpenData:
    """Return the data of many organisations as one."""
    return OpenData(*(tuple(chain.from_iterable(lines)) for lines in zip(*parts, strict=True)))


def items_csv(data: OpenData) -> Iterator[str]:
    """Yield every item under CSV_FIELDS, in parts."""
    yield csv.body(CSV_FIELDS, (), heading=True)
    yield from data.rows


def items_json(record: PublicRecord, data: OpenData) -> Iterator[str]:
    """Yield one object in parts: what is judged, then every record, one a line."""
    publication = record.publication
    head = {
        "schema": "stalkplan.public/1",
        "as_of": record.on.isoformat(),
        "publication": publication.title,
        "subject": publication.subject,
        "by": publication.by,
        "published": publication.published.isoformat(),
        "recorded": publication.recorded.view(),
    }
    yield "{\n"
    for key, value in head.items():
        yield f'  "{key}": {guarded(json.dumps(value))},\n'
    lists = data._asdict()
    del lists["rows"]
    for key, lines in lists.items():
        yield f'  "{key}": ['
        for number, line in enumerate(lines):
            yield f"{',' if number else ''}\n    {guarded(line)}"
        yield "\n  ]" if lines else "]"
        yield "\n" if key == "retracted" else ",\n"
    yield "}\n"


def _row(item: Mapping[str, Any]) -> Mapping[str, Any]:
    return {**flat(item), "area_code": area_code(item["organisation"])}


def _organisation(organisation: PublicOrganisation) -> dict[str, Any]:
    return {
        "id": organisation.id,
        "name": organisation.name,
        "area_code": area_code(organisation.id),
        "source": organisation.source,
        "contact": organisation.contact,
        "help": organisation.help,
        "withheld": organisation.withheld,
    }


def _answer(organisation: PublicOrganisation, requirement: PublicRequirement) -> dict[str, Any]:
    answer = requirement.answer
    stated = answer.stated_deadline if answer else None
    return {
        "organisation": organisation.id,
        "ref": requirement.ref,
        "asked": requirement.asked,
        "is_in_plan": answer is not None,
        "position": answer.position if answer else None,
        "acceptance": answer.acceptance if answer else None,
        "stated_deadline": stated.text if isinstance(stated, Window) else stated,
        "withheld": answer.is_withheld if answer else False,
    }


def _promise(promise: PublicPromise | None) -> dict[str, Any] | None:
    if promise is None:
        return None
    which = "by" if promise.is_deadline else "not_before"
    dated = {which: promise.text.removeprefix("from ")} if promise.earliest else {}
    return {
        **dated,
        "wording": WITHHELD if promise.text == WITHHELD else promise.wording,
        "earliest": promise.earliest.isoformat() if promise.earliest else None,
        "latest": promise.latest.isoformat() if promise.latest else None,
    }


def _update(update: PublicUpdate) -> dict[str, Any]:
    by, on = update.verified_by, update.verified_on
    return {
        "date": update.day.isoformat(),
        "status": update.status,
        "note": update.note,
        "evidence": list(update.evidence),
        "promise": _promise(update.promise),
        "owner": update.owner,
        "acceptance": update.acceptance,
        "verified": {"by": by, "on": on.isoformat() if on else None} if by or on else None,
        "milestone": update.milestone,
        "entered": update.entered.isoformat() if update.entered else None,
        "withheld": update.is_withheld,
    }


def _retracted(retracted: PublicRetracted) -> dict[str, Any]:
    on = retracted.on.isoformat()
    return {**_update(retracted.update), "taken_back": on, "reason": retracted.why}
