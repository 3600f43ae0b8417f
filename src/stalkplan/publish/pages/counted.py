"""Recommendations counted once for each organisation here, as every count of many."""

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from stalkplan.publish.pages.organisation import Figure
from stalkplan.verdict import words
from stalkplan.verdict.comparison import Cell
from stalkplan.verdict.state_words import Standing


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
        return words.silence_of_parts(self.overdue, self.silent)

    @property
    def figures(self) -> tuple[Figure, ...]:
        """What the headline does not say: overdue without an update, complete, all others.

        Where nothing is overdue, nothing of it lacks an update. Without others, what is complete is
        all that is not overdue: nothing of it says no more.
        """
        rest = self.number - self.overdue - self.complete
        label = f"others: {words.listed(self.others)}"
        silent = "of those overdue have a part with no recent update"
        figures = [Figure(self.silent, silent, "late")] if self.overdue else []
        if self.complete or rest:
            figures.append(Figure(self.complete, "complete", "done"))
        if rest:
            figures.append(Figure(rest, label, "wait"))
        return tuple(figures)


def counted(cells: Iterable[Cell]) -> Counted:
    """Return the counts of some cells: each is one recommendation with one organisation."""
    states = Counter(cell.standing for cell in cells)
    silent, complete = states[Standing.SILENT], sum(states[each] for each in _COMPLETE)
    rest = [each for each in states.elements() if each not in (*_OVERDUE, *_COMPLETE)]
    return Counted(
        states.total(),
        silent + states[Standing.OVERDUE],
        silent,
        complete,
        words.tally(rest),
    )


_OVERDUE = (Standing.SILENT, Standing.OVERDUE)
_COMPLETE = (Standing.COMPLETE, Standing.COMPLETE_LATE)
