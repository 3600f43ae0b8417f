"""Repositories for tests: a publication and two plans, commits on fixed days, nobody's settings."""

import atexit
import os
import shutil
import subprocess
from collections.abc import Mapping
from functools import cache, reduce
from pathlib import Path
from tempfile import mkdtemp

import pytest

ALONE = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "LC_ALL": "C"}
"""What keeps the settings of this machine out of git; for the program under test too."""

_SETTINGS = ("-c", "protocol.file.allow=always", "-c", "maintenance.auto=false")
_PERSON = {
    f"GIT_{role}_{what}": value
    for role in ("AUTHOR", "COMMITTER")
    for what, value in (("NAME", "A. Person"), ("EMAIL", "person@example.org"))
}

PUBLICATION = """\
publication:
  id: report
  title: A report
  published: 2024-09-27
  count: 29
recommendations:
  - number: 12
    theme: Risk management
    summary: Make risk work effective.
    addressed_to: [chief-constables, local-policing-bodies]
    deadlines:
      - due: 2025-03-27
    requirements:
      - ref: 12.1
        summary: Use a tool.
      - ref: 12.2
        summary: Share what is known.
      - ref: 12.3
        summary: Learn.
  - number: 13
    theme: Orders
    addressed_to: [chief-constables]
  - number: 14
    theme: Training
    addressed_to: [chief-constables]
  - number: 28
    theme: Publish and report
    addressed_to: [chief-constables]
    deadlines:
      - milestone: publish
        due: 2024-11-22
      - milestone: report
        due: 2025-03-28
    discharged:
      - for: chief-constables
        by: NPCC
        on: 2024-11-23
        milestone: publish
        evidence: https://example.org/letter
"""
_OLDER = """\
organisation:
  id: northshire
  name: Northshire Police
  answers_for: [chief-constables, local-policing-bodies]
  contact: plan@example.org
source: https://example.org/plan
responses:
  # the first answer
  - ref: 12.1
    position: We record every risk.  # in our own words
    acceptance: accepted
    stated_deadline: 2025-03-27
    actions:
      - id: 12.1a
        summary: Choose a tool.
        owner: Head of Risk
        promise: {by: 2025-03, wording: in March}
        updates:
          - date: 2025-01-10
            status: in-progress
            note: Three tools were tried.
            evidence:
              - https://example.org/minutes
"""
SECOND = """\
          - date: 2025-03-20
            status: blocked
            note: No tool fits.
"""
THIRD = """\
          - date: 2025-03-20
            note: Money is short.
"""
_REST = """\
  - ref: 12.2
    position: We share.
    actions:
      - id: 12.2a
        added: 2025-01-05
        summary: Write a protocol.
  - ref: 13
    position:
  - ref: 14
    position: We train.
    updates:
      - date: 2025-02-03
        note: Half are trained.
  - ref: 28
    position: We publish.
    actions:
      - id: 28a
        milestone: report
        summary: Report to the board.
        owner: Chief of Staff
        updates:
          - date: 2025-02-01
            status: complete
            evidence:
              - https://example.org/report
"""
PLAN = f"{_OLDER}{SECOND}{THIRD}{_REST}"
LAST_MONTHS_PLAN = f"{_OLDER}{_REST}"
SOUTHSHIRE = """\
organisation:
  id: southshire
  name: Southshire Police
  answers_for: [chief-constables]
responses:
  - ref: 14
    position: We learn.
"""
ASKED = "data/recommendations.yaml"
TOLD = "data/responses.yaml"
SOUTH = "data/responses/southshire.yaml"
NORTH = "data/responses/northshire.yaml"
FILES = (ASKED, TOLD, SOUTH, NORTH)


class Repository:
    """A repository in a folder of its own; file names are relative to its top."""

    def __init__(self, top: Path) -> None:
        self.top = top
        self.data = top / "data"

    @classmethod
    def begun(cls, top: Path, *options: str) -> "Repository":
        """Return a new one with nothing in it."""
        top.mkdir(parents=True)
        repository = cls(top)
        repository.git("init", "--quiet", "--initial-branch=main", *options)
        return repository

    @classmethod
    def trusted(cls, top: Path, *options: str) -> "Repository":
        """Return a new one with last month's plan, tagged `month`, and the plan, on `trusted`."""
        repository = cls.begun(top, *options)
        repository.write({ASKED: PUBLICATION, TOLD: LAST_MONTHS_PLAN, SOUTH: SOUTHSHIRE})
        repository.commit("2025-03-01")
        repository.git("tag", "month")
        repository.write({TOLD: PLAN})
        repository.commit("2025-04-01")
        repository.git("branch", "trusted")
        return repository

    @classmethod
    def alone(cls, top: Path, patch: pytest.MonkeyPatch) -> "Repository":
        """Return a copy of the trusted one, with branches `side` and `old`, for one test."""
        for name, value in ALONE.items():
            patch.setenv(name, value)
        return cls(Path(shutil.copytree(_template(), top, symlinks=True)))

    def git(self, *arguments: str, day: str = "2025-04-01", given: bytes = b"", **env: str) -> str:
        """Run git as on a day, and return what it says."""
        when = f"{day}T12:00:00+00:00"
        dates = {"GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when}
        kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
        result = subprocess.run(
            ["git", *_SETTINGS, *arguments],
            cwd=self.top,
            env=kept | ALONE | _PERSON | dates | {"GIT_EDITOR": "true"} | env,
            input=given,
            capture_output=True,
            check=False,
        )
        assert result.returncode == 0, result.stderr.decode(errors="replace")
        return result.stdout.decode(errors="surrogateescape").removesuffix("\n")

    def write(self, files: Mapping[str, str | bytes]) -> None:
        """Write files, bytes as they are."""
        for name, text in files.items():
            path = self.top / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode() if isinstance(text, str) else text)

    def read(self, name: str) -> str:
        """Return the text of a file."""
        return (self.top / name).read_bytes().decode()

    def swap(self, old: str, new: str) -> None:
        """Put another text into the only place of the data where a text stands."""
        texts = {name: self.read(name) for name in FILES if (self.top / name).exists()}
        assert sum(text.count(old) for text in texts.values()) == 1, old
        self.write({name: text.replace(old, new) for name, text in texts.items() if old in text})

    def commit(self, day: str, *options: str, message: str = "x") -> str:
        """Commit all that stands in the folder, and return the commit's id."""
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "-m", message, *options, day=day)
        return self.head

    def merge(self, other: str, day: str, files: Mapping[str, str] | None = None) -> str:
        """Commit a merge that keeps this side's files, but for those given; return its id."""
        self.git("merge", "--quiet", "--no-ff", "--no-commit", "--strategy=ours", other, day=day)
        self.write(files or {})
        return self.commit(day)

    @property
    def head(self) -> str:
        """The id of the last commit: read where git keeps it, unless that takes git itself."""
        try:
            head = (self.top / ".git" / "HEAD").read_text("ascii").rstrip()
            if not head.startswith("ref: "):
                return head
            return (self.top / ".git" / head.removeprefix("ref: ")).read_text("ascii").rstrip()
        except OSError:
            return self.git("rev-parse", "HEAD")


