"""`init`: a new folder for each force, over nothing that is there, with commands that work."""

import csv
import json
import re
import shlex
import shutil
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pexpect
import pytest
import yaml
from begun_plan import begun_plan
from hostile_texts import FILE_NAMES
from inert_output import said
from jsonschema import Draft7Validator
from plain_yaml import plain
from terminal_in_memory import begin_typed, environment
from typing_at_a_plan import LOCK, ON

from conftest import DATA, Result
from stalkplan.record.forces import forces
from stalkplan.record.problems import Severity
from stalkplan.record.register import build
from stalkplan.rules import check
from stalkplan.rules.context import Context
from stalkplan.verdict.items import assess

Run = Callable[..., Result]
PUBLICATION = (DATA / "recommendations.yaml").read_text("utf-8")
WRITTEN = {
    ".gitignore",
    "recommendations.yaml",
    "responses.yaml",
    "schemas/recommendations.schema.json",
    "schemas/responses.schema.json",
}
ASKED = "7.1 7.2 10.2 11.1 12.1 12.2 13.1 14.1 16.1 17.1 18.1 20.1 22.1 23.1 25.1 27.1 28.1"


def _files(folder: Path) -> dict[str, bytes]:
    """Return every file in a folder but the lock, which is empty."""
    paths = (path for path in folder.rglob("*") if path.is_file() and path.name != LOCK)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


