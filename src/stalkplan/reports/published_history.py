"""What git knows of each plan, for a public page: texts as far as they may be repeated, cut."""

from collections.abc import Mapping
from datetime import date, timedelta

from stalkplan.history.editions import Past, Rewritten, dated_updates
from stalkplan.history.since import LATE_DAYS
from stalkplan.privacy.public_history import (
    Entered,
    PublicEdition,
    PublicHistory,
    PublicRewriting,
)
from stalkplan.privacy.public_record import public_update
from stalkplan.privacy.public_types import PublicUpdate
from stalkplan.record.fields import WITHHELD
from stalkplan.record.model import Plan
from stalkplan.reports.rewritten import both, done_in_words, excerpts

_LONGEST = 300
"""Characters of a text before and after it was rewritten."""


def published_history(past: Past, plan: Plan, *, on: date) -> PublicHistory:
    """Return what git knows of a plan as on the day `on`, and of what the publication asks."""
    own = plan.organisation.id
    editions = [PublicEdition(c.short, past.days[c.id]) for c in past.editions.get(own, ())]
    rewritten = [r for r in past.rewritten if r.difference.organisation in ("", own)]
    return PublicHistory(
        tuple(reversed(editions)),
        tuple(_rewriting(each, past) for each in reversed(rewritten)),
        tuple(past.unread),
        _reason(past.why_not),
        _entered(past, plan, on=on),
    )


def _rewriting(rewritten: Rewritten, past: Past) -> PublicRewriting:
    difference, commit = rewritten
    shown = both(difference, is_public=True)
    is_withheld = WITHHELD in shown
    before, after = excerpts(shown[0] or "", shown[1] or "", _LONGEST)
    return PublicRewriting(
        difference.name,
        done_in_words(difference),
        past.days[commit.id] if commit else None,
        commit.short if commit else "",
        None if is_withheld else before or None,
        None if is_withheld else after or None,
        is_withheld,
    )


def _entered(past: Past, plan: Plan, *, on: date) -> Mapping[tuple[str, PublicUpdate], Entered]:
    """Return when the updates of a plan were entered; of equal ones in a record the first day."""
    found: dict[tuple[str, PublicUpdate], Entered] = {}
    for entry, update in dated_updates(plan):
        day = past.entered.get(entry)
        if day and update.marking is None:
            is_late = day - entry.day > timedelta(LATE_DAYS)
            found.setdefault((entry.name, public_update(update, on=on)), Entered(day, is_late))
    return found


def _reason(why_not: str) -> str:
    """Return why nobody could look, for the public: no command to type, no path of a machine."""
    told = why_not.partition(";")[0]
    return "git could not read the repository" if told.startswith("git: ") else told
