"""Runs of stalkplan under strace: what they did to a folder, and to run many at a time."""

import json
import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

from begun_plan import begun_plan
from small_plan import PLAN, PUBLICATION
from terminal_in_memory import BIN

from stalkplan.record.files import bundled_folder

DAY = "2026-11-24"
ASKED = f"{PUBLICATION}    requirements: [{{ref: 12.2}}, {{ref: 12.3}}]\n"
BEGUN = f"{PLAN}  - ref: 12.3\n    position:\n"
UNDONE = f"    updates:\n      - date: {DAY}\n        note: Not this one.\n"
SLIPPED = f"{PLAN}            note: Jane did it.\n  - ref: 12.3\n    position:\n"
SHEET = Path(__file__).parents[1] / "cases" / "sheets" / "northshire.csv"
"""A sheet of `ask` that was filled in for the plan."""

LEFT = ".stalkplan-left.tmp"
"""A temporary file of a run that was killed."""

PAGE = "page.csv"
"""A newer edition of the plan, beside the data folder."""

COMMANDS: dict[str, Sequence[str]] = {
    "update": ["update", "12.2a", "--note", "Tool chosen.", "--as-of", DAY, "--data"],
    "update from a sheet": ["update", "--from", str(SHEET), "--as-of", DAY, "--data"],
    "add": ["add", "12.2", "--summary", "Flag it.", "--as-of", DAY, "--data"],
    "respond": ["respond", "12.3", "--position", "We flag them.", "--as-of", DAY, "--data"],
    "retract": ["update", "12.2a", "--retracts", "2025-03-20", "--as-of", DAY, "--data"],
    "redact": ["redact", "12.2a", "--date", "2025-03-20", "--as-of", DAY, "--data"],
    "import": ["import", PAGE, "--as-of", DAY, "--into"],
    "undo": ["undo", "--as-of", DAY, "--data"],
    "init": ["init", "--org", "kent"],
    "init again": ["init", "--org", "kent"],
}
"""What is typed, up to the data folder, or to the plan in it for `import`; `init again` is where
one was killed."""

CWD = "/"
ENVIRONMENT = {
    "PATH": "/usr/bin:/bin",
    "HOME": "/",
    "LANG": "C.UTF-8",
    "PYTHONHASHSEED": "0",
    "PYTHONDONTWRITEBYTECODE": "1",
}
EVERYTHING = "trace=%file,%desc"

_LINE = re.compile(
    r"(?:\d+ +)?(?P<name>\w+)\((?P<given>.*?)(?:\)\s+= (?P<result>.*)|<unfinished \.\.\.>)?$"
)
_PATH = re.compile(r'[<"](/[^<>"]*)[>"]')
_TEMPORARY = re.compile(r"/\.stalkplan-\w{8}\.tmp")
_NAMELESS = re.compile(r"/#\d+$")
"""A file without a name, with which filelock tries whether locks work in the folder."""


class Call(NamedTuple):
    """A system call: `ordinal` is its number among all of its name, from 1."""

    name: str
    ordinal: int
    given: str
    result: str

    @property
    def paths(self) -> list[str]:
        """Return the paths among its arguments, those of open files too."""
        return _PATH.findall(self.given)

    @property
    def says_saved(self) -> bool:
        """Whether it writes "saved" to stdout."""
        return self.name == "write" and self.given.startswith("1<") and '"saved ' in self.given

    @property
    def is_done(self) -> bool:
        """Whether it succeeded."""
        return self.result.startswith("0")

    def told(self, root: Path) -> str:
        """Return the same, short, for any root and any name of a temporary file."""
        paths = [f"~{path.removeprefix(str(root))}" for path in self.paths if _is_in(path, root)]
        named = (_TEMPORARY.sub("/.stalkplan-*.tmp", _NAMELESS.sub("/#", p)) for p in paths)
        return " ".join([self.name, *named])


class Run(NamedTuple):
    """A run that has ended: what it was given, what it and strace wrote to the folder `told`."""

    root: Path
    arguments: Sequence[str]
    told: Path
    code: int

    @property
    def data(self) -> Path:
        return self.root / "data"

    @property
    def out(self) -> str:
        return (self.told / "out").read_text(encoding="utf-8")

    @property
    def err(self) -> str:
        return (self.told / "err").read_text(encoding="utf-8")

    @property
    def calls(self) -> list[Call]:
        """Return the system calls in its log."""
        return [*_calls((self.told / "log").read_text(encoding="utf-8").splitlines())]

    @property
    def touching(self) -> list[Call]:
        """Return the calls that touch the folder or what is in it, or say "saved"."""
        return [
            call
            for call in self.calls
            if call.says_saved or any(_is_in(path, self.root) for path in call.paths)
        ]


def _is_in(path: str, root: Path) -> bool:
    return path == str(root) or path.startswith(f"{root}/")


def _calls(lines: Iterable[str]) -> Iterator[Call]:
    seen: Counter[str] = Counter()
    for line in lines:
        if found := _LINE.match(line):
            seen[found["name"]] += 1
            yield Call(found["name"], seen[found["name"]], found["given"], found["result"] or "")


