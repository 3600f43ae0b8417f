"""For a browser: a brief as one page, which prints on two sheets of A4."""

from stalkplan.publish.brief.parts import (
    DEADLINE_HEADS,
    LATE_HEADS,
    OTHER_HEADS,
    Brief,
)
from stalkplan.publish.paper_page import paper_page


def render(brief: Brief) -> str:
    """Return the page."""
    heads = {
        "deadline": DEADLINE_HEADS,
        "recorded": brief.recorded_heads,
        "late": LATE_HEADS,
        "other": OTHER_HEADS,
    }
    return paper_page("brief.html.j2", brief.sheet, brief=brief, heads=heads)
