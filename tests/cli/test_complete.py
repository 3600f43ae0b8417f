"""What a shell offers after TAB, without reading the files as YAML."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from repositories import Repository

from conftest import DATA, ROOT

SEVERAL = ROOT / "tests" / "cases" / "folders" / "several"
PUBLICATIONS = ROOT / "tests" / "cases" / "folders" / "publications"
PROGRAM = Path(sys.executable).parent / "stalkplan"


def _offered(typed: str, folder: Path = ROOT) -> list[str]:
    """Return what bash would offer for the last word; `_` is a space in a word."""
    words = ["stalkplan", *(word.replace("_", " ") for word in typed.split(" "))]
    environment = {
        **os.environ,
        "_STALKPLAN_COMPLETE": "complete_bash",
        "COMP_WORDS": "\n".join(words),
        "COMP_CWORD": str(len(words) - 1),
    }
    environment.pop("STALKPLAN_DATA", None)
    result = subprocess.run(
        [str(PROGRAM)], cwd=folder, env=environment, capture_output=True, text=True, check=True
    )
    assert result.stderr == ""
    return result.stdout.split("\n")[:-1]


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("show 12", ["12.1", "12.1a", "12.2", "12.2a"]),
        ("show 10.2b", ["10.2b"]),
        ("show city", []),
        ("status --org c", ["city-of-london"]),
        ("status --owner Head", [r"Head\ of\ Public\ Protection"]),
        ("overdue --theme Vic", [r"Victims\'\ rights", r"Victim\ services"]),
        ('overdue --theme "Vic', ["Victims' rights", "Victim services"]),
        (r"overdue --theme Victim\_s", [r"Victim\ services"]),
        (r"overdue --theme Victims\'\_", [r"Victims\'\ rights"]),
        (r"status --owner Head\_of\_P", [r"Head\ of\ Public\ Protection"]),
        ("overdue --theme 'Victim_s", ["Victim services"]),
        ("sta", ["status"]),
        (f"show --data {SEVERAL} 2", ["2.1", "2.1a", "2.1b"]),
        (f"status --data {SEVERAL} --org k", ["kent-pcc", "kent"]),
        ("status --data /nowhere --org k", []),
        (f"status --data {PUBLICATIONS} --publication p", ["peel"]),
        (
            f"status --data {SEVERAL} --data {PUBLICATIONS} --publication ",
            ["audit", "invented", "peel", "stalking"],
        ),
    ],
)
def test_offers(typed: str, offered: list[str]) -> None:
    assert sorted(filter(None, _offered(typed))) == sorted(offered)


@pytest.mark.parametrize("typed", ["check --against ", "changes --since ", "changes --until "])
def test_offers_of_revisions(typed: str, tmp_path: Path) -> None:
    """The tags, then the branches; none that a shell or git would take for something else."""
    repository = Repository.trusted(tmp_path / "plans")
    repository.git("tag", "v2025.1")
    repository.git("tag", "$(touch owned)".replace(" ", "${IFS}"))
    assert _offered(typed, repository.data) == ["month", "v2025.1", "main", "trusted"]
    assert _offered(f"{typed}m", repository.data) == ["month", "main"]
    assert not any(_offered(f"{typed}m", tmp_path))


def test_nothing_to_offer_is_no_error(tmp_path: Path) -> None:
    assert not any(_offered("show 1", tmp_path))


def test_a_broken_file_still_offers(tmp_path: Path) -> None:
    (tmp_path / "recommendations.yaml").write_bytes((DATA / "recommendations.yaml").read_bytes())
    (tmp_path / "responses.yaml").write_bytes(b"responses: [\xff\n  - ref: 7.1\n    - id: 7.1a\n")
    assert sorted(filter(None, _offered("show 7", tmp_path))) == ["7.1", "7.1a"]


def test_no_parser_and_no_model_is_loaded() -> None:
    """That is what keeps it, and the help of every command, under 150 ms."""
    program = (
        "import sys; from stalkplan.cli.main import load; load(());"  # the files of all commands
        "print(sorted({'pydantic', 'ruamel.yaml', 'rich'} & sys.modules.keys()))"
    )
    result = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert result.stdout == "[]\n"
