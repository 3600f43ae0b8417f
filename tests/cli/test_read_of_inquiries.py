"""Sentences about inquiries that readers found false or clumsy, each with what stands there now."""

from collections.abc import Callable
from pathlib import Path

import pytest
from publications import page_of, write_publication
from python_calamine import CalamineWorkbook

from conftest import Result

Run = Callable[..., Result]

ARENA, TOWER, BLOOD = "case arena-inquiry", "case tower-inquiry", "case blood-inquiry"
ONE_ORG = "status --org greater-manchester"
READ = [
    # a publication, what is typed, the day: what is said; a month is no day
    (ARENA, ONE_ORG, "2022-02-01", "Mar 2022 · 1 due soon in 28-58 days"),
    (ARENA, "status", "2022-03-15", "Mar 2022 2 0 0 0 0 2 ends in 16 days"),
    (ARENA, ONE_ORG, "2022-03-31", "Mar 2022 ? 1 unclear ends today"),
    (ARENA, ONE_ORG, "2022-06-30", "Mar 2022 □ 1 overdue 91 days ago"),
    (ARENA, "status", "2022-02-01", "1 may fall due within 30 days."),
    (ARENA, "show MR1.1/hearing", "2022-02-01", "May fall due within 30 days: March 2022."),
    (ARENA, "show MR1.1/update", "2021-08-30", "Falls due within 30 days: 17 September 2021."),
    (TOWER, "compare --by deadline", "2025-10-02", "Sep-Nov 2025 1 0 0 0"),
    ("example inspection", "return", "2025-12-01", "digital forensics, was due August 2025"),
    (
        TOWER,
        "changes --since 2025-06-01",
        "2025-10-02",
        "became unclear until November 2025 is over",
    ),
    (
        TOWER,
        "compare --by deadline",
        "2025-10-02",
        "counts once for each organisation and deadline, however many",
    ),
    (
        ARENA,
        "overdue --by 2027-01-01",
        "2022-03-15",
        "Nothing more falls due by 1 January 2027, besides what is still unclear.",
    ),
    (
        TOWER,
        "overdue --by 2027-01-01",
        "2025-10-02",
        "1 item falls due by 1 January 2027, besides what is still unclear.",
    ),
    (ARENA, "overdue --by 2027-01-01", "2022-06-30", "Nothing more falls due by 1 January 2027."),
    (ARENA, "trend --since 2021-06-17", "2021-08-30", "Nothing is overdue, as on 30 June 2021."),
    # one recommendation to two organisations stays one
    (
        ARENA,
        "status",
        "2021-12-23",
        "1 of 2 organisations is overdue on the one recommendation. That",
    ),
    (ARENA, "compare", "2022-06-30", "2 of 2 organisations are overdue on the one recommendation."),
    (ARENA, "overdue", "2022-06-30", "4 items are overdue, under one recommendation to 2 organis"),
    (
        ARENA,
        "status",
        "2021-06-17",
        "The one recommendation, counted once for each organisation: 2 are not due yet.",
    ),
    (
        "example inquiry",
        "status",
        "2024-05-20",
        "Counted once for each organisation, 1 recommendation falls due",
    ),
    # what merely follows from an entry is no change that was recorded
    ("example inquiry", "changes", "2025-02-24", "6 changes recorded, on 5 items."),
    # a completion that was taken back after the deadline makes overdue, whenever the action joined
    ("example audit", "changes", "2025-12-01", "Meanwhile 4 items became overdue."),
    (ARENA, "show MR1", "2022-06-30", "one of its requirements: MR1.1 and MR1.2"),
    (BLOOD, "show 10a.iii --org wales", "2025-06-30", "Due no date set by the publication"),
    (
        "example inquiry",
        "show 10a.iii.1 --org norland",
        "2025-12-01",
        "Due no date set by the report Answer",
    ),
]


@pytest.mark.parametrize(("which", "typed", "day", "said"), READ)
def test_a_screen_says_what_is_so(
    which: str, typed: str, day: str, said: str, tmp_path: Path, stalkplan: Run
) -> None:
    write_publication(which, tmp_path / "data")
    form = "markdown" if typed == "return" else "table"
    at = ("--data", tmp_path / "data", "--as-of", day, "--format", form)
    result = stalkplan(*typed.split(), *at)
    assert said in " ".join(f"{result.out} {result.err}".split())


