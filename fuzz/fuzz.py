"""Mutates real-looking files and feeds them to everything that reads. Exit 1: something was raised.

    python fuzz/fuzz.py --inputs 100000 --seed 1

An input that shows a new combination of problems is kept in `tests/cases/fuzz`, where the tests
replay it; one that makes the program raise is kept there too, and is a bug.
"""

import argparse
import sys
import traceback
from collections.abc import Sequence
from datetime import date
from hashlib import sha256
from pathlib import Path
from random import Random

from stalkplan.record.problems import Place, Problem
from stalkplan.record.register import build
from stalkplan.reports.check import check_report
from stalkplan.reports.formats import Format, Screen, Use, formats_for, render_as
from stalkplan.reports.status import status_report
from stalkplan.rules import check
from stalkplan.rules.context import Context
from stalkplan.verdict.items import assess

ROOT = Path(__file__).parents[1]
KEPT = ROOT / "tests" / "cases" / "fuzz"
LONGEST = 1024
"""Bytes of an input: where a fault needs more, a test says so."""

ON = date(2026, 11, 23)
FILES = ("recommendations.yaml", "responses.yaml")
STANDARD = {
    "data/recommendations.yaml": (
        "publication: {id: a, title: A report, published: 2024-09-27, count: 29}\n"
        "recommendations:\n"
        "  - number: 7\n"
        "    theme: Recording\n"
        "    addressed_to: [chief-constables]\n"
        "    deadlines: [{due: 2025-03-27}]\n"
        "    requirements: [{ref: 7.1}, {ref: 7.2}]\n"
    ),
    "data/responses.yaml": (
        "organisation: {id: kent, name: Kent Police, answers_for: [chief-constables]}\n"
        "responses:\n"
        "  - ref: 7.1\n"
        "    position: We do.\n"
        "    actions: [{id: 7.1a, owner: A, promise: {by: 2025-03, wording: by March}}]\n"
    ),
}
"""What stands beside the file that is fed."""

TOKENS = (
    b"\n", b"  ", b"- ", b": ", b"? ", b"[", b"]", b"{", b"}", b",", b"'", b'"', b"#", b" #",
    b"|", b">", b"|+\n", b"&a ", b"*a", b"!!str ", b"%YAML 1.1\n", b"---\n", b"...\n", b"<<: ",
    b"~", b"null", b"\t", b"\r", b"\r\n", b"\xef\xbb\xbf", b"\xc2\x85", b"\xe2\x80\xa8",
    b"\xe2\x80\xae", b"\x00", b"\x1b[2J", b"\xff", b"2025-03", b"2025-13-40", b"9999-12-31",
    b"0001-01-01", b"none", b"yes", b"complete", b"P56D", b"P9999Y", b"999999999999",
    b"\xf0\x9f\x98\x80", b"ref", b"id", b"updates:\n", b"- date: ",
)  # fmt: skip


def feed(data: bytes, name: str, *, shows: bool = True) -> frozenset[str]:
    """Run everything that reads on a folder in which one file holds `data`; return the codes found.

    With `shows`, every format too.
    """
    texts = dict(STANDARD)
    unreadable: list[Problem] = []
    try:
        texts[f"data/{name}"] = data.decode("utf-8")
    except UnicodeDecodeError:
        del texts[f"data/{name}"]
        unreadable.append(Problem(Place(f"data/{name}"), "not-utf-8", "is not UTF-8"))
    register = build(texts, unreadable, partial=True)
    problems = [
        *register.problems,
        *check(Context(register, texts, lambda _: False, on=ON)),
    ]
    if not shows:
        return frozenset(problem.code for problem in problems)
    report = check_report(register, problems, strict=False, on=ON)
    for form in formats_for(Use.REPORT, Use.CI):
        render_as(form, report, Screen())
    whole = build(texts, unreadable)
    items = assess(whole, on=ON)
    if items:
        for form in (Format.TABLE, Format.JSON):
            render_as(form, status_report(whole, items, on=ON), Screen())
    return frozenset(problem.code for problem in problems)


def mutate(random: Random, seeds: Sequence[bytes]) -> bytes:
    """Return a seed with a few small changes: tokens, bytes, lines moved, doubled or cut."""
    data = bytearray(random.choice(seeds))
    for _ in range(random.randint(1, 6)):
        at = random.randint(0, len(data))
        match random.randrange(7):
            case 0:
                data[at:at] = random.choice(TOKENS)
            case 1:
                data[at : at + random.randint(1, 8)] = random.choice(TOKENS)
            case 2 if data:
                data[at % len(data)] = random.randrange(256)
            case 3:
                del data[at : at + random.randint(1, 40)]
            case 4:
                lines = data.split(b"\n")
                line = random.choice(lines)
                lines.insert(random.randint(0, len(lines)), line)
                data = bytearray(b"\n".join(lines))
            case 5:
                other = random.choice(seeds)
                start = random.randint(0, len(other))
                data[at:at] = other[start : start + random.randint(1, 200)]
            case _:
                del data[random.randint(len(data) // 2, len(data)) :]
    return bytes(data[:LONGEST])


def seeds_of(folder: Path) -> list[bytes]:
    """Return the case files to begin with: small, so that a million inputs are soon read."""
    files = sorted(path for path in folder.rglob("*.yaml") if path.stat().st_size <= LONGEST)
    return [path.read_bytes() for path in files]


def main() -> int:
    """Feed as many inputs as asked for, and say what was found."""
    parser = argparse.ArgumentParser(description="Feed mutated files to everything that reads.")
    parser.add_argument("--inputs", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--keep", type=int, default=0, help="keep at most so many new inputs")
    options = parser.parse_args()
    random = Random(options.seed)
    seeds = seeds_of(ROOT / "tests" / "cases")
    seen: set[frozenset[str]] = set()
    raised = kept = 0
    for number in range(options.inputs):
        name = random.choice(FILES)
        data = mutate(random, seeds)
        try:
            codes = feed(data, name, shows=number % 10 == 0)
        except Exception:  # noqa: BLE001  that is what is looked for
            raised += 1
            traceback.print_exc()
            _keep(data, name, "raised")
            continue
        if codes not in seen and len(seen) < options.keep:
            _keep(data, name, "kept")
            kept += 1
        seen.add(codes)
    print(f"{options.inputs:,} inputs, {len(seen):,} combinations of problems, {raised} raised")
    return 1 if raised else 0


def _keep(data: bytes, name: str, why: str) -> None:
    KEPT.mkdir(exist_ok=True)
    digest = sha256(data).hexdigest()[:12]
    (KEPT / f"{why}-{name.partition('.')[0]}-{digest}").write_bytes(data)


if __name__ == "__main__":
    sys.exit(main())
