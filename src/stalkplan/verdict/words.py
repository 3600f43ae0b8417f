"""What is said of items, and of dates and counts, for people: terminal, page and brief share it."""

from calendar import monthrange
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from itertools import product

from stalkplan.record.choices import Acceptance, Addressee
from stalkplan.record.dates import Window, parse_window
from stalkplan.record.model import Discharge, Organisation, Promise
from stalkplan.verdict import marks
from stalkplan.verdict.items import Item, Kind
from stalkplan.verdict.nouns import FORCE, VerdictUnit, body_noun, is_for_many
from stalkplan.verdict.state_words import (
    KINDS,
    NONE_YET,
    STATES,
    Standing,
    counted_as,
    standing_of,
    stands_in,
)
from stalkplan.verdict.timeliness import (
    DONE,
    SET_ASIDE,
    UNJUDGED,
    WAITING,
    Assurance,
    Timeliness,
)

_ITEMS = VerdictUnit()
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def mark_of(item: Item) -> marks.Mark:
    """Return the mark of an item's state."""
    return STATES[standing_of(item)].mark


def long_date(day: date) -> str:
    """Return a date as prose writes it: 27 March 2025."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def short_date(day: date) -> str:
    """Return a date as labels write it: 27 Mar 2025."""
    return f"{day.day} {_MONTHS[day.month - 1][:3]} {day.year}"


def long_window(window: Window) -> str:
    """Return a window as prose writes it: 27 March 2025, March 2025, quarter 1 of 2025, 2025."""
    first = window.first
    if window.is_day:
        return long_date(first)
    if "/" in window.text:
        begins, _, ends = window.text.partition("/")
        return f"{long_window(parse_window(begins))} to {long_window(parse_window(ends))}"
    months = window.last.month - first.month + 1
    if months == 1:
        return f"{_MONTHS[first.month - 1]} {first.year}"
    return f"quarter {window.last.month // 3} of {first.year}" if months == 3 else str(first.year)


def short_window(window: Window) -> str:
    """Return a window as labels write it: 27 Mar 2025, March 2025."""
    return short_date(window.first) if window.is_day else long_window(window)


def narrow_window(window: Window) -> str:
    """Return a window in a column: 27 Mar 2025, Mar 2025, Sep-Nov 2025, 2025, to 5 Jan 2026.

    Of days that are not whole months of one year the last one is said.
    """
    first, last = window.first, window.last
    if window.is_day:
        return short_date(first)
    is_whole = first.day == 1 and last.day == monthrange(last.year, last.month)[1]
    if first.year != last.year or not is_whole:
        return f"to {short_date(last)}"
    if (first.month, last.month) == (1, 12):
        return str(first.year)
    begins, ends = _MONTHS[first.month - 1][:3], _MONTHS[last.month - 1][:3]
    return f"{'-'.join(dict.fromkeys((begins, ends)))} {first.year}"


def as_written(window: Window) -> str:
    """Return a window as the files write it: 2025-03."""
    return window.text


def cut(text: str, length: int) -> str:
    """Return a text of at most so many characters; where it is cut, after a word, that is seen."""
    if len(text) <= length:
        return text
    head, space, _ = text[:length].rpartition(" ")
    return f"{(head if space else text[: length - 1]).rstrip(' ,;:.')}{marks.ELLIPSIS}"


LONGEST_NAME = 17
"""Columns of a name in a table of many: that of Avon and Somerset."""

_LAST_WORDS = (" Police Service", " Constabulary", " Police")


def short_names(names: Iterable[str]) -> Sequence[str]:
    """Return names for a table; if one is long, all without the words that most of them end in."""
    full = list(names)
    if all(len(name) <= LONGEST_NAME for name in full):
        return full
    short = [_without_last_words(name) for name in full]
    return short if len(set(short)) == len(set(full)) else full


def short_names_of(organisations: Iterable[Organisation]) -> Mapping[str, str]:
    """Return the names of organisations as tables have them, by their ids."""
    every = list(organisations)
    short = short_names(organisation.name for organisation in every)
    return {one.id: name for one, name in zip(every, short, strict=True)}


def _without_last_words(name: str) -> str:
    return next((name.removesuffix(w) for w in _LAST_WORDS if name.endswith(w)), name) or name


def count(number: int, noun: str) -> str:
    """Return `1 item` or `2 items`."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def listed(words: Sequence[str]) -> str:
    """Return `a, b and c`."""
    return " and ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))


