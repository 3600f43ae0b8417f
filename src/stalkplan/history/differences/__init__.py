"""What differs between two registers: what was added to the record, and what was rewritten.

Only what a record says counts: comments, the order of records, indentation, quotes and line endings
make no difference. All are pure functions of the two registers.
"""

from collections.abc import Collection

from stalkplan.history.differences.difference import Change, Difference, Spot
from stalkplan.history.differences.plans import paired_plans, plan
from stalkplan.history.differences.publication import publication
from stalkplan.record.register import Register

__all__ = ["Change", "Difference", "Spot", "differences"]


def differences(before: Register, after: Register, known: Collection[str] = ()) -> list[Difference]:
    """Return everything that differs, the publication first, then the plans in their order.

    No plan that is gone became that of an organisation that was `known` beside it.
    """
    every = [*publication(before, after)]
    for old, new in paired_plans(before, after, known):
        every += plan(old, new)
    gone = {text for difference in every for text in difference.taken_out}
    return [difference.without(gone) for difference in every] if gone else every
