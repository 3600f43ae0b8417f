"""The record against a trusted revision: what joined it, what was rewritten, by which commit."""

import os
from collections import Counter
from collections.abc import Hashable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import NamedTuple

from stalkplan.errors import HistoryError
from stalkplan.history.data_folders import (
    DataFolder,
    DataFolders,
    Way,
    folder_label,
    opened,
    texts_of,
)
from stalkplan.history.differences import Change, Difference
from stalkplan.history.differences.difference import said_in
from stalkplan.history.git import Commit, Watch
from stalkplan.history.kept_back import KeptBack
from stalkplan.history.named_folders import is_named
from stalkplan.history.trail import Follow, Lineage, Pair, Traced, is_rewriting, traced
from stalkplan.record.dates import start_of
from stalkplan.record.files import RECOMMENDATIONS, file_in, name_within, read_folder
from stalkplan.record.plan_by_parts import PlanByParts
from stalkplan.record.publications import publication_in
from stalkplan.record.register import Register, build, why_unread
from stalkplan.record.repository_file import REPOSITORY_FILE


@dataclass(frozen=True)
class Against:
    """What differs between what is trusted and the files as they are now.

    `trusted` is the commit that the revision names; of a date, the last before it. `base` is the
    newest commit that it and HEAD have in common: so what others added to the revision since is not
    missing here. What is dated before `late` was recorded late. `compared` are the folders of the
    revision that were looked for; without any its tree has no plan. `unread` are files of the
    revision that do not fit today's model, each with the reason.
    """

    revision: str
    trusted: Commit
    base: Commit
    late: date
    differences: Sequence[Traced]
    compared: Sequence[str]
    unread: Mapping[str, str] = field(default_factory=dict)


class _Judged(NamedTuple):
    """The folder that is judged now, what it says, and the publication's id."""

    path: Path
    register: Register

    @property
    def publication(self) -> str:
        return self.register.publication.id if self.register.publication else ""


class _Part(NamedTuple):
    """One data folder as it was trusted at a commit, and the register that it became.

    Without a folder, all that the register says is new. `known` are the organisations of the
    register that stood in its own folder then.
    """

    was: DataFolder | None
    after: Register
    way: Way
    known: frozenset[str] = frozenset()


class _Compared(NamedTuple):
    """What differs between a register now and what it was."""

    after: Register
    differences: Sequence[Traced]


def compared(folder: Path, revision: str, after: Register, watch: Watch) -> Against:
    """Compare the files of a folder as they are now with a revision, wherever its plans stood.

    Every plan that stood at a merge base of the revision and HEAD is looked for; where one of these
    had no plan yet, at the revision itself. `watch` watches the search for the culprits. Raises
    HistoryError where git cannot say.
    """
    judged = _Judged(folder, after)
    label = folder_label(after)
    with ExitStack() as stack:
        every = opened(stack, folder, label, "HEAD" if start_of(revision) else revision)
        each = [_Comparison(folders, judged, revision, watch) for folders in every]
        trusted = [folders.repository.meant_by(revision) for folders in every]
        bases = [_bases(*found, revision) for found in zip(every, trusted, strict=True)]
        named = [commit for commits in trusted for commit in commits]
        if not named:
            raise HistoryError(f"there is no commit before {revision}; name a later day")
        found = [part for one, own in zip(each, bases, strict=True) for part in one.parts(own)]
        return Against(
            revision,
            named[0],
            next(own[0] for own in bases if own),
            max(_newest_day(*found) for found in zip(every, trusted, strict=True) if found[1]),
            _together(found),
            [*dict.fromkeys(way for one in each for way in one.ways)],
            dict(sorted((name, why) for one in each for name, why in one.unread.items())),
        )


