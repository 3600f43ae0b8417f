"""Change one thing at a time in the code, and see which changes no test notices: `make mutants`.

    python bench/mutants.py verdict record --children 2

mutmut runs in a copy of the last commit, first with tests that are quick. What survives them is
tried again in a process of its own, with slower tests. A line for each module says how many mutants
there are and how many are killed; below it stand those that survive. What they are, and why, is in
MUTANTS.md.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).parents[1]
BIN = ROOT / ".venv" / "mutants" / "bin"
TREE = ROOT / ".venv" / "mutants" / "tree"

QUICK: Mapping[str, tuple[str, ...]] = {
    "verdict": (
        "tests/verdict",
        "--ignore=tests/verdict/test_second_judge.py",
        "--ignore=tests/verdict/test_properties.py",
    ),
    "record": ("tests/record",),
    "edit": ("tests/edit",),
    "privacy": ("tests/privacy",),
}
"""The tests that run first, by the package that is changed."""

SLOW: Mapping[str, tuple[str, ...]] = {
    "verdict": (
        "tests/rules", "tests/reports/test_golden.py", "tests/privacy", "tests/verdict",
    ),
    "record": ("tests/rules", "tests/edit", "tests/verdict/test_verdicts.py"),
    "edit": ("tests/cli",),
    "privacy": ("tests/rules", "tests/publish"),
}  # fmt: skip
"""The tests that survivors meet after that."""

_OUTSIDE_GIT = (  # tests that ask which files of the repository a plan stands among
    "--deselect=tests/reports/test_golden.py::test_brief",
    "--deselect=tests/reports/test_golden.py::test_return",
)
_CONFIG = """
[tool.mutmut]
source_paths = ["src/"]
only_mutate = {only}
also_copy = {copied}
pytest_add_cli_args = ["-p", "no:cacheprovider", "-p", "forget"]
pytest_add_cli_args_test_selection = {tests}
use_git_change_detection = false
"""
_KILLED = (1, 3)
"""Exit codes of pytest when a test fails, or the mutant ends it."""


def write_tree(packages: Sequence[str]) -> None:
    """Write the last commit anew, with what mutmut reads, as if it were no part of this one."""
    shutil.rmtree(TREE, ignore_errors=True)
    subprocess.run(("git", "clone", "--quiet", str(ROOT), str(TREE)), check=True)
    shutil.rmtree(TREE / ".git")
    copied = [path.name for path in TREE.iterdir() if path.name not in ("src", "tests")]
    subprocess.run(("git", "init", "--quiet", str(TREE / "mutants")), check=True)
    config = _CONFIG.format(
        only=json.dumps([f"src/stalkplan/{package}/*" for package in packages]),
        copied=json.dumps(copied),
        tests=json.dumps([name for package in packages for name in QUICK[package]]),
    )
    with (TREE / "pyproject.toml").open("a", encoding="utf-8") as file:
        file.write(config)


def run_all(packages: Sequence[str], children: int) -> None:
    """Let mutmut run every mutant of the packages."""
    names = [f"stalkplan.{package}.*" for package in packages]
    environment = os.environ | {"PYTHONPATH": str(TREE / "tests" / "helpers")}
    command = (str(BIN / "mutmut"), "run", "--max-children", str(children), *names)
    subprocess.run(command, cwd=TREE, env=environment, check=True)


def results() -> dict[str, bool]:
    """Return of each mutant that ran whether it was killed; one that takes for ever is."""
    found: dict[str, bool] = {}
    for file in sorted((TREE / "mutants" / "src").rglob("*.meta")):
        codes = json.loads(file.read_text(encoding="utf-8"))["exit_code_by_key"]
        found |= {name: code not in (0, 5, 33) for name, code in codes.items() if code is not None}
    return found


def is_killed(name: str) -> bool:
    """Whether slower tests kill a mutant, in a process of its own."""
    tests = SLOW[name.split(".")[1]]
    environment = os.environ | {
        "MUTANT_UNDER_TEST": name,
        "PYTHONPATH": str(TREE / "mutants" / "src"),
    }
    command = (str(BIN / "python"), "-m", "pytest", "-q", "-x", *_OUTSIDE_GIT, *tests)
    done = subprocess.run(
        command, cwd=TREE / "mutants", env=environment, capture_output=True, check=False
    )
    return done.returncode in _KILLED


def told(found: Mapping[str, bool]) -> Iterable[str]:
    """Yield a line for each module, then the mutants that survive."""
    modules: dict[str, list[bool]] = {}
    for name, killed in found.items():
        modules.setdefault(name.rpartition(".")[0], []).append(killed)
    for module, killed_ones in modules.items():
        share = 100 * sum(killed_ones) / len(killed_ones)
        yield f"{module:40}{len(killed_ones):6}{sum(killed_ones):6}{share:6.0f} %"
    yield from (name for name, killed in found.items() if not killed)


def main() -> int:
    """Run, and print what was found."""
    parser = argparse.ArgumentParser(description="See which changes no test notices.")
    parser.add_argument("packages", nargs="*", choices=[*QUICK], default=[*QUICK])
    parser.add_argument("--children", type=int, default=1, help="how many run at a time")
    given = parser.parse_args()
    write_tree(given.packages)
    run_all(given.packages, given.children)
    found = results()
    found |= {name: is_killed(name) for name, killed in found.items() if not killed}
    print("\n".join(told(found)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
