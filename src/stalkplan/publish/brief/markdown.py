"""For documents and merge requests: a brief as Markdown; text from a record stays text."""

from collections.abc import Iterator

from stalkplan.publish.brief.parts import DEADLINE_HEADS, LATE_HEADS, Brief
from stalkplan.reports.formats.markdown import table, text


def render(brief: Brief) -> str:
    """Return headings, sentences, a numbered list and tables."""
    return "\n\n".join(_blocks(brief)) + "\n"


def _blocks(brief: Brief) -> Iterator[str]:
    yield f"# {text(brief.title)}"
    yield text(brief.subject)
    yield text(brief.as_at)
    yield f"**{text(brief.verdict)}**"
    yield text(brief.position)
    if brief.recorded:
        yield f"## Recorded since {brief.since}"
        yield "\n".join(f"- {text(entry)}" for entry in brief.recorded)
    yield "## What was rewritten"
    yield "\n".join(f"- {text(entry)}" for entry in brief.rewritten)
    yield "## Deadlines"
    yield table(list(DEADLINE_HEADS), [[*map(str, row)] for row in brief.deadlines])
    if brief.other:
        yield text(brief.other)
    if brief.questions:
        yield "## Questions to put"
        yield "\n".join(
            f"{number}. **{text(put.question)}** {text(put.because)}"
            for number, put in enumerate(brief.questions, start=1)
        )
    if brief.late:
        yield "## Overdue, by owner"
        yield text(brief.late)
        rows = [[group.owner, *late] for group in brief.groups for late in group.late]
        yield table(["Owner", *LATE_HEADS], rows)
    if brief.more_late:
        yield text(brief.more_late)
    yield "## Complete, and on whose word"
    yield text(brief.complete)
    if brief.cannot_tell:
        yield "## What cannot be told"
        yield text(brief.cannot_tell)
    yield text(brief.limits)
