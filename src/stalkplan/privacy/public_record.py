"""Disclosure: what is public of some items, and nothing that a marked record says."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from stalkplan.privacy.public_course import Courses
from stalkplan.privacy.public_types import (
    PublicAnswer,
    PublicDeadline,
    PublicDecision,
    PublicItem,
    PublicMade,
    PublicOrganisation,
    PublicPromise,
    PublicPublication,
    PublicRecommendation,
    PublicRecord,
    PublicRequirement,
    PublicRetracted,
    PublicUpdate,
)
from stalkplan.privacy.withheld import (
    Shown,
    holder_of,
    is_withheld,
    kept_back,
    public_positions,
    shown,
)
from stalkplan.record.fields import WITHHELD
from stalkplan.record.model import Decision, Plan, Promise, Publication, Update
from stalkplan.record.register import Register, recorded
from stalkplan.record.yaml import RecordPath
from stalkplan.verdict import words
from stalkplan.verdict.as_data import NOT_REPORTED, item_facts
from stalkplan.verdict.decision_words import (
    decided_in_words,
    decisions_on,
    kind_of_decision,
    long_day_of_decision,
    title_of_decision,
)
from stalkplan.verdict.decisions import known_from
from stalkplan.verdict.flag_words import flag_sentence, is_said
from stalkplan.verdict.groups import accepted_beside, by_organisation
from stalkplan.verdict.items import Item
from stalkplan.verdict.nouns import body_noun, publication_noun
from stalkplan.verdict.state import Retracted, confirmed_in
from stalkplan.verdict.timeliness import SILENT_DAYS, Timeliness
from stalkplan.verdict.whose_word import met, met_later, perhaps_late, unclear_in


def public_record(
    register: Register, items: Sequence[Item], *, on: date, newest: int = 0
) -> PublicRecord:
    """Return what is public of some items, which were judged on the day `on`.

    Only organisations, recommendations and requirements with an item are in it. What items went
    through is in it as far as it may be among so many `newest` entries of an organisation, or of
    the last six months. ValueError if the register has no publication: then there are no items.
    """
    publication = register.publication
    if publication is None:
        raise ValueError("nothing is public without a publication")
    groups = by_organisation(items)
    plans = {file: p for file, p in register.plans.items() if p.organisation.id in groups}
    all_shown: list[list[Shown]] = []
    organisations = []
    for file, plan in plans.items():
        its = groups[plan.organisation.id]
        since = _since_entry(its, newest, on=on)
        courses = Courses(register, file, its, since=since, on=on) if newest else None
        own = _shown(plan, its, courses, on=on)
        all_shown.append(own)
        organisations.append(_organisation(plan, its, own, publication, courses, on=on))
    return PublicRecord(
        on,
        _publication(register, publication, on=on),
        _verdict([each for own in all_shown for each in own]),
        tuple(organisations),
    )


def _since_entry(items: Sequence[Item], newest: int, *, on: date) -> date:
    """Return the day before that of an entry that so many follow, at the latest six months ago."""
    days = sorted(update.date for item in items for update in item.state.updates)
    if len(days) <= newest or date.min + timedelta(SILENT_DAYS) >= on:
        return date.min
    day = min(on - timedelta(SILENT_DAYS), days[-newest - 1])
    return day - timedelta(days=1) if day > date.min else day


def _shown(plan: Plan, items: Sequence[Item], courses: Courses | None, *, on: date) -> list[Shown]:
    positions = public_positions(plan, on=on)
    return [
        shown(item, holder_of(item, plan), positions, on=on)._replace(
            turns=courses.turns(item) if courses else ()
        )
        for item in sorted(items, key=lambda item: item.question.path[1:2])
    ]


def _publication(register: Register, publication: Publication, *, on: date) -> PublicPublication:
    return PublicPublication(
        publication.title,
        publication.subject,
        publication.by,
        publication.source,
        publication.contact,
        publication.help,
        publication.licence,
        publication_noun(register),
        publication.published,
        len(register.recommendations),
        recorded(register, on=on),
    )


def _organisation(
    plan: Plan,
    items: Sequence[Item],
    own: Sequence[Shown],
    publication: Publication,
    courses: Courses | None,
    *,
    on: date,
) -> PublicOrganisation:
    organisation, gone = plan.organisation, courses.gone() if courses else ()
    kept = {id(record) for item in items for record in kept_back(item, holder_of(item, plan))}
    return PublicOrganisation(
        organisation.id,
        organisation.name,
        body_noun([organisation]),
        organisation.contact,
        organisation.help,
        plan.source,
        len(kept),
        _verdict(own),
        tuple(_recommendation(group, publication, on=on) for group in _grouped(own, 2)),
        tuple(_item(each, publication, on=last) for each, last in gone),
    )


def _verdict(all_shown: Sequence[Shown]) -> tuple[str, str, str]:
    items = [each.item for each in all_shown]
    late = [item for item in items if item.timeliness is Timeliness.OVERDUE]
    return words.overdue_sentence(items), words.silence(late), words.others_sentence(items)


def _grouped(all_shown: Iterable[Shown], steps: int | None) -> Iterable[list[Shown]]:
    """Return what is shown by the first steps of the path of what was asked."""
    groups: dict[RecordPath, list[Shown]] = {}
    for each in all_shown:
        groups.setdefault(each.item.question.path[:steps], []).append(each)
    return groups.values()


def _recommendation(
    own: Sequence[Shown], publication: Publication, *, on: date
) -> PublicRecommendation:
    recommendation = own[0].item.recommendation
    return PublicRecommendation(
        recommendation.number,
        recommendation.theme,
        recommendation.summary,
        recommendation.made,
        tuple(PublicDeadline(d.due.text, d.milestone, d.wording) for d in recommendation.deadlines),
        recommendation.certainty,
        recommendation.sources,
        tuple(_requirement(group, publication, on=on) for group in _grouped(own, None)),
    )


def _requirement(own: Sequence[Shown], publication: Publication, *, on: date) -> PublicRequirement:
    item = own[0].item
    return PublicRequirement(
        item.ref,
        item.question.requirement.summary or item.recommendation.summary,
        _answer(own),
        tuple(_item(each, publication, on=on) for each in own),
    )


def _answer(own: Sequence[Shown]) -> PublicAnswer | None:
    """Return the answer to the requirement whose items are given."""
    each, response = own[0], own[0].item.response
    if response is None:
        return None
    acceptance = WITHHELD if each.hides_acceptance else each.item.acceptance
    if is_withheld(response):
        return PublicAnswer(response.position, acceptance, (), None, is_withheld=True)
    accepted = accepted_beside([shown.item for shown in own])
    beside = tuple(public_update(update, on=each.item.facts.on) for update in reversed(accepted))
    stated = response.stated_deadline
    return PublicAnswer(response.position, acceptance, beside, stated, is_withheld=False)


def _item(each: Shown, publication: Publication, *, on: date) -> PublicItem:
    item, window, discharge = each.item, each.item.window, each.item.discharge
    ended, outcome = item.question.decisions.ended, words.outcome(item, on=on)
    data = _data(each, outcome, on=on)
    return PublicItem(
        organisation=item.organisation.id,
        recommendation=item.recommendation.number,
        ref=item.ref,
        id=item.id,
        kind=item.kind,
        milestone=item.milestone,
        theme=item.recommendation.theme,
        summary=item.summary,
        owner=item.state.owner,
        who=words.owner(item),
        due=window.last if window else None,
        due_earliest=window.first if window else None,
        due_text=window.text if window else None,
        due_words=words.long_window(window) if window else None,
        due_from=item.due_from,
        mark=words.mark_of(item),
        state=words.state(item, on=on),
        outcome=outcome,
        timeliness=item.timeliness,
        days_late=item.days_late,
        late_by=words.late_by(item) if item.days_late else "",
        status=WITHHELD if each.hides_status else item.state.status or NOT_REPORTED,
        assurance=item.assurance,
        acceptance=WITHHELD if each.hides_acceptance else item.acceptance,
        silent=item.silent,
        is_asked=item.is_asked,
        flags=tuple([(f, flag_sentence(f, item)) for f in data["flags"] if is_said(f, item)]),
        promise=_WITHHELD_PROMISE if each.hides_promise else _promise(item.state.promise),
        first_promise=_first_promise(each),
        discharged=_decision(discharge, discharge.on.text) if discharge else None,
        met=met(item),
        met_later=met_later(item),
        perhaps_late=perhaps_late(item),
        unclear_in=unclear_in(item),
        ended=_decision(ended, ended.on.isoformat()) if ended else None,
        completed=item.completed,
        updates=tuple(public_update(update, on=on) for update in reversed(item.state.updates)),
        retracted=tuple(_retracted(each, on=on) for each in reversed(item.state.retracted)),
        is_withheld=each.is_withheld,
        made=tuple(_made(decision, item, publication) for decision in decisions_on(item, on=on)),
        turns=each.turns,
        data=data,
    )


def _data(each: Shown, verdict: str, *, on: date) -> dict[str, Any]:
    """Return an item as its view has it, without what is withheld and its place in the files."""
    data = item_facts(each.item, on=on)
    if each.hides_status:
        data["status"] = WITHHELD
    if each.hides_acceptance:
        data["acceptance"] = WITHHELD
    if each.hides_promise:
        data["promise"] = {"wording": WITHHELD, "earliest": None, "latest": None}
    return data | {"verdict": verdict, "withheld": each.is_withheld}


_WITHHELD_PROMISE = PublicPromise(WITHHELD, None, None, None, is_deadline=False, words=WITHHELD)


def _first_promise(each: Shown) -> PublicPromise | None:
    """Return the oldest promise that may be shown, unless it is the newest."""
    promises = each.item.state.promises
    return _promise(promises[0]) if len(promises) > (0 if each.hides_promise else 1) else None


def _promise(promise: Promise | None) -> PublicPromise | None:
    if promise is None:
        return None
    window = promise.window
    return PublicPromise(
        words.promise(promise, words.as_written),
        promise.wording,
        window.first if window else None,
        window.last if window else None,
        is_deadline=promise.by is not None,
        words=words.promise(promise, words.long_window),
    )


def _decision(decision: Decision, on: str) -> PublicDecision:
    return PublicDecision(decision.by, on, decision.how, decision.evidence)


def _made(decision: Decision, item: Item, publication: Publication) -> PublicMade:
    return PublicMade(
        kind_of_decision(decision),
        known_from(decision),
        long_day_of_decision(decision),
        title_of_decision(decision, item, publication),
        decided_in_words(decision, item, publication),
        decision.by,
        decision.how,
        decision.evidence,
    )


def _retracted(retracted: Retracted, *, on: date) -> PublicRetracted:
    by = public_update(retracted.by, on=on)
    return PublicRetracted(public_update(retracted.update, on=on), by.day, by.note)


_WITHHELD_UPDATE = PublicUpdate(
    date.min, None, None, (), None, None, None, None, None, None, is_withheld=True
)


def public_update(update: Update, *, on: date) -> PublicUpdate:
    """Return what is public of an update on the day `on`: of a marked one its day."""
    if is_withheld(update):
        return _WITHHELD_UPDATE._replace(day=update.date)
    verified = confirmed_in(update, on=on)
    return PublicUpdate(
        update.date,
        update.status,
        update.note,
        update.evidence,
        _promise(update.promise),
        update.owner,
        update.acceptance,
        verified.by if verified else None,
        verified.on if verified else None,
        update.milestone,
        is_withheld=False,
    )
