"""Which commit made a difference: the first in which the value was not the trusted one."""

from collections import Counter
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import replace
from enum import IntEnum
from functools import cached_property
from typing import NamedTuple

from stalkplan.history.data_folders import DataFolders, Way, texts_of
from stalkplan.history.differences import Difference, Spot, differences
from stalkplan.history.differences.difference import said_in
from stalkplan.history.git import Commit, FileIds, Watch
from stalkplan.history.kept_back import KeptBack
from stalkplan.record.nodes import lines_of_node
from stalkplan.record.plan_by_parts import PlanByParts
from stalkplan.record.problems import body_of
from stalkplan.record.register import Register, build


class Pair(NamedTuple):
    """Two registers that are compared: what is trusted, and what is judged."""

    before: Register
    after: Register


class Traced(NamedTuple):
    """A difference, the commit that made it, and the registers that differ.

    The commit is None while the difference is not committed, and where it was not looked for: that
    takes reading every text since, and for most additions nobody asks. Of an addition `joined` is
    the commit that brought something of its name and day, which may have said something else.
    `folders` are those in which its files stood and stand, of another folder than the judged one.
    """

    difference: Difference
    commit: Commit | None
    pair: Pair
    joined: Commit | None = None
    folders: tuple[str, str] | None = None


class Lineage(NamedTuple):
    """One data folder through the history: a publication's ids, and its ways, newest first.

    It has organisations that were `known` already, beside those that are compared.
    """

    folders: DataFolders
    publications: frozenset[str]
    ways: Sequence[Way] = ()
    known: frozenset[str] = frozenset()

    def files(self, commit: Commit) -> Mapping[str, str]:
        """Return the ids of its texts at a commit, by file name."""
        return self.folders.files(commit, self.publications, self.ways)

    def register(self, commit: Commit, present: Register) -> Register:
        """Return what it said at a commit, reading no answer again that is the same at `present`.

        Raises HistoryError for pointers of Git LFS.
        """
        texts = texts_of(self.folders.repository, self.files(commit), commit.short)
        return build(texts, plan_of=PlanByParts(present).plan)


Follow = Callable[[Difference], bool]
"""Whether the commit that made a difference is looked for."""


def is_rewriting(difference: Difference) -> bool:
    """Whether somebody is asked for a difference: what stood there should stand there still."""
    return difference.change.is_rewriting


def traced(
    lineage: Lineage,
    base: Commit,
    head: Commit,
    pair: Pair,
    watch: Watch,
    follow: Follow = is_rewriting,
) -> list[Traced]:
    """Return what differs between two registers, with the commit that did it.

    The first is that of the commit `base`; the second may say what no commit up to `head` says yet.
    `watch` watches the search for those that it is to `follow`; nothing repeats what a commit on
    the way keeps back. Raises HistoryError where git cannot say.
    """
    numbered = _by_key(differences(*pair, lineage.known))
    readings = _Readings(lineage, pair)
    places = {id(difference): place for place, difference in _by_place(numbered.values()).items()}
    trails = {
        way: _Trail(way, difference, base, readings)
        for key, difference in numbered.items()
        if follow(difference)
        for way in (key, places.get(id(difference)))
        if way is not None
    }
    if trails:
        for commit in watch(lineage.folders.repository.commits_to_read(since=base, until=head)):
            for trail in trails.values():
                trail.follow(commit)

    def culprit(way: Hashable) -> Commit | None:
        return trails[way].culprit if way in trails else None

    private = said_in(numbered.values(), readings.private)
    return [
        Traced(d.without(private), culprit(key), pair, culprit(places.get(id(d))))
        for key, d in numbered.items()
    ]


def _by_place(listed: Iterable[Difference]) -> dict[Hashable, Difference]:
    """Return additions by their places, numbered in the same way."""
    numbers: Counter[Hashable] = Counter()
    numbered: dict[Hashable, Difference] = {}
    for difference in listed:
        if difference.change.is_addition:
            numbers[difference.place] += 1
            numbered[difference.place, numbers[difference.place]] = difference
    return numbered


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


class _Reading(NamedTuple):
    """What the files of a commit differ in from the base: keys, and where records are gone."""

    keys: frozenset[Hashable]
    gone: tuple[Spot, ...]

    def has(self, key: Hashable, difference: Difference) -> bool:
        """Whether what stood at the base does not stand there: changed, or gone with its record."""
        was = difference.was
        return key in self.keys or (was is not None and any(was.is_in(spot) for spot in self.gone))


