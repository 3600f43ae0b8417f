"""What there is to judge in a folder on a day, in the order of the design."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from independent.as_text import Record, bare, joined, rows, text, window
from independent.known import (
    Asked,
    Matter,
    deadlines_of,
    history,
    milestone_of,
    name_of,
    names,
    own,
    present_run,
    standing,
)

if TYPE_CHECKING:
    from collections.abc import Iterator


class Folder(NamedTuple):
    """One data folder as its files say it: every scalar is text."""

    publication: Record
    recommendations: list[Record]
    plans: list[Record]


def matters(folder: Folder, on: date) -> Iterator[Matter]:
    """List every matter: organisation, recommendation, requirement, milestone, action."""
    for plan in folder.plans:
        known = [response for response in rows(plan, "responses") if joined(response, on)]
        positions = Counter(bare(text(response, "position")) for response in known)
        for recommendation in folder.recommendations:
            for requirement in requirements(recommendation):
                here = asked_here(recommendation, requirement, plan["organisation"])
                if not here:
                    continue
                answers = [each for each in known if text(each, "ref") == requirement["ref"]]
                speaker = speaker_of(answers)
                asked = Asked(
                    publication=folder.publication,
                    organisation=plan["organisation"],
                    recommendation=recommendation,
                    requirement=requirement,
                    addressees=here,
                    answers=answers,
                    speaker=speaker,
                    copied=is_copied(text(speaker, "position"), positions),
                    on=on,
                )
                for deadline in deadlines_of(asked):
                    yield from matters_for(asked, deadline)


def requirements(recommendation: Record) -> list[Record]:
    """A recommendation that lists no requirement has one, its own number."""
    return rows(recommendation, "requirements") or [{"ref": recommendation["number"]}]


def asked_here(recommendation: Record, requirement: Record, organisation: Record) -> list[str]:
    """Return the addressees the organisation answers for here.

    It always answers for its own id. The addressees of a requirement replace those of its
    recommendation, where it has any.
    """
    told = rows(requirement, "addressed_to") or rows(recommendation, "addressed_to")
    return [
        each for each in told if each in [*rows(organisation, "answers_for"), own(organisation)]
    ]


def speaker_of(answers: list[Record]) -> Record:
    """Of several responses to one ref the first with a position speaks for the requirement."""
    placed = [each for each in answers if bare(text(each, "position"))]
    return [*placed, *answers, {}][0]


def is_copied(position: str | None, positions: Counter[str]) -> bool:
    """Tell whether another response says the same; never of empty text or `[redacted]`."""
    words = bare(position)
    return bool(words) and (position or "").strip() != "[redacted]" and positions[words] > 1


def deadline_of(asked: Asked, action: Record) -> Record:
    """Return the deadline that an action is for.

    That whose milestone it names; else the latest by its last day, of two the first in the file.
    """
    deadlines, named = deadlines_of(asked), milestone_of(asked, action)
    for deadline in deadlines:
        if named and name_of(asked, deadline) == named:
            return deadline
    return max(deadlines, key=lambda each: window(each["due"]).last if each else date.min)


def matters_for(asked: Asked, deadline: Record) -> Iterator[Matter]:
    """Give the known actions for a deadline, then the requirement itself if none of them stands.

    Where no action stands for the deadline, or all such are withdrawn, the requirement is an item;
    in the second case what its response says counts from the day of the last withdrawal on.
    """
    here = [
        (action, answer)
        for action, answer in known_actions(asked)
        if deadline_of(asked, action) is deadline
    ]
    for action, answer in here:
        yield Matter(asked, deadline, action, answer, date.min)
    withdrawals = [withdrawn_on(action, asked.on) for action, _ in here]
    since = [each for each in withdrawals if each]
    if len(since) == len(here):
        yield Matter(asked, deadline, None, asked.speaker, max(since, default=date.min))


def known_actions(asked: Asked) -> list[tuple[Record, Record]]:
    """Return the known actions of every known response to the ref, each with its response."""
    return [
        (action, answer)
        for answer in asked.answers
        for action in rows(answer, "actions")
        if joined(action, asked.on)
    ]


def withdrawn_on(action: Record, on: date) -> date | None:
    """Return the first day of an action's present run of withdrawn; nothing if it is not."""
    run = present_run(standing(action, on), "withdrawn")
    return run[0].on if run else None


def kind(matter: Matter) -> str:
    """Tell an action from an answer without one, and that from no answer.

    There is no response when it is missing, or has neither a position nor a known update, those
    taken back and retractions aside.
    """
    if matter.action is not None:
        return "action"
    asked = matter.asked
    entries = history(asked.speaker, asked.on, names(asked))
    said = bare(text(asked.speaker, "position")) or any(not entry.gone for entry in entries)
    return "no-action" if said else "no-response"
