"""The gate and the check against tools that keep as many items as text. Exit 1: a bar is missed.

    make bench-peers

Each tool gets the same actions, a line of words each, in its own files, and is asked for what it
validates, as a whole process: bean-check (beancount), doorstop, strictdoc and trestle
(compliance-trestle), from the environment that `make` fills; and `task overdue` (taskwarrior,
Debian's package), which validates nothing. A tool's own cache is left as it is, unless we name it.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Final
from uuid import UUID

from generate import RECOMMENDATIONS
from national import ON
from ratios import Command, Finding, Row, found_for, script
from startup import STALKPLAN

PEERS: Final = Path(__file__).parents[1] / ".venv" / "peers" / "bin"
SIZES: Final = (1_000, 10_000)

Peer = Callable[[Path, int], Command]
"""Writes so many actions into a folder for a tool; returns the tool's command."""

OWNER, DUE = "Head of Public Protection", "2025-03-27"
_RANDOM_SEED = 1


def summary(number: int) -> str:
    """Return the words of one action."""
    return f"Action {number} on the risk assessment of stalking cases"


def write_plan(folder: Path, actions: int) -> Path:
    """Write one plan of so many actions, all of them overdue; return its folder."""
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
    for number in range(1, actions + 1):
        lines += (
            f"      - id: 12.1-{number}",
            f"        summary: {summary(number)}",
            f"        owner: {OWNER}",
        )
    (folder / "responses.yaml").write_text("\n".join((*lines, "")), encoding="utf-8")
    return folder


def beancount(folder: Path, actions: int) -> Command:
    """Write a ledger with a transaction for each action; return the command that validates it."""
    lines = ["2024-09-27 open Equity:Kent", "2024-09-27 open Equity:Report"]
    for number in range(1, actions + 1):
        lines += (
            f'{DUE} ! "{OWNER}" "{summary(number)}"',
            f'  id: "12.1-{number}"',
            "  Equity:Kent     1 ACTION",
            "  Equity:Report  -1 ACTION",
        )
    ledger = folder / "plan.beancount"
    ledger.write_text("\n".join((*lines, "")), encoding="utf-8")
    return Command((str(PEERS / "bean-check"), "--no-cache", str(ledger)))


def doorstop(folder: Path, actions: int) -> Command:
    """Write a document with a file for each action, in a repository, as doorstop asks."""
    subprocess.run(("git", "init", "--quiet", str(folder)), check=True)
    document = folder / "actions"
    document.mkdir()
    settings = "settings: {digits: 5, itemformat: yaml, prefix: ACT, sep: ''}\n"
    (document / ".doorstop.yml").write_text(settings, encoding="utf-8")
    for number in range(1, actions + 1):
        item = (
            "active: true",
            "derived: false",
            "header: ''",
            f"level: '1.{number}'",
            "links: []",
            "normative: true",
            f"owner: {OWNER}",
            "ref: ''",
            "reviewed: null",
            f"text: |\n  {summary(number)}",
        )
        file = document / f"ACT{number:05}.yml"
        file.write_text("\n".join((*item, "")), encoding="utf-8")
    # It would rewrite each file, and asks for a review of each: neither is validation.
    return Command((str(PEERS / "doorstop"), "-j", str(folder), "--no-reformat", "-W"))


def strictdoc(folder: Path, actions: int) -> Command:
    """Write one document; it is read, its links are followed, and it is written as JSON."""
    lines = ["[DOCUMENT]", "TITLE: Plan", ""]
    for number in range(1, actions + 1):
        lines += (
            "[REQUIREMENT]",
            f"UID: ACT-{number}",
            f"TITLE: Action {number}",
            f"STATEMENT: {summary(number)}",
            f"COMMENT: {OWNER}, due {DUE}",
            "",
        )
    (folder / "plan.sdoc").write_text("\n".join(lines), encoding="utf-8")
    output = ("--formats", "json", "--output-dir", str(folder / "output"))
    return Command((str(PEERS / "strictdoc"), "export", str(folder), *output))


