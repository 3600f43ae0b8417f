"""Rules of updates: what says nothing, and what does not count where it stands."""

from collections.abc import Iterator
from datetime import date

from stalkplan.record.choices import Status
from stalkplan.record.model import Deadline, Update
from stalkplan.rules.context import Context, Found, UpdateInPlan
from stalkplan.rules.rule import error, warning
from stalkplan.verdict.items import deadline_of, status_by
from stalkplan.verdict.same_text import letters
from stalkplan.verdict.state import known_updates, says_something
from stalkplan.verdict.words import either


@error
def empty_update(context: Context) -> Iterator[Found]:
    """An update says nothing.

    A date alone is not a report: without a status, note, promise, evidence, verification, owner or
    acceptance it counts for nothing. A marking or an `internal` note alone tells a reader nothing.

    Passes:
        - ref: 7.1
          position: We do.
          actions: [{id: 7.1a, owner: A, updates: [{date: 2025-01-14, note: Begun.}]}]

    Fails:
        - ref: 7.1
          position: We do.
          actions: [{id: 7.1a, owner: A, updates: [{date: 2025-01-14}]}]
    """
    for recorded in context.updates:
        update = recorded.update
        if not (update.retracts or update.owner or update.acceptance or says_something(update)):
            place = context.place(recorded.answered.file, recorded.path)
            message = f"the update of {update.date} says nothing"
            yield Found(place, message, "write a status or a note", recorded.name)


@warning("update is older than its action", "updates are older than their actions", 54)
def before_added(context: Context) -> Iterator[Found]:
    """An update is dated before its action or its answer was `added`.

    The action is not known before that day, and neither is the update: one of the two days is
    mostly a slip.

    Passes:
        - ref: 7.1
          position: We do.
          actions:
            - {id: 7.1a, owner: A, added: 2025-01-14, updates: [{date: 2025-01-14, note: Begun.}]}

    Fails:
        - ref: 7.1
          position: We do.
          actions:
            - {id: 7.1a, owner: A, added: 2025-01-14, updates: [{date: 2025-01-10, note: Begun.}]}
    """
    for recorded in context.updates:
        day = recorded.update.date
        for what, record in (("action", recorded.action), ("answer", recorded.answered.response)):
            if record and record.added and day < record.added:
                place = context.place(recorded.answered.file, (*recorded.path, "date"))
                message = f"an update of {day}, before its {what} was added on {record.added}"
                yield Found(place, message, "fix the date that is wrong", recorded.name)
                break


@error
def overruled_update(context: Context) -> Iterator[Found]:
    """An update is under an answer that had actions for the deadline on that day.

    Then the actions speak for the answer, and what is said beside them counts for nothing: only a
    promise and an acceptance do. Written under the answer before it had actions, or after all of
    them were withdrawn, it counts.

    Passes:
        - ref: 7.1
          position: We do.
          updates: [{date: 2025-01-14, acceptance: accepted, note: The board has agreed.}]
          actions: [{id: 7.1a, owner: A, updates: [{date: 2025-04-30, status: in-progress}]}]

    Fails:
        - ref: 7.1
          position: We do.
          updates: [{date: 2025-04-30, status: in-progress}]
          actions: [{id: 7.1a, owner: A}]
    """
    for recorded in context.updates:
        if _is_overruled(context, recorded):
            place = context.place(recorded.answered.file, recorded.path)
            ids = either(action.id for action in recorded.answered.response.actions)
            message = "the update counts for nothing, as this requirement has actions"
            hint = f"write it under {ids}" if ids else "write it under one of them"
            yield Found(place, message, hint, recorded.name)


@warning(
    "status does not say which deadline it is for",
    "statuses do not say which deadline they are for",
    57,
)
def unplaced_status(context: Context) -> Iterator[Found]:
    """A status under an answer names no milestone where the recommendation has several deadlines.

    Nothing says which one is meant, so the status is not taken; the update still counts as news.

    Passes:
        - ref: 28.1
          position: We do.
          updates: [{date: 2024-11-20, milestone: publish, status: in-progress}]

    Fails:
        - ref: 28.1
          position: We do.
          updates: [{date: 2024-11-20, status: in-progress}]
    """
    for recorded in context.updates:
        update = recorded.update
        if recorded.action or update.milestone or not update.status or update.retracts:
            continue
        deadlines = context.deadlines(recorded.answered.response.ref)
        if len(deadlines) > 1 and not _is_overruled(context, recorded):
            place = context.place(recorded.answered.file, (*recorded.path, "status"))
            message = "the status does not say for which deadline it is, and is not taken"
            names = either(deadline.name for deadline in deadlines)
            yield Found(place, message, f"add milestone: {names}", recorded.name)


@warning("verification proves nothing", "verifications prove nothing", 75)
def void_verification(context: Context) -> Iterator[Found]:
    """A verification does not say by whom or on which day, or is older than the completion.

    The update is news, but the completion stays a claim: nobody can have confirmed what was not
    done yet.

    Passes:
        - ref: 7.1
          position: We do.
          updates:
            - {date: 2025-05-01, status: complete, verified: {by: Audit Board, on: 2025-05-01}}

    Fails:
        - ref: 7.1
          position: We do.
          updates:
            - {date: 2025-05-01, status: complete, verified: {by: Audit Board, on: 2025-04-30}}
    """
    completed = {
        id(update): item.state.completion[0].date
        for item in context.items
        for update in item.state.completion
    }
    for recorded in context.updates:
        verified = recorded.update.verified
        if verified is None or recorded.update.retracts:
            continue
        day = completed.get(id(recorded.update))
        if not verified.by:
            message, hint = "a verification by nobody", "add by: with who it was"
        elif not verified.on:
            message, hint = "a verification without a day", "add on: with the day"
        elif day and verified.on < day:
            message = f"verified on {verified.on}, before the completion of {day}"
            hint = "fix the day, or ask for a verification of what was done"
        else:
            continue
        place = context.place(recorded.answered.file, (*recorded.path, "verified"))
        yield Found(place, message, hint, recorded.name)


def _is_overruled(context: Context, recorded: UpdateInPlan) -> bool:
    """Whether an update of a response says what only its actions could say on that day."""
    if recorded.action or not _is_of_no_use_beside_actions(recorded.update):
        return False
    deadlines: tuple[Deadline | None, ...] = context.deadlines(recorded.answered.response.ref)
    named = [d for d in deadlines if d and d.name == recorded.update.milestone]
    about = named if named and len(deadlines) > 1 else deadlines or (None,)
    return all(_has_action(context, recorded, deadline) for deadline in about)


def _is_of_no_use_beside_actions(update: Update) -> bool:
    if update.retracts:
        return False
    if update.status or update.owner or update.verified or any(update.evidence):
        return True
    return bool(letters(update.note)) and not (update.promise or update.acceptance)


def _has_action(context: Context, recorded: UpdateInPlan, deadline: Deadline | None) -> bool:
    """Whether an action for a deadline had joined before the day of an update, and stood then.

    All that the file says of it counts, so that time alone makes no error.
    """
    day = recorded.update.date
    asked = context.requirements.get(recorded.answered.response.ref)
    for answer in recorded.answered.plan.responses:
        if asked is None or answer.ref != recorded.answered.response.ref:
            continue
        for action in answer.actions:
            joined = [added for added in (answer.added, action.added) if added]
            if deadline_of(action, asked[0]) is deadline and all(added < day for added in joined):
                known = known_updates(action.updates, on=date.max)
                if status_by(known, day) is not Status.WITHDRAWN:
                    return True
    return False
