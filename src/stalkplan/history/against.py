"""The record against a trusted revision: what joined it, what was rewritten, by which commit."""

from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from typing import NamedTuple

from stalkplan.history.differences import Difference, differences
from stalkplan.history.git import Commit, FileIds, History, Watch
from stalkplan.record.register import Register, build


class Traced(NamedTuple):
    """A difference and the commit that made it: None while it is not committed.

    The commit of an addition is not looked for, and None as well: to find it would take reading
    every text since, and nobody is to blame.
    """

    difference: Difference
    commit: Commit | None


@dataclass(frozen=True)
class Against:
    """What differs between a commit and the files as they are now.

    `trusted` is the commit that the revision names. `base` is the newest commit that it and HEAD
    have in common, and `before` the register there: so what others added to the revision since is
    not missing here.
    """

    revision: str
    trusted: Commit
    base: Commit
    before: Register
    differences: Sequence[Traced]

    @property
    def unread(self) -> Sequence[str]:
        """The files of the revision that do not fit today's model."""
        return self.before.unread


def compared(history: History, revision: str, after: Register, watch: Watch) -> Against:
    """Compare the files as they are now with the merge base of a revision and HEAD.

    `watch` watches the search for the culprits. Raises HistoryError where git cannot say.
    """
    trusted, base = history.commit(revision), history.merge_base(revision)
    before = build(texts_at(history, base))
    head = history.commit("HEAD")
    every = traced(history, (base, before), (head, after), watch)
    return Against(revision, trusted, base, before, every)


def traced(
    history: History, old: tuple[Commit, Register], new: tuple[Commit, Register], watch: Watch
) -> list[Traced]:
    """Return what differs between the registers of two commits, with the commit that did it.

    The newer register may say what no commit says yet. Raises HistoryError where git cannot say.
    """
    (base, before), (head, after) = old, new
    numbered = _by_key(differences(before, after))
    readings = _Readings(history, before)
    trails = {
        key: _Trail(key, difference, base, readings)
        for key, difference in numbered.items()
        if not difference.change.is_addition
    }
    if trails:
        for commit in watch(history.commits(since=base, until=head)):
            for trail in trails.values():
                trail.follow(commit)
    return [
        Traced(difference, trails[key].culprit if key in trails else None)
        for key, difference in numbered.items()
    ]


def texts_at(history: History, commit: Commit) -> dict[str, str]:
    """Return the texts of the data folder at a commit by file name; what is no UTF-8 is empty."""
    return history.texts(tuple(history.files(commit).items()))


def _by_key(listed: Sequence[Difference]) -> dict[Hashable, Difference]:
    """Return differences by their keys. Those that share a key are told apart by a number."""
    numbers: Counter[Hashable] = Counter()
    numbered: dict[Hashable, Difference] = {}
    for difference in listed:
        numbers[difference.key] += 1
        numbered[difference.key, numbers[difference.key]] = difference
    return numbered


class _Has(IntEnum):
    """Whether a commit has a difference; of two states the greater one says more."""

    NOT = 0
    STALE = 1
    """It goes back to before the base, where the text that is gone now was not there yet."""
    SINCE = 2
    """Some commit since the base brought it."""


class _Readings:
    """Which differences the files have at a commit, compared with the base. Each text is read once.

    A difference is known by its key.
    """

    def __init__(self, history: History, before: Register) -> None:
        self._history = history
        self._before = before
        self._keys: dict[tuple[str, FileIds], frozenset[Hashable] | None] = {}

    def at(self, commit: Commit, like: Difference) -> frozenset[Hashable] | None:
        """Return the keys of the differences at a commit, in the files that `like` is about.

        None if one of those files cannot be read there.
        """
        files = self._history.files(commit)
        about = {spot.file for spot in (like.was, like.now) if spot}
        names = [name for name in files if name in about] or [*files]
        ids = tuple((name, files[name]) for name in names)
        known = like.organisation, ids
        if known not in self._keys:
            register = build(self._history.texts(ids))
            keys = frozenset(_by_key(differences(self._before_of(like), register)))
            self._keys[known] = None if register.unread else keys
        return self._keys[known]

    def at_parent(self, id_: str, like: Difference) -> frozenset[Hashable]:
        """Return the same for a commit by its id; no keys if a file cannot be read there."""
        return self.at(self._history.commit(id_), like) or frozenset()

    def _before_of(self, like: Difference) -> Register:
        """Return the base with no other plan than the one that a difference is about."""
        file = like.was.file if like.was else ""
        plans = {
            name: plan
            for name, plan in self._before.plans.items()
            if name == file or plan.organisation.id == like.organisation
        }
        return replace(self._before, plans=plans)


class _Trail:
    """Follows one difference from commit to commit, each after its parents.

    The culprit is the last commit that has the difference while no parent of it has it. A merge
    with a side that is older than the base is the culprit if it takes that side's word.
    """

    def __init__(
        self, key: Hashable, difference: Difference, base: Commit, readings: _Readings
    ) -> None:
        self._key = key
        self._difference = difference
        self._readings = readings
        self._states = {base.id: _Has.NOT}
        self._newest = _Has.NOT
        self._suspect: Commit | None = None

    @property
    def culprit(self) -> Commit | None:
        """The commit that brought the difference; None if the newest commit does not have it."""
        return None if self._newest is _Has.NOT else self._suspect

    def follow(self, commit: Commit) -> None:
        """Take the next commit."""
        parents = {self._state_of(parent) for parent in commit.parents}
        keys = self._readings.at(commit, self._difference)
        if keys is None:
            state = max(parents, default=_Has.NOT)
        elif self._key not in keys:
            state = _Has.NOT
        elif parents == {_Has.STALE}:
            state = _Has.STALE
        else:
            state = _Has.SINCE
            if _Has.SINCE not in parents:
                self._suspect = commit
        self._states[commit.id] = self._newest = state

    def _state_of(self, parent: str) -> _Has:
        """Return the state of a parent; one that was not followed is older than the base."""
        if parent not in self._states:
            is_there = self._key in self._readings.at_parent(parent, self._difference)
            self._states[parent] = _Has.STALE if is_there else _Has.NOT
        return self._states[parent]
