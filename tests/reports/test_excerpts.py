"""What is repeated of two long texts."""

import pytest

from stalkplan.reports.rewritten import excerpts

LONG = "The flag is {}; training for 2,400 staff begins in January, after the board has met."


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        (
            LONG.format("in test"),
            LONG.format("tested"),
            ("… flag is in test; training for …", "… flag is tested; training for …"),
        ),
        (LONG, f"{LONG} Twice.", ("… has met.", "… has met. Twice.")),
        (f"Now. {LONG}", LONG, ("Now. The flag …", "The flag …")),
    ],
)
def test_of_long_texts_only_what_differs_is_repeated(
    before: str, after: str, told: tuple[str, str]
) -> None:
    assert excerpts(before, after, 60) == told
    assert excerpts(before, after, 100) == (before, after)
