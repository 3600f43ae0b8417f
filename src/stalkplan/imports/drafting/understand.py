"""Reads the texts of an answer: its position, actions, owners, dates and restated deadline."""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from stalkplan.imports.drafting.action_cells import ActionRow, give_cells, parts_of, rows_of
from stalkplan.imports.drafting.answers import Answer, Doubt, DraftAction
from stalkplan.imports.drafting.entries import Piece
from stalkplan.imports.drafting.not_answers import NOT_SEPARATE
from stalkplan.imports.phrases.actions import LabelledAction, actions_in, split_off
from stalkplan.imports.phrases.cells import CellLook, look_of
from stalkplan.imports.phrases.dates import DateKind, TextDate, dates_in
from stalkplan.imports.phrases.headings import Role
from stalkplan.imports.phrases.owners import NamedOwner, addressee, owner_in
from stalkplan.imports.phrases.promises import (
    LONGEST_PROMISE,
    promise_in,
    promising_sentences,
    target_of_cell,
)
from stalkplan.imports.phrases.statuses import STATUS_WORDS, StatusWords, status_of
from stalkplan.imports.phrases.text import fold, letters_only, sentences, shortened
from stalkplan.record.choices import NO_DEADLINE, Status
from stalkplan.record.model import Deadline
from stalkplan.record.numbers import to_letters
from stalkplan.verdict.words import either

_NO_ACTION = re.compile(
    r"(?:n ?a|nil|ditto|(?:same )?as above|see above|not applicable|tb[acd]"
    r"|to be (?:confirmed|agreed|decided)"
    r"|(?:none|no (?:further |other )?actions?|nothing(?: further)?)"
    r"(?: (?:is|are|was|were))?"
    r"(?: (?:planned|required|needed|necessary|identified|proposed|yet|currently|at present"
    r"|at this (?:time|stage)))*)"
)
_ELSEWHERE = re.compile(
    r"(?:as|see|same as|refer to|covered (?:in|by|under))(?: (?:per|for|in|at|under|the))*"
    r"(?: (?:rec(?:ommendation)?s?|action|response|item))?(?: (?:to|for|in|under))?"
    r" [0-9]+(?: [0-9a-h]+)*"
)
"""An action that stands elsewhere: `As 12.1`."""

_BEGINS_WITH_NONE = re.compile(
    r"(?:no (?:further |other |additional |new )?actions?|nothing|none|nil|not required)\b"
)
_LONGEST_NONE = 12
"""Words of a text that says why there is no action."""

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
    rows = rows_of(answer)
    _fill_in_position_and_actions(answer, rows, plan_owner.statuses)
    give_cells(answer, rows)
    for action in answer.actions:
        _fill_in_owner(action, plan_owner.name)
        _fill_in_milestone(answer, action)
        _fill_in_promise(action, _target(answer, action, plan_owner.statuses))
    _ask_about_cells(answer)
    _ask_about_position(answer)
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


def _fill_in_position_and_actions(
    answer: Answer, rows: Sequence[ActionRow], statuses: StatusWords
) -> None:
    positions: list[str] = []
    for row in rows:
        for piece in row.pieces:
            found: list[LabelledAction] = []
            if piece.role is Role.POSITION:
                position, rest = split_off(piece.text)
                positions.append(fold(position))
                found = actions_in(rest) if rest else []
            elif piece.role is Role.ACTION:
                found = actions_in(piece.text)
            for action in found:
                row.actions += _added(answer, action, statuses)
    answer.position = " ".join(dict.fromkeys(text for text in positions if letters_only(text)))


def _added(answer: Answer, action: LabelledAction, statuses: StatusWords) -> list[DraftAction]:
    """Add an action and return it, or ask about a text such as `N/A`."""
    words = letters_only(action.text)
    is_none = _NO_ACTION.fullmatch(words) or _ELSEWHERE.fullmatch(words)
    says_none = is_none or (_BEGINS_WITH_NONE.match(words) and len(words.split()) <= _LONGEST_NONE)
    if says_none or words in statuses:
        answer.remarks.append(f"not placed: action: {action.text}")
        answer.doubt("position", f"'{action.text}' is given as the action: is there none")
    elif words:
        letter = to_letters(len(answer.actions) + 1)
        added = DraftAction(f"{answer.ref}{letter}", action.text, action.label)
        answer.actions.append(added)
        return [added]
    elif action.label:
        answer.doubt("position", f"nothing follows '{action.label}': what will be done")
    return []


