"""Rules of dates: when an update can have been written, and what a promise may say."""

from collections.abc import Iterator
from datetime import date

from stalkplan.record.dates import Window
from stalkplan.record.model import Promise
from stalkplan.record.yaml import RecordPath
from stalkplan.rules.context import Context, Found
from stalkplan.rules.rule import error


@error
def too_early(context: Context) -> Iterator[Found]:
    """An update is dated before the publication, or before the day its recommendation was `made`.

    Nobody can have reported on a recommendation before it was made: the year is mostly a slip.

    Passes:
        - ref: 7.1
          position: We do.
          actions: [{id: 7.1a, owner: A, updates: [{date: 2025-01-14, note: Begun.}]}]

    Fails:
        - ref: 7.1
          position: We do.
          actions: [{id: 7.1a, owner: A, updates: [{date: 2024-01-14, note: Begun.}]}]
    """
    publication = context.register.publication
    if publication is None:
        return
    for recorded in context.updates:
        day = recorded.update.date
        asked = context.requirements.get(recorded.answered.response.ref)
        recommendation = asked[0] if asked else None
        begin = publication.asked_on(recommendation)
        if day < begin:
            was_made = recommendation and recommendation.made
            what = "its recommendation was made on" if was_made else "the publication of"
            message = f"an update of {day}, before {what} {begin}"
            place = context.place(recorded.answered.file, (*recorded.path, "date"))
            yield Found(place, message, "fix the date", recorded.name)


@error
def in_the_future(context: Context) -> Iterator[Found]:
    """An update, a verification, an `added` or a decision is dated after the day that is judged.

    A `complete` of tomorrow must not come true by itself, nor a discharge, and an answer with an
    `added` to come would hide its actions until then. A month that has begun is not to come.

    Passes:
        - ref: 7.1
          position: We do.
          actions: [{id: 7.1a, owner: A, updates: [{date: 2025-01-14, note: Begun.}]}]

    Fails:
        - ref: 7.1
          position: We do.
          actions: [{id: 7.1a, owner: A, updates: [{date: 2999-01-14, note: Begun.}]}]
    """
    for file, path, name, what, day in _happened(context):
        first = day.first if isinstance(day, Window) else day
        if first and context.on < first < date.max:
            written = day.text if isinstance(day, Window) else day
            message = f"{what} {written}, after {context.on}"
            yield Found(context.place(file, path), message, "record it once it has happened", name)


@error
def both_dates(context: Context) -> Iterator[Found]:
    """A promise has both `by` and `not_before`.

    `by` is the one that is judged; a plan cannot promise both with one wording.

    Passes:
        - {ref: 7.1, position: We do., actions: [{id: 7.1a, owner: A, promise: {by: 2999-03}}]}

    Fails:
        - ref: 7.1
          position: We do.
          actions: [{id: 7.1a, owner: A, promise: {by: 2999-03, not_before: 2999-01}}]
    """
    for file, path, name, promise in _promises(context):
        if promise.by and promise.not_before:
            message = "a promise both by a date and not before one"
            yield Found(context.place(file, (*path, "not_before")), message, "keep one", name)


def _happened(
    context: Context,
) -> Iterator[tuple[str, RecordPath, str, str, date | Window | None]]:
    """Yield every day that is no plan: file, path, name of the record, what happened, the day."""
    for recorded in context.updates:
        file, path, name = recorded.answered.file, recorded.path, recorded.name
        yield file, (*path, "date"), name, "an update of", recorded.update.date
        if verified := recorded.update.verified:
            yield file, (*path, "verified", "on"), name, "verified on", verified.on
    for file, _, path, response in context.responses:
        yield file, (*path, "added"), response.ref, "an answer added on", response.added
    for answered, path, action in context.actions:
        yield answered.file, (*path, "added"), action.id, "an action added on", action.added
    file = context.register.recommendations_file
    for decided in context.decisions():
        what, day = f"{decided.kind} on", decided.entry.on
        yield file, (*decided.path, "on"), decided.recommendation.number, what, day


def _promises(context: Context) -> Iterator[tuple[str, RecordPath, str, Promise]]:
    for answered, path, action in context.actions:
        if action.promise:
            yield answered.file, (*path, "promise"), action.id, action.promise
    for recorded in context.updates:
        if promise := recorded.update.promise:
            yield recorded.answered.file, (*recorded.path, "promise"), recorded.name, promise
