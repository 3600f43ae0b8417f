"""For a browser: a progress return as one page, which prints on A4 across."""

from stalkplan.publish.paper_page import paper_page
from stalkplan.publish.return_.content import HEADS, Return


def render(made: Return) -> str:
    """Return the page."""
    return paper_page("return.html.j2", made.sheet, is_landscape=True, made=made, heads=HEADS)
