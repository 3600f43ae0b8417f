"""What a process of tests builds once, where a process that a user starts builds it once too.

A test process answers thousands of commands, many of them about the same text.
"""

import gc
from functools import lru_cache
from typing import Any

import typer.main

from stalkplan.record import yaml

KEPT_TEXTS = 256
LONGEST_KEPT = 100_000
"""Characters; a longer text is read again each time, so that memory stays small."""

_get_command = typer.main.get_command
_load = getattr(yaml, "_load")  # noqa: B009  mypy knows no private name of another module
_commands: dict[int, Any] = {}


def build_once() -> None:
    """Build the parser of commands once, and parse a text once, in this process."""
    setattr(typer.main, "get_command", _command)  # noqa: B010  mypy takes it for another type
    setattr(yaml, "_load", _loaded)  # noqa: B010
    gc.freeze()  # what is imported lives as long as the process
    gc.set_threshold(50_000, 20, 20)


def _command(app: typer.Typer) -> Any:
    known = len(app.registered_commands)
    if known not in _commands:
        _commands[known] = _get_command(app)
    return _commands[known]


def _loaded(body: str, *, positioned: bool) -> tuple[Any, list[Any]]:
    """Return what the reader makes of a text: nodes as they are, plain values as a copy."""
    if len(body) > LONGEST_KEPT:
        result: tuple[Any, list[Any]] = _load(body, positioned=positioned)
        return result
    value, faults = _kept(body, vars(yaml)["_IS_C"], positioned)
    return value if positioned else _copy(value), list(faults)


@lru_cache(maxsize=KEPT_TEXTS)
def _kept(body: str, is_c: bool, positioned: bool) -> tuple[Any, list[Any]]:  # noqa: FBT001
    """Read a text with the parser that is in use: some tests have only the pure one."""
    del is_c
    result: tuple[Any, list[Any]] = _load(body, positioned=positioned)
    return result


def _copy(value: Any) -> Any:
    if type(value) is dict:
        return {key: _copy(inner) for key, inner in value.items()}
    if type(value) is list:
        return [_copy(inner) for inner in value]
    return value
