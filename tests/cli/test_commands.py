"""The commands as typed: exit codes, what goes where, and what bad input gets."""

import json
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from errno import EPIPE
from pathlib import Path

import pytest
import typer

from conftest import DATA, ROOT, Result
from stalkplan.cli.help import app
from stalkplan.cli.main import load

Run = Callable[..., Result]
OPEN_AT_THE_DEADLINE = "7.1a 7.2 10.2a 10.2b 11.1a 12.1a 12.2a 13.1a 16.1a 17.1a 20.1a 23.1a 25.1a"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Return a data folder that a test may spoil."""
    return Path(shutil.copytree(DATA, tmp_path / "data"))


@pytest.fixture
def three(data: Path) -> Path:
    """Return a folder of three plans, of which kent's is broken."""
    plan = (data / "responses.yaml").read_text(encoding="utf-8")
    (data / "responses.yaml").unlink()
    (data / "responses").mkdir()
    for name in ("essex", "gwent"):
        text = plan.replace("city-of-london", name)
        (data / "responses" / f"{name}.yaml").write_text(text, encoding="utf-8")
    broken = plan.replace("id: city-of-london", "id: kent").replace("2025-03-27", "27/03/2025")
    (data / "responses" / "kent.yaml").write_text(broken, encoding="utf-8")
    return data


def _ids(result: Result) -> list[str]:
    return [line.split("\t")[1] for line in result.out.splitlines()]


def _columns(result: Result, number: int) -> set[str]:
    return {line.split("\t")[number] for line in result.out.splitlines()}


def test_the_day_after_the_deadline_everything_open_is_overdue_and_silent(stalkplan: Run) -> None:
    result = stalkplan("overdue", "--by", "2025-03-27", "--as-of", "2025-03-28")
    assert result.code == 1
    assert " ".join(_ids(result)) == OPEN_AT_THE_DEADLINE
    assert _columns(result, 2) == {"overdue"}
    assert _columns(result, 3) == {"silent"}
    assert result.err.endswith("exit 1: 13 items have had no update since the deadline\n")


def test_a_deadline_is_met_all_day(stalkplan: Run) -> None:
    result = stalkplan("overdue", "--by", "2025-03-27", "--as-of", "2025-03-27")
    assert (result.code, result.out) == (0, "")
    assert "Nothing is overdue.\n" in result.err


GATES = [
    # as of, by, --fail-on, exit code
    ("2025-03-28", "2024-11-22", "overdue", 0),
    ("2025-03-28", "2025-03-27", "nothing", 0),
    ("2025-03-28", "2025-03-27", "overdue", 1),
    ("2025-03-28", "2025-03-26", "overdue", 0),
    ("2025-03-27", "2025-12-31", "overdue", 0),  # what falls due never counts
    ("2026-11-23", "2025-09-27", "no-update", 1),
]


@pytest.mark.parametrize(("as_of", "by", "fail_on", "code"), GATES)
def test_gate(as_of: str, by: str, fail_on: str, code: int, stalkplan: Run) -> None:
    result = stalkplan("overdue", "--as-of", as_of, "--by", by, "--fail-on", fail_on)
    assert result.code == code
    assert ("exit 1: " in result.err) == bool(code)


UPDATED = "        updates: [{date: 2025-03-20, status: in-progress}]\n"


@pytest.mark.parametrize(("fail_on", "code"), [("no-update", 0), ("overdue", 1), ("nothing", 0)])
def test_an_update_answers_the_gate_but_is_still_overdue(
    fail_on: str, code: int, data: Path, stalkplan: Run
) -> None:
    plan = data / "responses.yaml"
    text = plan.read_text(encoding="utf-8").replace(
        "      - id: 23.1a\n", "      - id: 23.1a\n" + UPDATED
    )
    plan.write_text(text, encoding="utf-8")
    options = ("--data", data, "--as-of", "2025-03-28", "--theme", "early screening")
    result = stalkplan("overdue", *options, "--fail-on", fail_on)
    assert (result.code, _ids(result), _columns(result, 3)) == (code, ["23.1a"], {""})


def test_one_broken_plan_does_not_hide_the_others(three: Path, stalkplan: Run) -> None:
    for command in ("status", "overdue"):
        result = stalkplan(command, "--data", three, "--as-of", "2025-03-28")
        assert result.code == 2
        assert _columns(result, 0) == {"essex", "gwent"}
        assert "data/responses/kent.yaml:8:22: error: '27/03/2025' is not a date" in result.err
        assert result.err.endswith("exit 2: not judged, because it cannot be read: "
                                   "data/responses/kent.yaml\n")  # fmt: skip


