"""Where the time of `overdue` goes, of the folders of national.py: processor time by phase.

    python bench/phases.py --rounds 5

Each phase runs in this process as the program runs it, with the garbage collector off, and the
least of its times counts. What comes before is a process of its own: `overdue` of nothing.
"""

import argparse
import gc
import sys
from collections.abc import Mapping
from datetime import date
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time

from national import ON, ORGANISATIONS, SIZES, write
from ratios import Command, measure
from stalkplan.record.choices import FailOn
from stalkplan.record.files import read_folder
from stalkplan.record.register import build
from stalkplan.record.yaml import read
from stalkplan.reports.blocks import Judged
from stalkplan.reports.formats import Format, Screen, render_as
from stalkplan.reports.gate import Gate
from stalkplan.reports.overdue import overdue_report
from stalkplan.verdict.items import assess
from startup import STALKPLAN

PHASES = ("start", "files", "values", "models", "judging", "report", "lines")
"""`values` are the plain ones that the parser's events become."""

_NAMED = ("10,000", "100,000")


def of_folder(folder: Path, rounds: int) -> dict[str, float]:
    """Return the seconds of each phase but the start."""
    gc.disable()
    try:
        taken = [_once(folder, date.fromisoformat(ON)) for _ in range(rounds)]
    finally:
        gc.enable()
    return {phase: min(times[phase] for times in taken) for phase in PHASES[1:]}


def _once(folder: Path, on: date) -> dict[str, float]:
    clock = [process_time()]
    contents = read_folder(folder)
    clock.append(process_time())
    for file, text in contents.texts.items():
        read(file, text)
    clock.append(process_time())
    register = build(contents.texts, contents.problems)
    clock.append(process_time())
    parts = [Judged(register, assess(register, on=on), on)]
    clock.append(process_time())
    gate = Gate(FailOn.NO_UPDATE, None, parts)
    report = overdue_report(parts, by=on, gate=gate, on=on)
    clock.append(process_time())
    render_as(Format.PLAIN, report, Screen())
    clock.append(process_time())
    times = dict(
        zip(PHASES[1:], (after - before for before, after in pairwise(clock)), strict=True)
    )
    return times | {"models": times["models"] - times["values"]}  # which are read anew for them


def of_start(rounds: int) -> float:
    """Return the seconds of a process that has next to nothing to judge."""
    nothing = Command((STALKPLAN, "overdue", "--as-of", "2024-09-27"))
    times = measure([nothing], rounds=rounds, folder=Path(__file__).parents[1])
    return min(time.processor for time in times[nothing])


def table_of(found: Mapping[str, Mapping[str, float]]) -> str:
    """Return a line for each phase: milliseconds by the number of actions."""
    heads = "".join(f"{name:>10}" for name in found)
    lines = [f"{'phase':10}{heads}   actions, in milliseconds"]
    for phase in (*PHASES, "all"):
        times = [sum(t.values()) if phase == "all" else t[phase] for t in found.values()]
        lines.append(f"{phase:10}" + "".join(f"{1000 * seconds:10.0f}" for seconds in times))
    return "\n".join(lines)


def phases(rounds: int) -> str:
    """Measure in folders that are written for it; return the table."""
    start = of_start(rounds)
    with TemporaryDirectory() as top:
        folders = {name: write(Path(top) / name, SIZES[name]) for name in _NAMED}
        return table_of({n: {"start": start} | of_folder(f, rounds) for n, f in folders.items()})


def main() -> int:
    """Measure, and print the table."""
    parser = argparse.ArgumentParser(description=f"Time the phases of {ORGANISATIONS} forces.")
    parser.add_argument("--rounds", type=int, default=5, help="how often each phase runs")
    print(phases(parser.parse_args().rounds))
    return 0


if __name__ == "__main__":
    sys.exit(main())
