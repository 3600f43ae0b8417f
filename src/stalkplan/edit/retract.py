"""`update --retracts`: an entry that takes back earlier ones of its record."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Self

from stalkplan.edit.as_yaml import Value
from stalkplan.edit.several import Appended, several
from stalkplan.edit.splice import Edit
from stalkplan.edit.target import Target, to_correct
from stalkplan.edit.typed_answer import Question
from stalkplan.errors import WrongCallError
from stalkplan.record.choices import Marking
from stalkplan.record.model import Update
from stalkplan.record.register import Register
from stalkplan.verdict import words
from stalkplan.verdict.items import Item, names_of
from stalkplan.verdict.state import Known, known_updates


@dataclass(frozen=True)
class Retraction:
    """A retraction as given on the command line: of the entries of the day `retracts`.

    `name` is an action's id, or the ref of an answer, also of one that has actions. `day` is its
    own, `beside` are options that may not stand beside it.
    """

    name: str
    day: date
    retracts: date
    note: str | None = None
    milestone: str | None = None
    marking: Marking | None = None
    beside: Sequence[str] = ()

    def target(self, register: Register, items: Sequence[Item]) -> Target:
        """Return the record whose entries are taken back.

        Raises WrongCallError if there is nothing to take back, UnknownNameError.
        """
        if self.beside:
            options = words.listed(self.beside)
            raise WrongCallError(f"--retracts only takes back; leave {options} out")
        target = to_correct(register, items, self.name, self.milestone)
        if not self._taken(target):
            raise WrongCallError(self._why_nothing(target))
        return target

    def missing(self, target: Target, can_open: Callable[[str], bool]) -> list[Question]:
        """Return what to ask: why, if no note says so."""
        del target, can_open
        return [] if self.note else [Question("note", "Note", is_long=True)]

    def answered(self, answers: Mapping[str, str]) -> Self:
        """Return the retraction with the answers, which are by the keys of the questions."""
        return replace(self, note=answers.get("note") or self.note)

    @property
    def lacks(self) -> str:
        """Nothing: a retraction needs no reason."""
        return ""

    def edit(self, text: str, target: Target, *, on: date) -> Edit:
        """Return the text of the plan with the retraction as the last entry of its record."""
        return several(text, [self.change(target, on=on)])

    def change(self, target: Target, *, on: date) -> Appended:
        """Return the retraction as a change of the plan."""
        del on  # it carries a day of its own
        days = {"date": self.day.isoformat(), "retracts": self.retracts.isoformat()}
        given: dict[str, Value | None] = {
            **days, "note": self.note, "milestone": target.milestone, "marking": self.marking,
        }  # fmt: skip
        fields = {key: str(value) for key, value in given.items() if value}
        return Appended(target.path, "updates", fields)

    def item_after(self, items: Sequence[Item], target: Target) -> Item:
        """Return the item whose entries were taken back."""
        return next(item for item in items if item.id == target.item.id)

    def remarks(self, target: Target, after: Item) -> Iterator[str]:
        """Yield which entries are taken back, and which promise stays all the same."""
        del after
        taken = self._taken(target)
        for update in taken:
            yield f"Takes back: {_in_words(update)}"
        for update in self._known(target, (*target.updates, self._entry(target))).promised_by:
            if any(update is each for each in taken) and update.promise and update.promise.window:
                day = words.long_window(update.promise.window)
                yield f"The promise of {day} stays: its last day had come before this."

    def _taken(self, target: Target) -> list[Update]:
        """Return the entries that stand before the retraction and not after it."""
        before, after = target.updates, (*target.updates, self._entry(target))
        left = {id(update) for update in self._known(target, after).updates}
        return [u for u in self._known(target, before).updates if id(u) not in left]

    def _known(self, target: Target, updates: Sequence[Update]) -> Known:
        deadlines = () if target.is_action else target.item.recommendation.deadlines
        return known_updates(updates, on=self.day, milestones=names_of(deadlines))

    def _entry(self, target: Target) -> Update:
        return Update.model_construct(
            date=self.day, retracts=self.retracts, milestone=target.milestone
        )

    def _why_nothing(self, target: Target) -> str:
        name = target.item.id if target.is_action else target.item.ref
        if self.day < self.retracts:
            return f"a retraction of {self.day} cannot take back {self.retracts}, a later day"
        whose = f"{name} has no entry of {self.retracts}"
        if target.milestone:
            whose += f" for {target.milestone}"
        days = dict.fromkeys(str(u.date) for u in self._known(target, target.updates).updates)
        there = f"its entries are of {words.listed([*days])}" if days else "it has none"
        return f"{whose} to take back; {there}"


def _in_words(update: Update) -> str:
    status = update.status and update.status.replace("-", " ")
    said = ", ".join(filter(None, (words.long_date(update.date), status)))
    note = update.note and words.cut(" ".join(update.note.split()), _LONGEST_NOTE)
    return f"{said}: {note}" if note else said


_LONGEST_NOTE = 60
"""Characters of a note by which a person knows an entry again."""
