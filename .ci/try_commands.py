"""Run every command once, in a new repository with the plan that comes with stalkplan.

    python .ci/try_commands.py

For systems on which the tests do not run: needs git, and stalkplan installed. Exit 1: a command
did not answer as it should.
"""

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

DATA = Path(__file__).resolve().parents[1] / "data"
PAGE = "<table><tr><th>Ref<th>Action<tr><td>7.1<td>Train all call handlers.</table>"

COMMANDS = (
    "status",
    "overdue --fail-on nothing",
    "show 12.1a",
    "check --against HEAD",
    "update 12.1a --status in-progress --note 'A tool is on trial.'",
    "undo --dry-run",
    "ask --output sheet.csv",
    "add 7.2 --summary 'Train all call handlers.'",
    "respond 7.2 --position 'Every case is flagged.'",
    "redact 12.1a --field summary --dry-run",
    "log 12.1a",
    "changes --since 2024-11-22",
    "compare",
    "trend --since 2025-01-01",
    "brief --since 2025-01-01",
    "return --since 2025-01-01",
    "publish public",
    "status --format json --output status.json",
    "init another --org kent",
    "schema responses",
    "import page.html --org kent",
)
"""Each of them ends with 0; what would ask for an answer is a dry run."""


def begin(top: Path) -> None:
    """Write a repository with the plan, its page and one commit."""
    shutil.copytree(DATA, top / "data")
    (top / "page.html").write_text(PAGE, encoding="utf-8")
    identity = ("-c", "user.name=a", "-c", "user.email=a@example.org")
    for step in (("init", "--quiet"), ("add", "."), ("commit", "--quiet", "-m", "The plan")):
        subprocess.run(("git", *identity, *step), cwd=top, check=True)


def main() -> int:
    """Run all of them in turn; return 1 if one does not end with 0."""
    failed = 0
    with TemporaryDirectory() as top:
        begin(Path(top))
        for line in COMMANDS:
            command = (sys.executable, "-m", "stalkplan", *shlex.split(line))
            done = subprocess.run(
                command, cwd=top, env=os.environ | {"STALKPLAN_DEBUG": "1"}, check=False,
                stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            )  # fmt: skip
            print(f"exit {done.returncode}: stalkplan {line}", flush=True)
            if done.returncode:
                failed = 1
                print(done.stdout.decode(errors="replace"))
    return failed


if __name__ == "__main__":
    sys.exit(main())
