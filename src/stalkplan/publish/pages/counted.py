"""Recommendations counted once for each organisation they were made to, as every count of many."""

from collections.abc import Sequence
from typing import NamedTuple

from stalkplan.publish.pages.organisation import Figure
from stalkplan.verdict import words
from stalkplan.verdict.comparison import Cell


class Counted(NamedTuple):
    """How many there are, and how many of them stand where; `silent` are among the `overdue`."""

    number: int
    overdue: int
    silent: int
    complete: int
    others: tuple[str, ...]

    @property
    def silence(self) -> str:
        """What there is to say of the updates of what is overdue, in a sentence; may be empty."""
        if not self.overdue:
            return ""
        if self.silent == self.overdue:
            return "None of them has a recent update."
        have = "has" if self.silent == 1 else "have"
        return f"{self.silent:,} of them {have} no recent update." if self.silent else ""

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Four figures: overdue, those of them without an update, complete, all others."""
        rest = self.number - self.overdue - self.complete
        label = f"others: {words.listed(self.others)}" if self.others else "others"
        return (
            Figure(self.overdue, f"of {self.number:,} overdue", "late"),
            Figure(self.silent, "of those with no recent update", "late"),
            Figure(self.complete, "complete", "done"),
            Figure(rest, label, "wait"),
        )


def counted(cells: Sequence[Cell]) -> Counted:
    """Return the counts of some cells: each is one recommendation with one organisation."""
    rest = [each for each in cells if not (each.is_overdue or each.is_complete)]
    return Counted(
        len(cells),
        sum(each.is_overdue for each in cells),
        sum(each.is_silent for each in cells),
        sum(each.is_complete for each in cells),
        words.tally(each.worst.timeliness for each in rest),
    )
