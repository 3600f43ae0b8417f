"""Every option of a command is declared once, in `cli/options/`, under its own name."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest
import typer.main

from conftest import DATA, Result
from stalkplan.cli.help import app
from stalkplan.cli.main import load
from stalkplan.cli.options import common, reading, recording, sharing


def _declaration(hint: Any) -> int:
    """Return what tells the option of an annotation from others: typer's own object."""
    return id(get_args(hint)[1])


DECLARED = {
    name: _declaration(value)
    for file in (common, reading, recording, sharing)
    for name, value in vars(file).items()
    if hasattr(value, "__metadata__")
}


def _taken() -> list[tuple[str, int, Any]]:
    """Return each option and argument of each command, with its declaration."""
    load(())
    built: dict[str, Any] = typer.main.get_command(app).commands  # type: ignore[attr-defined]
    found = []
    for registered in app.registered_commands:
        assert registered.callback
        command = registered.name or registered.callback.__name__
        hints = get_type_hints(registered.callback, include_extras=True)
        params = {param.name: param for param in built[command].params if param.name != "help"}
        found += [(command, _declaration(hints[name]), param) for name, param in params.items()]
    return found


TAKEN = _taken()


@pytest.mark.parametrize(
    ("declaration", "param"),
    [pytest.param(*taken, id=f"{command} {taken[1].opts[0]}") for command, *taken in TAKEN],
)
def test_what_a_command_takes_is_declared_and_has_a_help_text(declaration: int, param: Any) -> None:
    assert declaration in DECLARED.values()
    assert param.help.strip()


@pytest.mark.parametrize("name", DECLARED)
def test_a_declaration_is_named_after_its_option(name: str) -> None:
    """A command that takes it may stand in front; an argument is named as help shows it."""
    allowed = set()
    for command, declaration, param in TAKEN:
        if declaration == DECLARED[name]:
            word = param.opts[0] if param.opts[0].startswith("--") else param.metavar.lower()
            own = "".join(part.capitalize() for part in word.strip("-").split("-"))
            allowed |= {own, command.capitalize() + own}
    assert name in allowed


ONCE = [
    (command, param)
    for command, _, param in TAKEN
    if param.param_type_name == "option" and not (param.multiple or param.is_flag)
]


@pytest.mark.parametrize(
    ("command", "param"),
    [pytest.param(*each, id=f"{each[0]} {each[1].opts[0]}") for each in ONCE],
)
def test_what_a_command_takes_once_is_refused_twice(
    command: str, param: Any, stalkplan: Callable[..., Result]
) -> None:
    """Whatever the values: nothing is looked at, and nothing is dropped."""
    name = param.opts[0]
    typed = (command, name, "one", f"{name}=two")
    told = f"stalkplan: {name} is given twice; give it once\ntry stalkplan {command} --help\n"
    assert stalkplan(*typed) == (2, "", told)


@pytest.mark.parametrize(
    "line",
    [
        *("update 12.1a --note x --org", "log 12.1a --org", "add 12.1 --summary x --org"),
        *("show 12.1a --publication", "compare --publication", "status --org", "overdue --owner"),
    ],
)
def test_an_empty_name_is_not_taken_for_none(
    line: str, stalkplan: Callable[..., Result], tmp_path: Path
) -> None:
    """As where a variable of a script is not set: nothing is judged or written for another."""
    shutil.copytree(DATA, tmp_path / "data")
    result = stalkplan(*line.split(), "", "--data", tmp_path / "data")
    assert (result.code, result.out) == (2, "")
    assert "no " in result.err
