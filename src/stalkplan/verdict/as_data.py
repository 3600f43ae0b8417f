"""An item and its updates as data: for programs, for spreadsheets, for pipes."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from stalkplan.record.forces import area_code
from stalkplan.record.model import Update
from stalkplan.record.register import Register
from stalkplan.verdict.items import Item
from stalkplan.verdict.state import Retracted, confirmed_in

NOT_REPORTED = "not-reported"
"""The status of an item whose updates, if there are any, give none."""

ITEM_FIELDS = (
    "publication", "organisation", "id", "ref", "recommendation", "milestone", "theme", "summary",
    "owner", "kind",
    "due", "due_earliest", "due_from",
    "discharged_by", "discharged_on", "discharged_how", "discharged_evidence",
    "promise_by", "promise_not_before", "promise_wording", "promise_earliest", "promise_latest",
    "timeliness", "days_late", "status", "assurance", "acceptance", "silent",
    "updates", "last_update", "days_since_update", "flags", "place_file", "place_line",
)  # fmt: skip
"""The fields of an item as a row: those of its view, nested ones joined by `_`."""

LISTED_FIELDS = (*ITEM_FIELDS, "organisation_name", "area_code")
"""The fields of an item in a listing for a spreadsheet, which has no list of organisations."""


def item_view(register: Register, item: Item, *, on: date) -> dict[str, Any]:
    """Return an item as docs/formats.md lists it. Fields may be added, never renamed."""
    place = register.places.find(item.file, item.path)
    return item_facts(item, on=on) | {"place": {"file": place.file, "line": place.line}}


def item_facts(item: Item, *, on: date) -> dict[str, Any]:
    """Return what a view says of an item, but for its place."""
    last = item.state.last_update
    return {
        "publication": item.publication,
        "organisation": item.organisation.id,
        "id": item.id,
        "ref": item.ref,
        "recommendation": number_view(item.recommendation.number),
        "milestone": item.milestone,
        "theme": item.recommendation.theme,
        "summary": item.summary,
        "owner": item.state.owner,
        "kind": item.kind,
        "due": _iso(item.window.last) if item.window else None,
        "due_earliest": _iso(item.window.first) if item.window else None,
        "due_from": item.due_from,
        "discharged": _discharged(item),
        "promise": _promise(item),
        "timeliness": item.timeliness,
        "days_late": item.days_late,
        "status": item.state.status or NOT_REPORTED,
        "assurance": item.assurance,
        "acceptance": item.acceptance,
        "silent": item.silent,
        "updates": len(item.state.updates),
        "last_update": _iso(last),
        "days_since_update": (on - last).days if last else None,
        "flags": list(item.flags),
    }


def item_row(register: Register, item: Item, *, on: date) -> dict[str, Any]:
    """Return an item under LISTED_FIELDS: its view, and whose it is by name and by area."""
    own = item.organisation
    whose = {"organisation_name": own.name, "area_code": area_code(own.id)}
    return flat(item_view(register, item, on=on)) | whose


def flat(view: Mapping[str, Any]) -> dict[str, Any]:
    """Return a view as a row: what is nested under names joined by `_`, lists as words."""
    row: dict[str, Any] = {}
    for name, value in view.items():
        if isinstance(value, dict):
            row |= {f"{name}_{inner}": part for inner, part in value.items()}
        else:
            row[name] = " ".join(value) if isinstance(value, list) else value
    return row


def item_line(item: Item) -> tuple[str, ...]:
    """Return an item as a pipe has it, in the words of the machine, empty for nothing."""
    promise = item.state.promise
    window = promise.window if promise else None
    return (
        item.organisation.id,
        item.id,
        item.timeliness,
        "silent" if item.silent else "",
        item.window.last.isoformat() if item.window else "",
        "" if item.days_late is None else str(item.days_late),
        item.state.status or NOT_REPORTED,
        window.text if window else "",
        _iso(item.state.last_update) or "",
        item.state.owner or "",
        item.recommendation.theme or "",
    )


def number_view(printed: str) -> int | str:
    """Return a number as printed: whole numbers as such, unless they begin with a zero."""
    return int(printed) if printed.isdecimal() and printed[0] != "0" else printed


def update_view(update: Update, *, on: date) -> dict[str, Any]:
    """Return an update as a view of the day `on` has it, without its private note."""
    promise, verified = update.promise, confirmed_in(update, on=on)
    return {
        "date": _iso(update.date),
        "status": update.status,
        "note": update.note,
        "evidence": list(update.evidence),
        "promise": promise
        and {
            "by": promise.by.text if promise.by else None,
            "not_before": promise.not_before.text if promise.not_before else None,
            "wording": promise.wording,
        },
        "owner": update.owner,
        "verified": verified
        and {"by": verified.by, "on": verified.on.isoformat() if verified.on else None},
        "acceptance": update.acceptance,
        "retracts": _iso(update.retracts),
        "milestone": update.milestone,
        "marking": update.marking,
    }


def retracted_view(retracted: Retracted, *, on: date) -> dict[str, Any]:
    """Return an update that was taken back as a view has it: with the day, and why."""
    by = retracted.by
    return {**update_view(retracted.update, on=on), "taken_back": _iso(by.date), "reason": by.note}


def _discharged(item: Item) -> dict[str, Any] | None:
    if item.discharge is None:
        return None
    discharge = item.discharge
    return {
        "by": discharge.by,
        "on": discharge.on.text,
        "how": discharge.how,
        "evidence": discharge.evidence,
    }


def _promise(item: Item) -> dict[str, Any] | None:
    promise = item.state.promise
    if promise is None:
        return None
    window = promise.window
    which = "by" if promise.by else "not_before"
    return {
        **({which: window.text} if window else {}),
        "wording": promise.wording,
        "earliest": _iso(window.first) if window else None,
        "latest": _iso(window.last) if window else None,
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
