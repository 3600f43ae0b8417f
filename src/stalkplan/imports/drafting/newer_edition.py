"""What a newer edition says that a plan does not: what can be recorded, and what is only reported.

Recorded is what is new and certain: updates, answers to what was blank, actions. What reads
otherwise than in the plan, what is no longer there and what is a question changes nothing.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from stalkplan.edit.add import next_ids
from stalkplan.edit.as_yaml import Fields, Value
from stalkplan.edit.respond import NewAnswer
from stalkplan.edit.several import Appended, Filled, PlanChange
from stalkplan.edit.target import Target, to_answer
from stalkplan.errors import UnknownNameError
from stalkplan.imports.drafting.answers import Answer, Doubt, DraftAction
from stalkplan.imports.drafting.draft import DraftQuestion, as_question
from stalkplan.imports.drafting.said_before import is_said_before, said_by_ref
from stalkplan.imports.drafting.same_actions import paired_actions
from stalkplan.imports.phrases.text import shortened
from stalkplan.record.choices import Acceptance, Status
from stalkplan.record.dates import Window
from stalkplan.record.model import Action, Response, Update
from stalkplan.record.register import Register
from stalkplan.record.yaml import RecordPath
from stalkplan.verdict import words
from stalkplan.verdict.items import Item
from stalkplan.verdict.same_text import REDACTED, comparable, letters

_OF_THE_FIRST_READING = frozenset({"id", "owner", "promise", "milestone"})
"""Fields of an action whose questions were asked when it joined the plan."""


@dataclass
class EditionNews:
    """What an edition brings: the changes to make, and lines on what is not written.

    `otherwise` are records that read otherwise, `gone` the names of those that are no longer there.
    """

    changes: list[PlanChange] = field(default_factory=list)
    otherwise: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    questions: list[DraftQuestion] = field(default_factory=list)

    def ask(self, name: str, text: str, places: Sequence[str]) -> None:
        """Add a question."""
        number = len(self.questions) + 1
        self.questions.append(DraftQuestion(number, 0, name, text, as_question(text, places)))

    def ask_all(self, name: str, doubts: Sequence[Doubt], places: Sequence[str]) -> None:
        """Add the questions of a record, each once."""
        for doubt in dict.fromkeys(doubts):
            self.ask(name, doubt.text, places)


class _Edition:
    """Compares an edition with the plan of one organisation, answer by answer."""

    def __init__(
        self,
        register: Register,
        texts: Mapping[str, str],
        items: Sequence[Item],
        *,
        page_day: date | None,
        on: date,
    ) -> None:
        self._register, self._items = register, items
        plans = [texts[name] for name in register.plans]
        self._said = {ref: part for plan in plans for ref, part in said_by_ref(plan).items()}
        self._said_at_all = letters(" ".join(plans))
        self._page_day, self._on = page_day, on
        self._status = {item.id: item.state.status for item in items}
        self.news = EditionNews()

    def compare(self, answer: Answer) -> None:
        """Add what an answer of the edition brings. What reads as it did was asked before."""
        questions = self.news.questions
        number = len(questions)
        self._compare(answer)
        said = self._said.get(answer.ref, "") if answer.is_asked else self._said_at_all
        if is_said_before(answer, said):
            del questions[number:]

    def _ask_all(self, name: str, doubts: Sequence[Doubt], places: Sequence[str]) -> None:
        """Ask what is open, but not since when a status is so that the plan has already."""
        status = self._status.get(name)
        is_known = {doubt for doubt in doubts if doubt.status and doubt.status is status}
        self.news.ask_all(name, [doubt for doubt in doubts if doubt not in is_known], places)

    def _compare(self, answer: Answer) -> None:
        news, places = self.news, answer.places
        self._ask_all(answer.ref, _open(answer.doubts), places)
        if not answer.is_asked or _has_doubt(answer.doubts, "ref"):
            return
        try:
            target = to_answer(self._register, self._items, answer.ref)
        except UnknownNameError:
            news.ask(answer.ref, "it is not asked of this organisation: what is it", places)
            return
        there = target.response.actions if target.response else ()
        pairs = paired_actions(answer.actions, there)
        for draft, maybe in pairs.unsure:
            ids = words.either(words.few([action.id for action in maybe], "action"))
            shown = shortened(draft.summary)
            news.ask(answer.ref, f"'{shown}': is it {ids} in other words, or a new action", places)
            news.ask_all(answer.ref, _open(draft.doubts), places)
        if pairs.too_many:
            first = f"{len(pairs.too_many)} of its actions read as none of the plan does, the first"
            shown = shortened(pairs.too_many[0].summary)
            news.ask(answer.ref, f"{first} '{shown}': which ones are new", places)
        for draft in pairs.new:
            news.ask_all(answer.ref, _open(draft.doubts), places)
        new = [*self._new_actions(pairs.new, target, places)]
        if target.response is None:
            self._add_response(answer, target, new)
            return
        self._compare_answer(answer, target, target.response)
        news.changes += [Appended(target.path, "actions", action) for action in new]
        for draft, place in pairs.same:
            path = (*target.path, "actions", place)
            self._compare_action(answer, draft, there[place], path)
        gone = (action for action in pairs.gone if not action.marking)
        news.gone += [a.id for a in gone if self._status.get(a.id) is not Status.WITHDRAWN]

    def _new_actions(
        self, drafts: Sequence[DraftAction], target: Target, places: Sequence[str]
    ) -> Iterator[Fields]:
        """Yield the actions that are new, but for those whose milestone is a question."""
        ref = target.item.ref
        ids = next_ids(target.plan, ref)
        for draft in drafts:
            if _has_doubt(draft.doubts, "milestone", "id"):
                continue
            fields: dict[str, Value | None] = {
                "id": next(ids),
                "added": self._on.isoformat(),
                "summary": draft.summary,
                "owner": None if _has_doubt(draft.doubts, "owner") else draft.owner,
                "promise": None if _has_doubt(draft.doubts, "promise") else draft.promise,
                "milestone": draft.milestone,
                "updates": self._certain(ref, draft.updates, draft.doubts, places),
            }
            yield {key: value for key, value in fields.items() if value}

    def _add_response(self, answer: Answer, target: Target, actions: Sequence[Fields]) -> None:
        """Add an answer that the plan does not have, if it says anything."""
        updates: Sequence[Fields] = [] if answer.actions else answer.updates
        if len(target.item.recommendation.deadlines) > 1:
            self._ask_of_which(answer, updates)
            updates = []
        said: dict[str, Value | None] = {
            "position": answer.position,
            "acceptance": answer.acceptance,
            "actions": actions,
            "updates": self._certain(answer.ref, updates, answer.doubts, answer.places),
        }
        if any(said.values()):
            fields = {"ref": answer.ref, "added": self._on.isoformat(), **said}
            fields["stated_deadline"] = self._stated(answer)
            given = {key: value for key, value in fields.items() if value}
            self.news.changes.append(Appended((), "responses", given))

    def _stated(self, answer: Answer) -> str:
        return "" if _has_doubt(answer.doubts, "stated_deadline") else answer.stated_deadline

    def _compare_answer(self, answer: Answer, target: Target, there: Response) -> None:
        news = self.news
        if not there.position and answer.position:
            given = NewAnswer(answer.ref, answer.position, _acceptance(answer, there))
            change: PlanChange = given.change(target, on=self._on)
            day = self._stated(answer)
            if isinstance(change, Filled) and day and not there.stated_deadline:
                change = Filled(change.path, {**change.values, "stated_deadline": day})
            news.changes.append(change)
        elif there.position and not answer.position and not there.marking:
            news.gone.append(f"{answer.ref}, its answer")
        elif there.position and _differ(answer.position, there.position):
            shown = shortened(answer.position)
            news.otherwise.append(f"{answer.ref}: the answer is now '{shown}'")
        if there.position and (accepted := _acceptance(answer, there)):
            self._tell(answer.ref, f"it is now {accepted}", f"--acceptance {accepted}")
        if _is_restated(there, day := self._stated(answer)):
            news.otherwise.append(f"{answer.ref}: the deadline is now restated as {day}")
        self._compare_own_updates(answer, target, there)

    def _compare_own_updates(self, answer: Answer, target: Target, there: Response) -> None:
        """Add the updates of an answer itself, where it is certain that they are about it alone."""
        if answer.actions:
            return
        status = self._status.get(answer.ref)
        new = [*self._new_updates(answer.updates, there.updates, status)]
        milestones = target.item.recommendation.deadlines
        if new and (there.actions or len(milestones) > 1):
            self._ask_of_which(answer, new)
            return
        certain = self._certain(answer.ref, new, answer.doubts, answer.places)
        self._record(answer, answer.ref, target.path, there, certain)

    def _ask_of_which(self, answer: Answer, updates: Sequence[Mapping[str, Any]]) -> None:
        for update in updates:
            told = f"which action or milestone is the update of {update['date']} about"
            self.news.ask(answer.ref, told, answer.places)

    def _compare_action(
        self, answer: Answer, draft: DraftAction, action: Action, path: RecordPath
    ) -> None:
        """Add the new updates of an action, and tell an owner or a promise that is another."""
        owners = [action.owner, *(update.owner for update in action.updates)]
        is_known = letters(draft.owner) in map(letters, owners) or REDACTED in owners
        if draft.owner and not is_known and not _has_doubt(draft.doubts, "owner"):
            self._tell(action.id, f"the owner is now '{shortened(draft.owner)}'", "--owner ...")
        promises = (action.promise, *(update.promise for update in action.updates))
        known = {p.window.text for p in promises if p and p.window}
        by = draft.promise.get("by")
        if by and by not in known and not _has_doubt(draft.doubts, "promise"):
            self._tell(action.id, f"it is now promised by {by}", f"--promise {by}")
        status = self._status.get(action.id)
        new = [*self._new_updates(draft.updates, action.updates, status)]
        doubts = [doubt for doubt in draft.doubts if doubt.key not in _OF_THE_FIRST_READING]
        self._ask_all(action.id, _open(doubts), answer.places)
        certain = self._certain(action.id, new, draft.doubts, answer.places)
        self._record(answer, action.id, path, action, certain)

    def _tell(self, id_: str, what: str, option: str) -> None:
        told = f"{id_}: {what}; to record it: stalkplan update {id_} {option}"
        self.news.otherwise.append(told)

    def _record(
        self,
        answer: Answer,
        name: str,
        path: RecordPath,
        record: Action | Response,
        updates: Sequence[Mapping[str, Any]],
    ) -> None:
        """Add updates to a record; one from before it joined the plan is a question."""
        for update in updates:
            if record.added and date.fromisoformat(update["date"]) < record.added:
                told = f"it joined the plan on {record.added}: when was the update of"
                self.news.ask(name, f"{told} {update['date']}", answer.places)
            else:
                self.news.changes.append(Appended(path, "updates", update))

    def _certain(
        self, name: str, updates: Sequence[Fields], doubts: Sequence[Doubt], places: Sequence[str]
    ) -> list[Fields]:
        """Return the updates that no question leaves open; a completion needs its very day.

        Of what is said in a month the last day is written, and that is asked.
        """
        if _has_doubt(doubts, "updates"):
            return []
        asked = [doubt for doubt in doubts if doubt.key == "updates"]
        certain = []
        for update in updates:
            about = [doubt for doubt in asked if _is_about(doubt, update)]
            if update.get("status") == Status.COMPLETE and any(map(_has_day, about)):
                told = f"it is complete by {update['date']}, and no day is given: since when"
                self.news.ask(name, told, places)
            else:
                certain.append(update)
                self.news.ask_all(name, about, places)
        return certain

    def _new_updates(
        self, updates: Sequence[Fields], there: Sequence[Update], status: Status | None
    ) -> Iterator[Mapping[str, Any]]:
        """Yield the updates that a record does not have.

        What only has the day of the page says nothing new if it was said before: each edition
        has a day of its own.
        """
        for update in updates:
            given: Mapping[str, Any] = update
            day, note = date.fromisoformat(given["date"]), given.get("note")
            is_of_page = day == self._page_day
            if is_of_page and not note and given.get("status") == status:
                continue
            if status is Status.COMPLETE and given.get("status") == status:
                continue  # it was completed on the day that the plan has
            if not any(_is_said(given, one, is_of_page=is_of_page) for one in there):
                yield given


def edition_news(
    answers: Sequence[Answer],
    register: Register,
    texts: Mapping[str, str],
    items: Sequence[Item],
    *,
    page_day: date | None,
    on: date,
) -> EditionNews:
    """Return what an edition brings to the only plan of a register, whose items are as at `on`.

    `texts` are those that the register was built from.

    `on` is the day of the edition, on which what is new joins the plan; `page_day` is the day that
    the page gives for itself, if it does.
    """
    edition = _Edition(register, texts, items, page_day=page_day, on=on)
    for answer in answers:
        edition.compare(answer)
    found = {answer.ref for answer in answers}
    for plan in register.plans.values():
        for response in plan.responses:
            is_said = response.position or response.actions
            if response.ref not in found and is_said and not response.marking:
                edition.news.gone.append(response.ref)
    return edition.news


def _has_doubt(doubts: Sequence[Doubt], *keys: str) -> bool:
    """Whether a question leaves open what stands in one of these fields."""
    return any(doubt.key in keys and not doubt.holds for doubt in doubts)


def _is_restated(there: Response, day: str) -> bool:
    """Whether a deadline is restated as another than the plan has."""
    known = there.stated_deadline
    return bool(known and day) and day != (known.text if isinstance(known, Window) else known)


def _open(doubts: Iterable[Doubt]) -> list[Doubt]:
    return [doubt for doubt in doubts if not doubt.holds]


def _is_about(doubt: Doubt, update: Fields) -> bool:
    """Whether a question is about an update: about its day, or about no day."""
    return not _has_day(doubt) or str(update["date"]) in doubt.text


def _has_day(doubt: Doubt) -> bool:
    return re.search("[0-9]{4}-[0-9]{2}-[0-9]{2}", doubt.text) is not None


def _acceptance(answer: Answer, there: Response) -> Acceptance | None:
    """Return whether an answer accepts what is asked, if it says so and the plan does not."""
    stated = Acceptance(answer.acceptance) if answer.acceptance else Acceptance.NOT_STATED
    given = [there.acceptance, *(update.acceptance for update in there.updates)]
    return stated if stated is not Acceptance.NOT_STATED and stated not in given else None


def _differ(text: str, there: str) -> bool:
    return comparable(there) not in ("", letters(text))


def _is_said(given: Mapping[str, Any], there: Update, *, is_of_page: bool) -> bool:
    """Whether an update of a plan says what one of the edition says."""
    note, status = given.get("note"), given.get("status")
    is_same_day = there.date.isoformat() == given["date"]
    if there.note == REDACTED:
        return is_same_day and status in (None, there.status)
    is_same_note = not note or letters(note) == letters(there.note)
    return is_same_note and status in (None, there.status) and (is_same_day or is_of_page)
