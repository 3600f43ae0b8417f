"""One difference between two registers, and what kinds there are."""

import re
from collections.abc import Collection, Hashable, Iterable, Iterator, Sequence
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any, NamedTuple

from stalkplan.record.dates import Window
from stalkplan.record.fields import WITHHELD
from stalkplan.record.model import Promise, Verified
from stalkplan.record.yaml import RecordPath
from stalkplan.verdict.same_text import REDACTED, composed, letters


class Change(StrEnum):
    """One kind of difference; its value is the code that people read."""

    PLAN_ADDED = "plan-added"
    RECOMMENDATION_ADDED = "recommendation-added"
    ADDRESSEE_ADDED = "addressee-added"
    DEADLINE_ADDED = "deadline-added"
    REQUIREMENT_ADDED = "requirement-added"
    DISCHARGE_ADDED = "discharge-added"
    EXTENSION_ADDED = "extension-added"
    END_ADDED = "end-added"
    RESPONSE_ADDED = "response-added"
    ANSWERED = "answered"
    ACTION_ADDED = "action-added"
    UPDATE_ADDED = "update-added"
    FILLED_IN = "filled-in"
    REDACTED = "redacted"
    PARTICULARS_CHANGED = "particulars-changed"
    MARKING_CHANGED = "marking-changed"
    PRIVATE_NOTE_CHANGED = "private-note-changed"
    WORDING_CHANGED = "wording-changed"
    PLAN_REMOVED = "plan-removed"
    ORGANISATION_CHANGED = "organisation-changed"
    ADDRESSEE_REMOVED = "addressee-removed"
    RESPONSE_REMOVED = "response-removed"
    POSITION_EMPTIED = "position-emptied"
    ACCEPTANCE_CHANGED = "acceptance-changed"
    ADDED_CHANGED = "added-changed"
    ACTION_REMOVED = "action-removed"
    ACTION_MOVED = "action-moved"
    OWNER_CHANGED = "owner-changed"
    PROMISE_CHANGED = "promise-changed"
    MILESTONE_CHANGED = "milestone-changed"
    UPDATE_CHANGED = "update-changed"
    UPDATE_DELETED = "update-deleted"
    UPDATE_INSERTED = "update-inserted"
    UPDATES_REORDERED = "updates-reordered"
    PUBLICATION_REMOVED = "publication-removed"
    PUBLICATION_CHANGED = "publication-changed"
    RECOMMENDATION_REMOVED = "recommendation-removed"
    RECOMMENDATION_CHANGED = "recommendation-changed"
    REQUIREMENT_REMOVED = "requirement-removed"
    DEADLINE_MOVED = "deadline-moved"
    DEADLINE_REMOVED = "deadline-removed"
    DISCHARGE_CHANGED = "discharge-changed"
    DISCHARGE_REMOVED = "discharge-removed"
    EXTENSION_CHANGED = "extension-changed"
    EXTENSION_REMOVED = "extension-removed"
    END_CHANGED = "end-changed"
    END_REMOVED = "end-removed"

    @property
    def is_addition(self) -> bool:
        """Whether something joined the record, as it should."""
        return self.endswith("-added") or self in (Change.ANSWERED, Change.FILLED_IN)

    @property
    def is_noted(self) -> bool:
        """Whether it may be changed, and is listed."""
        return self in _NOTED

    @property
    def is_rewriting(self) -> bool:
        """Whether what stood there should stand there still."""
        return not (self.is_addition or self.is_noted)

    @property
    def is_removal(self) -> bool:
        """Whether a record is gone with all that stood in it."""
        return self.endswith("-removed") or self is Change.UPDATE_DELETED


_NOTED = frozenset(
    {
        Change.REDACTED,
        Change.PARTICULARS_CHANGED,
        Change.MARKING_CHANGED,
        Change.PRIVATE_NOTE_CHANGED,
    }
)


NAMES = ("id", "ref", "milestone")
"""Fields by which a record is found or judged: they are known even of a marked one, and none is a
text that may be taken out."""


class Spot(NamedTuple):
    """Where something stands: a file and the path in it."""

    file: str
    path: RecordPath

    def is_in(self, other: "Spot") -> bool:
        """Whether it is a part of what stands at another spot, or all of it."""
        return self.file == other.file and self.path[: len(other.path)] == other.path


