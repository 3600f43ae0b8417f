"""What the design says of a data folder on a date, read apart from stalkplan.

A second opinion for tests: it imports nothing of stalkplan and works on plain mappings of text.

Sentences of the design that can be read in two ways, and how they are read here:

 1. "No known update" (no-response): of the whole response that speaks for the requirement, whatever
    the milestone, and also before a last withdrawal.
 2. "The day of the last withdrawal": of each action the first day of its present run of `withdrawn`
    (as a completion is counted), of these the latest. A note that repeats it withdraws nothing.
 3. From that day on counts "what the updates say": so `updates`, `last_update`, the owner, news,
    evidence and verifications are of those days too, and only promise and acceptance are not.
 4. "The response it stands under" (whose promises an action without a `by` has): the one that lists
    it, even if another response to the same ref speaks for the requirement.
 5. A promise stays by the last day of its date, be that `by` or `not_before`; it is taken back on
    the first day on which a known retraction names it.
 6. "None stands any more" (promise-moved): whatever promise was made, dated or not.
 7. The binding date and promise-broken ask only promises that stand; promise-moved alone looks at
    what was taken back.
 8. Of several discharges that are needed together the one shown is that which counts last: by its
    last day, then its first, then in the order of the addressees. It is shown from the day on which
    it counts, also where the plan's own earlier completion is the one that is taken.
 9. `to` that "does not end later than the publication's deadline": asked for the deadline of the
    item, so an entry for all milestones may move one of them and be nothing for another. Without
    `to` it counts for nobody either.
10. `by` "is the organisation itself": the one that is judged; for others the entry stands.
11. "The earliest of their `to`, by its last day": of two the one that begins earlier.
12. `stated_deadline: none` is a restatement only where the publication itself set a deadline; an
    extension alone does not make it one.
13. Restarted: the other action has joined when it and its response have; the day is the action's
    own `added`; its updates are those that stand at `as_of`, up to that day.
14. "The action or answer `added`, the later" (dormant): for an action its own and that of the
    response that lists it; for a requirement's own item that of the response that speaks for it.
15. "Unclear in a window longer than 366 days": `as_of` is inside that window; unclear only because
    of a discharge is not meant.
16. A deadline without a name among several has its date for a milestone everywhere: in the id, in
    `milestone`, and for whatever names it.
17. "183 days" of news and "until 28 days after" include the last of these days.
18. Of two responses without a position to one ref the first speaks.
19. A copied position may be that of any known response of the plan, of a second one to the same ref
    or one to what was not asked too.
20. A recommendation is an item before the day it was `made`.
"""

from __future__ import annotations

import calendar
import re
from collections import Counter
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

import yaml

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

Record = dict[str, Any]

LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
WARNING = timedelta(days=30)
REPORTING = timedelta(days=28)
DORMANCY = timedelta(days=183)
LONG = 366
NO_DEADLINE: Record = {}
DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
MONTH = re.compile(r"\d{4}-\d{2}", re.ASCII)


class Folder(NamedTuple):
    """One data folder as its files say it: every scalar is text."""

    publication: Record
    recommendations: list[Record]
    plans: list[Record]


class Window(NamedTuple):
    """The days a date may mean: one day, or a month, a quarter, a year, an interval."""

    first: date
    last: date


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


class Case(NamedTuple):
    """What is known of a matter; `run` is the present run of complete, to the end."""

    matter: Matter
    updates: list[Update]
    status: str
    run: list[Update]
    promised: list[Promise]
    promises: list[Record]
    due: Window | None
    due_from: str | None
    pending: Window | None
    discharged: Record | None
    completed: date | None
    by_discharge: bool
    ended: bool


def load(folder: Path) -> Folder:
    """Read the publication and every plan of a data folder."""
    single = folder / "responses.yaml"
    many = sorted((folder / "responses").glob("*.yaml"), key=lambda path: path.name)
    register = read(folder / "recommendations.yaml")
    return Folder(
        publication=register["publication"],
        recommendations=rows(register, "recommendations"),
        plans=[read(path) for path in [single, *many] if path.is_file()],
    )


def judge(folder: Folder, on: date) -> list[Record]:
    """Judge every item of a folder as at a date, in the order of the design."""
    return [verdict(case_of(matter)) for matter in matters(folder, on)]


# Text and dates


def read(path: Path) -> Record:
    """Read one file; only text, lists and mappings come of it."""
    content: Record = yaml.load(path.read_bytes(), Loader=LOADER)
    return content


