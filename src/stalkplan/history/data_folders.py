"""Where plans stand in the tree of a commit: every folder that has recommendations, by its id.

A publication is known by its id, wherever it stands. Links inside a tree are followed as on a disk;
a submodule is looked into where its repository is at hand.
"""

import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple

from stalkplan.errors import HistoryError
from stalkplan.history.git import (
    FOLDER,
    LINK,
    SUBMODULE,
    Commit,
    FileIds,
    NotARepositoryError,
    Repository,
    TreeEntry,
)
from stalkplan.record.files import (
    RECOMMENDATIONS,
    RESPONSES,
    RESPONSES_FOLDER,
    file_in,
    read_folder,
)
from stalkplan.record.publications import organisation_in, publication_in
from stalkplan.record.register import Register
from stalkplan.record.repository_file import REPOSITORY_FILE
from stalkplan.record.yaml import LFS_POINTER

Way = tuple[str, ...]
"""The names of folders from the top of a repository down."""

_MOST_LINKS = 20
"""As many links are followed on one way; more go in a circle."""

_UNKNOWN_PLANS = (RESPONSES_FOLDER, "*.yaml")
"""Stands for the plans of a folder that is none in the tree, such as a link to elsewhere."""

_OUTSIDE = ("/",)
"""The way to a folder that is not below the top: none that a tree has."""


class DataFolder(NamedTuple):
    """A folder with recommendations: its way, the publication's id, and the ids of its texts.

    The id is empty if the file does not say it. File names are as in a register, after a label.
    """

    way: Way
    publication: str
    files: Mapping[str, str]


