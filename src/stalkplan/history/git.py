"""git: commits, trees and texts of a repository, by their ids.

One process gives objects by their ids. Nothing that a repository's configuration, names or messages
say is run: no hooks, no monitor, no pager, no transport, no replaced objects.
"""

import os
import re
import subprocess
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta, timezone
from functools import cached_property
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

from stalkplan.errors import HistoryError
from stalkplan.record.dates import start_of

_QUIET = (
    "--no-pager", "--literal-pathspecs", "--no-replace-objects", "--no-optional-locks",
    "-c", "core.fsmonitor=false", "-c", f"core.hooksPath={os.devnull}",
    "-c", "protocol.allow=never", "-c", "core.commitGraph=false",
)  # fmt: skip

_BORROWED = "GIT_ALTERNATE_OBJECT_DIRECTORIES"
"""Where git looks for objects that the repository itself does not have."""

_LEFT_OUT = (
    "GIT_DIR", "GIT_COMMON_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY",
    "GIT_NAMESPACE", "GIT_SHALLOW_FILE", _BORROWED,
)  # fmt: skip
"""Variables that git must not see: inside a hook they name another repository than the folder's."""


_PLAIN_NAME = re.compile(r"[A-Za-z0-9][\w./-]*", re.ASCII)
"""A name that needs no quotes in a shell, and is no option."""


_ENTRY = re.compile(rb"(\d+) ([^\0]+)\0(.{20})", re.DOTALL)
_ENTRY_SHA256 = re.compile(rb"(\d+) ([^\0]+)\0(.{32})", re.DOTALL)
"""An entry of a tree: its mode, its name, and the id of its object as bytes."""

_AT_ONCE = 64
"""Names of objects that are asked for before an answer is read: a pipe holds more than that."""


class Commit(NamedTuple):
    """A commit: its id, the ids of its parents, its tree, and two days in the zones of the persons.

    The author's day is what people look it up by. What is late is measured by the committer's.
    """

    id: str
    parents: tuple[str, ...]
    tree: str
    authored: date
    committed: date

    @property
    def short(self) -> str:
        """Its id as people write it."""
        return self.id[:10]


Watch = Callable[[Sequence[Commit]], Iterable[Commit]]
"""Yields the commits that it is given; on a terminal it shows how many are done."""

FileIds = tuple[tuple[str, str], ...]
"""Names of files, each with the id of its text at some commit."""


class TreeEntry(NamedTuple):
    """What a name in a tree is: its mode, such as `100644`, and the id of the object."""

    mode: bytes
    id: str


FOLDER, LINK, SUBMODULE = b"40000", b"120000", b"160000"
"""Modes of entries that are no files."""

_REFS = ("refs/{}", "refs/tags/{}", "refs/heads/{}", "refs/remotes/{}", "refs/remotes/{}/HEAD")
"""Where git looks for a name."""

_WITH_AN_ID = re.compile(r"(?:.*-g)?([0-9a-f]{7,})", re.ASCII | re.IGNORECASE)
"""A name that git would take for the start of an id, or for what `git describe` says."""