def _bases(folders: DataFolders, trusted: Sequence[Commit], revision: str) -> list[Commit]:
    """Return the merge bases; for one without a plan what is trusted itself, if it has some.

    Of a date they are the last commits before it, for HEAD has them all.
    """
    with_plans = [commit for commit in trusted if folders.all_at(commit)]
    bases = trusted if start_of(revision) else folders.repository.merge_bases(revision)
    return [*dict.fromkeys(b if folders.all_at(b) else next(iter(with_plans), b) for b in bases)]


def _newest_day(folders: DataFolders, trusted: Sequence[Commit]) -> date:
    """Return the committer's day of what is trusted, or of a parent of it if that is later."""
    ids = [id_ for commit in trusted for id_ in (commit.id, *commit.parents)]
    return max(folders.repository.commit_of(id_).committed for id_ in ids)


class SinceDay(NamedTuple):
    """What differs between the last commits before a day, `bases`, and the files as they are now.

    `days` are the committer's days of commits, by id. Without a base no commit before that day
    knows the plan. `unread` are files of a base that do not fit today's model, with the reasons.
    """

    bases: Sequence[Commit]
    days: Mapping[str, date]
    differences: Sequence[Traced]
    unread: Mapping[str, str]


def compared_since(
    folder: Path, day: date, after: Register, watch: Watch, *, until: str, follow: Follow
) -> SinceDay:
    """Compare files with the last commits before a day that the revision `until` has.

    They are the files of a folder as they are now or, for an older revision, what it says. `watch`
    watches the search for the commits of the differences that it is to `follow`. Raises
    HistoryError where git cannot say.
    """
    judged, named = _Judged(folder, after), f"the last commit before {day}"
    bases: list[Commit] = []
    days: dict[str, date] = {}
    found: list[_Compared] = []
    unread: dict[str, str] = {}
    with ExitStack() as stack:
        for folders in opened(stack, folder, folder_label(after), until):
            repository = folders.repository
            end = repository.commit(until)
            one = _Comparison(folders, judged, named, watch, until, follow)
            own = [base for base in repository.before(day, end) if one.has_judged(base)]
            bases += own
            days |= repository.days_up_to(end)
            found += one.parts(own)
            unread |= one.unread
    return SinceDay(bases, days, _together(found), dict(sorted(unread.items())))


