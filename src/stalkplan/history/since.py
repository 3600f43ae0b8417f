"""What became of the record since a day, as git knows it: what was rewritten, what came late."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from stalkplan.errors import HistoryError
from stalkplan.history.against import SinceDay, compared_since
from stalkplan.history.differences import Change, Difference
from stalkplan.history.differences.words import DATED
from stalkplan.history.git import Commit, NotARepositoryError, Watch
from stalkplan.history.trail import Traced
from stalkplan.record.register import Register

LATE_DAYS = 28
"""What is recorded more days after the day that it is about was recorded late.

A report on a deadline is written in the four weeks on either side of it.
"""


class Late(NamedTuple):
    """What was recorded late: the day that it is about, if it has one, and when it was recorded.

    `joined` is an earlier day on which it was recorded, if it said something else then.
    """

    traced: Traced
    day: date | None
    recorded: date
    joined: date | None = None


class Since(NamedTuple):
    """What became of the record since the day `day`.

    `bases` are the last commits before that day, with which the files were compared; `why_not` says
    in one line why nobody could look, or not everywhere. `rewritten` are rewritings and redactions,
    `younger` the organisations whose plans joined since. `on` is the day as at which the record is
    told. It is told as the files say it now, so what was written after that day is told as such.
    """

    day: date
    on: date
    bases: Sequence[Commit] = ()
    days: Mapping[str, date] = {}
    rewritten: Sequence[Traced] = ()
    late: Sequence[Late] = ()
    why_not: str = ""
    younger: Sequence[str] = ()

    def where(self, is_meant: Callable[[Difference], bool], plans: Collection[str]) -> "Since":
        """Return only what differs as is meant; only the plans of some organisations are."""
        younger = [id_ for id_ in self.younger if id_ in plans]
        told = f"no commit before {self.day} has the plan of {', '.join(younger)}"
        return self._replace(
            why_not="; ".join(filter(None, (self.why_not, told if younger else ""))),
            rewritten=[t for t in self.rewritten if is_meant(t.difference)],
            late=[late for late in self.late if is_meant(late.traced.difference)],
        )

    def is_later(self, each: Traced | Late) -> bool:
        """Whether something was written after the day as at which the record is told."""
        day = each.recorded if isinstance(each, Late) else self.day_of(each)
        return day is not None and day > self.on

    def day_of(self, traced: Traced) -> date | None:
        """Return the day on which a difference was committed; None if it is not."""
        return self.days[traced.commit.id] if traced.commit else None


def since_day(
    folder: Path, day: date, after: Register, watch: Watch, *, on: date, until: str = "HEAD"
) -> Since:
    """Return what became of the record since a day: always an answer, if only why there is none.

    `after` is what the files of the folder say now or, for an older revision `until`, what they
    said there. What is not committed yet is taken for recorded on the day `on`.
    """

    def may_be_told(difference: Difference) -> bool:
        is_old = difference.day is None or (on - difference.day).days > LATE_DAYS
        return difference.change.is_rewriting or (difference.change in DATED and is_old)

    try:
        found = compared_since(folder, day, after, watch, until=until, follow=may_be_told)
    except NotARepositoryError:
        return Since(day, on, why_not="the folder is in no git repository")
    except HistoryError as fault:
        return Since(day, on, why_not=str(fault))
    if not found.bases:
        return Since(day, on, why_not=f"no commit before {day} has this plan")
    rewritten = [t for t in found.differences if is_told(t.difference.change)]
    joined = (t.difference for t in found.differences)
    younger = [d.organisation for d in joined if d.change is Change.PLAN_ADDED]
    why_not, late = _why_not(found, after), _late(found, on=on)
    return Since(day, on, found.bases, found.days, rewritten, late, why_not, younger)


def is_told(change: Change) -> bool:
    """Whether a text was rewritten or redacted: not what joined, and not what may be changed."""
    return change.is_rewriting or change is Change.REDACTED


def _late(found: SinceDay, *, on: date) -> list[Late]:
    """Return what was recorded late. What has no day of its own says that it was always there."""
    listed = []
    for traced in found.differences:
        day, change = traced.difference.day, traced.difference.change
        recorded = found.days[traced.commit.id] if traced.commit else on
        if change in DATED and (day is None or recorded - day > timedelta(LATE_DAYS)):
            joined = found.days[traced.joined.id] if traced.joined else recorded
            earlier = joined if joined < recorded else None
            listed.append(Late(traced, day, recorded, earlier))
    return listed


def _why_not(found: SinceDay, after: Register) -> str:
    """Return which files could not be looked into, before or now."""
    when = f"as it was in {found.bases[0].short}" if found.unread else ""
    then = [f"{name} {when} ({why})" for name, why in found.unread.items()]
    unread = [*then, *after.unread]
    return f"{', '.join(unread)} cannot be read" if unread else ""
