"""What other bodies decided since a day, a row for each decision: for the first page of a brief."""

from collections.abc import Sequence

from stalkplan.publish.brief.board_questions import MOST_NAMED
from stalkplan.publish.brief.fit import first_clauses
from stalkplan.publish.brief.names import BriefNames
from stalkplan.publish.brief.parts import RecordedRow
from stalkplan.publish.pages.recent import DecidedEntry
from stalkplan.verdict.words import count, long_date, short_date


def decided_rows(
    decided: Sequence[DecidedEntry], names: BriefNames, longest: int
) -> tuple[RecordedRow, ...]:
    """Return a row for each decision; how it was put has so many characters at most."""
    return tuple(RecordedRow(_day(e), _about(e, names), _said(e, longest)) for e in decided)


def number_decided(decided: Sequence[DecidedEntry]) -> str:
    """Return in a sentence on how many items other bodies decided; nothing for none."""
    items = {item.id for entry in decided for item in entry.items}
    return f"Other bodies decided on {count(len(items), 'item')}." if items else ""


def more_decided(decided: Sequence[DecidedEntry]) -> str:
    """Return how many decisions there was no room for."""
    number = count(len(decided), "more decision")
    is_one = len(decided) == 1
    return f"{number} of other bodies {'is' if is_one else 'are'} not listed." if decided else ""


def _day(entry: DecidedEntry) -> str:
    """Return the day of a decision as a table has it, or the month, if no day is known."""
    made = entry.made
    return short_date(made.known) if made.on == long_date(made.known) else made.on


def _about(entry: DecidedEntry, names: BriefNames) -> str:
    """Return what a decision is about; of many items, how many there are."""
    number = len(entry.items)
    return names.of(entry.items) if number <= MOST_NAMED else count(number, "item")


def _said(entry: DecidedEntry, longest: int) -> str:
    said = f"{entry.made.said[:1].upper()}{entry.made.said[1:]}"
    how = first_clauses(entry.made.how, longest) if entry.made.how else ""
    evidence = entry.made.evidence or ""
    shown = f", evidence: {evidence}" if len(evidence) <= longest else ", with evidence"
    return f"{said}{f': {how}' if how else ''}{shown if evidence else ''}"
