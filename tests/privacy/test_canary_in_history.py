"""Nothing kept back is on a page through its history, whenever it was marked, redacted or moved.

A text was published once and marked later: git has it still, and the page does not repeat it.
"""

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from pathlib import Path

import canary_plan
import pytest
from repositories import SECOND, TOLD, Repository

from conftest import Result

Run = Callable[..., Result]
Swap = tuple[str, str]

MARKED = "marking: official-sensitive\n"
NOTE = "            note: No tool fits.\n"
ACTION = "        summary: Write a protocol.\n"
ANSWER = "    position: We share.\n"
JOINED = "        added: 2025-01-05\n"
MEETING = "            note: Ask hushnine at hushnine@example.org.\n"


def _note(text: str) -> str:
    return NOTE.replace("No tool fits.", text)


def _action(text: str) -> str:
    return ACTION.replace("Write a protocol.", text)


def _answer(text: str) -> str:
    return ANSWER.replace("We share.", text)


def _in_turn(*texts: str) -> list[Swap]:
    return [*pairwise(texts)]


CASES: Mapping[str, Sequence[Swap]] = {
    # what is done, commit by commit: a text, and another in its place
    "an update marked later": _in_turn(
        NOTE,
        _note("A hushone note"),
        _note("A hushtwo note"),
        f"{_note('A hushtwo note')}            {MARKED}",
    ),
    "an update marked earlier": _in_turn(
        NOTE,
        f"{_note('A hushone note')}            {MARKED}",
        _note("A hushtwo note"),
        _note("Shown now."),
    ),
    "a marked update that was deleted": _in_turn(
        SECOND, SECOND.replace(NOTE, f"{_note('A hushone note')}            {MARKED}"), ""
    ),
    "an update reworded, marked, deleted": [
        *_in_turn(NOTE, _note("A hushone note"), f"{_note('A hushtwo note')}            {MARKED}"),
        (SECOND.replace(NOTE, f"{_note('A hushtwo note')}            {MARKED}"), ""),
    ],
    "an update moved to another day, then marked": [
        *_in_turn(NOTE, _note("A hushone note"), _note("A hushtwo note")),
        (
            f"2025-03-20\n            status: blocked\n{_note('A hushtwo note')}",
            f"2025-03-21\n            status: blocked\n{_note('A hushtwo note')}",
        ),
        (_note("A hushtwo note"), f"{_note('A hushtwo note')}            {MARKED}"),
    ],
    "an action marked later": _in_turn(
        ACTION,
        _action("A hushone summary"),
        _action("A hushtwo summary"),
        f"{_action('A hushtwo summary')}        {MARKED}",
    ),
    "a marked action that was taken out": [
        (ACTION, f"{_action('A hushone summary')}        {MARKED}"),
        (f"      - id: 12.2a\n{JOINED}{_action('A hushone summary')}        {MARKED}", ""),
        ("    actions:\n  - ref: 13", "  - ref: 13"),
    ],
    "an answer marked later, with its action": [
        *_in_turn(ANSWER, _answer("A hushone position"), _answer("A hushtwo position")),
        (ACTION, _action("A hushthree summary")),
        (_action("A hushthree summary"), _action("A hushfour summary")),
        (_answer("A hushtwo position"), f"{_answer('A hushtwo position')}    {MARKED}"),
    ],
    "a note redacted later": _in_turn(
        NOTE, _note("A hushone note"), _note("A hushtwo note"), _note('"[redacted]"')
    ),
    "a summary redacted later, then replaced": _in_turn(
        ACTION, _action("A hushone summary"), _action('"[redacted]"'), _action("A new one.")
    ),
    "an action taken out whose text had been redacted": [
        *_in_turn(ACTION, _action("A hushone summary"), _action('"[redacted]"')),
        (_action('"[redacted]"'), _action("A hushtwo summary")),
        (f"      - id: 12.2a\n{JOINED}{_action('A hushtwo summary')}", ""),
        ("    actions:\n  - ref: 13", "  - ref: 13"),
    ],
    "a redaction that is not committed": _in_turn(
        ACTION, _action("A hushone summary"), _action("A hushtwo summary"), _action('"[redacted]"')
    ),
    "a note moved to internal": _in_turn(
        NOTE,
        _note("A hushone note"),
        _note("A hushtwo note"),
        "            internal: A hushtwo note\n",
    ),
    "a summary moved to internal": _in_turn(
        ACTION,
        _action("A hushone summary"),
        _action("A hushtwo summary"),
        "        internal: A hushtwo summary\n",
    ),
    "a text that another action keeps": [
        *_in_turn(ACTION, _action("A hushone summary"), _action("A new one.")),
        (
            _action("A new one."),
            _action("A new one.")
            + f"      - id: 12.2b\n{_action('A hushone summary')}        {MARKED}",
        ),
    ],
    "the day on which a record joined": [
        (JOINED, "        added: 2024-11-17\n"),
        ("        added: 2024-11-17\n", "        added: 2024-11-18\n"),
    ],
    "a promise of an action that was marked later": [
        (ACTION, f"{ACTION}        promise: {{by: 2031-07}}\n"),
        ("{by: 2031-07}", "{by: 2031-08}"),
        (ACTION, f"{ACTION}        {MARKED}"),
    ],
    "a day of an update that was marked later": [
        (NOTE, f"{NOTE}            promise: {{by: 2031-07}}\n"),
        ("{by: 2031-07}", "{by: 2031-08}"),
        (NOTE, f"{NOTE}            {MARKED}"),
    ],
    "a person who was taken out": _in_turn(NOTE, MEETING, _note("Ask the board.")),
    "a text above OFFICIAL": _in_turn(NOTE, _note("SECRET A hushone note"), _note("Nothing.")),
    "a marked record in another plan's name": [
        *_in_turn(ACTION, _action("A hushone summary"), _action("A hushtwo summary")),
        ("id: northshire", "id: north"),
        (_action("A hushtwo summary"), f"{_action('A hushtwo summary')}        {MARKED}"),
    ],
}
NEVER = ("hush", "July 2031", "2031-07", "2024-11-17", "17 November 2024")


@pytest.mark.parametrize("name", CASES)
def test_nothing_that_is_kept_is_on_a_page(
    name: str, stalkplan: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All but the last step is committed, then that too: the page is the same, and says nothing."""
    repository = Repository.alone(tmp_path / "repository", monkeypatch)
    for number, swap in enumerate(CASES[name]):
        repository.swap(*swap)
        if number < len(CASES[name]) - 1:
            repository.commit(f"2025-05-{number + 10}")
    for site in ("loose", "committed"):
        typed = ("--data", repository.data, "--as-of", "2025-06-30")
        result = stalkplan("publish", tmp_path / site, *typed)
        assert result.code == 0, result.err
        made = [path for path in sorted((tmp_path / site).rglob("*")) if path.is_file()]
        texts = {str(path): canary_plan.read(path.read_bytes()) for path in made}
        found = [(file, word) for file, text in texts.items() for word in NEVER if word in text]
        assert found == []
        pages = [path.read_text("utf-8") for path in made if path.name == "index.html"]
        assert any("What it said is withheld." in page for page in pages)
        repository.commit("2025-06-20")
    assert repository.read(TOLD)
