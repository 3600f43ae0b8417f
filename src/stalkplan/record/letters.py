"""Letters as numbers: a, b, ... z, aa, ab, ... for 1, 2, ... 26, 27, 28, ..."""


def letters_of(number: int) -> str:
    """Return the small letters for a number; none for 0 and below."""
    letters = ""
    while number > 0:
        number, last = divmod(number - 1, 26)
        letters = chr(ord("a") + last) + letters
    return letters


def number_of(letters: str) -> int:
    """Return the number for small or capital letters; 0 for none."""
    number = 0
    for letter in letters.lower():
        number = number * 26 + ord(letter) - ord("a") + 1
    return number
