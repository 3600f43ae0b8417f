"""What other bodies decide is said to be for those whom they name, and no more."""

from datetime import date

import pytest

from stalkplan.record.register import build
from stalkplan.verdict.decision_words import (
    decided_in_words,
    decisions_on,
    title_of_decision,
)
from stalkplan.verdict.items import assess

ON = date(2025, 6, 30)
ASKED = """
publication:
  {{id: r, title: A register, by: Audit, published: 2024-04-02, addressees: {{a: A, b: B}}}}
recommendations:
  - number: 1
    addressed_to: [a, b]
    deadlines: [{{due: 2025-01-31}}]
    {kind}: [{{for: {whom}, on: 2025-01-20, by: {by}{to}}}]
"""
PLAN = "organisation: {id: council, name: Council, answers_for: [a, b]}\nresponses: []\n"
TOLD = {
    # what, for whom, by whom: its title, and what is said of it
    ("extended", "a", "Audit"): (
        "extended to 31 March 2025 for A",
        "extended to 31 March 2025, from 31 January 2025, for A by Audit",
    ),
    ("extended", "council", "Audit"): (
        "extended to 31 March 2025",
        "extended to 31 March 2025, from 31 January 2025, by Audit",
    ),
    ("ended", "b", "Board"): ("ended for B", "ended for B by Board"),
    ("ended", "council", "Board"): ("ended", "ended by Board"),
    ("discharged", "a", "Audit"): ("closed for A", "closed for A by Audit"),
    ("discharged", "b", "Board"): ("met for B", "met for B, as reported by Board"),
    ("discharged", "council", "Audit"): ("closed", "closed by Audit"),
}


@pytest.mark.parametrize(("kind", "whom", "by"), TOLD)
def test_a_decision_is_for_whom_it_names(kind: str, whom: str, by: str) -> None:
    to = ", to: 2025-03-31" if kind == "extended" else ""
    asked = ASKED.format(kind=kind, whom=whom, by=by, to=to)
    register = build({"data/recommendations.yaml": asked, "data/responses.yaml": PLAN})
    assert register.problems == ()
    assert register.publication
    (item,) = assess(register, on=ON)
    (decision,) = decisions_on(item, on=ON)
    words = (title_of_decision, decided_in_words)
    assert (
        tuple(tell(decision, item, register.publication) for tell in words) == TOLD[kind, whom, by]
    )
