"""How a deadline is worded, and an acceptance that an update gives, are on every screen."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from repositories import Repository

from conftest import Result

Run = Callable[..., Result]

ON = ("--as-of", "2025-12-01")
FILES = {
    "data/recommendations.yaml": """\
publication: {id: paper, title: A paper, published: 2024-12-01}
recommendations:
  - number: 4a
    addressed_to: [northern-board]
    deadlines: [{due: 2025-05-20, wording: within six months}]
  - number: 5
    addressed_to: [northern-board]
    deadlines: [{due: 2025-02}, {due: 2025-09/2025-11, milestone: law, wording: in the autumn}]
""",
    "data/responses.yaml": """\
organisation: {id: northern-board, name: Northern Board, answers_for: [northern-board]}
responses:
  - ref: 4a
    position: We will think.
    acceptance: under-consideration
    updates:
      - {date: 2025-02-01, acceptance: accepted-in-principle, note: In the main.}
      - {date: 2025-05-14, acceptance: accepted, note: Now in full.}
    actions:
      - {id: 4aa, owner: Clerk}
  - ref: 5
    position: We will not.
    acceptance: partly-accepted
    updates:
      - {date: 2025-03-01, acceptance: rejected}
      - {date: 2025-04-01, status: blocked, milestone: law, acceptance: partly-accepted}
""",
}
TOLD = {
    "show 4a --format table": [
        'Due 20 May 2025 ("within six months"), set by the publication',
        (
            "Acceptance accepted Update accepted in principle, 1 February 2025: In the main. "
            "Update accepted, 14 May 2025: Now in full."
        ),
    ],
    "show 4a --format plain": [
        'due 20 May 2025 ("within six months")',
        "update accepted, 14 May 2025: Now in full.",
    ],
    "show 5 --format table": [
        'Due February 2025 and September 2025 to November 2025 (law: "in the autumn"), set',
        "Update rejected, 1 March 2025 ",
        "Update blocked, 1 April 2025 partly accepted",
    ],
    "show 4a --format json": ['"wording": "within six months"'],
    "log 4aa --format table": [
        ", accepted in principle: In the main.",
        ", accepted: Now in full.",
    ],
    "changes --since 2025-04-15 --format table": [
        "2025-05-14 4aa accepted, was accepted in principle"
    ],
    "brief --since 2025-02-15": [
        "| 14 May 2025 | 4a | Accepted. Now in full. |",
        "| 1 Mar 2025 | 5 | Rejected |",
        "Blocked, partly accepted",
    ],
    "return --since 2025-02-15": ["14 May 2025, 4a: Accepted. Now in full."],
}
PAGE = [
    "Due 20 May 2025 (“within six months”).",
    "Due February 2025, September 2025 to November 2025 (law: “in the autumn”).",
    (
        "Acceptance accepted 14 May 2025: accepted. Now in full. "
        "1 Feb 2025: accepted in principle. In the main."
    ),
    "1 Mar 2025: rejected",
    "1 Apr 2025: blocked (law) Acceptance: partly accepted.",
]


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    """Return a repository with a deadline of each kind, and acceptances by update."""
    repository = Repository.begun(tmp_path_factory.mktemp("accepted") / "top")
    repository.write(FILES)
    repository.commit("2025-06-01")
    return repository


@pytest.mark.parametrize("command", TOLD)
def test_it_is_told(command: str, repository: Repository, stalkplan: Run) -> None:
    result = stalkplan(*command.split(), *ON, "--data", repository.data)
    told = " ".join(result.out.split())
    assert [part for part in TOLD[command] if part not in told] == []


def test_the_page_tells_it(repository: Repository, stalkplan: Run, tmp_path: Path) -> None:
    assert stalkplan("publish", tmp_path / "public", *ON, "--data", repository.data).code == 0
    page = (tmp_path / "public" / "index.html").read_text(encoding="utf-8")
    told = " ".join(re.sub("<[^>]*>", " ", page).split())
    told = re.sub(r" ([).,:;])", r"\1", told).replace("( ", "(").replace("“ ", "“")
    assert [part for part in PAGE if part not in told] == []
    view = json.loads((tmp_path / "public" / "items.json").read_text(encoding="utf-8"))
    assert {update["acceptance"] for update in view["updates"]} == {"partly-accepted", "rejected"}