@pytest.fixture
def init(stalkplan: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Return what runs `init` in an empty folder, for Kent unless another is named."""

    def run(folder: str, org: str = "kent") -> Result:
        monkeypatch.chdir(tmp_path)
        return stalkplan("init", f"--org={org}", "--", folder)

    return run


with (DATA / "forces.csv").open(encoding="utf-8", newline="") as forces_file:
    FORCES = {
        row["data_police_uk_id"]: row["name_on_data_police_uk"]
        for row in csv.DictReader(forces_file)
    }


def test_there_are_43_forces() -> None:
    assert forces() == FORCES
    assert len(FORCES) == 43


@pytest.mark.parametrize("force", FORCES)
def test_a_plan_for_every_force(force: str) -> None:
    texts = begun_plan(force, PUBLICATION)
    assert texts.keys() == WRITTEN
    plans = {name: text for name, text in texts.items() if name.endswith(".yaml")}
    register = build(plans)
    day = date.fromisoformat(ON)
    found = check(Context(register, plans, lambda _: False, on=day))
    errors = [problem for problem in found if problem.severity is Severity.ERROR]
    assert (register.problems, errors) == ((), [])
    (plan,) = register.plans.values()
    assert (plan.organisation.id, plan.organisation.name) == (force, FORCES[force])
    assert [(r.ref, r.position) for r in plan.responses] == [(ref, None) for ref in ASKED.split()]
    assert {item.organisation.id for item in assess(register, on=day)} == {force}


@pytest.mark.parametrize("force", ["kent", "devon-and-cornwall"])
def test_the_folder_is_checked_and_judged(
    force: str, init: Run, stalkplan: Run, tmp_path: Path
) -> None:
    result = init("new", force.upper())
    assert result.code == 0
    assert result.out == f"saved new: the plan of {FORCES[force]}, 17 blank answers\n"
    assert _files(tmp_path / "new").keys() == WRITTEN
    where = ("--data", tmp_path / "new", "--as-of", ON)
    checked = stalkplan("check", *where)
    assert (checked.code, checked.out.count("(blank-response)")) == (0, 17)
    judged = stalkplan("status", *where, "--format", "json")
    assert judged.code == 0
    assert json.loads(judged.out)["organisations"] == [force]
    assert len(json.loads(judged.out)["items"]) == 18  # 28.1 has two deadlines


class _Editor(yaml.SafeLoader):
    """Reads numbers as numbers and nothing as nothing, as an editor does; dates stay text."""


_Editor.yaml_implicit_resolvers = {
    sign: [(tag, form) for tag, form in forms if tag.rpartition(":")[2] in ("int", "float", "null")]
    for sign, forms in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


@pytest.mark.parametrize("name", ["recommendations.yaml", "responses.yaml"])
def test_the_schema_line_leads_to_the_schema_of_the_file(
    name: str, init: Run, tmp_path: Path
) -> None:
    init("new")
    text = (tmp_path / "new" / name).read_text("utf-8")
    named = re.match(r"# yaml-language-server: \$schema=(\S+)\n", text)
    assert named
    schema = json.loads((tmp_path / "new" / named[1]).read_text("utf-8"))
    assert schema["title"] == f"{name} of stalkplan"
    faults = Draft7Validator(schema).iter_errors(yaml.load(text, _Editor))
    assert [fault.message for fault in faults] == []
    spoilt = text.replace("    position:\n", "    positon:\n").replace("  title:", "  tilte:")
    assert [*Draft7Validator(schema).iter_errors(yaml.load(spoilt, _Editor))]


def test_what_the_comments_teach_is_a_plan() -> None:
    text = begun_plan("kent", PUBLICATION)["responses.yaml"]
    lesson = re.search(r"^#   - ref: 7\.1\n(?:#    .*\n)+", text, re.MULTILINE)
    assert lesson
    taught = lesson[0].replace("#   ", "  ")
    plain = text.replace("  - ref: 7.1\n    position:\n", taught)
    texts = {"data/recommendations.yaml": PUBLICATION, "data/responses.yaml": plain}
    register = build(texts)
    assert register.problems == ()
    context = Context(register, texts, lambda _: False, on=date(2026, 11, 24))
    assert [p for p in check(context) if p.severity is Severity.ERROR] == []
    action = register.plans["data/responses.yaml"].responses[0].actions[0]
    assert (action.id, len(action.updates)) == ("7.1a", 1)


@pytest.mark.parametrize("name", sorted(WRITTEN - {".gitignore"}))
def test_nothing_is_written_over(name: str, init: Run, tmp_path: Path) -> None:
    path = tmp_path / "new" / name
    path.parent.mkdir(parents=True)
    path.write_text("mine\n", encoding="utf-8")
    result = init("new")
    told = f"new has {name} already; init overwrites nothing"
    assert result == (2, "", f"stalkplan: {told}\n")
    assert _files(tmp_path) == {f"new/{name}": b"mine\n"}


def test_an_ignore_file_is_kept(init: Run, tmp_path: Path) -> None:
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / ".gitignore").write_text("*.bak\n", encoding="utf-8")
    assert init("new").code == 0
    assert _files(tmp_path / "new")[".gitignore"] == b"*.bak\n"


def test_a_plan_that_was_begun_is_not_begun_again(init: Run, tmp_path: Path) -> None:
    begun, again = init("new"), init("new")
    assert begun.out.startswith("saved ")
    assert "new is left as it is: the plan of Kent Police" in again.out
    plan = tmp_path / "new" / "responses.yaml"
    plan.write_text(plan.read_text("utf-8") + "# mine\n", encoding="utf-8")
    before = _files(tmp_path)
    assert [init("new").code, init("new", "essex").code] == [2, 2]
    assert _files(tmp_path) == before


def test_the_plans_of_several_are_not_doubled(init: Run, stalkplan: Run, tmp_path: Path) -> None:
    init("new")
    folder = tmp_path / "new" / "responses"
    folder.mkdir()
    (tmp_path / "new" / "responses.yaml").rename(folder / "kent.yaml")
    begun = init("new").code
    assert (begun, stalkplan("check", "--data", tmp_path / "new").code) in ((2, 0), (0, 0))


@pytest.mark.parametrize("left", range(len(WRITTEN)))
def test_a_run_that_was_cut_off_can_be_repeated(left: int, init: Run, tmp_path: Path) -> None:
    init("new")
    whole = _files(tmp_path / "new")
    written = begun_plan("kent", PUBLICATION)
    for name in list(written)[left:]:
        (tmp_path / "new" / name).unlink()
    (tmp_path / "new" / ".stalkplan-0.tmp").write_text("half", encoding="utf-8")
    assert init("new").code == 0
    assert _files(tmp_path / "new") == whole


NOT_A_FORCE = {
    "kemt": "no force 'kemt'; did you mean 'kent'?",
    "KEMT": "no force 'KEMT'; did you mean 'kent'?",
    "Kent Police": "no force 'Kent Police'; did you mean 'kent'?",
    "london": "no force 'london'; did you mean 'city-of-london'?",
    "manchester": "no force 'manchester'; did you mean 'greater-manchester'?",
    "police-scotland": "no force 'police-scotland'; ",
    "": "no force ''; known here: avon-and-somerset, ",
}


@pytest.mark.parametrize("name", NOT_A_FORCE)
def test_a_name_of_no_force(name: str, init: Run, tmp_path: Path) -> None:
    result = init("new", name)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith(f"stalkplan: {NOT_A_FORCE[name]}")
    assert [*tmp_path.iterdir()] == []


@pytest.mark.parametrize("folder", ["file", "file/new", "n" * 300])
def test_a_folder_that_cannot_be_made(folder: str, init: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    result = init(folder)
    assert (result.code, result.out) == (2, "")
    assert "is not made: " in result.err, result.err
    assert _files(tmp_path) == {"file": b"mine"}


@pytest.mark.parametrize("folder", ["", " "])
def test_a_folder_without_a_name_is_not_this_one(folder: str, init: Run, tmp_path: Path) -> None:
    """What a shell makes of a variable that is not set."""
    told = "invalid value for 'DIR': it is blank; name a folder, or write . for this one"
    assert init(folder).err.startswith(f"stalkplan: {told}")
    assert [*tmp_path.iterdir()] == []


@pytest.mark.parametrize("name", FILE_NAMES, ids=ascii)
def test_an_odd_name_of_a_folder_is_shown_inert(name: str, init: Run, tmp_path: Path) -> None:
    result = init(name)
    assert result.code == 0
    said(result.out)
    said(result.err)
    assert _files(tmp_path / name).keys() == WRITTEN


PROMPTS = {
    # what the commands ask: what is answered
    "What the force does today: ": "We do.",
    "What will be done: ": "We will.",
    "[Enter: none]: ": "",
    "[Enter: no date]: ": "",
    "[Enter: not-stated]: ": "",
    "[Y/n] ": "",
}


def _typed(command: str, folder: Path, env: Mapping[str, str]) -> str:
    """Return what a command, typed in a shell and answered, has written; it must succeed."""
    child = begin_typed(command, folder, environment(**env), encoding="utf-8")
    prompts = list(PROMPTS)
    written = ""
    while (at := child.expect_exact([*prompts, pexpect.EOF])) < len(prompts):
        written += (child.before or "") + prompts[at]
        child.send(f"{PROMPTS[prompts[at]]}\r")
    written += child.before or ""
    child.close()
    assert child.exitstatus == 0, written
    return written


BEGUN = [
    # where a plan is begun, where another one is, and what the commands add
    ("data", "elsewhere", ""),
    ("our plan; rm -rf", "elsewhere", " --data 'our plan; rm -rf'"),
    ("-x", "elsewhere", " --data -x"),
    (".", "above", ""),
    ("plans/kent", "above", " --data plans/kent"),
    ("data", "named by STALKPLAN_DATA", " --data data"),
]


@pytest.mark.parametrize(("folder", "other", "where"), BEGUN)
def test_the_next_three_commands_work_as_they_are_printed(
    folder: str, other: str, where: str, tmp_path: Path
) -> None:
    here = tmp_path / "here" / "below"
    here.mkdir(parents=True)
    theirs = tmp_path / ("here" if other == "above" else "there") / "data"
    shutil.copytree(DATA, theirs)
    env = {"STALKPLAN_DATA": str(theirs)} if "STALKPLAN_DATA" in other else {}
    before = _files(theirs)
    begun = _typed(f"stalkplan init --org kent -- {shlex.quote(folder)}", here, env)
    commands = re.findall(r"^(?:Next:|     ) (stalkplan .*?)\r?$", begun, re.MULTILINE)
    steps = ("respond 7.1", "add 7.1", "status")
    shown = [_typed(command, here, env) for command in commands]
    assert commands == [f"stalkplan {step}{where}" for step in steps]
    assert "Kent Police" in shown[-1]
    text = (here / folder / "responses.yaml").read_text("utf-8")
    first = plain(text)["responses"][0]
    assert (first["ref"], first["position"]) == ("7.1", "We do.")
    assert [(a["id"], a["summary"]) for a in first["actions"]] == [("7.1a", "We will.")]
    assert _files(theirs) == before


@pytest.mark.parametrize("there", ["responses.yaml", "recommendations.yaml", "responses/kent.yaml"])
def test_a_refused_init_leaves_nothing_behind(there: str, init: Run, tmp_path: Path) -> None:
    file = tmp_path / "data" / there
    file.parent.mkdir(parents=True)
    file.write_text("mine: yes\n", encoding="utf-8")
    before = sorted(tmp_path.rglob("*"))
    result = init("data")
    assert (result.code, sorted(tmp_path.rglob("*"))) == (2, before)
    assert "init overwrites nothing" in result.err


@pytest.mark.parametrize("name", ["con", "NUL", "com1", "lpt9.plans", "plans/aux"])
def test_a_name_that_windows_keeps_is_refused(name: str, init: Run, tmp_path: Path) -> None:
    result = init(name)
    assert (result.code, [*tmp_path.iterdir()]) == (2, [])
    assert "is a name that Windows keeps for itself; choose another" in result.err


def test_a_plan_of_the_british_transport_police(init: Run, stalkplan: Run, tmp_path: Path) -> None:
    assert init("new", "btp").out.startswith("saved new: the plan of British Transport Police, 17")
    assert stalkplan("check", "--data", tmp_path / "new", "--as-of", ON).code == 0


def test_a_plan_in_another_folder_is_found_once_the_repository_names_it(
    tmp_path: Path, stalkplan: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Typed as it is said; then commands that read and that write find it, from below too."""
    monkeypatch.chdir(tmp_path)
    said = stalkplan("init", "plans", "--org", "kent").err.splitlines()
    assert said[-2].endswith("stalkplan status --data plans")
    begins = "To leave out --data, write into stalkplan.toml here: "
    assert said[-1].startswith(begins)
    assert stalkplan("overdue").code == 2
    named = tmp_path / "stalkplan.toml"
    named.write_text(f"{said[-1].removeprefix(begins)}\n", encoding="utf-8")
    (tmp_path / "notes").mkdir()
    monkeypatch.chdir(tmp_path / "notes")
    assert stalkplan("status").out.startswith("kent\t")
    typed = ("respond", "7.1", "--position", "We do.", "--as-of", "2024-11-20")
    assert "saved plans/responses.yaml" in stalkplan(*typed).out
    assert "stalkplan.toml" not in stalkplan("init", "more", "--org", "essex").err
    monkeypatch.setenv("STALKPLAN_DATA", "more")
    assert stalkplan("status").out.startswith("essex\t")
    named.write_text("dta = []\n", encoding="utf-8")
    assert stalkplan("status").code == 0
    monkeypatch.delenv("STALKPLAN_DATA")
    result = stalkplan("status")
    assert result.code == 2
    assert "stalkplan.toml:1:1: error: unknown key 'dta'; it has only data" in result.err