def test_json_says_what_is_not_judged(three: Path, stalkplan: Run) -> None:
    view = json.loads(stalkplan("status", "--data", three, "--format", "json").out)
    assert view["organisations"] == ["essex", "gwent"]
    assert view["not_judged"] == ["data/responses/kent.yaml"]


def test_all_errors_of_all_files_are_shown_in_order(three: Path, stalkplan: Run) -> None:
    (three / "recommendations.yaml").write_text("publication: {id: a\n", encoding="utf-8")
    result = stalkplan("status", "--data", three)
    assert (result.code, result.out) == (2, "")
    *problems, last = result.err.splitlines()
    places = [problem.split(": error: ")[0].split(":") for problem in problems]
    assert [place[0] for place in places] == [
        "data/recommendations.yaml",
        *["data/responses/kent.yaml"] * 11,
    ]
    assert [int(place[1]) for place in places[1:]] == sorted(int(p[1]) for p in places[1:])
    why = "data/recommendations.yaml cannot be read; fix it first"
    assert last == f"stalkplan: nothing to judge: {why}"


EMPTY_PUBLICATION = "publication: {id: a, title: b, published: 2024-09-27}\n"
NOTHING_TO_JUDGE = {
    # what the folder holds: what is said
    "": "no recommendations.yaml in ",
    "responses.yaml": "no recommendations.yaml in ",
    "recommendations.yaml": "nothing to judge: there is no plan in ",
    "recommendations.yaml responses/": "nothing to judge: there is no plan in ",
    "recommendations.yaml responses.yaml=": "data/responses.yaml: error: the file is empty",
    f"responses.yaml recommendations.yaml={EMPTY_PUBLICATION}": "nothing matches these filters",
}


def _fill(folder: Path, files: str) -> None:
    """Make a folder of what is named: as it is in data/, or with the text after a `=`."""
    folder.mkdir()
    for word in files.split(" ", 1) if files else []:
        name, given, text = word.partition("=")
        if name.endswith("/"):
            (folder / name).mkdir()
        else:
            text = text if given else (DATA / name).read_text(encoding="utf-8")
            (folder / name).write_text(text, encoding="utf-8")


@pytest.mark.parametrize("command", ["status", "overdue", "show 12.2"])
@pytest.mark.parametrize("case", NOTHING_TO_JUDGE)
def test_nothing_to_judge_is_never_green(
    case: str, command: str, tmp_path: Path, stalkplan: Run
) -> None:
    _fill(tmp_path / "data", case)
    result = stalkplan(*command.split(), "--data", tmp_path / "data")
    assert (result.code, result.out) == (2, "")
    assert NOTHING_TO_JUDGE[case] in result.err


