"""What a command writes into a plan, which item it was about, and what it remarks."""

from datetime import date
from typing import Any, NamedTuple

import pytest
from test_what_is_refused import ASKED, ON
from test_what_is_refused import PLAN as _PLAN

from stalkplan.edit.add import NewAction
from stalkplan.edit.redact import Redaction
from stalkplan.edit.respond import NewAnswer
from stalkplan.edit.retract import Retraction
from stalkplan.edit.typed_answer import FROM_THE_FIRST
from stalkplan.edit.update import NewUpdate
from stalkplan.record.choices import Acceptance, Marking, Status
from stalkplan.record.register import build
from stalkplan.verdict.items import assess

PLAN = _PLAN.replace(
    "milestone: report}",
    "milestone: report, updates: [{date: 2025-02-03, promise: {by: 2025-03}, note: N}, "
    "{date: 2025-02-04, status: blocked, note: Two.}]}",
)
NO_UPDATE = "Without a status, a note or evidence it does not count as an update."
IN_GIT = (
    "What git has recorded still holds the text; "
    'docs/recording.md, "When a slip was made", says what to do.'
)
STAYS = "The deadline stays June 2025; the new promise is shown beside it."


class Written(NamedTuple):
    """The texts that are put into the plan, the item that they are about, the remarks."""

    texts: list[str]
    item: str
    remarks: list[str]


def _lines(*lines: str) -> str:
    return "".join(f"\n{line}" for line in lines)


WRITTEN: list[tuple[Any, Written]] = [
    (
        NewAction("12.2", "Do it.", milestone="review"),
        Written(
            [
                _lines(
                    "      - id: 12.2c",
                    "        added: 2026-11-24",
                    "        summary: Do it.",
                    "        milestone: review",
                )
            ],
            "12.2c",
            [],
        ),
    ),
    (
        NewAction("12.4", "Do it.", "A", "2027", "report", wording="in 2027", evidence=("a.pdf",)),
        Written(
            [
                _lines(
                    "    actions:",
                    "      - id: 12.4a",
                    "        added: 2026-11-24",
                    "        summary: Do it.",
                    "        owner: A",
                    "        promise: {by: 2027, wording: in 2027}",
                    "        milestone: report",
                    "        updates:",
                    "          - date: 2026-11-24",
                    "            evidence:",
                    "              - a.pdf",
                )
            ],
            "12.4a",
            [],
        ),
    ),
    (
        NewAction("12.3", "Do it.", milestone="review", added=FROM_THE_FIRST),
        Written(
            [
                _lines(
                    "  - ref: 12.3",
                    "    actions:",
                    "      - id: 12.3a",
                    "        summary: Do it.",
                    "        milestone: review",
                )
            ],
            "12.3a",
            [],
        ),
    ),
    (
        NewAnswer("12.3", "We do."),
        Written(
            [_lines("  - ref: 12.3", "    added: 2026-11-24", "    position: We do.")],
            "12.3/review",
            [],
        ),
    ),
    (
        NewAnswer("12.3", "We do.", Acceptance.ACCEPTED, FROM_THE_FIRST, "2025-06"),
        Written(
            [
                _lines(
                    "  - ref: 12.3",
                    "    position: We do.",
                    "    acceptance: accepted",
                    "    stated_deadline: 2025-06",
                )
            ],
            "12.3/review",
            [],
        ),
    ),
    (
        NewAnswer("12.4", "We do."),
        Written(["2026-11-24", _lines("    position: We do.")], "12.4/review", []),
    ),
    (
        NewAnswer("12.2", "We do.", Acceptance.ACCEPTED, stated_deadline="2025-06"),
        Written([_lines("    position: We do.")], "12.2a", []),
    ),
    (
        NewUpdate(
            "12.2a",
            ON,
            status=Status.COMPLETE,
            evidence=("a", "b"),
            note="N",
            by="2027",
            wording="w",
            owner="O",
            verified_by="V",
            verified_on=date(2026, 1, 1),
            marking=Marking.OFFICIAL_SENSITIVE,
        ),
        Written(
            [
                (
                    ", {date: 2026-11-24, status: complete, note: N, evidence: [a, b], "
                    "promise: {by: 2027, wording: w}, owner: O, "
                    "verified: {by: V, on: 2026-01-01}, marking: official-sensitive}"
                )
            ],
            "12.2a",
            [STAYS],
        ),
    ),
    (
        NewUpdate("12.1/report", ON, day=date(2026, 1, 1), note="x"),
        Written(
            [
                _lines(
                    "    updates:",
                    "      - date: 2026-01-01",
                    "        note: x",
                    "        milestone: report",
                )
            ],
            "12.1/report",
            ["It is over six months old; there is still no recent update."],
        ),
    ),
    (
        NewUpdate("12.2", ON, acceptance=Acceptance.REJECTED),
        Written(
            [_lines("    updates:", "      - date: 2026-11-24", "        acceptance: rejected")],
            "12.2a",
            ["Acceptance: rejected, was accepted.", NO_UPDATE],
        ),
    ),
    (
        NewUpdate("12.1", ON, acceptance=Acceptance.NOT_STATED),
        Written(
            [_lines("    updates:", "      - date: 2026-11-24", "        acceptance: not-stated")],
            "12.1/review",
            ["Acceptance: not recorded, as before.", NO_UPDATE],
        ),
    ),
    (
        NewUpdate("12.2a", ON, not_before="2027"),
        Written([", {date: 2026-11-24, promise: {not_before: 2027}}"], "12.2a", [STAYS]),
    ),
    (
        NewUpdate("12.2a", ON, note="N"),
        Written([", {date: 2026-11-24, note: N}"], "12.2a", []),
    ),
    (
        Retraction("12.2a", ON, date(2025, 2, 1), "A slip.", marking=Marking.OFFICIAL_SENSITIVE),
        Written(
            [
                (
                    ", {date: 2026-11-24, retracts: 2025-02-01, note: A slip., "
                    "marking: official-sensitive}"
                )
            ],
            "12.2a",
            ["Takes back: 1 February 2025, blocked"],
        ),
    ),
    (
        Retraction("12.2b", ON, date(2025, 2, 3)),
        Written(
            [", {date: 2026-11-24, retracts: 2025-02-03}"],
            "12.2b",
            [
                "Takes back: 3 February 2025: N",
                "The promise of March 2025 stays: its last day had come before this.",
            ],
        ),
    ),
    (
        Retraction("12.2b", ON, date(2025, 2, 4)),
        Written(
            [", {date: 2026-11-24, retracts: 2025-02-04}"],
            "12.2b",
            ["Takes back: 4 February 2025, blocked: Two."],
        ),
    ),
    (Redaction("12.2b", date(2025, 2, 4)), Written(["'[redacted]'"], "12.2b", [IN_GIT])),
    (Redaction("12.1/report"), Written(["'[redacted]'"], "12.1/report", [IN_GIT])),
]


