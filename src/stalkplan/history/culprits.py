"""The record against a trusted revision: what joined it, what was rewritten, by which commit."""

from collections import Counter, deque
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from typing import NamedTuple

from stalkplan.history.differences import Difference, differences
from stalkplan.history.git import Commit, History, Watch
from stalkplan.record.register import Register, build

_Files = tuple[tuple[str, str], ...]
"""Names of files and the ids of their texts."""


class Traced(NamedTuple):
    """A difference and the commit that made it: None while it is not committed.

    What was added is not traced: it would take reading every text since, and nobody is to blame.
    """

    difference: Difference
    commit: Commit | None


@dataclass(frozen=True)
class Against:
    """What differs between a commit and the files as they are now.

    `trusted` is the commit that the revision names, `base` the newest that it and HEAD have in
    common: what others added since is not missing here. `unread` are the files that could not be
    read there.
    """

    revision: str
    trusted: Commit
    base: Commit
    before: Register
    found: Sequence[Traced]

    @property
    def unread(self) -> Sequence[str]:
        """The files of the revision that do not fit today's model."""
        return self.before.unread


def compared(history: History, revision: str, after: Register, watch: Watch) -> Against:
    """Compare the files as they are now with the merge base of a revision and HEAD.

    `watch` watches the search for the commits. Raises HistoryError where git cannot say.
    """
    trusted, base = history.commit(revision), history.merge_base(revision)
    before = build(texts_at(history, base))
    head = history.commit("HEAD")
    found = traced(history, (base, before), (head, after), watch)
    return Against(revision, trusted, base, before, found)


def traced(
    history: History, old: tuple[Commit, Register], new: tuple[Commit, Register], watch: Watch
) -> list[Traced]:
    """Return what differs between two registers, with the commit between two that did it.

    The newer register may say what no commit says yet. Raises HistoryError where git cannot say.
    """
    (base, before), (head, after) = old, new
    found = _by_key(differences(before, after))
    rewritten = {key: each for key, each in found.items() if not each.change.is_addition}
    culprits: dict[Hashable, Commit | None] = {}
    if rewritten:
        commits = history.commits(since=base, until=head)
        tracer = _Tracer(history, base, commits, before)
        numbers = iter(watch(range(len(rewritten) * len(commits))))
        culprits = {key: tracer.culprit(each, key, numbers) for key, each in rewritten.items()}
        deque(numbers, 0)  # the last step is done too
    return [Traced(each, culprits.get(key)) for key, each in found.items()]


def texts_at(history: History, commit: Commit) -> dict[str, str]:
    """Return the texts of the data folder at a commit by file name, empty where it is no UTF-8."""
    return {name: history.text(blob) or "" for name, blob in history.files(commit).items()}


def _by_key(found: Sequence[Difference]) -> dict[Hashable, Difference]:
    """Return differences by their keys; of several with one key, each with its number."""
    numbers: Counter[Hashable] = Counter()
    numbered: dict[Hashable, Difference] = {}
    for difference in found:
        numbers[difference.key] += 1
        numbered[difference.key, numbers[difference.key]] = difference
    return numbered


class _Has(Enum):
    """Whether a commit has a difference."""

    NOT = "no"
    STALE = "it goes back to before the base, where what is gone was not there yet"
    SINCE = "some commit since the base brought it"


class _Tracer:
    """Finds the commit that brought a difference: the last that has it while none before it has.

    A merge with a side that is older than the base is to blame if it takes that side's word.
    """

    def __init__(
        self, history: History, base: Commit, commits: Sequence[Commit], before: Register
    ) -> None:
        self._history = history
        self._base = base
        self._commits = commits
        self._before = before
        self._keys: dict[tuple[str, _Files], frozenset[Hashable] | None] = {}

    def culprit(self, difference: Difference, key: Hashable, steps: Iterator[int]) -> Commit | None:
        """Return the commit that brought a difference, None if none did; a step for each commit."""
        states: dict[str, _Has] = {self._base.id: _Has.NOT}
        culprit: Commit | None = None
        for commit, _ in zip(self._commits, steps, strict=False):
            for parent in commit.parents:
                if parent not in states:  # older than the base
                    older = self._found(self._history.commit(parent), difference)
                    is_there = older is not None and key in older
                    states[parent] = _Has.STALE if is_there else _Has.NOT
            before = {states[parent] for parent in commit.parents}
            found = self._found(commit, difference)
            if found is None:
                states[commit.id] = max(before, default=_Has.NOT, key=[*_Has].index)
            elif key not in found:
                states[commit.id] = _Has.NOT
            elif before == {_Has.STALE}:
                states[commit.id] = _Has.STALE
            else:
                states[commit.id] = _Has.SINCE
                culprit = culprit if _Has.SINCE in before else commit
        is_in_head = bool(self._commits) and states[self._commits[-1].id] is not _Has.NOT
        return culprit if is_in_head else None

    def _found(self, commit: Commit, difference: Difference) -> frozenset[Hashable] | None:
        """Return the keys of what differs at a commit, in the files that a difference is about.

        None if one of them cannot be read there.
        """
        files = self._history.files(commit)
        about = {spot.file for spot in (difference.was, difference.now) if spot}
        names = [name for name in files if name in about] or [*files]
        blobs = tuple((name, files[name]) for name in names)
        if (difference.organisation, blobs) not in self._keys:
            texts = {name: self._history.text(files[name]) or "" for name in names}
            register = build(texts)
            found = differences(self._before_of(difference), register)
            is_read = not register.unread
            keys = frozenset(_by_key(found)) if is_read else None
            self._keys[difference.organisation, blobs] = keys
        return self._keys[difference.organisation, blobs]

    def _before_of(self, difference: Difference) -> Register:
        """Return what stood before, of the plan alone that a difference is about."""
        file = difference.was.file if difference.was else ""
        plans = {
            name: plan
            for name, plan in self._before.plans.items()
            if name == file or plan.organisation.id == difference.organisation
        }
        return replace(self._before, plans=plans)
