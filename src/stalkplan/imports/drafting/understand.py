"""Reads the texts of an answer: its position, actions, owners, dates and restated deadline."""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from stalkplan.imports.drafting.answers import Answer, Doubt, DraftAction
from stalkplan.imports.drafting.entries import Piece
from stalkplan.imports.phrases.actions import LabelledAction, actions_in, split_off
from stalkplan.imports.phrases.dates import DateKind, TextDate, dates_in
from stalkplan.imports.phrases.headings import Role
from stalkplan.imports.phrases.owners import NamedOwner, addressee, owner_in
from stalkplan.imports.phrases.promises import (
    LONGEST_PROMISE,
    promise_in,
    promising_sentences,
    target_in,
)
from stalkplan.imports.phrases.statuses import STATUS_WORDS, StatusWords, status_of
from stalkplan.imports.phrases.text import fold, letters_only, sentences, shortened
from stalkplan.record.choices import Status
from stalkplan.record.model import NO_DEADLINE, Deadline
from stalkplan.record.numbers import to_letters

_NO_ACTION = frozenset({"n a", "na", "none", "nil", "not applicable", "no action", "tbc", "tba"})
_SAYS_COMPLETE = re.compile(
    r"\b(?:(?:has|have) been|(?:is|are) now|now|(?:is|are) fully) completed?\b"
    r"|\b(?:is|are) complete\b|^completed?\b",
    re.IGNORECASE,
)


class PlanOwner(NamedTuple):
    """The organisation whose plan it is, and whether that plan restates deadlines at all.

    `statuses` are the words that are a status in it.
    """

    name: str
    restates: bool
    statuses: StatusWords = STATUS_WORDS


def understand(answer: Answer, plan_owner: PlanOwner) -> None:
    """Fill in position, actions, owners, promises and the restated deadline of an answer.

    What the texts leave open becomes a question on the field that it is about.
    """
    _fill_in_position_and_actions(answer)
    _fill_in_owners(answer, plan_owner.name)
    for action in answer.actions:
        _fill_in_milestone(answer, action)
    for action, target in zip(answer.actions, _targets(answer), strict=True):
        _fill_in_promise(action, target)
    _ask_when_done(answer)
    _ask_about_position(answer)
    if not answer.actions:
        _ask_without_action(answer)
    if answer.is_asked:
        answer.stated_deadline = _stated_deadline(answer, restates=plan_owner.restates)


def restates_deadlines(answers: Sequence[Answer]) -> bool:
    """Whether a plan gives the day of most recommendations that it restates."""
    asked = [fold(answer.asked[0].text) for answer in answers if answer.asked]
    dated = [text for text in asked if any(_is_day(written) for written in dates_in(text))]
    return len(dated) * 2 > len(asked)


def _is_day(written: TextDate) -> bool:
    return written.window is not None and written.window.is_day


def _fill_in_position_and_actions(answer: Answer) -> None:
    positions: list[str] = []
    actions: list[LabelledAction] = []
    for piece in answer.pieces:
        if piece.role is Role.POSITION:
            position, rest = split_off(piece.text)
            positions.append(fold(position))
            actions += actions_in(rest) if rest else []
        elif piece.role is Role.ACTION:
            actions += actions_in(piece.text)
    answer.position = " ".join(dict.fromkeys(text for text in positions if letters_only(text)))
    for action in actions:
        _add_action(answer, action)


def _add_action(answer: Answer, action: LabelledAction) -> None:
    """Add an action, or ask about a text such as `N/A`."""
    words = letters_only(action.text)
    if words in _NO_ACTION or words in STATUS_WORDS:
        answer.doubt("position", f"'{action.text}' stands for an action: is there none")
    elif words:
        letter = to_letters(len(answer.actions) + 1)
        answer.actions.append(DraftAction(f"{answer.ref}{letter}", action.text, action.label))
    elif action.label:
        answer.doubt("position", f"nothing follows '{action.label}': what will be done")


def _fill_in_owners(answer: Answer, organisation: str) -> None:
    """Give each action the owner in the column of owners, else the one that its text names."""
    texts = [fold(piece.text) for piece in answer.texts(Role.OWNER)]
    owners = list(dict.fromkeys(text for text in texts if not addressee(text)))
    in_column = None
    if owners:
        doubt = f"which one is the owner: {shortened(', '.join(owners))}"
        in_column = NamedOwner(owners[0], doubt if len(owners) > 1 else "")
    for action in answer.actions:
        named = in_column or owner_in(action.summary[:LONGEST_PROMISE], organisation)
        action.owner = named.owner or ""
        if named.doubt:
            action.doubts.append(Doubt("owner", named.doubt))


def _targets(answer: Answer) -> list[str]:
    """Return the text in the column of dates for each action: one for all, or one for each."""
    number = len(answer.actions)
    shown = ""
    done = _dates_of_completion(answer)
    for piece in answer.texts(Role.TARGET):
        if piece not in done:
            texts = [action.text for action in actions_in(piece.text)]
            if len(texts) == number:
                return texts
            shown = fold(piece.text)
    return [shown] * number


