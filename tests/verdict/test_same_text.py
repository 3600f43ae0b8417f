"""What two texts are compared by."""

import pytest

from stalkplan.verdict.same_text import comparable, letters

LETTERS = {
    None: "",
    " - ": "",
    "We do it_all, 9.1!": "wedoitall91",
    "STRASSE": "strasse",
    "Stra\u00dfe": "strasse",
    "y\u0302": "\u0177",  # the accent as a sign of its own
}


@pytest.mark.parametrize("text", LETTERS)
def test_letters_and_digits_are_compared(text: str | None) -> None:
    assert letters(text) == comparable(text) == LETTERS[text]


def test_a_text_that_was_taken_out_is_like_no_other() -> None:
    assert [comparable(text) for text in ("[redacted]", " [redacted]\n", "redacted")] == [
        *("", ""),
        "redacted",
    ]
