"""`add`: an action under the answer to a requirement."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import count
from typing import Self

from stalkplan.edit.as_yaml import Value
from stalkplan.edit.several import Appended, several
from stalkplan.edit.splice import Edit
from stalkplan.edit.target import Target, for_milestone, to_answer
from stalkplan.edit.typed_answer import Question, joined_on
from stalkplan.edit.typed_dates import as_window
from stalkplan.errors import WrongCallError
from stalkplan.record.model import Plan
from stalkplan.record.numbers import from_letters, to_letters
from stalkplan.record.register import Register
from stalkplan.verdict.items import Item


@dataclass(frozen=True)
class NewAction:
    """An action as given on the command line; `by` is a window as ISO text.

    `added` is the day on which it joined the plan; FROM_THE_FIRST if it always stood there.
    `wording` is the promise in the plan's words, and `evidence` is recorded as its first update.
    """

    ref: str
    summary: str | None = None
    owner: str | None = None
    by: str | None = None
    milestone: str | None = None
    added: date | None = None
    wording: str | None = None
    evidence: Sequence[str] = ()

    def target(self, register: Register, items: Sequence[Item]) -> Target:
        """Return the answer that gets the action. Raises WrongCallError, UnknownNameError."""
        return for_milestone(to_answer(register, items, self.ref), items, self.milestone)

    def missing(self, target: Target, can_open: Callable[[str], bool]) -> list[Question]:
        """Return what to ask: nothing if the summary is given."""
        del target, can_open
        if self.summary:
            return []
        questions = (
            Question("summary", "What will be done", is_needed=True, is_long=True),
            Question("owner", "Owner, a role"),
            Question("by", "Promised by, such as 2027-01", as_window, "no date"),
        )
        return [question for question in questions if not getattr(self, question.key)]

    def answered(self, answers: Mapping[str, str]) -> Self:
        """Return the action with the answers, which are by the keys of the questions."""
        return replace(
            self,
            summary=answers.get("summary") or self.summary,
            owner=answers.get("owner") or self.owner,
            by=answers.get("by") or self.by,
        )

    @property
    def lacks(self) -> str:
        """The option that is missing; nothing if none is."""
        return "" if self.summary else "--summary"

    def edit(self, text: str, target: Target, *, on: date) -> Edit:
        """Return the text of the plan with the action; raises what `change` does."""
        return several(text, [self.change(target, on=on)])

    def change(self, target: Target, *, on: date) -> Appended:
        """Return the action as a change of the plan: the last one of its answer.

        The action carries the day on which it joined the plan, `on` if none is given, so that the
        past stays as it was; so does an answer that is made for it. Raises WrongCallError if the
        answer joined later.
        """
        joined = joined_on(self.added, on=on)
        if (
            target.response
            and target.response.added
            and target.response.added > (joined or date.min)
        ):
            answer = f"the answer to {target.item.ref} joined the plan on {target.response.added}"
            when = f"of {joined}" if joined else "from the first"
            raise WrongCallError(f"{answer}; an action {when} would be older")
        added: dict[str, Value] = {"added": joined.isoformat()} if joined else {}
        action: dict[str, Value] = {"id": _new_id(target), **added, **self._fields()}
        if target.milestone:
            action["milestone"] = target.milestone
        if self.evidence:
            update: dict[str, Value] = {"date": on.isoformat(), "evidence": tuple(self.evidence)}
            action["updates"] = [update]
        if target.response:
            return Appended(target.path, "actions", action)
        response: dict[str, Value] = {"ref": target.item.ref, **added, "actions": [action]}
        return Appended((), "responses", response)

    def _fields(self) -> dict[str, Value]:
        """Return what is said of the action, in the order in which a file has it."""
        dated = {"by": self.by, "wording": self.wording}
        promise: dict[str, Value] = {key: value for key, value in dated.items() if value}
        owner: dict[str, Value] = {"owner": self.owner} if self.owner else {}
        return {"summary": self.summary or "", **owner, **({"promise": promise} if promise else {})}

    def item_after(self, items: Sequence[Item], target: Target) -> Item:
        """Return the new action."""
        return next(item for item in items if item.id == _new_id(target))

    def remarks(self, target: Target, after: Item) -> Iterator[str]:
        """Yield nothing: the verdicts say all there is to say."""
        del target, after
        yield from ()


def _new_id(target: Target) -> str:
    return next_id(target.plan, target.item.ref)


def next_id(plan: Plan, ref: str) -> str:
    """Return an id for a new action: the ref and the letter after the last one used: `12.2b`."""
    return next(next_ids(plan, ref))


def next_ids(plan: Plan, ref: str) -> Iterator[str]:
    """Yield the ids for new actions, one after another.

    A letter is used by an action, and by another requirement: beside 4a an action of 4 is 4b.
    """
    used = {a.id.casefold() for response in plan.responses for a in response.actions}
    used |= {response.ref.casefold() for response in plan.responses}
    letters = re.compile(re.escape(ref.casefold()) + "([a-z]+)")
    taken = [from_letters(match[1]) for id_ in used if (match := letters.fullmatch(id_))]
    for number in count(max(taken, default=0) + 1):
        yield f"{ref}{to_letters(number)}"