class _Readings:
    """What the files say at a commit, compared with the base. Each text is read once.

    The publication may name organisations whose plans are not read with it.
    """

    def __init__(self, lineage: Lineage, pair: Pair) -> None:
        self._lineage = lineage
        self._repository = lineage.folders.repository
        self._before = pair.before
        self._pair = pair
        plans = (*pair.before.plans.values(), *pair.after.plans.values())
        self._organisations = frozenset(plan.organisation.id for plan in plans)
        self._known: dict[tuple[str, FileIds], _Reading | None] = {}
        self._kept = KeptBack()
        self._taken_out: set[str] = set()

    @property
    def private(self) -> Collection[str]:
        """The texts that were private, marked or redacted at some commit that was looked at."""
        return self._kept.texts | self._taken_out

    def has(self, commit: Commit, key: Hashable, like: Difference) -> bool | None:
        """Whether a commit has a difference; None if its files cannot be read, and may not have it.

        They have it if the lines that stood there are not in them any more.
        """
        files = self._lineage.files(commit)
        about = {spot.file for spot in (like.was, like.now) if spot}
        about |= {self._before.recommendations_file} if self._declares else set()
        names = [name for name in files if name in about]
        reading = self._at(tuple((name, files[name]) for name in names), like) if names else None
        if reading is None or _is_other_plan(reading, like):
            every = tuple(files.items())
            whole = self._at(every, like)
            if whole is None:
                return None if self._still_stands(like, every) else True
            reading = whole
        return reading.has(key, like)

    def has_by_id(self, id_: str, key: Hashable, like: Difference) -> bool:
        """Return the same for a commit by its id; no if its files cannot be read."""
        return bool(self.has(self._repository.commit_of(id_), key, like))

    @cached_property
    def _by_parts(self) -> PlanByParts:
        """What reads plans, and knows the answers of both registers."""
        return PlanByParts(*self._pair)

    @property
    def _declares(self) -> bool:
        """Whether the publication declares addressees, without which no plan can be read."""
        publication = self._before.publication
        return bool(publication and publication.addressees)

    def _at(self, ids: FileIds, like: Difference) -> _Reading | None:
        """Return what some files differ in from the base; None if one of them cannot be read."""
        known = like.organisation, ids
        if known not in self._known:
            texts = self._repository.texts(ids)
            register = build(texts, organisations=self._organisations, plan_of=self._by_parts.plan)
            listed = _by_key(differences(self._before_of(like), register, self._lineage.known))
            self._taken_out.update(text for d in listed.values() for text in d.taken_out)
            for name, plan in register.plans.items():
                self._kept.see(plan, texts[name])
            gone = tuple(spot for d in listed.values() if (spot := d.gone))
            reading = _Reading(frozenset((*listed, *_by_place(listed.values()))), gone)
            self._known[known] = None if register.unread else reading
        return self._known[known]

    def _still_stands(self, like: Difference, ids: FileIds) -> bool:
        """Whether the lines of what stood at the base are in some texts, indentation aside."""
        if like.was is None:
            return True
        places = self._before.places
        body = body_of(places.texts[like.was.file])
        first, last = lines_of_node(body, places.node(like.was.file, like.was.path))
        lines = _stripped(body.split("\n")[first - 1 : last])
        texts = self._repository.texts(ids).values()
        return any(lines in _stripped(text.split("\n")) for text in texts)

    def _before_of(self, like: Difference) -> Register:
        """Return the base with no other plan than the one that a difference is about."""
        file = like.was.file if like.was else ""
        plans = {
            name: plan
            for name, plan in self._before.plans.items()
            if name == file or plan.organisation.id == like.organisation
        }
        return replace(self._before, plans=plans)


def _is_other_plan(reading: _Reading, like: Difference) -> bool:
    """Whether the plan that a difference is in does not stand in the files that were read."""
    return like.was is not None and any(
        spot.path == () and spot.file == like.was.file for spot in reading.gone
    )


def _stripped(lines: Iterable[str]) -> str:
    return "\n".join(line.strip() for line in lines)


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
        has = self._readings.has(commit, self._key, self._difference)
        if has is None:
            state = max(parents, default=_Has.NOT)
        elif not has:
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
            has = self._readings.has_by_id(parent, self._key, self._difference)
            self._states[parent] = _Has.STALE if has else _Has.NOT
        return self._states[parent]