class _Comparison:
    """The comparison of what is judged with commits of one repository.

    `named` is what people call those in a message. `until` is the newest commit that may have done
    what differs; it is looked for where it is to `follow`.
    """

    def __init__(
        self,
        folders: DataFolders,
        judged: _Judged,
        named: str,
        watch: Watch,
        until: str = "HEAD",
        follow: Follow = is_rewriting,
    ) -> None:
        self._folders = folders
        self._judged = judged
        self._named = named
        self._watch = watch
        self._until = until
        self._follow = follow
        self.ways: list[str] = []
        self._registers: dict[Way, Register] = {}
        self.unread: dict[str, str] = {}

    def parts(self, bases: Sequence[Commit]) -> list[_Compared]:
        """Return what differs from each base, part by part, with the commits that did it."""
        return [
            _Compared(part.after, self._traced(base, part))
            for base in bases
            for part in self._parts(base)
        ]

    def has_judged(self, base: Commit) -> bool:
        """Whether a base has what is judged, wherever it stood. HistoryError if nobody can tell."""
        return any(part.after is self._judged.register for part in self._known_parts(base))

    def _traced(self, base: Commit, part: _Part) -> list[Traced]:
        repository = self._folders.repository
        if part.was is None:
            pair = Pair(build({}), part.after)
            return traced(Lineage(self._folders, frozenset()), base, base, pair, self._watch)
        self.ways.append("/".join(part.was.way) or ".")
        texts = texts_of(repository, part.was.files, self._named)
        before = build(texts, plan_of=PlanByParts(part.after).plan)
        self.unread |= why_unread(before)
        self._stop_if_sparse(part)
        ids = {part.was.publication}
        if part.after.publication:
            ids.add(part.after.publication.id)
        lineage = Lineage(self._folders, frozenset(ids), (part.way, part.was.way), part.known)
        pair, until = Pair(before, part.after), repository.commit(self._until)
        found = traced(lineage, base, until, pair, self._watch, self._follow)
        private = said_in([e.difference for e in found], _private_texts(pair)) if found else ()
        is_other = part.after is not self._judged.register
        folders = ("/".join(part.was.way), "/".join(part.way)) if is_other else None
        return [
            e._replace(difference=e.difference.without(private), folders=folders) for e in found
        ]

    def _parts(self, base: Commit) -> Iterator[_Part]:
        """Yield every data folder of a base with what it became.

        One that stands where it stood is what its own check is about; so it counts here only where
        nothing else can be compared.
        """
        parts = self._known_parts(base)
        yield from parts
        if any(part.after is self._judged.register for part in parts):
            return
        if not parts:
            for was in self._folders.all_at(base):
                yield _Part(was, self._read(was.way), was.way)
        yield _Part(None, self._judged.register, self._folders.way)

    def _known_parts(self, base: Commit) -> list[_Part]:
        """Return the data folders of a base with what each became, as far as that counts here.

        Raises HistoryError if none is the judged one, and one may lie where nobody can look.
        """
        trusted = self._folders.all_at(base)
        parts = [part for was in trusted for part in self._became(was, trusted, base)]
        unknown = self._folders.unknown_at(base)
        if unknown and not any(part.after is self._judged.register for part in parts):
            told = f"{'/'.join(unknown[0])} is a submodule at {self._named}"
            raise HistoryError(f"{told}; first type: git submodule update --init")
        return parts

    def _became(self, was: DataFolder, trusted: Sequence[DataFolder], base: Commit) -> list[_Part]:
        """Return what a folder became; nothing if it stands where it stood, and is not judged."""
        here = self._folders.way
        is_same = was.publication == self._judged.publication
        has_own = any(each.way == here for each in trusted)
        is_below = was.way[:-1] == here != was.way
        if was.way == here or ((here == (*was.way, "data") or is_below) and not has_own):
            return [_Part(was, self._judged.register, here)]  # what stands here now hides it
        if self._stands(was) and (has_own or not is_same):
            is_dropped = self._is_dropped(was.way, was.way, base)
            return [_Part(was, build({}), was.way)] if is_dropped else []
        if is_same:
            return [*self._parted(was, base)]
        if (way := self._found(was.publication)) is not None:
            return [_Part(was, self._read(way), way)]
        is_known = has_own or any(t.publication == self._judged.publication for t in trusted)
        return [_Part(was, *((build({}), was.way) if is_known else (self._judged.register, here)))]

    def _parted(self, was: DataFolder, base: Commit) -> Iterator[_Part]:
        """Yield what a folder of the same publication became: the judged one, and others.

        A plan that stands elsewhere still became none of those here. If its folder stands where it
        stood, that one's own check is about it.
        """
        folders, here = self._folders, self._folders.way
        elsewhere = {
            organisation: way
            for organisation, way in folders.elsewhere({was.publication}).items()
            if not self._is_dropped(was.way, way, base)
        }
        own = folders.with_plans(was, lambda organisation: organisation not in elsewhere)
        beside = (each for each in folders.all_at(base) if each.way == here)
        known = {organisation for each in beside for organisation in folders.organisations_of(each)}
        yield _Part(own, self._judged.register, here, frozenset(known))
        for way in () if self._stands(was) else dict.fromkeys(elsewhere.values()):
            there = {organisation for organisation, its in elsewhere.items() if its == way}
            moved = folders.with_plans(was, there.__contains__)
            if there & folders.organisations_of(moved):
                yield _Part(moved, self._read(way), way)

    def _is_dropped(self, then: Way, now: Way, base: Commit) -> bool:
        """Whether the repository judged one folder by itself, and does not judge another one."""
        before, after = self._folders.named_at(base), _text_of(self._folders.top / REPOSITORY_FILE)
        return is_named(then, before) and not is_named(now, after)

    def _stands(self, was: DataFolder) -> bool:
        """Whether a folder stands where it stood, no link, with the same publication."""
        path = Path(self._folders.top, *was.way)
        if path.resolve() != Path(self._folders.top.resolve(), *was.way):
            return False
        return _publication_at(path) == was.publication

    def _found(self, publication: str) -> Way | None:
        """Return the way to a folder of a publication on the disk; None if there is none."""
        top = self._folders.top
        for above, names, files in os.walk(top):
            names[:] = sorted(name for name in names if name != ".git")
            if RECOMMENDATIONS in files and _publication_at(Path(above)) == publication:
                return Path(above).relative_to(top).parts
        return None

    def _read(self, way: Way) -> Register:
        if way not in self._registers:
            contents = read_folder(Path(self._folders.top, *way))
            texts = _labelled(contents.texts, self._folders.label)
            self._registers[way] = build(texts, contents.problems)
        return self._registers[way]

    def _stop_if_sparse(self, part: _Part) -> None:
        """Raise HistoryError if a file is missing only because it is not checked out."""
        here = part.after.places.texts
        if part.was is None or all(name in here for name in part.was.files):
            return
        left_out = self._folders.repository.not_checked_out()
        for name in part.was.files:
            path = "/".join((*part.was.way, name_within(self._folders.label, name)))
            if name not in here and path in left_out:
                told = f"{path} is not checked out here (a sparse checkout)"
                raise HistoryError(f"{told}; first type: git sparse-checkout disable")


