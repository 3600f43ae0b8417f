"""A plan of one's own and somebody who types: what the tests of recording share."""

import json
import shlex
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from plain_yaml import plain

from conftest import DATA, Result

ON = "2026-11-23"
SEVERAL = Path(__file__).parents[1] / "cases" / "folders" / "several"
LOCK = ".stalkplan.lock"


class Desk:
    """A copy of a data folder, the landed data or another, written to as at a day."""

    def __init__(
        self, run: Callable[..., Result], above: Path, data: Path = DATA, on: str = ON
    ) -> None:
        ours = shutil.ignore_patterns("forces.csv", ".*")
        self.folder = Path(shutil.copytree(data, above / data.name, ignore=ours))
        self.plan = self.folder / "responses.yaml"
        self._run, self._on = run, on

    def type(self, line: str, *more: str, on: str = "", encoding: str = "utf-8") -> Result:
        """Run a command line on the folder; further arguments are taken as they are."""
        where = ("--data", str(self.folder), "--as-of", on or self._on)
        return self._run(*shlex.split(line), *where, *more, encoding=encoding)

    @property
    def text(self) -> str:
        """The plan as it stands, line endings too."""
        return self.plan.read_bytes().decode()

    @text.setter
    def text(self, text: str) -> None:
        self.plan.write_bytes(text.encode())

    @property
    def lines(self) -> list[str]:
        """The lines of the plan."""
        return self.text.split("\n")

    def put(self, old: str, new: str) -> None:
        """Replace the one place in the plan where `old` stands."""
        assert self.text.count(old) == 1
        self.text = self.text.replace(old, new)

    def files(self) -> dict[str, bytes]:
        """Return every file around the folder and in it, but the lock, which is empty."""
        root = self.folder.parent
        paths = (path for path in root.rglob("*") if path.is_file() and path.name != LOCK)
        return {str(path.relative_to(root)): path.read_bytes() for path in paths}

    def answer(self, ref: str) -> Any:
        """Return the last response to a requirement, as another parser reads it: all is text."""
        responses = plain(self.text)["responses"]
        return [response for response in responses if response["ref"] == ref][-1]

    def errors(self) -> list[str]:
        """Return what `check` calls an error."""
        problems = json.loads(self.type("check --format json").out)["problems"]
        return [p["message"] for p in problems if p["severity"] == "error"]

    def judged(self, on: str) -> Any:
        """Return what was concluded on a day; where in the files it stands is left out."""
        view = json.loads(self.type("status --format json", on=on).out)
        for item in view["items"]:
            del item["place"]
        return view
