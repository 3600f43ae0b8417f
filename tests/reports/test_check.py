"""`check` as typed: what it says of the landed data, of many faults, of files that give no text."""

import os
import shutil
import stat
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from repositories import SWAPS, Repository

from conftest import DATA, ROOT, Result

sys.path.insert(0, str(ROOT / "bench"))

from generate import write_folder

Run = Callable[..., Result]

WARNINGS = {
    # code: what the facts predict of the City of London plan as at 23 November 2026
    "blank-response": "27.1 28.1",
    "missing-response": "7.2",
    "copied": "7.1 = 23.1  12.1 = 13.1  18.1 = 22.1",
    "deadline-restated": "16.1",
    "no-owner": "10.2b 11.1a 16.1a 17.1a 18.1a 20.1a 22.1a 25.1a",
    "vague-promise": "11.1a 20.1a",
    "promise-broken": "12.1a 12.2a 13.1a 14.1a 16.1a 17.1a",
    "dormant": "18.1a",
}


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Return a data folder that a test may spoil."""
    return Path(shutil.copytree(DATA, tmp_path / "data"))


def test_the_landed_data_have_no_error_and_the_warnings_of_the_facts(stalkplan: Run) -> None:
    shown = stalkplan("check", "--as-of", "2026-11-23", "--format", "table")
    assert (shown.code, shown.err) == (0, "")
    lines = shown.out.splitlines()
    told = {
        line.rpartition("(")[2].rstrip(")"): " ".join(lines[at + 1].split())
        for at, line in enumerate(lines)
        if line.endswith(")")
    }
    assert told == {code: " ".join(names.split()) for code, names in WARNINGS.items()}
    piped = stalkplan("check", "--as-of", "2026-11-23").out
    assert Counter(line.rpartition("(")[2].rstrip(")") for line in piped.splitlines()) == {
        "blank-response": 2,
        "missing-response": 1,
        "copied": 3,
        "deadline-restated": 1,
        "no-owner": 8,
        "vague-promise": 2,
        "promise-broken": 6,
        "dormant": 1,
    }


NOT_RECORDED = (
    "17 of 29 recommendations are on record, not 1-6, 8, 9, 19, 24, 26 and 29. "
    "Their wording was not found; add it, with its source, to recommendations.yaml."
)


def test_quiet_shows_what_fails_and_counts_the_rest(stalkplan: Run, data: Path) -> None:
    """A hook prints one error, and not the warnings around it; with --strict these fail too."""
    plan = data / "responses.yaml"
    text = plan.read_text(encoding="utf-8")
    plan.write_text(text.replace("by: 2025-03-27", "by: 27 March 2025", 1), encoding="utf-8")
    typed = ("check", "--data", data, "--as-of", "2026-11-23")
    loud, quiet = stalkplan(*typed), stalkplan(*typed, "--quiet")
    (error,) = (line for line in loud.out.splitlines() if line.endswith("(bad-date)"))
    assert quiet == (1, f"{error}\n", loud.err)
    assert "exit 1: 1 error, 24 warnings in 2 files" in quiet.err
    assert stalkplan(*typed, "--quiet", "--strict") == stalkplan(*typed, "--strict")
    shown = stalkplan(*typed, "--quiet", "--format", "table").out
    assert ("Warnings" in shown, "Errors: 1" in shown) == (False, True)
    plan.write_text(text, encoding="utf-8")
    clean = stalkplan(*typed, "--quiet")
    assert clean == (0, "", f"0 errors, 24 warnings in 2 files\n{NOT_RECORDED}\n")
    shown = stalkplan(*typed, "--quiet", "--format", "table").out
    assert " ".join(shown.split()) == f"0 errors, 24 warnings in 2 files. {NOT_RECORDED}"


def test_quiet_with_a_revision_shows_rewritings_alone(
    tmp_path: Path, stalkplan: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository = Repository.alone(tmp_path / "repository", monkeypatch)
    repository.swap(*SWAPS["two"])
    repository.swap("position: We share.", "position: We share all.")
    typed = ("check", "--against", "trusted", "--data", repository.data, "--as-of", "2025-06-30")
    loud, quiet = stalkplan(*typed), stalkplan(*typed, "--quiet")
    assert (quiet.code, quiet.err) == (1, loud.err)
    assert len(loud.out.splitlines()) == 2
    (line,) = quiet.out.splitlines()
    assert "wording-changed" in line
    assert line in loud.out


def test_strict_lets_warnings_fail(stalkplan: Run) -> None:
    result = stalkplan("check", "--strict", "--as-of", "2026-11-23")
    assert result.code == 1
    assert result.err == f"{NOT_RECORDED}\n\nexit 1: 0 errors, 24 warnings in 2 files\n"


def _spoil(path: Path, line: int, old: str, new: str) -> None:
    lines = path.read_text(encoding="utf-8").split("\n")
    assert old in lines[line - 1]
    lines[line - 1] = lines[line - 1].replace(old, new)
    path.write_text("\n".join(lines), encoding="utf-8")


FRAMES = """\
□ Errors: 4
data/responses.yaml:39:23: error: '27/03/2025' is not a date; write 2025-03-27
  39 │         promise: {by: 27/03/2025, wording: by 27th March 2025}
     │                       ^^^^^^^^^^ (bad-date)

