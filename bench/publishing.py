"""Publishing 43 plans over `status` of the same folder, whole processes. Exit 1: bar missed.

    python bench/publishing.py --rounds 5

Plans as large as a real one, and the national folder; then plans in git, whose pages tell what was
rewritten. Memory is printed beside it: what a process
took at most.
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from history import write_history
from national import NATIONAL, ON, ORGANISATIONS, write
from ratios import Command, Finding, Row, found_for, peak, script
from startup import STALKPLAN

BAR, STRETCH = 5, 4
COMMITS = 100
SIZES = {24: "24 actions each", NATIONAL: "7.6 MB"}


def rows(top: Path) -> Iterator[Row]:
    """Yield the command against `status`; its first run writes the site, the others again."""
    folders = {name: write(top / f"plans-{actions}", actions) for actions, name in SIZES.items()}
    write_history(top / "git", commits=COMMITS)
    folders[f"in git, {COMMITS} commits"] = top / "git" / "data"
    for number, (name, data) in enumerate(folders.items()):
        options = ("--as-of", ON, "--data", str(data))
        publish = Command((STALKPLAN, "publish", str(top / f"site-{number}"), *options))
        status = Command((STALKPLAN, "status", *options))
        yield Row(f"publish, {ORGANISATIONS} plans, {name}", publish, status, BAR, STRETCH)


def found(rounds: int) -> list[Finding]:
    """Measure in folders that are written for it."""
    with TemporaryDirectory() as top:
        measured = [*rows(Path(top))]
        for row in measured:
            held = [f"{peak(c, Path(top)) / 1e6:.0f} MB" for c in (row.baseline, row.command)]
            print(f"{row.measure}: status took {held[0]} at most, publish {held[1]}", flush=True)
        return found_for(measured, rounds=rounds, folder=Path(top))


if __name__ == "__main__":
    sys.exit(script(found, rounds=5))
