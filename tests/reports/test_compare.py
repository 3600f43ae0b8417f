"""Organisations side by side: cells, totals, copies, and the screen as it was drawn."""

import json
import re
from collections.abc import Callable
from datetime import date
from itertools import combinations
from pathlib import Path

import pytest
import yaml
from eight_forces import COPIES, FORCES, plans, small, write_eight

from conftest import Result
from stalkplan.record.register import Register, build
from stalkplan.verdict import marks
from stalkplan.verdict.comparison import Comparison, compare, total_of
from stalkplan.verdict.items import Item, assess
from stalkplan.verdict.marks import MARKS, Style
from stalkplan.verdict.state_words import MEANINGS, Standing

Run = Callable[..., Result]

TODAY = date(2026, 11, 23)
DRAWN = """\
8 organisations, 15 recommendations                       as at 23 November 2026
The police response to stalking                       last update 2 October 2026

49 of 120 recommendations, counted for each of 8 organisations, are overdue. 1
organisation has answered nothing; 2 have no recent update on anything overdue.

■ complete                  ▪ completed late            - no date, or set aside
○ overdue, with an update   □ overdue, no recent update × overdue, no answer
◊ no date, no answer

          7 10 11 12 13 14 16 17 18 20 22 23 25 27 28   overdue   last update
Force G   ×  ×  ×  ×  ×  ◊  ×  ×  ◊  ×  ×  ×  ×  ■  ■        11          none
Force D   □  □  □  ×  □  -  □  □  -  □  □  □  □  ■  ■        11          none
Force E   □  □  □  □  □  -  □  □  -  □  □  □  □  ■  ■        11    2025-01-30
Force H   □  ■  □  □  ■  -  □  ■  -  □  □  □  ○  ■  ■         8    2026-06-02
Force B   ○  ■  ○  ▪  ■  -  ○  ■  -  ○  ■  ○  ■  ■  ■         5    2026-06-11
Force F   ■  ○  ■  ■  ○  ■  ■  ■  -  ■  ○  ■  ■  ■  ■         3    2026-09-30
Force A   ■  ■  ▪  ■  ■  ■  ■  ■  ■  ■  ■  ▪  ■  ■  ■         0    2026-10-02
Force C   ■  ■  ■  ■  ■  ■  ■  ■  ■  ■  ■  ■  ■  ■  ■         0    2025-09-24
overdue   5  4  5  4  4  0  5  3  0  5  5  5  4  0  0        49

A mark is one recommendation to one organisation, as its worst item stands. Most
recommendations overdue first. No recent update: none since the deadline, or
none in six months.

· Answers that are copies: 7 sets
Force D = Force E    7.1  10.2  16.1  23.1
within Force B       18.1 = 22.1
within Force H       7.1 = 23.1  12.1 = 13.1

· No plan here: 2 other addressees
local policing bodies  NPCC

Wording not found for 12 of 29 recommendations; add it to recommendations.yaml.
"""


@pytest.fixture
def eight(tmp_path: Path) -> Path:
    write_eight(tmp_path / "data")
    return tmp_path / "data"


def _compared(register: Register, on: date = TODAY) -> tuple[Comparison, list[Item]]:
    items = assess(register, on=on)
    return compare([plan.organisation for plan in register.plans.values()], items), items


def test_the_screen_is_the_one_that_was_drawn(stalkplan: Run, eight: Path) -> None:
    result = stalkplan("compare", "--data", eight, "--as-of", "2026-11-23", "--format", "table")
    step = f"stalkplan show 7.1 --org force-g --data {eight} --as-of 2026-11-23"
    assert (result.code, result.err) == (0, f"\nNext: {step}\n      # one mark in full\n")
    assert result.out == DRAWN


def test_ascii_console(stalkplan: Run, eight: Path) -> None:
    typed = ("compare", "--data", eight, "--as-of", "2026-11-23", "--format", "table")
    signs = str.maketrans({mark.sign: mark.ascii for mark in MARKS})
    assert stalkplan(*typed, encoding="ascii").out == DRAWN.translate(signs)


def test_every_mark_of_a_cell_is_in_the_legend() -> None:
    assert set(MEANINGS) == set(MARKS)


ORDER = [
    *("silent", "overdue", "unclear", "no-deadline", "due-soon", "not-yet-due", "withdrawn"),
    *("ended", "complete-late", "complete"),
]


def test_the_order_is_that_of_the_issue() -> None:
    """What was not asked yet is no state of the issue: all items of its cell are in it."""
    assert [each for each in Standing if each is not Standing.NOT_ASKED] == ORDER


