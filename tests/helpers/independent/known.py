"""What is known of a matter on a day: its updates, promises, and what others decided about it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from independent.as_text import (
    Record,
    bare,
    day,
    ends,
    part,
    readable,
    rows,
    text,
    window,
)

if TYPE_CHECKING:
    pass

NO_DEADLINE: Record = {}


class Asked(NamedTuple):
    """One requirement as it is asked of one organisation, and what its plan answers on a day.

    `addressees` are those the organisation answers for here; `answers` the known responses, and
    `speaker` the one of them that speaks for the requirement.
    """

    publication: Record
    organisation: Record
    recommendation: Record
    requirement: Record
    addressees: list[str]
    answers: list[Record]
    speaker: Record
    copied: bool
    on: date


class Matter(NamedTuple):
    """One thing to judge: an action, or the requirement itself where none stands.

    `under` is the response that lists the action, or the one that speaks for the requirement;
    `since` the day from which on its updates count.
    """

    asked: Asked
    deadline: Record
    action: Record | None
    under: Record
    since: date


class Entry(NamedTuple):
    """A known update that is no retraction, and the day on which it was taken back if it was."""

    on: date
    record: Record
    gone: date | None


class Update(NamedTuple):
    """An update that counts for an item, with the status that is taken from it."""

    on: date
    record: Record
    status: str | None


class Promise(NamedTuple):
    """A promise, the day on which it was given, and whether it stands."""

    given: date
    record: Record
    stands: bool


def own(organisation: Record) -> str:
    """Return the organisation's own id."""
    return str(organisation["id"])


def deadlines_of(asked: Asked) -> list[Record]:
    """Return each deadline of the recommendation, or one that is nothing."""
    return rows(asked.recommendation, "deadlines") or [NO_DEADLINE]


def name_of(asked: Asked, deadline: Record) -> str | None:
    """A deadline without a name among several is called by its date."""
    several = len(deadlines_of(asked)) > 1
    return text(deadline, "milestone") or (text(deadline, "due") if several else None)


def names(asked: Asked) -> list[str | None]:
    """Return the milestones that records may name; with one deadline or none there are none."""
    deadlines = deadlines_of(asked)
    return [name_of(asked, each) for each in deadlines] if len(deadlines) > 1 else []


def milestone_of(asked: Asked, record: Record) -> str | None:
    """Return the milestone that an update names; an unknown one is read as none."""
    named = text(record, "milestone")
    return named if named in names(asked) else None


def history(record: Record, on: date, milestones: list[str | None]) -> list[Entry]:
    """Return the known updates of a record but for retractions, in date order.

    Of two on one day the later in the file is newer.
    """
    updates = rows(record, "updates")
    gone = taken_back(updates, on, milestones)
    entries = [
        Entry(day(update["date"]), update, gone.get(place))
        for place, update in enumerate(updates)
        if not text(update, "retracts") and day(update["date"]) <= on
    ]
    return sorted(entries, key=lambda entry: entry.on)


def taken_back(updates: list[Record], on: date, milestones: list[str | None]) -> dict[int, date]:
    """Return the places of the updates that are taken back, with the first day they were.

    A known retraction takes back what stands above it in the list with the day it names, and with
    its milestone if it names one (where there are several), other retractions aside. An unknown
    milestone takes back nothing, nor does one dated before the day it names.
    """
    gone: dict[int, date] = {}
    for place, retraction in enumerate(updates):
        named = text(retraction, "retracts")
        made = day(retraction["date"])
        if not named or not day(named) <= made <= on:
            continue
        milestone = text(retraction, "milestone") if milestones else None
        if milestone and milestone not in milestones:
            continue
        for above, update in enumerate(updates[:place]):
            fits = not milestone or text(update, "milestone") == milestone
            if fits and not text(update, "retracts") and day(update["date"]) == day(named):
                gone[above] = min(made, gone.get(above, made))
    return gone


def standing(action: Record, on: date) -> list[Update]:
    """Return the updates of an action that count: known, no retraction, not taken back."""
    return [
        Update(entry.on, entry.record, text(entry.record, "status"))
        for entry in history(action, on, [])
        if not entry.gone
    ]


def updates_of(matter: Matter) -> list[Update]:
    """Return the updates that count for an item.

    An action has its own. A requirement's own item has those of the response: where there are
    several deadlines those that name its milestone or none, and of one that names none the status
    is not taken.
    """
    asked = matter.asked
    if matter.action is not None:
        return standing(matter.action, asked.on)
    milestones = names(asked)
    mine = name_of(asked, matter.deadline)
    counted = []
    for entry in history(matter.under, asked.on, milestones):
        named = milestone_of(asked, entry.record)
        if entry.gone or entry.on < matter.since or named not in (None, mine):
            continue
        cannot_be_told = bool(milestones) and named is None
        status = None if cannot_be_told else text(entry.record, "status")
        counted.append(Update(entry.on, entry.record, status))
    return counted


def status_of(updates: list[Update]) -> str:
    """Return the newest status; silence asserts nothing."""
    said = [update.status for update in updates if update.status]
    return said[-1] if said else "not-reported"


def present_run(updates: list[Update], word: str) -> list[Update]:
    """Return the updates since it has had a status without a break, to the end.

    Updates without status do not break a run; another status does.
    """
    run: list[Update] = []
    for update in updates:
        run = [*run, update] if update.status == word or (run and not update.status) else []
    return run


