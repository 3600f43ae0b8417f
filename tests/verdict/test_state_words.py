"""A state is known wherever a new one has to be added, and its words stand nowhere else."""

import re
from datetime import date

import pytest

from conftest import ROOT
from stalkplan.publish.pages.html import TERMS
from stalkplan.publish.pages.timeline_shapes import kind_of
from stalkplan.record.dates import parse_window
from stalkplan.verdict.items import Kind
from stalkplan.verdict.marks import MARKS, NO_ANSWER, NO_DATE, NO_DATE_NO_ANSWER, NOT_DUE
from stalkplan.verdict.state_words import (
    ASSURANCES,
    KINDS,
    MEANINGS,
    STATES,
    Standing,
    cells_of,
)
from stalkplan.verdict.timeliness import DONE, SET_ASIDE, UNJUDGED, WAITING, Assurance, Timeliness
from stalkplan.verdict.words import distance_of, tally

DOCS = (ROOT / "docs" / "verdicts.md").read_text(encoding="utf-8")
SOURCES = [
    path
    for pattern in ("*.py", "*.j2")
    for path in (ROOT / "src").rglob(pattern)
    if path.name != "state_words.py" and "imports" not in path.parts
]


def test_every_state_has_its_words() -> None:
    """Screen, page, brief and workbook take them from these tables alone."""
    assert STATES.keys() == set(Standing)
    assert set(Standing) == {*Timeliness, Standing.SILENT, Standing.NOT_ASKED}
    assert KINDS.keys() == set(Kind)
    assert ASSURANCES.keys() == set(Assurance)
    assert all(all(row[:-1]) for row in STATES.values())


def test_every_mark_has_its_meaning() -> None:
    assert MEANINGS.keys() == set(MARKS)
    assert {words.mark for words in STATES.values()} | {NO_ANSWER, NO_DATE_NO_ANSWER} == set(MARKS)


def test_every_mark_is_explained_on_a_page() -> None:
    """By every word of a table for it: one mark may stand for several states."""
    assert sorted(TERMS) == sorted(MARKS)
    assert cells_of(NO_DATE) == "no date, withdrawn, ended, not asked yet"
    assert cells_of(NOT_DUE) == "due soon, not due yet"
    assert cells_of(NO_ANSWER) == "overdue, no answer"


def test_every_mark_of_an_item_can_be_drawn() -> None:
    assert all(kind_of(words.mark) for words in STATES.values())


def test_every_state_is_listed_by_what_it_asks_of_the_reader() -> None:
    assert sorted((*DONE, *WAITING, *UNJUDGED, *SET_ASIDE, Timeliness.OVERDUE)) == sorted(
        Timeliness
    )


@pytest.mark.parametrize("timeliness", Timeliness)
def test_every_state_is_counted(timeliness: Timeliness) -> None:
    assert tally([timeliness]) == (f"1 {STATES[Standing(timeliness)].counted}",)


@pytest.mark.parametrize("state", [*Timeliness, *Kind, *Assurance, "silent"])
def test_every_state_stands_in_the_docs(state: str) -> None:
    assert f"`{state}`" in DOCS


@pytest.mark.parametrize("timeliness", Timeliness)
def test_the_docs_say_how_a_state_is_shown(timeliness: Timeliness) -> None:
    row = re.search(rf"^\| `{timeliness}` \|.*\| ([^|]+) \|$", DOCS, re.MULTILINE)
    assert row is not None
    column = STATES[Standing(timeliness)].column
    shown = "in so many days" if timeliness in WAITING else column
    assert row[1].startswith(shown)


def _written_twice(text: str) -> list[str]:
    quoted = re.compile(rf"""["'>]{re.escape(text)}["'<]""")
    return [path.name for path in SOURCES if quoted.search(path.read_text(encoding="utf-8"))]


def test_no_words_of_a_state_are_written_twice() -> None:
    """But for `no date`, which is what is said of a promise too."""
    several = {text for row in STATES.values() for text in row[1:] if " " in str(text)}
    several |= {text for row in MEANINGS.values() for text in row if " " in text}
    several |= {text for row in KINDS.values() for text in row}
    several |= {text for row in ASSURANCES.values() for text in row if " " in text}
    found = {text: names for text in sorted(map(str, several)) if (names := _written_twice(text))}
    found.pop("no date")
    assert found == {}


@pytest.mark.parametrize(
    ("due", "said"),
    [
        ("2025-06-01", "in 12 days"),
        ("2025-05-20", "today"),
        ("2025-06", "in 12-41 days"),
        ("2025-06/2026-09", "in 12-498 days"),
    ],
)
def test_how_far_a_month_is_counts_to_both_its_days(due: str, said: str) -> None:
    """It is shown beside the last day of the month, and no day of it is the one that is meant."""
    assert distance_of(parse_window(due), on=date(2025, 5, 20)) == said
