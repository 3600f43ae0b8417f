"""What fits on the two pages of a brief. A text that is too long is cut, and ids point to the rest.

Nothing is measured on paper: lines are counted from characters, with room to spare.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from stalkplan.privacy.public_types import PublicItem
from stalkplan.publish.brief.board_questions import listed_ids
from stalkplan.publish.brief.parts import Brief
from stalkplan.verdict.words import cut

LONGEST_TEXT = 110
"""Characters of a note or a task: two pages have no room for more."""

LONGEST_REWRITTEN = 60
"""Characters of a text before it was rewritten, and as many after."""

LONGEST_LINE = 240
"""Characters of the line that says with what the plan was compared, or why it was not."""

LONGEST_OWNER = 80
"""Characters of an owner's name, which heads a table."""

MOST_PROMISE_ROWS = 3
"""Rows for own promises. If there are more dates, one row counts them all."""

_FIRST_PAGE, _ACROSS = 39.5, 105
"""Lines of text that fit on the first page beside its headings, and the characters of one."""

_SECOND_PAGE, _ITEM, _OWNER = 46.0, 2.0, 2.5
"""Lines that fit on the second page, and those that an item and an owner's heading take."""


class Length(NamedTuple):
    """How much the first page may say: how many updates, and how long some texts may be.

    `because` limits the reason for a question, `part` a paragraph, both in characters.
    """

    recorded: int
    because: int
    part: int


class Told(NamedTuple):
    """A sentence, and the id of what it is about."""

    id: str
    sentence: str


LENGTHS = (Length(4, 240, 500), Length(3, 200, 330), Length(2, 110, 220), Length(1, 50, 110))
"""From the longest to the shortest."""


def fit_first_page(
    brief: Brief, recorded: Sequence[tuple[PublicItem, str]], rewritten: Sequence[Told]
) -> Brief:
    """Return a brief with the most on its first page that fits there, at least the shortest.

    `recorded` are the sentences on what was recorded, each with its item, the newest first;
    `rewritten` those on what was rewritten or recorded late, each with an id.
    """
    *longer, shortest = (_shortened(brief, recorded, rewritten, length) for length in LENGTHS)
    return next((each for each in longer if _lines(each) <= _FIRST_PAGE), shortest)


def count_that_fit(late: Sequence[PublicItem]) -> int:
    """Return how many overdue items fit on the second page, each under its owner."""
    used, owners = 0.0, set()
    for number, item in enumerate(late):
        owner = item.owner or item.kind
        used += _ITEM if owner in owners else _ITEM + _OWNER
        if used > _SECOND_PAGE:
            return number
        owners.add(owner)
    return len(late)


def _shortened(
    brief: Brief,
    recorded: Sequence[tuple[PublicItem, str]],
    rewritten: Sequence[Told],
    length: Length,
) -> Brief:
    """Return a brief with what was recorded, and nothing longer than a length allows."""
    told = [Told(item.id, sentence) for item, sentence in recorded]
    return brief._replace(
        recorded=(*_first(told, length),),
        rewritten=(
            *(cut(part, LONGEST_LINE) for part in brief.rewritten),
            *_first(rewritten, length),
        ),
        questions=tuple(
            put._replace(because=cut(put.because, length.because)) for put in brief.questions
        ),
        complete=cut(brief.complete, length.part),
        cannot_tell=cut(brief.cannot_tell, length.part),
    )


def _first(told: Sequence[Told], length: Length) -> Iterator[str]:
    """Yield the sentences for which there is room, then what the others are about."""
    yield from (each.sentence for each in told[: length.recorded])
    if more := told[length.recorded :]:
        yield f"and {len(more)} more, on {listed_ids(each.id for each in more)}"


def _lines(brief: Brief) -> float:
    """Return how many lines of text the first page takes.

    The title and the verdict are set larger; each text has some space below it.
    """
    texts = [
        *(brief.as_at, brief.position, brief.complete, brief.cannot_tell),
        *brief.recorded,
        *brief.rewritten,
        *(f"{put.question} {put.because}" for put in brief.questions),
    ]
    large = 2 * -(-len(brief.title) // 50) + 1.3 * -(-len(brief.verdict) // 80)
    rest = sum(-(-len(text) // _ACROSS) + 0.15 for text in texts)
    return large + rest + 1.4 * len(brief.deadlines)