class Repository:
    """One repository, asked from a folder in it. Use it as a context: it keeps a process."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder.resolve()
        self._process: subprocess.Popen[bytes] | None = None
        self._named: dict[str, str] = {}
        self._meant: dict[str, str] = {}
        self._commits: dict[str, Commit] = {}
        self._listed: dict[tuple[str, ...], Sequence[Commit]] = {}
        self._trees: dict[str, Mapping[str, TreeEntry]] = {}
        self._ahead: dict[str, tuple[list[bytes], bytes]] = {}
        self._texts: dict[str, str | None] = {}
        self._lenders: dict[str, None] = {}  # folders of objects

    def __enter__(self) -> Self:
        if self._shallow_and_place[0] == "true":
            raise HistoryError("this clone is shallow; first type: git fetch --unshallow")
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._stop()

    def _stop(self) -> None:
        if self._process:
            self._process.kill()
            self._process.communicate()
            self._process = None

    def commit(self, revision: str) -> Commit:
        """Return the commit that a revision names. Raises HistoryError if it names none, or two."""
        if revision not in self._meant:
            named = self._id_of(revision)  # first alone: `:/text` would take `^{commit}` for text
            id_ = named and self._commit_at(named)
            if not id_ and not self.knows("HEAD"):
                told = "nothing is committed here yet, so there is nothing to look back at"
                raise HistoryError(f"{told}; commit first: git add, then git commit")
            if not id_:
                raise HistoryError(f"git has no commit '{revision}'")
            self._stop_if_ambiguous(revision)
            self._meant[revision] = id_
        return self.commit_of(self._meant[revision])

    def meant_by(self, named: str) -> list[Commit]:
        """Return the commit of a revision; of a date, the last before it, as `before` gives them.

        Raises HistoryError for a date that is also a name in git: that name would answer for it.
        """
        start = start_of(named)
        if start is None:
            return [self.commit(named)]
        if self.knows(named):
            told = f"'{named}' is a date, and also a name in git"
            raise HistoryError(f"{told}; for a tag write refs/tags/{named}")
        return self.before(start.first, self.commit("HEAD"))

    def knows(self, revision: str) -> bool:
        """Whether a revision names anything here."""
        return bool(self._id_of(revision))

    def names(self) -> list[str]:
        """Return the tags and branches that are safe to type, tags first."""
        listed = [
            name
            for places in (("refs/tags",), ("refs/heads", "refs/remotes"))
            for name in self._git("for-each-ref", "--format=%(refname:short)", *places).splitlines()
        ]
        return [name for name in dict.fromkeys(listed) if _PLAIN_NAME.fullmatch(name)]

    def _id_of(self, revision: str) -> str:
        """Return the id of what a revision names; nothing if it names nothing. It is asked once."""
        if revision not in self._named:
            told = self._git("rev-parse", "--verify", "--quiet", "--end-of-options", revision)
            self._named[revision] = "" if "\n" in told else told  # of a range it says two
        return self._named[revision]

    def _commit_at(self, id_: str) -> str:
        """Return the id of the commit that a tag is of, or a commit's own; nothing for others."""
        head, _ = self._asked(f"{id_}^{{commit}}")
        return head[0].decode() if len(head) == 3 else ""

    def _stop_if_ambiguous(self, revision: str) -> None:
        """Raise HistoryError for a name of several commits, or of a remote's branch that is none.

        A tag or branch of that name would answer for what is trusted.
        """
        name, *_ = re.split(r"[~^:]|@\{", revision, maxsplit=1)
        if not name or name.startswith("refs/"):
            return
        places = [place.format(name) for place in _REFS]
        lines = self._git("for-each-ref", "--format=%(refname) %(objectname)", *places).splitlines()
        named = {ref: id_ for ref, _, id_ in (line.partition(" ") for line in lines)}
        named = {ref: id_ for ref, id_ in named.items() if ref in places}
        if len(named) > 1 or (named and self._id_of(name) not in named.values()):
            which = ", ".join(named)
            raise HistoryError(f"'{name}' is the name of several revisions; write one of {which}")
        for ref, id_ in named.items():
            self._stop_if_an_id_too(name, ref, self._commit_at(id_))
            for remote in self._git("remote").splitlines():
                if f"{name}/".startswith(f"{remote}/") and not ref.startswith("refs/remotes/"):
                    told = f"'{name}' is not a branch of {remote} here, but {ref}"
                    raise HistoryError(f"{told}; first type: git fetch {remote}")

    def _stop_if_an_id_too(self, name: str, ref: str, commit: str) -> None:
        """Raise HistoryError if the name of a ref is also the start of another commit's id."""
        if begins := _WITH_AN_ID.fullmatch(name):
            ids = self._git("rev-parse", f"--disambiguate={begins[1]}").splitlines()
            for other in [id_ for id_ in ids if self._commit_at(id_) == id_ != commit]:
                told = f"'{name}' names {ref}, and is like the id of another commit"
                raise HistoryError(f"{told}; write {ref} or {other}")

    def merge_bases(self, revision: str) -> list[Commit]:
        """Return the newest commits that a revision and HEAD share, mostly one.

        Raises HistoryError for none.
        """
        ends = [self.commit(revision).id, self.commit("HEAD").id]
        bases = self.bases_of(ends)
        if not bases:
            raise HistoryError(f"'{revision}' and HEAD have no commit in common")
        return bases

    def bases_of(self, ids: Sequence[str]) -> list[Commit]:
        """Return the newest commits that two commits share, perhaps none."""
        return [self.commit_of(id_) for id_ in self._git("merge-base", "--all", *ids).split()]

    def commits(self, *, since: Commit | None, until: Commit) -> Sequence[Commit]:
        """Return the commits that `until` has and `since` has not, parents before children.

        With None, all that `until` has; `until` itself comes last.
        """
        limits = (until.id, *([f"^{since.id}"] if since else []))
        if limits not in self._listed:
            ids = self._git("rev-list", "--topo-order", "--reverse", *limits).split()
            self._read_ahead(id_ for id_ in ids if id_ not in self._commits)
            self._listed[limits] = [self.commit_of(id_) for id_ in ids]
        return self._listed[limits]

    def before(self, day: date, until: Commit) -> list[Commit]:
        """Return the last commits before a day that `until` has, one for each line of commits.

        Mostly one; none if the first is younger. Their days are those of `days_up_to`.
        """
        days = self.days_up_to(until)
        known = [self.commit_of(id_) for id_, on in days.items() if on < day]
        inner = {parent for commit in known for parent in commit.parents}
        return [commit for commit in reversed(known) if commit.id not in inner]

    def days_up_to(self, until: Commit) -> Mapping[str, date]:
        """Return the committer's days of all commits that `until` has, by id, parents first.

        No commit is older than its parents, whatever date it was given.
        """
        days: dict[str, date] = {}
        for commit in self.commits(since=None, until=until):
            days[commit.id] = max([commit.committed, *(days[parent] for parent in commit.parents)])
        return days

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
        return tags if _PLAIN_NAME.fullmatch(tags) else self.commit_of(commits[place][0]).short

    @property
    def id(self) -> str:
        """Where git keeps it: one for all its working trees."""
        return os.path.realpath(self._shallow_and_place[1])

    @property
    def objects(self) -> str:
        """The folder of its objects."""
        return self._git("rev-parse", "--path-format=absolute", "--git-path", "objects")

    @cached_property
    def _shallow_and_place(self) -> tuple[str, str]:
        """Whether the clone is shallow, and its git folder, whose name may have a line feed."""
        asked = "--is-shallow-repository", "--path-format=absolute", "--git-common-dir"
        shallow, _, place = self._git("rev-parse", *asked).partition("\n")
        return shallow, place

    def not_checked_out(self) -> list[str]:
        """Return the files below the folder that a sparse checkout leaves out."""
        listed = self._git("ls-files", "-t", "-z", "--full-name").split("\0")
        return [line[2:] for line in listed if line.startswith("S ")]

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

    def borrow_from(self, other: "Repository") -> None:
        """Read the objects of another repository too, that of a submodule."""
        self._lenders[other.objects] = None
        self._stop()  # the next process looks there

    def keep(self, texts: Mapping[str, str | None]) -> None:
        """Keep texts of another repository by their ids, as if they were of this one."""
        self._texts |= texts

    def top_for(self, has_files: Callable[[Path], bool]) -> Path:
        """Return the top of the repository: the folder from which HEAD has our files, if one is.

        That need not be the folder of `.git`: a configuration may name another one, truly or not.
        """
        above = (self._folder, *self._folder.parents)
        named = Path(self._git("rev-parse", "--show-toplevel"))
        tops = [folder for folder in above if folder == named or (folder / ".git").exists()]
        return next(filter(has_files, tops), tops[0] if tops else self._folder)

    def commit_of(self, id_: str) -> Commit:
        """Return a commit by its id. Raises HistoryError if its days cannot be read."""
        if id_ not in self._commits:
            head, _, _ = self._object(id_, b"commit").partition(b"\n\n")
            fields = [line.partition(b" ")[::2] for line in head.split(b"\n")]
            parents = tuple(value.decode() for key, value in fields if key == b"parent")
            values = dict(reversed(fields))
            try:
                tree = values[b"tree"].decode()
                authored, committed = _day(values[b"author"]), _day(values[b"committer"])
            except (KeyError, ValueError, OverflowError):
                raise HistoryError(f"the commit {id_} has no date that can be read") from None
            self._commits[id_] = Commit(id_, parents, tree, authored, committed)
        return self._commits[id_]

    def tree(self, id_: str) -> Mapping[str, TreeEntry]:
        """Return the names in a tree with what they stand for; nothing for another object."""
        if not id_:
            return {}
        if id_ not in self._trees:
            entry = _ENTRY if len(id_) == 40 else _ENTRY_SHA256
            self._trees[id_] = {
                os.fsdecode(name): TreeEntry(mode, own.hex())
                for mode, name, own in entry.findall(self._object(id_, b"tree"))
            }
        return self._trees[id_]

    def commits_to_read(self, *, since: Commit | None, until: Commit) -> Sequence[Commit]:
        """Return `commits`, for a walk that looks into the folders of each: all are read ahead.

        What cannot be read is left to `tree`, which says so.
        """
        commits = self.commits(since=since, until=until)
        self._read_trees_ahead(commit.tree for commit in commits)
        return commits

    def read_texts_ahead(self, ids: Iterable[str]) -> None:
        """Ask for texts that are wanted soon, many at a time."""
        self._read_ahead(id_ for id_ in dict.fromkeys(ids) if id_ not in self._texts)

    def _read_trees_ahead(self, ids: Iterable[str]) -> None:
        level = [*ids]
        while level:
            level = [id_ for id_ in dict.fromkeys(level) if id_ not in self._trees]
            self._read_ahead(level)
            trees = (self.tree(id_) for id_ in level if id_ in self._ahead)
            level = [e.id for entries in trees for e in entries.values() if e.mode == FOLDER]

    def _read_ahead(self, ids: Iterable[str]) -> None:
        """Ask for objects many at a time: one by one, each waits for git to wake up.

        Where git ends at one that it may not fetch, the rest is left to who wants it.
        """
        waiting = iter(ids)
        try:
            while some := [*islice(waiting, _AT_ONCE)]:
                self._send(some)
                answers = {id_: self._answer(id_) for id_ in some}
                self._ahead |= {id_: found for id_, found in answers.items() if len(found[0]) == 3}
        except HistoryError:
            return

    def _object(self, id_: str, kind: bytes) -> bytes:
        """Return an object; nothing if it is of another kind, as where a folder became a file."""
        head, data = self._ahead.pop(id_) if id_ in self._ahead else self._asked(id_)
        if len(head) != 3:
            raise self._incomplete(id_)
        return data if head[1] == kind else b""

    def _ended_at(self, name: str) -> HistoryError:
        """Return why git ended when it was asked for an object; the next question begins anew."""
        self._stop()
        return self._incomplete(name)

    def _incomplete(self, name: str) -> HistoryError:
        """Return that an object is not here, with the line that fetches it from where it is."""
        told = f"git cannot read the object {name}: the repository is incomplete"
        if self._git("config", "--get-regexp", r"^remote\..*\.promisor$"):
            told = "this is a partial clone; first type: git fetch --refetch --no-filter"
        return HistoryError(told)

    def _asked(self, name: str) -> tuple[list[bytes], bytes]:
        """Return id, kind and size of an object, and its contents; fewer words if it is none."""
        self._send([name])
        return self._answer(name)

    def _send(self, names: Sequence[str]) -> None:
        process = self._batch()
        assert process.stdin  # noqa: S101  a pipe was asked for
        try:
            process.stdin.write("".join(f"{name}\n" for name in names).encode())
            process.stdin.flush()
        except BrokenPipeError:
            raise self._ended_at(names[0]) from None

    def _answer(self, name: str) -> tuple[list[bytes], bytes]:
        stdout = self._batch().stdout
        assert stdout  # noqa: S101  a pipe was asked for
        head = stdout.readline().split()
        if not head:
            raise self._ended_at(name)
        if len(head) != 3:
            return head, b""
        data = stdout.read(int(head[2]))
        stdout.read(1)
        return head, data

    def _batch(self) -> subprocess.Popen[bytes]:
        if self._process is None:
            self._process = subprocess.Popen(  # noqa: S603  a list, and ids only on its input
                self._command("cat-file", "--batch"),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=_environment() | {_BORROWED: os.pathsep.join(self._lenders)},
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
            raise _fault(os.fsdecode(result.stderr).strip())
        return os.fsdecode(result.stdout).removesuffix("\n")

    def _command(self, *arguments: str) -> list[str]:
        return ["git", *_QUIET, "-C", os.fspath(self._folder), *arguments]


class NotARepositoryError(HistoryError):
    """The folder is in no repository."""


def _fault(told: str) -> HistoryError:
    """Return what git says as an error, with the line to type where one helps."""
    first = told.partition("\n")[0].removeprefix("fatal: ")
    if "dubious ownership" in first:
        top = re.search("safe.directory (.*)$", told, re.MULTILINE)
        typed = f"git config --global --add safe.directory {top[1] if top else '...'}"
        why = "this checkout belongs to another user, so git does not read it"
        return HistoryError(f"{why}; if you trust it, type: {typed}")
    if first.startswith("not a git repository"):
        how = "git init, git add and git commit begin it"
        return NotARepositoryError(f"not a git repository, so it has no history; {how}")
    return HistoryError(f"git: {first}")


def _environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in _LEFT_OUT}
    return kept | {
        "LC_ALL": "C",
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_NO_LAZY_FETCH": "1",
        "GIT_GRAFT_FILE": os.devnull,
    }


def _day(person: bytes) -> date:
    """Return the day from a commit's line on a person: name, address, seconds, zone."""
    *_, seconds, zone = person.split()
    minutes = int(zone[1:3]) * 60 + int(zone[3:5])
    offset = timedelta(minutes=-minutes if zone[:1] == b"-" else minutes)
    return datetime.fromtimestamp(int(seconds), timezone(offset)).date()
