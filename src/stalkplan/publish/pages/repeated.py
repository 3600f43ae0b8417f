"""Public answers to one requirement that repeat each other, word for word or nearly."""

from collections.abc import Mapping
from typing import NamedTuple

from stalkplan.verdict.copies import SHORTEST, alike
from stalkplan.verdict.same_text import comparable


class Repeated(NamedTuple):
    """Of an answer: whose it repeats word for word, the first of them, and whose it nearly does."""

    first: str | None
    near: tuple[str, ...]


def repeated(answers: Mapping[str, str]) -> Mapping[str, Repeated]:
    """Return those of some answers, by whose they are, that repeat another.

    The first of those that agree word for word repeats nobody word for word.
    """
    said = {name: comparable(text) for name, text in answers.items()}
    first: dict[str, str] = {}
    for name, text in said.items():
        if len(text) >= SHORTEST:
            first.setdefault(text, name)
    sets = [names for names, _ in alike({name: text for text, name in first.items()})]
    near = {one: tuple(o for o in names if o != one) for names in sets for one in names}
    found: dict[str, Repeated] = {}
    for name, text in said.items():
        original = first.get(text, name)
        same = original if original != name else None
        if same or near.get(name):
            found[name] = Repeated(same, () if same else near[name])
    return found
