"""What differs between two registers: what was added to the record, and what was rewritten.

A record is compared by what it says: comments, the order of records, indentation, quotes and line
endings make no difference. Pure functions of the two registers.
"""

from stalkplan.history.differences.difference import Change, Difference, Spot
from stalkplan.history.differences.plans import paired_plans, plan
from stalkplan.history.differences.publication import publication
from stalkplan.record.register import Register

__all__ = ["Change", "Difference", "Spot", "differences"]


def differences(before: Register, after: Register) -> list[Difference]:
    """Return everything that differs, the publication first, then the plans in their order."""
    found = [*publication(before, after)]
    for old, new in paired_plans(before, after):
        found += plan(old, new)
    return found