@pytest.mark.parametrize(("given", "written"), WRITTEN)
def test_what_is_written(given: Any, written: Written) -> None:
    register = build({"data/recommendations.yaml": ASKED, "data/responses.yaml": PLAN})
    assert register.problems == ()
    target = given.target(register, assess(register, on=ON))
    edit = given.edit(PLAN, target, on=ON)
    new = build({"data/recommendations.yaml": ASKED, "data/responses.yaml": edit.new})
    assert new.problems == ()
    after = given.item_after(assess(new, on=ON), target)
    texts = [splice.text for splice in edit.splices]
    assert Written(texts, after.id, [*given.remarks(target, after)]) == written


def test_a_first_promise_is_no_new_one() -> None:
    asked = ASKED[: ASKED.index("    deadlines:")] + "    requirements: [{ref: 12.1}]\n"
    plan = f"{PLAN.splitlines()[0]}\nresponses:\n  - {{ref: 12.1, position: We do.}}\n"
    for by, remarks in (("2027", []), ("2028", ["The first promise stays 2027; STAYS"])):
        texts = {"data/recommendations.yaml": asked, "data/responses.yaml": plan}
        register = build(texts)
        assert register.problems == ()
        given = NewUpdate("12.1", ON, by=by)
        target = given.target(register, assess(register, on=ON))
        plan = given.edit(plan, target, on=ON).new
        new = build(texts | {"data/responses.yaml": plan})
        after = given.item_after(assess(new, on=ON), target)
        told = [
            each.replace(STAYS.partition("; ")[2], "STAYS") for each in given.remarks(target, after)
        ]
        assert told == remarks
