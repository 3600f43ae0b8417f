"""For word processors: a brief as DOCX, two pages of A4, with real headings and table heads."""

from itertools import chain

from stalkplan.publish.brief.parts import DEADLINE_HEADS, LATE_HEADS, Brief
from stalkplan.publish.word_file import RED, SOFT, WordFile


def render(brief: Brief) -> bytes:
    """Return the document."""
    file = WordFile(brief.title, brief.sheet, on=brief.on)
    _first_page(file, brief)
    if brief.late:
        _overdue(file, brief)
    _close(file, brief)
    return file.finished()


def _first_page(file: WordFile, brief: Brief) -> None:
    file.heading(brief.title, 0)
    file.paragraph(brief.subject, colour=SOFT)
    file.paragraph(brief.as_at, colour=SOFT)
    colour = RED if brief.late else None
    file.paragraph(brief.verdict, colour=colour, size=12, bold=True, after=6)
    file.paragraph(brief.position)
    if brief.recorded:
        file.heading(f"Recorded since {brief.since}", 1)
        for entry in brief.recorded:
            file.entry(entry)
    file.heading("What was rewritten", 1)
    for entry in brief.rewritten:
        file.entry(entry)
    file.heading("Deadlines", 1)
    file.caption(f"Items by deadline, as the plan records them. {brief.other}".strip())
    rows = [tuple(map(str, row)) for row in brief.deadlines]
    file.table(DEADLINE_HEADS, rows, (6.2, 2.0, 2.4, 2.2, 2.0, 2.6), right=range(1, 6))
    if brief.questions:
        file.heading("Questions to put", 1)
        for put in brief.questions:
            file.entry(put.because, "List Number", first=put.question)


def _overdue(file: WordFile, brief: Brief) -> None:
    file.heading("Overdue, by owner", 1).paragraph_format.page_break_before = True
    file.paragraph(brief.late)
    rows = chain.from_iterable((group.owner, *group.late) for group in brief.groups)
    file.table(LATE_HEADS, list(rows), (1.7, 9.3, 2.4, 2.1, 1.9), right=(4,))
    if brief.more_late:
        file.paragraph(brief.more_late, before=4)


def _close(file: WordFile, brief: Brief) -> None:
    file.heading("Complete, and on whose word", 1)
    file.paragraph(brief.complete)
    if brief.cannot_tell:
        file.heading("What cannot be told", 1)
        file.paragraph(brief.cannot_tell)
    file.paragraph(brief.limits, colour=SOFT, size=8.5, rule=True)
