"""Recording one update, the last row of bench/RESULTS.md. Exit 1: bar missed.

    python bench/recording.py --rounds 5

Text in, proved text out, against one parse of the same text, in turns in one process.
"""

import gc
import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from generate import write_folder
from ratios import Finding, script
from stalkplan.edit.splice import append
from stalkplan.record.model import Plan
from stalkplan.record.yaml import RecordPath, read

SIZES = {"20 KB": 11, "1 MB": 1250, "20 MB": 26500}
"""Actions of a plan, by its size in round figures."""

BAR, STRETCH = 3.5, 2
UPDATE = {"date": "2026-11-24", "status": "in-progress", "note": "Tool chosen after a trial."}


def plan_of(actions: int) -> str:
    """Return a generated plan of one force."""
    with TemporaryDirectory() as folder:
        write_folder(Path(folder), organisations=1, actions=actions, seed=1)
        (path,) = (Path(folder) / "responses").glob("*.yaml")
        return path.read_text(encoding="utf-8")


def last_action(text: str) -> RecordPath:
    """Return the path of an action near the end of a plan, where the search is longest."""
    responses = Plan.model_validate(read("", text)[0]).responses
    number = max(n for n, response in enumerate(responses) if response.actions)
    return ("responses", number, "actions", len(responses[number].actions) - 1)


def timed(work: Callable[[], object]) -> float:
    """Return the seconds that some work takes."""
    gc.collect()
    start = perf_counter()
    work()
    return perf_counter() - start


def finding(name: str, actions: int, rounds: int) -> Finding:
    """Measure one size; the first round warms up and does not count."""
    text = plan_of(actions)
    path = last_action(text)
    parses, edits = [], []
    for _ in range(1 + rounds):
        parses.append(timed(lambda: read("", text)))
        edits.append(timed(lambda: append(text, path, "updates", UPDATE)))
    print(f"{name}: {len(text.encode()):,} bytes, parse {1000 * min(parses[1:]):.1f} ms at best")
    least, middle = (pick(edits[1:]) / pick(parses[1:]) for pick in (min, median))
    return Finding(f"recording one update, {name}", least, middle, BAR, STRETCH)


def found(rounds: int) -> list[Finding]:
    """Measure all sizes as the program runs: with the garbage collector off."""
    gc.disable()
    try:
        return [finding(name, actions, rounds) for name, actions in SIZES.items()]
    finally:
        gc.enable()


if __name__ == "__main__":
    sys.exit(script(found, rounds=5))
