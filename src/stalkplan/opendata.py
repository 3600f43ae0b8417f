"""The data beside a public page: what is public of the items, for spreadsheets and for programs."""

from typing import Any

from stalkplan.formats import csv, json
from stalkplan.public import PublicItem, PublicPromise, PublicRecord, PublicUpdate
from stalkplan.report import ITEM_FIELDS, flat
from stalkplan.withheld import WITHHELD

FIELDS = (*(name for name in ITEM_FIELDS if not name.startswith("place")), "verdict", "withheld")
"""The columns of `items.csv`: those of a listing without its places, the verdict in words."""


def items_csv(record: PublicRecord) -> str:
    """Return every item under FIELDS, as the format csv writes them."""
    return csv.table(FIELDS, (flat(_item(record, item)) for item in record.items))


def items_json(record: PublicRecord) -> str:
    """Return every item, answer and update as one object, as the format json writes it."""
    publication = record.publication
    return json.written(
        {
            "schema": "stalkplan.public/1",
            "as_of": record.on.isoformat(),
            "publication": publication.title,
            "published": publication.published.isoformat(),
            "recorded": {
                "count": len(publication.recorded),
                "of": publication.total,
                "missing": list(publication.missing),
            },
            "organisations": [
                {
                    "id": organisation.id,
                    "name": organisation.name,
                    "source": organisation.source,
                    "contact": organisation.contact,
                    "help": organisation.help,
                    "withheld": organisation.withheld,
                }
                for organisation in record.organisations
            ],
            "items": [_item(record, item) for item in record.items],
            "answers": [
                {
                    "organisation": organisation.id,
                    "ref": requirement.ref,
                    "asked": requirement.asked,
                    "position": requirement.answer.position if requirement.answer else None,
                    "is_in_plan": requirement.answer is not None,
                }
                for organisation in record.organisations
                for recommendation in organisation.recommendations
                for requirement in recommendation.requirements
            ],
            "updates": [
                {"organisation": item.organisation, "id": item.id, **_update(update)}
                for item in record.items
                for update in item.updates
            ],
        }
    )


def _item(record: PublicRecord, item: PublicItem) -> dict[str, Any]:
    """Return an item as section 9 of the design has it, without its place in the files."""
    last, met = item.last_update, item.discharged
    return {
        "organisation": item.organisation,
        "id": item.id,
        "ref": item.ref,
        "recommendation": item.recommendation,
        "milestone": item.milestone,
        "theme": item.theme,
        "summary": item.summary,
        "owner": item.owner,
        "kind": item.kind,
        "due": item.due.isoformat() if item.due else None,
        "due_earliest": item.due_earliest.isoformat() if item.due_earliest else None,
        "due_from": item.due_from,
        "discharged": met and {"by": met.by, "on": met.on, "how": met.how, "evidence": met.evidence},
        "promise": _promise(item.promise),
        "timeliness": item.timeliness,
        "days_late": item.days_late,
        "status": item.status,
        "assurance": item.assurance,
        "acceptance": item.acceptance,
        "silent": item.silent,
        "updates": len(item.updates),
        "last_update": last.isoformat() if last else None,
        "days_since_update": (record.on - last).days if last else None,
        "flags": [flag for flag, _ in item.flags],
        "verdict": item.outcome,
        "withheld": item.is_withheld,
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
    return {
        "date": update.day.isoformat(),
        "status": update.status,
        "note": update.note,
        "evidence": list(update.evidence),
        "promise": _promise(update.promise),
        "owner": update.owner,
        "verified": update.verified_by or update.verified_on
        and {
            "by": update.verified_by,
            "on": update.verified_on.isoformat() if update.verified_on else None,
        },
        "milestone": update.milestone,
        "withheld": update.is_withheld,
    }
