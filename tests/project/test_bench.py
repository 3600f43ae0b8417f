"""The benchmarks measure what they say they do: the folders they write, the commands they run."""

import ast
import re
import subprocess
import sys
from collections.abc import Callable, Iterable
from cProfile import Profile
from datetime import date
from itertools import pairwise
from pathlib import Path
from types import CodeType, ModuleType

import pytest

from conftest import ROOT
from stalkplan.edit.several import Appended, several
from stalkplan.record.choices import Status
from stalkplan.record.files import read_folder
from stalkplan.record.forces import forces
from stalkplan.record.register import build
from stalkplan.verdict.flags import Flag
from stalkplan.verdict.items import Kind, assess
from stalkplan.verdict.timeliness import Timeliness

sys.path.append(str(ROOT / "bench"))

import mutants
import national
import peers
import phases
import recording
import results
import sheets
import startup
from generate import write_folder
from ratios import (
    Command,
    Finding,
    Row,
    Time,
    findings,
    found_for,
    measure,
    peak,
    run,
    script,
    table,
)  # fmt: skip

TARGETS = ["pipe", "terminal"]


def python(code: str, target: str = "pipe") -> Command:
    return Command((sys.executable, "-c", code), on_terminal=target == "terminal")


def python_script(code: str, argument: Path) -> Command:
    return Command((sys.executable, "-c", code, str(argument)))


PASS = python("pass")


