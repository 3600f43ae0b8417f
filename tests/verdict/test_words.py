"""What is said of several items in a sentence: who accepts, whose word it is, what is lacking."""

from collections.abc import Sequence
from datetime import date

import pytest

from stalkplan.record.dates import parse_window
from stalkplan.record.register import Recorded, build
from stalkplan.verdict import words
from stalkplan.verdict.flag_words import flag_sentence
from stalkplan.verdict.flags import Flag
from stalkplan.verdict.items import Item, assess
from stalkplan.verdict.recorded_words import recorded_here, recorded_in_full
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
    (YES, ""): "No answer is recorded as refusing what is asked; for 1 the record does not "
    "say whether it accepts it.",
    (
        PART,
        "",
        "",
    ): "No answer is recorded as refusing what is asked; 1 accepts part of it (7.1) "
    "and for 2 the record does not say whether they accept it.",
    (
        NO,
        "",
    ): "Of 2 answers, 1 refuses what is asked (7.1) and for 1 the record does not say whether "
    "it accepts it.",
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
    (LATELY,): "It has an update.",
    (NEVER,): "It has had no update since its deadline.",
    (LONG_AGO,): "It has had no update in six months.",
    ("", NEVER): "None has been updated since its deadline.",
    (LONG_AGO, LONG_AGO): "None has been updated in six months.",
    (LONG_AGO, NEVER): "Each has had no update since its deadline, or none in six months.",
    (LATELY, NEVER): "1 has had no update since its deadline.",
    (LATELY, LONG_AGO, LONG_AGO): "2 have had no update in six months.",
    (LATELY, LONG_AGO, ""): "2 have had no update since their deadline, or none in six months.",
}


@pytest.mark.parametrize("answers", LACKS)
def test_what_overdue_items_lack(answers: tuple[str, ...]) -> None:
    assert words.silence(_items(*answers)) == LACKS[answers]


WINDOWS = {
    "2025-03-27": ("27 March 2025", "27 Mar 2025"),
    "2025-03": ("March 2025", "March 2025"),
    "2025-Q1": ("quarter 1 of 2025", "quarter 1 of 2025"),
    "2025": ("2025", "2025"),
    "2025-03/2025-Q2": ("March 2025 to quarter 2 of 2025", "March 2025 to quarter 2 of 2025"),
}


@pytest.mark.parametrize("text", WINDOWS)
def test_a_window_in_words(text: str) -> None:
    window = parse_window(text)
    assert (words.long_window(window), words.short_window(window)) == WINDOWS[text]


def test_how_far_a_day_is() -> None:
    days = [date(2026, 3, day) for day in (29, 30, 31)] + [date(2026, 4, day) for day in (1, 2)]
    assert [words.distance(day, on=ON) for day in days] == [
        "2 days ago",
        "1 day ago",
        "today",
        "in 1 day",
        "in 2 days",
    ]


NAMES: dict[tuple[str, ...], list[str]] = {
    ("Kent Police", "Essex Police"): ["Kent Police", "Essex Police"],
    ("Avon and Somerset Constabulary", "Kent Police"): ["Avon and Somerset", "Kent"],
    ("Police Service of Northern Ireland", "Kent Police Service"): [
        "Police Service of Northern Ireland",
        "Kent",
    ],
    ("A long one Constabulary", "A long one Police"): [
        "A long one Constabulary",
        "A long one Police",
    ],
}


@pytest.mark.parametrize("names", NAMES)
def test_short_names(names: tuple[str, ...]) -> None:
    assert [*words.short_names(names)] == NAMES[names]


def test_how_several_are_called() -> None:
    assert [words.all_of(number, "force") for number in (2, 43, 1200)] == [
        "both forces",
        "all 43 forces",
        "all 1,200 forces",
    ]
    assert [words.cut("One two, three", length) for length in (14, 9, 8, 2)] == [
        "One two, three",
        "One two\u2026",
        "One\u2026",
        "O\u2026",
    ]


FLAGGED = {
    Flag.PROMISED_LATE: ("promise: {by: 2025-06}", "promised for June 2025, after the deadline"),
    Flag.PROMISE_MOVED: (
        "promise: {by: 2025-05}}, {date: 2025-02-01, promise: {by: 2025-06}",
        "the promise has moved: it was May 2025",
    ),
    Flag.PROMISE_BROKEN: ("promise: {by: 2025-06}", "the promise has passed: 30 June 2025"),
    Flag.DEADLINE_RESTATED: (
        "note: N}], stated_deadline: 2025-07, actions: [{id: 7.1a, owner: A",
        "the answer gives July 2025 as its deadline; the publication sets 27 March 2025",
    ),
}


@pytest.mark.parametrize("flag", FLAGGED)
def test_what_a_flag_says(flag: Flag) -> None:
    told, said = FLAGGED[flag]
    (item,) = _items(f"updates: [{{date: 2025-01-10, {told}}}]")
    assert flag in item.flags
    assert flag_sentence(flag, item) == said


def test_how_many_items_stand_otherwise() -> None:
    assert words.others_sentence(_items(DONE, SEEN, LATELY)) == "2 are complete."
    assert words.others_sentence(_items(DONE)) == "1 item is complete."
    assert words.others_sentence(_items(LATELY)) == ""


RECORDED = {
    # the number recorded, of how many, which are missing, where they go: what is said
    Recorded(1, None, ()): "1 recommendation is on record; the total is not known.",
    Recorded(2, None, ()): "2 recommendations are on record; the total is not known.",
    Recorded(1, 1, ()): "The one recommendation is on record.",
    Recorded(29, 29, ()): "All 29 recommendations are on record.",
    Recorded(28, 29, (4,)): "28 of 29 recommendations are on record, not 4. Its wording was "
    "not found; add it, with its source, to recommendations.yaml.",
    Recorded(25, 29, (1, 2, 3, 9), "a@b.example", ("30",)): "25 of 29 recommendations are on "
    "record, not 1-3 and 9. Their wording was not found; send it to a@b.example. Made after this "
    "day: 30.",
}


@pytest.mark.parametrize("recorded", RECORDED)
def test_how_much_is_on_record(recorded: Recorded) -> None:
    said = RECORDED[recorded]
    assert recorded_in_full(recorded) == said
    keeper = "; send it to whoever keeps the record"
    public = said.replace("; add it, with its source, to recommendations.yaml", keeper)
    assert recorded_here(recorded) == public


def test_the_only_overdue_recommendation_of_several_organisations_is_named() -> None:
    """`It` stood after two numbers, and could be either."""
    said = "That recommendation has something overdue without a recent update."
    assert words.silence_of_parts(1, 1) == said
    assert words.silence_of_parts(1, 1, "force").startswith("That force has")
