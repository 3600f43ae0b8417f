"""What stands out of many organisations: a line for each thing that a reader may conclude."""

from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from stalkplan.publish.pages.matrix import MatrixLine
from stalkplan.publish.pages.recommendation import RecommendationView
from stalkplan.verdict.comparison import Comparison
from stalkplan.verdict.words import all_of, count, is_nothing_asked

_MOST_NAMED = 8
"""Names after what stands out; the matrix has all."""


class StandOut(NamedTuple):
    """What stands out: `named` are names with their addresses, and `more` is how many others.

    If it is true of all, `of_all` says so, and none is named.
    """

    what: str
    named: tuple[tuple[str, str | None], ...]
    more: int = 0
    of_all: str = ""


def stand_outs(
    comparison: Comparison,
    lines: Sequence[MatrixLine],
    recommendations: Sequence[RecommendationView],
    noun: str,
) -> Iterator[StandOut]:
    """Yield what stands out; who has no update at all is not listed under old updates again.

    `lines` are those of the comparison, `noun` is what an organisation is called.
    """
    asked = {line.id: line for line in lines if line.recommendations}
    later = {row.organisation.id for row in comparison.rows if is_nothing_asked(row.items)}
    most = max((line.overdue for line in asked.values()), default=0)
    never = {row.organisation.id for row in comparison.never_answered}
    none = {id_ for id_, line in asked.items() if line.last_update is None} - never - later
    old = {row.organisation.id for row in comparison.gone_silent} - none
    late = {id_ for id_, line in asked.items() if most and line.overdue == most}
    calm = {id_ for id_, line in asked.items() if most and not line.overdue}

    def bodies(what: str, ids: Collection[str]) -> Iterator[StandOut]:
        found = sorted((asked[id_] for id_ in ids), key=lambda line: line.name.casefold())
        if len(found) == len(asked) > 1:
            yield StandOut(what, (), of_all=all_of(len(asked), noun))
        elif found:
            yield _stand_out(what, [(line.name, line.page) for line in found])

    each = " each" if len(late) > 1 else ""
    yield from bodies(f"Most overdue, {count(most, 'recommendation')}{each}", late)
    yield from _widest(recommendations, noun)
    yield from bodies("No answer to anything", never)
    yield from bodies("No update at all", none)
    yield from bodies("No recent update on anything overdue", old)
    yield from bodies("Nothing overdue", calm)
    yield from bodies("Not asked for anything yet", later & asked.keys())


def _widest(recommendations: Sequence[RecommendationView], noun: str) -> Iterator[StandOut]:
    """Yield the recommendations that are overdue with the most organisations, and with none."""
    most = max((view.counted.overdue for view in recommendations), default=0)
    every = most == max((view.asked for view in recommendations), default=0)
    widest = (
        f"Every {noun} here that was asked is overdue on"
        if every
        else f"Most widely overdue, with {most} {noun}s"
    )
    for what, number in ((widest, most), (f"No {noun} is overdue on", 0)):
        views = [view for view in recommendations if view.counted.overdue == number]
        if views and (most > 1 or (most and not number)):
            yield _stand_out(what, [(view.short_title, view.files[0]) for view in views])


def _stand_out(what: str, named: Sequence[tuple[str, str | None]]) -> StandOut:
    return StandOut(what, tuple(named[:_MOST_NAMED]), max(0, len(named) - _MOST_NAMED))
