"""Reading with places: in one pass, what reading and composing give."""

from pathlib import Path

import pytest

from conftest import DATA, ROOT
from stalkplan.record.yaml import compose, read, read_placed

FILES = [*sorted((ROOT / "tests" / "cases").rglob("*.yaml")), *sorted(DATA.glob("*.yaml"))]


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_reading_with_places_is_reading_and_composing(path: Path, parser: str) -> None:
    """So check judges what every other command judges."""
    text = path.read_bytes().decode(errors="replace")
    assert read_placed(parser, text) == (compose(text), *read(parser, text))