def rows(record: Record, key: str) -> list[Any]:
    """Return a list of the record; an empty value is an empty list."""
    return record.get(key) or []


def text(record: Record, key: str) -> str | None:
    """Return a text of the record; an empty value is nothing."""
    return record.get(key) or None


def part(record: Record, key: str) -> Record:
    """Return a mapping of the record; one with empty values alone is nothing."""
    inner: Record = record.get(key) or {}
    return inner if any(inner.values()) else {}


def bare(words: str | None) -> str:
    """Keep letters and digits alone, case aside."""
    return "".join(filter(str.isalnum, (words or "").casefold()))


@cache
def day(written: str) -> date:
    """Read a day."""
    return date.fromisoformat(written)


@cache
def window(written: str) -> Window:
    """Read a day, a month, a quarter, a year or an interval of these: first to last day."""
    if "/" in written:
        start, _, end = written.partition("/")
        return Window(window(start).first, window(end).last)
    if DAY.fullmatch(written):
        return Window(day(written), day(written))
    year, _, rest = written.partition("-")
    first = 3 * int(rest[1:]) - 2 if "Q" in rest else int(rest or 1)
    last = first + 2 if "Q" in rest else int(rest or 12)
    final = calendar.monthrange(int(year), last)[1]
    return Window(date(int(year), first, 1), date(int(year), last, final))


def ends(days: Window) -> tuple[date, date]:
    """Order windows by their last day, then by their first."""
    return days.last, days.first


def readable(written: str | None, *, month: bool) -> bool:
    """Tell whether it is a day (or a month, where that will do)."""
    if not written or not (DAY.fullmatch(written) or (month and MONTH.fullmatch(written))):
        return False
    try:
        window(written)
    except ValueError:
        return False
    return True


def joined(record: Record, on: date) -> bool:
    """Neither a response nor an action is known before the day it was `added`."""
    added = text(record, "added")
    return added is None or day(added) <= on


# Items


def matters(folder: Folder, on: date) -> Iterator[Matter]:
    """List every matter: organisation, recommendation, requirement, milestone, action."""
    for plan in folder.plans:
        known = [response for response in rows(plan, "responses") if joined(response, on)]
        positions = Counter(bare(text(response, "position")) for response in known)
        for recommendation in folder.recommendations:
            for requirement in requirements(recommendation):
                here = asked_here(recommendation, requirement, plan["organisation"])
                if not here:
                    continue
                answers = [each for each in known if text(each, "ref") == requirement["ref"]]
                speaker = speaker_of(answers)
                asked = Asked(
                    publication=folder.publication,
                    organisation=plan["organisation"],
                    recommendation=recommendation,
                    requirement=requirement,
                    addressees=here,
                    answers=answers,
                    speaker=speaker,
                    copied=is_copied(text(speaker, "position"), positions),
                    on=on,
                )
                for deadline in deadlines_of(asked):
                    yield from matters_for(asked, deadline)


def requirements(recommendation: Record) -> list[Record]:
    """A recommendation that lists no requirement has one, its own number."""
    return rows(recommendation, "requirements") or [{"ref": recommendation["number"]}]


def asked_here(recommendation: Record, requirement: Record, organisation: Record) -> list[str]:
    """Return the addressees the organisation answers for here.

    It always answers for its own id. The addressees of a requirement replace those of its
    recommendation, where it has any.
    """
    told = rows(requirement, "addressed_to") or rows(recommendation, "addressed_to")
    return [
        each for each in told if each in [*rows(organisation, "answers_for"), own(organisation)]
    ]


def own(organisation: Record) -> str:
    """Return the organisation's own id."""
    return str(organisation["id"])


def speaker_of(answers: list[Record]) -> Record:
    """Of several responses to one ref the first with a position speaks for the requirement."""
    placed = [each for each in answers if bare(text(each, "position"))]
    return [*placed, *answers, {}][0]


def is_copied(position: str | None, positions: Counter[str]) -> bool:
    """Tell whether another response says the same; never of empty text or `[redacted]`."""
    words = bare(position)
    return bool(words) and (position or "").strip() != "[redacted]" and positions[words] > 1


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


def deadline_of(asked: Asked, action: Record) -> Record:
    """Return the deadline that an action is for.

    That whose milestone it names; else the latest by its last day, of two the first in the file.
    """
    deadlines, named = deadlines_of(asked), milestone_of(asked, action)
    for deadline in deadlines:
        if named and name_of(asked, deadline) == named:
            return deadline
    return max(deadlines, key=lambda each: window(each["due"]).last if each else date.min)


