"""Reading history: commands that ask git, over `git log --stat` of one range. Exit 1: bar missed.

    python bench/history.py --rounds 5

500 commits, each of which adds one update to one of 43 plans.
"""

import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from generate import write_folder
from ratios import Command, Finding, Row, found_for, script
from recording import last_action
from stalkplan.edit.several import Appended, several
from startup import STALKPLAN

COMMITS, ORGANISATIONS, ACTIONS = 500, 43, 24
BAR, STRETCH = 4, 2
BASE = "base"

GIT = ("git", "-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "gc.auto=0")


def git(folder: Path, *arguments: str) -> None:
    """Run git in a folder, with nothing of this machine's configuration."""
    environment = os.environ | {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    subprocess.run(
        [*GIT, *arguments], cwd=folder, env=environment, check=True, stdout=subprocess.DEVNULL
    )


def write_history(folder: Path, *, commits: int) -> None:
    """Write a repository: the plans in a commit with the tag BASE, then as many commits."""
    write_folder(folder / "data", organisations=ORGANISATIONS, actions=ACTIONS, seed=1)
    git(folder, "init", "--quiet")
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "--message", "The plans")
    git(folder, "tag", BASE)
    plans = sorted((folder / "data" / "responses").glob("*.yaml"))
    for number in range(commits):
        plan = plans[number % len(plans)]
        text = plan.read_text(encoding="utf-8")
        update = {"date": "2026-11-24", "note": f"Update {number}."}
        edit = several(text, [Appended(last_action(text), "updates", update)])
        plan.write_text(edit.new, encoding="utf-8")
        git(folder, "commit", "--quiet", "--all", "--message", f"Update {number}")


def rows() -> tuple[Row, ...]:
    """Return the commands, each against git over the same range."""
    base = Command(("git", "--no-pager", "log", "--stat", f"{BASE}..HEAD"))
    commands = {
        "log": ("log", "7.1a", "--org", "kent"),
        "changes": ("changes", "--since", BASE),
        "check --against": ("check", "--against", BASE),
    }
    return tuple(
        Row(
            f"{name}, {COMMITS} commits",
            Command((STALKPLAN, *arguments), code=int(name.startswith("check"))),
            base,
            BAR,
            STRETCH,
        )
        for name, arguments in commands.items()  # the generated plans have faults, so check says no
    )


def found(rounds: int) -> list[Finding]:
    """Measure in a repository that is written for it."""
    with TemporaryDirectory() as folder:
        write_history(Path(folder), commits=COMMITS)
        return found_for(rows(), rounds=rounds, folder=Path(folder))


if __name__ == "__main__":
    sys.exit(script(found, rounds=5))
