"""For a terminal: a progress return in the blocks of every screen, a list for each row."""

from collections.abc import Iterator

from stalkplan.publish.return_.content import HEADS, Return, ReturnRow
from stalkplan.reports.blocks import Line, Prose, Section
from stalkplan.reports.blocks_of_records import Facts


def render(made: Return) -> Iterator[Section]:
    """Yield what the return says of the plan, then each recommendation."""
    yield (Line(made.title, is_bold=True), Prose(made.subject), Prose(made.since))
    yield (Prose(made.verdict, is_bold=True),)
    if made.position:
        yield (Prose(made.position),)
    for row in made.rows:
        yield (Facts(tuple(_facts(row)), "  ".join(row.recommendation), is_snug=True),)
    yield (Prose(made.limits),)


def _facts(row: ReturnRow) -> Iterator[tuple[str, str]]:
    """Yield each cell that says something under its head; its further texts go on below."""
    for head, cell in zip(HEADS[1:], row[1:], strict=True):
        for number, text in enumerate(cell):
            yield ("" if number else head), text