def _private_texts(pair: Pair) -> frozenset[str]:
    """Return what the plans kept back before, and keep back now."""
    kept = KeptBack()
    for register in pair:
        for name, plan in register.plans.items():
            kept.see(plan, register.places.texts[name])
    return kept.texts


def _publication_at(folder: Path) -> str | None:
    """Return the id of the publication of a folder on the disk; None if there is none."""
    text = _text_of(folder / RECOMMENDATIONS)
    return None if text is None else publication_in(text)


def _text_of(file: Path) -> str | None:
    """Return the text of a file; None if there is none that can be read."""
    try:
        return file.read_text("utf-8")
    except (OSError, ValueError):
        return None


def _labelled(texts: Mapping[str, str], label: str) -> dict[str, str]:
    return {file_in(label, name.partition("/")[2]): text for name, text in texts.items()}


def _together(parts: Sequence[_Compared]) -> list[Traced]:
    """Return what differs in any part, once; what joined the same files only if it did in all.

    So where two lines of commits each added an update to one list, it does not matter which of them
    a merge put first.
    """
    whole: dict[Hashable, Traced] = {}
    joined: Counter[Hashable] = Counter()
    parts_of = Counter(id(part.after) for part in parts)
    for part in parts:
        numbers: Counter[Hashable] = Counter()
        for each in part.differences:
            if _stood_elsewhere(each.difference, part, parts):
                continue
            name = each.difference.identity
            numbers[name] += 1
            key = (id(part.after), name, numbers[name])
            whole.setdefault(key, each)
            joined[key] += 1
    return [
        each
        for key, each in whole.items()
        if not each.difference.change.is_addition or joined[key] == parts_of[id(each.pair.after)]
    ]


def _stood_elsewhere(difference: Difference, part: _Compared, parts: Sequence[_Compared]) -> bool:
    """Whether an update that was put in before others stood in another part of the same files."""
    if difference.change is not Change.UPDATE_INSERTED:
        return False
    others = [each for each in parts if each is not part and each.after is part.after]
    return not all(_joined(difference, other) for other in others)


def _joined(update: Difference, part: _Compared) -> bool:
    """Whether an update joined a part, alone or with its plan."""
    return any(
        (found := each.difference).organisation == update.organisation
        and (found.change is Change.PLAN_ADDED or (found.was is None and found.now == update.now))
        for each in part.differences
    )
