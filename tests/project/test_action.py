"""`action.yml`, the hook and what the docs say of CI, as far as nothing has to be installed."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
import yaml
from action_steps import ACTION, INSTALL, RUN, STEPS, run_step
from github_runner import commands
from rule_cases import files_of

from conftest import DATA, ROOT
from stalkplan.record.problems import Severity
from stalkplan.record.register import build
from stalkplan.rules import check
from stalkplan.rules.context import Context

BIN = Path(sys.executable).parent
BLOCKS = re.findall(
    r"^```yaml\n(.*?)^```$", (ROOT / "docs" / "ci.md").read_text("utf-8"), re.MULTILINE | re.DOTALL
)
PAGES = [yaml.safe_load(block) for block in BLOCKS]
(HOOK,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
TODAY = "--as-of 2026-11-23"

Step = Callable[..., subprocess.CompletedProcess[str]]
Shell = Callable[[str], subprocess.CompletedProcess[str]]


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """Return a folder with a plan, and nothing else."""
    shutil.copytree(DATA, tmp_path / "checkout" / "data")
    return tmp_path / "checkout"


@pytest.fixture
def step(checkout: Path, tmp_path: Path) -> Step:
    """Return what runs the second step of the action there, as if the first had installed this."""
    temp = tmp_path / "runner"
    (temp / "stalkplan").mkdir(parents=True)
    (temp / "stalkplan" / "bin").symlink_to(BIN)
    return lambda **inputs: run_step(RUN, checkout, temp, **inputs)


def test_inputs_reach_a_step_only_through_its_environment() -> None:
    """An expression in a script is code to whoever can set it."""
    for number in STEPS:
        assert "${{" not in number["run"]
        assert number["shell"] == "bash"
    page = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| `([a-z]+)` \| ", page, re.MULTILINE)) >= set(ACTION["inputs"])
    assert len(RUN["env"]) == len(ACTION["inputs"])


GATES = {
    # the day from which it counts, and the command: the exit code, and how many errors are shown
    ("overdue", "2026-11-23"): (0, 0),
    ("overdue", "2025-09-26"): (1, 1),
    ("overdue", "$(touch owned)"): (2, 0),
    ("check", "2026-11-23"): (2, 1),
}


@pytest.mark.parametrize("inputs", GATES, ids=repr)
def test_the_step_counts_from_a_day(inputs: tuple[str, str], step: Step) -> None:
    command, since = inputs
    result = step(command=command, since=since, arguments=TODAY)
    errors = [c for c in commands(result.stdout) if c.name == "error"]
    assert (result.returncode, len(errors)) == GATES[inputs], result.stderr


ANSWERS = {
    # the inputs: the exit code, and how many errors are shown
    ("check", TODAY, ""): (0, 0),
    ("check", "--strict --as-of=2026-11-23", "data"): (1, 0),
    ("overdue", TODAY, ""): (1, 10),
    ("overdue", "--as-of 2025-03-27", ""): (0, 0),
    ("overdue", f"{TODAY} --fail-on nothing", ""): (0, 0),
    ("overdue", f"{TODAY} --owner 'Crime registrar'", ""): (1, 2),
    ("overdue", f'{TODAY}\n--owner "Crime registrar"\n', ""): (1, 2),
    ("overdue", rf"{TODAY} --owner Crime\ registrar", "./data"): (1, 2),
    ("overdue", TODAY, "no such folder"): (2, 0),
    ("check", "--bogus", ""): (2, 0),
    ("check", f"{TODAY} -- \\", ""): (0, 0),
    ("check", f"{TODAY} 'unbalanced", ""): (2, 1),
    ("status", TODAY, ""): (2, 1),
    ("", "", ""): (2, 1),
    ("check --strict", TODAY, ""): (2, 1),
}


@pytest.mark.parametrize("inputs", ANSWERS, ids=repr)
def test_the_step_gives_the_answer_of_the_program(inputs: tuple[str, str, str], step: Step) -> None:
    command, arguments, data = inputs
    result = step(command=command, arguments=arguments, data=data)
    errors = [c for c in commands(result.stdout) if c.name == "error"]
    assert (result.returncode, len(errors)) == ANSWERS[inputs], result.stderr


def test_a_bad_plan_is_annotated_and_fails_the_step(
    checkout: Path, step: Step, tmp_path: Path
) -> None:
    assert step().returncode == 0
    plan = checkout / "data" / "responses.yaml"
    text = plan.read_text(encoding="utf-8").replace("by: 2025-03-27", "by: 27 March 2025", 1)
    plan.write_text(text, encoding="utf-8")
    result = step()
    (error,) = [c for c in commands(result.stdout) if c.name == "error"]
    assert error.properties == {
        "file": "data/responses.yaml",
        "line": "39",
        "col": "23",
        "title": "bad-date",
    }
    assert result.returncode == 1
    assert result.stderr == "\nexit 1: 1 error, 24 warnings in 2 files\n"
    assert "1 error, 24 warnings" in (tmp_path / "runner" / "summary").read_text(encoding="utf-8")


HOSTILE = (
    *("$(touch owned)", "`touch owned`", "; touch owned", "| touch owned", "&& touch owned"),
    *("> owned", "\ntouch owned\n", "'; touch owned; '", '"; touch owned; "', "${IFS}touch", "* ?"),
    *("::error::x", "##[error]x", "%s%n", "\\'", "-", "$RUNNER_TEMP"),
)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        *(("command", text) for text in HOSTILE),
        *(("command", f"check{text}") for text in HOSTILE),
        *((name, " ".join(HOSTILE)) for name in ("arguments", "since", "data")),
        *(("arguments", text) for text in HOSTILE[5:9]),
        *(("data", text) for text in HOSTILE[4:7]),
    ],
)
def test_no_input_is_code(name: str, text: str, step: Step, checkout: Path) -> None:
    before = sorted(checkout.rglob("*"))
    result = step(**{name: text})
    assert result.returncode == 2
    assert [command.properties for command in commands(result.stdout)] in (
        [],
        [{"title": "stalkplan"}],
    )
    assert commands(result.stderr) == []
    assert sorted(checkout.rglob("*")) == before


def test_the_name_of_the_folder_may_have_spaces(step: Step, checkout: Path) -> None:
    (checkout / "data").rename(checkout / "the * plan")
    result = step(command="overdue", arguments=TODAY, data="the * plan")
    assert (result.returncode, len(commands(result.stdout))) == (1, 10), result.stderr


def test_an_argument_is_what_was_written(step: Step) -> None:
    """Nothing in it is put in by a shell."""
    result = step(command="overdue", arguments="--owner '$HOME *  \"a\"'")
    assert '$HOME *  "a"' in result.stderr
    assert result.returncode == 2


def test_without_python_the_install_says_what_to_do(checkout: Path, tmp_path: Path) -> None:
    bash = Path(shutil.which("bash") or "")
    result = subprocess.run(
        [bash, "--noprofile", "--norc", "-eo", "pipefail", "-c", INSTALL["run"]],
        cwd=checkout,
        env={"PATH": str(tmp_path), "RUNNER_TEMP": str(tmp_path), "GITHUB_ACTION_PATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 2
    (error,) = commands(result.stdout)
    assert "run actions/setup-python first" in error.data


JUDGES = {
    "jobs": ["check-jsonschema", "--builtin-schema", "vendor.github-workflows"],
    "default": ["check-jsonschema", "--builtin-schema", "vendor.gitlab-ci"],
    "repos": ["pre-commit", "validate-config"],
}


def test_every_example_is_judged() -> None:
    assert [sum(key in page for key in JUDGES) for page in PAGES] == [1] * len(PAGES)


@pytest.mark.parametrize("key", JUDGES)
def test_the_examples_fit_their_schema(key: str, tmp_path: Path) -> None:
    paths = [tmp_path / f"{n}.yaml" for n, page in enumerate(PAGES) if key in page]
    for path in paths:
        path.write_text(BLOCKS[int(path.stem)], encoding="utf-8")
    program, *options = JUDGES[key]
    judge = [str(BIN / program), *options, *map(str, paths)]
    result = subprocess.run(judge, capture_output=True, check=False)
    assert (result.returncode, len(paths)) == (0, 3 if key == "jobs" else 1), result.stdout


def test_the_examples_call_the_action_with_inputs_that_it_has() -> None:
    jobs = [job for page in PAGES if "jobs" in page for job in page["jobs"].values()]
    jobs += yaml.safe_load((ROOT / ".github" / "workflows" / "overdue.yml").read_text("utf-8"))[
        "jobs"
    ].values()
    ours = [step for job in jobs for step in job["steps"] if "stalkplan" in step["uses"]]
    ours += [step for job in jobs for step in job["steps"] if step["uses"] == "./"]
    assert len(ours) == 4
    assert all(set(step.get("with", {})) <= set(ACTION["inputs"]) for step in ours)
    (repo,) = next(page["repos"] for page in PAGES if "repos" in page)
    assert [hook["id"] for hook in repo["hooks"]] == [HOOK["id"]]


@pytest.fixture
def bash(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> Shell:
    """Return what runs a script in the checkout, which is a repository with one commit."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    for who in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{who}_NAME", "a")
        monkeypatch.setenv(f"GIT_{who}_EMAIL", "a@example.org")
        monkeypatch.setenv(f"GIT_{who}_DATE", "2026-11-01T12:00:00Z")
    monkeypatch.setenv("PATH", f"{BIN}{os.pathsep}{os.environ['PATH']}")

    def run(script: str) -> subprocess.CompletedProcess[str]:
        typed = ["bash", "-ec", script]
        return subprocess.run(typed, cwd=checkout, capture_output=True, text=True, check=False)

    made = run("git init -qb main && git add -A && git commit -qm plan")
    assert made.returncode == 0, made.stderr
    return run


