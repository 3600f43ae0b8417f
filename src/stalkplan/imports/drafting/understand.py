"""From what stands in the source for a requirement to a position, actions, dates and owners."""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from stalkplan.imports.drafting.answers import Answer, Doubt, DraftAction
from stalkplan.imports.drafting.entries import Piece
from stalkplan.imports.phrases.actions import Said, actions_in, split_off
from stalkplan.imports.phrases.dates import DateKind, dates_in
from stalkplan.imports.phrases.headings import Role
from stalkplan.imports.phrases.owners import addressee, owner_in
from stalkplan.imports.phrases.promises import LONGEST_PROMISE, promise_in, promising, target_in
from stalkplan.imports.phrases.statuses import STATUS_WORDS, status_of
from stalkplan.imports.phrases.text import fold, letters_only, sentences, shortened
from stalkplan.record.choices import Status
from stalkplan.record.model import NO_DEADLINE, Deadline

_NO_ACTION = frozenset({"n a", "na", "none", "nil", "not applicable", "no action", "tbc", "tba"})
_SAYS_COMPLETE = re.compile(
    r"\b(?:(?:has|have) been|(?:is|are) now|now|(?:is|are) fully) completed?\b"
    r"|\b(?:is|are) complete\b|^completed?\b",
    re.IGNORECASE,
)


class Whose(NamedTuple):
    """The organisation whose plan it is, and whether that plan restates deadlines at all."""

    name: str
    restates: bool


def understand(answer: Answer, whose: Whose) -> None:
    """Fill in position, actions, owners, promises and the restated deadline of an answer."""
    positions: list[str] = []
    said: list[Said] = []
    for piece in answer.pieces:
        if piece.role is Role.POSITION:
            position, rest = split_off(piece.text)
            positions.append(fold(position))
            said += actions_in(rest) if rest else []
        elif piece.role is Role.ACTION:
            said += actions_in(piece.text)
    answer.position = " ".join(dict.fromkeys(text for text in positions if letters_only(text)))
    for each in said:
        _add_action(answer, each)
    owners = [text for piece in answer.texts(Role.OWNER) if not addressee(text := fold(piece.text))]
    targets = _targets(answer)
    for action in answer.actions:
        _owner_of(action, list(dict.fromkeys(owners)), whose.name)
        _milestone_of(answer, action)
    for action, target in zip(answer.actions, targets, strict=True):
        _promise_of(action, target)
    _ask_when_done(answer)
    if not answer.position and len({p.where for p in answer.texts(Role.REQUIREMENT)}) > 1:
        answer.doubt("position", "no answer is told from what is asked: is it in the comment above")
    _ask_of_position(answer)
    _ask_without_action(answer)
    if answer.is_asked:
        answer.stated_deadline = _stated_deadline(answer, restates=whose.restates)


def restates_deadlines(answers: Sequence[Answer]) -> bool:
    """Whether a plan gives the day of most recommendations that it restates."""
    asked = [fold(answer.asked[0].text) for answer in answers if answer.asked]
    dated = sum(any(w.window and w.window.is_day for w in dates_in(text)) for text in asked)
    return dated * 2 > len(asked)


def _add_action(answer: Answer, said: Said) -> None:
    if not letters_only(said.text):
        if said.label:
            answer.doubt("position", f"nothing follows '{said.label}': what will be done")
        return
    if letters_only(said.text) in _NO_ACTION or letters_only(said.text) in STATUS_WORDS:
        answer.doubt("position", f"'{said.text}' stands for an action: is there none")
        return
    letter = _letter(len(answer.actions) + 1)
    answer.actions.append(DraftAction(f"{answer.ref}{letter}", said.text, said.label))


def _letter(number: int) -> str:
    """Return a to z, then aa, ab, ... for 1, 2, ..."""
    above, last = divmod(number - 1, 26)
    return (_letter(above) if above else "") + chr(ord("a") + last)


def _owner_of(action: DraftAction, owners: Sequence[str], organisation: str) -> None:
    if owners:
        action.owner = owners[0]
        if len(owners) > 1:
            told = f"which one is the owner: {shortened(', '.join(owners))}"
            action.doubts.append(Doubt("owner", told))
        return
    named = owner_in(action.summary[:LONGEST_PROMISE], organisation)
    action.owner = named.owner or ""
    if named.doubt:
        action.doubts.append(Doubt("owner", named.doubt))


def _targets(answer: Answer) -> list[str]:
    """Return for each action what stands in the column of dates, one for all or one for each."""
    number = len(answer.actions)
    shown = ""
    done = _when_done(answer)
    for piece in answer.texts(Role.TARGET):
        if piece in done:
            continue
        each = [said.text for said in actions_in(piece.text)]
        if len(each) == number:
            return each
        shown = fold(piece.text)
    return [shown] * number


