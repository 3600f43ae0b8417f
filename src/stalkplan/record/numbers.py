"""Whole numbers as people and other programs write them: in digits, or in letters as in 12.2b."""


def whole_number(text: str | None, otherwise: int, digits: int = 9) -> int:
    """Return the number that ASCII digits write, of which only the first `digits` are read.

    `otherwise` for any other text: a sign, a blank, nothing.
    """
    return int(text[:digits]) if text and text.isascii() and text.isdigit() else otherwise


def to_letters(number: int) -> str:
    """Return a to z for 1 to 26, then aa, ab, ...; nothing for 0."""
    letters = ""
    while number:
        number, last = divmod(number - 1, 26)
        letters = chr(ord("a") + last) + letters
    return letters


def from_letters(letters: str) -> int:
    """Return 1 to 26 for a to z, 27 for aa, and so on; capitals count as small letters."""
    number = 0
    for letter in letters.lower():
        number = number * 26 + ord(letter) - ord("a") + 1
    return number
