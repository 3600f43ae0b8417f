"""git: the texts of a data folder at any commit, and the commits that made them.

One process gives objects by their ids. Nothing that a repository's configuration, names or messages
say is run: no hooks, no monitor, no pager, no transport, no replaced objects.
"""

import os
import re
import subprocess
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta, timezone
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

from stalkplan.errors import HistoryError
from stalkplan.record.files import RECOMMENDATIONS, RESPONSES, RESPONSES_FOLDER

_QUIET = (
    "--no-pager", "--literal-pathspecs", "--no-replace-objects", "--no-optional-locks",
    "-c", "core.fsmonitor=false", "-c", f"core.hooksPath={os.devnull}",
    "-c", "protocol.allow=never", "-c", "core.commitGraph=false",
)  # fmt: skip

_LEFT_OUT = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_NAMESPACE")
"""Variables that git must not see: inside a hook they name another repository than the folder's."""


_PLAIN_NAME = re.compile(r"[A-Za-z0-9][\w./-]*", re.ASCII)
"""A name that needs no quotes in a shell, and is no option."""


class Commit(NamedTuple):
    """A commit: its id, the ids of its parents, its tree, and the author's day in his own zone."""

    id: str
    parents: tuple[str, ...]
    tree: str
    authored: date

    @property
    def short(self) -> str:
        """Its id as people write it."""
        return self.id[:10]


Watch = Callable[[Sequence[Commit]], Iterable[Commit]]
"""Yields the commits that it is given; on a terminal it shows how many are done."""

FileIds = tuple[tuple[str, str], ...]
"""Names of files, each with the id of its text at some commit."""