class DataFolders:
    """The data folders of one repository at any commit, seen from one that is judged now.

    `folder` is that one, its `way` the one from the top of the repository. `label` stands before
    the names of files, whatever a folder was called then.
    """

    def __init__(
        self,
        repository: Repository,
        folder: Path,
        label: str,
        inner: "DataFolders | None" = None,
    ) -> None:
        self.repository = repository
        self.label = label
        self._folder = folder.resolve()
        self._inner = inner
        self._ways: dict[str, Sequence[Way]] = {}
        self._submodules: dict[str, Sequence[tuple[Way, str]]] = {}
        self._publications: dict[str, str] = {}
        self._organisations: dict[str, str] = {}
        self._elsewhere: dict[frozenset[str], Mapping[str, Way]] = {}
        self._all: dict[str, Sequence[DataFolder]] = {}
        self._entries: dict[str, TreeEntry] = {}  # of submodules, by their commits
        self.top = repository.top_for(self._is_top)
        self.way = self._way_from(self.top)

    def _is_top(self, top: Path) -> bool:
        tree = self.repository.commit("HEAD").tree
        return self._at(tree, (*self._way_from(top), RECOMMENDATIONS)) is not None

    def _way_from(self, top: Path) -> Way:
        is_below = self._folder.is_relative_to(top)
        return self._folder.relative_to(top).parts if is_below else _OUTSIDE

    def all_at(self, commit: Commit) -> Sequence[DataFolder]:
        """Return every data folder at a commit."""
        if commit.tree not in self._all:
            own = [self._data_folder(commit.tree, way) for way in self._ways_in(commit.tree)]
            self._all[commit.tree] = [*own, *self._of_submodule(commit.tree)]
        return self._all[commit.tree]

    def named_at(self, commit: Commit) -> str | None:
        """Return the text at a commit that names the data folders; None if there is none."""
        entry = self.repository.tree(commit.tree).get(REPOSITORY_FILE)
        return self.repository.text(entry.id) if entry else None

    def unknown_at(self, commit: Commit) -> Sequence[Way]:
        """Return the ways to submodules that cannot be looked into."""
        listed = self._submodules_in(commit.tree)
        return [way for way, _ in listed if self._inner is None or way != self._inner_way]

    def files(
        self, commit: Commit, publications: Iterable[str] = (), ways: Sequence[Way] = ()
    ) -> Mapping[str, str]:
        """Return the texts of the folder that is meant at a commit, by file name; perhaps none.

        It is the one of a publication, on one of some ways if it can be; else what stands there.
        Without ways, the one of the folder that is judged now, or what this one was then: a plan
        that stands elsewhere still did not become one of its plans.
        """
        ids, wanted = {*publications}, [*(ways or [self.way])]
        found = {folder.way: folder for folder in self.all_at(commit)}
        there = [found[way] for way in wanted if way in found]
        same = [f for f in (*there, *found.values()) if f.publication in ids]
        chosen = next(iter(same or there), None)
        if chosen and not ways and chosen.way != self.way:
            elsewhere = self.elsewhere(ids)
            chosen = self.with_plans(chosen, lambda organisation: organisation not in elsewhere)
        return chosen.files if chosen else {}

    def elsewhere(self, publications: Iterable[str]) -> Mapping[str, Way]:
        """Return the organisations that have a plan elsewhere and none here, with its folder's way.

        It stands in another folder of one of some publications, both at HEAD and on the disk.
        """
        key = frozenset(publications)
        if key not in self._elsewhere:
            others = [
                folder.way
                for folder in self.all_at(self.repository.commit("HEAD"))
                if folder.way != self.way and folder.publication in key
            ]
            here = organisations_at(self._folder, key) if others else set()
            self._elsewhere[key] = {
                organisation: way
                for way in others
                for organisation in organisations_at(Path(self.top, *way), key) - here
            }
        return self._elsewhere[key]

    def with_plans(self, folder: DataFolder, are_kept: Callable[[str], bool]) -> DataFolder:
        """Return a folder with the plans of some organisations only, by their ids."""
        kept = {
            name: id_
            for name, id_ in folder.files.items()
            if not (own := self._organisation_of(id_)) or are_kept(own)
        }
        return folder._replace(files=kept)

    def organisations_of(self, folder: DataFolder) -> set[str]:
        """Return the ids of the organisations whose plans are in a folder."""
        return {self._organisation_of(id_) for id_ in folder.files.values()} - {""}

    def _organisation_of(self, blob: str) -> str:
        """Return the id of the organisation in a text; nothing if it does not say it."""
        if blob not in self._organisations:
            self._organisations[blob] = organisation_in(self.repository.text(blob) or "")
        return self._organisations[blob]

    @property
    def _inner_way(self) -> Way:
        return self._inner.top.relative_to(self.top).parts if self._inner else ()

    def _of_submodule(self, tree: str) -> Iterator[DataFolder]:
        for way, id_ in self._submodules_in(tree):
            if self._inner and way == self._inner_way:
                inner = self._inner.repository
                for folder in self._inner.all_at(inner.commit_of(id_)):
                    self.repository.keep({blob: inner.text(blob) for blob in folder.files.values()})
                    yield folder._replace(way=(*way, *folder.way))

    def _ways_in(self, tree: str) -> Sequence[Way]:
        """Return the ways from a tree down to the folders that have recommendations."""
        if tree not in self._ways:
            entries = self.repository.tree(tree)
            here: list[Way] = [()] if RECOMMENDATIONS in entries else []
            below = (
                (name, *way)
                for name, entry in entries.items()
                if entry.mode == FOLDER
                for way in self._ways_in(entry.id)
            )
            self._ways[tree] = [*here, *below]
        return self._ways[tree]

    def _submodules_in(self, tree: str) -> Sequence[tuple[Way, str]]:
        """Return the ways from a tree down to submodules, with the ids of their commits."""
        if tree not in self._submodules:
            found: list[tuple[Way, str]] = []
            for name, entry in self.repository.tree(tree).items():
                if entry.mode == SUBMODULE:
                    found.append(((name,), entry.id))
                elif entry.mode == FOLDER:
                    found += (((name, *way), id_) for way, id_ in self._submodules_in(entry.id))
            self._submodules[tree] = found
        return self._submodules[tree]

    def _data_folder(self, tree: str, way: Way) -> DataFolder:
        names: list[Way] = [(RECOMMENDATIONS,), (RESPONSES,)]
        found = {name: self._at(tree, (*way, *name), enters=True) for name in names}
        plans = self._at(tree, (*way, RESPONSES_FOLDER), enters=True)
        if plans and plans.mode != FOLDER:
            found[_UNKNOWN_PLANS] = plans
        elif plans:
            for name, entry in sorted(self.repository.tree(plans.id).items()):
                if name.endswith(".yaml") and name[0] != ".":
                    own = (RESPONSES_FOLDER, name)
                    is_link = entry.mode == LINK
                    found[own] = self._at(tree, (*way, *own), enters=True) if is_link else entry
        files = {file_in(self.label, "/".join(name)): e.id for name, e in found.items() if e}
        asked = found[(RECOMMENDATIONS,)]
        return DataFolder(way, self._publication_of(asked.id) if asked else "", files)

    def _at(self, tree: str, way: Sequence[str], *, enters: bool = False) -> TreeEntry | None:
        """Return what stands at the end of a way, links followed; None if nothing does.

        A link that leads nowhere in the tree stands for itself: its text is no plan. If it `enters`
        submodules, it raises HistoryError for one whose repository is not at hand.
        """
        done, left = [("", TreeEntry(FOLDER, tree))], [*way]
        links: list[TreeEntry] = []
        while left:
            name = left.pop(0)
            if name == ".." and len(done) > 1:
                done.pop()
            elif name not in ("", "."):
                is_folder = done[-1][1].mode == FOLDER
                found = self.repository.tree(done[-1][1].id).get(name) if is_folder else None
                if found is None:
                    return links[-1] if links else None
                if enters and found.mode == SUBMODULE:
                    found = self._entered([*(step for step, _ in done[1:]), name], found.id)
                if found.mode != LINK:
                    done.append((name, found))
                    continue
                links.append(found)
                target = self.repository.text(found.id) or ""
                if target.startswith("/") or len(links) > _MOST_LINKS:
                    return found
                left = [*target.split("/"), *left]
        return done[-1][1]

    def _entered(self, way: Sequence[str], commit: str) -> TreeEntry:
        """Return the top folder of a submodule at one of its commits.

        Its repository stands at its way, or where the folder that is judged has it now. Raises
        HistoryError if there is none that has the commit.
        """
        for place in (Path(self.top, *way), self._folder / RESPONSES_FOLDER):
            if commit not in self._entries and place.is_dir():
                try:
                    with Repository(place) as inner:
                        self._entries[commit] = TreeEntry(FOLDER, inner.commit_of(commit).tree)
                        self.repository.borrow_from(inner)
                except HistoryError:
                    continue
        if commit not in self._entries:
            told = f"{'/'.join(way)} is a submodule, and its plans cannot be read"
            raise HistoryError(f"{told}; first type: git submodule update --init")
        return self._entries[commit]

    def _publication_of(self, blob: str) -> str:
        """Return the id of the publication in a text; nothing if it does not say it."""
        if blob not in self._publications:
            self._publications[blob] = publication_in(self.repository.text(blob) or "")
        return self._publications[blob]


