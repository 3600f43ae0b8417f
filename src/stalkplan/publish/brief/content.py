"""`brief`: two pages on one organisation for a board, a scrutiny meeting or the NPCC.

What they say comes from the public record alone. A file beside this one writes them in each format.
"""

from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from stalkplan.privacy.marked import WITHHELD
from stalkplan.privacy.public_record import (
    PublicItem,
    PublicOrganisation,
    PublicRecord,
    PublicUpdate,
)
from stalkplan.publish.brief.questions import ToPut, copies, ids, items_flagged, questions
from stalkplan.verdict import words
from stalkplan.verdict.flags import Flag
from stalkplan.verdict.items import Kind
from stalkplan.verdict.timeliness import Assurance, DueFrom, Timeliness
from stalkplan.verdict.words import count, cut, listed, long_date, short_date

LONGEST_TEXT = 110
"""Characters of a text: a brief of two pages points to what it cuts."""

LONGEST_OWNER = 80
"""Characters of an owner's name, who is the heading of a line."""

MOST_PROMISE_ROWS = 3
"""Lines of own promises, else one for all."""

ROOM, FOR_ITEM, FOR_OWNER = 46.0, 2.0, 2.5
"""Lines on the second page, and how many an item and the heading of an owner take."""

FIRST_ROOM, ACROSS = 42.0, 105
"""Lines of text on the first page beside its headings, and the characters of one."""

LIMITS = (
    "Overdue: the deadline's day has ended and the plan records no completion. Work may have been "
    "done that the plan does not show. Every line can be checked with stalkplan show."
)


class Length(NamedTuple):
    """How much may stand on the first page: entries recorded, characters of what is written.

    `because` is of what raises a question, `part` of a paragraph.
    """

    recorded: int
    because: int
    part: int


LENGTHS = (Length(4, 240, 500), Length(3, 200, 330), Length(2, 110, 220), Length(1, 50, 110))
"""The first that leaves no text beyond the page is taken, else the last."""


class BriefDeadline(NamedTuple):
    """One deadline in numbers; `days` since it, in words."""

    label: str
    items: int
    complete: int
    overdue: int
    days: str


class LateItem(NamedTuple):
    """One overdue item: what was to be done, for when, how late it is."""

    id: str
    told: str
    promised: str
    late_by: str


class LateGroup(NamedTuple):
    """The overdue items of one owner, or of nobody."""

    owner: str
    late: tuple[LateItem, ...]


class Brief(NamedTuple):
    """The two pages, part by part. A part that is empty is left out."""

    audience: str
    title: str
    as_at: str
    verdict: str
    position: str
    recorded: tuple[str, ...]
    deadlines: tuple[BriefDeadline, ...]
    questions: tuple[ToPut, ...]
    complete: str
    cannot_tell: str
    late: str
    groups: tuple[LateGroup, ...]
    more_late: str


def brief_of(record: PublicRecord, *, since: date, audience: str | None) -> Brief:
    """Return the brief on the one organisation of a record: what is new after the day `since`.

    ValueError if it has several.
    """
    (organisation,) = record.organisations
    items, on = organisation.items, record.on
    late = sorted(filter(_is_late, items), key=lambda item: item.due or date.max)
    shown = late[: _fitting(late)]
    recorded = _recorded(items, since=since)
    brief = Brief(
        audience=f"Brief for {audience}" if audience else "Brief",
        title=f"{record.publication.title}: {organisation.name}",
        as_at=f"As at {long_date(on)}. {_since(items, len(recorded), since=since)}",
        verdict=" ".join(filter(None, organisation.verdict[:2])),
        position=" ".join(filter(None, _position(record, organisation))),
        recorded=(),
        deadlines=tuple(_deadlines(items, on=on)),
        questions=tuple(questions(organisation)),
        complete=" ".join(_complete(organisation)),
        cannot_tell=" ".join(_cannot_tell(organisation)),
        late=f"{count(len(late), 'item')}. Days are counted to {long_date(on)}." if late else "",
        groups=tuple(_groups(shown)),
        more_late=f"Overdue too: {ids(late[len(shown) :])}." if len(shown) < len(late) else "",
    )
    tries = [_cut(brief, recorded, length) for length in LENGTHS]
    return next((each for each in tries if _lines(each) <= FIRST_ROOM), tries[-1])


