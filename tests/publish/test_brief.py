"""`brief`, what may not be written at all, and formats that are not there."""

import json
import os
import sys
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

import canary_plan
import pytest
from docx import Document
from lost_plans import not_looked
from rule_cases import PLAN_FILE, PLAN_HEADER, PUBLICATION, PUBLICATION_FILE

from conftest import Result
from stalkplan.privacy.public_record import public_record
from stalkplan.publish.brief.content import brief_of
from stalkplan.publish.brief.fit import fits_first_page, fits_second_page
from stalkplan.publish.brief.parts import Brief
from stalkplan.record.register import build
from stalkplan.reports.rewritten import since_in_words
from stalkplan.verdict.items import assess

Run = Callable[..., Result]

ON = date(2025, 6, 30)
SINCE = ("brief", "--since", "2025-03-01", "--as-of", "2025-06-30")
SEVERAL = "tests/cases/folders/several"


def _brief(responses: str, since: date = date(2025, 3, 1), on: date = ON) -> Brief:
    plan = f"{PLAN_HEADER}responses:\n{responses}"
    register = build({PUBLICATION_FILE: PUBLICATION, PLAN_FILE: plan})
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
            "What work has been done but not recorded in the plan? The date, the evidence, and",
        ),
        ({"owner": None}, "Who is responsible for the action without an owner? 7.1a."),
        (
            {"promise": {"by": "2025-05"}},
            "Was the promise kept? The day has passed for 7.1a: 31 May 2025.",
        ),
        ({"promise": {"wording": "soon"}}, "By what day will 7.1a be done? The promise names no"),
        (
            {"promise": {"by": "2026"}},
            "Why is the promise after the deadline? The promise of 7.1a: 2026.",
        ),
        (
            {
                "promise": {"by": "2025-03"},
                "updates": [{"date": "2025-03-02", "promise": {"by": "2026"}}],
            },
            "Why has the promise moved? The first promise of 7.1a: March 2025.",
        ),
        (
            {"updates": [{"date": "2025-03-02", "status": "complete"}]},
            "What shows that 7.1a is complete? The plan says so but gives no evidence.",
        ),
        ({"updates": [{"date": "2025-03-02", "status": "withdrawn"}]}, "Why was 7.1a withdrawn?"),
    ],
)
def test_a_flag_raises_a_question(fields: dict[str, object], question: str) -> None:
    put = [f"{q.question} {q.because}" for q in _brief(_action(**fields)).questions]
    assert [told for told in put if told.startswith(question)], put


def test_there_are_eight_questions_at_most_and_the_weightiest_stands_first(stalkplan: Run) -> None:
    shown = stalkplan("brief", "--since", "2026-08-24", "--as-of", "2026-11-23").out
    lines = [line for line in shown.splitlines() if line[:2] in {f"{n}." for n in range(1, 10)}]
    assert len(lines) == 8
    assert lines[0].startswith(
        "1. **What work has been done but not recorded in the plan?** The date,"
    )


def test_what_was_recorded_since_is_after_that_day_and_known() -> None:
    days = ("2025-02-28", "2025-03-01", "2025-03-02", "2025-06-30", "2025-07-01")
    updates = [{"date": day, "note": f"note of {day}"} for day in days]
    recorded = _brief(_action(updates=updates)).recorded
    assert recorded == (
        "30 June 2025, 7.1a (Do it): note of 2025-06-30",
        "2 March 2025, 7.1a: note of 2025-03-02",
    )


SAID_ALONE: dict[str, dict[str, object]] = {
    # what the brief says of an entry: all that the entry says
    "complete": {"status": "complete"},
    "confirmed by Board on 1 March 2025": {"verified": {"by": "Board", "on": "2025-03-01"}},
    "evidence: https://example.org/": {"evidence": ["https://example.org/"]},
    "promised for 2026": {"promise": {"by": "2026"}},
    "owner B": {"owner": "B"},
    "in progress, evidence: https://example.org/. Begun.": {
        "status": "in-progress",
        "evidence": ["https://example.org/"],
        "note": "Begun.",
    },
}


