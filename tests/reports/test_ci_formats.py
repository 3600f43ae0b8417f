"""`github` and `junit`: what is an error, what is said of it, and what a reader of JUnit gets."""

import shutil
from collections.abc import Callable
from datetime import date
from functools import lru_cache
from pathlib import Path

import pytest
from formats_offered import OF_CI, as_text
from github_runner import commands
from junitparser import Failure, JUnitXml, TestCase
from rule_cases import PLAN_FILE, PLAN_HEADER, PUBLICATION, PUBLICATION_FILE
from texts_for_ci import ON, files_of, random_texts, report_of

from conftest import DATA, Result
from stalkplan.record.choices import FailOn
from stalkplan.record.register import Register, build
from stalkplan.reports.blocks import Judged
from stalkplan.reports.formats import Format
from stalkplan.reports.gate import Gate
from stalkplan.reports.overdue import overdue_report
from stalkplan.verdict.items import assess
from stalkplan.verdict.visible import visible

Run = Callable[..., Result]

SEVERAL = "--data tests/cases/folders/several --as-of 2025-06-30"


def _junit(text: str) -> list[TestCase]:
    """Return the cases of a suite that says of itself what is in it."""
    root = JUnitXml.fromstring(text.encode())
    (suite,) = root
    cases = list(suite)
    assert suite.tests == len(cases)
    assert suite.failures == sum(isinstance(r, Failure) for case in cases for r in case.result)
    assert suite.errors == 0
    assert len({case.name for case in cases}) == len(cases)
    return cases


@lru_cache(maxsize=1)
def _part(number: int) -> tuple[list[str], dict[str, str], Register]:
    """Return a quarter of the hostile texts, and plans made of them: 50 ids stand twice."""
    texts = random_texts()[number::4]
    files = files_of([*texts, *texts[:50]])
    return texts, files, build(files)


@pytest.mark.xdist_group("junit")  # a part is read once for both commands
@pytest.mark.parametrize("command", ["overdue", "check"])
@pytest.mark.parametrize("part", range(4))
def test_hostile_texts_are_read_back_from_junit(command: str, part: int) -> None:
    """A case for each problem, in their order, then one for each thing that passed."""
    texts, files, register = _part(part)
    items = assess(register, on=date(2025, 10, 1) if part == 2 else ON)
    report = report_of(command, files, register, items)
    cases = _junit(as_text(report, Format.JUNIT))
    assert len(cases) == len(report.problems) + len(report.passed) >= len(texts)
    for case, problem in zip(cases, report.problems, strict=False):
        told = f"{visible(str(problem.place))}: {visible(problem.text)}"
        assert case.classname == f"stalkplan.{problem.severity}"
        assert visible(problem.code) in case.name
        if problem.severity == "error":
            (failure,) = case.result
            assert (failure.type, failure.message) == (problem.code, visible(problem.text))
            assert failure.text == told
        else:
            assert (case.result, case.system_out) == ([], told)
    for case, passed in zip(cases[len(report.problems) :], report.passed, strict=True):
        assert case.classname == "stalkplan.passed"
        assert case.name.startswith(visible(passed))


SEVERITIES = {
    # the command: its exit code, the ids that are errors, and those that are warnings
    f"overdue {SEVERAL}": (1, "essex 1.1a, essex 1.2, kent 1.2a", "essex 6.1a"),
    f"overdue {SEVERAL} --fail-on overdue": (
        *(1, "essex 1.1a, essex 1.2, kent 1.2a, essex 6.1a", ""),
    ),
    f"overdue {SEVERAL} --fail-on nothing": (
        *(0, "", "essex 1.1a, essex 1.2, kent 1.2a, essex 6.1a"),
    ),
    f"overdue {SEVERAL} --org kent": (1, "1.2a", ""),
    "overdue --as-of 2025-03-27": (0, "", ""),
    "overdue --as-of 2026-11-23 --owner registrar": (1, "7.1a, 23.1a", ""),
    "overdue --as-of 2026-11-23 --by 2025-09-01 --theme specialist": (0, "", "22.1a"),
}
FULL = {"registrar": "Crime registrar", "specialist": "Specialist teams"}


@pytest.mark.parametrize("typed", SEVERITIES)
def test_what_fails_the_gate_is_an_error(typed: str, stalkplan: Run) -> None:
    """What is late but lets the gate pass is a warning; nothing that is late is a passed case."""
    code, errors, warnings = SEVERITIES[typed]
    arguments = [FULL.get(word, word) for word in typed.split()]
    annotated = stalkplan(*arguments, "--format", "github")
    told = {"error": errors, "warning": warnings}
    shown = [(c.name, c.data.partition(":")[0]) for c in commands(annotated.out)]
    assert annotated.code == code
    for name, ids in told.items():
        heads = [head for severity, head in shown if severity == name]
        meant = ids.split(", ") if ids else []
        assert len(heads) == len(meant)
        assert [h.startswith(f"{i} ") for h, i in zip(heads, meant, strict=True)] == [True] * len(
            meant
        )
    result = stalkplan(*arguments, "--format", "junit")
    cases = _junit(result.out)
    assert (result.code, result.err) == (code, annotated.err)
    assert sum(bool(case.result) for case in cases) == len(errors.split(", ")) * bool(errors)
    passed = {case.name for case in cases if case.classname == "stalkplan.passed"}
    assert not passed & {head for _, head in shown}
    assert len(passed) + len(shown) == len(cases)


