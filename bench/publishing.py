"""Publishing 43 plans over `status` of the same folder, whole processes. Exit 1: bar missed.

    python bench/publishing.py --rounds 7

Memory stands beside it: what a process took at most, for 24 and for 233 actions each.
"""

import argparse
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from generate import write_folder
from ratios import Command, Row, judge
from startup import STALKPLAN

ORGANISATIONS, ACTIONS, MANY = 43, 24, 233
BAR, STRETCH = 5, 4
ON = ("--as-of", "2026-11-23")


def rows(data: Path, site: Path) -> tuple[Row, ...]:
    """Return the command against `status`; its first run writes the site, the others again."""
    options = ("--data", str(data), *ON)
    return (
        Row(
            f"publish, {ORGANISATIONS} plans",
            Command((STALKPLAN, "publish", str(site), *options)),
            Command((STALKPLAN, "status", *options)),
            BAR,
            STRETCH,
        ),
    )


def most_memory(*arguments: str) -> int:
    """Return how much memory a command took at most, in KB."""
    script = (
        "import resource, subprocess, sys\n"
        "subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL)\n"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    command = [sys.executable, "-c", script, STALKPLAN, *arguments]
    return int(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def main() -> int:
    """Measure in folders that are written for it."""
    parser = argparse.ArgumentParser(description="Measure publishing as a ratio in one run.")
    parser.add_argument("--rounds", type=int, default=7, help="how often each command runs [7]")
    rounds = parser.parse_args().rounds
    with TemporaryDirectory() as name:
        folder = Path(name)
        for actions in (ACTIONS, MANY):
            data, site = folder / f"plans-{actions}", folder / f"site-{actions}"
            write_folder(data, organisations=ORGANISATIONS, actions=actions, seed=1)
            status = most_memory("status", "--data", str(data), *ON)
            publish = most_memory("publish", str(site), "--data", str(data), *ON)
            print(f"{actions} actions each: status {status:,} KB, publish {publish:,} KB")
        small = folder / f"plans-{ACTIONS}"
        return judge(rows(small, folder / "site"), rounds=rounds, folder=folder)


if __name__ == "__main__":
    sys.exit(main())