@pytest.mark.parametrize("said", SAID_ALONE)
def test_no_entry_is_blank(said: str) -> None:
    brief = _brief(_action(updates=[{"date": "2025-03-02", **SAID_ALONE[said]}]))
    assert brief.recorded == (f"2 March 2025, 7.1a (Do it): {said}",)


def test_an_entry_of_two_deadlines_is_one() -> None:
    update = "{date: 2025-03-02, note: n}"
    brief = _brief(f"  - {{ref: 28.1, position: p, updates: [{update}, {update}]}}\n")
    assert brief.recorded == ("2 March 2025, 28.1/publish: n",) * 2
    assert not brief.position.startswith(" ")


def test_what_does_not_fit_is_named() -> None:
    updates = [{"date": f"2025-04-{day:02}", "note": "n"} for day in range(1, 31)]
    brief = _brief(_action(updates=updates))
    assert brief.recorded[-1] == "and 6 more, on 7.1a"
    actions = ", ".join(f"{{id: 7.1a{n}, owner: Owner {n}}}" for n in range(30))
    brief = _brief(f"  - {{ref: 7.1, position: p, actions: [{actions}]}}\n")
    shown = [late.id for group in brief.groups for late in group.late]
    assert 10 < len(shown) < 30
    assert brief.more_late.startswith("Overdue too: 7.1a")
    assert brief.more_late.endswith(" more.")


@pytest.mark.parametrize(
    ("since", "told"), [(27, "3 items became"), (28, "nothing is newly overdue")]
)
def test_what_became_overdue_since(since: int, told: str) -> None:
    brief = _brief(_action(), since=date(2025, 3, since))
    assert told in brief.as_at


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
    assert "53 entries recorded" in brief.as_at
    assert brief.recorded[-1].startswith(f"and {53 + 1 - len(brief.recorded)} more, on 9.1a")
    assert fits_first_page(brief)
    assert fits_second_page(brief)


def test_a_text_is_whole_while_there_is_room_and_else_cut_after_a_word() -> None:
    summary = ("word, " * 40).strip()
    actions = [{"id": f"7.1a{n}", "owner": "A", "summary": summary} for n in range(20)]
    for number, is_whole in ((1, True), (20, False)):
        answer = f"{{ref: 7.1, position: We do., actions: {json.dumps(actions[:number])}}}"
        groups = _brief(f"  - {answer}\n").groups
        task = next(late.task for group in groups for late in group.late if late.id == "7.1a0")
        assert (task == summary, task.endswith("word…")) == (is_whole, not is_whole)


@pytest.mark.parametrize(
    ("update", "told"),
    [
        (
            {"verified": {"by": "HMICFRS", "on": "2025-03-20"}},
            "confirmed by HMICFRS on 20 March 20",
        ),
        ({"evidence": ["pack 4", "pack 5"]}, "evidence: pack 4, pack 5"),
        ({"promise": {"by": "2026-02"}}, "promised for February 2026"),
        ({"promise": {"not_before": "2026-02"}}, "promised from February 2026"),
        ({"promise": {"wording": "soon"}}, "promised without a date"),
        ({"internal": "for us"}, "an entry without a text"),
    ],
)
def test_an_entry_says_all_that_it_brings(update: dict[str, object], told: str) -> None:
    (entry,) = _brief(_action(updates=[{"date": "2025-04-02", **update}])).recorded
    assert entry.startswith(f"2 April 2025, 7.1a (Do it): {told}")


def test_what_an_id_is_stands_where_it_first_does_and_there_alone() -> None:
    update = {"date": "2025-04-02", "status": "complete"}
    brief = _brief(_action(summary="Train everybody.", updates=[update]))
    told = " ".join((*brief.recorded, *map(str, brief.questions), brief.complete))
    assert told.count("Train everybody") == 1
    assert "7.1a (Train everybody)" in brief.recorded[0]


