"""`brief`: its questions, what is new, what fits on its two pages."""

import json
import os
import re
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from docx import Document
from lost_plans import not_looked
from rule_cases import PLAN_FILE, PLAN_HEADER, PUBLICATION, PUBLICATION_FILE

from conftest import Result
from stalkplan.privacy.public_record import public_record
from stalkplan.publish.brief.content import brief_of
from stalkplan.publish.brief.fit import first_clauses, fits, fits_first_page
from stalkplan.publish.brief.parts import Brief
from stalkplan.record.register import build
from stalkplan.reports.rewritten import since_in_words
from stalkplan.verdict.items import assess

Run = Callable[..., Result]

ON = date(2025, 6, 30)
SINCE = ("brief", "--since", "2025-03-01", "--as-of", "2025-06-30")
SEVERAL = "tests/cases/folders/several"


THEMED = PUBLICATION.replace("- number: 7\n", "- number: 7\n    theme: Recording\n")


def _brief(
    responses: str, since: date = date(2025, 3, 1), on: date = ON, publication: str = PUBLICATION
) -> Brief:
    plan = f"{PLAN_HEADER}responses:\n{responses}"
    register = build({PUBLICATION_FILE: publication, PLAN_FILE: plan})
    assert register.problems == ()
    record = public_record(register, assess(register, on=on), on=on)
    return brief_of(record, history=partial(since_in_words, not_looked(since)), audience=None)


def _action(**fields: object) -> str:
    given = {"id": "7.1a", "owner": "A", "summary": "Do it.", **fields}
    action = {name: value for name, value in given.items() if value is not None}
    return f"  - {{ref: 7.1, position: We do., actions: [{json.dumps(action)}]}}\n"


@pytest.mark.parametrize(
    ("fields", "question"),
    [
        (
            {},
            'If so, ask for the date, the evidence and who confirmed it: "Do it" (7.1a).',
        ),
        ({"owner": None}, 'without an owner? No owner is named: "Do it" (7.1a).'),
        (
            {"promise": {"by": "2025-05"}},
            (
                "Why was the promise not kept? Not complete in the plan, though the promised day "
                'has passed: 31 May 2025 for "Do it" (7.1a).'
            ),
        ),
        (
            {"promise": {"wording": "soon"}},
            'By what day will "Do it" (7.1a) be done? The promise names no date.',
        ),
        (
            {"promise": {"by": "2026"}},
            'Why is a promise after the deadline? Promised: 2026 for "Do it" (7.1a).',
        ),
        (
            {
                "promise": {"by": "2025-03"},
                "updates": [{"date": "2025-03-02", "promise": {"by": "2026"}}],
            },
            'Why has a promise moved? Promised at first: March 2025 for "Do it" (7.1a).',
        ),
        (
            {"updates": [{"date": "2025-03-02", "status": "complete"}]},
            'What shows that "Do it" (7.1a) is complete? The plan says so but gives no evidence.',
        ),
        (
            {"updates": [{"date": "2025-03-02", "status": "withdrawn"}]},
            'Why was "Do it" (7.1a) withdrawn? The plan gives no evidence of the decision.',
        ),
    ],
)
def test_a_flag_raises_a_question(fields: dict[str, object], question: str) -> None:
    put = [f"{q.question} {q.because}" for q in _brief(_action(**fields)).questions]
    assert [text for text in put if text.endswith(question)], put


@pytest.mark.parametrize("status", ["complete", "withdrawn"])
@pytest.mark.parametrize("promise", [{"wording": "soon"}, {"by": "2026"}])
def test_no_question_is_on_what_is_done(status: str, promise: dict[str, str]) -> None:
    done = {"date": "2025-03-02", "status": status, "evidence": ["minutes"]}
    put = [each.question for each in _brief(_action(promise=promise, updates=[done])).questions]
    assert not [each for each in put if each.startswith(("By what day", "Why is a promise"))]


def test_there_are_eight_questions_at_most_and_the_weightiest_stands_first(stalkplan: Run) -> None:
    shown = stalkplan("brief", "--since", "2026-08-24", "--as-of", "2026-11-23").out
    lines = [line for line in shown.splitlines() if line[:2] in {f"{n}." for n in range(1, 10)}]
    assert len(lines) == 8
    assert lines[0].startswith(
        "1. **Has any work been done that the plan does not record?** If so, ask for the"
    )