class Difference(NamedTuple):
    """One difference. `name` is the id by which people know the record.

    `before` and `after` are what the record said and says, None for nothing, `WITHHELD` for what no
    report may repeat; `values` the same as they are, to compare and never to show, and `taken_out`
    the texts that were redacted. `was` and `now` are where. `day` is the day that an added record
    gives itself, if it gives one; of a month the last, and `window` is the month. `for_` is for
    whom a decision is, `milestone` the one that a decision, or an update of an answer, names;
    `accepts` is whether that update says if it is accepted, which is of no milestone.
    """

    change: Change
    organisation: str
    name: str
    before: str | None
    after: str | None
    was: Spot | None
    now: Spot | None
    day: date | None = None
    values: tuple[str | None, str | None] = (None, None)
    taken_out: tuple[str, ...] = ()
    window: Window | None = None
    for_: str = ""
    milestone: str | None = None
    accepts: bool = False

    @property
    def key(self) -> Hashable:
        """Equal for one difference in two comparisons with the same earlier register.

        Where something is gone or changed, what stood there counts, whatever became of it; where
        something was added, all that it says.
        """
        before, after = self.values
        if self.was is None or (before is None and not self.change.is_rewriting):
            return (self.change, self.organisation, self.name, after)
        if self.change in (Change.UPDATE_CHANGED, Change.UPDATE_DELETED):
            return self.was
        if self.change in (Change.POSITION_EMPTIED, Change.WORDING_CHANGED):
            return (Change.WORDING_CHANGED, self.was, before)
        return (self.change, self.was, before)

    @property
    def place(self) -> Hashable:
        """Equal for what was added under one name and day, whatever it says."""
        return ("place", self.change, self.organisation, self.name, self.day)

    @property
    def identity(self) -> Hashable:
        """Equal for one difference in comparisons of the same later register with several."""
        return (self.change, self.organisation, self.name, self.values, self.now)

    @property
    def gone(self) -> Spot | None:
        """Where nothing stands any more: a record, or a whole file; None for nowhere."""
        if not self.change.is_removal or self.change is Change.ADDRESSEE_REMOVED:
            return None
        if self.was is None:
            return None
        whole = self.change in (Change.PLAN_REMOVED, Change.PUBLICATION_REMOVED)
        return Spot(self.was.file, ()) if whole else self.was

    @property
    def is_withheld(self) -> bool:
        """Whether no report may repeat what it said or says."""
        return WITHHELD in (self.before, self.after)

    def without(self, texts: Collection[str]) -> "Difference":
        """Return the same, withheld if it repeats one of some texts."""
        said = [value for value in self.values if value]
        if not any(repeats(value, text) for text in texts for value in said):
            return self
        return self._replace(before=withheld(self.before), after=withheld(self.after))


def said_in(found: Iterable[Difference], texts: Collection[str]) -> list[str]:
    """Return those of some texts that differences may repeat: mostly none.

    All values are searched at once: one by one that would take as long as all the rest.
    """
    values = "\n".join([value for each in found for value in each.values if value])
    return [text for text in texts if len(text) <= _CHANCE or repeats(values, text)]


def repeats(value: str, text: str) -> bool:
    """Whether a value has a text in it, also in capitals or over two lines; or is it, if short."""
    if len(text) <= _CHANCE:
        return value == text
    return text in value or _in_words(text) in _in_words(value)


_CHANCE = 2
"""So many signs stand in many a text by chance."""


@cache  # each text is looked for in each value
def _in_words(text: str) -> str:
    """Return the words of a text in small letters, with a space before and after each."""
    return f" {' '.join(_WORD.findall(composed(text).casefold()))} "


_WORD = re.compile(r"[^\W_]+")


def withheld(value: str | None) -> str | None:
    """Return what stands in place of a value that no report may repeat."""
    return None if value is None else WITHHELD


class Placed(NamedTuple):
    """A record, the path to it, the name that people know it by, and the ref it stands under.

    No report may repeat what a private one says.
    """

    record: Any
    path: RecordPath
    name: str
    ref: str = ""
    is_private: bool = False


