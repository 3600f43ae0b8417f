"""Which action of a newer edition is which action of a plan: by its id, its wording, or asked."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from rapidfuzz.distance import Indel

from stalkplan.imports.drafting.answers import DraftAction
from stalkplan.record.model import Action
from stalkplan.verdict.same_text import comparable, letters

_ALIKE = 0.8
"""How much of two wordings is the same when it is asked whether one is the other, reworded."""

_COMPARED = 200
"""Words of each that are compared."""

_MOST_PAIRS = 100_000
"""How many pairs of wordings are compared under one requirement."""

_NAMES: Sequence[tuple[Callable[[DraftAction], str], Callable[[Action], str]]] = (
    (lambda draft: letters(draft.label), lambda action: letters(action.id)),
    (lambda draft: letters(draft.summary), lambda action: comparable(action.summary)),
)
"""By what an action of an edition is found in the plan: its id in the source, else its wording."""


class PairedActions(NamedTuple):
    """The actions under one requirement: in the edition and in the plan, of which none is twice.

    `same` are in both, with the place that each has in the plan, from 0; `new` and `gone` are in
    one. `unsure` has the actions that one may be, reworded. Where too many are left to compare,
    they are neither: `too_many` has those of the edition.
    """

    same: Sequence[tuple[DraftAction, int]]
    unsure: Sequence[tuple[DraftAction, Sequence[Action]]]
    new: Sequence[DraftAction]
    gone: Sequence[Action]
    too_many: Sequence[DraftAction] = ()


class _Wording(NamedTuple):
    """What an action of the plan is compared by: its words, its owner and the date promised."""

    action: Action
    words: Sequence[str]
    terms: tuple[str, str]
    is_open: bool
    """Whether it has no words that can be read."""


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
    if len(rest) * len(left) > _MOST_PAIRS:
        return PairedActions(same, (), (), (), rest)
    wordings = [_wording(action) for action in left.values()]
    maybe = [(draft, [*_perhaps(draft, wordings)]) for draft in rest]
    asked = {action.id for _, found in maybe for action in found}
    return PairedActions(
        same,
        [(draft, found) for draft, found in maybe if found],
        [draft for draft, found in maybe if not found],
        [action for action in left.values() if action.id not in asked],
    )


def _wording(action: Action) -> _Wording:
    words = (action.summary or "").casefold().split()[:_COMPARED]
    return _Wording(action, words, _terms_of(action), not comparable(action.summary))


def _perhaps(draft: DraftAction, wordings: Iterable[_Wording]) -> Iterator[Action]:
    """Yield the actions that a new wording may be of.

    Those with the same owner and promise, much the same words, or no words that can be read.
    """
    words, terms = draft.summary.casefold().split()[:_COMPARED], _terms(draft)
    for was in wordings:
        is_the_same = was.is_open or was.terms == terms
        if is_the_same or Indel.normalized_similarity(was.words, words) >= _ALIKE:
            yield was.action


def _terms(draft: DraftAction) -> tuple[str, str]:
    by = draft.promise.get("by") or draft.promise.get("not_before") or ""
    return letters(draft.owner), by


def _terms_of(action: Action) -> tuple[str, str]:
    window = action.promise.window if action.promise else None
    return letters(action.owner), window.text if window else ""
