"""What no report on the past repeats: texts that are marked, private or redacted, now or ever."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from stalkplan.history.differences import Difference
from stalkplan.history.differences.difference import NAMES, is_redacted, withheld
from stalkplan.record.fields import PRIVATE, PRIVATE_NOTES
from stalkplan.record.model import Action, Plan, Promise, Response, Update, Verified
from stalkplan.verdict.same_text import REDACTED

_UPDATES = "updates"

_PRIVATE_FIELDS = frozenset(name for names in PRIVATE.values() for name in names)

_SIGNS = (*PRIVATE_NOTES, "marking", REDACTED, "\\")
"""What a text with something to keep back has in it; with a backslash it may be written so."""


def texts_in(record: Response | Action | Update, *, is_marked: bool) -> Iterator[str]:
    """Yield the private texts of a record, of a marked one all; not those of records inside it."""
    for name in type(record).model_fields if is_marked else PRIVATE_NOTES:
        value = getattr(record, name, None)
        if isinstance(value, Promise | Verified):
            value = (getattr(value, "wording", None), getattr(value, "by", None))
        texts = value if isinstance(value, tuple) else (value,)
        yield from (text for text in texts if type(text) is str and name not in NAMES)


class _Part(NamedTuple):
    """A part of a record: its organisation, its name, and a field of it or its updates."""

    organisation: str
    name: str
    field: str


class _Seen(NamedTuple):
    """An answer or action in one state, and whether it or the answer around it is marked."""

    organisation: str
    name: str
    record: Response | Action
    is_marked: bool

    def texts(self) -> Iterator[str]:
        """Yield its private texts and those of its updates; every text of what is marked."""
        yield from texts_in(self.record, is_marked=self.is_marked)
        for update in self.record.updates:
            yield from texts_in(update, is_marked=self._hides(update))

    def closed_fields(self) -> Iterator[str]:
        """Yield the fields with a text that was taken out, or a marked update."""
        yield from _redacted_fields(self.record)
        for update in self.record.updates:
            if self._hides(update) or next(_redacted_fields(update), None):
                yield _UPDATES

    def _hides(self, update: Update) -> bool:
        return self.is_marked or update.marking is not None


class KeptBack:
    """Collects what some states of some plans keep back, then takes it out of differences.

    A record that was marked in one of them is kept back in all, and so are all its updates if one
    was; a field that was redacted or whose text became a private note is so in every state, for
    what it said before may be the same in other words.
    """

    def __init__(self) -> None:
        self._seen: dict[tuple[str, int], Response] = {}
        """Each answer once, by its organisation and its own id: many editions have the same one."""

    def see(self, plan: Plan, text: str) -> None:
        """Take what one state of a plan keeps back, whose text this is; most have nothing."""
        if any(sign in text for sign in _SIGNS):
            own = plan.organisation.id
            self._seen.update(((own, id(response)), response) for response in plan.responses)

    @property
    def texts(self) -> frozenset[str]:
        """The private texts of all records in all states, and every text of the marked ones."""
        return frozenset(text for seen in self._records() for text in seen.texts())

    def _records(self) -> Iterator[_Seen]:
        """Yield every answer and action in every state."""
        for (own, _), response in self._seen.items():
            is_marked = response.marking is not None
            yield _Seen(own, response.ref, response, is_marked)
            for action in response.actions:
                yield _Seen(own, action.id, action, is_marked or action.marking is not None)

    def taken_out_of(self, found: Iterable[Difference], ids: Mapping[str, str]) -> list[Difference]:
        """Return differences without what is kept back; `ids` are today's ids of organisations."""
        listed = [*found]
        if not listed:
            return []  # as of most plans: nothing was rewritten
        texts: dict[str, set[str]] = defaultdict(set)
        marked: set[tuple[str, str]] = set()
        closed: set[_Part] = set()
        for seen in self._records():
            own = ids.get(seen.organisation, seen.organisation)
            texts[own].update(seen.texts())
            closed.update(_Part(own, seen.name, field) for field in seen.closed_fields())
            if seen.is_marked:
                marked.add((own, seen.name))
        for difference in listed:
            texts[ids.get(difference.organisation, difference.organisation)].update(
                difference.taken_out
            )
        parts = [_part(difference, ids) for difference in listed]
        bare = [d.without(texts[p.organisation]) for d, p in zip(listed, parts, strict=True)]
        closed |= {p for d, p in zip(bare, parts, strict=True) if d.is_withheld and p.field}
        names = {(part.organisation, part.name) for part in closed}
        return [
            _hidden(difference)
            if part[:2] in marked
            or part in closed
            or (not part.field and part[:2] in names)
            or _is_private_field(difference)
            else difference
            for difference, part in zip(bare, parts, strict=True)
        ]


def _redacted_fields(record: Response | Action | Update) -> Iterator[str]:
    """Yield the fields of a record from which a text was taken out."""
    for name, value in record.__dict__.items():
        if type(value) is str:
            is_out = value == REDACTED
        else:
            is_out = isinstance(value, tuple | Promise | Verified) and is_redacted(value)
        if is_out:
            yield name


def _part(difference: Difference, ids: Mapping[str, str]) -> _Part:
    """Return the part of a record that a difference is about; no field for a whole record."""
    spots = [spot.path for spot in (difference.was, difference.now) if spot]
    own = ids.get(difference.organisation, difference.organisation)
    if any(_UPDATES in path for path in spots):
        return _Part(own, difference.name, _UPDATES)
    last = spots[0][-1] if spots and spots[0] else ""
    is_field = isinstance(last, str) and not difference.change.is_removal
    return _Part(own, difference.name, str(last) if is_field else "")


def _is_private_field(difference: Difference) -> bool:
    """Whether it is about what decides without being shown, such as the day a record joined."""
    spots = [spot.path for spot in (difference.was, difference.now) if spot]
    return any(step in _PRIVATE_FIELDS for path in spots for step in path)


def _hidden(difference: Difference) -> Difference:
    before, after = withheld(difference.before), withheld(difference.after)
    return difference._replace(before=before, after=after)
