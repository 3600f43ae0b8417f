"""Numbers in digits and in letters."""

import pytest

from stalkplan.record.numbers import from_letters, to_letters, whole_number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("7", 7), ("0", 0), ("007", 7), ("1234567890123", 123456789),
        ("", -1), (None, -1), ("-7", -1), (" 7", -1), ("1_000", -1), ("\u0667", -1), ("\u00b2", -1),
        ("7.5", -1),
    ],
)  # fmt: skip
def test_whole_numbers_are_ascii_digits(text: str | None, number: int) -> None:
    assert whole_number(text, -1) == number


def test_only_so_many_digits_are_read() -> None:
    assert whole_number("12345", 0, digits=4) == 1234


@pytest.mark.parametrize(
    ("number", "letters"),
    [(1, "a"), (26, "z"), (27, "aa"), (52, "az"), (53, "ba"), (702, "zz"), (703, "aaa")],
)
def test_numbers_in_letters(number: int, letters: str) -> None:
    assert to_letters(number) == letters
    assert from_letters(letters) == from_letters(letters.upper()) == number


def test_zero_has_no_letters() -> None:
    assert to_letters(0) == ""
    assert from_letters("") == 0
