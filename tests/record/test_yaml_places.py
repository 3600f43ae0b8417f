"""Reading with places: in one pass, what reading and composing give."""

from pathlib import Path

import pytest

from conftest import DATA, ROOT
from stalkplan.record.problems import Lines
from stalkplan.record.yaml import compose, read, read_placed

FILES = [*sorted((ROOT / "tests" / "cases").rglob("*.yaml")), *sorted(DATA.glob("*.yaml"))]


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_reading_with_places_is_reading_and_composing(path: Path, parser: str) -> None:
    """So check judges what every other command judges."""
    text = path.read_bytes().decode(errors="replace")
    assert read_placed(parser, text) == (compose(text), *read(parser, text))


PLACES = {
    # offsets from and to, in "ab\ncde\r\n\nf": line, column and width
    (0, 0): (1, 1, 1),
    (0, 2): (1, 1, 2),
    (1, 9): (1, 2, 1),  # a value of several lines ends with its first
    (2, 3): (1, 3, 1),
    (3, 6): (2, 1, 3),
    (4, 10): (2, 2, 3),
    (8, 8): (3, 1, 1),
    (9, 10): (4, 1, 1),
    (10, 10): (4, 2, 1),
}


@pytest.mark.parametrize("offsets", PLACES)
def test_the_place_of_an_offset(offsets: tuple[int, int]) -> None:
    start, end = offsets
    place = Lines("ab\ncde\r\n\nf").place("a.yaml", start, end)
    assert place == ("a.yaml", *PLACES[offsets])
    assert Lines("").place("a.yaml", 0) == ("a.yaml", 1, 1, 1)
