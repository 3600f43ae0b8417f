"""Rules that report a flag: one for each flag of `verdict.flags` that does not bring its own."""

from collections.abc import Callable, Iterator
from functools import wraps

from stalkplan.record.yaml import RecordPath
from stalkplan.rules.context import Context, Found
from stalkplan.verdict.flag_entry import FlagRule, PointsAt
from stalkplan.verdict.flags import FLAGS, Flag
from stalkplan.verdict.items import Item


def rule_of(flag: Flag, rule: FlagRule) -> Callable[[Context], Iterator[Found]]:
    """Return what finds the items with a flag; its name and page are those of the flag's function.

    What is not in the plan at all has no record: `missing_response` says so.
    """

    @wraps(FLAGS[flag].applies)
    def find(context: Context) -> Iterator[Found]:
        reported: set[tuple[str, RecordPath]] = set()
        for item in context.flagged.get(flag, ()):
            path, name = _path(item, rule.points_at), item.id
            if rule.points_at is PointsAt.STATED_DEADLINE:
                if (item.file, path) in reported:
                    continue
                reported.add((item.file, path))
                name = item.ref
            place = context.place(item.file, path)
            yield Found(place, context.sentence(flag, item), rule.hint, name)

    return find


def _path(item: Item, points_at: PointsAt) -> RecordPath:
    """Return the path of an item's record, or of what a rule points to in it."""
    if points_at is PointsAt.STATED_DEADLINE:
        return (*item.path[:2], "stated_deadline")
    holder = item.action or item.response
    if points_at is PointsAt.RECORD or holder is None:
        return item.path
    for number, update in enumerate(holder.updates):
        if update.promise is item.state.promise:
            return (*item.path, "updates", number, "promise")
    return (*item.path, "promise")
