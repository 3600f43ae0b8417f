"""What one commit did: what differs from all its parents, and what a merge took from one of them.

So a merge is named only for what it did itself.
"""

from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import chain

from stalkplan.history.differences import Difference

Before = Callable[[str, str], Iterable[Difference]]
"""Returns what differs between a merge and where two of its parents parted."""


def made_by(sides: Mapping[str, Sequence[Difference]], before: Before) -> Iterator[Difference]:
    """Yield what a commit did, from what differs from each of its parents, by their ids.

    What no parent has comes first, then what one side of a merge brought and the merge did not
    take. What stood before the sides parted is not meant: there the other side may have changed it.
    """
    first, *others = ({d.identity for d in side} for side in sides.values())
    common = first.intersection(*others)
    yield from (d for d in next(iter(sides.values())) if d.identity in common)
    if len(sides) > 1:
        yield from _dropped(sides, before, common)


def _dropped(
    sides: Mapping[str, Sequence[Difference]], before: Before, common: Collection[Hashable]
) -> Iterator[Difference]:
    for parent, side in sides.items():
        gone = [d for d in side if d.change.is_rewriting and d.values[0] is not None]
        if gone:
            others = (before(parent, other) for other in sides if other != parent)
            known = [_lost(d) for d in chain.from_iterable(others)]
            yield from (d for d in gone if _lost(d) not in known and d.identity not in common)


def _lost(difference: Difference) -> Hashable:
    """Return what a difference lost, and where: equal in comparisons with several."""
    return (difference.change, difference.organisation, difference.name, difference.values[0])
