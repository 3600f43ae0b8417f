"""The gate against taskwarrior, as many tasks in the same state. Exit 1: a bar is missed.

    apt-get install taskwarrior
    python bench/tasks.py --rounds 5

Two sizes of words: a line each, all of them late; and those of the national plans, where a task
has an action's summary, theme and notes, and is late, done or waiting as the action is.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any
from uuid import UUID

from generate import RECOMMENDATIONS
from national import NATIONAL, ON, PARSE, overdue, write
from ratios import Command, Finding, Row, found_for, script
from stalkplan.record.files import read_folder
from stalkplan.record.register import build
from stalkplan.verdict.items import Item, assess

ACTIONS = 10_000
BAR, STRETCH = 1.0, 0.7

FLOOR = f"import pydantic.main, typer.main\n{PARSE}"
"""What no program of these libraries can do without: it judges and shows nothing."""


def write_short(folder: Path) -> Path:
    """Write one plan of so many actions with a line of words each, all of them overdue."""
    folder.mkdir()
    publication = RECOMMENDATIONS.read_text(encoding="utf-8")
    (folder / RECOMMENDATIONS.name).write_text(publication, encoding="utf-8")
    lines = [
        "organisation: {id: kent, name: Kent Police, answers_for: [chief-constables]}",
        "responses:",
        "  - ref: 12.1",
        "    position: Every case has a risk assessment.",
        "    actions:",
    ]
    for number in range(1, ACTIONS + 1):
        lines += (
            f"      - id: 12.1-{number}",
            f"        summary: Action {number} on the risk assessment of stalking cases",
            "        owner: Head of Public Protection",
        )
    (folder / "responses.yaml").write_text("\n".join((*lines, "")), encoding="utf-8")
    return folder


def tasks_of(items: Iterable[Item]) -> Iterator[dict[str, Any]]:
    """Yield a task for each action, as taskwarrior imports it."""
    random = Random(1)
    for item in items:
        if item.action is None:
            continue
        task: dict[str, Any] = {
            "uuid": str(UUID(int=random.getrandbits(128), version=4)),
            "status": "completed" if item.completed else "pending",
            "description": item.summary,
            "project": item.recommendation.theme,
            "entry": _moment(date(2024, 9, 27)),
        }
        if item.window:
            task["due"] = _moment(item.window.last)
        if item.completed:
            task["end"] = _moment(item.completed)
        notes = {update.date: update.note for update in item.state.updates if update.note}
        if notes:
            task["annotations"] = [
                {"entry": _moment(day), "description": note} for day, note in notes.items()
            ]
        yield task


def _moment(day: date) -> str:
    return f"{day:%Y%m%d}T000000Z"


def write_tasks(folder: Path, plans: Path) -> Command:
    """Let taskwarrior import the actions of some plans; return its command."""
    items = assess(build(read_folder(plans).texts), on=date.fromisoformat(ON))
    folder.mkdir()
    settings = folder / "taskrc"
    settings.write_text(f"data.location={folder}\nconfirmation=off\n", encoding="utf-8")
    subprocess.run(
        ("task", f"rc:{settings}", "import", "-"),
        input=json.dumps([*tasks_of(items)]).encode(),
        env=os.environ | {"TASKRC": str(settings)},
        check=True,
        capture_output=True,
    )
    return Command(("task", f"rc:{settings}", "overdue"))


def rows(top: Path) -> Iterator[Row]:
    """Yield the gate against `task overdue`, in a pipe and on a terminal."""
    short, long = write_short(top / "short"), write(top / "long", NATIONAL)
    for name, plans in (("a line each", short), ("national plans", long)):
        task = write_tasks(top / f"{plans.name}-tasks", plans)
        for place, is_terminal in (("piped", False), ("on a terminal", True)):
            ours, theirs = (
                command._replace(on_terminal=is_terminal) for command in (overdue(plans), task)
            )
            yield Row(f"10,000 actions, {name}, {place}", ours, theirs, BAR, STRETCH)
        floor = Command((sys.executable, "-c", FLOOR, str(plans)))
        yield Row(f"only libraries and parser, {name}, piped", floor, task, BAR, STRETCH)


def found(rounds: int) -> list[Finding]:
    """Measure in folders that are written for it. Raises SystemExit where there is no `task`."""
    if not shutil.which("task"):
        raise SystemExit("taskwarrior is not installed: apt-get install taskwarrior")
    with TemporaryDirectory() as top:
        return found_for([*rows(Path(top))], rounds=rounds, folder=Path(top))


if __name__ == "__main__":
    sys.exit(script(found, rounds=5))
