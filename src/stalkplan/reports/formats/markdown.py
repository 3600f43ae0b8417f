"""For documents and merge requests: the report for people, as Markdown."""

import re
import shlex
from collections.abc import Iterable, Iterator, Sequence

from stalkplan.record.links import misleads
from stalkplan.reports.blocks import Bars, Block, Frame, Line, Prose, Report, Table, Tally
from stalkplan.reports.blocks_of_marks import Grid, Legend, Names, Plot
from stalkplan.reports.blocks_of_records import Event, Facts, Rewriting
from stalkplan.reports.formats import Screen
from stalkplan.verdict.visible import visible

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>|#~&!$]|:(?=\w+:))")
_BLOCK = re.compile(r"^(\d{1,9})?([.)]|[-+=])(?=\s|$|[-=])")
_LINK = re.compile(r"https?://[^\s<>\\]+")


def render(report: Report, screen: Screen) -> str:  # noqa: ARG001  every format takes the same
    """Return headings, sentences and tables; text from a record stays text.

    What is shortened here says so at the end, with the command that shows all of it.
    """
    sections = report.for_people()
    blocks = (text for section in sections for block in section for text in _block(block))
    title, *rest = blocks
    whole = [shlex.join(("stalkplan", *s.typed)) for s in report.next_steps if s.is_whole]
    rest += [text(f"Shortened here; in full: {command}") for command in whole]
    return "\n\n".join([f"# {title.replace('**', '', 2)}", *rest]) + "\n"


def text(value: str) -> str:
    """Return a value in which nothing has a meaning to Markdown or to a forge but a whole link."""
    shown = visible(value)
    if _LINK.fullmatch(shown) and not misleads(shown):
        return f"<{shown}>"
    shown = _SPECIAL.sub(r"\\\1", shown).replace("@", "@<!-- -->")
    return _BLOCK.sub(r"\1\\\2", shown)


def _block(block: Block) -> Iterator[str]:  # noqa: C901  a case for each kind
    match block:
        case Line() | Prose():
            right = f" ({text(block.right)})" if isinstance(block, Line) and block.right else ""
            words = text(block.left if isinstance(block, Line) else block.text)
            tail = text(block.tail) if isinstance(block, Line) else ""
            yield f"**{words}**{tail}{right}" if block.is_bold else f"{words}{tail}{right}"
        case Bars():
            heading = ["Deadline", "Items", "State", ""]
            bars = [[b.label, str(len(b.marks)), ", ".join(b.counts), b.right] for b in block.bars]
            yield table(heading, bars)
        case Table():
            if block.title:
                yield f"## {text(block.title)}"
            if block.rows:
                rows = [[column.value(row) for column in block.columns] for row in block.rows]
                yield table([column.name.capitalize() for column in block.columns], rows)
        case Tally():
            names = f": {', '.join(map(text, block.names))}" if block.names else ""
            yield f"- {block.number} {text(block.text)}{names}"
        case Frame():
            yield f"- {text(str(block.problem))}"
        case Rewriting():
            yield f"- {text(str(block.problem))} ({text(block.culprit)})"
        case Event():
            yield f"- {text(block.day)} {text(block.text)}: {', '.join(map(text, block.names))}"
        case Grid() | Legend() | Names() | Plot():
            yield _of_many(block)
        case Facts():
            if block.title:
                yield f"## {text(block.title)}"
            yield "\n".join(_fact(label, value) for label, value in block.rows)


def _fact(label: str, value: str) -> str:
    """Return a label with its value; of a label padded for a screen only the words."""
    name = text(" ".join(label.split()))
    return f"- **{name}**: {text(value)}" if name else f"  - {text(value)}"


def _of_many(block: Grid | Legend | Names | Plot) -> str:
    """Return a block of many marks or names."""
    match block:
        case Grid():
            return _grid(block)
        case Legend():
            return "; ".join(
                f"{text(mark.sign)} {text(meaning)}" for mark, meaning in block.entries
            )
        case Names():
            lines = ((text(label), ", ".join(map(text, listed))) for label, listed in block.rows)
            return "\n".join(f"- {': '.join(filter(None, line))}" for line in lines)
        case Plot():
            numbers = [[row.label, *(f"{n:,}" for n in row.numbers)] for row in block.rows]
            return table(["", *map(str.capitalize, block.headings)], numbers)


def _grid(grid: Grid) -> str:
    """Return a complete grid, with the fullest of its sides and the notes of its spots."""
    sides = grid.sides[0]
    lines = [
        [row.label, *(f"{s.mark.sign} {s.note}".strip() if s else "" for s in row.spots)]
        for row in grid.rows
    ]
    lines.append([grid.total, *grid.totals])
    rows = [line + [side.texts[at] for side in sides] for at, line in enumerate(lines)]
    return table(["", *grid.headings, *(side.name.capitalize() for side in sides)], rows)


def table(heading: list[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table; nothing in a cell has a meaning."""
    lines = [heading, ["---"] * len(heading), *([text(cell) for cell in row] for row in rows)]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)