def _dates_of_completion(answer: Answer) -> list[Piece]:
    """Return the dates under `Completion date` that may say when something was done.

    They may if the row also has a target date, or if its status is complete.
    """
    dates = answer.texts(Role.TARGET)
    done = [piece for piece in dates if piece.heading and "complet" in piece.heading.text.lower()]
    statuses = [status_of(piece.text) for piece in answer.texts(Role.STATUS)]
    is_complete = any(stated and stated.status is Status.COMPLETE for stated in statuses)
    return done if is_complete or len(done) < len(dates) else []


def _ask_when_done(answer: Answer) -> None:
    for piece in _dates_of_completion(answer) if answer.actions else ():
        label = piece.heading.text.rstrip(":") if piece.heading else ""
        shown = shortened(fold(piece.text))
        answer.doubt(
            "actions",
            f"'{shown}' stands under '{label}': was it promised by then, or done then",
        )


def _fill_in_promise(action: DraftAction, target: str) -> None:
    """Fill in the promise in the column of dates, else the one in the text of the action."""
    in_text = promise_in(action.summary)
    action.promise = in_text.fields
    doubts = list(in_text.doubts)
    if target:
        in_column = target_in(target)
        doubts += in_column.doubts
        if in_column.fields and _date_in(in_text.fields) not in ("", _date_in(in_column.fields)):
            wording = in_text.fields["wording"]
            doubts.append(
                f"the text says '{wording}', the column '{target}': which one holds",
            )
        action.promise = in_column.fields or in_text.fields
    action.doubts += [Doubt("promise", text) for text in doubts]


def _date_in(fields: Mapping[str, str]) -> str:
    return fields.get("by") or fields.get("not_before") or ""


def _fill_in_milestone(answer: Answer, action: DraftAction) -> None:
    """Fill in for which of several deadlines an action is: the one that it names, else the last."""
    deadlines = _deadlines(answer)
    if len(deadlines) < 2 or not answer.is_asked:
        return
    days = {w.window.last for w in dates_in(action.summary) if w.window and w.window.is_day}
    named = [deadline for deadline in deadlines if deadline.due.last in days]
    chosen = named[0] if len(named) == 1 else max(deadlines, key=lambda deadline: deadline.due.last)
    action.milestone = chosen.milestone or ""
    if len(named) != 1:
        known = " or ".join(deadline.milestone or "" for deadline in deadlines)
        action.doubts.append(Doubt("milestone", f"for which deadline is it, {known}"))


def _deadlines(answer: Answer) -> Sequence[Deadline]:
    return answer.recommendation.deadlines if answer.recommendation else ()


def _ask_about_position(answer: Answer) -> None:
    """Ask whether the answer hides in the requirement, promises something, or is complete."""
    requirement_places = {piece.where for piece in answer.texts(Role.REQUIREMENT)}
    if not answer.position and len(requirement_places) > 1:
        answer.doubt("position", "no answer is told from what is asked: is it in the comment above")
    for sentence in promising_sentences(answer.position):
        answer.doubt(
            "position",
            f"'{shortened(sentence)}' names a date: is it a promise, and of which action",
        )
    if answer.texts(Role.STATUS) or status_of(answer.position):
        return
    for sentence in sentences(answer.position):
        if _SAYS_COMPLETE.search(sentence):
            answer.doubt("position", f"'{shortened(sentence)}': is it complete, and since when")


def _ask_without_action(answer: Answer) -> None:
    """Ask what the owners and the dates are of, where there is no action."""
    owners = [text for p in answer.texts(Role.OWNER) if not addressee(text := fold(p.text))]
    dates = [fold(piece.text) for piece in answer.texts(Role.TARGET)]
    for texts, what in ((owners, "an owner"), (dates, "a date")):
        for text in texts:
            answer.doubt(
                "position", f"'{shortened(text)}' is {what}, and there is no action: of what"
            )


def _stated_deadline(answer: Answer, *, restates: bool) -> str:
    """Return the deadline as the source restates it: a day, or `none` where it is left out.

    It is empty where the source does not restate deadlines, or where it is a question which day is
    meant.
    """
    known = [deadline.due.text for deadline in _deadlines(answer)]
    pieces = answer.texts(Role.DEADLINE) or answer.asked
    text = " ".join(fold(piece.text) for piece in pieces)
    dates = dates_in(text)
    days = list(dict.fromkeys(w.window.text for w in dates if w.window and w.window.is_day))
    vague = [w.text for w in dates if w.kind is DateKind.BY and not _is_day(w)]
    other = [day for day in days if day not in known]
    if len(days) == 1 or len(other) == 1:
        chosen = (other or days)[0]
        if other:
            due = " and ".join(known) or "none"
            answer.doubt(
                "stated_deadline",
                f"the deadline is restated as {chosen}, and recommendations.yaml has {due}: "
                "which one is right",
            )
        return chosen
    if other:
        answer.doubt("ref", f"which one is the deadline as restated: {', '.join(days)}")
    elif vague and not days:
        answer.doubt(
            "ref", f"the deadline is restated as '{vague[0]}', which is no day: which one is meant"
        )
    is_left_out = restates and known and not days and not vague and len(text.split()) > 4
    return NO_DEADLINE if is_left_out else ""
