"""The questions that a board may wish to put, each raised by a verdict or a flag."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from stalkplan.privacy.public_types import PublicItem, PublicOrganisation
from stalkplan.verdict.flag_entry import FlagQuestion
from stalkplan.verdict.flags import FLAGS, Flag
from stalkplan.verdict.items import Kind
from stalkplan.verdict.same_text import comparable
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
                refs_by_text.setdefault(comparable(answer.position), []).append(requirement.ref)
    return [refs for text, refs in refs_by_text.items() if text and len(refs) > 1]


def ids(items: Iterable[PublicItem]) -> str:
    """Return the ids of items for a sentence: the first of many, and how many more there are."""
    return listed_ids(item.id for item in items)


def listed_ids(every: Iterable[str]) -> str:
    """Return ids for a sentence: the first of many, each once, and how many more there are."""
    names = list(dict.fromkeys(every))
    if len(names) > MOST_IDS:
        names = [*names[:MOST_IDS], f"{len(names) - MOST_IDS:,} more"]
    return listed(names)


def items_flagged(organisation: PublicOrganisation, flag: Flag) -> list[PublicItem]:
    """Return the items that have a flag."""
    return [item for item in organisation.items if any(flag is f for f, _ in item.flags)]


def _silent(organisation: PublicOrganisation) -> Iterator[ToPut]:
    items = [
        item for item in organisation.items if item.silent and item.kind is not Kind.NO_RESPONSE
    ]
    if items:
        what = f"each of the {count(len(items), 'item')}" if len(items) > 1 else items[0].id
        because = f"For {what}: the date, the evidence, and who confirmed it."
        yield ToPut("What has been done that the plan does not record?", because)


def _no_answer(organisation: PublicOrganisation) -> Iterator[ToPut]:
    late = [i for i in organisation.items if i.timeliness is Timeliness.OVERDUE]
    if items := [item for item in late if item.kind is Kind.NO_RESPONSE]:
        yield ToPut(f"What is the answer to {ids(items)}?", "The plan has none.")


def _about_flags(organisation: PublicOrganisation) -> Iterator[ToPut]:
    """Yield the question of each flag, in the words of its row in FLAGS."""
    entries = [(flag, entry.question) for flag, entry in FLAGS.items() if entry.question]
    for flag, put in sorted(entries, key=lambda entry: entry[1].place):
        if items := items_flagged(organisation, flag):
            question = (put.one if len(items) == 1 else put.many).format(
                ids=ids(items), number=len(items)
            )
            yield ToPut(question, _because(flag, put, items, question))


def _because(flag: Flag, put: FlagQuestion, items: Sequence[PublicItem], question: str) -> str:
    groups = list(by_sentence(items, flag))
    if put.because:
        days = [f"{names} by {sentence.rpartition(': ')[2]}" for names, sentence in groups]
        return put.because.format(ids=ids(items), number=len(items), ids_by_day="; ".join(days))
    is_named = len(groups) == 1 and ids(items) in question
    parts = [f"{'' if is_named else f'{names}: '}{sentence}" for names, sentence in groups]
    text = "; ".join(parts)
    return f"{text[0].upper()}{text[1:]}."


def _copied(organisation: PublicOrganisation) -> Iterator[ToPut]:
    if sets := copies(organisation):
        texts = "; ".join(map(listed, sets))
        yield ToPut("Is one answer enough for several requirements?", f"One text: {texts}.")


def by_sentence(items: Sequence[PublicItem], flag: Flag) -> Iterator[tuple[str, str]]:
    """Yield each sentence of a flag, after the ids of the items it is about."""
    groups: dict[str, list[PublicItem]] = {}
    for item in items:
        sentence = next(text for known, text in item.flags if known is flag)
        groups.setdefault(sentence, []).append(item)
    for sentence, own in groups.items():
        yield ids(own), sentence


_QUESTIONS: tuple[Callable[[PublicOrganisation], Iterator[ToPut]], ...] = (
    _silent,
    _no_answer,
    _about_flags,
    _copied,
)
