"""What docs/verdicts.md says of a data folder on a date, read apart from stalkplan.

A second opinion for tests: it imports nothing of stalkplan and works on plain mappings of text.
"""

from __future__ import annotations

import calendar
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


class Folder(NamedTuple):
    """One data folder as its files say it: every scalar is text."""

    published: date
    recommendations: list[Record]
    plans: list[Record]


class Window(NamedTuple):
    """The days a date may mean: one day, or a month, a quarter, a year."""

    first: date
    last: date


class Matter(NamedTuple):
    """One thing to judge: an action, or a stand-in for a requirement where none stands."""

    published: date
    organisation: str
    addressees: list[str]
    recommendation: Record
    ref: str
    response: Record
    copied: bool
    deadline: Record
    record: Record
    kind: str


class Case(NamedTuple):
    """What is known of a matter on a day; `run` is the present run of complete, to the end."""

    matter: Matter
    on: date
    updates: list[Record]
    newest: date | None
    status: str
    run: list[Record]
    promises: list[Record]
    owner: str | None
    due: Window | None
    discharge: Record | None
    discharged: Record | None
    completed: date | None


def load(folder: Path) -> Folder:
    """Read the publication and every plan of a data folder."""
    single = folder / "responses.yaml"
    many = sorted((folder / "responses").glob("*.yaml"), key=lambda path: path.name)
    register = read(folder / "recommendations.yaml")
    return Folder(
        published=day(register["publication"]["published"]),
        recommendations=rows(register, "recommendations"),
        plans=[read(path) for path in [single, *many] if path.is_file()],
    )


def judge(folder: Folder, on: date) -> list[Record]:
    """Judge every item of a folder as at a date, in the order of the design."""
    return [verdict(case_of(matter, on)) for matter in matters(folder, on)]


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


@cache
def day(written: str) -> date:
    """Read a day."""
    return date.fromisoformat(written)


@cache
def window(written: str) -> Window:
    """Read a day, a month, a quarter or a year."""
    if len(written) == len("2025-03-27"):
        return Window(day(written), day(written))
    year, _, part = written.partition("-")
    first = 3 * int(part[1:]) - 2 if "Q" in part else int(part or 1)
    last = first + 2 if "Q" in part else int(part or 12)
    final = calendar.monthrange(int(year), last)[1]
    return Window(date(int(year), first, 1), date(int(year), last, final))


def matters(folder: Folder, on: date) -> Iterator[Matter]:
    """List every matter: organisation, recommendation, requirement, milestone, action."""
    for plan in folder.plans:
        organisation = plan["organisation"]
        responses = [response for response in rows(plan, "responses") if joined(response, on)]
        positions = Counter(bare(position(response)) for response in responses)
        for asked in folder.recommendations:
            here = [a for a in asked["addressed_to"] if a in organisation["answers_for"]]
            whole = [{"ref": asked["number"]}]
            for requirement in (rows(asked, "requirements") or whole) if here else []:
                ref = requirement["ref"]
                answers = [response for response in responses if response["ref"] == ref]
                speaker = next(filter(position, answers), answers[0] if answers else {})
                words = bare(position(speaker))
                copied = bool(words) and positions[words] > 1
                common = (folder.published, organisation["id"], here, asked, ref, speaker, copied)
                for subject in subjects(asked, requirement, answers, speaker, on):
                    yield Matter(*common, *subject)


def subjects(
    asked: Record, requirement: Record, answers: list[Record], speaker: Record, on: date
) -> Iterator[tuple[Record, Record, str]]:
    """For each deadline give its known actions, then the requirement itself if none stands."""
    deadlines = rows(asked, "deadlines") or [{}]
    known = [act for answer in answers for act in rows(answer, "actions") if joined(act, on)]
    for deadline in deadlines:
        actions = [act for act in known if deadline_of(act, deadlines) is deadline]
        yield from ((deadline, action, "action") for action in actions)
        if {status_of(known_updates(action, on)) for action in actions} <= {"withdrawn"}:
            milestone = text(deadline, "milestone")
            updates = rows(speaker, "updates")
            stand_in = {
                "id": requirement["ref"] + (f"/{milestone}" if len(deadlines) > 1 else ""),
                "summary": text(requirement, "summary") or text(asked, "summary"),
                "updates": [u for u in updates if text(u, "milestone") in (None, milestone)],
            }
            yield deadline, stand_in, "no-action" if position(speaker) else "no-response"