class History:
    """The repository that a data folder is in. Use it as a context: it keeps a process."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder.resolve()
        self._label = self._folder.name
        self._process: subprocess.Popen[bytes] | None = None
        self._meant: dict[str, str] = {}
        self._commits: dict[str, Commit] = {}
        self._trees: dict[str, Mapping[str, str]] = {}
        self._files: dict[str, Mapping[str, str]] = {}
        self._texts: dict[str, str | None] = {}

    def __enter__(self) -> Self:
        if self._git("rev-parse", "--is-shallow-repository") == "true":
            raise HistoryError("this clone is shallow; first type: git fetch --unshallow")
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if self._process:
            self._process.kill()
            self._process.communicate()

    def commit(self, revision: str) -> Commit:
        """Return the commit that a revision names. Raises HistoryError if it names none."""
        if revision not in self._meant:
            named = self._id_of(revision)  # first alone: `:/text` would take `^{commit}` for text
            id_ = named and self._id_of(f"{named}^{{commit}}")
            if not id_:
                raise HistoryError(f"git knows no commit '{revision}'")
            self._meant[revision] = id_
        return self._commit(self._meant[revision])

    def _id_of(self, revision: str) -> str:
        """Return the id of what a revision names; nothing if it names nothing."""
        return self._git("rev-parse", "--verify", "--quiet", "--end-of-options", revision)

    def merge_base(self, revision: str) -> Commit:
        """Return the newest commit that a revision and HEAD share. Raises HistoryError for none."""
        ends = [self.commit(revision).id, self.commit("HEAD").id]
        bases = self._git("merge-base", *ends).split()
        if not bases:
            raise HistoryError(f"'{revision}' and HEAD have no commit in common")
        return self._commit(bases[0])

    def commits(self, *, since: Commit | None, until: Commit) -> list[Commit]:
        """Return the commits that `until` has and `since` has not, parents before children.

        With None, all that `until` has; `until` itself comes last.
        """
        limits = [until.id, *([f"^{since.id}"] if since else [])]
        ids = self._git("rev-list", "--topo-order", "--reverse", *limits).split()
        return [self._commit(id_) for id_ in ids]

    def known_on(self, day: date) -> str:
        """Return what to type for the data folder's text as it was committed at the end of a day.

        That is a tag that has this text and is safe to type, else the short id of its commit; for a
        folder younger than the day, of its first commit. Nothing if no commit has the folder.
        """
        listed = self._git("rev-list", "--timestamp", "HEAD", "--", ".").splitlines()
        commits = [(id_, int(at)) for at, id_ in map(str.split, listed)]
        if not commits:
            return ""
        end = datetime.combine(day, datetime.max.time(), UTC).timestamp()
        place = next((n for n, (_, at) in enumerate(commits) if at <= end), len(commits) - 1)
        later = [f"--no-contains={commits[place - 1][0]}"] if place else []
        tags = self._git(
            "for-each-ref", "--count=1", "--sort=creatordate", "--format=%(refname:short)",
            "--merged=HEAD", f"--contains={commits[place][0]}", *later, "refs/tags",
        )  # fmt: skip
        return tags if _PLAIN_NAME.fullmatch(tags) else self._commit(commits[place][0]).short

    def files(self, commit: Commit) -> Mapping[str, str]:
        """Return the ids of the texts of the data folder at a commit, by file name.

        Names are as the register has them, in the same order: `data/responses.yaml`.
        """
        if commit.tree not in self._files:
            self._files[commit.tree] = self._files_of(commit)
        return self._files[commit.tree]

    def _files_of(self, commit: Commit) -> Mapping[str, str]:
        top = self._tree(self._below(commit.tree, self._way(self._top)))
        if RECOMMENDATIONS not in top and (moved := self._moved_from(commit)):
            top = self._tree(moved)
        ids = {f"{self._label}/{n}": top[n] for n in (RECOMMENDATIONS, RESPONSES) if n in top}
        plans = self._tree(top.get(RESPONSES_FOLDER, ""))
        for name in sorted(plans):
            if name.endswith(".yaml") and not name.startswith("."):
                ids[f"{self._label}/{RESPONSES_FOLDER}/{name}"] = plans[name]
        return ids

    def _below(self, tree: str, way: Sequence[str]) -> str:
        """Return the tree at the end of a way of folders; nothing if one of them is not there."""
        for step in way:
            tree = self._tree(tree).get(step, "")
        return tree

    def _moved_from(self, commit: Commit) -> str:
        """Return the tree of the data folder at a commit, if it stood elsewhere then.

        That is the one folder with recommendations that HEAD no longer has; nothing if there are
        several, or none.
        """
        there = {*self._folders(commit.tree, ())} - {*self._folders(self.commit("HEAD").tree, ())}
        gone = [way for way in there if not (self._top / Path(*way) / RECOMMENDATIONS).exists()]
        return self._below(commit.tree, gone[0]) if len(gone) == 1 else ""

    def _folders(self, tree: str, way: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
        """Yield the way to each folder that has recommendations."""
        entries = self._tree(tree)
        if RECOMMENDATIONS in entries:
            yield way
        for name, id_ in entries.items():
            if "." not in name:  # no file of ours is without a suffix, and a tree is asked for
                yield from self._folders(id_, (*way, name))

    def texts(self, files: FileIds) -> dict[str, str]:
        """Return the texts of files by name; one that is no UTF-8 is empty."""
        return {name: self.text(blob) or "" for name, blob in files}

    def text(self, blob: str) -> str | None:
        """Return a text by its id; None if it is no UTF-8. Each is read once."""
        if blob not in self._texts:
            try:
                self._texts[blob] = self._object(blob, b"blob").decode()
            except UnicodeDecodeError:
                self._texts[blob] = None
        return self._texts[blob]

    @cached_property
    def _top(self) -> Path:
        """The top of the repository: the folder from which HEAD has our files where they are.

        That need not be the folder of `.git`: a configuration may name another one, truly or not.
        """
        above = (self._folder, *self._folder.parents)
        named = Path(self._git("rev-parse", "--show-toplevel"))
        tops = [folder for folder in above if folder == named or (folder / ".git").exists()]
        head = self.commit("HEAD").tree
        ours = (
            top for top in tops if RECOMMENDATIONS in self._tree(self._below(head, self._way(top)))
        )
        return next(ours, tops[0] if tops else self._folder)

    def _way(self, top: Path) -> Sequence[str]:
        """The way from a top of the repository to the data folder."""
        return self._folder.relative_to(top).parts

    def _commit(self, id_: str) -> Commit:
        if id_ not in self._commits:
            head, _, _ = self._object(id_, b"commit").partition(b"\n\n")
            fields = [line.partition(b" ")[::2] for line in head.split(b"\n")]
            parents = tuple(value.decode() for key, value in fields if key == b"parent")
            values = dict(reversed(fields))
            try:
                tree, authored = values[b"tree"].decode(), _day(values[b"author"])
            except (KeyError, ValueError, OverflowError):
                raise HistoryError(f"the commit {id_} has no date that can be read") from None
            self._commits[id_] = Commit(id_, parents, tree, authored)
        return self._commits[id_]

    def _tree(self, id_: str) -> Mapping[str, str]:
        """Return the names in a tree with the ids of what they name."""
        if not id_:
            return {}
        if id_ not in self._trees:
            entries: dict[str, str] = {}
            data, at, width = self._object(id_, b"tree"), 0, len(id_) // 2
            while at < len(data):
                end = data.index(b"\0", at)
                mode, _, name = data[at:end].partition(b" ")
                at = end + 1 + width
                if mode != b"160000":  # of another repository
                    entries[os.fsdecode(name)] = data[end + 1 : at].hex()
            self._trees[id_] = entries
        return self._trees[id_]

    def _object(self, id_: str, kind: bytes) -> bytes:
        """Return an object; nothing if it is of another kind, as where a folder became a file."""
        process = self._batch()
        assert process.stdin  # noqa: S101  pipes were asked for
        assert process.stdout  # noqa: S101
        process.stdin.write(f"{id_}\n".encode())
        process.stdin.flush()
        head = process.stdout.readline().split()
        if len(head) != 3:
            raise HistoryError(f"git cannot read the object {id_}: the repository is incomplete")
        data = process.stdout.read(int(head[2]))
        process.stdout.read(1)
        return data if head[1] == kind else b""

    def _batch(self) -> subprocess.Popen[bytes]:
        if self._process is None:
            self._process = subprocess.Popen(  # noqa: S603  a list, and ids only on its input
                self._command("cat-file", "--batch"),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=_environment(),
            )
        return self._process

    def _git(self, *arguments: str) -> str:
        """Return what git says, without the last line feed; nothing if git finds nothing."""
        try:
            result = subprocess.run(  # noqa: S603  a list
                self._command(*arguments), capture_output=True, env=_environment(), check=False
            )
        except FileNotFoundError:
            raise HistoryError("git is not installed") from None
        except ValueError:  # a NUL in a revision
            return ""
        if result.returncode > 1:
            first, _, _ = os.fsdecode(result.stderr).strip().partition("\n")
            raise HistoryError(f"git: {first.removeprefix('fatal: ')}")
        return os.fsdecode(result.stdout).removesuffix("\n")

    def _command(self, *arguments: str) -> list[str]:
        return ["git", *_QUIET, "-C", os.fspath(self._folder), *arguments]


def _environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in _LEFT_OUT}
    return kept | {
        "LC_ALL": "C",
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_NO_LAZY_FETCH": "1",
        "GIT_GRAFT_FILE": os.devnull,
    }


def _day(author: bytes) -> date:
    """Return the author's day from a commit's line: name, address, seconds, zone."""
    *_, seconds, zone = author.split()
    minutes = int(zone[1:3]) * 60 + int(zone[3:5])
    offset = timedelta(minutes=-minutes if zone[:1] == b"-" else minutes)
    return datetime.fromtimestamp(int(seconds), timezone(offset)).date()