def files(folder: Path) -> dict[str, bytes]:
    """Return the content of every file by its name in the folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def written(folder: Path, organisations: int, actions: int, seed: int) -> dict[str, bytes]:
    write_folder(folder, organisations=organisations, actions=actions, seed=seed)
    return files(folder)


# The generator.


def test_same_seed_same_bytes(tmp_path: Path) -> None:
    assert written(tmp_path / "a", 5, 24, 1) == written(tmp_path / "b", 5, 24, 1)


def test_other_seed_other_plans(tmp_path: Path) -> None:
    first, second = written(tmp_path / "a", 5, 24, 1), written(tmp_path / "b", 5, 24, 2)
    assert first.keys() == second.keys()
    same = {name for name in first if first[name] == second[name]}
    assert same == {"recommendations.yaml"}


def test_a_plan_does_not_depend_on_how_many_there_are(tmp_path: Path) -> None:
    few, many = written(tmp_path / "a", 2, 24, 1), written(tmp_path / "b", 45, 24, 1)
    assert few.items() <= many.items()


def test_forces_are_those_of_the_police_api() -> None:
    assert len(forces()) == 43
    assert sorted(forces()) == list(forces())
    assert forces()["city-of-london"] == "City of London Police"


@pytest.mark.parametrize(
    ("organisations", "actions"), [(1, 0), (1, 1), (3, 700), (43, 24), (45, 2)]
)
def test_folder_is_read_without_a_problem(tmp_path: Path, organisations: int, actions: int) -> None:
    size = write_folder(tmp_path / "data", organisations=organisations, actions=actions, seed=7)
    assert size == sum(map(len, files(tmp_path / "data").values()))
    contents = read_folder(tmp_path / "data")
    register = build(contents.texts, contents.problems)
    assert register.problems == ()
    assert register.unread == ()
    assert len(register.plans) == organisations
    for plan in register.plans.values():
        ids = [action.id for response in plan.responses for action in response.actions]
        assert len(ids) == len(set(ids)) == actions
    judged = {item.organisation.id for item in assess(register, on=date(2026, 3, 1))}
    assert judged == {plan.organisation.id for plan in register.plans.values()}


def test_organisations_beyond_the_forces_are_invented(tmp_path: Path) -> None:
    names = set(written(tmp_path, 45, 0, 1)) - {"recommendations.yaml"}
    ids = [*forces(), "force-044", "force-045"]
    assert names == {f"responses/{identifier}.yaml" for identifier in ids}


def test_plans_show_everything_there_is_to_judge(tmp_path: Path) -> None:
    write_folder(tmp_path / "data", organisations=43, actions=24, seed=1)
    items = assess(build(read_folder(tmp_path / "data").texts), on=date(2025, 6, 15))
    assert {item.kind for item in items} == set(Kind)
    assert {item.timeliness for item in items} == set(Timeliness)
    assert {item.state.status for item in items} == {None, *Status}
    assert {flag for item in items for flag in item.flags} == set(Flag)
    precisions = {len(p.window.text) for i in items for p in i.state.promises if p.window}
    assert precisions == {len("2025"), len("2025-03"), len("2025-03-27")}


def test_generate_is_a_command_that_overwrites_nothing(tmp_path: Path) -> None:
    arguments = (sys.executable, str(ROOT / "bench" / "generate.py"), "new")
    options = ("--organisations", "2", "--actions", "3")
    assert run(Command((*arguments, *options)), tmp_path) == "2 plans, 6 actions, 0.1 MB\n"
    before = files(tmp_path / "new")
    assert "is there already" in run(Command((*arguments, "--seed", "2"), code=2), tmp_path)
    assert files(tmp_path / "new") == before


# The harness.


def test_one_figure_for_each_command_and_round(tmp_path: Path) -> None:
    commands = [python("pass", target) for target in TARGETS]
    times = measure([*commands, PASS], rounds=3, folder=tmp_path)
    assert list(times) == commands
    assert [len(taken) for taken in times.values()] == [3, 3]
    assert all(time.processor > 0 for taken in times.values() for time in taken)
    assert all(time.wall > 0 for taken in times.values() for time in taken)


def test_commands_take_turns_after_a_warm_up(tmp_path: Path) -> None:
    commands = [python(f"open('log', 'a').write('{name}')") for name in "abc"]
    measure(commands, rounds=2, folder=tmp_path)
    assert (tmp_path / "log").read_text() == "abc" * (1 + 2)


ASK = (
    "import os, sys; "
    "print(*(stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr))); "
    "print(os.environ['TERM'], os.environ.get('COLUMNS')); "
    "print(os.get_terminal_size().columns if sys.stdout.isatty() else 'pipe')"
)


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("terminal", "True True True xterm-256color None 80"),
        ("pipe", "False False False xterm-256color None pipe"),
    ],
)
def test_what_a_command_sees(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, target: str, expected: str
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.setenv("TERM", "dumb")
    told = run(python(ASK, target), tmp_path)
    assert told.split() == expected.split()


@pytest.mark.parametrize("target", TARGETS)
def test_long_output_is_read_to_its_end(tmp_path: Path, target: str) -> None:
    told = run(python("print('line\\n' * 50_000, 'end')", target), tmp_path)
    assert told.count("line") == 50_000
    assert told.split()[-1] == "end"


@pytest.mark.parametrize("target", TARGETS)
def test_a_command_that_fails_gives_no_figure(tmp_path: Path, target: str) -> None:
    failing = python("raise SystemExit('no such plan')", target)
    with pytest.raises(subprocess.CalledProcessError) as caught:
        run(failing, tmp_path)
    assert "no such plan" in caught.value.output
    assert "no such plan" in run(failing._replace(code=1), tmp_path)


def test_ratios_of_least_and_median() -> None:
    slow, base = python("slow"), python("base")
    row = Row("slow", slow, base, bar=3, stretch=2)
    walls = {slow: [3.0, 0.5, 8.0], base: [1.0, 2.0, 0.25]}
    used = {slow: [2.0, 2.5, 1.0], base: [0.5, 0.25, 0.75]}
    times = {c: [Time(*pair) for pair in zip(walls[c], used[c], strict=True)] for c in walls}
    assert findings([row], times) == [
        Finding("slow", least=2, median=3, bar=3, stretch=2, processor=4)
    ]


def test_processor_time_is_that_of_the_command_and_its_children(tmp_path: Path) -> None:
    busy = "import time\nwhile time.process_time() < 0.2: pass"
    sleeping = python("import time; time.sleep(0.2)")
    parent = python(f"import subprocess, sys; subprocess.run([sys.executable, '-c', {busy!r}])")
    times = measure([python(busy), parent, sleeping], rounds=1, folder=tmp_path)
    for command in (python(busy), parent):
        assert times[command][0].processor >= 0.2
    assert times[sleeping][0].wall >= 0.2
    assert times[sleeping][0].processor < times[python(busy)][0].processor


def test_table() -> None:
    found = [
        Finding("status, piped", 11.02, 12.0, 16, 12, 11.5),
        Finding("on a terminal", 14.0, 16.0, 16, 12, 15.25),
        Finding("growth", 1.0, 1.061, 1.06, 1),
    ]
    assert table(found).splitlines() == [
        "measure           min  median  processor   bar  stretch",
        "status, piped   11.02   12.00      11.50    16       12  met, stretch too",
        "on a terminal   14.00   16.00      15.25    16       12  met",
        "growth           1.00    1.06          -  1.06        1  missed",
    ]


@pytest.mark.parametrize(("bar", "code", "verdict"), [(1e9, 0, "met"), (0, 1, "missed")])
def test_script(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    bar: float,
    code: int,
    verdict: str,
) -> None:
    row = Row("nothing", PASS._replace(on_terminal=True), PASS, bar=bar, stretch=0)
    monkeypatch.setattr(sys, "argv", ["bench", "--rounds", "1"])
    assert script(lambda n: found_for([row], rounds=n, folder=tmp_path), rounds=9) == code
    told = capsys.readouterr().out.splitlines()
    for name in ("Python", "typer", "pydantic", "rich", "ruamel.yaml", "processors"):
        assert name in told[0]
    assert told[1].startswith(f"{sys.executable} -c pass: min ")
    assert told[1].endswith(", 1 rounds")
    assert told[-1].endswith(f"  {verdict}")


def test_peak_is_what_a_command_held(tmp_path: Path) -> None:
    little, much = (peak(python(f"x = bytearray({n} << 20)"), tmp_path) for n in (1, 101))
    assert 95 << 20 < much - little < 110 << 20
    with pytest.raises(subprocess.CalledProcessError):
        peak(python("raise SystemExit(3)"), tmp_path)


@pytest.mark.parametrize(
    ("row", "sign"),
    list(zip(startup.ROWS, ["\tRisk management\n", "\x1b[", "Usage: stalkplan"], strict=True)),
    ids=[row.measure for row in startup.ROWS],
)
def test_start_up_runs_what_it_says(tmp_path: Path, row: Row, sign: str) -> None:
    told = run(row.command, tmp_path)
    assert sign in told
    assert ("the plan that comes with stalkplan" in told) is ("status" in row.measure)


# Recording.


def test_recording_is_measured_on_the_sizes_it_names(capsys: pytest.CaptureFixture[str]) -> None:
    """A plan of each size but the largest: the edit is one, on an action near the end."""
    for name, low, high in (("20 KB", 15_000, 30_000), ("1 MB", 0.9e6, 1.3e6)):
        text = recording.plan_of(recording.SIZES[name])
        assert low < len(text.encode()) < high
        edit = several(text, [Appended(recording.last_action(text), "updates", recording.UPDATE)])
        assert edit.new.count(recording.UPDATE["note"]) == text.count(recording.UPDATE["note"]) + 1
    assert recording.finding("20 KB", recording.SIZES["20 KB"], 2).bar == 3.5
    assert "20 KB" in capsys.readouterr().out


def test_growth_is_measured_below_the_note_and_the_plan_that_are_written(tmp_path: Path) -> None:
    commands = {
        size: recording.command_below(tmp_path / str(size), 11, "word " * size)
        for size in (2_000, 4_000)
    }
    for size in commands:
        (plan,) = (tmp_path / str(size) / "responses").glob("*.yaml")
        assert plan.read_text(encoding="utf-8").count("word word") >= size // 2
    assert recording.growth("a note", commands, 1).bar == 1.06


# Many forces.


def test_growth_and_memory_are_of_the_folders_that_are_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(national, "SIZES", {"few": 1, "many": 12})
    monkeypatch.setattr(national, "measure", _as_long_as_there_are_actions)
    folders = {name: national.write(tmp_path / name, n) for name, n in national.SIZES.items()}
    exponent, memory = national.growth(folders, 1)
    assert exponent.median == pytest.approx(1)
    assert 1 < memory.median < 20


def _as_long_as_there_are_actions(
    commands: Iterable[Command], *, rounds: int, folder: Path
) -> dict[Command, list[Time]]:
    """Run the commands, and take a second for each action in place of what a busy machine takes."""
    took: dict[Command, list[Time]] = {}
    for command in commands:
        run(command, folder)
        place = command.arguments[-1]
        texts = [file.read_text(encoding="utf-8") for file in Path(place).rglob("responses/*.yaml")]
        seconds = 1.0 + sum(text.count("- id: ") for text in texts)
        took[command] = [Time(seconds, seconds)] * rounds
    return took


def test_a_process_that_only_parses_reads_every_byte(tmp_path: Path) -> None:
    folder = national.write(tmp_path / "data", 1)
    run(python_script(national.PARSE, folder), tmp_path)
    (folder / "responses" / "kent.yaml").write_text("{", encoding="utf-8")
    with pytest.raises(subprocess.CalledProcessError):
        run(python_script(national.PARSE, folder), tmp_path)


@pytest.mark.parametrize("peer", peers.VALIDATING, ids=lambda peer: peer.__name__)
def test_every_action_is_in_the_files_of_each_tool(tmp_path: Path, peer: peers.Peer) -> None:
    command = peer(tmp_path, 12)
    written = b"\n".join(files(tmp_path).values()).decode()
    for number in range(1, 13):
        assert (
            written.count(f"{peers.summary(number)}\n") + written.count(f'{peers.summary(number)}"')
            == 1
        )
    assert written.count(peers.OWNER) == 12
    assert Path(command.arguments[0]).parent == peers.PEERS


def test_a_task_for_each_action_is_due_as_the_action_is() -> None:
    written = peers.tasks(12)
    assert [task["description"] for task in written] == [peers.summary(n) for n in range(1, 13)]
    assert len({task["uuid"] for task in written}) == 12
    assert {task["due"] for task in written} == {"20250327T000000Z"}


def test_the_actions_that_are_measured_are_all_overdue(tmp_path: Path) -> None:
    register = build(read_folder(peers.write_plan(tmp_path / "short", 1_000)).texts)
    items = [i for i in assess(register, on=date.fromisoformat(national.ON)) if i.action]
    assert len(items) == 1_000
    assert {item.timeliness for item in items} == {Timeliness.OVERDUE}
    assert {item.window.last for item in items if item.window} == {date.fromisoformat(peers.DUE)}


# Where the time goes.


def test_every_phase_takes_time_and_more_of_it_for_more_actions(tmp_path: Path) -> None:
    few, many = (phases.of_folder(national.write(tmp_path / str(n), n), rounds=2) for n in (1, 70))
    assert [*few] == [*phases.PHASES[1:]]
    assert all(0 < few[phase] < many[phase] for phase in ("values", "judging", "report", "lines"))
    told = phases.table_of({"few": {"start": 0.5} | few, "many": {"start": 0.5} | many})
    assert told.splitlines()[1].split() == ["start", "500", "500"]
    assert told.splitlines()[-1].split()[0] == "all"


# Mutants.


_HALF = ast.parse(
    "def half(a, of=4):\n    if (\n        a\n    ):\n        of = 2\n    return a / of\n"
)


def _mutant(module: str = "a", name: str = "x_half__mutmut_1", text: str = "0") -> mutants.Mutant:
    held = compile(f"def {name}(a, of={text}): return of", "", "exec").co_consts
    changed = next(each for each in held if isinstance(each, CodeType))
    head = ast.parse(f"def half(a, of={text}): pass").body[0]
    assert isinstance(head, ast.FunctionDef)
    return mutants.Mutant(module, name, changed, head.args, range(1, 2), "-of=4\n+of=0")


def test_what_is_told_of_mutants() -> None:
    made = [_mutant(), _mutant("a", "x_half__mutmut_2"), _mutant("b")]
    told = "\n".join(mutants.told({"a": 3, "b": 1, "c": 9}, made, made[1:2]))
    assert [line.split() for line in told.splitlines()] == [
        ["a", "3", "2", "1", "50", "%"], ["b", "1", "1", "1", "100", "%"], [],
        ["a", "1", "x_half__mutmut_2"], ["-of=4"], ["+of=0"],
    ]  # fmt: skip


def test_a_larger_sample_holds_each_smaller_one() -> None:
    made = [_mutant(name=f"x_half__mutmut_{number}") for number in range(9)]
    samples = [mutants.sampled(made, number) for number in range(11)]
    assert [len(sample) for sample in samples] == [*range(10), 9]
    assert all(one in more for less, more in pairwise(samples) for one in less)


def test_a_new_seed_draws_another_sample() -> None:
    made = [_mutant(name=f"x_half__mutmut_{number}") for number in range(99)]
    samples = [mutants.sampled(made, 9, seed) for seed in (1, 1, 2)]
    assert samples[0] == samples[1] != samples[2]


@pytest.mark.parametrize(
    ("line", "lines"), [(1, [1, 2, 3, 4, 5, 6]), (3, [2, 3, 4]), (5, [5]), (6, [6])]
)
def test_a_mutant_meets_the_tests_of_its_statement(line: int, lines: list[int]) -> None:
    function = _HALF.body[0]
    assert isinstance(function, ast.FunctionDef)
    assert [*mutants.statement_at(function, line)] == lines


def test_a_mutant_stands_in_for_its_function(monkeypatch: pytest.MonkeyPatch) -> None:
    module = ModuleType("stalkplan.half")
    exec(compile(_HALF, "", "exec"), vars(module))
    monkeypatch.setitem(sys.modules, module.__name__, module)
    assert module.half(8) == 4
    _mutant("half", text="7").replace()
    assert module.half(8) == 7


@pytest.mark.parametrize("package", mutants.TESTS)
def test_the_tests_that_meet_mutants_are_there(package: str) -> None:
    assert (ROOT / "src" / "stalkplan" / package).is_dir()
    assert all((ROOT / "tests" / name).exists() for name in mutants.TESTS[package])


# The results.


def test_results_name_every_row_and_why_a_bar_or_stretch_is_missed() -> None:
    """Every measure of design 10 stands in the file, and each that falls short is explained."""
    text = results.RESULTS.read_text(encoding="utf-8")
    rows, _, why = text.partition("## Why")
    for name in (*(row.measure for row in startup.ROWS), "43 forces", "growth", "memory"):
        assert name in rows
    assert "10,000 actions" in rows
    assert re.findall(r"  (missed|met)\n", rows)
    for name in ("start-up", "memory", "taskwarrior", "recording", "history"):
        assert name in why.lower()


def test_what_was_explained_is_kept_when_the_figures_are_written_anew() -> None:
    found = [Finding("nothing", 1, 2, 3, 1)]
    text = results.written(found, "judging  7", "old figures\n## Why\n\nReasons.\n")
    assert "old figures" not in text
    assert "nothing" in text
    assert "\n    judging  7\n" in text
    assert text.endswith("## Why\n\nReasons.\n")


@pytest.mark.parametrize("which", ["ask", "update --from"])
def test_the_work_of_a_round_grows_as_its_sheet_does(which: str, tmp_path: Path) -> None:
    """Counted, not timed: twice as many further items take at most 2 ** 1.06 times the calls."""
    commands = [sheets.commands(tmp_path / str(n), n)[which != "ask"] for n in (50, 100, 200)]
    commands[0]()  # what is loaded once is none of the work
    few, twice, four_times = map(_calls, commands)
    assert 0 < four_times - twice < 2**1.06 * (twice - few)


def _calls(command: Callable[[], object]) -> int:
    """Return how many functions are called, of Python and of C."""
    profile = Profile()
    profile.runcall(command)
    return sum(entry.callcount for entry in profile.getstats())