ACTIONS = {
    # due 2025-03-27, or without a date; judged on 2025-04-02
    "silent": ("1", "{id: a}"),
    "overdue": ("1", "{id: a, updates: [{date: 2025-03-28, note: n}]}"),
    "complete": ("1", "{id: a, updates: [{date: 2025-03-26, status: complete}]}"),
    "complete-late": ("1", "{id: a, updates: [{date: 2025-03-28, status: complete}]}"),
    "withdrawn": ("1", "{id: a, updates: [{date: 2025-03-28, status: withdrawn}]}"),
    "unclear": ("2", "{id: a, promise: {by: 2025-04}}"),
    "due-soon": ("2", "{id: a, promise: {by: 2025-04-20}}"),
    "not-yet-due": ("2", "{id: a, promise: {by: 2026-01}}"),
    "no-deadline": ("2", "{id: a}"),
    "ended": ("3", "{id: a}"),
}


@pytest.mark.parametrize(("better", "worse"), [(b, a) for a, b in combinations(ORDER, 2)])
def test_a_cell_is_the_worse_of_two_items(better: str, worse: str) -> None:
    """Whatever recommendation they stand under: the items of two are put into one."""
    responses = ""
    for number in "123":
        found = [text for at, text in (ACTIONS[better], ACTIONS[worse]) if at == number]
        actions = ", ".join(text.replace("a", f"a{n}", 1) for n, text in enumerate(found))
        responses += f"  - {{ref: {number}, position: p, actions: [{actions}]}}\n"
    register = small(responses)
    assert not register.problems
    items = [item for item in assess(register, on=date(2025, 4, 2)) if item.action]
    one = items[0].recommendation
    items = [i._replace(question=i.question._replace(recommendation=one)) for i in items]
    cell = compare([items[0].organisation], items).rows[0].cells[one.number]
    assert (cell.standing, cell.share) == (worse, "1 of 2")
    assert cell.mark is not marks.NO_ANSWER


@pytest.mark.parametrize(
    ("responses", "mark"),
    [
        ("[]", "×"),
        ("[{ref: 1, position: }]", "×"),
        ("[{ref: 1, position: , updates: [{date: 2025-03-28, note: n}]}]", "○"),
        ("[{ref: 1, position: , updates: [{date: 2024-12-01, note: n}]}]", "□"),
        ("[{ref: 1, position: p}]", "□"),
        ("[{ref: 1, position: , actions: [{id: 1a}]}]", "□"),
    ],
)
def test_no_answer_is_not_the_same_as_no_update(responses: str, mark: str) -> None:
    comparison, _ = _compared(small(f"  {responses}\n"), date(2025, 4, 2))
    assert comparison.rows[0].cells["1"].mark.sign == mark


def test_before_the_deadline_no_answer_is_only_not_due_yet() -> None:
    comparison, _ = _compared(small("  []\n"), date(2025, 1, 2))
    assert comparison.rows[0].cells["1"].mark is marks.NOT_DUE
    assert comparison.rows[0].cells["2"].mark is marks.NO_DATE_NO_ANSWER


@pytest.mark.parametrize("on", ["2024-12-01", "2025-03-28", "2025-10-01", "2026-11-23"])
def test_what_is_red_is_what_is_counted_as_overdue(on: str, stalkplan: Run, eight: Path) -> None:
    """In the legend, in a cell, in the total of a row and in that of a column."""
    comparison, _ = _compared(build(plans()), date.fromisoformat(on))
    cells = [cell for row in comparison.rows for cell in row.cells.values()]
    assert {cell.is_overdue == (cell.mark.style is Style.LATE) for cell in cells} == {True}
    late = [mark.sign for mark in MARKS if mark.style is Style.LATE]
    assert all(MEANINGS[mark].legend.startswith("overdue") == (mark.sign in late) for mark in MARKS)
    typed = ("compare", "--data", eight, "--as-of", on, "--format", "table", "--sort", "name")
    shown = stalkplan(*typed).out.splitlines()
    heads = next(line for line in shown if line.endswith("last update"))
    columns = [match.end() - 1 for match in re.finditer(r"\d+", heads)]
    rows = [line for line in shown if line.startswith("Force ") and "=" not in line]
    assert [row[6] for row in rows] == list("ABCDEFGH")
    for row in rows:
        assert sum(row[at] in late for at in columns) == int(row[columns[-1] + 1 :].split()[0])
    totals = next(line for line in shown if line.startswith("overdue  ")).split()[1:]
    counted = [sum(row[at] in late for row in rows) for at in columns]
    assert [*map(int, totals)] == [*counted, sum(counted)]


