"""In a terminal program that people use: nothing scrolls away at 80 by 41."""

import subprocess
import sys
import uuid
from pathlib import Path

import pytest

from conftest import ROOT

pytestmark = pytest.mark.system


def _tmux(*arguments: str) -> str:
    return subprocess.run(
        ["tmux", *arguments], check=True, capture_output=True, text=True, encoding="utf-8"
    ).stdout


@pytest.mark.parametrize("day", ["2025-03-28", "2026-11-23"])
def test_status_fits_with_the_prompt(day: str) -> None:
    """The command that was typed is the first line of the screen, the cursor below the last."""
    name = f"stalkplan-{uuid.uuid4().hex}"
    typed = f"stalkplan status --as-of {day}"
    path = f"PATH={Path(sys.executable).parent}:$PATH"
    shell = f"echo '$ {typed}'; {path}; {typed}; tmux wait-for -S {name}; cat"
    rows = "42"  # one is tmux's own status line
    _tmux("-u", "new-session", "-d", "-s", name, "-x", "80", "-y", rows, "-c", str(ROOT), shell)
    try:
        _tmux("wait-for", name)
        lines = _tmux("capture-pane", "-p", "-t", name).rstrip("\n").split("\n")
        history = _tmux("display-message", "-p", "-t", name, "#{history_size}").strip()
    finally:
        _tmux("kill-session", "-t", name)
    golden = (ROOT / "tests" / "golden" / f"status-{day}-80.txt").read_text(encoding="utf-8")
    expected = [line for line in golden.splitlines() if not line.startswith("---")]
    assert lines[: len(expected) + 1] == [f"$ {typed}", *expected]
    assert history == "0", "lines scrolled off the screen"
