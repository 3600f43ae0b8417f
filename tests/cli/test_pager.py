"""Long screens: when a pager is started, what it gets, and what becomes of the exit code."""

import re
from pathlib import Path
from typing import Any

import pytest
from terminal_in_memory import typed

from conftest import ROOT

STATUS = "stalkplan status --as-of 2026-11-23"
OVERDUE = "stalkplan overdue --as-of 2026-11-23"
SEEN = "[pager]"
"""What the pager of these tests writes first."""

PAGED = {
    STATUS: True,
    f"{STATUS} --no-pager": False,
    f"{STATUS} --format markdown": True,
    f"{STATUS} | tail -n 100": False,
    "stalkplan brief --data data --as-of 2026-11-23": True,
    "stalkplan return --data data --as-of 2026-11-23 --no-pager": False,
    "stalkplan show 12.2 --as-of 2026-11-23": False,  # it fits
}


@pytest.fixture
def pager(tmp_path: Path) -> str:
    """Make a pager that says that it was there, and how less was to be."""
    path = tmp_path / "pager"
    path.write_text(f"#!/bin/sh\necho '{SEEN}' $LESS\ncat\nexit 3\n", encoding="utf-8")
    path.chmod(0o755)
    return str(path)


def _written(command: str, **env: Any) -> str:
    return typed(command, ROOT, rows=30, **env).decode()


@pytest.mark.parametrize("command", PAGED)
def test_only_a_long_screen_on_a_terminal_is_paged(command: str, pager: str) -> None:
    written = _written(command, PAGER=pager)
    assert (f"{SEEN} FRX" in written) == PAGED[command]
    assert "Cannot be judged: 1" in written or "--" in command or "12.2" in written


CHOSEN = {
    "the program's own first": ({"STALKPLAN_PAGER": "{pager}", "PAGER": "cat"}, True),
    "none wanted": ({"STALKPLAN_PAGER": "", "PAGER": "{pager}"}, False),
    "not installed": ({"PAGER": "no-such-pager -x"}, False),
    "not a command": ({"PAGER": "'"}, False),
    "a dumb terminal": ({"PAGER": "{pager}", "TERM": "dumb"}, False),
    "own settings of less": ({"PAGER": "{pager}", "LESS": "-S"}, True),
}


@pytest.mark.parametrize("case", CHOSEN)
def test_which_pager_it_is(case: str, pager: str) -> None:
    env, is_paged = CHOSEN[case]
    written = _written(STATUS, **{key: value.format(pager=pager) for key, value in env.items()})
    assert (f"{SEEN} {env.get('LESS', 'FRX')}" in written) == is_paged
    assert "15 of 19 items are overdue" in written


def test_the_exit_code_and_the_colours_are_kept(pager: str) -> None:
    written = _written(f"{OVERDUE}; echo code $?", PAGER=pager)
    assert SEEN in written
    assert "38;5;" in written
    assert "exit 1: 15 items have had no update" in written
    assert "code 1" in written


LINK = re.compile(r"\x1b\]8;[^;]*;([^\x1b]*)\x1b\\([^\x1b]*)\x1b\]8;;\x1b\\")
SHOWN = "stalkplan show 27.1 --as-of 2026-11-23"


@pytest.mark.parametrize(
    ("env", "has_links"), [({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)]
)
def test_an_address_leads_where_it_says(env: dict[str, Any], *, has_links: bool) -> None:
    links = LINK.findall(typed(SHOWN, ROOT, rows=100, **env).decode())
    assert bool(links) == has_links
    assert all(target == text and target.startswith("https://") for target, text in links)


def test_no_link_goes_through_a_pager_or_a_pipe(pager: str) -> None:
    for command in (SHOWN, f"{SHOWN} --format table | cat"):
        written = typed(command, ROOT, rows=5, PAGER=pager).decode()
        assert "https://" in written
        assert "\x1b]8" not in written
