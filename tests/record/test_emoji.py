"""An emoji as every JSON writer escapes it, in two halves: joined, or refused with its place."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from small_plan import FILES, with_line
from typing_at_a_plan import Desk

from conftest import Result
from stalkplan.record.register import build
from stalkplan.record.yaml import PURE_LIMIT, compose, find

PAIR = r'"We do \ud83d\udc4d"'
HALVES = (r'"We do \ud83d"', r'"\udc4d We do"', r'"\udc4d\ud83d"', r'"\ud83d x \udc4d"')


def test_the_halves_are_joined() -> None:
    register = build({**FILES, "data/responses.yaml": with_line(f"    source: {PAIR}")})
    assert [p.code for p in register.problems] == ["unknown-key"]
    assert find(compose(f"a: {PAIR}\n"), ("a",)).value == "We do \U0001f44d"
    assert compose(f"{PAIR}: a\n").value.keys() == {"We do \U0001f44d"}  # type: ignore[union-attr]


COMMANDS = (
    "status", "status --format json", "overdue", "show 12.2", "check", "check --format github",
    "compare", "trend --since 2025-01-01", "changes --since 2025-01-01", "publish made",
    "brief --since 2025-01-01", "update 12.2a --note x", "add 12.2 --summary x",
    "respond 12.2 --position x", "schema responses",
)  # fmt: skip


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    folder.mkdir()
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize("value", [PAIR, *HALVES])
@pytest.mark.parametrize("field", ["acceptance", "stated_deadline", "internal"])
@pytest.mark.parametrize("line", COMMANDS)
def test_no_command_crashes(
    line: str,
    field: str,
    value: str,
    data: Path,
    stalkplan: Callable[..., Result],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(data.parent)
    plan = data / "responses.yaml"
    plan.write_text(with_line(f"    {field}: {value}"), encoding="utf-8")
    result = stalkplan(*line.split(), "--as-of", "2025-06-30")
    assert "this is a bug" not in result.err
    assert result.code in {0, 1, 2}
    if line.startswith("check") and value in HALVES:
        said = result.out + result.err
        assert "half an emoji, U+D" in said
        assert "data/responses.yaml:7:" in said or "line=7,col=" in said


@pytest.mark.parametrize("value", [PAIR, *HALVES])
def test_in_a_file_that_is_too_long_for_the_slow_parser_it_is_refused(value: str) -> None:
    text = with_line(f"    internal: {value}") + "#" * PURE_LIMIT
    (problem,) = build({**FILES, "data/responses.yaml": text}).problems
    assert (problem.place.line, problem.code) == (7, "not-yaml")
    assert problem.hint == "write the character itself"


def test_a_position_with_an_emoji_is_shown(
    tmp_path: Path, stalkplan: Callable[..., Result]
) -> None:
    desk = Desk(stalkplan, tmp_path)
    desk.text = re.sub(
        r"(?m)^    position: .*$", lambda _: f"    position: {PAIR}", desk.text, count=1
    )
    shown = json.loads(desk.type("show 7.1 --format json").out)
    assert "We do \U0001f44d" in json.dumps(shown, ensure_ascii=False)
    assert desk.type("update 12.2a --note 'Two trials.'").code == 0
    assert PAIR in desk.text
