"""For documents and merge requests: a progress return as Markdown; its text stays text."""

from collections.abc import Iterator

from stalkplan.publish.return_.content import HEADS, Return, joined_cell
from stalkplan.reports.formats.markdown import table, text


def render(made: Return) -> str:
    """Return headings, sentences and one table."""
    return "\n\n".join(_blocks(made)) + "\n"


def _blocks(made: Return) -> Iterator[str]:
    yield f"# {text(made.title)}"
    yield text(made.subject)
    yield text(made.since)
    yield f"**{text(made.verdict)}**"
    yield text(made.position)
    yield table(list(HEADS), [[joined_cell(cell) for cell in row] for row in made.rows])
    yield text(made.limits)
