"""What becomes of verdicts by what is added to the record: items that stand otherwise."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from stalkplan.history.differences import Difference
from stalkplan.history.trail import Pair
from stalkplan.record.register import Register
from stalkplan.verdict.items import Item, assess
from stalkplan.verdict.state_words import STATES, standing_of

_Key = tuple[str, str]


class Effects:
    """The items of two registers as at one day, and what became of them.

    Only the plans of some organisations are judged, all if one of them is empty: the publication's.
    """

    def __init__(self, pair: Pair, organisations: set[str], *, on: date) -> None:
        self._before, self._after = (
            _items(register, organisations, on=on) for register in (pair.before, pair.after)
        )
        self._has_before = pair.before.publication is not None
        self._keys: dict[str, list[_Key]] = defaultdict(list)
        for key in {**self._before, **self._after}:
            self._keys[key[0]].append(key)

    def of(self, difference: Difference) -> Sequence[str]:
        """Return what became of each item that an addition is about, in words."""
        return [*self._told(difference)] if self._has_before else []

    def _told(self, difference: Difference) -> Iterator[str]:
        owner = difference.organisation
        for key in self._keys[owner] if owner else {**self._before, **self._after}:
            was, now = self._before.get(key), self._after.get(key)
            if was and now and standing_of(was) is standing_of(now):
                continue
            if (one := now or was) is None or not is_about(difference, one):
                continue
            state = STATES[standing_of(now)].cell if now else ""
            if now is None:
                yield f"{one.id} is no item any more"
            elif was is None:
                yield f"{one.id} is new: {state}"
            else:
                yield f"{one.id} becomes {state}, was {STATES[standing_of(was)].cell}"


def _items(register: Register, organisations: set[str], *, on: date) -> Mapping[_Key, Item]:
    plans = {
        file: plan
        for file, plan in register.plans.items()
        if "" in organisations or plan.organisation.id in organisations
    }
    items = assess(replace(register, plans=plans), on=on)
    return {(item.organisation.id, item.id): item for item in items}


def is_about(difference: Difference, item: Item) -> bool:
    """Whether a difference is in an item's record, in its answer, or in what is asked."""
    if difference.organisation not in ("", item.organisation.id):
        return False
    names = (item.id, item.ref, item.recommendation.number, item.organisation.id)
    name = f"{difference.name} "
    return any(name.startswith((f"{own} ", f"{own}/")) for own in names)
