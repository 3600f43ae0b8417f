"""On whose word an item is complete: the plan's, another body's, or both."""

from collections.abc import Sequence

from stalkplan.verdict.items import Item
from stalkplan.verdict.nouns import body_noun, how_met, is_met_nationally, with_whose_word
from stalkplan.verdict.state_words import ASSURANCES, CLAIMED_FIRST, PERHAPS_LATE
from stalkplan.verdict.timeliness import Assurance, Timeliness
from stalkplan.verdict.words import body_word, long_date, long_window


def met(item: Item) -> str:
    """Return how a discharge met an item, in words; nothing without one."""
    discharged = item.question.decisions.discharged
    if not (item.discharge and discharged):
        return ""
    is_closed = discharged.is_closed
    return how_met(item.discharge, item.organisation.id, discharged.whom, is_closed=is_closed)


def met_later(item: Item) -> str:
    """Return what another body did after the plan had reported an item complete, or nothing."""
    discharge = item.discharge
    if discharge is None or item.assurance not in (Assurance.CLAIMED, Assurance.VERIFIED):
        return ""
    when = f" {'on' if discharge.on.is_day else 'in'} {long_window(discharge.on)}"
    return with_whose_word(met(item), discharge.by, when)


def is_perhaps_late(item: Item) -> bool:
    """Whether an item counts as met in time though only the month is known, and it ends later."""
    met_in = item.question.decisions.discharged
    is_met = item.assurance is Assurance.DISCHARGED and item.timeliness is Timeliness.COMPLETE
    return bool(is_met and met_in and item.window and met_in.counts_from > item.window.last)


def met_by(how: str, by: str, *, is_perhaps_late: bool) -> str:
    """Return how something was met and on whose word, and whether that was perhaps late."""
    return with_whose_word(how, by, f", {PERHAPS_LATE}" if is_perhaps_late else "")


def on_whose_word(item: Item) -> str:
    """Return on whose word an item is complete, to follow its state; nothing for others."""
    if item.assurance is None:
        return ""
    later = met_later(item)
    if later and item.completed and item.assurance is Assurance.CLAIMED:
        day, whose = long_date(item.completed), body_word(item)
        return f", {CLAIMED_FIRST.format(whose=whose, day=day)}, and {later}"
    row, discharge = ASSURANCES[item.assurance], item.discharge
    if discharge and item.assurance is Assurance.DISCHARGED:
        is_late = is_perhaps_late(item)
        if is_late or not is_met_nationally(discharge):
            told = met_by(met(item), discharge.by, is_perhaps_late=is_late)
            return f", {told}"
    said = row.sentence.format(met=met(item), body=body_word(item))
    return f"{said}, and {later}" if later else said


def claimed_sentence(items: Sequence[Item]) -> str:
    """Return how many items are complete according to the organisation alone; nothing for none."""
    complete = [item for item in items if item.assurance]
    claimed = sum(item.assurance is Assurance.CLAIMED and not item.discharge for item in complete)
    if not claimed:
        return ""
    are, them = ("is", "it") if claimed == 1 else ("are", "them")
    which = f"{claimed:,} of the {len(complete):,} complete ones"
    if claimed == len(complete):
        which = f"The complete {'one' if claimed == 1 else 'ones'}"
    body = body_noun({item.organisation.id for item in items})
    return f"{which} {are} what the {body} says: nobody else has confirmed {them}."
