"""What is said of several items in a sentence: who accepts, whose word it is, what is lacking."""

from collections.abc import Sequence
from datetime import date

import pytest

from stalkplan.record.register import build
from stalkplan.verdict import words
from stalkplan.verdict.items import Item, assess
from stalkplan.verdict.whose_word import claimed_sentence

ON = date(2026, 3, 31)
ASKED = """\
publication: {id: report, title: A report, published: 2024-09-27}
recommendations:
  - number: 7
    addressed_to: [chief-constables]
    deadlines: [{due: 2025-03-27}]
    requirements: [%s]
"""


def _items(*answers: str, organisation: str = "kent") -> Sequence[Item]:
    """Return the items of a plan, one for each answer; `answers` are more fields of each."""
    refs = [f"7.{number}" for number in range(1, len(answers) + 1)]
    pairs = zip(refs, answers, strict=True)
    responses = [f"{{ref: {ref}, position: We do., {more}}}" for ref, more in pairs]
    plan = f"organisation: {{id: {organisation}, name: A, answers_for: [chief-constables]}}\n"
    texts = {
        "data/recommendations.yaml": ASKED % ", ".join(f"{{ref: {ref}}}" for ref in refs),
        "data/responses.yaml": f"{plan}responses: [{', '.join(responses)}]\n",
    }
    register = build(texts)
    assert not register.problems
    return assess(register, on=ON)


NO, PART, YES, OPEN = (
    f"acceptance: {word}"
    for word in ("rejected", "partly-accepted", "accepted", "under-consideration")
)
ACCEPTANCES = {
    # of some answers: what is said
    ("", ""): "",
    (YES, YES): "No answer refuses what is asked.",
    (YES, ""): "No answer refuses what is asked; 1 does not say yes or no.",
    (PART, "", ""): "No answer refuses what is asked; 1 accepts part of it (7.1) and 2 do not say "
    "yes or no.",
    (NO,): "Of 1 answer, 1 refuses what is asked (7.1).",
    (NO, YES, NO, OPEN): "Of 4 answers, 2 refuse what is asked (7.1 and 7.3) and 1 is under "
    "consideration (7.4).",
}


@pytest.mark.parametrize("answers", ACCEPTANCES)
def test_who_refuses_what_is_asked(answers: tuple[str, ...]) -> None:
    assert words.acceptance_sentence(_items(*answers)) == ACCEPTANCES[answers]


DONE = "updates: [{date: 2025-03-20, status: complete}]"
SEEN = "updates: [{date: 2025-03-20, status: complete, verified: {by: B, on: 2025-03-21}}]"
CLAIMS = {
    # of some items: what is said
    ("", SEEN): "",
    (DONE, ""): "The complete one is what the force says: nobody else has confirmed it.",
    (DONE, DONE): "The complete ones are what the force says: nobody else has confirmed them.",
    (DONE, SEEN, SEEN): "1 of the 3 complete ones is what the force says: nobody else has "
    "confirmed it.",
    (DONE, DONE, SEEN): "2 of the 3 complete ones are what the force says: nobody else has "
    "confirmed them.",
}


@pytest.mark.parametrize("answers", CLAIMS)
def test_whose_word_a_completion_is(answers: tuple[str, ...]) -> None:
    assert claimed_sentence(_items(*answers)) == CLAIMS[answers]
    other = CLAIMS[answers].replace("force", "organisation")
    assert claimed_sentence(_items(*answers, organisation="kent-pcc")) == other


NEVER = "updates: [{date: 2025-01-10, status: in-progress}]"
LONG_AGO = "updates: [{date: 2025-05-10, status: in-progress}]"
LATELY = "updates: [{date: 2026-03-10, status: in-progress}]"
NO_NEWS = "updates: [{date: 2026-03-10, owner: A}]"
LACKS = {
    # of some overdue items: what is said of their updates
    (NO_NEWS,): "It has had no update since its deadline.",
    (LATELY, LATELY): "All have an update.",
    (NEVER,): "It has had no update since its deadline.",
    (LONG_AGO,): "It has had no update in six months.",
    ("", NEVER): "None has been updated since its deadline.",
    (LONG_AGO, LONG_AGO): "None has been updated in six months.",
    (LONG_AGO, NEVER): "None has been updated since its deadline, or in six months.",
    (LATELY, NEVER): "1 has had no update since its deadline.",
    (LATELY, LONG_AGO, LONG_AGO): "2 have had no update in six months.",
    (LATELY, LONG_AGO, ""): "2 have had no update since their deadline, or in six months.",
}


@pytest.mark.parametrize("answers", LACKS)
def test_what_overdue_items_lack(answers: tuple[str, ...]) -> None:
    assert words.silence(_items(*answers)) == LACKS[answers]
