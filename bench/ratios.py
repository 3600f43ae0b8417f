"""Times whole processes in turns, and holds the ratios of their times against a bar.

Absolute times say little on a shared machine; ratios of commands that ran in turns do, and those
of processor time the most: it does not count while others have the processor. A script for some
rows of the table in RESULTS.md lists its `Row`s, lets `measure` run them and shows the
`Finding`s as a `table`; a figure that is no ratio of times can be a Finding as well.
"""

import argparse
import fcntl
import os
import platform
import pty
import resource
import shlex
import struct
import subprocess
import sys
import termios
from collections.abc import Callable, Iterable, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import NamedTuple

LINES, COLUMNS = 40, 80

_LEFT_OUT = (
    "COLUMNS", "LINES", "NO_COLOR", "FORCE_COLOR", "GITHUB_ACTIONS", "PYTHONDONTWRITEBYTECODE",
    "STALKPLAN_DATA", "STALKPLAN_DEBUG",
)  # fmt: skip
"""Of the environment: what would change what a command does."""


class Command(NamedTuple):
    """A command that reads nothing and writes to a pipe or a terminal, with its exit code."""

    arguments: tuple[str, ...]
    on_terminal: bool = False
    code: int = 0


class Row(NamedTuple):
    """How many times the time of its baseline a command may take, and should."""

    measure: str
    command: Command
    baseline: Command
    bar: float
    stretch: float


class Time(NamedTuple):
    """Seconds that one run took: on the clock, and of the processor."""

    wall: float
    processor: float


class Finding(NamedTuple):
    """What was found for one measure: of the least and of the median times.

    `processor` is the median of processor times; None where the figure is no ratio of times.
    """

    measure: str
    least: float
    median: float
    bar: float
    stretch: float
    processor: float | None = None

    @property
    def is_met(self) -> bool:
        """Whether the median keeps the bar."""
        return self.median <= self.bar


def run(command: Command, folder: Path) -> str:
    """Run a command in a folder to its end; return all that it wrote, stderr among it.

    Raises CalledProcessError when its exit code is not the one expected.
    """
    environment = {name: value for name, value in os.environ.items() if name not in _LEFT_OUT}
    environment["TERM"] = "xterm-256color"
    reader, writer = pty.openpty() if command.on_terminal else os.pipe()
    if command.on_terminal:
        size = struct.pack("HHHH", LINES, COLUMNS, 0, 0)
        fcntl.ioctl(writer, termios.TIOCSWINSZ, size)
    with subprocess.Popen(
        command.arguments,
        cwd=folder,
        env=environment,
        stdin=writer if command.on_terminal else subprocess.DEVNULL,
        stdout=writer,
        stderr=writer,
    ) as process:
        os.close(writer)
        told = _drained(reader)
    if process.returncode != command.code:
        raise subprocess.CalledProcessError(process.returncode, command.arguments, told)
    return told


def _drained(reader: int) -> str:
    """Return everything that comes, until nobody is left who could write more."""
    chunks: list[bytes] = []
    with os.fdopen(reader, "rb", buffering=0) as stream:
        try:
            while chunk := stream.read(65536):
                chunks.append(chunk)
        except OSError:  # the way in which Linux ends a terminal
            pass
    return b"".join(chunks).decode(errors="replace")


def measure(commands: Iterable[Command], *, rounds: int, folder: Path) -> dict[Command, list[Time]]:
    """Return what each command took in each round; in a round each runs once.

    A round before them warms up and does not count.
    """
    times: dict[Command, list[Time]] = {command: [] for command in commands}
    for _ in range(1 + rounds):
        for command, taken in times.items():
            start, used = perf_counter(), _processor()
            run(command, folder)
            taken.append(Time(perf_counter() - start, _processor() - used))
    return {command: taken[1:] for command, taken in times.items()}


