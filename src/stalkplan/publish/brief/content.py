"""What a brief says: two pages on one organisation for a board, a scrutiny meeting or the NPCC.

It says only what is in the public record.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from datetime import date
from itertools import chain
from typing import TypeVar

from stalkplan.privacy.public_types import PublicItem, PublicOrganisation, PublicRecord
from stalkplan.publish.brief.board_questions import (
    by_sentence,
    copies,
    items_flagged,
    questions,
)
from stalkplan.publish.brief.fit import (
    LENGTHS,
    MOST_PROMISE_ROWS,
    SECOND_LENGTHS,
    Length,
    SecondLength,
    fits_first_page,
    fits_second_page,
)
from stalkplan.publish.brief.names import SaidOnce
from stalkplan.publish.brief.overdue_items import late_groups
from stalkplan.publish.brief.parts import LIMITS, Brief, BriefDeadline
from stalkplan.publish.brief.recorded import RecordedEntry, entries_since
from stalkplan.record.dates import parse_window
from stalkplan.record.fields import WITHHELD
from stalkplan.reports.item_words import whose_word
from stalkplan.reports.rewritten import SinceInWords
from stalkplan.verdict import words
from stalkplan.verdict.flags import Flag
from stalkplan.verdict.groups import by_deadline
from stalkplan.verdict.items import Kind
from stalkplan.verdict.state_words import ASSURANCES, STATES, Standing
from stalkplan.verdict.timeliness import DONE, Assurance, Timeliness
from stalkplan.verdict.words import count, cut, long_date, long_window

_OWN_WORD = ASSURANCES[Assurance.CLAIMED].in_brief

_T = TypeVar("_T")

History = Callable[[int], SinceInWords]
"""What git knows of a record since a day; of a text it repeats at most so many characters."""


def brief_of(record: PublicRecord, *, history: History, audience: str | None) -> Brief:
    """Return the brief on the one organisation of a record, with what is new after a day.

    `history` says which day, and in words what git knows of the organisation's record since. Raises
    ValueError if the record has several organisations.
    """
    (organisation,) = record.organisations
    entries = entries_since(organisation.items, since=history(1).day)
    begun = _begun(record, audience)
    made = (
        _with_first_page(begun, record, entries, history(length.rewritten), length)
        for length in LENGTHS
    )
    brief, said = _first_that(lambda page: fits_first_page(page[0]), made)
    late = sorted(filter(_is_late, organisation.items), key=lambda item: item.due or date.max)
    whole = (
        _second_page(brief, organisation, said, length, late, len(late))
        for length in SECOND_LENGTHS
    )
    shortest = SECOND_LENGTHS[-1]
    shortened = (
        _second_page(brief, organisation, said, shortest, late, number)
        for number in range(len(late) - 1, -1, -1)
    )
    return _first_that(fits_second_page, chain(whole, shortened))


def _first_that(fits: Callable[[_T], bool], made: Iterable[_T]) -> _T:
    """Return the first that fits, or the last, which is the shortest."""
    for each in made:
        if fits(each):
            break
    return each


def _begun(record: PublicRecord, audience: str | None) -> Brief:
    """Return what a brief says of itself, without its pages."""
    (organisation,) = record.organisations
    kind = f"Brief for {audience}" if audience else "Brief"
    publication, day = record.publication, long_date(record.on)
    source = f"The plan is published at {organisation.source}" if organisation.source else ""
    return Brief(
        on=record.on,
        title=f"{kind}: {organisation.name}",
        subject=f'On the recommendations of "{publication.title}" of '
        f"{long_date(publication.published)}.",
        sheet=f"{kind}: {organisation.name}, as at {day}",
        verdict=" ".join(filter(None, organisation.verdict[:2])),
        deadlines=tuple(_deadlines(organisation.items, on=record.on)),
        other=_other(organisation.items),
        limits=" ".join(filter(None, (LIMITS, source))),
    )


def _with_first_page(
    brief: Brief,
    record: PublicRecord,
    entries: Sequence[RecordedEntry],
    told: SinceInWords,
    length: Length,
) -> tuple[Brief, AbstractSet[str]]:
    """Return a brief with its first page, and the ids of which that says what they are.

    Its parts are made in their order, so that what an id is stands where the id first does.
    """
    (organisation,) = record.organisations
    names = SaidOnce(organisation, length.names)
    as_at = f"As at {long_date(record.on)}."
    made = brief._replace(
        as_at=f"{as_at} {_since(organisation.items, len(entries), since=told.day)}",
        position=" ".join(filter(None, _position(record, organisation, names))),
        since=long_date(told.day),
        recorded=tuple(_recorded(entries, names, length)),
        rewritten=(cut(told.compared, length.line), *_first(told.sentences, names, length)),
        questions=tuple(
            put._replace(because=cut(put.because, length.because))
            for put in questions(organisation, names)
        ),
    )
    return made, names.said


def _second_page(
    brief: Brief,
    organisation: PublicOrganisation,
    said: AbstractSet[str],
    length: SecondLength,
    late: Sequence[PublicItem],
    number: int,
) -> Brief:
    """Return a brief with a second page, which has so many of the overdue items in its table."""
    shown, others = late[:number], late[number:]
    names = SaidOnce(organisation, length.names, said | {item.id for item in shown})
    days = f"Days are counted to {long_date(brief.on)}."
    return brief._replace(
        late=f"{count(len(late), 'item')}. {days}" if late else "",
        groups=late_groups(shown, length.task),
        more_late=f"Overdue too: {names.of(others)}." if others else "",
        complete=cut(" ".join(_complete(organisation, names)), length.part),
        cannot_tell=cut(" ".join(_cannot_tell(organisation, names)), length.part),
    )


def _recorded(entries: Sequence[RecordedEntry], names: SaidOnce, length: Length) -> Iterator[str]:
    """Yield the entries for which there is room, then what the others are about."""
    for entry in entries[: length.recorded]:
        yield entry.sentence(names, length.note)
    if more := entries[length.recorded :]:
        yield f"and {len(more)} more, on {names.of(entry.item for entry in more)}"


def _first(told: Sequence[tuple[str, str]], names: SaidOnce, length: Length) -> Iterator[str]:
    """Yield the sentences on what was rewritten for which there is room, then the others' ids."""
    yield from (sentence for _, sentence in told[: length.recorded])
    if more := told[length.recorded :]:
        yield f"and {len(more)} more, on {names.listed(id_ for id_, _ in more)}"


