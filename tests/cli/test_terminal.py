"""On a real terminal: size, colour, and what stands beside the prompt."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from terminal_in_memory import BIN, screen, typed

from conftest import DATA, ROOT

GOLDEN = ROOT / "tests" / "golden"
STATUS = "stalkplan status --as-of 2026-11-23"


def _golden(name: str) -> list[str]:
    return (GOLDEN / f"{name}.txt").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("day", ["2025-03-28", "2026-11-23"])
def test_status_stands_whole_on_80_by_41(day: str) -> None:
    shown = screen(f"stalkplan status --as-of {day}", ROOT, rows=41)
    lines = [line.rstrip() for line in shown.display]
    golden = [line for line in _golden(f"status-{day}-80") if not line.startswith("---")]
    assert lines[: len(golden)] == golden
    assert lines[0].startswith("City of London Police")


def test_200_columns_show_what_140_do() -> None:
    shown = screen(STATUS, ROOT, rows=41, columns=200)
    golden = [line for line in _golden("status-2026-11-23-140") if not line.startswith("---")]
    assert [line.rstrip() for line in shown.display][: len(golden)] == golden


QUIET = "767676"
"""A grey of 4.5 to 1 on white and on black, as WCAG wants of text."""


def test_marks_are_coloured_heads_are_bold_and_what_says_less_is_grey() -> None:
    """With fixed entries of the 256 palette, which can be read on light and dark."""
    shown = screen(STATUS, ROOT, rows=41)
    colours = {
        "■": "00875f",
        "▪": "00875f",
        "□": "d75f5f",
        "○": "d75f5f",
        "?": QUIET,
        "-": QUIET,
    }
    quiet = last = ""
    coloured = 0
    for row, line in enumerate(shown.display):
        for column, sign in enumerate(line):
            cell = shown.buffer[row][column]
            if cell.fg == QUIET and line.startswith("Wording"):
                last += sign
            elif cell.fg == QUIET and re.match("[0-9.]+[a-z]?(/[a-z]+)? ", line):
                quiet += sign
                assert 13 <= column < 59
            elif cell.fg != "default":
                assert cell.fg == colours[sign]
                coloured += 1
    assert coloured == 19 + 3  # a mark an item in the bars, one in each group's title
    assert "Early screening      Crime registrar" in quiet
    assert last.startswith("Wording not found for 12 of 29 recommendations; ")
    bold = ["".join(c for i, c in enumerate(line) if shown.buffer[row][i].bold).strip()
            for row, line in enumerate(shown.display)]  # fmt: skip
    assert [text for text in bold if text] == [
        "City of London Police",
        "15 of 19 items are overdue. None has been updated since its deadline.",
        "Done: 3",
        "Cannot be judged: 1",
        "Overdue, no update since the deadline: 15",
    ]


@pytest.mark.parametrize("env", ["", "NO_COLOR=1", "TERM=dumb"])
def test_no_color_keeps_bold_and_a_dumb_terminal_has_neither(env: str) -> None:
    written = typed(f"{env} {STATUS}", ROOT)
    assert (b"38;5;" in written) == (not env)
    assert (b"\x1b[1m" in written) == (env != "TERM=dumb")
    assert (b"\x1b" in written) == (env != "TERM=dumb")


@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
def test_consoles_that_cannot_show_the_marks(encoding: str) -> None:
    written = typed(STATUS, ROOT, PYTHONIOENCODING=encoding, TERM="dumb").decode(encoding)
    assert "27 Mar 2025  # ! ! ! ! ! ! ! ! ! ! ! ! !  1 complete, 13 overdue" in written
    assert "10.2a        Training and policy  Learning and Organisa..  2025-03-27" in written


def test_the_gate_says_why_beside_the_prompt() -> None:
    shown = screen("stalkplan overdue --by 2025-03-27 --as-of 2026-11-23; echo $?", ROOT)
    lines = [line.rstrip() for line in shown.display if line.strip()]
    assert lines[-4:] == [
        "exit 1: 13 items have had no update since the deadline",
        "Next: stalkplan show 7.1a --as-of 2026-11-23",
        "      stalkplan ask --output answers.csv --as-of 2026-11-23",
        "1",
    ]


CODE_PAGES = {
    # what the console of a desktop says of itself
    "Windows": {"PYTHONIOENCODING": "cp1252"},
    "no locale": {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
}


@pytest.mark.parametrize("console", CODE_PAGES)
def test_a_pipe_and_a_file_get_utf_8_whatever_the_code_page(console: str, tmp_path: Path) -> None:
    note = "Rydym yn cofnodi pob trosedd \u0175 \u0177."
    (tmp_path / "plan.csv").write_text(f"Ref,Action,Owner\n7.1,{note},\u0174yn\n", encoding="utf-8")
    (tmp_path / "note").write_text(f"{note}\n", encoding="utf-8")
    shutil.copytree(DATA, tmp_path / "data")
    commands = (
        "stalkplan import plan.csv --org kent 2>/dev/null",
        "stalkplan update 7.1a --as-of 2026-11-23 --note - < note > saved 2>&1; cat saved",
        "stalkplan show 7.1a | cat",
        "stalkplan show 7.1a --format table",
        "stalkplan brief --as-of 2026-12-31 2>&1",
    )
    environment = {"PATH": os.environ["PATH"], **CODE_PAGES[console]}
    environment["PATH"] = f"{BIN}{os.pathsep}{environment['PATH']}"
    for command in commands:
        ran = subprocess.run(
            ["bash", "-c", command], cwd=tmp_path, env=environment, capture_output=True, check=False
        )
        assert "\u0175" in ran.stdout.decode(), command
    assert note in (tmp_path / "data" / "responses.yaml").read_text(encoding="utf-8")
