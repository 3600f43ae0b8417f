"""The full past of the plans in one folder: editions, rewritings, and when updates were entered.

The commits are walked once for all plans, and each text is read once.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import NamedTuple

from stalkplan.errors import HistoryError
from stalkplan.history.data_folders import DataFolders, folder_label
from stalkplan.history.differences import Change, Difference, differences
from stalkplan.history.git import Commit, NotARepositoryError, Repository, Watch
from stalkplan.history.kept_back import KeptBack
from stalkplan.history.merges import made_by
from stalkplan.history.plan_texts import PlanTexts
from stalkplan.history.since import is_told
from stalkplan.record.files import name_within
from stalkplan.record.model import Plan, Update
from stalkplan.record.register import Register

NO_REPOSITORY = "the folder is in no git repository"


class Rewritten(NamedTuple):
    """A rewriting or redaction, and the commit that did it; None while it is not committed."""

    difference: Difference
    commit: Commit | None


class UpdateKey(NamedTuple):
    """An update by its organisation's id, the name of its record, its day, and its number.

    Of several updates of a record that have one day the first has number 1.
    """

    organisation: str
    name: str
    day: date
    number: int


class Past(NamedTuple):
    """What git knows of the plans in a folder: always an answer, if only why there is none.

    `editions` are the commits that wrote each plan, by the organisation's id of today, the oldest
    first. `rewritten` are of all plans, and of the publication under no organisation. `entered` is
    the day on which each update was entered; None for those that stood in the first edition, whose
    day git does not know. `days` are the committer's days of commits, by id. `unread` says which
    files could not be read at which commit, `why_not` why nobody could look at all.
    """

    editions: Mapping[str, Sequence[Commit]] = {}
    rewritten: Sequence[Rewritten] = ()
    entered: Mapping[UpdateKey, date | None] = {}
    days: Mapping[str, date] = {}
    unread: Sequence[str] = ()
    why_not: str = ""


def past_of(folder: Path, present: Register, watch: Watch, *, on: date) -> Past:
    """Return what git knows of the plans in a folder, which now say what `present` says.

    What is not committed yet is taken for entered on the day `on`. Nothing repeats what any state
    of a plan keeps back. `watch` watches the commits go by.
    """
    try:
        with Repository(folder) as repository:
            folders = DataFolders(repository, folder, folder_label(present))
            walk = _Walk(folders, present)
            commits = repository.commits_to_read(since=None, until=repository.commit("HEAD"))
            states = map(walk.files, commits)
            repository.read_texts_ahead(id_ for files in states for id_ in files.values())
            for commit in watch(commits):
                walk.take(commit)
            return walk.past(on)
    except NotARepositoryError:
        return Past(why_not=NO_REPOSITORY)
    except HistoryError as fault:
        return Past(why_not=str(fault))


_Files = Mapping[str, str]
"""The ids of the texts of a data folder by their names, as far as they can be read."""


class _Walk:
    """Goes from commit to commit, each after its parents."""

    def __init__(self, folders: DataFolders, present: Register) -> None:
        head = folders.repository.commit("HEAD")
        self._folders = folders
        self._present = present
        self._publications = {present.publication.id} if present.publication else set()
        self._texts = PlanTexts(folders.repository, present)
        self._days = folders.repository.days_up_to(head)
        self._states: dict[str, _Files] = {}  # by the id of the commit
        self._newest: _Files = {}
        self._kept = KeptBack()
        self._seen: set[str] = set()  # texts that were searched for what they keep back
        self._ids: dict[str, str] = {}  # of an organisation, and what it became
        self._known: set[str] = set()  # organisations that have an edition
        self._editions: dict[str, list[Commit]] = {}
        self._rewritten: list[Rewritten] = []
        self._entered: dict[UpdateKey, date | None] = {}
        self._unread: dict[str, None] = {}

    def files(self, commit: Commit) -> _Files:
        """Return the files of a commit, readable or not."""
        return self._folders.files(commit, self._publications)

    def take(self, commit: Commit) -> None:
        """Take the next commit."""
        parents = {parent: self._states[parent] for parent in commit.parents}
        files = self._readable(commit, [*parents.values()])
        self._states[commit.id] = self._newest = files
        if not files or (len(parents) == 1 and files in parents.values()):
            return
        sides = {
            parent: self._differing(state, files) for parent, state in (parents or {"": {}}).items()
        }

        def before(parent: str, other: str) -> Iterator[Difference]:
            for base in self._folders.repository.bases_of([parent, other]):
                yield from self._differing(self._states[base.id], files)

        for difference in made_by(sides, before):
            self._note(difference, commit)
        old = {id_ for state in parents.values() for id_ in state.values()}
        for name, id_ in files.items():
            if id_ not in old and (plan := self._texts.plan(files, name)):
                self._note_edition(commit, plan)

    def past(self, on: date) -> Past:
        """Return what was found, with what no commit says yet."""
        for difference in self._not_committed():
            self._note(difference, None)
        for name, plan in self._present.plans.items():
            self._kept.see(plan, self._present.places.texts[name])
            for entry, _ in dated_updates(plan):
                self._entered.setdefault(entry, on if entry.organisation in self._known else None)
        ids = {old: self._today(old) for old in self._ids}
        shown = self._kept.taken_out_of((each.difference for each in self._rewritten), ids)
        editions: dict[str, list[Commit]] = {}
        for organisation, commits in self._editions.items():
            editions.setdefault(ids.get(organisation, organisation), []).extend(commits)
        entered: dict[UpdateKey, date | None] = {}
        for entry, day in self._entered.items():
            own = entry._replace(organisation=ids.get(entry.organisation, entry.organisation))
            _keep_oldest(entered, own, day)
        return Past(
            {own: list(dict.fromkeys(commits)) for own, commits in editions.items()},
            [
                Rewritten(
                    d._replace(organisation=ids.get(d.organisation, d.organisation)), each.commit
                )
                for d, each in zip(shown, self._rewritten, strict=True)
            ],
            entered,
            self._days,
            [*self._unread],
        )

    def _readable(self, commit: Commit, parents: Sequence[_Files]) -> _Files:
        """Return the files of a commit; what cannot be read there is as it was before."""
        files = dict(self.files(commit))
        for name, id_ in [*files.items()]:
            if any(parent.get(name) == id_ for parent in parents):
                continue
            if self._texts.is_readable(files, name):
                self._search(files, name)
                continue
            plain = name_within(self._folders.label, name)
            self._unread[f"{plain} as it was in {commit.short}"] = None
            del files[name]
            if last := next((parent[name] for parent in parents if name in parent), None):
                files[name] = last
        return files

    def _search(self, files: _Files, name: str) -> None:
        """Search a text that is new for what it keeps back."""
        if files[name] not in self._seen:
            self._seen.add(files[name])
            if plan := self._texts.plan(files, name):
                self._kept.see(plan, self._folders.repository.text(files[name]) or "")

    def _differing(self, before: _Files, after: _Files) -> list[Difference]:
        names = [name for name in {**before, **after} if before.get(name) != after.get(name)]
        if not names:
            return []
        return differences(self._texts.register(before, names), self._texts.register(after, names))

    def _not_committed(self) -> list[Difference]:
        """Return what differs between the newest commit and the files as they are now."""
        now, newest = self._present.places.texts, self._newest
        text = self._folders.repository.text
        names = [n for n in {**newest, **now} if n not in newest or text(newest[n]) != now.get(n)]
        if not names or not newest:
            return []
        before, after = self._texts.register(newest, names), self._present
        if after.recommendations_file not in names:
            after = replace(after, publication=None, recommendations=())
        plans = {name: plan for name, plan in after.plans.items() if name in names}
        return differences(before, replace(after, plans=plans))

    def _note(self, difference: Difference, commit: Commit | None) -> None:
        if is_told(difference.change):
            self._rewritten.append(Rewritten(difference, commit))
        if difference.change is Change.ORGANISATION_CHANGED:
            before, after = difference.values
            self._ids[before or ""] = after or ""
            self._known.add(after or "")

    def _note_edition(self, commit: Commit, plan: Plan) -> None:
        own = plan.organisation.id
        is_first = own not in self._known
        self._known.add(own)
        self._editions.setdefault(own, []).append(commit)
        self._note_updates(plan, None if is_first else self._days[commit.id])

    def _note_updates(self, plan: Plan, day: date | None) -> None:
        for entry, _ in dated_updates(plan):
            _keep_oldest(self._entered, entry, day)

    def _today(self, organisation: str) -> str:
        """Return what an organisation's id became; it may have had several."""
        seen = set()
        while organisation in self._ids and organisation not in seen:
            seen.add(organisation)
            organisation = self._ids[organisation]
        return organisation


def dated_updates(plan: Plan) -> Iterator[tuple[UpdateKey, Update]]:
    """Yield every update of a plan with what it is known by."""
    numbers: Counter[tuple[str, date]] = Counter()
    for name, updates in _updates_of(plan):
        for update in updates:
            numbers[name, update.date] += 1
            number = numbers[name, update.date]
            yield UpdateKey(plan.organisation.id, name, update.date, number), update


def _updates_of(plan: Plan) -> Iterator[tuple[str, Iterable[Update]]]:
    for response in plan.responses:
        yield response.ref, response.updates
        for action in response.actions:
            yield action.id, action.updates


def _keep_oldest(entered: dict[UpdateKey, date | None], entry: UpdateKey, day: date | None) -> None:
    """Keep the earlier of two days; None is before all of them."""
    known = entered.setdefault(entry, day)
    if known and (day is None or day < known):
        entered[entry] = day
