"""What the ids in a brief are, in words: said once, where each first stands."""

from collections.abc import Iterable, Iterator

from stalkplan.privacy.public_types import PublicItem, PublicOrganisation
from stalkplan.record.fields import WITHHELD
from stalkplan.verdict.words import cut, listed

MOST_IDS = 14
"""Ids that one sentence names."""


class SaidOnce:
    """Ids for the sentences of one paper; the first mention of each says what it is.

    `longest` is how many characters those words may take: 0 leaves them out. A text that is longer
    gives way to the theme, which is short and whole; only where there is none is it cut.
    """

    def __init__(
        self, organisation: PublicOrganisation, longest: int, said: Iterable[str] = ()
    ) -> None:
        self._longest = longest
        self._known: dict[str, tuple[str, str]] = {}
        for id_, what, theme in _known(organisation):
            self._known.setdefault(id_, (what.strip().rstrip("."), theme))
        self.said = {*said}

    def one(self, id_: str) -> str:
        """Return an id, with what it is unless that is said already or withheld."""
        what, theme = self._known.get(id_, ("", ""))
        if not self._longest or id_ in self.said or not what or what == WITHHELD:
            return id_
        told = (each for each, (other, _) in self._known.items() if other == what)
        same = next((each for each in told if each in self.said), None)
        self.said.add(id_)
        if same:
            return f"{id_} (the same as {same})"
        fitting = (text for text in (what, theme) if text and len(text) <= self._longest)
        return f"{id_} ({next(fitting, cut(what, self._longest))})"

    def listed(self, every: Iterable[str]) -> str:
        """Return ids for a sentence: the first of many, each once, and how many more there are."""
        ids = list(dict.fromkeys(every))
        names = [self.one(id_) for id_ in ids[:MOST_IDS]]
        if more := len(ids) - len(names):
            names.append(f"{more:,} more")
        return listed(names)

    def of(self, items: Iterable[PublicItem]) -> str:
        """Return the ids of items for a sentence."""
        return self.listed(item.id for item in items)


def _known(organisation: PublicOrganisation) -> Iterator[tuple[str, str, str]]:
    """Yield each id with what it is and its theme: actions, then requirements by what they ask."""
    for item in organisation.items:
        yield item.id, item.summary or "", item.theme or ""
    for each in organisation.recommendations:
        for requirement in each.requirements:
            yield requirement.ref, requirement.asked or each.summary or "", each.theme or ""
