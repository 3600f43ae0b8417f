"""`show`: one requirement or action, in full, with its place in the file."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice
from typing import Any

from stalkplan.record.choices import Acceptance, Certainty, Marking
from stalkplan.record.dates import Window
from stalkplan.record.model import Deadline, Decision, Promise, Update
from stalkplan.record.register import Register
from stalkplan.reports.blocks import (
    Column,
    Fit,
    Line,
    NextStep,
    Prose,
    Report,
    Section,
    Table,
    head_view,
    missing_here,
)
from stalkplan.reports.blocks_of_records import Facts
from stalkplan.verdict import words
from stalkplan.verdict.as_data import (
    LISTED_FIELDS,
    item_row,
    item_view,
    retracted_view,
    update_view,
)
from stalkplan.verdict.comparison import worst_items
from stalkplan.verdict.find_by_name import Page
from stalkplan.verdict.flag_words import flag_sentence, said_flags
from stalkplan.verdict.flags import Flag
from stalkplan.verdict.groups import accepted_beside
from stalkplan.verdict.items import Item, Kind, is_overdue
from stalkplan.verdict.nouns import addressee_name
from stalkplan.verdict.state import confirmed_in
from stalkplan.verdict.state_words import (
    FOR_NO_DEADLINE,
    KINDS,
    STATES,
    Standing,
    no_answer,
    standing_of,
)
from stalkplan.verdict.timeliness import SETTLED
from stalkplan.verdict.whose_word import on_whose_word, unclear_in


def show_report(register: Register, pages: Sequence[Page], *, on: date) -> Report:
    """Report everything that is known of some items on the day `on`."""
    items = [item for page in pages for item in page.items]
    worst = _longest_overdue_first(pages)
    return Report(
        sections=lambda: _sections(register, pages, worst, on=on),
        lines=lambda: (row for page in pages for row in _lines(register, page, on=on)),
        view=lambda: _view(register, pages, on=on),
        fields=LISTED_FIELDS,
        rows=lambda: (item_row(register, item, on=on) for item in items),
        verdict=tuple(f"{_name(item, pages)}: {verdict(item)}" for item in items),
        not_recorded=missing_here(register, on=on),
        next_steps=_next_steps(pages, worst),
    )


def _name(item: Item, pages: Sequence[Page]) -> str:
    return f"{item.organisation.id} {item.id}" if len(pages) > 1 else item.id


def verdict(item: Item) -> str:
    """Return the verdict on one item in sentences."""
    due = unclear_in(item) or (words.long_window(item.window) if item.window else "")
    ended = item.question.decisions.ended
    sentence = STATES[standing_of(item)].sentence.format(
        due=due,
        days=f" {words.late_by(item)}" if item.days_late else "",
        whose=on_whose_word(item),
        body=words.body_word(item),
        falls="May fall" if words.may_fall_due(item) else "Falls",
        ended_by=ended.by if ended else "",
    )
    return f"{sentence} {_last_word(item)}" if is_overdue(item) else sentence


def _last_word(item: Item) -> str:
    """Return what the newest update says of an overdue item, in a sentence."""
    last = item.state.last_news if item.silent else item.state.last_update
    lack = f"{words.lack_of([item], their='its').capitalize()}." if item.silent else ""
    return f"{lack} Last updated {words.long_date(last)}.".strip() if last else lack


def _sections(
    register: Register, pages: Sequence[Page], worst: Sequence[Item], *, on: date
) -> Iterator[Section]:
    if len(pages) > 1:
        yield from _side_by_side(worst, on=on)
    for page in () if _is_cut(worst) else pages:
        yield from _page(register, page, is_one_of_several=len(pages) > 1, on=on)


_IN_FULL = 5
"""How many organisations are shown in full to people: of 43 forces it was 1,890 lines.