def deadline_of(action: Record, deadlines: list[Record]) -> Record:
    """Return the deadline whose milestone the action names, else the latest."""
    named = [each for each in deadlines if text(each, "milestone") == text(action, "milestone")]
    return named[0] if named else max(deadlines, key=lambda each: str(each.get("due")))


def position(response: Record) -> str:
    """Return what the organisation says it does, without the space around it."""
    return (text(response, "position") or "").strip()


def bare(words: str) -> str:
    """Keep letters and digits alone, case aside."""
    return "".join(filter(str.isalnum, words.casefold()))


def joined(record: Record, on: date) -> bool:
    """Tell whether a response or an action was in the plan by a day."""
    added = text(record, "added")
    return added is None or day(added) <= on


def known_updates(record: Record, on: date) -> list[Record]:
    """Return the updates up to a day, oldest first; of one day the later in the file is newer."""
    known = [update for update in rows(record, "updates") if day(update["date"]) <= on]
    return sorted(known, key=lambda update: day(update["date"]))


def status_of(updates: list[Record]) -> str:
    """Return the newest status."""
    said = [str(update["status"]) for update in updates if text(update, "status")]
    return said[-1] if said else "not-reported"


def present_run(updates: list[Record]) -> list[Record]:
    """Return the updates since it has been complete without a break; none if it is not."""
    run: list[Record] = []
    for update in updates:
        status = text(update, "status")
        run = [*run, update] if status == "complete" or (run and not status) else []
    return run


def discharge_of(matter: Matter) -> Record | None:
    """Return what discharges it for every addressee; windows are ordered by their last day."""
    milestones = (None, text(matter.deadline, "milestone"))
    entries = rows(matter.recommendation, "discharged")
    decisive: list[Record] = []
    for name in matter.addressees:
        own = [e for e in entries if e["for"] == name and text(e, "milestone") in milestones]
        if not own:
            return None
        decisive.append(min(own, key=lambda e: window(e["on"])[::-1]))
    return max(decisive, key=lambda e: window(e["on"])[::-1])


def case_of(matter: Matter, on: date) -> Case:
    """Gather what is known of a matter on a day."""
    updates = known_updates(matter.record, on)
    newest = day(updates[-1]["date"]) if updates else None
    history = [matter.record, *updates]
    promises = [each["promise"] for each in history if each.get("promise")]
    owner = next((each["owner"] for each in reversed(history) if text(each, "owner")), None)
    binding = [text(matter.deadline, "due"), *(text(promise, "by") for promise in promises)]
    due = next((window(written) for written in binding if written), None)
    discharge = discharge_of(matter)
    discharged = discharge if discharge and window(discharge["on"]).last <= on else None
    run = present_run(updates)
    completions = [day(update["date"]) for update in run[:1]]
    completions += [window(discharged["on"]).first] if discharged else []
    state = (newest, status_of(updates), run, promises, owner, due, discharge, discharged)
    return Case(matter, on, updates, *state, min(completions, default=None))


def timeliness(case: Case) -> str:
    """Return the first word of the table that fits."""
    done, due, on = case.completed, case.due, case.on
    if done:
        return "complete-late" if due and done > due.last else "complete"
    if case.status == "withdrawn":
        return "withdrawn"
    if due is None:
        return "no-deadline"
    if due.first < due.last and due.first <= on <= due.last:
        return "unclear"
    if on > due.last:
        month = window(case.discharge["on"]) if case.discharge else None
        return "unclear" if month and month.first <= on <= month.last else "overdue"
    return "due-soon" if due.first - on <= WARNING else "not-yet-due"


