"""What may be about a person is stopped at the door: before it is saved, before it is handed on."""

from collections.abc import Callable
from pathlib import Path

import pytest
from typing_at_a_plan import Desk

from conftest import Result

NAMED = "Ask DCI Jane Example."


@pytest.fixture
def desk(stalkplan: Callable[..., Result], tmp_path: Path) -> Desk:
    """Return a copy of the landed data, to write into."""
    return Desk(stalkplan, tmp_path)


TYPED = {
    f"update 12.1a --note '{NAMED}'": "the note seems to hold a rank and name",
    "update 12.1a --note 'Ring 07700/900123'": "the note seems to hold a phone number",
    "update 12.1a --owner 'DCI JANE EXAMPLE'": "the owner seems to hold a rank and name",
    "update 12.1a --status complete --verified-by 'Cllr Example' --verified-on 2026-11-01": (
        "the by seems to hold a title and name"
    ),
    "update 12.1a --wording 'by Mrs Example' --promise 2027": (
        "the wording seems to hold a title and name"
    ),
    "update 12.1a --evidence mailto:jane@example.org": (
        "the evidence seems to hold an e-mail address"
    ),
    "add 12.1 --summary 'Ask victim J.S.'": "the summary seems to hold a person's initials",
    "add 12.1 --summary x --owner 'PC West'": "the owner seems to hold a rank and name",
    "respond 7.2 --position 'SPOC: Jane Example'": "the position seems to hold a contact's name",
}


@pytest.mark.parametrize("line", TYPED)
def test_without_a_terminal_it_is_refused_unless_allowed(line: str, desk: Desk) -> None:
    old = desk.text
    result = desk.type(line)
    assert result.code == 2
    assert TYPED[line] in result.err
    assert "name a role, not a person, or give --allow; nothing was saved" in result.err
    assert desk.text == old
    assert desk.type(f"{line} --allow").code == 0
    assert desk.text != old


def test_two_texts_are_both_told(desk: Desk) -> None:
    told = desk.type(f"update 12.1a --note '{NAMED}' --owner 'PC West'").err
    assert "the note seems to hold a rank and name and the owner seems to hold a rank" in told


def test_a_dry_run_tells_it(desk: Desk) -> None:
    result = desk.type(f"update 12.1a --note '{NAMED}' --dry-run")
    assert result.code == 0
    assert "the note seems to hold a rank and name\nnot saved" in result.err


PASSES = (
    f"update 12.1a --note '{NAMED}' --marking official-sensitive",
    "update 12.1a --note 'DS Hydra system is on trial.'",
    "update 12.1a --note 'Two trials.' --owner 'Supt Ops'",
)


@pytest.mark.parametrize("line", PASSES)
def test_what_is_not_published_or_about_nobody_is_saved(line: str, desk: Desk) -> None:
    assert desk.type(line).code == 0


def _own(desk: Desk, owner: str) -> None:
    """Give 7.1a an owner."""
    desk.text = desk.text.replace("owner: Crime registrar", f"owner: {owner}", 1)


def test_what_stood_there_before_is_not_asked_about(desk: Desk) -> None:
    _own(desk, "PC West")
    assert desk.type("update 7.1a --note 'Two trials.'").code == 0
    assert desk.type("update 12.1a --note 'Two trials.'").code == 0
    assert desk.type("update 7.1a --owner 'PC West'").code == 2


HANDED_ON = (
    "status --format xlsx",
    "overdue --format xlsx",
    "overdue --format ics",
    "brief --since 2026-08-24",
    "brief --since 2026-08-24 --format docx",
    "brief --since 2026-08-24 --format html",
    "publish",
)


def _type(desk: Desk, line: str, *more: str) -> tuple[Result, Path]:
    made = desk.folder.parent / "made"
    if line == "publish":
        return desk.type(line, str(made), *more), made
    return desk.type(line, "--output", str(made), *more), made


@pytest.mark.parametrize("line", HANDED_ON)
def test_what_is_handed_on_stops_until_it_is_allowed_by_name(line: str, desk: Desk) -> None:
    pytest.importorskip("xlsxwriter")
    _own(desk, "PC West")
    result, made = _type(desk, line)
    assert (result.code, result.out, made.exists()) == (2, "", False)
    assert "nothing is written: a text may be about a person" in result.err
    assert "the owner seems to hold a rank and name; --allow 7.1a" in result.err
    result, made = _type(desk, line, "--allow", "7.1a")
    assert result.code in {0, 1}
    assert made.exists()


@pytest.mark.parametrize("line", HANDED_ON)
def test_above_official_stops_it_whatever_is_allowed(line: str, desk: Desk) -> None:
    _own(desk, "'SECRET: x'")
    result, made = _type(desk, line, "--allow", "7.1a")
    assert (result.code, result.out, made.exists()) == (2, "", False)
    assert "marked above OFFICIAL" in result.err


@pytest.mark.parametrize("line", ["status --format csv", "status", "overdue --format junit"])
def test_allow_means_nothing_to_the_other_formats(line: str, desk: Desk) -> None:
    result = desk.type(line, "--allow", "7.1a")
    assert (result.code, result.out) == (2, "")
    assert "--allow is for xlsx and ics" in result.err