WRONG_CALLS = {
    "status --org kint": "no organisation 'kint'; known here: city-of-london",
    "status --org city-of-londn": "no organisation 'city-of-londn'; did you mean 'city-of-london'?",
    "overdue --owner Nobody": "no owner 'Nobody'; known here: Crime registrar, Learning",
    "overdue --theme Online": "no theme 'Online'; did you mean 'Online stalking'?",
    "status --owner head": "did you mean 'Head of Public Protection'?",
    "status --theme a": "did you mean 'Investigations', 'Risk management' or 'Case allocation'?",
    "check data": "'data' has no place here; name a folder with --data data",
    "status 27.1": "'27.1' has no place here; leave it out",
    "show 27.1 28.1": "'28.1' has no place here; show takes one REF",
    "init a b": "'b' has no place here; init takes one DIR",
    "init data tests": "'tests' has no place here; init takes one DIR",
    "compare kent": "'kent' has no place here; name an organisation with --org kent",
    "changes 2025-01-01": "'2025-01-01' has no place here; give a date with --since 2025-01-01",
    "status 2025-01-01": "'2025-01-01' has no place here; give a date with --as-of 2025-01-01",
    "status --data README.md": "README.md is a file; name the folder that holds it: --data .",
    "check --data data/responses.yaml": "is a file; name the folder that holds it: --data data",
    "status --owner Crime_registra": "no owner 'Crime registra'; did you mean 'Crime registrar'?",
    "status --as-of 27/03/2025": "'27/03/2025' is not a date; write 2025-03-27",
    "overdue --by march": "'march' is not a date; write a day such as 2025-03-27",
    "overdue --fail-on never": "'--fail-on': 'never' is not one of",
    "status --format yaml": "'--format': 'yaml' is not one of",
    "status --nonsense": "no such option",
    "statsu": "no such command 'statsu'; did you mean 'status'?",
    "add 7.2 --summary x --promise soon --as-of 2024-11-20": "write 2025-01-31, 2025-01, 2025-Q1",
    "amend 12.1a": "no such command 'amend'; stalkplan undo takes back what is not committed yet",
    "Delete": "no such command 'Delete'; stalkplan undo takes",
    "validate": "no such command 'validate'; stalkplan check finds",
    "show": "missing argument 'REF'; give a requirement such as 12.2, or an action such as 12.2a\n",
    "publish": "missing argument 'DIR'; give the folder to write: new, or written by publish",
    "status --date 2025-01-01": "no such option: --date; did you mean --as-of?",
    "overdue --frmat json": "no such option: --frmat; did you mean --format, --data?",
    "show 12.3": "no requirement or action '12.3'; did you mean 12.2, 12.1 or 12.2a?",
    "show 12": "'12' is a recommendation; name one of its requirements: 12.1 and 12.2",
    "show City-of-London": "'City-of-London' is an organisation, not a requirement or action; "
    "for all its items: stalkplan status --org city-of-london",
    "show city_of_london_police": "for all its items: stalkplan status --org city-of-london",
    "show Crime_Registrar": "is an owner, not a requirement or action; for all its "
    "items: stalkplan status --owner 'Crime registrar'",
    "show risk_management": "a theme, not a requirement or action; for all its items: "
    "stalkplan status --theme 'Risk management'",
    "show nothing": "no requirement or action 'nothing'; stalkplan status lists all ids",
    "show nothing --data tests/cases/folders/several": "no requirement or action 'nothing'; "
    "stalkplan status --org essex lists the ids of one plan",
    "status --data /nowhere": "no recommendations.yaml in /nowhere",
    "status --data .": "no recommendations.yaml in .; did you mean data",
    "status --output plan.yaml": "plan.yaml ends like a plan file",
    "status --output /nowhere/x.txt": "cannot write /nowhere/x.txt: no such file or directory",
    "status --owner Crime\x1b[2Jregistrar": "no owner 'Crime\\x1b[2Jregistrar'",
}


@pytest.mark.parametrize("typed", WRONG_CALLS)
def test_a_wrong_call_says_what_to_write(typed: str, stalkplan: Run) -> None:
    arguments = [part.replace("_", " ") for part in typed.split(" ")]
    result = stalkplan(*arguments)
    assert (result.code, result.out) == (2, "")
    assert WRONG_CALLS[typed] in result.err
    assert "Traceback" not in result.err


def test_show_takes_the_number_of_a_recommendation_with_one_requirement(stalkplan: Run) -> None:
    assert stalkplan("show", "10") == stalkplan("show", "10.2")
    several = stalkplan(
        "show", "1", "--data", "tests/cases/folders/publications", "--publication", "stalking"
    )
    assert (several.code, several.out) == (2, "")
    assert "'1' is a recommendation; name one of its requirements" in several.err


WHERE_HELP_IS = {
    "brief --bogus": "stalkplan brief --help",
    "show": "stalkplan show --help",
    "status --data a --data": "stalkplan status --help",
    "update 12.1a --date march": "stalkplan update --help",
    "compare --as-of 2025-01-01 --as-of 2025-01-02": "stalkplan compare --help",
    "statsu": "stalkplan --help",
    "--bogus": "stalkplan --help",
}


@pytest.mark.parametrize("typed", WHERE_HELP_IS)
def test_a_wrong_call_names_the_help_of_its_command(typed: str, stalkplan: Run) -> None:
    result = stalkplan(*typed.split())
    assert result.code == 2
    assert result.err.endswith(f"\ntry {WHERE_HELP_IS[typed]}\n")


def test_help_is_found_under_each_of_its_names(stalkplan: Run) -> None:
    for command in ("", "update", "import"):
        shown = [stalkplan(*f"{command} {name}".split()) for name in ("--help", "-h")]
        shown.append(stalkplan(*f"help {command}".split()))
        assert shown == [shown[0]] * 3
        assert (shown[0].code, shown[0].err) == (0, "")
        assert shown[0].out.startswith("Usage: stalkplan")