def test_the_rows_of_deadlines_meet() -> None:
    for row in _brief(_action(updates=[{"date": "2025-03-02", "status": "withdrawn"}])).deadlines:
        assert row.items == row.complete + row.overdue + row.other


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


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    data = tmp_path / "data"
    data.mkdir()
    for name, text in canary_plan.FILES.items():
        changed = text.replace("The same words", "TOP SECRET\\n\\nThe same words")
        (tmp_path / name).write_text(changed, encoding="utf-8")
    return data


@pytest.mark.parametrize(
    "typed",
    [
        "brief --since 2025-01-01",
        "status --format csv --output {}",
        "status --format ics",
        "status --excel",
        "overdue --format json --output {}",
        "show 7.1 --output {}",
        "changes --since 2025-01-01 --output {}",
    ],
)
def test_what_is_above_official_stops_what_writes(
    typed: str, secret: Path, stalkplan: Run, tmp_path: Path
) -> None:
    output = tmp_path / "out"
    arguments = [part.format(output) for part in typed.split()]
    result = stalkplan(*arguments, "--data", secret, "--as-of", "2025-06-30")
    assert (result.code, result.out, output.exists()) == (2, "", False)
    assert "nothing is written: a text is marked above OFFICIAL" in result.err
    assert result.err.count("data/responses.yaml:") == 2
    assert "The same words" not in result.err


def test_a_marking_above_official_stops_it_too(secret: Path, stalkplan: Run) -> None:
    plan = secret / "responses.yaml"
    text = canary_plan.FILES["data/responses.yaml"].replace("official-sensitive", "Top Secret", 1)
    plan.write_text(text, encoding="utf-8")
    other = text.replace("Top Secret", "official-sensitive").replace('"kent"', '"essex"', 1)
    (secret / "responses").mkdir()
    (secret / "responses" / "essex.yaml").write_text(other, encoding="utf-8")
    result = stalkplan("status", "--data", secret, "--format", "ics")
    assert (result.code, result.out) == (2, "")
    assert "the marking is marked above OFFICIAL" in result.err


def test_check_finds_it_and_a_new_one_is_not_recorded(secret: Path, stalkplan: Run) -> None:
    assert stalkplan("check", "--data", secret).code == 1
    for name, text in canary_plan.FILES.items():
        (secret.parent / name).write_text(text, encoding="utf-8")
    typed = ("update", "7.1a", "--note", "SECRET: x", "--date", "2025-03-01", "--data", secret)
    result = stalkplan(*typed)
    assert result.code == 2
    assert "above-official" in result.err


@pytest.mark.parametrize(
    ("typed", "library", "told"),
    [
        ("status --format xlsx", "xlsxwriter", "an Excel workbook needs one more package, xlsxw"),
        ("brief --format docx --data data", "docx", "a Word file needs one more package, python-d"),
    ],
)
def test_a_format_that_is_not_installed_says_what_to_install(
    typed: str, library: str, told: str, stalkplan: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in [m for m in sys.modules if m.split(".")[0] == library]:
        monkeypatch.delitem(sys.modules, name)
    for name in ("reports.formats.xlsx", "publish.brief.docx", "publish.word_file"):
        monkeypatch.delitem(sys.modules, f"stalkplan.{name}", raising=False)
    monkeypatch.setitem(sys.modules, library, None)
    result = stalkplan(*typed.split())
    assert (result.code, result.out) == (2, "")
    assert told in result.err
    assert result.err.endswith("which is not installed\nhere: make extras\n")


def test_a_csv_for_excel_begins_with_the_mark_it_looks_for(stalkplan: Run) -> None:
    commands = ("status", "overdue --fail-on nothing", "check", "changes --since 2025-01-01")
    for command in commands:
        plain = stalkplan(*command.split(), "--format", "csv", "--as-of", "2025-06-30").out
        marked = stalkplan(*command.split(), "--excel", "--as-of", "2025-06-30").out
        assert marked == f"\ufeff{plain}", command


def test_two_formats_at_once_are_none(stalkplan: Run) -> None:
    result = stalkplan("status", "--excel", "--format", "json")
    assert (result.code, result.out) == (2, "")
    assert "--excel writes csv, not json" in result.err