def test_what_was_recorded_since_is_after_that_day_and_known() -> None:
    days = ("2025-02-28", "2025-03-01", "2025-03-02", "2025-06-30", "2025-07-01")
    updates = [{"date": day, "note": f"note of {day}"} for day in days]
    recorded = _brief(_action(updates=updates)).recorded
    assert recorded == (
        ("30 Jun 2025", '"Do it" (7.1a)', "Note of 2025-06-30"),
        ("2 Mar 2025", '"Do it" (7.1a)', "Note of 2025-03-02"),
    )


SAID_ALONE: dict[str, dict[str, object]] = {
    # what the brief says of an entry: all that the entry says
    "Complete": {"status": "complete"},
    "Confirmed by Board on 1 March 2025": {"verified": {"by": "Board", "on": "2025-03-01"}},
    "Evidence: https://example.org/": {"evidence": ["https://example.org/"]},
    "Promised for 2026": {"promise": {"by": "2026"}},
    "Owner B": {"owner": "B"},
    "In progress, evidence: https://example.org/. Begun.": {
        "status": "in-progress",
        "evidence": ["https://example.org/"],
        "note": "Begun.",
    },
}


@pytest.mark.parametrize("said", SAID_ALONE)
def test_no_entry_is_blank(said: str) -> None:
    brief = _brief(_action(updates=[{"date": "2025-03-02", **SAID_ALONE[said]}]))
    assert brief.recorded == (("2 Mar 2025", '"Do it" (7.1a)', said),)


def test_an_entry_of_two_deadlines_is_one() -> None:
    update = "{date: 2025-03-02, note: n}"
    brief = _brief(f"  - {{ref: 28.1, position: p, updates: [{update}, {update}]}}\n")
    assert brief.recorded == (("2 Mar 2025", "28.1", "N"),) * 2
    assert not brief.position.startswith(" ")


def test_an_entry_on_an_answer_with_actions_is_one_too() -> None:
    update = "{date: 2025-03-02, acceptance: rejected, note: No longer.}"
    action = "{id: 7.1a, owner: A, summary: Do it.}"
    brief = _brief(f"  - {{ref: 7.1, position: p, updates: [{update}], actions: [{action}]}}\n")
    assert brief.recorded == (("2 Mar 2025", "7.1", "Rejected. No longer."),)
    assert "no update at all" not in brief.position


def test_what_was_taken_back_is_an_update_too() -> None:
    updates = [
        {"date": "2025-02-02", "note": "n"},
        {"date": "2025-02-03", "retracts": "2025-02-02"},
    ]
    assert "no update at all" in _brief(_action()).position
    assert "no update at all" not in _brief(_action(updates=updates)).position


@pytest.mark.parametrize("number", [1, 16])
def test_items_begin_on_a_second_sheet_if_one_is_too_small(number: int) -> None:
    actions = [{"id": f"7.1a{n}", "owner": "A", "summary": "word " * 12} for n in range(number)]
    answer = f"{{ref: 7.1, position: We do., actions: {json.dumps(actions)}}}"
    brief = _brief(f"  - {answer}\n")
    assert fits(brief)
    assert brief.is_apart is (number > 1)


def test_what_does_not_fit_is_counted() -> None:
    updates = [{"date": f"2025-04-{day:02}", "note": "n"} for day in range(1, 31)]
    brief = _brief(_action(updates=updates))
    others = 30 - len(brief.recorded)
    assert brief.more_recorded == f'{others} more, on "Do it" (7.1a).'
    assert 10 < len(brief.recorded) < 30
    actions = ", ".join(f"{{id: 7.1a{n}, owner: Owner {n}}}" for n in range(60))
    brief = _brief(f"  - {{ref: 7.1, position: p, actions: [{actions}]}}\n")
    shown = sum(len(group.late) for group in brief.groups)
    assert 20 < shown < 60
    more = brief.more_late.partition(" more are overdue")[0]
    assert brief.late.startswith(f"{shown + int(more)} items, ")


def test_every_item_is_in_a_table_or_counted() -> None:
    for plan in (_action(), "", _action(updates=[{"date": "2025-03-02", "status": "complete"}])):
        brief = _brief(plan)
        late = sum(len(group.late) for group in brief.groups)
        others = sum(int(row.number) for row in brief.others)
        assert late + others == sum(row.items for row in brief.deadlines)


OTHERS: tuple[dict[str, object], ...] = (
    {"status": "complete"},
    {"status": "complete", "evidence": ["log"]},
    {
        "status": "complete",
        "evidence": ["log"],
        "verified": {"by": "The panel", "on": "2025-03-20"},
    },
    {"status": "withdrawn"},
)