PAGES = [
    # a publication, the day, a page: what is said on it, and what is not
    (
        "example inquiry",
        "2024-05-19",
        "index.html",
        "On 20 May 2024, after the day of this page, a report by the Harbour Inquiry",
        "In May 2024",
    ),
    (
        "example inquiry",
        "2024-05-19",
        "recommendation-4a.html",
        "It is not asked for yet.",
        "No organisation answers it",
    ),
    (
        "example inquiry",
        "2024-05-20",
        "norland/index.html",
        "made to this organisation. This page checks its plan",
        "in answer",
    ),
    (
        "example inquiry",
        "2024-12-17",
        "norland/index.html",
        "made to this organisation, which published a plan in answer.",
        "",
    ),
    (
        "example inquiry",
        "2025-12-01",
        "index.html",
        "4 of 13 recommendations are overdue: there are 4, each counted once for every",
        "each of the",
    ),
    (
        "example inquiry",
        "2025-12-01",
        "index.html",
        "Every organisation here that was asked is overdue on: Duty to tell (4a)",
        "",
    ),
    (
        "example inquiry",
        "2025-12-01",
        "recommendation-4b.html",
        "Partly accepted: Government of Sunderby",
        "ccepted in part",
    ),
    (
        "case vetting-inquiry",
        "2025-06-30",
        "recommendation-16.html",
        "The one organisation here that it was made to answers it.",
        "The organisation",
    ),
    (ARENA, "2022-06-30", "home-office/index.html", ">Mar 2022<", "31 Mar 2022"),
    (
        ARENA,
        "2022-06-30",
        "index.html",
        "2 of 2 organisations are overdue on the one recommendation here.",
        "",
    ),
    (
        "example inquiry",
        "2025-12-01",
        "index.html",
        "1 recommendation is complete, on the word of the organisation alone.",
        "",
    ),
    (
        "case vetting-inquiry",
        "2026-11-29",
        "recommendation-11.html",
        "The one organisation here that it was made to is overdue",
        "",
    ),
    (
        "case vetting-inquiry",
        "2026-11-29",
        "recommendation-1.html",
        "Completed late (7 days).",
        "late, 7 days",
    ),
    ("case vetting-inquiry", "2025-06-30", "kent/index.html", "on the day it is due", "it was due"),
    (
        "case vetting-inquiry",
        "2025-06-30",
        "police-scotland/index.html",
        "Complete: 0 of",
        "One mark is one item",
    ),
]


@pytest.mark.parametrize(("which", "day", "page", "said", "unsaid"), PAGES)
def test_a_page_says_what_is_so(
    which: str, day: str, page: str, said: str, unsaid: str, tmp_path: Path, stalkplan: Run
) -> None:
    text, read = page_of(which, tmp_path, stalkplan, day, page)
    assert said in text or said in read
    assert not unsaid or unsaid not in read.replace(said, "")


BOTH = "2 of 2 organisations are overdue on the one recommendation"
BOOKS = {
    # what is typed: what the first sheet says
    "compare": f"{BOTH}.",
    "compare --by deadline": "On the sheet By deadline it counts once for each deadline too.",
    "trend --since 2022-03-01": f"{BOTH}, 1 more than on 31 March 2022.",
}


@pytest.mark.parametrize("typed", BOOKS)
def test_a_workbook_counts_what_is_in_it(typed: str, tmp_path: Path, stalkplan: Run) -> None:
    """It has no marks."""
    write_publication(ARENA, tmp_path / "data")
    at = ("--data", tmp_path / "data", "--as-of", "2022-06-30", "--output", tmp_path / "book.xlsx")
    assert stalkplan(*typed.split(), *at).code == 0
    first = CalamineWorkbook.from_path(str(tmp_path / "book.xlsx")).get_sheet_by_index(0)
    said = " ".join(str(cell) for row in first.to_python() for cell in row)
    assert BOOKS[typed] in said
    assert "marks" not in said
