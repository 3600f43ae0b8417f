"""What a recorded change is in words, for the paper of a meeting."""

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from stalkplan.history.changed_items import ITEM, RETRACTED, UPDATE, ItemChange, Look
from stalkplan.record.choices import Acceptance, Status
from stalkplan.record.dates import Window, parse_window
from stalkplan.record.model import End, Publication, Update
from stalkplan.verdict import words
from stalkplan.verdict.decision_words import decided_in_words
from stalkplan.verdict.decisions import known_from
from stalkplan.verdict.flag_words import said_flags
from stalkplan.verdict.flags import Flag
from stalkplan.verdict.items import Item, Kind
from stalkplan.verdict.state import confirmed_in
from stalkplan.verdict.state_words import FOR_NO_DEADLINE, STATES, standing_of
from stalkplan.verdict.timeliness import Assurance, DueFrom, Timeliness
from stalkplan.verdict.turns import stand_of


def change_in_words(change: ItemChange, before: Look, after: Look, beside: Collection[str]) -> str:
    """Return one change in words; nothing for what others of its day, `beside` it, say already."""
    if change.kind == ITEM:
        return _item_in_words(change, after if change.after is None else before)
    if change.kind == UPDATE:
        return _update_in_words(change, beside)
    if change.kind == RETRACTED:
        return _retracted_in_words(change.before, change.after)
    if change.kind == "timeliness":
        return _overdue_in_words(change, before, after, beside)
    return _IN_WORDS[change.kind](change, beside) if change.kind in _IN_WORDS else ""


def _overdue_in_words(
    change: ItemChange, before: Look, after: Look, beside: Collection[str]
) -> str:
    """Return that something recorded made an item overdue; nothing for another state."""
    if change.after != Timeliness.OVERDUE or change.is_decided:
        return ""
    if {UPDATE, RETRACTED} & {*beside}:
        return "it is overdue"
    is_asked_again = change.item.action is None and before.register is after.register
    return "no longer has an action; it is overdue" if is_asked_again else ""


def _item_in_words(change: ItemChange, other: Look) -> str:
    """Return how an item came or went; `other` is the look that has not got it."""
    item, is_new = change.item, change.after is not None
    if item.kind is Kind.ACTION:
        return "joined the plan" if is_new else "is gone from the plan"
    same = [
        i for i in other.items if (i.organisation.id, i.ref) == (item.organisation.id, item.ref)
    ]
    if any(i.kind is Kind.ACTION for i in same):
        return "no longer has an action" if is_new else ""  # of the actions it is said
    if same:
        return "is asked now under this id" if is_new else "is asked now under another id"
    return "is asked now" if is_new else "is not asked any more"


def _owner_in_words(change: ItemChange, _beside: Collection[str]) -> str:
    return f"owner {change.after or 'none'}, was {change.before or 'none'}"


def _acceptance_in_words(change: ItemChange, beside: Collection[str]) -> str:
    """Return the acceptance with what it was on the day before; a new answer had none."""
    item = change.item
    earlier = [update for update in item.accepted_in if update.date != change.day]
    if len(earlier) < len(item.accepted_in):
        own = item.response.acceptance if item.response else None
        was = (earlier[-1].acceptance if earlier else own) or Acceptance.NOT_STATED
    elif "kind" in beside:
        return words.acceptance_word(change.after)
    else:
        was = change.before  # no update brought it
    return f"{words.acceptance_word(change.after)}, was {words.acceptance_word(was)}"


def _kind_in_words(change: ItemChange, beside: Collection[str]) -> str:
    """Return that an answer came, with its acceptance where a later one hides that, or went."""
    if change.before != "no-response":
        return "the answer is blank now"
    said = change.item.response.acceptance if change.item.response else None
    is_hidden = said and said is not Acceptance.NOT_STATED and "acceptance" not in beside
    return f"answered; {_spaced(said)}" if said and is_hidden else "answered"


def _spaced(words: str) -> str:
    return words.replace("-", " ")