class Scope(NamedTuple):
    """Whose record it is, and in which file it was and is."""

    organisation: str
    old: str
    new: str

    def difference(
        self,
        change: Change,
        name: str,
        before: object,
        after: object,
        was: RecordPath | None,
        now: RecordPath | None,
        day: date | None = None,
        *,
        is_private: bool = False,
    ) -> Difference:
        """Return a difference between two values, as text, at paths in the two files."""
        values = as_text(before), as_text(after)
        is_shown = not is_private and REDACTED not in (values if change.is_rewriting else ())
        return Difference(
            change,
            self.organisation,
            name,
            values[0] if is_shown else withheld(values[0]),
            values[1] if is_shown else withheld(values[1]),
            None if was is None else Spot(self.old, was),
            None if now is None else Spot(self.new, now),
            day,
            values,
        )

    def fields(self, change: Change, was: Placed, now: Placed, *names: str) -> Iterator[Difference]:
        """Yield a difference for each of some fields in which two records differ."""
        is_private = was.is_private or now.is_private
        for name in names:
            before, after = getattr(was.record, name), getattr(now.record, name)
            if before == after or (name not in NAMES and as_read(before) == as_read(after)):
                continue
            is_text = self.organisation and name not in NAMES
            taken_out = (*texts_out_of(before, after),) if is_text else ()
            is_redaction = bool(taken_out) and redacts(before, after)
            found = self.difference(
                Change.REDACTED if is_redaction else change,
                now.name,
                before,
                after,
                (*was.path, name),
                (*now.path, name),
                is_private=is_private or bool(taken_out) or is_redacted(before),
            )
            yield found._replace(taken_out=taken_out)

    def texts(self, change: Change, was: Placed, now: Placed, *names: str) -> Iterator[Difference]:
        """Yield the same for texts, which may be filled in where there was none."""
        for found in self.fields(change, was, now, *names):
            is_filled = found.before is None
            yield found._replace(change=Change.FILLED_IN) if is_filled else found


def redacts(before: object, after: object) -> bool:
    """Whether texts were taken out of a value, and nothing else in it was changed."""
    pairs = [*_texts_beside(before, after)]
    return any(map(_is_taken_out, pairs)) and all(p[0] == p[1] or _is_taken_out(p) for p in pairs)


def texts_out_of(before: object, after: object) -> Iterator[str]:
    """Yield the texts that were taken out of a value, as a whole or in part."""
    for old, new in _texts_beside(before, after):
        if not (isinstance(old, str) and isinstance(new, str)):
            continue
        if REDACTED in new and old != new and letters(old):
            yield old


def is_redacted(value: object) -> bool:
    """Whether a text was taken out of a value before."""
    return any(before == REDACTED for before, _ in _texts_beside(value, value))


def _is_taken_out(pair: tuple[object, object]) -> bool:
    before, after = pair
    return isinstance(before, str) and after == REDACTED != before and bool(letters(before))


def as_read(value: Any) -> Any:
    """Return a value with each letter and its accents as one sign.

    An accent may be a sign of its own, and nobody can see whether it is. Not for names: by these
    records are found, sign for sign.
    """
    if isinstance(value, str):
        return composed(value)
    if isinstance(value, tuple):
        return tuple(map(as_read, value))
    if isinstance(value, Promise | Verified):
        told = {name: as_read(getattr(value, name)) for name in type(value).model_fields}
        return value.model_copy(update=told)
    return value


def _texts_beside(before: object, after: object) -> Iterator[tuple[object, object]]:
    """Yield the parts of two values, each beside the other's."""
    if isinstance(before, tuple) and isinstance(after, tuple) and len(before) == len(after):
        yield from zip(before, after, strict=True)
    elif isinstance(before, Promise | Verified) and type(before) is type(after):
        yield from ((getattr(before, n), getattr(after, n)) for n in type(before).model_fields)
    else:
        yield before, after


def addressees(
    scope: Scope, name: str, field: str, was: Placed, now: Placed
) -> Iterator[Difference]:
    """Yield the addressees that are gone, then the new ones; `name` is the list's owner."""
    old, new = getattr(was.record, field), getattr(now.record, field)
    paths = (*was.path, field), (*now.path, field)
    for gone in old:
        if gone not in new:
            yield scope.difference(Change.ADDRESSEE_REMOVED, name, gone, None, *paths)
    for joined in new:
        if joined not in old:
            yield scope.difference(Change.ADDRESSEE_ADDED, name, None, joined, *paths)


def paired(
    old: Sequence[Placed], new: Sequence[Placed]
) -> Iterator[tuple[Placed | None, Placed | None]]:
    """Yield the old and the new record of one name, in the new order; None if there is only one.

    Where several share a name, the first old one goes with the first new one. Old records without
    a partner come last.
    """
    waiting: dict[str, list[Placed]] = {}
    for placed in old:
        waiting.setdefault(placed.name, []).append(placed)
    for placed in new:
        same = waiting.get(placed.name)
        yield (same.pop(0) if same else None), placed
    for gone in waiting.values():
        yield from ((placed, None) for placed in gone)


def as_text(value: object) -> str | None:
    """Return a value as a person reads it."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, Window):
        return value.text
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    if isinstance(value, Promise):
        which = "not before " if value.not_before and not value.by else ""
        window = f"{which}{value.window.text}" if value.window else ""
        return " ".join(filter(None, (window, value.wording)))
    if isinstance(value, Verified):
        return f"{value.by or ''} {value.on or ''}".strip()
    return str(value)
