"""What import reports: the refs it has and those it misses, the texts not used, the questions."""

from collections.abc import Iterator, Sequence
from textwrap import wrap
from typing import NamedTuple

from stalkplan.imports.drafting.answers import Answer
from stalkplan.imports.drafting.draft import DraftQuestion
from stalkplan.imports.drafting.entries import Piece
from stalkplan.imports.drafting.left_out import telling
from stalkplan.imports.drafting.newer_edition import EditionNews
from stalkplan.imports.phrases.headings import Role
from stalkplan.imports.phrases.text import fold, shortened
from stalkplan.verdict import words

_MOST_BEFORE = 10
_LONGEST_BEFORE = 300
"""How many texts before a plan are shown, and how many characters of each."""


class ReadPlan(NamedTuple):
    """All that was read of a plan; `expected` are the refs that the organisation answers for."""

    answers: Sequence[Answer]
    expected: Sequence[str]
    preface: Sequence[Piece]
    notes: Sequence[str]
    questions: Sequence[DraftQuestion]


def summary_of(plan: ReadPlan, unused: Sequence[Piece]) -> Iterator[str]:
    """Yield the lines of the report.

    The longest list, what a person has to decide, comes last.
    """
    refs = [answer.ref for answer in plan.answers]
    without = [answer for answer in plan.answers if not answer.position]
    unsure = [each.ref for each in without if each.may_hide_answer]
    blank = [each.ref for each in without if not (each.may_hide_answer or each.actions)]
    actions = [each.ref for each in without if each.actions and not each.may_hide_answer]
    missing = [ref for ref in plan.expected if ref not in refs]
    yield from plan.notes
    yield f"refs found: {len(refs)}"
    yield from _wrapped(refs)
    for what, found in (
        ("found blank", blank),
        ("found with actions alone", actions),
        ("found, and the answer is a question", unsure),
        ("asked, and not found", missing),
    ):
        if found:
            yield f"{what}: {len(found)}"
            yield from _wrapped(found)
    if plan.preface:
        texts = words.count(len(plan.preface), "text")
        yield f"taken for what surrounds the plan: {texts} before it"
        yield from _telling(telling(plan.preface))
    if unused:
        yield f"not used: {words.count(len(unused), 'text')}"
        yield from _by_place(unused)
    if plan.questions:
        yield f"questions: {len(plan.questions)}"
        for question in plan.questions:
            yield f"  {question.number}: line {question.line}: {question.name}: {question.asked}"


def _telling(pieces: Sequence[Piece]) -> Iterator[str]:
    """Yield the first of the texts before the plan that may be about it."""
    for piece in pieces[:_MOST_BEFORE]:
        yield f"  {piece.where}: {shortened(fold(piece.text), _LONGEST_BEFORE)}"
    if len(pieces) > _MOST_BEFORE:
        yield f"  {len(pieces) - _MOST_BEFORE} more that name a lead, a date or a ref"


def told_of(news: EditionNews) -> Iterator[str]:
    """Yield the lines on what a newer edition says and nothing writes."""
    if news.otherwise:
        yield f"reads otherwise, and is not changed: {len(news.otherwise)}"
        yield from (f"  {line}" for line in news.otherwise)
    if news.gone:
        yield f"no longer there, and left in the plan: {len(news.gone)}"
        yield from (f"  {name}" for name in news.gone)
    if news.questions:
        yield f"questions: {len(news.questions)}"
        for question in news.questions:
            yield f"  {question.number}: {question.name}: {question.asked}"


def _by_place(pieces: Sequence[Piece]) -> Iterator[str]:
    """Yield a line for each place, with its texts, and the headings that were not understood."""
    places: dict[str, list[str]] = {}
    for piece in pieces:
        unknown = piece.heading if piece.role is Role.OTHER else None
        label = f"{unknown.text.rstrip(':')}: " if unknown else ""
        places.setdefault(piece.where, []).append(f"{label}{fold(piece.text)}")
    for where, texts in places.items():
        yield f"  {where}: {' | '.join(texts)}"


def _wrapped(refs: Sequence[str]) -> Iterator[str]:
    for line in wrap("  ".join(refs), 78):
        yield f"  {line}"
