"""Mutates short texts and feeds each to one of the readers of a single text. Exit 1: a bug.

    python fuzz/texts.py --inputs 1000000 --seed 1

They are the readers of dates, names, addresses and words: in files, as typed, in published plans.
A reader raises nothing but ValueError, and keeps the promise beside it. What breaks it is printed.
"""

import argparse
import csv
import sys
import traceback
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from io import StringIO
from random import Random

from stalkplan.cli.option_values import site_address, web_link
from stalkplan.edit.as_yaml import scalar
from stalkplan.edit.typed_answer import as_status
from stalkplan.edit.typed_dates import as_window, typed_day, typed_start
from stalkplan.errors import UnwritableError
from stalkplan.imports.phrases.asks import is_ask, may_be_ask
from stalkplan.imports.phrases.cells import cell_lines, look_of
from stalkplan.imports.phrases.dated_lines import dated_lines
from stalkplan.imports.phrases.dates import dates_in
from stalkplan.imports.phrases.headings import heading_by_a_word, heading_of, label_of
from stalkplan.imports.phrases.owners import addressee, is_like_role, owner_in
from stalkplan.imports.phrases.promises import promise_in, target_in, target_of_cell
from stalkplan.imports.phrases.refs import ref_at_start, ref_of_heading, refs_of_cell
from stalkplan.imports.phrases.statuses import status_of
from stalkplan.privacy.headings import is_headed
from stalkplan.privacy.looks_like import what_they_hold
from stalkplan.privacy.people_named import has_lone_name
from stalkplan.privacy.personal import is_above_official
from stalkplan.record.dates import no_such_day, parse_day, parse_window, suggest
from stalkplan.record.links import misleads
from stalkplan.record.lookalikes import first_in
from stalkplan.record.yaml import read
from stalkplan.reports.formats.csv import body
from stalkplan.reports.formats.markdown import text as as_markdown
from stalkplan.verdict.same_text import comparable, composed
from stalkplan.verdict.visible import visible
from stalkplan.verdict.words import as_written, long_window, narrow_window, short_window

STARTS = (
    "2025-03-27", "2025-03", "2025-Q1", "2025", "2025-03/2025-Q4", "none", "27 March 2025",
    "by the end of March 2025", "March 27th, 2025", "27/03/25", "Thursday 27 March", "00:00",
    "Spring 2025", "2024/25", "Q3 2025", "complete", "in progress", "Done - 3 May 2025: signed off",
    "Superintendent Ada Example", "DCI A. Example", "Head of Crime", "Chief Constables", "Owner:",
    "https://example.org/a(b)?c=d#e", "mailto:a@example.org?cc=b@example.org", "a@example.org",
    "https://police.uk@evil.example/", "07700 900123", "AB123456C", "OFFICIAL-SENSITIVE",
    "7.1a", "Recommendation 12", "12.2 a) Chief constables should", "AFI 7", "IT-24-1/2025-01",
    "We will publish a policy by March 2025 and train all staff.", "- first\n- second", "=1+1",
    "Victim: A. Example of 1 High Street", "Chief constables should, by 27 March 2025, make sure",
)  # fmt: skip

TOKENS = (
    " ", "\n", "\t", "\r", "-", "/", ".", ":", ",", ";", "(", ")", "[", "]", "'", '"', "@", "%",
    "#", "://", "::", "##[", "=", "|", "`", "*", "<", "&amp;", "\\", "0", "00", "31", "99999",
    "Feb", "\0", "\x1b[2J", "\x85", "\xa0", "\xad", "\u200b", "\u202e", "\u2028", "\u2011",
    "\u0660", "\u0131", "\ufeff", "\uff11", "\uff1a", "e\u0301", "\xdf", "\u0130", "\ud800",
    "\udcff", "\U0001f600", "\U0010ffff",
)  # fmt: skip
LONGEST = 200
"""Characters of an input."""


def _window(text: str) -> None:
    """A window begins no later than it ends, and its words name it."""
    with suppress(ValueError):
        window = parse_window(text)
        assert window.first <= window.last
        assert as_written(window) == text
        assert all(words(window) for words in (long_window, short_window, narrow_window))


def _day(text: str) -> None:
    """A day is the window of that day, and is written as it was."""
    with suppress(ValueError):
        day = parse_day(text)
        assert day.isoformat() == text
        assert parse_window(text).first == parse_window(text).last == day


def _meant(text: str) -> None:
    """What was perhaps meant can be read, and what no calendar has is never meant."""
    if meant := suggest(text):
        parse_window(meant)
        assert not no_such_day(text)


def _typed(text: str) -> None:
    """What was typed is read, or is told in words of its own."""
    for reader in (as_status, as_window, typed_day, typed_start, web_link, site_address):
        try:
            reader(text)
        except ValueError as error:
            assert "; write " in str(error), text


