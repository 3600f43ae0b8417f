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


def may_keep_back(text: str) -> bool:
    """Whether a plan's text may have anything to keep back; most have not."""
    return any(sign in text for sign in _SIGNS)


class _Part(NamedTuple):
    """A part of a record: its organisation, its name, and a field of it or its updates."""

    organisation: str
    name: str
    field: str


class KeptBack:
    """Collects what some states of some plans keep back, then takes it out of differences.

    A record that was marked in one of them is kept back in all, and so are all its updates if one
    was; a field that was redacted or whose text became a private note is so in every state, for
    what it said before may be the same in other words.
    """

    def __init__(self) -> None:
        self._marked: set[tuple[str, str]] = set()
        self._closed: set[_Part] = set()
        self._texts: dict[str, set[str]] = defaultdict(set)
        self._seen: dict[tuple[str, int], Response] = {}  # kept, so that no id is another's

    def see(self, plan: Plan) -> None:
        """Take what one state of a plan keeps back."""
        own = plan.organisation.id
        for response in plan.responses:
            if (own, id(response)) in self._seen:
                continue  # as in another edition
            self._seen[own, id(response)] = response
            self._see(own, response.ref, response, is_marked=False)
            for action in response.actions:
                is_marked = response.marking is not None
                self._see(own, action.id, action, is_marked=is_marked)

    def _see(self, own: str, name: str, record: Response | Action, *, is_marked: bool) -> None:
        is_marked = is_marked or record.marking is not None
        if is_marked:
            self._marked.add((own, name))
        self._texts[own].update(texts_in(record, is_marked=is_marked))
        self._closed.update(_Part(own, name, field) for field in _redacted_fields(record))
        for update in record.updates:
            hides = is_marked or update.marking is not None
            self._texts[own].update(texts_in(update, is_marked=hides))
            if hides or next(_redacted_fields(update), None):
                self._closed.add(_Part(own, name, _UPDATES))

    @property
    def texts(self) -> frozenset[str]:
        """The private texts of all records in all states, and every text of the marked ones."""
        return frozenset().union(*self._texts.values())

    def taken_out_of(self, found: Iterable[Difference], ids: Mapping[str, str]) -> list[Difference]:
        """Return differences without what is kept back; `ids` are today's ids of organisations."""
        listed = [*found]
        texts: dict[str, set[str]] = defaultdict(set)
        for own, said in self._texts.items():
            texts[ids.get(own, own)] |= said
        for difference in listed:
            texts[ids.get(difference.organisation, difference.organisation)].update(
                difference.taken_out
            )
        marked = {(ids.get(own, own), name) for own, name in self._marked}
        closed = {part._replace(organisation=ids.get(part[0], part[0])) for part in self._closed}
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
