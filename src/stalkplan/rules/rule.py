"""What a rule is, and how a function becomes one: `@error` or `@warning(...)` stands above it."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from stalkplan.record.problems import Severity
from stalkplan.rules.context import Context, Found


class Rule(NamedTuple):
    """A check, its code, and whether what it finds fails `check`.

    What a warning finds is counted on a screen: `one` and `many` follow the number. The lines with
    the lowest `on_screen` stand first.
    """

    severity: Severity
    find: Callable[[Context], Iterator[Found]]
    one: str = ""
    many: str = ""
    on_screen: int = 0

    @property
    def code(self) -> str:
        """The name of the function, with hyphens."""
        return self.find.__name__.replace("_", "-")


def error(find: Callable[[Context], Iterator[Found]]) -> Rule:
    """Return a rule whose every finding is shown where it stands, and fails `check`."""
    return Rule(Severity.ERROR, find)


def warning(
    one: str, many: str, on_screen: int
) -> Callable[[Callable[[Context], Iterator[Found]]], Rule]:
    """Return what makes a rule whose findings are counted on a screen.

    It raises ValueError if the words are missing: a warning that nobody can see would be worse
    than none.
    """

    def rule(find: Callable[[Context], Iterator[Found]]) -> Rule:
        if not (one.strip() and many.strip()):
            raise ValueError(f"{find.__name__} does not say what it counts")
        return Rule(Severity.WARNING, find, one, many, on_screen)

    return rule
