"""The questions that a board may wish to put, each raised by a verdict or a flag."""

from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from stalkplan.privacy.public_types import PublicItem, PublicOrganisation
from stalkplan.publish.brief.names import BriefNames
from stalkplan.publish.brief.parts import PutQuestion
from stalkplan.publish.pages.gaps import has, is_claim, same_answers
from stalkplan.record.choices import Acceptance, Status
from stalkplan.verdict.flags import FLAGS, Flag
from stalkplan.verdict.items import Kind
from stalkplan.verdict.timeliness import SETTLED, Timeliness
from stalkplan.verdict.words import acceptance_word, capital, count, listed, long_silence

MOST_QUESTIONS = 8
"""Questions in a brief."""

LONGEST_ABOUT = 240
"""Characters of what a question is about. If it is longer, the items are counted, with their ids if
those fit."""

MOST_NAMED = 8
"""Items that a question names in words."""


class AskedOf(NamedTuple):
    """What one part of a question is about: ids of items, or refs of answers, and what is said."""

    ids: tuple[str, ...]
    said: str = ""


class ToPut(NamedTuple):
    """A question to put, its reason if it has one, and what it is about.

    `are_named` is whether the question itself names that, `noun` what it is, and `has_days` whether
    what is said of it are days.
    """

    question: str
    reason: str
    about: tuple[AskedOf, ...]
    are_named: bool = False
    noun: str = "item"
    has_days: bool = False

    def because(self, names: BriefNames) -> str:
        """Return what follows the question: the reason, and what it is about."""
        named, counted = (self._about(names, is_named=is_named) for is_named in (True, False))
        ids = [*dict.fromkeys(id_ for each in self.about for id_ in each.ids)]
        if len(named) > LONGEST_ABOUT or len(ids) > MOST_NAMED:
            are_apart = any(each.said for each in self.about) and len(counted) <= LONGEST_ABOUT
            bare = f"{count(len(ids), self.noun)} ({listed(ids)})"
            fits = len(bare) <= LONGEST_ABOUT
            named = counted if are_apart else bare if fits else count(len(ids), self.noun)
        text = ": ".join(filter(None, (self.reason, named)))
        return f"{capital(text)}."

    def _about(self, names: BriefNames, *, is_named: bool) -> str:
        parts = (self._part(each, names, is_named=is_named) for each in self.about)
        return "; ".join(filter(None, parts))

    def _part(self, about: AskedOf, names: BriefNames, *, is_named: bool) -> str:
        what = names.of_ids(about.ids) if is_named else count(len(about.ids), self.noun)
        if self.are_named:
            return about.said
        if self.has_days:
            return f"{about.said} for {what if is_named else listed(about.ids)}"
        return ": ".join(filter(None, (what, about.said)))


def questions(organisation: PublicOrganisation, names: BriefNames) -> list[PutQuestion]:
    """Return at most eight questions on what is asked of an organisation, the weightiest first."""
    raised = (put for ask in _QUESTIONS for put in ask(organisation, names))
    return [PutQuestion(put.question, put.because(names)) for put in islice(raised, MOST_QUESTIONS)]


def items_flagged(organisation: PublicOrganisation, flag: Flag) -> list[PublicItem]:
    """Return the items that have a flag."""
    return [item for item in organisation.items if has(item, flag)]


def by_sentence(items: Sequence[PublicItem], flag: Flag) -> tuple[AskedOf, ...]:
    """Return each sentence of a flag, after the ids of the items it is about."""
    groups: dict[str, list[str]] = {}
    for item in items:
        sentence = next(text for known, text in item.flags if known is flag)
        groups.setdefault(sentence, []).append(item.id)
    return tuple(AskedOf(tuple(ids), sentence) for sentence, ids in groups.items())


def _silent(organisation: PublicOrganisation, _: BriefNames) -> Iterator[ToPut]:
    items = [
        item for item in organisation.items if item.silent and item.kind is not Kind.NO_RESPONSE
    ]
    if items:
        reason = "If so, ask for the date, the evidence and who confirmed it"
        yield ToPut("Has any work been done that the plan does not record?", reason, _all(items))


