"""The record against a trusted revision: what joined it, what was rewritten, by which commit."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from stalkplan.differences import Difference, differences
from stalkplan.history import Commit, History, Watch
from stalkplan.register import Register, build


class Traced(NamedTuple):
    """A difference and the commit that made it; None while it is not committed."""

    difference: Difference
    commit: Commit | None


@dataclass(frozen=True)
class Against:
    """What differs between a commit and the files as they are now.

    `base` is the newest commit that the revision and HEAD have in common: what others added since
    is not missing here. `unread` are the files that could not be read there.
    """

    revision: str
    base: Commit
    before: Register
    texts: Mapping[str, str]
    found: Sequence[Traced]

    @property
    def unread(self) -> Sequence[str]:
        """The files of the revision that do not fit today's model."""
        return self.before.unread


def compared(history: History, revision: str, after: Register, watch: Watch) -> Against:
    """Compare the files as they are now with the merge base of a revision and HEAD.

    `watch` yields the commits as they are.
    Raises HistoryError where git cannot say.
    """
    base = history.merge_base(revision)
    texts = texts_at(history, base)
    before = build(texts)
    found = differences(before, after)
    tracer = _Tracer(history, base, before, watch)
    return Against(revision, base, before, texts, [Traced(d, tracer.culprit(d)) for d in found])


def texts_at(history: History, commit: Commit) -> dict[str, str]:
    """Return the texts of the data folder at a commit by file name, without those that are none."""
    read = {name: history.text(blob) for name, blob in history.files(commit).items()}
    return {name: text for name, text in read.items() if text is not None}


class _Tracer:
    """Finds the commit that brought a difference: the last that has it while none before it has."""

    def __init__(self, history: History, base: Commit, before: Register, watch: Watch) -> None:
        self._history = history
        self._base = base
        self._before = before
        self._watch = watch
        self._keys: dict[tuple[tuple[str, str], ...], frozenset[Hashable] | None] = {}

    def culprit(self, difference: Difference) -> Commit | None:
        """Return the commit that brought a difference, None if none did."""
        key = difference.key
        has: dict[str, bool] = {self._base.id: False}
        culprit: Commit | None = None
        for commit in self._watch(self._commits):
            before = [has[parent] for parent in commit.parents if parent in has]
            found = self._found(commit, difference)
            has[commit.id] = any(before) if found is None else key in found
            if has[commit.id] and not any(before):
                culprit = commit
        is_in_head = bool(self._commits) and has[self._commits[-1].id]
        return culprit if is_in_head else None

    @cached_property
    def _commits(self) -> list[Commit]:
        head = self._history.commit("HEAD")
        return self._history.commits(since=self._base, until=head)

    def _found(self, commit: Commit, difference: Difference) -> frozenset[Hashable] | None:
        """Return the keys of what differs at a commit, in the files that a difference is about.

        None if one of them cannot be read there.
        """
        files = self._history.files(commit)
        about = {spot.file for spot in (difference.was, difference.now) if spot}
        names = [name for name in files if name in about] or [*files]
        blobs = tuple((name, files[name]) for name in names)
        if blobs not in self._keys:
            texts = {name: self._history.text(files[name]) or "" for name in names}
            register = build(texts)
            found = differences(self._before, register)
            is_read = not register.unread
            self._keys[blobs] = frozenset(d.key for d in found) if is_read else None
        return self._keys[blobs]