def _cut(brief: Brief, recorded: Sequence[tuple[PublicItem, str]], length: Length) -> Brief:
    """Return a brief with no more than a length on its first page."""
    more = [item for item, _ in recorded[length.recorded :]]
    return brief._replace(
        recorded=(
            *(told for _, told in recorded[: length.recorded]),
            *([f"and {len(more)} more, on {ids(more)}"] if more else []),
        ),
        questions=tuple(
            put._replace(because=cut(put.because, length.because)) for put in brief.questions
        ),
        complete=cut(brief.complete, length.part),
        cannot_tell=cut(brief.cannot_tell, length.part),
    )


def _lines(brief: Brief) -> float:
    """Return how many lines of text the first page takes."""
    texts = [
        *(brief.as_at, brief.position, brief.complete, brief.cannot_tell),
        *brief.recorded,
        *(f"{put.question} {put.because}" for put in brief.questions),
    ]
    wide = 2 * -(-len(brief.title) // 50) + 1.3 * -(-len(brief.verdict) // 80)
    return wide + sum(-(-len(text) // ACROSS) + 0.15 for text in texts) + 1.4 * len(brief.deadlines)


def _is_late(item: PublicItem) -> bool:
    return item.timeliness is Timeliness.OVERDUE


def _since(items: Sequence[PublicItem], recorded: int, *, since: date) -> str:
    """Return what was recorded after a day, and what is overdue since, in one sentence."""
    entries = "entry" if recorded == 1 else "entries"
    told = f"{recorded} {entries} recorded" if recorded else "nothing recorded"
    passed = sum(_is_late(item) and item.due is not None and item.due >= since for item in items)
    became = f"{count(passed, 'item')} became overdue" if passed else "nothing is newly overdue"
    return f"Since {long_date(since)}: {told}, {became}."


def _recorded(items: Sequence[PublicItem], *, since: date) -> list[tuple[PublicItem, str]]:
    """Return what was recorded after a day, newest first, what is withheld last.

    An entry that stands for several items is in it once.
    """
    told: dict[Hashable, tuple[PublicItem, PublicUpdate]] = {}
    for item in items:
        record = item.id if item.kind is Kind.ACTION else item.ref
        seen: Counter[PublicUpdate] = Counter()
        for update in item.updates:
            seen[update] += 1
            if update.day > since:
                told.setdefault((record, update, seen[update]), (item, update))
    newest = sorted(told.values(), key=lambda e: (e[1].is_withheld, -e[1].day.toordinal()))
    return [(item, _entry(item, update)) for item, update in newest]


def _entry(item: PublicItem, update: PublicUpdate) -> str:
    head = f"{long_date(update.day)}, {item.id}"
    if update.is_withheld:
        return f"{head}: {WITHHELD}"
    state = update.status.replace("-", " ") if update.status else ""
    promised = f"promised {update.promise.text}" if update.promise else ""
    owner = f"owner {update.owner}" if update.owner else ""
    told = ", ".join(filter(None, (state, promised, owner)))
    note = cut(update.note, LONGEST_TEXT) if update.note else ""
    return f"{head}: {'. '.join(filter(None, (told, note)))}"


def _position(record: PublicRecord, organisation: PublicOrganisation) -> Iterator[str]:
    yield organisation.verdict[2]
    if not any(item.updates for item in organisation.items):
        yield "The plan records no update at all, so this brief cannot say what has been done;"
        yield "it says what the plan shows."
    publication = record.publication
    if publication.missing or publication.total is None:
        recorded = (publication.recorded, publication.total, publication.missing)
        yield words.recorded_sentence(*recorded)


def _deadlines(items: Sequence[PublicItem], *, on: date) -> Iterator[BriefDeadline]:
    """Yield a row for each day the publication sets, each own promise, then what has no date."""
    groups: dict[tuple[date, str], list[PublicItem]] = {}
    promised = {i.due: i.due_words for i in items if i.due and i.due_from is DueFrom.PROMISE}
    for item in items:
        if item.due and item.due_from is DueFrom.PUBLICATION:
            groups.setdefault((item.due, long_date(item.due)), []).append(item)
        elif item.due and len(promised) > MOST_PROMISE_ROWS:
            label = f"Own promises, {len(promised)} dates"
            groups.setdefault((min(promised), label), []).append(item)
        elif item.due:
            groups.setdefault((item.due, f"Own promise, {item.due_words}"), []).append(item)
        else:
            label = f"Own promise, {WITHHELD}" if item.due_from else "No date"
            groups.setdefault((date.max, label), []).append(item)
    for (day, label), own in sorted(groups.items()):
        counts = Counter(item.timeliness for item in own)
        complete = counts[Timeliness.COMPLETE] + counts[Timeliness.COMPLETE_LATE]
        days = f"{(on - day).days:,}" if day < on else "none"
        yield BriefDeadline(label, len(own), complete, counts[Timeliness.OVERDUE], days)


def _complete(organisation: PublicOrganisation) -> Iterator[str]:
    """Yield what is complete, on whose word."""
    groups: dict[str, list[PublicItem]] = {}
    for item in organisation.items:
        if item.assurance is Assurance.DISCHARGED and item.discharged:
            groups.setdefault(f"met nationally, as reported by {item.discharged.by}", []).append(
                item
            )
        elif item.assurance is Assurance.VERIFIED:
            groups.setdefault(f"confirmed by {_verified_by(item)}", []).append(item)
        elif item.assurance:
            groups.setdefault("on the plan's own word", []).append(item)
    for told, own in groups.items():
        yield f"{ids(own)}: {told}."
    if "on the plan's own word" not in groups:
        yield "Nothing is complete on the plan's own word alone."
    if without := items_flagged(organisation, Flag.NO_EVIDENCE):
        yield f"Without evidence: {ids(without)}."


def _verified_by(item: PublicItem) -> str:
    return next((u.verified_by for u in item.updates if u.verified_by), "somebody not named")


def _cannot_tell(organisation: PublicOrganisation) -> Iterator[str]:
    items = organisation.items
    undated = [item for item in items if item.timeliness is Timeliness.NO_DEADLINE]
    if undated:
        yield f"{ids(undated)} {'has' if len(undated) == 1 else 'have'} no date."
    if unclear := [item for item in items if item.timeliness is Timeliness.UNCLEAR]:
        yield f"{ids(unclear)} cannot be told until the month or year that was promised is over."
    open_promises = [i.promise for i in items if i.promise and i.promise.text != WITHHELD]
    if vague := sum(p.earliest is None or p.earliest != p.latest for p in open_promises):
        yield f"{count(vague, 'promise')} {'names' if vague == 1 else 'name'} no day."
    if sets := copies(organisation):
        yield f"Answers with one text: {'; '.join(map(listed, sets))}."
    blank = list(dict.fromkeys(item.ref for item in items if item.kind is Kind.NO_RESPONSE))
    if blank:
        answers = "The answer to" if len(blank) == 1 else "The answers to"
        yield f"{answers} {listed(blank)} {'is' if len(blank) == 1 else 'are'} blank or missing."
    if organisation.withheld:
        records = count(organisation.withheld, "record")
        yield f"{records} {'is' if organisation.withheld == 1 else 'are'} withheld."


def _fitting(late: Sequence[PublicItem]) -> int:
    """Return how many items, each under its owner, there is room for on the second page."""
    room, owners = ROOM, set()
    for number, item in enumerate(late):
        owner = item.owner or item.kind
        room -= FOR_ITEM + (FOR_OWNER if owner not in owners else 0)
        if room < 0:
            return number
        owners.add(owner)
    return len(late)


def _groups(late: Sequence[PublicItem]) -> Iterator[LateGroup]:
    """Yield the overdue items by whom to ask: named owners, then nobody, then no answer."""
    nobody = {
        Kind.ACTION: "No owner named",
        Kind.NO_ACTION: "No action in the plan",
        Kind.NO_RESPONSE: "No answer in the plan",
    }
    groups: dict[tuple[int, str], list[PublicItem]] = {}
    for item in late:
        rank = 0 if item.owner else 1 + list(nobody).index(item.kind)
        groups.setdefault((rank, item.owner or nobody[item.kind]), []).append(item)
    for (_, owner), own in sorted(groups.items(), key=lambda g: (g[0][0], g[0][1].casefold())):
        yield LateGroup(cut(owner, LONGEST_OWNER), tuple(map(_late, own)))


def _late(item: PublicItem) -> LateItem:
    told = cut(item.summary or "not said", LONGEST_TEXT)
    if item.kind is not Kind.ACTION:
        told = f"{'No answer' if item.kind is Kind.NO_RESPONSE else 'No action'}. Asked: {told}"
    late_by = count(item.days_late, "day") if item.days_late else WITHHELD
    return LateItem(item.id, told, _promised(item), late_by)


def _promised(item: PublicItem) -> str:
    promise = item.promise
    if promise is None:
        return "nothing"
    if promise.earliest and promise.earliest == promise.latest and promise.is_deadline:
        return short_date(promise.earliest)
    return promise.words