def _no_answer(organisation: PublicOrganisation, names: BriefNames) -> Iterator[ToPut]:
    late = [i for i in organisation.items if i.timeliness is Timeliness.OVERDUE]
    if items := [item for item in late if item.kind is Kind.NO_RESPONSE]:
        is_one = len(items) == 1
        what = f"is the answer on {names.of(items)}" if is_one else "are the missing answers"
        reason = "The plan has none"
        yield ToPut(f"What {what}?", reason, _all(items), are_named=is_one, noun="overdue item")


def _not_accepted(organisation: PublicOrganisation, _: BriefNames) -> Iterator[ToPut]:
    asked = [
        item
        for item in organisation.items
        if item.is_asked and item.timeliness is not Timeliness.ENDED
    ]
    about = tuple(
        AskedOf(ids, acceptance_word(acceptance))
        for acceptance in (Acceptance.REJECTED, Acceptance.PARTLY_ACCEPTED)
        if (ids := tuple(i.id for i in asked if i.acceptance == acceptance))
    )
    if about:
        yield ToPut("Why does the plan not accept all that was asked?", "The plan's answers", about)


def _taken_back(organisation: PublicOrganisation, names: BriefNames) -> Iterator[ToPut]:
    if items := [item for item in organisation.items if _was_complete(item)]:
        is_one = len(items) == 1
        what = names.of(items) if is_one else f"{len(items):,} items"
        was = "was the completion" if is_one else "were the completions"
        which = "it" if is_one else "each"
        reason = f"The plan called {which} complete, and has taken that back"
        yield ToPut(f"Why {was} of {what} taken back?", reason, _all(items), are_named=is_one)


def _was_complete(item: PublicItem) -> bool:
    """Whether an open item was called complete, and a later update or a retraction undid that."""
    if not item.is_asked or not _is_open(item) or item.status == Status.COMPLETE:
        return False
    said = (*item.updates, *(each.update for each in item.retracted))
    return any(item.status_of(update) is Status.COMPLETE for update in said)


def _about_flags(organisation: PublicOrganisation, names: BriefNames) -> Iterator[ToPut]:
    """Yield the question of each flag, in the words of its row in FLAGS."""
    entries = [(flag, entry.question) for flag, entry in FLAGS.items() if entry.question]
    for flag, put in sorted(entries, key=lambda entry: entry[1].place):
        flagged = [item for item in items_flagged(organisation, flag) if item.is_asked]
        items = [item for item in flagged if _is_open(item) or not put.of_open]
        if items := [item for item in items if is_claim(item) or not put.of_claims]:
            asked = put.one if len(items) == 1 else put.many
            question = asked.format(ids=names.of(items), number=len(items), body=organisation.noun)
            about = _all(items) if put.because else by_sentence(items, flag)
            if put.has_days:
                about = tuple(_day(flag, each) for each in by_sentence(items, flag))
            are_named = "{ids}" in asked
            lack = long_silence(bool(item.updates) for item in items)
            yield ToPut(
                question, put.because.format(lack=lack), about, are_named, has_days=put.has_days
            )


def _is_open(item: PublicItem) -> bool:
    return item.timeliness not in SETTLED


def _day(flag: Flag, about: AskedOf) -> AskedOf:
    """Return what a flag says without all but its day or month: the question has the others."""
    before, _, rest = FLAGS[flag].sentence.partition("{")
    return about._replace(said=about.said.removeprefix(before).removesuffix(rest.partition("}")[2]))


def _copied(organisation: PublicOrganisation, _: BriefNames) -> Iterator[ToPut]:
    if sets := same_answers(organisation):
        question = "Why do several requirements have the same answer?"
        yield ToPut(question, "", tuple(map(AskedOf, sets)), noun="answer")


def _all(items: Sequence[PublicItem]) -> tuple[AskedOf, ...]:
    return (AskedOf(tuple(item.id for item in items)),)


_QUESTIONS: tuple[Callable[[PublicOrganisation, BriefNames], Iterator[ToPut]], ...] = (
    _silent,
    _no_answer,
    _not_accepted,
    _taken_back,
    _about_flags,
    _copied,
)
