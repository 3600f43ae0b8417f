"""The questions that a board may wish to put, each raised by a verdict or a flag."""

from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from stalkplan.privacy.public_types import PublicItem, PublicOrganisation
from stalkplan.publish.brief.names import SaidOnce
from stalkplan.verdict.flag_entry import FlagQuestion
from stalkplan.verdict.flags import FLAGS, Flag
from stalkplan.verdict.items import Kind
from stalkplan.verdict.nouns import body_noun
from stalkplan.verdict.same_text import comparable
from stalkplan.verdict.timeliness import Timeliness

MOST_QUESTIONS = 8
"""Questions in a brief."""


class ToPut(NamedTuple):
    """A question to put, and what raises it."""

    question: str
    because: str


def questions(organisation: PublicOrganisation, names: SaidOnce) -> list[ToPut]:
    """Return at most eight questions on the items of an organisation, the weightiest first."""
    raised = (question for ask in _QUESTIONS for question in ask(organisation, names))
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


def items_flagged(organisation: PublicOrganisation, flag: Flag) -> list[PublicItem]:
    """Return the items that have a flag."""
    return [item for item in organisation.items if any(flag is f for f, _ in item.flags)]


def _silent(organisation: PublicOrganisation, names: SaidOnce) -> Iterator[ToPut]:
    items = [
        item for item in organisation.items if item.silent and item.kind is not Kind.NO_RESPONSE
    ]
    if items:
        each = "each of " if len(items) > 1 else ""
        because = f"The date, the evidence, and who confirmed it, for {each}{names.of(items)}."
        yield ToPut("What work has been done but not recorded in the plan?", because)


def _no_answer(organisation: PublicOrganisation, names: SaidOnce) -> Iterator[ToPut]:
    late = [i for i in organisation.items if i.timeliness is Timeliness.OVERDUE]
    if items := [item for item in late if item.kind is Kind.NO_RESPONSE]:
        yield ToPut(f"What is the answer to {names.of(items)}?", "The plan has none.")


def _about_flags(organisation: PublicOrganisation, names: SaidOnce) -> Iterator[ToPut]:
    """Yield the question of each flag, in the words of its row in FLAGS."""
    entries = [(flag, entry.question) for flag, entry in FLAGS.items() if entry.question]
    for flag, put in sorted(entries, key=lambda entry: entry[1].place):
        if items := items_flagged(organisation, flag):
            asked = put.one if len(items) == 1 else put.many
            told = names.of(items) if "{ids}" in asked else ""
            question = asked.format(ids=told, number=len(items), body=body_noun([organisation.id]))
            yield ToPut(question, _because(flag, put, items, names, is_named=bool(told)))


def _because(
    flag: Flag, put: FlagQuestion, items: Sequence[PublicItem], names: SaidOnce, *, is_named: bool
) -> str:
    if put.because and "{ids_by_day}" not in put.because:
        told = names.of(items) if "{ids}" in put.because else ""
        return put.because.format(ids=told, number=len(items))
    groups = list(by_sentence(items, flag, names))
    if put.because:
        days = "; ".join(f"{told}: {_day(flag, sentence)}" for told, sentence in groups)
        return put.because.format(ids_by_day=days)
    is_said = len(groups) == 1 and is_named
    text = "; ".join(f"{'' if is_said else f'{told}: '}{sentence}" for told, sentence in groups)
    return f"{text[0].upper()}{text[1:]}."


def _day(flag: Flag, sentence: str) -> str:
    """Return the day or month in what a flag says, without the words that the question has."""
    before, _, rest = FLAGS[flag].sentence.partition("{")
    return sentence.removeprefix(before).removesuffix(rest.partition("}")[2])


def _copied(organisation: PublicOrganisation, names: SaidOnce) -> Iterator[ToPut]:
    if sets := copies(organisation):
        texts = "; ".join(map(names.listed, sets))
        yield ToPut("Is one answer enough for several requirements?", f"One text: {texts}.")


def by_sentence(
    items: Sequence[PublicItem], flag: Flag, names: SaidOnce
) -> Iterator[tuple[str, str]]:
    """Yield each sentence of a flag, after the ids of the items it is about."""
    groups: dict[str, list[PublicItem]] = {}
    for item in items:
        sentence = next(text for known, text in item.flags if known is flag)
        groups.setdefault(sentence, []).append(item)
    for sentence, own in groups.items():
        yield names.of(own), sentence


_QUESTIONS: tuple[Callable[[PublicOrganisation, SaidOnce], Iterator[ToPut]], ...] = (
    _silent,
    _no_answer,
    _about_flags,
    _copied,
)