def capital(text: str) -> str:
    """Return a text with its first letter a capital."""
    return text[:1].upper() + text[1:]


def either(names: Iterable[str]) -> str:
    """Return `a, b or c`."""
    *others, last = [*names] or [""]
    return " or ".join(filter(None, (", ".join(others), last)))


_FEW = 5
"""How many names are shown of a long list."""


def few(names: Sequence[str], other: str) -> Sequence[str]:
    """Return the first names, and last how many there are besides: `12 other places`."""
    more = len(names) - _FEW
    return [*names[:_FEW], count(more, f"other {other}")] if more > 0 else names


def all_of(number: int, noun: str) -> str:
    """Return how several are called when all are meant: `both forces`, `all 43 forces`."""
    return f"both {noun}s" if number == 2 else f"all {number:,} {noun}s"


def numbers(values: Sequence[int]) -> str:
    """Return whole numbers, runs of three or more joined: `1-6, 8, 9 and 29`."""
    runs: list[list[int]] = []
    for value in sorted(values):
        if runs and value == runs[-1][-1] + 1:
            runs[-1].append(value)
        else:
            runs.append([value])
    parts: list[str] = []
    for run in runs:
        parts += [f"{run[0]}-{run[-1]}"] if len(run) > 2 else [str(value) for value in run]
    return listed(parts)


def distance(day: date, *, on: date) -> str:
    """Return how far a day is: `126 days ago`, `today`, `in 183 days`."""
    days = (day - on).days
    if days == 0:
        return "today"
    return f"in {count(days, 'day')}" if days > 0 else f"{count(-days, 'day')} ago"


def distance_of(window: Window, *, on: date) -> str:
    """Return how far a window is that has not begun: of a month both its days, `in 12-41 days`."""
    first, last = ((day - on).days for day in (window.first, window.last))
    return f"in {first:,}-{last:,} days" if 0 < first < last else distance(window.first, on=on)


def distance_of_end(window: Window, *, on: date) -> str:
    """Return how far a window is; of one that has begun how far its end is: `ends today`."""
    if on < window.first:
        return distance_of(window, on=on)
    is_inside = on <= window.last and not window.is_day
    return f"{'ends ' if is_inside else ''}{distance(window.last, on=on)}"


def state(item: Item, *, on: date) -> str:
    """Return the state of an item in a column; without days where its date is withheld."""
    if item.days_late and item.timeliness is Timeliness.OVERDUE:
        return late_by(item)
    if item.window and stands_in(item, WAITING):
        return distance_of(item.window, on=on)
    return STATES[standing_of(item)].column


def late_by(item: Item) -> str:
    """Return by how much an item is late; at least that, if only the month of its end is known."""
    met = item.question.decisions.discharged if item.assurance is Assurance.DISCHARGED else None
    is_exact = met is None or met.day == met.counts_from
    return f"{'' if is_exact else 'at least '}{count(item.days_late or 0, 'day')}"


def owner(item: Item) -> str:
    """Return whom the plan names for the item, or who met it; else what the plan lacks."""
    is_early = item.kind is not Kind.ACTION and not item.is_asked
    lacks = NONE_YET if is_early else KINDS[item.kind].lacks
    return item.state.owner or met_by(item) or lacks


def met_by(item: Item) -> str:
    """Return who met an item, and for whom; nothing if nobody else did."""
    return f"{item.discharge.by}{_for_whom(item, item.discharge)}" if item.discharge else ""


def _for_whom(item: Item, discharge: Discharge) -> str:
    own = item.organisation.id
    if discharge.for_ == own:
        return ""
    if (discharged := item.question.decisions.discharged) and discharged.whom:
        return f", for {discharged.whom}"
    if not is_for_many(discharge):
        return ""
    is_to_chiefs = discharge.for_ == Addressee.CHIEF_CONSTABLES
    are_forces = is_to_chiefs and body_noun([item.organisation]) == FORCE
    return ", for all forces" if are_forces else ", for all"


def acceptance_word(acceptance: str) -> str:
    """Return what an answer accepts, in words; what the plan says itself is not read."""
    return "not recorded" if acceptance == Acceptance.NOT_STATED else acceptance.replace("-", " ")


def body_word(item: Item) -> str:
    """Return `force` or `organisation`, which the one that has an item is."""
    return body_noun([item.organisation])


