"""Many forces: whole processes over one that only parses, growth, memory. Exit 1: a bar is missed.

    python bench/national.py --rounds 5

The folders are those of `generate.py`: 43 forces, and from 3,000 to 100,000 actions.
"""

import math
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from generate import write_folder
from ratios import Command, Finding, Row, found_for, measure, peak, script
from startup import STALKPLAN

ORGANISATIONS = 43
NATIONAL = 232
"""Actions of each force: 9,976 in all, 7.6 MB."""

PUBLICATIONS = 6
"""Reports that all of them answer, in one folder."""

SIZES = {"3,000": 70, "10,000": NATIONAL, "30,000": 698, "100,000": 2326}
"""Actions of each force, by how many that is in all."""

ON = "2026-11-24"

PARSE = """
import gc, sys
from pathlib import Path
from ruamel.yaml import YAML
gc.disable()
for path in sorted(Path(sys.argv[1]).rglob("*.yaml")):
    for event in YAML(typ="safe").parse(path.read_bytes()):
        pass
"""
"""Parses the bytes of a folder with the C parser, and does nothing else."""


def overdue(folder: Path) -> Command:
    """Return the gate over a data folder; generated plans are late, so the answer is no."""
    return Command((STALKPLAN, "overdue", "--as-of", ON, "--data", str(folder)), code=1)


def write(folder: Path, actions: int) -> Path:
    """Write the plans of all forces with `actions` each; return their folder."""
    write_folder(folder, organisations=ORGANISATIONS, actions=actions, seed=1)
    return folder


def national(folder: Path, rounds: int) -> list[Finding]:
    """Measure all forces in one process over a process that only parses their bytes."""
    parse = Command((sys.executable, "-c", PARSE, str(folder)))
    status = Command((STALKPLAN, "status", "--as-of", ON, "--data", str(folder)))
    rows = (
        Row("status, 43 forces", status, parse, bar=7, stretch=4),
        Row("overdue, 43 forces", overdue(folder), parse, bar=7, stretch=4),
    )
    return found_for(rows, rounds=rounds, folder=folder)


def write_publications(folder: Path, actions: int) -> Path:
    """Write a folder of publications, each with the plans of all forces; return it."""
    for number in range(1, PUBLICATIONS + 1):
        own = folder / f"report-{number}"
        write_folder(own, organisations=ORGANISATIONS, actions=actions, seed=number)
        file = own / "recommendations.yaml"
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace("id: stalking-super-complaint", f"id: {own.name}", 1), "utf-8")
    return folder


def publications(folder: Path, rounds: int) -> list[Finding]:
    """Measure all publications of a folder over the first of them."""
    status = (STALKPLAN, "status", "--as-of", ON, "--data")
    one = Command((*status, str(folder / "report-1")))
    row = Row("status, 43 forces, 6 reports over 1", Command((*status, str(folder))), one, 6.5, 6)
    return found_for((row,), rounds=rounds, folder=folder)


def growth(folders: Mapping[str, Path], rounds: int) -> list[Finding]:
    """Measure how time and memory grow from the smallest folder to the largest.

    The exponent is of the processor's time beside start-up, which does not grow; it would flatter.
    """
    few, *_, many = folders
    nothing = Command((STALKPLAN, "overdue", "--as-of", "2024-09-27"))
    commands = {name: overdue(folder) for name, folder in folders.items()}
    times = measure([nothing, *commands.values()], rounds=rounds, folder=Path(__file__).parents[1])

    def exponent(pick: Callable[[Sequence[float]], float]) -> float:
        start = pick([time.processor for time in times[nothing]])
        took = {
            name: pick([time.processor for time in times[command]])
            for name, command in commands.items()
        }
        told = ", ".join(f"{name} {seconds:.2f} s" for name, seconds in took.items())
        print(f"{pick.__name__}: start-up {start:.2f} s, actions: {told}", flush=True)
        steps = math.log(_number(many) / _number(few))
        return math.log((took[many] - start) / (took[few] - start)) / steps

    held = [peak(commands[name], folders[name]) for name in (few, many)]
    each = (held[1] - held[0]) / (_number(many) - _number(few)) / 1024
    return [
        Finding(
            f"growth, {few} to {many} actions: exponent", exponent(min), exponent(median), 1.06, 1
        ),
        Finding(f"memory for an action, KB, of {many}", each, each, 6, 4.5),
    ]


def _number(name: str) -> int:
    return SIZES[name] * ORGANISATIONS


def found(rounds: int) -> list[Finding]:
    """Measure in folders that are written for it; the largest is 73 MB."""
    with TemporaryDirectory() as top:
        folders = {name: write(Path(top) / name, actions) for name, actions in SIZES.items()}
        several = write_publications(Path(top) / "publications", NATIONAL)
        return [
            *national(folders["10,000"], rounds),
            *publications(several, rounds),
            *growth(folders, rounds),
        ]


if __name__ == "__main__":
    sys.exit(script(found, rounds=5))
