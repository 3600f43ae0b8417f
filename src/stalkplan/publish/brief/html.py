"""For a browser: a brief as one page, which prints on two sheets of A4."""

from stalkplan.publish.brief.parts import Brief
from stalkplan.publish.paper_page import paper_page


def render(brief: Brief) -> str:
    """Return the page."""
    return paper_page("brief.html.j2", brief.sheet, brief=brief)