def test_a_promise_split_in_five_is_not_five_promises() -> None:
    """Neither rows nor totals of recommendations move; the items beside them do."""
    one = small("  - {ref: 1, position: p, actions: [{id: 1a}]}\n")
    five = ", ".join(f"{{id: 1{letter}}}" for letter in "abcde")
    many = small(f"  - {{ref: 1, position: p, actions: [{five}]}}\n")
    (before, _), (after, _) = _compared(one), _compared(many)
    assert after.total.items == before.total.items + 4
    assert after.total._replace(items=3, items_overdue=1) == before.total


@pytest.mark.parametrize(
    ("stated", "told"), [("2025-06-30", "2025-06-30"), ("none", None), ("2025-03-27", "kept")]
)
def test_who_restates_or_loses_a_deadline(stated: str, told: str | None) -> None:
    register = small(f"  - {{ref: 1, position: p, stated_deadline: {stated}}}\n")
    restated = _compared(register)[0].rows[0].restated
    days = [day.stated and day.stated.text for day in restated]
    assert days == ([] if told == "kept" else [told])


# The command.


def test_json_tells_what_the_screen_tells(stalkplan: Run, eight: Path) -> None:
    typed = ("compare", "--data", eight, "--as-of", "2026-11-23", "--format", "json")
    view = json.loads(stalkplan(*typed).out)
    assert view["schema"] == "stalkplan.compare/1"
    total = view["total"]
    assert (total["overdue"], total["recommendations"], total["unanswered"]) == (49, 120, 14)
    assert [r["organisation"][-1] for r in view["rows"]] == list("gdehbfac")
    assert [r["organisation"][-1] for r in view["rows"] if r["never_answered"]] == ["g"]
    assert [r["organisation"][-1] for r in view["rows"] if r["gone_silent"]] == ["d", "e"]
    assert sum(theme["overdue"] for theme in view["themes"]) == 49
    assert len(view["cells"]) == 120
    columns = [7, 10, 11, 12, 13, 14, 16, 17, 18, 20, 22, 23, 25, 27, 28]  # in the file's order
    assert [cell["recommendation"] for cell in view["cells"]] == 8 * columns
    assert len(view["without_plan"]) == 43
    assert all(one["similarity"] == 1 for one in view["copies"])
    between = view["copies"][0]
    assert between["organisations"] == ["force-d", "force-e"]
    assert between["refs"] == [["7.1"], ["10.2"], ["16.1"], ["23.1"]]
    assert {ref for (force, ref), _ in COPIES.items() if force == "E"} == {
        ref for refs in between["refs"] for ref in refs
    }


@pytest.mark.parametrize("force", FORCES)
def test_filters_show_a_force_as_it_stands_among_the_others(
    force: str, stalkplan: Run, eight: Path
) -> None:
    typed = ("compare", "--data", eight, "--as-of", "2026-11-23", "--format", "plain")
    alone = stalkplan(*typed, "--org", f"force-{force.lower()}").out.splitlines()
    assert len(alone) == 15
    among = [line for line in stalkplan(*typed).out.splitlines() if line in alone]
    assert alone == among


def test_a_theme_or_an_owner_nobody_has_is_no_answer(stalkplan: Run, eight: Path) -> None:
    typed = ("compare", "--data", eight, "--as-of", "2026-11-23")
    for option in ("--theme", "--owner", "--org"):
        result = stalkplan(*typed, option, "nobody")
        assert (result.code, result.out) == (2, "")
    shown = stalkplan(*typed, "--theme", "risk management", "--format", "plain").out
    assert {line.split("\t")[1] for line in shown.splitlines()} == {"12"}


def test_one_plan_that_cannot_be_read_is_named_and_the_others_compared(
    stalkplan: Run, eight: Path
) -> None:
    (eight / "responses" / "kent.yaml").write_text("organisation: [", encoding="utf-8")
    (eight / "responses" / "surrey.yaml").write_text(
        plans()["responses/force-a.yaml"].replace("force-a", "surrey"), encoding="utf-8"
    )
    typed = ("compare", "--data", eight, "--as-of", "2026-11-23", "--format")
    result = stalkplan(*typed, "json")
    assert result.code == 2
    assert "kent.yaml" in result.err
    view = json.loads(result.out)
    assert len(view["rows"]) == 9
    assert len(view["without_plan"]) == 41  # all but Surrey and Kent, which is there unread
    assert not {"kent", "surrey"} & set(view["without_plan"])
    assert "No plan here: 41 of the 43 forces\n" in stalkplan(*typed, "table").out