data/responses.yaml:48:23: error: 'march' is not a date or month; write 2025-03
  48 │         promise: {by: march, wording: no later than March 2025}
     │                       ^^^^^ (bad-date)

data/responses.yaml:76:5: error: unknown key 'acceptence'; write acceptance
  76 │     acceptence: not-stated
     │     ^^^^^^^^^^ (unknown-key)

data/responses.yaml:84:17: error: 'yes' is not an acceptance; write accepted, or
     one of: accepted-in-principle, partly-accepted, rejected,
     under-consideration, not-stated
  84 │     acceptance: yes
     │                 ^^^ (bad-choice)
"""


def test_errors_stand_last_with_a_caret_under_the_value(data: Path, stalkplan: Run) -> None:
    plan = data / "responses.yaml"
    _spoil(plan, 39, "by: 2025-03-27", "by: 27/03/2025")
    _spoil(plan, 48, "by: 2025-03", "by: march")
    _spoil(plan, 76, "acceptance", "acceptence")
    _spoil(plan, 84, "not-stated", "yes")
    result = stalkplan("check", "--data", data, "--as-of", "2026-11-23", "--format", "table")
    wrapped = NOT_RECORDED.replace(" wording", "\nwording")
    assert result.out.endswith(f"{FRAMES}\n{wrapped}\n")
    assert result.out.startswith("· Warnings: 24, which do not fail the check\n")
    assert (result.code, result.err) == (1, "\nexit 1: 4 errors, 24 warnings in 2 files\n")


def test_three_kinds_of_error_in_three_files_are_all_shown(data: Path, stalkplan: Run) -> None:
    asked = (data / "recommendations.yaml").read_text(encoding="utf-8").splitlines()
    first = next(n for n, line in enumerate(asked, 1) if "[chief-constables]" in line)
    _spoil(data / "recommendations.yaml", first, "chief-constables", "chiefs")
    _spoil(data / "responses.yaml", 5, "7.1", "7.9")
    (data / "responses").mkdir()
    (data / "responses" / "kent.yaml").write_text("organisation: {id: kent\n", encoding="utf-8")
    result = stalkplan("check", "--data", data, "--as-of", "2026-11-23")
    errors = [line.split(": error: ")[0] for line in result.out.splitlines() if ": error: " in line]
    assert errors == sorted(errors, key=lambda place: place.split(":")[0])
    assert {place.split(":")[0] for place in errors} == {
        "data/recommendations.yaml",
        "data/responses.yaml",
        "data/responses/kent.yaml",
    }
    assert result.code == 1


NO_TEXT = {
    "not UTF-8": "is not UTF-8: byte 0xff on line 1",
    "empty": "the file is empty",
    "a folder": "is a folder, not a file",
    "a device": "is a device or pipe, not a file",
    "1 GB": "is 1024 MiB, over the limit of 64",
}


def _make(case: str, path: Path) -> None:
    path.parent.mkdir()
    if case == "a folder":
        path.mkdir()
    elif case == "a device":
        path.symlink_to("/dev/zero")
    else:
        path.write_bytes(b"\xff\xfe" if case == "not UTF-8" else b"")
    if case == "1 GB":
        os.truncate(path, 1024**3)


@pytest.mark.parametrize("case", NO_TEXT)
def test_what_gives_no_text_is_one_line_and_exit_2(case: str, data: Path, stalkplan: Run) -> None:
    _make(case, data / "responses" / "kent.yaml")
    result = stalkplan("check", "--data", data)
    (line,) = [line for line in result.out.splitlines() if "kent" in line]
    assert line.startswith(f"data/responses/kent.yaml: error: {NO_TEXT[case]}")
    assert result.code == 2


def test_a_read_only_checkout_is_checked(data: Path, stalkplan: Run) -> None:
    before = {path: path.read_bytes() for path in data.rglob("*") if path.is_file()}
    for path in (*before, data, data.parent):
        path.chmod(path.stat().st_mode & ~(stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH))
    try:
        assert stalkplan("check", "--data", data).code == 0
    finally:
        for path in (data.parent, data, *before):
            path.chmod(path.stat().st_mode | stat.S_IWUSR)
    assert before == {path: path.read_bytes() for path in data.rglob("*") if path.is_file()}


def test_github_shows_ten_of_a_kind_and_adds_to_the_summary(
    tmp_path: Path, stalkplan: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    summary = tmp_path / "summary"
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    lines = stalkplan("check", "--format", "github", "--as-of", "2026-11-23").out.splitlines()
    assert len(lines) == 10
    assert all(line.startswith("::warning file=data/responses.yaml,line=") for line in lines[:9])
    assert lines[9] == "::warning title=stalkplan::and 15 more; stalkplan check lists all"
    assert summary.read_text(encoding="utf-8").count("no owner is named") == 8


def test_without_a_folder_nobody_else_is_checked(
    tmp_path: Path, stalkplan: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = stalkplan("check")
    assert (result.code, result.out) == (2, "")
    assert "no data folder here" in result.err


def test_evidence_may_be_a_file_of_the_repository(data: Path, stalkplan: Run) -> None:
    (data.parent / "minutes.txt").write_text("minutes", encoding="utf-8")
    plan = data / "responses.yaml"
    text = plan.read_text(encoding="utf-8")
    for evidence, code in (("minutes.txt", 0), ("../minutes.txt", 1), ("no.txt", 1)):
        added = f"        updates: [{{date: 2025-01-02, evidence: [{evidence}]}}]\n"
        plan.write_text(text.replace("      - id: 22.1a\n", f"      - id: 22.1a\n{added}"), "utf-8")
        result = stalkplan("check", "--data", data)
        assert (result.code, "(bad-evidence)" in result.out) == (code, bool(code)), evidence


def test_a_screen_of_very_many_says_each_kind_once_and_where_all_are(
    tmp_path: Path, stalkplan: Run
) -> None:
    """43 plans took 1,800 lines of ids; what is left out is named, and a pipe has every one."""
    write_folder(tmp_path, organisations=12, actions=24, seed=1)
    typed = ("check", "--data", tmp_path, "--as-of", "2026-11-23")
    shown, piped = stalkplan(*typed, "--format", "table"), stalkplan(*typed)
    lines = piped.out.splitlines()
    errors = Counter(line.rpartition("(")[2] for line in lines if ": error: " in line)
    assert sum(errors.values()) > 20
    assert len(shown.out.splitlines()) < 120 < len(lines)
    frames = [line for line in shown.out.splitlines() if ": error: " in line]
    assert len(frames) == len(errors)
    for number in errors.values():
        assert number == 1 or f"and {number - 1} more of this kind: " in shown.out
    assert " other files\n" in shown.out
    assert f"Next: stalkplan check --format plain --data {tmp_path}" in shown.err
    assert "every one, with its place" in shown.err


def test_of_one_plan_with_very_many_the_first_are_named(data: Path, stalkplan: Run) -> None:
    plan = data / "responses.yaml"
    text = plan.read_text(encoding="utf-8")
    action = "      - id: {id}\n        summary: Do it.\n"
    more = "".join(action.format(id=f"28.1x{n}") for n in range(40))
    plan.write_text(f"{text.rstrip()}\n    actions:\n{more}", encoding="utf-8")
    shown = stalkplan("check", "--data", data, "--as-of", "2026-11-23", "--format", "table")
    assert "18 more" in " ".join(shown.out.split())
    assert "# every one, with its place" in shown.err


def test_no_action_is_wanted_before_anything_is_asked(tmp_path: Path, stalkplan: Run) -> None:
    (tmp_path / "recommendations.yaml").write_bytes((DATA / "recommendations.yaml").read_bytes())
    (tmp_path / "responses.yaml").write_text(
        "organisation: {id: kent, name: Kent Police, answers_for: [chief-constables]}\n"
        "responses:\n"
        "  - {ref: 7.1, acceptance: rejected, position: We do this already.}\n"
        "  - {ref: 7.2, position: Reports stay searchable.}\n",
        encoding="utf-8",
    )
    typed = ("check", "--data", tmp_path, "--format", "plain", "--as-of")
    before, since = (stalkplan(*typed, day).out for day in ("2024-09-01", "2024-10-01"))
    assert "no-action" not in before
    assert since.count("(no-action)") == 2
