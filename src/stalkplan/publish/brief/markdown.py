"""For documents and merge requests: a brief as Markdown; text from a record stays text."""

from collections.abc import Iterator

from stalkplan.publish.brief.parts import (
    DEADLINE_HEADS,
    LATE_HEADS,
    OTHER_HEADS,
    Brief,
)
from stalkplan.reports.formats.markdown import table, text


def render(brief: Brief) -> str:
    """Return headings, sentences, a numbered list and tables."""
    return "\n\n".join(_blocks(brief)) + "\n"


def _blocks(brief: Brief) -> Iterator[str]:
    yield f"# {text(brief.title)}"
    yield text(brief.subject)
    yield f"**{text(brief.verdict)}**"
    if brief.questions:
        yield "## Questions for the meeting"
        yield "\n".join(
            f"{number}. **{text(put.question)}** {text(put.because)}"
            for number, put in enumerate(brief.questions, start=1)
        )
    yield "## Where the plan stands"
    yield text(brief.position)
    yield table(list(DEADLINE_HEADS), [[*map(str, row)] for row in brief.deadlines])
    if brief.other:
        yield text(brief.other)
    yield f"## New since {brief.since}"
    yield text(brief.news)
    if brief.recorded:
        yield table(list(brief.recorded_heads), [[*row] for row in brief.recorded])
    if brief.more_recorded:
        yield text(brief.more_recorded)
    yield "## What was rewritten"
    yield "\n".join(f"- {text(entry)}" for entry in brief.rewritten)
    if brief.late:
        yield "## Overdue, by owner"
        yield text(brief.late)
        rows = [[group.owner, *late] for group in brief.groups for late in group.late]
        yield table(["Owner", *LATE_HEADS], rows)
    if brief.more_late:
        yield text(brief.more_late)
    if brief.others:
        yield "## What is not overdue"
        yield table(list(OTHER_HEADS), [[*row] for row in brief.others])
    yield text(brief.limits)