def _one_line(text: str) -> None:
    """What is shown is one line in which all can be seen, and is shown so ever after."""
    shown = visible(text)
    assert visible(shown) == shown
    assert not any(sign < " " or "\x7f" <= sign < "\xa0" for sign in shown)
    assert not shown.startswith("::")


def _yaml(text: str) -> None:
    """What is written reads back as it was; a blank text is never written."""
    with suppress(UnwritableError):
        if not text.strip():
            return
        told, problems = read("a.yaml", f"a: {scalar(text)}\n")
        assert (told, problems) == ({"a": text}, [])


def _csv(text: str) -> None:
    """A cell is one cell, and no formula."""
    [[cell]] = csv.reader(StringIO(body(["a"], [{"a": text}]), newline=""))
    assert cell.lstrip("'") == visible(text).lstrip("'")
    assert not cell.startswith(("=", "+", "-", "@"))


def _same(text: str) -> None:
    """A text is the same as itself in another form of Unicode."""
    assert comparable(text) == comparable(composed(text))


def _private(text: str) -> None:
    """What a text holds is held beside harmless ones too."""
    beside = what_they_hold([text, "Nothing here."])
    assert beside.get(text) == what_they_hold([text]).get(text)
    for reader in (is_headed, has_lone_name, is_above_official):
        assert isinstance(reader(text), bool)


def _address(text: str) -> None:
    """An address leads where it seems to, or does not."""
    assert isinstance(misleads(text), bool)
    assert isinstance(first_in(text), str)


def _dates(text: str) -> None:
    """A date in prose stands there, and is a window."""
    for date in dates_in(text):
        assert date.window is None or date.window.first <= date.window.last


def _plan(text: str) -> None:
    """Each reader of published plans takes any text of them."""
    for reader in (
        target_in, target_of_cell, promise_in, status_of, addressee, is_like_role, refs_of_cell,
        ref_at_start, ref_of_heading, heading_of, heading_by_a_word, label_of, look_of, cell_lines,
        dated_lines, is_ask, may_be_ask,
    ):  # fmt: skip
        reader(text)
    owner_in(text, "Kent Police")


def _markdown(text: str) -> None:
    """A text is one line of Markdown."""
    assert "\n" not in as_markdown(text)


READERS: Mapping[str, Callable[[str], None]] = {
    "windows": _window, "days": _day, "what was meant": _meant, "typed answers": _typed,
    "one line": _one_line, "YAML written": _yaml, "CSV written": _csv, "same text": _same,
    "personal data": _private, "addresses": _address, "dates in prose": _dates,
    "published plans": _plan, "Markdown written": _markdown,
}  # fmt: skip


def mutated(draw: Random) -> str:
    """Return one of STARTS, or two, with a few characters put in, changed or cut out."""
    text = draw.choice(STARTS)
    if draw.random() < 0.2:
        text += draw.choice(("", " ", "\n", ", ", ": ")) + draw.choice(STARTS)
    for _ in range(draw.randrange(5)):
        at = draw.randrange(len(text) + 1)
        match draw.randrange(5):
            case 0 | 1:
                text = text[:at] + draw.choice(TOKENS) + text[at:]
            case 2:
                text = text[:at] + draw.choice(TOKENS) + text[at + 1 :]
            case 3:
                text = text[:at] + text[at + draw.randint(1, 6) :]
            case _:
                text = text[:at] + chr(draw.randrange(0x110000)) + text[at:]
    return text[:LONGEST]


def drawn(inputs: int, seed: int) -> Iterator[tuple[str, str]]:
    """Yield so many names of readers, each with a text for it."""
    draw = Random(seed)
    readers = list(READERS)
    for _ in range(inputs):
        yield draw.choice(readers), mutated(draw)


def main() -> int:
    """Feed as many inputs as asked for, and say what came of them."""
    parser = argparse.ArgumentParser(description="Feed mutated texts to the readers of one text.")
    parser.add_argument("--inputs", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    fed: Counter[str] = Counter()
    broke: Counter[str] = Counter()
    for name, text in drawn(options.inputs, options.seed):
        fed[name] += 1
        try:
            READERS[name](text)
        except Exception:  # noqa: BLE001  that is what is looked for
            broke[name] += 1
            print(f"{name}: {text!a}", traceback.format_exc(limit=-2), sep="\n", file=sys.stderr)
    for name in READERS:
        print(f"{fed[name]:10,}  {name}, {broke[name]} broke their promise")
    print(f"{options.inputs:,} inputs, {broke.total()} broke a promise")
    return int(broke.total() > 0)


if __name__ == "__main__":
    sys.exit(main())
