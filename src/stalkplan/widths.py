"""How many columns a text takes on a screen, and fitting it into them."""

from stalkplan.verdict.marks import ELLIPSIS, MARKS

_NARROW = ELLIPSIS + "".join(mark.sign for mark in MARKS)


def cells(text: str) -> int:
    """Return how many columns a text takes on a screen."""
    if text.isascii() or all(sign < "\u0300" or sign in _NARROW for sign in text):
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


def cut(text: str, width: int, ellipsis: str) -> str:
    """Return a text in at most `width` columns, its end marked where it is cut."""
    if (text.isascii() and len(text) <= width) or cells(text) <= width:
        return text
    while text and cells(text) > width - len(ellipsis):
        text = text[:-1]
    return text + ellipsis[:width]


def pad(text: str, width: int, *, right: bool) -> str:
    """Return a text filled up with spaces to `width` columns."""
    if text.isascii():  # nearly all: the columns of a long table are padded by the thousand
        return text.rjust(width) if right else text.ljust(width)
    space = " " * (width - cells(text))
    return space + text if right else text + space