def matters_for(asked: Asked, deadline: Record) -> Iterator[Matter]:
    """Give the known actions for a deadline, then the requirement itself if none of them stands.

    Where no action stands for the deadline, or all such are withdrawn, the requirement is an item;
    in the second case what its response says counts from the day of the last withdrawal on.
    """
    here = [
        (action, answer)
        for action, answer in known_actions(asked)
        if deadline_of(asked, action) is deadline
    ]
    for action, answer in here:
        yield Matter(asked, deadline, action, answer, date.min)
    withdrawals = [withdrawn_on(action, asked.on) for action, _ in here]
    since = [each for each in withdrawals if each]
    if len(since) == len(here):
        yield Matter(asked, deadline, None, asked.speaker, max(since, default=date.min))


def known_actions(asked: Asked) -> list[tuple[Record, Record]]:
    """Return the known actions of every known response to the ref, each with its response."""
    return [
        (action, answer)
        for answer in asked.answers
        for action in rows(answer, "actions")
        if joined(action, asked.on)
    ]


def withdrawn_on(action: Record, on: date) -> date | None:
    """Return the first day of an action's present run of withdrawn; nothing if it is not."""
    run = present_run(standing(action, on), "withdrawn")
    return run[0].on if run else None


def kind(matter: Matter) -> str:
    """Tell an action from an answer without one, and that from no answer.

    There is no response when it is missing, or has neither a position nor a known update, those
    taken back and retractions aside.
    """
    if matter.action is not None:
        return "action"
    asked = matter.asked
    entries = history(asked.speaker, asked.on, names(asked))
    said = bare(text(asked.speaker, "position")) or any(not entry.gone for entry in entries)
    return "no-action" if said else "no-response"


# State


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


# Promises


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


# Discharged, extended, ended


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


# The case


def case_of(matter: Matter) -> Case:
    """Gather what is known of a matter."""
    on = matter.asked.on
    updates = updates_of(matter)
    run = present_run(updates, "complete")
    promised = promises_of(matter)
    promises = [promise.record for promise in promised if promise.stands]
    due, due_from = binding_date(matter, promises)
    pending = discharge_window(matter)
    counting = bool(pending and pending.last <= on)
    completed, by_discharge = completion(run, pending.first if pending and counting else None)
    return Case(
        matter=matter,
        updates=updates,
        status=status_of(updates),
        run=run,
        promised=promised,
        promises=promises,
        due=due,
        due_from=due_from,
        pending=pending,
        discharged=shown_discharge(matter) if counting else None,
        completed=completed,
        by_discharge=by_discharge,
        ended=has_ended(matter),
    )


def binding_date(matter: Matter, promises: list[Record]) -> tuple[Window | None, str | None]:
    """Return the binding date and whence it is.

    The extension; else the publication's deadline; else the earliest `by` it has promised: the one
    whose last day is earliest, then the one that begins earlier.
    """
    extended, due = extension(matter), text(matter.deadline, "due")
    bys = [window(by) for promise in promises if (by := text(promise, "by"))]
    if extended:
        return window(extended), "extension"
    if due:
        return window(due), "publication"
    return (min(bys, key=ends), "promise") if bys else (None, None)


def discharge_window(matter: Matter) -> Window | None:
    """Return from when on a discharge may have happened, and from when on it counts.

    As a day it is the latest of the first days of the entries; it counts from the last day of each.
    """
    days = [window(entry["on"]) for entry in discharges(matter)]
    return Window(max(d.first for d in days), max(d.last for d in days)) if days else None


def shown_discharge(matter: Matter) -> Record:
    """Return the discharge that is shown: of several the one that counts last."""
    entry = max(discharges(matter), key=lambda each: ends(window(each["on"])))
    return {key: text(entry, key) for key in ("by", "on", "how", "evidence")}


def completion(run: list[Update], discharged: date | None) -> tuple[date | None, bool]:
    """Return the day of completion, and whether it is the discharge's.

    The first day of the present run of complete. If it is discharged too, the earlier of the two
    days, on the word of the one that is taken; of one day the discharge's.
    """
    claimed = run[0].on if run else None
    if discharged and (claimed is None or discharged <= claimed):
        return discharged, True
    return claimed, False


