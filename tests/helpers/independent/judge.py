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

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from independent.as_text import (
    Record,
    Window,
    day,
    ends,
    joined,
    part,
    read,
    rows,
    text,
    window,
)
from independent.known import (
    Matter,
    Promise,
    Update,
    acceptance_of,
    deadlines_of,
    discharges,
    extension,
    has_ended,
    is_news,
    name_of,
    names,
    own,
    owner_of,
    present_run,
    promises_of,
    standing,
    status_of,
    updates_of,
)
from independent.matters import (
    Folder,
    kind,
    known_actions,
    matters,
)

if TYPE_CHECKING:
    from pathlib import Path


WARNING = timedelta(days=30)
REPORTING = timedelta(days=28)
DORMANCY = timedelta(days=183)
LONG = 366


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


def load_all(folder: Path) -> list[Folder]:
    """Read every publication of a data folder: its own, else those one level down, by folder."""
    if (folder / "recommendations.yaml").is_file():
        return [load(folder)]
    below = sorted(path.parent for path in folder.glob("*/recommendations.yaml"))
    return [load(path) for path in below]


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

    It is not known inside a window longer than a day, or while what would be overdue may be
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