def test_less_is_said_of_the_other_items_before_an_overdue_one_is_only_counted() -> None:
    others = [
        {"id": f"7.1o{n}", "summary": "Do it.", "updates": [{"date": "2025-03-20", **update}]}
        for n, update in enumerate(OTHERS)
    ]
    in_short = []
    for number in range(14, 34, 4):
        late = [{"id": f"7.1a{n}", "owner": f"{n}", "summary": "Do " * 40} for n in range(number)]
        actions = json.dumps([*late, *others])
        brief = _brief(f"  - {{ref: 7.1, position: We do., actions: {actions}}}\n")
        is_short = not [row for row in brief.others if "without evidence" in row.stands]
        assert is_short or not brief.more_late, number
        in_short += [number] if is_short and not brief.more_late else []
    assert in_short


def test_the_longest_overdue_comes_first() -> None:
    """Of owners and of the items of each; by their names the last might be the worst."""
    promised = {"7.1a": ("A", "05-01"), "7.1b": ("B", "04-01"), "7.1c": ("A", "03-31")}
    actions = [
        {"id": id_, "owner": owner, "summary": "Do.", "promise": {"by": f"2025-{day}"}}
        for id_, (owner, day) in promised.items()
    ]
    answer = f"{{ref: 7.1, position: We do., actions: {json.dumps(actions)}}}"
    undated = re.sub(" *deadlines:.*\n( *- .*due.*\n)?", "", PUBLICATION)
    brief = _brief(f"  - {answer}\n", publication=undated)
    shown = [(group.owner, [late.task[-5:-1] for late in group.late]) for group in brief.groups]
    assert shown == [("A", ["7.1c", "7.1a"]), ("B", ["7.1b"])]
    assert brief.late.startswith("3 items, of each owner the longest overdue first.")


def test_whose_the_overdue_items_without_room_are() -> None:
    late = [{"id": f"7.1a{n}", "owner": f"Owner {n % 2}", "summary": "Do."} for n in range(90)]
    answer = f"{{ref: 7.1, position: We do., actions: {json.dumps(late)}}}"
    more = _brief(f"  - {answer}\n").more_late
    assert re.fullmatch(r"\d+ more are overdue: Owner 0 \(\d+\), Owner 1 \(\d+\).*\.", more), more


@pytest.mark.parametrize(
    ("since", "told"), [(27, "3 items are newly overdue."), (28, "Nothing is newly overdue.")]
)
def test_what_became_overdue_since(since: int, told: str) -> None:
    brief = _brief(_action(), since=date(2025, 3, since))
    assert told in brief.news


def test_of_a_plan_that_is_asked_nothing_there_is_no_brief(stalkplan: Run, tmp_path: Path) -> None:
    publication = "publication: {id: a, title: b, published: 2024-09-27}\n"
    (tmp_path / "recommendations.yaml").write_text(publication, encoding="utf-8")
    (tmp_path / "responses.yaml").write_text(PLAN_HEADER, encoding="utf-8")
    result = stalkplan("brief", "--since", "2025-07-01", "--data", tmp_path)
    assert (result.code, result.out) == (2, "")
    assert "nothing to judge: nothing matches these filters" in result.err


def test_nothing_is_new_since_a_day_to_come(stalkplan: Run) -> None:
    result = stalkplan("brief", "--since", "2025-07-01", "--as-of", "2025-06-30")
    assert (result.code, result.out) == (2, "")
    assert "nothing can be new since 2025-07-01: it is after 2025-06-30" in result.err


def test_a_busy_plan_keeps_to_two_pages() -> None:
    """What would run over is cut, or counted together."""
    actions = ", ".join(
        f"{{id: 9.1a{n}, promise: {{by: 2025-{1 + n % 12:02}-{1 + n % 28:02}}}, updates: "
        f"[{{date: 2025-03-0{1 + n % 9}, note: {'word ' * 60}}}]}}"
        for n in range(60)
    )
    brief = _brief(f"  - {{ref: 9.1, position: p, actions: [{actions}]}}\n")
    assert [row.label for row in brief.deadlines] == [
        "22 November 2024",
        "Promises, 60 dates",
        "27 March 2025",
    ]
    assert brief.news.startswith("53 entries were recorded. ")
    assert brief.more_recorded.startswith(f"{53 - len(brief.recorded)} more, on ")
    assert fits_first_page(brief)
    assert fits(brief)


CLAUSES = "A first clause of some length; then a second one. Then comes a third, which is longer"


