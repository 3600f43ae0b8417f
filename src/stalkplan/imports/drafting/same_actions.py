"""Which action of a newer edition is which action of a plan: by its id, its wording, or asked."""

from collections.abc import Callable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from stalkplan.imports.drafting.answers import DraftAction
from stalkplan.record.model import Action
from stalkplan.verdict.same_text import comparable, letters

_ALIKE = 0.8
"""How much of two wordings is the same when it is asked whether one is the other, reworded."""

_COMPARED = 200
"""Words of each that are compared."""

_NAMES: Sequence[tuple[Callable[[DraftAction], str], Callable[[Action], str]]] = (
    (lambda draft: letters(draft.label), lambda action: letters(action.id)),
    (lambda draft: letters(draft.summary), lambda action: comparable(action.summary)),
)
"""By what an action of an edition is found in the plan: its id in the source, else its wording."""


class PairedActions(NamedTuple):
    """The actions under one requirement: in the edition and in the plan, of which none is twice.

    `same` are in both, with the place that each has in the plan, from 0; `new` and `gone` are in
    one. `unsure` has the actions that one may be, reworded.
    """

    same: Sequence[tuple[DraftAction, int]]
    unsure: Sequence[tuple[DraftAction, Sequence[Action]]]
    new: Sequence[DraftAction]
    gone: Sequence[Action]


def paired_actions(drafts: Sequence[DraftAction], actions: Sequence[Action]) -> PairedActions:
    """Return what the actions of an edition are to those of a plan."""
    left = dict(enumerate(actions))
    rest = [*drafts]
    same: list[tuple[DraftAction, int]] = []
    for name_of_draft, name_of in _NAMES:
        places: dict[str, list[int]] = {}
        for place, action in left.items():
            places.setdefault(name_of(action), []).append(place)
        others = []
        for draft in rest:
            name = name_of_draft(draft)
            if name and places.get(name):
                place = places[name].pop(0)
                del left[place]
                same.append((draft, place))
            else:
                others.append(draft)
        rest = others
    maybe = [(draft, [*_perhaps(draft, [*left.values()])]) for draft in rest]
    asked = {action.id for _, found in maybe for action in found}
    return PairedActions(
        same,
        [(draft, found) for draft, found in maybe if found],
        [draft for draft, found in maybe if not found],
        [action for action in left.values() if action.id not in asked],
    )


def _perhaps(draft: DraftAction, actions: Sequence[Action]) -> Iterator[Action]:
    """Yield the actions that a new wording may be of.

    Those with the same owner and promise, much the same words, or no words that can be read.
    """
    words = draft.summary.casefold().split()[:_COMPARED]
    for action in actions:
        was = (action.summary or "").casefold().split()[:_COMPARED]
        is_alike = SequenceMatcher(a=was, b=words, autojunk=False).ratio() >= _ALIKE
        if is_alike or not comparable(action.summary) or _terms(draft) == _terms_of(action):
            yield action


def _terms(draft: DraftAction) -> tuple[str, str]:
    by = draft.promise.get("by") or draft.promise.get("not_before") or ""
    return letters(draft.owner), by


def _terms_of(action: Action) -> tuple[str, str]:
    window = action.promise.window if action.promise else None
    return letters(action.owner), window.text if window else ""
