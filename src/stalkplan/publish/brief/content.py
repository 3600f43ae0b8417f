"""What a brief says: two pages on one organisation for a board, a scrutiny meeting or the NPCC.

It says only what is in the public record.
"""

import re
from bisect import bisect
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date

from stalkplan.privacy.public_types import PublicItem, PublicOrganisation, PublicRecord
from stalkplan.publish.brief.board_questions import (
    MOST_NAMED,
    by_sentence,
    items_flagged,
    questions,
)
from stalkplan.publish.brief.fit import (
    LENGTHS,
    MOST_DEADLINE_ROWS,
    MOST_PROMISE_ROWS,
    SECOND_LENGTHS,
    Length,
    SecondLength,
    fits,
    fits_first_page,
    fits_one_sheet,
)
from stalkplan.publish.brief.item_tables import late_groups, more_late, other_items
from stalkplan.publish.brief.names import BriefNames
from stalkplan.publish.brief.parts import (
    OVERDUE_IN_BRIEF,
    Brief,
    BriefDeadline,
    RecordedRow,
)
from stalkplan.publish.brief.recorded import NewsEntry, entries_since, news_since
from stalkplan.publish.pages.recent import decided_since
from stalkplan.record.choices import Status
from stalkplan.record.fields import WITHHELD
from stalkplan.reports.rewritten import SinceInWords
from stalkplan.verdict.decision_words import who_decided
from stalkplan.verdict.flags import Flag
from stalkplan.verdict.groups import by_deadline
from stalkplan.verdict.recorded_words import recorded_here
from stalkplan.verdict.state_words import STATES, Standing, counted_as
from stalkplan.verdict.timeliness import DONE, Timeliness
from stalkplan.verdict.words import count, cut, long_date

History = Callable[[int], SinceInWords]
"""What git knows of a record since a day; of a text it repeats at most so many characters."""


def brief_of(record: PublicRecord, *, history: History, audience: str | None) -> Brief:
    """Return the brief on the one organisation of a record, with what is new after a day.

    `history` says which day, and in words what git knows of the organisation's record since. Raises
    ValueError if the record has several organisations.
    """
    (organisation,) = record.organisations
    names = BriefNames(organisation)
    begun = _begun(record, names, audience)
    entries = news_since(organisation, since=history(1).day)
    first = (
        _with_news(begun, organisation, names, entries, history(length.rewritten), length)
        for length in LENGTHS
    )
    brief = _first_that(fits_first_page, first)
    late = sum(map(_is_late, organisation.items))

    def finished(length: SecondLength, number: int = late) -> Brief:
        return _on_two_sheets(_with_items(brief, organisation.items, names, length, number))

    made = _first_that(fits, map(finished, SECOND_LENGTHS))
    if fits(made) or not late:
        return made
    shortest = SECOND_LENGTHS[-1]
    too_many = bisect(range(late), 0, key=lambda number: int(not fits(finished(shortest, number))))
    return finished(shortest, max(0, too_many - 1))


def _first_that(does_fit: Callable[[Brief], bool], made: Iterable[Brief]) -> Brief:
    """Return the first that fits, or the last, which is the shortest."""
    for each in made:
        if does_fit(each):
            break
    return each


def _on_two_sheets(brief: Brief) -> Brief:
    """Return a brief whose items begin on the second sheet, if it needs one and has room there."""
    apart = brief._replace(is_apart=True)
    return apart if fits(apart) and not fits_one_sheet(brief) else brief._replace(is_apart=False)


def _begun(record: PublicRecord, names: BriefNames, audience: str | None) -> Brief:
    """Return what a brief says of itself and of the plan in short."""
    (organisation,) = record.organisations
    kind = f"Brief for {audience}" if audience else "Brief"
    publication, day = record.publication, long_date(record.on)
    return Brief(
        on=record.on,
        title=f"{kind}: {organisation.name}",
        subject=f"On the recommendations of {publication.title_and_day}. As at {day}.",
        sheet=f"{kind}: {organisation.name}, as at {day}",
        verdict=" ".join(filter(None, organisation.verdict[:2])),
        position=" ".join(filter(None, _position(record, organisation, names))),
        questions=tuple(questions(organisation, names)),
        deadlines=tuple(_deadlines(organisation.items, on=record.on)),
        other=_other(organisation.items),
        limits=" ".join(filter(None, _limits(organisation))),
        late=_late(organisation.items, on=record.on),
    )