@pytest.mark.parametrize(
    ("longest", "shown"),
    [
        (len(CLAUSES), CLAUSES),
        (len(CLAUSES) - 1, "A first clause of some length; then a second one. [and more]"),
        (59, "A first clause of some length [and more]"),
        (39, ""),
    ],
)
def test_a_text_ends_with_a_clause(longest: int, shown: str) -> None:
    assert first_clauses(CLAUSES, longest) == shown
    assert len(shown) <= longest


@pytest.mark.parametrize("text", ["Ask e.g. the board of all", "Word " * 30, "x" * 100])
def test_a_text_without_a_clause_is_not_cut(text: str) -> None:
    assert first_clauses(text.strip(), 20) == ""


def test_a_task_is_whole_while_there_is_room_and_else_its_first_clauses_or_its_theme() -> None:
    summary = f"{'word ' * 10}ends; {'word ' * 30}ends"
    actions = [{"id": f"7.1a{n}", "owner": "A", "summary": summary} for n in range(60)]
    for number, shown in ((1, summary), (60, f"{summary.partition(';')[0]} [and more]")):
        answer = f"{{ref: 7.1, position: We do., actions: {json.dumps(actions[:number])}}}"
        (group,) = (group for group in _brief(f"  - {answer}\n").groups if group.owner == "A")
        assert group.late[0].task == f"{shown[0].upper()}{shown[1:]} (7.1a0)"


@pytest.mark.parametrize(
    ("update", "told"),
    [
        (
            {"verified": {"by": "HMICFRS", "on": "2025-03-20"}},
            "Confirmed by HMICFRS on 20 March 2025",
        ),
        ({"evidence": ["pack 4", "pack 5"]}, "Evidence: pack 4, pack 5"),
        ({"promise": {"by": "2026-02"}}, "Promised for February 2026"),
        ({"promise": {"not_before": "2026-02"}}, "Promised from February 2026"),
        ({"promise": {"wording": "soon"}}, "Promised without a date"),
        ({"internal": "for us"}, "An entry without a text"),
    ],
)
def test_an_entry_says_all_that_it_brings(update: dict[str, object], told: str) -> None:
    (entry,) = _brief(_action(updates=[{"date": "2025-04-02", **update}])).recorded
    assert entry == ("2 Apr 2025", '"Do it" (7.1a)', told)


@pytest.mark.parametrize(
    ("summary", "name"),
    [
        ("Train everybody.", '"Train everybody" (7.1a)'),
        ("word " * 20, "Recording (7.1a)"),  # its theme
        (None, "Recording (7.1a)"),
    ],
)
def test_an_id_stands_after_what_it_is(summary: str | None, name: str) -> None:
    update = {"date": "2025-04-02", "status": "complete"}
    brief = _brief(_action(summary=summary, updates=[update]), publication=THEMED)
    assert brief.recorded[0].about == name
    assert [row.names for row in brief.others if row.stands.startswith("Complete")] == [name]


def test_ids_with_the_same_words_are_named_together() -> None:
    actions = [{"id": f"7.1{letter}", "summary": "word " * 20} for letter in "abc"]
    answer = f"{{ref: 7.1, position: We do., actions: {json.dumps(actions)}}}"
    brief = _brief(f"  - {answer}\n", publication=THEMED)
    assert "Recording (7.1a, 7.1b and 7.1c)." in brief.questions[0].because


def test_a_question_about_many_counts_them() -> None:
    actions = [{"id": f"7.1{letter}", "summary": f"{letter} {'word ' * 10}"} for letter in "abcdef"]
    brief = _brief(f"  - {{ref: 7.1, position: We do., actions: {json.dumps(actions)}}}\n")
    assert brief.questions[0].because.endswith(
        "who confirmed it: 6 items (7.1a, 7.1b, 7.1c, 7.1d, 7.1e and 7.1f)."
    )


def test_a_question_about_many_days_says_which_is_whose() -> None:
    promised = [
        f"{{id: 7.1{letter}, summary: {'word ' * 9}, promise: {{by: 2025-0{1 + n % 5}-28}}}}"
        for n, letter in enumerate("abcdefgh")
    ]
    brief = _brief(f"  - {{ref: 7.1, position: We do., actions: [{', '.join(promised)}]}}\n")
    (because,) = (put.because for put in brief.questions if "promises not kept" in put.question)
    assert "28 January 2025 for 7.1a and 7.1f; 28 February 2025 for 7.1b and 7.1g" in because


def test_the_rows_of_deadlines_meet() -> None:
    for row in _brief(_action(updates=[{"date": "2025-03-02", "status": "withdrawn"}])).deadlines:
        assert row.items == row.complete + row.overdue + row.other


