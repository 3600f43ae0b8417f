"""Recording one update, the last row of bench/RESULTS.md. Exit 1: bar missed.

    python bench/recording.py --rounds 5

Text in, proved text out, against one parse of the same text, in turns in one process. Then how the
whole command grows with the note, or with the file, below which it records.
"""

import gc
import io
import math
import sys
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import process_time

from generate import write_folder
from ratios import Finding, script
from stalkplan.cli.main import run
from stalkplan.edit.several import Appended, several
from stalkplan.record.model import Plan
from stalkplan.record.yaml import RecordPath, read

SIZES = {"20 KB": 11, "1 MB": 1250, "20 MB": 26500}
"""Actions of a plan, by its size in round figures."""

BAR, STRETCH = 3.5, 2
UPDATE = {"date": "2026-11-24", "status": "in-progress", "note": "Tool chosen after a trial."}


NOTES = {"1 MB": 1_000_000, "8 MB": 8_000_000}
"""Characters of a note above the one that is recorded."""

FILES = {"1 MB": 1250, "4 MB": 5000}
"""Actions of a plan at the end of which is recorded."""


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
    start = process_time()
    work()
    return process_time() - start


def finding(name: str, actions: int, rounds: int) -> Finding:
    """Measure one size; the first round warms up and does not count."""
    text = plan_of(actions)
    path = last_action(text)
    parses, edits = [], []
    for _ in range(1 + rounds):
        parses.append(timed(lambda: read("", text)))
        edits.append(timed(lambda: several(text, [Appended(path, "updates", UPDATE)])))
    print(f"{name}: {len(text.encode()):,} bytes, parse {1000 * min(parses[1:]):.1f} ms at best")
    least, middle = (pick(edits[1:]) / pick(parses[1:]) for pick in (min, median))
    return Finding(f"recording one update, {name}", least, middle, BAR, STRETCH)


def command_below(folder: Path, actions: int, note: str) -> Callable[[], object]:
    """Write a plan, with a note under one of its last actions; return what records below it."""
    write_folder(folder, organisations=1, actions=actions, seed=1)
    (plan,) = (folder / "responses").glob("*.yaml")
    text = plan.read_text(encoding="utf-8")
    _, number, _, place = path = last_action(text)
    name = Plan.model_validate(read("", text)[0]).responses[int(number)].actions[int(place)].id
    edit = several(text, [Appended(path, "updates", {"date": UPDATE["date"], "note": note})])
    plan.write_text(edit.new, encoding="utf-8", newline="")
    typed = ["update", name, "--note", "x", "--as-of", UPDATE["date"], "--data", str(folder)]

    def record() -> None:
        with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
            code = run([*typed, "--dry-run"])
        if code:
            raise RuntimeError(f"{typed}: exit {code}")

    return record


def growth(what: str, commands: dict[int, Callable[[], object]], rounds: int) -> Finding:
    """Measure the exponent with which a command grows, by the sizes it is given."""
    few, many = commands
    times: dict[int, list[float]] = {size: [] for size in commands}
    for _ in range(1 + rounds):  # in turns, so that a busy machine slows both
        for size, command in commands.items():
            times[size].append(timed(command))
    times = {size: taken[1:] for size, taken in times.items()}
    least, middle = (
        math.log(pick(times[many]) / pick(times[few])) / math.log(many / few)
        for pick in (min, median)
    )
    told = ", ".join(f"{size:,}: {min(taken):.2f} s" for size, taken in times.items())
    print(f"{what}, {told}")
    return Finding(f"{what}: exponent", least, middle, 1.06, 1)


def found(rounds: int) -> list[Finding]:
    """Measure all sizes as the program runs: with the garbage collector off."""
    gc.disable()
    try:
        with TemporaryDirectory() as top:
            notes = {
                size: command_below(Path(top) / f"note {name}", 11, "word " * (size // 5))
                for name, size in NOTES.items()
            }
            files = {
                actions: command_below(Path(top) / f"file {name}", actions, "y")
                for name, actions in FILES.items()
            }
            return [
                *(finding(name, actions, rounds) for name, actions in SIZES.items()),
                growth("update below a long note", notes, rounds),
                growth("update below a long file", files, rounds),
            ]
    finally:
        gc.enable()


if __name__ == "__main__":
    sys.exit(script(found, rounds=5))