def is_news(update: Update) -> bool:
    """Tell whether an update says something.

    A status (taken or not), a promise, evidence, a verification, or a note with a letter or digit.
    An owner, an acceptance, a marking or an `internal` alone is none; empty values say nothing.
    """
    record = update.record
    return bool(
        text(record, "status")
        or part(record, "promise")
        or any(rows(record, "evidence"))
        or part(record, "verified")
        or bare(text(record, "note"))
    )


def owner_of(matter: Matter, updates: list[Update]) -> str | None:
    """Return the newest known owner, the action's own first."""
    history_of_owners = [matter.action or {}, *(update.record for update in updates)]
    owners = [owner for record in history_of_owners if (owner := text(record, "owner"))]
    return owners[-1] if owners else None


def acceptance_of(asked: Asked) -> str:
    """Return the response's own, then the newest that a known update of the response gives."""
    entries = history(asked.speaker, asked.on, names(asked))
    said = [text(asked.speaker, "acceptance")]
    said += [text(entry.record, "acceptance") for entry in entries if not entry.gone]
    return [each for each in ["not-stated", *said] if each][-1]


def promises_of(matter: Matter) -> list[Promise]:
    """Return every promise ever made of an item, in order, with whether it stands.

    An action none of whose standing promises has a `by` has those of the response it stands under
    too, of updates that name its milestone or none: among its own by date, of one day the
    response's first; the action's own undated promise comes before all.
    """
    asked, action = matter.asked, matter.action
    milestones = names(asked)
    mine = name_of(asked, matter.deadline)
    of_response = [
        promise
        for entry in history(matter.under, asked.on, milestones)
        if not milestones or milestone_of(asked, entry.record) in (None, mine)
        for promise in promise_in(entry)
    ]
    if action is None:
        return of_response
    first = part(action, "promise")
    its_own = [Promise(date.min, first, stands=True)] if first else []
    its_own += [each for entry in history(action, asked.on, []) for each in promise_in(entry)]
    if any(promise.stands and text(promise.record, "by") for promise in its_own):
        return its_own
    of_action = [(promise.given, promise.given > date.min, promise) for promise in its_own]
    given = [*((each.given, False, each) for each in of_response), *of_action]
    return [promise for *_, promise in sorted(given, key=lambda each: each[:2])]


def promise_in(entry: Entry) -> list[Promise]:
    """Return the promise of an update, if it has one.

    One that is taken back stays if its last day lies between the day it was given and the day it
    was taken back, both included.
    """
    record = part(entry.record, "promise")
    dated = text(record, "by") or text(record, "not_before")
    stays = bool(entry.gone and dated and entry.on <= window(dated).last <= entry.gone)
    return [Promise(entry.on, record, not entry.gone or stays)] if record else []


def entries_for(matter: Matter, key: str) -> list[list[Record]]:
    """Return for each addressee that is asked here the entries that count for it.

    Those for it or for the organisation itself, for the item's milestone or without one.
    """
    asked = matter.asked
    milestones = names(asked)
    wanted = (None, name_of(asked, matter.deadline))
    valid = [
        entry
        for entry in rows(asked.recommendation, key)
        if counts(matter, key, entry) and (not milestones or text(entry, "milestone") in wanted)
    ]
    mine = own(asked.organisation)
    return [[e for e in valid if e["for"] in (name, mine)] for name in asked.addressees]


def counts(matter: Matter, key: str, entry: Record) -> bool:
    """Tell whether an entry counts for anybody.

    Not if `for` or `on` is missing or unreadable, if `by` is the organisation itself, or if it is
    extended to a day that does not end later than the publication's deadline.
    """
    organisation = matter.asked.organisation
    by = bare(text(entry, "by"))
    itself = by and by in (bare(own(organisation)), bare(text(organisation, "name")))
    if not text(entry, "for") or itself:
        return False
    if not readable(text(entry, "on"), month=key == "discharged"):
        return False
    if key != "extended":
        return True
    due, to = text(matter.deadline, "due"), text(entry, "to")
    return bool(to) and (not due or window(str(to)).last > window(due).last)


def discharges(matter: Matter) -> list[Record]:
    """Return what discharges an item: an entry for each addressee, or none at all.

    Of two for one addressee the one whose last day is earlier, then the one that begins earlier.
    """
    found = entries_for(matter, "discharged")
    return [min(e, key=lambda each: ends(window(each["on"]))) for e in found] if all(found) else []


def extension(matter: Matter) -> str | None:
    """Return the date that an extension sets, if for every addressee there is one that is known.

    Of several the newest `on`, then the later in the file; of these the earliest `to`.
    """
    chosen = []
    for entries in entries_for(matter, "extended"):
        known = [entry for entry in entries if day(entry["on"]) <= matter.asked.on]
        if not known:
            return None
        newest = max(enumerate(known), key=lambda each: (day(each[1]["on"]), each[0]))[1]
        chosen.append(str(newest["to"]))
    return min(chosen, key=lambda written: ends(window(written)))


def has_ended(matter: Matter) -> bool:
    """Tell whether for every addressee the body that asked has ended it by now."""
    found = entries_for(matter, "ended")
    return all(any(day(e["on"]) <= matter.asked.on for e in entries) for entries in found)
