"""What another body decided of an item, in words and as data: page, feed and paper share it."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from stalkplan.record.dates import Window
from stalkplan.record.model import Decision, Discharge, End, Extension
from stalkplan.verdict.decisions import Made, decisions_for, known_from
from stalkplan.verdict.items import Item
from stalkplan.verdict.nouns import addressee_name, how_met, is_met_nationally
from stalkplan.verdict.words import long_date, long_window

_KINDS: Mapping[type[Decision], str] = {
    Discharge: "discharge",
    Extension: "extension",
    End: "end",
}

DECISION_KINDS = (*_KINDS.values(),)
"""What programs get for the kind of a decision."""


def kind_of_decision(decision: Decision) -> str:
    """Return the kind of a decision, one of DECISION_KINDS."""
    return _KINDS[type(decision)]


def decisions_on(item: Item, *, on: date) -> Sequence[Decision]:
    """Return what others decided of an item, as known on a day, in the order of their days."""
    question, asked = item.question, item.recommendation
    if not (asked.discharged or asked.extended or asked.ended):
        return ()
    return Made(asked, question.asked, question.deadline, item.organisation).known(on=on)


def title_of_decision(decision: Decision, item: Item, names: Mapping[str, str]) -> str:
    """Return what was decided of an item, to follow its name: `ended`, `extended to 30 June 2025`.

    `names` are those of the addressees that the publication declares.
    """
    if isinstance(decision, Discharge):
        return how_met(decision, item.organisation.id, names.get(decision.for_, ""))
    if isinstance(decision, Extension):
        before = _set_before(decision, item)
        is_earlier = before is not None and before.last > decision.to.last
        return f"{'moved' if is_earlier else 'extended'} to {long_window(decision.to)}"
    return "ended"


def decided_in_words(decision: Decision, item: Item, names: Mapping[str, str]) -> str:
    """Return the same with by whom: `ended by X`, `met nationally, as the NPCC reported`."""
    title, by = title_of_decision(decision, item, names), decision.by
    if isinstance(decision, Discharge):
        is_national = is_met_nationally(decision)
        return f"{title}, as the {by} reported" if is_national else f"{title}, as reported by {by}"
    before = _set_before(decision, item) if isinstance(decision, Extension) else None
    was = f", from {long_window(before)}," if before else ""
    for_ = decision.for_
    is_of_one = len(item.question.asked) > 1 and for_ != item.organisation.id
    whom = f" for {addressee_name(for_, names)}" if is_of_one else ""
    return f"{title}{was}{whom} by {by}"


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


def _set_before(extension: Extension, item: Item) -> Window | None:
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
