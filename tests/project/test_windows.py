"""No command needs what only POSIX systems have: it is hidden from our modules, and all are run."""

import os
import subprocess
import sys
from pathlib import Path

from conftest import ROOT

sys.path.append(str(ROOT / ".ci"))

import try_commands

HIDING = ROOT / "tests" / "helpers" / "hide_posix.py"


def test_every_command_is_in_the_list() -> None:
    modules = (ROOT / "src" / "stalkplan" / "cli" / "commands").glob("[a-z]*.py")
    named = {line.split()[0] for line in try_commands.COMMANDS}
    assert named >= {module.stem.rstrip("_") for module in modules}


def test_commands_without_what_only_posix_has(tmp_path: Path) -> None:
    try_commands.begin(tmp_path)
    result = subprocess.run(
        (sys.executable, str(HIDING), *try_commands.COMMANDS),
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(ROOT / "src"), "STALKPLAN_DEBUG": "1"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=True,
    )
    ended = [line for line in result.stdout.splitlines() if line.startswith("exit ")]
    assert ended == [f"exit 0: {line}" for line in try_commands.COMMANDS], result.stderr


def test_what_is_hidden_is_hidden_from_us_alone() -> None:
    """The test can fail: a module of ours that asks for `os.geteuid` does not get it."""
    for name, code in (("stalkplan", 1), ("other", 0)):
        asking = f"import os; exec('os.geteuid()', {{'__name__': '{name}.x', 'os': os}})"
        program = f"import runpy; runpy.run_path({str(HIDING)!r}); {asking}"
        done = subprocess.run((sys.executable, "-c", program), capture_output=True, check=False)
        assert done.returncode == code, done.stderr