def test_an_empty_folder_is_no_answer(stalkplan: Run, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    for command in ("compare", "trend --since 2025-01-01"):
        result = stalkplan(*command.split(), "--data", tmp_path / "data")
        assert (result.code, result.out) == (2, "")


@pytest.mark.parametrize("width", ["20", "40", "60", "79", "100", "200"])
@pytest.mark.parametrize("by", ["", "--by theme", "--by deadline", "--by organisation"])
def test_other_widths(
    width: str, by: str, stalkplan: Run, eight: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Columns are never cut: a grid too broad is drawn in parts, each with its totals."""
    monkeypatch.setenv("COLUMNS", width)
    typed = f"compare --as-of 2026-11-23 --format table {by}".split()
    shown = stalkplan(*typed, "--data", eight).out.splitlines()
    if not by:
        assert max(map(len, shown)) <= max(int(width), 40)
        marks_of_g = [line[7:] for line in shown if line.startswith("Force G")]
        assert "".join(marks_of_g).count("×") == 11
        totals = " ".join(line for line in shown if line.startswith("overdue  "))
        counts = totals.replace("overdue", "").split()
        assert " ".join(counts[:15]) == "5 4 5 4 4 0 5 3 0 5 5 5 4 0 0"
        assert counts[15:] == (["49", "40"] if width == "200" else ["49"])


HOSTILE = {
    "markup": "[/red][bold]Force[/bold]",
    "bidi": "Force \u202egnorw",
    "wide": "警察警察警察警察警察警察警察",
    "runner": "::error::Force",
    "formula": "=HYPERLINK(1)",
    "long": "F" * 400,
    "only the last word": " Police Service",
}


@pytest.mark.parametrize("name", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("form", ["table", "plain", "json", "csv", "markdown"])
def test_hostile_names(name: str, form: str, stalkplan: Run, eight: Path) -> None:
    file = eight / "responses" / "force-a.yaml"
    text = file.read_text(encoding="utf-8")
    quoted = json.dumps(name)
    file.write_text(text.replace("name: Force A", f"name: {quoted}"), encoding="utf-8")
    typed = ("compare", "--data", eight, "--as-of", "2026-11-23", "--format", form)
    for more in ((), ("--by", "organisation"), ("--by", "deadline")):
        result = stalkplan(*typed, *more)
        assert result.code == 0
        assert "\u202e" not in result.out
        starts = ("::", "=") if form == "csv" else ("::",)
        assert not [line for line in result.out.splitlines() if line.startswith(starts)]
    if form == "table":
        [row] = [line for line in stalkplan(*typed).out.splitlines() if "  2026-10" in line]
        assert row.count("■") == 13


def test_a_part_is_not_taken_for_the_whole(stalkplan: Run, eight: Path) -> None:
    typed = ("compare", "--data", eight, "--as-of", "2026-11-23", "--format", "table")
    assert (
        "1 organisation has answered nothing; 2 have no recent update on anything overdue."
        in " ".join(stalkplan(*typed).out.split())
    )
    part = " ".join(stalkplan(*typed, "--theme", "Risk management").out.split())
    assert (
        "2 organisations have answered none of these; 2 have no recent "
        "update on anything overdue of them." in part
    )
    assert "answered nothing" not in part
    asked = ("--theme", "Early screening", "--org", "force-d", "--org", "force-e")
    part = " ".join(stalkplan(*typed, *asked).out.split())
    assert "2 organisations have no recent update on anything overdue of these." in part


@pytest.mark.parametrize("by", ["organisation", "deadline"])
def test_no_name_is_too_long_for_a_list(by: str, stalkplan: Run, eight: Path) -> None:
    for file in (eight / "responses").glob("*.yaml"):
        text = file.read_text(encoding="utf-8")
        long = "The Office of the Police and Crime Commissioner for the county of many letters"
        file.write_text(text.replace("name: Force", f"name: {long}"), encoding="utf-8")
    typed = ("compare", "--by", by, "--data", eight, "--as-of", "2026-11-23", "--format", "table")
    shown = stalkplan(*typed).out
    assert max(map(len, shown.splitlines())) <= 80


def test_the_answers_of_the_program_are_yaml_too(stalkplan: Run, eight: Path) -> None:
    """A list of ids in a pipe and the file names are the same."""
    shown = stalkplan("compare", "--data", eight, "--as-of", "2026-11-23", "--format", "plain").out
    ids = {line.split("\t")[0] for line in shown.splitlines()}
    assert ids == {
        yaml.safe_load(text)["organisation"]["id"]
        for file, text in plans().items()
        if file.startswith("responses")
    }


def test_totals_of_nothing() -> None:
    assert set(total_of([])) == {0}
