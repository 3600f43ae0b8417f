"""Hostile files get the answer that any bad file gets, in little more memory than a good one."""

import os
import resource
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from conftest import DATA
from stalkplan.record.files import MAX_FILE_BYTES
from stalkplan.record.yaml import MAX_PROBLEMS, PURE_LIMIT

ROOM = 100 * 1024 * 1024
"""Of address space, over what a good run takes: a plan of 5 MB has room, a bomb has not."""

PATIENCE = 20
"""Seconds of processor time, however busy the machine is."""

HEAD = "organisation: {id: northshire, name: Northshire Police, answers_for: [chief-constables]}\n"
LINKS = f"{HEAD}responses:\n- ref: 7.1\n  updates:\n  - date: 2025-03-20\n    evidence:\n"
BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{key}: &{key} [{', '.join([f'*{before}'] * 9)}]\n"
    for before, key in zip("abcdefgh", "bcdefghi", strict=True)
)
CAPPED = {"too-many": 1}

HOSTILE: dict[str, tuple[str, dict[str, int]]] = {
    # the text of a plan, how often each code is found
    "alias bomb": (
        BOMB,
        {"missing-key": 1, "unknown-key": 9, "yaml-anchor": 9, "yaml-alias": 72},
    ),
    "100,000 open brackets": ("[" * 100_000, {"too-deep": 1}),
    "100,000 open braces": ("{" * 100_000, {"bad-key": 1}),
    "100,000 records in records": ("{a: " * 100_000, {"too-deep": 1}),
    "100,000 dashes": ("- " * 100_000, {"too-deep": 1}),
    "100,000 question marks": ("? " * 100_000, {"bad-key": 1}),
    "2,000 levels of lines": ("".join(" " * n + "a:\n" for n in range(2_000)), {"too-deep": 1}),
    "a quote of 10 MB": ("a: 'b" + " c" * 5_000_000, {"not-yaml": 1}),
    "the slow parser's limit": ("- [a:]\n" * (PURE_LIMIT // 7), {"not-a-record": 1}),
    "a million keys alike": ("a: 1\n" * 1_000_000, {"duplicate-key": MAX_PROBLEMS, **CAPPED}),
    "a million anchors": (
        LINKS + "    - &a x\n" * 1_000_000,
        {"yaml-anchor": MAX_PROBLEMS, **CAPPED},
    ),
    "50,000 escapes": (
        LINKS + '    - "\\a"\n' * 50_000,
        {"control-character": MAX_PROBLEMS, **CAPPED},
    ),
    "50,000 unknown keys": (
        HEAD + "".join(f"key{number}:\n" for number in range(50_000)),
        {"unknown-key": MAX_PROBLEMS, **CAPPED},
    ),
    "50,000 bad records": (
        f"{HEAD}responses:\n" + "- 7.1\n" * 50_000,
        {"not-a-record": MAX_PROBLEMS, **CAPPED},
    ),
}


@pytest.fixture(scope="module")
def memory() -> int:
    """Return the address space of a run on a good folder, in bytes, and some room.

    Measured, because nearly all of it is the interpreter and its libraries: 105 MiB where this was
    written, and other versions differ.
    """
    measured = f"""
from stalkplan.cli.main import run
assert run(["status", "--data", {str(DATA)!r}]) == 0
print(open("/proc/self/status").read())
"""
    told = subprocess.run(
        [sys.executable, "-c", measured], capture_output=True, text=True, check=True, env=_env()
    ).stdout
    peak = next(line for line in told.splitlines() if line.startswith("VmPeak:"))
    return int(peak.split()[1]) * 1024 + ROOM


def _env() -> dict[str, str]:
    """Return the environment without what measures coverage: it takes memory of its own."""
    return {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE")}


def _folder(path: Path) -> Path:
    """Return a new folder with the real publication, where a plan is still to come."""
    path.mkdir()
    (path / "recommendations.yaml").symlink_to(DATA / "recommendations.yaml")
    return path


def _limit(memory: int) -> None:
    """Bound a process in memory, and in processor time: only so that a hang is a failure."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (PATIENCE, PATIENCE))


def _status(folder: Path, memory: int) -> tuple[int, list[str]]:
    """Run `stalkplan status` in so many bytes; return its exit code, and the lines of stderr."""
    result = subprocess.run(
        [sys.executable, "-m", "stalkplan", "status", "--data", folder],
        capture_output=True,
        check=False,
        env=_env(),
        preexec_fn=lambda: _limit(memory),
        text=True,
    )
    assert result.stdout == ""
    return result.returncode, result.stderr.splitlines()


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_gets_an_answer(name: str, memory: int, tmp_path: Path) -> None:
    text, expected = HOSTILE[name]
    folder = _folder(tmp_path / "data")
    (folder / "responses.yaml").write_text(text, encoding="utf-8")
    code, (*problems, last) = _status(folder, memory)
    assert (code, last) == (2, f"stalkplan: nothing to judge: no plan can be read in {folder}")
    codes = Counter(problem.rpartition(" (")[2].removesuffix(")") for problem in problems)
    assert codes == expected
    assert {problem.partition(":")[0] for problem in problems} == {"data/responses.yaml"}


def test_a_file_of_a_gigabyte_is_not_read(memory: int, tmp_path: Path) -> None:
    folder = _folder(tmp_path / "data")
    with (folder / "responses.yaml").open("wb") as file:
        file.truncate(1024**3)
    code, (problem, _) = _status(folder, memory)
    told = f"is 1024 MiB, over the limit of {MAX_FILE_BYTES // 1024**2}"
    assert code == 2
    assert problem.startswith(f"data/responses.yaml: error: {told}; ")
    assert problem.endswith(" (too-large)")