def trestle(folder: Path, actions: int) -> Command:
    """Write a plan of action and milestones in OSCAL; return the command that validates it."""
    kind = "plan-of-action-and-milestones"
    random = Random(_RANDOM_SEED)
    plan = {
        "uuid": str(UUID(int=random.getrandbits(128), version=4)),
        "metadata": {
            "title": "Plan",
            "last-modified": "2024-11-22T00:00:00.000+00:00",
            "version": "1",
            "oscal-version": "1.2.1",
        },
        "poam-items": [
            {
                "uuid": str(UUID(int=random.getrandbits(128), version=4)),
                "title": f"12.1-{number}",
                "description": summary(number),
                "props": [{"name": "owner", "value": OWNER}, {"name": "due", "value": DUE}],
            }
            for number in range(1, actions + 1)
        ],
    }
    model = folder / kind / "plan"
    for needed in (folder / ".trestle", model):  # the first is how it knows a folder of its own
        needed.mkdir(parents=True)
    (model / f"{kind}.json").write_text(json.dumps({kind: plan}), encoding="utf-8")
    return Command((str(PEERS / "trestle"), "validate", "-tr", str(folder), "-t", kind))


def tasks(actions: int) -> list[dict[str, str]]:
    """Return a pending task for each action, as taskwarrior imports it."""
    random = Random(_RANDOM_SEED)
    return [
        {
            "uuid": str(UUID(int=random.getrandbits(128), version=4)),
            "status": "pending",
            "description": summary(number),
            "project": OWNER,
            "entry": "20240927T000000Z",
            "due": f"{DUE.replace('-', '')}T000000Z",
        }
        for number in range(1, actions + 1)
    ]


def taskwarrior(folder: Path, actions: int) -> Command:
    """Let taskwarrior import the tasks; return its own gate."""
    settings = folder / "taskrc"
    settings.write_text(f"data.location={folder}\nconfirmation=off\n", encoding="utf-8")
    subprocess.run(
        ("task", f"rc:{settings}", "import", "-"),
        input=json.dumps(tasks(actions)).encode(),
        env=os.environ | {"TASKRC": str(settings)},
        check=True,
        capture_output=True,
    )
    return Command(("task", f"rc:{settings}", "overdue"))


VALIDATING: Final[tuple[Peer, ...]] = (beancount, doorstop, strictdoc, trestle)

BARS: Final = {
    ("overdue", "beancount", 10_000): (0.6, 0.45),
    ("check", "beancount", 10_000): (0.9, 0.7),
    ("overdue", "taskwarrior", 10_000): (2.0, 1.0),
}
"""Bar and stretch of the design, by our command, the peer and how many actions there are."""

_AHEAD = (1.0, 1.0)
"""Of every other pair: not to be behind a tool that validates as much."""


def rows(top: Path, actions: int) -> Iterator[Row]:
    """Yield both of our commands against each tool, for so many actions."""
    plan = write_plan(top / f"plan-{actions}", actions)
    ours = {
        name: Command((STALKPLAN, name, "--as-of", ON, "--data", str(plan)), code=code)
        for name, code in (("overdue", 1), ("check", 0))
    }
    for peer in (*VALIDATING, taskwarrior):
        folder = top / f"{peer.__name__}-{actions}"
        folder.mkdir()
        baseline = peer(folder, actions)
        for name, command in ours.items():
            bars = BARS.get((name, peer.__name__, actions))
            if bars or peer is not taskwarrior:  # it has no bar of its own: it validates nothing
                measure = f"{name}, {actions:,} actions, over {peer.__name__}"
                yield Row(measure, command, baseline, *(bars or _AHEAD))


def found(rounds: int) -> list[Finding]:
    """Measure in folders that are written for it. SystemExit where a tool is not installed."""
    if not shutil.which("task"):
        raise SystemExit("taskwarrior is not installed: apt-get install taskwarrior")
    if not PEERS.is_dir():
        raise SystemExit("the other tools are not installed: make bench-peers installs them")
    with TemporaryDirectory() as top:
        return [
            finding
            for actions in SIZES
            for finding in found_for([*rows(Path(top), actions)], rounds=rounds, folder=Path(top))
        ]


if __name__ == "__main__":
    sys.exit(script(found, rounds=5))
