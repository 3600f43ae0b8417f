"""What a brief says: two pages on one organisation for a board, a scrutiny meeting or the NPCC.

It says only what is in the public record.
"""

from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from datetime import date

from stalkplan.privacy.public_types import (
    PublicItem,
    PublicOrganisation,
    PublicRecord,
    PublicUpdate,
)
from stalkplan.publish.brief.board_questions import (
    by_sentence,
    copies,
    ids,
    items_flagged,
    questions,
)
from stalkplan.publish.brief.fit import (
    LONGEST_OWNER,
    LONGEST_TEXT,
    MOST_PROMISE_ROWS,
    Told,
    count_that_fit,
    fit_first_page,
)
from stalkplan.publish.brief.parts import Brief, BriefDeadline, LateGroup, LateItem
from stalkplan.record.dates import parse_window
from stalkplan.record.fields import WITHHELD
from stalkplan.reports.rewritten import SinceInWords
from stalkplan.verdict import words
from stalkplan.verdict.flags import Flag
from stalkplan.verdict.groups import by_deadline, by_owner
from stalkplan.verdict.items import Kind
from stalkplan.verdict.state_words import ASSURANCES, KINDS
from stalkplan.verdict.timeliness import DONE, Assurance, Timeliness
from stalkplan.verdict.words import count, cut, listed, long_date, long_window, short_date

_OWN_WORD = ASSURANCES[Assurance.CLAIMED].in_brief


def brief_of(record: PublicRecord, *, history: SinceInWords, audience: str | None) -> Brief:
    """Return the brief on the one organisation of a record, with what is new after a day.

    `history` says which day, and in words what git knows of the organisation's record since. Raises
    ValueError if the record has several organisations.
    """
    (organisation,) = record.organisations
    items, on, since = organisation.items, record.on, history.day
    recorded = _recorded(items, since=since)
    late = sorted(filter(_is_late, items), key=lambda item: item.due or date.max)
    fitting = count_that_fit(late)
    shown, not_shown = late[:fitting], late[fitting:]
    brief = Brief(
        audience=f"Brief for {audience}" if audience else "Brief",
        title=f"{record.publication.title}: {organisation.name}",
        as_at=f"As at {long_date(on)}. {_since(items, len(recorded), since=since)}",
        verdict=" ".join(filter(None, organisation.verdict[:2])),
        position=" ".join(filter(None, _position(record, organisation))),
        recorded=(),
        rewritten=(history.compared,),
        deadlines=tuple(_deadlines(items, on=on)),
        questions=tuple(questions(organisation)),
        complete=" ".join(_complete(organisation)),
        cannot_tell=" ".join(_cannot_tell(organisation)),
        late=f"{count(len(late), 'item')}. Days are counted to {long_date(on)}." if late else "",
        groups=tuple(_groups(shown)),
        more_late=f"Overdue too: {ids(not_shown)}." if not_shown else "",
    )
    return fit_first_page(brief, recorded, [Told(*each) for each in history.sentences])


def _is_late(item: PublicItem) -> bool:
    return item.timeliness is Timeliness.OVERDUE


def _since(items: Sequence[PublicItem], recorded: int, *, since: date) -> str:
    """Return in a sentence how many entries were recorded after a day, and what became late."""
    entries = "entry" if recorded == 1 else "entries"
    added = f"{recorded} {entries} recorded" if recorded else "nothing recorded"
    passed = sum(_is_late(item) and item.due is not None and item.due >= since for item in items)
    became = f"{count(passed, 'item')} became overdue" if passed else "nothing is newly overdue"
    return f"Since {long_date(since)}: {added}, {became}."


def _recorded(items: Sequence[PublicItem], *, since: date) -> list[tuple[PublicItem, str]]:
    """Return a sentence for each update after a day, with its item: newest first, withheld last.

    An update of an answer belongs to every item of that answer. It is listed under the first.
    """
    entries: dict[Hashable, tuple[PublicItem, PublicUpdate]] = {}
    for item in items:
        record = item.id if item.kind is Kind.ACTION else item.ref
        repeats: Counter[PublicUpdate] = Counter()
        for update in item.updates:
            repeats[update] += 1  # two updates that say the same are two entries
            if update.day > since:
                entries.setdefault((record, update, repeats[update]), (item, update))
    newest = [(e[1].is_withheld, e[1].day, e[0], _entry(*e)) for e in entries.values()]
    newest += _taken_back(items, since=since)
    newest.sort(key=lambda entry: (entry[0], -entry[1].toordinal()))
    return [(item, sentence) for _, _, item, sentence in newest]


