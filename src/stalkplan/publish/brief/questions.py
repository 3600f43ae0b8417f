"""The questions that a board may wish to put, each raised by a verdict or a flag."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from stalkplan.privacy.public_record import PublicItem, PublicOrganisation
from stalkplan.verdict.flags import Flag
from stalkplan.verdict.items import Kind, letters
from stalkplan.verdict.timeliness import Timeliness
from stalkplan.verdict.words import count, listed

MOST_QUESTIONS = 8
"""Questions in a brief."""

MOST_IDS = 14
"""Ids that one sentence names."""


class ToPut(NamedTuple):
    """A question to put, and what raises it."""

    question: str
    because: str


def questions(organisation: PublicOrganisation) -> list[ToPut]:
    """Return at most eight questions on the items of an organisation, the weightiest first."""
    raised = (question for ask in _QUESTIONS for question in ask(organisation))
    return list(islice(raised, MOST_QUESTIONS))


def copies(organisation: PublicOrganisation) -> list[list[str]]:
    """Return the refs of answers with the same text, a list for each text, in file order."""
    refs_by_text: dict[str, list[str]] = {}
    for recommendation in organisation.recommendations:
        for requirement in recommendation.requirements:
            answer = requirement.answer
            if answer and answer.position and not answer.is_withheld:
                refs_by_text.setdefault(letters(answer.position), []).append(requirement.ref)
    return [refs for text, refs in refs_by_text.items() if text and len(refs) > 1]


def ids(items: Iterable[PublicItem]) -> str:
    """Return the ids of items for a sentence: the first of many, and how many more there are."""
    names = list(dict.fromkeys(item.id for item in items))
    if len(names) > MOST_IDS:
        names = [*names[:MOST_IDS], f"{len(names) - MOST_IDS:,} more"]
    return listed(names)


def items_flagged(organisation: PublicOrganisation, flag: Flag) -> list[PublicItem]:
    """Return the items that have a flag."""
    return [item for item in organisation.items if any(flag is f for f, _ in item.flags)]


def _silent(organisation: PublicOrganisation) -> Iterator[ToPut]:
    items = [item for item in organisation.items if item.silent and item.kind is not _NO_ANSWER]
    if items:
        what = f"each of the {count(len(items), 'item')}" if len(items) > 1 else items[0].id
        told = f"For {what}: the date, the evidence, and who confirmed it."
        yield ToPut("What has been done that the plan does not record?", told)


def _no_answer(organisation: PublicOrganisation) -> Iterator[ToPut]:
    late = [i for i in organisation.items if i.timeliness is Timeliness.OVERDUE]
    if items := [item for item in late if item.kind is _NO_ANSWER]:
        yield ToPut(f"What is the answer to {ids(items)}?", "The plan has none.")


def _no_evidence(organisation: PublicOrganisation) -> Iterator[ToPut]:
    if items := items_flagged(organisation, Flag.NO_EVIDENCE):
        are = "is" if len(items) == 1 else "are"
        told = "The plan calls it so, and gives no evidence."
        yield ToPut(f"What shows that {ids(items)} {are} complete?", told)


def _dropped(organisation: PublicOrganisation) -> Iterator[ToPut]:
    if items := items_flagged(organisation, Flag.DROPPED):
        were = "was" if len(items) == 1 else "were"
        told = "Nothing given shows the reason."
        yield ToPut(f"Why {were} {ids(items)} withdrawn?", told)


def _no_owner(organisation: PublicOrganisation) -> Iterator[ToPut]:
    if items := items_flagged(organisation, Flag.NO_OWNER):
        who = f"{len(items)} actions that name" if len(items) > 1 else "action that names"
        yield ToPut(f"Who owns the {who} nobody?", f"{ids(items)}.")


def _broken(organisation: PublicOrganisation) -> Iterator[ToPut]:
    if items := items_flagged(organisation, Flag.PROMISE_BROKEN):
        passed = "the promise has passed: "
        told = [
            f"{names} by {sentence.removeprefix(passed)}"
            for names, sentence in _by_sentence(items, Flag.PROMISE_BROKEN)
        ]
        ask = "Were the promises kept?" if len(items) > 1 else "Was the promise kept?"
        yield ToPut(ask, f"Promised, and the day has passed: {'; '.join(told)}.")


def _about(flag: Flag, one: str, many: str = "") -> Callable[[PublicOrganisation], Iterator[ToPut]]:
    """Return a function that asks about the items with a flag; it puts their ids for `{ids}`."""

    def ask(organisation: PublicOrganisation) -> Iterator[ToPut]:
        if items := items_flagged(organisation, flag):
            question = (many if many and len(items) > 1 else one).format(ids=ids(items))
            groups = list(_by_sentence(items, flag))
            named = len(groups) == 1 and ids(items) in question
            told = [f"{'' if named else f'{names}: '}{sentence}" for names, sentence in groups]
            text = "; ".join(told)
            yield ToPut(question, f"{text[0].upper()}{text[1:]}.")

    return ask


def _copied(organisation: PublicOrganisation) -> Iterator[ToPut]:
    if sets := copies(organisation):
        told = "; ".join(map(listed, sets))
        yield ToPut("Is one answer enough for several requirements?", f"One text: {told}.")


def _by_sentence(items: Sequence[PublicItem], flag: Flag) -> Iterator[tuple[str, str]]:
    """Yield each sentence of a flag, after the ids of the items it is about."""
    groups: dict[str, list[PublicItem]] = {}
    for item in items:
        sentence = next(text for known, text in item.flags if known is flag)
        groups.setdefault(sentence, []).append(item)
    for sentence, own in groups.items():
        yield ids(own), sentence


_NO_ANSWER = Kind.NO_RESPONSE

_QUESTIONS: tuple[Callable[[PublicOrganisation], Iterator[ToPut]], ...] = (
    _silent,
    _no_answer,
    _no_evidence,
    _dropped,
    _no_owner,
    _broken,
    _about(Flag.PROMISE_MOVED, "Why has the promise moved?", "Why have promises moved?"),
    _about(Flag.VAGUE_PROMISE, "By what day will {ids} be done?"),
    _about(Flag.PROMISED_LATE, "Why is the promise after the deadline?"),
    _about(Flag.DEADLINE_RESTATED, "Which deadline does the plan keep to under {ids}?"),
    _about(Flag.DORMANT, "What has become of {ids}?"),
    _copied,
)