SENTENCES = {
    # as at 30 June 2025: the plan's own words for what was heard of it since
    "updates: [{date: 2024-12-01, note: x}]": "no update since 2024-12-01 (overdue-no-update)",
    "updates: [{date: 2025-06-29, note: x}]": "updated 2025-06-29 (overdue)",
    "summary: x": "no update since (overdue-no-update)",
}


@pytest.mark.parametrize("line", SENTENCES)
def test_the_message_says_what_was_heard_since(line: str) -> None:
    action = f"responses: [{{ref: 7.1, position: a, actions: [{{id: 7.1a, {line}}}]}}]"
    assert (
        _told(f"{PLAN_HEADER}{action}\n") == f"7.1a: due 2025-03-27, 95 days ago, {SENTENCES[line]}"
    )


@pytest.mark.parametrize(
    ("answer", "lacks"),
    [("position: a", "no action"), ("position:", "no answer")],
)
def test_the_message_says_what_is_not_there(answer: str, lacks: str) -> None:
    told = _told(f"{PLAN_HEADER}responses: [{{ref: 7.1, {answer}}}]\n".replace(":}", ": }"))
    assert told == f"7.1: due 2025-03-27, 95 days ago, {lacks} (overdue-no-update)"


def _told(plan: str) -> str:
    """Return what is said of the item under 7.1 on 30 June 2025, its code behind it."""
    on = date(2025, 6, 30)
    register = build({PUBLICATION_FILE: PUBLICATION, PLAN_FILE: plan})
    assert register.problems == ()
    items = assess(register, on=on)
    report = overdue_report(
        [Judged(register, items, on)], by=on, gate=Gate(FailOn.NO_UPDATE), on=on
    )
    (found,) = (p for p in report.problems if p.name.startswith("7.1"))
    return f"{found.text} ({found.code})"


def test_no_text_of_a_plan_is_in_an_annotation_but_ids_and_themes() -> None:
    """Owners may be people, and an annotation is read by more than may read the files."""
    files = files_of(["12.1a", "12.2a"], said="PRIVATE")
    register = build(files)
    report = report_of("overdue", files, register, assess(register, on=ON))
    assert len(report.problems) == 2
    for form in OF_CI:
        assert "PRIVATE" not in as_text(report, form)


def test_the_summary_of_the_step_lists_all_and_no_text_of_the_plan(
    tmp_path: Path, stalkplan: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    summary = tmp_path / "summary"
    summary.write_text("before\n", encoding="utf-8")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    shown = stalkplan("overdue", "--as-of", "2026-11-23", "--format", "github").out
    assert shown.splitlines()[-1] == (
        "::error title=stalkplan::and 6 more; stalkplan overdue lists all"
    )
    before, title, verdict, *lines = filter(None, summary.read_text("utf-8").splitlines())
    assert (before, title) == ("before", "# stalkplan overdue")
    assert verdict == "15 items are overdue. None has been updated since its deadline."
    assert sum(line.startswith("- data/") for line in lines) == 15
    assert "registrar" not in "".join(lines)


def test_names_of_cases_stay_when_lines_move(stalkplan: Run, tmp_path: Path) -> None:
    """A CI would take a failure under another name for a new one."""
    data = Path(shutil.copytree(DATA, tmp_path / "data"))
    plan = data / "responses.yaml"
    before = [_names(stalkplan, command, data) for command in ("check", "overdue")]
    plan.write_text(f"# a comment\n\n{plan.read_text(encoding='utf-8')}", encoding="utf-8")
    assert [_names(stalkplan, command, data) for command in ("check", "overdue")] == before


def _names(stalkplan: Run, command: str, data: Path) -> list[str]:
    typed = (command, "--data", data, "--as-of", "2026-11-23", "--format", "junit")
    return [case.name for case in _junit(stalkplan(*typed).out)]


def test_places_are_looked_for_only_for_a_ci() -> None:
    """They take another reading of the files, as long as the first."""
    register = build(files_of(["a", "b"]))
    report = report_of("overdue", {}, register, assess(register, on=ON))
    as_text(report, Format.PLAIN)
    assert "problems" not in vars(report)
    as_text(report, Format.GITHUB)
    assert "problems" in vars(report)
