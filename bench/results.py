"""Measure every row of the table in RESULTS.md and write it anew: `make bench`.

Needs git, taskwarrior and the tools of peers.py. What stands under `## Why` in the file is kept:
it is written by hand. Exit 1: a bar is missed.
"""

import sys
from collections.abc import Sequence
from pathlib import Path

import history
import importing
import national
import peers
import phases
import publishing
import recording
import sheets
import startup
from ratios import Finding, machine, table

RESULTS = Path(__file__).with_name("RESULTS.md")
WHY = "## Why"

_ROUNDS = {
    startup: 9, national: 3, peers: 3, recording: 3, sheets: 3, importing: 3, history: 3,
    publishing: 3,
}  # fmt: skip

_HEAD = """\
# Speed and size

Written by `make bench`; each command ran in turns with its baseline, so that a busy machine
slows both. A figure is a ratio, but for the exponents and the memory. `min` is of the fastest
runs, the `median` is what is held against the bar, and `processor` is the median of the time of the
processor alone, which does not count while another process has it.

    {machine}
"""


_PHASES = """\
## Where the time goes

Of `overdue` over 43 forces, piped: processor time, the least of several.
"""


def written(found: Sequence[Finding], by_phase: str, before: str) -> str:
    """Return the file with new figures; what is explained in the one `before` stays."""
    _, head, why = before.partition(WHY)
    heading = _HEAD.format(machine=machine())
    return f"{heading}\n{_set_off(table(found))}\n{_PHASES}\n{_set_off(by_phase)}\n{head}{why}"


def _set_off(lines: str) -> str:
    return "".join(f"    {line}\n" for line in lines.splitlines())


def main() -> int:
    """Measure all, write the file, say what was missed."""
    found = [finding for each, rounds in _ROUNDS.items() for finding in each.found(rounds)]
    before = RESULTS.read_text(encoding="utf-8") if RESULTS.exists() else ""
    RESULTS.write_text(
        written(found, phases.phases(_ROUNDS[national]), before), encoding="utf-8", newline="\n"
    )
    print(f"\n{table(found)}\n\nwritten to {RESULTS.name}")
    return 0 if all(finding.is_met for finding in found) else 1


if __name__ == "__main__":
    sys.exit(main())