The formats for data have all of them.
"""


def _is_cut(worst: Sequence[Item]) -> bool:
    """Whether a screen has a row for each organisation, and the answer of none."""
    return len(worst) > _IN_FULL


def _longest_overdue_first(pages: Sequence[Page]) -> list[Item]:
    """Return the worst item of each organisation."""
    worst = worst_items(item for page in pages for item in page.items)
    return sorted(worst, key=lambda i: (-_days(i), i.organisation.name.casefold()))


def _days(item: Item) -> int:
    return (item.days_late or 0) if is_overdue(item) else 0


def _side_by_side(worst: Sequence[Item], *, on: date) -> Iterator[Section]:
    """Yield where each organisation stands, and that there are too many to show in full."""
    first = worst[0]
    theme = f"  {first.recommendation.theme}" if first.recommendation.theme else ""
    yield [Line(f"{first.ref}{theme}", f"as at {words.long_date(on)}", is_bold=True)]
    names = words.short_names_of(item.organisation for item in worst)
    columns = (
        Column("", 18, lambda item: names[item.organisation.id], Fit.NAMED),
        Column("state", 22, _state),
        Column("late by", 9, lambda i: words.late_by(i) if _days(i) else "", is_number=True),
    )
    yield [Table(columns, worst, "Longest overdue first")]
    if _is_cut(worst):
        about = "too many to show in full: name whose with --org, or take --format plain"
        yield [Prose(f"{len(worst):,} plans are {about}.")]


def _state(item: Item) -> str:
    """Return how an item stands; of one that is overdue and has no answer it says that."""
    state = STATES[standing_of(item)]
    lacks = no_answer(item) if is_overdue(item) else ""
    return f"{state.column}, {lacks}" if lacks else state.cell


def _next_steps(pages: Sequence[Page], worst: Sequence[Item]) -> tuple[NextStep, ...]:
    """Return how to see one of many in full, and how to see all; of one what to record next."""
    if len(pages) == 1:
        waiting = filter(_is_open, sorted(pages[0].items, key=lambda item: -_days(item)))
        return tuple(NextStep(_to_record(item)) for item in islice(waiting, 1))
    if not _is_cut(worst):
        return ()
    first = worst[0]
    return (
        NextStep(("show", first.ref, "--org", first.organisation.id)),
        NextStep(("show", first.ref, "--format", "plain"), is_whole=True),
    )


def _is_open(item: Item) -> bool:
    """Whether the organisation still has something to record; what it rejects is not up to it."""
    is_rejected = item.kind is not Kind.ACTION and item.acceptance is Acceptance.REJECTED
    return not is_rejected and standing_of(item) not in (*SETTLED, Standing.NOT_ASKED)


def _to_record(item: Item) -> tuple[str, ...]:
    """Return the command that records what is missing first: an answer, an action or an update."""
    if item.kind is Kind.NO_RESPONSE:
        return "respond", item.ref
    if item.kind is Kind.ACTION or item.state.updates:
        return "update", item.id
    has_several = len(item.recommendation.deadlines) > 1
    milestone = ("--milestone", item.milestone) if has_several and item.milestone else ()
    return ("add", item.ref, *milestone)


def _page(
    register: Register, page: Page, *, is_one_of_several: bool, on: date
) -> Iterator[Section]:
    """Yield what is known of a requirement with one organisation; of several each has its name."""
    item = page.first
    recommendation = item.recommendation
    title = register.publication.title if register.publication else ""
    theme = f"  {recommendation.theme}" if recommendation.theme else ""
    where = f"{title}, recommendation {recommendation.number}"
    if is_one_of_several:
        yield (Line(item.organisation.name, is_bold=True), Prose(where))
    else:
        yield (
            Line(f"{item.ref}{theme}", f"as at {words.long_date(on)}", is_bold=True),
            Prose(f"{item.organisation.name}: {where}"),
        )
    if len(page.items) == 1:
        yield (Prose(verdict(item), is_bold=True),)
    yield (Facts(tuple(_asked(register, page))),)
    for each in page.items:
        rows = [("Verdict", verdict(each))] if len(page.items) > 1 else []
        rows += _what_is_known(each)
        yield (Facts(tuple(rows), KINDS[each.kind].title.format(id=each.id), words.mark_of(each)),)
    notes = list(_notes(page))
    if notes:
        yield (Facts(tuple(_labelled("Take note", notes))),)
    yield (Facts((("In the file", _places(register, page)),)),)


def _asked(register: Register, page: Page) -> Iterator[tuple[str, str]]:
    """Yield what was recommended, what was asked of whom by when, and what was answered."""
    item = page.first
    response, recommendation = item.response, item.recommendation
    yield from words.what_was_asked(item) or [("Asked", "not known here")]
    declared = register.publication.addressees if register.publication else {}
    names = {item.organisation.id: item.organisation.name, **declared}
    if whom := [addressee_name(each, names) for each in item.question.asked]:
        yield "Asked of", words.listed(whom)
    if recommendation.made:
        yield "Made", words.long_date(recommendation.made)
    deadlines = [*map(_deadline, recommendation.deadlines)]
    yield (
        "Due",
        f"{words.listed(deadlines)}, set by the {item.noun}"
        if deadlines
        else f"no date of the {item.noun} was found"
        if recommendation.certainty is Certainty.SINGLE_SOURCE
        else f"no date set by the {item.noun}",
    )
    if response is None:
        yield "Answer", f"none: {item.ref} is not in the plan"
        return
    yield "Answer", response.position or "none: it is blank in the plan"
    yield from _marked(response.marking)
    yield "Acceptance", words.acceptance_word(item.acceptance)
    for update in accepted_beside(page.items):
        yield from _update(update, None, on=item.facts.on)


def _marked(marking: Marking | None) -> Iterator[tuple[str, str]]:
    """Yield that a record is marked, beside the text that nobody outside may read."""
    if marking:
        yield "Marked", f"{marking}: this text is never published"


def _deadline(deadline: Deadline) -> str:
    """Return a deadline with its milestone and its own wording."""
    wording = f'"{deadline.wording}"' if deadline.wording else ""
    more = ": ".join(filter(None, (deadline.milestone, wording)))
    return words.long_window(deadline.due) + (f" ({more})" if more else "")


def _what_is_known(item: Item) -> Iterator[tuple[str, str]]:
    """Yield what is known of one item: its updates, the newest last, then what holds now."""
    action, state = item.action, item.state
    if action:
        yield "Will do", action.summary or "not said"
        yield from _marked(action.marking)
    if action or state.owner:
        yield "Owner", state.owner or KINDS[Kind.ACTION].lacks
    if Flag.EXTENDED in item.flags:
        yield "Due", flag_sentence(Flag.EXTENDED, item)
    elif len(item.recommendation.deadlines) > 1 and item.window:
        yield "Due", f"{words.long_window(item.window)} ({item.milestone})"
    elif item.question.deadline is None and item.window:
        yield "Due", f"{words.long_window(item.window)}, by its own first promise"
    if action or state.promise:
        yield "Promised", _promised(state.promise)
    if (met := item.question.decisions.discharged) and item.discharge:
        who = f"{words.met_by(item)}, {words.long_window(met.entry.on)}"
        yield from _decision(f"{'Closed' if met.is_closed else 'Met'} by", who, met.entry)
    if ended := item.question.decisions.ended:
        yield from _decision("Ended by", f"{ended.by}, {words.long_date(ended.on)}", ended)
    entries = [*((update, None) for update in state.updates), *state.retracted]
    for update, by in sorted(entries, key=lambda entry: entry[0].date):
        is_placed = update not in state.unplaced
        yield from _update(update, by, on=item.facts.on, is_placed=is_placed)
    yield "Status", words.status(item)


def _decision(label: str, who: str, decision: Decision) -> Iterator[tuple[str, str]]:
    """Yield what another body decided, and what shows it."""
    yield label, f"{who}: {decision.how}" if decision.how else who
    if decision.evidence:
        yield "", decision.evidence


def _promised(promise: Promise | None) -> str:
    """Return a promise in its own words, and how it is read."""
    if promise is None:
        return "none"
    if promise.by:
        read = f"by {words.long_date(promise.by.last)}"
        if not promise.by.is_day and not promise.wording:
            read = f"by {words.long_window(promise.by)}, so {read}"
    elif promise.not_before:
        read = f"not before {words.long_window(promise.not_before)}, which is no deadline"
    else:
        read = "no date"
    if not promise.wording:
        return read
    wording = f'"{promise.wording}"'
    if not promise.window:
        return f"{wording}, which names no date"
    return wording if promise.wording.endswith(read) else f"{wording}, so {read}"


def _update(
    update: Update, by: Update | None, *, on: date, is_placed: bool = True
) -> Iterator[tuple[str, str]]:
    """Yield what an update says; `by` is the retraction that took it back, if one did.

    What confirms it counts once that was known.

    The status of one that is not placed is not taken.
    """
    said = update.status or update.acceptance or ("note" if update.note else "")
    unplaced = FOR_NO_DEADLINE if update.status and not is_placed else ""
    parts = (said.replace("-", " "), unplaced, words.long_date(update.date))
    head = ", ".join(filter(None, parts))
    if update.marking:
        head += f" [{update.marking}]"
    yield "Taken back" if by else "Update", f"{head}: {update.note}" if update.note else head
    if update.promise:
        yield "", f"promised {_promised(update.promise)}"
    if update.owner:
        yield "", f"owner {update.owner}"
    if update.status and update.acceptance:
        yield "", update.acceptance.replace("-", " ")
    if verified := confirmed_in(update, on=on):
        day = f" on {words.long_date(verified.on)}" if verified.on else ""
        yield "", f"confirmed by {verified.by or 'nobody named'}{day}"
    for evidence in update.evidence:
        yield "", evidence
    if by:
        yield "", f"on {words.long_date(by.date)}{f': {by.note}' if by.note else ''}"


def _notes(page: Page) -> Iterator[str]:
    """Yield what the flags say, once each; which items, where not all of them."""
    found: dict[tuple[Flag, str], list[str]] = {}
    for item in page.items:
        for flag in said_flags(item):
            if flag is Flag.EXTENDED:  # the deadline says it
                continue
            found.setdefault((flag, flag_sentence(flag, item)), []).append(item.id)
    for (flag, sentence), ids in found.items():
        which = "" if len(ids) == len(page.items) else f"{words.listed(ids)}: "
        yield f"{which}{sentence} ({flag})"


def _labelled(label: str, texts: Sequence[str]) -> Iterator[tuple[str, str]]:
    for number, text in enumerate(texts):
        yield ("" if number else label), text


def _places(register: Register, page: Page) -> str:
    """Return where to edit: the answer's place, then each action's."""
    item = page.first
    if item.response is None:
        place = register.places.find(item.file, item.path)
        return f"{place.file}:{place.line} what was asked"
    holder = item.path[:2]
    answer = register.places.find(item.file, holder)
    places = [f"{answer.file}:{answer.line} answer"]
    actions = [register.places.find(i.file, i.path) for i in page.items if i.action]
    return ", ".join([*places, *(f":{action.line} action" for action in actions)])


def _lines(register: Register, page: Page, *, on: date) -> Iterator[tuple[str, ...]]:
    """Yield label and value, for a pipe."""
    item = page.first
    yield "organisation", item.organisation.id
    yield "ref", item.ref
    yield "as at", on.isoformat()
    label = ""
    rows = list(_asked(register, page))
    for each in page.items:
        rows += [("item", each.id), ("verdict", verdict(each)), *_what_is_known(each)]
    rows += _labelled("Take note", list(_notes(page)))
    rows.append(("In the file", _places(register, page)))
    for name, value in rows:
        label = name or label
        yield label.lower(), value


def _view(register: Register, pages: Sequence[Page], *, on: date) -> dict[str, Any]:
    return {
        **head_view("show", register, on=on),
        "requirements": [_requirement_view(page.first) for page in pages],
        "updates": [
            {"organisation": item.organisation.id, "id": item.id, **update_view(update, on=on)}
            for page in pages
            for item in page.items
            for update in item.state.updates
        ],
        "retracted": [
            {"organisation": item.organisation.id, "id": item.id, **retracted_view(each, on=on)}
            for page in pages
            for item in page.items
            for each in item.state.retracted
        ],
        "items": [item_view(register, item, on=on) for page in pages for item in page.items],
    }


def _requirement_view(item: Item) -> dict[str, Any]:
    stated = item.response.stated_deadline if item.response else None
    return {
        "organisation": item.organisation.id,
        "ref": item.ref,
        "asked": item.question.requirement.summary or item.recommendation.summary,
        "deadlines": [
            {"milestone": d.milestone, "due": d.due.last.isoformat(), "wording": d.wording}
            for d in item.recommendation.deadlines
        ],
        "position": item.response.position if item.response else None,
        "acceptance": item.acceptance,
        "stated_deadline": stated.text if isinstance(stated, Window) else stated,
    }