def is_silent(case: Case) -> bool:
    """Tell whether a deadline passed with no update."""
    if timeliness(case) != "overdue" or case.due is None:
        return False
    oldest = max(case.due.last - REPORTING, case.on - DORMANCY)
    return case.newest is None or case.newest < oldest


def flags(case: Case) -> list[str]:
    """Return the flags that apply, sorted."""
    matter, word = case.matter, timeliness(case)
    shown = any(rows(update, "evidence") for update in case.run)
    last_said = next((u for u in reversed(case.updates) if text(u, "status")), {})
    stated = text(matter.response, "stated_deadline")
    dues = [deadline["due"] for deadline in rows(matter.recommendation, "deadlines")]
    raised = {
        "no-owner": matter.kind == "action" and case.owner is None,
        "no-evidence": case.status == "complete" and not case.discharged and not shown,
        "dropped": case.status == "withdrawn" and not rows(last_said, "evidence"),
        "dormant": word == "no-deadline" and (case.newest or matter.published) < case.on - DORMANCY,
        "deadline-restated": bool(dues) if stated == "none" else stated and stated not in dues,
        "copied": matter.copied,
    }
    return sorted([name for name, holds in raised.items() if holds] + promise_flags(case, word))


def promise_flags(case: Case, word: str) -> list[str]:
    """Return the flags that the promises raise."""
    if not case.promises:
        return []
    newest, deadline = case.promises[-1], text(case.matter.deadline, "due")
    by = text(newest, "by")
    dated = by or text(newest, "not_before")
    bys = [window(promise["by"]).last for promise in case.promises if text(promise, "by")]
    open_still = word not in ("complete", "complete-late", "withdrawn")
    raised = {
        "promised-late": dated and deadline and window(dated).first > day(deadline),
        "promise-moved": bys and (by is None or bys[-1] > bys[0]),
        "promise-broken": bys and bys[-1] < case.on and open_still,
        "vague-promise": dated is None and text(newest, "wording"),
    }
    return [name for name, holds in raised.items() if holds]


def assurance(case: Case) -> str | None:
    """Return how sure a completion is."""
    if not case.completed:
        return None
    checks = [update["verified"] for update in case.run if update.get("verified")]
    verified = any(day(check["on"]) <= case.on for check in checks)
    return "discharged" if case.discharged else "verified" if verified else "claimed"


def promise_report(promise: Record) -> Record:
    """Return a promise as reports show it: its date under its own name, and the window."""
    key = next((key for key in ("by", "not_before") if text(promise, key)), None)
    days = [each.isoformat() for each in window(promise[key])] if key else [None, None]
    dated = {key: promise[key]} if key else {}
    report = {"wording": text(promise, "wording"), "earliest": days[0], "latest": days[1]}
    return {**dated, **report}


def verdict(case: Case) -> Record:
    """Return the fields of the contract, but for the place."""
    matter, word, due = case.matter, timeliness(case), case.due
    late = {"overdue": case.on, "complete-late": case.completed}.get(word)
    entry = case.discharged
    return {
        "organisation": matter.organisation,
        "id": matter.record["id"],
        "ref": matter.ref,
        "recommendation": int(matter.recommendation["number"]),
        "milestone": text(matter.deadline, "milestone"),
        "theme": text(matter.recommendation, "theme"),
        "summary": text(matter.record, "summary"),
        "owner": case.owner,
        "kind": matter.kind,
        "due": due.last.isoformat() if due else None,
        "due_earliest": due.first.isoformat() if due else None,
        "due_from": ("publication" if matter.deadline else "promise") if due else None,
        "discharged": entry and {key: text(entry, key) for key in ("by", "on", "how", "evidence")},
        "promise": promise_report(case.promises[-1]) if case.promises else None,
        "timeliness": word,
        "days_late": (late - due.last).days if late and due else None,
        "status": case.status,
        "assurance": assurance(case),
        "acceptance": text(matter.response, "acceptance") or "not-stated",
        "silent": is_silent(case),
        "updates": len(case.updates),
        "last_update": case.newest.isoformat() if case.newest else None,
        "days_since_update": (case.on - case.newest).days if case.newest else None,
        "flags": flags(case),
    }
