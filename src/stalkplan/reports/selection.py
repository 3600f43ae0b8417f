"""What is public of the items of a report, and how many other items the same plans have."""

from stalkplan.privacy.public_record import public_record
from stalkplan.privacy.public_types import PublicRecord
from stalkplan.reports.blocks import Judged
from stalkplan.verdict.items import assess


def public_selection(part: Judged) -> PublicRecord:
    """Return what is public of some items; it knows of how many others their plans have."""
    register, items, on = part
    chosen = {item.organisation.id for item in items}
    every = sum(item.organisation.id in chosen for item in assess(register, on=on))
    return public_record(register, items, on=on)._replace(left_out=every - len(items))