def _update_in_words(change: ItemChange, beside: Collection[str]) -> str:
    update, state = change.after, change.item.state
    is_placed = not any(update is each for each in state.unplaced)
    said = [update.note] if update.note and not (update.status and is_placed) else []
    if update.status and not is_placed:
        said.insert(0, f"{_spaced(update.status)}, {FOR_NO_DEADLINE}")
    if update.owner and "owner" not in beside:
        said.append(f"owner {update.owner}")
    if update.promise and "promise" not in beside:
        window = update.promise.window
        said.append(f"promise {words.long_window(window) if window else 'no date'}")
    if update.acceptance and "acceptance" not in beside:
        said.append(_spaced(update.acceptance))
    if update.evidence:
        said.append(f"{words.count(len(update.evidence), 'piece')} of evidence")
    verified = confirmed_in(update, on=change.item.facts.on)
    if verified and verified.by:
        said.append(f"confirmed by {verified.by}")
    if update.status and is_placed:
        became = _became(change.item, update)
        is_now = became.endswith(_REOPENED) and "timeliness" not in beside  # it joined meanwhile
        late = "it is overdue" if is_now and _is_late_since(update, change.item) else ""
        return clauses((became, *said, late))
    return f"updated: {clauses(said)}" if said else ""


def _is_late_since(update: Update, item: Item) -> bool:
    """Whether an item is overdue by an update that came after its deadline."""
    return item.timeliness is Timeliness.OVERDUE and update.date > (item.due or date.max)


def clauses(parts: Iterable[str]) -> str:
    """Return what was said in one line; a full stop is kept only at its end."""
    *first, last = [*filter(None, parts)] or [""]
    return "; ".join((*(part.removesuffix(".") for part in first), last))


def _retracted_in_words(update: Update, by: Update) -> str:
    said = f", {_spaced(update.status)}," if update.status else ""
    what = f"the entry of {words.long_date(update.date)}{said} was taken back"
    return f"{what}: {by.note}" if by.note else what


def _became(item: Item, update: Update) -> str:
    """Return what an update with a status made of it."""
    placed = [known for known in item.state.updates if known not in item.state.unplaced]
    at = max(number for number, known in enumerate(placed) if known is update)
    nothing = _NO_STATUS if placed[:at] else "the first update"
    *_, was = (nothing, *(_spaced(known.status) for known in placed[:at] if known.status))
    later = [known.status for known in placed[at + 1 :] if known.status]
    return _status_became(item, was, update, is_newest=not later)


def _status_in_words(change: ItemChange, _beside: Collection[str]) -> str:
    """Return what is said of a status that another text changed, not an update."""
    before, after = (_spaced(str(status)) for status in (change.before, change.after))
    return _now(after, _NO_STATUS if before == "not reported" else before)


_NO_STATUS = "the first status"


def _now(status: str, was: str) -> str:
    """Return a status with the one before it, or that there was none."""
    return f"now {status}, {'' if was.startswith('the first ') else 'was '}{was}"


_REOPENED = "the completion was taken back"


def _status_became(item: Item, was: str, update: Update, *, is_newest: bool) -> str:
    """Return what an update made of a status; the newest of an item also if it is a claim alone."""
    now = _spaced(str(update.status))
    if was == now:
        return f"still {was}: {update.note}" if update.note else f"still {was}"
    text = _now(now, was)
    if was == Status.COMPLETE:
        return f"{text}: {_REOPENED}"
    if update.status is Status.COMPLETE and is_newest:
        claimed = "according to the plan" if item.assurance is Assurance.CLAIMED else ""
        evidence = "no evidence" if Flag.NO_EVIDENCE in said_flags(item) else ""
        return ": ".join(filter(None, (text, ", ".join(filter(None, (claimed, evidence))))))
    return text


