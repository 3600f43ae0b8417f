"""What `check --against` says of a repository, for tests to compare."""

import json
from collections.abc import Callable
from typing import Any, NamedTuple

from inert_output import said
from repositories import Repository

from conftest import Result
from stalkplan.history.differences import Change


class Found(NamedTuple):
    """What `check --against` says of a repository."""

    code: int
    err: str
    view: Any

    def rewritten(self) -> list[tuple[str, str | None]]:
        """Return what was rewritten, and by which commit."""
        return sorted(((_told(row), row["commit"]) for row in self.rewritings), key=str)

    @property
    def rewritings(self) -> list[Any]:
        """What was rewritten, as the report has it."""
        return [row for row in self.view["record"] if not _is_added(row)]

    def added(self) -> list[tuple[str, str | None]]:
        """Return what joined the record or may be changed, and by which commit."""
        rows = [row for row in self.view["record"] if _is_added(row)]
        return sorted(((_told(row), row["commit"]) for row in rows), key=str)

    def late(self) -> list[str]:
        """Return what joined it late."""
        problems = [p for p in self.view["problems"] if p["code"] == "recorded-late"]
        places = [{name: p[name] for name in ("file", "line")} for p in problems]
        return sorted(_told(row) for row in self.view["record"] if row["now"] in places)


def compared(run: Callable[..., Result], repository: Repository, *options: str) -> Found:
    """Return what `check --against trusted` says, as at 30 June 2025."""
    where = ("--data", str(repository.data), "--as-of", "2025-06-30", "--format", "json")
    result = run("check", *(options or ("--against", "trusted")), *where)
    return Found(result.code, result.err, json.loads(result.out) if result.out else None)


def refused(run: Callable[..., Result], repository: Repository, *options: str) -> str:
    """Return why `check --against` cannot answer: a line that blames no bug, and nothing else."""
    found = compared(run, repository, *options)
    assert (found.code, found.view) == (2, None)
    assert found.err.startswith("stalkplan: ")
    assert "bug" not in found.err
    said(found.err)
    return found.err


def _told(row: Any) -> str:
    return f"{row['change']} {row['id']}"


def _is_added(row: Any) -> bool:
    """Whether something joined, or was changed as it may be."""
    return not Change(row["change"]).is_rewriting
