"""How an organisation stands beside the others that were asked, in the unit of the page of all."""

from collections.abc import Iterator

from stalkplan.verdict.comparison import Comparison
from stalkplan.verdict.nouns import body_noun
from stalkplan.verdict.words import count, listed


def beside_others(comparison: Comparison) -> Iterator[tuple[str, str]]:
    """Yield the id of each organisation that was asked, with how it compares, in sentences.

    Nothing if no other was asked: there is nobody to compare it with.
    """
    asked = [row for row in comparison.rows if row.cells]
    noun = body_noun(row.organisation for row in comparison.rows)
    for row in asked if len(asked) > 1 else []:
        own, number = row.total.overdue, row.total.recommendations
        others = [other.total.overdue for other in asked if other is not row]
        fewer, more = sum(each < own for each in others), sum(each > own for each in others)
        ways = ((fewer, "fewer"), (len(others) - fewer - more, "as many"), (more, "more"))
        told = listed([f"{how_many:,} with {way}" for how_many, way in ways if how_many])
        are = f"{count(number, 'recommendation')} {'is' if 1 in (own, number) else 'are'} overdue"
        yield (
            row.organisation.id,
            f"{own} of {are}, by the worst item of each. Other {noun}s: {told}.",
        )