def what_was_asked(item: Item) -> list[tuple[str, str]]:
    """Return what was recommended and what the requirement asks, each with a label.

    Where a requirement has no sentence of its own, the recommendation's is what is asked.
    """
    asked, recommended = item.question.requirement.summary, item.recommendation.summary
    if asked is None or asked == recommended:
        return [("Asked", recommended)] if recommended else []
    return [*([("Recommended", recommended)] if recommended else []), ("Asked", asked)]


def due(item: Item) -> str:
    """Return the binding date as it is set: a day, or the month that was promised."""
    return item.window.text if item.window else "none"


def promised(item: Item) -> str:
    """Return the newest promise with its precision; `no date` if it is only words."""
    return promise(item.state.promise, as_written) if item.state.promise else "none"


def promise(promise: Promise, written: Callable[[Window], str]) -> str:
    """Return a promise with its precision; `no date` if it is only words."""
    if promise.by:
        return written(promise.by)
    return f"from {written(promise.not_before)}" if promise.not_before else "no date"


def status(item: Item) -> str:
    """Return the status that the plan reports."""
    return said_status(item.state.status, is_updated=bool(item.state.updates))


def said_status(reported: str | None, *, is_updated: bool) -> str:
    """Return a status as people read it; where there is none, whether there is any update."""
    if reported:
        return reported.replace("-", " ")
    return "not said" if is_updated else "no update"


def updated(item: Item) -> str:
    """Return the day of the newest update."""
    return item.state.last_update.isoformat() if item.state.last_update else "never"


def newest_update(items: Iterable[Item]) -> str:
    """Return when anything was last recorded, for the head of a report."""
    days = [item.state.last_update for item in items if item.state.last_update]
    return f"last update {long_date(max(days))}" if days else "no update recorded"


def is_updated_long_ago(item: Item) -> bool:
    """Whether a silent item was updated since its deadline, though over six months ago."""
    last = item.state.last_news
    return bool(item.window and last and last > item.window.last)


def lack_of(silent: Sequence[Item], *, their: str = "the") -> str:
    """Return what silent items lack, in one phrase for all of them."""
    return f"no update {_since_when(silent, their)}"


def _since_when(silent: Sequence[Item], their: str) -> str:
    long_ago = [is_updated_long_ago(item) for item in silent]
    if all(long_ago):
        return "in six months"
    return f"since {their} deadline{_OR_LONG_AGO if any(long_ago) else ''}"


_OR_LONG_AGO = ", or none in six months"


def silence_of_parts(overdue: int, silent: int, unit: str = "recommendation") -> str:
    """Return a sentence on the updates of overdue recommendations, which may have several items.

    Nothing if all have been updated. Of the items some may have been, where others were not.
    """
    if not silent:
        return ""
    if silent < overdue:
        whose = f"{silent:,} of them {'has' if silent == 1 else 'have'}"
    else:
        whose = "Each has" if overdue > 1 else f"That {unit} has"
    return f"{whose} something overdue without a recent update."


def silence(overdue: Sequence[Item]) -> str:
    """Return a sentence on the updates of overdue items; nothing for none."""
    silent = [item for item in overdue if item.silent]
    if not overdue:
        return ""
    if not silent:
        return "It has an update." if len(overdue) == 1 else "All have an update."
    if len(overdue) == 1:
        return f"It has had {lack_of(silent, their='its')}."
    if len(silent) == len(overdue):
        since = _since_when(silent, "its")
        of_each = since.endswith(_OR_LONG_AGO)  # some were updated since, though long ago
        return f"Each has had no update {since}." if of_each else f"None has been updated {since}."
    has, their = ("has", "its") if len(silent) == 1 else ("have", "their")
    return f"{len(silent):,} {has} had {lack_of(silent, their=their)}."


def outcome(item: Item, *, on: date) -> str:
    """Return the verdict on an item in one phrase, with the last word on it."""
    standing = standing_of(item)
    words = STATES[standing]
    if standing is Standing.NOT_ASKED:
        return words.phrase
    days = f" {late_by(item)}" if item.days_late else ""
    verdict = words.phrase.format(
        days=days, distance=distance_of(item.window, on=on) if item.window else ""
    )
    if item.timeliness is Timeliness.OVERDUE and not days:
        verdict = words.column
    elif item.timeliness in WAITING and not item.window:
        verdict = STATES[Standing.NOT_YET_DUE].column
    lacks = "" if item.kind is Kind.ACTION or not item.is_asked else KINDS[item.kind].lacks
    last = item.state.last_update
    if item.silent and last:
        last_word = lack_of([item])
    elif last:
        last_word = f"updated {long_date(last)}"
    elif lacks or item.discharge:
        last_word = ""
    else:
        last_word = "no update since the deadline" if item.silent else "no update"
    return ", ".join(filter(None, (verdict, lacks, last_word)))


