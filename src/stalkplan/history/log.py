"""The life of one record as git knows it: every commit that wrote it, and what it wrote."""

from collections.abc import Collection, Iterator
from dataclasses import replace
from typing import NamedTuple

from stalkplan.history.data_folders import DataFolders
from stalkplan.history.differences import Difference, differences
from stalkplan.history.differences.publication import joined_with
from stalkplan.history.effects import is_about
from stalkplan.history.git import Commit, FileIds, Watch
from stalkplan.history.kept_back import KeptBack, texts_in
from stalkplan.history.merges import made_by
from stalkplan.record.files import RECOMMENDATIONS
from stalkplan.record.model import Plan
from stalkplan.record.plan_by_parts import PlanByParts
from stalkplan.record.register import Register, build, why_unread
from stalkplan.verdict.items import Item

_HEAD = 4096
"""Characters in which a plan says whose it is; comments may stand above."""


class LifeEvent(NamedTuple):
    """One thing that a commit did to a record; `commit` is None for what is not committed yet.

    `difference` is None if the file could not be read at that commit; `unread` then says why.
    """

    commit: Commit | None
    file: str
    difference: Difference | None
    unread: str = ""


def life_of(
    folders: DataFolders, present: Register, item: Item, watch: Watch
) -> Iterator[LifeEvent]:
    """Yield what was done to an item's record and to what the publication asks, the oldest first.

    What a merge changed is what differs from every parent, and what one parent brought and the
    merge dropped. No event repeats a text that was redacted, marked or private in any of them.
    `watch` watches the commits go by.
    """
    repository = folders.repository
    walk = _Walk(folders, present, item)
    events: list[LifeEvent] = []
    for commit in watch(repository.commits_to_read(since=None, until=repository.commit("HEAD"))):
        events += walk.events(commit)
    events += walk.not_committed()
    texts = {*_private_texts(item), *walk.private}
    texts |= {text for event in events if event.difference for text in event.difference.taken_out}
    for event in events:
        shown = event.difference and event.difference.without(texts)
        yield event._replace(difference=shown)


def _private_texts(item: Item) -> Iterator[str]:
    """Yield the texts of an item's records that are marked or private by now."""
    is_marked = False
    for record in (item.response, item.holder, item.action):
        if record is None:
            continue
        is_marked = is_marked or record.marking is not None
        yield from texts_in(record, is_marked=is_marked)
        for update in record.updates:
            yield from texts_in(update, is_marked=is_marked or update.marking is not None)


class _Files:
    """Reads the publication and one organisation's plan at any commit, each state of them once.

    `file` is the plan's name today. A plan that has this name is the organisation's, whatever id it
    had then. What it says of today is in `present`, with the addressees and organisations that the
    publication names: it may name some whose plans are not read.
    """

    def __init__(
        self,
        folders: DataFolders,
        file: str,
        organisation: str,
        publication: str,
        present: Register,
    ) -> None:
        self._names = frozenset(name for each in present.recommendations for name in each.names)
        self._by_parts = PlanByParts(present)
        self._folders = folders
        self._publication = publication
        self._file = file
        self._organisation = organisation
        self._registers: dict[FileIds, Register] = {}
        self.kept = KeptBack()

    def at(self, commit: Commit) -> FileIds:
        """Return the publication's file and the plan's, as they are at a commit.

        Where no file has the plan's name of today, every plan that may be the organisation's.
        """
        files = self._folders.files(commit, {self._publication})
        main = [name for name in files if name.endswith(RECOMMENDATIONS)]
        if self._file in files:
            plans = [self._file]
        else:
            plans = [name for name in files if name not in main and self._may_be_own(files[name])]
        return tuple((name, files[name]) for name in (*main, *plans))

    def register(self, files: FileIds) -> Register:
        """Return what the files say; the plan with the name of today has the id of today."""
        if files not in self._registers:
            texts = self._folders.repository.texts(files)
            register = build(texts, organisations=self._names, plan_of=self._by_parts.plan)
            for name, plan in register.plans.items():
                self.kept.see(plan, texts[name])
            self._registers[files] = self._with_id_of_today(register)
        return self._registers[files]

    def own_plans(self, register: Register) -> dict[str, Plan]:
        """Return the organisation's plan by its file; nothing if it has none."""
        plans = register.plans.items()
        return {file: plan for file, plan in plans if plan.organisation.id == self._organisation}

    def _may_be_own(self, text_id: str) -> bool:
        return self._organisation in (self._folders.repository.text(text_id) or "")[:_HEAD]

    def _with_id_of_today(self, register: Register) -> Register:
        plan = register.plans.get(self._file)
        if plan is None or self.own_plans(register):
            return register
        organisation = plan.organisation.model_copy(update={"id": self._organisation})
        renamed = plan.model_copy(update={"organisation": organisation})
        return replace(register, plans={**register.plans, self._file: renamed})


class _Walk:
    """Goes from commit to commit, each after its parents, and says what became of a record."""

    def __init__(self, folders: DataFolders, present: Register, item: Item) -> None:
        organisation = item.organisation.id
        file = next(f for f, p in present.plans.items() if p.organisation.id == organisation)
        self._folders = folders
        self._files = _Files(folders, file, organisation, item.publication, present)
        self._present = present
        self._item = item
        self._states: dict[str, FileIds] = {}  # by the id of the commit
        self._newest: FileIds = ()

    @property
    def private(self) -> Collection[str]:
        """The texts that were marked or private at some commit."""
        return self._files.kept.texts

    def events(self, commit: Commit) -> Iterator[LifeEvent]:
        """Yield what a commit did: what differs from every parent."""
        parents = [self._states[parent] for parent in commit.parents]
        files = self._files.at(commit)
        after = self._files.register(files)
        if after.unread and files not in parents:
            for file, why in why_unread(after).items():
                yield LifeEvent(commit, file, None, why)
        if after.unread and parents:
            files = parents[0]  # the last state that could be read
        self._states[commit.id] = self._newest = files
        if len(parents) == 1 and files in parents:
            return
        ends = zip(commit.parents or ("",), parents or [()], strict=True)
        sides = {id_: self._differing(parent, after) for id_, parent in ends}

        def before(parent: str, other: str) -> Iterator[Difference]:
            for base in self._folders.repository.bases_of([parent, other]):
                yield from self._differing(self._states[base.id], after)

        for difference in made_by(sides, before):
            yield LifeEvent(commit, _file_of(difference), difference)

    def not_committed(self) -> Iterator[LifeEvent]:
        """Yield what the files say now and no commit does."""
        for difference in self._differing(self._newest, self._present):
            yield LifeEvent(None, _file_of(difference), difference)

    def _differing(self, files: FileIds, after: Register) -> list[Difference]:
        """Return what differs of the record; a plan that joins is compared with an empty one."""
        before = self._files.register(files)
        own = self._files.own_plans(after)
        if not self._files.own_plans(before):
            empty = {file: plan.model_copy(update={"responses": ()}) for file, plan in own.items()}
            before = replace(before, plans={**before.plans, **empty})
        every = differences(before, replace(after, plans=own))
        every = [one for each in every for one in (each, *joined_with(after, each))]
        return [difference for difference in every if is_about(difference, self._item)]


def _file_of(difference: Difference) -> str:
    spot = difference.now or difference.was
    return spot.file if spot else ""
