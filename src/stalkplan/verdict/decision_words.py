"""What another body decided of an item, in words and as data: page, feed and paper share it."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from stalkplan.record.dates import Window
from stalkplan.record.model import Decision, Discharge, End, Extension
from stalkplan.verdict.decisions import decisions_for, known_from
from stalkplan.verdict.items import Item
from stalkplan.verdict.nouns import how_met, is_met_nationally
from stalkplan.verdict.words import long_date, long_window


def decided_in_words(decision: Decision, item: Item, names: Mapping[str, str]) -> str:
    """Return what was decided of an item, and by whom, to follow its name: `ended by X`.

    `names` are those of the addressees that the publication declares.
    """
    declared, own = names.get(decision.for_, ""), item.organisation.id
    is_of_one = len(item.question.asked) > 1 and decision.for_ != own
    for_ = f" for {declared or decision.for_.replace('-', ' ')}" if is_of_one else ""
    match decision:
        case Discharge():
            met, by = how_met(decision, own, declared), decision.by
            if is_met_nationally(decision):
                return f"{met}, as the {by} reported"
            return f"{met}, as reported by {by}"
        case Extension():
            before = set_before(decision, item)
            moved = "moved" if before and before.last > decision.to.last else "extended"
            was = f", from {long_window(before)}," if before else ""
            return f"{moved} to {long_window(decision.to)}{was}{for_} by {decision.by}"
        case End():
            return f"ended{for_} by {decision.by}"
    raise TypeError(decision)


def day_of_decision(decision: Decision) -> str:
    """Return the day of a decision as the file writes it, or the month."""
    return decision.on.text if isinstance(decision, Discharge) else known_from(decision).isoformat()


def long_day_of_decision(decision: Decision) -> str:
    """Return the day of a decision as prose writes it, or the month."""
    if isinstance(decision, Discharge):
        return long_window(decision.on)
    return long_date(known_from(decision))


def decision_view(decision: Decision) -> Mapping[str, Any]:
    """Return a decision as a view has it: of an extension also the date that it sets."""
    to = {"to": decision.to.text} if isinstance(decision, Extension) else {}
    return {
        "for": decision.for_,
        "milestone": decision.milestone,
        "by": decision.by,
        "on": day_of_decision(decision),
        **to,
        "how": decision.how,
        "evidence": decision.evidence,
    }


def set_before(extension: Extension, item: Item) -> Window | None:
    """Return the date that others had set before an extension; None if there was none."""
    question = item.question
    earlier = decisions_for(
        question.recommendation,
        question.asked,
        question.deadline,
        item.organisation,
        names={},
        on=extension.on - timedelta(days=1) if extension.on > date.min else extension.on,
    )
    if earlier.extended:
        return earlier.extended.to
    return question.deadline.due if question.deadline else None
