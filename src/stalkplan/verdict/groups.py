"""Items in groups: by the deadline that binds them, by whom to ask, by organisation."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Generic, NamedTuple, Protocol, TypeVar

from stalkplan.record.dates import Window, parse_window
from stalkplan.record.model import Update
from stalkplan.verdict import words
from stalkplan.verdict.items import Item, Kind
from stalkplan.verdict.state_words import KINDS
from stalkplan.verdict.timeliness import SET_BY_OTHERS, DueFrom


class Groupable(Protocol):
    """What an item says to be grouped, be it of the folder or public.

    `due` is the last day of its date, `due_text` the date as it is written.
    """

    @property
    def due(self) -> date | None: ...  # noqa: D102
    @property
    def due_text(self) -> str | None: ...  # noqa: D102
    @property
    def due_from(self) -> DueFrom | None: ...  # noqa: D102
    @property
    def owner(self) -> str | None: ...  # noqa: D102
    @property
    def kind(self) -> Kind: ...  # noqa: D102


Grouped = TypeVar("Grouped", bound=Groupable)


class DeadlineGroup(NamedTuple, Generic[Grouped]):
    """The items of one day, of all own promises, or without a date.

    The day is set by the publication, or granted by the body that asked: one group for both.
    """

    due: date | None
    due_from: DueFrom | None
    items: Sequence[Grouped]

    @property
    def window(self) -> Window | None:
        """The date of all its items; None if they have several, or none."""
        texts = {item.due_text for item in self.items if item.due_text}
        return parse_window(texts.pop()) if len(texts) == 1 else None

    @property
    def label(self) -> str:
        """The date, or the last day of several that end on it, or what stands in its place."""
        if self.due is None:
            return "Promise" if self.due_from else "No date"
        if self.window:
            return words.narrow_window(self.window)
        return f"{'to ' if self.items else ''}{words.short_date(self.due)}"


def by_deadline(
    items: Sequence[Grouped], days: Iterable[date] = ()
) -> list[DeadlineGroup[Grouped]]:
    """Return the items by deadline: days in order, then own promises, then what has no date.

    A group may be empty: those of `days` have a place without an item too, as have the last two.
    """
    groups: dict[date, list[Grouped]] = {day: [] for day in days}
    promised: list[Grouped] = []
    undated: list[Grouped] = []
    for item in items:
        if item.due_from in SET_BY_OTHERS and item.due:
            groups.setdefault(item.due, []).append(item)
        else:
            (promised if item.due_from else undated).append(item)
    return [
        *(DeadlineGroup(day, DueFrom.PUBLICATION, groups[day]) for day in sorted(groups)),
        DeadlineGroup(None, DueFrom.PROMISE, promised),
        DeadlineGroup(None, None, undated),
    ]


def no_owner_heading(kind: Kind) -> str:
    """Return what stands where the owner of an item of this kind would."""
    return KINDS[kind].heading


def by_owner(items: Iterable[Grouped]) -> list[tuple[str, list[Grouped]]]:
    """Return the items by whom to ask, with a heading: owners by name, then what names nobody."""
    ranks = {kind: rank for rank, kind in enumerate(KINDS, start=1)}
    groups: dict[tuple[int, str], list[Grouped]] = {}
    for item in items:
        key = (0, item.owner) if item.owner else (ranks[item.kind], no_owner_heading(item.kind))
        groups.setdefault(key, []).append(item)
    ordered = sorted(groups.items(), key=lambda group: (group[0][0], group[0][1].casefold()))
    return [(heading, own) for (_, heading), own in ordered]


def by_organisation(items: Iterable[Item]) -> dict[str, list[Item]]:
    """Return the items by the id of their organisation, in the order in which the first stands."""
    groups: dict[str, list[Item]] = {}
    for item in items:
        groups.setdefault(item.organisation.id, []).append(item)
    return groups


def accepted_beside(items: Sequence[Item]) -> list[Update]:
    """Return what says whether a requirement is accepted and stands under none of its items."""
    told = {id(update) for item in items for update in item.state.updates}
    return [update for update in items[0].accepted_in if id(update) not in told]
