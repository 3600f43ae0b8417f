"""Start-up, the first two rows of bench/RESULTS.md. Exit 1: a bar is missed.

    python bench/startup.py --rounds 20

The other rows have scripts of their own beside this one: each a table of `Row`s, measured on a
folder that `generate.write_folder` has written. `results.py` runs them all.
"""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from ratios import Command, Finding, Row, found_for, script

STALKPLAN = str(Path(sys.executable).parent / "stalkplan")
"""The console script of this environment: a version manager's shim would cost 75 ms more."""

BARE = Command((sys.executable, "-c", "pass"))

ROWS = (
    Row("status, piped", Command((STALKPLAN, "status")), BARE, bar=16, stretch=12),
    Row(
        "status, on a terminal",
        Command((STALKPLAN, "status"), on_terminal=True),
        BARE,
        bar=19,
        stretch=15,
    ),
    Row("--help", Command((STALKPLAN, "--help")), BARE, bar=12, stretch=6),
)


def found(rounds: int) -> list[Finding]:
    """Measure in an empty folder, where the bundled plan is the one that is shown."""
    with TemporaryDirectory() as folder:
        return found_for(ROWS, rounds=rounds, folder=Path(folder))


if __name__ == "__main__":
    sys.exit(script(found, rounds=20))
