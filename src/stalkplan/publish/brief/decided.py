"""What another body decided since a day, as a row: for the first page of a brief."""

from collections.abc import Sequence

from stalkplan.publish.brief.fit import first_clauses
from stalkplan.publish.brief.parts import RecordedRow
from stalkplan.publish.pages.recent import DecidedEntry
from stalkplan.verdict.words import count, long_date, short_date


def decided_row(entry: DecidedEntry, about: str, longest: int) -> RecordedRow:
    """Return a row for a decision; how it was put has so many characters at most.

    Where no day of it is known, it has the month.
    """
    made = entry.made
    day = short_date(made.known) if made.on == long_date(made.known) else made.on
    how = first_clauses(made.how, longest) if made.how else ""
    said = f"{made.said[:1].upper()}{made.said[1:]}{f': {how}' if how else ''}"
    evidence = made.evidence or ""
    shown = f", evidence: {evidence}" if len(evidence) <= longest else ", with evidence"
    return RecordedRow(day, about, f"{said}{shown if evidence else ''}")


def number_decided(decided: Sequence[DecidedEntry]) -> str:
    """Return in a sentence on how many items other bodies decided; nothing for none."""
    items = {item.id for entry in decided for item in entry.items}
    return f"Other bodies decided on {count(len(items), 'item')}." if items else ""