def _late(items: Iterable[PublicItem], *, on: date) -> str:
    """Return how many items are overdue, for their table; nothing if none is."""
    number = sum(map(_is_late, items))
    if not number:
        return ""
    order = ", of each owner the longest overdue first" if number > 1 else ""
    return f"{count(number, 'item')}{order}. Days are counted to {long_date(on)}."


def _limits(organisation: PublicOrganisation) -> Iterator[str]:
    yield OVERDUE_IN_BRIEF
    if number := organisation.withheld:
        records, are = count(number, "record"), "is" if number == 1 else "are"
        yield f"{records} {are} marked as sensitive, and withheld."
    if organisation.source:
        yield f"The plan is published at {organisation.source}"


def _with_items(
    brief: Brief, items: Sequence[PublicItem], names: BriefNames, length: SecondLength, number: int
) -> Brief:
    """Return a brief with its tables of items; so many overdue ones are shown, others counted."""
    late = sorted(filter(_is_late, items), key=lambda item: item.due or date.max)
    return brief._replace(
        groups=late_groups(late[:number], length.task),
        more_late=more_late(late[number:]),
        others=other_items((i for i in items if not _is_late(i)), names, length),
    )


def _with_news(
    brief: Brief,
    organisation: PublicOrganisation,
    names: BriefNames,
    entries: Sequence[NewsEntry],
    rewritten: SinceInWords,
    length: Length,
) -> Brief:
    """Return a brief with what is new: what was recorded, and what was rewritten."""
    shown, others = entries[: length.recorded], entries[length.recorded :]
    return brief._replace(
        since=long_date(rewritten.day),
        news=_news(organisation, since=rewritten.day, has_late=rewritten.has_late),
        recorded=tuple(
            RecordedRow(entry.day, names.of_ids(entry.about), entry.said(length.note))
            for entry in shown
        ),
        more_recorded=_more_recorded(others, names),
        rewritten=tuple(map(_with_dates, _rewritten(rewritten, names, length))),
    )


def _more_recorded(entries: Sequence[NewsEntry], names: BriefNames) -> str:
    """Return how many entries there was no room for, and what they are about."""
    about = _about((id_ for entry in entries for id_ in entry.about), names)
    return f"{len(entries):,} more, on {about}." if entries else ""


def _rewritten(rewritten: SinceInWords, names: BriefNames, length: Length) -> Iterator[str]:
    """Yield with what the record was compared, and what was rewritten as far as there is room."""
    yield cut(rewritten.compared, length.line)
    for id_, sentence in rewritten.sentences[: length.recorded]:
        yield sentence.replace(f", {id_}: ", f", {names.of_ids([id_])}: ", 1)
    if more := rewritten.sentences[length.recorded :]:
        yield f"{len(more):,} more, on {_about((id_ for id_, _ in more), names)}."


def _with_dates(sentence: str) -> str:
    """Return a sentence with its days as prose writes them; what it quotes stays as it is."""
    parts = sentence.split('"')
    if len(parts) % 2:
        parts[::2] = [_DAY.sub(_long_day, part) for part in parts[::2]]
    return '"'.join(parts)


_DAY = re.compile(r"(?<![\w/-])\d{4}-\d\d-\d\d(?![\w-])")


def _long_day(found: re.Match[str]) -> str:
    try:
        return long_date(date.fromisoformat(found[0]))
    except ValueError:
        return found[0]


def _about(ids: Iterable[str], names: BriefNames) -> str:
    """Return what some ids are called; of many, how many there are."""
    once = [*dict.fromkeys(ids)]
    return names.of_ids(once) if len(once) <= MOST_NAMED else count(len(once), "item")


def _is_late(item: PublicItem) -> bool:
    return item.timeliness is Timeliness.OVERDUE


def _news(organisation: PublicOrganisation, *, since: date, has_late: bool) -> str:
    """Return in sentences what was recorded and decided after a day, and what became late.

    With `has_late` something about earlier days was recorded too.
    """
    items = organisation.items
    recorded = len(entries_since(organisation.recommendations, since=since))
    entries = "entry was" if recorded == 1 else "entries were"
    nothing = f"No update {'of these days ' if has_late else ''}was recorded."
    added = f"{recorded:,} {entries} recorded." if recorded else nothing
    made = decided_since(items, since=since)
    decided = {item.id for each in made for item in each.items}
    others = who_decided((each.made.by for each in made), len(decided)) if made else ""
    passed = sum(_is_late(item) and _was_not_late(item, on=since) for item in items)
    late = f"{count(passed, 'item')} {'is' if passed == 1 else 'are'}" if passed else "Nothing is"
    return " ".join(filter(None, (added, others, f"{late} newly overdue.")))