def timeliness(case: Case) -> str:
    """Return the first word of the table that fits."""
    done, due = case.completed, case.due
    if case.status == "withdrawn" and case.matter.action is not None:
        return "withdrawn"
    if done:
        return "complete-late" if due and done > due.last else "complete"
    if case.ended:
        return "ended"
    return open_until(case, due) if due else "no-deadline"


def open_until(case: Case, due: Window) -> str:
    """Return what to say of what is open and has a date.

    It cannot be told inside a window longer than a day, or while what would be overdue may be
    discharged already. Due soon is what begins within 30 days.
    """
    on, pending = case.matter.asked.on, case.pending
    if inside(due, on):
        return "unclear"
    if on > due.last:
        return "unclear" if pending and pending.first <= on < pending.last else "overdue"
    return "due-soon" if due.first - on <= WARNING else "not-yet-due"


def inside(days: Window, on: date) -> bool:
    """Tell whether a day is inside a window longer than a day."""
    return days.first < days.last and days.first <= on <= days.last


def is_silent(case: Case) -> bool:
    """Tell whether it is overdue and no news counts.

    News after the window's last day counts for 183 days; news of that day and the 28 before it
    until 28 days after it; older news does not.
    """
    if timeliness(case) != "overdue" or case.due is None:
        return False
    on, last = case.matter.asked.on, case.due.last
    for update in filter(is_news, case.updates):
        if update.on > last and on - update.on <= DORMANCY:
            return False
        if last - REPORTING <= update.on <= last and on - last <= REPORTING:
            return False
    return True


def assurance(case: Case) -> str | None:
    """Return how sure a completion is.

    Verified when an update of the present run of complete, or after it, says by whom and when, and
    that day is known and not before the day of completion.
    """
    if timeliness(case) not in ("complete", "complete-late"):
        return None
    if case.by_discharge:
        return "discharged"
    checks = [part(update.record, "verified") for update in case.run]
    days = [day(check["on"]) for check in checks if text(check, "by") and text(check, "on")]
    verified = any(case.run[0].on <= each <= case.matter.asked.on for each in days)
    return "verified" if verified else "claimed"


# Flags


def flags(case: Case) -> list[str]:
    """Return the flags that apply, sorted."""
    matter = case.matter
    shown = any(any(rows(update.record, "evidence")) for update in case.run)
    last_said = next((u.record for u in reversed(case.updates) if u.status), {})
    shown_last = any(rows(last_said, "evidence"))
    raised = {
        "extended": case.due_from == "extension",
        "restarted": is_restarted(matter),
        "no-owner": matter.action is not None and owner_of(matter, case.updates) is None,
        "no-evidence": bool(case.run) and not case.by_discharge and not shown,
        "dropped": case.status == "withdrawn" and not case.ended and not shown_last,
        "dormant": is_dormant(case),
        "deadline-restated": is_restated(matter),
        "copied": matter.asked.copied,
        **promise_flags(case),
    }
    return sorted(name for name, holds in raised.items() if holds)


def promise_flags(case: Case) -> dict[str, bool]:
    """Return what the promises raise.

    The newest promise is judged; broken is the newest that has a `by`; for moved what was taken
    back counts as promised.
    """
    on = case.matter.asked.on
    newest = case.promises[-1] if case.promises else {}
    by = text(newest, "by")
    dated = by or text(newest, "not_before")
    bys = [window(each) for promise in case.promises if (each := text(promise, "by"))]
    ever = [window(each) for promise in case.promised if (each := text(promise.record, "by"))]
    settled = timeliness(case) in ("complete", "complete-late", "ended", "withdrawn")
    binds = case.due if text(case.matter.deadline, "due") else None
    if not newest:
        moved = bool(case.promised)
    elif by:
        moved = window(by).last > min(each.last for each in ever)
    else:
        moved = bool(ever)
    return {
        "promised-late": bool(dated and binds and window(dated).first > binds.last),
        "promise-moved": moved,
        "promise-broken": bool(bys) and bys[-1].last < on and not settled,
        "vague-promise": bool(newest) and not dated,
    }


def is_restarted(matter: Matter) -> bool:
    """Tell whether an action joined when another of its requirement had been withdrawn.

    That other had joined by that day and was withdrawn by then, as known now.
    """
    asked, action = matter.asked, matter.action
    added = text(action, "added") if action is not None else None
    if not added:
        return False
    then = day(added)
    for other, answer in known_actions(asked):
        if other is action or not (joined(other, then) and joined(answer, then)):
            continue
        if status_of([u for u in standing(other, asked.on) if u.on <= then]) == "withdrawn":
            return True
    return False


