"""For word processors: a brief as DOCX, two pages of A4, with real headings and table heads."""

from itertools import chain

from stalkplan.publish.brief.fit import (
    DEADLINE_WIDTHS,
    LATE_WIDTHS,
    OTHER_WIDTHS,
    RECORDED_WIDTHS,
)
from stalkplan.publish.brief.parts import (
    DEADLINE_HEADS,
    LATE_HEADS,
    OTHER_HEADS,
    Brief,
)
from stalkplan.publish.word_file import RED, SOFT, WordFile


def render(brief: Brief) -> bytes:
    """Return the document."""
    file = WordFile(brief.title, brief.sheet, on=brief.on)
    _first_page(file, brief)
    if brief.late:
        _overdue(file, brief)
    if brief.others:
        heading = file.heading("What is not overdue", 1)
        heading.paragraph_format.page_break_before = brief.is_apart and not brief.late
        file.table(OTHER_HEADS, brief.others, OTHER_WIDTHS, right=(1,))
    file.paragraph(brief.limits, colour=SOFT, size=8.5, rule=True)
    return file.finished()


def _first_page(file: WordFile, brief: Brief) -> None:
    file.heading(brief.title, 0)
    file.paragraph(brief.subject, colour=SOFT)
    colour = RED if brief.late else None
    file.paragraph(brief.verdict, colour=colour, size=12, bold=True, after=6)
    if brief.questions:
        file.heading("Questions for the meeting", 1)
        for put in brief.questions:
            file.entry(put.because, "List Number", first=put.question)
    file.heading("Where the plan stands", 1)
    file.paragraph(brief.position)
    file.caption(f"Items by deadline, as the plan records them. {brief.other}".strip())
    rows = [tuple(map(str, row)) for row in brief.deadlines]
    file.table(DEADLINE_HEADS, rows, DEADLINE_WIDTHS, right=range(1, 6))
    file.heading(f"New since {brief.since}", 1)
    file.paragraph(brief.news)
    if brief.recorded:
        file.table(brief.recorded_heads, brief.recorded, RECORDED_WIDTHS)
    if brief.more_recorded:
        file.paragraph(brief.more_recorded, before=4)
    file.heading("What was rewritten", 1)
    for entry in brief.rewritten:
        file.entry(entry)


def _overdue(file: WordFile, brief: Brief) -> None:
    file.heading("Overdue, by owner", 1).paragraph_format.page_break_before = brief.is_apart
    file.caption(brief.late)
    rows = chain.from_iterable((group.owner, *group.late) for group in brief.groups)
    file.table(LATE_HEADS, list(rows), LATE_WIDTHS, right=(3,))
    if brief.more_late:
        file.paragraph(brief.more_late, before=4)