def test_the_pipeline_for_gitlab_writes_its_reports(
    checkout: Path, bash: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each script by bash, with the variables of GitLab."""
    page = next(page for page in PAGES if "default" in page)
    monkeypatch.setenv("CI_MERGE_REQUEST_DIFF_BASE_SHA", bash("git rev-parse HEAD").stdout.strip())
    jobs = {name: job for name, job in page.items() if name not in ("default", "variables")}
    assert page["default"]["before_script"] == ['pip install --quiet "$STALKPLAN"']
    assert set(jobs) == {"check", "record", "overdue"}
    for name, job in jobs.items():
        script = "\n".join(job["script"])
        result = bash(script)
        assert result.returncode == 0, result.stderr
        report = checkout / job["artifacts"]["reports"]["junit"]
        text = report.read_text(encoding="utf-8")
        assert text.startswith("<?xml")
        assert ("; already so on 2026-11-01" in text) == (name == "overdue")
        report.unlink()
        if name == "overdue":
            assert bash(script.replace("--since 2026-11-01 ", "")).returncode == 1


@pytest.mark.parametrize(("depth", "code"), [(0, 1), (1, 2)])
def test_the_record_of_a_pull_request(
    depth: int, code: int, bash: Shell, checkout: Path, step: Step
) -> None:
    """With the whole history a rewriting is annotated; a clone without it is refused."""
    del checkout  # which bash runs in
    cut = f"--depth {depth}" if depth else ""
    cloned = bash(f"""
        echo '# more' >> data/responses.yaml && git commit -qam more
        git clone -q {cut} "file://$PWD" clone && rm -r data .git && mv clone/data clone/.git .
        sed -i 's/due: 2025-03-27/due: 2026-03-27/' data/recommendations.yaml
    """)
    assert cloned.returncode == 0, cloned.stderr
    (record,) = (page["jobs"]["record"] for page in PAGES if "record" in page.get("jobs", ()))
    fetched, asked = record["steps"]
    assert fetched["with"] == {"fetch-depth": 0}
    result = step(**asked["with"])
    assert result.returncode == code, result.stderr
    found = commands(result.stdout)
    assert {c.properties["title"] for c in found} == (
        {"deadline-moved", "stalkplan"} if code == 1 else set()
    )
    assert ("git fetch --unshallow" in result.stderr) == (code == 2)


@pytest.mark.parametrize(
    ("name", "is_a_plan"),
    [
        ("data/responses.yaml", True),
        ("data/recommendations.yaml", True),
        ("recommendations.yaml", True),
        ("plans/data/responses/kent.yaml", True),
        ("responses/kent.yml", True),
        ("data/forces.csv", False),
        ("docs/responses/kent.md", False),
        ("data/my-responses.yaml", False),
        ("data/responses/old/kent.yaml", False),
        ("responses.yaml.orig", False),
    ],
)
def test_the_hook_looks_when_a_plan_changes(name: str, *, is_a_plan: bool) -> None:
    assert bool(re.search(HOOK["files"], name)) == is_a_plan


def test_the_hook_is_check_without_strict() -> None:
    assert shlex.split(HOOK["entry"]) == ["stalkplan", "check", "--quiet"]
    assert "args" not in HOOK


RULES = sorted((ROOT / "tests" / "cases" / "rules").glob("*.yaml"))


@pytest.mark.parametrize("path", RULES, ids=lambda path: path.stem)
def test_time_alone_makes_no_error(path: Path) -> None:
    """What could be committed once still can: the hook never stops the commit that mends.

    An update that is dated tomorrow is an error today, and time mends it.
    """
    text = path.read_text(encoding="utf-8")
    texts = files_of(text)
    register = build(texts)
    days = {
        date.fromisoformat(day) for day in re.findall(r"\d{4}-\d\d-\d\d", "".join(texts.values()))
    }
    near = {day + timedelta(days=n) for day in days for n in (-1, 0, 1, 29, 184)}
    before: set[tuple[str, str]] | None = None
    for on in sorted(near | {date(2024, 1, 1), date(2026, 11, 23), date(2040, 1, 1)}):
        found = check(Context(register, texts, lambda _: True, on=on))
        errors = {(str(p.place), p.code) for p in found if p.severity is Severity.ERROR}
        assert before is None or errors <= before, on
        before = errors