def _is_late(item: PublicItem) -> bool:
    return item.timeliness is Timeliness.OVERDUE


def _since(items: Sequence[PublicItem], recorded: int, *, since: date) -> str:
    """Return in a sentence how many entries were recorded after a day, and what became late."""
    entries = "entry" if recorded == 1 else "entries"
    added = f"{recorded} {entries} recorded" if recorded else "nothing recorded"
    passed = sum(_is_late(item) and item.due is not None and item.due >= since for item in items)
    became = f"{count(passed, 'item')} became overdue" if passed else "nothing is newly overdue"
    return f"Since {long_date(since)}: {added}, {became}."


def _position(
    record: PublicRecord, organisation: PublicOrganisation, names: SaidOnce
) -> Iterator[str]:
    """Yield what else the verdict says, and what the record itself leaves out."""
    yield organisation.verdict[2]
    if not any(item.updates for item in organisation.items):
        yield "The plan records no update at all, so this brief cannot say what has been done;"
        yield "it says what the plan shows."
    extended = items_flagged(organisation, Flag.EXTENDED)
    for told, sentence in by_sentence(extended, Flag.EXTENDED, names):
        yield f"{told}: {sentence}."
    publication = record.publication
    found = publication.recorded
    if found.missing or found.later or found.of is None:
        yield words.recorded_here(found)


