"""What GitHub's runner makes of every line that is printed, whatever a plan says."""

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import product
from pathlib import Path

import pytest
from formats_offered import OF_GATES, OF_REPORTS, as_text
from github_runner import Command, commands
from texts_for_ci import LATE, ON, files_of, random_texts, report_of

from stalkplan.history.changed_items import UPDATE, Looked, changes, look_at
from stalkplan.history.differences import differences
from stalkplan.history.git import Commit
from stalkplan.history.log import LifeEvent
from stalkplan.history.trail import Pair, Traced
from stalkplan.record.choices import FailOn
from stalkplan.record.register import Register, build
from stalkplan.reports.blocks import Judged, Report
from stalkplan.reports.changes import changes_report
from stalkplan.reports.formats import Format
from stalkplan.reports.gate import Gate
from stalkplan.reports.log import log_report
from stalkplan.reports.overdue import overdue_report
from stalkplan.verdict.items import Item, assess
from stalkplan.verdict.visible import visible

LINES = {
    # a line, and the command that it is
    "::error file=a.yaml,line=1,col=2,title=b::c::d": (
        *("error", {"file": "a.yaml", "line": "1", "col": "2", "title": "b"}, "c::d"),
    ),
    " \u00a0\t::debug::x": ("debug", {}, "x"),
    "::error file=a%3Ab%2Cc%253A::%250A%0A%25": ("error", {"file": "a:b,c%3A"}, "%0A\n%"),
    "::error  a==b,=,c=,  d=e f ::x": ("error", {"a": "b", "  d": "e f"}, "x"),
    "a ##[add-mask x=1;y=%5D]b%3B": ("add-mask", {"x": "1", "y": "]"}, "b;"),
    ":: x ##[group]": ("group", {}, ""),
    "##[a b ##[group]": ("a", {}, ""),
}
NO_COMMANDS = (
    *("a ::error::x", ":error::x", "::error:x", "::::x", "# #[error]x", "##[error", "##[[error]x"),
    *("\ufe0f::error::x", "\u200b\u200b::error::x", "#\ufe0f#[error]x", "\U000e0100::error::x"),
    *(":\u00ad:error::x", "\u3164::error::x", "::error x", "%3A%3Aerror::x"),
)
PARTS = list(product(("overdue", "check", "status", "show"), OF_GATES))


def _meant(report: Report, name: str) -> Iterator[Command]:
    """Yield the commands that a report is to give: of 10 and more, 9 and how many there are."""
    for severity in ("error", "warning"):
        problems = [p for p in report.problems if p.severity == severity]
        shown = problems if len(problems) <= 10 else problems[:9]
        for problem in shown:
            place = problem.place
            where = {"file": visible(place.file), "line": str(place.line), "col": str(place.column)}
            yield Command(severity, {**where, "title": problem.code}, visible(problem.text))
        if rest := len(problems) - len(shown):
            told = f"and {rest:,} more; stalkplan {name} lists all"
            yield Command(severity, {"title": "stalkplan"}, told)


@pytest.mark.parametrize("line", LINES)
def test_the_reader_reads_commands(line: str) -> None:
    assert commands(f"before\r{line}\nafter") == [Command(*LINES[line])]


@pytest.mark.parametrize("line", NO_COMMANDS, ids=ascii)
def test_the_reader_takes_nothing_else_for_a_command(line: str) -> None:
    """Blanks without weight move what the runner compares away from what it then cuts out."""
    assert commands(line) == []


@pytest.mark.parametrize(("command", "form"), PARTS)
def test_random_texts_are_read_by_the_runner(command: str, form: Format) -> None:
    """In `github` what is meant is obeyed, the text unharmed; in another format nothing is.

    Each part of them is judged by `overdue` for GitHub, by `show` and by one other report.
    """
    texts = random_texts()[PARTS.index((command, form)) :: len(PARTS)]
    files = files_of(texts)
    register = build(files)
    assert register.problems == ()
    items = assess(register, on=ON)
    for start in range(0, len(items), 20):  # half of them errors: as many as are shown
        _judge_annotations(register, items[start : start + 20])
    lives = report_of("show", files, register, items)
    assert commands(as_text(lives, Format.PLAIN)) == []
    report = report_of(command, files, register, items)
    shown = as_text(report, form)
    assert commands(shown) == (list(_meant(report, command)) if form == "github" else [])


@pytest.mark.parametrize("form", OF_REPORTS)
def test_random_notes_in_history_are_no_commands(form: Format) -> None:
    """What was recorded, by day and by commit; of the notes all that can be seen is there."""
    texts = random_texts()[OF_REPORTS.index(form) :: len(OF_REPORTS)]
    register = build(files_of(texts))
    commit = Commit("0" * 40, (), "", ON, ON)
    looks = look_at(register, on=date(2024, 12, 1)), look_at(register, on=ON)
    found = changes(*looks)
    assert sum(change.kind == UPDATE for change in found) == len(texts)
    plans = {f: p.model_copy(update={"responses": ()}) for f, p in register.plans.items()}
    empty = replace(register, plans=plans)
    joined, gone = differences(empty, register), differences(register, empty)
    told = [Traced(difference, commit, Pair(register, empty)) for difference in gone]
    events = [LifeEvent(commit, "data/responses.yaml", difference) for difference in joined]
    for report in (
        changes_report(Looked(*looks, found, told, texts[0], texts[1])),
        log_report(register, looks[1].items[0], events, on=ON),
    ):
        shown = as_text(report, form)
        assert commands(shown) == []
        assert "##[" not in shown or form == "json"
        if form == "plain":
            assert all(visible(text.strip()) in shown for text in texts)


def _judge_annotations(register: Register, items: list[Item]) -> None:
    report = overdue_report(
        [Judged(register, items, ON)], by=ON, gate=Gate(FailOn.NO_UPDATE), on=ON
    )
    shown = as_text(report, Format.GITHUB)
    obeyed = commands(shown)
    assert obeyed == list(_meant(report, "overdue"))
    assert len(obeyed) == shown.count("\n") == len(items)
    for item in items:
        told = "no update since 2025-01-02" if item.silent else "updated 2026-11-20"
        whole = f"{item.id} {item.recommendation.theme}: due {LATE}, 24 days ago, {told}"
        assert any(command.data == visible(whole) for command in obeyed), whole


@pytest.mark.parametrize(
    "arguments",
    [
        *(["--help"], ["overdue", "--help"], ["::error::x"], ["show", "##[group]x"]),
        *(["check", "--data", "::error::x"], ["overdue", "--by", "a\n::error::x"]),
        *(["status", "--org", "##[error]x"], ["check", "--format", "::add-mask::e"]),
    ],
    ids=" ".join,
)
def test_nothing_that_is_typed_acts_in_a_step(arguments: list[str], tmp_path: Path) -> None:
    """In a process of its own: in GitHub Actions the help and its errors would be coloured."""
    result = subprocess.run(
        [sys.executable, "-m", "stalkplan", *arguments],
        cwd=tmp_path,
        env=os.environ | {"GITHUB_ACTIONS": "true", "GITHUB_STEP_SUMMARY": str(tmp_path / "s")},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert result.stdout or result.stderr
    assert commands(result.stdout) + commands(result.stderr) == []
    assert "##[" not in result.stdout + result.stderr