def _promise_in_words(change: ItemChange, _beside: Collection[str]) -> str:
    after, before = (_window_in_words(part) for part in (change.after, change.before))
    if after == before:
        return "the promise in other words"
    text = f"new promise {after}, was {before}"
    if change.before and change.after and change.before["latest"] and change.after["latest"]:
        old, new = (date.fromisoformat(p["latest"]) for p in (change.before, change.after))
        months = (new.year - old.year) * 12 + new.month - old.month
        if months:
            text += (
                f": moved {words.count(months, 'month')}"
                if months > 0
                else (f": brought forward {words.count(-months, 'month')}")
            )
    return text


def _assurance_in_words(change: ItemChange, _beside: Collection[str]) -> str:
    """Return who confirmed a completion that an earlier update reported; nothing for all else."""
    day, completion = change.day, change.item.state.completion
    earlier = [u.verified for u in completion if u.verified and day and u.date < day]
    named = [verified.by for verified in earlier if verified.by and verified.on == day]
    return f"confirmed by {words.listed([*dict.fromkeys(named)])}" if named else ""


_IN_WORDS: Mapping[str, Callable[[ItemChange, Collection[str]], str]] = {
    "status": _status_in_words,
    "promise": _promise_in_words,
    "owner": _owner_in_words,
    "kind": _kind_in_words,
    "acceptance": _acceptance_in_words,
    "assurance": _assurance_in_words,
}
"""What is said of a recorded change of a kind that is a field; other fields follow from these."""


def _window_in_words(promise: dict[str, Any] | None) -> str:
    if not promise:
        return "none"
    by, start = promise.get("by"), promise.get("not_before")
    if by or start:
        return f"{'' if by else 'from '}{words.long_window(parse_window(by or start))}"
    return "no date"


def decision_in_words(change: ItemChange, publication: Publication) -> str:
    """Return what another body decided, with how, and whether there is evidence.

    Of an end also whether what is asked no longer was overdue by then: nothing else says so now.
    """
    decision = change.after
    how = f": {decision.how}" if decision.how else ""
    evidence = "evidence: 1 link" if decision.evidence else ""
    late = "it was overdue until then" if _ended_when_late(change) else ""
    return clauses((f"{decided_in_words(decision, change.item, publication)}{how}", late, evidence))


def _ended_when_late(change: ItemChange) -> bool:
    item, day = change.item, known_from(change.after)
    if not isinstance(change.after, End) or day == date.min:
        return False
    question, decisions = item.question, item.question.decisions._replace(ended=None)
    as_asked = item._replace(question=question._replace(decisions=decisions))
    return stand_of(as_asked, on=day - timedelta(days=1)).timeliness is Timeliness.OVERDUE


def event_in_words(change: ItemChange) -> str:
    """Return what time did to an item; nothing for what another change says already."""
    item = change.item
    if change.kind == "silent":
        is_new = change.after and item.state.updates and change.day != _first_day_late(item)
        return "went without a recent update" if is_new else ""
    if change.kind != "timeliness":
        return ""
    date_ = "promised date" if item.due_from is DueFrom.PROMISE else "deadline"
    if item.timeliness is Timeliness.OVERDUE and item.window:
        own = f", {words.long_window(item.window)}" if item.due_from is DueFrom.PROMISE else ""
        return f"passed {{its}} {date_}{own}"
    if item.timeliness is Timeliness.UNCLEAR and (window := _unclear_in(item)):
        last = parse_window(window.text.rpartition("/")[2])
        return f"became unclear until {words.long_window(last)} is over"
    # a month may begin within 30 days, and end much later
    month = words.long_window(item.window) if item.window and words.may_fall_due(item) else ""
    its = f"{month}, {{its}}" if month else "{its}"
    return STATES[standing_of(item)].by_time.replace("{its}", its).replace("{date}", date_)


def _first_day_late(item: Item) -> date | None:
    """Return the day on which an item became overdue, which a line of its own says."""
    return item.due + timedelta(days=1) if item.due and item.due < date.max else None


def _unclear_in(item: Item) -> Window | None:
    """Return the days in which nobody can tell: those of its date, else of its discharge."""
    discharged = item.question.decisions.discharged
    if item.window and item.window.first <= item.facts.on <= item.window.last:
        return item.window
    return discharged.entry.on if discharged else None