def organisations_at(folder: Path, publications: Collection[str]) -> set[str]:
    """Return the organisations whose plans stand in a folder on the disk.

    None if it is the folder of another publication than some.
    """
    texts = read_folder(folder, "").texts if folder.is_dir() else {}
    asked = texts.pop(RECOMMENDATIONS, None)
    if asked is None or publication_in(asked) not in publications:
        return set()
    return {organisation_in(text) for text in texts.values()} - {""}


def folder_label(register: Register) -> str:
    """Return what stands before the names of a register's files."""
    return register.recommendations_file.rpartition("/")[0]


def texts_of(
    repository: Repository, files: Mapping[str, str] | FileIds, where: str
) -> dict[str, str]:
    """Return the texts of files by name; what is no UTF-8 is empty.

    Raises HistoryError, which says `where`, if a text is only a pointer of Git LFS.
    """
    pairs = tuple(files.items()) if isinstance(files, Mapping) else files
    texts = repository.texts(pairs)
    for name, text in texts.items():
        if text.startswith(LFS_POINTER):
            told = f"{name} at {where} is a pointer of Git LFS, and its text is not in git"
            raise HistoryError(f"{told}; first type: git lfs migrate export --include={name}")
    return texts


def opened(stack: ExitStack, folder: Path, label: str, revision: str) -> Sequence[DataFolders]:
    """Open the repositories that a folder lies in and that know a revision, the innermost first.

    One may lie in another, and a folder that is a link lies in two. Raises HistoryError if there is
    none.
    """
    real, named = folder.resolve(), folder.parent.resolve()
    inner = DataFolders(stack.enter_context(Repository(real)), real, label)
    found, ids = [inner], {inner.repository.id}
    tops = [above for above in (*real.parents, *(named, *named.parents)) if _has_git(above)]
    for top in dict.fromkeys(tops):
        outer = Repository(top)
        try:
            is_known = outer.id not in ids and outer.knows(revision)
        except NotARepositoryError:
            continue
        if is_known:
            ids.add(outer.id)
            found.append(DataFolders(stack.enter_context(outer), real, label, inner))
    return [each for each in found if each.repository.knows(revision)] or found


def _has_git(folder: Path) -> bool:
    return os.path.lexists(folder / ".git")
