"""The work of a draft grows as its source does: counted in calls and bytes, never by the clock."""

import sys
import tracemalloc
from collections.abc import Callable, Mapping
from cProfile import Profile
from pstats import Stats

import pytest
from drafts import drafted

from stalkplan.imports.readers.choose import read_plan

REFS = ("7.1", "7.2", "10.2", "11.1", "12.1", "12.2", "13.1", "14.1", "16.1", "17.1")


def _rows(number: int) -> str:
    rows = (
        f"{REFS[n % 10]}\tWe look at {n} again.\tTrain desk {n} by June 2027.\tHead of Desk {n}\n"
        for n in range(number)
    )
    return "Ref\tResponse\tAction\tOwner\n" + "".join(rows)


SOURCES: Mapping[str, Callable[[int], str]] = {
    # a text that is as long as a number says
    "rows of a table": _rows,
    "a column of refs": lambda number: "Ref\tResponse\n" + "".join(
        f"{REFS[n % 10]}\t\n" for n in range(number)
    ),
    "lines of an answer": lambda number: "7.1\nForce update:\n" + "".join(
        f"We do number {n} well.\n" for n in range(number)
    ),
    "asks and answers": lambda number: "".join(
        f"By 27 March 2025, forces should do number {n}.\n7.1\nWe do {n}.\n" for n in range(number)
    ),
    "unknown headings": lambda number: "<h2>Recommendation 7</h2>" + "".join(
        f"<h3>Head {n}</h3><p>We do {n}.</p>" for n in range(number)
    ),
    "dated lines": lambda number: "7.1\nForce update: We do.\nProgress:\n" + "".join(
        f"{1 + n % 28}/03/2026 - Part {n} is done.\n" for n in range(number)
    ),
    "labelled records": lambda number: "".join(
        f"Recommendation: 7.1\nForce update: We do {n}.\nAction: Train desk {n}.\n"
        f"Owner: Head of Desk {n}\nDue: June 2027\nStatus: Complete\n"
        for n in range(number)
    ),
    "owners above actions": lambda number: "7.1\nForce update: We do.\n" + "".join(
        f"Owner: Head of Desk {n}\nAction: Train desk {n}.\n" for n in range(number)
    ),
    "actions of one ref": lambda number: "Ref\tAction\tOwner\tDue\n" + "".join(
        f"7.1\tTrain desk {n}.\tHead of Desk {n}\tJune 2027\n" for n in range(number)
    ),
    "cells on lines": lambda number: "No.\nResponse\nAction\n" + "".join(
        f"{REFS[n % 10]}\nWe do {n}.\nTrain {n}.\n" for n in range(number)
    ),
    "cut words": lambda number: "7.1\n" + "".join(f"re-\nviewed{n}, " for n in range(number)),
    "one tag": lambda number: "<p>7.1<p " + "".join(f"a{n}=b " for n in range(number)) + ">We do.",
}  # fmt: skip


def _forget() -> None:
    """Empty what is remembered: a text may not be cheaper for what another one had too."""
    for name, module in [*sys.modules.items()]:
        if name.startswith("stalkplan.imports"):
            for value in vars(module).values():
                if hasattr(value, "cache_clear"):
                    value.cache_clear()


def _calls(text: str) -> int:
    _forget()
    profile = Profile()
    profile.enable()
    drafted(read_plan(text.encode(), "plan.txt"))
    profile.disable()
    return int(Stats(profile).total_calls)  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", SOURCES)
def test_twice_the_source_is_twice_the_work(name: str) -> None:
    made = SOURCES[name]
    drafted(read_plan(made(2).encode(), "plan.txt"))  # what is made once is made here
    assert _calls(made(200)) < 2.3 * _calls(made(100))


@pytest.mark.parametrize("sentence", ["We do it well. ", "It is done by June 2027. ", "a"])
def test_one_cell_takes_room_as_it_is_long(sentence: str) -> None:
    size = 200_000
    page = f"<table><tr><td>Ref<td>Response<tr><td>7.1<td>{sentence * (size // len(sentence))}"
    document = read_plan(page.encode(), "plan.html")
    tracemalloc.start()
    try:
        drafted(document)
        assert tracemalloc.get_traced_memory()[1] < 60 * size
    finally:
        tracemalloc.stop()