def is_dormant(case: Case) -> bool:
    """Tell whether nobody has said anything for 183 days of what has no date, or hardly one.

    No deadline, or unclear in a window longer than 366 days; not rejected. Without any news it is
    counted from the day the recommendation was made, or the action or answer was added.
    """
    matter, on, due = case.matter, case.matter.asked.on, case.due
    long = due is not None and (due.last - due.first).days + 1 > LONG and inside(due, on)
    if not (timeliness(case) == "no-deadline" or (timeliness(case) == "unclear" and long)):
        return False
    if acceptance_of(matter.asked) == "rejected":
        return False
    made = text(matter.asked.recommendation, "made") or matter.asked.publication["published"]
    joined_on = [text(record, "added") for record in (matter.action or {}, matter.under)]
    news = [update.on for update in case.updates if is_news(update)]
    since = news[-1] if news else max(day(each) for each in [made, *joined_on] if each)
    return on - since > DORMANCY


def is_restated(matter: Matter) -> bool:
    """Tell whether the response restates the deadline differently.

    It covers the same days as none of the deadlines, nor as an extension that binds any of them; or
    it is `none` where the publication set some.
    """
    asked = matter.asked
    stated = text(asked.speaker, "stated_deadline")
    dues = [window(each["due"]) for each in rows(asked.recommendation, "deadlines")]
    if stated in (None, "none"):
        return stated == "none" and bool(dues)
    extensions = [extension(matter._replace(deadline=each)) for each in deadlines_of(asked)]
    return window(str(stated)) not in [*dues, *(window(each) for each in extensions if each)]


# The contract


def promise_report(promise: Record) -> Record:
    """Return a promise as reports show it: its date under its own name, and the window."""
    key = next((key for key in ("by", "not_before") if text(promise, key)), None)
    days = [each.isoformat() for each in window(promise[key])] if key else [None, None]
    dated = {key: promise[key]} if key else {}
    report = {"wording": text(promise, "wording"), "earliest": days[0], "latest": days[1]}
    return {**dated, **report}


def number_of(recommendation: Record) -> str | int:
    """Return the number as printed: text unless it is digits without a leading zero."""
    printed = str(recommendation["number"])
    return int(printed) if re.fullmatch("[1-9][0-9]*", printed) else printed


def identifier(matter: Matter) -> str:
    """Return the action's id; else the ref, with its milestone where there are several."""
    if matter.action is not None:
        return str(matter.action["id"])
    ref = matter.asked.requirement["ref"]
    return f"{ref}/{name_of(matter.asked, matter.deadline)}" if names(matter.asked) else str(ref)


def summary_of(matter: Matter) -> str | None:
    """Return the action's summary; else the requirement's, else the recommendation's."""
    if matter.action is not None:
        return text(matter.action, "summary")
    return text(matter.asked.requirement, "summary") or text(matter.asked.recommendation, "summary")


def verdict(case: Case) -> Record:
    """Return the fields of the contract, but for the place."""
    matter, word, due = case.matter, timeliness(case), case.due
    asked = matter.asked
    newest = case.updates[-1].on if case.updates else None
    late = {"overdue": asked.on, "complete-late": case.completed}.get(word)
    return {
        "publication": asked.publication["id"],
        "organisation": own(asked.organisation),
        "id": identifier(matter),
        "ref": asked.requirement["ref"],
        "recommendation": number_of(asked.recommendation),
        "milestone": name_of(asked, matter.deadline),
        "theme": text(asked.recommendation, "theme"),
        "summary": summary_of(matter),
        "owner": owner_of(matter, case.updates),
        "kind": kind(matter),
        "due": due.last.isoformat() if due else None,
        "due_earliest": due.first.isoformat() if due else None,
        "due_from": case.due_from,
        "discharged": case.discharged,
        "promise": promise_report(case.promises[-1]) if case.promises else None,
        "timeliness": word,
        "days_late": (late - due.last).days if late and due else None,
        "status": case.status,
        "assurance": assurance(case),
        "acceptance": acceptance_of(asked),
        "silent": is_silent(case),
        "updates": len(case.updates),
        "last_update": newest.isoformat() if newest else None,
        "days_since_update": (asked.on - newest).days if newest else None,
        "flags": flags(case),
    }