def _was_not_late(item: PublicItem, *, on: date) -> bool:
    """Whether an item whose date is public was not overdue on a day: not due, or complete then."""
    if item.due is None or item.due >= on:
        return item.due is not None
    return item.status_known(on) is Status.COMPLETE


def _of_the_others(others: str, are_late: Sequence[bool]) -> str:
    """Return what is said of the items that are not overdue: of which items, if some are."""
    rest = are_late.count(False)
    if rest == len(are_late):
        return others
    number, _, does = others.partition(" ")
    if number == f"{rest:,}":
        return f"The other {'item' if rest == 1 else f'{number} items'} {does}"
    return f"Of the other {rest:,} items, {others}"


def _position(
    record: PublicRecord, organisation: PublicOrganisation, names: BriefNames
) -> Iterator[str]:
    """Yield what else the verdict says, and what the record itself leaves out."""
    if others := organisation.verdict[2]:
        yield _of_the_others(others, [_is_late(item) for item in organisation.items])
    found = record.publication.recorded
    is_asked = not found.is_nothing_asked
    if is_asked and not entries_since(organisation.recommendations, since=date.min):
        # others may have said what was done, so that it is the plan alone that is silent
        body = organisation.noun
        yield f"The plan records no update at all: it does not say what the {body} has done since."
    extended = items_flagged(organisation, Flag.EXTENDED)
    for ids, sentence in by_sentence(extended, Flag.EXTENDED):
        yield f"{names.of_ids(ids)}: {sentence}."
    if found.missing or found.later or found.of is None:
        yield recorded_here(found)


def _deadlines(items: Sequence[PublicItem], *, on: date) -> Iterator[BriefDeadline]:
    """Yield a row for each day the publication sets, each own promise, then what has no date."""
    groups: dict[tuple[date, str], list[PublicItem]] = {}
    for group in by_deadline(items):
        dates = {item.due for item in group.items if item.due}
        for item in group.items:
            day, label = item.due or date.max, group.label
            if group.due:
                label = item.due_words or long_date(group.due)
            elif item.due and len(dates) > MOST_PROMISE_ROWS:
                day, label = min(dates), f"{label}s, {len(dates)} dates"
            elif group.due_from:
                label += f", {item.due_words or WITHHELD}"
            groups.setdefault((day, label), []).append(item)
    if len(groups) > MOST_DEADLINE_ROWS:
        groups = _by_year(groups)
    for (day, label), own in sorted(groups.items()):
        counts = Counter(item.timeliness for item in own)
        complete = sum(counts[state] for state in DONE)
        days = f"{(on - day).days:,}" if day < on else "none"
        overdue = counts[Timeliness.OVERDUE]
        other = len(own) - complete - overdue
        yield BriefDeadline(label, len(own), complete, overdue, other, days)


def _by_year(
    groups: Mapping[tuple[date, str], Sequence[PublicItem]],
) -> dict[tuple[date, str], list[PublicItem]]:
    """Return groups of items by deadline with one for each year; what has no date stays apart."""
    dates = Counter(day.year for day, _ in groups)
    first: dict[int, date] = {}
    years: dict[tuple[date, str], list[PublicItem]] = {}
    for key, own in sorted(groups.items()):
        day, year = key[0], key[0].year
        if day != date.max and dates[year] > 1:
            key = (first.setdefault(year, day), f"{year}, {dates[year]} dates")  # noqa: PLW2901
        years.setdefault(key, []).extend(own)
    return years


def _other(items: Sequence[PublicItem]) -> str:
    """Return how the items stand that are neither complete nor overdue; nothing for none."""
    counts = Counter(map(counted_as, items))
    states = [f"{counts[state]:,} {STATES[state].column}" for state in _OTHERS if counts[state]]
    return f"Other: {', '.join(states)}." if states else ""


_OTHERS = (
    *(Standing(each) for each in Timeliness if each not in (*DONE, Timeliness.OVERDUE)),
    Standing.NOT_ASKED,
)
"""The states that a brief counts together, in the order in which it names them."""
