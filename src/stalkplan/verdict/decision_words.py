"""What another body decided of an item, in words and as data: page, feed and paper share it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from stalkplan.record.dates import Window
from stalkplan.record.model import Decision, Discharge, End, Extension, Publication
from stalkplan.verdict.decisions import Made, decisions_for, known_from
from stalkplan.verdict.items import Item
from stalkplan.verdict.nouns import (
    Met,
    addressee_name,
    how_met,
    is_by_who_asked,
    is_met_nationally,
    with_whose_word,
)
from stalkplan.verdict.words import capital, count, listed, long_date, long_window

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


def title_of_decision(decision: Decision, item: Item, publication: Publication) -> str:
    """Return what was decided of an item, to follow its name: `ended`, `met`, `closed for X`."""
    whom = "" if isinstance(decision, Discharge) else _for_one(decision, item, publication)
    return f"{_decided(decision, item, publication)}{whom}"


def decided_in_words(decision: Decision, item: Item, publication: Publication) -> str:
    """Return the same with by whom: `ended by X`, `met nationally, as the NPCC reported`."""
    what, by = _decided(decision, item, publication), decision.by
    if isinstance(decision, Discharge):
        is_national = is_met_nationally(decision)
        met = _met(decision, item, publication)
        return f"{what}, as the {by} reported" if is_national else with_whose_word(met, by)
    before = _set_before(decision, item, publication) if isinstance(decision, Extension) else None
    was = f", from {long_window(before)}," if before else ""
    return f"{what}{was}{_for_one(decision, item, publication)} by {by}"


def _decided(decision: Decision, item: Item, publication: Publication) -> str:
    if isinstance(decision, Discharge):
        return f"{_met(decision, item, publication)}"
    if isinstance(decision, Extension):
        before = _set_before(decision, item, publication)
        is_earlier = before is not None and before.last > decision.to.last
        return f"{'moved' if is_earlier else 'extended'} to {long_window(decision.to)}"
    return "ended"


def _met(discharge: Discharge, item: Item, publication: Publication) -> Met:
    whom = publication.addressees.get(discharge.for_, "")
    is_closed = is_by_who_asked(discharge, publication)
    return how_met(discharge, item.organisation.id, whom, is_closed=is_closed)


def _for_one(decision: Decision, item: Item, publication: Publication) -> str:
    """Return for whom it was decided, if that is one of several for whom the item is."""
    for_ = decision.for_
    if len(item.question.asked) < 2 or for_ == item.organisation.id:
        return ""
    return f" for {addressee_name(for_, publication.addressees)}"


def who_decided(bodies: Iterable[str], items: int) -> str:
    """Return in a sentence who decided on how many items: one body or two by name."""
    each = sorted(set(bodies))
    who = capital(listed(each)) if len(each) <= _MOST_BODIES else f"{len(each)} other bodies"
    return f"{who} decided on {count(items, 'item')}."


_MOST_BODIES = 2


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


def _set_before(extension: Extension, item: Item, publication: Publication) -> Window | None:
    """Return the date that others had set before an extension; None if there was none."""
    question = item.question
    earlier = decisions_for(
        question.recommendation,
        question.asked,
        question.deadline,
        item.organisation,
        publication=publication,
        on=extension.on - timedelta(days=1) if extension.on > date.min else extension.on,
    )
    if earlier.extended:
        return earlier.extended.to
    return question.deadline.due if question.deadline else None
