"""What the actions and requirements in a brief are called: in words, with the id in brackets."""

from collections.abc import Iterable, Iterator

from stalkplan.privacy.public_types import PublicItem, PublicOrganisation
from stalkplan.record.fields import WITHHELD
from stalkplan.verdict.words import listed

LONGEST_NAME_IN_BRIEF = 60
"""Characters of a name. A longer text gives way to the theme, and a longer theme to the id."""


class BriefNames:
    """What the actions and requirements of one organisation are called."""

    def __init__(self, organisation: PublicOrganisation) -> None:
        self._words: dict[str, str] = {}
        for id_, text, theme in _texts(organisation):
            self._words.setdefault(id_, _words(text, theme))

    def of(self, items: Iterable[PublicItem]) -> str:
        """Return what items are called, for a sentence."""
        return self.of_ids(item.id for item in items)

    def of_ids(self, ids: Iterable[str]) -> str:
        """Return what the ids of actions or requirements are called, each once.

        Those with the same words are called together: `Risk management (12.1a and 12.2a)`.
        """
        groups: dict[str, list[str]] = {}
        for id_ in dict.fromkeys(ids):
            groups.setdefault(self._words.get(id_, ""), []).append(id_)
        return listed(
            [f"{words} ({listed(own)})" if words else listed(own) for words, own in groups.items()]
        )


def _words(text: str, theme: str) -> str:
    """Return a text that is short enough, in quotation marks, or a theme; nothing for neither."""
    text = text.strip().rstrip(".")
    if text == WITHHELD:
        return "a withheld action"
    if text and len(text) <= LONGEST_NAME_IN_BRIEF:
        return f'"{text}"'
    return theme if len(theme) <= LONGEST_NAME_IN_BRIEF else ""


def _texts(organisation: PublicOrganisation) -> Iterator[tuple[str, str, str]]:
    """Yield each id with what it is and its theme: actions, then requirements by what they ask."""
    for item in organisation.items:
        yield item.id, item.summary or "", item.theme or ""
    for each in organisation.recommendations:
        for requirement in each.requirements:
            yield requirement.ref, requirement.asked or each.summary or "", each.theme or ""
