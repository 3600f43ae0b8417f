"""What `import` takes for a source of 2 MB, whole processes. Exit 1: a bar is missed.

    python bench/importing.py --rounds 5

The source is a table of seven columns, as a page, as a workbook and as separated values.
"""

import csv
import io
import sys
from collections.abc import Callable, Iterator, Mapping
from html import escape
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from openpyxl import Workbook

import phrases
from generate import RECOMMENDATIONS
from ratios import Command, Finding, Row, found_for, peak, script
from stalkplan.record.register import build
from startup import BARE, STALKPLAN

SIZE = 2_000_000
"""Bytes of all cells together."""

HEADS = ("Ref", "Response", "Action", "Owner", "Due", "Status", "Progress")
STATUSES = ("In progress", "Complete", "Not started", "On hold", "Ongoing")


def rows(size: int = SIZE, seed: int = 1) -> Iterator[tuple[str, ...]]:
    """Yield the heads and rows of a table, until its cells have as many bytes as `size`."""
    draw = Random(seed)
    text = RECOMMENDATIONS.read_text(encoding="utf-8")
    asked = build({"data/recommendations.yaml": text}).recommendations
    refs = [requirement.ref for each in asked for requirement in each.required]
    yield HEADS
    written = 0
    for number in range(size):
        year, month, day = draw.randint(2026, 2028), draw.randint(1, 12), draw.randint(1, 28)
        row = (
            refs[number % len(refs)],
            _sentences(draw, 300, phrases.WHO, phrases.DOES, phrases.SO_THAT),
            _sentences(draw, 150, ("We will",), phrases.DO, phrases.WHAT, phrases.AND_THEN),
            draw.choice(phrases.OWNERS),
            f"{day:02}/{month:02}/{year}",
            draw.choice(STATUSES),
            f"{day:02}/{month:02}/2025 - {draw.choice(phrases.NEWS)}.".format(n=number, m=day),
        )
        yield row
        written += sum(len(cell.encode()) for cell in row)
        if written >= size:
            return


def _sentences(draw: Random, length: int, *parts: tuple[str, ...]) -> str:
    """Return sentences of about as many characters as `length`, each made of one of each part."""
    text = ""
    while len(text) < length:
        text += f"{' '.join(draw.choice(part) for part in parts)}. "
    return text.strip()


def as_csv() -> bytes:
    """Return the table as separated values."""
    out = io.StringIO(newline="")
    csv.writer(out).writerows(rows())
    return out.getvalue().encode()


def as_html() -> bytes:
    """Return the table as a page."""
    lines = (f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>\n" for row in rows())
    return f"<!DOCTYPE html><meta charset=utf-8><table>\n{''.join(lines)}</table>".encode()


def as_xlsx() -> bytes:
    """Return the table as a workbook."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Plan")
    for row in rows():
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


SOURCES: Mapping[str, Callable[[], bytes]] = {"csv": as_csv, "html": as_html, "xlsx": as_xlsx}

BAR = 200
"""Two seconds, where a Python that does nothing takes ten milliseconds."""

MEMORY = 200
"""Megabytes that the process may hold at most."""


def found(rounds: int) -> list[Finding]:
    """Measure each kind of source against a Python that does nothing."""
    with TemporaryDirectory() as top:
        folder = Path(top)
        commands = {}
        for kind, made in SOURCES.items():
            (folder / f"plan.{kind}").write_bytes(made())
            typed = ("import", f"plan.{kind}", "--org", "kent", "--as-of", "2026-11-24")
            commands[kind] = Command((STALKPLAN, *typed))
        named = {kind: f"import, 2 MB of {kind}" for kind in commands}
        times = [
            Row(named[kind], command, BARE, bar=BAR, stretch=0.75 * BAR)
            for kind, command in commands.items()
        ]
        held = {kind: peak(command, folder) / 1e6 for kind, command in commands.items()}
        memory = [
            Finding(f"{named[kind]}: MB of memory", taken, taken, bar=MEMORY, stretch=MEMORY / 2)
            for kind, taken in held.items()
        ]
        return [*found_for(times, rounds=rounds, folder=folder), *memory]


if __name__ == "__main__":
    sys.exit(script(found, rounds=5))
