"""For a terminal: a brief in the blocks of every screen, each sentence in full."""

from collections.abc import Iterator, Sequence
from operator import itemgetter

from stalkplan.publish.brief.parts import (
    DEADLINE_HEADS,
    LATE_HEADS,
    Brief,
    LateItem,
)
from stalkplan.reports.blocks import Block, Column, Line, Prose, Section, Table
from stalkplan.reports.blocks_of_records import Facts


def render(brief: Brief) -> Iterator[Section]:
    """Yield the parts of a brief that are not empty, in the order of the paper."""
    yield (Line(brief.title, is_bold=True), Prose(brief.subject))
    yield (Prose(brief.verdict, is_bold=True),)
    if brief.questions:
        puts = enumerate(brief.questions, start=1)
        rows = tuple((f"{number}.", f"{put.question} {put.because}") for number, put in puts)
        yield (_facts("Questions for the meeting", rows),)
    yield (*_titled("Where the plan stands", brief.position), *_deadlines(brief))
    recorded = tuple((row.day, f"{row.about}: {row.entry}") for row in brief.recorded)
    yield (
        *_titled(f"New since {brief.since}", brief.news),
        *([_facts("", recorded)] if recorded else ()),
        *_said(brief.more_recorded),
    )
    yield _titled("What was rewritten", *brief.rewritten)
    if brief.late:
        yield _titled("Overdue, by owner", brief.late)
        for group in brief.groups:
            yield (_facts(group.owner, tuple(row for late in group.late for row in _late(late))),)
    if brief.more_late:
        yield _said(brief.more_late)
    if brief.others:
        rows = tuple((each.number, f"{each.stands}: {each.names}") for each in brief.others)
        yield (_facts("What is not overdue", rows),)
    yield _said(brief.limits)


def _said(*texts: str) -> Sequence[Block]:
    return [Prose(text) for text in texts if text]


def _titled(title: str, *texts: str) -> Sequence[Block]:
    return [Line(title, is_bold=True), *_said(*texts)]


def _facts(title: str, rows: tuple[tuple[str, str], ...]) -> Facts:
    return Facts(rows, title, is_snug=True)


def _deadlines(brief: Brief) -> Iterator[Block]:
    """Yield how many items each deadline has, and what the others among them are."""
    first, *numbers = DEADLINE_HEADS
    columns = [Column(first, 12, itemgetter(0))]
    for at, head in enumerate(numbers, start=1):
        columns.append(Column(head, len(head), itemgetter(at), is_number=True))
    yield Table(tuple(columns), [tuple(map(str, row)) for row in brief.deadlines])
    yield from _said(brief.other)


def _late(late: LateItem) -> Iterator[tuple[str, str]]:
    """Yield how late an item is and what it is, then what was promised and last heard of it."""
    yield late.late_by, late.task
    promised, heard = LATE_HEADS[1:3]
    yield "", f"{promised}: {late.promised}. {heard}: {late.last_update}."