def test_two_filters_that_leave_nothing_are_not_green(stalkplan: Run) -> None:
    options = ("--owner", "crime registrar", "--theme", "online stalking")
    result = stalkplan("overdue", *options)
    assert result.code == 2
    assert "no theme 'online stalking'" in result.err


def test_filters_add_up(stalkplan: Run) -> None:
    options = ("--owner", "crime registrar", "--owner", "Head of Public Protection")
    assert _ids(stalkplan("status", *options)) == ["7.1a", "12.1a", "12.2a", "23.1a"]
    assert _ids(stalkplan("status", *options, "--theme", "crime recording")) == ["7.1a"]


def test_every_command_is_in_the_help(stalkplan: Run) -> None:
    shown = stalkplan("--help").out
    load(())
    for command in typer.main.get_command(app).commands:  # type: ignore[attr-defined]
        assert re.search(f"(^  |; |, ){command} +[a-z]", shown, re.MULTILINE), command
        help_of_it = stalkplan(command, "--help")
        assert help_of_it.code == 0
        assert f"  stalkplan {command}" in help_of_it.out, "an example"


def test_no_command_is_a_wrong_call(stalkplan: Run) -> None:
    result = stalkplan()
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("Usage: stalkplan COMMAND [OPTIONS]")


def test_version(stalkplan: Run) -> None:
    assert stalkplan("--version").out.startswith("stalkplan 0.")


def test_output_goes_to_a_file(tmp_path: Path, stalkplan: Run) -> None:
    file = tmp_path / "status.json"
    result = stalkplan("status", "--format", "json", "--output", file)
    assert (result.code, result.out) == (0, "")
    assert json.loads(file.read_text(encoding="utf-8"))["schema"] == "stalkplan.status/1"