def _fill_in_owner(action: DraftAction, organisation: str) -> None:
    """Give an action the owner in its column of owners, else the one that its text names."""
    cells = [piece for piece in _texts(action, Role.OWNER) if not addressee(fold(piece.text))]
    owners = list(dict.fromkeys(part for piece in cells for part in parts_of(piece)))
    if len(owners) > 1:
        doubt = f"which one is the owner: {shortened(', '.join(owners))}"
        action.doubts.append(Doubt("owner", doubt))
        return
    if owners and look_of(owners[0]) is CellLook.NOTHING:
        action.doubts.append(Doubt("owner", f"'{owners[0]}' is given as the owner: who is it"))
        return
    in_text = action.summary[:LONGEST_PROMISE]
    named = NamedOwner(owners[0]) if owners else owner_in(in_text, organisation)
    action.owner = named.owner or ""
    if named.doubt:
        action.doubts.append(Doubt("owner", named.doubt))


def _texts(action: DraftAction, role: Role) -> list[Piece]:
    return [piece for piece in action.pieces if piece.role is role and fold(piece.text)]


def _target(answer: Answer, action: DraftAction, statuses: StatusWords) -> str:
    """Return the text in the column of dates of an action; ask about what may be a completion."""
    done = _dates_of_completion(action, statuses)
    for piece in done:
        label = _label(piece).rstrip(":")
        shown = shortened(fold(piece.text))
        answer.doubt(
            "actions",
            f"'{shown}' is under '{label}': was it promised by then, or done then",
        )
    rest = [piece for piece in _texts(action, Role.TARGET) if piece not in done]
    return " / ".join(dict.fromkeys(part for piece in rest for part in parts_of(piece)))


def _dates_of_completion(action: DraftAction, statuses: StatusWords) -> list[Piece]:
    """Return the dates under `Completion date` that may say when something was done.

    They may if the row also has a target date, or if its status is complete.
    """
    dates = _texts(action, Role.TARGET)
    done = [piece for piece in dates if piece.heading and _may_be_done(piece.heading.text)]
    stated = [status_of(piece.text, statuses) for piece in _texts(action, Role.STATUS)]
    is_complete = any(each and each.status is Status.COMPLETE for each in stated)
    return done if is_complete or len(done) < len(dates) else []


def _may_be_done(heading: str) -> bool:
    words = heading.casefold()
    return "complet" in words and not re.search(r"target|due|plan|expected|estimat", words)


def _ask_about_cells(answer: Answer) -> None:
    """Ask what a cell is that does not agree with its heading; it stands as a comment."""
    for piece in answer.texts(Role.UNSURE):
        text = fold(piece.text)
        kind = look_of(text)
        looks = f" and looks like {kind}" if kind is not CellLook.TEXT else ""
        under = f"under '{_label(piece)}'" if _label(piece) else "under no heading"
        answer.doubt(
            "position", f"'{shortened(text)}' in {piece.where} is {under}{looks}: what is it"
        )


def _label(piece: Piece) -> str:
    return piece.heading.text if piece.heading else ""


def _fill_in_promise(action: DraftAction, target: str) -> None:
    """Fill in the promise in the column of dates, else the one in the text of the action."""
    in_text = promise_in(action.summary)
    action.promise = in_text.fields
    doubts = list(in_text.doubts)
    if target:
        in_column = target_of_cell(target)
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
        known = either(deadline.milestone or "" for deadline in deadlines)
        action.doubts.append(Doubt("milestone", f"for which deadline is it, {known}"))


def _deadlines(answer: Answer) -> Sequence[Deadline]:
    return answer.recommendation.deadlines if answer.recommendation else ()


def _ask_about_position(answer: Answer) -> None:
    """Ask whether the answer hides in the requirement, promises something, or is complete."""
    requirement_places = {piece.where for piece in answer.texts(Role.REQUIREMENT)}
    if not answer.position and len(requirement_places) > 1:
        answer.doubt("position", NOT_SEPARATE)
    for sentence in promising_sentences(answer.position):
        answer.doubt(
            "position",
            f"'{shortened(sentence)}' names a date: is it a promise, and which action is it about",
        )
    says_nothing = "complete" not in answer.position.casefold()
    if says_nothing or answer.texts(Role.STATUS) or status_of(answer.position):
        return
    for sentence in sentences(answer.position):
        if _SAYS_COMPLETE.search(sentence):
            answer.doubt("position", f"'{shortened(sentence)}': is it complete, and since when")


def _ask_without_action(answer: Answer) -> None:
    """Ask what the owners and the dates are of that stand beside no action."""
    why = "no action is beside it" if answer.actions else "there is no action"
    for role, what in ((Role.OWNER, "an owner"), (Role.TARGET, "a date")):
        for piece in answer.loose:
            text = fold(piece.text)
            if piece.role is role and not (role is Role.OWNER and addressee(text)):
                answer.doubt("position", f"'{shortened(text)}' is {what}, and {why}: of what")


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
        due = " and ".join(known) or "none"
        if other and answer.texts(Role.DEADLINE):  # whose column it is, it is not said
            answer.doubt(
                "ref",
                f"'{shortened(text)}' is under '{_label(pieces[0])}', and recommendations.yaml "
                f"has {due}: is it the deadline as restated, or a promise",
            )
            return ""
        if other:
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
