"""What is said of recommendations that were made later, and of the first day."""

from datetime import date

import pytest

from stalkplan.record.register import Register, build, recorded
from stalkplan.verdict.recorded_words import begun_in_words, made_later

HEADER = "publication: {id: report, title: A report, published: 2024-09-27}\nrecommendations:\n"


def _register(*made: str | None) -> Register:
    """Return a register of recommendations, each made on a day of its own or with the others."""
    text = HEADER
    for number, day in enumerate(made, start=1):
        joined = f", made: {day}" if day else ""
        text += f"  - {{number: {number}, addressed_to: [chief-constables]{joined}}}\n"
    register = build({"recommendations.yaml": text})
    assert register.problems == ()
    return register


@pytest.mark.parametrize(
    ("made", "on", "sentence"),
    [
        ((None,), "2024-09-27", ""),
        ((None,), "2024-09-26", " It was made after this day: nothing was asked yet."),
        ((None, None), "2024-09-26", " All were made after this day: nothing was asked yet."),
        ((None, "2025-01-10"), "2025-01-09", " Made after this day: 2."),
        ((None, "2025-01-10", "2025-02-01"), "2024-12-01", " Made after this day: 2 and 3."),
        ((None, "2025-01-10"), "2025-01-10", ""),
    ],
)
def test_which_were_made_after_a_day(made: tuple[str | None], on: str, sentence: str) -> None:
    assert made_later(recorded(_register(*made), on=date.fromisoformat(on))) == sentence


@pytest.mark.parametrize(
    ("made", "said"),
    [
        ((None, "2025-01-10"), "the day of publication"),
        (("2024-03-19", None), "when the first recommendation was made"),
        (("2025-01-10", "2025-02-01"), "the day of publication"),
    ],
)
def test_what_the_first_day_is(made: tuple[str | None], said: str) -> None:
    assert begun_in_words(_register(*made)) == said