def test_a_crash_is_one_line_without_private_text(
    stalkplan: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash(*_: object, **__: object) -> None:
        raise RuntimeError("the private note")

    monkeypatch.setattr("stalkplan.cli.open_folder.assess", crash)
    result = stalkplan("overdue")
    assert (result.code, result.out) == (2, "")
    assert result.err.count("\n") == 1
    assert "this is a bug (RuntimeError)" in result.err
    assert "private" not in result.err
    monkeypatch.setenv("STALKPLAN_DEBUG", "1")
    assert "Traceback" in stalkplan("overdue").err


def test_an_interrupt_is_130(stalkplan: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("stalkplan.cli.open_folder.assess", interrupt)
    assert stalkplan("overdue").code == 130


def _shell(command: str, folder: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """Run a command line in bash; `stalkplan` is this interpreter's."""
    program = f'stalkplan() {{ {sys.executable} -m stalkplan "$@"; }}; set -o pipefail; {command}'
    return subprocess.run(
        ["bash", "-c", program], capture_output=True, text=True, check=False, cwd=folder
    )


PIPES = {
    "stalkplan status --as-of 2026-11-23 | head -1": 0,
    "stalkplan status --as-of 2026-11-23 --format json | head -1": 0,
    "stalkplan status | true": 0,
    "stalkplan overdue --as-of 2025-03-27 | true": 0,
    "stalkplan overdue --as-of 2025-03-28 | head -1": 1,  # the answer is no, pipe or not
    "stalkplan overdue --as-of 2025-03-28 --fail-on nothing | true": 0,
    "stalkplan status > /dev/full": 2,
    "stalkplan --help | true": 0,
    "stalkplan --version | true": 0,
    "stalkplan help | true": 0,
    "stalkplan overdue --help | true": 0,
    "stalkplan --help > /dev/full": 2,
    "stalkplan --version > /dev/full": 2,
    "stalkplan status 2> /dev/full": 0,  # what cannot be said changes no answer either
    "stalkplan overdue --as-of 2025-03-28 2> /dev/full": 1,
    "stalkplan no-such-command 2> /dev/full": 2,
    "stalkplan status --format no-such 2> /dev/full": 2,
    "stalkplan 2> /dev/full": 2,
}


@pytest.mark.parametrize("command", PIPES)
def test_a_closed_pipe_changes_no_answer(command: str) -> None:
    result = _shell(command)
    assert result.returncode == PIPES[command]
    assert "Traceback" not in result.stderr
    assert "Exception ignored" not in result.stderr
    assert "bug" not in result.stderr


def test_a_pipe_to_another_program_is_no_answer(
    stalkplan: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where a program that we ask has gone away, that is no reader who has seen enough."""

    def ask(*_: object, **__: object) -> None:
        raise BrokenPipeError(EPIPE, "gone")

    monkeypatch.setattr("stalkplan.cli.open_folder.assess", ask)
    result = stalkplan("status")
    assert (result.code, result.out) == (2, "")
    assert "BrokenPipeError" in result.err


FORKS = """
import os, shlex, sys
import stalkplan.cli.open_folder, stalkplan.cli.save
import stalkplan.edit.update, stalkplan.reports.overdue, stalkplan.reports.status
from stalkplan.cli.main import main
codes, data, *lines = sys.argv[1:]
for line in lines:
    if not (child := os.fork()):
        sys.argv = ["stalkplan", *shlex.split(line), "--data", data]
        sys.exit(main())
    with open(codes, "a") as file:
        file.write(f"{os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])}\\n")
"""
"""A process that has imported the program, and runs each line as a fork of itself."""


def _with_closed(closed: str, lines: Iterable[str], data: Path) -> tuple[list[int], str]:
    """Return the exit codes of lines typed with a stream closed, and a bug that stderr tells of."""
    codes = data.parent / "codes"
    codes.unlink(missing_ok=True)
    typed = shlex.join([sys.executable, "-c", FORKS, str(codes), str(data), *lines])
    result = _shell(f"{typed} {closed}")
    assert result.returncode == 0
    bug = next((line for line in result.stderr.splitlines() if "bug" in line), "")
    return [int(code) for code in codes.read_text().split()], bug


CLOSED = ("<&-", ">&-", "2>&-", "<&- >&-", "<&- >&- 2>&-")


@pytest.mark.parametrize("closed", CLOSED)
def test_a_stream_that_is_closed_changes_no_answer(closed: str, data: Path) -> None:
    """As some schedulers start a program; nothing of what it says lands in a file instead."""
    asked = {
        "overdue --as-of 2026-11-23": 1,
        "status --as-of 2026-11-23": 0,
        "update 12.1a --as-of 2026-11-23": 2,
        "update 12.1a --as-of 2026-11-23 --note Done. --dry-run": 0,
    }
    before = {path.name: path.read_bytes() for path in data.iterdir()}
    assert _with_closed(closed, asked, data) == (list(asked.values()), "")
    assert {path.name: path.read_bytes() for path in data.iterdir()} == before
    assert _with_closed(closed, ["update 12.1a --note Done."], data) == ([0], "")
    text = (data / "responses.yaml").read_text(encoding="utf-8")
    assert text.count("            note: Done.\n") == 1
    assert len(text) < len(before["responses.yaml"].decode()) + 80
    assert _shell(f"stalkplan check --data {data}").returncode == 0


def test_without_a_folder_the_bundled_plan_is_shown_and_said_to_be(tmp_path: Path) -> None:
    shown = _shell("stalkplan status --as-of 2026-11-23", tmp_path)
    assert shown.returncode == 0
    assert len(shown.stdout.splitlines()) == 19
    assert shown.stderr.startswith(
        "no data folder here; this is the plan that comes with stalkplan\n"
    )
    assert _shell("stalkplan show 12.2", tmp_path).returncode == 0
    told = _shell("stalkplan status --format table", tmp_path).stderr
    for step in re.findall(r"(stalkplan .*?)(?:    |$)", told.partition("Next: ")[2], re.MULTILINE):
        assert _shell(step, tmp_path).returncode == 0, step  # each next step works here


def test_without_a_folder_the_gate_judges_nobody(tmp_path: Path) -> None:
    result = _shell("stalkplan overdue --by 2025-03-27", tmp_path)
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr.startswith("stalkplan: no data folder here")


def test_the_folder_may_come_from_the_environment(tmp_path: Path) -> None:
    result = _shell(f"STALKPLAN_DATA={DATA} stalkplan overdue --as-of 2025-03-28", tmp_path)
    assert (result.returncode, len(result.stdout.splitlines())) == (1, 13)


def test_today_is_the_default_and_in_london(stalkplan: Run) -> None:
    from datetime import UTC, datetime, timedelta

    as_of = json.loads(stalkplan("status", "--format", "json").out)["as_of"]
    now = datetime.now(UTC)  # noqa: TID251  the one test of the one reader of the clock
    assert as_of in {(now + timedelta(hours=hours)).date().isoformat() for hours in (0, 1)}
