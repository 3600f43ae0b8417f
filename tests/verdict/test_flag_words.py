"""The sentences that flags have: what each says of items of `cases/verdicts/`."""

from datetime import date

import pytest
from verdict_cases import judged_items

from stalkplan.verdict.flag_words import flag_sentence, said_flags
from stalkplan.verdict.flags import Flag

STATED = "flag-deadline-restated"
SENTENCES = [
    # a case, the day, the item: what one of its flags says
    ("flag-extended", "2025-04-28", "15.1", "by HMICFRS; first due 27 March 2025"),
    ("flag-extended", "2025-04-28", "8.1", "to June 2025 by HMICFRS; no date was set before"),
    ("flag-promised-late", "2025-01-20", "7.1d", "promised for April 2025, after the deadline"),
    ("flag-promise-moved", "2025-02-01", "7.1d", "the promise has moved: it was 30 March 2025"),
    ("flag-promise-moved", "2025-02-01", "7.1o", "the promise has moved: it was one with no date"),
    ("flag-promise-broken", "2025-03-16", "7.1a", "the promise has passed: 15 March 2025"),
    ("month-window", "2026-01-01", "7.1b", "the promise has passed: 31 December 2025"),
    ("flag-vague-promise", "2025-02-01", "7.1g", "the promise names no date"),
    (
        STATED,
        "2025-01-15",
        "7.2",
        "gives 28 March 2025 as its deadline; the publication sets 27 Mar",
    ),
    (
        STATED,
        "2025-01-15",
        "9.4",
        "gives quarter 1 of 2025 as its deadline; the publication sets Ma",
    ),
    (STATED, "2025-01-15", "8.1", "gives 27 March 2025 as its deadline; the publication sets none"),
    (STATED, "2025-01-15", "28.4/report", "does not repeat the deadline; the publication sets 22 "),
    ("flag-dormant", "2025-07-13", "7.1b", "no update for six months, and no date makes it late"),
    ("attacks", "2025-03-30", "M9.1b", "no update at all, and no date makes it late"),
    ("attacks", "2025-03-28", "M2.1", "withdrawn, with no evidence of why"),
    ("flag-no-owner", "2025-02-01", "7.1b", "no owner is named"),
]


@pytest.mark.parametrize(("case", "day", "item", "sentence"), SENTENCES)
def test_what_a_flag_says(case: str, day: str, item: str, sentence: str) -> None:
    judged = judged_items(case, date.fromisoformat(day))[item]
    assert any(sentence in flag_sentence(flag, judged) for flag in said_flags(judged))


def test_evidence_is_asked_of_the_plan_alone() -> None:
    """What another body met or closed needs none; every other flag is said of it all the same."""
    claimed = judged_items("flag-no-evidence", date(2025, 3, 9))["8.1a"]
    met = judged_items("discharge-beside-the-plan", date(2024, 12, 2))["7.1a"]
    withdrawn = judged_items("discharge-by-day", date(2024, 11, 22))["7.2b"]
    assert claimed.flags == said_flags(claimed) == (Flag.NO_EVIDENCE,)
    assert (met.flags, said_flags(met)) == ((Flag.NO_EVIDENCE,), ())
    assert withdrawn.flags == said_flags(withdrawn) == (Flag.DROPPED,)
