"""How `ask` and `update --from` grow with the items of a plan. Exit 1: a bar is missed.

    python bench/sheets.py --rounds 3

Every open item is on the sheet and is filled in; the answers are proved and not written.
"""

import csv
import gc
import io
import sys
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from tempfile import TemporaryDirectory

from generate import write_folder
from ratios import Finding, script
from recording import growth
from stalkplan.cli.main import run

ITEMS = {"1,000": 1000, "4,000": 4000}
"""Actions of a plan."""

ON = "2026-11-24"


def quiet(*typed: str) -> str:
    """Run a command and return what it writes to stdout; RuntimeError if it fails."""
    out = io.TextIOWrapper(io.BytesIO(), "utf-8", newline="\n")
    with redirect_stdout(out), redirect_stderr(io.StringIO()):
        code = run([*typed, "--as-of", ON])
    out.seek(0)
    if code:
        raise RuntimeError(f"{typed}: exit {code}")
    return out.read()


def filled(text: str) -> str:
    """Return a sheet in which every row says something."""
    heads, *rows = csv.reader(io.StringIO(text.removeprefix("\ufeff")))
    status, note = heads.index("Status"), heads.index("Note")
    for number, row in enumerate(rows):
        row[status], row[note] = "in-progress", f"Step {number} is taken."
    made = io.StringIO()
    csv.writer(made).writerows([heads, *rows])
    return made.getvalue()


def commands(folder: Path, actions: int) -> tuple[Callable[[], object], Callable[[], object]]:
    """Write a plan and its sheet, filled in; return what asks, and what takes the sheet back."""
    write_folder(folder, organisations=1, actions=actions, seed=1)
    asking = ("ask", "--data", str(folder))
    sheet = folder / "round.csv"
    sheet.write_text(filled(quiet(*asking)), encoding="utf-8", newline="")
    taking = ("update", "--from", str(sheet), "--data", str(folder), "--dry-run", "--allow")
    return lambda: quiet(*asking), lambda: quiet(*taking)


def found(rounds: int) -> list[Finding]:
    """Measure both as the program runs: with the garbage collector off."""
    gc.disable()
    try:
        with TemporaryDirectory() as top:
            made = {n: commands(Path(top) / name, n) for name, n in ITEMS.items()}
            return [
                growth("ask", {n: each[0] for n, each in made.items()}, rounds),
                growth("update --from", {n: each[1] for n, each in made.items()}, rounds),
            ]
    finally:
        gc.enable()


if __name__ == "__main__":
    sys.exit(script(found, rounds=3))
