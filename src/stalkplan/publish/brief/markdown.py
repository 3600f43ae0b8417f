"""For documents and merge requests: a brief as Markdown; text from a record stays text."""

from collections.abc import Iterator

from stalkplan.publish.brief.parts import LIMITS, Brief
from stalkplan.reports.formats.markdown import table, text


def render(brief: Brief) -> str:
    """Return headings, sentences, a numbered list and tables."""
    return "\n\n".join(_blocks(brief)) + "\n"


def _blocks(brief: Brief) -> Iterator[str]:
    yield text(brief.audience)
    yield f"# {text(brief.title)}"
    yield text(brief.as_at)
    yield f"**{text(brief.verdict)}**"
    yield text(brief.position)
    if brief.recorded:
        yield "## Recorded since"
        yield "\n".join(f"- {text(entry)}" for entry in brief.recorded)
    yield "## What was rewritten"
    yield "\n".join(f"- {text(entry)}" for entry in brief.rewritten)
    yield "## Deadlines"
    rows = [[r.label, *map(str, (r.items, r.complete, r.overdue)), r.days] for r in brief.deadlines]
    yield table(["Deadline", "Items", "Complete", "Overdue", "Days since"], rows)
    if brief.questions:
        yield "## Questions to put"
        yield "\n".join(
            f"{number}. **{text(put.question)}** {text(put.because)}"
            for number, put in enumerate(brief.questions, start=1)
        )
    yield "## Complete, and on whose word"
    yield text(brief.complete)
    if brief.cannot_tell:
        yield "## What cannot be told"
        yield text(brief.cannot_tell)
    yield text(LIMITS)
    if brief.late:
        yield "## Overdue, by owner"
        yield text(brief.late)
    for group in brief.groups:
        yield f"### {text(group.owner)}"
        yield table(
            ["Item", "What was to be done", "Promised", "Overdue by"], map(list, group.late)
        )
    if brief.more_late:
        yield text(brief.more_late)