def overdue_sentence(items: Sequence[Item], what: VerdictUnit = _ITEMS) -> str:
    """Return how many of the items, which stand for `what`, are overdue: the verdict's first."""
    late = sum(item.timeliness is Timeliness.OVERDUE for item in items)
    if not late:
        return "Nothing is overdue."
    return f"{late_of(late, len(items), what)}."


def late_of(late: int, total: int, what: VerdictUnit) -> str:
    """Return how many of all are overdue, in words."""
    are = "is" if late == 1 else "are"
    return f"{late:,} of {count(total, what.unit)}{what.to} {are} overdue{what.under}"


def others_sentence(items: Iterable[Item], what: VerdictUnit = _ITEMS) -> str:
    """Return how many items are in each other state; nothing if there are none.

    If none is overdue, no sentence before it has said what is counted. Before anything is asked
    nothing waits.
    """
    items = [*items]
    if is_nothing_asked(items):
        return ""
    counts = Counter((counted_as(item), may_fall_due(item)) for item in items)
    is_named = counts[Standing.OVERDUE, False] > 0
    states = [*DONE, *WAITING, *UNJUDGED, Standing.NOT_ASKED, *SET_ASIDE]
    phrases: list[str] = []
    for standing, may in product(map(Standing, states), (False, True)):
        words, number = STATES[standing], counts[standing, may]
        if number:
            does = words.one if number == 1 else words.many
            is_bare = is_named or phrases or what.under
            counted = f"{number:,}" if is_bare else count(number, what.unit)
            phrases.append(f"{counted} {f'may {words.many}' if may else does}")
    lead = "" if is_named else what.lead
    return f"{lead}{listed(phrases)}." if phrases else ""


def is_nothing_asked(items: Iterable[Item]) -> bool:
    """Whether every one of the items comes from a recommendation made after the day judged."""
    return not any(item.is_asked for item in items)


def may_fall_due(item: Item) -> bool:
    """Whether an item falls due in a month or longer that begins within 30 days."""
    is_month = item.window is not None and not item.window.is_day
    return is_month and counted_as(item) is Standing.DUE_SOON


def acceptance_sentence(items: Iterable[Item]) -> str:
    """Return which answers refuse what is asked or accept part of it.

    For the others the record does not say; what they say themselves is not read. What is not asked
    yet does not count. Nothing if the record says so for none.
    """
    asked = [item for item in items if item.is_asked]
    refs: dict[str, list[str]] = {}
    answered = {i.ref: i.acceptance for i in asked if i.response and i.response.position}
    for ref, acceptance in answered.items():
        refs.setdefault(acceptance, []).append(ref)
    if not refs.keys() - {Acceptance.NOT_STATED}:
        return ""
    said = [
        f"{len(own):,} {one if len(own) == 1 else many} ({listed(own)})"
        for acceptance, one, many in _REFUSALS
        if (own := refs.get(acceptance))
    ]
    unsaid = len(refs.get(Acceptance.NOT_STATED, ()))
    if unsaid:
        they = "it accepts" if unsaid == 1 else "they accept"
        said.append(f"for {unsaid:,} the record does not say whether {they} it")
    if Acceptance.REJECTED in refs:
        return f"Of {count(len(answered), 'answer')}, {listed(said)}."
    refuses = "is recorded as refusing" if unsaid else "refuses"
    none = f"No answer {refuses} what is asked"
    return f"{'; '.join(filter(None, (none, listed(said))))}."


_REFUSALS = (
    (Acceptance.REJECTED, "refuses what is asked", "refuse what is asked"),
    (Acceptance.PARTLY_ACCEPTED, "accepts part of it", "accept part of it"),
    (Acceptance.UNDER_CONSIDERATION, "is under consideration", "are under consideration"),
)


def tally(states: Iterable[str]) -> tuple[str, ...]:
    """Return how many there are in each state, in words: `1 complete`, `13 overdue`."""
    counts = Counter[str](states)
    return tuple(
        f"{counts[state]:,} {words.counted}" for state, words in STATES.items() if counts[state]
    )


def long_silence(are_updated: Iterable[bool]) -> str:
    """Return what items lack that nobody has reported on for six months, or ever."""
    ways = {*are_updated}
    none = "no update at all" if ways == {False} else "no update for six months"
    return f"{none}, or none at all" if len(ways) > 1 else none
