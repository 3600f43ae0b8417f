"""The mark before an entry of a numbered list: a number, letters, a Roman numeral."""

from stalkplan.record.numbers import to_letters

_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l")),
    *((40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)


def roman_mark(number: int) -> str:
    """Return a number of 1 to 3999 in Roman numerals, any other in digits."""
    if not 0 < number < 4000:
        return str(number)
    text = ""
    for value, sign in _ROMAN:
        text += sign * (number // value)
        number %= value
    return text


def letter_mark(number: int) -> str:
    """Return a to zz for 1 to 702, any other number in digits."""
    return to_letters(number) if 0 < number <= 702 else str(number)