@pytest.mark.parametrize("again", [{"status": "in-progress"}, {"retracts": "2025-03-20"}])
def test_what_was_opened_again_is_newly_overdue(again: dict[str, str]) -> None:
    done = {"date": "2025-03-20", "status": "complete", "evidence": ["minutes"]}
    plan = _action(updates=[done, {"date": "2025-05-19", **again}])
    then, later = (_brief(plan, since=date(2025, 5, day)).news for day in (18, 19))
    assert then.endswith("1 item is newly overdue.")
    assert later.endswith("Nothing is newly overdue.")


@pytest.mark.parametrize("again", [{"status": "in-progress"}, {"retracts": "2025-03-20"}])
def test_a_board_asks_why_a_completion_was_taken_back(again: dict[str, str]) -> None:
    done = {"date": "2025-03-20", "status": "complete", "evidence": ["minutes"]}
    updates = [done, {"date": "2025-05-19", **again}]
    asked = {q.question: q.because for q in _brief(_action(updates=updates)).questions}
    reason = "The plan called it complete, and has taken that back."
    assert asked['Why was the completion of "Do it" (7.1a) taken back?'] == reason
    once_more = [*updates, {"date": "2025-05-20", "status": "complete", "evidence": ["minutes"]}]
    for other in ([done], once_more):
        put = _brief(_action(updates=other)).questions
        assert not any("taken back" in each.question for each in put)


def test_what_was_completed_late_meanwhile_is_not_newly_overdue() -> None:
    done = {"date": "2025-04-02", "status": "complete"}
    assert _brief(_action()).news == "No update was recorded. 3 items are newly overdue."
    news = _brief(_action(updates=[done])).news
    assert news == "1 entry was recorded. 2 items are newly overdue."


def test_many_deadlines_are_counted_by_their_years() -> None:
    days = [f"202{year}-{month:02}-28" for year in (4, 5) for month in range(1, 13)]
    asked = "".join(
        f"  - {{number: A{n}, addressed_to: [chief-constables], deadlines: [{{due: {day}}}]}}\n"
        for n, day in enumerate(days)
    )
    brief = _brief("", publication=f"{PUBLICATION.rstrip()}\n{asked}")
    rows = [(row.label, row.items) for row in brief.deadlines]
    assert ("2024, 13 dates", 13) in rows
    assert ("2025, 13 dates", 15) in rows
    assert rows[-1][0] == "No date"
    assert fits_first_page(brief)


def test_a_deadline_is_called_as_it_is_set() -> None:
    asked = "  - {number: A, addressed_to: [chief-constables], deadlines: [{due: 2025-05}]}\n"
    brief = _brief("", publication=f"{PUBLICATION.rstrip()}\n{asked}")
    assert ("May 2025", 1, 0, 1, 0, "30") in brief.deadlines


def test_an_answer_that_rejects_what_was_asked_says_so() -> None:
    late = "  - {ref: 7.1, position: No., acceptance: rejected}\n"
    undated = "  - {ref: 9.1, position: In part., acceptance: partly-accepted}\n"
    brief = _brief(late + undated)
    tasks = [each.task for group in brief.groups for each in group.late]
    assert "Asked: not recorded here (7.1). Answer: rejected" in tasks
    answered = "no action, no update at all (answer: partly accepted)"
    assert [row for row in brief.others if answered in row.stands]
    (asked,) = (q for q in brief.questions if q.question.endswith("accept all that was asked?"))
    assert asked.because == "The plan's answers: 7.1: rejected; 9.1: partly accepted."


def test_of_several_plans_one_is_named(stalkplan: Run) -> None:
    asked = stalkplan(*SINCE, "--data", SEVERAL)
    assert (asked.code, asked.out) == (2, "")
    assert "there are 3 plans; name one with --org: essex, kent-pcc, kent" in asked.err
    assert "# " in stalkplan(*SINCE, "--data", SEVERAL, "--org", "kent").out


def test_nobody_is_briefed_on_the_plan_that_comes_with_it(
    stalkplan: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert stalkplan(*SINCE).code == 2


def test_a_document_says_for_whom_it_is(stalkplan: Run, tmp_path: Path) -> None:
    output = tmp_path / "brief.docx"
    typed = (*SINCE, "--for", "the =Board", "--format", "docx", "--output", output)
    assert stalkplan(*typed).code == 0
    assert Document(os.fspath(output)).paragraphs[0].text.startswith("Brief for the =Board: ")