def _taken_back(
    items: Sequence[PublicItem], *, since: date
) -> Iterator[tuple[bool, date, PublicItem, str]]:
    """Yield what was taken back after a day: not withheld, when, its item, in a line."""
    told = set()
    for item in items:
        for update, on, why in item.retracted:
            record = item.id if item.kind is Kind.ACTION else item.ref
            if on > since and (record, update, on) not in told:
                told.add((record, update, on))
                reason = f": {cut(why, LONGEST_TEXT)}" if why else ""
                what = f"the entry of {long_date(update.day)} was taken back{reason}"
                yield False, on, item, f"{long_date(on)}, {item.id}: {what}"


def _entry(item: PublicItem, update: PublicUpdate) -> str:
    """Return what an update says, in a line."""
    head = f"{long_date(update.day)}, {item.id}"
    if update.is_withheld:
        return f"{head}: {WITHHELD}"
    state = update.status.replace("-", " ") if update.status else ""
    promised = f"promised {update.promise.text}" if update.promise else ""
    owner = f"owner {update.owner}" if update.owner else ""
    accepted = update.acceptance.replace("-", " ") if update.acceptance else ""
    verified = f"confirmed by {update.verified_by}" if update.verified_by else ""
    evidence = "evidence given" if any(update.evidence) else ""
    said = (state, accepted, verified, evidence, promised, owner)
    facts = ", ".join(filter(None, said))
    note = cut(update.note, LONGEST_TEXT) if update.note else ""
    return f"{head}: {'. '.join(filter(None, (facts, note)))}"


def _position(record: PublicRecord, organisation: PublicOrganisation) -> Iterator[str]:
    """Yield what else the verdict says, and what the record itself leaves out."""
    yield organisation.verdict[2]
    if not any(item.updates for item in organisation.items):
        yield "The plan records no update at all, so this brief cannot say what has been done;"
        yield "it says what the plan shows."
    for names, sentence in by_sentence(items_flagged(organisation, Flag.EXTENDED), Flag.EXTENDED):
        yield f"{names}: {sentence}."
    publication = record.publication
    if publication.recorded.missing or publication.recorded.of is None:
        yield words.recorded_sentence(publication.recorded)


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
        yield BriefDeadline(label, len(own), complete, counts[Timeliness.OVERDUE], days)


def _complete(organisation: PublicOrganisation) -> Iterator[str]:
    """Yield which items are complete, and on whose word; and which were ended, and by whom."""
    groups: dict[str, list[PublicItem]] = {}
    for item in organisation.items:
        if item.assurance:
            met = item.discharged if item.assurance is Assurance.DISCHARGED else None
            by = met.by if met else _verified_by(item)
            whose = ASSURANCES[item.assurance].in_brief.format(by=by, met=item.met)
            groups.setdefault(whose, []).append(item)
        elif item.timeliness is Timeliness.ENDED and item.ended:
            day = long_window(parse_window(item.ended.on))
            how = f": {item.ended.how}" if item.ended.how else ""
            groups.setdefault(f"ended by {item.ended.by}, {day}{how}", []).append(item)
    for whose, own in groups.items():
        yield f"{ids(own)}: {whose}."
    if _OWN_WORD not in groups:
        yield f"Nothing is complete {_OWN_WORD} alone."
    if without := items_flagged(organisation, Flag.NO_EVIDENCE):
        yield f"Without evidence: {ids(without)}."


def _verified_by(item: PublicItem) -> str:
    named = (u.verified_by for u in item.updates if u.verified_by and u.verified_on)
    return next(named, "somebody not named")


def _cannot_tell(organisation: PublicOrganisation) -> Iterator[str]:
    """Yield what the plan leaves open, in sentences."""
    items = organisation.items
    undated = [item for item in items if item.timeliness is Timeliness.NO_DEADLINE]
    if undated:
        yield f"{ids(undated)} {'has' if len(undated) == 1 else 'have'} no date."
    if unclear := [item for item in items if item.timeliness is Timeliness.UNCLEAR]:
        yield f"{ids(unclear)} cannot be told yet: the month or year that is named is not over."
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


def _groups(late: Sequence[PublicItem]) -> Iterator[LateGroup]:
    """Yield the overdue items by whom to ask."""
    for owner, own in by_owner(late):
        yield LateGroup(cut(owner, LONGEST_OWNER), tuple(map(_late, own)))


def _late(item: PublicItem) -> LateItem:
    task = cut(item.summary or "not said", LONGEST_TEXT)
    if item.kind is not Kind.ACTION:
        task = f"{KINDS[item.kind].lacks.capitalize()}. Asked: {task}"
    late_by = count(item.days_late, "day") if item.days_late else WITHHELD
    return LateItem(item.id, task, _promised(item), late_by)


def _promised(item: PublicItem) -> str:
    """Return what was promised: a day in short, else the promise in words."""
    promise = item.promise
    if promise is None:
        return "nothing"
    if promise.earliest and promise.earliest == promise.latest and promise.is_deadline:
        return short_date(promise.earliest)
    return promise.words