def _when_done(answer: Answer) -> list[Piece]:
    """Return the dates of completion that may say when it was: beside a target, or of what is."""
    dates = answer.texts(Role.TARGET)
    done = [p for p in dates if p.heading and "complet" in p.heading.text.lower()]
    stated = [status_of(piece.text) for piece in answer.texts(Role.STATUS)]
    is_complete = any(each and each.status is Status.COMPLETE for each in stated)
    return done if is_complete or len(done) < len(dates) else []


def _ask_when_done(answer: Answer) -> None:
    for piece in _when_done(answer) if answer.actions else ():
        label = piece.heading.text.rstrip(":") if piece.heading else ""
        told = f"'{shortened(fold(piece.text))}' stands under '{label}'"
        answer.doubt("actions", f"{told}: was it promised by then, or done then")


def _promise_of(action: DraftAction, shown: str) -> None:
    """Say what an action promises: in the column of dates, else in its text."""
    promised = promise_in(action.summary)
    action.promise = promised.fields
    action.doubts += (Doubt("promise", text) for text in promised.doubts)
    if not shown:
        return
    target = target_in(shown)
    action.doubts += (Doubt("promise", text) for text in target.doubts)
    if target.fields and _date_in(action.promise) not in ("", _date_in(target.fields)):
        told = f"the text says '{action.promise['wording']}', the column '{shown}'"
        action.doubts.append(Doubt("promise", f"{told}: which one holds"))
    action.promise = target.fields or action.promise


def _date_in(fields: Mapping[str, str]) -> str:
    return fields.get("by") or fields.get("not_before") or ""


def _milestone_of(answer: Answer, action: DraftAction) -> None:
    """Say for which of several deadlines an action is: the one it names, else the last."""
    deadlines = answer.recommendation.deadlines if answer.recommendation else ()
    if len(deadlines) < 2 or not answer.is_asked:
        return
    days = {w.window.last for w in dates_in(action.summary) if w.window and w.window.is_day}
    named = [deadline for deadline in deadlines if deadline.due in days]
    chosen = named[0] if len(named) == 1 else max(deadlines, key=lambda deadline: deadline.due)
    action.milestone = chosen.milestone or ""
    if len(named) != 1:
        known = " or ".join(deadline.milestone or "" for deadline in deadlines)
        action.doubts.append(Doubt("milestone", f"for which deadline is it, {known}"))


def _ask_of_position(answer: Answer) -> None:
    for sentence in promising(answer.position):
        told = f"'{shortened(sentence)}' names a date"
        answer.doubt("position", f"{told}: is it a promise, and of which action")
    if not answer.texts(Role.STATUS) and status_of(answer.position) is None:
        for sentence in sentences(answer.position):
            if _SAYS_COMPLETE.search(sentence):
                answer.doubt("position", f"'{shortened(sentence)}': is it complete, and since when")


def _ask_without_action(answer: Answer) -> None:
    if answer.actions:
        return
    for role, what in ((Role.OWNER, "an owner"), (Role.TARGET, "a date")):
        for piece in answer.texts(role):
            if role is Role.TARGET or not addressee(fold(piece.text)):
                told = f"'{shortened(fold(piece.text))}' is {what}, and there is no action"
                answer.doubt("position", f"{told}: of what")


def _stated_deadline(answer: Answer, *, restates: bool) -> str:
    """Return the deadline as the source restates it: a day, `none` where it leaves it out."""
    known = answer.recommendation.deadlines if answer.recommendation else ()
    columns: Sequence[Piece] = answer.texts(Role.DEADLINE)
    text = " ".join(fold(piece.text) for piece in columns or answer.asked)
    dates = dates_in(text)
    days = list(dict.fromkeys(w.window.text for w in dates if w.window and w.window.is_day))
    vague = [w for w in dates if not (w.window and w.window.is_day) and w.kind is DateKind.BY]
    if not days and vague:
        answer.doubt(
            "ref",
            f"the deadline is restated as '{vague[0].text}', which is no day: which one is meant",
        )
    if not days:
        is_left_out = restates and known and not vague and len(text.split()) > 4
        return NO_DEADLINE if is_left_out else ""
    own = [deadline.due.isoformat() for deadline in known]
    other = [day for day in days if day not in own]
    if len(days) == 1 or len(other) == 1:
        chosen = (other or days)[0]
        if other:
            answer.doubt("stated_deadline", _differs(chosen, known))
        return chosen
    if other:
        answer.doubt("ref", f"which one is the deadline as restated: {', '.join(days)}")
    return ""


def _differs(day: str, known: Sequence[Deadline]) -> str:
    due = " and ".join(deadline.due.isoformat() for deadline in known) or "none"
    return (
        f"the deadline is restated as {day}, and recommendations.yaml has {due}: which one is right"
    )
