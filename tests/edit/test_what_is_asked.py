"""What a command asks where an option is missing, and what an answer to it may be."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

import pytest
from small_plan import FILES, PUBLICATION, with_line

from stalkplan.edit.add import NewAction
from stalkplan.edit.respond import NewAnswer
from stalkplan.edit.retract import Retraction
from stalkplan.edit.target import Target
from stalkplan.edit.typed_answer import (
    FROM_THE_FIRST,
    Question,
    as_one_of,
    as_status,
    joined_on,
)
from stalkplan.edit.typed_dates import as_window, typed_day, typed_start
from stalkplan.edit.update import NewUpdate
from stalkplan.errors import WrongCallError
from stalkplan.record.choices import Acceptance, Status
from stalkplan.record.register import build
from stalkplan.verdict.items import assess

ON = date(2026, 11, 24)
_ASKED = PUBLICATION + "    requirements: [{ref: 12.1}, {ref: 12.2}]\n"
_STATED = with_line("    acceptance: accepted")


def _target(of: Any, plan: str = _STATED) -> Target:
    register = build({**FILES, "data/recommendations.yaml": _ASKED, "data/responses.yaml": plan})
    target: Target = of.target(register, assess(register, on=ON))
    return target


def _opens(link: str) -> bool:
    return link.startswith("https:")


def _shown(questions: Iterable[Question]) -> list[str]:
    """Return what a person sees of questions: the key too, and * where an answer is needed."""
    return [
        f"{each.key}: {each.label}{'*' if each.is_needed else f' [{each.blank}]'}"
        + (" long" if each.is_long else "")
        + (f" of {', '.join(each.choices)}" if each.choices else "")
        for each in questions
    ]


_STATUSES = ", ".join(Status)
_NOTE = "note: Note [none] long"
_DAY = "day: Date the work was done or the news is from [2026-11-24]"
_LINK = "evidence: Evidence, a link [none]"
_PROOF = "evidence: Evidence, a link [none, shown as complete without evidence]"
_BY = "by: New promise, such as 2027-01 [none]"
_ACCEPTANCE = f"acceptance: Acceptance [not-stated] of {', '.join(Acceptance)}"
_POSITION = "position: What the organisation does today* long"
ASKED: list[tuple[Any, list[str]]] = [
    (NewAction("12.2", summary="Do it."), []),
    (
        NewAction("12.2"),
        [
            "summary: What will be done* long",
            "owner: Owner, a role [none]",
            "by: Promised by, such as 2027-01 [no date]",
        ],
    ),
    (NewAction("12.2", owner="A", by="2027"), ["summary: What will be done* long"]),
    (NewAnswer("12.1", position="We do."), []),
    (NewAnswer("12.1"), [_POSITION, _ACCEPTANCE]),
    (NewAnswer("12.1", acceptance=Acceptance.ACCEPTED), [_POSITION]),
    (NewAnswer("12.2"), [_POSITION]),  # the plan says what is accepted
    (Retraction("12.2a", ON, date(2025, 3, 20)), [_NOTE]),
    (Retraction("12.2a", ON, date(2025, 3, 20), note="A slip."), []),
    (
        NewUpdate("12.2a", ON),
        [f"status: Status [as it is] of {_STATUSES}", _NOTE, _DAY, _LINK, _PROOF, _BY],
    ),
    (NewUpdate("12.2a", ON, status=Status.BLOCKED), [_NOTE, _DAY, _LINK, _BY]),
    (NewUpdate("12.2a", ON, status=Status.COMPLETE), [_NOTE, _DAY, _PROOF]),
    (NewUpdate("12.2a", ON, status=Status.WITHDRAWN), [_NOTE, _DAY, _LINK]),
    (NewUpdate("12.2a", ON, status=Status.BLOCKED, day=ON, by="2027"), [_NOTE, _LINK]),
    (NewUpdate("12.2a", ON, status=Status.BLOCKED, note="Stuck."), []),
    (NewUpdate("12.2", ON, acceptance=Acceptance.REJECTED), [_NOTE, _DAY]),
    (NewUpdate("12.2", ON, acceptance=Acceptance.REJECTED, note="No."), []),
    (
        NewUpdate("12.2a", ON, note="Stuck."),
        [f"status: Status [as it is] of {_STATUSES}", _DAY, _LINK, _PROOF, _BY],
    ),
]


@pytest.mark.parametrize(("given", "asked"), ASKED)
def test_what_is_asked(given: Any, asked: list[str]) -> None:
    assert _shown(given.missing(_target(given), _opens)) == asked


def test_which_questions_follow_a_status() -> None:
    given = NewUpdate("12.2a", ON)
    questions = given.missing(_target(given), _opens)
    for status in ("", *Status):
        keys = [question.key for question in questions if question.is_for(status)]
        promised = ["by"] if status not in (Status.COMPLETE, Status.WITHDRAWN) else []
        assert keys == ["status", "note", "day", "evidence", *promised]
        (blank,) = {q.blank for q in questions if q.key == "evidence" and q.is_for(status)}
        assert ("complete" in blank) == (status == Status.COMPLETE)


ANSWERED: list[tuple[Any, dict[str, str], Any]] = [
    (
        NewAction("12.2"),
        {"summary": "Do it.", "owner": "A", "by": "2027"},
        NewAction("12.2", "Do it.", "A", "2027"),
    ),
    (
        NewAction("12.2", owner="A", by="2027"),
        {"summary": "Do it."},
        NewAction("12.2", "Do it.", "A", "2027"),
    ),
    (NewAction("12.2", "Do it."), {}, NewAction("12.2", "Do it.")),
    (
        NewAnswer("12.1"),
        {"position": "We do.", "acceptance": "rejected"},
        NewAnswer("12.1", "We do.", Acceptance.REJECTED),
    ),
    (
        NewAnswer("12.1", acceptance=Acceptance.ACCEPTED),
        {"position": "We do."},
        NewAnswer("12.1", "We do.", Acceptance.ACCEPTED),
    ),
    (Retraction("a", ON, ON), {"note": "A slip."}, Retraction("a", ON, ON, "A slip.")),
    (Retraction("a", ON, ON, "A slip."), {}, Retraction("a", ON, ON, "A slip.")),
    (
        NewUpdate("a", ON),
        {"status": "blocked", "note": "N", "day": "2026-11-01", "by": "2027", "evidence": "e"},
        NewUpdate("a", ON, date(2026, 11, 1), Status.BLOCKED, "N", ("e",), "2027"),
    ),
    (
        NewUpdate("a", ON, date(2026, 11, 1), Status.BLOCKED, "N", ("e",), "2027"),
        {},
        NewUpdate("a", ON, date(2026, 11, 1), Status.BLOCKED, "N", ("e",), "2027"),
    ),
]


@pytest.mark.parametrize(("given", "answers", "becomes"), ANSWERED)
def test_what_is_answered(given: Any, answers: dict[str, str], becomes: Any) -> None:
    assert given.answered(answers) == becomes


def _answer(key: str, given: Any, typed: str) -> str:
    questions: list[Question] = given.missing(_target(given), _opens)
    return next(question for question in questions if question.key == key).parse(typed)


def _acceptance(typed: str) -> str:
    return _answer("acceptance", NewAnswer("12.1"), typed)


def _evidence(typed: str) -> str:
    return _answer("evidence", NewUpdate("12.2a", ON), typed)


def _by(typed: str) -> str:
    return _answer("by", NewUpdate("12.2a", date(2030, 1, 1)), typed)


def _status(typed: str) -> str:
    return as_one_of(Status)(typed)


def _day(typed: str) -> str:
    return _answer("day", NewUpdate("12.2a", ON), typed)


_NUMBERED = "type a number from 1 to 5"
PARSED: list[tuple[Callable[[str], Any], str, Any]] = [
    # who reads, what is typed, and what it is
    (_status, "1", "not-started"),
    (_status, "5", "withdrawn"),
    (_status, " In Progress ", "in-progress"),
    (_status, "0", ("is refused", f"'0' is not one of the choices; {_NUMBERED}")),
    (_status, "6", ("is refused", f"'6' is not one of the choices; {_NUMBERED}")),
    (
        _status,
        "Done",
        ("is refused", f"'Done' is not one of the choices; write complete, or {_NUMBERED}"),
    ),
    (
        _acceptance,
        "done",
        (
            "is refused",
            f"'done' is not one of the choices; type a number from 1 to {len(Acceptance)}",
        ),
    ),
    (as_status, " In Progress ", "in-progress"),
    (
        as_status,
        "On hold",
        (
            "is refused",
            (
                "'On hold' is not a status; write blocked, or one of: not-started, in-progress, "
                "complete, withdrawn"
            ),
        ),
    ),
    (as_status, "Complete.", ("is refused", "'Complete.' is not a status; write complete")),
    (as_status, "in_progress", ("is refused", "'in_progress' is not a status; write in-progress")),
    (
        as_status,
        "x",
        (
            "is refused",
            "'x' is not a status; write not-started, in-progress, blocked, complete or withdrawn",
        ),
    ),
    (_evidence, " https://a.example ", "https://a.example"),
    (
        _evidence,
        " nowhere ",
        (
            "is refused",
            "'nowhere' is neither a link nor a file in this folder; write https://..., or a path",
        ),
    ),
    (_day, " 2026-11-24 ", "2026-11-24"),
    (
        _day,
        "2026-11-25",
        ("is refused", "2026-11-25 is after 2026-11-24; an update is about what has happened"),
    ),
    (_day, "24/11/2026", ("is refused", "'24/11/2026' is not a date; write 2026-11-24")),
    (_day, "2026-11", ("is refused", "'2026-11' is not a date; write a day such as 2025-03-27")),
    (
        _day,
        "31 June 2026",
        (
            "is refused",
            (
                "'31 June 2026' is not a date, as there is no 31 June 2026; "
                "write a day such as 2025-03-27"
            ),
        ),
    ),
    (typed_day, "2026-11-25", date(2026, 11, 25)),
    (typed_start, "2025-Q1", date(2024, 12, 31)),
    (
        typed_start,
        "2025",
        ("is refused", "'2025' is not a date; write a day such as 2025-03-27, or 2025-Q1"),
    ),
    (as_window, " 2027-Q1 ", "2027-Q1"),
    (
        _by,
        "soon",
        (
            "is refused",
            "'soon' is not a date or month; write 2031-01-31, 2031-01, 2031-Q1 or 2031",
        ),
    ),
]


def _said(parse: Callable[[str], Any], typed: str) -> Any:
    try:
        return parse(typed)
    except ValueError as error:
        return ("is refused", str(error))


@pytest.mark.parametrize(("parse", "typed", "meant"), PARSED)
def test_what_an_answer_may_be(parse: Callable[[str], Any], typed: str, meant: Any) -> None:
    assert _said(parse, typed) == meant


WINDOWS = {
    "by the end of March 2028": "'by the end of March 2028' is not a date or month; write 2028-03",
    "Q2 2028": "'Q2 2028' is not a date or month; write 2028-Q2",
    "q2": "'q2' is not a date or month; write 2027-Q2",
    "during June": "'during June' is not a date or month; write 2027-06",
    "until 31 June 2028": "'until 31 June 2028' is not a date or month; "
    "write 2027-01-31, 2027-01, 2027-Q1 or 2027",
    "31 June 2028": "'31 June 2028' is not a date or month, as there is no 31 June 2028; "
    "write 2027-01-31, 2027-01, 2027-Q1 or 2027",
    "1 June, 2028": "'1 June, 2028' is not a date or month; write 2028-06-01",
}


@pytest.mark.parametrize("typed", WINDOWS)
def test_what_is_no_window(typed: str) -> None:
    assert _said(as_window, typed) == ("is refused", WINDOWS[typed])


def test_the_day_on_which_a_record_joined() -> None:
    day = date(2026, 11, 1)
    assert [joined_on(each, on=ON) for each in (None, ON, day)] == [ON, ON, day]
    assert joined_on(FROM_THE_FIRST, on=ON) is None
    with pytest.raises(
        WrongCallError, match="it cannot have joined on 2026-11-24, after 2026-11-01"
    ):
        joined_on(ON, on=day)
