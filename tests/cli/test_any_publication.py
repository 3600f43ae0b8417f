"""Every command answers for other publications than the bundled one."""

import shlex
from collections.abc import Callable
from pathlib import Path

import pytest
from publications import (
    CASES,
    EXAMPLES,
    EXAMPLES_ON,
    PUBLICATIONS,
    case_of,
    judged,
    write_publication,
)
from verdict_cases import expected_of

from conftest import DATA, Result
from stalkplan.verdict.as_data import item_row
from stalkplan.verdict.items import is_overdue
from stalkplan.verdict.words import due

Run = Callable[..., Result]

COMMANDS = [
    "check",
    "check --format github",
    "status",
    "status --format table",
    "status --format json",
    "overdue",
    "overdue --format table",
    "overdue --format markdown",
    "compare --format table",
    "compare --by theme",
    "compare --by deadline",
    "trend --since {published} --format table",
    "changes --since {published}",
    "publish {site}",
]
"""What is typed; a case of several organisations is asked about all of them."""


def _answered(result: Result, command: str) -> None:
    is_gate = command.startswith("overdue")
    assert result.code in ((0, 1) if is_gate else (0,)), (command, result)
    assert "bug" not in result.err, (command, result)


def test_there_are_thirteen_cases_and_five_examples() -> None:
    assert len(CASES) == 13
    assert {"audit", "coroner", "inquiry", "inspection", "stalking"} <= EXAMPLES.keys()


def test_the_examples_are_a_folder_of_publications(stalkplan: Run, tmp_path: Path) -> None:
    """The stalking plan stands in it beside the others, with the recommendations as they come."""
    here, bundled = (
        (folder / "recommendations.yaml").read_text(encoding="utf-8")
        for folder in (EXAMPLES["stalking"], DATA)
    )
    assert here == bundled.partition("\n")[2]  # all but the line that names the schema
    where = ("--data", EXAMPLES["stalking"].parent, "--as-of", EXAMPLES_ON.isoformat())
    table = stalkplan("status", *where, "--format", "table").out
    listed = table.partition("Most recommendations overdue first\n")[2].partition("\n\n")[0]
    rows = {line.split()[0]: line for line in listed.splitlines()[1:]}
    assert len(rows) == len(EXAMPLES)
    assert "stalking-super-complaint" in rows
    for command in (*COMMANDS[:8], "check --format json", "publish {site}"):
        typed = command.format(site=tmp_path / "site")
        _answered(stalkplan(*shlex.split(typed), *where), command)
    pages = (tmp_path / "site").glob("*/index.html")
    assert len({page.parent.name for page in pages}) == len(EXAMPLES)


@pytest.mark.parametrize("which", PUBLICATIONS)
def test_every_command_answers(which: str, stalkplan: Run, tmp_path: Path) -> None:
    folder, site = tmp_path / "data", tmp_path / "site"
    on = write_publication(which, folder)
    register, items = judged(folder, on=on)
    assert register.publication
    where = ("--data", folder, "--as-of", on.isoformat())
    for typed in COMMANDS:
        command = typed.format(site=site, published=register.publication.published)
        _answered(stalkplan(*shlex.split(command), *where), command)
    for name in {name for item in items.values() for name in (item.ref, item.id)}:
        _answered(stalkplan("show", name, *where, "--format", "table"), f"show {name}")
    for plan in register.plans.values():
        of = ("--org", plan.organisation.id)
        since = ("--since", register.publication.published.isoformat())
        _answered(stalkplan("brief", *since, *of, *where), f"brief of {of}")
    assert (site / "index.html").is_file()


@pytest.mark.parametrize("name", CASES)
def test_the_verdicts_are_those_that_a_case_expects(name: str, tmp_path: Path) -> None:
    on = write_publication(f"case {name}", tmp_path / "data")
    register, items = judged(tmp_path / "data", on=on)
    assert register.problems == ()
    for which, words in case_of(name)["expect"].items():
        expected = expected_of(words.split())
        row = item_row(register, items[which], on=on)
        concluded = {field: row.get(field) for field in expected}
        assert {f: "none" if v is None else str(v) for f, v in concluded.items()} == expected, which


@pytest.mark.parametrize("which", PUBLICATIONS)
def test_dates_stand_below_their_heading(which: str, stalkplan: Run, tmp_path: Path) -> None:
    """However long ids and windows are, in all tables of a screen."""
    on = write_publication(which, tmp_path / "data")
    where = ("--data", tmp_path / "data", "--as-of", on.isoformat())
    lines = stalkplan("overdue", *where, "--format", "table").out.splitlines()
    at = next((line.index("  due ") + 2 for line in lines if "  due " in line), None)
    _, items = judged(tmp_path / "data", on=on)
    shown = [item for item in items.values() if is_overdue(item)]
    assert (at is None) == (not shown)
    for item in shown:
        starts = [line[at:] for line in lines if line.startswith(f"{item.id} ")]
        assert any(start.startswith(f"{due(item)} ") for start in starts)
