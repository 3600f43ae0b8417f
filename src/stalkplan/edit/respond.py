"""`respond`: the answer to a requirement, where the plan has none or a blank one."""

import shlex
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Self

from stalkplan.edit.several import Appended, Filled, PlanChange, several
from stalkplan.edit.splice import Edit
from stalkplan.edit.target import Target, to_answer
from stalkplan.edit.typed_answer import Question, as_one_of, joined_on
from stalkplan.errors import WrongCallError
from stalkplan.record.choices import Acceptance
from stalkplan.record.dates import Window
from stalkplan.record.register import Register
from stalkplan.verdict import words
from stalkplan.verdict.items import Item
from stalkplan.verdict.same_text import letters


@dataclass(frozen=True)
class NewAnswer:
    """An answer as given on the command line.

    `added` is the day on which it joined the plan; FROM_THE_FIRST if it always stood there.
    `stated_deadline` is the deadline as the plan gives it: ISO text, or NO_DEADLINE.
    """

    ref: str
    position: str | None = None
    acceptance: Acceptance | None = None
    added: date | None = None
    stated_deadline: str | None = None

    def target(self, register: Register, items: Sequence[Item]) -> Target:
        """Return the blank answer, or the place for one.

        Raises WrongCallError if it is not blank, or if the new one says nothing.
        """
        if self.position and not letters(self.position):
            raise WrongCallError(f"'{self.position}' is no answer; it has no letter or digit")
        target = to_answer(register, items, self.ref)
        there, ref = target.response, target.item.ref
        if there and there.position:
            place = register.places.find(target.file, (*target.path, "position"))
            raise WrongCallError(
                f"{ref} is answered already, in {place.file}:{place.line}; "
                f"record progress with stalkplan update, or stalkplan add {shlex.quote(ref)}; "
                "a slip that is not committed yet goes with stalkplan undo"
            )
        stated = there.acceptance if there else Acceptance.NOT_STATED
        if self.acceptance and stated not in (Acceptance.NOT_STATED, self.acceptance):
            raise WrongCallError(
                f"the plan says already that {ref} is {stated}; leave --acceptance out"
            )
        restated = there.stated_deadline if there else None
        restated = restated.text if isinstance(restated, Window) else restated
        if self.stated_deadline and restated not in (None, self.stated_deadline):
            raise WrongCallError(
                f"the plan says already that its deadline for {ref} is {restated}; "
                "leave --stated-deadline out"
            )
        return target

    def missing(self, target: Target, can_open: Callable[[str], bool]) -> list[Question]:
        """Return what to ask: nothing if the position is given."""
        del can_open
        stated = target.response.acceptance if target.response else Acceptance.NOT_STATED
        if self.position:
            return []
        label = f"What the {words.body_word(target.item)} does today"
        questions = [Question("position", label, is_needed=True, is_long=True)]
        if self.acceptance is None and stated is Acceptance.NOT_STATED:
            parse, words_ = as_one_of(Acceptance), tuple(Acceptance)
            asked = Question("acceptance", "Acceptance", parse, "not-stated", choices=words_)
            questions.append(asked)
        return questions

    def answered(self, answers: Mapping[str, str]) -> Self:
        """Return the answer with what was typed, which is by the keys of the questions."""
        acceptance = answers.get("acceptance")
        stated = Acceptance(acceptance) if acceptance else self.acceptance
        return replace(self, position=answers["position"], acceptance=stated)

    @property
    def lacks(self) -> str:
        """The option that is missing; nothing if none is."""
        return "" if self.position else "--position"

    def edit(self, text: str, target: Target, *, on: date) -> Edit:
        """Return the text of the plan with the answer; raises what `change` does."""
        return several(text, [self.change(target, on=on)])

    def change(self, target: Target, *, on: date) -> PlanChange:
        """Return the answer as a change of the plan.

        It carries the day on which it joined the plan, `on` if none is given, so that the past
        stays as it was. If there are actions or updates under it already it does not: the day would
        hide them from the past. Raises WrongCallError if a day is given all the same.
        """
        there, joined = target.response, joined_on(self.added, on=on)
        values = {"position": self.position or ""}
        if there and (there.actions or there.updates):
            if self.added and joined:
                why = f"{target.item.ref} already has actions or updates"
                raise WrongCallError(f"{why}; leave --added out")
        elif joined:
            values = {"added": joined.isoformat(), **values}
        elif there and there.added:
            day = f"the plan says that {target.item.ref} was added on {there.added}"
            raise WrongCallError(f"{day}; leave --added out")
        if self.acceptance and not (there and there.acceptance is self.acceptance):
            values["acceptance"] = str(self.acceptance)
        if self.stated_deadline and not (there and there.stated_deadline):
            values["stated_deadline"] = self.stated_deadline
        if there:
            return Filled(target.path, values)
        return Appended((), "responses", {"ref": target.item.ref, **values})

    def item_after(self, items: Sequence[Item], target: Target) -> Item:
        """Return the item of the requirement that was answered."""
        return next(item for item in items if item.id == target.item.id)

    def remarks(self, target: Target, after: Item) -> Iterator[str]:
        """Yield why the answer counts as given from the start, if it does."""
        del target
        response = after.response
        if self.added is not None or response is None or response.added:
            return
        if response.actions or response.updates:
            yield "It carries no date: it already has actions or updates."
