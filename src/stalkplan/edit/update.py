"""`update`: a dated entry under an action, or under a response."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Self

from stalkplan.edit.as_yaml import Fields, Value
from stalkplan.edit.several import Appended, several
from stalkplan.edit.splice import Edit
from stalkplan.edit.target import Target, to_correct, to_update
from stalkplan.edit.typed_answer import Question, always_asked, as_one_of
from stalkplan.edit.typed_dates import as_day, as_window
from stalkplan.errors import WrongCallError
from stalkplan.record.choices import Acceptance, Marking, Status
from stalkplan.record.dates import Window
from stalkplan.record.model import Update
from stalkplan.record.register import Register
from stalkplan.verdict import words
from stalkplan.verdict.items import Item, names_of
from stalkplan.verdict.state import known_updates
from stalkplan.verdict.timeliness import DONE, DueFrom


@dataclass(frozen=True)
class NewUpdate:
    """An update as given on the command line. `name` is an action's id, or a ref.

    Dates and windows are ISO text, checked before they come here. `today` is the day that it is
    about if no other is given.
    """

    name: str
    today: date
    day: date | None = None
    status: Status | None = None
    note: str | None = None
    evidence: Sequence[str] = ()
    by: str | None = None
    not_before: str | None = None
    wording: str | None = None
    owner: str | None = None
    verified_by: str | None = None
    verified_on: date | None = None
    milestone: str | None = None
    marking: Marking | None = None
    acceptance: Acceptance | None = None

    def target(self, register: Register, items: Sequence[Item]) -> Target:
        """Return the record that gets the update. Raises WrongCallError, UnknownNameError."""
        if bool(self.verified_by) != bool(self.verified_on):
            raise WrongCallError(
                "--verified-by and --verified-on go together: who, and on what day"
            )
        if not self.acceptance or self.status or self.owner or self.verified_by:
            return self._of_an_answer(to_update(register, items, self.name, self.milestone))
        return self._of_an_answer(to_correct(register, items, self.name, self.milestone))

    def _of_an_answer(self, target: Target) -> Target:
        """Return the target. Raises WrongCallError if it is an action that would be accepted."""
        if self.acceptance and target.is_action:
            ref = target.item.ref
            raise WrongCallError(f"what is accepted is {ref}, not an action; update {ref}")
        return target

    def missing(self, target: Target, can_open: Callable[[str], bool]) -> list[Question]:
        """Return what to ask: nothing if a note is given with a status or an acceptance."""
        del target
        if self.note and (self.status or self.acceptance):
            return []

        def evidence(answer: str) -> str:
            link = answer.strip()
            if not can_open(link):
                message = (
                    "is neither a link nor a file in this folder; write https://..., or a path"
                )
                raise ValueError(f"'{link}' {message}")
            return link

        day, next_year = as_day(last=self.today), self.today.year + 1
        window = partial(as_window, year=next_year)
        questions = (
            Question("status", "Status", as_one_of(Status), "as it is", choices=tuple(Status)),
            Question("note", "Note", is_long=True),
            Question("day", _DAY, day, f"{self.today}"),
            Question("evidence", _LINK, evidence, is_for=lambda s: s != Status.COMPLETE),
            Question("evidence", _LINK, evidence, _NO_PROOF, is_for=lambda s: s == Status.COMPLETE),
            Question("by", f"New promise, such as {next_year}-01", window, is_for=_goes_on),
        )
        asked = list(questions[1:3] if self.acceptance else questions)
        if status := self.status:
            known = (each for each in asked if each.is_for(status))
            asked = [each._replace(is_for=always_asked) for each in known]
        return [question for question in asked if not getattr(self, question.key)]

    def answered(self, answers: Mapping[str, str]) -> Self:
        """Return the update with the answers, which are by the keys of the questions."""
        given = self
        if status := answers.get("status"):
            given = replace(given, status=Status(status))
        if note := answers.get("note"):
            given = replace(given, note=note)
        if day := answers.get("day"):
            given = replace(given, day=date.fromisoformat(day))
        if by := answers.get("by"):
            given = replace(given, by=by)
        if evidence := answers.get("evidence"):
            given = replace(given, evidence=(evidence,))
        return given

    @property
    def lacks(self) -> str:
        """The options of which it needs one; nothing if it says something."""
        return "" if self._fields() else "--status, --note or --evidence"

    def edit(self, text: str, target: Target, *, on: date) -> Edit:
        """Return the text of the plan with the update as the last one of its record.

        Raises WrongCallError if the record has the same update of that day, not taken back.
        """
        change = self.change(target, on=on)
        entry = Update.model_validate(change.record)
        deadlines = () if target.is_action else target.item.recommendation.deadlines
        known = known_updates(
            target.updates, on=max(on, entry.date), milestones=names_of(deadlines)
        )
        if entry in known.updates:
            name = target.item.id if target.is_action else target.item.ref
            same = f"{name} has the same update of {words.long_date(entry.date)} already"
            raise WrongCallError(f"{same}; nothing was saved")
        return several(text, [change])

    def change(self, target: Target, *, on: date) -> Appended:
        """Return the update as a change of the plan."""
        del on  # an update carries a day of its own
        fields = {"date": (self.day or self.today).isoformat()} | self._fields()
        if target.milestone:
            fields["milestone"] = target.milestone
        return Appended(target.path, "updates", fields)

    def item_after(self, items: Sequence[Item], target: Target) -> Item:
        """Return the item that was updated."""
        return next(item for item in items if item.id == target.item.id)

    def remarks(self, target: Target, after: Item) -> Iterator[str]:
        """Yield what becomes of the acceptance, and what the update does not do."""
        before = target.item
        if self.acceptance:
            now, was = (words.acceptance_word(item.acceptance) for item in (after, before))
            yield (
                f"Acceptance: {now}, as before." if now == was else f"Acceptance: {now}, was {was}."
            )
        if (self.by or self.not_before) and before.window and after.window:
            what = "first promise" if after.due_from is DueFrom.PROMISE else "deadline"
            day = words.long_window(after.window)
            yield f"The {what} stays {day}; the new promise is shown beside it."
        yield from self._done_before(before, after)
        newest = before.state.last_update
        if newest and (self.day or self.today) < newest:
            yield f"The update of {words.long_date(newest)} is newer: what it says holds."
        elif before.silent and after.silent and after.window:
            yield self._why_still_silent(after.window)

    def _done_before(self, before: Item, after: Item) -> Iterator[str]:
        """Yield what becomes of a completion that was reported before."""
        if before.timeliness not in DONE or not before.completed or not self.status:
            return
        day = words.long_date(before.completed)
        if after.timeliness not in DONE:
            yield f"This takes back that it was complete, as reported on {day}."
        elif self.status is Status.COMPLETE and after.completed == before.completed:
            yield f"It was complete already, on {day}; that day stays."

    def _why_still_silent(self, due: Window) -> str:
        """Return why an overdue item still has no update that counts."""
        if not self._fields().keys() - {"owner", "acceptance", "marking"}:
            return "Without a status, a note or evidence it does not count as an update."
        if (self.day or self.today) <= due.last:
            return "It is from before the deadline; there is still no update since."
        return "It is over six months old; there is still no recent update."

    def _fields(self) -> dict[str, Value]:
        """Return the fields that say something, in the order in which a file has them."""
        promise = {"by": self.by, "not_before": self.not_before, "wording": self.wording}
        on = self.verified_on.isoformat() if self.verified_on else None
        verified = {"by": self.verified_by, "on": on}
        fields: dict[str, Value | None] = {
            "status": self.status and str(self.status),
            "note": self.note,
            "evidence": tuple(self.evidence),
            "promise": _given(promise),
            "owner": self.owner,
            "verified": _given(verified),
            "acceptance": self.acceptance and str(self.acceptance),
        }
        written = {key: value for key, value in fields.items() if value}
        if written and self.marking:
            written["marking"] = str(self.marking)
        return written


def as_day_of(register: Register, item: Item, *, last: date) -> Callable[[str], str]:
    """Return a function that reads the day of an update of an item, and gives it as ISO text.

    It is at most the day `last`, and not before the item was asked for.
    """
    publication = register.publication
    first = publication.asked_on(item.recommendation) if publication else date.min

    def parse(answer: str) -> str:
        day = as_day(last=last)(answer)
        if day < first.isoformat():
            raise ValueError(f"{day} is before {first}, when the recommendation was made")
        return day

    return parse


_DAY = "Date the work was done or the news is from"

_LINK = "Evidence, a link"

_NO_PROOF = "none, shown as complete without evidence"
"""What no evidence of a completion means."""


def _goes_on(status: str) -> bool:
    """Whether there is more to promise after a status."""
    return status not in (Status.COMPLETE, Status.WITHDRAWN)


def _given(fields: Mapping[str, str | None]) -> Fields:
    return {key: value for key, value in fields.items() if value}
