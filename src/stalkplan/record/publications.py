"""Whose id a file has, a publication's or an organisation's, and where two publications differ."""

from collections.abc import Iterator, Mapping
from typing import Any

from stalkplan.record.files import RECOMMENDATIONS
from stalkplan.record.yaml import Plain, RecordPath, compose, find, lines_of, read

RecommendationsText = tuple[str, str]
"""The name of a file of recommendations, and its text."""


def publication_in(text: str) -> str:
    """Return the id of the publication in the text of recommendations; nothing if it has none."""
    return _id_in(text, "publication")


def organisation_in(text: str) -> str:
    """Return the id of the organisation in the text of a plan; nothing if it has none."""
    return _id_in(text, "organisation")


def _id_in(text: str, of: str) -> str:
    plain, _ = read(RECOMMENDATIONS, text)
    id_ = _record(_record(plain).get(of)).get("id")
    return id_.strip() if isinstance(id_, str) else ""


def differences_of(one: RecommendationsText, other: RecommendationsText) -> Iterator[str]:
    """Yield where two files of one publication differ, each time with both places.

    Only the order of recommendations may differ: `recommendation 7, deadlines: a.yaml:12:3, ...`.
    """
    sides = _Side(*one), _Side(*other)
    yield from _differing("the publication", sides[0].publication, sides[1].publication, sides)
    numbers = dict.fromkeys(number for side in sides for number in side.recommendations)
    for number in numbers:
        held = [side.recommendations.get(number) for side in sides]
        if None in held:
            has = sides[held.index(None) - 1]
            yield f"recommendation {number} is only in {has.file}"
            continue
        yield from _differing(f"recommendation {number}", held[0], held[1], sides)


class _Side:
    """One of the two files: its publication and recommendations, each a path and a plain record."""

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self._text = text
        plain, _ = read(file, text)
        whole = plain if isinstance(plain, dict) else {}
        listed = whole.get("recommendations")
        self.publication = (("publication",), _record(whole.get("publication")))
        self.recommendations = {
            str(_record(each).get("number")): (("recommendations", index), _record(each))
            for index, each in enumerate(listed if isinstance(listed, list) else ())
        }

    def place(self, path: RecordPath) -> str:
        """Return the place of a value, or of the nearest above it."""
        node = find(compose(self._text), path)
        return str(lines_of(self._text).place(self.file, node.start))


_Held = tuple[RecordPath, Mapping[str, Any]] | None


def _differing(what: str, one: _Held, other: _Held, sides: tuple[_Side, _Side]) -> Iterator[str]:
    """Yield the fields in which two records differ."""
    if one is None or other is None:
        return
    for field in dict.fromkeys([*one[1], *other[1]]):
        if one[1].get(field) != other[1].get(field):
            places = (
                side.place((*path, field))
                for side, (path, _) in zip(sides, (one, other), strict=True)
            )
            yield f"{what}, {field}: {' and '.join(places)}"


def _record(plain: Plain) -> dict[str, Any]:
    return plain if isinstance(plain, dict) else {}
