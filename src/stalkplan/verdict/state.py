"""State: what is known of an action, or of a requirement's own item, on a day."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import NamedTuple

from stalkplan.record.choices import Status
from stalkplan.record.dates import Window
from stalkplan.record.model import Action, Promise, Update, Verified


class Retracted(NamedTuple):
    """An update that was taken back, and the retraction that did it first."""

    update: Update
    by: Update


class State(NamedTuple):
    """What was known on the day.

    `updates` count, oldest first: none of them is a retraction or was taken back. The status of
    those among them that are `unplaced` is not taken: they do not say which deadline they mean.
    `promised_by` are the records whose promises stand, oldest first; those of `taken_back` no
    longer do. `said_last` is the newest update whose status is taken, `completion` the updates from
    the first of the present run of `complete` on, empty if the status is another.
    `retracted` are the updates that count no longer, oldest first.
    """

    updates: tuple[Update, ...] = ()
    said_last: Update | None = None
    completion: tuple[Update, ...] = ()
    promised_by: tuple[Action | Update, ...] = ()
    taken_back: tuple[Update, ...] = ()
    owner: str | None = None
    unplaced: tuple[Update, ...] = ()
    retracted: tuple[Retracted, ...] = ()

    @property
    def status(self) -> Status | None:
        """The newest status; None if nothing was reported."""
        return self.said_last.status if self.said_last else None

    @property
    def last_update(self) -> date | None:
        """The date of the newest update."""
        return self.updates[-1].date if self.updates else None

    @property
    def last_news(self) -> date | None:
        """The date of the newest update that is news."""
        for update in reversed(self.updates):
            if says_something(update):
                return update.date
        return None

    @property
    def promises(self) -> list[Promise]:
        """The promises that stand, oldest first."""
        return [record.promise for record in self.promised_by if record.promise]

    @property
    def promise(self) -> Promise | None:
        """The newest promise that stands."""
        return self.promised_by[-1].promise if self.promised_by else None

    @property
    def first_by(self) -> Window | None:
        """The earliest `by` that stands: it binds where the publication sets no deadline.

        The one whose last day is earliest, then the one that begins earlier: neither a later
        promise nor one that was typed in afterwards moves it away.
        """
        return _earliest(self.promised_by)

    @property
    def earliest_by(self) -> Window | None:
        """The earliest `by` that was ever promised, even if it was taken back."""
        return _earliest((*self.promised_by, *self.taken_back))


class Known(NamedTuple):
    """What is known of the updates of one record on a day, oldest first.

    `updates` are neither retractions nor taken back; the promises of `promised_by` stand, those of
    `taken_back` do not. `retracted` are the updates that were taken back.
    """

    updates: tuple[Update, ...] = ()
    promised_by: tuple[Update, ...] = ()
    taken_back: tuple[Update, ...] = ()
    retracted: tuple[Retracted, ...] = ()


NOTHING = Known()


def known_updates(
    recorded: Sequence[Update], *, on: date, milestones: frozenset[str] = frozenset()
) -> Known:
    """Return what is known of the updates of one list on the day `on`, inclusive.

    Of two updates of one day the later in the file is newer. `milestones` are the names of the
    deadlines, for the list of a response where there are several; there a retraction that names one
    takes back only what names it too.
    """
    if not recorded:
        return NOTHING
    known = [update for update in recorded if update.date <= on]
    taken = _retractions(known, milestones)
    entries = [(u, taken.get(place)) for place, u in enumerate(known) if not u.retracts]
    entries.sort(key=lambda entry: entry[0].date)
    standing = [(u, by is None or _stays(u, by.date)) for u, by in entries if u.promise]
    return Known(
        tuple([update for update, by in entries if by is None]),
        tuple([update for update, stands in standing if stands]),
        tuple([update for update, stands in standing if not stands]),
        tuple([Retracted(update, by) for update, by in entries if by]),
    )


def _retractions(known: Sequence[Update], milestones: frozenset[str]) -> dict[int, Update]:
    """Return the places in the list of what is taken back, with the first retraction by its day."""
    taken: dict[int, Update] = {}
    for index, retraction in enumerate(known):
        if retraction.retracts:
            for place in places_taken_back(known, index, milestones):
                first = taken.get(place)
                if first is None or retraction.date < first.date:
                    taken[place] = retraction
    return taken


def places_taken_back(
    recorded: Sequence[Update], index: int, milestones: frozenset[str]
) -> list[int]:
    """Return the places in a list of the entries that the retraction at `index` takes back."""
    retraction = recorded[index]
    day = retraction.retracts
    if day is None or retraction.date < day:
        return []
    return [
        place
        for place, entry in enumerate(recorded[:index])
        if entry.date == day and not entry.retracts and _names(retraction, entry, milestones)
    ]


def _names(retraction: Update, entry: Update, milestones: frozenset[str]) -> bool:
    """Whether a retraction means an entry of its day: all of them, or those of its milestone."""
    if not milestones or not retraction.milestone:
        return True
    return retraction.milestone in milestones and entry.milestone == retraction.milestone


def _stays(update: Update, taken_back: date) -> bool:
    """Whether a promise stays although its update was taken back: its last day had come by then."""
    window = update.promise.window if update.promise else None
    return window is not None and update.date <= window.last <= taken_back


def state_of(
    action: Action | None,
    known: Known,
    *,
    unplaced: tuple[Update, ...] = (),
    since: date = date.min,
    answer: Known = NOTHING,
) -> State:
    """Return what an action and its updates say; without an action, what those of a response say.

    Of `unplaced` the status is not taken. What is older than the day `since` counts for nothing but
    its promise. Where no promise of the action itself has a `by`, those of `answer`, the response
    it stands under, are its promises too.
    """
    updates = known.updates
    if since > date.min:
        updates = tuple(update for update in updates if update.date >= since)
    promised_by: tuple[Action | Update, ...] = known.promised_by
    taken_back = known.taken_back
    if answer is not NOTHING and action and not _has_by(action, promised_by):
        both = [*answer.promised_by, *known.promised_by]
        both.sort(key=_date_of)  # of one day those of the response first
        promised_by = tuple(both)
        taken_back = (*answer.taken_back, *taken_back)
    if action and action.promise:
        promised_by = (action, *promised_by)
    return drawn_from(action, updates, promised_by, taken_back, unplaced, known.retracted)


def drawn_from(
    action: Action | None,
    updates: tuple[Update, ...],
    promised_by: tuple[Action | Update, ...],
    taken_back: tuple[Update, ...],
    unplaced: tuple[Update, ...],
    retracted: tuple[Retracted, ...],
) -> State:
    """Return the state that these records make, each oldest first."""
    owner, said_last = action.owner if action else None, None
    for update in updates:
        owner = update.owner or owner
        if update.status and update not in unplaced:
            said_last = update
    completion = _completion(updates, unplaced) if said_last else ()
    return State(
        updates, said_last, completion, promised_by, taken_back, owner or None, unplaced, retracted
    )


def without(state: State, action: Action | None, is_hidden: Callable[[object], bool]) -> State:
    """Return the state that is left where some of its records are hidden."""
    return drawn_from(
        action,
        tuple([update for update in state.updates if not is_hidden(update)]),
        tuple([record for record in state.promised_by if not is_hidden(record)]),
        tuple([update for update in state.taken_back if not is_hidden(update)]),
        state.unplaced,
        tuple([r for r in state.retracted if not (is_hidden(r.update) or is_hidden(r.by))]),
    )


def _completion(updates: tuple[Update, ...], unplaced: tuple[Update, ...]) -> tuple[Update, ...]:
    """Return the updates from the first of the present run of `complete` on.

    Updates without a status do not break the run; another status before it ends it.
    """
    start = len(updates)
    for index in reversed(range(len(updates))):
        status = updates[index].status
        if status is Status.COMPLETE and updates[index] not in unplaced:
            start = index
        elif status and updates[index] not in unplaced:
            break
    return updates[start:]


def confirmed_in(update: Update, *, on: date) -> Verified | None:
    """Return who confirmed what an update says, as far as that was known on the day `on`."""
    verified = update.verified
    return None if verified and verified.on and verified.on > on else verified


def says_something(update: Update) -> bool:
    """Whether an update is news: a status, promise, evidence, verification, or a note in words.

    An owner, an acceptance, a marking or a private note alone is none.
    """
    return bool(
        update.status
        or update.promise
        or any(update.evidence)
        or update.verified
        or (update.note and any(map(str.isalnum, update.note)))
    )


def _has_by(action: Action, promised_by: Sequence[Action | Update]) -> bool:
    """Whether a promise of an action itself has a `by`."""
    return any(record.promise and record.promise.by for record in (action, *promised_by))


def _earliest(records: Iterable[Action | Update]) -> Window | None:
    windows = (record.promise.by for record in records if record.promise and record.promise.by)
    return min(windows, key=lambda window: (window.last, window.first), default=None)


def _date_of(update: Update) -> date:
    return update.date
