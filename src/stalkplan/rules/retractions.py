"""Rules of retractions: entries that take back earlier ones."""

from collections.abc import Iterator

from stalkplan.record.model import Update
from stalkplan.rules.context import Context, Found, ListOfUpdates
from stalkplan.rules.rule import error

_MAY_CARRY = frozenset({"date", "retracts", "note", "milestone", "marking", "internal"})


@error
def idle_retraction(context: Context) -> Iterator[Found]:
    """A retraction takes back nothing.

    It takes back the entries above it in its own list that have the day it names, and under an
    answer with several deadlines its milestone, if it names one. One that is dated before that day
    takes back nothing.

    Passes:
        - ref: 7.1
          position: We do.
          updates:
            - {date: 2025-01-14, status: complete}
            - {date: 2025-02-03, retracts: 2025-01-14, note: It is not.}

    Fails:
        - ref: 7.1
          position: We do.
          updates:
            - {date: 2025-01-14, status: complete}
            - {date: 2025-02-03, retracts: 2025-01-15, note: It is not.}
    """
    for entries in context.lists_of_updates:
        for number, recorded in enumerate(entries.updates):
            if recorded.update.retracts and not entries.taken_back_by(number):
                place = context.place(entries.answered.file, (*recorded.path, "retracts"))
                message, hint = _why_idle(recorded.update, entries)
                yield Found(place, f"a retraction of nothing: {message}", hint, recorded.name)


@error
def overfull_retraction(context: Context) -> Iterator[Found]:
    """A retraction carries more than a note, a milestone, a marking or an `internal` note.

    It counts for nothing itself, so what else it says would be lost. The right entry is one of its
    own.

    Passes:
        - ref: 7.1
          position: We do.
          updates:
            - {date: 2025-01-14, status: complete}
            - {date: 2025-02-03, retracts: 2025-01-14, note: It is not.}
            - {date: 2025-02-03, status: in-progress}

    Fails:
        - ref: 7.1
          position: We do.
          updates:
            - {date: 2025-01-14, status: complete}
            - {date: 2025-02-03, retracts: 2025-01-14, status: in-progress}
    """
    for recorded in context.updates:
        update = recorded.update
        said = [name for name in Update.model_fields if getattr(update, name)]
        more = [name for name in said if name not in _MAY_CARRY]
        if update.retracts and more:
            place = context.place(recorded.answered.file, (*recorded.path, more[0]), key=True)
            message = f"a retraction with {' and '.join(more)}, which counts for nothing"
            yield Found(place, message, "write it as an update of its own", recorded.name)


def _why_idle(update: Update, entries: ListOfUpdates) -> tuple[str, str]:
    """Return why a retraction takes back nothing, and what to write."""
    day, milestone = update.retracts, update.milestone
    if day and update.date < day:
        return f"dated {update.date}, before {day}", "fix the date that is wrong"
    if entries.milestones and milestone and milestone not in entries.milestones:
        return "its milestone is unknown", f"write {' or '.join(sorted(entries.milestones))}"
    what = "with its milestone " if entries.milestones and milestone else ""
    return f"no entry of {day} {what}is above it", "write the day of an entry above it"
