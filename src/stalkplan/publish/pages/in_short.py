"""What a page of one organisation says in a line each: what is promised, what nobody can tell."""

from collections.abc import Iterator, Sequence

from stalkplan.privacy.public_types import PublicItem, PublicOrganisation, PublicPublication
from stalkplan.publish.pages.accepted import unrecorded
from stalkplan.publish.pages.gaps import has, unreported
from stalkplan.record.fields import WITHHELD
from stalkplan.verdict import words
from stalkplan.verdict.flags import Flag
from stalkplan.verdict.items import Kind
from stalkplan.verdict.timeliness import UNJUDGED


def promised_in_words(items: Sequence[PublicItem]) -> str:
    """Return how many actions a plan has, and for what time they are promised, in a sentence."""
    actions = [item for item in items if item.kind is Kind.ACTION]
    if not actions:
        return "The plan lists no action."
    times = [*map(_time, actions)]
    plan = f"The plan has {words.count(len(actions), 'action')}"
    if len(set(times)) == 1:
        every = {1: "", 2: "both "}.get(len(actions), "all ")
        return f"{plan}, {every}{_FIRST.get(times[0], times[0])}."
    counts = [(times.count(time), time) for time in _TIMES if time in times]
    (number, first), *others = counts
    told = [f"{number:,} {_FIRST.get(first, first)}", *(f"{n:,} {time}" for n, time in others)]
    return f"{plan}: {words.listed(told)}."


_DAY, _PERIOD = "for a day", "for a month or another period"
_TIMES = (_DAY, _PERIOD, "with no date", WITHHELD)
_FIRST = {time: f"promised {time}" for time in (_DAY, _PERIOD)}
"""How a time begins a sentence; the others that follow are promised too."""


def _time(action: PublicItem) -> str:
    """Return for what time an action is promised."""
    promise = action.promise
    if action.is_withheld or (promise and promise.text == WITHHELD):
        return WITHHELD
    if promise is None or promise.earliest is None:
        return "with no date"
    return _DAY if promise.earliest == promise.latest else _PERIOD


def unknown_in_words(organisation: PublicOrganisation, publication: PublicPublication) -> str:
    """Return what nobody can tell from the record, in a sentence; nothing if there is nothing."""
    return words.capital(words.listed([*_unknown(organisation, publication)]))


def _unknown(organisation: PublicOrganisation, publication: PublicPublication) -> Iterator[str]:
    items = [item for item in organisation.items if item.is_asked]
    if undated := sum(item.timeliness in UNJUDGED for item in items):
        yield f"whether {words.count(undated, 'item')} {'is' if undated == 1 else 'are'} late"
    if quiet := len(unreported(items)):
        yield f"what has been done about {words.count(quiet, 'item')}"
    if unowned := sum(has(item, Flag.NO_OWNER) and not item.is_withheld for item in items):
        yield f"who is responsible for {words.count(unowned, 'action')}"
    if unsaid := len(unrecorded(organisation)):
        verb = "accepts" if unsaid == 1 else "accept"
        yield f"whether {words.count(unsaid, 'answer')} {verb} what was asked"
    if missing := len(publication.recorded.missing):
        asks = "asks" if missing == 1 else "ask"
        yield f"what {words.count(missing, 'other recommendation')} {asks} for"
    if organisation.withheld:
        say = "says" if organisation.withheld == 1 else "say"
        yield f"what {words.count(organisation.withheld, 'withheld record')} {say}"