def _deadlines(items: Sequence[PublicItem], *, on: date) -> Iterator[BriefDeadline]:
    """Yield a row for each day the publication sets, each own promise, then what has no date."""
    groups: dict[tuple[date, str], list[PublicItem]] = {}
    for group in by_deadline(items):
        dates = {item.due for item in group.items if item.due}
        for item in group.items:
            day, label = item.due or date.max, group.label
            if group.due:
                label = long_date(group.due)
            elif item.due and len(dates) > MOST_PROMISE_ROWS:
                day, label = min(dates), f"{label}s, {len(dates)} dates"
            elif group.due_from:
                label += f", {item.due_words or WITHHELD}"
            groups.setdefault((day, label), []).append(item)
    for (day, label), own in sorted(groups.items()):
        counts = Counter(item.timeliness for item in own)
        complete = sum(counts[state] for state in DONE)
        days = f"{(on - day).days:,}" if day < on else "none"
        overdue = counts[Timeliness.OVERDUE]
        other = len(own) - complete - overdue
        yield BriefDeadline(label, len(own), complete, overdue, other, days)


def _other(items: Sequence[PublicItem]) -> str:
    """Return how the items stand that are neither complete nor overdue; nothing for none."""
    counts = Counter(item.timeliness for item in items)
    states = [
        f"{counts[state]:,} {STATES[Standing(state)].column}"
        for state in Timeliness
        if counts[state] and state not in (*DONE, Timeliness.OVERDUE)
    ]
    return f"Other: {', '.join(states)}." if states else ""


def _complete(organisation: PublicOrganisation, names: SaidOnce) -> Iterator[str]:
    """Yield which items are complete, and on whose word; and which were ended, and by whom."""
    groups: dict[str, list[PublicItem]] = {}
    for item in organisation.items:
        if item.assurance:
            groups.setdefault(whose_word(item), []).append(item)
        elif item.timeliness is Timeliness.ENDED and item.ended:
            day = long_window(parse_window(item.ended.on))
            how = f": {item.ended.how}" if item.ended.how else ""
            groups.setdefault(f"ended by {item.ended.by}, {day}{how}", []).append(item)
    for whose, own in groups.items():
        yield f"{names.of(own)}: {whose}."
    if _OWN_WORD not in groups:
        yield "Nothing is complete on the word of the plan alone."
    if without := items_flagged(organisation, Flag.NO_EVIDENCE):
        yield f"Without evidence: {names.of(without)}."


def _cannot_tell(organisation: PublicOrganisation, names: SaidOnce) -> Iterator[str]:
    """Yield what the plan leaves open, in sentences."""
    items = organisation.items
    undated = [item for item in items if item.timeliness is Timeliness.NO_DEADLINE]
    if undated:
        yield f"{names.of(undated)} {'has' if len(undated) == 1 else 'have'} no date."
    if unclear := [item for item in items if item.timeliness is Timeliness.UNCLEAR]:
        why = "the month or year that is named is not over"
        yield f"{names.of(unclear)} cannot be told yet: {why}."
    open_promises = [i.promise for i in items if i.promise and i.promise.text != WITHHELD]
    if vague := sum(p.earliest is None or p.earliest != p.latest for p in open_promises):
        yield f"{count(vague, 'promise')} {'names' if vague == 1 else 'name'} no day."
    if sets := copies(organisation):
        yield f"Answers with one text: {'; '.join(map(names.listed, sets))}."
    blank = list(dict.fromkeys(item.ref for item in items if item.kind is Kind.NO_RESPONSE))
    if blank:
        answers, are = ("answer", "is") if len(blank) == 1 else ("answers", "are")
        yield f"The {answers} to {names.listed(blank)} {are} blank or missing."
    if organisation.withheld:
        records = count(organisation.withheld, "record")
        yield f"{records} {'is' if organisation.withheld == 1 else 'are'} withheld."