_SENT = "          - date: 2025-04-10\n            note: Sent.\n"
SWAPS = {
    "one": ("are trained.\n", "are trained.\n      - date: 2025-04-05\n        note: All.\n"),
    "two": ("example.org/report\n", f"example.org/report\n{_SENT}"),
    "three": (THIRD, f"{THIRD}{_SENT}"),
    "late": (THIRD, THIRD + THIRD.replace("Money is short", "Late")),
    "late instead": (SECOND, SECOND + THIRD.replace("Money is short", "Late")),
    "reword": ("No tool fits", "A tool fits"),
    "undo": ("A tool fits", "No tool fits"),
    "reword the first": ("Three tools", "Four tools"),
    "delete": (THIRD, ""),
    "delete two": (f"{SECOND}{THIRD}", ""),
    "insert": (THIRD, f"{_SENT}{THIRD}"),
    "insert again": (THIRD, f"{_SENT}{THIRD}"),
    "delete the second": (SECOND, ""),
    "delete the reworded": (SECOND.replace("No tool", "A tool"), ""),
    "move": ("due: 2025-03-27", "due: 2026-03-27"),
    "move again": ("due: 2026-03-27", "due: 2027-03-27"),
    "own": ("      - id: 12.2a\n", "      - id: 12.2a\n        owner: Registrar\n"),
    "own again": ("owner: Registrar", "owner: Chief"),
    "take back": (_SENT, ""),
    "rename organisation": ("id: northshire", "id: north"),
    "spoil": ("responses:\n  #", "<<<<<<< HEAD\nresponses:\n  #"),
    "mend": ("<<<<<<< HEAD\n", ""),
}
"""Edits of the plan: a text, and another for its place."""

_GIT = {name: ("checkout", "--quiet", name) for name in ("main", "side", "old", "trusted")} | {
    "detach": ("checkout", "--quiet", "--detach"),
    "rebase": ("rebase", "--quiet", "trusted"),
    "remove": ("rm", "--quiet", TOLD),
    "rename": ("mv", TOLD, NORTH),
    "restore": ("checkout", "--quiet", "trusted", "--", TOLD),
    "pick": ("cherry-pick", "side"),
    "squash": ("merge", "--quiet", "--squash", "side"),
    "octopus": ("merge", "--quiet", "--no-edit", "side", "old"),
    "revert": ("revert", "--no-edit", "HEAD"),
}


def take(repository: Repository, step: str) -> str | None:
    """Take a step, and return the last commit, None for what is not committed.

    A step is `then`, a branch or another of _GIT, `amend`, `leave`, `stage` or `merge BRANCH`,
    perhaps with edits: `side: one, reword`.
    """
    head, _, names = step.partition(": ")
    do, _, other = head.partition(" ")
    swaps = [SWAPS[name] for name in names.split(", ") if name]
    if do == "merge":
        merged = reduce(lambda text, swap: text.replace(*swap), swaps, PLAN)
        return repository.merge(other, "2025-04-21", {TOLD: merged})
    if do in _GIT:
        repository.git(*_GIT[do], day="2025-04-20")
    for swap in swaps:
        repository.swap(*swap)
    if do == "leave":
        return None
    if do == "stage":
        repository.git("add", "--all")
        return None
    if swaps or do in ("remove", "restore", "rename", "squash"):
        repository.commit("2025-04-20", *(["--amend"] if do == "amend" else []))
    return repository.head


@cache
def _template() -> Path:
    above = Path(mkdtemp(prefix="gitting-"))
    atexit.register(shutil.rmtree, above)
    repository = Repository.trusted(above / "repository")
    repository.git("branch", "side")
    repository.git("branch", "old", "month")
    return repository.top
