"""What a page says of the history of a plan: what was rewritten, and the editions that it had."""

from datetime import date
from typing import NamedTuple

from stalkplan.privacy.public_history import PublicEdition, PublicHistory, PublicRewriting
from stalkplan.publish.pages.organisation import OrganisationView

_MOST_REWRITTEN = 60
_MOST_EDITIONS = 20
"""As many stand on a page; how many more there are is said."""


class RewritingEntry(NamedTuple):
    """A rewriting, and the anchor of its record on the page; none where it has none."""

    rewriting: PublicRewriting
    anchor: str


class HistoryView(NamedTuple):
    """The part of a page on history, newest first; `more` and `older` are how many are left out.

    `first` is the day of the first edition; None where there is none.
    """

    why_not: str
    first: date | None
    rewritten: tuple[RewritingEntry, ...]
    more: int
    editions: tuple[PublicEdition, ...]
    older: int
    unread: tuple[str, ...]


def history_view(history: PublicHistory, page: OrganisationView) -> HistoryView:
    """Return what a page says of a history."""
    anchors = {part.recommendation.number: part.anchor for part in page.parts if part.anchor}
    for part in page.parts:
        for answered in part.answers:
            anchors[answered.requirement.ref] = answered.anchor
            anchors |= {entry.item.id: entry.anchor for entry in answered.entries}
    entries = [RewritingEntry(each, anchors.get(each.name, "")) for each in history.rewritten]
    return HistoryView(
        history.why_not,
        history.editions[-1].day if history.editions else None,
        tuple(entries[:_MOST_REWRITTEN]),
        max(0, len(entries) - _MOST_REWRITTEN),
        history.editions[:_MOST_EDITIONS],
        max(0, len(history.editions) - _MOST_EDITIONS),
        history.unread,
    )
