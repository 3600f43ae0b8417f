"""For word processors: a progress return as DOCX, on A4 across, its table's head on each page."""

from stalkplan.publish.return_.content import HEADS, Return
from stalkplan.publish.word_file import SOFT, WordFile


def render(made: Return) -> bytes:
    """Return the document."""
    file = WordFile(made.title, made.sheet, on=made.on, is_landscape=True)
    file.heading(made.title, 0)
    file.paragraph(made.subject, colour=SOFT)
    file.paragraph(made.since, colour=SOFT)
    file.paragraph(made.verdict, size=12, bold=True, after=6)
    file.paragraph(made.position, after=6)
    file.table(HEADS, made.rows, (3.1, 4.4, 6.2, 4.4, 5.0, 3.0))
    file.paragraph(made.limits, colour=SOFT, size=8.5, rule=True)
    return file.finished()
