"""On whose word an item is complete: the plan's, another body's, or both."""

from collections.abc import Sequence

from stalkplan.verdict.items import Item
from stalkplan.verdict.nouns import (
    CLOSED,
    MET,
    Met,
    body_noun,
    how_met,
    is_met_nationally,
    with_whose_word,
)
from stalkplan.verdict.state_words import ASSURANCES, CLAIMED_FIRST
from stalkplan.verdict.timeliness import Assurance, DueFrom, Timeliness
from stalkplan.verdict.words import long_date, long_window


def met(item: Item) -> Met | None:
    """Return how a discharge met an item; None without one."""
    discharged = item.question.decisions.discharged
    if not (item.discharge and discharged):
        return None
    is_closed = discharged.is_closed
    return how_met(item.discharge, item.organisation.id, discharged.whom, is_closed=is_closed)


def met_later(item: Item) -> str:
    """Return what another body did after the plan had reported an item complete, or nothing."""
    discharge = item.discharge
    how = met(item)
    if not (discharge and how) or item.assurance not in (Assurance.CLAIMED, Assurance.VERIFIED):
        return ""
    when = f" {'on' if discharge.on.is_day else 'in'} {long_window(discharge.on)}"
    return with_whose_word(how, discharge.by, when)


def perhaps_late(item: Item) -> str:
    """Return that an item may have been met late, if its deadline is in the month of its end."""
    met_in, due = item.question.decisions.discharged, item.window
    if met_in is None or due is None or item.assurance is not Assurance.DISCHARGED:
        return ""
    is_open = met_in.day <= due.last < met_in.counts_from
    return "perhaps late, as the day is not known" if is_open else ""


def unclear_in(item: Item) -> str:
    """Return in which days it cannot be told where an item stands: `due in May 2024`; or nothing.

    Those are the days of its date or, once that has passed, of the month in which it was met.
    """
    window, met_in = item.window, item.question.decisions.discharged
    if item.timeliness is not Timeliness.UNCLEAR or window is None:
        return ""
    if met_in and item.facts.on > window.last:
        return f"{CLOSED if met_in.is_closed else MET} in {long_window(met_in.entry.on)}"
    is_own = item.due_from is DueFrom.PROMISE
    return f"{'promised for' if is_own else 'due in'} {long_window(window)}"


def on_whose_word(item: Item) -> str:
    """Return on whose word an item is complete, to follow its state; nothing for others."""
    if item.assurance is None:
        return ""
    later = met_later(item)
    if later and item.completed and item.assurance is Assurance.CLAIMED:
        return f", {CLAIMED_FIRST.format(day=long_date(item.completed))}, and {later}"
    row, discharge = ASSURANCES[item.assurance], item.discharge
    how = met(item)
    told = f"{how}" if how else ""
    if discharge and how and not is_met_nationally(discharge):
        told = with_whose_word(how, discharge.by)
    said = row.sentence.format(met=told)
    more = (later and f"and {later}", perhaps_late(item))
    return ", ".join(filter(None, (said, *more)))


def is_claimed_alone(item: Item) -> bool:
    """Whether an item is complete according to the organisation, and to nobody else."""
    return item.assurance is Assurance.CLAIMED and not item.discharge


def claimed_sentence(items: Sequence[Item], *, in_part: bool = False) -> str:
    """Return how many items are complete according to the organisation alone; nothing for none.

    `in_part` says that of some only a part is.
    """
    complete = [item for item in items if item.assurance]
    claimed = sum(map(is_claimed_alone, complete))
    if not claimed:
        return ""
    are, them = ("is", "it") if claimed == 1 else ("are", "them")
    which = f"{claimed:,} of the {len(complete):,} complete ones"
    if claimed == len(complete):
        which = f"The complete {'one' if claimed == 1 else 'ones'}"
    body = body_noun(item.organisation for item in items)
    if in_part:
        return f"{which} {are} at least in part what the {body} says: nobody else confirmed that."
    return f"{which} {are} what the {body} says: nobody else has confirmed {them}."