def _processor() -> float:
    """Return the seconds that all processes took that were waited for, their own children too."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def findings(rows: Iterable[Row], times: Mapping[Command, Sequence[Time]]) -> list[Finding]:
    """Return what the times of the commands say of each row."""
    return [
        Finding(
            row.measure,
            _ratio(times, row, min, "wall"),
            _ratio(times, row, median, "wall"),
            row.bar,
            row.stretch,
            _ratio(times, row, median, "processor"),
        )
        for row in rows
    ]


def _ratio(
    times: Mapping[Command, Sequence[Time]],
    row: Row,
    pick: Callable[[Iterable[float]], float],
    kind: str,
) -> float:
    ours, theirs = (
        pick(getattr(time, kind) for time in times[command])
        for command in (row.command, row.baseline)
    )
    return ours / theirs


def table(found: Iterable[Finding]) -> str:
    """Return a line for each finding, under a heading."""
    found = list(found)
    width = max(len(finding.measure) for finding in found)
    heading = f"{'measure':{width}}     min  median  processor   bar  stretch"
    lines = [
        f"{f.measure:{width}}  {f.least:6.2f}  {f.median:6.2f}  "
        f"{f'{f.processor:.2f}' if f.processor is not None else '-':>9}  "
        f"{f.bar:4g}  {f.stretch:7g}  "
        + ("missed" if not f.is_met else "met, stretch too" if f.median <= f.stretch else "met")
        for f in found
    ]
    return "\n".join((heading, *lines))


def machine() -> str:
    """Return on what, and with which versions, the figures were found."""
    packages = ("stalkplan", "typer", "pydantic", "rich", "ruamel.yaml")
    versions = ", ".join(f"{name} {version(name)}" for name in packages)
    python = f"{platform.python_implementation()} {platform.python_version()}"
    return f"{python}, {versions}; {os.cpu_count()} processors, {platform.platform(terse=True)}"


def found_for(rows: Sequence[Row], *, rounds: int, folder: Path) -> list[Finding]:
    """Measure rows in turns; print what their baselines took, and return what was found."""
    commands = [command for row in rows for command in (row.baseline, row.command)]
    times = measure(commands, rounds=rounds, folder=folder)
    for baseline in dict.fromkeys(row.baseline for row in rows):
        walls = [time.wall for time in times[baseline]]
        least, middle = (1000 * pick(walls) for pick in (min, median))
        name = shlex.join(baseline.arguments)
        shown = name if len(name) <= COLUMNS else f"{name[:COLUMNS]}..."
        print(f"{shown}: min {least:.1f} ms, median {middle:.1f} ms, {rounds} rounds", flush=True)
    return findings(rows, times)


_PEAK = """
import os, sys
quiet = [(os.POSIX_SPAWN_OPEN, number, os.devnull, os.O_WRONLY, 0) for number in (1, 2)]
child = os.posix_spawnp(sys.argv[1], sys.argv[1:], os.environ, file_actions=quiet)
_, status, usage = os.wait4(child, 0)
print(os.waitstatus_to_exitcode(status), usage.ru_maxrss)
"""


def peak(command: Command, folder: Path) -> int:
    """Return the most memory that a command held at once, in bytes; what it writes is lost.

    A small process starts it, for what the one before held counts as the new one's too.
    """
    starter = Command((sys.executable, "-S", "-c", _PEAK, *command.arguments))
    code, held = map(int, run(starter, folder).split())
    if code != command.code:
        raise subprocess.CalledProcessError(code, command.arguments)
    return held * 1024


def script(find: Callable[[int], Sequence[Finding]], *, rounds: int) -> int:
    """Run one benchmark as a program: print its table, return 1 if a median misses its bar."""
    parser = argparse.ArgumentParser(description=f"Measure as ratios in one run [{rounds} rounds].")
    parser.add_argument("--rounds", type=int, default=rounds, help="how often each command runs")
    print(machine(), flush=True)
    found = find(parser.parse_args().rounds)
    print(f"\n{table(found)}")
    return 0 if all(finding.is_met for finding in found) else 1
