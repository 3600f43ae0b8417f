"""The life of one record as git knows it: every commit that wrote it, and what it wrote."""

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from stalkplan.history.differences import Difference, differences
from stalkplan.history.git import Commit, History, Watch
from stalkplan.record.files import RECOMMENDATIONS
from stalkplan.record.register import Register, build
from stalkplan.verdict.items import Item

_Files = tuple[tuple[str, str], ...]
"""Names of files and the ids of their texts."""

_HEAD = 4096
"""Characters in which a plan says whose it is; comments may stand above."""


class LifeEvent(NamedTuple):
    """What one commit did to a record; no difference where its file could not be read there.

    `commit` is None for what is not committed yet.
    """

    commit: Commit | None
    file: str
    difference: Difference | None


def life_of(history: History, present: Register, item: Item, watch: Watch) -> Iterator[LifeEvent]:
    """Yield what was done to an item's record and to what is asked, the oldest first.

    Of a merge only what differs from all that it merges. `watch` watches the commits go by.
    """
    walk = _Walk(history, present, item)
    commits = history.commits(since=None, until=history.commit("HEAD"))
    for number in watch(range(len(commits))):
        yield from walk.events(commits[number])
    yield from walk.not_committed()


class _Walk:
    """Goes from commit to commit, reading each text of the two files that matter once."""

    def __init__(self, history: History, present: Register, item: Item) -> None:
        self._history = history
        self._present = present
        self._organisation = item.organisation.id
        self._file = next(
            file
            for file, plan in present.plans.items()
            if plan.organisation.id == self._organisation
        )
        self._item = item
        self._registers: dict[_Files, Register] = {}
        self._holds: dict[str, bool] = {}
        self._states: dict[str, _Files] = {}
        self._head: _Files = ()

    def events(self, commit: Commit) -> Iterator[LifeEvent]:
        """Yield what a commit did; it comes after those before it."""
        parents = [self._states[parent] for parent in commit.parents]
        files = self._relevant(commit)
        after = self._register(files)
        if after.unread and files not in parents:
            yield from (LifeEvent(commit, file, None) for file in after.unread)
        if after.unread and parents:
            files = parents[0]  # the last state that could be read
        self._states[commit.id] = self._head = files
        if files in parents:
            return
        first, *others = [self._differing(parent, after) for parent in parents or [()]]
        for difference in first:
            if all(difference.key in {d.key for d in other} for other in others):
                yield LifeEvent(commit, _file_of(difference), difference)

    def not_committed(self) -> Iterator[LifeEvent]:
        """Yield what the files say now and no commit does."""
        for difference in self._differing(self._head, self._present):
            yield LifeEvent(None, _file_of(difference), difference)

    def _differing(self, files: _Files, after: Register) -> list[Difference]:
        """Return what differs of this record; a plan that joins is taken for one that was empty."""
        before = self._register(files)
        own = {f: p for f, p in after.plans.items() if p.organisation.id == self._organisation}
        if not any(p.organisation.id == self._organisation for p in before.plans.values()):
            empty = {f: plan.model_copy(update={"responses": ()}) for f, plan in own.items()}
            before = replace(before, plans={**before.plans, **empty})
        found = differences(before, replace(after, plans=own))
        return [d for d in found if is_about(d, self._item)]

    def _relevant(self, commit: Commit) -> _Files:
        """Return the publication's file and the plan's, as they are at a commit.

        Where the plan had another name, every plan that may be its own.
        """
        files = self._history.files(commit)
        main = [name for name in files if name.endswith(RECOMMENDATIONS)]
        plans = [self._file] if self._file in files else [n for n in files if n not in main]
        return tuple(
            (name, files[name])
            for name in (*main, *plans)
            if name in (*main, self._file) or self._is_own(files[name])
        )

    def _is_own(self, blob: str) -> bool:
        """Whether a text is, or may be, the plan of the organisation: its id is looked for."""
        if blob not in self._holds:
            text = self._history.text(blob) or ""
            self._holds[blob] = self._organisation in text[:_HEAD]
        return self._holds[blob]

    def _register(self, files: _Files) -> Register:
        if files not in self._registers:
            texts = {name: self._history.text(blob) or "" for name, blob in files}
            self._registers[files] = self._renamed(build(texts))
        return self._registers[files]

    def _renamed(self, register: Register) -> Register:
        """Return a register in which the plan of the file of today has the id of today."""
        plan = register.plans.get(self._file)
        ids = {plan.organisation.id for plan in register.plans.values()}
        if plan is None or self._organisation in ids:
            return register
        organisation = plan.organisation.model_copy(update={"id": self._organisation})
        renamed = plan.model_copy(update={"organisation": organisation})
        return replace(register, plans={**register.plans, self._file: renamed})


def is_about(difference: Difference, item: Item) -> bool:
    """Whether a difference is of an item's record, of its answer, or of what is asked."""
    name = difference.name.split("/")[0].split(" ")[0]
    is_own = difference.organisation in ("", item.organisation.id)
    return is_own and name in (item.id, item.ref, str(item.recommendation.number))


def _file_of(difference: Difference) -> str:
    spot = difference.now or difference.was
    return spot.file if spot else ""