def not_flushed(calls: Iterable[Call]) -> list[str]:
    """Return what would not survive a power cut at the moment at which "saved" is said."""
    flushed: set[str] = set()
    waiting: dict[str, str] = {}
    found = []
    for call in calls:
        if call.says_saved:
            break
        if call.name == "write":
            flushed.difference_update(call.paths)
        elif call.name == "fsync" and call.is_done:
            flushed.update(call.paths)
            waiting = {path: why for path, why in waiting.items() if path not in call.paths}
        elif call.name.startswith(("rename", "mkdir")) and call.is_done:
            *sources, target = (path for path in call.paths if path != CWD)
            found += [f"{path} before {call.name}" for path in sources if path not in flushed]
            waiting[os.path.dirname(target)] = f"{call.name} {target}"  # noqa: PTH120
    return [*found, *(f"{folder} after {why}" for folder, why in waiting.items())]


def begun(command: str) -> dict[str, str]:
    """Return the texts of the data folder by name before a command."""
    if command == "init":
        return {}
    if command == "init again":
        publication = (bundled_folder() / "recommendations.yaml").read_text(encoding="utf-8")
        *whole, _ = begun_plan("kent", publication).items()
        return dict(whole)
    plan = SLIPPED if command in ("retract", "redact") else BEGUN
    return {
        "recommendations.yaml": ASKED,
        "responses.yaml": f"{plan}{UNDONE * (command == 'undo')}",
    }


def placed(root: Path, command: str) -> list[str]:
    """Write the data folder for a run of a command, and return what is typed."""
    data = root / "data"
    root.mkdir(parents=True)
    if texts := begun(command):
        for name, text in (*texts.items(), (LEFT, "organis")):
            (data / name).parent.mkdir(parents=True, exist_ok=True)
            (data / name).write_text(text.removesuffix(UNDONE), encoding="utf-8")
        if command == "undo":
            _commit(root)
            (data / "responses.yaml").write_text(texts["responses.yaml"], encoding="utf-8")
    if command == "import":
        (root / PAGE).write_text("Ref,Force update\n12.3,We flag them.\n", encoding="utf-8")
    return arguments_of(root, command)


def arguments_of(root: Path, command: str) -> list[str]:
    """Return what is typed for a command on the data folder in `root`."""
    typed_ = [str(root / PAGE) if each == PAGE else each for each in COMMANDS[command]]
    return [*typed_, str(root / "data" / ("responses.yaml" if command == "import" else ""))]


def _commit(root: Path) -> None:
    who = ("-c", "user.name=A. Person", "-c", "user.email=person@example.org")
    for line in (("init", "-q"), ("add", "-A"), ("commit", "-q", "-m", "x")):
        subprocess.run(["git", *who, *line], cwd=root, env=ENVIRONMENT, check=True)


def typed(command: str, folder: Path) -> Run:
    """Run a command in a new folder as a person does, under strace."""
    root, told = folder / "root", folder
    arguments = placed(root, command)
    trace = ["strace", "-f", "--seccomp-bpf", "-qq", "-y", "-s8", "-o", str(told / "log")]
    with (told / "out").open("wb") as out, (told / "err").open("wb") as err:
        result = subprocess.run(
            [*trace, "-e", EVERYTHING, str(BIN / "stalkplan"), *arguments],
            stdout=out,
            stderr=err,
            check=False,
            cwd=CWD,
            env=ENVIRONMENT,
        )
    return Run(root, arguments, told, result.returncode)


def forked(command: str, options: Sequence[Sequence[str]], folder: Path) -> list[Run]:
    """Run a command in new folders, once for each strace's options, some at a time."""
    roots = [folder / f"{number:04}" / "root" for number in range(len(options))]
    return _forks([(root, placed(root, command), root.parent / "told") for root in roots], options)


def repeated(runs: Sequence[Run], options: Sequence[str]) -> list[Run]:
    """Run the same again in the same folders."""
    given = [(run.root, run.arguments, run.told.with_name("again")) for run in runs]
    return _forks(given, [options for _ in runs])


def _forks(
    given: Sequence[tuple[Path, Sequence[str], Path]], options: Sequence[Sequence[str]]
) -> list[Run]:
    for _, _, told in given:
        told.mkdir()
    asked = [
        ([*arguments], [*chosen], str(told))
        for (_, arguments, told), chosen in zip(given, options, strict=True)
    ]
    workers = min(3, os.cpu_count() or 1, len(asked))
    with ThreadPoolExecutor(workers) as pool:
        parts = [*pool.map(_codes, (asked[number::workers] for number in range(workers)))]
    return [Run(*of, parts[n % workers][n // workers]) for n, of in enumerate(given)]


def _codes(asked: Sequence[tuple[list[str], list[str], str]]) -> list[int]:
    result = subprocess.run(
        [sys.executable, str(Path(__file__).with_name("forking.py"))],
        input=json.dumps(asked),
        capture_output=True,
        encoding="utf-8",
        check=False,
        cwd=CWD,
        env=ENVIRONMENT,
    )
    assert result.returncode == 0, result.stderr
    codes: list[int] = json.loads(result.stdout)
    return codes
